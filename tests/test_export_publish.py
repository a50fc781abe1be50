"""A dataset takes the place of an earlier one all at once, whoever is killed when."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shahrkarimeh.commands.export import export
from shahrkarimeh.errors import ConfigError
from shahrkarimeh.export import publish as module
from shahrkarimeh.export.publish import CHECKSUMS, publish, workplace
from tests.dataset import data, report
from tests.test_export import NO_FILTER, exported, lines

ROOT = Path(__file__).parent.parent
MAKES = """
import hashlib, os, signal, sys
from pathlib import Path
from shahrkarimeh.export import publish

def make(out, word):
    with publish.workplace(out) as (_, done):
        (done / "csv").mkdir()
        files = {"csv/reports.csv": word, f"{word}.txt": word}
        for name, text in files.items():
            (done / name).write_text(text)
        sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
        (done / publish.CHECKSUMS).write_text("".join(f"{digest}  {name}\\n" for name, digest in sums.items()))
        before_the_change()
        publish.publish(done, out)
"""
# Kills itself with SIGKILL at the so manieth change of a name once the new dataset is whole.
DIES = (
    MAKES
    + """
left, whole = int(sys.argv[2]), False

def before_the_change():
    global whole
    whole = True

def count(event, told):
    global left
    if whole and event in ("os.rename", "os.remove", "os.rmdir", "ctypes.dlsym", "open"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[3] == "two steps":
    publish._exchange = lambda here, there: False
if sys.argv[3] == "one by one":
    os.chdir(sys.argv[1])
sys.addaudithook(count)
make(Path(sys.argv[1]), "new")
"""
)


def run(script: str, *words: object) -> int:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", script, *map(str, words)], env=environment, check=False).returncode


def make(out: Path, word: str) -> None:
    assert run(MAKES + "\nbefore_the_change = lambda: None\nmake(Path(sys.argv[1]), sys.argv[2])", out, word) == 0


def held(out: Path) -> str | None:
    """The word of the dataset that is there, whole and alone but for what a user has added; None where none is."""
    told = subprocess.run(["sha256sum", "--check", "--strict", CHECKSUMS], cwd=out, check=False, capture_output=True)
    if told.returncode:
        return None
    word = (out / "csv" / "reports.csv").read_text()
    there = {p.name for p in out.iterdir()} - {".making", "notes.txt"}
    return word if there == {"csv", f"{word}.txt", CHECKSUMS} else None


def stands(out: Path, how: str) -> bool:
    """Whether what a dead one left is what is promised of it."""
    if how == "exchange":
        return held(out) in ("old", "new")
    if how == "two steps":
        return not out.exists() or held(out) in ("old", "new")
    return not (out / CHECKSUMS).exists() or held(out) in ("old", "new")


@pytest.mark.parametrize("how", ["exchange", "two steps", "one by one"])
def test_killed_at_any_moment_of_the_change(tmp_path: Path, how: str) -> None:
    out = tmp_path / "out"
    left, code = 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        make(out, "old")
        (out / "notes.txt").write_text("mine")
        code = run(DIES, out, left, how)
        assert stands(out, how), left
        make(out, "next")
        assert held(out) == "next", left
        assert (out / "notes.txt").read_text() == "mine"
        assert [p.name for p in tmp_path.iterdir()] == ["out"]
        left += 1
    assert (code, left > 8) == (0, True)


def test_an_export_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out, "old")
    with pytest.raises(RuntimeError), workplace(out) as (_, done):
        (done / CHECKSUMS).write_text("")
        raise RuntimeError
    assert held(out) == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("inside", [False, True])
def test_two_exports_to_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bool) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if inside:
        monkeypatch.chdir(out)
    other = pytest.raises(ConfigError, match="another export is writing it")
    with workplace(out) as (work, _), other, workplace(out):
        raise AssertionError("both were let in")
    assert (work.parent == out, work.exists()) == (inside, False)


def test_an_export_into_the_directory_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = data(tmp_path / "data", [report(1, title="a")]), tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    for told in ("csv,jsonl", "jsonl"):
        exported(source, Path(), told)
        assert {p.name for p in Path().iterdir()} == {p.name for p in out.iterdir()}
        assert lines(Path("jsonl/reports.jsonl"))[0]["title"] == "a"
    assert not (out / "csv").exists()


def test_what_belongs_to_the_earlier_database_goes_with_it(tmp_path: Path) -> None:
    source, out = data(tmp_path / "data", [report(1)]), tmp_path / "out"
    exported(source, out, "sqlite")
    for name in ("shahrkarimeh.sqlite-wal", "notes.txt"):
        (out / name).write_text("mine")
    exported(source, out, "sqlite")
    assert (out / "notes.txt").exists()
    assert not (out / "shahrkarimeh.sqlite-wal").exists()


def test_a_link_to_a_directory_is_followed(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [report(1)])
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    exported(source, tmp_path / "link", "csv")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "csv" / "reports.csv").is_file()


@pytest.mark.parametrize("where", ["exchange", "rename"])
def test_a_place_that_cannot_be_changed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def refused(*_: object) -> bool:
        raise PermissionError(1, "Operation not permitted", "out")

    source, out = data(tmp_path / "data", [report(1)]), tmp_path / "out"
    if where == "exchange":
        exported(source, out, "csv")
        monkeypatch.setattr(module, "_exchange", refused)
    else:
        monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(ConfigError, match="cannot write"):
        export(source, out, "csv", **NO_FILTER)
    assert (out / "csv").exists() == (where == "exchange")


def test_nothing_is_there_before_all_is(tmp_path: Path) -> None:
    with workplace(tmp_path / "deep" / "out") as (_, done):
        (done / CHECKSUMS).write_text("")
        assert not (tmp_path / "deep" / "out").exists()
        publish(done, tmp_path / "deep" / "out")
    assert (tmp_path / "deep" / "out" / CHECKSUMS).exists()


@pytest.mark.parametrize("limit", [2_000, 20_000, 200_000, 500_000, 1_000_000])
@pytest.mark.parametrize("told", ["parquet", "csv", "sqlite"])
def test_where_there_is_no_room_the_earlier_dataset_stays(tmp_path: Path, limit: int, told: str) -> None:
    """A file can grow no further than the limit, as on a full disk."""
    source, out = data(tmp_path / "data", [report(n, text="م" * 50_000) for n in range(1, 29)]), tmp_path / "out"
    make(out, "old")
    script = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2); "
    script += "from shahrkarimeh.cli import main; main()"
    words = [str(limit), "export", "--data", str(source), "--out", str(out), "--format", told]
    done = subprocess.run([sys.executable, "-c", script, *words], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"shahrkarimeh: cannot write {out}: ")
    assert len(done.stderr.splitlines()) == 1
    assert held(out) == "old"
    assert {p.name for p in tmp_path.iterdir()} == {"data", "out"}
