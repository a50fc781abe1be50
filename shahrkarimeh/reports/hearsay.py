"""What sounds like a decision of this meeting and is none: of other days, other bodies, of one man, only wished for.

Works on the mask of the text (`masks.mask_of`).
"""

import re

from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.verdicts import Verdict
from shahrkarimeh.text.patterns import compiled

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"
_EARLIER = compiled(
    rf"{_S}(?:پیش ?تر|پیش از این(?! (?:جلسه|اتفاق|رویداد|رای|خروج|ماجرا))|قبل از این(?! جلسه)|قبلا|سابقا|پارسال|"
    r"(?:سال|هفته|ماه|دوره|جلسه|نشست|جلسات|صحن|شورای|سال های|دوره های|ماه های|هفته های|روزهای|مجلس|"
    r"سالهای)(?: های)? ?(?:گذشته|قبل|قبلی|پیش|پیشین|سابق)|"
    r"چندی (?:پیش|قبل)|#+ ?(?:سال|ماه|هفته|روز) (?:پیش|قبل|گذشته)|(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|"
    r"مهر|ابان|اذر|دی|بهمن|اسفند)(?: ?ماه)? (?:سال )?(?:گذشته|قبل|پیش|#+)|"
    rf"در (?:دوره|شورای) (?:قبل|اول|دوم|سوم|چهارم|پنجم|گذشته)|در همان سال|در ان (?:جلسه|زمان|سال|دوره)){_E}"
)
_IF = compiled(rf"{_S}(?:اگر|چنانچه|در صورتی ?که|در صورت|هرگاه|تا زمانی که|کاش|مبادا|ایا|فرض کنید){_E}")
_OTHERS = (
    r"(?:هییت|هیات) (?:تطبیق|وزیران|دولت|مدیره|عالی)|فرمانداری?|استانداری?|مجلس|دولت|دیوان|شورای (?:عالی|"
    r"ترافیک|تامین|اداری|برنامه ?ریزی|شهرداران|معاونان|حفظ|استان|روستا|بخش|"
    r"شهرستان|نگهبان|سازمان|هماهنگی|اسلامی استان|فرهنگ عمومی|مسکن|حقوقی)|کمیسیون ماده|ستاد|مجمع|دادگاه|"
    r"دادستانی?|کمیته فنی|قوه قضاییه|کمیسیون(?: (?!شورا)\w+){1,2} مجلس|سازمان (?:بازرسی|برنامه)|وزارت|قانون|اتاق"
)
_ELSEWHERE = compiled(
    rf"{_S}(?:در|توسط|از سوی|از طرف|به تصویب|تصویب|به تایید|تایید|نزد)(?: (?:جلسه|نشست|صحن|محل|اعضای))? (?:{_OTHERS})"
)
_JUST_ELSEWHERE = compiled(rf"{_S}(?:در|توسط|از سوی|از طرف)(?: (?:جلسه|نشست|صحن))* (?:{_OTHERS})(?: \w+){{0,3}} *$")
# «انتخاب نماینده شورا در شورای ترافیک»: the other body only names the seat.
_PARLIAMENT = Sieve(rf"{_S}(?:در|توسط|از سوی) (?:کمیسیون(?: (?!شورا)\w+){{0,2}}|صحن(?: علنی)?) مجلس{_E}")
_DELEGATE = compiled(rf"{_S}(?:نماینده|نمایندگان|عضو|اعضا|ناظر|ناظران|عضویت)(?: \w+){{0,4}}? در [^،؛.]{{4,60}}")
# «گفت زیرگذر حذف شده و …»: the words of somebody, without a colon
_SAID = re.compile(
    rf"{_S}(?:گفت|افزود|گفته|توضیح داد|اعلام کرد|یاداور شد|اظهار (?:کرد|داشت)|بیان (?:کرد|داشت)|"
    rf"مدعی شد){_E}(?!:)"
)
# «طرح اولیه در سال 96، 7 رای داشت»
_LAST_YEARS = compiled(rf"{_S}در سال #+$")
_PARTICIPLE = re.compile(r"(?:شده|گردیده)$")
# The mayor and his men tell of their own affairs: «شهردار گفت: … به سال اینده موکول شد».
_OFFICIAL_SAYS = re.compile(
    rf"(?:^|[،؛.] ?|{_S}(?:به گفته|سپس|همچنین|نیز) )[^:،؛.]{{0,40}}?{_S}(?<!پاسخ )(?:شهردار|معاون|مدیر\w*|"
    rf"فرماندار|استاندار|دادستان|سرهنگ|پیمانکار|کارشناس|سرپرست)(?![^\W_])[^:]{{0,120}}?"
    r"(?:(?:گفت|افزود|داشت|کرد|داد|شد|نمود|ساخت)(?: که)?:|(?<=گفته)[^:،]{0,60}،)"
)
_IN_COMMISSION = compiled(rf"{_S}(?:در|توسط|از سوی|به تصویب)(?: (?:جلسه|نشست|همین|این))* (?:کمیسیون|کمیته|کارگروه)")
_HALL = re.compile(rf"{_S}(?:صحن|جلسه علنی|شورا|این (?:جلسه|نشست|بار)|امروز|اعضا){_E}")
_RELATIVE = re.compile(
    r" که (?:[^،؛.\n]{0,140}?)(?:بود(?:ند)?|می ?شد(?:ند)?|می ?شود|(?:شده|رسیده|گرفته|کرده|داشته|"
    r"مانده) است)(?![^\W_])|\([^)\n]{0,120}\)"
)
_PERFECT = re.compile(r"(?:شده|رسیده|کرده|گرفته|نموده|داده|گردیده|مانده) (?:است|اند)(?: که| تا)?$")
_NOW = re.compile(rf"{_S}(?:این (?:جلسه|نشست)|امروز|دیروز|دقایقی|لحظاتی|هم ?اکنون|شب گذشته|روز گذشته){_E}")
_SOME = re.compile(
    rf"{_S}(?:برخی|تعدادی|شماری|جمعی|گروهی|بعضی|چند (?:تن|نفر|عضو)|عده ای|یکی|یک عضو|اقلیت|معدودی|موافقان|"
    rf"مخالفان|یک نفر|دو عضو){_E}[^،؛.]{{0,80}}$"
)
_COUNTED = re.compile(r"#+ ?(?:نفر|عضو|تن)(?: (?:از اعضا\w*|دیگر|نیز|هم|شورا|حاضر))*(?: (?:با|به) [^،؛.]{0,60})? ?$")
_COUNCIL = re.compile(
    rf"(?:^|[،؛:.\-|]|{_S}(?:و|که|را|سپس|همچنین|نیز|این|اینکه|حال|وجود|همه|ادامه|نهایت|پایان|امروز|دیروز|است|شد|"
    rf"گفته (?:او|وی|ایشان)|سرانجام|گذشته|گفت|"
    rf"افزود|اما|انجا|گردید|ارا|خاتمه))"
    rf"[\s\"«🔹🔸▪✅•*]*(?:این |صحن علنی |صحن )?(?:شورا|شورای(?! عالی| ترافیک| تامین)|کمیسیون(?! ماده)|صحن|پارلمان|"
    rf"(?:جلسه|نشست)(?= (?:همچنین|نیز|هم|با|امروز|سپس|که(?![^.؛\n]*(?:گفت|افزود))))|"
    rf"پارلمان شهری){_E}"
)
_MEMBERS = re.compile(
    rf"{_S}(?:اعضای?|نمایندگان|منتخبان|شورانشینان|شوراییان|اکثریت|پارلمان\w*|شوراییها|عضوهای|حاضران){_E}"
)
_PERSON = re.compile(
    rf"{_S}(?:وی|او|نامبرده|ایشان|شهردار|رییس|نایب رییس|سخنگو\w?|عضو|منشی|معاون|مدیر\w*|استاندار|فرماندار|"
    rf"دادستان|مردم|اهالی|شهروندان|کسبه|مالک|مالکان|شرکت|پیمانکار|شهرداران|دولت|مدیران){_E}"
)
_COUNTED_MEN = re.compile(r"#+ ?(?:نفر|عضو|تن) (?:از|شورا)")
_FEW = re.compile(rf"{_S}(?:تنها|فقط) (?:با )?#+[^،؛.]{{0,60}}$")
# «علی کاظمی و مریم یزدی به ان رای ندادند»: who did not vote for it is no rejection.
_NAMED = re.compile(r"^(?! )(?!به |با )[^\W\d_]+ [^\W\d_]+(?: [^\W\d_]+)? (?:هم |نیز )?(?:به|با) (?:ان|این \w+)\s*$")
_CONNECTIVE = re.compile(r"^[\s،]*(?:(?:سپس|همچنین|نیز|اما|و|در ادامه|در پایان) )*")
# «مورد پذیرش شهرداری قرار گرفت», «کمیسیون تلفیق مجلس به … رای داد»
_BY_OFFICE = re.compile(
    r"^(?:مورد|به) \w+ (?:شهردار\w?|فرماندار\w*|استاندار\w*|مدیر\w*|معاون\w*|وزیر|دولت|مجلس)(?![^\W_])"
)
_BODY_ACTS = re.compile(
    rf"^[\s،]*(?:{_S}(?:و|همچنین|نیز|اخبار مشابه:|اخبار مرتبط:) )*(?:(?:کمیسیون|"
    rf"نمایندگان) [^،؛.]{{0,40}}?مجلس|مجلس|دولت|هییت (?:دولت|"
    rf"وزیران|تطبیق)|فرمانداری|استانداری|دادگاه|دیوان){_E}"
)
_ASKED_OF = re.compile(r"(?:تقاضای|خواسته|انتظار|درخواست) (?:ما|من|مردم)[^.؛]{0,30} این است که")
# «چه آنها که رأی دادند و چه آنها که ندادند»
_THOSE_WHO = re.compile(rf"{_S}(?:انها|انهایی|انان|کسانی|اعضایی|نمایندگانی) که (?:به (?:ان|او|این \w+) )?$")
# «به گفته او کمیسیون با … مخالفت کرده است»
_BY_HIS_WORDS = re.compile(r"\W*به گفته (?:او|وی|نامبرده|ایشان)،? (?:این )?(?:کمیسیون|شورا|اعضا)")
_PLURAL = re.compile(r"(?:ند|یم|اند|کرده|نموده)$")
_WISH = compiled(
    rf"{_S}(?:باید|بایستی|می ?بایست|قرار است|قرار بود|امیدوار\w*|این است که|تقاضای ما|خواسته ما|انتظار داریم|"
    rf"انتظار دارد|خواستار(?!\s+\u00a4)|نباید|بتوان\w*|"
    rf"می خواستیم){_E}(?:(?!شدند و |شد و )[^،؛.]){{0,40}}$"
)


