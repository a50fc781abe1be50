"""Elections: who was chosen for which office, with the votes each got. Losers are not listed.

Works on the mask of the text (`votes.mask_of`): folded letters, cardinals as `#`.
"""

import re
from dataclasses import dataclass, replace

from shahrkarimeh.reports.votes import Mask

Span = tuple[int, int]

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"
OFFICE = (
    r"(?:نایب ?رییس|نواب رییس|رییس(?! (?:سنی|جلسه))|ریاست(?! (?:سنی|جلسه))|نایب رییسی|منشی|دبیر|خزانه ?دار|"
    r"سخنگو|شهردار|سرپرست|حسابرس|ناظر|کارپرداز|بازرس|نماینده|نمایندگان|مسیول|"
    r"قایم مقام|مدیر ?عامل|عضو|رابط|مشاور|ذی ?حساب|جانشین|سرپرستی)"
)
SEAT = re.compile(rf"{OFFICE}{_E}")
_AS = (
    r"(?:به ?عنوان|به سمت|در سمت|به مقام|در جایگاه|در مقام|برای سمت|بعنوان|به منظور تصدی|برای تصدی|بر (?:کرسی|"
    r"صندلی|مسند))"
)
_CHOSEN = (
    r"(?:(?:انتخاب|برگزیده|معرفی|منصوب|تعیین|ابقا|گزیده|گماشته)(?: (?:شدند|شد|گردیدند|گردید|گشتند|گشت|کردند|"
    r"کرد|نمودند|نمود|شده اند|شده است))|برگزید(?:ند)?|"
    r"گماشت(?:ند)?|رای اورد(?:ند)?|(?<!کنارش )(?<!کنار او )(?<!کنار وی )نشست(?:ند)?|تکیه زد(?:ند)?)(?! بود)"
)
_ELECTED = re.compile(rf"{_S}{_CHOSEN}{_E}")
# «علی رضایی رئیس شورای اسلامی شهر قم شد»; not «… رئیس شورا یادآور شد».
_OF = (
    r"(?: (?:شورای?|اسلامی|(?:کلان)?شهر\w*(?: مقدس)?(?: (?!شد)\w+)?|کمیسیون(?: (?!در|با|به|از|ضمن|هم|نیز|یاداور|"
    r"متذکر|خواستار|خواهان|مدعی|مانع|موفق)\w+){0,4}?|اول|دوم|سوم|جدید|"
    r"این|کمیسیون|شهرداری(?: \w+)?|جدید \w+))*"
)
_BECAME = re.compile(rf"(?<!به ){_S}(?!ریاست|عضو|مشاور|مسیول){OFFICE}{_OF} (?:شدند|شد|ماندند|ماند){_E}(?! بود)")
_VOTES = (
    r"(?:،? ?(?:با|به) (?:همین|همان) (?:تعداد|میزان|شمار) رای|"
    r"،? ?\(?(?:با|به|و)? ?(?:کسب |اخذ |اکثریت |حداکثر )?#+ ?(?:رای|ارا)(?: از (?:مجموع )?#+ ?(?:رای|نفر|"
    r"عضو)?(?: (?:ماخوذه|ماخوذ|حاضر|اخذ شده))*)?(?: (?:موافق|مثبت|مخفی))?(?:(?:،| و) ?#+ ?رای (?:سفید|ممتنع|"
    r"مخالف|باطله))*(?: در (?:برابر|مقابل) #+ ?(?:رای)?[^،؛.#]{0,30}?(?:،|(?= به عنوان| به سمت| در سمت)))?\)?)"
)
_AGAIN = r"(?: برای (?:[\w#]+ ){1,2}(?:بار|سال|دوره)(?: (?:پیاپی|متوالی|دیگر|اینده))*)?"
_OFFICE_END = (
    r"(?=(?: و (?!(?:روابط|امور|املاک|شهرسازی|ترافیک|اقتصادی|اجتماعی|ورزشی|خدمات|معماری|توسعه|برنامه|بودجه|"
    r"عمران|محیط|سلامت|فرهنگ|املاک|حقوقی|نظارت|سرمایه))|،|؛|\.|\n|\(| با #| (?:انتخاب|برگزیده|برگزید|معرفی|"
    r"منصوب|تعیین|ابقا|گزیده|گماش|نشست|تکیه|شد|شدند|گردید|رای)|$))"
)
# «مجید نصیرآبادی با 8 رأی به عنوان رئیس», «حسن باباکوهی با 10 رأی منشی اول»
_NAME = r"(?P<name>(?:[^\W\d_#]+)(?: (?!به عنوان|به سمت|با #|و )[^\W\d_#]+){0,6}?)"
_ENTRY = re.compile(
    rf"{_NAME}(?:(?P<votes>{_VOTES}) ?،?(?: ?(?:نیز|هم))?{_AGAIN}(?: ?{_AS})?| ?،?(?: (?:نیز|هم|"
    rf"را))* ?{_AS}) (?P<office>{OFFICE}{_E}[^،؛.:\n(]{{0,60}}?){_OFFICE_END}"
)
# «… را با 8 رأی به عنوان شهردار»
_OBJECT_ENTRY = re.compile(
    rf"{_NAME} را(?P<votes>{_VOTES})?{_AGAIN} ?{_AS} (?P<office>{OFFICE}{_E}[^،؛.:\n(]{{0,60}}?){_OFFICE_END}"
)
_BEFORE_ENTRY = re.compile(
    rf"{_AS} (?P<office>{OFFICE}{_E}[^،؛.:\n(]{{0,50}}?)(?:،| )(?P<name>(?:اقای|خانم|دکتر|مهندس|سید|"
    rf"حجت الاسلام) [^،؛.:\n(#]{{3,40}}?)(?P<votes>{_VOTES})?(?: را)? ?(?=انتخاب|برگزید)"
)
# «خزانه داری با 5 رای به سحر تازه رسید»
_TO_NAME = re.compile(
    rf"{_S}(?P<office>(?:(?:کرسی|صندلی|سمت|پست|مسیولیت|سکان|عنوان|منصب) )?(?:{OFFICE}|خزانه ?داری|سخنگویی|"
    rf"دبیری|نایب ?رییسی|"
    rf"ریاست|سرپرستی|منشی ?گری){_E}[^،؛.:\n#]{{0,40}}?)(?P<votes>{_VOTES})?(?: (?:نیز|"
    rf"هم))? به (?P<name>(?:(?!به )[^\W\d_]+ )"
    rf"{{2,6}}?)(?:(?P<later>{_VOTES}) )?(?:رسید|سپرده شد|واگذار شد|تعلق گرفت|داده شد|محول شد|سپرده شدند|"
    rf"واگذار گردید){_E}"
)
# «الف، ب و ج به ترتیب با 6، 5 و 9 رأی به عنوان رئیس، نایب رئیس و منشی»
_ORDERED = re.compile(
    rf"به ترتیب(?P<votes>[^؛.:\n]{{0,60}}?)،? ?(?:{_AS} |(?=رییس))(?P<offices>[^؛.:\n]{{5,160}}?)(?= (?:انتخاب|"
    rf"برگزیده|برگزید|معرفی|منصوب|تعیین|ابقا|شدند))"
)
_CHOSEN_OFFICE = re.compile(rf"(?<!به ){_S}{OFFICE}{_OF} (?:انتخاب|برگزیده) (?:شدند|شد){_E}")
_PLAIN_ENTRY = re.compile(
    rf"(?P<name>[^\W\d_#]+(?: (?!و )[^\W\d_#]+){{1,9}}?)(?P<votes>{_VOTES}| با (?:کسب )?اکثریت(?: مطلق|"
    rf" قاطع)? ارا)?(?: برای [\w#]+ (?:سال|بار|دوره)(?: پیاپی| متوالی| دیگر| اینده)*)? (?P<office>(?!ریاست|عضو|مشاور|"
    rf"مسیول){OFFICE}{_OF})(?=،| و | (?:شدند|شد|باقی|ماند|ماندند|انتخاب|برگزیده){_E}(?! بود))"
)
_AS_MANY = re.compile(r"(?:همین|همان) (?:تعداد|میزان|شمار) رای")
_NO_PERSON = re.compile(r"(?:نتیجه|تصویب|تایید|پایان|دست|امضا|شرح|اطلاع|مدت|رویت|ثبت|حد|موقع|نصاب|جلسه)(?![^\W_])")
_LIST_SEP = re.compile(r" ?(?:،| و) ?")
_PLURAL_OFFICE = re.compile(
    r"(?:منشیان|منشی ها|دبیران|نواب|ناظران|نمایندگان|اعضای|بازرسان|حسابرسان|مشاوران|کارپردازان)(?![^\W_])"
)
_NUM = re.compile("#+")
_LEAD_WORDS = re.compile(
    r"^(?:.*?(?<![^\W_])(?:گفت|افزود|:|؛|،(?=.*،)))?[\s،]*(?:(?:و|سپس|همچنین|در ادامه|در پایان|در نهایت|"
    r"سرانجام|نهایتا|بر (?:این|همین) اساس|بدین ترتیب|به این ترتیب|اقای|اقایان|خانم|خانم ها|در این (?:جلسه|"
    r"نشست)|در همین (?:جلسه|نشست)|در دور دوم|"
    r"نیز|هم|ابتدا|پس از (?:رای ?گیری|شمارش ارا)|پس از ان|طی رای ?گیری|با رای اعضا|با اکثریت ارا|به اتفاق ارا|"
    r"که|جناب|سرکار|این|اعضا|اعضای شورا|شورا|شورای شهر)[\s،]+)*"
)
_LINE = re.compile(
    rf"^[\s\-•*▪🔹🔸✅#.)ـ]*(?:(?P<o1>{OFFICE}{_E}[^:،(\n#]{{0,50}}?) ?[:\-–] ?(?P<n1>[^:\n#()،]{{4,60}}?)(?:،| |"
    rf"\(|-)*(?:(?:با|به) )?(?:کسب )?(?P<v1>#+) ?(?:رای|ارا)|"
    rf"(?P<n2>[^:\n#()،\-]{{4,50}}?) ?(?:،|,|\(|-|–|:)+ ?(?P<o2>{OFFICE}{_E}[^:،(\n#)\-]{{0,50}}?)(?: ?(?:،|\)|"
    rf"\(|-|:|,))* ?(?:(?:با|به) )?(?:کسب )?(?P<v2>#+) ?(?:رای|ارا)|"
    rf"(?P<n3>[^:\n#()،\-]{{4,50}}?) ?(?:،|-|\()? ?(?:با )?(?:کسب )?(?P<v3>#+) ?رای\)?،? ?(?:به عنوان |به سمت |"
    rf"- ?|: ?)?(?P<o3>{OFFICE}{_E}[^:،(\n#]{{0,50}}))"
)
_TITLE_ONLY = re.compile(rf"^[\s\-•*▪🔹🔸✅]*(?P<o>{OFFICE}{_E}[^:،(\n#]{{0,40}}?) ?: ?(?P<n>[^:\n#()،]{{4,50}})$")
_ELECTION = re.compile(r"انتخاب|رای ?گیری|هییت رییسه|هیات رییسه|برگزید|نتایج|نتیجه")
_NOT_A_NAME = re.compile(
    r"(?:جلسه|نشست|رای|اعضا|شورا|کمیسیون|انتخاب|دور|شهرداری|نامزد|لایحه|عنوان|هییت|نفر|بود)(?![^\W_])"
)
_MONTH = re.compile(r"فروردین|اردیبهشت|خرداد|تیرماه|مرداد|شهریور|مهرماه|ابان ?ماه|اذرماه|دی ?ماه|بهمن ?ماه|اسفند")
# «انتخاب اقای علی کاظمی به عنوان ناظر شورا»: the noun of an election
_NOUN = re.compile(
    rf"(?:انتخاب|معرفی|تعیین|انتصاب|ابقای?)(?: (?:اقای|خانم|سرکار خانم|جناب اقای|مهندس|"
    rf"دکتر))* (?=(?:[^\W\d_]+ ){{2,8}}{_AS} {OFFICE})"
)
_BLANK = re.compile(r"(?P<n>#+) ?رای (?:سفید|ممتنع)")
_FOR = re.compile(r"#+(?= ?(?:رای|ارا)(?! (?:سفید|ممتنع|باطله|مخالف)))")


