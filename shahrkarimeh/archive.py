"""WARC in and out: every response as it came, through the storage and policy of Scrapy's HTTP cache.

A live run writes and is never answered from here; a replay (setting ARCHIVE_REPLAY) is answered from here alone.
Request.meta["archive_record"] and ["fetched_at"] say afterwards where a response is kept and when it was received.
"""

import logging
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings
from w3lib.http import headers_raw_to_dict
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from shahrkarimeh.errors import ArchiveError, DataDirError
from shahrkarimeh.halt import stop
from shahrkarimeh.version import __version__
from shahrkarimeh.warc import Record, decoded, records

logger = logging.getLogger(__name__)

FOLDER = "warc"
_SYNC_SECONDS = 1.0
# Whose keys these are is nobody's business who reads the archive.
_SECRET = {b"Authorization", b"Proxy-Authorization", b"Cookie"}
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A response as it was kept, ready to be read again."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Transfer and content encodings undone."""
    fetched_at: str | None
    record: str
    """`warc/FILE#urn:uuid:…`, for Provenance."""


class _Block(StatusAndHeaders):  # type: ignore[misc]
    """Head of an HTTP message that is written byte for byte; warcio's own would escape what is not ASCII."""

    def __init__(self, first: bytes, headers: Iterable[tuple[bytes, bytes]]) -> None:
        super().__init__(first.decode("latin-1"), [])  # warcio takes an empty one for none
        lines = [first, *(name + b": " + value for name, value in headers)]
        self.raw = b"\r\n".join(line.replace(b"\r", b" ").replace(b"\n", b" ") for line in lines) + b"\r\n\r\n"

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.raw


def _pairs(headers: Headers, without: Iterable[bytes] = ()) -> Iterator[tuple[bytes, bytes]]:
    for name, values in headers.items():
        if name not in without:
            yield from ((name, value) for value in values)


def _request_block(request: Request) -> _Block:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [(b"Host", parts.netloc.rpartition("@")[2].encode()), *_pairs(request.headers, _SECRET)]
    return _Block(f"{request.method} {target} HTTP/1.1".encode(), headers)


def _response_block(response: Response) -> _Block:
    phrase = HTTPStatus(response.status).phrase if response.status in set(HTTPStatus) else ""
    # The body comes with its chunks joined, whatever the header says.
    headers = _pairs(response.headers, {b"Transfer-Encoding"})
    return _Block(f"HTTP/1.1 {response.status} {phrase}".rstrip().encode(), headers)


