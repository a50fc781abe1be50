"""How reported speech reads: what is quoted, what only a reporter says, what a speaker goes on with. Folded text."""

import re

from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.text.letters import whole
from shahrkarimeh.text.patterns import compiled

_QUOTED = re.compile(r"«[^«»]{1,1500}»|\"[^\"]{1,1500}\"")
_LINE = re.compile(r"[^\n]+")
SOURCE = compiled(
    r"(?<!\w)(?:به\s*(?:گفته|اعتقاد|باور|عقیده|بیان|زعم|اذعان|نظر|روایت|تعبیر|قول|ادعای|تاکید|اظهار)|"
    r"(?:بنا\s*(?:بر|به)|بنابر|طبق|بر\s*اساس|مطابق|برابر)\s*(?:گفته|اعلام|اظهارات|اظهار|توضیحات|سخنان)(?:\s*های)?|"
    r"(?:پاسخ|جواب|حرف|سخن|استدلال|تاکید|پیشنهاد|خواسته|گلایه|پرسش|سوال|توضیح|دغدغه|هشدار|انتقاد)(?:\s*(?:اصلی|دیگر))?"
    r"(?=[^.؛:\n]{3,60} این (?:بود|است))|"
    r"از\s*(?:نظر|نگاه|دید|دیدگاه|منظر|زبان|قول)|در\s*نگاه)\s*(?:ی\s+)?(?=\w)"
)
"""«به گفته شهردار», «از نگاه وی»: the one whose words follow stands behind it."""

_SPEECH_NOUN = (
    r"(?:هشدار|انتقاد|اعتراض|گلایه|گله|پیشنهاد|درخواست|تقاضا|خواسته|پرسش|سوال|پاسخ|جواب|واکنش|تذکر|اخطار|حرف|سخن|سخنان|"
    r"اظهارات|گفته|استدلال|توضیح|توضیحات|تاکید|دغدغه|نگرانی|دفاع|توصیه|وعده|قول|نظر|دیدگاه|ادعا|روایت|جمله|نطق|پیام|"
    r"نکته)"
    r"(?: ?های?|ی)?(?: (?:تند|شدید|صریح|جدی|دوباره|کوتاه|اصلی|دیگر|مهم|طعنه ?امیز|کنایه ?امیز|نهایی|نخست))?"
)
NOUN_OF_SPEECH = compiled(rf"(?<!\w){_SPEECH_NOUN} (?=\w)")
"""«هشدار رئیس شورا درباره آب: …»: the one whose words follow stands behind the noun for them."""

NOUN_GOES_ON = re.compile(
    r"[^.:؛\n]{0,110}?(?:(?P<colon>[:؛]\s*(?=[«\"]|[^\W\d]))|،? این (?:بود|است)(?: که)?|(?:بود|است) که|"
    r" مبنی بر|بلند شد\s*[:؛]\s*(?=[«\"\w]))"
)
"""What stands between a speaker so named and the words."""

HIS_WORDS = compiled(
    r"(?<!\w)(?:(?:این|اینها|ان)(?: ?ها)? "
    r"(?:حرف|سخن|سخنان|گفته|جمله|نظر|پیشنهاد|گلایه|پرسش|سوال|هشدار|پاسخ)(?: ?های?)? |"
    r"(?:محور|موضوع|مضمون|خلاصه|چکیده|بخشی از|بخش اصلی|لب|جان) (?:سخنان|نطق|صحبت ?های|حرف ?های|اظهارات|گفته ?های) )"
    r"(?=[^.:؛\n]{3,110} (?:است|بود|بودند)(?!\w))"
)
"""«این حرف ناصر قاسملو است», «محور سخنان سارا بختیاروند بود»: the words stand before."""

LABEL = re.compile(r"(?:[^\w|]|\d)*(?P<who>[^:\n]{2,90}?)\s*:\s*")
"""«طاهره زبرخانی: …» at the start of a line."""

NO_LABEL = re.compile(
    r"(?<!\w)(?:منبع|نقل از|غایب\w*|حاضر\w*|مصوبه|ماده|تبصره|تاریخ|شماره|دستور|موضوع|رونوشت|عکس|ناظر"
    r"|(?:رییس|منشی|دبیر) جلسه|امضا\w*|اعضا\w*|گزارش\w*)"
)
"""What stands before a colon in forms and minutes: «رئیس جلسه: …»."""

