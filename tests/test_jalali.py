"""Days as newsrooms and users write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shahrkarimeh.text.jalali import (
    MONTHS,
    WEEKDAYS,
    find_days,
    find_weekdays,
    from_jalali,
    full_year,
    last_weekday,
    parse_day,
    term_on,
    to_jalali,
)
from shahrkarimeh.text.letters import fold

PUBLISHED = date(2020, 1, 10)  # 20 دی 1398, a Friday
DAYS = st.dates(date(1991, 3, 21), date(2040, 1, 1))
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def days(text: str, published: date | None = PUBLISHED) -> list[str | None]:
    found = [d.resolve(published) for d in find_days(fold(text))]
    return [to_jalali(d) if d else None for d in found]


@given(DAYS)
def test_both_calendars_are_told_apart_by_the_year(day: date) -> None:
    jalali = to_jalali(day)
    for s in (day.isoformat(), jalali, jalali.translate(PERSIAN).replace("-", "/"), jalali.replace("-", "")):
        assert parse_day(s) == day


@given(DAYS)
def test_a_day_is_found_in_every_order(day: date) -> None:
    y, m, d = (int(p) for p in to_jalali(day).split("-"))
    month = MONTHS[m - 1]
    for s in (f"{y}/{m}/{d}", f"{d}/{m:02}/{y}", f"{d:02}-{m:02}-{y}", f"{y}.{m:02}.{d:02}", f"{d} {month} {y}",
              f"{d}ام {month}‌ماه سال {y}", f"{d}{month}{y}"):  # fmt: skip
        text = fold(f"جلسه مورخ {s.translate(PERSIAN)} برگزار شد")
        [found] = find_days(text)
        assert found.resolve(None) == day, s
        assert (found.start, text[found.end :]) == (10, " برگزار شد")


@given(DAYS, st.integers(0, 300))
def test_a_day_without_year_is_the_nearest_before_publication(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    _, m, d = (int(p) for p in to_jalali(day).split("-"))
    [found] = find_days(fold(f"{d} {MONTHS[m - 1]}"))
    if (m, d) != (12, 30):
        assert found.resolve(published) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شنبه بیست و پنجم اردیبهشت ماه ۱۴۰۰", ["1400-02-25"]),
        ("مورخ 27/9/90", ["1390-09-27"]),
        ("مورخه ۰۴/۰۶/۹۶", ["1396-06-04"]),
        ("۹۶/۱۰/۲۶ و ۱۵/۱۱/۹۶", ["1396-10-26", "1396-11-15"]),
        ("98/08/12", ["1398-08-12"]),
        ("دوشنبه ۹ دی", ["1398-10-09"]),
        ("امروز - دوشنبه سی‌ام مرداد -", ["1398-05-30"]),
        ("پانزدهم مهر سال جاری، دوم آبان‌ماه امسال و سوم اسفند سال گذشته", ["1398-07-15", "1398-08-02", "1397-12-03"]),
        ("دوازدهم مهر ماه یکهزار و سیصد و نود و پنج", ["1395-07-12"]),
        ("بیست و نهم ماه مهر نود و شش", ["1396-07-29"]),
        ("۱۰دیماه ۹۷", ["1397-10-10"]),
        ("۲۱/ ۱۰ /۱۳۹۷", ["1397-10-21"]),
        ("۱۵ ماه جاری", ["1398-10-15"]),
        ("9 دی 12 نفر", ["1398-10-09"]),
        ("سی‌ام اسفند", ["1395-12-30"]),
        ("دوشنبه ۱۵/۱۱", ["1397-11-15"]),
        ("یکم تیر و اوّل آبان", ["1398-04-01", "1398-08-01"]),
        ("2016-02-01", ["1394-11-12"]),
    ],
)
def test_days(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", ["۳۱ مهر ۱۳۹۸", "1398/12/30", "۱۳۹۷/۱۱/۳۱"])
def test_impossible_days_are_none(text: str) -> None:
    assert days(text) == [None]


@pytest.mark.parametrize("text", ["ساعت 30/19", "با 11/13 رای", "مهر و آبان", "نسبت ۲/۵", "شماره 12345/98/3", "45 مهر"])
def test_no_days(text: str) -> None:
    assert days(text) == []


def test_without_publication_only_whole_days_are_known() -> None:
    assert days("۹ دی", None) == [None]
    assert days("۹ دی ۱۳۹۸", None) == ["1398-10-09"]


@pytest.mark.parametrize("s", ["", "x", "1394", "1394-13-01", "1398-12-30", "2016-02-30", "12 بهمن", "0500-01-01"])
def test_what_is_no_day_for_a_user(s: str) -> None:
    assert parse_day(s) is None


def test_words_are_a_day_for_a_user() -> None:
    assert parse_day("۱۲ بهمن ۱۳۹۴") == date(2016, 2, 1)


def test_years_in_few_figures() -> None:
    assert [full_year(y) for y in ("1394", "94", "394", "04", "00", "401")] == [1394, 1394, 1394, 1404, 1400, 1401]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سه‌شنبه، سه شنبه، سهشنبه، ۳شنبه", ["سه‌شنبه"] * 4),
        ("روزیکشنبه و عصردوشنبه و پنج‌شنبه‌شب", ["یکشنبه", "دوشنبه", "پنجشنبه"]),
        ("صبح شنبه و ظهر جمعه", ["شنبه", "جمعه"]),
        ("امام جمعه، ائمه جمعه، نماز جمعه", []),
        ("دوشنبه‌ها و چهارشنبه‌سوری", []),
    ],
)
def test_weekdays(text: str, expected: list[str]) -> None:
    assert [w.name for w in find_weekdays(fold(text))] == expected


@given(DAYS, st.integers(0, 6))
def test_last_weekday(published: date, number: int) -> None:
    day = last_weekday(number, published)
    assert 0 <= (published - day).days < 7
    assert WEEKDAYS[day.weekday()] == WEEKDAYS[number]


def test_terms_begin_on_their_days() -> None:
    begins = [(1378, 2, 9), (1382, 2, 9), (1386, 2, 9), (1392, 6, 12), (1396, 6, 1), (1400, 5, 14)]
    for term, begin in enumerate(begins, 1):
        first = from_jalali(*begin)
        assert first is not None
        assert term_on(first) == term
        assert term_on(first - timedelta(days=1)) == (term - 1 or None)


@given(st.text("۱۲۳4/-.دیمهرآبان ماهسال\u200cشنبهجمعه", max_size=50))
def test_any_text_is_read(text: str) -> None:
    folded = fold(text)
    for d in find_days(folded):
        assert 0 <= d.start < d.end <= len(folded)
        d.resolve(PUBLISHED)
    find_weekdays(folded)
    parse_day(text)
