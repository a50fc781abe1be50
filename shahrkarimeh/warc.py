"""Reading WARC files, ours and others': one record at a time, torn tails tolerated, every expansion bounded."""

import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from shahrkarimeh.errors import ArchiveError

logger = logging.getLogger(__name__)

FOLDER = "warc"
"""Where a data directory keeps them."""
MAX_BODY = 64 * 1024 * 1024
"""Bytes of a body, before and after decompression; a crawl takes half of that."""
_PART = 1 << 16
_MAGIC = b"WARC/"
_GZIP = b"\x1f\x8b"
_CHUNKED = re.compile(rb"^transfer-encoding:[^\r\n]*chunked", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """A response record."""

    url: str
    fetched_at: str | None
    """UTC, ISO with Z."""
    name: str
    """`warc/FILE#RECORD-ID`."""
    offset: int
    """Where it begins in its file."""
    status: int
    raw_headers: bytes
    """The HTTP headers as they came."""
    body: bytes
    """As it came, content encoding and all, its chunks joined."""


def records(path: Path, offset: int = 0) -> Iterator[Record]:
    """The response records of a file from a record's offset on. Raises ArchiveError for a file that is no WARC."""
    try:
        with path.open("rb") as file:
            if not offset and not _begins_like_one(file.read(4096)):
                raise ArchiveError(f"{path} is no WARC file")
            file.seek(offset)
            yield from _responses(path, ArchiveIterator(file, no_record_parse=True))
    except OSError as e:
        raise ArchiveError(f"cannot read the archive {path}: {e.strerror or e}") from None


def _begins_like_one(head: bytes) -> bool:
    """Whether that is how a WARC file begins, one cut off anywhere and an empty one included."""
    if head.startswith(_GZIP[: len(head)]):
        try:
            head = zlib.decompressobj(31).decompress(head, len(_MAGIC))
        except zlib.error:
            return False
    return head[: len(_MAGIC)] == _MAGIC[: len(head)]


def _responses(path: Path, archive: Any) -> Iterator[Record]:
    try:
        for record in archive:
            if record.format == "warc" and record.rec_type == "response":
                response = _response(path, archive.offset, record)
                if response is not None:
                    yield response
    except (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, ValueError) as e:
        logger.warning("%s: ends torn at byte %d (%s)", path, archive.offset, type(e).__name__)


def _response(path: Path, offset: int, record: Any) -> Record | None:
    """The record, or None for one that holds no HTTP response, is torn or is too large to be one of ours."""
    header = record.rec_headers.get_header
    url, length = header("WARC-Target-URI") or "", int(header("Content-Length") or 0)
    if not url.startswith(("http://", "https://")) or length > MAX_BODY:
        return None
    block = record.raw_stream.read(length)
    head, parted, body = block.partition(b"\r\n\r\n")
    first, _, raw_headers = head.partition(b"\r\n")
    status = first.split(b" ", 2)[1:2]
    if len(block) < length or not parted or not status or not status[0].isdigit():
        return None
    return Record(
        url=url,
        fetched_at=header("WARC-Date"),
        name=f"warc/{path.name}#{(header('WARC-Record-ID') or '').strip('<>')}",
        offset=offset,
        status=int(status[0]),
        raw_headers=raw_headers,
        body=_joined(raw_headers, body),
    )


def _joined(raw_headers: bytes, body: bytes) -> bytes:
    """The body with its chunks joined, which other programs keep as they came."""
    if not _CHUNKED.search(raw_headers):
        return body
    joined: bytes = ChunkedDataReader(BytesIO(body)).read()
    return joined


def decoded(body: bytes, encoding: str) -> bytes | None:
    """The body with its content encodings undone, as far as it goes; None for one that swells over MAX_BODY.

    An encoding that is unknown here is left as it is.
    """
    for name in reversed([e.strip().lower() for e in encoding.split(",")]):
        unpacked: bytes | None = body
        if name in ("gzip", "x-gzip", "deflate"):
            unpacked = _inflated(body)
        elif name == "br":
            unpacked = _unbrotlied(body)
        if unpacked is None:
            return None
        body = unpacked
    return body


def _inflated(body: bytes) -> bytes | None:
    """Undoes gzip of any number of members, zlib and bare deflate; what is broken gives what came before."""
    out, rest = bytearray(), body
    bits = 47 if body[:2] == _GZIP or (body and body[0] & 0x0F == 8) else -15
    while rest and len(out) <= MAX_BODY:
        unpacker = zlib.decompressobj(bits)
        try:
            out += unpacker.decompress(rest, MAX_BODY + 1 - len(out))
        except zlib.error:
            break
        rest = unpacker.unused_data
    return bytes(out) if len(out) <= MAX_BODY else None


def _unbrotlied(body: bytes) -> bytes | None:
    try:
        import brotli
    except ImportError:
        return body
    unpacker, out = brotli.Decompressor(), bytearray()
    try:
        part = unpacker.process(body, output_buffer_limit=_PART)
        while part and len(out) <= MAX_BODY:
            out += part
            part = b"" if unpacker.is_finished() else unpacker.process(b"", output_buffer_limit=_PART)
    except brotli.error:
        pass
    return bytes(out) if len(out) <= MAX_BODY else None
