"""The early end of a crawl whose data directory takes nothing any more."""

import logging
from typing import Any

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro

from shahrkarimeh.errors import DataDirError

logger = logging.getLogger(__name__)

FATAL = "shahrkarimeh/fatal"
"""The stat that holds the line to tell the user."""
REASON = "data_dir"
"""Scrapy's reason for the end of such a crawl."""


def note(crawler: Crawler, error: DataDirError) -> bool:
    """Keeps the line to tell the user. Whether it is the first."""
    if crawler.stats is None or crawler.stats.get_value(FATAL):
        return False
    crawler.stats.set_value(FATAL, str(error))
    logger.error("%s", error)
    return True


def stop(crawler: Crawler, error: DataDirError) -> None:
    """Ends the crawl, once: what cannot be written need not be fetched."""
    if not note(crawler, error):
        return
    engine: Any = crawler.engine
    if hasattr(engine, "close_spider_async"):
        deferred_from_coro(engine.close_spider_async(reason=REASON))
    elif engine is not None:  # before Scrapy 2.14
        engine.close_spider(crawler.spider, reason=REASON)
