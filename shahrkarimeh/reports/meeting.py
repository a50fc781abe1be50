"""Whether a post reports a meeting of a city council or of one of its commissions that was held, and of which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shahrkarimeh.items import BodyKind
from shahrkarimeh.reports.bodies import Body, bodies, favourite_city
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.gatherings import Gathering, gatherings
from shahrkarimeh.reports.places import from_latin, place_at
from shahrkarimeh.text import nlp
from shahrkarimeh.text.letters import fold, squeeze

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"
# Posts of another kind, by how their title begins: «گفت‌وگو با …», «یادداشت/ …», «پیام تسلیت …»
_OTHER_GENRE = re.compile(
    r"\W*(?:یادداشت|سرمقاله|گفت ?و ?گو|گفتگو|مصاحبه|پیام|بیانیه|فراخوان|اطلاعیه|اگهی|دعوت|تسلیت|تبریک|دیدار|بازدید|"
    r"مزایده|مناقصه|"
    r"زندگی ?نامه|تاریخچه|بازخوانی|کارنامه|تقویم|مرور|تحلیل|معرفی|میزگرد|پرسش و پاسخ|سخن روز|خاطره|نامه سرگشاده|"
    r"اینفوگرافی|نظرسنجی)"
    rf"{_R}"
)
# What else a post may be about, said in its first sentences: «… دیدار کردند», «در نشست خبری …», «آیین … برگزار شد»
_OTHER_EVENT = re.compile(
    rf"{_L}(?:دیدار|بازدید|ملاقات|نشست خبری|نشست مطبوعاتی|کنفرانس|همایش|مراسم|ایین|جشن|جشنواره|افتتاح|کلنگ ?زنی|"
    rf"مسابقه|یادواره|سمینار|رونمایی|"
    rf"مناظره|میزگرد|ستاد|راهپیمایی|تودیع|معارفه|بهره ?برداری|گفت ?و ?گو|گفتگو|مصاحبه|سرکشی|عیادت|درگذشت|"
    rf"برنامه (?:زنده|رادیویی|تلویزیونی)){_R}"
)
_AT_IT = re.compile(
    rf"{_L}در ?(?:حاشیه )?(?:این|ان) ?(?:دیدار|بازدید|مراسم|ایین|همایش|ملاقات|گفت ?و ?گو|گفتگو|برنامه|نشست خبری|"
    rf"جشن){_R}"
)
_AFTER_MEETING = re.compile(rf"{_L}(?:پس از|پایان|حاشیه|پس از پایان) (?:این |ختم )?(?:جلسه|نشست|صحن|رای ?گیری)")
# Minutes and lists of resolutions, by their title or first lines.
_MINUTES = re.compile(
    rf"{_L}(?:صورت ?جلسه|صورت ?جلسات|مشروح مذاکرات|(?:ریز |اهم |خلاصه |متن |جدول |فهرست |لیست |"
    rf"گزیده )?مصوبات (?:\S+ ){{0,8}}(?:جلسه|نشست|صحن)|"
    rf"(?:خلاصه|گزارش) (?:\S+ ){{0,9}}(?:جلسه|نشست|صحن)|شماره جلسه ?:|تاریخ جلسه ?:|جلسه شماره|جلسه مورخه?){_R}"
)
_RESOLUTION = re.compile(r"مصوبه|تصمیمات|تصویب")
_AGENDA = re.compile(rf"{_L}(?:دستور (?:کار )?(?:جلسه|نشست|کار)|برنامه جلسات){_R}")
# What only a meeting does: it votes, decides, elects.
_DECIDES = re.compile(
    rf"{_L}(?:تصویب|مصوب|رد) ?(?:شد|کرد|کردند|گردید|نمودند|نکردند|رسید|نرسید|رساند|رساندند)|(?:به|"
    rf"از) تصویب (?:\S+ ){{0,3}}(?:رسید|رساند|گذشت)|"
    rf"(?:موافقت|مخالفت) (?:شد|کرد|کردند|گردید|نکرد|نکردند|نمودند)|رای (?:\S+ ){{0,2}}(?:دادند|ندادند|داد|نداد|نیاورد|"
    rf"اورد|گرفت)|"
    rf"رای (?:موافق|مخالف|ممتنع|مثبت|منفی)|اتفاق ارا|اکثریت ارا|ارجاع (?:شد|گردید|داد)|موکول (?:شد|گردید|کرد)|"
    rf"مقرر (?:شد|گردید)|"
    rf"انتخاب (?:شد|شدند|گردید|گردیدند|کردند)|برگزیده (?:شد|شدند)|رای ?گیری"
)
_SITS = re.compile(
    rf"{_L}(?:در|دراین|طی) ?(?:این |همین )?(?:جلسه|نشست|صحن)|{_L}این (?:جلسه|نشست){_R}|نطق پیش از دستور|صحن (?:علنی|"
    rf"شورا)|جلسه (?:علنی|امروز|دیروز)"
)
_SPEAKS = re.compile(
    rf"{_L}(?:گفت|افزود|اظهار|تصریح|تاکید|خاطرنشان|بیان|ادامه داد|یاداور|عنوان|اضافه|خواستار|اعلام|تذکر|مطرح|پرسید|"
    rf"هشدار|سخن|گلایه|انتقاد|خواند|دانست)"
)
_BY_MAYOR = re.compile(rf"{_L}شهردار(?:ی)?{_R} ?")
_BETWEEN_WORDS = re.compile(r"[\s،\u200c]+")
_LEAD_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document as this module reads it: the bodies and gatherings of its text and of its title."""

    doc: Document
    bodies: Sequence[Body]
    gatherings: Sequence[Gathering]
    title_bodies: Sequence[Body]
    title_gatherings: Sequence[Gathering]

    @property
    def lead(self) -> Sequence[Span]:
        """The first sentences, a short heading before them not counted."""
        return self.doc.sentences[:_LEAD_SENTENCES]


