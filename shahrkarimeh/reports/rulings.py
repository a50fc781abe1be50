"""The decisions that one sentence tells: its verdicts, each with its matter and its votes."""

import re
from dataclasses import dataclass, field, replace

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports import hearsay, matter
from shahrkarimeh.reports.elections import elected_in
from shahrkarimeh.reports.verdicts import Verdict, find_verdicts
from shahrkarimeh.reports.votes import Mask, Votes, fill, votes_in

Span = tuple[int, int]

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"
LOOK_BACK = 1500
"""How far back a reference («این لایحه») is looked up, in characters."""

# What follows «با» or «به» and is no matter: «با حضور …», «با اکثریت ارا», «به اتفاق ارا».
_NOT_WITH = (
    r"#|اکثریت|رای|ارای|اتفاق|حضور|توجه|اشاره|دستور|موضوع(?! (?!این))|موافقت|مخالفت|ارایه|تلاوت|هدف|عنایت|"
    r"بیان|تاکید|محوریت|ریاست|قید|وجود|تقدیر|تشکر|کسب|رعایت|"
    r"قدردانی|تبریک|گرامی|یاداوری|استناد|احتساب|پیشنهاد وی|قرایت|این حال|این همه|اصلاحات|تغییرات|شرط|اجماع|"
    r"نظر|دعوت|اعلام|صدور رای"
)
_NOT_TO = (
    r"اتفاق|گزارش|نقل|گفته|ریاست|صورت|عنوان|دلیل|علت|خاطر|منظور|این ترتیب|همین|مناسبت|رای|بحث|شور|جای|عنوان|"
    r"رغم|منزله|تفصیل|طور|درخواست شهردار|صحن|جلسه|نشست"
)
_WITH = re.compile(rf"{_S}با (?!(?:{_NOT_WITH})(?![^\W_])|#)(?=\S)")
_TO = re.compile(rf"{_S}(?:به|بر|پای) (?!(?:{_NOT_TO})(?![^\W_]))(?=\S)")
_TOPIC = re.compile(rf"{_S}(?:در ?خصوص|در ?مورد|در ?باره|پیرامون|راجع به)(?: ی)? (?=\S)")
_HANDLED = re.compile(r" (?:مطرح|بحث|قرایت|بررسی|طرح|ارایه|مورد)(?= |و|$)")
_THAT = re.compile(r"[\s،:]*(?:که|تا)?[\s،:]+")
_WHO_DOES = re.compile(
    r"[\s،]*(?:(?:شهرداری|شهردار|سازمان|اداره|معاونت|معاون|کمیسیون|هییت رییسه|مدیر\w*|شرکت|دبیرخانه|"
    r"روابط عمومی)(?: [^،؛.]{0,60}?)?[\s،]+(?=نسبت به|در خصوص|در مورد|درباره|با |برای|موضوع|طرح|لایحه|گزارش|"
    r"فهرست|برنامه|تا |ظرف|حداکثر|جهت)"
    r"|شهرداری(?: \w+)? )"
)
_MONTH = r"فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|ابان|اذر|دی|بهمن|اسفند"
_BY_WHEN = re.compile(
    rf"[\s،]*(?:تا|حداکثر تا|پیش از|قبل از|طی|ظرف|در|حداکثر ظرف)(?: مدت)? (?:(?:پایان|اواخر|نیمه|ابتدای|اول|"
    rf"اخر)(?: (?:سال|ماه|هفته|همین|این|{_MONTH}|جاری|اینده|#+))*|(?:هفته|جلسه|ماه|سال|نشست) (?:اینده|بعد|اتی|"
    rf"جاری)|#+ (?:روز|ماه|هفته|سال)(?: اینده)?|اسرع وقت)(?: اینده)?،? (?=\S)"
)
_ABOUT = re.compile(
    r"[\s،]*(?:(?:تا|ظرف|حداکثر|طی|در مدت|در اسرع)(?: [^،؛.]{2,40}?)?(?: |، ?)(?=نسبت به|در خصوص|با |طرح|"
    r"لایحه|گزارش|برنامه|فهرست|موضوع))?(?:(?:نسبت به|در ?خصوص|در ?مورد|درباره|جهت|برای|به) (?=\S))?"
)
_DO_END = re.compile(
    r"[\s،]+(?:(?:تا (?:پایان|تاریخ|هفته|#|قبل|پیش|اخر|ماه|سال|نیمه|اول))|ظرف|حداکثر|در مدت|در اسرع|طی (?=#)|"
    r"با (?:مسیولیت|همکاری|نظارت|حضور|محوریت|رعایت|هماهنگی)|به (?:شورا|صحن|کمیسیون|جلسه|اعضا|شهرداری|"
    r"دبیرخانه)|را|"
    r"توسط|از سوی|از محل|نشان داد|زد(?:ند)?|پس از|پیش از (?!این)|در کمیسیون|در جلسه|در صحن|در دستور|در سایت|"
    r"مورد|هر (?:هفته|ماه|سه|شش|دو)|ماهانه|هفتگی|به صورت|به طور|اقدام|انجام|(?:[^\W_]+ )?(?:شود|گردد|شوند|"
    r"گردند|کند|کنند|نماید|نمایند|دهد|دهند|یابد|گیرد|بگیرد|باشد|اید|رسد|برسد))(?=[\s،.؛]|$)"
)
_TO_DESK = re.compile(
    r"^[\s،:]*[^؛.\n]{3,60}? (?:اعلام نظر|اظهار ?نظر|نظر کارشناسی)|^[\s،:]*(?:موضوع (?:در|"
    r"به) )?کمیسیون(?! ویژه)[^؛.\n]{3,120}(?:بررسی|گزارش|نظر|پیگیری|رسیدگی|کارشناسی)[^؛.\n]{0,40}(?:شود|گردد|"
    r"کند|نماید|دهد)|(?:در|به) (?:[\w]+ )?(?:کمیسیون|کارگروه|کمیته)[^؛.\n]{0,90}?(?:بررسی|ارجاع|مطرح|ارسال|"
    r"رسیدگی|احاله|کارشناسی|واکاوی|طرح|محول|سپرده|واگذار|پیگیری|بحث)[^؛.\n]{0,50}(?:شود|گردد|کند|نماید|دهد)"
)
_LATER = re.compile(
    r"(?:به|در) (?:جلسه|نشست|جلسات|هفته|صحن)(?: \w+){0,2} (?:اینده|بعد|بعدی|اتی|دیگر)[^؛.\n]{0,40}?(?:موکول|"
    r"منتقل|بررسی|مطرح|رسیدگی|تصمیم|ادامه|واگذار|انجام|تعیین)[^؛.\n]{0,20}(?:شود|گردد|کند|گیرد)|موکول (?:شود|"
    r"گردد)|مسکوت بماند"
)
_FORMED = re.compile(
    r"(?P<x>(?:کمیته|کارگروه|کمیسیون|ستاد|هییت|تیم|گروه)[^؛.\n]{3,120}?) (?:با |متشکل|مرکب|برای |جهت |به |تشکیل)"
)
_RIDER = re.compile(
    rf"{_S}(?:ان|انها|این (?:مصوبه|طرح|لایحه|مبلغ|اعتبار|برنامه|کار|پروژه|تصمیم)|گزارش|ظرف|ماهانه|مصوبه|نتیجه){_E}"
)
_NEW_PAPER = re.compile(rf"^(?:لایحه|طرح|کارگروه|کمیته|یک ?فوریت|دو ?فوریت|درخواست|بودجه){_E}")
_AND_ORDER = re.compile(
    rf" (?:تشکیل|ایجاد|انجام|تهیه|اجرا|تدوین|پیگیری|برگزار|پرداخت|تامین|احداث|نصب|اصلاح)(?: شود|"
    rf" گردد)? و (?=(?:{matter.PAPERS}|{matter.ACTS}|کارگروه|کمیته){_E})"
)
_TO_DO = re.compile(
    r"(?<![^\W_])(?:شود|گردد|شوند|گردند|کند|کنند|نماید|نمایند|دهد|دهند|یابد|باشد|گیرد|گیرند|بگیرد|برسد|"
    r"بپردازد|بماند)[ .]*$"
)
# «تصویب … و موافقت با … از مصوبات این جلسه بود»
_AMONG = re.compile(
    rf"{_S}(?:از|جمله|مهم ?ترین|دیگر|عمده|سایر|اهم) (?:جمله |مهم ?ترین |دیگر |اهم |سایر )*(?:مصوبات|تصمیمات|"
    rf"مصوبه های|تصمیم های|موارد مصوب)"
)
_NOUN_OF_ACT = re.compile(
    rf"{_S}(?P<v>عدم موافقت با|مخالفت با|عدم تصویب|رد|موافقت با|تصویب|ارجاع|عودت|"
    rf"تایید) (?P<x>[^؛.\n]{{5,200}}?)(?=(?:،| و) ?(?:عدم موافقت|مخالفت با|عدم تصویب|رد |موافقت با|تصویب|ارجاع|"
    rf"عودت|تایید|نیز|هم|همچنین)|،? (?:نیز )?(?:از|جمله) (?:جمله |مهم|دیگر |اهم |سایر |عمده )*(?:مصوبات|"
    rf"تصمیمات|مصوبه|تصمیم|موارد)|$)"
)
# «احداث … و خرید … دیگر مصوبات این جلسه بود»
_PLAIN_LIST = re.compile(
    rf"(?:(?:همچنین|نیز|در ادامه|در پایان)،? )?(?P<x>(?:{matter.ACTS}){_E}[^؛.\n]{{5,300}}?)(?: نیز|"
    rf" هم)?،? (?:از )?(?:جمله |مهم ?ترین |دیگر |اهم |سایر )+(?:مصوبات|تصمیمات|مصوبه های|تصمیم های|موارد مصوب)"
)
_NEXT_PAPER = re.compile(rf"(?: و|،)(?: همچنین| نیز)? (?=(?:{matter.PAPERS}){_E}(?! ?(?:ان|این)))")
_TAIL_SPEECH = re.compile(r"(?:گفت|افزود|اظهار|تصریح|خاطرنشان|بیان|یاداور|اعلام)")
_DISMISSED = re.compile(r"^(?:برکنار|عزل|کنار گذاشته)")


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


