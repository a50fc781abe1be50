"""The topic: the phrase that says what a meeting was about, as the post words it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.patterns import compiled

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_DAYS = r"(?:شنبه|یک ?شنبه|دو ?شنبه|سه ?شنبه|چهار ?شنبه|پنج ?شنبه|جمعه|ادینه)"
_HELD = (
    r"(?:برگزار|تشکیل|منعقد|اغاز|شروع|برپا) ?(?:شد|گردید|شده|کرد|گشت|می ?شود|می ?گردد|خواهد|و|،|ش)|روی میز|"
    r"کار خود|شکل گرفت|"
    r"(?:پایان|خاتمه) (?:یافت|گرفت|داد)|به کار خود|"
    r"رسمیت یافت|تشکیل جلسه|بدون نتیجه|به درازا|به طول انجامید"
)

# «نشستی درباره کساد بازار داشتند», «در نشستی پیرامون سند زمین‌ها گفت‌وگو کردند»
_MET = (
    rf"{_L}(?:داشت|داشتند|گرد ?هم امدند|(?:گفت ?و ?گو|گفتگو|بحث|تبادل نظر|چاره جویی) (?:کرد|کردند|شد|نشستند)|بود){_R}"
)

# «با موضوع …», «با محوریت …», «با دستور کار …»: said of nothing but meetings.
_WITH = compiled(
    rf"{_L}با ?(?:موضوع(?:یت|ات|های)?|محوریت|محور(?:های)?|دستور ?کار(?:های)?|دستور ?جلسه|تمرکز بر)(?: اصلی|"
    rf" ویژه)?{_R} ?:? ?"
    rf"|{_L}حول محور(?:های)?{_R} ?"
)
# «پیرامون …», «درخصوص …», «درباره …»: only between the meeting and the verb that it was held.
_ABOUT = compiled(
    rf"{_L}(?:پیرامون|در ?خصوص|درباره(?: ی)?|در ?مورد|در (?:رابطه|ارتباط) با|راجع به|با هدف بررسی(?= )){_R} ?"
)
# «دستور جلسه: …», «موضوع نشست: …», a line of a form or minutes
_LABEL = Sieve(
    r"(?:^|(?<=[\n\t|]))[\W_]{0,4}(?:موضوع|دستور|دستور ?کار|محور)(?: (?:اصلی|کار))? ?(?:این )?(?:جلسه|"
    r"نشست)? ?[:] ?(?P<x>[^\n\t|]{4,160})"
    r"|(?:^|(?<=\n))(?:موضوع|محور)(?: جلسه| نشست)? {0,2}\t(?P<y>[^\W\d_]+ [^\n\t|]{4,160})(?=\n|$)"
)
# «دوشنبه شب، کمیسیون ورزش. موضوع: درخواست باشگاه …», where the post begins
_LABEL_INSIDE = re.compile(r"[^\n]{0,300}?(?<=[^\W\d_]\. )(?:موضوع|محور|تنها دستور) ?: (?P<x>[^\n\t|]{4,160})")
# «نشست شورا یک دستور بیشتر نداشت: …»
_ONLY_ONE = re.compile(
    rf"[^.؛:\n]{{0,90}}?{_L}(?:یک|تنها) (?:یک )?(?:دستور(?: کار)?|موضوع|محور)(?: بیشتر)? (?:نداشت|داشت) ?[:؛] "
    rf"(?P<x>[^.؛\n]{{4,160}})"
)
# «این جلسه به … اختصاص داشت»
_GIVEN_TO = re.compile(
    rf"[^.؛:\n]{{0,60}}?{_L}به (?P<x>[^.؛:\n]{{4,110}}?) (?:اختصاص (?:داشت|یافت|پیدا کرد|داده شد|داده شده بود)|"
    rf"پرداخت(?= ?[.،؛]| ?$| و ))"
    rf"|(?: [^\W\d_]+){{0,4}} را به (?P<y>[^.؛:،\n]{{4,110}}?) اختصاص (?:داد|دادند){_R}"
)
# «آلودگی هوا موضوع جلسه امروز شورا بود», «… محور نشست کمیسیون»
_WAS_TOPIC = re.compile(
    rf"^\W{{0,3}}(?P<x>[^.؛:\n]{{4,90}}?)،? (?:تنها |مهم ?ترین )?(?:محور|موضوع|دستور ?کار|دستور)(?: اصلی|"
    rf" اول)? (?:این |[^\W\d_]{{3,14}} (?:و )?){{0,5}}(?:جلسه|نشست|صحن){_R}[^.:؛\n]{{0,70}}?{_L}(?:بود|است|شد|"
    rf"قرار (?:داشت|گرفت)){_R}"
)
# «موضوع این جلسه … بود»
_TOPIC_WAS = compiled(
    rf"{_L}(?:محور|موضوع|دستور ?کار|تنها دستور)(?: اصلی)? (?:(?:این )?(?:جلسه|نشست)|ان)(?: نیز|"
    rf" هم)?،? (?P<x>[^.؛:\n]{{4,110}}?) (?:بود|بوده(?: است)?|عنوان شد|اعلام شد){_R}"
)
# «تشکیل جلسه داد تا درباره مراسم سالگرد تصمیم بگیرد»
_SO_AS_TO = Sieve(
    rf"{_L}(?:تشکیل جلسه داد|گرد ?هم امد|دور ?هم (?:جمع شد|نشست)|(?:جلسه|نشست) (?:برگزار کرد|داشت|گذاشت))"
    rf"(?:ه است|ه بود|ند)?،? تا "
    rf"(?:پیرامون|در ?خصوص|درباره(?: ی)?|در ?مورد|راجع به) (?P<x>[^.؛:\n]{{2,110}}?) "
    rf"(?:تصمیم|چاره|گفت ?و ?گو|گفتگو|بحث|تبادل نظر|رایزنی|نظر|بشنو|سخن|صحبت|هم ?اندیشی|هم ?فکری)"
)
# «کمیسیون … با مدیر کتابخانه درباره ساعت کار آن نشست برگزار کرد»: the lead-in before the meeting
_ABOUT_THEN_MET = Sieve(
    rf"{_L}(?:پیرامون|در ?خصوص|درباره(?: ی)?|در ?مورد|در (?:رابطه|ارتباط) با|راجع به|با موضوع) "
    rf"(?P<x>[^.؛:،\n]{{4,110}}?) (?:یک )?(?:جلسه|نشست)(?: ?ای| ?ی)?"
    rf"(?: (?:مشترک|فوق العاده|ویژه|اضطراری|علنی|غیر ?علنی|کارشناسی|تخصصی|کاری|طولانی|[^\W\d_]+ ساعته))?(?: ?ی)? "
    rf"(?:برگزار (?:کرد|کردند|نمود)|(?:تشکیل داد|داشت|گذاشت|برپا کرد|ترتیب داد)(?:ند)?){_R}"
    rf"|{_L}(?:پیرامون|در ?خصوص|درباره(?: ی)?|در ?مورد|راجع به) (?P<y>[^.؛:،\n]{{4,110}}?) "
    rf"(?:به (?:گفت ?و ?گو|گفتگو|بحث|شور|تبادل نظر|رایزنی) نشست(?:ند)?|تشکیل جلسه داد(?:ند)?){_R}"
)
# «جلسه را با هشدار درباره …», «در این نشست نخست درباره …»: what is said there, or the first of many matters
_OF_WORDS = re.compile(
    rf"{_L}(?:با (?:(?:بررسی|ارایه|قرایت|استماع|شنیدن|طرح) )?(?:هشدار|گزارش|سخن|سخنان|توضیح|توضیحات|سوال|پرسش|"
    rf"تذکر|نطق|پاسخ|اظهارات|گلایه|انتقاد|"
    rf"صحبت|بحث){_R}[^،]{{0,40}}|"
    rf"(?:ابتدا|نخست|سپس|همچنین|نیز|هم)) $"
)

_NOT_THIS = re.compile(rf"{_L}(?:بعد|بعدی|اینده|اتی|قبلی?|پیشین){_R}")

_CUT = re.compile(
    rf"[ ،]*{_L}(?:و )?(?:با ?(?:حضور|شرکت|مشارکت|ریاست|تلاوت|رای|قرایت)|به (?:ریاست|میزبانی|صورت|شکل|همت|دبیری|"
    rf"عنوان)|بصورت|در (?:(?:محل|دفتر|اتاق|سالن|تالار|ساختمان|حضور|صحن|روز|تاریخ|ساعت|نوبت){_R}(?! ها)|شورا|دو نوبت)|"
    rf"باحضور|درمحل|مورخه?|(?:از )?ساعت \d|(?:در )?(?:روز|شب|عصر|صبح|ظهر|شامگاه|بعد ?از ?ظهر|پیش از ظهر) (?:گذشته|"
    rf"امروز|دیروز|"
    rf"روز|{_DAYS})|روز {_DAYS}|امروز|دیروز|امشب|دیشب|{_DAYS} (?:در|با|به|برگزار|تشکیل){_R}|{_DAYS} (?:شب|عصر|"
    rf"صبح|\d|[^\W\d_]{{2,8}}م )|{_HELD}|{_MET})"
)
_STOP = re.compile(r"[.؛:؟!\n\t|]| -(?= )|(?<![^\W\d_])که(?![^\W\d_])")
# «در جلسه‌ای گفت که دیروز درباره … تشکیل شده بود»
_WHICH = re.compile(rf"^ ?(?:ای|ی)?(?: [^\s.،:؛]+){{0,4}}? که{_R}")
_NEW = re.compile(r"[.؛:\n]")
_QUOTED = re.compile(r"[«\"'(]\s*(?P<x>[^«»\"\n]{3,160}?)\s*[»\"]")
_HEAD = re.compile(r"[ :]*(?:\(?\d{1,2}\)? ?[-.)] ?|موضوع (?=\S+ \S))?")
_AND_QUOTED = re.compile(r"(?:(?: ?،| و| ?، ?و) ?[«\"](?P<x>[^«»\"\n]{3,120})[»\"]){1,4}")
_VERB = re.compile(
    rf"{_L}(?:گفت|شد|شدند|کرد|کردند|گردید|داد|دادند|بود|بودند|است|داشت|افزود|رسید|گرفت|یافت|پرداخت|خواست){_R}"
)
_POINTS_BELOW = re.compile(
    rf"(?:زیر|ذیل|مشخص|فشرده|فوق|همین|این موضوع|مذکور|یادشده|های|متنوع|مختلف|شماره|\d+ بندی){_R}"
)
_TAIL = re.compile(r"(?:[\s،,\-–/]|(?<![^\W\d_])و(?![^\W\d_]))+$")
_WAS_HELD = re.compile(f"{_HELD}|{_MET}")
_MOST = 260  # how far a phrase is looked for its end
_OPENING = 3  # sentences that may say it though another verb makes their meeting look like an earlier one
_TRIED = 200  # how many lead-ins of a post are tried
_INNER_MARKS = re.compile("[«»]")
_MARKS = '«»"“” ،:-'
_WORD = re.compile(r"[^\W\d_]+")
_OBJECT = re.compile(rf"{_L}را{_R}")


def _again(folded: str, span: Span) -> int:
    """Where a noun of the topic comes again without «و» before it: the next phrase has begun.

    «… با دستور کار بررسی بودجه سازمان‌ها بودجه امسال را افزایش داد»
    """
    seen: set[str] = set()
    before = ""
    for m in _WORD.finditer(folded, *span):
        if len(m[0]) > 3 and m[0] in seen and before != "و":
            return m.start()
        seen.add(m[0])
        before = m[0]
    return span[1]


def _phrase(doc: Document, start: int, limit: int) -> Span | None:
    """The phrase that begins at `start`, up to what no longer belongs to it."""
    folded = doc.folded
    if head := _HEAD.match(folded, start, limit):
        start = head.end()
    limit = min(limit, start + _MOST)
    if m := _QUOTED.match(folded, start, limit):
        more = _AND_QUOTED.match(folded, m.end(), limit)
        return m.start("x"), more.end("x") if more else m.end("x")
    stop = _STOP.search(folded, start, limit)
    limit = stop.start() if stop else limit
    cut = _CUT.search(folded, start, limit)
    end = cut.start() if cut else limit
    comma = folded.find("،", start, end)
    if comma > 0 and (not cut or _VERB.search(folded, comma, end)):
        end = comma
    elif not cut and (thing := _OBJECT.search(folded, start, end)):
        end = _again(folded, (start, thing.start()))
    elif not cut and (verb := _VERB.search(folded, start, end)):
        end = _again(folded, (start, verb.start()))
    tail = _TAIL.search(folded, start, end)
    end = tail.start() if tail else end
    if end - start < 2 or end - start > 160 or _POINTS_BELOW.match(folded, start, end):
        return None
    return start, end


def _said_of_meeting(doc: Document, frame: MeetingFrame, sentence: Span, at: int) -> bool:
    """Whether a weak lead-in stands between the meeting and its verb: «نشست … درباره … برگزار شد»."""
    i = bisect_left(frame.mentions, (at, at))
    before = frame.mentions[i - 1] if i else (-1, -1)
    held = _WAS_HELD.search(doc.folded, at, min(sentence[1], at + _MOST))
    if before[0] < sentence[0] or at - before[1] > _MOST or not held:
        return False
    between, after = _WHICH.sub("", doc.folded[before[1] : at]), doc.folded[at : held.start()]
    if _OF_WORDS.search(between):
        return False
    return not _VERB.search(between) and not _VERB.search(after) and not _NEW.search(between) and ":" not in after


def _candidates(doc: Document, frame: MeetingFrame) -> Iterator[Span | None]:
    """The topics said, the surest wordings first."""
    starts = [a for a, _ in frame.mentions]
    lead = set(frame.lead)
    spoken = [s for s in doc.sentences if bisect_left(starts, s[0]) < bisect_left(starts, s[1])]
    of_meeting = [s for s in doc.sentences if s in lead] + [s for s in spoken if s not in lead]
    for s in of_meeting:
        for m in _WITH.finditer(doc.folded, *s):
            if not frame.is_foreign(m.start(), m.end()):
                yield _phrase(doc, m.end(), s[1])
    for m in _LABEL.finditer(doc.folded):
        yield _phrase(doc, *m.span("y" if m["y"] else "x"))
    if inside := _LABEL_INSIDE.match(doc.folded):
        yield _phrase(doc, *inside.span("x"))
    for s in of_meeting:
        for m in _ABOUT.finditer(doc.folded, *s):
            if _said_of_meeting(doc, frame, s, m.start()):
                yield _phrase(doc, m.end(), s[1])
    for s in of_meeting:
        yield from _other_wordings(doc, frame, s)
    for s in doc.sentences[:_OPENING]:
        yield from (_phrase(doc, m.start("x"), m.end("x")) for m in _TOPIC_WAS.finditer(doc.folded, *s))


def _other_wordings(doc: Document, frame: MeetingFrame, s: Span) -> Iterator[Span | None]:
    for m in filter(None, (_WAS_TOPIC.match(doc.folded[s[0] : min(s[1], s[0] + _MOST)]),)):
        yield s[0] + m.start("x"), s[0] + m.end("x")
    for m in _ABOUT_THEN_MET.finditer(doc.folded, *s):
        yield m.span("y" if m["y"] else "x")
    for m in _SO_AS_TO.finditer(doc.folded, *s):
        yield m.span("x")
    for m in _TOPIC_WAS.finditer(doc.folded, *s):
        yield _phrase(doc, m.start("x"), m.end("x"))
    i = bisect_left(frame.mentions, (s[0], -1))
    for start, end in [x for x in frame.mentions[i : i + 3] if x[0] < s[1]]:
        if only := _ONLY_ONE.match(doc.folded, end, s[1]):
            yield _phrase(doc, *only.span("x"))
        given = _GIVEN_TO.match(doc.folded, end, s[1])
        part = given and ("y" if given["y"] else "x")
        if given and part and not _NOT_THIS.search(doc.folded, start, given.start(part)):
            yield from () if _VERB.search(doc.folded, *given.span(part)) else (_phrase(doc, *given.span(part)),)


def topic_of(doc: Document, frame: MeetingFrame) -> str | None:
    """What the meeting was about, verbatim and without lead-in or quotation marks; None where no phrase says it."""
    for span in islice(_candidates(doc, frame), _TRIED):
        if span and (text := _INNER_MARKS.sub("", doc.slice(*span)).strip(_MARKS)) and len(fold(text)) > 1:
            return text
    return None
