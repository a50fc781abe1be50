"""The recordings of the repository, replayed with no network at all, give what was there when they were made."""

import os
import statistics
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from tests.wordpress.crawls import ROOT, Data, lines, run, token_f1
from tests.wordpress.posts import CORPUS

RECORDINGS = ROOT / "recordings"
DOORS = {"shahrekarimeh": "rest", "qomshora": "feed", "doors-sitemap": "sitemap", "doors-archive": "archive"}
DEMO = ("shahrekarimeh", "qomshora")

# Runs before anything else in the child: whoever asks for a connection gets an error.
NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise OSError("a connection was asked for in a replay")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = refuse
"""


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Data]:
    """The data directories of a replay of the demo's two sites together, and of each small one."""
    blocked = tmp_path_factory.mktemp("blocked")
    (blocked / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(blocked)}
    data: dict[str, Data] = {}
    for names in (DEMO, ("doors-sitemap",), ("doors-archive",)):
        path = tmp_path_factory.mktemp("replay") / "data"
        words = [sys.executable, "-m", "shahrkarimeh", "crawl", "--sites", str(RECORDINGS / "sites.toml")]
        files = [str(RECORDINGS / f"{name}.warc.gz") for name in names]
        done = run([*words, "--data", str(path), "--replay", *files], 300, environment)
        assert done.returncode == 0, done.stderr
        data |= dict.fromkeys(names, Data(path))
    return data


def run_of(data: Data, site: str) -> dict[str, object]:
    return next(run for run in lines(data.path / "runs.jsonl") if run["site"] == site)


@pytest.mark.parametrize("site", DOORS)
def test_a_replay_gives_every_recorded_post(site: str, replayed: dict[str, Data]) -> None:
    wanted = {line["id"]: line for line in lines(RECORDINGS / f"{site}.expected.jsonl")}
    items = [item for item in replayed[site].items if item["site"] == site]
    assert wanted
    assert sorted(item["id"] for item in items) == sorted(wanted)
    for item in items:
        assert item["title"] == wanted[item["id"]]["title"]
        assert item["url"] == wanted[item["id"]]["url"]
        assert datetime.fromisoformat(item["published_at"]) == datetime.fromisoformat(
            wanted[item["id"]]["published_at"]
        )
    scores = [token_f1(item["text"], wanted[item["id"]]["text"]) for item in items]
    assert statistics.mean(scores) >= 0.99
    assert run_of(replayed[site], site)["door"] == DOORS[site]
    assert run_of(replayed[site], site)["complete"]


def test_the_demo_knows_the_copies_and_only_those(replayed: dict[str, Data]) -> None:
    """Of each family of syndicated reports one stands; another report of the same meeting is no copy."""
    gold = {line["doc"]: line for line in lines(CORPUS / "dev.jsonl")}
    keys = {line["id"]: line["key"] for name in DEMO for line in lines(RECORDINGS / f"{name}.expected.jsonl")}

    def said(doc: str, key: str) -> str | None:
        return gold.get(doc, {}).get(key)

    copies = [(keys[i["id"]], keys[i["duplicate_of"]]) for i in lines(replayed["qomshora"].path / "copies.jsonl")]
    for a, b in copies:
        assert (
            (said(a, "same_as") or a) == (said(b, "same_as") or b) or said(a, "revises") == b or said(b, "revises") == a
        )
    reports = [doc for doc in keys.values() if doc in gold and gold[doc]["gold"]["is_meeting_report"]]
    families = Counter(said(doc, "same_as") or doc for doc in reports)
    found = Counter(said(a, "same_as") or a for a, b in copies if said(a, "revises") != b and said(b, "revises") != a)
    assert sum(families.values()) > len(families)
    assert {doc: found[doc] for doc in families} == {doc: count - 1 for doc, count in families.items()}


@pytest.mark.parametrize("path", sorted(RECORDINGS.glob("*.warc.gz")), ids=lambda path: path.name)
def test_recordings_are_small(path: Path) -> None:
    assert path.stat().st_size < 1_000_000