@dataclass(frozen=True, slots=True)
class Elected:
    """One person chosen: the span that holds person and office, and the votes."""

    start: int
    end: int
    votes_for: int | None
    abstentions: int | None
    by_all: bool = False


def elected_in(mask: Mask, a: int, b: int) -> list[Elected]:
    """Those a sentence says were chosen."""
    text = mask.text[a:b]
    if not re.search(OFFICE, text):
        return []
    if not (_ELECTED.search(text) or _BECAME.search(text) or _TO_NAME.search(text)):
        return []
    out: list[Elected] = []
    given = [e for m in _TO_NAME.finditer(text) if (e := _given(mask, m, a))]
    m = _ORDERED.search(text)
    if m and (ordered := _ordered(mask, m, a)):
        return ordered
    verbs = [m.start() for p in (_ELECTED, _BECAME) for m in p.finditer(text)] or [-1]
    for pattern in (_OBJECT_ENTRY, _ENTRY, _BEFORE_ENTRY):
        for m in pattern.finditer(text):
            if any(s < m.end("office") + a and m.start("name") + a < e for s, e in ((x.start, x.end) for x in out)):
                continue
            if max(verbs) < m.start("office") or (
                _NOT_A_NAME.search(m["name"].split(" با ")[0][-60:]) and pattern is not _ENTRY
            ):
                continue
            found = _entry(mask, m, a)
            if found:
                out.append(found)
    out = out or _became(mask, a, b)
    out += [e for e in given if not any(e.start < o.end and o.start < e.end for o in out)]
    return _same_count(mask, sorted(out, key=lambda e: e.start))