def is_no_verdict(masked: str, start: int, v: Verdict, later: bool) -> bool:
    """Whether the verb at `v` is said of one man or of some, not of the meeting. `later`: another verdict follows.

    `start` is where the sentence begins.
    """
    before = masked[max(start, v.start - 400) : v.start]
    if before.endswith((" نه ", " نه")) and re.search(r" و نه ", masked[start : v.end + 60]):
        return True
    if v.frame == "to" and _THOSE_WHO.search(before):
        return True
    clause = re.split(r"[،؛:.]| و | که ", before)[-1] if v.frame != "after" else before
    if v.frame == "to" and v.outcome == "rejected" and _NAMED.search(clause) and not _MEMBERS.search(before):
        return True
    if v.frame in ("with", "to") and re.search(r"#+ ?(?:نفر|عضو|تن) از #+ ?(?:نفر|عضو|تن)", before) and not later:
        return False
    if v.frame in ("with", "to") and v.outcome == "approved" and _FEW.search(before):
        return True
    if v.frame in ("with", "to") and _COUNTED.search(before):
        return later or v.outcome == "rejected" or not re.search(r"[^\W\d_#]{3,} [^\W\d_#]{3,}", before[-60:])
    if not v.active:
        return False
    if v.act and _SOME.search(before):
        return True
    if v.act and not (_COUNCIL.search(before) or _MEMBERS.search(before) or _COUNTED_MEN.search(before)):
        return True
    if v.act:
        return bool(_PERSON.match(_CONNECTIVE.sub("", clause))) and not _MEMBERS.search(before)
    if _SOME.search(before):
        return True
    if _PLURAL.search(masked[v.start : v.end]) or (
        v.shared and re.search(r"(?:کردند|نمودند)", masked[v.end : v.end + 200])
    ):
        return bool(_PERSON.match(_CONNECTIVE.sub("", clause))) and not _MEMBERS.search(before)
    return not (_COUNCIL.search(before) or _COUNCIL.search(masked[start : start + 60])) and not re.search(
        rf"(?:هیچ|هر) (?:یک|#+|عضو)|{_S}شورای? [^،؛.:]{{0,60}}$", _without_offices(before)
    )


