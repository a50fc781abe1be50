"""Numbers in words and digits, in every spelling newsrooms use."""

import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.numbers import NUMBER, Number, find_numbers, find_ordinals, parse_number

UNITS = ["", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده", "چهارده",
         "پانزده", "شانزده", "هفده", "هجده", "نوزده"]  # fmt: skip
TENS = ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
HUNDREDS = ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]
# «صد و سی», «صدو سی», «صدوسی», «صد وسی», with half-spaces and doubled spaces
ANDS = [" و ", "و ", "و", " و", "\u200cو\u200c", "  و "]
ENDINGS = ["م", "مین", "\u200cمین"]


def spell_cardinal(n: int, ands: str = " و ", one_hundred: str = "صد", six: str = "شش") -> str:
    parts = []
    if n >= 1000:
        parts.append("هزار" if n < 2000 else f"{UNITS[n // 1000]} هزار")
    if n % 1000 >= 100:
        hundred = HUNDREDS[n % 1000 // 100]
        parts.append(one_hundred if hundred == "صد" else hundred.replace("شش", six))
    if n % 100 >= 20:
        parts.append(TENS[n % 100 // 10])
        parts += [UNITS[n % 10]] if n % 10 else []
    elif n % 100:
        parts.append(UNITS[n % 100])
    return ands.join(parts)


def spell_ordinal(n: int, ands: str = " و ", one_hundred: str = "صد", six: str = "شش", ending: str = "مین") -> str:
    words = spell_cardinal(n, ands, one_hundred, six)
    if words.endswith("سه"):
        return words.removesuffix("سه") + "سوم" + ending.removeprefix("\u200c").removeprefix("م")
    if words.endswith("سی"):
        return words + "\u200cا" + ending.removeprefix("\u200c")
    return words + ending


def values(found: list[Number]) -> list[int]:
    return [n.value for n in found]


@pytest.mark.parametrize("ands", ANDS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ordinal_in_every_spelling(ands: str, ending: str) -> None:
    for n, hundred, six in itertools.product(range(1, 10000), ["صد", "یکصد"], ["شش"]):
        words = spell_ordinal(n, ands, hundred, six, ending)
        assert parse_number(words) == n, words
    for n in range(600, 700):
        assert parse_number(spell_ordinal(n, ands, "صد", "شیش", ending)) == n


@pytest.mark.parametrize("ands", ANDS)
def test_every_cardinal_in_every_spelling(ands: str) -> None:
    for n in range(1, 10000):
        words = spell_cardinal(n, ands, "یکصد")
        assert parse_number(words) == n, words


@given(st.integers(1, 9999), st.sampled_from(ANDS), st.sampled_from(["صد", "یکصد", "یک صد"]), st.sampled_from(ENDINGS))
def test_an_ordinal_is_found_where_it_stands(n: int, ands: str, hundred: str, ending: str) -> None:
    words = spell_ordinal(n, ands, hundred, "شش", ending)
    text = fold(f"عصر دیروز {words} جلسه شورا برگزار شد")
    [found] = find_ordinals(text)
    assert (found.value, found.start, found.end) == (n, 10, 10 + len(words))
    assert find_numbers(text) == []


@given(st.integers(1, 9999), st.sampled_from(ANDS))
def test_a_cardinal_is_found_where_it_stands(n: int, ands: str) -> None:
    words = spell_cardinal(n, ands)
    text = fold(f"این طرح با {words} رای گذشت")
    [found] = find_numbers(text)
    assert (found.value, text[found.start : found.end]) == (n, fold(words))
    assert find_ordinals(text) == []


@given(st.text("یکدوسهپنج صدبیتمن٠۱2،./-ام\u200c\n", max_size=60))
def test_any_text_is_read(text: str) -> None:
    folded = fold(text)
    for n in find_ordinals(folded) + find_numbers(folded):
        assert 0 <= n.start < n.end <= len(folded)
        assert n.value >= 0
    parse_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يكصد و هشتادمين جلسه", [180]),
        ("صدوبیست و نهمین", [129]),
        ("یکصدو پنجاه و چهارمین", [154]),
        ("چهارصدو هشتادو هفتمین", [487]),
        ("جلسه یکصدو هفتاد و سوم", [173]),
        ("نشست هفتاد و یکم", [71]),
        ("جلسه ۱۹۹ ام شورا", [199]),
        ("340 امین جلسه", [340]),
        ("۸۵مین نشست و ۱۲م خرداد", [85, 12]),
        ("۱۴ م جلسه", [14]),
        ("هيجدهمین و هجدهمین و هژدهمین", [18, 18, 18]),
        ("سی‌ام، سی ام، سیام، سی‌اُمین، سی‌أمین", [30, 30, 30, 30, 30]),
        ("دریکصد و دهمین جلسه", [110]),
        ("دربیست و دومین جلسه", [22]),
        ("دوازدهمینجلسه", [12]),
        ("بیستویکمین", [21]),
        ("یکصدبیست و پنجمین", [125]),
        ("دوّمین و سوّم", [2, 3]),
        ("اولین، نخستین، نخست، اول", [1, 1, 1, 1]),
        ("صد و سومین و صد و چهارمین جلسه", [103, 104]),
        ("پنجاه درصد و پنجمین", [5]),
        ("نخست وزیر", []),
        ("سوم\u200cین", [3]),
        ("سیم برق و سیمین و آدم و مردم", []),
        ("پنجمی نبود", []),
    ],
)
def test_ordinals(text: str, expected: list[int]) -> None:
    assert values(find_ordinals(fold(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("یازده رأی موافق، دو مخالف و یک ممتنع", [11, 2, 1]),
        ("با ۱۱ رای موافق و ۲ رای مخالف", [11, 2]),
        ("بادوازده رای و دونفر مخالف", [12, 2]),
        ("شصتوپنج میلیارد و بیست‌ویک", [65_000_000_000 + 21]),
        ("1,250,000 ریال، ۲٬۵۰۰ متر و ۱،۲۵۰،۰۰۰ تومان", [1_250_000, 2500, 1_250_000]),
        ("۲۰ میلیارد تومان و ۳ هزار نفر", [20_000_000_000, 3000]),
        ("دو میلیون و پانصد هزار تومان", [2_500_000]),
        ("جلسه 121،122", [121, 122]),
        ("مورخ ۱۱/۹/۱۳۹۸ ساعت ۱۷:۳۰ و 01-02-1404", []),
        ("نسبت ۲/۵ درصد", []),
        ("نه تنها رای نیاورد و نه بحث شد", []),
        ("با نه رای موافق", [9]),
        ("صدا و سیما، دوباره، یکی، سهم، چهارراه، درصد، باده، درسی", []),
        ("سه‌شنبه و پنج شنبه و یک شنبه", []),
        ("میلیون‌ها", []),
        ("سی و نه نفر", [39]),
        ("covid19 و A4", []),
    ],
)
def test_cardinals(text: str, expected: list[int]) -> None:
    assert values(find_numbers(fold(text))) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("۱۶۱", 161),
        (" 1,200 ", 1200),
        ("بیست و سوم", 23),
        ("نخست", 1),
        ("نه", 9),
        ("", None),
        ("جلسه ۵", None),
        ("دوم خرداد", None),
    ],
)
def test_parse_number(text: str, value: int | None) -> None:
    assert parse_number(text) == value


def test_the_pattern_serves_in_others() -> None:
    votes = re.compile(rf"({NUMBER}) رای (موافق|مخالف)")
    text = fold("با هشت رأی موافق و ۱۲ رأی مخالف")
    assert [(parse_number(m[1]), m[2]) for m in votes.finditer(text)] == [(8, "موافق"), (12, "مخالف")]


def test_long_texts_take_no_time() -> None:
    text = fold("صد و بیست و " * 100_000 + "یکصد " * 100_000 + "1,234," * 50_000)
    begin = time.perf_counter()
    find_ordinals(text)
    assert time.perf_counter() - begin < 20
