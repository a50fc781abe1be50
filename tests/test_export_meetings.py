"""Which reports are of one meeting, and what becomes of what they tell of it."""

from pathlib import Path
from typing import Any

import pytest

from shahrkarimeh.export.merge import Told, merged
from tests.dataset import BODY, data, report
from tests.test_export import exported

DAY = {"date": "2016-02-01", "date_jalali": "1394-11-12"}
BY_DAY = {"key": f"قم/{BODY}/4/1394-11-12", "session_number": None, **DAY}
NUMBERED = {"key": f"قم/{BODY}/4/196", **DAY}


def met(tmp_path: Path, *meetings: dict[str, Any]) -> dict[str, list[str]]:
    """Meeting → its reports; the reports are numbered from 1."""
    told = [report(n, meeting=meeting) for n, meeting in enumerate(meetings, 1)]
    made = exported(data(tmp_path / "data", told), tmp_path / "out")
    assert {r["report_id"]: r["meeting_id"] for r in made["reports"]} == {
        source: m["meeting_id"] for m in made["meetings"] for source in m["sources"]
    }
    return {m["meeting_id"]: m["sources"] for m in made["meetings"]}


def test_a_meeting_told_by_its_day_is_the_numbered_one_of_that_day(tmp_path: Path) -> None:
    assert met(tmp_path, BY_DAY, NUMBERED, {**BY_DAY, "city": "قم "}) == {
        NUMBERED["key"]: ["press:1", "press:2", "press:3"]
    }


def test_the_term_may_be_told_by_one_of_them_alone(tmp_path: Path) -> None:
    day = {**BY_DAY, "key": f"قم/{BODY}/-/1394-11-12", "term": None}
    assert met(tmp_path, day, NUMBERED) == {NUMBERED["key"]: ["press:1", "press:2"]}


def test_a_numbered_meeting_takes_its_day_from_any_of_its_reports(tmp_path: Path) -> None:
    undated = {"key": NUMBERED["key"]}
    assert met(tmp_path, undated, BY_DAY, NUMBERED) == {NUMBERED["key"]: ["press:1", "press:2", "press:3"]}


@pytest.mark.parametrize(
    "others",
    [
        [{**NUMBERED, "city": "کاشان"}],
        [{**NUMBERED, "body": "کمیسیون عمران شورای اسلامی شهر قم"}],
        [{**NUMBERED, "date": "2016-02-02", "date_jalali": "1394-11-13"}],
        [{**NUMBERED, "date": None, "date_jalali": None}],
        [{**NUMBERED, "term": 5}],
        [{**NUMBERED, "visibility": "closed"}],
        [{**NUMBERED, "extraordinary": True}],
        [NUMBERED, {**NUMBERED, "key": f"قم/{BODY}/4/197", "session_number": 197}],
        [NUMBERED, {**NUMBERED, "date": "2016-02-02", "date_jalali": "1394-11-13"}],
        [NUMBERED, {**BY_DAY, "key": f"قم/{BODY}/5/1394-11-12", "term": 5}],
    ],
    ids=["city", "body", "day", "no day", "term", "closed", "extraordinary", "two numbers", "two days", "two by day"],
)
def test_where_it_is_not_sure_both_stand(tmp_path: Path, others: list[dict[str, Any]]) -> None:
    made = met(tmp_path, {**BY_DAY, "visibility": "open"}, *others)
    assert made[BY_DAY["key"]] == ["press:1"]
    assert len(made) > 1


def test_a_report_that_names_no_day_and_no_number_stays_alone(tmp_path: Path) -> None:
    assert len(met(tmp_path, NUMBERED, {"key": None, "session_number": None, "body": None})) == 2


def test_the_day_is_one_thing() -> None:
    first = Told(date="2016-02-02", date_jalali="1394-11-13", weekday="سه‌شنبه")
    others = [Told(date="2016-02-01"), Told(date="2016-02-01", date_jalali="1394-11-12"), Told(weekday="سه‌شنبه")]
    row = merged("m", list("abcd"), [first, *others])
    assert (row.date, row.date_jalali, row.weekday) == ("2016-02-01", "1394-11-12", None)
    assert row.disagreements == ["date"]
    row = merged("m", list("ab"), [Told(weekday="سه شنبه"), Told(weekday="سه‌شنبه")])
    assert (row.date, row.weekday, row.disagreements) == (None, "سه شنبه", [])


def test_a_term_is_stated_where_a_report_states_that_one() -> None:
    told = [Told(term=5, term_source="inferred"), Told(term=5, term_source="stated"), Told(term=4)]
    assert (merged("m", list("abc"), told).term_source, merged("m", ["a"], told[2:]).term_source) == (
        "stated",
        "inferred",
    )
    assert merged("m", ["a"], [Told()]).term_source is None


@pytest.mark.parametrize(("votes", "most"), [([1, 2, 2], 2), ([1, 2, 2, 1], 1), ([None, 3, None], 3), ([None], None)])
def test_of_equally_many_the_first_counts(votes: list[int | None], most: int | None) -> None:
    row = merged("m", [str(n) for n in range(len(votes))], [Told(session_number=n) for n in votes])
    assert row.session_number == most
    assert ("session_number" in row.disagreements) == (len({v for v in votes if v}) > 1)
