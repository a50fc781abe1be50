"""«مقرر شد …»: decisions whose matter follows the verb, and what stands before it as the topic."""

import re
from dataclasses import dataclass, field

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports import matter, referents
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter_words import ACTS, PAPERS
from shahrkarimeh.reports.order_content import outcome_of_order, thing_to_do
from shahrkarimeh.reports.verdicts import Verdict
from shahrkarimeh.reports.votes import Votes, votes_in

Span = tuple[int, int]

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"
LOOK_BACK = 1500
"""How far back a reference («این لایحه») is looked up, in characters."""

_TOPIC = re.compile(rf"{_S}(?:در ?خصوص|در ?مورد|در ?باره|در ?باب|پیرامون|راجع به)(?: ی)? (?=\S)")
_HANDLED = re.compile(r" (?:خوانده|استماع(?= (?:و|شد|گردید) )|مطرح|بحث|قرایت|بررسی|طرح|ارایه|مورد)(?= |و|$)")
# «موضوع … را مطرح کرد که قرار شد در نشست بعدی بررسی شود»
_RAISED = re.compile(
    r"(?:(?<![^\W_])(?:وی|او|نامبرده)(?: (?:سپس|همچنین|نیز|هم))* )?(?P<x>[^،؛.:\n]{5,120}?) را (?:مطرح|طرح|عنوان|"
    r"پیشنهاد) (?:کرد|کردند|نمود|داد)(?: که|،? و) *$"
)
_HEARD = re.compile(r"(?<![^\W_])گزارش(?: [^\W\d_]+){0,6} *$")
_CHARGE = re.compile("(?:مامور|موظف|مکلف|ملزم)(?= )")
_CHARGED = re.compile(r"(?<![^\W_])(?:کمیسیون|کمیته|کارگروه)(?! ویژه)(?: (?!شورا )\w+){0,5} *(?:نیز|هم)? *$")
_RIDER = re.compile(
    rf"{_S}(?:ان|انها|به|در|از|تا|نسبت|در صورت|هر|پس از|پیش از|حداکثر|این (?:مصوبه|طرح|لایحه|مبلغ|اعتبار|برنامه|"
    rf"کار|پروژه|تصمیم)|گزارش|ظرف|ماهانه|مصوبه|نتیجه){_E}"
)
# What carries a decision out: reports of it, its costs, its deadline, whoever must do it.
_CARRIED_OUT = re.compile(
    rf"{_S}(?:ان|انها|ان را|این \w+|همین|گزارش|نتیجه|نتایج|هزینه|هزینه های|اعتبار|اعتبارات|منابع|مبلغ|شهرداری|شهردار|"
    rf"اجرا|اجرای|پیشرفت|مصوبه|نظارت|متن|سپس|پیمانکار|محل|کار|ماهانه|قرارداد|بودجه|درامد|مطالبات|جزییات|فهرست|مرحله|"
    rf"فاز|دبیرخانه|کمیسیون|سازمان){_E}|{_S}\w+(?:ش|شان|"
    rf"اش){_E}(?<!افزایش)(?<!کاهش)(?<!فروش)(?<!اموزش)(?<!بخش)(?<!پوشش)"
)
_NEW_PAPER = re.compile(rf"^(?:لایحه|طرح|کارگروه|کمیته|یک ?فوریت|دو ?فوریت|درخواست|بودجه){_E}")
_AND_ORDER = re.compile(
    rf" (?:تشکیل|ایجاد|انجام|تهیه|اجرا|تدوین|پیگیری|برگزار|پرداخت|تامین|احداث|نصب|اصلاح)(?: شود|"
    rf" گردد)? و (?=(?:{PAPERS}|{ACTS}|کارگروه|کمیته){_E})"
)
# «… از محل درامد تامین و کشتار شبانه تعطیل شود»: two orders that share «شود»
_SHARED_DO = re.compile(
    r" (?:تامین|ترمیم|تعمیر|تعطیل|نصب|اصلاح|پرداخت|حذف|تکمیل|بازسازی|احداث|واگذار|لغو|تمدید|ممنوع|تعیین|مشخص|معرفی|"
    r"تهیه|تدوین|تجهیز|تخریب|ابطال|باطل|منتقل|جابه ?جا|اسفالت|پلمب|پاکسازی|راه ?اندازی|بازگشایی|مسدود|محدود|متوقف|"
    r"رایگان|لایروبی|جمع ?اوری|خریداری|برگزار|تشکیل|برچیده|افزوده|کاسته|گذاشته|برداشته|داده) و "
    r"(?=(?!سپس|نسبت|به |در |از |با |نتیجه|گزارش)[^\W\d_]+ [^،؛.:\n]{4,80}? (?:شود|گردد|شوند|گردند)(?![^\W_]))"
)
_NEXT_ORDER = re.compile(
    r"(?<![^\W_])(?:شود|گردد|شوند|گردند|کند|کنند|نماید|نمایند|دهد|دهند|یابد|باشد|گیرد|گیرند|بگیرد|بگیرند|برسد)"
    r"(?:،(?: و)?| و|؛) (?=\S+ \S+)"
)
_VERB_OF_ORDER = re.compile(
    r"(?<![^\W_])(?:شود|گردد|شوند|گردند|کند|کنند|نماید|نمایند|دهد|دهند|یابد|باشد|گیرد|گیرند|بگیرد|برسد|"
    r"برود)(?![^\W_])"
)
PRINCIPAL = re.compile(r"اصل (?:طرح|لایحه|پیشنهاد|موضوع)(?![^\W_])")
_URGENT = re.compile(r"فوریت (?:در )?")
_MUST = re.compile(rf"{_S}(?:باید|بایستی|می ?بایست|موظف|مکلف){_E}")
_OF_IT = re.compile(rf"{_S}(?:ان|این مصوبه|این طرح|این لایحه){_E}")
DO = re.compile(
    r"(?<![^\W_])(?:شود|گردد|شوند|گردند|کند|کنند|نماید|نمایند|دهد|دهند|یابد|باشد|گیرد|بگیرد|برسد|بماند|اید|"
    r"رود|افتد|یابند)"
    r"(?![^\W_])"
)
TO_DO = re.compile(
    r"(?<![^\W_])(?:شود|گردد|شوند|گردند|کند|کنند|نماید|نمایند|دهد|دهند|یابد|باشد|گیرد|گیرند|بگیرد|برسد|"
    r"بپردازد|بماند)[ .]*$"
)


