"""A Scrapy download handler that takes requests for the recorded sites to loopback, and no other request anywhere."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotSupported
from scrapy.http import Response


class LoopbackHandler(HTTP11DownloadHandler):
    """`https://HOST/…` is asked of the port of 127.0.0.1 that the setting LOOPBACK_PORTS gives HOST.

    The server is told the host and the scheme, and the response gets the address back that was asked for.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._ports: dict[str, int] = crawler.settings.getdict("LOOPBACK_PORTS")

    async def download_request(self, request: Request) -> Response:
        """The response of the loopback server. Raises NotSupported for a host that is not mapped."""
        parts = urlsplit(request.url)
        port = self._ports.get(parts.hostname or "")
        if port is None:
            raise NotSupported(f"{request.url}: nothing but {', '.join(self._ports)} may be asked")
        inner = request.replace(url=parts._replace(scheme="http", netloc=f"127.0.0.1:{port}").geturl())
        inner.headers["Host"] = parts.netloc
        inner.headers["X-Forwarded-Proto"] = parts.scheme
        response = await super().download_request(inner)
        request.meta["download_latency"] = inner.meta.get("download_latency")
        return response.replace(url=request.url)
