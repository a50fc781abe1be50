"""Bodies named in a text: city councils, their commissions, and the many other councils that are neither."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.places import PRAISE, is_place, place_at
from shahrkarimeh.text.letters import ZWNJ, squeeze, whole
from shahrkarimeh.text.patterns import compiled


def _either(words: str) -> str:
    """The source of a pattern for any of the words; an underscore is a space."""
    return "|".join(words.split()).replace("_", " ")


_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_ORDINAL = r"(?:اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم|یکم|جدید|تازه|نوپای?|فعلی|کنونی|منتخب|محترم|این دوره)"
# «شورای اسلامی شهر», «شوراي پنجم شهر», «شورای دوره ششم», «شورای کلانشهر», glued too: «شورایاسلامیشهرقم»
_COUNCIL = compiled(
    rf"(?<![^\W\d_])(?:در|از|به|با|این|صحن|جلسه|اعضای)?شورا ?(?P<of>ی)?{_R} {{0,3}}(?P<e>محترم )?"
    rf"|(?<![^\W\d_])شورا ?ی(?=(?:اسلامی|شهر))"
)
_COUNCIL_TAIL = re.compile(
    rf"(?:{_ORDINAL} |(?:دوره|دور) \S{{2,8}} )?(?P<islamic>اسلامی) {{0,3}}(?:محترم )?(?:{_ORDINAL} )?"
    rf"(?:دوره {_ORDINAL} )?"
    rf"(?P<city>کلان ?شهر|شهر){{0,2}}(?!ستان|دار|ها|[یک]{_R})(?:ی{_R})?"
    rf"|(?:{_ORDINAL} |(?:دوره|دور) \S{{2,8}} )?(?P<city2>کلان ?شهر|شهر)(?!ستان|دار|ی? ?سازی|ها|[یک]{_R}|وند)"
)
_URBAN_PARLIAMENT = Sieve(rf"{_L}(?:پارلمان (?:شهری|محلی|شهر)|(?:شورا|پارلمان) ?نشینان(?: شهر(?:ی)?)?){_R}")
# «شورای نگهبان», «شورای اداری استان»: what follows is another body, not a city and not the sentence going on.
_OTHER_WORDS = _either("""
    شهرستان شهرک استان بخش روستا دهستان محل عشایر دهیاری کارگاه کارکنان کارگر شهردار معاون مدیر ترافیک هماهنگی اداری
    تامین فرهنگ عالی نگهبان برنامه حل سیاست راهبردی اموزش مسکن گفت فنی اجتماعی پول امنیت حفظ مهاجرت رقابت کتاب
    مشورتی علمی انقلاب وحدت مرکزی توسعه پدافند سلامت ورزش هنر معماری شهرسازی اصناف تبلیغ سازمان مشارکت اقتصاد
    زکات قضایی پیشگیری هیات هییت نظارت ائمه ایمه تشخیص دستگاه مدیریت پژوهش دانش کودک زنان بانوان جوانان محیط
    اشتغال کشاورزی حمل صنفی روابط اطلاع رسانه
""")
_OTHER_COUNCIL = re.compile(rf" {{0,2}}(?:اسلامی )?(?:{_OTHER_WORDS})")
# «شورای شهر دانش‌آموزی», «شورای شهر کودکان»: not the council itself
_OF_THE_YOUNG = re.compile(rf" {{0,2}}(?:دانش ?اموز(?:ی|ان)?|کودک(?:ان)?|نوجوان(?:ان)?|دانشجویی|محله){_R}")
_FIRST_WORD = re.compile(r" {0,2}([^\W\d_]+)")

_COMMISSION = Sieve(rf"{_L}(?:در|از|این|دو|سه|جلسه|نشست)?کمیسیون(?P<many> ?ها ?ی?)?{_R}")
# What a council's commissions are called.
_NAME_WORDS = _either("""
    عمرانی? شهرسازی معماری فنی فرهنگی? اجتماعی هنری? زیارتی? گردشگری ورزشی? جوانان بانوان زنان خانواده سلامت
    بهداشت درمان محیط زیست محیط_زیست خدمات شهری زیربنایی زیرساخت حمل_?و_?نقل ترافیک برنامه ریزی برنامه_ریزی
    بودجه مالی اداری اقتصادی? سرمایه گذاری سرمایه_گذاری مشارکت مشارکتها مشارکت_ها درامد درامدها حقوقی نظارتی?
    نظارت بازرسی املاک تحقیق تفحص توسعه پایدار پژوهشی? اموزشی? علمی فناوری اطلاعات ارتباطات هوشمند هوشمندسازی
    شهر ایمنی بحران مدیریت پدافند غیرعامل غیر عامل میراث کشاورزی سیاسی امنیتی نامگذاری نام معابر تلفیق ویژه
    منابع انسانی سازمانها سازمان_ها سازمانهای وابسته پسماند فضای سبز بازافرینی بافت فرسوده تاریخی محلات روابط
    بین الملل عمومی طرح طرحها طرح_ها طرح_های پروژه پروژه_ها شوراها امور اصناف بازار مذهبی دینی قران قرانی
    ایثارگران شهدا رسانه کارافرینی اشتغال نواوری حسابرسی معاملات قراردادها انضباط شفافیت سالمندان کودکان کودک
    معلولان نوجوانان انرژی اب سیما منظر مناسب سازی داخلی حقوق شهروندی شهروندان مردمی تشکلها مرکزی