_TWO_WORDS = 2


@dataclass(slots=True)
class Found:
    """A decision found, before repeats are merged."""

    start: int
    end: int
    outcome: Outcome
    votes: Votes
    at: int
    """Where its verdict stands."""
    referred_to: bool = False
    """Whether the matter was named elsewhere and only referred to beside the verdict."""
    lead: bool = False
    tags: set[str] = field(default_factory=set)


def principal(mask: Mask, span: Span, before: list[Found]) -> Span | None:
    """What «اصل طرح» is behind a vote on its urgency: the matter that the urgency names, or the words themselves."""
    for f in reversed(before):
        m = _URGENT.search(mask.text, f.start, f.end)
        if m:
            return (m.end(), f.end) if matter.words(mask.text[m.end() : f.end]) > 2 else span
    return None


def words_like_speech(text: str) -> bool:
    """Whether a phrase holds a verb of a person rather than a matter."""
    return bool(re.search(r"(?<![^\W_])(?:گفت|کرد|داد|داشت|افزود|بود|خواست)(?![^\W_])", text))


def end_of_orders(text: str, at: int, stop: int) -> int:
    """Where the words of an order end before the next verdict at `stop`: «… دعوت شود، لایحه … رد شد»."""
    ends = [m.end() for m in _NEXT_ORDER.finditer(text, at, stop)]
    return ends[-1] if ends else stop


def orders_of(
    mask: Mask, v: Verdict, at: int, stop: int, sentence: int, before: list[Found], commission: bool = False
) -> list[Found]:
    """«مقرر شد …»: the matter is what is to be done, or what stands before as the topic."""
    text = mask.text
    if not text[v.end : stop].strip(" .،"):
        return _ordered_before(mask, v, at)
    pieces = _clauses(text, v.end, stop)
    rest, stop = pieces[1:], pieces[0][1]
    done = _VERB_OF_ORDER.search(text, v.end, stop)
    outcome = outcome_of_order(v, text[v.end : done.end() if done else stop], commission)
    if outcome == "approved" and _CHARGE.match(text, v.start) and _CHARGED.search(text, at, v.start):
        outcome = "referred"
    if text.startswith("قرار است", v.start) and outcome != "postponed":
        return []
    votes = votes_in(mask, at, v.start)
    start, end = thing_to_do(mask, v.end, stop)
    phrase = text[start:end]
    if PRINCIPAL.match(phrase) and outcome != "approved" and (whole := principal(mask, (start, end), before)):
        return [Found(*whole, outcome, Votes(), v.start, tags={"ordered"})]
    carries = before and before[-1].outcome != "rejected"
    if carries and (outcome == "approved" or matter.is_reference(phrase)) and _is_rider(mask, v, (start, end), stop):
        return []
    topic = _topic_before(mask, at, v.start, votes)
    named = topic or (start, end)
    if not topic and matter.is_reference(phrase):
        named = referents.referent(mask, max(0, sentence - LOOK_BACK), v.start, phrase) or (start, start)
    elif not topic and outcome == "approved" and _RIDER.match(phrase.strip()) and _OF_IT.search(text, v.end, stop):
        return []
    if matter.is_heap(text[slice(*named)]) or named[1] - named[0] < 5:
        return []
    m = None if topic else _AND_ORDER.search(text, end, stop)
    if m:
        outcome = outcome_of_order(v, f"{text[v.end : m.start()]} شود", commission)
    first = Found(*named, outcome, votes, v.start, tags={"ordered"})
    if m and outcome == "approved":
        second = thing_to_do(mask, m.end(), stop)
        becomes = outcome_of_order(v, text[m.end() : stop], commission)
        return [first, Found(*second, becomes, Votes(), v.start + 1, tags={"ordered"})]
    if not topic and outcome == "approved" and (shared := _sharing(mask, v, end, stop)):
        rest = [shared, *rest]
    return [first, *(f for i, s in enumerate(rest, 2) for f in _further(mask, v, *s, i))]


