"""The number of the session that a post reports, among the numbers of other sessions, letters and laws."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shahrkarimeh.reports.clauses import HELD, MEETING, Clause, as_document, other_meeting, quoted, title_clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.places import place_at
from shahrkarimeh.text.jalali import find_days
from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.numbers import Number, find_numbers, find_ordinals
from shahrkarimeh.text.patterns import compiled


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: int
    score: float


_ADJECTIVES = (
    r"(?:(?:رسمی|علنی|غیر ?علنی|غیر|عادی|عمومی|مشترک|هفتگی|فوق ?العاده|فوری|نوبت|صحن|پارلمان|پارلمانی|ویژه|و|شهر|"
    r"\(|\)|[«»،]) {0,3}){0,7}"
)
_NOUN_BEHIND = re.compile(
    rf" {{0,3}}(?:و {{0,2}}|در شمار {{1,2}})?{_ADJECTIVES}(?P<noun>{MEETING})(?:(?![^\W\d_])|(?=های))"
)
# «برای صدمین بار تشکیل جلسه داد», «برای بار نوزدهم دور هم جمع شد», «این صدمین بار بود که شورا گرد هم می‌آمد»
_TIME_BEFORE = re.compile(r"(?<![^\W_])برای بار {1,2}$")
_TIME_BEHIND = re.compile(r" {1,2}بار(?![^\W_])")
_MET = re.compile(r"[^.؛:\n]{0,60}?(?<![^\W_])(?:تشکیل جلسه|گرد ?هم|دور ?هم|دور یک میز|پشت میز)")
# «جلسه علنی شماره ۱۳», «صورتجلسه رسمی بیست و پنجم», «جلسه 88», «نشست (سی و دوم)»
_NOUN_BEFORE = compiled(
    rf"(?<![^\W_])(?P<noun>{MEETING})(?: {{0,2}}ی)? {{0,3}}{_ADJECTIVES}"
    r"(?:(?:شورا|شورای (?:اسلامی )?شهر)? {0,3})(?P<sign>(?:به )?شماره ?ی?)? {0,3}[:(#\t-]{0,2} {0,3}$"
)
# «در این نشست نخست درباره … بحث شد»: «first» of all, no number
_THIS = compiled(r"(?<![^\W_])(?:این|ان|همین) {1,2}$")
_FIRST = re.compile(r"(?:نخست|اول)(?![^\W_])(?! (?:دوره|شورا))")
_FIELD = re.compile(r"(?:شماره|نوبت|ردیف) {1,3}(?:جلسه|نشست|صورت ?جلسه) {0,3}[:：\t؛ -]{0,4}$")
_LOOSE = compiled(r"(?<![^\W_])(?:با |به )?شماره(?: ی)? {0,3}[:(]? {0,2}$")
_PAPER = re.compile(
    r"(?<![^\W_])(?:نامه|لایحه|طرح|مصوبه|بند|ماده|تبصره|پلاک|قرارداد|ردیف|پرونده|سامانه|تلفن|کد|دستور|دستور کار|اتاق|"
    r"سالن|"
    r"منطقه|خط|شعبه|پیوست|ثبت|صفحه|کارت|حساب)(?![^\W_])[^.؛،]{0,25}$"
)
# A number behind the noun that counts something else: «جلسه ۸ صبح», «جلسه سه ساعته», «جلسه دو شورا».
_COUNTS = re.compile(
    r" {0,3}(?:ساعت|صبح|عصر|ظهر|شب|نفر|عضو|روز|دقیقه|سال|ماه|شنبه|بند|لایحه|طرح|مورد|رای|درصد|کمیسیون|فقره|"
    r"موضوع|دستور|"
    r"نوبت|بخش|مرحله|هفته|میلیارد|میلیون|هزار|:|/|\.\d|تن |برابر|نوبته|ساعته|روزه|طرفه|جانبه|ساله|"
    r"شورا(?=ی (?:شهر )?[^\W_]+ و ))"
)
# Behind «نخستین جلسه»: counted within a year, a week, a matter, not within the term.
_COUNTED_WITHIN = re.compile(
    r"[^.؛]{0,30}?(?<![^\W_])(?:سال (?!(?:اول|دوم|سوم|چهارم|نخست) (?:دوره|شورا))|امسال|هفته|ماه |فروردین|"
    r"پس از|بعد از|"
    r"بررسی|رسیدگی|"
    r"تعطیلات|نوروز|استیضاح|بهار|تابستان|پاییز|زمستان|روز(?! (?:\S*شنبه|جمعه|گذشته|\d))|رای گیری|انتخاب شهردار|بودجه)"
)
_TERM_BEHIND = re.compile(r"[^.؛]{0,45}?(?:دوره|شورای (?:اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم))")
_THIS_YEAR = re.compile(r"[^.؛]{0,60}?(?<![^\W_])(?:امسال|سال (?:جاری|نو|تازه|جدید|دوم|سوم|چهارم|1[34]\d\d))")
_FEW = 5
# «هفتمین جلسه شورا در ماه جاری», «پانزدهمین جلسه‌ای است که درباره …»
_COUNTED_WITHIN_SHORT = re.compile(
    r"[^.؛]{0,30}?(?<![^\W_])(?:این|همین|یک) (?:ماه|هفته)|[^.؛]{0,30}?(?<![^\W_])(?:ماه|هفته) (?:جاری|اخیر|گذشته)|"
    r" ?ا?ی? (?:است|بود) که (?:درباره|در ?خصوص|در ?مورد|پیرامون)(?![^\W_])"
)
_IN_A_MONTH = 15
# What a speaker reminds of: «در جلسه سی و پنجم هم گفتم»
_TOO = re.compile(r" {0,3}(?:شورا )?(?:هم|نیز)(?![^\W_])")

_COMMISSION = compiled(r"(?<![^\W_])کمیسیون")
_OTHER_BODY = re.compile(
    r"(?<![^\W_])(?:شورای (?:اسلامی )?(?:شهرداران|استان|عالی|ترافیک|اداری|فرهنگ|معاونان|معاونین|مدیران|سازمان|تامین|"
    r"برنامه|گفتگو|گفت ?و ?گو|"
    r"شهرستان|بخش|روستا|مشورتی|راهبردی|سیاست|هماهنگی|پدافند|مسکن|آموزش|اموزش|حفظ|تخصصی|اجتماعی|سلامت|محله|"
    r"محلات|تحول)|"
    r"هییت (?:تطبیق|مدیره|امنا|دولت|نظارت|علمی|حل)|ستاد|کارگروه|کمیته|مجمع|هیات مدیره|قرارگاه|کمیسیون ماده|مجلس|دولت|"
    r"انجمن|پارلمان ملی)"
)
# «کمیسیون عمران در سومین جلسه خود», not «کمیسیون عمران … و دوشنبه در جلسه شورا»
_COMMISSION_IN = re.compile(r"کمیسیون[^.،؛]{0,40} (?:در|طی) {1,2}$")
_COUNCIL_NEXT = re.compile(r" {0,3}(?:(?!این|خود)[^\W_]+ ){0,3}شورا")
_PART_OF = re.compile(r"(?<![^\W_])(?:نوبت|سال) {1,2}$")  # «جلسه نوبت دوم تیرماه», «(سال دوم، جلسه ۲۱۷)»
_MAY_NUMBER = Sieve(rf"{MEETING}|شماره|مین {{1,2}}بار|برای بار")
_COUNCIL = re.compile(r"(?<![^\W_])شورا(?:ی|ها|یی)?(?![^\W_])")
_COUNCIL_OF = re.compile(r"(?<![^\W_])شورای (?:اسلامی )?(?:شهر |کلان ?شهر ?|شهر ?)?(?:مقدس |زیبای )?")


_GOES_ON = compiled(r"[.؛،:]| که | با | در | به | (?:پس|بعد) از | برگزار| تشکیل")


def number_of(doc: Document, frame: MeetingFrame, parts: list[Clause]) -> int | None:
    """The session's number; `parts` are the sentences of the text."""
    best = max(_numbers(doc, frame, parts, as_document(doc)), key=lambda c: c.score, default=None)
    return best.value if best is not None and best.score > 0 else None


