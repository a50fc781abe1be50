"""Who presided: «به ریاست …», «که ریاست جلسه را بر عهده داشت», «رئیس جلسه: …»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shahrkarimeh.reports.clauses import HELD, MEETING, Clause, as_document, other_meeting, title_clause
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.numbering import bodily
from shahrkarimeh.text.letters import squeeze
from shahrkarimeh.text.people import Mention, People

_UNDER = re.compile(
    r"(?<![^\W_])(?:به|با|تحت|و) {0,2}ریاست {1,3}(?:سنی |موقت |موقتی |مشترک |اقای |جناب )*"
    rf"(?!(?:شورا|کمیسیون|سازمان|شهرداری|جمهور|هییت|{MEETING}|این|ان)(?:ی|ها)?(?![^\W_]))"
)
# «ریاست شورا را بر عهده دارد» is an office, not a session's chair.
_LED = (
    r"(?:ریاست|ریاستش|اداره|هدایت|مدیریت)(?! {1,3}(?:این )?(?:شورا|کمیسیون|سازمان|هییت|ستاد|مجلس|شهرداری|"
    r"امور|کل)(?:ی|"
    r"ها)?(?![^\W_]))"
    r"(?: (?:این|ان))?(?: (?:جلسه|نشست|صحن|اجلاس|ان)(?: شورا| کمیسیون)?)?(?: علنی)?"
    r"(?: این (?:جلسه|نشست))?(?: را)?(?: نیز| هم)?"
)
_BEARS = (
    r"(?:(?:بر ?عهده|به عهده|عهده ?دار|در دست|را عهده ?دار) {0,2}(?:داشت|بود|گرفت|شد|داشته|گرفته|است|دارد)|"
    r"برعهده داشت)"
)
_HELD_CHAIR = re.compile(rf"(?<![^\W_]){_LED} {{1,3}}(?:[^\W_]+ {{1,3}}){{0,7}}?{_BEARS}")
_CHAIR_ON = re.compile(
    rf"(?<![^\W_])(?:ریاست|اداره|هدایت) (?:این |ان )?{MEETING}(?: را)?(?: نیز| هم)? (?:بر عهده|برعهده|به عهده|"
    rf"با) {{1,3}}"
)
_FIELD = re.compile(
    rf"(?<![^\W_])(?:رییس|ریاست|اداره کننده) {{1,2}}(?:محترم )?{MEETING}(?: علنی)? {{0,3}}[:\t] {{0,3}}"
)
_PRESIDENT_OF_SESSION = re.compile(rf"رییس {MEETING}")
# «تشکیل ستاد بازسازی به ریاست شهردار»
_COMMITTEE = re.compile(
    r"(?<![^\W_])(?:ستاد|کارگروه|کمیته|هییت|گروه|قرارگاه|شورای (?:عالی|هماهنگی|ترافیک))(?![^\W_])[^،.؛]{0,45}$"
)
_FOR_ABSENT = re.compile(r"در غیاب [^،]{2,30}")
_HE = re.compile(r"(?:وی|او|ایشان|نامبرده)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class _Person:
    name: Span | None
    role: Span | None


def chair_of(doc: Document, frame: MeetingFrame, parts: list[Clause]) -> str | None:
    """Who presided at the meeting: the name without title, as full as the post gives it, else the office."""
    for clause in (*parts, title_clause(doc)):
        here = as_document(doc) if clause.order < 0 else doc
        for people in _stated(here, frame, clause):
            names = [_wording(here, doc, p) for p in people]
            if names:
                return " و ".join(dict.fromkeys(n for n in names if n)) or None
    return None


def _stated(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[list[_Person]]:
    folded = doc.folded
    for m in _FIELD.finditer(folded, clause.start, clause.end):
        if people := _read(folded, m.end(), clause.end):
            yield people[:1]
    for m in _UNDER.finditer(folded, clause.start, clause.told):
        if _ours(doc, frame, clause, m) and (people := _read(folded, m.end(), clause.end)):
            joint = "مشترک" in m[0]
            if _HE.match(folded, m.end()):
                people = [*_first_person(folded, clause.start, m.start()), *people]
            yield people[: 2 if joint or (len(people) > 1 and people[1].name) else 1]
    for m in _CHAIR_ON.finditer(folded, clause.start, clause.told):
        if _ours(doc, frame, clause, m) and (people := _read(folded, m.end(), clause.end)):
            yield people[:1]
    for m in _HELD_CHAIR.finditer(folded, clause.start, clause.told):
        if _ours(doc, frame, clause, m) and (person := _who_led(folded, clause, m)):
            yield [person]


def _ours(doc: Document, frame: MeetingFrame, clause: Clause, m: re.Match[str]) -> bool:
    if _COMMITTEE.search(doc.folded[max(clause.start, m.start() - 60) : m.start()]):
        return False
    if clause.spoken or (clause.order >= 0 and frame.is_foreign(m.start(), m.end())):
        return False
    nouns = list(re.finditer(MEETING, doc.folded[clause.start : clause.told]))
    near = min(nouns, key=lambda n: abs(clause.start + n.start() - m.start()), default=None)
    if near is None:
        begin = max(doc.folded.rfind("\n", 0, clause.start) + 1, clause.start - 200)
        return bool(re.search(MEETING, doc.folded[begin : clause.start]) or HELD.search(doc.folded, begin, clause.end))
    a, b = clause.start + near.start(), clause.start + near.end()
    return not other_meeting(doc, frame, clause, a, b) and bodily(doc, frame, clause, a, b)


def _read(folded: str, start: int, end: int) -> list[_Person]:
    """The person right at `start`, and a second one joined by و where both have names."""
    people = People(folded, start, min(end, start + 200))
    out: list[_Person] = []
    i = 0
    if _HE.match(folded, start):
        i = 2
    while people.word(i) in ("«", '"', ":"):
        i += 1
    while i < len(people.tokens) and len(out) < 2:
        found = people.mention_at(i)
        if not found or found[0].group or (out and not found[0].certain and not found[0].role):
            break
        mention, i = found
        out.append(_Person(mention.name, mention.role))
        if people.word(i) != "و":
            break
        i += 1
    return out


def _mentions(folded: str, start: int, end: int) -> list[Mention]:
    people = People(folded, start, end)
    out, i = [], 0
    while i < len(people.tokens):
        starts = (
            i == 0
            or people.titles_at(i)
            or people.head_at(i)
            or people.is_given(i)
            or people.word(i - 1) in "،:و(؛"
            or (people.word(i - 1) in ("که", "جلسه", "نشست"))
        )
        found = people.mention_at(i) if starts else None
        if found and not found[0].group and (found[0].certain or found[0].role):
            out.append(found[0])
            i = found[1]
        else:
            i += 1
    return out


def _first_person(folded: str, start: int, end: int) -> list[_Person]:
    named = [m for m in _mentions(folded, start, end) if m.name]
    return [_Person(named[0].name, named[0].role)] if named else []


def _who_led(folded: str, clause: Clause, m: re.Match[str]) -> _Person | None:
    """The subject of «ریاست جلسه را بر عهده داشت»: within it, else right before it, else before «که»."""
    inside = [x for x in _mentions(folded, m.start() + len(m[0].split(" ")[0]), m.end()) if x.name]
    if inside:
        return _Person(inside[0].name, inside[0].role)
    before = _mentions(folded, clause.start, m.start())
    before = [x for x in before if x.name or not _PRESIDENT_OF_SESSION.search(folded[x.start : x.end])]
    if absent := _FOR_ABSENT.search(folded, clause.start, m.start()):
        before = [x for x in before if not absent.start() <= x.start < absent.end()]
    named = [x for x in before if x.name]
    best = named[-1] if named else before[-1] if before else None
    return _Person(best.name, best.role) if best else None


def _wording(here: Document, doc: Document, person: _Person) -> str:
    if person.name:
        return fullest_name(doc, here.slice(*person.name))
    if person.role:
        return _office(doc, here.slice(*person.role))
    return ""


def fullest_name(doc: Document, name: str) -> str:
    """The fullest form of a name that the text has: «رضا گلستانی‌مهر» for «گلستانی‌مهر»."""
    best, key = name, squeeze(name)
    if len(name.split()) > 2 or not key:
        return name
    pattern = " {0,2}".join(map(re.escape, key))
    for m in list(re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", doc.folded))[:20]:
        for mention in _mentions(doc.folded, max(0, doc.folded.rfind("\n", 0, m.start()), m.start() - 40), m.end()):
            if mention.name and mention.name[1] == m.end() and mention.certain:
                full = doc.slice(*mention.name)
                if squeeze(full).endswith(key) and len(squeeze(full)) > len(squeeze(best)):
                    best = full
    return best


def _office(doc: Document, role: str) -> str:
    """The fullest form of an office, or the name of the one who bears it, where the text has it once."""
    key, best = squeeze(role), role
    bearers: dict[str, str] = {}
    for a, b in doc.sentences[:60]:
        for mention in _mentions(doc.folded, a, b):
            if not mention.role:
                continue
            full = doc.slice(*mention.role)
            if not _same_office(key, squeeze(full)):
                continue
            if mention.name and mention.certain:
                name = doc.slice(*mention.name)
                bearers[squeeze(name)] = name
            if len(squeeze(full)) > len(squeeze(best)):
                best = full
    return next(iter(bearers.values())) if len(bearers) == 1 else best


def _same_office(short: str, full: str) -> bool:
    """Whether two wordings name one office: «رئیس شورا», «رئیس شورای اسلامی شهر قم»."""
    return full.startswith(short) or (short.startswith(full) and len(full) > 8)
