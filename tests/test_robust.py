"""No text, markup or document makes a parser raise, stall or point outside the text."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shahrkarimeh import html, reports
from shahrkarimeh.commands.parse import read_corpus_line
from shahrkarimeh.errors import NotAPost, ShahrkarimehError
from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.platforms import read_any
from shahrkarimeh.platforms.base import Page
from shahrkarimeh.sites import registry
from shahrkarimeh.text.letters import clean, fold

SITES = registry()
SITE = SITES["shahrekarimeh"]
REASONABLE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Pieces that wake the rules, in any order, with anything between them.
PIECES = st.sampled_from(
    """یکصد و نود و ششمین جلسه|شورای اسلامی شهر قم|به صورت غیر علنی|با موضوع|برگزار شد|به گزارش شهرکریمه|به نقل از|
    روابط عمومی|با حضور|شهردار|و|،|:|«|»|.|گفت|افزود|وی|تأکید کرد|دکتر|علی رضایی|رئیس شورا|با ۹ رأی موافق|
    به تصویب رسید|لایحه|در غیاب|غایبین:|کمیسیون عمران|ارجاع شد|مورخ ۱۳۹۵/۰۲/۳۱|دوشنبه|سی و یکم شهریور|به ریاست|
    الف)|۱-|به اتفاق آرا|انتخاب شد|موافق|مخالف|ممتنع|نتیجه|امروز|دوره ششم|فوق العاده|ضمن اشاره به|خواستار|شد|
    دانست|را|\t|\n\n|ـ|\u200c|ي""".split("|")
)
PERSIAN = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=60).map(" ".join)
TAGS = st.sampled_from(
    "<p>|</p>|<div>|</div>|<table><tr><td>|</td>|</table>|<ul><li>|<br>|<b|&nbsp;|&#0;|<!--|<![CDATA[|</".split("|")
)
MARKUP = st.lists(st.one_of(PIECES, TAGS, st.text(max_size=5)), max_size=60).map("".join)


def post(text: str, title: str = "") -> Post:
    return Post(
        id="x:1",
        site=SITE.name,
        url="https://x.invalid/1/",
        title=title,
        text=text,
        published_at="2020-05-05T10:00:00+04:30",
    )


def check(item: MeetingReport | None) -> None:
    if item is None:
        return
    for part in [*item.statements, *(d for d in item.decisions if d.span)]:
        assert part.span is not None
        start, end = part.span
        assert 0 <= start < end <= len(item.text)
        assert item.text[start:end] == part.text
    assert all(0 <= s.speaker < len(item.speakers) for s in item.statements)


@REASONABLE
@given(PERSIAN, PERSIAN)
def test_any_text_is_read_without_fault(title: str, text: str) -> None:
    check(reports.read(post(clean(text), clean(title)), SITE))


@REASONABLE
@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@REASONABLE
@given(PERSIAN)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@REASONABLE
@given(MARKUP)
def test_any_markup_gives_text(markup: str) -> None:
    text = html.text_of(markup)
    assert "<p>" not in text
    assert text == text.strip()


@REASONABLE
@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_or_none(body: bytes) -> None:
    try:
        posts = read_any(SITE, Page("https://shahrekarimeh.ir/x/", 200, {}, body))
    except NotAPost:
        return
    assert all(isinstance(p, Post) for p in posts)


@REASONABLE
@given(st.binary(max_size=200))
def test_any_line_is_a_post_or_a_plain_error(line: bytes) -> None:
    try:
        read_corpus_line(line, SITES, "line 1")
    except ShahrkarimehError as e:
        assert "line 1" in str(e)


SEED = (
    "یکصد و نود و ششمین جلسه علنی شورای اسلامی شهر قم دوشنبه با حضور شهردار، فرماندار و نمایندگان نهادها برگزار شد. "
    "به گزارش شهرکریمه، علی رضایی رئیس شورا در این جلسه با بیان اینکه کارها پیش می‌رود گفت: باید کوشید. وی افزود: "
    "لایحه خرید ده دستگاه اتوبوس با ۹ رأی موافق و ۲ رأی مخالف به تصویب رسید.\n\n"
)


def seconds(text: str) -> float:
    start = time.perf_counter()
    check(reports.read(post(text), SITE))
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "unit",
    [
        SEED,
        SEED.replace("\n\n", " ").replace(".", "،"),
        "و ",
        "یکصد و ",
        "، شهردار",
        "«",
        "رأی ",
        "گفت: ",
        "\t",
        "ـ",
        "با حضور ",
    ],
    ids=[
        "reports",
        "one sentence",
        "and",
        "hundreds",
        "mayors",
        "quotes",
        "votes",
        "said",
        "tabs",
        "kashida",
        "present",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    reports.read(post(SEED), SITE)
    short = unit * (5_000 // len(unit))
    long = unit * (40_000 // len(unit))
    quick = max(min(seconds(SEED + short) for _ in range(2)), 0.02)
    assert seconds(SEED + long) < 8 * quick * 4, "eight times the text may take eight times the time, not its square"
