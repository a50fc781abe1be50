"""Gatherings: every phrase of a text that speaks of a meeting, with the body that met and whether it was held."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from shahrkarimeh.reports.bodies import Body
from shahrkarimeh.reports.clauses import LEAD, ONE_OF_MANY, OUTLET_SAYS
from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.gathering_words import HELD, VOID, WILL, WOULD, YET
from shahrkarimeh.reports.hosts import SUBJECT, When, held_itself, host_of_officer, is_subject
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.text.numbers import Number, find_ordinals, parse_number
from shahrkarimeh.text.patterns import compiled

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_NOUN = Sieve(
    rf"(?<!فرو)(?<!صورت)(?<!صورت )(?<!دستور )(?<!دستور کار )(?<!هر )(?<!سالن )(?<!تالار )(?<!محل )(?<![^\W\d_])"
    rf"(?:در|دراین|این|طی|ج)?(?:جلسه|نشست|صحن|اجلاسیه|اجلاس)(?: ?(?:ای|ی))?(?:{_R}|(?=شورا))(?! ?(?:ها|های|می){_R})"
)
# Between the noun and its body: «جلسه رسمی و علنی امروز (دوشنبه) شورا», but never across a clause.
_CLAUSE = re.compile(
    rf"[.؛:؟!\n«»]|{_L}(?:در|با|به|که|از|را|برای|بر|تا|ضمن|شد|است|بود|گفت|گردید|کرد|کردند|رییس|عضو|نایب|سخنگوی?|"
    rf"اعضای?|شهردار){_R}"
)
_TO_BODY = 70
# Gatherings of others: «نشست خبری», «جلسه ستاد بحران», «نشست علنی مجلس»
_OTHERS = compiled(
    rf"{_L}(?:خبری|مطبوعاتی|هم ?اندیشی روسای|ستاد|کارگروه|مجلس|هییت (?!رییسه)\S+|هیات (?!رییسه)\S+|هییت مدیره|مجمع|"
    rf"کمیته|انجمن|دولت|"
    rf"با (?:خبرنگاران|اصحاب رسانه|اهالی رسانه|رسانه ?ها|مردم|شهروندان)|صمیمی|ملاقات|"
    rf"بازدید|قرارگاه|اتاق|سمینار|اموزشی|توجیهی|معارفه|تودیع|ملاقات مردمی|دیدار مردمی|کارگاه|تفاهم){_R}"
    rf"|(?<!انتخاب )(?<!تعیین ){_L}(?:هییت|هیات) رییسه{_R}"
)
# Said of a meeting's sentence as a whole: long ago, or what another body did with its resolutions.
_LONG_AGO = compiled(rf"{_L}(?:سال|ماه|دهه) (?:پیش|قبل|گذشته){_R}|چنین روزی|{_L}پارسال{_R}|{_L}(?:هییت|هیات) تطبیق{_R}")
# Who else meets: «هیئت مرکزی حل اختلاف … در جلسه دیروز خود»
_HOST = re.compile(
    r"(?:^|(?<=[.،:؛\n ]))(?:(?:هییت|هیات) (?!رییسه)|ستاد|کارگروه|مجلس|کمیته|انجمن|اتاق|مجمع|دیوان|دادگاه|"
    r"شورای (?:عالی|تامین|اداری|برنامه|ترافیک|فرهنگ|حل اختلاف|شهرستان|استان|اموزش))(?=[ \w])[^.:؛\n]*?"
    r"(?= در ?(?:\S+ )?$)"
)
_TO_HOST = 160
_CLAUSE_MARK = re.compile(rf"[.:؛\n]|{_L}(?:گفت|کرد|شد|بود|است|که){_R}")
_ITS_RESOLUTION = compiled(rf"{_L}(?:مصوبه|مصوبه ی) ?$")
_DONE_BEFORE = compiled(rf"(?<!جلسه ){_L}(?:شده|رسیده|کرده|داده|گرفته) (?:بود|بودند){_R}")
# «صحن شورا دیروز شلوغ شد و شهردار پاسخ داد که … امضا کرده بودند»
_TOLD_AND = re.compile(rf"[^.؛:]*?{_L}(?:شد|گردید|کرد|داد|رسید|گرفت|نشست|پرداخت)(?:ند)?(?: و |،)")
# «در جلسه دیروز شورا بر زبان راند؛ …», «جلسه‌ای که … آمده بودند»
_NEXT_CLAUSE = compiled(r"؛|(?<=ای)(?: [^\W\d_]+){0,2} که ")
# «گفت: … در جلسه چهلم شورا …»: what somebody tells of a meeting
_TOLD = compiled(rf"{_L}(?:گفت|افزود|کرد|داشت|شد|داد|نمود|است){_R}[^:.]{{0,12}}:")
_IN_IT = compiled(rf"{_L}(?:در|طی)(?: ابتدای| پایان| ادامه| حاشیه| خلال| جریان| نطق پیش از دستور)? ?$")
_WHICH = re.compile(rf"[^.:؛\n]{{0,40}}?{_L}که{_R}")
_SAYS = compiled(
    rf"(?<!موضوع)(?<!موضوع )(?<!محوریت)(?<!محوریت ):|"
    rf"{_L}(?:گفت|افزود|اظهار|تصریح|تاکید|خاطرنشان|بیان|یاداور|عنوان|اعلام|خبر داد|(?:مقرر|تصویب|مصوب|موافقت)"
    rf"(?! (?:\S+ )?(?:می|خواه))){_R}"
)
_FUTURE_END = re.compile(rf"{_L}(?:(?:خواهد|خواهند) \S+|می ?شود|می ?گردد|شود|گردد)\W*$")
# «پنجاهمین جلسه شورا به هفته آینده موکول شد»
# «… که قرار بود شنبه برگزار شود، … دوشنبه برگزار شد», «… که هفته پیش لغو شده بود، … برگزار شد»
_AT_FIRST = re.compile(
    r"^([^.؛:،]{0,50}?)،? که (?:(?:قرار|بنا) بود [^.؛:،]{3,60}?(?:شود|گردد|بگیرد|کند|باشد)|"
    r"[^.؛:،]{3,80}? (?:لغو|تعطیل|برگزار|تشکیل|منتفی) (?:شده|نشده) بود)،"
)
_PUT_OFF = re.compile(
    r" (?:\S+ ){0,3}?به (?:هفته|روز|زمان|وقت|تاریخ|جلسه|فردا|\S*شنبه)[^.،:؛\n]{0,25} (?:موکول|منتقل|محول) (?:شد|گردید)"
)
# «نخستین نشست درباره سیل، یازدهم فروردین برگزار شده بود», told behind the lead
_OF_WHICH = re.compile(r"(?: [^\W\d_]+){0,2} که ")
_SENT_TO = re.compile(rf"{_L}(?:به|برای) $")  # «برای تأیید به صحن شورا می‌رود»
_HOLDING = compiled(rf"{_L}(?:برگزاری|تشکیل|برپایی) (?:\S+ )?$")  # «از برگزاری نشست … در هفته آینده خبر داد»
_WAS_IT = re.compile(rf"[ ،]{{0,3}}(?:بود|بودند){_R}")
_SAT_DOWN = re.compile(r" ?(?:داد|دادند|گذاشت|گذاشتند|داشت|داشتند)(?![^\W\d_])")
_MOST = 1000  # no report speaks of meetings more often
_FAR = 600  # how much of a sentence after the noun may tell whether it was held
_JOINT = re.compile(rf"{_L}(?:مشترک|شورای? |کمیسیون)")
_JOINT_MEMBERS = re.compile(rf"{_L}مشترک اعضای?{_R}")
_THIS = re.compile(rf"{_L}(?:این|همین){_R} ?$")
_OWN = re.compile(rf" ?(?:\S+ ){{0,5}}(?:خود|اش){_R}")
_EARLIER = compiled(rf"{_L}(?:قبل|قبلی|پیشین|پیش|سابق|سال گذشته|ماه گذشته|دوره گذشته|گذشته){_R}")
_YESTERDAY = compiled(
    rf"{_L}(?:روز|شب|شامگاه|عصر|صبح|هفته|روزهای|\S*شنبه|جمعه) گذشته|(?:پیش|قبل) از (?:ظهر|دستور)|{_L}پیش رو"
)
_COMING = compiled(rf"{_L}(?:اینده|اتی|بعد|بعدی|فردا|فردای|پس فردا|پیش رو){_R}")
# «39 جلسه علنی» is a count; «39 امین جلسه» is not
_COUNTED = re.compile(rf"{_L}(?<![\d/-])(?:\d{{1,3}}|چند|چندین|تعداد|هر|همه|یک|دو|سه|چهار|پنج|شش|هفت|هشت|ده){_R} ?$")


@dataclass(frozen=True, slots=True)
class Gathering:
    """A phrase that speaks of a meeting; spans are of the folded text."""

    start: int
    end: int
    sentence: Span
    body: Body | None
    """The body beside the noun; None where the phrase leaves it to the context («این جلسه»)."""
    when: When
    number: int | None
    anaphoric: bool
    """«این جلسه», «جلسه خود»"""
    told: bool = False
    """Whether somebody's words speak of it."""

    @property
    def foreign(self) -> bool:
        """Whether it is known to be of a body that is no city council's."""
        return self.body is not None and self.body.kind == "other"


