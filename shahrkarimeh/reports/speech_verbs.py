"""Verbs of saying in folded Persian: where a sentence reports words, and how."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["say", "answer"]
"""`say` carries words; `answer` (`به پرسش‌ها پاسخ داد`, `گزارشی ارائه کرد`) only says that someone had the floor."""


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb of saying: its span in the folded text, and where quoted words begin after it (None: reported speech)."""

    start: int
    end: int
    kind: Kind
    quote_at: int | None = None
    plural: bool = False
    that: bool = False
    """A clause with که follows: the words come behind the verb."""


_W = r"(?<!\w)"
_E = r"(?!\w)"
_S = r"\s*"
_PERFECT = r"(?:است|اند|بود(?:ند)?)"
# کرد, کردند, کرده است, کرده بود, می‌کند
_DID = rf"(?:ب?کرد(?:ند)?|کرده{_S}{_PERFECT}|می{_S}کند|نمود(?:ند)?|نموده{_S}{_PERFECT}|می{_S}نماید|ساخت(?:ند)?)"
_HAD = rf"(?:داشت(?:ند)?|داشته{_S}{_PERFECT}|می{_S}دارد|ورزید(?:ند)?)"
_GAVE = rf"(?:داد(?:ند)?|داده{_S}{_PERFECT}|می{_S}دهد)"
_BECAME = rf"(?:شد(?:ند)?|شده{_S}است|گردید(?:ند)?)"

_DID_NOUNS = (
    r"اظهار|بیان|تصریح|خاطر\s*نشان|یاد\s*اوری|اضافه|عنوان|اعلام|ابراز|تاکید|اذعان|تشریح|مطرح|پیشنهاد|"
    r"درخواست|تقاضا|سوال|توصیه"
    r"|سفارش|تکذیب|ادعا|اشاره|انتقاد|گلایه|گله|شکایت|اعتراض|قدردانی|تقدیر|تشکر|سپاسگزاری|عذر\s*خواهی|مطالبه|"
    r"توصیف|ارزیابی|قلمداد"
    r"|تلقی|محکوم|اعتراف|افشا|فاش|یاد|تصدیق|دعوت|خطاب|معرفی|ارزو|مقایسه|هشدار|استدلال|پیش\s*بینی|براورد|"
    r"اظهار\s*نظر|ابراز\s*\w+"
    r"|اظهار\s*(?:امیدواری|تاسف|نگرانی|خرسندی|رضایت|نارضایتی|خوشحالی|بی\s*اطلاعی)"
)
_PLAIN = re.compile(
    rf"{_W}(?<!سخن )(?<!باید )(?:گفت(?:ند)?|گفته{_S}{_PERFECT}|می{_S}(?:گوید|افزاید)|افزود(?:ند)?|"
    rf"افزوده{_S}{_PERFECT}"
    rf"|پرسید(?:ند)?|دانست(?:ند)?|برشمرد(?:ند)?|بر{_S}شمرد|شمرد|نامید(?:ند)?|ستود|فرا{_S}خواند(?:ند)?|"
    rf"(?:چنین|این{_S}گونه){_S}نوشت){_E}"
)
_READ = re.compile(rf"{_W}(?<!فرا )خواند(?:ند)?{_E}")
_ASKED = re.compile(
    rf"{_W}(?<!به )(?<!می )(?<!این )(?<!همین )خواست(?:ند)?{_E}"
    rf"|پوزش{_S}طلبید{_E}|{_W}می{_S}خواهد{_E}(?={_S}(?:تا|که))"
)
# «گلایه و پیشنهاد کرد», «اعلام و تصریح کرد»: two nouns share the verb
_LIGHT = re.compile(
    rf"{_W}(?:{_DID_NOUNS}){_S}(?:(?:و|،){_S}(?:{_DID_NOUNS}){_S})?"
    rf"(?:(?:شدید|جدی|ویژه|فراوان|مجدد|صریح|تند){_S})?(?:{_DID}|{_HAD}){_E}"
)
_GIVING = re.compile(
    rf"{_W}(?:توضیح|خبر|هشدار|تذکر|اطلاع|پیشنهاد|وعده|قول|نوید|اخطار|اطمینان|ادامه|شرح|انذار|سوگند|پیشنهاد{_S}را){_S}"
    rf"(?:(?:مساعد|کوتاهی?|جدی|صریح|داده|لازم|قطعی|مجدد){_S})?{_GAVE}{_E}"
)
_BECOMING = re.compile(
    rf"{_W}(?:خاطر{_S}نشان|یاد{_S}اور|متذکر|متعهد|مدعی|خواستار|خواهان|منکر|"
    rf"معترف){_S}{_BECAME}{_E}"
)
# «خواستار ارسال اسناد آن به شورا گردید»: noun and verb far apart
_WANTING = re.compile(rf"{_W}(?:خواستار|خواهان){_E}[^.!؟:\n]{{1,240}}?{_W}{_BECAME}{_E}")
_BELIEVING = re.compile(
    rf"{_W}(?:معتقد|مدعی|امیدوار|نگران|بر{_S}این{_S}(?:باور|عقیده|نظر)){_S}(?:است|بود)(?:ند)?{_E}"
    rf"|{_W}(?:عقیده|اعتقاد|باور|اصرار|تاکید){_S}(?:دارد|داشت)(?:ند)?{_E}|{_W}بر{_S}این{_S}باور{_S}بود{_E}"
)


