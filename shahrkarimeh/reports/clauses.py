"""The sentences of a report with what parts them for facts: who speaks in them, and which meeting they speak of."""

import re
from functools import lru_cache
from typing import NamedTuple

from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.text.patterns import compiled

MEETING = r"(?:صورت ?جلسه|جلسه|جلسات|نشست|صحن|اجلاس|گردهمایی)"
"""Source of a pattern for the nouns of a meeting, in folded text."""

HELD = compiled(
    r"(?<![^\W_])(?:(?:برگزار|تشکیل|اغاز|شروع|منعقد|دایر|برپا|افتتاح)(?= {0,2}(?:شد|گردید|کرد|شده|گشت|و |نمود|"
    r"بود|،|\)|$))"
    r"|(?:خاتمه|پایان) (?:یافت|گرفت)|به کار خود|کار خود را|از سر گرفته شد|ادامه یافت|میزبان)"
)
"""What says that a meeting was held."""

_SAID = compiled(
    r"(?:گفت|گفتند|افزود|افزودند|کرد|کردند|داشت|داشتند|شد|شدند|نمود|نمودند|داد|دادند|ساخت|ورزید|است|بود|اورد|نوشت|"
    r"دانست|گفته|"
    r"پرسید|می گوید|می گویند|افزوده|پرداخت|خواند|برشمرد|رییس|منشی|عضو|سخنگو|نایب رییس|شهردار|گردید|اظهار|بیان|"
    r"اظهارداشت|"
    r"مخالف|موافق|پیشنهاد|تذکر|نطق)[ )،]{0,3}(?:که)? {0,2}$"
)
_LABEL_WORDS = 7  # «رئیس جلسه: …», «شماره جلسه: …» are labels, longer ones are sentences
_SPEECH_VERB = re.compile(
    r"(?<![^\W_])(?:گفت|گفتند|افزود|افزودند|تصریح|خاطرنشان|خاطر نشان|یاداور|اظهار|بیان|عنوان|تاکید|ادامه داد|اضافه|"
    r"ابراز|خواستار|"
    r"خواست|اعلام|معتقد|مطرح|پیشنهاد|توضیح|دانست|خواند|پرسید|هشدار|انتقاد|تذکر|مقرر|تصویب|مصوب|رای|غایب|"
    r"حضور|جلسه|نشست|"
    r"لایحه|"
    r"در ادامه|در پایان|همچنین|سپس|گفتنی است|شایان ذکر)(?![^\W_])"
)
_QUOTED_SENTENCE = re.compile(r": ?«[^«»\n]{3,400}[.!؟…]»(?= [^\W_])")
_LONG_ENOUGH = 40
# A text without a stop is read in pieces: the rules look around in a sentence, so their work grows with its square.
_LONGEST = 2500


class Clause(NamedTuple):
    """A sentence of the text, or the title's."""

    start: int
    end: int
    told: int
    """Where the reporter's own words end and the speaker's begin: after «گفت:»; `end` where nobody speaks."""
    spoken: bool
    """Whether the sentence goes on with words of a speaker named in an earlier one."""
    order: int
    """Its place among the sentences of the text."""


@lru_cache(maxsize=2)  # several rules ask for them, one post after another
def clauses(doc: Document) -> list[Clause]:
    """The sentences of the text in order."""
    out: list[Clause] = []
    starts = {a for a, _ in doc.paragraphs}
    speaking = False
    whole = [span for a, b in doc.sentences for span in _behind_quotation(doc.folded, a, b)]
    spans = [(n, min(n + _LONGEST, b)) for a, b in whole for n in range(a, max(b, a + 1), _LONGEST)]
    for order, (a, b) in enumerate(spans):
        if a in starts or a - 1 in starts or "\n" in doc.text[max(0, a - 2) : a]:
            speaking = False
        told = _told(doc.folded, a, b)
        spoken = speaking and told == b and not _SPEECH_VERB.search(doc.folded, a, b)
        out.append(Clause(a, b, told, spoken, order))
        speaking = told < b or spoken
    return out