def _body_of(folded: str, noun: Span, sentence: Span, bodies: Sequence[Body]) -> Body | None:
    """The body in «جلسه علنی امروز شورای شهر» or «شورای شهر در جلسه علنی خود»."""
    for b in bodies:
        if noun[1] - 1 <= b.start <= noun[1] + _TO_BODY and b.start < sentence[1]:
            between = folded[noun[1] : b.start]
            if folded[noun[1] - 1] == "ی":
                between = _ONE_OF.sub(" ", between)
            others = _OTHERS.search(between)
            if others and not _JOINT.search(between[: others.start()]):
                return Body("other", noun[1] + others.start(), noun[1] + others.end())
            if not _CLAUSE.search(_JOINT_MEMBERS.sub(" ", between)):
                return b
            break
    others = _OTHERS.search(folded, noun[1], min(noun[1] + 40, sentence[1]))
    if others and not _CLAUSE.search(between := folded[noun[1] : others.start()]) and "،" not in between:
        return Body("other", others.start(), others.end())
    return _body_before(folded, noun, sentence, bodies)


# «جلسه‌ای غیرعلنی از شورای تازه»
_ONE_OF = re.compile(r"^(?: (?!پس|پیش|بعد|قبل|خارج|بیرون)[^\W\d_]+){0,3} از $")
_NEW_CLAUSE = re.compile(rf"{_L}(?:گفت|کرد|شد|بود|است|را|که|این){_R}")
# «کمیسیون … نخستین جلسه خود را برگزار کرد»
_ITS_OBJECT = re.compile(rf"[^.:؛\n]{{0,30}}?{_L}را [^.:؛\n]{{0,160}}?{_L}(?:برگزار|تشکیل|اغاز|به پایان|ادامه)")
_MEETS_IN = re.compile(
    rf" ?(?:تشکیل $|،? ?(?:(?:امروز|دیروز|دیشب|صبح|عصر|شامگاه|ظهر|روز|شب|گذشته|(?:(?:یک|دو|سه|چهار|پنج) )?\S*شنبه|"
    rf"جمعه|نیز|هم|،) ?){{0,5}}(?:در|"
    rf"طی){_R}[^.؛:«»\n]{{0,50}}$)"
)