_ANSWERING = re.compile(
    rf"{_W}(?:پاسخ|جواب|گزارش){_S}{_GAVE}{_E}|{_W}سخنرانی{_S}{_DID}{_E}|{_W}سخن{_S}گفت{_E}"
    rf"|{_W}(?:توضیحات|گزارش|مطالب|سخنان)\w*(?:\s+\w+){{0,9}}?\s+"
    rf"(?:{_GAVE}|(?:ارایه|ایراد|مطرح|بیان){_S}(?:{_DID}|{_HAD}|{_GAVE})){_E}"
)
# Words without content: «توضیحاتی داد», «مطالبی بیان نمود», «نقطه نظرات خود را بیان کردند», «ختم جلسه را اعلام کرد»
_EMPTY_OBJECT = re.compile(
    rf"{_W}(?<!در )(?<!با )(?<!طی )(?:توضیحاتی?|مطالبی|نکاتی|سخنانی|مواردی|گزارش(?:ی|\s*کاملی|\s*جامعی)?"
    rf"|(?:نقطه\s*)?نظرات?\s*(?:خود|شان)|دیدگاه\s*(?:ها|های)\s*(?:خود|خویش))"
    rf"{_S}(?:[^\s.،]+\s+){{0,8}}?(?:را{_S})?$"
)
_PROCEDURE = re.compile(
    rf"{_W}(?:(?:ختم|پایان|تنفس|رسمیت|شروع){_S}(?:این{_S})?(?:جلسه|نشست)|نتیجه{_S}(?:ی{_S})?(?:ارا|رای\s*گیری)"
    rf"|نتایج(?:{_S}\w+)?|متن(?:{_S}\w+){{0,3}}|سوگند\s*نامه|بیانیه(?:{_S}\w+){{0,3}}|"
    rf"پیام(?:{_S}\w+){{0,3}}|ایاتی(?:{_S}\w+){{0,4}}|نامه(?:{_S}\w+){{0,3}}|شعری"
    rf"|صورت\s*جلسه){_S}را{_S}(?:\w+{_S}){{0,3}}$"
)
_QUOTE_SOON = re.compile(r"[^.!؟:؛\n]{0,70}?([:؛])\s*")
_AFTER_SAID = re.compile(r"\s*(?:،\s*)?(?:که\s*)?[:؛]\s*|\s*،?\s*(?=[«\"])")
_MARKS = ("«", '"')
_THAT = re.compile(r"\s*،?\s*که(?!\w)")


def _verb(text: str, m: re.Match[str], end: int, kind: Kind = "say") -> SpeechVerb:
    colon = _AFTER_SAID.match(text, m.end(), end)
    quote = None
    if colon:
        quote = colon.end()
    elif (far := _QUOTE_SOON.match(text, m.end(), min(end, m.end() + 90))) and far[1] == ":":
        quote = far.end()
    if quote is not None and kind == "answer":
        kind = "say"
    that = bool(_THAT.match(text, m.end(), end))
    return SpeechVerb(m.start(), m.end(), "say" if that else kind, quote, m[0].endswith("ند"), that)


def _is_empty(text: str, start: int, m: re.Match[str]) -> bool:
    before = text[max(start, m.start() - 90) : m.start()]
    return bool(_EMPTY_OBJECT.search(before) or _PROCEDURE.search(before))


def speech_verbs(text: str, start: int, end: int) -> list[SpeechVerb]:
    """The verbs of saying in `text[start:end]`, a folded sentence whose quotations are masked, in order.

    What follows a colon behind such a verb is quoted and not searched, save behind a closing quotation mark.
    """
    found: list[SpeechVerb] = []
    for pattern in (_PLAIN, _LIGHT, _GIVING, _BECOMING, _WANTING, _ASKED, _READ, _BELIEVING, _ANSWERING):
        for m in pattern.finditer(text, start, end):
            idle = pattern is _ANSWERING or (pattern is not _WANTING and _is_empty(text, start, m))
            kind: Kind = "answer" if idle else "say"
            verb = _verb(text, m, end, kind)
            if pattern is _WANTING and any(v.start < verb.end and verb.start < v.end for v in found):
                continue
            found.append(verb)
    out: list[SpeechVerb] = []
    for verb in sorted(found, key=lambda v: (v.start, -v.end)):
        if out and verb.start < out[-1].end:
            continue
        if out and (q := out[-1].quote_at) is not None and verb.start >= q and text[q : q + 1] not in _MARKS:
            break
        out.append(verb)
    # only the last verb before a colon opens the quotation: «گلایه کرد و گفت: …»
    return [
        v if v.quote_at is None or not any(v.end <= w.start < v.quote_at for w in out) else _unquoted(v) for v in out
    ]


def _unquoted(v: SpeechVerb) -> SpeechVerb:
    return SpeechVerb(v.start, v.end, v.kind, None, v.plural, v.that)
