"""The archive of one crawl as it is written: a WARC file whose name says so until it is closed."""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from errno import EEXIST
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from scrapy.http import Headers, Request, Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from shahrkarimeh.errors import unwritable
from shahrkarimeh.lines import sync_directory
from shahrkarimeh.tails import SUFFIX, finish, unfinished
from shahrkarimeh.version import __version__
from shahrkarimeh.warc import FOLDER

# Whose keys these are is nobody's business who reads the archive.
_SECRET = {b"Authorization", b"Proxy-Authorization", b"Cookie"}
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


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

    def _opened(self, now: datetime) -> IO[bytes]:
        self.directory.mkdir(parents=True, exist_ok=True)
        stem = f"{self.site}-{now:%Y%m%dT%H%M%SZ}"
        for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))):
            self.path = self.directory / f"{name}{SUFFIX}"
            try:
                file: IO[bytes] = unfinished(self.path).open("xb", buffering=0)
            except FileExistsError:
                continue
            if not self.path.exists():
                sync_directory(self.directory)
                return file
            file.close()
            unfinished(self.path).unlink()
        raise FileExistsError(EEXIST, f"too many archives named {stem}")

    def write(self, request: Request, response: Response, now: datetime) -> str:
        """Keeps a response with its request and returns `warc/FILE#RECORD-ID`. Raises DataDirError.

        It is safe on disk then: no item may outlive the response that it was read from.
        """
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
            os.fsync(self._file.fileno())
        except OSError as e:
            self._take_back(start)
            raise unwritable(f"the archive {self.path or self.directory}", e) from None
        return f"{FOLDER}/{self.path.name if self.path else ''}#{record}"

    def _take_back(self, start: int) -> None:
        """Cuts half a record off."""
        if self._file is not None:
            self._file.truncate(start)
            self._file.seek(start)

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
        """Closes the file and gives it its name; one without a record goes."""
        if self._file is None or self.path is None:
            return
        empty = not self._file.tell()
        self._file.close()
        self._file = None
        finish(unfinished(self.path), keep=not empty)
