"""Bylines: the names of outlets that stand by themselves, at the head of a report or under it."""

import re
from dataclasses import dataclass

from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.outlets import (
    BEFORE_NAME,
    NO_NAME,
    NOBODY,
    OFFICE,
    end_of_office,
    is_city,
    like_outlet,
    outlet_at,
)
from shahrkarimeh.reports.places import is_place, place_at
from shahrkarimeh.text.patterns import compiled

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Credits:
    """Who reports and whom they credit, as the post words it."""

    reported_by: str | None = None
    attribution: str | None = None


# «به گزارش …», misspelt «به گزاش», «به گزار», «بگزارش»; «به نوشته …», «خبرنگار X گزارش می‌دهد»
REPORT = compiled(
    rf"{_L}(?P<loose>بنا ?بر ?(?:اعلام|گزارش)|بنا ?به (?:اعلام|گزارش)|طبق (?:اعلام|گزارش)|بر ?اساس (?:اعلام|"
    rf"گزارش)){_R}(?: (?:رسیده|واصله) به)? ?|"
    rf"{_L}(?:به|ب) ?(?:گزارش|گزاش|گزار|گزرش|گزارشی|گزارشات|کزارش|گذارش|نوشته(?: ی)?){_R}(?! ?شده) ?"
)
QUOTED = re.compile(rf"(?:{_L}و )?{_L}(?:به ?نقل ?از|بنقل از|به نقل){_R} ?")
_SAYS = compiled(rf"{_L}(?:گزارش|می ?نویسد|نوشت|(?:خبر|اطلاع|اعلام) (?:داد|می ?دهد|کرد|داشت)){_R}")
# «مسئول روابط عمومی شورای اسلامی شهر …: نام»
_PRESS_OFFICER = re.compile(rf"\W{{0,3}}(?:مسیول|مدیر|رییس|کارشناس) (?P<x>(?:واحد |اداره |دفتر )?روابط ?عمومی){_R} ?")
_DESCRIBED = re.compile(r"[^\n]*?(?:خبرگزاری|پایگاه خبری|روزنامه|هفته ?نامه|ماهنامه|نشریه|خبرنگار(?!ان))")
# «گزارش: سمیه آری - کویرنیوز», «گزارش از کویرنیوز», «تهیه و تنظیم: روابط عمومی …», «انتهای پیام/ کویرنیوز»
_CREDIT_LINE = re.compile(
    r"\W{0,4}(?:(?:تهیه(?: و تنظیم)?|تنظیم|ارسالی?|خبرنگار|گزارشگر|گزارش(?: از)?|خبر(?: از)?|به ?نقل ?از|"
    r"باز ?نشر(?: از)?|برگرفته از|"
    r"انتهای (?:پیام|خبر|گزارش)|"
    r"پایان (?:پیام|خبر|گزارش))(?: ?[:/؛-] ?|(?<=از) ))"
)
_END = re.compile(r"\W{0,4}(?:انتهای|پایان) (?:پیام|خبر|گزارش)")
_COLUMN = re.compile(r"[^|\n]+")
_PHOTO = re.compile(r"\W{0,4}(?:عکس|عکاس|تصویر|فیلم|ویدیو|رونوشت|تلفن|نشانی|برچسب)")
# A piece of a line that names outlets, cities, fields and persons: «ساوه - کویرنیوز / علی رضایی: …»
_PIECE = compiled(r"[\s\W]{0,4}(?P<x>[^\W_][^\n:،.؛«»()\[\]/|–]{1,70}?) {0,2}(?P<mark>\n?[:،؛/|»)\](]|-|\.|\n|$)")
_GOES_ON = compiled(rf" ?{_L}(?:به ?نقل|بنقل|به گزا?ر)")
_FIELD = re.compile(r"(?:گروه|سرویس|حوزه|بخش) [^\W\d_]+(?: (?:و )?[^\W\d_]+)?$")
_VERB = compiled(rf"{_L}(?:شد|کرد|گفت|است|بود|شدند|کردند|گردید|داد|دادند|می \S+|باید|را|که){_R}")
_SERVICE_OF = re.compile(r"(?:سرویس|گروه|خبرنگار) (?=\S+ \S)")
_BY_ITSELF = re.compile(r"\n?[-|/]")
# What else may head a post before a dash: «صورت جلسه شورا - …», «بخش دوم - …», «رییس شورا - …», «علی رضایی - …»
_HEADS_ELSE = re.compile(
    rf"{_L}(?:شورا\w*|جلسه|نشست|صحن|صورت\w*|مصوب\w*|کمیسیون\w*|دستور|گزارش|خلاصه|بخش|متن|موضوع|بند|ماده|ردیف|شماره|"
    rf"مورخ\w*|"
    rf"تاریخ|رییس|نایب|شهردار\w*|عضو|اعضا\w*|دبیر|منشی|سخنگو\w*|معاون|مدیر\w*|نماینده|اقای|خانم|دکتر|مهندس|سید|حاج|"
    rf"بسمه|بسم|"
    rf"به|در|از|با|و){_R}|\d"
)
_MOST_PIECES = 4
_LONGEST_SIGNATURE, _LAST = 110, 4


