"""Who speaks in a report, by the fullest name and office the post gives."""

import json
from pathlib import Path

import pytest

from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.speakers import speech_of
from shahrkarimeh.text.letters import squeeze
from tests.reports import a_document

POSTS = [
    json.loads(line) for line in (Path(__file__).parent / "corpus" / "newsrooms.jsonl").read_text("utf-8").splitlines()
]
Pair = tuple[str | None, str | None]


def squeezed(pairs: list[Pair]) -> list[Pair]:
    return [(name and squeeze(name), role and squeeze(role)) for name, role in pairs]


def speakers(text: str, city: str = "سروستان", title: str = "") -> list[Pair]:
    frame = MeetingFrame(body=f"شورای اسلامی شهر {city}", body_kind="council", city=city)
    return [(s.name, s.role) for s in speech_of(a_document(text, title), frame).speakers]


@pytest.mark.parametrize("post", POSTS, ids=[f"{n}-{p['city']}" for n, p in enumerate(POSTS)])
def test_posts_in_the_ways_of_many_newsrooms(post: dict[str, object]) -> None:
    expected: list[Pair] = [(s["name"], s["role"]) for s in post["speakers"]]  # type: ignore[attr-defined]
    found = speakers(str(post["text"]), str(post["city"]), str(post["title"]))
    assert squeezed(found) == squeezed(expected)


def test_office_said_only_in_a_later_paragraph() -> None:
    text = "مهندس آرمین دژکام گفت: جدول‌ها فرسوده است.\n\nرئیس کمیسیون عمران شورای شهر افزود: قیر نیست."
    assert speakers(text) == [("آرمین دژکام", "رئیس کمیسیون عمران شورای شهر")]


def test_office_first_and_name_later() -> None:
    text = (
        "رئیس شورای شهر سروستان گفت: آب نیست.\n\nبه گزارش فارس‌خبر، جهانبخش کوه‌پیما در جلسه امروز افزود: باران هم نیست."
    )
    assert speakers(text) == [("جهانبخش کوه‌پیما", "رئیس شورای شهر سروستان")]


def test_fullest_office_from_the_headline() -> None:
    text = "سخنگوی شورا، پروین راستی‌منش، گفت: بودجه تصویب شد."
    title = "سخنگوی شورای شهر سروستان: بودجه تصویب شد"
    assert speakers(text, title=title) == [("پروین راستی‌منش", "سخنگوی شورای شهر سروستان")]


def test_holder_of_an_office_known_from_the_list_of_those_present() -> None:
    text = "جلسه با حضور مهندس لطفعلی سپهرنیا شهردار سروستان برگزار شد.\n\nشهردار سروستان گفت: کار تمام است."
    assert speakers(text) == [("لطفعلی سپهرنیا", "شهردار سروستان")]


def test_two_of_one_surname_stay_two() -> None:
    text = (
        "حمید زارعیان عضو کمیسیون بودجه گفت: پول نیست.\n\nسارا زارعیان منشی شورا نیز گفت: وقت هم نیست.\n\n"
        "زارعیان افزود: جلسه بعد هم همین است."
    )
    assert speakers(text) == [("حمید زارعیان", "عضو کمیسیون بودجه"), ("سارا زارعیان", "منشی شورا")]


def test_a_verb_at_the_end_of_a_long_sentence() -> None:
    text = (
        "گودرز تنگابی که در دو سال گذشته بارها از همین تریبون درباره وضع نابسامان پیاده‌راه مرکزی "
        "شهر و دستفروشانی که از شهرهای اطراف به آنجا آمده‌اند سخن گفته و هر بار وعده ساماندهی شنیده "
        "بود، این بار با در دست داشتن نامه‌ای به امضای نود نفر از کسبه و نشان دادن عکس‌هایی که به "
        "گفته خودش همان صبح گرفته شده بود، ادامه این وضع را توهین به مردم شهر و بی‌اعتنایی به شش "
        "مصوبه پیاپی شورا دانست."
    )
    assert speakers(text) == [("گودرز تنگابی", None)]


def test_headings_and_lists() -> None:
    text = "🔸 رئیس شورا: شهر باید نفس بکشد.\n🔸 داریوش مرودشتی (نایب رئیس): با این طرح موافق نیستم."
    assert speakers(text) == [(None, "رئیس شورا"), ("داریوش مرودشتی", "نایب رئیس")]


def test_no_text_breaks_it() -> None:
    for text in ("", ":", "گفت:", "وی گفت", "«««", "دکتر", "رئیس", "و و و", "شهردار،، گفت: " * 50, "\n\n\n", "a: b"):
        speakers(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لادن کوهستانی پیش از این گفته بود که پل فرسوده است.", ("لادن کوهستانی", None)),
        ("لادن کوهستانی اظهار داشته بود که پل فرسوده است.", ("لادن کوهستانی", None)),
        ("لادن کوهستانی همگان را به صبر فراخواند.", ("لادن کوهستانی", None)),
        ("در ابتدا، صابر گل‌نژاد یکی از امضاکنندگان طرح گفت: پل فرسوده است.", ("صابر گل‌نژاد", None)),
        ("در ابتدا، صابر کرمانشاهی به نمایندگی از مخالفان گفت: پل فرسوده است.", ("صابر کرمانشاهی", None)),
        ("خبر فارس/سروستان عضو شورای شهر گفت: پل فرسوده است.", (None, "عضو شورای شهر")),
    ],
)
def test_ways_to_say_and_to_name(text: str, expected: Pair) -> None:
    assert speakers(text) == [expected]


def test_a_title_that_may_be_a_surname_before_a_known_surname() -> None:
    text = "جلسه با حضور مولوی عبدالغفور ریگزار برگزار شد.\n\nمولوی ریگزار بر صبر تأکید نمود."
    assert [name for name, _ in speakers(text)] == ["عبدالغفور ریگزار"]
