"""What the benchmarks share: measured commands, sites on loopback, tables."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.wordpress.crawls import ROOT
from tests.wordpress.machine import locked
from tests.wordpress.server import Site, WordPress


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its processes, in user and system mode."""
    peak: float
    """Most memory of one process, MB (10⁶ bytes)."""


# A new program starts with the peak of the process that forked it, so a small one starts it and watches.
_WATCH = """
import json, os, sys, time
quiet = os.open(os.devnull, os.O_WRONLY)
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1)])
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - start
print(json.dumps([os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6]))
"""


def measured(words: Sequence[str]) -> Cost:
    """Run a command in the checkout. Raises RuntimeError with its last words where it fails."""
    watch = [sys.executable, "-S", "-c", _WATCH, *words]
    done = subprocess.run(watch, cwd=ROOT, capture_output=True, text=True, errors="replace", check=True)
    code, *cost = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(words[:5])} … failed:\n{done.stderr[-3000:]}")
    return Cost(*cost)


@contextmanager
def sites(*wanted: Site) -> Iterator[tuple[WordPress, Path]]:
    """The sites on loopback, and a directory to work in; both are gone afterwards."""
    server = WordPress()
    with locked(server.machine.home), tempfile.TemporaryDirectory() as work:
        try:
            server.start(*wanted)
            yield server, Path(work)
        finally:
            server.stop()


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on standard output; all but the first column are numbers."""
    table = Table(box=None, pad_edge=False)
    for k, column in enumerate(columns):
        table.add_column(column, justify="right" if k else "left")
    for row in rows:
        table.add_row(*(f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in row))
    console = Console(width=110)
    console.print(title, style="bold", highlight=False)
    console.print(table)
