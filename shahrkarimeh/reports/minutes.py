"""The lines of a post, and which of them are items of a list of decisions: «1-», «الف)», «ماده واحده»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.inline_lists import items_in
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.text.patterns import compiled

_MARK = re.compile(
    r"\s*(?:[\-–—ـ*•●▪▫◾■□✅☑✔❌✖⛔⏳⌛🔴🟢➖🔹🔸🔷🔶⭕]+ ?|"
    r"\(?#+ ?[\-–ـ.):ـ،](?: ?#+ ?[\-–ـ.):])*|#+(?= {1,3}[^\W\d])|"
    r"[ا-یـ]{1,3} ?\)|\([ا-ی]{1,3}\)|(?:الف|[ب-ی])(?: ?[\-–]| {2,})|"
    r"(?:مصوبه|بند|تصمیم|دستور|ماده)(?: شماره)?(?: ?#+| \w+) ?[:\-–—ـ،.]|ماده واحده|مصوبه ?:|(?:اولا|ثانیا|"
    r"ثالثا)[،: ])"
)
# The mark of an item with its label, which is no part of the matter.
ITEM_MARK = re.compile(
    r"\s*(?:[\-–—ـ*•●▪▫◾✅☑✔❌✖⛔⏳⌛🔴🟢➖🔹🔸🔷🔶]+ ?|"
    r"\(?#+ ?[\-–ـ.):ـ،](?: ?#+ ?[\-–ـ.):])*|[ا-یـ]{1,3} ?\)|\([ا-ی]{1,3}\)|"
    r"(?:الف|[ب-ی])(?: ?[\-–]| {2,})|"
    r"(?:مصوبه|بند|تصمیم|دستور)(?: شماره)?(?: ?#+| \w+) ?[:\-–—ـ،.]|ماده واحده ?[:،\-–]?|مصوبه ?:|#+(?= ))[\s:ـ\-–—]*"
)
# «2 - طرح منع قلیان: رد», «لایحه خرید قیر: تصویب (8 رأی)»
_RESULT = re.compile(
    r"(?=.{10,180}$)[^:]{8,}[:\-–←→⟵➡⇐➜] ?(?:تصویب|مصوب|موافقت|مخالفت|رد|مسکوت|عدم تصویب|ارجاع به [\w ]{5,60}|"
    r"عودت به شهرداری|به اتفاق ارا)(?: شد| گردید)?(?: با [^:()]{2,50})?(?: ?\([^()]{2,60}\))?\s*\.?$"
)
_RESOLUTION = re.compile(
    r"[\s\-–—ـ*•●▪▫◾■□✅☑✔➖🔹🔸🔷🔶⭕]*مصوبه(?: شماره)? ?(?:#+|\w+)? ?[:\-–—ـ،.] ?\S|\s*ماده واحده"
)
# «موضوع: … . نتیجه: …»
_FIELDS = Sieve(
    r"(?:^|[\s.])(?:موضوع|عنوان|شرح)[^:.]{0,20}:[^:]{8,300}(?<![^\W_])(?:نتیجه|نظر|تصمیم|رای|وضعیت)[^:.]{0,20}:"
)
_LABELLED = re.compile(r"[^:\n]{8,140}: ?[^:\n]{2,110}$")
_SHORT = re.compile(
    r"[:\-–(←→⟵➡⇐➜] ?[^:]{0,60}(?<![^\W_])(?:رای مثبت|موافق|مخالف|اتفاق ارا|تصویب|رد|ارجاع|موکول|"
    r"مسکوت)(?![^\W_])[^:]{0,80}$"
)
_SPOKEN = compiled(
    r"(?<![^\W_])(?:گفت|افزود|اظهار|تصریح|خاطرنشان|یاداور|بیان|تاکید|عنوان کرد|ادامه داد|وی|داشت)(?![^\W_])"
)
_OPENS = compiled(
    r"مصوبات|مصوبه ها|تصمیمات|تصمیم ها|اتخاذ تصمیم|اتخاذ گردید|تصمیم ?گیری|رای ?گیری|به رای گذاشته|(?:موارد|"
    r"مصوبه|لوایح|بند)(?: های?)? (?:زیر|ذیل)|به تصویب رسید|"
    r"(?<![^\W_])رای ?ها(?![^\W_])|تصویب (?:شد|گردید|رسید)|(?:مقرر|مصوب) (?:شد|گردید|داشت)|نتایج|نتیجه|هییت رییسه|"
    r"انتخاب"
)
_DECIDED = re.compile(
    r"مصوبات|تصمیمات|مصوبه|تصمیم ها|(?:به تصویب (?:رسید|رساند|رساندند)|(?:تصویب|مصوب) (?:شد|شدند|کرد|کردند|"
    r"گردید))[^:]{0,20}: *$"
)
_CLOSES = re.compile(
    r"دستور (?:کار|جلسه)|گزیده مذاکرات|مذاکرات|نطق|تذکر|حاضرین|حاضران|غایبین|غایبان|سوالات|رونوشت|امضا|"
    r"خلاصه و نتایج جلسه|مطالب مطرح|(?<![^\W_])گفت ?:"
)
_TITLES = re.compile(r"صورت ?جلسه|مصوبات|مصوبه های")
_COMMENTS = re.compile(
    r"^\s*(?:#+ (?:نظر|دیدگاه|کامنت)|(?:نظرات|دیدگاه ?ها|نظر کاربران|ارسال نظر|دیدگاه کاربران|نظرات کاربران|"
    r"دیدگاه شما)\s*(?:\(?#*\)?)?\s*:?)\s*$"
)
# «مطالب مرتبط:», and the headlines below it
_RELATED = re.compile(
    r"^\W*(?:(?:مطالب|اخبار|خبرهای?|نوشته های|مقالات) (?:مرتبط|مشابه|دیگر|پیشنهادی)|(?:بیشتر|همچنین) بخوانید|مرتبط ها|"
    r"در همین (?:باره|زمینه))\W*$"
)
_FIRST = re.compile(r"\s*(?:\(?(?:1|#|##) ?[\-–ـ.)]|الف ?[)\-])")
_CHOICE = compiled(r"(?:تصویب|موافق|ارا) ?(?:شد )?/ ?(?:رد|مخالف|به اتفاق)|□|☐")

_SHORT_ITEM = 200
# What no line of a list that opens with its matter has: somebody's words, a colon at the end.
_NO_ITEM = re.compile(rf"(?:{_SPOKEN.pattern})|: *$")

Kind = Literal["prose", "item", "table"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the post: prose, an item of a list of decisions, or a whole table."""

    start: int
    end: int
    kind: Kind
    heading: str
    """The line that opened the list or stands before the table, folded."""
    listed: bool = False
    """Whether the heading says that what follows is decided: «مصوبات :»."""