def _first_lines(doc: Document) -> list[Span]:
    """The first lines of the text, where an outlet puts its name."""
    lines: list[Span] = []
    for a, b in doc.paragraphs[:4]:
        at = a
        while at < b and len(lines) < 8:
            end = doc.text.find("\n", at, b)
            end = b if end < 0 else end
            lines.append((at, end))
            at = end + 1
    return lines


def _name_in(doc: Document, span: Span) -> tuple[str, bool]:
    """A piece's name without what describes it, and whether that is an outlet's description."""
    folded = doc.folded
    before = BEFORE_NAME.match(folded, *span)
    start = before.end() if before else span[0]
    if not before and (service := _SERVICE_OF.match(folded, *span)) and (city := place_at(folded, service.end())):
        start = min(city.end, span[1])  # «سرویس ساوه کویرپرس»
    says = _SAYS.search(folded, start, span[1])
    end = says.start() if says else span[1]
    name = doc.slice(start, end)
    if before and is_city(doc, name):
        name = doc.slice(span[0], end)  # «رسانه درگهان»
    return name, bool(before and _DESCRIBED.match(before[0]))


def opening_credit(doc: Document) -> Credits | None:
    """«X- …», «X: …», «شهر - X / …», «X، گروه شهری: …», «X به نقل از Y: …» where the text begins."""
    for a, b in _first_lines(doc):
        if _PHOTO.match(doc.folded, a, b) or _END.match(doc.folded, a, b):
            continue
        found = _credit_at_head(doc, a, min(b, a + 140), b)
        if found:
            return found
    return None


def _credit_at_head(doc: Document, at: int, limit: int, end: int) -> Credits | None:
    folded, unknown = doc.folded, None
    for _ in range(_MOST_PIECES):
        m = _PIECE.match(folded, at, limit)
        if not m:
            return None
        quoted = _GOES_ON.search(folded, *m.span("x")) or _GOES_ON.match(folded, m.end(), end)
        span = (m.start("x"), min(quoted.start(), m.end("x")) if quoted else m.end("x"))
        if not quoted and (m["mark"] == "." or (not m["mark"] and m.end() < end)):
            return None  # a sentence, not a name
        name, described = _name_in(doc, span)
        if name and (
            (described and len(name.split()) <= 4 and not NOBODY.match(folded, *span)) or like_outlet(doc, name)
        ):
            return Credits(name, _attributed(doc, quoted.start(), end) if quoted else None)
        if (
            name
            and quoted
            and _short(doc, span)
            and (source := _attributed(doc, quoted.start(), end))
            and like_outlet(doc, source)
        ):
            return Credits(name, source)  # «سپیدار به نقل از روابط عمومی …»
        if unknown and (_FIELD.match(folded, *span) or _is_dateline(doc, m)):
            return Credits(unknown, None)
        if quoted or not _short(doc, span):
            return None
        if name and at == 0 and _BY_ITSELF.match(m["mark"]) and _may_head(doc, span):
            return Credits(name, None)
        unknown = unknown or (None if is_place(name) else name)
        at = m.end()
    return None


def _may_head(doc: Document, span: Span) -> bool:
    """«موج دهلران- …», «ورزش جنوب ـ …»: a name of two or three words that begins the post and is nothing else."""
    words = doc.folded[span[0] : span[1]].strip()
    return 1 < len(words.split()) < 4 and not _HEADS_ELSE.search(words) and not is_place(doc.slice(*span))


