"""Credit lines: which outlet reports, and whom it credits."""

import re

from shahrkarimeh.reports.bylines import QUOTED, REPORT, Credits, opening_credit, signature
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.outlets import OFFICE, like_outlet, may_spell_site, outlet_at, spells_site
from shahrkarimeh.reports.places import is_place
from shahrkarimeh.text.letters import fold, squeeze
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.people import tidy

__all__ = ["Credits", "credits_of"]

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"


_REPORTING = rf"(?:گزارش (?:می ?(?:دهد|کند)|داد|داده|کرد|کرده)|می ?نویسد|نوشت|نوشته|می ?افزاید|خبر می ?دهد){_R}"
_REPORTING_VERB = compiled(_REPORTING)
_REPORTS = compiled(
    rf"(?:^|(?<=\n)|(?P<within>(?<=[.؛] ))|{_L}(?:ان ?(?:گونه|طور|چنان)|همان ?(?:گونه|طور)|چنان) ?که ) ?"
    rf"(?P<x>[^.،:؛\n]{{3,60}}?)"
    rf"(?: (?:از|درباره) (?:این )?(?:جلسه|نشست|صحن)[^.،:؛\n]{{0,20}}?)? {_REPORTING}"
)
# «روابط عمومی شهرداری سلفچگان اعلام کرد که شورا …», where the post begins
_OFFICE_TELLS = re.compile(rf"\W{{0,3}}(?P<x>[^.،:؛\n]{{3,80}}?) (?:اعلام کرد|خبر داد|گزارش داد|اطلاع داد){_R}")
_THEN_QUOTED = re.compile(r"[ ،؛,»\"()-]{0,4}(?:و ?)?(?:به ?نقل|بنقل)")
_SOURCE = Sieve(
    r"(?:^|(?<=\n))\W{0,4}(?:منبع|ماخذ|منبع خبر|"
    r"منتشر شده در)(?: خبر)? ?[:؛/-] ?(?P<x>[^\n.|]{3,80})"
)
_TO_REPORTER = re.compile(
    rf"{_L}(?:گفت ?و ?گو|گفتگو|مصاحبه|گفت و شنود)\S* (?:\S+ )?با (?P<x>(?:خبرنگار |پایگاه |"
    rf"خبرگزاری )?[^،.:؛\n]{{3,40}}?)"
    rf" ?(?:،|:|{_L}(?:گفت|اظهار|افزود|بیان|خبر|اعلام|تاکید|عنوان|تصریح|از){_R})"
    rf"|{_L}(?:خبر|مطلب|موضوع) به (?P<y>(?:خبرنگار )?[^،.:؛\n]{{3,30}}?) ?(?:،|:|{_L}(?:گفت|اظهار|افزود){_R})"
)

_MARKS = "،.؛:-–)»!؟/|"
_REPORT_OF = re.compile(
    rf"(?:کمیسیون|شهردار|شهرداری|معاون|مدیر|سازمان|حسابرس|بازرس|کمیته|هییت|رییس|نماینده|دیوان|وی|او|ایشان|"
    rf"کارشناس){_R}"
)
_LOOKED_AT, _LAST = 1500, 150  # where in a text an outlet may name itself without saying that it reports
_FROM_CITY = re.compile(r" از [^\W\d_]+(?: [^\W\d_]+)?$")
# «به گزارش X از روابط عمومی …»
_FROM_OFFICE = re.compile(rf" ?از (?={OFFICE.pattern})")


def _quoted(doc: Document, start: int, limit: int) -> str | None:
    """The source in «به نقل از …» within a span."""
    m = QUOTED.search(doc.folded, start, limit)
    found = outlet_at(doc, m.end(), limit) if m else None
    return found[0] if found else None


