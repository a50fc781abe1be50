"""How runs end that are told to, that find the data directory taken, or that were killed holding it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from shahrkarimeh.errors import DataDirError
from shahrkarimeh.writer_lock import WriterLock
from tests.dying import content
from tests.hostile_server import REST, ROOT, Hostile, answer, hostile

RECORDING = ROOT / "recordings" / "shahrekarimeh.warc.gz"


@pytest.fixture
def site() -> Iterator[Hostile]:
    with hostile() as server:
        yield server


def stall(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n[")
    handler.wfile.flush()
    time.sleep(20)


def command(site: Hostile, folder: Path, **settings: object) -> list[str]:
    """A crawl as a user begins it."""
    sites = folder / "sites.toml"
    sites.write_text(f'[sample]\ntitle = "نمونه"\nhome = "{site.home}"\ndelay = 0\n', "utf-8")
    words = [sys.executable, "-m", "shahrkarimeh", "crawl", "sample", "--sites", str(sites)]
    given = {"AUTOTHROTTLE_ENABLED": 0, "DOWNLOAD_DELAY": 0} | settings
    return [*words, "--data", str(folder / "data"), *(f"-s{name}={value}" for name, value in given.items())]


@contextmanager
def begun(words: list[str]) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(what: Any, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def halves(site: Hostile) -> tuple[bytes, bytes]:
    """A REST list of two pages."""
    pages = (json.dumps([site.post(n) for n in numbers]) for numbers in ((1, 2), (3,)))
    one, two = (answer(page, X_WP_Total="3", X_WP_TotalPages="2") for page in pages)
    return one, two


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
@pytest.mark.parametrize("settings", [{}, {"DOWNLOAD_DELAY": 30}], ids=["in a stall", "in a delay"])
def test_a_run_told_to_end_does_so_in_five_seconds(
    told: signal.Signals, settings: dict[str, object], site: Hostile, tmp_path: Path
) -> None:
    one, two = halves(site)
    site.put(REST, one, stall)
    reports = tmp_path / "data" / "reports.jsonl"
    # robots.txt costs no delay of its own then
    words = command(site, tmp_path, ROBOTSTXT_OBEY=0, **settings)
    with begun(words) as process:
        until(lambda: reports.exists() and reports.read_bytes().count(b"\n") == 2)
        start = time.monotonic()
        process.send_signal(told)
        errors = process.communicate(timeout=30)[1]
        assert time.monotonic() - start < 5
    assert process.returncode == 1, errors
    assert "ended before all was taken (shutdown); the next run goes on" in errors and "Traceback" not in errors
    run = json.loads((tmp_path / "data" / "runs.jsonl").read_text("utf-8").splitlines()[-1])
    assert (run["reason"], run["complete"], run["door"], run["counts"]["new"]) == ("shutdown", False, "rest", 2)
    assert all(path.name.endswith(".warc.gz") for path in (tmp_path / "data" / "warc").iterdir())
    site.put(REST, one, two)
    with begun(command(site, tmp_path)) as process:
        assert process.wait(60) == 0
    assert len(content(tmp_path / "data")["reports.jsonl"]) == 3


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_is_told_who_has_the_directory_and_a_killed_one_holds_nobody_up(
    site: Hostile, tmp_path: Path
) -> None:
    one, two = halves(site)
    site.put(REST, one, stall)
    data = tmp_path / "data"
    with begun(command(site, tmp_path)) as first:
        until(lambda: (data / "reports.jsonl").exists() and (data / "reports.jsonl").stat().st_size)
        until(lambda: len(site.asked) == 3)
        before = snapshot(data)
        for words in (command(site, tmp_path), [sys.executable, "-m", "shahrkarimeh", "reparse", "--data", str(data)]):
            second = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
            assert second.returncode == 2 and not second.stdout
            said = rf"in use by pid {first.pid} since 20\d\d-\d\d-\d\dT.* \(.*crawl sample.*\); wait for it"
            assert re.search(said, second.stderr), second.stderr
            assert second.stderr.count("\n") == 1
        assert snapshot(data) == before and len(site.asked) == 3
        first.kill()
        first.wait()
    site.put(REST, one, two)
    with begun(command(site, tmp_path)) as third:
        assert third.wait(60) == 0
    assert len(content(data)["reports.jsonl"]) == 3


def test_a_killed_reparse_leaves_no_workers_behind_that_hold_the_lock(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "warc").mkdir(parents=True)
    for n in range(30):
        (data / "warc" / f"shahrekarimeh-2026010{n // 10}T0000{n % 10:02}Z.warc.gz").write_bytes(RECORDING.read_bytes())
    words = [sys.executable, "-m", "shahrkarimeh", "reparse", "--data", str(data)]
    with begun(words) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        until(lambda: len(children.read_text().split()) >= min(2, os.cpu_count() or 1))
        workers = children.read_text().split()
        with pytest.raises(DataDirError, match=f"in use by pid {process.pid}"):
            WriterLock(data)
        process.kill()
        process.wait()
        until(lambda: not any(_lives(worker) for worker in workers), 5)
    WriterLock(data).release()


def _lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False