def rulings_in(mask: Mask, a: int, b: int, commission: bool, minutes: bool = False) -> list[Found]:
    """The decisions told in the sentence `[a, b)`, in order."""
    text = mask.text
    if text[a:b].rstrip(' »"').endswith("؟"):
        return []
    chosen = elected_in(mask, a, b)
    if chosen:
        out = [
            Found(e.start, e.end, "elected", Votes(e.votes_for, None, e.abstentions, e.by_all), e.end) for e in chosen
        ]
        last = chosen[-1].end
        rest = rulings_in_clauses(mask, last, b, a, commission, minutes)
        return out + [f for f in rest if f.start >= last]
    return rulings_in_clauses(mask, a, b, a, commission, minutes) or _among_resolutions(mask, a, b)


def _among_resolutions(mask: Mask, a: int, b: int) -> list[Found]:
    """«موافقت با احداث … و ارجاع لایحه … به کمیسیون … از مصوبات این جلسه بود»."""
    if not _AMONG.search(mask.text, a, b):
        return []
    out = []
    plain = _PLAIN_LIST.match(mask.text, a, b)
    if plain:
        start = matter.start_of(mask, *plain.span("x"), Votes())
        return [Found(s, e, "approved", Votes(), s) for s, e in matter.split_acts(mask, start, plain.end("x"))]
    for m in _NOUN_OF_ACT.finditer(mask.text, a, b):
        word = m["v"]
        outcome: Outcome = (
            "rejected"
            if word.startswith(("عدم", "مخالفت", "رد"))
            else "referred"
            if word in ("ارجاع", "عودت")
            else "approved"
        )
        votes = votes_in(mask, *m.span("x"))
        span = matter.cut(mask, *m.span("x"), votes)
        if matter.names(mask.text[slice(*span)]) and not matter.is_heap(mask.text[slice(*span)]):
            out.append(Found(*span, outcome, votes, m.start()))
    return out


