"""Offices told of someone by a clause or by votes: «راد که نایب‌رئیس شوراست», «راد با ۸ رأی رئیس شورا شد»."""

import re
from collections.abc import Iterator

from shahrkarimeh.reports.document import Document
from shahrkarimeh.text.letters import whole
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.people import Mention, People

_E = r"(?![^\W_])"
_TOO = r"(?:(?:اکنون|هم ?اکنون|حالا|اینک|خود|همان|نیز|هم) )*"
_VOTED = r"(?:با (?:[^\W_]+ ){1,4}?(?:اعضا|ارا|موافق|همکاران) )?"
_HEADS = (
    r"(?:رییس|نایب|عضو|منشی|خزانه|سخنگو|دبیر|معاون|مدیر|مشاور|نماینده|سرپرست|مسیول|شهردار|فرماندار|فرمانده|کارشناس|"
    r"دادستان|بازرس)"
)
# «که نایب‌رئیس شوراست», «که تا پارسال شهردار بود و حالا مشاور شوراست»
_WHO_IS = compiled(
    rf"(?<![^\W_])که (?:[^،.؛:\n]{{3,70}} و (?=اکنون|هم ?اکنون|حالا|اینک))?{_VOTED}{_TOO}"
    rf"(?P<office>{_HEADS}[^،.؛:\n]{{0,50}}?)(?:(?<=شورا)ست| (?:(?:نیز|هم) )?(?:است|هست|بود|باشد|شده?)){_E}"
)
# «که ریاست کمیسیون بهداشت را دارد»
_WHO_HOLDS = compiled(
    rf"(?<![^\W_])که (?:[^،.؛:\n]{{3,40}} و )?{_TOO}"
    r"(?P<noun>نیابت ریاست|نایب ?رییسی|ریاست|سخنگویی|دبیری)(?P<of> [^،.؛:\n]{1,44}?)?"
    rf" را (?:(?:نیز|هم) )?(?:بر ?عهده |به ?عهده |عهده ?دار )?(?:دارد|است){_E}"
)
_PARTED = re.compile(r" ?،? {0,2}\Z")  # from what it is said of
_OFFICE_OF = {"نیابت ریاست": "نایب‌رئیس", "ریاست": "رئیس", "سخنگویی": "سخنگوی", "دبیری": "دبیر"}
_NO_OFFICE = re.compile(r" ?(?:این |ان )?(?:جلسه|نشست|صحن)")
# «ابراهیم پیری با ۵ رأی: رئیس شورا», «… با ۷ رأی در برابر ۴ رأی رعنا راد بار دیگر رئیس شد»
_BY_VOTES = compiled(
    rf"(?<![^\W_])با [^،.؛:\n]{{1,24}}?رای{_E}(?:[^،.؛:\n]{{0,60}}? بار دیگر)?(?: ?: ?| (?:همچنان |دوباره )?)"
    rf"(?=(?:رییس|نایب|منشی|خزانه|سخنگو|دبیر|بازرس|سرپرست|شهردار))"
)
_BECAME = frozenset("شد شدند ماند ماندند گردید گردیدند ابقا و ، . انتخاب برگزیده".split())
_IN_LISTS = ("،", "و", "حضور", "همراه")
_BEFORE = 3  # words of a name


def clauses_on_offices(doc: Document) -> Iterator[tuple[int, str]]:
    """Where a relative clause begins that tells someone's office, and the office."""
    for m in _WHO_IS.finditer(doc.folded):
        people = People(doc.folded, *m.span("office"), doc.text)
        found = people.mention_at(0)
        if found and found[0].role and not found[0].name and found[1] == len(people.words):
            yield _parted(m), _slice(doc.text, *found[0].role)
    for m in _WHO_HOLDS.finditer(doc.folded):
        if m["of"] and _NO_OFFICE.match(m["of"]):
            continue
        office = _OFFICE_OF.get(m["noun"], "نایب‌رئیس")
        body = _slice(doc.text, *m.span("of")).strip() if m["of"] and m["of"].strip() else ""
        if body or office != "رئیس":
            yield _parted(m), f"{office} {body or 'شورا'}"


def _parted(clause: re.Match[str]) -> int:
    """Where what a relative clause is said of ends."""
    parted = _PARTED.search(clause.string, max(0, clause.start() - 4), clause.start())
    return parted.start() if parted else clause.start()


def apposed(people: People) -> Iterator[Mention]:
    """Holders set between commas behind their offices: «صحن را به نایب‌رئیس شورا، سکینه نوکنده، سپرد»."""
    behind = 0
    for i in people.openings:
        if i < behind:
            continue  # «رئیس» of «نایب‌رئیس»
        found = people.mention_at(i) if people.head_at(i) and people.word(i - 1) not in _IN_LISTS else None
        if not found or not found[0].role or found[0].name or people.word(found[1]) != "،":
            continue
        behind = found[1]
        holder = people.mention_at(behind + 1)
        if holder and holder[0].name and holder[0].certain and not holder[0].role and people.word(holder[1]) == "،":
            yield holder[0]._replace(role=found[0].role)


def names_before(folded: str, at: int) -> Iterator[str]:
    """The last words before a place, the most first: one of them may be someone's name."""
    words = folded[max(0, at - 60) : at].rpartition("\n")[2].split()[-_BEFORE:]
    for n in range(len(words)):
        yield " ".join(words[n:])


def offices_by_votes(people: People, a: int, b: int) -> Iterator[tuple[int, str]]:
    """Where the votes stand that someone got for an office, and the office."""
    for m in _BY_VOTES.finditer(people.folded, a, b):
        office = People(people.folded, m.end(), b, people.text)
        found = office.mention_at(0)
        if not found or not found[0].role or found[0].name or office.word(found[1]) not in (*_BECAME, ""):
            continue
        role = _slice(people.text, *found[0].role)
        yield m.start(), "رئیس شورا" if role == "رئیس" else role


def _slice(text: str, start: int, end: int) -> str:
    a, b = whole(text, start, end)
    return text[a:b]
