"""Credit lines: which outlet reports, and whom it credits."""

import re
from dataclasses import dataclass

from shahrkarimeh.reports.bodies import bodies
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.places import is_place, place_at, sounds_like
from shahrkarimeh.text.letters import fold, squeeze
from shahrkarimeh.text.people import tidy

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Credits:
    """Who reports and whom they credit, as the post words it."""

    reported_by: str | None = None
    attribution: str | None = None


# «به گزارش …», misspelt «به گزاش», «به گزار», «بگزارش»; «به نوشته …», «خبرنگار X گزارش می‌دهد»
_REPORT = re.compile(
    rf"{_L}(?P<loose>بنا ?بر ?(?:اعلام|گزارش)|بنا ?به (?:اعلام|گزارش)|طبق (?:اعلام|گزارش)|بر ?اساس (?:اعلام|"
    rf"گزارش)){_R} ?|"
    rf"{_L}(?:به|ب) ?(?:گزارش|گزاش|گزار|گزرش|گزارشی|گزارشات|کزارش|گذارش|نوشته(?: ی)?){_R}(?! ?شده) ?"
)
_REPORTS = re.compile(rf"(?:^|(?<=\n)) ?(?P<x>[^.،:؛\n]{{3,60}}?) (?:گزارش می ?دهد|گزارش داد|می ?نویسد|نوشت){_R}")
_SAYS = re.compile(rf"{_L}(?:گزارش|می ?نویسد|نوشت){_R}")
_QUOTED = re.compile(rf"(?:{_L}و )?{_L}(?:به ?نقل ?از|بنقل از|به نقل){_R} ?")
_THEN_QUOTED = re.compile(r"[ ،,»\"()-]{0,4}(?:و ?)?(?:به ?نقل|بنقل)")
_SOURCE = re.compile(r"(?:^|(?<=\n))\W{0,4}(?:منبع|ماخذ|منبع خبر|منتشر شده در)(?: خبر)? ?[:؛/-] ?(?P<x>[^\n.|]{3,80})")
_TO_REPORTER = re.compile(
    rf"{_L}(?:گفت ?و ?گو|گفتگو|مصاحبه|گفت و شنود)\S* (?:\S+ )?با (?P<x>(?:خبرنگار |پایگاه |"
    rf"خبرگزاری )?[^،.:؛\n]{{3,40}}?)"
    rf" ?(?:،|:|{_L}(?:گفت|اظهار|افزود|بیان|خبر|اعلام|تاکید|عنوان|تصریح|از){_R})"
    rf"|{_L}(?:خبر|مطلب|موضوع) به (?P<y>(?:خبرنگار )?[^،.:؛\n]{{3,30}}?) ?(?:،|:|{_L}(?:گفت|اظهار|افزود){_R})"
)