def rulings_in_clauses(mask: Mask, a: int, b: int, sentence: int, commission: bool, minutes: bool) -> list[Found]:
    """The decisions told by the verdicts between `a` and `b`."""
    verdicts = find_verdicts(mask.text, a, b, minutes)
    verdicts = [
        v
        for i, v in enumerate(verdicts)
        if minutes or not hearsay.is_no_verdict(mask.text, sentence, v, i + 1 < len(verdicts))
    ]
    out: list[Found] = []
    at = a
    for i, v in enumerate(verdicts):
        stop = verdicts[i + 1].start if i + 1 < len(verdicts) else b
        for begin, end in _segments(mask, v, at):
            piece = replace(v, start=end, end=end) if end < v.start else v
            out += _read(mask, piece, begin, stop, sentence, commission, out)
        if out and i + 1 == len(verdicts):
            _add_tail(mask, out[-1].votes, v.end, b)
        at = v.end
    return out


def _segments(mask: Mask, v: Verdict, at: int) -> list[Span]:
    """The parts of a region that share one verb: «لایحه … با 10 رای و لایحه … با 6 رای موافق تصویب شد»."""
    starts = [at]
    if v.frame == "subject":
        for m in _NEXT_PAPER.finditer(mask.text, at, v.start):
            votes = votes_in(mask, starts[-1], m.start())
            if votes and matter.names(mask.text[slice(*matter.cut(mask, starts[-1], m.start(), votes))]):
                starts.append(m.end())
    return list(zip(starts, [*starts[1:], v.start], strict=True))


