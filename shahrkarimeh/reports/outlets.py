"""The names of outlets and press offices, as credit lines give them."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from shahrkarimeh.reports.bodies import bodies
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.places import is_place, may_begin_one, place_at, sounds_like, spells_part, spelt_by_parts
from shahrkarimeh.text.letters import fold, squeeze
from shahrkarimeh.text.patterns import compiled

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"
# An office that speaks for a body: the name goes on with the body's own.
OFFICE = re.compile(
    rf"(?:{_L}(?:سخنگوی|دبیرخانه(?: ی)?|روابط ?عمومی|مدیریت روابط عمومی|روابط عمومی و امور بین ?الملل|"
    rf"پایگاه (?:اطلاع ?رسانی|خبری)|مرکز (?:اطلاع ?رسانی|ارتباطات|رسانه)"
    rf"|(?:اداره|واحد|دفتر|گروه|تیم|بخش|سرویس|مرکز|حوزه|امور|معاونت|ستاد|مدیریت|اداره کل|"
    rf"کمیته) (?:کل )?(?:روابط عمومی|اطلاع ?رسانی|ارتباطات|"
    rf"رسانه|خبر|امور رسانه|مصوبات|جلسات|تشریفات)\S*|وبگاه|پرتال|پورتال|سایت|وب ?سایت|تارنمای|کانال|درگاه){_R} ?)"
)
_AUTHORITY = re.compile(rf"(?:شهرداری|استانداری|فرمانداری|بخشداری){_R} ?")
_ITS_FIELD = re.compile(
    r"(?:(?:و|،) ?)?(?:امور|بین ?الملل|رسانه ?(?:ای|ها)?|اطلاع ?رسانی|ارتباطات|خبری|اینترنتی|رسمی|"
    r"الکترونیکی?|تلگرامی|"
    r"روابط عمومی) ?"
)
# What stands before an outlet's bare name: «خبرنگار گروه شهری پایگاه خبری …»
_FIELDS = (
    r"(?:شورا و شهرداری|مدیریت شهری|شهری|اجتماعی|استان ?های?|سیاسی|"
    r"اقتصادی|فرهنگی|شورا|اختصاصی|اعزامی|افتخاری|محلی|خبری|پارلمانی|عمومی)(?![^\W\d_])"
)
BEFORE_NAME = re.compile(
    rf"(?:(?:(?:سرویس|گروه|حوزه|بخش) (?:{_FIELDS} (?:و )?){{1,3}}|خبرنگار(?:ان)?(?: {_FIELDS}){{0,2}}|"
    r"پایگاه (?:خبری|اطلاع ?رسانی)(?: ?[-،و]? ?تحلیلی)?|(?:وب ?)?سایت(?: خبری)?(?: تحلیلی)?|خبرگزاری|(?:روزنامه|"
    r"هفته ?نامه|نشریه)(?: (?:محلی|سراسری|استانی))?|"
    r"ماهنامه|نشریه|رسانه|شبکه خبری|"
    r"کانال(?: خبری)?) ?)+"
)
_NAME_END = re.compile(
    rf"[،:؛.\n|/()«»\"]|(?<= )-|-(?= )|{_L}(?:در ?(?!بین{_R})|در|به نقل|به ?نقل|از|که|با|روز(?= \S*شنبه|"
    rf" جمعه| گذشته)|"
    rf"(?:صبح|عصر|ظهر|شامگاه)(?= امروز| دیروز| روز| \S*شنبه)|امروز(?! ?(?:[،:؛|/-]|$|به ?نقل))|دیروز|این|طی|و به|"
    rf"و بنقل|جلسه|نشست|متن|رییس|دکتر|مهندس|اقای|خانم|نایب|عضو|شهردار|صحن|پس|پیش|گزارش|اعضای|اعضا|لایحه|اظهار|گفت){_R}"
)
NOBODY = re.compile(
    rf"(?:خبرنگار(?:ان)?(?: \S+)?(?: ما)?(?= ?$|[،:؛])|"
    rf"ما|این|وزیر|استاندار\S*|فرماندار\S*|امام|مردم|شاهدان|اهالی|علمای?|یک|"
    rf"همین|رسانه ?ها|اصحاب رسانه|ایشان|وی|او|برخی|یکی|شهردار\S*|رییس\S*|کمیسیون\S*|"
    rf"حسابرس\S*|معاون\S*|کارشناس\S*|مدیر\S*|بازرس\S*|نماینده\S*|هییت\S*){_R}"
)
# «عصر امروز», «سه‌شنبه شب» are no outlets, though «کرمان امروز» is one; nor is a heading «خبر».
NO_NAME = compiled(
    rf"(?:(?:صبح|عصر|ظهر|شب|شامگاه|روز|بامداد|سحر|ساعت|پیش|بعد|از|امروز|دیروز|امشب|دیشب|گذشته|شنبه|\S*شنبه|جمعه|هر|"
    rf"این|همین|همان|در|و){_R}\W*)+$|(?:خبر|گزارش|رسانه|پیام|صدا|نامه|قلم|خبرنگار(?:ان)?|تیتر|"
    rf"خلاصه خبر|متن خبر)\W*$|[^\d]*\d|"
    rf".*(?:(?:بر|ایین ?|بخش ?|اساس ?|تفاهم ?|موافقت ?|توافق ?|نظام ?|قطع ?|کار)نامه|پیروز|نوروز|سینما|راهنما)$|"
    rf"(?:به|از|در|با|بر|که|بنا|طبق|حسب|براساس|برابر){_R}|"
    rf"(?:شناسه|کد|شماره|لینک|ادامه|چاپ|تعداد|تاریخ|بازگشت|ارسال|منبع) ?(?:این )?خبر|[@#]|"
    rf"[\w.]*_|.*{_L}که{_R}"
)
_AGENCIES = (
    r"ایسنا|ایرنا|فارس|تسنیم|مهر|ایمنا|برنا|شبستان|پانا|ایلنا|ایکنا|رکنا|همشهری|تابناک|"
    r"صدا ?و ?سیما|خبرنگاران جوان"
)
_AGENCY = re.compile(_AGENCIES)
MEDIA = compiled(
    rf"(?:خبر|نیوز|پرس|انلاین|نگار|نما|رسانه|پلاس|تودی|تایمز|مدیا|کریمه|{_L}(?:وب|{_AGENCIES}))(?: [^\W\d_]+)?$|"
    rf"(?:نامه|روز|نویس|پیام|صدا|ندا|تیتر|قلم|نوین|(?<!ولی)(?<!ولی )عصر|بامداد|سحر|خبرگزاری)$|"
    rf"^(?:{_AGENCIES}|پایگاه|صدای|ندای|پیام|عصر|تیتر|نسیم|طلوع|افق|سفیر|اوای|نوای|بانگ) [^\W\d_]+$"
)
_FIGURES_LAST = re.compile(r"(?<=[^\W\d]) ?(\d{1,4})$")
_LABEL = re.compile(
    rf"{_L}(?:انتهای|پایان|منبع|جلسه|نشست|تاریخ|ساعت|دستور|شماره|مصوب\S*|حاضر\S*|غایب\S*|موضوع|رییس|ناظر|"
    rf"دبیر|نوع|محل|"
    rf"شورای?){_R}(?! نیوز)"
)


def end_of_office(doc: Document, start: int, after: int, limit: int) -> int | None:
    """Where «روابط عمومی شورای اسلامی شهر مقدس قم» ends: with the body, its city included."""
    while m := _ITS_FIELD.match(doc.folded, after, limit):
        after = m.end()
    piece_end = min(limit, after + 90)
    found = [b for b in bodies(doc.text[start:piece_end], doc.folded[start:piece_end]) if b.start <= after - start + 2]
    found = [b for b in found if b.end + start > after]
    if found:
        return start + found[0].end
    if (m := _AUTHORITY.match(doc.folded, after, limit)) and doc.folded.startswith("و شورا", m.end()):
        return end_of_office(doc, start, m.end() + 2, limit)  # «روابط عمومی شهرداری و شورای شهر»
    if m:
        place = place_at(doc.folded, m.end())
        return place.end if place and place.end <= limit else m.end()
    return None


def _past_marks(doc: Document, at: int, limit: int) -> int:
    while at < limit and doc.folded[at] in ' :«"':
        at += 1
    return at


def outlet_at(doc: Document, start: int, limit: int) -> tuple[str, int] | None:
    """The outlet or office named at `start`, without what describes it, and where it ends."""
    start = _past_marks(doc, start, limit)
    bare = BEFORE_NAME.match(doc.folded, start, limit)
    office = OFFICE.match(doc.folded, start, limit)
    if office and (end := end_of_office(doc, start, office.end(), limit)):
        return doc.slice(start, end), end
    begin = _past_marks(doc, bare.end(), limit) if bare else start
    office = OFFICE.match(doc.folded, begin, limit)
    if office and begin > start and (end := end_of_office(doc, begin, office.end(), limit)):
        return doc.slice(begin, end), end
    stop = _NAME_END.search(doc.folded, max(begin, office.end()) if office else begin, limit)
    end = stop.start() if stop else limit
    name = doc.slice(begin, end)
    if doc.folded.startswith("امروز", end) and _is_sites(doc, f"{name} امروز"):  # «به گزارش فسا امروز در جلسه …»
        end += len("امروز")
        name = doc.slice(begin, end)
    if bare and is_city(doc, name):
        name = doc.slice(start, end)  # «هفته‌نامه زاهدان»
    if not name or len(name) > 60 or len(name.split()) > 8 or NOBODY.match(doc.folded, begin, end):
        return None
    return name, end


def is_city(doc: Document, name: str) -> bool:
    """Whether a name is a city's, be it in no gazetteer but that of the council: «هفته‌نامه زاهدان», «رسانه درگهان»."""
    if is_place(name):
        return not _AGENCY.fullmatch(fold(name))  # «خبرگزاری مهر»
    return any(f"{of} {fold(name)}" in doc.folded for of in ("شورای شهر", "شورای اسلامی شهر"))


