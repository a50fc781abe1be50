"""The wordings that tell that a city council or one of its commissions met, and those of posts of other kinds."""

from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.gatherings import Gathering
from shahrkarimeh.reports.genre_words import (
    AFTER_MEETING,
    AGENDA,
    AT_IT,
    COLON,
    COMES_TOGETHER,
    COUNCILS_WORK,
    COUNT_OF_MEETINGS,
    DECIDES,
    DISCUSSES,
    HEADED,
    ITS_MEMBERS,
    ITS_TIME,
    LATELY,
    MINUTES,
    OATH,
    ON_THE_FLOOR,
    OTHER_EVENT,
    OTHER_GENRE,
    PAST_END,
    PICTURES,
    READER,
    RESOLUTION,
    SITS,
    SPACE_OF_TIME,
    SPEAKS,
    VOTES,
)
from shahrkarimeh.reports.reading import Reading

_NEAR = 800
_BYLINE = 30
_FEW_WORDS = 250


def _opened(r: Reading) -> bool:
    """Whether a meeting that ended early had begun."""
    return any(g.when == "held" for g in (*r.gatherings, *r.title_gatherings) if not g.foreign)


def _other_event(r: Reading) -> bool:
    """Whether the first sentences tell of a visit, a ceremony, a press conference, with no meeting beside it."""
    for a, b in r.lead[:2]:
        if any(g.sentence == (a, b) and g.when in ("held", "unknown") and g.body and not g.foreign for g in r.own):
            return False
        end = _before_words(r, (a, b))
        m = OTHER_EVENT.search(r.doc.folded, a, end)
        if (
            m
            and not ON_THE_FLOOR.search(r.doc.folded, a, end)
            and not AFTER_MEETING.search(r.doc.folded, a, end)
            and not DECIDES.search(r.doc.folded, a, end)
            and not COMES_TOGETHER.search(r.doc.folded, a, end)
        ):
            return True
    return bool(AT_IT.search(r.doc.folded)) and not any(g.when == "held" for g in r.own if g.body)


def _before_words(r: Reading, span: Span) -> int:
    """Where a sentence gives way to somebody's words; the colon of a byline, «کویرنیوز: …», begins none."""
    for m in COLON.finditer(r.doc.folded, *span):
        if m.start() - span[0] > _BYLINE:
            return m.start()
    return span[1]


def _minutes(r: Reading) -> bool:
    """Minutes or a list of resolutions, with a decision in it."""
    marked = MINUTES.search(r.doc.folded_title) or any(HEADED.match(r.doc.folded, *s) for s in r.lead)
    return bool(marked and (DECIDES.search(r.doc.folded) or RESOLUTION.search(r.doc.folded)))


def decides(r: Reading, span: Span) -> bool:
    """Whether something is decided in a sentence."""
    return bool(DECIDES.search(r.doc.folded, span[0], min(span[1], span[0] + 4 * _NEAR)))


def _acts(r: Reading, g: Gathering) -> bool:
    """«… در جلسه علنی شورا گفت», «شورا در جلسه امروز تصویب کرد»: something was said or decided at it."""
    return any(p.search(r.doc.folded, *_around(g)) for p in (SPEAKS, DECIDES, DISCUSSES))


def _around(g: Gathering) -> Span:
    """The sentence of a gathering, as much of it as lies near."""
    return max(g.sentence[0], g.start - _NEAR), min(g.sentence[1], g.end + _NEAR)


def _lately(r: Reading, span: Span) -> bool:
    """Whether a sentence tells of what happened of late: «صحن شورا دیروز شلوغ بود»."""
    words = r.doc.folded[span[0] : min(span[1], span[0] + 2 * _NEAR)]
    return bool(LATELY.search(words)) and any(PAST_END.search(clause) for clause in words.split("؛"))


def _takes_place(r: Reading, g: Gathering) -> bool:
    """«صندلی شهردار در نشست دیروز شورا خالی بود», «شورا در صدمین نشست خود میزبان فرماندار بود»"""
    if (
        g.when != "unknown"
        or g.foreign
        or not r.in_lead(g)
        or ITS_TIME.search(r.doc.folded, max(0, g.start - 24), g.start)
    ):
        return False
    if any(x.when == "coming" and r.in_lead(x) for x in r.gatherings):
        return False
    return _lately(r, g.sentence) or (g.number is not None and bool(PAST_END.search(r.doc.folded, *_around(g))))


def _is_councils(r: Reading) -> bool:
    """Whether the first body that the title or the text names is a city council's."""
    named = [*r.title_bodies, *(b for b in r.bodies if r.lead and b.start < r.lead[-1][1])]
    return bool(named) and named[0].kind != "other"


def _acts_lately(r: Reading) -> bool:
    """«کمیسیون بودجه شورا عصر دیروز متمم را تصویب کرد»: the body acts on a day, the meeting goes without saying."""
    if not _is_councils(r) or any(g.when in ("coming", "void") and r.in_lead(g) for g in r.gatherings):
        return False
    for i, (a, b) in enumerate(r.lead[:3]):
        end = _before_words(r, (a, b))
        acts = any(p.search(r.doc.folded, a, end) for p in (DECIDES, COMES_TOGETHER, VOTES))
        if acts and any(a <= x.start < end and x.kind != "other" for x in r.bodies):
            after = r.lead[i + 1][1] if i + 1 < len(r.lead) else b
            return bool(LATELY.search(r.doc.folded, a, min(after, a + 2 * _NEAR)))
    return False