class Recorder:
    """Writes the WARC file of one crawl; there is none before the first record."""

    def __init__(self, directory: Path, site: str) -> None:
        self.directory = directory
        self.site = _UNSAFE.sub("-", site)
        self.path: Path | None = None
        self._file: IO[bytes] | None = None
        self._synced = 0.0

    def _opened(self, now: datetime) -> IO[bytes]:
        self.directory.mkdir(parents=True, exist_ok=True)
        stem = f"{self.site}-{now:%Y%m%dT%H%M%SZ}"
        for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))):
            try:
                self.path = self.directory / f"{name}.warc.gz"
                file: IO[bytes] = self.path.open("xb", buffering=0)
            except FileExistsError:
                continue
            return file
        raise FileExistsError(f"too many archives named {stem}")

    def write(self, request: Request, response: Response, now: datetime) -> str:
        """Keeps a response with its request and returns `warc/FILE#RECORD-ID`. Raises DataDirError."""
        start = 0
        try:
            if self._file is None:
                self._file = self._opened(now)
            start = self._file.tell()
            buffer = BytesIO()
            record = self._put(WARCWriter(buffer, gzip=True), request, response, now, first=start == 0)
            rest = memoryview(buffer.getbuffer())
            while rest:
                rest = rest[self._file.write(rest) :]
            if time.monotonic() - self._synced >= _SYNC_SECONDS:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        except OSError as e:
            if self._file is not None:
                self._file.truncate(start)
                self._file.seek(start)
            reason = f"cannot write the archive {self.path or self.directory}: {e.strerror}; make room and run again"
            raise DataDirError(reason) from None
        return f"{FOLDER}/{self.path.name if self.path else ''}#{record}"

    def _put(self, warc: Any, request: Request, response: Response, now: datetime, *, first: bool) -> str:
        """Writes the records of an exchange and returns the id of the response's."""
        if first:
            info = {"software": f"shahrkarimeh/{__version__}", "format": "WARC File Format 1.0", "isPartOf": self.site}
            warc.write_record(warc.create_warcinfo_record(self.path.name if self.path else "", info))
        stamp = {"WARC-Date": now.strftime("%Y-%m-%dT%H:%M:%SZ")}
        place = {"WARC-IP-Address": str(response.ip_address)} if response.ip_address else {}
        answer = warc.create_warc_record(
            response.url,
            "response",
            payload=BytesIO(response.body),
            length=len(response.body),
            warc_headers_dict={**stamp, **place},
            http_headers=_response_block(response),
        )
        asked = warc.create_warc_record(
            response.url,
            "request",
            payload=BytesIO(request.body),
            length=len(request.body),
            warc_headers_dict=dict(stamp),
            http_headers=_request_block(request),
        )
        warc.write_request_response_pair(asked, answer)
        return str(answer.rec_headers.get_header("WARC-Record-ID")).strip("<>")

    def close(self) -> None:
        """Waits until the disk has it all, and closes."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None


class Replay:
    """Recorded responses by address, each read from its file when asked for."""

    def __init__(self, files: Iterable[str | Path]) -> None:
        """Reads through the files once. Raises ArchiveError for one that is no WARC."""
        self._places: dict[str, list[tuple[Path, int]]] = defaultdict(list)
        self._next: dict[str, int] = defaultdict(int)
        for file in files:
            path = Path(file)
            for record in records(path):
                self._places[record.url].append((path, record.offset))

    def answer(self, url: str) -> Record | None:
        """The next recorded response of that address, the last one again where there are no more."""
        places = self._places.get(url)
        if not places:
            return None
        at = min(self._next[url], len(places) - 1)
        self._next[url] = at + 1
        return next(records(*places[at]), None)


class WarcStorage:
    """HTTPCACHE_STORAGE: keeps what comes; with ARCHIVE_REPLAY, gives what was kept."""

    def __init__(self, settings: BaseSettings) -> None:
        """Raises ArchiveError for a file of ARCHIVE_REPLAY that is no WARC."""
        files = settings.getlist("ARCHIVE_REPLAY")
        self.replay = Replay(files) if files else None
        self.directory = Path(settings["DATA_DIR"]) / FOLDER
        self.recorder: Recorder | None = None

    def open_spider(self, spider: Any) -> None:
        """Begins a crawl."""
        site = getattr(spider, "site", None)
        self.recorder = Recorder(self.directory, str(getattr(site, "name", None) or spider.name))

    def close_spider(self, spider: Any) -> None:
        """Ends a crawl."""
        if self.recorder is not None:
            self.recorder.close()

    def retrieve_response(self, spider: Any, request: Request) -> Response | None:
        """The recorded response; None in a live run, and for an address that was not recorded."""
        if self.replay is None:
            return None
        found = self.replay.answer(request.url)
        if found is None:
            logger.warning("not in the recordings: %r", request.url)
            return None
        request.meta["archive_record"] = found.name
        request.meta["fetched_at"] = found.fetched_at
        headers = Headers(headers_raw_to_dict(found.raw_headers) or {})
        kind = responsetypes.from_args(headers=headers, url=found.url, body=found.body)
        return kind(url=found.url, status=found.status, headers=headers, body=found.body)

    def store_response(self, spider: Any, request: Request, response: Response) -> None:
        """Keeps a response that came from the network. Raises DataDirError where the disk is full."""
        if self.replay is not None or self.recorder is None:
            return
        now = datetime.now(UTC)
        try:
            request.meta["archive_record"] = self.recorder.write(request, response, now)
        except DataDirError as e:
            stop(spider.crawler, e)
            raise
        request.meta["fetched_at"] = now.strftime("%Y-%m-%dT%H:%M:%SZ")


class WarcPolicy:
    """HTTPCACHE_POLICY: everything is kept, whatever its status; what comes from a recording is as good as new."""

    def __init__(self, settings: BaseSettings) -> None:
        self.ignored = set(settings.getlist("HTTPCACHE_IGNORE_SCHEMES"))

    def should_cache_request(self, request: Request) -> bool:
        """All but what never crosses a network."""
        return urlsplit(request.url).scheme not in self.ignored

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Always."""
        return True

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Always: there is one in a replay only."""
        return True

    def is_cached_response_valid(self, cachedresponse: Response, response: Response, request: Request) -> bool:
        """Never asked, since a recorded response is always fresh."""
        return False


class ReplayAddon:
    """ADDONS: with ARCHIVE_REPLAY set, no request can reach the network, whatever else is set."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Takes the network handlers away, and makes an address that was not recorded an error that names it."""
        if settings.getlist("ARCHIVE_REPLAY"):
            settings.set("HTTPCACHE_ENABLED", True, "cmdline")
            settings.set("HTTPCACHE_IGNORE_MISSING", True, "cmdline")
            settings.set("DOWNLOAD_HANDLERS", dict.fromkeys(("http", "https", "ftp", "s3")), "cmdline")
            # Nobody is there to be polite to.
            settings.set("DOWNLOAD_DELAY", 0, "cmdline")
            settings.set("AUTOTHROTTLE_ENABLED", False, "cmdline")


def read_responses(path: str | Path) -> Iterator[Recorded]:
    """The responses of a WARC file, in the order they were received. Raises ArchiveError for a file that is none."""
    for record in records(Path(path)):
        raw = headers_raw_to_dict(record.raw_headers) or {}
        headers = {name.decode("latin-1").lower(): _text(values) for name, values in raw.items()}
        body = decoded(record.body, headers.get("content-encoding", ""))
        if body is None:
            logger.warning("%s: left out, its body swells over every bound: %r", record.name, record.url)
            continue
        yield Recorded(record.url, record.status, headers, body, record.fetched_at, record.name)


def hosts(path: str | Path) -> set[str]:
    """The hosts that a WARC file has responses of. Raises ArchiveError for a file that is none."""
    return {urlsplit(record.url).hostname or "" for record in records(Path(path))}


def _text(values: Iterable[bytes]) -> str:
    return ", ".join(v.decode("utf-8", "replace") for v in values)


__all__ = ["ArchiveError", "Recorded", "ReplayAddon", "WarcPolicy", "WarcStorage", "hosts", "read_responses"]
