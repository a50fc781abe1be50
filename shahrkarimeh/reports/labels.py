"""Speakers named by a label before a colon, as in dialogues and minutes: «طاهره زبرخانی: …», «پاسخ شهردار: …»."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.narration import LABEL, NO_LABEL, speaks
from shahrkarimeh.reports.speech_verbs import speech_verbs
from shahrkarimeh.text.naming import is_name_word
from shahrkarimeh.text.people import Mention, People
from shahrkarimeh.text.words import lexicon

_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST = 12  # words
_LONGEST_NAME = 30  # characters
_NEXT_LABEL = 90
_SHORT_ANSWER = 3
# Several lines that begin with someone's name and a colon are a dialogue
_LABELLED = re.compile(r"(?m)^[^\n:.،]{3,50}: {0,2}[^\n]{3}")
_SEVERAL = 4
_ADDRESSED = ("به", "پاسخ", "واکنش", "جواب")
# «شهردار در جلسه شورا: …»
_PLACES = frozenset("جلسه نشست صحن شورا شورای جمع دفاع تشریح توضیح انتقاد مخالفت موافقت حاشیه پایان ابتدای".split())
_PARTS_OF_DIALOGUE = frozenset("پرسش پاسخ سوال جواب توضیح تذکر نطق نظر اظهارات سخنان".split())


@dataclass(frozen=True, slots=True)
class Label:
    """Who is named, where the words behind the colon begin, and how many they are."""

    who: Mention
    behind: int
    words: int


def label_at(doc: Document, masked: str, known: Callable[[Mention], bool], a: int, b: int) -> Label | None:
    """The label that begins the sentence `[a, b)`; `masked` is the text with its quotations blanked."""
    m = LABEL.match(masked, a, b) if ":" in masked[a:b] else None
    if not m or NO_LABEL.search(m["who"].partition(" خطاب ")[0]) or len(m["who"].split()) > _LONGEST:
        return None
    people = People(masked, m.start("who"), m.end("who"), doc.text)
    people.in_sentence()
    # «پرسش فرزانه روستایی: …», «پاسخ معاون اجتماعی: …»
    found = people.mention_at(int(people.word(0) in _PARTS_OF_DIALOGUE))
    if not found or not _ends(people, found[1]) or found[0].group:
        # «تذکرات: آقای جواد سراجوی: …»
        title = len(m["who"].split()) == 1 and masked.find(":", m.end(), m.end() + _NEXT_LABEL) > 0
        return label_at(doc, masked, known, m.end(), b) if title else None
    who, rest = found[0], _WORDS.findall(doc.folded, m.end(), b)
    if not (who.certain or who.role or known(who) or _in_dialogue(doc, who)):
        return None
    asked = doc.folded[m.end() : b].rstrip()[-1:] in ("؟", "!")
    if rest and ((len(rest) < 2 and not asked) or _is_form(doc, masked, who, known(who), rest, (m.end(), b))):
        return None
    return Label(who, m.end(), len(rest))


def behind_dateline(doc: Document, masked: str, a: int, b: int) -> int:
    """Where the sentence `[a, b)` begins behind a paper's name («البرز آزاد: مهندس راد رئیس شورا گفت»); else `a`."""
    m = LABEL.match(masked, a, b) if ":" in masked[a : a + _LONGEST_NAME] else None
    if not m or len(m["who"]) > _LONGEST_NAME or doc.folded.count(m["who"]) > 1:
        return a
    paper = doc.people(*m.span("who"))
    if any(paper.head_at(i) or paper.titles_at(i) for i in range(len(paper.words))):
        return a
    first = doc.people(m.end(), b).mention_at(0)
    office = first and first[0].role and (first[0].name or paper.word(0) in lexicon().cities)
    told = office and speech_verbs(masked, m.end(), b)
    return m.end() if told else a


def _in_dialogue(doc: Document, who: Mention) -> bool:
    """«مغانلو: …» behind other labels: a name that no list knows."""
    words = doc.folded[slice(*(who.name or (0, 0)))].split()
    if not words or not all(map(is_name_word, words)):
        return False
    labels = [m.start() for m in _LABELLED.finditer(doc.folded)]
    return len(labels) >= _SEVERAL and labels[0] + 1 < who.start


def _ends(people: People, k: int) -> bool:
    """Whether nothing but a remark in brackets follows: «معصومه کیخا (مخالف افزایش بلیت): …»."""
    if people.word(k) in ("هم", "نیز") and k + 1 == len(people.words):
        return True
    place = people.word(k) == "در" and people.word(k + 1) in _PLACES
    if place or (people.word(k) in ("خطاب", "رو", "در") and people.word(k + 1) in _ADDRESSED):
        # «فرماندار خطاب به اعضا: …», but not «شهردار در پاسخ به او گفت: …»
        return not speech_verbs(people.folded, people.starts[k], people.end(-1))
    return k == len(people.words) or (people.word(k) == "(" and people.word(len(people.words) - 1) == ")")


def _is_form(doc: Document, masked: str, who: Mention, known: bool, rest: list[str], span: tuple[int, int]) -> bool:
    """«منشی: مریم ملایری‌زاده», «شهردار: غایب»: no sentence stands behind the office but its holder's name."""
    if who.name is not None:
        return len(rest) < _SHORT_ANSWER and not known
    people = People(masked, *span, doc.text)
    found = people.mention_at(0)
    if found and found[0].name and found[0].certain and people.word(found[1]) in ("(", "؛", "|"):
        return True  # «رئیس شورا: ابراهیم راد (۵ رأی) نایب‌رئیس: …»
    if speaks(rest):
        return False
    return bool(found and found[0].name) or len(_LABELLED.findall(doc.folded)) < _SEVERAL