def _council_decides(r: Reading) -> bool:
    """«اعضای شورای شهر به … رأی ندادند» in the lead, of a meeting named only in passing."""
    sits = any(not g.foreign and g.when not in ("earlier", "coming") for g in r.own) or bool(
        SITS.search(r.doc.folded_title)
    )
    for a, b in r.lead:
        end = _before_words(r, (a, b))
        if DECIDES.search(r.doc.folded, a, end) and any(a <= x.start < end and x.kind != "other" for x in r.bodies):
            return sits
    held_here = any(g.anaphoric and g.when == "held" for g in r.own) and _is_councils(r)
    named = held_here or any(x.kind != "other" for x in r.title_bodies)
    return named and sits and bool(DECIDES.search(r.doc.folded_title) or DECIDES.search(r.doc.folded))


def _councils_alone(r: Reading) -> bool:
    """A meeting whose body is not named but that only a council holds: to question or elect the mayor."""
    for g in r.own:
        if g.body or g.when not in ("held", "unknown") or not r.in_lead(g):
            continue
        words = r.doc.folded[g.start : min(g.end + 60, g.sentence[1])]
        if COUNCILS_WORK.search(words) or any(p.search(r.doc.folded, *_around(g)) for p in (ITS_MEMBERS, OATH)):
            return any(b.kind == "council" for b in (*r.bodies, *r.title_bodies))
    return False


def _tells_of_many(r: Reading) -> bool:
    """«شورا در سالی که گذشت ۵۲ جلسه داشت»: an account of a time, of no one meeting."""
    if any(g.when == "held" and g.body and not g.foreign and not g.told for g in r.gatherings):
        return False
    return any(
        COUNT_OF_MEETINGS.search(r.doc.folded, *s) and SPACE_OF_TIME.search(r.doc.folded, *s) for s in r.lead[:2]
    )


def _by_reader(r: Reading) -> bool:
    return any(READER.match(r.doc.folded, *s) for s in r.lead[:1])


def _tells_of_one(r: Reading) -> bool:
    """«سلام همشهریان. جلسه دیشب شورا ساعت نه شروع شد»: a member's own account of a meeting, in its first sentences."""
    return any(g.when == "held" and g.body and not g.foreign and r.in_lead(g) for g in r.own)


def may_be_one(r: Reading) -> bool:
    """Whether a council's meeting is spoken of that is not known to be to come, void, past or another body's."""
    first = r.first
    if OTHER_GENRE.match(r.doc.folded_title) or not _is_councils(r) or len(r.doc.folded) < _FEW_WORDS:
        return False
    if first and (first.foreign or first.when in ("coming", "void")):
        return False
    return any(not g.foreign and g.when in ("held", "unknown") for g in (*r.own, *r.title_gatherings))


def told_as_report(r: Reading) -> bool:
    """Whether the wording says that a meeting was held."""
    title = r.doc.folded_title
    first = r.first
    if OTHER_GENRE.match(title) or _tells_of_many(r) or (_by_reader(r) and not _tells_of_one(r)):
        return False
    if first is None:
        titled = [g for g in r.title_gatherings if g.when != "earlier"]
        if any(g.foreign or g.when in ("coming", "void") for g in titled):
            return False
        sat = (
            _council_decides(r)
            or _acts_lately(r)
            or (_is_councils(r) and any(_takes_place(r, g) for g in r.own))
            or _councils_alone(r)
            or ((_is_councils(r) or any(g.body for g in titled)) and _sat(r))
        )
        return _minutes(r) or (sat and not _other_event(r))
    if first.foreign or any(g.foreign for g in r.title_gatherings[:1]):
        return False
    if first.when == "void" or (any(g.when == "void" for g in r.title_gatherings) and not _opened(r)):
        return False
    if first.when == "coming":
        return False
    if AGENDA.match(title) and not _opened(r):
        return False
    if _minutes(r) and not (AGENDA.search(title) and not DECIDES.search(r.doc.folded)):
        return True
    if PICTURES.match(title) or PICTURES.match(r.doc.folded):
        return True
    if _other_event(r):
        return False
    if r.in_lead(first):
        return first.when == "held" or _acts(r, first) or _takes_place(r, first) or _sat(r) or _council_decides(r)
    return _sat(r) or _council_decides(r)


def _sat(r: Reading) -> bool:
    """«در این جلسه … گفت»"""
    return any(
        (g.anaphoric or g.when == "held") and g.when not in ("coming", "void", "earlier") and _acts(r, g)
        for g in r.own
        if not g.foreign
    )


RULES = {
    "other event": _other_event,
    "minutes": _minutes,
    "acts lately": _acts_lately,
    "council decides": _council_decides,
    "council's alone": _councils_alone,
    "sat": _sat,
    "many": _tells_of_many,
    "reader": _by_reader,
    "one": _tells_of_one,
    "is council's": _is_councils,
    "may be": may_be_one,
}
"""The rules by their names; whether one holds of a post is no verdict."""
