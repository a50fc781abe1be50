"""What stands between a crawl and the network, as Scrapy components: where it may ask, when, and what is whole."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.abstract import isIPAddress
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError
from twisted.internet.task import deferLater

from shahrkarimeh.addresses import is_inside
from shahrkarimeh.errors import ConfigError
from shahrkarimeh.platforms.identity import may_ask
from shahrkarimeh.sites import registry

from .values import date_header, header_of

logger = logging.getLogger(__name__)

_BUSY = (429, 503)
_SLICE = 0.25


def _hosts_inside(settings: BaseSettings) -> set[str]:
    """The names that may be inside: of sites whose entries say so, and of the operator's proxies."""
    try:
        sites = registry(*settings.getlist("SHAHRKARIMEH_SITES")).values()
    except ConfigError:  # the spider tells of it
        sites = ()  # type: ignore[assignment]
    names = {site.host.removeprefix("www.") for site in sites if site.lives_inside}
    return names | {f"www.{n}" for n in names} | {urlsplit(p).hostname or p for p in getproxies().values()}


class Resolver(CachingThreadedResolver):  # type: ignore[misc]
    """DNS whose answers may not point inside, unless the entry of the site says `inside = true`.

    The connection is made to the very address that was looked at. Addresses written as such are Boundary's.
    """

    inside: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "Resolver":
        """The resolver of a process."""
        resolver: Resolver = super().from_crawler(crawler, reactor)
        resolver.inside = frozenset(_hosts_inside(crawler.settings))
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":
        """The address of a name. Fails with DNSLookupError where it lies inside and may not."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found if isIPAddress(name) or name in self.inside else found.addCallback(_refuse_inside, name)


def _refuse_inside(address: str, name: str) -> str:
    if is_inside(address):
        # Twisted keeps the kind of the error and drops its words.
        logger.warning("not asked: %s points inside, to %s", name, address)
        raise DNSLookupError(f"{name} points inside, to {address}; its entry would have to say inside = true")
    return address


class Boundary:
    """Nothing is asked of another host or port than the site's, robots.txt and redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Boundary":
        """The boundary of a crawl, and the resolver of its process, where no CrawlerProcess has put one there."""
        from twisted.internet import reactor

        if not isinstance(getattr(reactor, "resolver", None), Resolver):
            Resolver.from_crawler(crawler, reactor).install_on_reactor()
        return cls(crawler)

    def process_request(self, request: Request, **_spider: Any) -> None:
        """Raises IgnoreRequest for what lies outside."""
        site = getattr(self.crawler.spider, "site", None)
        if site is not None and not may_ask(site, request.url):
            raise IgnoreRequest("leads to another host")


def seconds_of(value: str | None, now: datetime) -> float | None:
    """How long a Retry-After asks to wait, in seconds; None where it says nothing."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    at = date_header(text)
    return max(0.0, (at - now).total_seconds()) if at else None


def seconds_until_asked(header: Callable[[str], str | None], now: datetime) -> float | None:
    """How long an answer asks to wait. A time is read on the server's clock where it tells it, which may be wrong."""
    return seconds_of(header("Retry-After"), date_header(header("Date")) or now)


class Patience:
    """Waits as long as a busy server asks (Retry-After of 429 and 503), up to RETRY_AFTER_MAX seconds.

    One that does not say how long is asked again after BUSY_WAIT seconds, then after twice as many, and so on. One
    that asks for more than the most is left alone for that time: what is still to be asked fails at once.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self.wait = crawler.settings.getfloat("BUSY_WAIT")
        self.tries = crawler.settings.getint("RETRY_TIMES")
        self.until = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Patience":
        """The patience of a crawl. Raises NotConfigured for a replay, where nobody is to be spared."""
        if crawler.settings.getlist("ARCHIVE_REPLAY"):
            raise NotConfigured
        return cls(crawler)

    def process_request(self, request: Request, **_spider: Any) -> None:
        """Raises IgnoreRequest while the server wants to be left alone."""
        left = self.until - time.monotonic()
        if left > 0:
            raise IgnoreRequest(f"the site asked to be left alone for {left:.0f} more seconds")

    async def process_response(self, request: Request, response: Response, **_spider: Any) -> Response:
        """The response, after the time that it asks for."""
        if response.status not in _BUSY:
            return response
        seconds = seconds_until_asked(partial(header_of, response), datetime.now(UTC))
        if seconds is None:
            seconds = self._unasked(request)
        elif seconds > self.most:
            logger.warning("status %d: the site asks to be left alone for %.0f seconds", response.status, seconds)
            self.until = time.monotonic() + seconds
            request.meta["dont_retry"] = True
            return response
        await self._pause(seconds)
        return response

    def _unasked(self, request: Request) -> float:
        """Seconds to wait where nobody says how many; none where it will not be asked again."""
        tried: int = request.meta.get("retry_times", 0)
        return min(self.wait * 2**tried, self.most) if tried < self.tries else 0.0

    async def _pause(self, seconds: float) -> None:
        """Waits in small parts, so that Ctrl-C need not wait for the end."""
        from twisted.internet import reactor

        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self.crawler.crawling:
            await maybe_deferred_to_future(deferLater(reactor, min(left, _SLICE)))  # type: ignore[arg-type]
