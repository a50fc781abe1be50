"""Against the real WordPress: runs killed at random moments, and runs whose disk is full."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dying import assert_sound, content
from tests.storm import Crawls, storms
from tests.wordpress.crawls import NO_DELAYS, lines, run, sites_file
from tests.wordpress.server import WordPress

pytestmark = pytest.mark.wordpress


@pytest.fixture
def registry(wordpress: WordPress, tmp_path: Path) -> Path:
    return sites_file(tmp_path / "sites.toml", {name: wordpress.url(name) for name in ("whole", "other")}, city="قم")


def test_twenty_runs_killed_at_random_moments(registry: Path, tmp_path: Path) -> None:
    told = storms(Crawls("whole", registry), tmp_path, rounds=20, seed=1)
    killed = sum(count for what, count in told.items() if what.startswith("killed"))
    assert killed == 20, told
    assert told["runs left alone that ended with the same content"] == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40k", "shahrkarimeh", disk], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_is_told_and_harms_nothing(registry: Path, tmp_path: Path, small_disk: Path) -> None:
    """The disk fills up in the index, in the archive and in the lines; with room made the crawl ends as ever."""
    words = [sys.executable, "-m", "shahrkarimeh", "crawl", "other", "--sites", str(registry)]
    words += [f"-s{name}={value}" for name, value in NO_DELAYS.items()]
    assert run([*words, "--data", str(tmp_path / "roomy")]).returncode == 0
    wanted, data = content(tmp_path / "roomy"), small_disk / "data"
    full = set()
    for size in ("40k", "80k", "120k", "240k", "360k", "480k"):
        subprocess.run(["mount", "-o", f"remount,size={size}", small_disk], check=True)
        done = run([*words, "--data", str(data)])
        assert done.returncode == 3, (size, done.stderr)
        said = [line for line in done.stderr.splitlines() if line.startswith("shahrkarimeh: cannot write")]
        assert len(said) == 1 and "make room and run again, what is written is whole" in said[0], done.stderr
        assert "Traceback" not in done.stderr
        full.add(said[0].split(":")[1].split("/")[-1].split("-")[0])
        for name in wanted:
            if (data / name).exists():
                assert lines(data / name) is not None and (data / name).read_bytes()[-1:] in (b"", b"\n")
    assert len(full) > 1, full
    subprocess.run(["mount", "-o", "remount,size=50m", small_disk], check=True)
    done = run([*words, "--data", str(data)])
    assert done.returncode == 0, done.stderr
    assert content(data) == wanted
    assert_sound(data)