# An office that speaks for a body: the name goes on with the body's own.
_OFFICE = re.compile(
    rf"(?:{_L}(?:سخنگوی|دبیرخانه(?: ی)?|روابط ?عمومی|مدیریت روابط عمومی|روابط عمومی و امور بین ?الملل|"
    rf"پایگاه (?:اطلاع ?رسانی|خبری)|مرکز (?:اطلاع ?رسانی|ارتباطات|رسانه)"
    rf"|(?:اداره|واحد|دفتر|حوزه|امور|معاونت|ستاد|مدیریت|اداره کل|کمیته) (?:کل )?(?:روابط عمومی|اطلاع ?رسانی|ارتباطات|"
    rf"رسانه|خبر|امور رسانه)\S*|پرتال|پورتال|سایت|وب ?سایت|تارنمای|کانال|درگاه){_R} ?)"
)
_AUTHORITY = re.compile(rf"(?:شهرداری|استانداری|فرمانداری|بخشداری){_R} ?")
_ITS_FIELD = re.compile(
    r"(?:(?:و|،) ?)?(?:امور|بین ?الملل|رسانه ?(?:ای|ها)?|اطلاع ?رسانی|ارتباطات|خبری|اینترنتی|رسمی|الکترونیکی?|تلگرامی|"
    r"روابط عمومی) ?"
)
# What stands before an outlet's bare name: «خبرنگار گروه شهری پایگاه خبری …»
_FIELDS = (
    r"(?:شورا و شهرداری|مدیریت شهری|شهری|اجتماعی|استان ?های?|سیاسی|"
    r"اقتصادی|فرهنگی|شورا|اختصاصی|اعزامی|افتخاری|محلی|خبری|پارلمانی|عمومی)(?![^\W\d_])"
)
_BEFORE_NAME = re.compile(
    rf"(?:(?:(?:سرویس|گروه|حوزه|بخش) (?:{_FIELDS} (?:و )?){{1,3}}|خبرنگار(?:ان)?(?: {_FIELDS}){{0,2}}|"
    r"پایگاه (?:خبری|اطلاع ?رسانی)(?: ?[-،و]? ?تحلیلی)?|(?:وب ?)?سایت(?: خبری)?(?: تحلیلی)?|خبرگزاری|روزنامه|"
    r"هفته ?نامه|ماهنامه|نشریه|رسانه|شبکه خبری|"
    r"کانال(?: خبری)?) ?)+"
)
_NAME_END = re.compile(
    rf"[،:؛.\n|/()«»\"]|(?<= )-|-(?= )|{_L}(?:در ?(?!بین{_R})|در|به نقل|به ?نقل|از|که|با|روز(?= \S*شنبه| جمعه| گذشته)|"
    rf"(?:صبح|عصر|ظهر|شامگاه)(?= امروز| دیروز| روز| \S*شنبه)|امروز(?! ?[،:])|دیروز|این|طی|و به|و بنقل|"
    rf"جلسه|نشست|متن|رییس|دکتر|مهندس|اقای|خانم|نایب|عضو|شهردار|صحن|پس|پیش|گزارش|اعضای|اعضا|لایحه|اظهار|گفت){_R}"
)
_NOBODY = re.compile(
    rf"(?:خبرنگار(?:ان)?(?: ما)?|ما|این|همین|رسانه ?ها|اصحاب رسانه|ایشان|وی|او|برخی|یکی|شهردار\S*|رییس\S*|کمیسیون\S*|"
    rf"حسابرس\S*|معاون\S*|کارشناس\S*|مدیر\S*|بازرس\S*|نماینده\S*|هییت\S*){_R}"
)
_MARKS = "،.؛:-–)»!؟/|"
_REPORT_OF = re.compile(
    rf"(?:کمیسیون|شهردار|شهرداری|معاون|مدیر|سازمان|حسابرس|بازرس|کمیته|هییت|رییس|نماینده|دیوان|وی|او|ایشان|کارشناس){_R}"
)
_FROM_CITY = re.compile(r" از [^\W\d_]+(?: [^\W\d_]+)?$")
_MEDIA = re.compile(
    rf"(?:خبر|نیوز|پرس|انلاین|انلاین|نامه|نگار|نما|روز|نویس|رسانه|پیام|صدا|ندا|تیتر|قلم|پلاس|وب|تودی|تایمز|مدیا|نوین|"
    rf"تابناک|ایسنا|ایرنا|فارس|تسنیم|مهر|ایمنا|برنا|شبستان|پانا|عصر|بامداد|سحر|کریمه|کریمه){_R}"
)
_LABEL = re.compile(
    rf"{_L}(?:انتهای|پایان|منبع|جلسه|نشست|تاریخ|ساعت|دستور|شماره|مصوب\S*|حاضر\S*|غایب\S*|موضوع|رییس|ناظر|دبیر|نوع|محل|"
    rf"شورای?){_R}(?! نیوز)"
)
_OPENING = re.compile(
    r"(?:\W{0,3}(?P<city>[^\W\d_]+(?: [^\W\d_]+)?) ?[-–،] ?)?"
    r"(?P<x>[^\W\d_][^\n:،.؛«»()\d/–-]{2,70}?) ?(?P<mark>[-–:/|])(?= |\w|$)"
)
# «مسئول روابط عمومی شورای اسلامی شهر …: نام»
_PRESS_OFFICER = re.compile(rf"\W{{0,3}}(?:مسیول|مدیر|رییس|کارشناس) (?P<x>(?:واحد |اداره |دفتر )?روابط ?عمومی){_R} ?")
_AGENCY = re.compile(r"(?:خبرگزاری|پایگاه خبری|روزنامه|هفته ?نامه) ")
_SIGNED = re.compile(r"[/\W]{0,3}(?P<x>[^\n:.،؛]{3,70}?)(?:[\W]{0,3}$|(?=:))")


