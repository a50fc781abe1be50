"""Whether a post reports a meeting of a city council or of one of its commissions that was held."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shahrkarimeh.reports.bodies import Body, bodies
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.gatherings import Gathering, gatherings
from shahrkarimeh.text import nlp

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
_EVENTS = (
    r"(?:دیدار|بازدید|ملاقات|نشست خبری|نشست مطبوعاتی|کنفرانس|همایش|مراسم|ایین|جشن|جشنواره|مسابقه|یادواره|سمینار|"
    r"مناظره|میزگرد|ستاد|"
    r"راهپیمایی|گفت ?و ?گو|گفتگو|مصاحبه|سرکشی|عیادت|برنامه (?:زنده|رادیویی|تلویزیونی))"
)
_OTHER_EVENT = re.compile(
    rf"{_L}(?:در|طی|حاشیه)(?: حاشیه| جریان| پایان| یک)? {_EVENTS}(?:ی|ها|های)?{_R}|"
    rf"{_L}{_EVENTS}{_R}[^:]{{0,200}}?(?:برگزار|تشکیل|انجام) ?(?:شد|گردید|می|کرد)|{_L}به (?:گفت ?و ?گو|گفتگو|"
    rf"مصاحبه) نشست|"
    rf"{_L}(?:دیدار|بازدید|ملاقات|سرکشی|عیادت|گفت ?و ?گو|گفتگو) (?:و \S+ (?:و \S+ )?)?(?:به عمل )?(?:کرد|کردند|داشت|"
    rf"داشتند|نمود|اورد)|"
    rf"{_L}(?:رونمایی|افتتاح|کلنگ ?زنی|بهره ?برداری)"
    rf"(?: شد{_R}| رسید{_R}|[^:]{{0,80}}?برگزار)|{_L}(?:تودیع|معارفه|درگذشت){_R}"
)
_ON_THE_FLOOR = re.compile(rf"{_L}(?:نطق|پیش از دستور|صحن|جلسه علنی){_R}")
_AT_IT = re.compile(
    rf"{_L}در ?(?:حاشیه )?(?:این|ان) ?(?:دیدار|بازدید|مراسم|ایین|همایش|ملاقات|گفت ?و ?گو|گفتگو|برنامه|نشست خبری|"
    rf"جشن){_R}"
)
_AFTER_MEETING = re.compile(rf"{_L}(?:پس از|پایان|حاشیه|پس از پایان) (?:این |ختم )?(?:جلسه|نشست|صحن|رای ?گیری)")
# Minutes and lists of resolutions, by their title or first lines.
_MINUTE_WORDS = (
    rf"{_L}(?:صورت ?جلسه|صورت ?جلسات|مشروح مذاکرات|(?:ریز |اهم |خلاصه |متن |جدول |فهرست |لیست |"
    rf"گزیده )?مصوبات (?:\S+ ){{0,8}}(?:جلسه|نشست|صحن)|"
    rf"(?:خلاصه|گزارش) (?:\S+ ){{0,9}}(?:جلسه|نشست|صحن)|شماره جلسه ?:|تاریخ جلسه ?:|جلسه شماره|جلسه مورخه?){_R}"
)
_MINUTES, _HEADED = re.compile(_MINUTE_WORDS), re.compile(rf"\W{{0,4}}(?:(?!تطبیق)\S+ ){{0,2}}?{_MINUTE_WORDS}")
_PICTURES = re.compile(rf"\W{{0,3}}(?:گزارش تصویری|تصاویر|گزارش ویدیویی|گزارش ویدئویی|به روایت تصویر){_R}")
_RESOLUTION = re.compile(r"مصوبه|تصمیمات|تصویب")
_AGENDA = re.compile(rf"\W{{0,3}}{_L}(?:دستور (?:کار )?(?:جلسه|نشست|کار)|برنامه جلسات){_R}")
# What only a meeting does: it votes, decides, elects.
_DECIDES = re.compile(
    rf"{_L}با رای (?:\S+ )?اعضا|{_L}(?:شهردار|رییس شورا|سرپرست)(?: [^\W\d_]+)? شد{_R}|"
    rf"{_L}(?:تصویب|مصوب|رد) ?(?:شد|کرد|کردند|گردید|نمودند|نکردند|رسید|نرسید|رساند|رساندند){_R}|(?:به|"
    rf"از) تصویب (?:\S+ ){{0,3}}(?:رسید|رساند|گذشت){_R}|"
    rf"(?:موافقت|مخالفت) (?:شد|کرد|کردند|گردید|نکرد|نکردند|نمودند)|رای (?:\S+ ){{0,2}}(?:دادند|ندادند|داد|نداد|نیاورد|"
    rf"اورد|گرفت)|"
    rf"رای (?:موافق|مخالف|ممتنع|مثبت|منفی)|اتفاق ارا|اکثریت ارا|ارجاع (?:شد|گردید|داد)|موکول (?:شد|گردید|کرد)|"
    rf"مقرر (?:شد|گردید)|"
    rf"انتخاب (?:شد|شدند|گردید|گردیدند|کردند|کرد|نمودند)|برگزیده (?:شد|شدند)|رای ?گیری"
)
_DISCUSSES = re.compile(
    rf"{_L}(?:بررسی|مطرح|قرایت|بحث|رسیدگی|طرح|استماع|ارایه) (?:و \S+ )?(?:شد|شدند|کرد|کردند|گردید|قرار گرفت){_R}|"
    rf"{_L}به (?:بحث|رای) گذاشته"
)
_COUNCILS_WORK = re.compile(
    rf"{_L}(?:استیضاح|انتخاب شهردار|انتخاب (?:هییت|هیات) رییسه|(?:سوال|پرسش) از شهردار|رای اعتماد|"
    rf"انتخاب سرپرست شهرداری)"
)
_ITS_MEMBERS = re.compile(rf"{_L}با ?حضور (?:همه|تمامی?|کلیه|اکثریت|هر|\S+) (?:\S+ )?(?:عضو|اعضای?|نفر از اعضای) شورا")
# «با رأی اعضای شورا، … شهردار شد», «مراسم تحلیف اعضای شورا … و در نخستین جلسه …»
_OATH = re.compile(rf"{_L}تحلیف (?:اعضا|منتخبان|نمایندگان|ششمین|هفتمین)")
_SITS = re.compile(
    rf"{_L}(?:در|دراین|طی) ?(?:این |همین )?(?:جلسه|نشست|صحن)|{_L}این (?:جلسه|نشست){_R}|نطق پیش از دستور|صحن (?:علنی|"
    rf"شورا)|جلسه (?:علنی|امروز|دیروز)"
)
_SPEAKS = re.compile(
    rf"{_L}(?:گفت|افزود|اظهار|تصریح|تاکید|خاطرنشان|بیان|ادامه داد|یاداور|عنوان|اضافه|خواستار|اعلام|تذکر|مطرح|پرسید|"
    rf"هشدار|سخن|گلایه|انتقاد|خواند|دانست)"
)
_LEAD_SENTENCES = 4
_NEAR = 800


@dataclass(frozen=True, slots=True)
class Reading:
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


def reading(doc: Document) -> Reading:
    """The document with its bodies and gatherings found."""
    found, titled = bodies(doc.text, doc.folded), bodies(doc.title, doc.folded_title)
    return Reading(
        doc,
        found,
        gatherings(doc.folded, doc.sentences, found),
        titled,
        gatherings(doc.folded_title, nlp.sentences(doc.title), titled),
    )


def first_gathering(r: Reading) -> Gathering | None:
    """The gathering the post is about, as far as its wording alone tells: the first whose body is named."""
    named = [g for g in r.gatherings if g.when != "earlier" and g.body and not g.told]
    first = named[0] if named else None
    if first and first.when == "void":  # «هفته گذشته برگزار نشد، امروز … برگزار شد»
        return next((g for g in named if g.when == "held" and _in_lead(r, g)), first)
    return first


def _opened(r: Reading) -> bool:
    """Whether a meeting that ended early had begun."""
    return any(g.when == "held" for g in (*r.gatherings, *r.title_gatherings) if not g.foreign)


def _other_event(r: Reading) -> bool:
    """Whether the first sentences tell of a visit, a ceremony, a press conference, with no meeting beside it."""
    for a, b in r.lead[:2]:
        if any(g.sentence == (a, b) and g.when in ("held", "unknown") and g.body and not g.foreign for g in _own(r)):
            return False
        colon = r.doc.folded.find(":", a, b)
        end = b if colon < 0 else colon
        m = _OTHER_EVENT.search(r.doc.folded, a, end)
        if (
            m
            and not _ON_THE_FLOOR.search(r.doc.folded, a, end)
            and not _AFTER_MEETING.search(r.doc.folded, a, end)
            and not _DECIDES.search(r.doc.folded, a, end)
        ):
            return True
    return bool(_AT_IT.search(r.doc.folded)) and not any(g.when == "held" for g in _own(r) if g.body)


def _own(r: Reading) -> list[Gathering]:
    return [g for g in r.gatherings if not g.told]


def _in_lead(r: Reading, g: Gathering) -> bool:
    return bool(r.lead) and g.start < r.lead[-1][1]


def _minutes(r: Reading) -> bool:
    """Minutes or a list of resolutions, with a decision in it."""
    marked = _MINUTES.search(r.doc.folded_title) or any(_HEADED.match(r.doc.folded, *s) for s in r.lead)
    return bool(marked and (_DECIDES.search(r.doc.folded) or _RESOLUTION.search(r.doc.folded)))


def decides(r: Reading, span: Span) -> bool:
    """Whether something is decided in a sentence."""
    return bool(_DECIDES.search(r.doc.folded, span[0], min(span[1], span[0] + 4 * _NEAR)))


def _acts(r: Reading, g: Gathering) -> bool:
    """«… در جلسه علنی شورا گفت», «شورا در جلسه امروز تصویب کرد»: something was said or decided at it."""
    return any(p.search(r.doc.folded, *_around(g)) for p in (_SPEAKS, _DECIDES, _DISCUSSES))


def _around(g: Gathering) -> Span:
    """The sentence of a gathering, as much of it as lies near."""
    return max(g.sentence[0], g.start - _NEAR), min(g.sentence[1], g.end + _NEAR)


def _council_decides(r: Reading) -> bool:
    """«اعضای شورای شهر به … رأی ندادند» in the lead, of a meeting named only in passing."""
    sits = any(not g.foreign and g.when not in ("earlier", "coming") for g in _own(r)) or bool(
        _SITS.search(r.doc.folded_title)
    )
    for a, b in r.lead:
        colon = r.doc.folded.find(":", a, b)
        end = b if colon < 0 else colon
        if _DECIDES.search(r.doc.folded, a, end) and any(a <= x.start < end and x.kind != "other" for x in r.bodies):
            return sits
    named = any(x.kind != "other" for x in r.title_bodies)
    return named and sits and bool(_DECIDES.search(r.doc.folded_title) or _DECIDES.search(r.doc.folded))


def _councils_alone(r: Reading) -> bool:
    """A meeting whose body is not named but that only a council holds: to question or elect the mayor."""
    for g in _own(r):
        if g.body or g.when not in ("held", "unknown") or not _in_lead(r, g):
            continue
        words = r.doc.folded[g.start : min(g.end + 60, g.sentence[1])]
        if _COUNCILS_WORK.search(words) or any(p.search(r.doc.folded, *_around(g)) for p in (_ITS_MEMBERS, _OATH)):
            return any(b.kind == "council" for b in (*r.bodies, *r.title_bodies))
    return False


def is_report(r: Reading) -> bool:
    """Whether it reports a meeting that was held."""
    title = r.doc.folded_title
    first = first_gathering(r)
    if _OTHER_GENRE.match(title):
        return False
    if first is None:
        titled = [g for g in r.title_gatherings if g.when != "earlier"]
        if any(g.foreign or g.when in ("coming", "void") for g in titled):
            return False
        sat = _council_decides(r) or _councils_alone(r) or (any(g.body for g in titled) and _sat(r))
        return _minutes(r) or (sat and not _other_event(r))
    if first.foreign or any(g.foreign for g in r.title_gatherings[:1]):
        return False
    if first.when == "void" or (any(g.when == "void" for g in r.title_gatherings) and not _opened(r)):
        return False
    if first.when == "coming":
        return False
    if _AGENDA.match(title) and not _opened(r):
        return False
    if _minutes(r) and not (_AGENDA.search(title) and not _DECIDES.search(r.doc.folded)):
        return True
    if _PICTURES.match(title) or _PICTURES.match(r.doc.folded):
        return True
    if _other_event(r):
        return False
    if _in_lead(r, first):
        return first.when == "held" or _acts(r, first) or _sat(r) or _council_decides(r)
    return _sat(r) or _council_decides(r)


def _sat(r: Reading) -> bool:
    """«در این جلسه … گفت»"""
    return any(
        (g.anaphoric or g.when == "held") and g.when not in ("coming", "void", "earlier") and _acts(r, g)
        for g in _own(r)
        if not g.foreign
    )
