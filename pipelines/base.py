"""What the pipelines share: the store of the run's data directory, and the counters."""

from typing import Any

from scrapy.crawler import Crawler

from shahrkarimeh.errors import DataDirError
from shahrkarimeh.halt import note
from shahrkarimeh.store import Store, shared


class StorePipeline:
    """A pipeline that has the store.

    Scrapy before 2.14 hands the spider to every method, and later ones warn of a parameter named so: `*_spider` takes
    what comes.
    """

    store: Store

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        """The pipeline of a crawl."""
        return cls(crawler)

    def open_spider(self, *_spider: Any) -> None:
        """Takes the store. Raises DataDirError."""
        self.store = shared(self.crawler.settings["DATA_DIR"])

    def close_spider(self, *_spider: Any) -> None:
        """Gives the store back."""
        try:
            self.store.release()
        except DataDirError as e:  # what is written stays written; the run still has to be told of
            note(self.crawler, e)

    def count(self, name: str) -> None:
        """Counts one more of a field of `runs.Counts`."""
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"shahrkarimeh/{name}")
