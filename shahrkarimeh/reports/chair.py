"""Who presided: «به ریاست …», «که ریاست جلسه را بر عهده داشت», «جلسه را … اداره می‌کرد», «رئیس جلسه: …»."""

import re
from collections.abc import Iterator

from shahrkarimeh.reports.bearers import fullest_name, named_or_office, sure_mentions
from shahrkarimeh.reports.clauses import HELD, MEETING, Clause, as_document, other_meeting, title_clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.numbering import bodily
from shahrkarimeh.text.naming import is_name_word
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.people import Mention

# «جلسه … با مدیریت طاهر چوپانی تشکیل شد»
_LED_BY = compiled(
    rf"(?<![^\W_])(?:(?:با|به|تحت) (?:مدیریت|هدایت|سرپرستی)|زیر نظر) {{1,3}}"
    rf"(?=[^.؛:]{{3,90}} (?:{HELD.pattern}|اداره شد))"
)
_CHEAP = re.compile(r"پیش (?:می ?)?برد|ریاست|اداره|هدایت|مدیریت|سکان|زمام|رییس|گردان|رهبری")
_OTHERS_CHAIR = (
    r"(?!(?:شورا|کمیسیون|سازمان|شهرداری|جمهور|هییت|ستاد|مجلس|اداره|کل|این|ان|جلسه|نشست|صحن)(?:ی|ها)?(?![^\W_]))"
)
_UNDER = compiled(
    r"(?<![^\W_])(?:به|با|تحت|و|زیر نظر) {0,2}(?:ریاست|سرپرستی و ریاست|مدیریت و ریاست) {1,3}"
    rf"(?:سنی |موقت |موقتی |مشترک |اقای |جناب |جلسه |نشست |با )*{_OTHERS_CHAIR}"
)
# what is conducted: «ریاست این جلسه علنی شورا را», «ریاست آن را», «اداره امور نشست»
_CONDUCTED = (
    r"(?<!نیابت )(?:(?:ریاست|اداره|هدایت|مدیریت|رهبری|سکان|زمام|گرداندن|سکانداری)(?: امور| کار)?(?: سنی| موقت)?"
    rf"(?: (?:این|ان|همین|هر دو))?(?: (?:[^\W_]+ (?:و )?){{0,4}}?[^\W_]*م(?:ین)?)? {MEETING}"
    r"(?: (?!را |با |بر |به |در )[^\W_]+){0,7}?|"
    r"(?:ریاست|اداره|هدایت|مدیریت)(?: سنی| موقت)?(?:ش| ان)|ریاست(?= را))(?: را)?(?: نیز| هم)?"
)
_BEARS = (
    r"(?:(?:بر ?عهده|به ?عهده|عهده ?دار|در دست|به دست|بر دوش|در اختیار|را) {0,2}(?:[^\W_]+ {1,3}){0,12}?)?"
    r"(?:داشت|داشته|دارد|بود|بوده|است|گرفت|گرفته|شد|می ?گیرد|نشست|کرد)(?![^\W_])"
)
# «ریاست آن بر عهده X بود», «ریاست جلسه با X بود»
_LIES_WITH = re.compile(
    rf"(?<![^\W_]){_CONDUCTED} {{1,3}}(?:در (?:غیاب|نبود) [^.؛:،]{{3,40}} )?"
    r"(?:بر ?عهده|به ?عهده|بر دوش|در دست|به دست|با)(?: ی)? {1,3}"
    r"(?=(?:او|وی)ست|(?!داشت|بود|گرفت|دارد|شد|است)[^.؛:]{2,120}?(?:بود|است|سپرده|گذاشته|افتاد|قرار))"
)
# «ریاست جلسه را به طاهر چوپانی سپرد»
_HANDED_OVER = re.compile(
    rf"(?<![^\W_]){_CONDUCTED} {{1,3}}(?:امروز |این بار )?به {{1,3}}(?!عهده|دست|دوش)"
    r"(?=[^.؛:]{3,120} (?:سپرد|واگذار|داد|محول)[^\W_]*)"
)
# «… صحن را به نایب‌رئیس، سکینه نوکنده، سپرد»
_LEFT_TO = compiled(rf"(?<![^\W_]){MEETING} را (?:[^\W_]+ )?به {{1,3}}(?=[^.؛:]{{3,120}} (?:سپرد|واگذا|داد و رفت))")
_HELD_CHAIR = re.compile(
    rf"(?<![^\W_]){_CONDUCTED}(?: که [^،.؛\n]{{3,90}}،)? {{1,3}}"
    rf"(?P<who>(?!شورا|کمیسیون)(?:[^\W_]+[ ،]{{1,3}}){{0,9}}?){_BEARS}"
)
# «جلسه را X اداره می‌کرد»
_CONDUCTS = compiled(
    rf"(?<![^\W_])(?:{MEETING}(?: (?!را )[^\W_]+){{0,4}}?|ان) را {{1,3}}(?P<who>[^.؛:]{{0,120}}?)"
    r"(?:می ?گردان(?:د|ند)|گرداند|پیش (?:می ?)?برد|"
    r"(?:اداره|ریاست|هدایت|مدیریت|رهبری) (?:(?:می ?)?(?:کرد|کند|نمود)|کرده|نموده))"
)
# «بر صندلی ریاست جلسه نشست», «در جایگاه رئیس جلسه»
_SEAT = compiled(
    r"(?<![^\W_])(?:جایگاه|صندلی|کرسی|مقام|مسند) (?:ریاست|رییس)(?: موقت| سنی)?(?:(?: این)? "
    rf"{MEETING})?(?![^\W_])[^.؛:،]{{0,30}}?(?:پر کرد|گفت|افزود|نشست|نشسته|تکیه|قرار|داشت|بود|جای)"
)
_FIELD = compiled(
    r"(?<![^\W_])(?:(?:رییس|ریاست|اداره ?کننده|گرداننده|مدیر|ریاست سنی|رییس سنی) {1,2}(?:محترم |سنی |موقت )?"
    rf"{MEETING}(?: علنی)?"
    r"(?: شورا| کمیسیون)? {0,3}[:\t] {0,3}|(?:(?<=\n)|^)(?:رییس|ریاست) {0,2}(?:\t|: {0,3}(?=[^\n]{3,40}$)) {0,3})",
    re.M,
)
_PRESIDENT_OF_SESSION = re.compile(
    rf"(?:(?:رییس|ریاست)(?: سنی| موقت)?|گرداننده|اداره ?کننده) (?:این )?{MEETING}(?![^\W_])"
)
# «تشکیل ستاد بازسازی به ریاست شهردار»
_COMMITTEE = re.compile(
    r"(?<![^\W_])(?:ستاد|کارگروه|کمیته|گروه|قرارگاه|هییت(?! رییسه)|"
    r"شورای (?:عالی|هماهنگی|ترافیک))(?![^\W_])[^،.؛]{0,45}$"
)
_TEMPORARY_BOARD = re.compile(r"هییت رییسه (?:سنی|موقتی?) $")
_THIS = re.compile(rf"(?<![^\W_])(?:این|همین) {MEETING}")
_OTHER_DAY = re.compile(r"(?<![^\W_])(?:قبل|قبلی|پیشین|گذشته|پیش|بعد|بعدی|اینده|اتی)(?![^\W_])")
_ABSENT = re.compile(r"(?:(?:در|با|به دلیل|به علت) (?:غیاب|غیبت)|به جای) [^،]{2,40}")
_HE = re.compile(r"(?:خود )?(?:وی|او|ایشان|نامبرده)(?:ست)?(?![^\W_])")
_TOGETHER = re.compile(r"(?<![^\W_])(?:مشترکا? {1,2}با|به همراه|به اتفاق|همراه با|و) {1,3}")
_VOTES = re.compile(r"(?<![^\W_])رای(?![^\W_])")
_BACK = 700
_AND = 4  # « و » between two offices


