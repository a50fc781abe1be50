"""From a post to the item: what joins the parts."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shahrkarimeh import reports
from shahrkarimeh.items import MeetingReport, from_json, to_json
from tests.reports import a_post, a_site

TEXT = "صد و دهمین جلسه علنی شورای اسلامی شهر قم روز دوشنبه ۱۰ بهمن ۱۴۰۱ برگزار شد."


def read(text: str, published: str | None = "2023-02-01T10:00:00+03:30") -> MeetingReport:
    report = reports.read(a_post(text, "جلسه شورا", published), a_site())
    if report is None:
        pytest.fail("read as no report")
    return report


def test_what_the_post_has_stays() -> None:
    post = a_post(TEXT, "جلسه شورا").model_copy(
        update={"author": "الف", "tags": ["ب"], "images": ["https://e.example/1.jpg"]}
    )
    report = reports.read(post, a_site())
    assert report is not None
    kept = json.loads(post.model_dump_json(exclude={"kind"}))
    assert kept.items() <= json.loads(to_json(report)).items()
    assert from_json(to_json(report)) == report


def test_a_day_is_written_in_both_calendars() -> None:
    m = read(TEXT).meeting
    assert (m.date, m.date_jalali, m.weekday) == ("2023-01-30", "1401-11-10", "دوشنبه")


def test_the_key_names_the_meeting() -> None:
    assert read(TEXT).meeting.key == "قم/شورای اسلامی شهر قم/6/110"
    unnumbered = TEXT.replace("صد و دهمین ", "")
    assert read(unnumbered).meeting.key == "قم/شورای اسلامی شهر قم/6/1401-11-10"
    assert read("جلسه شورای اسلامی شهر قم برگزار شد.", None).meeting.key is None
    assert read("جلسه صدم شورا برگزار شد.").meeting.key is None


def test_the_term_is_stated_or_inferred_or_unknown() -> None:
    inferred = read(TEXT).meeting
    assert (inferred.term, inferred.term_source) == (6, "inferred")
    stated = read(TEXT.replace("شورای اسلامی", "دوره ششم شورای اسلامی")).meeting
    assert (stated.term, stated.term_source) == (6, "stated")
    unknown = read("صدمین جلسه شورای شهر قم برگزار شد.", None).meeting
    assert (unknown.term, unknown.term_source, unknown.key) == (None, None, "قم/شورای اسلامی شهر قم/-/100")


def test_the_day_of_the_meeting_decides_the_term() -> None:
    late = TEXT.replace("۱۰ بهمن ۱۴۰۱", "۱۴ تیر ۱۴۰۰")
    assert read(late, "2021-09-01T10:00:00+04:30").meeting.term == 5


def test_a_post_that_reports_nothing() -> None:
    assert reports.read(a_post("بوستان تازه‌ای افتتاح شد."), a_site()) is None
    assert reports.read(a_post(""), a_site()) is None


WORDS = [
    *"""
    جلسه نشست شورای شورا اسلامی شهر قم کمیسیون عمران صدمین برگزار شد شد. در این به_گزارش به_نقل_از روابط_عمومی با موضوع
    دستور_کار حضور « » ، : گفت: را / ۱۰ ـ ً منبع: - علی_رضایی رأی موافق تصویب | ( ) و که دیروز کیش\u200cآباد
""".split(),
    "\n\n",
    "\t",
    "\u200c",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([" ", ""]))
def test_no_text_raises(words: list[str], glue: str) -> None:
    reports.read(a_post(glue.join(words).replace("_", " "), " ".join(words[:8])), a_site())