def _by_report(doc: Document, sentence: Span) -> Credits | None:
    """«به گزارش X به نقل از Y»"""
    for m in REPORT.finditer(doc.folded, *sentence):
        if _REPORT_OF.match(doc.folded, m.end()):
            continue
        found = outlet_at(doc, m.end(), sentence[1])
        before = doc.folded[sentence[0] : m.start()].rstrip()
        doubtful = m["loose"] or (before and before[-1] not in _MARKS)
        if found and doubtful and not like_outlet(doc, found[0]):
            continue  # «رسیدگی به گزارش تحقیق و تفحص»
        if not found:
            quoted = QUOTED.search(doc.folded, m.end(), min(m.end() + 40, sentence[1]))
            source = _quoted(doc, m.end(), sentence[1]) if quoted else None
            if source:
                return Credits(None, source) if _THIS_OUTLET.match(doc.folded, m.end()) else Credits(source, None)
            continue
        if of_office := _FROM_OFFICE.match(doc.folded, found[1], sentence[1]):
            office = outlet_at(doc, of_office.end(), sentence[1])
            return Credits(found[0], office[0] if office else None)
        rest = _THEN_QUOTED.match(doc.folded, found[1], sentence[1])
        return Credits(found[0], _quoted(doc, rest.start(), sentence[1]) if rest else None)
    return None


def _source(doc: Document) -> str | None:
    """«منبع: X», alone on its line or an outlet's name."""
    for m in _SOURCE.finditer(doc.folded):
        found = outlet_at(doc, m.start("x"), m.end("x"))
        alone = doc.folded[m.end() : m.end() + 2].strip(" .|") == "" or doc.folded[m.end() : m.end() + 1] in ".|"
        rest = doc.folded[m.end() + 1 : m.end() + 4].strip(" ")
        if found and ((alone and not rest.strip("\n")) or rest.startswith("\n") or like_outlet(doc, found[0])):
            return found[0]
    return None


def _spoken_to(doc: Document) -> str | None:
    """«در گفت‌وگو با خبرنگار X», where no credit line names the outlet."""
    for m in _TO_REPORTER.finditer(doc.folded):
        key = "x" if m["x"] else "y"
        found = outlet_at(doc, m.start(key), m.end(key))
        if found and (like_outlet(doc, found[0])):
            return found[0]
    return None


def _reports(doc: Document) -> Credits:
    """«خبرنگار X گزارش می‌دهد», «X به نقل از Y می‌نویسد»"""
    told = _OFFICE_TELLS.match(doc.folded)
    if told and (office := OFFICE.match(doc.folded, *told.span("x"))) and not office[0].startswith("سخنگو"):
        found = outlet_at(doc, *told.span("x"))
        if found and found[1] >= told.end("x") - 1:
            return Credits(found[0])
    for m in _REPORTS.finditer(doc.folded) if _REPORTING_VERB.search(doc.folded) else ():
        quoted = QUOTED.search(doc.folded, *m.span("x"))
        end = quoted.start() if quoted else m.end("x")
        found = outlet_at(doc, m.start("x"), end)
        if found and found[1] >= end - 1 and (m["within"] is None or like_outlet(doc, found[0])):
            return Credits(found[0], _quoted(doc, end, m.end("x")) if quoted else None)
    return Credits()


def _quoted_first(doc: Document) -> str | None:
    """«به نقل از X، جلسه …» at the head of a sentence; within one, only an outlet: «وی به نقل از وزیر گفت»."""
    for m in QUOTED.finditer(doc.folded, 0, 1500):
        found = outlet_at(doc, m.end(), len(doc.folded))
        before = doc.folded[max(0, m.start() - 3) : m.start()].strip(" ")
        if found and (not before or before[-1] in _MARKS + "\n" or like_outlet(doc, found[0])):
            return found[0]
    return None


# «خبرنگار X … دید», «به گفته خبرنگار X»
_ITS_REPORTER = re.compile(rf"{_L}خبرنگار(?= )(?! (?:و|ما|ان){_R})")


