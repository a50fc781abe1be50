"""The coverage page of many reports: its size, how long it takes to make, to open in headless Chromium and to search.

The reports are those of the recordings, each word that is no value of a field replaced by another of the recordings:
lengths and places hold, and no text repeats another. Sessions are weekly; one in eight is missing.
`python -m benchmarks.page [REPORTS]`; with `--shot FILE` it takes a picture of the page of one council instead.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.common import measured, show
from shahrkarimeh.items import MeetingReport, to_json
from shahrkarimeh.runs import Run
from shahrkarimeh.text.jalali import to_jalali
from tests.browser import Browser, browser

RECORDINGS = Path(__file__).parent.parent / "recordings"
TERMS = ((3, date(2007, 4, 29)), (4, date(2013, 9, 3)), (5, date(2017, 8, 23)), (6, date(2021, 8, 5)))
YEARS = 4
HELD = 0.875
LARGEST = 25
"""MB that a page of 10,000 reports may have."""
SLOWEST = 3
"""Seconds in which it must open."""
_WORD = re.compile(r"[\u0621-\u06cc]{4,}")


def recorded() -> list[MeetingReport]:
    """The reports of the recordings, copies left out."""
    files = [str(RECORDINGS / f"{name}.warc.gz") for name in ("shahrekarimeh", "qomshora")]
    with tempfile.TemporaryDirectory() as data:
        measured([sys.executable, "-m", "shahrkarimeh", "crawl", "-q", "--replay", *files, "--data", data])
        lines = Path(data, "reports.jsonl").read_text("utf-8").splitlines()
    return [MeetingReport.model_validate_json(line) for line in sorted(lines)]


class Retelling:
    """Tells a text again in other words of the same lengths."""

    def __init__(self, texts: list[str], rng: random.Random) -> None:
        self.rng = rng
        self.words: dict[int, list[str]] = defaultdict(list)
        for word in sorted({w for text in texts for w in _WORD.findall(text)}):
            self.words[len(word)].append(word)

    def __call__(self, text: str, kept: set[str]) -> str:
        """The text with each word replaced that is not kept."""
        return _WORD.sub(lambda m: m[0] if m[0] in kept else self.rng.choice(self.words[len(m[0])]), text)


def meetings(bodies: list[tuple[str, str]], rng: random.Random) -> Iterator[tuple[str, str, int, int, date]]:
    """City, body, term, number and day of sessions, the bodies in turn."""
    for term, begin in TERMS:
        for week in range(YEARS * 50):
            for city, body in bodies:
                if rng.random() < HELD:
                    yield city, body, term, week + 1, begin + timedelta(days=7 * week + rng.randrange(3))


def reports(count: int, bodies: int) -> list[MeetingReport]:
    """The same in every run."""
    rng = random.Random(1)
    sources = recorded()
    retold = Retelling([r.text for r in sources], rng)
    names = sorted(
        {(r.meeting.city or "", r.meeting.body or "") for r in sources}, key=lambda n: ("شهر قم" not in n[1], n)
    )
    found = list(meetings(names[:bodies], rng))
    rng.shuffle(found)
    return [_report(k, rng.choice(sources), rng.choice(sources), held, retold) for k, held in enumerate(found[:count])]


def _report(
    k: int, source: MeetingReport, more: MeetingReport, held: tuple[str, str, int, int, date], retold: Retelling
) -> MeetingReport:
    city, body, term, number, day = held
    kept = set(
        _WORD.findall(json.dumps(source.model_dump(include={"meeting", "speakers", "decisions"}), ensure_ascii=False))
    )
    meeting = source.meeting.model_copy(
        update={
            "city": city, "body": body, "term": term, "session_number": number, "date": day.isoformat(),
            "date_jalali": to_jalali(day), "key": f"{city}/{body}/{term}/{number}",
        }
    )  # fmt: skip
    facts = {
        "id": f"{source.site}:{k}", "url": f"https://{source.site}.example/{k}/", "title": retold(source.title, kept),
        "text": f"{retold(source.text, kept)}\n\n{retold(more.text, set())}", "meeting": meeting,
        "published_at": f"{day}T18:00:00+03:30", "published_jalali": to_jalali(day),
    }  # fmt: skip
    return source.model_copy(update=facts)


def made(directory: Path, items: list[MeetingReport]) -> tuple[Path, float, float]:
    """A data directory of the reports and its page, by the command; the page, seconds and peak MB it took."""
    (directory / "reports.jsonl").write_text("".join(f"{to_json(r)}\n" for r in items), "utf-8")
    lines = []
    for site in sorted({r.site for r in items}):
        times = {
            "started_at": "2025-08-01T05:17:00Z",
            "finished_at": "2025-08-01T05:20:00Z",
            "seconds": 180,
            "version": "0.1.0",
        }
        lines.append(
            Run.model_validate(
                {"site": site, "door": "rest", "complete": True, "requests": 12, **times}
            ).model_dump_json()
        )
    (directory / "runs.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    out = directory / "page.html"
    cost = measured([sys.executable, "-m", "shahrkarimeh", "report", "--data", str(directory), "--out", str(out)])
    return out, cost.wall, cost.peak


def opened(window: Browser, page: Path) -> tuple[float, float]:
    """Seconds from asking for the page until it can be read, and until all plots are drawn."""
    window.driver.get("about:blank")
    start = time.perf_counter()
    window.driver.get(page.resolve().as_uri())
    window.wait("document.documentElement.dataset.ready")
    ready = time.perf_counter() - start
    window.wait("document.documentElement.dataset.plots")
    return ready, time.perf_counter() - start


def searched(window: Browser) -> tuple[float, float]:
    """Seconds of the first search, until all texts are searched, and of one after it."""
    script = "const q = document.getElementById('query'); q.value = arguments[0]; q.dispatchEvent(new Event('input'))"
    start = time.perf_counter()
    window.js(script, "شهرداری بودجه")
    window.wait("index.blocks === blockCount() && searching.part === null", 120)
    first = time.perf_counter() - start
    start = time.perf_counter()
    window.js(script, "نصیری‌پور")
    return first, time.perf_counter() - start


def shot(target: Path) -> None:
    """A picture of the top of the page of one council."""
    with tempfile.TemporaryDirectory() as work, browser(Path(work, "profile")) as window:
        page, _, _ = made(Path(work), reports(600, 1))
        window.size(1200, 1000)
        window.media()
        window.open(page)
        window.shot(target)
    print(f"{target}: {target.stat().st_size / 1e3:.0f} kB")


def main() -> None:
    """Print the table, or take the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=10_000)
    parser.add_argument("--shot", type=Path, metavar="FILE")
    args = parser.parse_args()
    if args.shot:
        shot(args.shot)
        return
    with tempfile.TemporaryDirectory() as work, browser(Path(work, "profile")) as window:
        items = reports(args.reports, 30)
        page, seconds, peak = made(Path(work), items)
        times = [opened(window, page) for _ in range(3)]
        ready, drawn = (sorted(t)[1] for t in zip(*times, strict=True))
        first, again = searched(window)
        length = sum(len(r.text) for r in items) // len(items)
        size = page.stat().st_size / 1e6
    rows: list[tuple[object, ...]] = [
        ("characters a text", length, "-"), ("size, MB", size, LARGEST), ("making it, s", seconds, "-"),
        ("making it, peak MB", peak, "-"), ("open and readable, s", ready, SLOWEST),
        ("all plots drawn, s", drawn, SLOWEST),
        ("first search, all texts, s", first, "-"), ("a search after it, s", again, "-"),
    ]  # fmt: skip
    show(f"The coverage page of {len(items):,} reports", ("", "", "at most"), rows)
    if len(items) >= 10_000 and (size > LARGEST or drawn > SLOWEST):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