def _names_of_site(doc: Document) -> frozenset[str]:
    return _latin_names(doc.site.name, doc.site.title, doc.site.home)


@lru_cache(maxsize=256)
def _latin_names(name: str, title: str, home: str) -> frozenset[str]:
    host = urlsplit(home).hostname or ""
    return frozenset((name, title, host.removeprefix("www.").rsplit(".", 1)[0]))


def _is_sites(doc: Document, name: str) -> bool:
    return squeeze(name) == squeeze(doc.site.title) or spells_site(doc, name)


def spells_site(doc: Document, name: str) -> bool:
    """Whether a name is that of the post's site, whose address gives it in Latin letters."""
    return any(sounds_like(name, latin) or spelt_by_parts(name, latin) for latin in _names_of_site(doc))


def may_spell_site(doc: Document, word: str) -> bool:
    """Whether a name that begins with this word may be that of the post's site."""
    return any(may_begin_one(word, latin) for latin in _names_of_site(doc))


def like_outlet(doc: Document, name: str) -> bool:
    """Whether a few words are an outlet's name and no heading or speaker."""
    site = doc.site
    if figures := _FIGURES_LAST.search(fold(name)):  # «اندیمشک ۲۴», `andimeshk24`
        return figures[1] in site.name + site.host and spells_site(doc, name[: figures.start()])
    if not name or NO_NAME.match(fold(name)):
        return False
    part = not is_place(name) and (spells_part(name, site.name) or spells_part(name, site.host))
    if squeeze(name) == squeeze(site.title) or part or spells_site(doc, name):
        return True
    folded = fold(name)
    if OFFICE.match(folded) and not folded.startswith("سخنگو") and len(name.split()) <= 9:
        return True
    return not _LABEL.search(folded) and len(name.split()) <= 4 and not is_place(name) and bool(MEDIA.search(folded))
