"""Which meeting a post reports: the body that met, its city, and where the text speaks of it."""

import re
from collections.abc import Sequence

from shahrkarimeh.items import BodyKind
from shahrkarimeh.reports.bodies import Body, bodies, favourite_city
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.gatherings import Gathering
from shahrkarimeh.reports.genre import decides
from shahrkarimeh.reports.hosts import host_of_officer
from shahrkarimeh.reports.places import from_latin, is_place, place_at
from shahrkarimeh.reports.reading import Reading, reading
from shahrkarimeh.reports.recognition import is_report
from shahrkarimeh.text.letters import fold, squeeze

_BY_MAYOR = re.compile(r"(?<![^\W\d_])شهردار(?:ی)?(?![^\W\d_]) ?")
_IN = re.compile(r"(?<![^\W\d_])(?:در|شهر|مردم|شهروندان|اهالی) ")
_BETWEEN_WORDS = re.compile(r"[\s،\u200c]+")


def _fullest(name: str, names: Sequence[str]) -> str:
    """The fullest form of a commission's name: «عمران» is «عمران و شهرسازی» where the post says so anywhere."""
    words = _name_words(name)
    fuller = [n for n in names if words <= _name_words(n)]
    return max(fuller, key=lambda n: len(_name_words(n)), default=name)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(squeeze(w) for w in _BETWEEN_WORDS.split(name) if w and fold(w) != "و")


def _commission_name(r: Reading, body: Body) -> str | None:
    if not body.name:
        named = [b for b in (*r.bodies, *r.title_bodies) if b.kind == "commission" and b.name]
        named = [b for b in named if b.many == body.many]
        return named[0].name if named else None
    same = [b.name for b in (*r.bodies, *r.title_bodies) if b.kind == "commission" and b.name and b.many == body.many]
    return _fullest(body.name, [n for n in same if n])


def _mayors_city(folded: str) -> str | None:
    """«شهردار رشت»: where no council is named with its city."""
    for m in _BY_MAYOR.finditer(folded, 0, 3000):
        if place := place_at(folded, m.end(), ordinary_words=False):
            return place.name
    return None


def _only_city(r: Reading) -> str | None:
    """«نرخ تاکسی در یزد گران شد»: where title and first sentences name one city only."""
    end = r.lead[-1][1] if r.lead else 0
    found = {
        place.name
        for folded in (r.doc.folded_title, r.doc.folded[: min(end, 3000)])
        for m in _IN.finditer(folded)
        if (place := place_at(folded, m.end(), ordinary_words=False))
    }
    return found.pop() if len(found) == 1 else None


def _city(r: Reading, body: Body | None) -> str | None:
    site = r.doc.site
    if body and body.city and is_place(body.city):
        return body.city
    if city := favourite_city([*r.bodies, *r.title_bodies]):
        return city
    of_site = site.city or favourite_city(
        [*bodies(site.body or "", fold(site.body or "")), *bodies(site.title, fold(site.title))]
    )
    return (
        of_site
        or _mayors_city(r.doc.folded_title)
        or _mayors_city(r.doc.folded)
        or _only_city(r)
        or from_latin(site.name)
        or from_latin(site.host)
    )


# What makes a commission the place something goes to, and not who meets: «به کمیسیون عمران سپرده شد»
_GOES_TO = re.compile(r"(?<![^\W\d_])(?:به|از|در|با|برای|توسط|نظر|گزارش|عضو|اعضای سابق) ?$")
# «یک ساعت در کمیسیون»
_ABOUT_COMMISSION = re.compile(r"(?<!رییس )(?<!عضو )(?<!دبیر )(?<!اعضای )(?<![^\W\d_])کمیسیون")
_AT_HEAD = 60
"""Characters of a sentence in which its subject stands, a credit line before it included."""


def _subject_commission(r: Reading) -> Body | None:
    """The commission that title or first sentence begins with: «کمیسیون گردشگری شورا … آغاز به کار کرد»."""
    heads = [(r.title_bodies, r.doc.folded_title, (0, len(r.doc.folded_title)))]
    heads += [(r.bodies, r.doc.folded, span) for span in r.lead[:1]]
    for bodies_there, folded, (a, b) in heads:
        for body in bodies_there:
            if body.start < a or body.start >= min(b, a + _AT_HEAD):
                continue
            if (
                body.kind == "commission"
                and host_of_officer(folded, body) == body
                and not _GOES_TO.search(folded, max(a, body.start - 16), body.start)
            ):
                return body
    return None


def _the_body(r: Reading) -> Body | None:
    """The body that met: that of the first gathering; else, of a title or of the sentence that decides."""
    subject = _subject_commission(r)
    held = [g for g in (*r.gatherings, *r.title_gatherings) if g.when == "held" and g.body and not g.told]
    if subject and not held and not any(g.body and g.sentence == r.lead[0] for g in r.gatherings if r.lead):
        return subject
    first = r.first or next((g for g in r.title_gatherings if g.body and g.when != "earlier"), None)
    if first:
        return first.body
    lead_end = r.lead[-1][1] if r.lead else 0
    here = [host_of_officer(r.doc.folded, b) for b in r.bodies if b.start < lead_end and b.kind != "other"]
    if _ABOUT_COMMISSION.search(r.doc.folded_title) and not any(b.kind == "council" for b in r.title_bodies):
        here = [b for b in here if b.kind == "commission"] or here
    return next((b for b in here if b.kind == "council"), here[0] if here else None)


def _canonical(kind: BodyKind, city: str | None, name: str | None, many: bool) -> str | None:
    if city is None:
        return None
    council = f"شورای اسلامی شهر {city}"
    if kind == "council":
        return council
    return f"{'کمیسیون‌های' if many else 'کمیسیون'} {name} {council}" if name else f"کمیسیون {council}"


def _is_this(g: Gathering, kind: BodyKind, number: int | None) -> bool:
    """Whether a gathering may be the one the post reports."""
    if g.foreign or g.when in ("earlier", "coming", "void"):
        return False
    if g.number is not None and number is not None and g.number != number:
        return False
    return g.body is None or g.body.kind == kind or g.anaphoric


def _spans(r: Reading, kind: BodyKind) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Lead, mentions and foreign sentences of the frame."""
    number = next(
        (g.number for g in r.gatherings if g.number and g.body and g.when != "earlier" and not g.foreign), None
    )
    own = [g for g in r.gatherings if _is_this(g, kind, number)]
    held = (
        [g.sentence for g in own if g.when == "held"]
        or [g.sentence for g in own if g.body][:1]
        or [g.sentence for g in own][:1]
    )
    mine = {g.sentence for g in own}
    others = [
        g.sentence
        for g in r.gatherings
        if g.sentence not in mine
        and not _is_this(g, kind, number)
        and (g.when != "coming" or not decides(r, g.sentence))
    ]
    return tuple(dict.fromkeys(held)), tuple((g.start, g.end) for g in own), tuple(dict.fromkeys(others))


def frame_of(doc: Document) -> MeetingFrame | None:
    """The meeting a post reports; None where it reports none that was held."""
    r = reading(doc)
    if not is_report(r):
        return None
    body = _the_body(r)
    kind: BodyKind = "commission" if body and body.kind == "commission" else "council"
    city = _city(r, body)
    name = _commission_name(r, body) if body and kind == "commission" else None
    lead, mentions, foreign = _spans(r, kind)
    return MeetingFrame(_canonical(kind, city, name, bool(body and body.many)), kind, city, lead, mentions, foreign)