""")
_NAME_RUN = re.compile(rf"(?: *[،,\-–/] *| +و +| *و +| +)?(?:{_NAME_WORDS}){_R}")
_NOT_IN_NAME = re.compile(
    r"[\n.:؛؟!«»\"()\d]|(?<![^\W\d_])(?:در|با|به|که|از|را|بر|تا|این|ان|هم|نیز|شد|شده|است|بود|گفت|رییس|عضو|"
    r"اعضای?|دبیر|"
    r"نایب|سخنگوی?|شهردار|"
    r"شهرداری|استان|مجلس|ماده|صد|پنج|برای|خود|دیگر|اظهار|افزود|تاکید|خواستار|نسبت|طی|روز|امروز|دیروز)(?![^\W\d_])"
)
# Commissions of the law and of others: «کمیسیون ماده صد», «کمیسیون عمران مجلس»
_OTHER_COMMISSION = re.compile(
    r"(?:(?!شورا(?!ی عالی))[^.،:؛\n]){0,60}?(?<![^\W\d_])(?:ماده|مواد|مجلس|استانداری|دولت|استان|"
    r"بهارستان|شورای عالی|بند)(?![^\W\d_])"
)
_SEVERAL = re.compile(r"(?<![^\W\d_])(?:دو|سه|چهار|پنج) $")  # «دو کمیسیون عمران و بودجه»
_COMMISSION_AGAIN = re.compile(r"\b[کك]م[یي]س[یي]ون *")
_SEPARATOR = re.compile(r" *[،,] *")
_NAME_HEAD = re.compile(r"(?: |های |تخصصی |محترم |نوپای |تازه تاسیس |تازه |دایمی |و |،)*")
_NAME_TAIL = re.compile(r"(?: |محترم|تخصصی|مشترک|،|-| و)+$")
_MOST_OF_NAME = 90


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a text; the span is of the folded text."""

    kind: Literal["council", "commission", "other"]
    start: int
    end: int
    city: str | None = None
    """The city beside the name, in its usual spelling or, of one not in the gazetteer, as published."""
    name: str | None = None
    """Of a commission: what it is called, `عمران و شهرسازی`."""
    many: bool = False
    """Whether several commissions are named together."""