def _numbers(doc: Document, frame: MeetingFrame, parts: list[Clause], title: Document) -> Iterator[_Candidate]:
    for clause in (title_clause(doc), *parts):
        here = title if clause.order < 0 else doc
        if clause.order >= 0 and not _MAY_NUMBER.search(here.folded, clause.start, clause.end):
            continue
        found = [(n, True) for n in find_ordinals(here.folded, clause.start, clause.end)]
        found += [(n, False) for n in find_numbers(here.folded, clause.start, clause.end)]
        days = [(d.start, d.end) for d in find_days(here.folded, clause.start, clause.end)] if found else []
        for number, ordinal in found:
            if any(a < number.end and number.start < b for a, b in days) or not 0 < number.value < 3000:
                continue
            score = _score(here, frame, clause, number, ordinal)
            if score is not None:
                yield _Candidate(number.value, score)


def _score(doc: Document, frame: MeetingFrame, clause: Clause, number: Number, ordinal: bool) -> float | None:
    """How likely a number is that of the session; None where it numbers nothing of the kind."""
    form = _form(doc.folded, clause, number, ordinal)
    if form is None:
        return None
    score, start, end = form
    body = _body(doc, frame, clause, start, end)
    if body is None:
        return None
    score += body
    if ordinal and _within(doc.folded[end : min(clause.end, end + 80)], number.value):
        return None
    if other_meeting(doc, frame, clause, start, end):
        score -= 7
    if clause.order < 0:
        return score + 2.5
    score -= min(clause.order, 40) * 0.05
    if any(a <= number.start < b for a, b in (*frame.mentions, *frame.lead)):
        score += 2
    if frame.is_foreign(start, end):
        score -= 6
    if clause.spoken or clause.told <= start or quoted(doc.folded, clause, start):
        score -= 7 if _TOO.match(doc.folded, end, clause.end) else 2.5
    if HELD.search(doc.folded, clause.start, clause.told) or clause.order < 3:
        score += 1
    return score


