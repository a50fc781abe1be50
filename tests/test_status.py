"""`status` tells in the terminal what the page shows: sessions found and missing, last runs, faults."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shahrkarimeh.commands.report import report as make_page
from shahrkarimeh.commands.status import status
from shahrkarimeh.items import to_json
from shahrkarimeh.runs import Counts, Failure, Run
from tests.samples import report

BODY = {"city": "قم", "body": "شورای اسلامی شهر قم", "term": 6}


def session(number: int, site: str = "a") -> str:
    return to_json(report(number, "متن", site=site, session_number=number, date=f"2022-01-{number:02}", **BODY))


def run(site: str, **facts: object) -> str:
    times = {"started_at": "2026-01-02T03:04:05Z", "finished_at": "2026-01-02T03:05:05Z", "seconds": 60}
    return Run.model_validate({"site": site, **times, "version": "0", **facts}).model_dump_json()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    lines = [session(1), session(2), session(5), session(3, site="b"), "{torn"]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), "utf-8")
    failed = [Failure(url="https://a.example/9/", error="timed out")]
    runs = [
        run("a"),
        run("a", door="rest", complete=True, failed=3, failures=failed, counts=Counts(rejected=2)),
        run("b"),
    ]
    (tmp_path / "runs.jsonl").write_text("".join(f"{line}\n" for line in runs), "utf-8")
    return tmp_path


def test_the_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(data, as_json=False) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "شورای اسلامی شهر قم term site" in printed
    assert "6 all 5 4 1 1-3, 5 4 6 a 5 3 2 1-2, 5 3-4 6 b 5 1 4 3 1-2, 4-5" in printed
    assert "a 2026-01-02T03:04 rest partly 0 0 0 3" in printed
    assert "b 2026-01-02T03:04 nothing fetched 0 0 0 0" in printed
    assert "a: warning: addresses failed 3: https://a.example/9/: timed out" in printed
    assert "a: warning: items rejected 2" in printed
    assert "b: error: nothing could be fetched" in printed
    assert "reports.jsonl:5: torn: it does not end" in printed


def test_a_terminal_of_80_columns_cuts_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = [n for n in range(1, 29) if n % 4]
    lines = [session(n, site="shahrekarimeh") for n in numbers] + [session(n) for n in numbers[1:]]
    (data / "reports.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    (data / "runs.jsonl").write_text(f"{run('shahrekarimeh', door='sitemap', complete=True)}\n{run('a')}\n", "utf-8")
    told = subprocess.run(
        ["script", "-qec", f"stty cols 80; {sys.executable} -m shahrkarimeh status --data {data}", "/dev/null"],
        check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    ).stdout  # fmt: skip
    assert "شورای اسلامی شهر قم" in told
    cut = [line for line in told.splitlines() if re.search(r"\w…", line)]
    assert cut == []
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in told.splitlines()) <= 80


def test_the_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(data, as_json=True) == 1
    found = json.loads(capsys.readouterr().out)
    everyone = next(s for s in found["sessions"] if s["site"] is None)
    assert (everyone["found"], everyone["missing"], everyone["last"]) == ([[1, 3], [5, 5]], [[4, 4]], 5)
    sites = {s["site"]: s for s in found["sites"]}
    assert [f["kind"] for f in sites["a"]["findings"]] == ["failed", "rejected"]
    assert sites["a"]["run"]["failed"] == 3 and sites["b"]["findings"][0]["level"] == "error"
    assert found["faults"] == ["reports.jsonl:5: torn: it does not end"]


def test_an_empty_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(tmp_path, as_json=False) == 0
    assert capsys.readouterr().out.startswith(f"there is nothing in {tmp_path} yet: crawl first")


def test_the_page_tells_what_it_left_out(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "page.html"
    assert make_page(data, out, []) == 1
    printed = capsys.readouterr()
    assert printed.out == f"{out}\n"
    assert "left out: reports.jsonl:5: torn: it does not end" in printed.err
    assert out.stat().st_size > 1_000_000 and not list(tmp_path.glob("*.part"))