def _read(
    mask: Mask, v: Verdict, at: int, stop: int, sentence: int, commission: bool, before: list[Found]
) -> list[Found]:
    """What one verdict decides; `before` are the decisions the sentence told already."""
    if v.frame == "after":
        found = _after(mask, v, at, stop, sentence, before)
        return [] if found and hearsay.is_decoy(mask.text, sentence, v, (v.start, v.start), True) else found
    votes = votes_in(mask, at, v.end)
    if v.inner:
        votes = votes_in(mask, at, v.end)
        span = matter.cut(mask, *v.inner, votes)
    else:
        span = _matter(mask, v, at, votes)
    if hearsay.is_decoy(mask.text, at, v, span, commission):
        return []
    if v.outcome in ("postponed", "referred"):
        votes = votes_in(mask, max(at, min(span[0], v.start)), v.end)
    bracket = re.compile(r" ?\([^)\n]{3,80}\)").match(mask.text, v.end, stop)
    if bracket:
        _add_tail(mask, votes, *bracket.span())
    return _settle(mask, v, span, votes, sentence, stop, before)


def _add_tail(mask: Mask, votes: Votes, a: int, b: int) -> None:
    """Votes told behind the verdict: «… تصویب شد (5 رأی)», «… با 4 رای در برابر 3 رای»."""
    if re.search(r"#+ ?(?:نفر|عضو|رای|موافق|مخالف)|اتفاق ارا|مخالف", mask.text[a:b]) and not _TAIL_SPEECH.search(
        mask.text, a, b
    ):
        tail = votes_in(mask, a, b)
        fill(votes, tail)


