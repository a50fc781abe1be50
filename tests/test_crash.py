"""Died at every step, and cut at every byte that no sync had made safe: the next run ends with the same content."""

import json
import os
import random
import shutil
import signal
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.http import Request, Response

from shahrkarimeh import store as store_module
from shahrkarimeh import swap, tails
from shahrkarimeh.archive import Recorder, read_responses
from shahrkarimeh.commands.reparse import reparse
from shahrkarimeh.items import MeetingReport, Post, Provenance
from shahrkarimeh.keep import compare, write
from shahrkarimeh.runs import Run
from shahrkarimeh.store import INDEX, Reader, Store
from tests.dying import FILES, assert_sound, content, copied, dies, records, synced
from tests.samples import post, report, words

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STRIDE = int(os.environ.get("SHAHRKARIMEH_STRIDE", "11"))
"""Bytes from one cut to the next; 1 in `make kill-storm`."""
STAMP = "2026-01-01T00:00:00Z"


def items() -> Iterator[Post | MeetingReport]:
    """What a small site gives, the third a copy of the first."""
    yield report(1, words(1))
    yield post(2)
    yield report(3, f"پیش از همه {words(1)[:-30]} پایان", site="b")
    yield from (post(n, "متن " * n) for n in range(4, 8))
    yield report(8, words(8))


def crawl(data: Path) -> None:
    """A crawl as the spiders and pipelines make it, without the network."""
    store, recorder = Store(data), Recorder(data / "warc", "a")
    for item in items():
        response = Response(item.url, body=item.text.encode())
        record = recorder.write(Request(item.url), response, NOW)
        item.provenance = Provenance(fetched_at=STAMP, via="rest", source_url=item.url, record=record, extractor="0")
        if not compare(store, item):
            write(store, item)
    recorder.close()
    run = Run(site="a", started_at=STAMP, finished_at=STAMP, seconds=1, complete=True, mark=STAMP, version="0")
    store.finish_run(run)
    store.close()


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory where there is such a place: thousands of syncs take their time on a disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as path:
        yield Path(path)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_SYNC_LINES", 3)
    monkeypatch.setattr(store_module, "_SYNC_SECONDS", 1e9)


@pytest.fixture
def undisturbed(tmp_path: Path) -> dict[str, list[object]]:
    crawl(tmp_path / "undisturbed")
    found = content(tmp_path / "undisturbed")
    assert [len(found[name]) for name in FILES] == [2, 1, 5]
    return found


def assert_resumes(data: Path, undisturbed: dict[str, list[object]]) -> None:
    crawl(data)
    assert content(data) == undisturbed
    assert_sound(data)
    with_mark = Reader(data).last_run("a")
    assert with_mark and with_mark.mark == STAMP


def test_died_at_any_step_the_next_run_ends_with_the_same(tmp_path: Path, undisturbed: dict[str, list[object]]) -> None:
    data, notes, step = tmp_path / "data", tmp_path / "notes", 1
    while True:
        shutil.rmtree(data, ignore_errors=True)
        if not dies(step, notes, lambda: crawl(data)):
            break
        dies(1 + step % 37, notes, lambda: crawl(data))  # and so does the one that goes on
        assert_resumes(data, undisturbed)
        step += 1
    assert step > 60


def test_power_lost_at_any_byte_after_the_last_sync(tmp_path: Path, undisturbed: dict[str, list[object]]) -> None:
    """The files are cut one by one at the bytes that no sync had made safe, at the worst moment of each batch."""
    left, data, notes, cuts = tmp_path / "left", tmp_path / "data", tmp_path / "notes", 0
    worst: dict[Path, tuple[int, int]] = {}
    for step in range(1, 200):
        shutil.rmtree(left, ignore_errors=True)
        notes.unlink(missing_ok=True)
        if not dies(step, notes, lambda: crawl(left)):
            break
        for path, safe in synced(notes, left).items():
            worst[path] = max(worst.get(path, (0, 0)), (path.stat().st_size - safe, step))
    for path, (unsafe, step) in worst.items():
        if not unsafe:
            continue
        shutil.rmtree(left, ignore_errors=True)
        notes.unlink(missing_ok=True)
        assert dies(step, notes, lambda: crawl(left))
        safe = synced(notes, left)[path]
        for length in range(safe, path.stat().st_size + 1, STRIDE):
            copied(left, data)
            os.truncate(data / path.relative_to(left), length)
            assert_resumes(data, undisturbed)
            cuts += 1
    assert cuts > 3000 / STRIDE


@pytest.mark.parametrize("seed", range(8))
def test_power_lost_all_files_cut_at_once(seed: int, tmp_path: Path, undisturbed: dict[str, list[object]]) -> None:
    rng, data = random.Random(seed), tmp_path / "data"
    for _ in range(12):
        shutil.rmtree(data, ignore_errors=True)
        notes = tmp_path / "notes"
        notes.unlink(missing_ok=True)
        dies(rng.randint(1, 80), notes, lambda: crawl(data))
        for path, safe in synced(notes, data).items():
            os.truncate(path, rng.randint(safe, path.stat().st_size))
        for path in data.glob(f"{INDEX}*"):
            # SQLite syncs by its own rules: cut anywhere, gone, or as it was.
            if rng.random() < 0.3:
                path.unlink()
            elif rng.random() < 0.5:
                os.truncate(path, rng.randint(0, path.stat().st_size))
        assert_resumes(data, undisturbed)


