"""The data directory: reports written and compared a second, the index made again, opening; memory all along.

The reports are made of the corpus's own words with a formula in each paragraph; every tenth repeats an earlier one
under another lead and without its end. `python -m benchmarks.store [REPORTS…]`
"""

import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import show
from shahrkarimeh.dedup import fingerprint
from shahrkarimeh.items import Meeting, MeetingReport
from shahrkarimeh.keep import compare, write
from shahrkarimeh.store import INDEX, Store

CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "dev.jsonl"
FORMULAS = (
    "به گزارش روابط عمومی شورای اسلامی شهر",
    "جلسه رسمی و علنی شورای اسلامی شهر برگزار شد",
    "با موافقت اکثریت اعضای شورای شهر به تصویب رسید",
)
COPY_OF_LAST = 2000
"""A copy repeats one of so many before it."""


def reports(count: int) -> Iterator[MeetingReport]:
    """The reports, the same in every run."""
    rng = random.Random(1)
    html = " ".join(json.loads(line)["html"] for line in CORPUS.read_text("utf-8").splitlines())
    words = sorted(set(re.findall(r"[\u0600-\u06ff]+", html)))
    blocks: list[list[str]] = []
    for number in range(count):
        copied = number % 10 == 9
        if copied:
            text = "\n\n".join(["در این نشست چنین گذشت", *rng.choice(blocks[-COPY_OF_LAST:])[:4]])
        else:
            blocks.append([" ".join([*rng.choices(words, k=40), rng.choice(FORMULAS)]) for _ in range(6)])
            text = "\n\n".join(blocks[-1])
        site, title = ("copier" if copied else "maker"), f"جلسه {number}"
        yield MeetingReport(
            id=f"{site}:{number}",
            site=site,
            url=f"https://{site}.example/{number}/",
            title=title,
            text=text,
            meeting=Meeting(),
            fingerprint=fingerprint(title, text),
        )


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def _measured(count: int, directory: Path) -> list[object]:
    store, before = Store(directory), _resident()
    comparing = writing = 0.0
    copies = 0
    for report in reports(count):
        start = time.process_time()
        compare(store, report)
        middle = time.process_time()
        write(store, report)
        comparing, writing = comparing + middle - start, writing + time.process_time() - middle
        copies += report.duplicate_of is not None
    grown = _resident() - before
    store.close()
    size = (directory / INDEX).stat().st_size / 1e6
    start = time.process_time()
    Store(directory).close()
    opening = time.process_time() - start
    (directory / INDEX).unlink()
    start = time.process_time()
    Store(directory).close()
    rebuild = time.process_time() - start
    found = f"{copies:,} of {count // 10:,}"
    return [f"{count:,}", found, f"{count / comparing:,.0f}", f"{count / writing:,.0f}", opening, rebuild, size, grown]


def main() -> None:
    """Print the table."""
    rows = []
    for count in map(int, sys.argv[1:] or ("1000", "10000")):
        with tempfile.TemporaryDirectory() as directory:
            rows.append(_measured(count, Path(directory)))
    columns = ("reports", "copies found", "compared/s", "written/s", "open, s", "rebuild, s", "index, MB", "grown, MB")
    show("The data directory (seconds of one processor)", columns, rows)


if __name__ == "__main__":
    main()
