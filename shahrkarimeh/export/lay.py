"""The lines that become rows, copied in the order of the tables, each with what the export adds to it."""

import os
from collections.abc import Iterable, Iterator

ADDED = {
    "report_id": "VARCHAR", "meeting_id": "VARCHAR", "sources": "VARCHAR[]", "stands": "BOOLEAN", "latest": "BOOLEAN",
}  # fmt: skip
"""The keys that are added, and their types in DuckDB; no item has keys of these names."""

Placed = tuple[int, int, int, bool, str]
"""Number of an open file, offset and size of a line; whether it becomes a row of `reports`; what is added, as JSON."""


def spliced(line: bytes, added: bytes) -> bytes:
    """One line of JSON of two objects that share no key, neither of them empty."""
    return line.rstrip()[:-1] + b"," + added[1:] + b"\n"


def lines(placed: Iterable[Placed]) -> Iterator[tuple[bytes, bool]]:
    """Each line with what is added to it, and whether a row of `reports` is made of it. Raises OSError."""
    for file, at, size, stands, added in placed:
        yield spliced(os.pread(file, size, at), added.encode()), stands
