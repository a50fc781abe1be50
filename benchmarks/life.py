"""Years of daily crawls of a growing site, days made short: what a run with nothing new costs, from first to last.

`python -m benchmarks.life [--days 3650] [--every 1] [--posts 2] [--door rest]`. All crawls are made in one process, so
that nothing is hidden by its end; once a year one is made as cron makes it. Seconds are a processor's, so that other
work on the machine disturbs them little. It fails where a run with nothing new takes more than twice as many in the
last year as in the first, or 1.3 times the memory, or anything was lost or doubled.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy.crawler import CrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor

from benchmarks.common import measured, show
from shahrkarimeh import clock
from shahrkarimeh.runs import Run
from shahrkarimeh.store import MADE, Reader
from tests.growing_site import Growing
from tests.wordpress.crawls import ROOT, sites_file

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
IDLE = 5
"""Runs with nothing new in a row, of which the cheapest counts: what disturbs one only makes it dearer."""


@dataclass
class Year:
    """What a year's end looked like."""

    posts: int
    idle: float
    """Processor seconds of a run with nothing new in a process that has been running for years."""
    resident: float
    """MB of that process."""
    cpu: float | None
    peak: float | None
    """The same in a process of its own: seconds and MB; None where that was not measured."""

    def row(self, number: int) -> tuple[object, ...]:
        """The year as a line of the table."""
        return number, f"{self.posts:,}", self.idle, self.resident, self.cpu or "-", self.peak or "-"


@dataclass
class Life:
    """A site, its mirror here, and a data directory."""

    home: str
    mirror: Growing
    data: Path
    registry: Path
    door: str
    years: list[Year] = field(default_factory=list)

    def settings(self) -> Settings:
        """Those of a crawl, politeness off."""
        settings = Settings()
        settings.setmodule("shahrkarimeh.settings", priority="project")
        more = {"DATA_DIR": str(self.data), "SHAHRKARIMEH_SITES": [str(self.registry)], "LOG_LEVEL": "ERROR"}
        settings.setdict({**more, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}, priority="cmdline")
        return settings

    def pass_days(self, days: int) -> None:
        """Days go by, there and here."""
        urllib.request.urlopen(f"{self.home}live?days={days}", timeout=60).close()
        self.mirror.live(days)
        clock.now = lambda: self.mirror.now  # type: ignore[assignment]

    async def crawl(self) -> tuple[float, Run]:
        """A run, its processor seconds and its record. Raises AssertionError for one that is not whole."""
        runner = CrawlerRunner(self.settings())
        crawler = runner.create_crawler("site")
        start = time.process_time()
        await runner.crawl(crawler, site="growing", full="0", door=self.door)
        seconds = time.process_time() - start
        run: Run = crawler.stats.get_value("shahrkarimeh/run")
        assert run.complete and not run.failed, run
        return seconds, run

    async def idle(self) -> float:
        """Processor seconds of a run with nothing new."""
        runs = [await self.crawl() for _ in range(IDLE)]
        assert not any(run.counts.new or run.counts.revised for _, run in runs)
        return min(seconds for seconds, _ in runs)

    async def end_year(self, alone: bool) -> None:
        """Measures, in a process of its own too where `alone` says so."""
        words = [sys.executable, "-m", "shahrkarimeh", "crawl", "growing", "--sites", str(self.registry), "--quiet"]
        words += ["--data", str(self.data), "--door", self.door, "-sDOWNLOAD_DELAY=0", "-sAUTOTHROTTLE_ENABLED=0"]
        idle = await self.idle()
        costs = sorted((measured(words) for _ in range(3 * alone)), key=lambda each: each.cpu)
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        cost = costs[1] if costs else None
        year = Year(len(self.mirror.posts), idle, pages * 4096 / 1e6, cost and cost.cpu, cost and cost.peak)
        self.years.append(year)
        print("year", *year.row(len(self.years)), file=sys.stderr, flush=True)

    async def live(self, days: int, every: int) -> None:
        """The runs of so many days, one each so many days."""
        for day in range(every, days + 1, every):
            self.pass_days(every)
            self.mirror.looked_at()
            await self.crawl()
            last = day + every > days
            if day // 365 > (day - every) // 365 or last:
                await self.end_year(every == 1 or last or not self.years)

    def check(self) -> int:
        """How many revisions are held. Raises AssertionError where one is lost, doubled or not of the site."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for line in (line for file in MADE for line in Reader(self.data).lines(file)):
            assert line.data, line.error
            number, revision = int(line.data["id"].split(":")[1]), line.data["revision"]
            assert revision not in found[number], f"{number} came twice"
            found[number][revision] = line.data["title"]
        held = {number: [by[n] for n in sorted(by)] for number, by in found.items()}
        assert held == dict(self.mirror.had), "not what the site had"
        return sum(map(len, held.values()))


@contextmanager
def life(posts: float, door: str) -> Iterator[Life]:
    """A site in a process of its own, and where its crawls are kept."""
    words = [sys.executable, "-m", "tests.growing_site", str(posts), "1"]
    with (
        tempfile.TemporaryDirectory() as work,
        subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server,
    ):
        assert server.stdin and server.stdout
        home = f"http://127.0.0.1:{server.stdout.readline().strip()}/"
        registry = sites_file(Path(work, "sites.toml"), {"growing": home})
        yield Life(home, Growing(posts, 1), Path(work, "data"), registry, door)
        server.stdin.close()


def lived(days: int, every: int, posts: float, door: str) -> tuple[list[Year], int]:
    """Lives through it all, once in a process: the years, and how many revisions are held. Raises AssertionError."""
    install_reactor(REACTOR)
    from twisted.internet import reactor
    from twisted.internet.defer import Deferred

    configure_logging({"LOG_LEVEL": "ERROR"})
    failures: list[Any] = []
    with life(posts, door) as one:

        def begin() -> None:
            done = Deferred.fromCoroutine(one.live(days, every))
            done.addErrback(failures.append).addBoth(lambda _: reactor.stop())  # type: ignore[attr-defined]

        reactor.callWhenRunning(begin)  # type: ignore[attr-defined]
        reactor.run()  # type: ignore[attr-defined]
        if failures:
            failures[0].raiseException()
        return one.years, one.check()


def main() -> int:
    """Print the years. 1 where the time of a run with nothing new, or its memory, has grown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.life", description=__doc__)
    parser.add_argument("--days", type=int, default=3650)
    parser.add_argument("--every", type=int, default=1, help="days from one run to the next")
    parser.add_argument("--posts", type=float, default=2.0, help="posts a day")
    parser.add_argument("--door", default="rest")
    args = parser.parse_args()
    start = time.monotonic()
    years, held = lived(args.days, args.every, args.posts, args.door)
    rows = [year.row(number) for number, year in enumerate(years, 1)]
    columns = ("year", "posts", "idle run, s", "process, MB", "alone, s", "alone, MB")
    show(f"{args.days:,} days, a run every {args.every}, by {args.door}: runs with nothing new", columns, rows)
    print(f"{held:,} revisions held, each that the site had, once; {time.monotonic() - start:.0f} s in all")
    first, last = years[0], years[-1]
    flat = last.idle <= 2 * first.idle and last.resident <= 1.3 * first.resident
    flat = flat and (last.cpu or 0) <= 2 * (first.cpu or 0) and (last.peak or 0) <= 1.3 * (first.peak or 0)
    print("flat" if flat else "NOT flat: a run with nothing new takes more than twice its time, or 1.3 of its memory")
    return 0 if flat else 1


if __name__ == "__main__":
    sys.exit(main())
