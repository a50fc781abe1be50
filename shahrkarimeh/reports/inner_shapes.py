"""The shapes of verdicts that hold their matter inside, and those that lend their verb from a later one.

Matched on the mask of a sentence (`masks.mask_of`): folded letters, cardinals as `#`.
"""

from shahrkarimeh.reports.matter_words import HEAD
from shahrkarimeh.reports.verdict_words import DESK, DID, MEMBERS, WAS, WAS_NOT, past, past_not, shape

BETWEEN = (
    shape(
        "approved",
        "between",
        r"(?<!جلسه )(?<!نشست )(?<!اعضای )(?<!در )(?<!ریاست )(?<!رییس )(?P<matter>(?:کمیته|کارگروه|"
        r"هییت تحقیق|تیم(?![^\W_])|"
        rf"کمیسیون ویژه|گروه کاری)[^،؛.\n]{{3,140}}?) (?:(?:تشکیل|ایجاد) {WAS}|{past('شکل گرفت')})",
    ),
    shape(
        "approved",
        "between",
        r"با (?:تصویب|موافقت با|رای مثبت به) (?P<matter>[^؛.\n]{5,200}?) (?:به پایان رسید|پایان یافت|خاتمه یافت|"
        r"پایان گرفت|به کار خود پایان داد)",
    ),
    # «از تصویب کلیات بودجه با 9 رای خبر داد»
    shape(
        "approved",
        "between",
        rf"از (?:تصویب|موافقت(?: {MEMBERS})? با) (?P<matter>[^؛.\n]{{5,160}}?) خبر {past('داد')}",
    ),
    shape(
        "rejected",
        "between",
        rf"از (?:عدم تصویب|رد(?: شدن)?|مخالفت(?: {MEMBERS})? با) (?P<matter>[^؛.\n]{{5,160}}?) خبر {past('داد')}",
    ),
    # «شورا زیر بار افزایش کرایه ها نرفت», «از تصویب … خودداری کردند»
    shape(
        "rejected",
        "between",
        rf"زیر بار (?P<matter>[^،؛.\n]{{4,120}}?) {past_not('رفت')}",
        active=True,
    ),
    shape(
        "rejected",
        "between",
        rf"از (?:تصویب|پذیرش|پذیرفتن|تایید|موافقت با|رای دادن به) (?P<matter>[^،؛.\n]{{4,120}}?) (?:(?:خودداری|امتناع|"
        rf"پرهیز) {DID}|{past('سر باز زد', 'سرباز زد', 'طفره رفت')})",
        active=True,
    ),
    # «پای لایحه … را امضا کردند»
    shape("approved", "between", rf"پای (?P<matter>(?!این )[^،؛.\n]{{4,120}}?) را امضا {DID}", active=True),
    shape(
        "postponed",
        "between",
        rf"از (?:مسکوت ماندن|تعویق|موکول شدن|به تعویق افتادن) (?P<matter>[^؛.\n]{{5,120}}?) خبر {past('داد')}",
    ),
    shape(
        "referred",
        "between",
        rf"از (?:ارجاع|عودت|ارسال) (?P<matter>[^؛.\n]{{5,120}}?) به {DESK}[^؛.\n]{{0,80}}? خبر {past('داد')}",
    ),
    shape(
        "approved",
        "between",
        r"(?P<matter>(?:مجوز|اجازه|اختیار) [^،؛.\n]{4,100}?) (?:به (?:شهردار\w?|سازمان|هییت)(?: \w+){0,4} )?(?:صادر|"
        rf"داده|اعطا|تفویض|واگذار) {WAS}",
    ),
    shape(
        "rejected",
        "between",
        rf"(?P<matter>(?:مجوز|اجازه|اختیار) [^،؛.\n]{{4,100}}?) (?:صادر|داده|اعطا) {WAS_NOT}",
    ),
    shape("approved", "between", rf"رای(?: مثبت)? به (?P<matter>[^،؛.\n]{{4,120}}?) {past('داد')}", active=True),
    # «اعضا اجازه فروش … را به شهرداری دادند»
    shape(
        "approved",
        "between",
        r"(?P<matter>(?:مجوز|اجازه|اختیار) (?!تصویب|رسمی)[^،؛.\n]{4,140}?) را (?:[^،؛.\n]{0,50}? )?(?:"
        rf"{past('داد')}|(?:صادر|اعطا|تفویض|واگذار) {DID})",
        active=True,
    ),
    # A vote to close the doors: «با رای موافق 8 نفر به جلسه غیرعلنی تبدیل شد»
    shape(
        "approved",
        "between",
        r"(?<=به )(?P<matter>(?:(?:جلسه|نشست|حالت|صورت) )?غیر ?علنی) (?:تبدیل شد|تبدیل گردید|بدل شد|تغییر یافت|"
        r"ادامه یافت|"
        r"ادامه پیدا کرد)",
    ),
    shape(
        "approved",
        "between",
        rf"(?P<matter>نام [^،؛.\n]{{3,60}}?) به [^،؛.\n]{{3,60}}? تغییر (?:{past('یافت', 'کرد', 'پیدا کرد')}|داده شد)",
    ),
    shape(
        "approved",
        "between",
        rf"موافقت خود(?: را)? با (?P<matter>[^؛.\n]{{4,160}}?)(?: را)? (?:اعلام|ابراز) {past('کرد', 'نمود', 'داشت')}",
    ),
    shape(
        "rejected",
        "between",
        rf"مخالفت خود(?: را)? با (?P<matter>[^؛.\n]{{4,160}}?)(?: را)? (?:اعلام|ابراز) {past('کرد', 'نمود', 'داشت')}",
    ),
    # «موافقت با … با اکثریت ارا اعلام شد»
    shape(
        "approved",
        "between",
        rf"موافقت(?: {MEMBERS}| خود)? با (?P<matter>[^؛.\n]{{4,160}}?) (?:اعلام|ابراز|اخذ|حاصل) {WAS}",
        strict=True,
    ),
    shape(
        "approved",
        "between",
        rf"بر سر (?P<matter>[^،؛.\n]{{4,120}}?) (?:به توافق|"
        rf"توافق) {past('رسید', 'کرد')}",
        strict=True,
    ),
    shape(
        "approved",
        "between",
        rf"رای(?: {MEMBERS})? به (?P<matter>[^،؛.\n]{{4,120}}?) (?:مثبت|موافق|اری) بود",
        strict=True,
    ),
    shape("rejected", "between", rf"رای(?: {MEMBERS})? به (?P<matter>[^،؛.\n]{{4,120}}?) (?:منفی|نه) بود", strict=True),
    shape(
        "rejected", "between", rf"از (?:خیر|صرافت) (?P<matter>[^،؛.\n]{{4,120}}?) {past('گذشت', 'افتاد')}", active=True
    ),
    shape(
        "approved",
        "between",
        rf"(?P<matter>نام [^،؛.\n]{{3,60}}?) (?:بر|برای|روی) [^،؛.\n]{{3,60}}? (?:نهاده|گذاشته|گذارده|"
        rf"انتخاب|برگزیده) {WAS}",
    ),
    # «مصوبه دیگر این نشست، … بود»
    shape(
        "approved",
        "between",
        r"(?:(?:تنها|مهم ?ترین|دیگر|اخرین|نخستین|اولین|دومین|سومین) (?:مصوبه|تصمیم)|(?:مصوبه|تصمیم|مصوبات|"
        r"تصمیمات) (?:دیگر|بعدی|پایانی|اخر|دوم|سوم|نخست|اول|مهم))(?: (?:این|جلسه|نشست|شورا|اعضا|"
        r"هم|نیز|امروز|کمیسیون|صحن))*،? ?(?:(?:درباره|در خصوص|مربوط به|به) )?(?P<matter>[^؛.:\n]{5,160}?)"
        r"(?: (?:اختصاص|تعلق))? (?:بود(?:ند)?|داشت|است|یافت)",
        strict=True,
    ),
    shape(
        "approved",
        "subject",
        r"(?:(?<!به )(?<!از )(?<!بررسی و )(?<!برای )(?<!جهت )(?<!مورد )(?<!با )(?:تصویب|مصوب|پذیرفته|"
        r"تایید))(?= و |،| اما | ولی )",
        shared=True,
    ),
    shape(
        "approved",
        "subject",
        r"را (?:[^،؛.:\n]{0,30} )?(?:ممنوع|مجاز|بلامانع|الزامی|رایگان) اعلام(?= و )",
        shared=True,
        active=True,
        act=True,
    ),
    shape("approved", "with", r"موافقت(?= و (?!مخالف)|،? (?:اما|ولی) )", shared=True),
    shape("rejected", "with", r"مخالفت(?= و (?!موافق)|،? (?:اما|ولی) )", shared=True),
    shape(
        "rejected",
        "subject",
        rf"(?<!به )(?<!از )(?<!ابراز )(?:رد|حذف)(?= و (?!بدل)|"
        rf"، (?:{HEAD}(?![^\W_])))",
        shared=True,
    ),
)
