"""Who is named anywhere in a post: presence lists, elections, titles. Speeches are read with this in mind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from shahrkarimeh.reports.cast import Cast
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.lists import names_only
from shahrkarimeh.reports.tenures import apposed, clauses_on_offices, names_before, offices_by_votes
from shahrkarimeh.text.letters import fold, whole
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.people import Mention, People
from shahrkarimeh.text.words import lexicon

# «مجید نصیرآبادی با ۸ رأی به عنوان رئیس … انتخاب شدند»; «به ترتیب … به عنوان رئیس، نایب رئیس و منشی شورا برگزیده شدند»
_ELECTED = re.compile(r"(?<!\w)(?:به\s*(?:عنوان|سمت)|در\s+سمت)\s+")
_CHOSEN = compiled(
    r"(?<!\w)(?:(?:انتخاب|برگزیده|معرفی|منصوب|تعیین|ابقا|ماندگار)\s*(?:شد|شدند|گردید|گردیدند|کرد|کردند)|برگزید(?:ند)?)(?!\w)"
)
_PRESIDED = re.compile(r"(?<!\w)به\s+ریاست\s+(?!سنی)")
_HEAD = compiled(r"(?<!نایب )(?<!\w)(رییس\s+شورا(?:ی\s+(?:اسلامی\s+)?شهر)?)(?!\w)")
# «اسماعیل بویین‌زاده که ریاست شورا را بر عهده دارد»
_HEADS_COUNCIL = re.compile(r"\s*،?\s*که\s+[^،.؛\n]{0,60}?ریاست\s+شورا(?!\w)")
_BEFORE_NAMES = frozenset("و سپس است شد جلسه نشست ادامه حضور ریاست همراه غیاب دبیری".split())
_FIELD = re.compile(r"\W*(?:حاضر(?:ین|ان)|اعضای حاضر|مدعو(?:ین|ان)|غایب(?:ین|ان)?|مهمانان|میهمانان)(?: \w+)?\s*[:\t]")
_THOSE_THERE = ("ریاست", "حضور", "غیاب")
_HOLDERS = frozenset(("نام", "شهید", "مرحوم", "یاد"))


@dataclass(frozen=True, slots=True)
class Named:
    """The people and offices of a post, read once for all who ask: of its title, and of each sentence of its text."""

    title: People
    sentences: Mapping[Span, People]


def named_in(doc: Document) -> Named:
    """Whoever stands in the post."""
    title = People(doc.folded_title, text=doc.title)
    return Named(title, {(a, b): doc.people(a, b) for a, b in doc.sentences})


def mentions(people: People, start: int, end: int) -> list[Mention]:
    """The mentions of a sentence with a name that are sure of themselves, in order, wherever they stand."""
    if _FIELD.match(people.folded, start, end):
        people = names_only(People(people.folded, start, end, people.text))
    lex, out, behind = lexicon(), [], 0
    opened = (i for i, prior in enumerate(people.words, 1) if _opens(prior))
    for i in sorted({0, *people.openings, *opened}):
        prior = people.word(i - 1)
        if i < behind or prior in lex.places or prior in _HOLDERS or not (found := people.mention_at(i)):
            continue
        mention, end = found
        if mention.name is None:
            behind = end
        elif not mention.group and _is_sure(people, mention, i):
            out.append(mention)
            behind = end
    return out


def _is_sure(people: People, m: Mention, i: int) -> bool:
    if m.certain or (people.sure and people.folded[slice(*(m.name or (0, 0)))].count(" ")):
        return True
    prior = people.word(i - 1)
    first = people.folded[slice(*(m.name or (0, 0)))].split()
    shaped = first[0] in lexicon().given or people.tied(i) or first[-1] in lexicon().suffixes
    if prior in _THOSE_THERE and first[0] in lexicon().given and len(first) > 1:
        return True  # «به ریاست بهادر کشکولی»
    return bool(m.role) and (i == 0 or _opens(prior)) and shaped


def _opens(prior: str) -> bool:
    """Whether a mention may begin behind this word."""
    return prior in _BEFORE_NAMES or not prior.isalnum()


def learn(doc: Document, cast: Cast, named: Named, offices: list[str], council: bool) -> None:
    """Put everyone the post names into the cast; `offices` are the lone ones, `council` whether the council met."""
    for text, folded, people_of in (
        (doc.text, doc.folded, named.sentences),
        (doc.title, doc.folded_title, {(0, len(doc.title)): named.title}),
    ):
        told = [(m, b) for (a, b), people in people_of.items() for m in mentions(people, a, b)]
        # full names first: «مهندس راد» and «دکتر راد» of a headline may be two
        for m, b in sorted(told, key=lambda found: " " not in folded[slice(*(found[0].name or (0, 0)))]):
            _put(text, m, cast)
            if m.name and not m.role and _HEADS_COUNCIL.match(folded, m.end, b):
                _put(text, m, cast, "رئیس شورا")
        for (a, b), people in people_of.items():
            if _CHOSEN.search(folded, a, b):
                _elections(people, a, b, cast)
    _tenures(doc, named, cast)
    _fill(offices, cast)
    if council:
        _presider(doc, cast)


def _tenures(doc: Document, named: Named, cast: Cast) -> None:
    """Offices that a relative clause or votes give to those who are named elsewhere."""
    told = list(clauses_on_offices(doc))
    for (a, b), people in named.sentences.items():
        told += offices_by_votes(people, a, b)
        for m in apposed(people):
            _put(doc.text, m, cast)
    for at, office in told:
        person = next((p for name in names_before(doc.folded, at) if (p := cast.by_name(name))), None)
        if person:
            cast.enrich(person, None, office)


@lru_cache(maxsize=64)
def _head_in(city: str) -> re.Pattern[str]:
    """A pattern for «رئیس شورای میبد»; `city` without spaces."""
    spelled = r"\s*".join(map(re.escape, city))
    return re.compile(rf"(?<!نایب )(?<!\w)(رییس\s+شورای\s+{spelled})(?!\w)")


def _presider(doc: Document, cast: Cast) -> None:
    """Who presided is the council's head where the post speaks of one and names no other."""
    head = _HEAD.search(doc.folded) or (cast.city and _head_in(cast.city).search(doc.folded))
    if not head or cast.by_role(doc.text[slice(*head.span(1))]):
        return
    for m in _PRESIDED.finditer(doc.folded):
        found = People(doc.folded, m.end(), min(len(doc.folded), m.end() + 90), doc.text).mention_at(0)
        if found and found[0].name and (person := cast.by_name(doc.slice(*found[0].name))) and not person.roles:
            cast.enrich(person, None, doc.slice(*head.span(1)))
            return