def chair_of(doc: Document, frame: MeetingFrame, parts: list[Clause]) -> str | None:
    """Who presided at the meeting: the name without title, as full as the post gives it, else the office."""
    for clause in (*parts, title_clause(doc)):
        here = as_document(doc) if clause.order < 0 else doc
        if not _CHEAP.search(here.folded, clause.start, clause.end):
            continue
        for people in _stated(here, frame, clause):
            names = [_wording(here, doc, p) for p in people]
            if names := [n for n in names if n]:
                return " و ".join(dict.fromkeys(names))
    return None


def _stated(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[list[Mention]]:
    folded = doc.folded
    for m in _FIELD.finditer(folded, clause.start, clause.end):
        if not _VOTES.search(folded, m.end(), min(clause.end, m.end() + 60)) and (p := _read(doc, m.end(), clause.end)):
            yield p[:1]
    for m in _UNDER.finditer(folded, clause.start, clause.told):
        if _ours(doc, frame, clause, m):
            yield _under(doc, clause, m)
    for m in _LED_BY.finditer(folded, clause.start, clause.told):
        if re.search(MEETING, folded[clause.start : m.start()]) and _ours(doc, frame, clause, m):
            yield [p for p in _read(doc, m.end(), clause.end)[:1] if p.name]
    for m in _LIES_WITH.finditer(folded, clause.start, clause.told):
        if _ours(doc, frame, clause, m):
            yield _before(doc, clause, m.start()) if _HE.match(folded, m.end()) else _read(doc, m.end(), clause.end)[:1]
    for m in _HANDED_OVER.finditer(folded, clause.start, clause.told):
        if _ours(doc, frame, clause, m):
            yield _read(doc, m.end(), clause.end)[:1]
    for pattern in (_HELD_CHAIR, _CONDUCTS, _SEAT):
        for m in pattern.finditer(folded, clause.start, clause.told):
            if _of_session(doc, clause, m) and _ours(doc, frame, clause, m):
                yield _who_led(doc, clause, m)
    yield from _presidents(doc, frame, clause)


def _of_session(doc: Document, clause: Clause, m: re.Match[str]) -> bool:
    """Whether a session is conducted: «ریاست شورا را بر عهده دارد» is an office."""
    if re.search(MEETING, m[0]):
        return True
    office = re.match(r"ریاست (?:شورا|کمیسیون|سازمان|هییت|ستاد|مجلس|شهرداری|امور|کل)", doc.folded[m.start() : m.end()])
    return not office and bool(re.search(MEETING, doc.folded[clause.start : m.start()]))


def _ours(doc: Document, frame: MeetingFrame, clause: Clause, m: re.Match[str]) -> bool:
    """Whether the words tell of the meeting that is reported."""
    folded = doc.folded
    ahead = folded[max(clause.start, m.start() - 60) : m.start()]
    if _TEMPORARY_BOARD.search(ahead):
        return True
    if clause.spoken or _COMMITTEE.search(ahead):
        return False
    nouns = list(re.finditer(MEETING, folded[clause.start : clause.told]))
    near = min(nouns, key=lambda n: abs(clause.start + n.start() - m.start()), default=None)
    if near and _THIS.search(folded, max(0, clause.start + near.start() - 5), clause.start + near.end()):
        return not _OTHER_DAY.search(m[0])
    if clause.order >= 0 and frame.is_foreign(m.start(), m.end()):
        return False
    if near is None:
        begin = max(folded.rfind("\n", 0, clause.start) + 1, clause.start - 200)
        return bool(re.search(MEETING, folded[begin : clause.start]) or HELD.search(folded, begin, clause.end))
    a, b = clause.start + near.start(), clause.start + near.end()
    if m.start() <= a < m.end():
        return not _OTHER_DAY.search(m[0])
    return not other_meeting(doc, frame, clause, a, b) and bodily(doc, frame, clause, a, b)


def _under(doc: Document, clause: Clause, m: re.Match[str]) -> list[Mention]:
    """The chair of «به ریاست X», two where they share it; «به ریاست وی» is one named before."""
    he = _HE.match(doc.folded, m.end())
    people = _read(doc, m.end() if not he else he.end(), clause.end)
    if he:
        people = [*_before(doc, clause, m.start())[:1], *people]
    people = people[: 2 if "مشترک" in m[0] or (len(people) > 1 and people[1].name) else 1]
    left = _LEFT_TO.search(doc.folded, m.end(), clause.told)
    return people + _apposed(doc, left.end(), clause.told) if left else people


def _apposed(doc: Document, start: int, end: int) -> list[Mention]:
    """The person at `start`, the name of whom may stand behind the office and a comma."""
    people = doc.people(start, end)
    people.in_sentence()
    found = people.mention_at(0)
    return [found[0]] if found and not found[0].group else []


def _read(doc: Document, start: int, end: int) -> list[Mention]:
    """The person right at `start`, and a second one joined by و where both have names."""
    people = doc.people(start, min(end, start + 200))
    out: list[Mention] = []
    i = 0
    while people.word(i) in ("«", '"', ":", "و", "با", "،") or people.word(i + 1) == "ترین" or people.word(i) == "ترین":
        i += 1
    if people.word(i) == "عضو" and people.word(i + 1) in ("،", "شورا"):
        return _read(doc, people.end(i + 1), end)  # «به عهده مسن‌ترین عضو، حاج …»
    while i < len(people.words) and len(out) < 2:
        found = people.mention_at(i)
        if not found or found[0].group or (out and not found[0].certain and not found[0].role):
            break
        mention, i = found
        out.append(mention)
        if people.word(i) != "و":
            break
        i += 1
    return out


def _before(doc: Document, clause: Clause, stop: int) -> list[Mention]:
    """The one whom a pronoun at `stop` means: the first named in the sentence, else the last of those before."""
    named = [m for m in sure_mentions(doc, clause.start, stop) if m.name]
    if named:
        return named[:1]
    if known := _known_before(doc, clause.start, stop):
        return known  # a surname that the post gives in full elsewhere
    earlier = sure_mentions(doc, max(0, clause.start - _BACK), clause.start)
    return [m for m in earlier if m.name][-1:] or earlier[-1:]


def _known_before(doc: Document, start: int, stop: int) -> list[Mention]:
    """Whoever stands at the head of a sentence by a surname that is given in full elsewhere."""
    found = doc.people(start, stop).mention_at(0)
    if not found or not found[0].name:
        return []
    name = doc.slice(*found[0].name)
    return [found[0]] if fullest_name(doc, name) != name else []


def _who_led(doc: Document, clause: Clause, m: re.Match[str]) -> list[Mention]:
    """The subject of «ریاست جلسه را … بر عهده داشت»: within it, else right before it, else of the sentence before."""
    folded = doc.folded
    inside = [x for x in sure_mentions(doc, *m.span("who")) if not x.group] if "who" in m.groupdict() else []
    for absent in _ABSENT.finditer(folded, m.start(), m.end()):
        inside = [x for x in inside if not absent.start() <= x.start < absent.end()]
    with_him = _TOGETHER.search(folded, *m.span("who")) if "who" in m.groupdict() else None
    if inside and not with_him:
        return inside[:1]
    if "who" in m.groupdict() and not with_him and (first := _unsure(doc, m)):
        return [first]
    before = [x for x in sure_mentions(doc, clause.start, m.start()) if not x.group]
    before = [x for x in before if x.name or not _PRESIDENT_OF_SESSION.search(folded[x.start : x.end])]
    for absent in _ABSENT.finditer(folded, clause.start, m.start()):
        before = [x for x in before if not absent.start() <= x.start < absent.end()]
    named = [x for x in before if x.name]
    best = named[-1:] or before[-1:] or _just_before(doc, clause, m.start())
    if not best and _HE.search(folded, clause.start, m.start()):
        best = _before(doc, Clause(clause.start, clause.start, clause.start, False, clause.order), clause.start)
    return [*best, *inside[:1]]


def _unsure(doc: Document, m: re.Match[str]) -> Mention | None:
    """«ریاست آن را کشمیر آزادبخت داشت»: a name that no list knows."""
    found = doc.people(*m.span("who")).mention_at(0)
    return found[0] if found and found[0].name and len(doc.slice(*found[0].name).split()) > 1 else None


def _just_before(doc: Document, clause: Clause, stop: int) -> list[Mention]:
    """A name that no list knows before the words of the chair: «… و کشمیر آزادبخت ریاست آن را», «طیب‌نژاد که …»."""
    people = doc.people(clause.start, stop)
    out: list[Mention] = []
    for i in range(len(people.words)):
        if i and people.word(i - 1) not in ("و", "،", ":", "که", "؛"):
            continue
        found = people.mention_at(i)
        if not found or not found[0].name or found[0].group:
            continue
        likely = is_name_word(people.word(found[1] - 1)) or (people.is_given(i) and found[1] - i > 1)
        if likely and people.word(found[1]) in ("که", "،", "نیز", "هم", ""):
            out.append(found[0])
    return out[-1:]


def _presidents(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[list[Mention]]:
    """«حسین رضایی، رئیس جلسه، گفت», «مهدی رضایی (رئیس جلسه)»."""
    for m in _PRESIDENT_OF_SESSION.finditer(doc.folded, clause.start, clause.told):
        if clause.spoken or (clause.order >= 0 and frame.is_foreign(m.start(), m.end())):
            continue
        behind = doc.people(m.end(), clause.end)
        found = behind.mention_at(int(behind.word(0) == "،"))
        if found and found[0].name and found[0].certain and m.start() == clause.start:
            yield [found[0]]  # «رئیس جلسه، حاج علی‌حسین پاپی، …»
        for mention in sure_mentions(doc, max(clause.start, m.start() - 60), clause.end):
            if mention.role and mention.name and mention.role[0] <= m.start() < mention.role[1] + _AND:
                yield [mention]


def _wording(here: Document, doc: Document, person: Mention) -> str:
    if person.name:
        return fullest_name(doc, here.slice(*person.name))
    return named_or_office(doc, here.slice(*person.role)) if person.role else ""
