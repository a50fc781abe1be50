"""Verbs of saying in folded Persian: where a sentence reports words, and how."""

import re
from typing import Literal, NamedTuple

from shahrkarimeh.reports import saying
from shahrkarimeh.reports.needles import Gate
from shahrkarimeh.text.patterns import compiled

Kind = Literal["say", "answer"]
"""`say` carries words; `answer` (`به پرسش‌ها پاسخ داد`, `گزارشی ارائه کرد`) only says that someone had the floor."""


class SpeechVerb(NamedTuple):
    """A verb of saying: its span in the folded text, and where quoted words begin after it (None: reported speech)."""

    start: int
    end: int
    kind: Kind
    quote_at: int | None = None
    plural: bool = False
    that: bool = False
    """A clause with که follows: the words come behind the verb."""
    bare: bool = False
    """No verb of saying, but words behind a colon: they are someone's only where someone is named."""


_W = r"(?<!\w)"
_E = r"(?!\w)"
_S = r"\s*"
# Words without content: «توضیحاتی داد», «مطالبی بیان نمود», «نقطه نظرات خود را بیان کردند», «ختم جلسه را اعلام کرد»
_EMPTY_OBJECT = compiled(
    rf"{_W}(?<!در )(?<!با )(?<!طی )(?:توضیحاتی?|مطالبی|نکاتی|سخنانی|مواردی"
    r"|گزارش(?:ی|\s*کاملی|\s*جامعی|\s*(?:خود|کامل|جامع))"
    rf"|(?:نقطه\s*)?نظرات?\s*(?:خود|شان)|دیدگاه\s*(?:ها|های)\s*(?:خود|خویش))"
    rf"{_S}(?:(?!(?:کرد|داد|نمود|داشت|شد)\s)[^\s.،]+\s+){{0,8}}?(?:را{_S})?$"
)
_PROCEDURE = compiled(
    rf"{_W}(?:(?:ختم|پایان|تنفس|رسمیت|شروع){_S}(?:این{_S})?(?:جلسه|نشست)(?:\s+\w+){{0,3}}|نتیجه{_S}(?:ی{_S})?(?:ارا|"
    rf"رای\s*گیری)"
    rf"|نتایج(?:{_S}\w+)?|متن(?:{_S}\w+){{0,3}}|سوگند\s*نامه|بیانیه(?:{_S}\w+){{0,3}}|"
    rf"پیام(?:{_S}\w+){{0,3}}|ایاتی(?:{_S}\w+){{0,4}}|نامه(?:{_S}\w+){{0,3}}|شعری"
    rf"|صورت\s*جلسه){_S}را{_S}(?:\w+{_S}){{0,3}}$"
)
# What was said on another day: «دادستان پیش‌تر خواستار … شده بود»
_EARLIER = compiled(rf"{_W}(?:پیش{_S}تر|قبلا|چندی{_S}پیش|(?:سال|ماه|هفته){_S}(?:گذشته|پیش|قبل)){_E}")
_LONG_DONE = re.compile(rf"{_S}بود(?:ند)?$")
# «هیئت تطبیق مصوبه را تأیید کرد»: no words
_APPROVED = re.compile(
    rf"(?:مصوب\w*|صلاحیت|لایحه|لوایح|بودجه|انتخاب|طرح|نقشه|کلیات)(?:\s+\w+){{0,8}}\s+(?:را|نیز|هم)?{_S}$"
)
_QUOTE_SOON = re.compile(r"[^.!؟:؛\n]{0,70}?([:؛])\s*")
_AFTER_SAID = re.compile(r"\s*(?:،\s*)?(?:که\s*)?[:؛]\s*|\s*،?\s*(?=[«\"])")
_MARKS = ("«", '"')
_GATE = Gate(saying.ALL)
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
    if m[0].startswith("تایید") and _APPROVED.search(before):
        return True
    return bool(_EMPTY_OBJECT.search(before) or _PROCEDURE.search(before))


def speech_verbs(text: str, start: int, end: int) -> list[SpeechVerb]:
    """The verbs of saying in `text[start:end]`, a folded sentence whose quotations are masked, in order.

    What follows a colon behind such a verb is quoted and not searched, save behind a closing quotation mark.
    """
    found: list[SpeechVerb] = []
    for pattern in [saying.ALL[n] for n in _GATE.open(text[start:end])]:
        for m in pattern.finditer(text, start, end):
            far = pattern in (saying.WANTING, saying.GIVING_FAR)
            idle = pattern is saying.ANSWERING or (not far and _is_empty(text, start, m))
            verb = _verb(text, m, end, "answer" if idle else "say")
            if pattern is saying.ANSWERING and any(v.end == verb.end and v.kind == "say" for v in found):
                continue  # «در سخنان کوتاهی قول داد …»
            if far and any(v.start < verb.end and verb.start < v.end for v in found):
                continue
            found.append(verb)
    if found and _EARLIER.search(text, start, end):
        found = [v for v in found if not _LONG_DONE.search(text, v.start, v.end)]
    if not any(v.kind == "say" for v in found):
        found += _reasons(text, start, end)
    out: list[SpeechVerb] = []
    for verb in sorted(found, key=lambda v: (v.start, -v.end)):
        if out and verb.start < out[-1].end:
            continue
        if out and (q := out[-1].quote_at) is not None and verb.start >= q and text[q : q + 1] not in _MARKS:
            break
        out.append(verb)
    # only the last verb before a colon opens the quotation: «گلایه کرد و گفت: …»
    return [
        v if v.quote_at is None or not any(v.end <= w.start < v.quote_at for w in out) else v._replace(quote_at=None)
        for v in out
    ]


def _reasons(text: str, start: int, end: int) -> list[SpeechVerb]:
    """Verbs of a sentence without one of saying that carry words nevertheless."""
    if m := saying.REASONED.search(text, start, end):
        return [SpeechVerb(m.start("verb"), m.end(), "say", None, m[0].endswith("ند"))]
    if m := saying.CLEFT.search(text, start, end):
        return [SpeechVerb(m.start("verb") if m["verb"] else m.start("act"), m.end(), "say", bare=True)]
    sentence = text[start:end]
    if not (":" in sentence or "«" in sentence or '"' in sentence):
        return []
    m = saying.COLON.search(text, start, end)
    return [SpeechVerb(m.start(), m.end("verb"), "say", m.end(), bare=True)] if m else []


def quote_end(text: str, verb: SpeechVerb, end: int) -> int:
    """Behind the words the verb quotes, or the verb itself where it quotes none."""
    if verb.quote_at is None:
        return verb.end
    if text[verb.quote_at : verb.quote_at + 1] not in _MARKS:
        return end
    close = text.find("»" if text[verb.quote_at] == "«" else '"', verb.quote_at + 1, end)
    return end if close < 0 else close + 1