def _within(behind: str, value: int) -> bool:
    if value <= _FEW and _THIS_YEAR.match(behind):  # «نخستین جلسه شورای ششم در سال جاری»
        return True
    within = _COUNTED_WITHIN if value <= _FEW else _COUNTED_WITHIN_SHORT if value <= _IN_A_MONTH else None
    counted = within and within.match(behind)
    return bool(counted) and not _TERM_BEHIND.match(behind)


def _form(folded: str, clause: Clause, number: Number, ordinal: bool) -> tuple[float, int, int] | None:
    """(weight of the wording, span of number and noun together)."""
    before = folded[max(clause.start, number.start - 60) : number.start]
    if number.value <= _FEW and _PART_OF.search(before):
        return None
    behind = _NOUN_BEHIND.match(folded, number.end, clause.end)
    if ordinal and behind:
        return 3.0, number.start, behind.end()
    if _FIELD.search(before):
        return 5.0, number.start, number.end
    noun = _NOUN_BEFORE.search(before)
    if noun and _FIRST.match(folded, number.start) and _THIS.search(before[: noun.start()]):
        return None
    if noun and (ordinal or not _COUNTS.match(folded, number.end, clause.end)):
        weight = 4.0 if noun["sign"] else 3.0 if ordinal or folded[number.start].isdigit() else 2.5
        return weight, number.start - len(before) + noun.start(), number.end
    if ordinal and (_TIME_BEHIND.match(folded, number.end, clause.end) or _TIME_BEFORE.search(before)):
        met = _MET.match(folded, number.end, clause.end)
        counted = met and _within(folded[number.end : met.end()], number.value)  # «سومین بار در این هفته»
        return (2.5, number.start, met.end()) if met and not counted else None
    if (
        _LOOSE.search(before)
        and not _PAPER.search(before)
        and re.search(MEETING, before + folded[clause.start : number.start])
    ):
        return 0.5, number.start, number.end
    return None


def bodily(doc: Document, frame: MeetingFrame, clause: Clause, start: int, end: int) -> bool:
    """Whether the meeting named at `[start, end)` of a sentence may be one of the body that met."""
    return _body(doc, frame, clause, start, end) is not None


def _body(doc: Document, frame: MeetingFrame, clause: Clause, start: int, end: int) -> float | None:
    """What the words around say of whose session it is: a bonus, 0 for nothing, None for another body's."""
    folded = doc.folded
    after = _GOES_ON.split(folded[end : min(clause.end, end + 70)], maxsplit=1)[0]
    if _OTHER_BODY.match(after.strip()) or _OTHER_BODY.match(folded[end : end + 40].strip()):
        return None
    commission = _COMMISSION.search(after)
    if frame.body_kind == "commission":
        return _commission(folded, frame, clause, start, after, commission)
    if commission and not re.match(r" {0,3}(?:علنی )?شورا", after):
        return None
    if not _COUNCIL_NEXT.match(after) and _COMMISSION_IN.search(folded, max(clause.start, start - 60), start):
        return None
    council = _COUNCIL_OF.search(folded, end, end + len(after) + 20)
    if council:
        city = place_at(folded, council.end(), ordinary_words=False)
        if city and frame.city and fold(city.name) != fold(frame.city):
            return None
    return 1.0 if _COUNCIL.search(after) else 0.0


_NO_COMMISSION_NAME = ("تخصصی", "مشترک", "شورا", "شورای", "یاد", "مذکور", "بود", "است", "خود", "علنی")


def _commission(
    folded: str, frame: MeetingFrame, clause: Clause, start: int, after: str, commission: re.Match[str] | None
) -> float | None:
    name = re.split(r" شورا", fold(frame.body or "").replace("کمیسیون های", "کمیسیون"))[0]
    own = re.findall(r"[^\W\d_]+", name)[1:2]
    if commission:
        if after[: commission.start()].endswith("این "):
            return 2.0
        named = re.match(r"(?: ?های| ?ها)? {0,3}([^\W\d_]+)", after[commission.end() :])
        if own and named and named[1] not in (own[0], *_NO_COMMISSION_NAME):
            return None
        return 2.0
    if _COUNCIL.search(after):
        return None
    before = folded[max(clause.start, start - 90) : start]
    return 1.5 if _COMMISSION.search(before) else 0.0