def _read(doc: Document) -> _Reading:
    found, titled = bodies(doc.text, doc.folded), bodies(doc.title, doc.folded_title)
    return _Reading(
        doc,
        found,
        gatherings(doc.folded, doc.sentences, found),
        titled,
        gatherings(doc.folded_title, nlp.sentences(doc.title), titled),
    )


def _first(r: _Reading) -> Gathering | None:
    """The gathering the post is about, as far as its wording alone tells: the first whose body is named."""
    current = [g for g in r.gatherings if g.when != "earlier"]
    return next((g for g in current if g.body), None)


def _opened(r: _Reading) -> bool:
    """Whether a meeting that ended early had begun."""
    return any(g.when == "held" for g in (*r.gatherings, *r.title_gatherings) if not g.foreign)


def _other_event(r: _Reading) -> bool:
    """Whether the first sentences tell of a visit, a ceremony, a press conference, with no meeting beside it."""
    for a, b in r.lead[:2]:
        held = any(
            g.sentence == (a, b) and g.when in ("held", "unknown") and g.body and not g.foreign for g in r.gatherings
        )
        if held:
            return False
        m = _OTHER_EVENT.search(r.doc.folded, a, b)
        if m and not _AFTER_MEETING.search(r.doc.folded, a, b) and not _DECIDES.search(r.doc.folded, a, b):
            return True
    return bool(_AT_IT.search(r.doc.folded)) and not any(g.when == "held" for g in r.gatherings if g.body)


def _in_lead(r: _Reading, g: Gathering) -> bool:
    return bool(r.lead) and g.start < r.lead[-1][1]


def _minutes(r: _Reading) -> bool:
    """Minutes or a list of resolutions, with a decision in it."""
    head = r.doc.folded[: r.lead[-1][1]] if r.lead else ""
    marked = _MINUTES.search(r.doc.folded_title) or _MINUTES.search(head)
    return bool(marked and (_DECIDES.search(r.doc.folded) or _RESOLUTION.search(r.doc.folded)))


def _acts(r: _Reading, g: Gathering) -> bool:
    """«… در جلسه علنی شورا گفت», «شورا در جلسه امروز تصویب کرد»: something was said or decided at it."""
    return bool(_SPEAKS.search(r.doc.folded, *g.sentence) or _DECIDES.search(r.doc.folded, *g.sentence))