def _without_offices(text: str) -> str:
    return re.sub(
        r"(?:رییس|عضو|اعضای?|سخنگوی?|منشی|دبیر|خزانه دار|صحن|جلسه|نشست|روابط عمومی|پیشنهاد|مصوبه|با|به|از|در|"
        r"برای)(?: \w+)? (?:شورای?|کمیسیون)(?: [\w]+){0,4}",
        " ",
        text,
    )


def is_decoy(
    masked: str, start: int, v: Verdict, matter: tuple[int, int], commission: bool, later: bool = False
) -> bool:
    """Whether the verdict is told of another day or body, or on a condition. `start` is where its region begins.

    `later`: the sentence told a decision already.
    """
    region = masked[start : v.start]
    if _PARLIAMENT.search(region):
        return True
    if _JUST_ELSEWHERE.search(_DELEGATE.sub(" ", region)) or (
        _OFFICIAL_SAYS.match(region) and not _HALL.search(region.split(":", 1)[-1])
    ):
        return True
    if matter[0] >= start and matter[1] <= v.start:
        # What the matter itself names is no time of the verdict: «تفریغ بودجه سال گذشته».
        if _EARLIER.match(masked, matter[0]):
            return True
        region = f"{masked[start : matter[0]]} \u00a4 {masked[matter[1] : v.start]}"
    region = _RELATIVE.sub(" ", region)
    if _ASKED_OF.search(region):
        return True
    verb = masked[v.start : v.end]
    if _LAST_YEARS.search(masked, matter[0], matter[1]) and "#" in verb:
        return True
    if _PARTICIPLE.search(verb) and _SAID.search(masked, start, v.start):
        return True
    if _BY_OFFICE.search(verb) or _BODY_ACTS.search(region):
        return True
    if _EARLIER.search(region) or _IF.search(region) or _WISH.search(region):
        return True
    if _ELSEWHERE.search(region) or (
        re.search(rf"{_S}(?:{_OTHERS}){_E}", verb) and v.outcome in ("approved", "rejected") and v.frame == "subject"
    ):
        return True
    if not commission:
        for m in _IN_COMMISSION.finditer(region):
            if not _HALL.search(region, m.end()):
                return True
        if v.outcome == "approved" and re.search(r"به تصویب(?: \w+){0,2}? کمیسیون", verb):
            return True
    return (
        bool(_PERFECT.search(verb))
        and not (later or _BY_HIS_WORDS.match(region))
        and not _NOW.search(masked[max(0, start - 200) : v.start])
    )