def _behind_quotation(folded: str, a: int, b: int) -> list[Span]:
    """The sentence, in two where a whole quoted sentence parts it: «… گفت: «…!» یکصدمین جلسه …»."""
    m = _QUOTED_SENTENCE.search(folded, a, b)
    return [(a, m.end()), (m.end() + 1, b)] if m and b - m.end() > _LONG_ENOUGH else [(a, b)]


def title_clause(doc: Document) -> Clause:
    """The title as a clause, for rules that read title and text alike; its order is -1."""
    return Clause(0, len(doc.folded_title), len(doc.folded_title), False, -1)


@lru_cache(maxsize=2)
def as_document(doc: Document) -> Document:
    """The title as a document of its own, to go with `title_clause`."""
    span: Span = (0, len(doc.title))
    return Document(
        doc.title, doc.folded_title, doc.title, doc.folded_title, [span], [span], doc.published, doc.site, doc.tags
    )


# «کویرنیوز گزارش داد: …», «کویرنیوز به نقل از …: …», «شورا جلسه‌ای کم‌سابقه داشت: …»
OUTLET_SAYS = compiled(
    r"(?<![^\W\d_])(?:گزارش (?:داد|می ?دهد|کرد)|نقل از [^:،]{3,60} (?:نوشت|می ?نویسد)|"
    r"(?:جلسه|نشست)(?: ?ا?ی) [^.؛:،]{0,40}داشت|مان(?:ان)?ی (?:هم|نیز) داشت) ?$|"
    r"^\W{0,3}(?:(?:اداره|واحد|مرکز|مدیریت|دفتر) )?(?:روابط ?عمومی|ارتباطات|اطلاع ?رسانی|رسانه|دبیرخانه)[^.،؛:]{0,60} "
    r"(?:اعلام کرد|اعلام داشت|خبر داد|اطلاع داد|نوشت) ?$|"
    r"^[^.،؛:]{0,40}(?:به ?نقل ?از|به گزارش) [^.،؛:]{3,70}(?<!گفت)(?<!افزود)(?<!کرد)(?<!داشت)(?<!شد)(?<!داد) ?$"
)
"""What stands before the colon of a report itself: «کویرنیوز گزارش داد: …», «روابط عمومی شورا خبر داد: …»."""
# «گفت: در جلسه امروز که با حضور شهردار برگزار شد، …»: a speaker who begins with the meeting tells as a reporter does
_MEETING_FIRST = compiled(
    rf"[ «\"]{{0,3}}در (?:این )?{MEETING}[^.؛:،]{{0,40}}? که [^.؛:]{{3,200}}? (?:برگزار|تشکیل) (?:شد|گردید)"
)


def _told(folded: str, a: int, b: int) -> int:
    """Where the words of a speaker begin in a sentence: after a colon behind a verb or an office."""
    colon = folded.find(":", a, b)
    while colon != -1:
        if not (folded[colon - 1 : colon].isdigit() and folded[colon + 1 : colon + 2].isdigit()):
            head = folded[a:colon]
            if OUTLET_SAYS.search(head):  # what follows is the report itself
                colon = folded.find(":", colon + 1, b)
                continue
            if m := _MEETING_FIRST.match(folded, colon + 1, b):
                return m.end()
            if _SAID.search(head) and len(head.split()) > 1:
                return colon + 1
            if len(head.split()) > _LABEL_WORDS:
                return colon + 1
        colon = folded.find(":", colon + 1, b)
    return b


