"""The lines that an export is made of: each is checked, those that are no items are told by number and left out.

Of a good line what says which meeting it tells of is written down, and where it stands; the text stays where it is.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

import msgspec
from pydantic import ValidationError

from shahrkarimeh.errors import DataDirError
from shahrkarimeh.export.sound import unsound
from shahrkarimeh.export.strict import reader
from shahrkarimeh.items import MeetingReport, Model, Post, from_json
from shahrkarimeh.runs import Run
from shahrkarimeh.store import COPIES, POSTS, REPORTS, RUNS
from shahrkarimeh.swap import place

LONGEST = 32 * 1024 * 1024
"""Bytes of a line; no post comes near."""
HOLDING = (REPORTS, COPIES, POSTS)


class Light(msgspec.Struct, gc=False):
    """A line of reports or copies without its text."""

    n: int
    """Counts the good lines of both files, from 0."""
    file: int
    """Number under which its file is open."""
    begins: int
    """Bytes before it in its file."""
    size: int
    """Its bytes."""
    id: str
    site: str
    revision: int
    duplicate_of: str | None
    url: str
    published_at: Any
    reported_by: str | None
    meeting: Any
    """All that is told of the meeting; what follows is of it."""
    key: str | None
    city: str | None
    body: str | None
    session_number: int | None
    term: int | None
    date: Any
    visibility: str | None
    extraordinary: bool


@dataclass(slots=True)
class Sifted:
    """What can be exported."""

    reports: Path
    """JSON Lines of `Light`."""
    posts: Path
    """JSON Lines of `id` and `revision` of what is no report."""
    files: dict[Path, BinaryIO]
    """What was read, open as long as it is read from."""
    longest: int = 0
    """Bytes of the longest good line."""
    count: int = 0
    """Good lines of reports and copies."""
    runs: list[Run] = field(default_factory=list)
    """The earliest first."""
    faults: list[str] = field(default_factory=list)
    """`FILE:LINE: what is wrong with it`."""


def _judged(name: str, raw: bytes) -> Model | str:
    """The item of a line as pydantic reads it, or why it holds nothing of what its file should hold."""
    if not raw.endswith(b"\n"):
        return "torn: it does not end"
    if len(raw) > LONGEST:
        return f"longer than {LONGEST:,} bytes"
    try:
        item: Post | MeetingReport | Run = Run.model_validate_json(raw) if name == RUNS else from_json(raw)
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return f"not an item: {where}: {first['msg']}" if where else f"not an item: {first['msg']}"
    if isinstance(item, Run):
        return item
    if isinstance(item, Post) != (name == POSTS):
        return f"a {item.kind} does not belong here"
    return unsound(item, raw) or item


def _lines(path: Path, file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Number, offset and bytes of each line; of an endless one only so much as shows it. Raises DataDirError."""
    number, at = 0, 0
    try:
        while raw := file.readline(LONGEST + 1):
            number += 1
            start, whole = at, raw
            at += len(raw)
            while len(raw) > LONGEST and not raw.endswith(b"\n"):
                raw = file.readline(LONGEST + 1)
                at += len(raw)
                whole = whole[: LONGEST + 1] + raw[-1:]
            yield number, start, whole
    except OSError as e:
        raise DataDirError(f"cannot read {path}: {e.strerror}") from None


def _good(path: Path, out: Sifted, read: Callable[[bytes], Any]) -> Iterator[tuple[int, bytes, Any]]:
    """Offset, bytes and item of each good line; the others are added to the faults."""
    for number, at, raw in _lines(path, out.files[path]):
        item = read(raw) if raw.endswith(b"\n") and len(raw) <= LONGEST else None
        if item is None:
            item = _judged(path.name, raw)
        if isinstance(item, str):
            out.faults.append(f"{path.name}:{number}: {item}")
        else:
            yield at, raw, item


def _plain(value: Any) -> Any:
    """What msgspec is to write of an item that pydantic read."""
    if isinstance(value, Model):
        return value.model_dump()
    raise TypeError(f"no JSON for {value!r}")


_json = msgspec.json.Encoder(enc_hook=_plain)


def _reports(path: Path, out: Sifted, to: IO[bytes]) -> None:
    buffer = bytearray()
    file = out.files[path].fileno()
    for at, raw, item in _good(path, out, reader(MeetingReport)):
        told = item.meeting
        light = Light(
            out.count, file, at, len(raw), item.id, item.site, item.revision, item.duplicate_of, item.url,
            item.published_at, item.reported_by, told, told.key, told.city, told.body, told.session_number, told.term,
            told.date, told.visibility, told.extraordinary,
        )  # fmt: skip
        _json.encode_into(light, buffer)
        buffer += b"\n"
        to.write(buffer)
        out.count += 1
        out.longest = max(out.longest, len(raw))


def _posts(path: Path, out: Sifted, to: IO[bytes]) -> None:
    for _, _, item in _good(path, out, reader(Post)):
        to.write(_json.encode({"id": item.id, "revision": item.revision}) + b"\n")


def _opened(data: Path, stack: ExitStack) -> dict[Path, BinaryIO]:
    """The files that are there, opened together: `reparse` may put others in their place."""
    files: dict[Path, BinaryIO] = {}
    for name in (*HOLDING, RUNS):
        path = place(data, name)
        try:
            files[path] = stack.enter_context(path.open("rb"))
        except FileNotFoundError:
            continue
        except OSError as e:
            raise DataDirError(f"cannot read {path}: {e.strerror}") from None
    return files


@contextmanager
def sift(data: Path, work: Path) -> Iterator[Sifted]:
    """Reads the data directory, writes what it finds into `work`, and keeps the files open to be read from again.

    Raises DataDirError where there is no such directory, nothing in it, or a file cannot be read; OSError where
    `work` cannot be written.
    """
    if not data.is_dir():
        raise DataDirError(f"there is no data directory {data}: crawl first, or name another with --data DIR")
    with ExitStack() as stack:
        out = Sifted(work / "light.jsonl", work / "posts.jsonl", _opened(data, stack))
        if not out.files:
            raise DataDirError(f"there is nothing in {data} yet: crawl first, or name another with --data DIR")
        with out.reports.open("wb") as reports, out.posts.open("wb") as posts:
            for path in out.files:
                if path.name == RUNS:
                    runs = [run for _, _, run in _good(path, out, lambda raw: None)]
                    out.runs = sorted(runs, key=lambda run: (run.finished_at, run.site))
                elif path.name == POSTS:
                    _posts(path, out, posts)
                else:
                    _reports(path, out, reports)
        yield out
