"""Crawls by subprocess, as a user runs them, and what they wrote."""

import json
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
NO_DELAYS = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False"}
FAST = {**NO_DELAYS, "CONCURRENT_REQUESTS": "4", "CONCURRENT_REQUESTS_PER_DOMAIN": "4"}
FILES = ("reports.jsonl", "copies.jsonl", "posts.jsonl")
_WORD = re.compile(r"\w+")


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file; none where there is no file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


@dataclass(frozen=True)
class Data:
    """A data directory."""

    path: Path

    @property
    def items(self) -> list[dict[str, Any]]:
        """All that was written, in the order of the files."""
        return [item for name in FILES for item in lines(self.path / name)]

    @property
    def run(self) -> dict[str, Any]:
        """The record of the last run."""
        return lines(self.path / "runs.jsonl")[-1]

    def sizes(self) -> dict[str, int]:
        """Bytes of the files of items: the same twice means that nothing was written between."""
        return {name: (self.path / name).stat().st_size if (self.path / name).exists() else 0 for name in FILES}


def sites_file(path: Path, homes: Mapping[str, str], **fields: object) -> Path:
    """A registry file of sites with those home pages; `fields` go into every entry."""
    more = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    entry = '[{}]\ntitle = "شهرکریمه"\nhome = "{}"\nplatform = "wordpress"\n{}\n'
    path.write_text("".join(entry.format(name, home, more) for name, home in homes.items()), "utf-8")
    return path


def command(
    site: str, data: Path, sites: Path | None, settings: Mapping[str, str] = FAST, **arguments: str
) -> list[str]:
    """The command line of a plain Scrapy crawl of one site."""
    settings = {"DATA_DIR": str(data), **({"SHAHRKARIMEH_SITES": str(sites)} if sites else {}), **settings}
    words = [sys.executable, "-m", "scrapy", "crawl", "site"]
    for flag, values in (("-a", {"site": site, **arguments}), ("-s", settings)):
        words += [word for name, value in values.items() for word in (flag, f"{name}={value}")]
    return words


def crawl(site: str, data: Path, sites: Path | None, settings: Mapping[str, str] = FAST, **arguments: str) -> Data:
    """Crawl to the end and show the log where that fails. Raises RuntimeError where no run was recorded."""
    runs = len(lines(data / "runs.jsonl"))
    done = run(command(site, data, sites, settings, **arguments))
    if done.returncode or len(lines(data / "runs.jsonl")) != runs + 1:
        raise RuntimeError(f"the crawl of {site} failed:\n{done.stderr[-6000:]}")
    return Data(data)


def run(words: Sequence[str], timeout: float = 900, environment: Mapping[str, str] | None = None) -> Any:
    """Run a command in the checkout, its output kept."""
    return subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False, env=environment
    )


def kill_when(words: Sequence[str], enough: Path, size: int, seconds: float = 120) -> None:
    """Run a command and kill it, as a power cut does, once the file `enough` has `size` bytes."""
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        if enough.exists() and enough.stat().st_size >= size:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()


def token_f1(got: str, wanted: str) -> float:
    """F1 of the words of two texts, as bags."""
    a, b = Counter(_WORD.findall(got)), Counter(_WORD.findall(wanted))
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else float(a == b)