# Other meetings than the one reported: earlier, coming, cancelled; what is put off to them.
_OTHER_AFTER = re.compile(
    r"(?:(?!شد|گردید|برگزار|تشکیل|بود|است|کرد|جلسه|نشست|که|با |به )[^\W_]{1,14} {1,2}){0,4}?(?<![^\W_])"
    r"(?:(?<!روز )(?<!شب )(?<!عصر )(?<!صبح )(?<!هفته )(?<!شنبه )(?<!جمعه )(?<!روزهای )گذشته|"
    r"(?<!روز )(?<!ساعتی )(?<!ساعاتی )(?<!دقایقی )(?<!لحظاتی )(?:قبل|پیش)|"
    r"قبلی|پیشین|بعد|بعدی|اینده|اتی|سابق|پیش رو)(?![^\W_])(?! ?از ?(?:دستور|ظهر|این))"
)
_OTHER_BEFORE = compiled(
    r"(?<![^\W_])(?:"
    r"(?:پیش از این|پیشتر|پیش تر|قبلا|سابقا|در گذشته|سال گذشته|سال قبل|سال پیش|ماه گذشته|ماه قبل|چندی پیش|"
    r"هفته اینده|هفته بعد|هفته قبل|موکول|لغو(?! شد| گردید)|ابطال|قرار است|"
    r"می توانست)(?![^\W_])[^.؛!؟\n]{0,45}|قرار بود [^.؛،!؟\n]{0,45}|"
    # «طبق مصوبه صد و دهمین جلسه»
    r"(?<!این )(?<!همین )"
    r"(?:طبق|مطابق|برابر|پیرو|استناد|به موجب|بر اساس|براساس|اجرای|پیگیری|ابلاغ|اصلاح|لغو|در راستای|مصوب|مصوبه|همانند|"
    r"همچون|مانند|نظیر|"
    r"بر خلاف|برخلاف)(?![^\W_])(?: مصوبه| مصوبات| صورت ?جلسه)?(?: های?)? {1,3}(?:[^\W_]+ {1,3}){0,2}|"
    r"مصوبات {1,2}(?:[^ ]{0,9} )?(?:قبل|پیش)[^.،؛]{0,20}|نسخه (?:پیشین|قبلی)[^.،؛]{0,40})$"
)
# «آن را پیش‌تر تصویب کرده بود، در هشتاد و هشتمین جلسه»
_HAD_DONE = re.compile(r"(?<=ه )بود(?:ند)?،")
_COMING = compiled(
    r"(?:خواهد|خواهند) (?:شد|بود|گرفت|یافت|کرد|داشت)|برگزار می ?(?:شود|گردد)|"
    r"(?:هفته|روز|ماه|سال|شنبه|جمعه) (?:اینده|اتی|بعد)[^.؛]{0,30}(?:می ?شود|می ?گردد|دارد)|"
    r"موکول|لغو (?:شد|گردید)|ملغی|برگزار نشد|تشکیل نشد"
)
_HAD_BEEN = compiled(
    r"(?<!حاضر )(?<!حضور )(?<!دعوت )(?<!شرکت )(?<!جلسه )(?<!گرد هم )(?<!دور هم )(?<!حاضر ن)(?<!شرکت ن)ن?(?:شده|"
    r"گرفته|داشته|کرده|داده|رسیده|رسانده|گذشته|گذاشته|مانده|خورده|"
    r"افتاده|انداخته|خواسته|فرستاده|سپرده|پذیرفته|گفته|یاورده|اورده|برده|خوانده|شنیده|یافته) بود(?:ند)?(?![^\W_])"
)
# «مصوبات جلسه ۱۰۶ قرائت شد»
_READ_OUT_BEFORE = compiled(r"(?<![^\W_])(?:مصوبات|مصوبه|صورت ?جلسه|مذاکرات|مشروح|مفاد|متن)(?: {1,2}رسمی)? {1,3}$")
_READ_OUT_AFTER = re.compile(r"[^.؛]{0,40}?(?:قرایت|تایید|امضا|بازخوانی|مرور|پیگیری)")
# «صورت‌جلسه شماره ۸۴ قرائت شد»
_MINUTES = re.compile(r"صورت ?جلسه")
_WAS_READ = re.compile(r"[^.؛،:]{0,20}?(?:قرایت|خوانده|بازخوانی|مرور)(?![^\W_])")
_EARLIER = re.compile(rf"{MEETING} {{1,2}}(?:قبل|قبلی|گذشته|پیشین|بعد|بعدی|اینده|اتی)(?![^\W_])[^.؛،]{{0,25}}$")
_HAD_COME = re.compile(r"^ ?(?:شده|امده|رفته|نشسته) بود(?:ند)?")
# What had been told of a meeting stands in its own clause, not behind «که» or after the verb that tells of the meeting.
_CLAUSE_ENDS = compiled(
    r"[،:]| که (?!در (?:ان|این)(?![^\W_]))|(?<![^\W_])(?:شد|گردید|کرد|داد|رسید|گرفت|نشست|پرداخت)(?:ند)? و "
)
_PUT_OFF = compiled(r"(?<![^\W_])به {1,2}$")
# «نخستین نشست درباره سیل، یازدهم فروردین برگزار شده بود», told behind the lead
ONE_OF_MANY = re.compile(
    r"(?<![^\W_])(?:نخستین|اولین|دومین|سومین) (?:جلسه|نشست)[^.؛:]{0,110}?(?:برگزار|تشکیل|برپا) شده بود(?![^\W_])"
)
"""What tells, behind the lead, of one meeting of several."""
LEAD = 2
"""Number of the last sentence of a text's lead."""
_UNTIL = compiled(r"(?<![^\W_])تا {1,2}$|(?:ماندن|گذاشتن|نرسیدن|نیافتن|نشدن) {1,2}$")
# «از جلسه هشتم تاکنون منتظریم»
_SINCE = compiled(r"(?<![^\W_])از {1,2}$")
_TILL_NOW = re.compile(r"[^.؛،:]{0,20}(?<![^\W_])تا ?(?:کنون|امروز|به (?:حال|امروز|این))")
# «پس از آنکه جلسه یکشنبه به حد نصاب نرسید، جلسه سه‌شنبه …»
_NOT_HELD = re.compile(r"[^.؛،]{0,50}?(?:نصاب نرسید|رسمیت نیافت|تشکیل نشد|برگزار نشد)")


