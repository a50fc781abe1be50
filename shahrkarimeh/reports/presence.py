"""Sentences that say who was at a meeting: «با حضور …», «… حضور داشتند», «حاضرین: …», «که در صحن حاضر بود»."""

import re
from collections.abc import Iterator
from itertools import islice

from shahrkarimeh.reports.clauses import HELD, MEETING, Clause, other_meeting, quoted
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.lists import Item, names_only, read_list
from shahrkarimeh.reports.numbering import bodily
from shahrkarimeh.text.patterns import compiled

# «با حضور», glued too; not «با حضور در», «با حضور پرشور مردم»
_WITH = compiled(
    r"(?:(?<![^\W_])(?:و )?(?:با|در|ضمن) {0,3}(?:ال)?حضور|(?<![^\W_])و حضور|"
    r"(?<![^\W_])(?:با|به) (?:شرکت|همراهی|همراه(?! با)|میهمانی|مشارکت و حضور|حضور و مشارکت|دعوت از))"
    r"(?= {0,16}[\w«(\"])(?! {0,16}(?:در|این|خود|ذهن|یافتن)(?![^\W_]))"
)
_FIRST_LINES = 6
_PARTNER = compiled(
    rf"(?<![^\W_]){MEETING}ی?[^.؛،:]{{0,60}}? مشترک[^.؛،:]{{0,40}}? با (?:اعضای )?"
    r"(?P<who>(?:شورای|هییت مدیره|سازمان)[^.،؛:]{2,60}?)"
    r"(?= (?:و با|به|با|صبح|عصر|ظهر|در|برگزار|روز|شامگاه|درباره|پیرامون|تشکیل|که)(?![^\W_])|[،.])"
)
_INSTEAD = compiled(r"(?<![^\W_])به ?جا(?:یش|ی او|ی وی) {1,2}(?=[^.؛:،]{3,60} (?:امده|حضور|امد|حاضر))")
_THIS = re.compile(rf"(?<![^\W_])(?:این|همین) {MEETING}")
# What is told of no meeting that was: «جلسه‌ای با حضور شهردار برگزار شود»
_UNREAL = re.compile(
    r"(?<![^\W_])(?:شود|شوند|گردد|خواهد|خواهند|باید|موکول|واگذا\w+|مقرر|پیشنهاد|خواستار|درخواست|"
    r"قرار (?:است|شد)|سپرد\w*|تا)(?![^\W_])"
)
_MOST_VERBS = 8  # of one sentence; more is no Persian
_LONGEST_LIST = 1200
_EVENT = re.compile(
    r"(?<![^\W_])(?:افتتاح|مراسم|ایین|همایش|کارگروه|بازدید|رونمایی|جشن|نمایشگاه|مسابقه|مسابقات|یادواره|کارگاه|کمیته|"
    r"ستاد|"
    r"کلنگ ?زنی|بهره ?برداری|کنگره|سمینار|دیدار|ملاقات|جلسات|تشییع|راهپیمایی)(?![^\W_])(?!.*(?:مراسم|ایین) تحلیف)"
)
_TOPIC = re.compile(
    r"(?<![^\W_])(?:با موضوع|موضوع|محوریت|دستور ?کار|پیرامون|درباره|در ?خصوص|بررسی|به منظور|هدف|مناسبت)(?![^\W_])"
)
_FORWARD_FIELD = compiled(
    r"(?<![^\W_])(?:(?:اسامی |اعضای? |اعضای? شورای? |لیست |سایر )?(?:حاضرین|حاضران|حضار|مدعوین|مدعوان|مدعوین حاضر|"
    r"میهمانان|مهمانان|میهمان|مهمان|"
    r"حاضر|ناظر|ناظرین|ناظران|شرکت ?کنندگان|شرکت کننده ها|دعوت شدگان)(?: در)?(?: این)?(?: (?:جلسه|نشست|"
    r"صحن))?)(?: {0,3}\([^()\n]{0,30}\))? {0,3}[:\t] {0,3}"
)
_LONGEST_NAME = 90
_LONGEST_SUBJECT = 320  # characters before the verb
IN_PLACE = (  # source of a pattern for «در این جلسه», «در صحن علنی»
    r"(?:در {0,2}(?:این |ان |همین )?(?:محل )?"
    r"(?:جلسه|نشست|صحن|سالن|شورا|جمع اعضا|تالار|اجلاس|گردهمایی|ان|هر دو بخش)[^.؛:،]{0,30}? {1,3})"
)
_WAS_THERE = compiled(
    r"(?<![^\W_])(?:حضور {0,3}(?:داشتند|داشت|دارند|یافتند|یافت|به ?هم رساندند|به ?هم رساند|پیدا کردند|پیدا کرد|"
    r"داشته اند|یافته بودند|یافته بود|داشته)|"
    r"حاضر {0,3}(?:بودند|شدند|می ?شدند|بوده اند|شده بودند)|"
    r"(?:شرکت|مشارکت) {1,3}(?:داشتند|کردند|نمودند|داشت|کرد|نمود|کرده بودند|کرده بود)|"
    r"(?:میهمان|مهمان|مدعو|میزبان|از (?:دیگر |جمله )?(?:حاضران|حاضرین|میهمانان|مهمانان|مدعوین|مدعوان)) بود(?:ند)?|"
    r"(?:نیز|هم) بودند|(?:امده|نشسته) بود(?:ند)?|"
    r"(?:فرا ?خوانده|دعوت) (?:شدند|شده بود(?:ند)?)|پیوسته بود(?:ند)?|پیوست(?:ند)?|"
    r"(?:میهمان|مهمان|از (?:دیگر |جمله )?(?:حاضران|حاضرین|میهمانان|مهمانان|مدعوین))(?: ویژه)?[^.؛،:]{0,40}? "
    r"(?:جلسه|نشست|صحن|شورا)[^.؛،:]{0,30} بود(?:ند)?)(?![^\W_])"
)
_WAS_IN_IT = compiled(
    rf"{IN_PLACE}(?:حاضر {{1,3}}(?:بود|شد|می ?شد|شده بود|گردید|بودند|شدند)|حضور {{0,3}}(?!ن)[^\W_]+)(?![^\W_])"
    r"|(?<![^\W_])به {1,2}(?:این )?(?:صحن|جلسه|نشست|سالن)[^.؛:،]{0,25}? {0,2}"
    r"(?:امده بود(?:ند)?|امد(?:ند)?|رفته بود|دعوت شده بود(?:ند)?|رسید(?:ند)?|راه یافت(?:ند)?)(?![^\W_])"
    rf"|(?<![^\W_])(?:در (?:این )?{MEETING}|ان ?جا|این ?جا) (?:شورا |هم |نیز )?بود(?:ند)?(?![^\W_])"
)
_CAME_IN = compiled(
    rf"(?<![^\W_])با {{1,2}}(?:حضور|شرکت) {{1,2}}در {{1,2}}(?:این |همین |جمع )?(?:{MEETING}|شورا|اعضای شورا)"
)
_GUEST = compiled(
    r"(?<![^\W_])(?:(?:خیر ?مقدم|خوش ?امد ?گویی|خوش ?امد|خوشامد ?گویی|خوشامد)(?: گفتن| گویی)? {1,3}به|(?:از|به خاطر|"
    r"بابت) {1,2}حضور|"
    r"(?:میهمان|مهمان)(?:ان)?(?: ویژه)?(?: این)? (?:جلسه|نشست|صحن)(?: شورا)?(?: نیز| هم)?(?: ?،)?|به (?:میهمانی|مهمانی|"
    r"میزبانی از)|میزبان) {1,3}"
)
_THANKED = re.compile(r"(?:تشکر|قدردانی|تقدیر|سپاس|خیر ?مقدم|خوش ?امد|خوشامد|بود|میهمان|مهمان)")
_ADJUNCT = re.compile(
    r"[ ،]{0,3}(?:(?:نیز|هم|همگی|در|این|ان|به|عنوان|جهت|برای|ادای|توضیح|توضیحات|پاسخگویی|پاسخ|سوالات|سوال|اعضا|اعضای|"
    r"شورا|شورای|اسلامی|شهر|جلسه|نشست|صحن|علنی|محل|"
    r"دعوت|میهمان|مهمان|ناظر|هر|دو|بخش|سالن|جمع|دیدار|کنار|داشتن|ارایه|گزارش|خود|شخصا|ابتدای|پایان|ادامه|روز|امروز|"
    r"دیروز|کمیسیون|بررسی|[^\W\d_]{2,9}) {0,3}){0,9}"
)
_MAY_BEGIN = re.compile(r"(?:[،,:؛(]|(?<![^\W_])(?:که|تنها|فقط|همچنین|ضمن اینکه|و|در ان|در این(?: جلسه| نشست)?)) {0,3}")
_LEAD_IN = re.compile(
    r" {0,3}(?:(?:همچنین|گفتنی است|شایان ذکر است|لازم به ذکر است|یاداور می ?شود|علاوه بر این|در ادامه|در پایان|سپس|"
    r"البته|به گزارش [^،]{3,60}|"
    r"در (?:این|ابتدای|ادامه|پایان|اغاز)? {0,2}(?:این )?(?:جلسه|نشست|صحن)(?: نیز| هم)?(?: علنی)?)[ ،:]{0,3}){1,3}"
)


