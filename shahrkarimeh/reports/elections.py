"""Elections: who was chosen for which office, with the votes each got. Losers are not listed.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re
from dataclasses import replace

from shahrkarimeh.reports.election_words import AS, NOT_A_NAME, OFFICE, VOTES, Elected, counts, name_start
from shahrkarimeh.reports.joint_seats import PLURAL, SEPARATOR, joint_in, sharers
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.seats import seats_in
from shahrkarimeh.text.patterns import compiled

Span = tuple[int, int]

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"

_CHOSEN = (
    r"(?:(?:معرفی|پیشنهاد|نامزد|انتخاب) و (?:با [^،؛.]{2,40} )?(?:تایید|انتخاب|برگزیده|تصویب) (?:شدند|شد|"
    r"گردید)|(?:انتخاب|برگزیده|معرفی|منصوب|تعیین|ابقا|گزیده|گماشته|شناخته)(?: (?:شدند|شد|گردیدند|گردید|گشتند|گشت|کردند|"
    r"کرد|نمودند|نمود|شده اند|شده است))|برگزید(?:ند)?|"
    r"گماشت(?:ند)?|رای اورد(?:ند)?|(?<!کنارش )(?<!کنار او )(?<!کنار وی )نشست(?:ند)?|تکیه زد(?:ند)?)(?! بود)"
)
_VERB_AND = re.compile(rf"{_CHOSEN}(?:[،؛] ?(?:و )?| و )")
_OFFICE = compiled(OFFICE)
_ELECTED = compiled(rf"{_S}{_CHOSEN}{_E}")
# «علی رضایی رئیس شورای اسلامی شهر قم شد»; not «… رئیس شورا یادآور شد».
_OF = (
    r"(?: (?:شورای?|اسلامی|(?:کلان)?شهر\w*(?: مقدس)?(?: (?!شد|برپا|برگزار|تشکیل|اغاز|دایر)\w+)?|کمیسیون(?: (?!در|با|"
    r"به|از|ضمن|هم|نیز|یاداور|"
    r"متذکر|خواستار|خواهان|مدعی|مانع|موفق)\w+){0,4}?|اول|دوم|سوم|جدید|"
    r"(?<=شهردار )(?!یاداور|متذکر|خواستار|خواهان|مدعی|مانع|موفق|حاضر|وارد|معرفی|انتخاب|مکلف|موظف|ملزم|مامور|"
    r"مجاز|استیضاح|"
    r"برکنار|راهی|متعهد|هم|نیز|با|به|از|در|شد|منصوب|برگزیده|تعیین|ابقا|ماند|که|ثبت|درج|مطرح|اعلام|تقدیم|ارسال|رد|"
    r"تصویب|تایید|قرایت|پذیرفته|تمدید|بررسی|تکذیب|دعوت|ارایه|داده|گفته|گرفته|گذاشته|"
    r"خوانده|شنیده|تشکیل|برپا|دایر|منعقد|برگزار|اغاز|افتتاح|انجام|اجرا|همراه|روبرو|توزیع|ابلاغ|صادر|محکوم|تشکر|تقدیر|"
    r"قدردانی|بازداشت|"
    r"تهدید|خارج)[^\W\d_]{3,}|"
    r"این|ان|کمیسیون|شهرداری(?: (?!برگزار|تشکیل|اغاز|انجام)\w+)?|جدید \w+))*"
)
# «نماینده شورا در هییت مدیره سازمان پسماند شد»
_SENT_TO = r"(?:(?:(?<=نماینده شورا)|(?<=ناظر شورا))(?: در (?!این|همین|ان |حالی)(?:[^\W\d_#]+ ){0,6}?(?:\w+))?)?"
_BECAME = compiled(
    rf"(?<!به ){_S}(?!ریاست|عضو|مشاور|مسیول){OFFICE}{_OF}{_SENT_TO} (?:شدند|شد|ماندند|"
    rf"ماند){_E}(?! (?:بود|برای|به))"
)
_REACHED = Sieve(r"به (?:سمت|مقام) [^،؛.\n]{3,60}? رسید(?:ند)?(?![^\W_])")
_AGAIN = r"(?: برای (?:[\w#]+ ){1,2}(?:بار|سال|دوره)(?: (?:پیاپی|متوالی|دیگر|اینده))*)?"
_OFFICE_END = (
    r"(?=(?: و (?!(?:روابط|امور|املاک|شهرسازی|ترافیک|اقتصادی|اجتماعی|ورزشی|خدمات|معماری|توسعه|برنامه|بودجه|"
    r"عمران|محیط|سلامت|فرهنگ|املاک|حقوقی|نظارت|سرمایه))|،|؛|\.|\n|\(| با #| (?:انتخاب|برگزیده|برگزید|معرفی|"
    r"منصوب|تعیین|ابقا|گزیده|گماش|نشست|تکیه|رسید|شناخته|شد|شدند|گردید|رای)|$))"
)
# «مجید نصیرآبادی با 8 رأی به عنوان رئیس», «حسن باباکوهی با 10 رأی منشی اول»
_NAME = r"(?<![^\W\d_])(?P<name>(?:[^\W\d_#]+)(?: (?!به عنوان|به سمت|با #|و )[«\"]?[^\W\d_#]+[»\"]?){0,6}?)"
_ENTRY = Sieve(
    rf"{_NAME}(?:(?P<votes>{VOTES}) ?،?(?: ?(?:نیز|هم))?{_AGAIN}(?: ?{AS})?| ?،?(?: (?:نیز|هم|"
    rf"را))* ?{AS}) (?P<office>{OFFICE}{_E}[^،؛.:\n(]{{0,60}}?){_OFFICE_END}"
)
# «… را با 8 رأی به عنوان شهردار»
_OBJECT_ENTRY = Sieve(
    rf"{_NAME} را(?P<votes>{VOTES})?{_AGAIN} ?{AS} (?P<office>{OFFICE}{_E}[^،؛.:\n(]{{0,60}}?){_OFFICE_END}"
)
# «هادی تیموری، معاون مالی شهرداری، با 5 رای به عنوان سرپرست»
_ASIDE_ENTRY = Sieve(
    rf"{_NAME}، (?:معاون|مدیر|رییس|عضو|شهردار|سرپرست|کارشناس|"
    rf"کارمند)[^،؛.:\n]{{2,60}}،(?P<votes>{VOTES})?{_AGAIN} ?{AS} "
    rf"(?P<office>{OFFICE}{_E}[^،؛.:\n(]{{0,60}}?){_OFFICE_END}"
)
_BEFORE_ENTRY = Sieve(
    rf"{AS} (?P<office>{OFFICE}{_E}[^،؛.:\n(]{{0,50}}?)(?:،| )(?P<name>(?:اقای|خانم|دکتر|مهندس|سید|"
    rf"حجت الاسلام) [^،؛.:\n(#]{{3,40}}?)(?P<votes>{VOTES})?(?: را)? ?(?=انتخاب|برگزید)"
)
# «الف، ب و ج به ترتیب با 6، 5 و 9 رأی به عنوان رئیس، نایب رئیس و منشی»
_ORDERED = Sieve(
    rf"به ترتیب(?P<votes>[^؛.:\n]{{0,60}}?)،? ?(?:{AS} |(?=رییس))(?P<offices>[^؛.:\n]{{5,160}}?)(?= (?:انتخاب|"
    rf"برگزیده|برگزید|معرفی|منصوب|تعیین|ابقا|شدند))"
)
_CHOSEN_OFFICE = re.compile(rf"(?<!به ){_S}{OFFICE}{_OF} (?:انتخاب|برگزیده|شناخته) (?:شدند|شد){_E}")
_PLAIN_ENTRY = re.compile(
    rf"(?P<name>[^\W\d_#]+(?: (?!و )[^\W\d_#]+){{1,9}}?)(?P<votes>{VOTES}| با (?:کسب )?اکثریت(?: مطلق|"
    rf" قاطع)? ارا)?(?: برای [\w#]+ (?:سال|بار|دوره)(?: پیاپی| متوالی| دیگر| اینده)*)?(?: (?:همچنان|دوباره|"
    rf"باز هم|بار دیگر|مجددا|نیز|هم))?،? (?P<office>(?!ریاست|عضو|مشاور|"
    rf"مسیول){OFFICE}{_OF}{_SENT_TO})(?=،| و | (?:شدند|شد|باقی|ماند|ماندند|انتخاب|برگزیده|شناخته){_E}(?! بود))"
)
_AS_MANY = re.compile(r"(?:همین|همان) (?:تعداد|میزان|شمار) رای")
_PLURAL_OFFICE = compiled(rf"{PLURAL}(?![^\W_])")
_NUM = re.compile("#+")
_LINE = re.compile(
    rf"^[\s\-•*▪🔹🔸✅#.)ـ]*(?:(?P<o1>{OFFICE}{_E}[^:،(\n#]{{0,50}}?) ?[:\-–] ?(?P<n1>[^:\n#()،]{{4,60}}?)(?:،| |"
    rf"\(|-)*(?:(?:با|به) )?(?:کسب )?(?P<v1>#+) ?(?:رای|ارا)|"
    rf"(?P<n4>[^:\n#()،\-]{{6,40}}?) (?P<o4>(?:رییس|نایب ?رییس|منشی|خزانه ?دار|سخنگوی?|"
    rf"دبیر){_E}[^:،(\n#)\-]{{0,30}}?) ?"
    rf"\((?P<v4>#+) ?رای|"
    rf"(?P<n2>[^:\n#()،\-]{{4,50}}?) ?(?:،|,|\(|-|–|:)+ ?(?P<o2>{OFFICE}{_E}[^:،(\n#)\-]{{0,50}}?)(?: ?(?:،|\)|"
    rf"\(|-|:|,))* ?(?:(?:با|به) )?(?:کسب )?(?P<v2>#+) ?(?:رای|ارا)|"
    rf"(?P<n3>[^:\n#()،\-]{{4,50}}?) ?(?:،|-|\()? ?(?:با )?(?:کسب )?(?P<v3>#+) ?رای\)?،? ?(?:به عنوان |به سمت |"
    rf"- ?|: ?)?(?P<o3>{OFFICE}{_E}[^:،(\n#]{{0,50}}))"
)
_SEAT_LINE = re.compile(
    rf"[\s\-•*▪🔹🔸✅]*(?:{OFFICE})(?: (?!گفت|افزود|کرد|داشت|داد)\S+){{0,3}} ?: ?[^:\n]{{4,60}}#+ ?رای"
)
_TITLE_ONLY = re.compile(rf"^[\s\-•*▪🔹🔸✅]*(?P<o>{OFFICE}{_E}[^:،(\n#]{{0,40}}?) ?: ?(?P<n>[^:\n#()،]{{4,50}})$")
_ELECTION = compiled(r"انتخاب|رای ?گیری|هییت رییسه|هیات رییسه|برگزید|نتایج|نتیجه")
# «سید یعقوب پناهی معاون عمرانی شهرداری»: the office that somebody holds already
_OWN_OFFICE = re.compile(r"(?<=[^\W_]) (?:معاون|مدیر\w*|کارشناس|مسیول|رییس (?=سازمان|اداره|دفتر)).*$")
_TOLD_LINE = re.compile(r"(?<![^\W_])(?:بود|بودند|داشت|داشتند|گفت|کرد)\W*$")
_MONTH = re.compile(r"فروردین|اردیبهشت|خرداد|تیرماه|مرداد|شهریور|مهرماه|ابان ?ماه|اذرماه|دی ?ماه|بهمن ?ماه|اسفند")
# «انتخاب اقای علی کاظمی به عنوان ناظر شورا»: the noun of an election
_NOUN = re.compile(
    rf"(?:انتخاب|معرفی|تعیین|انتصاب|ابقای?)(?: (?:اقای|خانم|سرکار خانم|جناب اقای|مهندس|"
    rf"دکتر))* (?=(?:[^\W\d_]+ ){{2,8}}{AS} {OFFICE})"
)


def elected_in(mask: Mask, a: int, b: int) -> list[Elected]:
    """Those a sentence says were chosen."""
    text = mask.text[a:b]
    if "  " in text:
        return _in_squeezed(mask, a, b)
    if not _OFFICE.search(text) and not _PLURAL_OFFICE.search(text) and "نمایندگی" not in text:
        return []
    given = seats_in(mask, a, b)
    several = _PLURAL_OFFICE.search(text) and " شدند" in text
    if not (given or several or _ELECTED.search(text) or _BECAME.search(text) or _REACHED.search(text)):
        return []
    out: list[Elected] = []
    m = _ORDERED.search(text)
    ordered = _ordered(mask, m, a) if m else []
    verbs = [m.start() for p in (_ELECTED, _BECAME) for m in p.finditer(text)]
    verbs = [*verbs, *(m.end() for m in _REACHED.finditer(text))] or [-1]
    for pattern in (_ASIDE_ENTRY, _OBJECT_ENTRY, _ENTRY, _BEFORE_ENTRY):
        for m in pattern.finditer(text):
            if any(s < m.end("office") + a and m.start("name") + a < e for s, e in ((x.start, x.end) for x in out)):
                continue
            if (max(verbs) < m.start("office") and not _shares_verb(text, m, max(verbs))) or (
                NOT_A_NAME.search(_bare(text, m).split(" با ")[0][-60:]) and pattern is not _ENTRY
            ):
                continue
            found = _entry(mask, m, a)
            if found:
                out.append(found)
    joint = joint_in(mask, a, b)
    out = out or ([] if joint else _became(mask, a, b))
    for more in (joint, ordered, given):
        out = [o for o in out if not (more is not given and any(o.start < e.end and e.start < o.end for e in more))]
        out += [e for e in more if not any(e.start < o.end and o.start < e.end for o in out)] if more is given else more
    return _same_count(mask, sorted(out, key=lambda e: e.start))


def _shares_verb(text: str, m: re.Match[str], verb: int) -> bool:
    """Whether a last entry leaves its verb to the one before: «… انتخاب شد و کریم فلاحی با 7 رای به عنوان منشی»."""
    joint = _VERB_AND.match(text, max(verb, 0))
    behind = joint and joint.end() in (m.start("name"), m.start("name") + len("و "))
    return bool(behind and m["votes"]) and not text[m.end() :].strip(" .»")


def _in_squeezed(mask: Mask, a: int, b: int) -> list[Elected]:
    """Those of a sentence whose words stand apart by several spaces, as hamza and kashida leave them."""
    at = [i for i in range(a, b) if mask.text[i] != " " or i == a or mask.text[i - 1] != " "]
    plain = Mask("".join(mask.text[i] for i in at), {n: mask.values[i] for n, i in enumerate(at) if i in mask.values})
    found = elected_in(plain, 0, len(at))
    return [replace(e, start=at[e.start], end=at[e.end - 1] + 1) for e in found]


def _same_count(mask: Mask, chosen: list[Elected]) -> list[Elected]:
    """«… با همین تعداد رای»: as many as the one before got."""
    for i, e in enumerate(chosen[1:], 1):
        if e.votes_for is None and _AS_MANY.search(mask.text, e.start, e.end):
            chosen[i] = replace(e, votes_for=chosen[i - 1].votes_for)
    return chosen


def _bare(text: str, m: re.Match[str]) -> str:
    """The name that a match found, without what leads in."""
    return _OWN_OFFICE.sub("", text[name_start(text, *m.span("name")) : m.end("name")])


def _entry(mask: Mask, m: re.Match[str], offset: int) -> Elected | None:
    text = m.string
    start = name_start(text, m.start("name"), m.end("name")) if m.start("name") < m.start("office") else m.start()
    name = _OWN_OFFICE.sub("", m["name"][max(0, start - m.start("name")) :])
    titled = re.search(r"(?:خانم|اقای|دکتر|مهندس|سید) $", text[:start])
    if (
        len(name.strip()) < 4
        or (len(name.split()) < 2 and not titled)
        or _MONTH.search(name)
        or NOT_A_NAME.search(name)
    ):
        return None
    end = max(m.end("office"), m.end("name"))
    votes_end = m.end() if m["votes"] and m.end("votes") > end else end
    ours, blank = counts(mask, text, start, votes_end, offset)
    if ours is None:
        after = re.match(rf"(?: (?:معرفی|پیشنهاد|انتخاب) و)?{VOTES}", text[end:])
        before = re.search(rf"{VOTES}[ ،]*$", text[: m.start("name")]) if m.start("name") < m.start("office") else None
        if after:
            ours, blank = counts(mask, text, end, end + after.end(), offset)
        elif before:
            ours, blank = counts(mask, text, before.start(), before.end(), offset)
    while end > start and text[end - 1] in " ،":
        end -= 1
    every = bool(re.search(r"اتفاق ارا|رای (?:همه|تمامی?|کلیه) ", text[max(0, start - 25) : m.end() + 40]))
    return Elected(offset + start, offset + end, ours, blank, every)


def _pieces(text: str, start: int, end: int) -> list[Span]:
    out, at = [], start
    for m in SEPARATOR.finditer(text, start, end):
        out.append((at, m.start()))
        at = m.end()
    out.append((at, end))
    return [(s, e) for s, e in out if text[s:e].strip()]


def _ordered(mask: Mask, m: re.Match[str], offset: int) -> list[Elected]:
    """Names, votes and offices told in the same order."""
    text = m.string
    begin = max(0, m.start() - 300)
    begin += max((x.end() for x in re.finditer(r"[؛.:\n]", text[begin : m.start()])), default=0)
    begin = name_start(text, begin, m.start())
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
        shared = sharers(text, at, m.start()) if m.start() - at > 3 and out else []
        if m.start() - at > 3 and out and not shared:
            break
        found = _entry(mask, m, a)
        at = m.end()
        out += [Elected(a + s, a + m.end("office"), None, None) for s, _ in shared if found]
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
    labelled = _SEAT_LINE.match(line)
    if (
        not (labelled or _ELECTION.search(heading))
        or b - a > 140
        or _TOLD_LINE.search(line)
        or _ELECTED.search(line)
        or _BECAME.search(line)
    ):
        return None
    m = _LINE.search(mask.text[a:b])
    if not m:
        m = (
            _TITLE_ONLY.search(mask.text[a:b])
            if re.search(r"(?:انتخاب|برگزیده) (?:شد|گردید)|به شرح|به این شرح|عبارتند", heading)
            else None
        )
        if not m or NOT_A_NAME.search(m["n"]):
            return None
        return Elected(a + m.start("o"), a + m.end("n"), None, None)
    k = next(k for k in "4123" if m[f"n{k}"])
    if NOT_A_NAME.search(m[f"n{k}"]):
        return None
    start = min(m.start(f"n{k}"), m.start(f"o{k}"))
    end = max(m.end(f"n{k}"), m.end(f"o{k}"))
    every = bool(re.search(r"اتفاق ارا|همه ارا|کلیه ارا", line))
    return Elected(a + start, a + end, mask.values.get(a + m.start(f"v{k}")), None, every)