def _elections(people: People, a: int, b: int, cast: Cast) -> None:
    """Give the elected of a sentence their offices, by order where several share the words."""
    text, folded, named = people.text, people.folded, mentions(people, a, b)
    at = a
    for m in _ELECTED.finditer(folded, a, b):
        roles = _offices(text, folded, m.end(), b)
        fresh = [n for n in named if at <= n.start < m.start() and n.name]
        paired = fresh[-len(roles) :] if len(roles) > 1 else fresh[:1]
        for n, role in zip(paired, roles, strict=False):
            _put(text, n._replace(role=role), cast)
        at = m.end()


def _offices(text: str, folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The offices of the list that begins at `start`."""
    people, out, i = People(folded, start, end, text), [], 0
    while found := people.mention_at(i):
        if not found[0].role or found[0].name:
            break
        out.append(found[0].role)
        i = found[1]
        if people.word(i) not in ("،", "و", ","):
            break
        i += 1
    return out


def _put(text: str, m: Mention, cast: Cast, office: str | None = None) -> None:
    def cut(span: tuple[int, int] | None) -> str | None:
        if not span:
            return None
        a, b = whole(text, *span)
        return text[a:b]

    name, role = cut(m.name), office or cut(m.role)
    if not name or cast.is_city(name):
        return
    title = fold(text[m.start : m.name[0]]) if m.titled and m.name else ""
    person = cast.by_name(name, title)
    if person:
        cast.enrich(person, name, role)
    elif not cast.full:
        person = cast.add(name, role)
    if person and title:
        person.titles.update(title.split())


def _fill(offices: list[str], cast: Cast) -> None:
    """Give the fuller forms of offices that stand elsewhere alone: a credit line, the title."""
    for role in offices:
        if (person := cast.by_role(role)) and cast.fuller(role, person):
            cast.enrich(person, None, role)


def lone_offices(named: Named) -> list[str]:
    """The offices that the title and the text name without a holder, in order."""
    out = []
    for people in (named.title, *named.sentences.values()):
        behind = 0
        for i in people.openings:
            if i < behind or not people.head_at(i):
                continue
            found = people.mention_at(i)
            if found and found[0].role and not found[0].name and not found[0].group:
                a, b = whole(people.text, *found[0].role)
                out.append(people.text[a:b])
                behind = found[1]
    return out