def _same_count(mask: Mask, chosen: list[Elected]) -> list[Elected]:
    """«… با همین تعداد رای»: as many as the one before got."""
    for i, e in enumerate(chosen[1:], 1):
        if e.votes_for is None and _AS_MANY.search(mask.text, e.start, e.end):
            chosen[i] = replace(e, votes_for=chosen[i - 1].votes_for)
    return chosen


def _given(mask: Mask, m: re.Match[str], offset: int) -> Elected | None:
    """«خزانه داری با 5 رای به سحر تازه رسید»."""
    if _NOT_A_NAME.search(m["name"]) or _NO_PERSON.match(m["name"]) or len(m["name"].split()) < 2:
        return None
    ours, blank = _counts(mask, m.string, *m.span(), offset)
    return Elected(offset + m.start("office"), offset + m.end("name") - 1, ours, blank)


def _name_start(text: str, start: int, end: int) -> int:
    m = _LEAD_WORDS.match(text[start:end])
    at = start + (m.end() if m else 0)
    # An office before the name, or the council that chose, is no part of it: «اعضای شورا علی …».
    tail = list(
        re.finditer(r"(?:که|خود|جلسه|نشست|رای ?گیری|شورا|شهر \w+|امروز|مخفی|رای ?گیری|ارا|کتبی) ", text[at:end])
    )
    return at + tail[-1].end() if tail and end - at - tail[-1].end() > 4 else at


