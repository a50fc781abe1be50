"""Append-only files of JSON lines: whole lines only, whatever happens to the process that writes."""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, read as far as it can be."""

    number: int
    """From 1, counted from where reading began."""
    offset: int
    data: dict[str, Any] | None
    """The object of the line; None where it holds none."""
    error: str | None = None
    """Why there is none."""
    end: int = 0
    """Offset of the next line."""


def parse(raw: bytes) -> dict[str, Any] | str:
    """The object that a line holds, or why it holds none."""
    if not raw.endswith(b"\n"):
        return "torn: it does not end"
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as e:
        return f"not JSON: {e}"
    return data if isinstance(data, dict) else "not an object"


def read(path: Path, offset: int = 0) -> Iterator[Line]:
    """The lines of a file from a line's offset on; none where there is no file. Raises OSError."""
    if not path.exists():
        return
    with path.open("rb") as file:
        file.seek(offset)
        for number, raw in enumerate(file, 1):
            data = parse(raw)
            end = offset + len(raw)
            if isinstance(data, str):
                yield Line(number, offset, None, data, end)
            else:
                yield Line(number, offset, data, None, end)
            offset = end


class LineFile:
    """A file open for appending. One process has it open at a time; the store's lock sees to that."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file and mends its end. Raises OSError."""
        self.path = path
        new = not path.exists()
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        # What a process that died wrote may not have reached the disk: the first `sync` here waits for it too.
        self._dirty = True
        try:
            self.size = self._mended(os.fstat(self._fd).st_size)
            if new:
                sync_directory(path.parent)
        except BaseException:
            os.close(self._fd)
            raise

    def _mended(self, size: int) -> int:
        """Cuts a torn last line off, or ends one that lacks its newline only. Returns the size after that."""
        start = size
        while start and os.pread(self._fd, 1, start - 1) != b"\n":
            block = os.pread(self._fd, min(_BLOCK, start), max(0, start - _BLOCK))
            at = block.rfind(b"\n")
            start = start - len(block) + at + 1
        if start == size:
            return size
        tail = os.pread(self._fd, size - start, start)
        if isinstance(parse(tail + b"\n"), dict):
            os.write(self._fd, b"\n")
            return size + 1
        logger.warning("%s: cut a torn line of %d bytes off its end", self.path, size - start)
        os.ftruncate(self._fd, start)
        os.fsync(self._fd)
        return start

    def append(self, line: bytes) -> int:
        """Writes a line, its newline not included, and returns its offset. Raises OSError, leaving whole lines only."""
        offset, rest = self.size, memoryview(line + b"\n")
        self._dirty = True
        try:
            while rest:  # one write, but where a disk runs full in the middle of it
                rest = rest[os.write(self._fd, rest) :]
        except BaseException:
            os.ftruncate(self._fd, offset)
            raise
        self.size = offset + len(line) + 1
        return offset

    def line_at(self, offset: int) -> dict[str, Any] | None:
        """The object of the line that begins at an offset; None where none does."""
        with os.fdopen(os.dup(self._fd), "rb") as file:
            file.seek(offset)
            data = parse(file.readline())
        return data if isinstance(data, dict) else None

    def before(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes before an offset."""
        start = max(0, offset - length)
        return os.pread(self._fd, offset - start, start)

    def sync(self) -> None:
        """Waits until the disk has all that was appended. Raises OSError."""
        if self._dirty:
            os.fsync(self._fd)
            self._dirty = False

    def close(self) -> None:
        """Closes the file, synced or not."""
        os.close(self._fd)


def sync_directory(path: Path) -> None:
    """Waits until the disk has the names of a directory's files. Raises OSError."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