def _is_dateline(doc: Document, piece: re.Match[str]) -> bool:
    """«گرمسیر - اوز: …»: the city that stands between an outlet's name and its report."""
    return piece["mark"].strip() in (":", "/") and is_place(doc.slice(*piece.span("x")))


def _short(doc: Document, span: Span) -> bool:
    """Whether a piece may be an outlet's, a city's or a person's name."""
    words = doc.folded[span[0] : span[1]]
    return (
        0 < len(words.split()) <= 4 and not any(p.match(words) for p in (NOBODY, NO_NAME)) and not _VERB.search(words)
    )


def _attributed(doc: Document, start: int, limit: int) -> str | None:
    """Whom «به نقل از …», «به گزارش …», «از روابط عمومی …» credits."""
    m = QUOTED.search(doc.folded, start, limit) or REPORT.search(doc.folded, start, limit)
    found = outlet_at(doc, m.end(), limit) if m else None
    return found[0] if found else None


def _lines(doc: Document) -> list[Span]:
    """The last lines, and before them those that say they are credits, the last first."""
    spans: list[Span] = []
    for a, b in reversed(doc.paragraphs):
        lines, at = [], a
        for line in doc.text[a:b].split("\n"):
            lines.append((at, at + len(line)))
            at += len(line) + 1
        for span in reversed(lines):
            if span[1] - span[0] <= _LONGEST_SIGNATURE and (
                len(spans) < _LAST or _CREDIT_LINE.match(doc.folded, *span)
            ):
                spans.append(span)
            elif len(spans) < _LAST:
                spans.append((span[0], span[0]))
    return spans


def signature(doc: Document) -> Credits | None:
    """«روابط عمومی شورای اسلامی شهر …», «/قهستان نیوز», «گزارش: سمیه آری - کویرنیوز» under the post."""
    for a, b in [*_lines(doc), *doc.sentences[-1:]]:
        if a == b or _PHOTO.match(doc.folded, a, b):
            continue
        if whose := _PRESS_OFFICER.match(doc.folded, a, b):
            end = end_of_office(doc, a, whose.end(), b)
            return Credits(doc.slice(whose.start("x"), end)) if end else None
        if found := _labelled(doc, a, b) or _signed(doc, a, b):
            return found
    return None


def _labelled(doc: Document, start: int, end: int) -> Credits | None:
    """«به نقل از: روابط عمومی شورا | تنظیم: کویرنیوز»: the names behind a line's labels."""
    names: dict[bool, Credits] = {}
    for piece in _COLUMN.finditer(doc.folded, start, end):
        label = _CREDIT_LINE.match(doc.folded, *piece.span())
        if label and (found := _signed(doc, label.end(), piece.end())) and found.reported_by:
            names.setdefault("نقل" in label[0], found)
    if len(names) < len((True, False)):
        return next(iter(names.values()), None)
    return Credits(names[False].reported_by, names[True].reported_by)


def _signed(doc: Document, start: int, end: int) -> Credits | None:
    """The outlet or office among the pieces of a line, where all of them are names."""
    at, found = start, None
    for _ in range(_MOST_PIECES):
        m = _PIECE.match(doc.folded, at, end)
        if not m:
            break
        span = m.span("x")
        if doc.folded[max(start, span[0] - 1)] in "@#":  # a channel's or a tag's name
            at = m.end()
            continue
        quoted = _GOES_ON.search(doc.folded, *span)
        office = OFFICE.match(doc.folded, *span)
        stop = end_of_office(doc, span[0], office.end(), span[1]) if office else None
        if office and stop and not doc.folded[stop : span[1]].strip(" /.()-"):
            found = found or Credits(doc.slice(span[0], stop))
        elif office and stop is None and not like_outlet(doc, doc.slice(*span)):
            return None
        else:
            name, described = _name_in(doc, (span[0], quoted.start()) if quoted else span)
            if _VERB.search(doc.folded, *span) or len(name.split()) > 5:
                return None
            if (
                like_outlet(doc, name)
                or (described and name and not NOBODY.match(doc.folded, *span))
                or (doc.folded[start] == "/" and _short(doc, span) and "." not in doc.folded[start:end])
            ):
                found = found or Credits(name, _attributed(doc, quoted.start(), end) if quoted else None)
        at = m.end()
    return found