def _host_before(folded: str, noun: Span, sentence: Span) -> Body | None:
    """«هیئت حل اختلاف استان در جلسه دیروز خود»: another body's own meeting."""
    if not _OWN.match(folded, noun[1], min(noun[1] + 40, sentence[1])):
        return None
    host = _HOST.search(folded, max(sentence[0], noun[0] - _TO_HOST), noun[0])
    return Body("other", *host.span()) if host and not _CLAUSE_MARK.search(folded, host.end(), noun[0]) else None


def _body_before(folded: str, noun: Span, sentence: Span, bodies: Sequence[Body]) -> Body | None:
    before = [b for b in bodies if sentence[0] <= b.start and b.end <= noun[0]]
    if before and folded.endswith("تشکیل ", 0, noun[0]) and _SAT_DOWN.match(folded, noun[1]):
        # «کمیسیون … با موضوع … تشکیل جلسه داد», «به گزارش روابط عمومی شورا، کمیسیون … تشکیل جلسه داد»
        return next((b for b in before if is_subject(folded, b, sentence)), before[0])
    before = [b for b in before if noun[0] - b.end < _TO_BODY]
    if before and host_of_officer(folded, before[-1]) == before[-1]:
        between = folded[before[-1].end : noun[0]]
        if _ITS_OBJECT.match(folded, noun[1], sentence[1]) and not _CLAUSE.search(between):
            return before[-1]
        inside = _MEETS_IN.match(between + ("در " if folded.startswith("در", noun[0]) and between[-1:] == " " else ""))
        if inside and not _NEW_CLAUSE.search(between):
            return before[-1]
    return _host_before(folded, noun, sentence)