def lines_of(doc: Document, mask: Mask) -> Iterator[Line]:
    """The lines in order; nothing of readers' comments or of forms' unticked choices."""
    in_list, titled = bool(_TITLES.search(doc.folded_title)), "مصوبات" in doc.folded_title
    heading = doc.folded_title
    listed = after_item = related = False
    for a, b in doc.paragraphs:
        table: int | None = None
        several = "\n" in mask.text[a:b]
        for s, e in _pieces(mask.text, a, b):
            text = mask.text[s:e]
            if "\t" in text:
                table = s if table is None else table
                continue
            if table is not None:
                yield Line(table, s - 1, "table", heading, listed)
                table = None
            if _COMMENTS.match(text):
                return
            if related := bool(_RELATED.match(text)) or (related and not re.search(r"[.؛!]\s*$", text)):
                continue
            if _CHOICE.search(text):
                continue
            marked = _MARK.match(text)
            plain = listed and several and len(text) < _SHORT_ITEM and headed(text) and not _NO_ITEM.search(text)
            if not marked and _is_heading(text) and not plain:
                opens = bool(_OPENS.search(text)) and not _CLOSES.search(text)
                heading, in_list, listed = (
                    text,
                    opens,
                    opens and bool(_DECIDED.search(text)),
                )
            elif not marked and _OPENS.search(text) and len(text) < 700:
                heading = text
                in_list = in_list or (bool(re.search(r"(?:زیر|ذیل|شرح|:)", text)) and not _CLOSES.search(text[-40:]))
            in_list = in_list or (titled and bool(_FIRST.match(text)))
            inline = items_in(mask, s, e)
            if inline:
                before = max(text.rfind(stop, 0, inline[0][0] - s) for stop in ".؟!")
                if before > 0:
                    yield Line(s, s + before + 1, "prose", heading)
                lead = text[: inline[0][0] - s].strip() or heading
                yield from (Line(a, b, "item", lead, True) for a, b in inline)
                continue
            item = (
                (text.count(":") > 1 and bool(_FIELDS.search(text)))
                or bool(_RESOLUTION.match(text) or _RESULT.match(text))
                or ((bool(marked) and (in_list or _in_short(text))) or (in_list and _in_short(text)))
            )
            item = item or (after_item and bool(_LABELLED.match(text)) and headed(text))
            item = item or (
                listed and len(text) < _SHORT_ITEM and several and headed(text) and not _SPOKEN.search(text)
            )
            after_item = item
            yield Line(s, e, "item" if item else "prose", heading, listed and item)
        if table is not None:
            yield Line(table, b, "table", heading, listed)


def _pieces(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    at = a
    for line in text[a:b].split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def _is_heading(text: str) -> bool:
    """Whether a line heads what follows: it is short and ends in a colon, or is a few words without a stop."""
    bare = text.strip()
    return (bare.endswith(":") and len(bare) < 250) or (
        len(bare) < 60 and not re.search(r"[.؛#]|(?<![^\W_])(?:شد|گردید|کرد)$", bare) and not _in_short(bare)
    )


def _in_short(text: str) -> bool:
    """Whether an unmarked line tells a decision in a list's way: «…: 8 موافق، 1 مخالف - تصویب شد»."""
    return len(text) < 400 and bool(_SHORT.search(text)) and not _SPOKEN.search(text)