def _sharing(mask: Mask, v: Verdict, end: int, stop: int) -> Span | None:
    """Where the second of two orders stands that share a verb: «… تامین و کشتار شبانه تعطیل شود»."""
    m = _SHARED_DO.search(mask.text, max(v.end, end - 1), stop)
    if m is None or headed(mask.text[m.end() : stop]) or _CARRIED_OUT.match(mask.text, m.end()):
        return None
    return m.end(), stop


def _ordered_before(mask: Mask, v: Verdict, at: int) -> list[Found]:
    """«تشکیل جلسات در ساعت 15 مقرر گردید»: the matter before the verb, where nothing stands behind it."""
    if not mask.text.startswith("مقرر", v.start):
        return []
    votes = votes_in(mask, at, v.start)
    span = matter.cut(mask, at, v.start, votes)
    phrase = mask.text[slice(*span)]
    named = headed(phrase) and matter.words(phrase) > 1 and not matter.is_heap(phrase)
    return [Found(*span, v.outcome, votes, v.start)] if named else []


def _is_rider(mask: Mask, v: Verdict, span: Span, stop: int) -> bool:
    """Whether an order right behind a decision says how that is carried out, rather than another matter."""
    phrase, said = mask.text[slice(*span)], mask.text[v.end : stop]
    joint = mask.text[max(0, v.start - 12) : v.start]
    if _NEW_PAPER.match(phrase) or re.search(r"[؛.]|همچنین", joint):
        return False
    return bool(matter.words(phrase) < 3 or _CARRIED_OUT.search(said)) or (
        not headed(phrase) and mask.text[max(0, v.start - 2) : v.start].strip() != "،"
    )


def _clauses(text: str, at: int, stop: int) -> list[Span]:
    """The orders of a list: «مقرر شد … تعمیر کند، … نصب شود و … ارجاع گردد»."""
    starts = [at, *(m.end() for m in _NEXT_ORDER.finditer(text, at, stop))]
    out: list[Span] = []
    for s, e in zip(starts, [*starts[1:], stop], strict=True):
        if out and (
            _RIDER.match(text[s:e].strip())
            or _OF_IT.search(text, s, e)
            or _MUST.search(text, s, e)
            or not _VERB_OF_ORDER.search(text, s, e)
        ):
            break
        out.append((s, e))
    return out if len(out) > 1 else [(at, stop)]


def _further(mask: Mask, v: Verdict, a: int, b: int, number: int) -> list[Found]:
    """A later order of a list."""
    outcome = outcome_of_order(v, mask.text[a:b])
    start, end = thing_to_do(mask, a, b)
    if matter.words(mask.text[start:end]) < _TWO_WORDS:
        end = matter.end_of(mask, start, b, Votes())
    phrase = mask.text[start:end]
    if matter.is_reference(phrase) or matter.is_heap(phrase) or matter.words(phrase) < 2 or not matter.names(phrase):
        return []
    return [Found(start, end, outcome, Votes(), v.start + number, tags={"ordered"})]


def _topic_before(mask: Mask, at: int, end: int, votes: Votes) -> Span | None:
    """«درخصوص وضعیت پل مقرر گردید», «درخواست … مطرح و مقرر شد»: the matter before «مقرر»."""
    text = mask.text
    if raised := _RAISED.search(text, at, end):
        span = matter.cut(mask, *raised.span("x"), votes)
        return span if matter.names(text[slice(*span)]) and matter.words(text[slice(*span)]) > 1 else None
    m = _TOPIC.search(text, at, end)
    handled = _HANDLED.search(text, at, end) or re.search(r"[؛:]\s*$", text[at:end])
    if not m and not handled:
        return None
    if m and handled and _HEARD.search(text, at, m.start()):
        return None  # A report that was heard is not what is decided.
    if text[at:end].rstrip().endswith("؛"):
        end = at + text[at:end].rindex("؛")
    span = matter.cut(mask, at if handled and not m else m.start() if m else at, end, votes)
    phrase = text[span[0] : span[1]]
    if matter.is_reference(phrase) or matter.is_heap(phrase) or words_like_speech(phrase) or matter.words(phrase) < 2:
        return None
    if re.match(r"(?:این|ان|همین) (?:خصوص|باره|مورد|زمینه)", phrase):
        return None
    return span