def _settle(
    mask: Mask, v: Verdict, span: Span, votes: Votes, sentence: int, stop: int, before: list[Found]
) -> list[Found]:
    """The decisions of a verdict with its matter, references looked up, several matters parted."""
    phrase = mask.text[span[0] : span[1]]
    if matter.is_heap(phrase):
        return []
    if _DISMISSED.match(mask.text[v.start : v.end]):
        return [_dismissal(mask, v, span, votes, sentence)]
    if not matter.names(phrase):
        if (
            before
            and not re.search(rf"{_S}اصل{_E}", phrase)
            and not re.search(rf"{_S}(?:{matter.PAPERS}){_E}", phrase.replace("این", ""))
        ):
            _again(before[-1], v, votes)
            return []
        if v.frame == "subject" and not before and not phrase.strip() and _TO_DO.search(mask.text, v.end, stop):
            return _after(mask, v, v.start, stop, sentence, before)
        found = matter.referent(mask, max(0, span[0] - LOOK_BACK), max(span[0], sentence), phrase)
        if v.shared:
            return []
        if found is None or matter.is_heap(mask.text[found[0] : found[1]]):
            found = (v.start, v.start)
        tags = {"again"} if not phrase.strip() or found[0] == found[1] else set()
        return [Found(*found, v.outcome, votes, v.start, referred_to=True, tags=tags)]
    out = []
    for s, e in matter.split(mask, span):
        piece = mask.text[s:e]
        if re.match(
            r"(?:اصل|کلیات|خود|متن)(?: و جزییات)?(?: (?:ان|لایحه|طرح|این \w+|موضوع))?$", piece.strip()
        ) or matter.is_reference(piece):
            found = matter.referent(mask, max(0, s - LOOK_BACK), s, piece)
            if found:
                out.append(Found(*found, v.outcome, votes, v.start, referred_to=True))
        elif len(piece.replace(" ", "")) >= 5:
            out.append(Found(s, e, v.outcome, votes, v.start))
    return out


def _again(last: Found, v: Verdict, votes: Votes) -> None:
    """A second verdict on the matter just decided: «از دستور خارج و رد گردید», «تصویب و به کمیسیون ارجاع شد»."""
    keep = {("approved", "referred"), ("approved", "postponed"), ("referred", "approved"), ("referred", "postponed")}
    if (last.outcome, v.outcome) not in keep or (last.votes and not votes and last.outcome == "referred"):
        if last.outcome != "approved" or v.outcome in ("rejected",):
            last.outcome = v.outcome
    for side in ("votes_for", "votes_against", "abstentions"):
        value = getattr(votes, side)
        if value is not None:
            last.votes.put(side, value)
    last.votes.unanimous |= votes.unanimous


def _dismissal(mask: Mask, v: Verdict, span: Span, votes: Votes, sentence: int) -> Found:
    """«شهردار … کنار گذاشته شد» is the motion against him approved, under its own name where the post gives one."""
    m = re.search(
        r"استیضاح(?! کنندگان)(?: \w+){1,3}?(?= (?:که|به|با|در|رای|امروز|و|از)|[،.])",
        mask.text[max(0, sentence - LOOK_BACK) : v.end],
    )
    if m:
        base = max(0, sentence - LOOK_BACK)
        return Found(base + m.start(), base + m.end(), "approved", votes, v.start)
    return Found(*span, "approved", votes, v.start)


def _matter(mask: Mask, v: Verdict, at: int, votes: Votes) -> Span:
    """The span of the matter before a verdict."""
    text = mask.text
    if v.frame in ("with", "to"):
        pattern = _WITH if v.frame == "with" else _TO
        for m in pattern.finditer(text, at, v.start):
            span = matter.cut(mask, m.end(), v.start, votes)
            phrase = text[span[0] : span[1]]
            if re.match(r"(?:ان|این|همین|موضوع|درخواست مذکور|کلیات ان)(?: \w+)?$", phrase) and matter.is_reference(
                phrase
            ):
                earlier = matter.cut(mask, at, m.start(), votes)
                return (
                    span
                    if matter.is_reference(text[slice(*earlier)]) or words_like_speech(text[slice(*earlier)])
                    else earlier
                )
            return span
    return matter.cut(mask, at, v.start, votes)


