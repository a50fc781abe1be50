"""The lines that become rows, copied in the order of the tables, each with what the export adds to it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

ADDED = {
    "report_id": "VARCHAR", "meeting_id": "VARCHAR", "sources": "VARCHAR[]", "stands": "BOOLEAN", "latest": "BOOLEAN",
}  # fmt: skip
"""The keys that are added, and their types in DuckDB; no item has keys of these names."""

Placed = tuple[int, int, int, bool, str]
"""File, offset, size of a line; whether a row of `reports` is made of it; a JSON object of what is added."""


def spliced(line: bytes, added: bytes) -> bytes:
    """One line of JSON of two objects that share no key, neither of them empty."""
    return line.rstrip()[:-1] + b"," + added[1:] + b"\n"


def lines(placed: Iterable[Placed], holding: Sequence[Path]) -> Iterator[tuple[bytes, bool]]:
    """Each line with what is added to it, and whether a row of `reports` is made of it. Raises OSError."""
    with ExitStack() as stack:
        files = []
        for path in holding:
            files.append(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
            stack.callback(os.close, files[-1])
        for file, at, size, stands, added in placed:
            yield spliced(os.pread(files[file], size, at), added.encode()), stands
