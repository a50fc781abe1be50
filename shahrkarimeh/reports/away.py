"""Who was not at a meeting, told by where else he was or in passing: «… برای دیدار با وزیر در تهران بود»."""

import re
from collections.abc import Iterator

from shahrkarimeh.reports.clauses import MEETING, Clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.lists import Item, read_list
from shahrkarimeh.reports.there import governed_before, ours
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.words import lexicon

_LONGEST = 200  # characters before the words that may name the absent
_LONGEST_RELATIVE = 110
# «رئیس شورا برای پیگیری مطالبات در ساری بود», «… برای پیگیری اعتبارات به تهران رفته»
_ELSEWHERE = compiled(
    r"(?<![^\W_])(?:برای|جهت|به منظور|به دلیل|به علت|به سبب) [^.؛:]{3,90}? "
    r"(?:در (?P<at>[^\W_]+) (?:بود(?:ند)?|به سر می)|"
    r"(?:به|راهی) (?P<to>[^\W_]+)(?: رفته|(?<=راهی )شده)(?: است| اند| بود(?:ند)?)?)(?![^\W_])"
)
# «X، تنها عضو غایب، …», «تنها عضو غایب، X، …», «تنها غایب جلسه X بود»
_ONLY_ONE = compiled(rf"(?<![^\W_])تنها (?:عضو )?غایب(?: (?:این )?{MEETING}(?: امروز| دیروز| شورا)?)?(?![^\W_])")
# «با تسلیت درگذشت پدر نادر راد گفت: ایشان در جمع ما نیستند»
_NOT_AMONG_US = compiled(
    r"(?:ایشان|وی|او) [^.؛:]{0,60}در (?:جمع|میان|کنار) ما (?:نیست(?:ند)?|نبود(?:ند)?|حضور ندار(?:د|ند))"
)
_THAT = re.compile(r"(?<![^\W_])که(?![^\W_])")


def away(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """Those whom a sentence tells to have been somewhere else, or names as the only ones missing."""
    folded = doc.folded
    for m in _ELSEWHERE.finditer(folded, clause.start, clause.told):
        place = m["at"] or m["to"]
        if place in lexicon().cities and ours(doc, frame, clause, m.start(), m.end()):
            yield from _subjects(doc, clause.start, m.start())
    for m in _ONLY_ONE.finditer(folded, clause.start, clause.end):
        people = doc.people(m.end(), min(clause.end, m.end() + _LONGEST))
        behind = people.mention_at(int(people.word(0) in ("،", ",")))
        if behind and behind[0].name:
            yield Item(*behind[0].name, named=True, role=behind[0].role)
        else:
            yield from _subjects(doc, clause.start, m.start())[-1:]
    if _NOT_AMONG_US.search(folded, clause.told, clause.end):
        yield from _subjects(doc, clause.start, clause.told)[-1:]


def _subjects(doc: Document, start: int, stop: int) -> list[Item]:
    """The people named in a part of a sentence; of two offices with and without a name, the names."""
    people, out, i = doc.people(max(start, stop - _LONGEST), stop), [], 0
    while i < len(people.words):
        prior = people.word(i - 1)
        begins = i == 0 or prior in ("،", "و", "(", "که", ":", "هم") or people.titles_at(i) or people.is_given(i)
        found = people.mention_at(i) if begins else None
        if found and found[0].name and not found[0].group and (found[0].certain or found[0].role):
            out.append(Item(*found[0].name, named=True, role=found[0].role))
        i = found[1] if found else i + 1
    return out or _office(doc, start, stop)


def _office(doc: Document, start: int, stop: int) -> list[Item]:
    """An office that nobody is named for, right at the head: «شهردار ساوه برای …»."""
    items, _ = read_list(doc.people(start, stop), 0)
    return [item for item in items if not item.named]


def blamed(doc: Document, clause: Clause, verb: int) -> list[Item]:
    """Whoever stands before a relative clause in the grip of a preposition: «گلایه از شهردار که … حاضر نشده بود»."""
    for that in reversed(list(_THAT.finditer(doc.folded, max(clause.start, verb - _LONGEST_RELATIVE), verb))):
        if items := governed_before(doc, clause.start, that.start()):
            return items
    return []
