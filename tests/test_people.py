"""Titles, names and offices."""

import pytest

from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.people import Mention, People, find_people, strip_titles, tidy
from shahrkarimeh.text.words import tokens


def first(text: str) -> tuple[str | None, str | None]:
    folded = fold(text)
    found = People(folded, text=text).mention_at(0)
    assert found, text
    return cut(text, found[0])


def cut(text: str, m: Mention) -> tuple[str | None, str | None]:
    return (text[slice(*m.name)] if m.name else None, text[slice(*m.role)] if m.role else None)


MENTIONS = [
    ("دکتر سیروس آبشاری شهردار لار گفت", "سیروس آبشاری", "شهردار لار"),
    ("دکترآبشاری نژاد شهردارلار نیز", "آبشاری نژاد", "شهردارلار"),
    ("حجت‌الاسلام والمسلمین حسن تنهایی امام جمعه لار هم", "حسن تنهایی", "امام جمعه لار"),
    ("سرکار خانم مهندس نسرین دژم عضو هیئت رئیسه در", "نسرین دژم", "عضو هیئت رئیسه"),
    ("سید کمال حسینی‌فرد، معاون مالی و اقتصادی شهردار، گفت", "سید کمال حسینی‌فرد", "معاون مالی و اقتصادی شهردار"),
    ("بابک رخشان معاون سیاسی، امنیتی استانداری فارس نیز", "بابک رخشان", "معاون سیاسی، امنیتی استانداری فارس"),
    ("شاپور لاری (رئیس کمیسیون عمران) گفت", "شاپور لاری", "رئیس کمیسیون عمران"),
    ("نایب رئیس شورای شهر لار که در جلسه", None, "نایب رئیس شورای شهر لار"),
    ("مدیرکل آموزش و پرورش استان در سخنانی", None, "مدیرکل آموزش و پرورش استان"),
    ("رئیس کمیسیون عمران، معماری و شهرسازی شورا گفت", None, "رئیس کمیسیون عمران، معماری و شهرسازی شورا"),
    ("سخنگوی شورا شهین کوهستانی گفت", "شهین کوهستانی", "سخنگوی شورا"),
    ("پیمانکار پروژه عامل نشت را باران دانست", None, "پیمانکار پروژه"),
    ("قاضی زاده شهردار لار", "قاضی زاده", "شهردار لار"),
    ("نماینده ولی فقیه در استان فارس گفت", None, "نماینده ولی فقیه در استان فارس"),
    ("آقای گلبانی سوال خود را مطرح کرد", "گلبانی", None),
    ("ولی‌الله رستمی عضو شورا", "ولی‌الله رستمی", "عضو شورا"),
    ("فرماندار لار", None, "فرماندار لار"),
]


@pytest.mark.parametrize(("text", "name", "role"), MENTIONS)
def test_a_mention(text: str, name: str | None, role: str | None) -> None:
    assert first(text) == (name, role)


def test_a_list_of_those_present() -> None:
    text = "دکتر رامبد کازرونی شهردار، مدیران مناطق سه‌گانه، فرماندار و سرهنگ علی لامردی رئیس پلیس راهور تشکیل شد"
    found = find_people(fold(text), text=text)
    assert [cut(text, m) for m in found] == [
        ("رامبد کازرونی", "شهردار"),
        (None, "مدیران مناطق سه‌گانه"),
        (None, "فرماندار"),
        ("علی لامردی", "رئیس پلیس راهور"),
    ]
    assert [m.group for m in found] == [False, True, False, False]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("دکتر سیروس آبشاری", "سیروس آبشاری"),
        ("جناب آقای مهندس لاری", "لاری"),
        ("حاج آقا تنهایی", "تنهایی"),
        ("سید کمال حسینی", "سید کمال حسینی"),
        ("حجت‌الاسلام میرزایی", "میرزایی"),
        ("دکتررستمی", "رستمی"),
        ("دکتر", "دکتر"),
        ("", ""),
    ],
)
def test_titles_are_no_part_of_the_name(name: str, bare: str) -> None:
    assert strip_titles(name) == bare


def test_tidy_writes_as_a_reader_would() -> None:
    assert tidy("رئيس شوراي  شهرقم ،") == "رئیس شورای شهر قم"
    assert tidy("شهردارلار") == "شهردار لار"
    assert tidy("شهرداری لار") == "شهرداری لار"
    assert tidy("مدیر منطقه ۳") == "مدیر منطقه 3"


def test_words_that_only_look_like_names() -> None:
    for text in ("مهندسی شهر", "در این جلسه", "با حضور", "و", "گفت", "", "شهرداری لار", "«»"):
        found = People(fold(text), text=text).mention_at(0)
        assert not found or not found[0].certain


def test_words_read_from_the_middle_of_a_glued_word() -> None:
    text = "با حضورفرماندارساوه، دادستان"
    assert tokens(text).words[:3] == ["با", "حضور", "فرماندار"]
    assert tokens(text, 7).words[:2] == ["فرماندار", "ساوه"]


def test_a_stretch_of_a_text_reads_as_the_stretch_alone() -> None:
    text = "سپس آقای علی‌رضا گل‌محمدی شهردار گفت: ۱۲ پل، ۳ راه."
    folded = fold(text)
    for a in range(len(text)):
        for b in range(a, len(text) + 1):
            alone, stretch = tokens(folded[a:b]), tokens(folded, a, b, text)
            assert (stretch.words, stretch.starts) == (alone.words, [start + a for start in alone.starts])