def other_meeting(doc: Document, frame: MeetingFrame, clause: Clause, start: int, end: int) -> bool:
    """Whether the meeting named at `[start, end)` of a sentence is another one, by the words around it."""
    folded = doc.folded
    stop = min((i for i in (folded.find(c, end, clause.end) for c in "؛\n") if i != -1), default=clause.end)
    before = folded[max(clause.start, start - 60) : start]
    # «وارد صحن شده بود» tells of one who came, not of a meeting before
    after = _HAD_COME.sub("", folded[end : min(stop, max(end, clause.told), end + 110)])
    if clause.order > LEAD and ONE_OF_MANY.search(folded, clause.start, stop):
        return True
    if (
        _UNTIL.search(before)
        or _NOT_HELD.match(after)
        or (_SINCE.search(before) and _TILL_NOW.match(folded, end, stop))
    ):
        return True
    if _OTHER_AFTER.match(after.lstrip(" ")) or _OTHER_BEFORE.search(_HAD_DONE.split(before)[-1]):
        return True
    if _EARLIER.search(before) or (_READ_OUT_BEFORE.search(before) and _READ_OUT_AFTER.match(after)):
        return True
    if _MINUTES.match(folded, start, end) and _WAS_READ.match(after):
        return True
    if _PUT_OFF.search(before) and re.search(
        r"موکول|واگذار|منتقل|احاله|محول|افتاد|سپرده|گذاشت|(?<![^\W_])ماند(?![^\W_])", folded[clause.start : stop]
    ):
        return True
    had_been = _HAD_BEEN.search(_CLAUSE_ENDS.split(after, maxsplit=1)[0])
    return bool(had_been or _COMING.search(after)) and not HELD.search(after)


def quoted(folded: str, clause: Clause, at: int) -> bool:
    """Whether a place in a sentence stands inside quotation marks."""
    inside = folded[clause.start : at]
    return inside.count("«") > inside.count("»") or inside.count('"') % 2 == 1