def _end_of_office(doc: Document, start: int, after: int, limit: int) -> int | None:
    """Where «روابط عمومی شورای اسلامی شهر مقدس قم» ends: with the body, its city included."""
    while m := _ITS_FIELD.match(doc.folded, after, limit):
        after = m.end()
    piece_end = min(limit, after + 90)
    found = [b for b in bodies(doc.text[start:piece_end], doc.folded[start:piece_end]) if b.start <= after - start + 2]
    found = [b for b in found if b.end + start > after]
    if found:
        return start + found[0].end
    if (m := _AUTHORITY.match(doc.folded, after, limit)) and doc.folded.startswith("و شورا", m.end()):
        return _end_of_office(doc, start, m.end() + 2, limit)  # «روابط عمومی شهرداری و شورای شهر»
    if m:
        place = place_at(doc.folded, m.end())
        return place.end if place and place.end <= limit else m.end()
    return None


def _outlet(doc: Document, start: int, limit: int) -> tuple[str, int] | None:
    """The outlet or office named at `start`, without what describes it, and where it ends."""
    while start < limit and doc.folded[start] in ' :«"':
        start += 1
    bare = _BEFORE_NAME.match(doc.folded, start, limit)
    office = _OFFICE.match(doc.folded, start, limit)
    if office and (end := _end_of_office(doc, start, office.end(), limit)):
        return doc.slice(start, end), end
    begin = bare.end() if bare else start
    office = _OFFICE.match(doc.folded, begin, limit)
    if office and begin > start and (end := _end_of_office(doc, begin, office.end(), limit)):
        return doc.slice(begin, end), end
    stop = _NAME_END.search(doc.folded, max(begin, office.end()) if office else begin, limit)
    end = stop.start() if stop else limit
    name = doc.slice(begin, end)
    if not name or len(name) > 60 or len(name.split()) > 8 or _NOBODY.match(doc.folded, begin, end):
        return None
    return name, end


def _quoted(doc: Document, start: int, limit: int) -> str | None:
    """The source in «به نقل از …» within a span."""
    m = _QUOTED.search(doc.folded, start, limit)
    found = _outlet(doc, m.end(), limit) if m else None
    return found[0] if found else None


def _by_report(doc: Document, sentence: Span) -> Credits | None:
    """«به گزارش X به نقل از Y»"""
    for m in _REPORT.finditer(doc.folded, *sentence):
        if _REPORT_OF.match(doc.folded, m.end()):
            continue
        found = _outlet(doc, m.end(), sentence[1])
        before = doc.folded[sentence[0] : m.start()].rstrip()
        doubtful = m["loose"] or (before and before[-1] not in _MARKS)
        if found and doubtful and not _like_outlet(doc, found[0]):
            continue  # «رسیدگی به گزارش تحقیق و تفحص»
        if not found:
            quoted = _QUOTED.search(doc.folded, m.end(), min(m.end() + 40, sentence[1]))
            source = _quoted(doc, m.end(), sentence[1]) if quoted else None
            if source:
                return Credits(source, None)
            continue
        rest = _THEN_QUOTED.match(doc.folded, found[1], sentence[1])
        return Credits(found[0], _quoted(doc, rest.start(), sentence[1]) if rest else None)
    return None


def _like_outlet(doc: Document, name: str) -> bool:
    """Whether a few words are an outlet's name and no heading or speaker."""
    site = doc.site
    if squeeze(name) == squeeze(site.title) or sounds_like(name, site.name) or sounds_like(name, site.title):
        return True
    folded = fold(name)
    if _OFFICE.match(folded) and not folded.startswith("سخنگو") and len(name.split()) <= 9:
        return True
    return not _LABEL.search(folded) and len(name.split()) <= 4 and not is_place(name) and bool(_MEDIA.search(folded))


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


