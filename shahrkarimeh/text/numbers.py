"""Numbers as Persian newsrooms write them: cardinals and ordinals, in words and in digits.

All functions look at folded text (`letters.fold`), where half-spaces are spaces and digits Western, so a number may be
parted or glued in any way: «یکصدو پنجاه و چهارمین», «صدوبیست و نهمین», «بیستویکم», «دریکصد و دهمین», «199 ام».
"""

import re
from functools import lru_cache
from typing import NamedTuple

from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.patterns import any_word, compiled

_UNITS = {"یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "شیش": 6, "هفت": 7, "هشت": 8, "نه": 9}
_TEENS = {
    "ده": 10, "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "پانزده": 15, "پونزده": 15, "شانزده": 16,
    "شونزده": 16, "هفده": 17, "هیفده": 17, "هجده": 18, "هیجده": 18, "هژده": 18, "هیژده": 18, "هحده": 18, "نوزده": 19,
}  # fmt: skip
_TENS = {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90}
_HUNDREDS = {
    "صد": 100, "یک ?صد": 100, "دویست": 200, "دو ?صد": 200, "سی ?صد": 300, "سه ?صد": 300, "چهار ?صد": 400,
    "پان ?صد": 500, "پنج ?صد": 500, "شش ?صد": 600, "شیش ?صد": 600, "شصد": 600, "هفت ?صد": 700, "هشت ?صد": 800,
    "نه ?صد": 900,
}  # fmt: skip
_SCALES = {"هزار": 1000, "میلیون": 10**6, "ملیون": 10**6, "میلیارد": 10**9, "ملیارد": 10**9}
_ORDINAL_UNITS = {"سوم": 3, "دویم": 2}
_FIRST = {"اول": 1, "اولین": 1, "نخست": 1, "نخستین": 1}


def _any(*words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted((w for d in words for w in d), key=len, reverse=True)) + ")"


_AND = r"(?: {0,4}و {0,4}| {1,4})"  # «صد و سی», «صدو سی», «صدوسی», «صد سی»
_AND_NONE = r"(?: {0,4}و {0,4}| {0,4})"  # «یکصدسی»
_SCALE = _any(_SCALES)


def _below_thousand(unit: str) -> str:
    below_hundred = rf"(?:{_any(_TENS)}{_AND}{unit}|{_any(_TEENS)}|{_any(_TENS)}|{unit})"
    return rf"(?:{_any(_HUNDREDS)}(?:{_AND_NONE}{below_hundred})?|{below_hundred})"


def _number(group: str, last: str) -> str:
    """Groups with their scales, and what follows the last scale."""
    return rf"(?:(?:{group} {{0,4}}{_SCALE}|هزار)(?:{_AND_NONE}{group} {{0,4}}{_SCALE})?(?:{_AND_NONE}{last})?|{last})"


_WORDS = _number(_below_thousand(_any(_UNITS)), _below_thousand(_any(_UNITS, _ORDINAL_UNITS, {"اول(?=ین)": 1})))
# 1,250,000 also with the Persian comma where its last group is 000; nothing that is half a date, hour or fraction.
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,3}(?:،\d{3}){0,3}،000(?!\d)|\d{1,15})"
_DIGITS_SCALED = (
    rf"{_DIGITS}(?: {{0,4}}{_SCALE}(?![^\W\d_])(?:{_AND_NONE}{_DIGITS} {{0,4}}{_SCALE})?(?: {{0,4}}و {{0,4}}\d{{3}})?)?"
)

