"""What the page holds, before any browser opens it."""

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from shahrkarimeh.coverage.gather import page
from shahrkarimeh.coverage.rows import detail, row, visible
from shahrkarimeh.errors import DataDirError
from shahrkarimeh.items import MeetingReport, Speaker, Statement, to_json
from shahrkarimeh.scores import Scores, read_scores
from shahrkarimeh.store import Reader
from tests.samples import report

HOSTILE = "</script><img src=x onerror=alert(1)>\u202e\u0000<!--"


def facts_of(text: str) -> dict[str, Any]:
    found = re.search(r'id="facts">([A-Za-z0-9+/=]+)</script>', text)
    return json.loads(gzip.decompress(base64.b64decode(found[1])))


def directory(path: Path, *reports: MeetingReport, copies: tuple[MeetingReport, ...] = ()) -> Reader:
    for name, items in (("reports.jsonl", reports), ("copies.jsonl", copies)):
        (path / name).write_text("".join(f"{to_json(r)}\n" for r in items), "utf-8")
    return Reader(path)


def test_same_data_same_bytes(tmp_path: Path) -> None:
    reader = directory(tmp_path, report(1, "متن", session_number=3), report(2, "متن"))
    assert page(reader, {}) == page(reader, {})


def test_nothing_of_the_data_stands_in_the_page_as_markup(tmp_path: Path) -> None:
    hostile = report(1, HOSTILE, body=HOSTILE, topic=HOSTILE)
    hostile.title = HOSTILE
    text, _ = page(directory(tmp_path, hostile), {"a": HOSTILE})
    assert "onerror" not in text and "alert(1)" not in text
    facts = facts_of(text)
    assert facts["rows"][0]["t"] == "</script><img src=x onerror=alert(1)>\ufffd\ufffd<!--"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//a.example/", "http://", "http://[", "file:///etc"]
)
def test_only_addresses_of_sites_are_linked(url: str) -> None:
    hostile = report(1, "متن")
    hostile.url = url
    assert "u" not in row(hostile)
    assert row(report(1, "متن"))["u"] == "https://a.example/1/"


def test_places_count_as_javascript_does() -> None:
    one = report(1, "𝄞𝄞 گفت: کار شد", topic="کار")
    one.speakers = [Speaker(name="الف")]
    one.statements = [
        Statement(speaker=0, text="کار شد", quote=False, span=(8, 14)),
        Statement(speaker=7, text="", quote=False, span=(0, 99)),
    ]
    found = detail(one)
    units = found["t"].encode("utf-16-le")
    cut = {field: units[2 * a : 2 * b].decode("utf-16-le") for field, a, b, *_ in found["g"]}
    assert cut == {"topic": "کار", "statements": "کار شد"}


def test_what_acts_on_its_surroundings_is_replaced_one_for_one() -> None:
    assert visible(["a\u202eb\u2067", {"k": "\ud800\x1b"}, 3, None]) == [
        "a\ufffdb\ufffd",
        {"k": "\ufffd\ufffd"},
        3,
        None,
    ]
    assert visible("نیم\u200cفاصله\n\t") == "نیم\u200cفاصله\n\t"


def test_a_copy_stays_one_even_where_its_original_is_unknown(tmp_path: Path) -> None:
    copy = report(2, "متن", session_number=4)
    copy.duplicate_of = "a:1"
    rows = facts_of(page(directory(tmp_path, report(1, "متن"), copies=(copy, report(3, "متن"))), {})[0])["rows"]
    assert {r["i"]: r.get("h") for r in rows} == {"a:1": None, "a:2": "a:1", "a:3": ""}


def test_an_empty_directory_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(DataDirError, match=r"there is nothing in .* yet: crawl first"):
        page(Reader(tmp_path), {})


def test_a_torn_run_is_told_too(tmp_path: Path) -> None:
    reader = directory(tmp_path, report(1, "متن"))
    (tmp_path / "runs.jsonl").write_text('{"site": "a"', "utf-8")
    assert page(reader, {})[1] == ["runs.jsonl:1: torn: it does not end"]


def test_scores_of_the_fields_that_the_page_shows_are_in_it(tmp_path: Path) -> None:
    reader = directory(tmp_path, report(1, "متن"))
    scores = Scores({"chair": {"score": 0.5, "n": 4}, "is_meeting_report": {"score": 1.0, "n": 9}})
    facts = facts_of(page(reader, {}, scores)[0])
    assert (facts["scores"], facts["unseen"]) == ({"chair": {"score": 0.5, "n": 4}}, None)
    own, facts = read_scores(), facts_of(page(reader, {})[0])
    assert (facts["scores"]["chair"], facts["unseen"]) == (own.fields["chair"], own.unseen)