def _bare(doc: Document, span: Span) -> str:
    """A name at the head of a line without what describes it."""
    before = _BEFORE_NAME.match(doc.folded, *span)
    start = before.end() if before else span[0]
    says = _SAYS.search(doc.folded, start, span[1])
    return doc.slice(start, says.start() if says else span[1])


def _opening(doc: Document) -> Credits | None:
    """«X- …», «X: …», «شهر - X / …», «X به نقل از Y: …» where the text begins."""
    for a, b in _first_lines(doc):
        m = _OPENING.match(doc.folded, a, min(b, a + 110))
        if not m:
            continue
        for key in ("x", "city"):
            name = _bare(doc, m.span(key)) if m[key] else ""
            described = bool(_AGENCY.match(m[key] or "")) and len(name.split()) <= 4
            if name and (described or _like_outlet(doc, name)):
                quoted = _THEN_QUOTED.match(doc.folded, m.end(), b)
                return Credits(name, _quoted(doc, quoted.start(), b) if quoted else None)
    return None


def _source(doc: Document) -> str | None:
    m = _SOURCE.search(doc.folded)
    found = _outlet(doc, m.start("x"), m.end("x")) if m else None
    return found[0] if found else None


def _signature(doc: Document) -> str | None:
    """«روابط عمومی شورای اسلامی شهر …» or «/قهستان نیوز» under the post."""
    lines = [(a, b) for a, b in doc.sentences[-4:]]
    for a, b in reversed(lines):
        m = _SIGNED.match(doc.folded, a, b)
        if m and (whose := _PRESS_OFFICER.match(doc.folded, a, b)):
            end = _end_of_office(doc, a, whose.end(), b)
            return doc.slice(whose.start("x"), end) if end else None
        if not m or b - a > 80:
            continue
        office = _OFFICE.match(doc.folded, m.start("x"), b)
        if office:
            end = _end_of_office(doc, m.start("x"), office.end(), b)
            if end and not doc.folded[end:b].strip(" /.()-"):
                return doc.slice(m.start("x"), end)
        elif doc.folded[a] == "/" or _like_outlet(doc, doc.slice(*m.span("x"))):
            return doc.slice(*m.span("x"))
    return None


def _spoken_to(doc: Document) -> str | None:
    """«در گفت‌وگو با خبرنگار X», where no credit line names the outlet."""
    for m in _TO_REPORTER.finditer(doc.folded):
        key = "x" if m["x"] else "y"
        found = _outlet(doc, m.start(key), m.end(key))
        if found and (_like_outlet(doc, found[0])):
            return found[0]
    return None


def _reports(doc: Document) -> str | None:
    """«خبرنگار X گزارش می‌دهد»"""
    for m in _REPORTS.finditer(doc.folded):
        found = _outlet(doc, m.start("x"), m.end("x"))
        if found and found[1] >= m.end("x") - 1:
            return found[0]
    return None


def _without_city(name: str | None) -> str | None:
    """«ایسنا از قم» is ایسنا."""
    return _FROM_CITY.sub("", name).strip(" ،-") if name else None


def credits_of(doc: Document, frame: MeetingFrame) -> Credits:
    """The credits of a post; where it credits one only, that one reports."""
    opening, by_report = _opening(doc), None
    for sentence in doc.sentences:
        if by_report := _by_report(doc, sentence):
            break
    names: list[str | None] = []
    for credit in (opening, by_report):
        if credit:
            names += [credit.reported_by, credit.attribution]
    names += [_reports(doc), _source(doc), _signature(doc)]
    if not any(names):
        quoted = _quoted(doc, 0, min(len(doc.folded), 1500))
        names += [quoted, _spoken_to(doc)]
    distinct: list[str] = []
    for name in (tidy(n) if n else n for n in map(_without_city, names)):
        if name and squeeze(name) not in map(squeeze, distinct):
            distinct.append(name)
    return Credits(distinct[0] if distinct else None, distinct[1] if len(distinct) > 1 else None)