def ours(doc: Document, frame: MeetingFrame, clause: Clause, start: int, end: int) -> bool:
    """Whether what stands at `[start, end)` is told of the meeting that is reported, by the reporter."""
    if clause.order >= 0 and frame.is_foreign(start, end):
        return False
    return _here(doc, frame, clause, start)


def _here(doc: Document, frame: MeetingFrame, clause: Clause, start: int) -> bool:
    """The same by the words of the sentence alone, for «X که در صحن حاضر بود»."""
    if clause.spoken or start >= clause.told or quoted(doc.folded, clause, start):
        return False
    nouns = list(re.finditer(MEETING, doc.folded[clause.start : clause.told]))
    near = min(nouns, key=lambda m: abs(clause.start + m.start() - start), default=None)
    if near is None:
        return True
    a, b = clause.start + near.start(), clause.start + near.end()
    if _THIS.search(doc.folded, max(0, a - 5), b):
        return True
    return not other_meeting(doc, frame, clause, a, b) and bodily(doc, frame, clause, a, b)


def present(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """Everyone a sentence names as present at the meeting."""
    yield from with_presence(doc, frame, clause)
    yield from field_items(doc, clause, _FORWARD_FIELD)
    yield from _stated_there(doc, frame, clause)
    yield from _others(doc, frame, clause)
    for m in _GUEST.finditer(doc.folded, clause.start, clause.told):
        if ours(doc, frame, clause, m.start(), m.end()) and _THANKED.search(doc.folded, m.start(), clause.told):
            yield from read_list(doc.people(m.end(), min(clause.told, m.end() + _LONGEST_LIST)), 0)[0]


def _others(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """The partner of a joint meeting; «به جایش معاون شهرداری آمده بود»."""
    for m in _PARTNER.finditer(doc.folded, clause.start, clause.told):
        if _here(doc, frame, clause, m.start()):
            yield Item(*m.span("who"), named=False)
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
            bullet or clause.order <= 1 or re.search(MEETING, here) or any(a <= m.start() < b for a, b in frame.lead)
        )
        held = bullet or HELD.search(here) or not _UNREAL.search(here)
        if not about or not held or (m[0][0] != "و" and _of_another_event(before)):
            continue
        people = doc.people(m.end(), min(clause.end, m.end() + _LONGEST_LIST))
        if "همراه" in m[0].split() and not (held and HELD.search(folded, m.end(), clause.end)):
            continue
        if "شرکت" in m[0] and not (people.head_at(0) or people.titles_at(0) or people.is_given(0)):
            continue  # «با شرکت گاز»
        yield from read_list(people, 0)[0]


def _of_another_event(before: str) -> bool:
    """«در این جلسه از افتتاح پل با حضور …»: what stands nearer than the meeting is something else."""
    m = _EVENT.search(before)
    return m is not None and not re.search(MEETING, before[m.start() :]) and not _TOPIC.search(before[: m.start()])


def field_items(doc: Document, clause: Clause, label: re.Pattern[str]) -> Iterator[Item]:
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


def _stated_there(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """«LIST نیز حضور داشتند», «X که در صحن حاضر بود», «X با حضور در صحن»."""
    folded = doc.folded
    verbs = [
        *islice(_WAS_THERE.finditer(folded, clause.start, clause.end), _MOST_VERBS),
        *islice(_WAS_IN_IT.finditer(folded, clause.start, clause.end), _MOST_VERBS),
    ]
    for m in verbs:
        if re.search(
            r"جمع (?:خبرنگاران|رسانه)|میان خبرنگاران|نشست خبری",
            m[0] + folded[max(clause.start, m.start() - 40) : m.start()],
        ):
            continue
        if _here(doc, frame, clause, m.start()):
            yield from _subjects(doc, clause, m.start())
    for m in _CAME_IN.finditer(folded, clause.start, clause.told):
        if _here(doc, frame, clause, m.start()):
            yield from _subjects(doc, clause, m.start())


def _subjects(doc: Document, clause: Clause, verb: int) -> list[Item]:
    """The list that a verb at `verb` has for its subject: right before it, or before «که»."""
    folded = doc.folded
    that = re.search(
        r"(?:نیز|هم)? {0,3}،? {0,3}(?:(?<![^\W_])|(?<=نیز)|(?<=هم))که(?![^\W_])[^.؛]{0,140}$",
        folded[clause.start : verb],
    )
    if that and (items := ending_at(doc, clause.start, clause.start + that.start())):
        with_them = re.search(r"(?<![^\W_])(?:به )?همراه(?: با)? {1,3}", folded[clause.start + that.start() : verb])
        if with_them:
            items = items + read_list(doc.people(clause.start + that.start() + with_them.end(), verb), 0)[0]
        return items
    if that and (one := _one_before(doc, clause.start, clause.start + that.start())):
        return [one]
    return ending_at(doc, clause.start, verb)


def _one_before(doc: Document, start: int, stop: int) -> Item | None:
    """Whoever stands right before «که» in the grip of a preposition: «تشکر از فرماندار لار که در جلسه حاضر بود»."""
    people = doc.people(max(start, stop - _LONGEST_NAME), stop)
    for i in range(1, len(people.tokens)):
        found = people.mention_at(i) if people.word(i - 1) in ("از", "به", "با", "برای") else None
        sure = found and (found[0].certain or found[0].role) and not found[0].group
        if found and sure and found[1] == len(people.tokens):
            span = found[0].name or found[0].role
            return Item(*span, named=found[0].name is not None) if span else None
    return None


def ending_at(doc: Document, start: int, stop: int) -> list[Item]:
    """The longest list that ends at `stop`, but for words like «نیز در این جلسه»."""
    folded = doc.folded
    start = max(start, stop - _LONGEST_SUBJECT)
    people = doc.people(start, stop)
    lead = _LEAD_IN.match(folded, start, stop)
    begins = {lead.end() if lead else start, start}
    for m in _MAY_BEGIN.finditer(folded, start, stop):
        begins.add(m.end())
    for begin in sorted(begins):
        i = next((n for n, t in enumerate(people.tokens) if t.start >= begin), len(people.tokens))
        items, j = read_list(people, i)
        end = people.tokens[j].start if j < len(people.tokens) else stop
        if items and (end >= stop or _ADJUNCT.fullmatch(folded, end, stop)):
            return items
    return []
