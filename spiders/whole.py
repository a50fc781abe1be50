"""Whether a body came whole, as a Scrapy component: half a page must not be taken for the page."""

import re
import zlib
from collections import Counter
from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from .values import header_of

_PART = 1 << 16
_KINDS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
"""What is asked for, and what zlib calls it; some servers send deflate without its head."""
_NOT_ASKED = frozenset(("br", "zstd", "compress", "x-compress", "dcb", "dcz"))
_END = re.compile(rb"</(?:body|html)\b", re.I)
_BOXES = re.compile(rb"<(/?)(div|article|section|main)\b", re.I)
_BELIEVED = 3
"""So many pages that break off, and none that ends: the site writes them so."""


def is_whole(body: bytes, most: int, kinds: tuple[int, ...] = (31,)) -> bool:
    """Whether packed bytes come to their end; also where they swell over `most` bytes, which is found out elsewhere."""
    return any(_ends(body, most, kind) for kind in kinds)


def _ends(body: bytes, most: int, kind: int) -> bool:
    unpacker, rest, size = zlib.decompressobj(kind), body, 0
    while not unpacker.eof and size <= most:
        try:
            size += len(part := unpacker.decompress(rest, _PART))
        except zlib.error:
            return False
        rest = unpacker.unconsumed_tail
        if not part and not rest and not unpacker.eof:
            return False
    return True


def breaks_off(markup: bytes) -> bool:
    """Whether a page ends within a tag or a box, whose ends HTML does not let be left out as it does `</html>`."""
    if _END.search(markup):
        return False
    if markup.rfind(b"<") > markup.rfind(b">"):
        return True
    opened = Counter[bytes]()
    for end, name in _BOXES.findall(markup):
        opened[name.lower()] += -1 if end else 1
    return any(count > 0 for count in opened.values())


class Whole:
    """A body that breaks off is asked for again, then fails; Scrapy would take its half for the page.

    Of packed ones the packing tells. A page that its own Content-Length cuts is told by what it leaves open. It is
    believed after the last try where no page of the site has come to an end yet.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.pages_end = False
        self.believed = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Whole":
        """The check of a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response, **_spider: Any) -> Response | Request:
        """The response, or the request again. Raises IgnoreRequest after the last try."""
        encoding = (header_of(response, "content-encoding") or "").strip().lower()
        if encoding in _NOT_ASKED:
            raise IgnoreRequest(f"the body is packed in a way that was not asked for: {encoding}")
        if encoding in _KINDS:
            broken = bool(response.body) and not is_whole(response.body, self.most, _KINDS[encoding])
        else:
            broken = self._breaks_off(response)
        if not broken:
            return response
        again: Callable[..., Request | None] = get_retry_request
        retry = again(request, spider=self.crawler.spider, reason="broken body")
        if retry is not None:
            return retry
        if encoding not in _KINDS and not self.pages_end:
            self.believed += 1
            return response
        raise IgnoreRequest(f"the body is broken: {encoding or 'the page'} does not come to an end")

    def _breaks_off(self, response: Response) -> bool:
        if response.status != 200 or not isinstance(response, HtmlResponse) or self.believed >= _BELIEVED:
            return False
        broken = breaks_off(response.body)
        self.pages_end = self.pages_end or (not broken and _END.search(response.body) is not None)
        return broken
