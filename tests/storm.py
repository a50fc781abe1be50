"""Kill storms: crawls of a real WordPress killed at random moments, then one undisturbed run, compared.

`python -m tests.storm --rounds 200` runs one and prints its figures. Half of the time the index is harmed as well.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.dying import assert_sound, content
from tests.wordpress.crawls import NO_DELAYS, ROOT, command, lines, sites_file
from tests.wordpress.generate import generated
from tests.wordpress.machine import locked
from tests.wordpress.server import Site, WordPress

KILLS = 10
"""So many in a row on one data directory, then a run that is left alone."""
SIDE_BY_SIDE = 2
INDEX = "index.sqlite"


@dataclass
class Crawls:
    """How to crawl one site, and what a crawl that nothing disturbs gives."""

    site: str
    registry: Path
    seconds: float = 0.0
    wanted: dict[str, list[Any]] = field(default_factory=dict)

    def begin(self, data: Path) -> "subprocess.Popen[bytes]":
        """A crawl, politeness off; its log goes to `DATA.log`."""
        with data.with_suffix(".log").open("ab") as log:
            words = command(self.site, data, self.registry, NO_DELAYS, door="rest")
            return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log)

    def undisturbed(self, data: Path) -> float:
        """A whole run; its seconds. Raises AssertionError where it fails or leaves anything unsound."""
        start = time.monotonic()
        assert self.begin(data).wait(600) == 0, data.with_suffix(".log").read_text("utf-8")[-3000:]
        run = lines(data / "runs.jsonl")[-1]
        assert run["complete"] and run["reason"] == "finished" and not run["failed"], run
        assert_sound(data)
        return time.monotonic() - start


def harm(index: Path, older: bytes, rng: random.Random) -> str:
    """What became of the index between two runs."""
    kind = rng.choice(["as it was", "as it was", "as it was", "deleted", "noise", "older"])
    if kind == "deleted":
        index.unlink(missing_ok=True)
    elif kind == "older" and older:
        index.write_bytes(older)
    elif kind == "noise" and index.exists() and index.stat().st_size:
        with index.open("r+b") as file:
            file.seek(rng.randrange(index.stat().st_size))
            file.write(rng.randbytes(512))
    return f"index {kind}"


def _runs(data: Path) -> int:
    """How many whole lines of runs there are."""
    path = data / "runs.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _moment(data: Path, runs: int) -> str:
    """Where in its life a run was that has just been killed."""
    if _runs(data) > runs:
        return "killed at the end, its record written"
    unfinished = list((data / "warc").glob("*.open"))
    return "killed while it fetched and wrote" if unfinished else "killed while it started"


def _compared(crawls: Crawls, data: Path, seed: int) -> None:
    """Raises AssertionError where a data directory holds anything but what an undisturbed crawl gives."""
    assert_sound(data)
    found = content(data)
    for name, wanted in crawls.wanted.items():
        assert found[name] == wanted, f"{name}, seed {seed}: {len(found[name])} items, not the {len(wanted)} wanted"


def storm(crawls: Crawls, work: Path, kills: int, seed: int) -> Counter[str]:
    """Kills so many runs at random moments, then lets one end. Raises AssertionError where anything differs.

    A run may end before its moment comes, as it goes on where a killed one was; then the next begins from nothing.
    """
    rng, told, older, killed, begun = random.Random(seed), Counter[str](), b"", 0, 0
    work.mkdir(exist_ok=True)
    data = work / "0"
    while killed < kills:
        runs = _runs(data)
        process = crawls.begin(data)
        try:
            process.wait(rng.uniform(0, crawls.seconds))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            told[_moment(data, runs)] += 1
        else:
            _compared(crawls, data, seed)
            told["ended before its moment came, with the same content"] += 1
            begun += 1
            assert begun <= 3 * kills, "runs end sooner than the undisturbed one: no moment hits them"
            data, older = work / str(begun), b""
            continue
        if data.exists():
            told[harm(data / INDEX, older, rng)] += 1
            older = older or ((data / INDEX).read_bytes() if (data / INDEX).exists() else b"")
    crawls.undisturbed(data)
    _compared(crawls, data, seed)
    told["torn ends cut"] += sum(log.read_text("utf-8").count(" cut a torn ") for log in work.glob("*.log"))
    told["runs left alone that ended with the same content"] += 1
    return told


def storms(crawls: Crawls, work: Path, rounds: int, seed: int) -> Counter[str]:
    """So many kills in all, some side by side on data directories of their own; how often what happened."""
    crawls.seconds = crawls.undisturbed(work / "undisturbed")
    crawls.wanted = content(work / "undisturbed")
    whole, rest = divmod(rounds, KILLS)
    kills = [KILLS] * whole + [rest] * bool(rest)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        jobs = [pool.submit(storm, crawls, work / f"storm{n}", k, seed + n) for n, k in enumerate(kills)]
        return sum((job.result() for job in jobs), Counter[str]())


def main() -> int:
    """Run one and print how it went."""
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    server = WordPress()
    with locked(server.machine.home), tempfile.TemporaryDirectory() as work:
        try:
            server.start(Site("storm", generated(1000, seed=6)))
            crawls = Crawls("storm", sites_file(Path(work, "sites.toml"), {"storm": server.url("storm")}))
            start = time.monotonic()
            told = storms(crawls, Path(work), args.rounds, args.seed)
        finally:
            server.stop()
    posts = sum(len(items) for items in crawls.wanted.values())
    print(f"{args.rounds} runs over {posts:,} posts, killed at random moments; seed {args.seed}")
    for what, count in sorted(told.items()):
        print(f"{count:6,}  {what}")
    print(f"{crawls.seconds:.1f} s for a run that is left alone, {time.monotonic() - start:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
