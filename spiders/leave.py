"""The end of a run that was told to end, by SIGTERM or Ctrl-C: what is under way may land, but nobody is waited for."""

import time
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from twisted.internet.task import LoopingCall
from twisted.internet.tcp import Client
from twisted.python.failure import Failure

_LOOK = 0.25
GRACE = 2.0
"""Seconds that an answer under way may still take."""


class Leave:
    """Scrapy ends a run only when all is answered that was asked, a delay of 30 s or a stall of 60 s included.

    Here what still waits for its turn is given up at once, and connections are cut after GRACE seconds.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.told: float | None = None
        self.look = LoopingCall(self._look)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Leave":
        """The watch over a crawl."""
        return cls(crawler)

    def _opened(self) -> None:
        self.look.start(_LOOK, now=False)

    def _closed(self) -> None:
        if self.look.running:
            self.look.stop()

    def _look(self) -> None:
        if self.crawler.crawling:
            return
        self.told = self.told or time.monotonic()
        engine: Any = self.crawler.engine
        for slot in engine.downloader.slots.values():
            while slot.queue:
                slot.queue.popleft()[1].errback(Failure(IgnoreRequest("the run was told to end")))
        if time.monotonic() - self.told >= GRACE:
            _cut_connections()


def _cut_connections() -> None:
    from twisted.internet import reactor

    for reader in reactor.getReaders():  # type: ignore[attr-defined]
        if isinstance(reader, Client):
            reader.abortConnection()