def _council_decides(r: _Reading) -> bool:
    """«اعضای شورای شهر به … رأی ندادند» in the lead, of a meeting named only in passing."""
    sits = bool(_SITS.search(r.doc.folded)) or any(not g.foreign and g.when != "earlier" for g in r.gatherings)
    for a, b in r.lead:
        if _DECIDES.search(r.doc.folded, a, b) and any(a <= x.start < b and x.kind != "other" for x in r.bodies):
            return sits
    named = any(x.kind != "other" for x in r.title_bodies)
    return named and sits and bool(_DECIDES.search(r.doc.folded_title) or _DECIDES.search(r.doc.folded))


def _is_report(r: _Reading) -> bool:
    title = r.doc.folded_title
    first = _first(r)
    if _OTHER_GENRE.match(title):
        return False
    if first is None:
        titled = [g for g in r.title_gatherings if g.when != "earlier"]
        if any(g.foreign or g.when in ("coming", "void") for g in titled):
            return False
        return _minutes(r) or (
            (_council_decides(r) or (any(g.body for g in titled) and _sat(r))) and not _other_event(r)
        )
    if first.foreign or any(g.foreign for g in r.title_gatherings[:1]):
        return False
    if first.when == "void" or (any(g.when == "void" for g in r.title_gatherings) and not _opened(r)):
        return False
    if first.when == "coming":
        return False
    if _minutes(r) and not (_AGENDA.search(title) and not _DECIDES.search(r.doc.folded)):
        return True
    if _other_event(r):
        return False
    if first.when == "held" and _in_lead(r, first):
        return True
    return (_in_lead(r, first) and _acts(r, first)) or _council_decides(r) or (_in_lead(r, first) and _sat(r))


def _sat(r: _Reading) -> bool:
    """«در این جلسه … گفت»"""
    return any(
        (g.anaphoric or g.when == "held") and g.when not in ("coming", "void", "earlier") and _acts(r, g)
        for g in r.gatherings
        if not g.foreign
    )


def _fullest(name: str, names: Sequence[str]) -> str:
    """The fullest form of a commission's name: «عمران» is «عمران و شهرسازی» where the post says so anywhere."""
    words = _name_words(name)
    fuller = [n for n in names if words <= _name_words(n)]
    return max(fuller, key=lambda n: len(_name_words(n)), default=name)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(squeeze(w) for w in _BETWEEN_WORDS.split(name) if w and fold(w) != "و")


def _commission_name(r: _Reading, body: Body) -> str | None:
    if not body.name:
        named = [b for b in (*r.bodies, *r.title_bodies) if b.kind == "commission" and b.name and not b.many]
        return named[0].name if named else None
    same = [b.name for b in (*r.bodies, *r.title_bodies) if b.kind == "commission" and b.name and b.many == body.many]
    return _fullest(body.name, [n for n in same if n])


def _mayors_city(folded: str) -> str | None:
    """«شهردار رشت»: where no council is named with its city."""
    for m in _BY_MAYOR.finditer(folded, 0, 3000):
        if place := place_at(folded, m.end(), ordinary_words=False):
            return place.name
    return None


def _city(r: _Reading, body: Body | None) -> str | None:
    site = r.doc.site
    if body and body.city:
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
        or from_latin(site.name)
        or from_latin(site.host)
    )


def _the_body(r: _Reading) -> Body | None:
    """The body that met: that of the first gathering; else, of a title or of the sentence that decides."""
    first = _first(r) or next((g for g in r.title_gatherings if g.body and g.when != "earlier"), None)
    if first:
        return first.body
    lead_end = r.lead[-1][1] if r.lead else 0
    here = [b for b in r.bodies if b.start < lead_end and b.kind != "other"]
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


def _spans(r: _Reading, kind: BodyKind) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
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
        and (g.when != "coming" or not _DECIDES.search(r.doc.folded, *g.sentence))
    ]
    return tuple(dict.fromkeys(held)), tuple((g.start, g.end) for g in own), tuple(dict.fromkeys(others))


def frame_of(doc: Document) -> MeetingFrame | None:
    """The meeting a post reports; None where it reports none that was held."""
    r = _read(doc)
    if not _is_report(r):
        return None
    body = _the_body(r)
    kind: BodyKind = "commission" if body and body.kind == "commission" else "council"
    city = _city(r, body)
    name = _commission_name(r, body) if body and kind == "commission" else None
    lead, mentions, foreign = _spans(r, kind)
    return MeetingFrame(_canonical(kind, city, name, bool(body and body.many)), kind, city, lead, mentions, foreign)
