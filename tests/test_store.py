"""The data directory: whole lines only, known for ever, one writer."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shahrkarimeh.dedup import fingerprint
from shahrkarimeh.errors import DataDirError
from shahrkarimeh.items import from_json
from shahrkarimeh.runs import Run
from shahrkarimeh.store import COPIES, INDEX, POSTS, REJECTED, REPORTS, RUNS, Reader, Store, shared
from tests.samples import post, report, words


def run(site: str = "a", mark: str | None = "2026-01-01T00:00:00+00:00", complete: bool = True) -> Run:
    at = "2026-01-01T00:00:00+00:00"
    return Run(site=site, started_at=at, finished_at=at, seconds=1, complete=complete, mark=mark, version="0")


def ids(path: Path, file: str = POSTS) -> list[tuple[str, int]]:
    return [(item.id, item.revision) for item in map(from_json, (path / file).read_text("utf-8").splitlines())]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "data")
    yield store
    if store._files:
        store.close()


def reopened(store: Store) -> Store:
    store.close()
    return Store(store.path)


def test_what_is_written_is_known_and_stays_so(store: Store) -> None:
    store.append(post(1), POSTS)
    store.append(post(1, "متن تازه", revision=2), POSTS)
    for _ in range(2):
        latest = store.latest("a:1")
        assert latest and (latest.revision, latest.fingerprint) == (2, fingerprint("خبر 1", "متن تازه"))
        assert store.known("a", "https://a.example/1/") and store.known("a", "1") and store.known("a", "a:1")
        assert not store.known("b", "https://a.example/1/") and not store.known("a", "2")
        store = reopened(store)
    assert ids(store.path) == [("a:1", 1), ("a:1", 2)]
    store.close()


def test_the_last_run_is_the_newest_complete_one_with_a_mark(store: Store) -> None:
    assert store.last_run("a") is None
    store.finish_run(run())
    store.finish_run(run(mark="2026-02-01T00:00:00+00:00"))
    store.finish_run(run(mark=None))
    store.finish_run(run(mark="2026-03-01T00:00:00+00:00", complete=False))
    store.finish_run(run("b", mark="2026-04-01T00:00:00+00:00"))
    store = reopened(store)
    for reader in (store, Reader(store.path)):
        last = reader.last_run("a")
        assert last and last.mark == "2026-02-01T00:00:00+00:00"
    assert len(list(store.runs())) == 5
    store.close()


@pytest.mark.parametrize("file", [POSTS, RUNS])
def test_a_file_cut_at_any_byte_loses_its_torn_line_only(tmp_path: Path, file: str) -> None:
    store = Store(tmp_path)
    for number in (1, 2):
        store.append(post(number, "پایان"), POSTS)
        store.finish_run(run(mark=f"2026-0{number}-01T00:00:00+00:00"))
    store.close()
    whole = (tmp_path / file).read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(first, len(whole) + 1):
        (tmp_path / file).write_bytes(whole[:length])
        store = Store(tmp_path)
        kept = length >= len(whole) - 1  # a line that lacks its newline only is whole
        if file == POSTS:
            assert store.known("a", "2") is kept and store.known("a", "1")
            if not kept:
                store.append(post(2, "پایان"), POSTS)
        else:
            last = store.last_run("a")
            assert last and last.mark == f"2026-0{2 if kept else 1}-01T00:00:00+00:00"
        store.close()
        assert (tmp_path / file).read_bytes() == (whole if kept or file == POSTS else whole[:first])
        (tmp_path / file).write_bytes(whole)


def fill(path: Path) -> list[str | None]:
    """Three reports, of which the last repeats the first, and a post."""
    store = Store(path)
    text = words(1)
    heads = []
    for item in (report(1, text), report(2, words(2)), report(3, f"پیش از همه {text[:-40]} پایان", site="b")):
        item.duplicate_of = store.original(item)
        heads.append(item.duplicate_of)
        store.append(item, COPIES if item.duplicate_of else REPORTS)
    store.append(post(4), POSTS)
    store.finish_run(run())
    store.close()
    return heads


def answers(path: Path) -> list[object]:
    store = Store(path)
    try:
        again = report(9, words(1) + " و چیزی دیگر", site="c")
        known = [store.latest(i) for i in ("a:1", "a:2", "b:3", "a:4", "a:5")]
        return [*known, store.original(again), store.last_run("a"), store.known("a", "https://a.example/4/")]
    finally:
        store.close()


def test_copies_are_found_and_told_by_the_report_that_stands(tmp_path: Path) -> None:
    assert fill(tmp_path) == [None, None, "a:1"]
    *_, original, last, known = answers(tmp_path)
    assert original == "a:1" and last and known


def test_the_index_is_made_again_whatever_becomes_of_it(tmp_path: Path) -> None:
    fill(tmp_path / "old")
    older = (tmp_path / "old" / INDEX).read_bytes()
    path = tmp_path / "data"
    fill(path)
    with_more = Store(path)
    with_more.append(post(5), POSTS)
    with_more.close()
    index, good = path / INDEX, answers(path)
    bytes_now = index.read_bytes()
    rng = random.Random(3)
    damaged = [b"", b"no database", older, bytes_now[: len(bytes_now) // 2]]
    for _ in range(20):
        noisy = bytearray(bytes_now)
        start = rng.randrange(0, len(noisy) - 512)
        noisy[start : start + 512] = rng.randbytes(512)
        damaged.append(bytes(noisy))
    for state in damaged:
        index.write_bytes(state)
        assert answers(path) == good
    index.unlink()
    assert answers(path) == good


def test_an_index_that_is_ahead_of_its_files_is_made_again(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / POSTS).write_bytes(b"")
    store = Store(tmp_path)
    assert store.latest("a:4") is None and store.latest("a:1")
    store.close()


def test_foreign_and_torn_lines_are_told_and_passed_over(tmp_path: Path) -> None:
    fill(tmp_path)
    with (tmp_path / POSTS).open("ab") as file:
        file.write(b"not json\n[1]\n\xff\xfe\n" + b"[" * 100_000 + b"\n" + b'{"foreign": true}\n{"torn')
    lines = list(Reader(tmp_path).lines(POSTS))
    assert [line.number for line in lines if line.error] == [2, 3, 4, 5, 7]
    assert [line.number for line in lines if line.data] == [1, 6]
    store = Store(tmp_path)
    assert store.known("a", "4")
    store.close()
    assert not (tmp_path / POSTS).read_bytes().endswith(b"torn")


def test_a_second_writer_is_told_who_has_the_directory(tmp_path: Path, store: Store) -> None:
    before = {p.name: p.read_bytes() for p in store.path.iterdir() if p.suffix == ".jsonl"}
    code = f"from shahrkarimeh.store import Store\nStore({str(store.path)!r})"
    second = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60)
    told = second.stderr.splitlines()[-1]
    assert second.returncode and f"in use by pid {os.getpid()} since 20" in told and "DataDirError" in told
    assert {p.name: p.read_bytes() for p in store.path.iterdir() if p.suffix == ".jsonl"} == before
    with pytest.raises(DataDirError, match="in use by pid"):
        Store(store.path)


def test_one_process_shares_one_store(tmp_path: Path) -> None:
    one, two = shared(tmp_path), shared(tmp_path / "." / "x" / "..")
    assert one is two
    one.release()
    two.append(post(1), POSTS)
    two.release()
    three = shared(tmp_path)
    assert three is not one and three.known("a", "1")
    three.release()


def test_a_directory_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataDirError, match=r"cannot write to the data directory .*--data DIR") as caught:
        Store(tmp_path / "file" / "data")
    assert "\n" not in str(caught.value)
    with pytest.raises(DataDirError, match="there is no data directory"):
        Reader(tmp_path / "none")


def test_an_invalid_item_is_kept_with_its_reason(store: Store) -> None:
    store.reject({"id": "a:1", "text": "نیم\udc80ه", "at": object()}, "no text")
    line = json.loads((store.path / REJECTED).read_text("utf-8"))
    assert line["id"] == "a:1" and line["reason"] == "no text" and line["item"]["text"] == "نیم\udc80ه"


WRITER = """
import sys, random
sys.path[:0] = [{root!r}]
from tests.samples import post
from shahrkarimeh.store import POSTS, Store
store = Store({path!r})
print("open", flush=True)
for number in range({count}):
    known = store.latest(f"a:{{number}}")
    if known is None:
        store.append(post(number, "سطر بلند " * (number % 50)), POSTS)
    if number == {count} - 1:
        print("end", flush=True)