# After a name that the gazetteer lacks the sentence goes on like this.
_GOES_ON = _either("""
    در با به که را از و هم نیز بر تا برای روز عصر صبح ظهر شب شامگاه بعدازظهر پیش پس امروز دیروز دیشب امشب فردا
    گفت افزود اظهار بیان تاکید اعلام برگزار تشکیل شد است بود ضمن طی این ان هر همه یک دو سه رسمی علنی غیر غیرعلنی
    فوق مورخ مورخه دوره جلسه نشست صحن اعضا عضو رییس نایب سخنگو سخنگوی شنبه یکشنبه دوشنبه چهارشنبه پنجشنبه جمعه
    ساعت خطاب خواستار موافقت مخالفت تصویب رای مصوبات بررسی اغاز پایان شماره انتخاب خود نسبت پیشنهاد لایحه طرح
    بعد قبل یکی چند باید نباید کرد کردند داد دادند رفت رسید گرفت ابتدا پیرامون درباره درخصوص دیگر همچنین وی او
    نمی می خبر مطرح منتخب جدید سابق اسبق پیشین فعلی قبلی کنونی اینده گذشته تقدیر میزبان مهمان پاسخ سوال تذکر
    بودجه کمیسیون شورا شورای شهردار شهرداری منتشر گزارش هفته سال ماه اتخاذ عضویت حاضر غایب حضور مشخص چه چرا ایا
    کجا یا اما ولی نه مگر باز اکنون اینک هنوز درگذشت رو روی میز زیر بدون علیه میان پشت لغو موکول ارجاع ارسال
    ارایه گردد گردید شود نماید نمود نمودند شدند بودند قرار مورد انجام صورت مواجه ابلاغ اقدام تایید معرفی درخواست
    اشاره تاسیس خاتمه ادامه منعقد واقع مقرر میزبانی همراه همزمان علت دلیل منظور جهت جمع عنوان ابراز ضرورت لزوم
    واگذاری نماینده نمایندگان معاون مدیر مدیرعامل مدیران فرماندار استاندار دکتر مهندس اقای خانم سید حاج
""")
_NOT_A_CITY = re.compile(
    rf"(?:{_GOES_ON})(?![^\W\d_])|"
    rf"(?:ها|های|ی|مقدس|سازی|و روستا|نشین|وند|وندان|هوشمند|دوستدار|پاک|خوب|ما|شما|ایران|کشور|مرکز)(?![^\W\d_])|"
    r"[^\W\d_](?![^\W\d_])|"
    r"(?:تصمیم|دستور|اعتراض|انتقاد|درخواست|استیضاح|شهروند|خیابان|میدان|بلوار|پروژه|نرخ|قیمت|عوارض|تعیین|تغییر|تکلیف|"
    r"حمایت|ادامه|مشکل|نوبت|سخن|حرف|خبر|صحبت|نطق|سال|ماه|هفته|شنبه|مطرح|میهمان|مهمان)"
)
# «به جلسه شورای شهر رفته بود»
_PARTICIPLE = re.compile(r"[^\W\d_]+ه (?:بود|بودند|است|اند|شد|شدند|شده|می)(?![^\W\d_])")
_NEAR = 4000  # how far the same name is looked for again
_AFTER_CITY = re.compile(rf" *(?:$|[\n.,،:؛؟!()\[\]«»\"'/\-|]|(?:{_GOES_ON})(?![^\W\d_]))")


def _unknown_city(text: str, folded: str, at: int) -> tuple[str, int] | None:
    """A name that stands where a city's does and is in no gazetteer; two words where joined, or said twice."""
    m = _FIRST_WORD.match(folded, at)
    if not m or _NOT_A_CITY.match(folded, m.start(1)) or len(m[1]) < 3 or _PARTICIPLE.match(folded, m.start(1)):
        return None
    end = m.end(1)
    while end < len(text) and text[end] == ZWNJ and (n := _FIRST_WORD.match(folded, end)):
        end = n.end(1)
    if _AFTER_CITY.match(folded, end):
        return text[m.start(1) : end], end
    second = _FIRST_WORD.match(folded, end)
    if second and not _NOT_A_CITY.match(folded, second.start(1)) and _AFTER_CITY.match(folded, second.end(1)):
        name = folded[m.start(1) : second.end(1)]
        if folded.count(name, 0, _NEAR) > 1:
            return text[m.start(1) : second.end(1)], second.end(1)
    return None


_PRAISED = re.compile(rf" {{0,3}}(?:{_ORDINAL} )?{PRAISE}{{0,2}}")


def city_after(text: str, folded: str, at: int, *, sure: bool = True) -> tuple[str, int] | None:
    """The city named right at `at`, past words of praise, and where it ends.

    `sure`: the word before promises a city («شهر», «کلانشهر»); else only names of the gazetteer that are no
    ordinary words count.
    """
    praised = _PRAISED.match(folded, at)
    start = praised.end() if praised and text[praised.end() - 1 : praised.end()] != ZWNJ else at  # «تازه‌آباد»
    while start < len(folded) and folded[start] in " )(":
        start += 1
    place = place_at(folded, start, ordinary_words=sure)
    if place and text[place.end : place.end + 1] != ZWNJ:  # «کیش‌آباد» is not کیش
        return place.name, place.end
    return _unknown_city(text, folded, start) if sure else None


def _councils(text: str, folded: str) -> Iterator[Body]:
    for m in _COUNCIL.finditer(folded):
        at = m.end()
        tail = _COUNCIL_TAIL.match(folded, at)
        if young := _OF_THE_YOUNG.match(folded, tail.end() if tail else at):
            yield Body("other", m.start(), young.end())
            continue
        if tail and (tail["city"] or tail["city2"]):
            found = city_after(text, folded, tail.end())
            yield Body("council", m.start(), found[1] if found else tail.end(), found[0] if found else None)
        elif m.groupdict().get("of") is None:  # «شورا» itself: the council that the post speaks of
            yield Body("council", m.start(), m.start() + len(m[0].rstrip()))
        else:
            yield _named_otherwise(text, folded, m.start(), tail.end() if tail else at, bool(tail))
    for m in _URBAN_PARLIAMENT.finditer(folded):
        found = city_after(text, folded, m.end())
        yield Body("council", m.start(), found[1] if found else m.end(), found[0] if found else None)


