"""Each new revision becomes a line of the file it belongs to."""

from typing import Any

from scrapy.exceptions import DropItem

from shahrkarimeh.errors import DataDirError
from shahrkarimeh.findings import filled
from shahrkarimeh.halt import stop
from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.keep import write

from .base import StorePipeline


class JsonLines(StorePipeline):
    """Writes reports, copies and posts; copies go no further, so that a feed holds each report once."""

    def process_item(self, item: Post | MeetingReport, *_spider: Any) -> Post | MeetingReport:
        """The item, written. Raises DropItem."""
        try:
            kind = write(self.store, item)
        except DataDirError as e:
            stop(self.crawler, e)
            raise DropItem(str(e)) from None
        if kind:
            self.count("revised" if item.revision > 1 else "new")
            self.count(kind)
            for name in filled(item):
                self.count(f"filled/{name}")
        if item.duplicate_of:
            raise DropItem(f"repeats {item.duplicate_of!r}")
        return item