_DONE = r"(?:شد|شدند|گردید|گردیدند)"
NARRATION = compiled(
    rf"(?<!\w)(?:به\s*تصویب\s*(?:\w+\s*){{0,3}}?(?:رسید|رسیدند|نرسید)"
    rf"|(?:تصویب|مصوب|برگزار|تشکیل|موکول|ارجاع|مطرح|مقرر|رد|انتخاب|قرایت|اغاز|حذف)\s*{_DONE}"
    rf"|(?:برگزیده|بررسی|تقدیر|تاکید|تجلیل|اهدا|معرفی)\s*{_DONE}|موافقت\s*(?:شد|کردند|گردید)"
    r"|مورد\s*(?:تصویب|موافقت|پذیرش|بحث|بررسی)\s*(?:واقع|قرار)|رای\s*(?:نیاورد|دادند|گرفت|ندادند)"
    r"|حضور\s*(?:داشتند|داشت|نداشتند)|به\s*پایان\s*رسید|مسکوت\s*ماند|پایان\s*یافت|سپرده\s*شد|ابلاغ\s*گردید"
    r"|غایب\s*بود(?:ند)?|گفتنی\s*است|شایان\s*ذکر|لازم\s*به\s*(?:ذکر|یاداوری)|یاداور\s*می\s*شود|این\s*گزارش"
    r"|در\s*(?:ادامه|پایان|خاتمه)\s*(?:ی\s*)?(?:این\s*)?(?:جلسه|نشست)?|همچنین\s*در\s*این\s*جلسه)(?!\w)"
)
"""What only a reporter says: decisions, the course of the meeting."""

STRONG_NARRATION = re.compile(
    r"\W*(?:گفتنی\s*است|شایان\s*ذکر|لازم\s*به|یاداور\s*می\s*شود|سرانجام|در\s*(?:پایان|خاتمه|نهایت)|به\s*گزارش"
    r"|بر\s*اساس\s*این\s*گزارش)"
)
"""The same where a spokesman speaks, who tells of decisions himself."""

FIRST_PERSON = compiled(
    r"(?:(?<!\w)(?:ما|من|خودمان|شهرمان|(?:ن?می\s?)?ن?"
    r"(?:کن|ده|دار|خواه|باش|کرد|شو|نیست|هست|دید|توان|رس|گیر|گذار|ساز|دان|خواست|داشت|داد|گفت)یم)|"
    r"(?<=\w)ه\s?ا(?:یم|م))(?!\w)"
)
GOES_ON = re.compile(
    r"(?<!\w)(?:می|نمی|باید|نباید|است|نیست|خواهد|خواهند|شود|شوند|دارد|دارند|کند|کنند|هستند|باشد)(?!\w)"
)
"""A verb in the present or future: told of what is said, not of what was done."""

OUTLET = re.compile(
    r"\W*(?P<who>[^:،.؛\n]{2,40}?) (?:(?:گزارش|خبر) (?:می ?دهد|داد)|گزارش کرد|می ?افزاید|می ?نویسد|نوشت)(?: که)? ?: ?"
)
"""«همراه گرگان گزارش می‌دهد: …»: what follows is the report."""

I_SAID = compiled(
    r"(?<!\w)(?:گفتم|پرسیدم|تذکر دادم|هشدار دادم|پیشنهاد (?:دادم|کردم)|تاکید کردم|اعتراض کردم|"
    r"یاداوری کردم|توضیح دادم|خواستم که)(?!\w)"
)
"""What the writer of a post says that he said."""

CONTENT = compiled(
    r"(?<!\w)(?:ضمن|با\s+(?:بیان|اشاره|تاکید|انتقاد|گلایه|یاداوری|تشریح|اعلام|ابراز|اظهار|درخواست|قدردانی|"
    r"تقدیر|تشکر|تبریک"
    r"|تسلیت|گرامیداشت|ارایه|رد|اذعان|استناد|توجه|تجلیل|هشدار|مخاطب))(?!\w)"
)
"""Words told before a quotation begins: «با انتقاد از … گفت: …»."""

CREDIT = re.compile(r"\s*به\s*گزار?ش?\s[^،\n]{2,120}?،\s*")
_FINITE = frozenset(
    "می نمی باید نباید است نیست خواهد شود دارد کند شد کرد بود داد گرفت رسید دهد باشد هستیم کنید بگیرد داریم دارم هستم"
    " چرا داشت داشتند رفت امد شده کردند شدند گفتند بودند گفت".split()
)


def mask(folded: str) -> str:
    """The folded text with its quotations blanked, so that nothing said is read as the reporter's."""
    return _QUOTED.sub(lambda m: m[0][0] + re.sub(r"[^\n]", " ", m[0][1:-1]) + m[0][-1], folded)


def lines(doc: Document) -> list[Span]:
    """The lines of the text: a block, or an item of a list."""
    return [(a + m.start(), a + m.end()) for a, b in doc.paragraphs for m in _LINE.finditer(doc.text[a:b])]


def speaks(words: list[str]) -> bool:
    """Whether the words hold a finite verb."""
    return any(w in _FINITE or (len(w) > 3 and w.endswith(("یم", "ند", "ست", "ید"))) for w in words)


def trim(text: str, a: int, b: int) -> Span:
    """The span without the spaces, joints and quotation marks at its ends."""
    a, b = whole(text, a, b)
    while a < b and (text[a].isspace() or text[a] in "،,:؛-"):
        a += 1
    while b > a and (text[b - 1].isspace() or text[b - 1] in "،,؛:"):
        b -= 1
    if b - a > 2 and text[b - 2 : b] == " و":
        return trim(text, a, b - 2)
    if b - a > 2 and text[a] in '«“"' and text[b - 1] in '»”"' and not set(text[a + 1 : b - 1]) & set('«»“”"'):
        return a + 1, b - 1
    return a, b
