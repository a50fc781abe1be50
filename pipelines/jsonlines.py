"""Each new revision becomes a line of the file it belongs to."""

from typing import Any

from scrapy.exceptions import DropItem

from shahrkarimeh.errors import DataDirError
from shahrkarimeh.halt import stop
from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.store import COPIES, POSTS, REPORTS

from .base import StorePipeline


class JsonLines(StorePipeline):
    """Writes reports, copies and posts; copies go no further, so that a feed holds each report once."""

    def process_item(self, item: Post | MeetingReport, *_spider: Any) -> Post | MeetingReport:
        """The item, written. Raises DropItem."""
        try:
            self._write(item)
        except DataDirError as e:
            stop(self.crawler, e)
            raise DropItem(str(e)) from None
        if item.duplicate_of:
            raise DropItem(f"repeats {item.duplicate_of!r}")
        return item

    def _write(self, item: Post | MeetingReport) -> None:
        known = self.store.latest(item.id)
        if known and known.revision >= item.revision:
            return
        if isinstance(item, MeetingReport):
            file, kind = (COPIES, "copies") if item.duplicate_of else (REPORTS, "reports")
        else:
            file, kind = POSTS, "posts"
        self.store.append(item, file)
        self.count("revised" if known else "new")
        self.count(kind)