def _counts(mask: Mask, text: str, start: int, end: int, offset: int) -> tuple[int | None, int | None]:
    ours = _FOR.search(text, start, end)
    blank = _BLANK.search(text, start, end)
    return (
        mask.values.get(offset + ours.start()) if ours else None,
        mask.values.get(offset + blank.start("n")) if blank else None,
    )


def _entry(mask: Mask, m: re.Match[str], offset: int) -> Elected | None:
    text = m.string
    start = _name_start(text, m.start("name"), m.end("name")) if m.start("name") < m.start("office") else m.start()
    name = m["name"][max(0, start - m.start("name")) :]
    if len(name.strip()) < 4 or len(name.split()) < 2 or _MONTH.search(name) or _NOT_A_NAME.search(name):
        return None
    end = max(m.end("office"), m.end("name"))
    votes_end = m.end() if m["votes"] and m.end("votes") > end else end
    ours, blank = _counts(mask, text, start, votes_end, offset)
    if ours is None:
        after = re.match(rf"{_VOTES}", text[end:])
        before = re.search(rf"{_VOTES}[ ،]*$", text[: m.start("name")]) if m.start("name") < m.start("office") else None
        if after:
            ours, blank = _counts(mask, text, end, end + after.end(), offset)
        elif before:
            ours, blank = _counts(mask, text, before.start(), before.end(), offset)
    while end > start and text[end - 1] in " ،":
        end -= 1
    every = bool(re.search(r"اتفاق ارا|رای (?:همه|تمامی?|کلیه) ", text[max(0, start - 25) : m.end() + 40]))
    return Elected(offset + start, offset + end, ours, blank, every)