def words_like_speech(text: str) -> bool:
    """Whether a phrase holds a verb of a person rather than a matter."""
    return bool(re.search(r"(?<![^\W_])(?:گفت|کرد|داد|داشت|افزود|بود|خواست)(?![^\W_])", text))


def _after(mask: Mask, v: Verdict, at: int, stop: int, sentence: int, before: list[Found]) -> list[Found]:
    """«مقرر شد …»: the matter is what is to be done, or what stands before as the topic."""
    text = mask.text
    said = text[v.end : stop]
    outcome: Outcome = v.outcome
    if outcome == "approved":
        outcome = (
            "referred"
            if _TO_DESK.search(said) and not re.search(r"(?:کمیته|کارگروه)[^؛.]{0,80}تشکیل", said)
            else "postponed"
            if _LATER.search(said)
            else "approved"
        )
    votes = votes_in(mask, at, v.start)
    start = v.end
    for pattern in (_THAT, _BY_WHEN, _WHO_DOES, _BY_WHEN, _ABOUT, _THAT):
        m = pattern.match(text, start, stop)
        if m and m.end() < stop:
            start = m.end()
    cut = next(
        (m.start() for m in _DO_END.finditer(text, start, stop) if matter.words(text[start : m.start()]) >= 2), stop
    )
    start, end = matter.start_of(mask, start, cut, Votes()), cut
    end = max(start, matter.end_of(mask, start, end, Votes()))
    phrase = text[start:end]
    if before and (outcome == "approved" or matter.is_reference(phrase)) and not _NEW_PAPER.match(phrase):
        return []
    topic = _topic_before(mask, at, v.start, votes)
    if topic:
        start, end = topic
    elif matter.is_reference(phrase):
        found = matter.referent(mask, max(0, sentence - LOOK_BACK), v.start, phrase)
        if not found:
            return []
        start, end = found
    elif (
        v.end > at
        and outcome == "approved"
        and _RIDER.match(phrase.strip())
        and not before
        and re.search(rf"{_S}(?:ان|این مصوبه|این طرح|این لایحه){_E}", said)
    ):
        return []
    if matter.is_heap(text[start:end]) or end - start < 5:
        return []
    first = Found(start, end, outcome, votes, v.start, tags={"ordered"})
    m = None if topic else _AND_ORDER.search(text, end, stop)
    if m and outcome == "approved":
        last = next(
            (c.start() for c in _DO_END.finditer(text, m.end(), stop) if matter.words(text[m.end() : c.start()]) >= 2),
            stop,
        )
        return [
            first,
            Found(
                m.end(), matter.end_of(mask, m.end(), last, Votes()), outcome, Votes(), v.start + 1, tags={"ordered"}
            ),
        ]
    return [first]


def _topic_before(mask: Mask, at: int, end: int, votes: Votes) -> Span | None:
    """«درخصوص وضعیت پل مقرر گردید», «درخواست … مطرح و مقرر شد»: the matter before «مقرر»."""
    text = mask.text
    m = _TOPIC.search(text, at, end)
    handled = _HANDLED.search(text, at, end) or re.search(r"[؛:]\s*$", text[at:end])
    if not m and not handled:
        return None
    if text[at:end].rstrip().endswith("؛"):
        end = at + text[at:end].rindex("؛")
    span = matter.cut(mask, at if handled and not m else m.start() if m else at, end, votes)
    phrase = text[span[0] : span[1]]
    if matter.is_reference(phrase) or matter.is_heap(phrase) or words_like_speech(phrase) or matter.words(phrase) < 2:
        return None
    if re.match(r"(?:این|ان|همین) (?:خصوص|باره|مورد|زمینه)", phrase):
        return None
    return span
