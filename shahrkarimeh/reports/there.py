"""Sentences whose verb says that someone was at a meeting: «… حضور داشتند», «… به صحن آمده بود»; and its subject."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from shahrkarimeh.reports.bearers import fullest_name
from shahrkarimeh.reports.clauses import MEETING, Clause, other_meeting, quoted
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.list_words import GROUPS, KIN
from shahrkarimeh.reports.lists import Item, read_list
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.numbering import bodily
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.people import People
from shahrkarimeh.text.words import lexicon

_W = r"(?<![^\W_])"
_E = r"(?![^\W_])"
_MOST_VERBS = 8  # of one sentence; more is no Persian
_LONGEST_NAME = 90
_LONGEST_SUBJECT = 320  # characters before the verb
_GRIP = ("از", "به", "با", "برای", "خالی", "بدون")


def tenses(past: str) -> str:
    """Source of a pattern for a verb in the tenses in which reports tell what was: آمد, آمده بود, آمده‌اند, می‌آمدند."""
    return rf"(?:(?:می ?)?{past}(?:ند)?|{past}ه(?: ?(?:بود(?:ند)?|است|اند))?(?! ?(?:باش|شو|نشد|نبود|یا )))"


_BE = r"(?:بود(?:ند)?|بوده(?: ?اند| است)?|هستند|است)"
_GUESTS = r"(?:شاهد|میهمان|مهمان|حاضر|مدعو|ناظر|شرکت ?کننده|میزبان|دعوت ?شده)(?:ان|ین|گان)?"
_PLACE = rf"(?:{MEETING}|سالن|جمع|تالار|جایگاه|ردیف|ان|این ?جا|ان ?جا|میان|کنار|شورا|کمیسیون|جلسه گاه)"
IN_PLACE = (  # source of a pattern for «در این جلسه», «در صحن علنی»
    r"(?:(?<![^\W_])در {0,2}(?:این |ان |همین )?(?:محل )?"
    r"(?:جلسه|نشست|صحن|سالن|شورا|جمع اعضا|تالار|اجلاس|گردهمایی|ان|هر دو بخش)[^.؛:،]{0,30}? {1,3})"
)
_WAS_THERE = Sieve(
    rf"{_W}(?:حضور {{0,3}}(?:{tenses('داشت')}|دارند|دارد|{tenses('یافت')}|{tenses('پیدا کرد')}|"
    rf"{tenses('به ?هم رساند')}|به ?عمل اورد(?:ند)?)|"
    rf"حاضر {{0,3}}(?:بودند|{tenses('شد')}|بوده ?اند|هستند|بود(?= *[.؛،]| و(?! )| تا | که |$))|"
    rf"(?:شرکت|مشارکت) {{1,3}}(?:{tenses('داشت')}|{tenses('کرد')}|{tenses('جست')}|{tenses('نمود')})|"
    rf"{_GUESTS} {_BE}|(?:نیز|هم) (?:بودند|بوده ?اند)|(?:نیز|هم) بود(?= *[.؛،]|$)|(?:امده|(?<!ریاست )نشسته) بود(?:ند)?|"
    rf"(?:فرا ?خوانده|دعوت) (?:شدند|شده بود(?:ند)?)|پیوسته بود(?:ند)?|پیوست(?:ند)?(?= *[.؛،]|$)|"
    rf"(?:از (?:دیگر |جمله )?)?{_GUESTS}(?: ویژه)? (?:(?:این|همین|ان) )?"
    rf"(?:{_PLACE}|اعضا|پارلمان|ما|امروز)[^.؛،:]{{0,40}}? ?(?:{_BE}|{tenses('شد')})"
    rf"){_E}"
)
_SPOT = rf"(?:{MEETING}|سالن|جمع|تالار|جایگاه|ردیف|صندلی|میز|حلقه|گوشه)"
_CAME = "|".join(
    tenses(v)
    for v in (
        "امد",
        "رفت",
        "رسید",
        "نشست",
        "راه یافت",
        "حضور یافت",
        "قدم گذاشت",
        "ماند",
        "اضافه شد",
        "دیده (?:می ?)?شد",
        "فرا ?خوانده شد",
        "دعوت شد",
        "خوانده شد",
    )
)
_SAT = "|".join((*(tenses(v) for v in ("نشست", "ماند", "جای گرفت")), r"دیده (?:می ?)?شد(?:ند)?", "بودند"))
_WAS_IN_IT = Sieve(
    rf"{IN_PLACE}(?:حاضر {{1,3}}(?:بود|گردید|{tenses('شد')})|(?<!با )حضور {{0,3}}(?!ن)[^\W_]+|{tenses('نشست')}){_E}"
    rf"|{_W}به {{1,2}}(?:این )?(?:صحن|جلسه|نشست|سالن|جمع)[^.؛:،]{{0,60}}? {{0,2}}{_W}(?:{_CAME}){_E}"
    rf"|{_W}(?:در|دور|پشت|گرد|سر|میان) {{1,2}}(?:این )?(?:{_SPOT})(?: ?(?:های|ها))?"
    rf"[^.؛:،]{{0,40}}? {{0,2}}{_W}(?:{_SAT}){_E}"
    rf"|{_W}خود را به {{1,2}}(?:این )?(?:صحن|جلسه|نشست|سالن)[^.؛:،]{{0,30}}? {{0,2}}{_W}{tenses('رساند')}{_E}"
    rf"|{_W}(?:وارد|راهی) {{1,2}}(?:این )?(?:صحن|جلسه|نشست|سالن)[^.؛:،]{{0,30}}? {{0,2}}{tenses('شد')}{_E}"
    rf"|{_W}(?:نیز|هم) {IN_PLACE}بود(?:ند|ه ?اند){_E}"
    rf"|{_W}(?:در (?:این )?{MEETING}|ان ?جا|این ?جا) (?:شورا |هم |نیز )?بود(?:ند|ه ?اند)?{_E}"
)
_CAME_IN = compiled(rf"{_W}با {{1,2}}(?:حضور|شرکت) {{1,2}}در {{1,2}}(?:این |همین |جمع )?(?:{MEETING}|شورا|اعضای شورا)")
# «نماینده شرکت، با آنکه دعوت شده بود، نیامد»
_ALTHOUGH = re.compile(r"(?:با (?:ان|این) ?که|هر ?چند|ا?گرچه|با وجود (?:ان|این) ?که) [^،]{0,30}$")
_NO_MEETING = re.compile(
    r"جمع (?:خبرنگاران|رسانه)|میان خبرنگاران|نشست خبری|"
    r"(?<![^\W_])(?:تشییع|ترحیم|ختم|همایش)(?![^\W_])|(?:صندلی|کرسی|جایگاه|مسند) ریاست"
)
# «در نشستی که شهردار و فرماندار در آن شرکت داشتند»: whoever came stands behind «که»
_MEETING_THAT = re.compile(rf"{_W}{MEETING}(?: ?ا?ی) که{_E}")
_FINITE = (
    r"(?:شد|شدند|کرد|کردند|گفت|داد|دادند|است|بود|بودند|گردید|رسید|گرفت|گرفتند|خواست|افزود|دارد|دارند|شود|شوند|کند|کنند)"
)
# A few words that no verb parts from the list before them: «نیز برای پاسخ به سؤال اعضا در صحن»
_ADJUNCT = re.compile(rf"[ ،]{{0,3}}(?:(?!{_FINITE}{_E})[^\W\d_]{{1,14}}{_E}[ ،]{{0,3}}){{0,9}}")
# A phrase of time, place or purpose as long as it may be, if no verb and no clause stands in it
_PHRASES = re.compile(
    rf"[ ،]{{0,3}}(?:(?:نیز|هم|همگی|شخصا) )?(?:(?:در|به|با|برای|جهت|از|امروز|دیروز|صبح|عصر|ظهر|شامگاه|پس از|بنا به)"
    rf"(?: (?!که|را|{_FINITE}{_E})[^\W\d_]+){{1,14}}[ ،]{{0,3}}){{0,2}}"
)
_MAY_BEGIN = re.compile(
    # «در جلسه امروز شورای شهر ساوه | مهندس قنبری …»
    rf"{_W}(?:در|به) (?:این |همین )?{MEETING}(?: (?:امروز|دیروز|علنی|عادی|رسمی|فوق ?العاده)){{0,3}}"
    r"(?: (?:این )?شورا(?:ی(?: اسلامی)?(?: شهر)? [^\W_]+)?)?[ ،]{1,3}|"
    rf"(?:[،,:؛(»!؟/]|{_W}(?:که|یعنی|چون|تنها|فقط|همچنین|ضمن اینکه|و|در ان|در این(?: جلسه| نشست)?)) {{0,3}}"
    r"|(?<=شده بود )|(?<=امده بود )"
)
_ASIDE = re.compile(r"،? ?(?:با (?:ان|این) ?که|هر ?چند|ا?گرچه) [^،]{3,60}، ?$")
_THAT = compiled(r"(?:نیز|هم)? {0,3}،? {0,3}(?:(?<![^\W_])|(?<=نیز)|(?<=هم))که(?![^\W_])")
_LONGEST_RELATIVE = 145
_TOGETHER = compiled(rf"{_W}(?:به )?همراه(?: با)? {{1,3}}")
_PAPER = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2} ?[/:] ?(?=[^/:]+\Z)")  # «مکریان‌نیوز/ نماینده اهالی …»
_LEAD_IN = re.compile(
    r" {0,3}(?:(?:همچنین|گفتنی است|شایان ذکر است|لازم به ذکر است|یاداور می ?شود|علاوه بر این|در ادامه|در پایان|سپس|"
    r"البته|به گزارش [^،]{3,60}|"
    r"در (?:این|ابتدای|ادامه|پایان|اغاز)? {0,2}(?:این )?(?:جلسه|نشست|صحن)(?: نیز| هم)?(?: علنی)?)[ ،:]{0,3}){1,3}"
)


def ours(doc: Document, frame: MeetingFrame, clause: Clause, start: int, end: int) -> bool:
    """Whether what stands at `[start, end)` is told of the meeting that is reported, by the reporter."""
    if clause.order >= 0 and frame.is_foreign(start, end):
        return False
    return here(doc, frame, clause, start)


def here(doc: Document, frame: MeetingFrame, clause: Clause, start: int) -> bool:
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
    if _HAD_BEEN_HELD.match(doc.folded, b, min(clause.told, b + _AFTER)):
        return False
    return not other_meeting(doc, frame, clause, a, b) and bodily(doc, frame, clause, a, b)


# «نخستین نشست درباره سیل، یازدهم فروردین با حضور استاندار برگزار شده بود»
_HAD_BEEN_HELD = re.compile(r"(?:(?! که ).)*?(?:برگزار|تشکیل|منعقد) شده بود(?![^\W_])")
_AFTER = 110
_THIS = re.compile(rf"{_W}(?:این|همین) {MEETING}")


def stated_there(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """«LIST نیز حضور داشتند», «X که در صحن حاضر بود», «X با حضور در صحن»."""
    folded = doc.folded
    verbs = [
        *islice(_WAS_THERE.finditer(folded, clause.start, clause.end), _MOST_VERBS),
        *islice(_WAS_IN_IT.finditer(folded, clause.start, clause.end), _MOST_VERBS),
    ]
    for m in verbs:
        if _ALTHOUGH.search(folded, max(clause.start, m.start() - 40), m.start()) or _NO_MEETING.search(
            m[0] + folded[max(clause.start, m.start() - 40) : m.start()]
        ):
            continue
        if here(doc, frame, clause, m.start()):
            items = _subjects(doc, clause, m.start())
            items = items if m[0].endswith("ند") else _one_of(items)
            yield from (i for i in items if not _is_word(folded[i.start : i.end], i))
    for m in _CAME_IN.finditer(folded, clause.start, clause.told):
        if here(doc, frame, clause, m.start()):
            yield from _subjects(doc, clause, m.start())


def _one_of(items: list[Item]) -> list[Item]:
    """An office and the name behind it are one where the verb is singular: «معاونش، مهندس نظری، … آمده بود»."""
    if [item.named for item in items] != [False, True] or items[1].role:
        return items
    return [Item(items[1].start, items[1].end, named=True, role=(items[0].start, items[0].end))]


def _is_word(text: str, item: Item) -> bool:
    """«یلدا به صحن شورا رسید»: a given name that is a word too, alone."""
    return item.named and not item.role and text in lexicon().weak


def _subjects(doc: Document, clause: Clause, verb: int) -> list[Item]:
    """The list that a verb at `verb` has for its subject: right before it, or before «که»."""
    folded = doc.folded
    if long := list(_MEETING_THAT.finditer(folded, max(clause.start, verb - _LONGEST_SUBJECT), verb)):
        return ending_at(doc, long[-1].end(), verb)
    for that in reversed(list(_THAT.finditer(folded, max(clause.start, verb - _LONGEST_RELATIVE), verb))):
        items = (
            governed_before(doc, clause.start, that.start())
            or ending_at(doc, clause.start, that.start())
            or _known_before(doc, clause.start, that.start())
        )
        if items:
            with_them = _TOGETHER.search(folded, that.end(), verb)
            more = read_list(doc.people(with_them.end(), verb), 0)[0] if with_them else []
            return items + more
    return ending_at(doc, clause.start, verb)


def _known_before(doc: Document, start: int, stop: int) -> list[Item]:
    """A surname that the post gives in full elsewhere, at the head of the sentence: «سعدآبادی که در صحن بود»."""
    found = doc.people(start, stop).mention_at(0)
    if not found or not found[0].name or doc.folded[found[0].name[1] : stop].strip():
        return []
    name = doc.slice(*found[0].name)
    return [Item(*found[0].name, named=True)] if fullest_name(doc, name) != name else []


def governed_before(doc: Document, start: int, stop: int) -> list[Item]:
    """Whoever stands right before «که» in the grip of a preposition: «تشکر از فرماندار لار که در جلسه حاضر بود»."""
    people = doc.people(max(start, stop - _LONGEST_NAME), stop)
    for i in range(1, len(people.words)):
        found = people.mention_at(i) if people.word(i - 1) in _GRIP else None
        sure = found and (found[0].certain or (found[0].role and not found[0].name))
        if sure or (people.word(i - 1) in _GRIP and people.word(i) in (*GROUPS, *KIN)):
            items, end = read_list(people, i)
            if end == len(people.words):
                return items
    return []


def ending_at(doc: Document, start: int, stop: int) -> list[Item]:
    """The longest list that ends at `stop`, but for words like «نیز در این جلسه»."""
    folded = doc.folded
    if although := _ASIDE.search(folded, start, stop):
        stop = although.start()
    if paper := _PAPER.match(folded, start, stop):
        people = doc.people(start, paper.end())
        start = start if any(map(people.head_at, range(len(people.words)))) else paper.end()
    start = max(start, stop - _LONGEST_SUBJECT)
    people = doc.people(start, stop)
    lead = _LEAD_IN.match(folded, start, stop)
    begins = {lead.end() if lead else start, start}
    for m in _MAY_BEGIN.finditer(folded, start, stop):
        begins.add(m.end())
    first = next(iter(people.openings), 0)
    office = people.titles_at(first) or (people.head_at(first) and people.word(first) != "عضو")
    if first and office and _PHRASES.fullmatch(folded, start, people.starts[first]):
        begins.add(people.starts[first])  # «در بخش غیرعلنی شهردار قم و … حاضر شدند»
    for begin in sorted(begins):
        i = bisect_left(people.starts, begin)
        items, j = read_list(people, i)
        end = people.starts[j] if j < len(people.words) else stop
        if items and (end >= stop or (_is_adjunct(folded, end, stop) and not _goes_on(people, j))):
            return items
    return []


def _is_adjunct(folded: str, start: int, stop: int) -> bool:
    return bool(_ADJUNCT.fullmatch(folded, start, stop) or _PHRASES.fullmatch(folded, start, stop))


def _goes_on(people: People, i: int) -> bool:
    """Whether someone is named behind a joint from token `i` on: the list was cut short."""
    return any(
        people.word(k - 1) in ("و", "،") and (people.head_at(k) or people.titles_at(k))
        for k in range(i, len(people.words))
    )