_START = r"(?<![^\W_])"
_END = r"(?![^\W_])"
# «دونفر», «یازدهرای», «دومینجلسه»: nouns that reports glue to a number.
_GLUED_NOUN = (
    r"(?:(?:نفر|رای|عضو|سال|ماه|روز|درصد|میلیون|میلیارد|هزار|لایحه|طرح|جلسه|نشست|صحن|دوره|کمیسیون|شورا)(?![^\W\d_]))"
)
_STOP = rf"(?:{_END}|(?={_GLUED_NOUN}))"
_ORDINAL_STOP = rf"(?:{_END}|(?=جلسه|نشست|صحن|دوره|کمیسیون|شورا|سال|روز))"
_ORDINAL_SUFFIX = r"(?:(?<!سی)(?:م ?ین|م)| {0,2}امین| {0,2}ام| مین)"
_DIGIT_SUFFIX = r"(?:[ -]{0,3}(?:امین|ام|مین)|م| م(?= (?:جلسه|نشست|صحن|دوره)))"

# Words a number may be glued to, «دریکصد و دهمین جلسه», «بادوازده رای»; «درصد», «باده», «درسی» are words of their own.
_PREFIX = r"(?:در|با|از|به|تا|طی)"
_LONG_START = (
    r"(?=یک ?صد|دویست|یازده|دوازده|سیزده|چهار|پانزده|شانزده|هفده|هجده|نوزده|بیست|چهل|پنجاه|شصت|هفتاد|هشتاد|نود|پانصد|"
    r"(?:سی|شش|هفت|نه)صد|(?:صد|سی) ?و|اولین|نخستین|(?:دو|سو|پنج|شش|هفت|هشت|نه|ده|سی ا|صد)مین)"
)
_NOT_PERCENT = "".join(f"(?<!{w} )" for w in (r"\d", *_TENS, "ده", "صد", "پنج"))  # «پنجاه درصد و ...»
# The prefix is looked for first: what may not stand before it is long to try.
_WORD_START = rf"{_START}(?:|(?={_PREFIX}){_NOT_PERCENT}{_PREFIX}{_LONG_START})"

_SPELT = compiled(
    rf"{_WORD_START}(?P<n>(?P<first>{_any(_FIRST)}(?! {{0,2}}وزیر){_ORDINAL_STOP})"
    rf"|{_WORDS}(?:(?P<ord>(?:(?<=سوم)(?: ?ین)?|(?<=دویم)(?:ین)?|(?<=اول)ین|{_ORDINAL_SUFFIX}){_ORDINAL_STOP})"
    rf"|{_STOP}(?! {{0,3}}شنبه)))"
)
_FIGURES = compiled(
    rf"(?<![a-z_\d])(?<!\d[/.:٫,])(?P<n>{_DIGITS_SCALED}(?:(?P<ord>{_DIGIT_SUFFIX}){_ORDINAL_STOP})?)"
    rf"(?!\d|[/.:٫]\d)(?![a-z])"
)
_ATOMS = _any(_UNITS, _TEENS, _TENS, _HUNDREDS, _SCALES, _ORDINAL_UNITS, _FIRST, {"پان": 500})
# A word that _SPELT can begin with; «هفته», «دولت», «سیاسی» are none
_SPELT_BEGINS = any_word(
    rf"{_START}{_PREFIX}?{_ATOMS}(?:و|{_ATOMS})*(?:ا?م|ین|مین|امین)?"
    rf"(?:{_END}|{_GLUED_NOUN}|جلسه|نشست|صحن|دوره|کمیسیون|شورا|سال|روز)"
)
_HALF_DATE = compiled(r"\d{1,4}-\d{1,2}-\d{1,4}")
_SPELLINGS = _UNITS | _TEENS | _TENS | _HUNDREDS | _SCALES | _ORDINAL_UNITS | {"اول": 1}
_ATOM = compiled(_any(_SPELLINGS) + r"|\d[\d,،]*")
_VALUES = {w.replace(" ?", ""): v for w, v in _SPELLINGS.items()}
# «نه» is nine only where something is counted: «نه رای», «با نه», never «نه تنها».
_NINE_BEFORE = re.compile(r"(?:(?<![^\W_])(?:با|از|هر|مجموع|تعداد|ماده|بند|ساعت|منطقه|شماره|جلسه|حدود))[ :]{1,3}$")
_NINE_AFTER = re.compile(
    r" {0,3}(?:رای|نفر|عضو|موافق|مخالف|ممتنع|ماه|روز|سال|مورد|تن|کمیسیون|جلسه|طرح|لایحه|منطقه|بند|ماده|محله|پروژه|"
    r"متر|درصد|هکتار|کیلومتر|دستگاه|ریال|تومان|گزینه|نامزد|کاندیدا|صبح|شب|بامداد|گانه)(?![^\W_])"
)

