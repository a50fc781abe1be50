"""Phrases that say who was at a meeting: «با حضور …», «حاضرین: …», «میزبان … بود», «حضور … در این جلسه»."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from shahrkarimeh.reports.clauses import HELD, MEETING, Clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.lists import Item, names_only, read_list
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.there import here, ours, stated_there
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.words import lexicon

# «با حضور», glued too; not «با حضور در», «با حضور پرشور مردم»
_WITH = compiled(
    r"(?:(?<![^\W_])(?:و )?(?:با|در|ضمن) {0,3}(?:ال)?حضور|(?<![^\W_])و حضور|"
    r"(?<![^\W_])(?:با|به) (?:شرکت|میزبانی(?= {1,2}(?:فرماندار|استاندار|شهردار|بخشدار|دادستان|امام)[ ،])|"
    r"مشارکت(?= اعضا)|همراهی|همراه(?! با)|میهمانی|مشارکت و حضور|حضور و مشارکت|"
    r"(?:دعوت|میزبانی|پذیرایی) از))"
    r"(?= {0,16}[\w«(\"])(?! {0,16}(?:در|این|خود|ذهن|یافتن)(?![^\W_]))"
)
_FIRST_LINES = 6
_NEAR = 30  # characters
# Source of a pattern for what may be said of a presence before those who were present
QUALITY = (
    r"(?:(?:پررنگ|پرشور|گسترده|فعال|چشمگیر|سرزده|ناگهانی|غیرمنتظره|کم ?سابقه|بی ?سابقه|ویژه|موثر|صمیمانه|هم ?زمان|"
    r"افتخاری|مجازی|حضوری|بخشی از|گرم|ارزشمند) )?"
)
_PARTNER = Sieve(
    rf"(?<![^\W_]){MEETING}ی?[^.؛،:]{{0,60}}? مشترک[^.؛،:]{{0,40}}? با (?:اعضای )?"
    r"(?P<who>(?:شورای|هییت مدیره|سازمان)[^.،؛:]{2,60}?)"
    r"(?= (?:و با|به|با|صبح|عصر|ظهر|در|برگزار|روز|شامگاه|درباره|پیرامون|تشکیل|که)(?![^\W_])|[،.])"
)
_JOINT = Sieve(rf"(?<![^\W_]){MEETING} مشترک [^.؛،:]{{0,20}}شورای (?:(?!و )[^\W_]+ ){{1,4}}و {{1,2}}")
# «نشست مشترک کمیسیون عمران و هیئت‌مدیره سازمان نظام مهندسی پیرامون …»
_JOINT_BODY = compiled(
    rf"(?<![^\W_]){MEETING}(?:ی| ای)? مشترک (?:شورا|کمیسیون)[^.؛،:]{{0,70}}? و "
    r"(?P<who>(?:هییت ?(?:مدیره|رییسه|امنا)?|اتاق|سازمان|مجمع|انجمن|اتحادیه) [^.،؛:]{2,60}?)"
    r"(?= (?:این|پیرامون|درباره|به|با|صبح|عصر|ظهر|در|برگزار|روز|امروز|دیروز|شامگاه|تشکیل|که)(?![^\W_])|[،.])"
)
# «با رئیس اداره ارشاد و مسئول کتابخانه‌ها درباره … نشست مشترک برگزار کرد»
_BOTH = Sieve(
    r"(?<![^\W_])شورای (?:اسلامی )?شهر [^.؛،:]{2,25}? و "
    r"(?P<who>(?:هییت ?(?:مدیره|رییسه)|اتاق|سازمان|مجمع|انجمن|اتحادیه) [^.،؛:]{2,60}?)(?=،| در )"
    r"[^.؛:]{0,60}? در (?:نشست|جلسه)(?: ?ا?ی)? مشترک"
)
# «نشست مشترک کمیسیون ورزش با رؤسای هیئت‌های ورزشی … برگزار شد»
_JOINT_WITH = Sieve(
    rf"(?<![^\W_]){MEETING}ی? مشترک(?= )[^.؛،:]{{0,70}}? با {{1,2}}(?!حضور|موضوع|محوریت|شرکت|دستور|هدف)"
)
_MET_WITH = compiled(
    rf"(?<![^\W_])با {{1,2}}(?=[^.؛:]{{3,220}} {MEETING}(?:ی| ای)? (?:مشترک )?(?:برگزار کرد|داشت|گذاشت))"
)
_INSTEAD = compiled(r"(?<![^\W_])به ?جا(?:یش|ی او|ی وی) {1,2}(?=[^.؛:،]{3,60} (?:امده|حضور|امد|حاضر))")
# What is told of no meeting that was: «جلسه‌ای با حضور شهردار برگزار شود»
_UNREAL = compiled(
    r"(?<![^\W_])(?:شود|شوند|گردد|خواهد|خواهند|باید|موکول|واگذا\w+|مقرر|پیشنهاد|خواستار|درخواست|"
    r"قرار (?:است|شد)|سپرد\w*|تا)(?![^\W_])"
)
_FILLED = re.compile(r"جای [^.؛]{3,120} پر (?:شد|کرد)")  # «جای خالی شهردار با حضور سرپرست پر شد»
_LONGEST_LIST = 1200
_EVENT = re.compile(
    r"(?<![^\W_])(?:افتتاح|مراسم|ایین|همایش|کارگروه|بازدید|رونمایی|جشن|نمایشگاه|مسابقه|مسابقات|یادواره|کارگاه|کمیته|"
    r"ستاد|"
    r"کلنگ ?زنی|بهره ?برداری|کنگره|سمینار|دیدار|ملاقات|جلسات|تشییع|راهپیمایی)(?![^\W_])(?!.*(?:مراسم|ایین) تحلیف)"
)
_TOPIC = re.compile(
    r"(?<![^\W_])(?:با موضوع|موضوع|محوریت|دستور ?کار|پیرامون|درباره|در ?خصوص|بررسی|به منظور|هدف|مناسبت)(?![^\W_])"
)
_FORWARD_FIELD = Sieve(
    r"(?<![^\W_])(?:(?:اسامی |اعضای? |اعضای? شورای? |لیست |سایر )?(?:حاضرین|حاضران|حضار|مدعوین|مدعوان|مدعوین حاضر|"
    r"میهمانان|مهمانان|میهمان|مهمان|"
    r"حاضر|ناظر|ناظرین|ناظران|شرکت ?کنندگان|شرکت کننده ها|دعوت شدگان)(?: در)?(?: این)?(?: (?:جلسه|نشست|"
    r"صحن))?)(?: {0,3}\([^()\n]{0,30}\))? {0,3}[:\t] {0,3}"
)
_WHO_CAME = Sieve(r"(?<![^\W_])(?:چه کسانی|کی ?ها) (?:بودند|امدند|امده بودند|حاضر بودند|حضور داشتند) ?؟")
_LINE = re.compile(r"[^\n]+")
_LINE_LABEL = re.compile(r"[^:\n]{2,25}: {0,2}")
_MOST_LINES = 8
_GUEST = compiled(
    r"(?<![^\W_])(?:(?:خیر ?مقدم|خوش ?امد ?گویی|خوش ?امد|خوشامد ?گویی|خوشامد)(?: گفتن| گویی)? {1,3}به|(?:از|به خاطر|"
    r"بابت) {1,2}حضور|به (?:میهمانی|مهمانی|میزبانی از)|(?:میزبان|پذیرای)) {1,3}"
)
_THANKED = re.compile(r"(?:تشکر|قدردانی|تقدیر|سپاس|خیر ?مقدم|خوش ?امد|خوشامد|بود|میهمان|مهمان)")
# «میهمانان این جلسه شورا … بودند»: who they are stands behind the words for the meeting
# «از مهمانان این نشست می‌توان به فرماندار و … اشاره کرد», «این جلسه میهمانانی هم داشت: …»
_GUESTS_NAMED = Sieve(
    r"(?<![^\W_])(?:از (?:جمله |دیگر )?(?:میهمانان|مهمانان|حاضران|حاضرین|مدعوین)[^.؛:]{0,40} به {1,3}"
    r"(?=[^.؛:]{3,200} اشاره کرد)|(?:میهمان|مهمان)(?:ان)?ی (?:نیز|هم) داشت(?:ند)? ?: {0,2})"
)
_GUESTS_WERE = Sieve(
    rf"(?<![^\W_])(?:میهمان|مهمان|مدعو|حاضر)(?:ان|ین)?(?: ویژه)? (?:در )?(?:این |همین )?{MEETING}"
    r"(?: (?:امروز|دیروز|علنی|شورا|شورای(?: اسلامی)?(?: شهر(?: [^\W_]+)?)?|کمیسیون))?(?: نیز| هم)?(?: ?،)? {1,3}"
    r"(?:عبارت(?:ند| بودند| هستند)? ?از ?:? {0,2}|(?=[^.؛:]{3,300} (?:بود|بودند|هستند)(?![^\W_])))"
)
# «در این نشست از مدیر آبفا و رئیس اداره برق نیز دعوت شده بود»
_INVITED = Sieve(r"(?<![^\W_])(?<=جلسه |نشست )از {1,2}(?=[^.؛:]{3,200} دعوت شده بود(?![^\W_]))")
# «نمایندگان نانوایان … کنار شهردار نشستند»
_BESIDE = Sieve(r"(?<![^\W_])(?:در )?کنار {1,2}(?=[^.؛:،]{3,90} نشست(?:ند|ه بود(?:ند)?|(?= {0,2}[.؛،]))(?![^\W_]))")
# «حضور سرزده استاندار در این جلسه», «… حضور بخشدار و دهیاران بود»
_PRESENCE_OF = Sieve(
    rf"(?<![^\W_])(?<!با )(?<!عدم )(?<!بدون )(?<!از )(?<!و )(?<!در )(?<!ضمن )حضور {QUALITY}(?=[^.؛:]{{3,160}} "
    rf"(?:در (?:این |صحن|{MEETING})|[^.؛:،]{{0,40}}بود(?![^\W_])|[^.؛:،]{{0,30}}را (?:غافلگیر|جالب|مثبت)))"
)


def present(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """Everyone a sentence names as present at the meeting."""
    yield from with_presence(doc, frame, clause)
    yield from field_items(doc, clause, _FORWARD_FIELD)
    yield from asked_items(doc, clause, _WHO_CAME)
    yield from stated_there(doc, frame, clause)
    yield from _others(doc, frame, clause)
    for m in _GUEST.finditer(doc.folded, clause.start, clause.told):
        if ours(doc, frame, clause, m.start(), m.end()) and _is_welcome(doc.folded, clause, m):
            yield from read_list(doc.people(m.end(), min(clause.told, m.end() + _LONGEST_LIST)), 0)[0]
    for pattern in (_GUESTS_WERE, _GUESTS_NAMED, _PRESENCE_OF, _BESIDE, _INVITED):
        for m in pattern.finditer(doc.folded, clause.start, clause.told):
            unreal = pattern is _PRESENCE_OF and _UNREAL.search(doc.folded, m.end(), clause.told)
            if ours(doc, frame, clause, m.start(), m.end()) and not unreal:
                yield from read_list(doc.people(m.end(), min(clause.told, m.end() + _LONGEST_LIST)), 0)[0]


def _partner_of(doc: Document, clause: Clause) -> Iterator[Item]:
    """«نشست مشترک شورای شهر … و نماینده مردم در مجلس»."""
    if m := _JOINT.search(doc.folded, clause.start, clause.told):
        people = doc.people(m.end(), clause.told)
        if people.head_at(0) or people.word(0) in lexicon().plural_heads:
            yield from read_list(people, 0)[0]


def _is_welcome(folded: str, clause: Clause, m: re.Match[str]) -> bool:
    """«از حضور شهردار تشکر کرد», «ضمن تشکر از حضور شهردار در جلسه»."""
    if _THANKED.search(folded, m.start(), clause.told):
        return True
    before = _THANKED.search(folded, max(clause.start, m.start() - _NEAR), m.start())
    return bool(before and re.search(rf"^[^.؛:،]{{3,90}} در (?:این )?{MEETING}", folded[m.end() : clause.told]))


def _others(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """The partner of a joint meeting; «به جایش معاون شهرداری آمده بود»."""
    for m in _PARTNER.finditer(doc.folded, clause.start, clause.told):
        if here(doc, frame, clause, m.start()):
            yield Item(*m.span("who"), named=False)
    yield from _partner_of(doc, clause)
    if (both := _BOTH.search(doc.folded, clause.start, clause.told)) and here(doc, frame, clause, both.end() - 1):
        yield Item(*both.span("who"), named=False)
    for m in _JOINT_BODY.finditer(doc.folded, clause.start, clause.told):
        if here(doc, frame, clause, m.start()):
            yield Item(*m.span("who"), named=False)
    for m in _JOINT_WITH.finditer(doc.folded, clause.start, clause.told):
        people = doc.people(m.end(), clause.told)
        office = people.head_at(0) or people.word(0) in lexicon().plural_heads
        held = clause.order <= 1 and HELD.search(doc.folded, m.end(), clause.told)
        if office and held and here(doc, frame, clause, m.start()):
            yield from read_list(people, 0)[0]
    for m in _MET_WITH.finditer(doc.folded, clause.start, clause.told):
        people = doc.people(m.end(), clause.told)
        if people.head_at(0) and clause.order <= 1 and here(doc, frame, clause, m.start()):
            yield from read_list(people, 0)[0]
            break
    for m in _INSTEAD.finditer(doc.folded, clause.start, clause.told):
        if (found := doc.people(m.end(), clause.told).mention_at(0)) and not found[0].group:
            mention = found[0]
            yield Item(*(mention.name or mention.role or (0, 0)), named=mention.name is not None)


def with_presence(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """«با حضور LIST»."""
    folded = doc.folded
    for m in _WITH.finditer(folded, clause.start, clause.end):
        if not ours(doc, frame, clause, m.start(), m.end()):
            continue
        # «کلام ا... مجید» parts a sentence in two
        cut = ".." in folded[max(0, clause.start - 6) : clause.start]
        begin = max(folded.rfind("\n", 0, clause.start) + 1, clause.start - 200) if cut else clause.start
        here, before = folded[begin : clause.told], folded[begin : m.start()]
        bullet = clause.order < _FIRST_LINES and not re.search(r"\w", before)  # «🔹 با حضور …» under the headline
        about = (
            bullet
            or clause.order <= 1
            or re.search(MEETING, here)
            or _FILLED.search(here)
            or any(a <= m.start() < b for a, b in frame.lead)
        )
        held = bullet or HELD.search(here) or not _UNREAL.search(here)
        if not about or not held or (m[0][0] != "و" and _of_another_event(before)):
            continue
        people = doc.people(m.end(), min(clause.end, m.end() + _LONGEST_LIST))
        if "همراه" in m[0].split() and not (held and HELD.search(folded, m.end(), clause.end)):
            continue
        if "شرکت" in m[0].split() and not (people.head_at(0) or people.titles_at(0) or people.is_given(0)):
            continue  # «با شرکت گاز»
        yield from read_list(people, 0)[0]


def _of_another_event(before: str) -> bool:
    """«در این جلسه از افتتاح پل با حضور …»: what stands nearer than the meeting is something else."""
    m = _EVENT.search(before)
    return m is not None and not re.search(MEETING, before[m.start() :]) and not _TOPIC.search(before[: m.start()])


def field_items(doc: Document, clause: Clause, label: Sieve) -> Iterator[Item]:
    """«حاضرین: …», on its line or on the lines below it."""
    for m in label.finditer(doc.folded, clause.start, clause.end):
        if m.start() > clause.start and doc.folded[m.start() - 1] not in " |،.\t(-\n":
            continue
        bar = doc.folded.find("|", m.end(), clause.end)
        stop = clause.end if bar == -1 else bar
        line = doc.folded[m.end() : stop].strip(" :-")
        if line:
            yield from read_list(names_only(doc.people(m.end(), stop)), 0)[0]
        else:
            yield from _lines_below(doc, clause.end)


def asked_items(doc: Document, clause: Clause, asked: Sieve) -> Iterator[Item]:
    """The people of the lines under a heading that asks for them: «چه کسانی بودند؟», «از شورا: …»."""
    if not asked.search(doc.folded, clause.start, clause.end):
        return
    lines = _LINE.finditer(doc.folded, doc.folded.find("\n", clause.end - 1) + 1)
    for m in islice(takewhile(lambda m: not m[0].rstrip().endswith("؟"), lines), _MOST_LINES):
        label = _LINE_LABEL.match(doc.folded, *m.span())
        people = doc.people(label.end() if label else m.start(), m.end())
        yield from read_list(people if people.head_at(0) else names_only(people), 0)[0]


def _lines_below(doc: Document, at: int) -> Iterator[Item]:
    """The names of the lines that follow a label, up to a blank line or another label."""
    stop = doc.folded.find("\n\n", at + 2)
    stop = len(doc.folded) if stop == -1 else stop
    for m in re.compile(r"[^\n]+").finditer(doc.folded, at, stop):
        if ":" in m[0] or len(m[0]) > 90:
            return
        numbered = re.match(r"[ \d.)(-]{0,6}", m[0])
        start = m.start() + (numbered.end() if numbered else 0)
        yield from read_list(names_only(doc.people(start, m.end())), 0)[0]