# «جلسه رسمی 88», «جلسه شماره: 199»; «جلسه چهل و هفت شورا»
_NUMBERED = re.compile(
    r" ?(?:رسمی|علنی|عادی|فوق العاده|[،و ])*(?:شماره ?:? ?)?\(?(\d{1,4})(?![\d/]| ?(?:جلسه|نشست|مصوبه|عضو|نفر|رای))"
)
_SPELT_AFTER = re.compile(r" ?((?:[^\W\d_]++ ?+){0,5}?[^\W\d_]+ ?)(?=شورا|کمیسیون)")


def _number_of(ordinals: Sequence[Number], folded: str, noun: Span, body_end: int) -> tuple[int | None, int]:
    """The number of the meeting and where the phrase starts: «صد و دهمین جلسه», «جلسه صد و دهم», «جلسه شماره 110»."""
    for n in ordinals:
        if n.end <= noun[0] + 2 and len(folded[n.end : noun[0]].strip()) == 0 and noun[0] - n.end < 4:
            return n.value, n.start
    if after := _NUMBERED.match(folded, noun[1]):
        return int(after[1]), noun[0]
    for n in ordinals:
        if noun[1] <= n.start and not folded[noun[1] : n.start].strip(" :") and n.end <= body_end:
            return n.value, noun[0]
    spelt = _SPELT_AFTER.match(folded, noun[1])
    return (parse_number(spelt[1].strip()) if spelt else None), noun[0]


def _is_past(folded: str, noun: Span, phrase: Span, sentence: Span) -> bool:
    """«جلسه قبلی», «یک سال پیش … جلسه», «مصوبه جلسه …», «در جلسه … تصویب شده بود»"""
    inside = folded[phrase[0] : min(max(phrase[1], noun[1] + 16), sentence[1])]
    before = folded[max(sentence[0], phrase[0] - 80) : phrase[0]]
    if _THIS.search(folded, max(0, noun[0] - 6), noun[0]):
        return False
    if _EARLIER.search(_YESTERDAY.sub(" ", inside)) or _LONG_AGO.search(before) or _ITS_RESOLUTION.search(before):
        return True
    if "اخرین" in before[-12:] and _DONE_BEFORE.search(folded, noun[1], min(sentence[1], noun[1] + _FAR)):
        return True  # «آخرین جلسه شورا دوشنبه برگزار شده بود»
    rest = _NEXT_CLAUSE.split(folded[noun[1] : min(sentence[1], noun[1] + _FAR)], maxsplit=1)[0]
    if folded[noun[0] : noun[1]].endswith("ای") and (which := _OF_WHICH.match(rest)):
        rest = rest[: which.end()]
    done = _DONE_BEFORE.search(rest)
    told = _TOLD_AND.match(rest) if done else None
    if not done or (told and told.end() <= done.start()):
        return False
    return not HELD.search(rest) and not _SAYS.search(rest)


def _when(folded: str, noun: Span, phrase: Span, sentence: Span) -> When:
    """Whether the sentence says that the meeting was held."""
    if _is_past(folded, noun, phrase, sentence):
        return "earlier"
    rest = _AT_FIRST.sub(r"\1 ", folded[noun[1] : min(sentence[1], noun[1] + _FAR)])
    inside = folded[phrase[0] : min(max(phrase[1], noun[1] + 16), sentence[1])]
    before = folded[max(sentence[0], phrase[0] - 80) : phrase[0]]
    if _WAS_IT.match(folded, phrase[1]) or (before.endswith("تشکیل ") and _SAT_DOWN.match(rest)):
        return "held"
    if _PUT_OFF.match(folded, phrase[1], sentence[1]):
        return "void"
    if _HOLDING.search(before) and _COMING.search(_SAYS.split(rest, maxsplit=1)[0]):
        return "coming"
    located = bool(_IN_IT.search(before)) or folded.startswith("در", noun[0])
    which = _WHICH.match(rest, phrase[1] - noun[1])
    if located and not which:  # the verb is not the meeting's own
        late = _COMING.search(inside) or (_FUTURE_END.search(rest) and not _SAYS.search(rest))
        return "coming" if late else "void" if WOULD.search(rest[:120]) else "unknown"
    if told := _SAYS.search(rest):
        rest = rest[: told.end()]
    found = [(m.start(), w) for p, w in _PREDICATES if (m := p.search(rest))]
    first = min(found)[1] if found else "unknown"
    would = WOULD.search(rest[:120])
    if would and found and min(found)[0] < would.end() - len("برگزار می شد") and first == "held":
        would = None  # «این جلسه که دیروز تشکیل گردید … باید آذر آغاز می‌شد»
    if (would and not YET.search(rest)) or (WOULD.search(before) and first != "held"):
        return "void"
    return "coming" if _COMING.search(inside) and first != "held" else first


