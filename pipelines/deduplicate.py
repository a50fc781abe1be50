"""What is known is not written again; what repeats a report of another address says so."""

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from shahrkarimeh.errors import DataDirError
from shahrkarimeh.halt import stop
from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.keep import compare

from .base import StorePipeline


class Deduplicate(StorePipeline):
    """Numbers revisions, marks copies, drops what is known."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.seen: set[str] = set()

    def process_item(self, item: Post | MeetingReport, *_spider: Any) -> Post | MeetingReport:
        """The item with its revision and `duplicate_of`. Raises DropItem."""
        if item.id in self.seen:
            # Two doors may word one post differently: a post that changed during the run is the next run's.
            raise DropItem("came before in this run")
        try:
            known = compare(self.store, item)
        except DataDirError as e:
            stop(self.crawler, e)
            raise DropItem(str(e)) from None
        self.seen.add(item.id)
        if known:
            self.count("unchanged")
            # Where everything is asked for, a feed gets it; it is not written again.
            if not getattr(self.crawler.spider, "full", False):
                raise DropItem("known, and unchanged")
        return item