_CARDINAL = _number(_below_thousand(_any(_UNITS)), _below_thousand(_any(_UNITS)))
NUMBER = rf"(?:(?<![^\W_]){_CARDINAL}{_STOP}|(?<!\d){_DIGITS}(?!\d))"
"""Source of a pattern for one cardinal, in words or digits, in folded text; `parse_number` gives its value."""


class Number(NamedTuple):
    """A number found in a text: its value and its span there."""

    value: int
    start: int
    end: int


def _of_digits(figures: str) -> int:
    return int(figures.replace(",", "").replace("،", ""))


def _value(words: str) -> int:
    if words.isdecimal():
        return int(words)
    total = group = 0
    for m in _ATOM.finditer(words):
        atom = m[0]
        part = _of_digits(atom) if atom[0].isdigit() else _VALUES[atom.replace(" ", "")]
        if part >= 1000 and atom in _SCALES:
            total += (group or 1) * part
            group = 0
        else:
            group += part
    return total + group


def _is_no(folded: str, m: re.Match[str]) -> bool:
    if m["n"] != "نه":
        return False
    return not _NINE_AFTER.match(folded, m.end()) and not _NINE_BEFORE.search(folded[max(0, m.start() - 9) : m.start()])


def _words(m: re.Match[str]) -> str:
    """The match without its ordinal ending."""
    return "یک" if _is_first(m) else m["n"][: m.start("ord") - m.start("n")] if m["ord"] else m["n"]


def _is_first(m: re.Match[str]) -> bool:
    """«اول», «نخستین»"""
    return m.re is _SPELT and m["first"] is not None


@lru_cache(maxsize=64)
def _scan(folded: str, start: int, end: int) -> tuple[tuple[Number, bool], ...]:
    """The numbers of a span in order, each with whether it is an ordinal; several rules ask for the same sentence."""
    found = list(_FIGURES.finditer(folded, start, end))
    dates = [m.span() for m in _HALF_DATE.finditer(folded, start, end)] if found and "-" in folded else []
    if dates:
        found = [m for m in found if not any(a <= m.start() < b for a, b in dates)]
    figures = {i for m in found for i in range(m.start(), m.end())}
    spelt = _SPELT.finditer(folded, start, end) if _SPELT_BEGINS(folded, start, end) else ()
    found += [m for m in spelt if m.start("n") not in figures and not _is_no(folded, m)]
    numbers = ((Number(_value(_words(m)), *m.span("n")), _is_ordinal(m)) for m in found)
    return tuple(sorted(numbers, key=lambda n: n[0].start))


def _is_ordinal(m: re.Match[str]) -> bool:
    return m["ord"] is not None or _is_first(m)


def find_ordinals(folded: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The ordinals of `folded[start:end]` in order, in words or digits: «دومین», «بیست و یکم», «نخست», «199 ام»."""
    return [n for n, ordinal in _scan(folded, start, len(folded) if end is None else end) if ordinal]


def find_numbers(folded: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The cardinals of `folded[start:end]` in order: «یازده», «12», «1,250», «دو میلیون». No parts of dates."""
    return [n for n, ordinal in _scan(folded, start, len(folded) if end is None else end) if not ordinal]


def parse_number(s: str) -> int | None:
    """The value of a text that is one number and nothing else, cardinal or ordinal, folded or not; None for others."""
    folded = fold(s).strip()
    m = _SPELT.fullmatch(folded) or _FIGURES.fullmatch(folded)
    if m is None:
        return None
    return _value(_words(m))