_PREDICATES: tuple[tuple[re.Pattern[str], When], ...] = ((HELD, "held"), (WILL, "coming"), (VOID, "void"))


def _within(bodies: Sequence[Body], starts: Sequence[int], span: Span) -> Sequence[Body]:
    return bodies[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def gatherings(folded: str, sentences: Sequence[Span], bodies: Sequence[Body]) -> list[Gathering]:
    """Every meeting spoken of, in order; `bodies` are those of the same text."""
    found: list[Gathering] = []
    starts = [b.start for b in bodies]
    for number_of_sentence, sentence in enumerate(sentences):
        if len(found) > _MOST:
            break
        nouns = [m.span() for m in islice(_NOUN.finditer(folded, *sentence), _MOST)]
        told = _told(folded, sentence) if nouns else None
        short = sentence[1] - sentence[0] < _FAR
        before = len(found)
        for noun in nouns:
            if folded.startswith("صحن", noun[0]) and _SENT_TO.search(folded, max(0, noun[0] - 8), noun[0]):
                continue
            far = folded.endswith("تشکیل ", 0, noun[0])  # «کمیسیون …، با حضور …، … تشکیل جلسه داد»
            near = (sentence[0] if far else max(sentence[0], noun[0] - 130), min(sentence[1], noun[1] + 130))
            body = _body_of(folded, noun, sentence, _within(bodies, starts, near))
            body_end = body.end if body and body.end > noun[1] else noun[1]
            number, start = _number_of(
                find_ordinals(folded, *(sentence if short else near)), folded, noun, max(body_end, noun[1] + 40)
            )
            if start == noun[0] and _COUNTED.search(folded, max(0, noun[0] - 8), noun[0]):
                continue
            this = bool(_THIS.search(folded, max(0, noun[0] - 6), noun[0])) or "این" in folded[noun[0] : noun[1]]
            own = this or (body is None and bool(_OWN.match(folded, noun[1], min(noun[1] + 40, sentence[1]))))
            when = _when(folded, noun, (start, body_end), sentence)
            if when == "held" and number_of_sentence > LEAD and ONE_OF_MANY.search(folded, *sentence):
                when = "earlier"
            quoted = told is not None and told.end() <= noun[0]
            found.append(Gathering(start, body_end, sentence, body, when, number, own, quoted))
        if not any(g.body for g in found[before:]):
            found[before:] = sorted([*found[before:], *_held_themselves(folded, sentence, bodies, starts)], key=_start)
    return found


def _told(folded: str, sentence: Span) -> re.Match[str] | None:
    """What opens somebody's words in a sentence; not «روابط عمومی شورا خبر داد: …», which is the report itself."""
    told = _TOLD.search(folded, *sentence)
    if told and OUTLET_SAYS.search(folded[sentence[0] : told.end() - 1]):
        told = _TOLD.search(folded, told.end(), sentence[1])
    return told


def _start(g: Gathering) -> int:
    return g.start


def _held_themselves(folded: str, sentence: Span, bodies: Sequence[Body], starts: Sequence[int]) -> Iterator[Gathering]:
    """«کمیسیون بهداشت چهارشنبه‌شب با حضور … تشکیل شد»: meetings for which no noun stands."""
    for b in _within(bodies, starts, (sentence[0], min(sentence[1], sentence[0] + SUBJECT))):
        if when := held_itself(folded, sentence, b):
            yield Gathering(b.start, b.end, sentence, b, when, None, False)