_TERM_ONLY = re.compile(rf" {{0,2}}{_ORDINAL}{_R}(?: شهر{_R})?")


def _named_otherwise(text: str, folded: str, start: int, at: int, islamic: bool) -> Body:
    """«شورای قم», «شورای پنجم», «شورای اسلامی»; or another council."""
    term = _TERM_ONLY.match(folded, at)
    if term and text[term.end() : term.end() + 1] == ZWNJ:
        term = None  # «شورای تازه‌آباد»
    at = term.end() if term else at
    if found := city_after(text, folded, at, sure=bool(term and term[0].endswith("شهر"))):
        return Body("council", start, found[1], found[0])
    if term or (islamic and not _OTHER_COUNCIL.match(folded, at)):
        return Body("council", start, at)
    if _OTHER_COUNCIL.match(folded, at):
        word = _FIRST_WORD.match(folded, at)
        return Body("other", start, word.end() if word else at)
    place = place_at(folded, at)
    if place and _AFTER_CITY.match(folded, place.end):  # «شورای نور»
        return Body("council", start, place.end, place.name)
    return Body("other", start, at)


def _name(text: str, folded: str, start: int, end: int) -> str | None:
    """The name of a commission as a reader would index it, cut from the published text."""
    head = _NAME_HEAD.match(folded, start, end)
    start = head.end() if head else start
    tail = _NAME_TAIL.search(folded, start, end)
    a, b = whole(text, start, tail.start() if tail else end)
    name = _COMMISSION_AGAIN.sub("", _SEPARATOR.sub("، ", text[a:b]))
    return re.sub(r"\s+", " ", name) or None


def _commissions(text: str, folded: str, councils: list[Body]) -> Iterator[Body]:
    starts = [b.start for b in councils]
    for m in _COMMISSION.finditer(folded):
        if _OTHER_COMMISSION.match(folded, m.end()):
            yield Body("other", m.start(), m.end())
            continue
        many = bool(m["many"] or _SEVERAL.search(folded, max(0, m.start() - 8), m.start()))
        at = bisect_left(starts, m.end())
        after = councils[at : at + 1]
        host = after[0] if after and after[0].start <= m.end() + _MOST_OF_NAME and after[0].kind == "council" else None
        between = folded[m.end() : host.start] if host else ""
        between = between.removesuffix("این ")  # «کمیسیون عمران این شورا»
        if host and not _NOT_IN_NAME.search(between):
            name_end, end, city = m.end() + len(between), host.end, host.city
            many = many or "کمیسیون" in between  # «کمیسیون عمران و کمیسیون فرهنگی شورای …»
        else:
            end, city = m.end(), None
            while n := _NAME_RUN.match(folded, end):
                end = n.end()
            name_end = end
        yield Body("commission", m.start(), end, city, _name(text, folded, m.end(), name_end), many)


def _of_known_city(folded: str, body: Body, cities: dict[str, str]) -> Body:
    """«شورای گلمکان» beside «شورای اسلامی شهر گلمکان»: the same council, though no gazetteer has the city."""
    bare = body.kind == "other" and folded[body.start : body.end].rstrip().endswith(("شورای", "اسلامی"))
    word = _FIRST_WORD.match(folded, body.end) if bare else None
    if word and word[1] in cities:
        return Body("council", body.start, word.end(), cities[word[1]])
    return body


def bodies(text: str, folded: str) -> list[Body]:
    """Every council and commission named in a text, in order; a commission spans its council's name too."""
    councils = sorted(_councils(text, folded), key=lambda b: b.start)
    cities = {squeeze(b.city): b.city for b in councils if b.city}
    councils = [_of_known_city(folded, b, cities) for b in councils]
    commissions: list[Body] = []
    for c in _commissions(text, folded, councils):
        if not commissions or c.start >= commissions[-1].end:
            commissions.append(c)
    free = [b for b in councils if not any(c.start <= b.start < c.end for c in commissions)]
    return sorted(free + commissions, key=lambda b: b.start)


def favourite_city(found: list[Body]) -> str | None:
    """The city most often named with a council; those of the gazetteer before what only stands where a city does."""
    counts = Counter(squeeze(b.city) for b in found if b.city and b.kind != "other")
    if not counts:
        return None
    best = max(counts, key=lambda c: (is_place(c), counts[c]))
    return next(b.city for b in found if b.city and squeeze(b.city) == best)