store.close()
"""


def writer(path: Path, count: int) -> "subprocess.Popen[str]":
    code = WRITER.format(root=str(Path(__file__).parent.parent), path=str(path), count=count)
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "open\n"
    return process


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    count, rng = 3000, random.Random(1)
    for _ in range(6):
        process = writer(tmp_path, count)
        time.sleep(rng.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
    process = writer(tmp_path, count)
    assert process.wait(120) == 0
    assert sorted(ids(tmp_path)) == sorted((f"a:{n}", 1) for n in range(count))
    store = Store(tmp_path)
    assert all(store.known("a", str(n)) for n in range(count))
    store.close()


def test_a_full_disk_leaves_whole_lines_and_a_clear_error(tmp_path: Path) -> None:
    store = Store(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))  # stands for the disk's end: a write stops half way
    try:
        with pytest.raises(DataDirError, match=r"posts\.jsonl: .*make room and run again"):
            for number in range(1000):
                store.append(post(number), POSTS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert (tmp_path / POSTS).read_bytes().endswith(b"}\n")
    with pytest.raises(DataDirError, match="make room"):
        store.append(post(number + 1), POSTS)  # there is room now, but the one before it is missing
    store = reopened(store)
    store.append(post(number), POSTS)
    store.close()
    assert ids(tmp_path) == [(f"a:{n}", 1) for n in range(number + 1)]
    assert Store(tmp_path).known("a", str(number))