def test_what_a_killed_process_wrote_is_synced_before_a_mark_says_that_it_is_had(
    tmp_path: Path, undisturbed: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The killed run's lines may be in memory only; the next run finds them all and writes nothing but its mark."""
    data, notes = tmp_path / "data", tmp_path / "notes"
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "_SYNC_LINES", 1000)
        patched.setattr(Store, "finish_run", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        assert dies(10**6, notes, lambda: crawl(data))
    lines = [data / name for name in FILES]
    assert content(data) == undisturbed and not any(synced(notes, data)[path] for path in lines)
    notes.unlink()
    assert not dies(10**6, notes, lambda: crawl(data))
    assert content(data) == undisturbed
    assert all(synced(notes, data)[path] == path.stat().st_size for path in lines)


def test_an_archive_is_cut_at_its_last_whole_record(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, "a")
    ends = []
    for n in range(3):
        url = f"https://a.example/{n}"
        recorder.write(Request(url), Response(url, body=os.urandom(50)), NOW)
        path = next(tmp_path.iterdir())
        ends.append(path.stat().st_size)
    whole = path.read_bytes()
    assert path.name == "a-20260101T000000Z.warc.gz.open"
    recorder._file.close()  # type: ignore[union-attr]
    for length in range(len(whole) + 1):
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        path.write_bytes(whole[:length])
        tails.mend(tmp_path)
        left = list(tmp_path.iterdir())
        responses = [r for each in left for r in read_responses(each)]
        assert sum(end <= length for end in ends) <= len(responses)
        assert not left or whole.startswith(left[0].read_bytes())
        for each in left:
            assert tails.whole_length(each) == each.stat().st_size
    assert len(responses) == 3 and left[0].read_bytes() == whole


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A data directory of a small site, whose files another parser made."""
    data = tmp_path / "made"
    recorder = Recorder(data / "warc", "shahrekarimeh")
    for first in (1, 4):
        posts = [
            {"id": n, "date_gmt": "2024-01-01T08:00:00", "link": f"https://shahrekarimeh.ir/{n}/",
             "title": {"rendered": f"جلسه {n}"}, "content": {"rendered": f"<p>جلسه شورای شهر قم، {words(n)}</p>"}}
            for n in range(first, first + 3)
        ]  # fmt: skip
        url = f"https://shahrekarimeh.ir/wp-json/wp/v2/posts?page={first}"
        response = Response(url, headers={"Content-Type": "application/json"}, body=json.dumps(posts).encode())
        recorder.write(Request(url), response, NOW)
    recorder.close()
    reparse(data, [], None, [], as_json=True)
    for name in FILES:
        lines = [json.loads(line) for line in (data / name).read_bytes().splitlines()]
        (data / name).write_text("".join(json.dumps({**line, "title": "پیش از این"}) + "\n" for line in lines))
    return data


def test_a_reparse_that_dies_at_any_step_leaves_the_old_files_or_the_new(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    new = copied(made, tmp_path / "new")
    reparse(new, [], None, [], as_json=True)
    wanted = {"old": content(made), "new": content(new)}
    assert wanted["old"] != wanted["new"] and any(wanted["new"].values())
    data, seen, step = tmp_path / "data", [], 1
    while True:
        copied(made, data)
        if not dies(step, tmp_path / "notes", lambda: reparse(data, [], None, [], as_json=True)):
            break
        reader, read = Reader(data), {}
        for name in FILES:
            lines = [line.data for line in reader.lines(name)]  # type: ignore[arg-type]
            read[name] = [{k: v for k, v in line.items() if k != "provenance"} for line in lines if line]
        state = "new" if read == wanted["new"] else "old"
        assert read == wanted[state], f"a mixture at step {step}"
        store = Store(data)
        assert all(store.latest(item["id"]) for name in FILES for item in wanted[state][name])
        store.close()
        assert content(data) == wanted[state]
        assert not {swap.MADE, swap.MAKING} & {path.name for path in data.iterdir()}
        seen.append(state)
        step += 1
    assert seen == sorted(seen, reverse=True) and set(seen) == {"old", "new"}


def test_reparse_keeps_an_item_whose_record_was_lost_in_its_place(made: Path) -> None:
    """Of an archive that lost its end, the items stay as they were, and so do their revisions' numbers."""
    reparse(made, [], None, [], as_json=True)
    before = content(made)
    archive = next((made / "warc").iterdir())
    last = list(read_responses(archive))[-1].record
    os.truncate(archive, tails.whole_length(archive) - 2000)
    assert last not in set(records_of(archive))
    reparse(made, [], None, [], as_json=True)
    assert content(made) == before


def records_of(archive: Path) -> Iterator[str]:
    return (response.record for response in read_responses(archive))


def test_the_archives_of_the_undisturbed_are_read_by_warcio(tmp_path: Path) -> None:
    crawl(tmp_path)
    assert len(list(records(tmp_path))) == 8
