"""The command line as its user types it."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shahrkarimeh.cli import app

ROOT = Path(__file__).parent.parent
RECORDINGS = sorted((ROOT / "recordings").glob("[!d]*.warc.gz"))
COMMANDS = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]


def run(*arguments: object, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if k != "SHAHRKARIMEH_DATA"} | {"COLUMNS": "160"}
    command = [sys.executable, "-m", "shahrkarimeh", *map(str, arguments)]
    return subprocess.run(command, check=False, input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=300)


def lines(result: subprocess.CompletedProcess[bytes]) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_help_is_quick() -> None:
    run("--help")
    start = time.perf_counter()
    assert run("--help").returncode == 0
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_what_it_does_here_and_in_the_readme(command: str) -> None:
    result = run(command, "--help")
    assert result.returncode == 0
    usage = result.stdout.decode()
    assert len(usage.splitlines()) > 5
    options = [line for line in usage.splitlines() if re.match(r"\s+(-\w, )?--\w", line)]
    assert all(re.search(r"--[\w-]+.*\S {2,}\S|\S {2,}\S", o) for o in options)
    assert f"shahrkarimeh {command}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["crawl", "nowhere"], "unknown site 'nowhere': there are shahrekarimeh, qomshora"),
        (["crawl", "--since", "1394-13-01"], "--since 1394-13-01: no such day"),
        (["crawl", "--since", "1395-01-01", "--until", "1394-01-01"], "lies after --until"),
        (["crawl", "--replay", "Makefile"], "Makefile is no WARC file"),
        (["crawl", "--replay", "missing.warc.gz"], "cannot read the archive missing.warc.gz"),
        (["crawl", "--data", "/proc/nowhere"], "cannot write to the data directory /proc/nowhere"),
        (["crawl", "--sites", "missing.toml"], "cannot read the sites file missing.toml"),
        (["crawl", "--door", "window"], "there are rest, feed, sitemap, archive"),
        (["crawl", "-s", "LOG_LEVEL"], "expected NAME=VALUE"),
        (["parse", "missing.html"], "cannot read missing.html"),
        (["reparse", "--data", "/nowhere"], "there are no archives in /nowhere/warc"),
        (["status", "--data", "/nowhere"], "there is no data directory /nowhere"),
        (["report", "--data", "/nowhere"], "there is no data directory /nowhere"),
        (["report", "--data", "docs", "--out", "coverage.html"], "there is nothing in docs yet: crawl first"),
        (["evaluate", "Makefile"], "Makefile:1: not a document"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    message = result.stderr.decode()
    assert (result.returncode, result.stdout) == (2, b"")
    assert said in message
    assert len(message.splitlines()) == 1


def test_parse_prints_an_item_a_line_with_its_doc() -> None:
    corpus = ROOT / "tests" / "corpus" / "dev.jsonl"
    result = run("parse", corpus)
    assert result.returncode == 0, result.stderr.decode()
    docs = [json.loads(line)["doc"] for line in corpus.read_text("utf-8").splitlines()]
    assert [item["doc"] for item in lines(result)] == docs
    assert {item["kind"] for item in lines(result)} == {"meeting_report", "post"}


def test_parse_goes_on_after_a_torn_line_and_names_it() -> None:
    whole = '{"doc":"a","title":"عنوان","html":"<p>متن</p>"}'
    result = run("parse", "-", stdin=f'{whole}\n{{"doc":"b","ti\n{whole}\n'.encode())
    assert result.returncode == 1
    assert [item["text"] for item in lines(result)] == ["متن", "متن"]
    assert result.stderr.decode().startswith("shahrkarimeh: standard input:2: ")


def test_parse_tells_the_site_of_a_page_from_its_address() -> None:
    page = ROOT / "tests" / "pages" / "theme-stock" / "page.html"
    own, given = run("parse", page), run("parse", page, "--url", "https://qomshora.ir/512/x/")
    assert lines(own)[0]["id"] == "example-ir:512"
    assert lines(given)[0]["id"] == "qomshora:512"


def test_parse_explains_in_place_of_items() -> None:
    shown = run("parse", "--explain", stdin=(ROOT / "tests/corpus/dev.jsonl").read_bytes().splitlines()[2])
    assert shown.returncode == 0
    assert "⟦session_number: بیست وهشتمین⟧" in shown.stdout.decode()


def test_parse_says_what_is_no_post() -> None:
    result = run("parse", stdin=b"")
    assert (result.returncode, result.stdout) == (1, b"")
    assert "an empty answer" in result.stderr.decode()


def test_schema_is_one_that_the_items_fit() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    report = schema["$defs"]["MeetingReport"]
    item = next(i for i in lines(run("parse", ROOT / "tests/corpus/dev.jsonl")) if i["kind"] == "meeting_report")
    assert list(item)[1:] == list(report["properties"])
    assert all(p.get("description") or "$ref" in p or name in ("schema", "kind", "url", "title", "site")
               for name, p in report["properties"].items() if name in ("id", "text", "summary"))  # fmt: skip


def test_sites_lists_the_registry_and_the_users_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[mine]\ntitle = "شورای من"\nhome = "http://127.0.0.1:8090"\n', "utf-8")
    names = [site["name"] for site in json.loads(run("sites", "--sites", own, "--json").stdout)]
    assert names == ["shahrekarimeh", "qomshora", "mine"]
    own.write_text('[mine]\ntitle = "شورای من"\n', "utf-8")
    result = run("sites", "--sites", own)
    assert result.returncode == 2
    assert "mine" in result.stderr.decode()


def _without_time(table: str) -> list[list[str]]:
    """The words of the lines but for the seconds, which differ each time."""
    return [[word for word in line.split() if not re.fullmatch(r"\d+\.\d", word)] for line in table.splitlines()]


def test_a_crawl_from_recordings_then_status_then_reparse(tmp_path: Path) -> None:
    data = tmp_path / "data"
    crawl = run("crawl", "shahrekarimeh", "qomshora", "--replay", *RECORDINGS, "--data", data)
    assert crawl.returncode == 0, crawl.stderr.decode()
    assert crawl.stderr == b""
    shown = re.search(r"<!-- demo -->\n```\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert shown, "README.md shows the demo"
    assert _without_time(crawl.stdout.decode())[:3] == _without_time(shown[1])[:3], "python tools/readme.py mends it"
    runs = [json.loads(line) for line in (data / "runs.jsonl").read_text("utf-8").splitlines()]
    assert {r["site"] for r in runs} == {"shahrekarimeh", "qomshora"}
    assert all(r["complete"] and r["door"] for r in runs)

    status = json.loads(run("status", "--data", data, "--json").stdout)
    assert not status["faults"]
    for site, record in ((s, next(r for r in runs if r["site"] == s["site"])) for s in status["sites"]):
        assert site["reports"] == record["counts"]["reports"] > 0
        assert site["copies"] == record["counts"]["copies"]

    names = ("reports.jsonl", "copies.jsonl", "posts.jsonl")
    before = {json.loads(x)["id"]: json.loads(x) for n in names for x in (data / n).read_text("utf-8").splitlines()}
    again = run("reparse", *RECORDINGS, "--data", data)
    assert again.returncode == 0, again.stderr.decode()
    after = {json.loads(x)["id"]: json.loads(x) for n in names for x in (data / n).read_text("utf-8").splitlines()}
    for item in (*before.values(), *after.values()):
        del item["duplicate_of"]  # which of two comes first is the crawl's luck
    assert before == after
    # The index was made for the old lines: the next crawl must make it anew, and find nothing new.
    second = run("crawl", "--replay", *RECORDINGS, "--data", data, "--full", "--json")
    assert second.returncode == 0, second.stderr.decode()
    assert all(r["counts"]["new"] == r["counts"]["revised"] == 0 for r in lines(second))


def test_a_site_that_does_not_answer_is_named_and_the_other_is_crawled(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[away]\ntitle = "دور"\nhome = "http://127.0.0.1:9/"\n', "utf-8")
    result = run(
        "crawl", "shahrekarimeh", "away", "--sites", own, "--replay", *RECORDINGS, "--data", tmp_path / "data", "--json"
    )
    assert result.returncode == 3
    assert "away (http://127.0.0.1:9/): nothing could be fetched" in result.stderr.decode()
    assert next(r for r in lines(result) if r["site"] == "shahrekarimeh")["complete"]