def _pieces(text: str, start: int, end: int) -> list[Span]:
    out, at = [], start
    for m in _LIST_SEP.finditer(text, start, end):
        out.append((at, m.start()))
        at = m.end()
    out.append((at, end))
    return [(s, e) for s, e in out if text[s:e].strip()]


def _ordered(mask: Mask, m: re.Match[str], offset: int) -> list[Elected]:
    """Names, votes and offices told in the same order."""
    text = m.string
    begin = max(0, m.start() - 300)
    begin += max((x.end() for x in re.finditer(r"[؛.:\n]", text[begin : m.start()])), default=0)
    begin = _name_start(text, begin, m.start())
    names = _pieces(text, begin, m.start())
    offices = _pieces(text, m.start("offices"), m.end("offices"))
    if len(offices) == 1 and _PLURAL_OFFICE.match(text, *offices[0]):
        offices *= len(_NUM.findall(m["votes"])) or len(names)
    if not 1 < len(offices) <= len(names):
        return []
    names = names[-len(offices) :]
    numbers = [mask.values.get(offset + n.start()) for n in _NUM.finditer(text, names[0][0], m.start("offices"))]
    out = []
    for i, (begin, end) in enumerate(names):
        s = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        out.append(
            Elected(offset + s, offset + offices[i][1], numbers[i] if len(numbers) == len(names) else None, None)
        )
    return out


def _became(mask: Mask, a: int, b: int) -> list[Elected]:
    """«علی رضایی رئیس و رضا کاظمی نایب رئیس شورای شهر شدند»."""
    text = mask.text[a:b]
    verb = _BECAME.search(text) or _CHOSEN_OFFICE.search(text)
    if not verb:
        return []
    begin = max((m.end() for m in re.finditer(r"[؛.:\n]", text[: verb.start()])), default=0)
    out: list[Elected] = []
    at = begin
    for m in _PLAIN_ENTRY.finditer(text, begin, verb.end()):
        if m.start() - at > 3 and out:
            break
        found = _entry(mask, m, a)
        at = m.end()
        if found:
            out.append(found)
    return out


def noun_of_election(mask: Mask, a: int, b: int) -> int | None:
    """Where person and office begin in a matter that is the choice of one, or None for any other matter."""
    m = _NOUN.match(mask.text, a, b)
    return m.end() if m else None


def elected_line(mask: Mask, a: int, b: int, heading: str) -> Elected | None:
    """The one a line of a list of results names: «اکرم صدوقی، نایب رئیس با 9 رأی», «رئیس: … (7 رأی)»."""
    line = mask.text[a:b]
    if not _ELECTION.search(heading) or b - a > 140 or _ELECTED.search(line) or _BECAME.search(line):
        return None
    m = _LINE.search(mask.text[a:b])
    if not m:
        m = (
            _TITLE_ONLY.search(mask.text[a:b])
            if re.search(r"(?:انتخاب|برگزیده) (?:شد|گردید)|به شرح|به این شرح|عبارتند", heading)
            else None
        )
        if not m or _NOT_A_NAME.search(m["n"]):
            return None
        return Elected(a + m.start("o"), a + m.end("n"), None, None)
    k = next(k for k in "123" if m[f"n{k}"])
    if _NOT_A_NAME.search(m[f"n{k}"]):
        return None
    start = min(m.start(f"n{k}"), m.start(f"o{k}"))
    end = max(m.end(f"n{k}"), m.end(f"o{k}"))
    every = bool(re.search(r"اتفاق ارا|همه ارا|کلیه ارا", line))
    return Elected(a + start, a + end, mask.values.get(a + m.start(f"v{k}")), None, every)
