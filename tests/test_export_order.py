"""The same data give the same bytes: in whatever order the lines stand, and with however many threads."""

import json
import random
import sys
from pathlib import Path

import pytest

from benchmarks.common import measured
from shahrkarimeh.export.build import FORMATS, Wanted, build
from shahrkarimeh.items import MeetingReport, Post, to_json
from tests.dataset import data, report, run, spoken
from tests.test_export import lines


def files(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def many(count: int) -> list[MeetingReport]:
    """Reports, a third of them of two versions, two to a meeting, with rows for every table."""
    out = []
    for n in range(1, count + 1):
        meeting = {"key": f"قم/شورا/4/{n // 2}", "session_number": n // 2 + 1, "topic": f"موضوع {n % 3}"}
        told = spoken(9).model_dump() | {"id": f"{'abc'[n % 3]}:{n}", "site": "abc"[n % 3], "title": f"گزارش {n}"}
        whole = MeetingReport.model_validate(told | {"meeting": told["meeting"] | meeting})
        out.append(whole)
        if n % 3 == 0:
            out.append(whole.model_copy(update={"revision": 2, "text": f"{whole.text} دوم"}))
    return out


def test_the_order_of_the_lines_does_not_matter(tmp_path: Path) -> None:
    told = many(60)
    copies = [report(n, "council", duplicate_of=f"a:{n % 9 * 3}") for n in range(1, 20)]
    posts = [Post(id=f"b:{n}", site="b", revision=3, url="https://b.example", title="x", text="y") for n in (7, 13)]
    made = []
    for seed in (1, 2):
        for items in (told, copies, posts):
            random.Random(seed).shuffle(items)
        source = data(tmp_path / f"data{seed}", told, copies, posts)
        runs = [f"{run(day).model_dump_json()}\n" for day in ("2016-03-01", "2016-03-02")]
        (source / "runs.jsonl").write_text("".join(runs[:: 1 if seed == 1 else -1]), "utf-8")
        build(source, tmp_path / f"out{seed}", Wanted(FORMATS))
        made.append(files(tmp_path / f"out{seed}"))
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    rows = lines(tmp_path / "out1" / "jsonl" / "reports.jsonl")
    places = [(row["site"], int(row["report_id"].split(":")[1])) for row in rows]
    assert places == sorted(places)
    assert len(places) > 50


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 reports of 6,000 bytes, in no order."""
    base = tmp_path_factory.mktemp("large")
    source = data(base / "data", [])
    text = "بودجه تصویب شد و شورا رأی داد " * 100
    line = json.loads(to_json(report(1, text=text)))
    numbers = list(range(20_000))
    random.Random(1).shuffle(numbers)
    with (source / "reports.jsonl").open("w", encoding="utf-8") as out:
        for n in numbers:
            line["id"], line["meeting"]["key"] = f"press:{n}", f"قم/شورا/4/{n // 2}"
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return source


def test_the_number_of_threads_does_not_matter(large: Path, tmp_path: Path) -> None:
    made = []
    for threads in (1, 4):
        out = tmp_path / str(threads)
        build(large, out, Wanted(("jsonl", "csv", "parquet"), threads=threads))
        made.append(files(out))
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    assert len(made[0]) > 20


def test_much_data_does_not_need_much_memory(large: Path, tmp_path: Path) -> None:
    words = ["export", "--data", str(large), "--out", str(tmp_path / "out"), "--format", "parquet"]
    assert (large / "reports.jsonl").stat().st_size > 100e6
    assert measured([sys.executable, "-m", "shahrkarimeh", *words]).peak < 450