def _reporter(doc: Document) -> str | None:
    """«تصویری که خبرنگار X از صحن دید», where nothing else names the outlet."""
    for m in _ITS_REPORTER.finditer(doc.folded, 0, 6000):
        found = outlet_at(doc, m.start(), min(len(doc.folded), m.end() + 60))
        words = found[0].split() if found else []
        names = [" ".join(words[:n]) for n in range(1, min(4, len(words)) + 1)]
        likely = [name for name in names if like_outlet(doc, name)]
        if likely:  # «دزپول نیوز» on the site of that name rather than «دزپول»
            return next((name for name in likely if spells_site(doc, name)), likely[0])
    return None


_THIS_OUTLET = re.compile(rf"این (?:نشریه|رسانه|پایگاه|روزنامه|هفته ?نامه|خبرگزاری|سایت){_R}")
_ITS_WORDS = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_BODY = re.compile(rf"{_L}(?:شورا|شورای|شهر|شهرداری|شهردار|شهرستان|استان|جلسه|نشست|کمیسیون|رییس|مردم){_R}")
_FIELD = re.compile(rf"(?:شورای|شهرداری|شهر|اجتماعی|سیاسی){_R}")
_LONGEST_NAME = 3  # words


def _own_name(doc: Document, start: int, end: int) -> str | None:
    """The words in a part of the text that the site's own address spells in Latin letters: «دزخبر», `dezkhabar.ir`."""
    words = [m.span() for m in _ITS_WORDS.finditer(doc.folded, start, end)]
    for i, (a, b) in enumerate(words):
        if not may_spell_site(doc, doc.folded[a:b]):
            continue
        for n in range(min(_LONGEST_NAME, len(words) - i), 0, -1):
            name = doc.slice(a, words[i + n - 1][1])
            if spells_site(doc, name) and not is_place(name) and not _BODY.search(fold(name)):
                return name
    return None


def _bare(doc: Document, name: str) -> str:
    """«شورای تهران‌شهر» on the site of «تهران‌شهر»: the outlet's name without the field of its reporter."""
    words = name.split()
    if spells_site(doc, name) or OFFICE.match(fold(name)) or not _FIELD.match(fold(name)):
        return name
    tails = (" ".join(words[n:]) for n in range(1, len(words)))
    return next((t for t in tails if not is_place(t) and spells_site(doc, t)), name)


def _without_city(name: str | None) -> str | None:
    """«ایسنا از قم» is ایسنا."""
    return _FROM_CITY.sub("", name).strip(" ،-") if name else None


def credits_of(doc: Document, frame: MeetingFrame) -> Credits:
    """The credits of a post; where it credits one only, that one reports."""
    opening, by_report = opening_credit(doc), None
    for sentence in doc.sentences:
        if by_report := _by_report(doc, sentence):
            break
    names: list[str | None] = []
    for credit in (opening, by_report):
        if credit:
            names += [credit.reported_by, credit.attribution]
    signed, reports = signature(doc) or Credits(), _reports(doc)
    names += [reports.reported_by, reports.attribution, _source(doc), signed.reported_by, signed.attribution]
    if not any(names):
        names += [_quoted_first(doc), _spoken_to(doc)]
    if not any(names):
        names += [
            _reporter(doc)
            or _own_name(doc, 0, _LOOKED_AT)
            or _own_name(doc, max(0, len(doc.folded) - _LAST), len(doc.folded))
        ]
    if by_report and by_report.reported_by is None and by_report.attribution:
        # «به گزارش این نشریه به نقل از Y», which a signature names
        names = [n for n in names if n != by_report.attribution] + [by_report.attribution]
    distinct: list[str] = []
    for name in (_bare(doc, tidy(n)) if n else n for n in map(_without_city, names)):
        # «روابط عمومی» under a report of «روابط عمومی شهرداری …» is the same
        if name and not any(squeeze(d).startswith(squeeze(name)) for d in distinct):
            distinct.append(name)
    return Credits(distinct[0] if distinct else None, distinct[1] if len(distinct) > 1 else None)
