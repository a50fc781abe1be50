"""Whether a session was open or closed, and whether it was extraordinary."""

import re

from shahrkarimeh.items import Visibility
from shahrkarimeh.reports.clauses import MEETING, Clause, as_document, other_meeting, quoted, title_clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.numbering import bodily
from shahrkarimeh.text.patterns import compiled

_OPENNESS = Sieve(r"(?<![^\W_])(?P<closed>(?:غیر|نا) {0,2})?علنی(?![^\W_])")
_BEHIND_DOORS = re.compile(r"پشت (?:درهای?|در های) بسته|بدون حضور (?:خبرنگاران|رسانه)")
# A ballot may be open too: «رای گیری علنی».
_BALLOT = re.compile(
    r"(?:رای ?گیری|اخذ رای|انتخابات)(?: به صورت| بصورت| به شکل| به طور)? {1,2}(?:مخفی |کتبی |شفاهی )?(?:و )?$|"
    r"(?<![^\W_])(?:رای|ارای|ارا|برخورد|بی احترامی|فساد|توهین|نقض|اعلام|انتشار|معرفی|افشای|اعتراض|دفاع|حمایت) {1,2}$"
)
# «پیش از آغاز جلسه، اعضا در نشستی غیرعلنی …», «قرار بود علنی باشد»
_BESIDE = re.compile(
    r"(?<![^\W_])(?:(?:پیش|قبل|پس|بعد) از (?:اغاز |شروع |برگزاری |ورود |پایان |این |ان )?(?:نشست|جلسه|صحن)[^.؛]{0,60}"
    r"(?:نشستی|جلسه ای|نشست|جلسه) {1,2}(?:[^\W_]+ )?$)"
)
_WAS_TO_BE = re.compile(r"(?<![^\W_])قرار بود[^.؛،]{0,30}$")
# Forms: «علنی / غیر علنی», «علنی □ غیر علنی □»; a tick decides.
_BOX = "[□☐◻▢○⬜❏❑◽]"
_TICK = "[☑☒■✓✔✅▣●◼⬛✗×x*]"
_FORM = compiled(
    rf"علنی {{0,3}}(?:\(? ?{_BOX}|\( {{0,3}}\)|\[ {{0,3}}\]|[/|\\\\] {{0,3}}(?:غیر|علنی))|"
    rf"(?:غیر {{0,2}}علنی) {{0,3}}[/|\\\\] {{0,3}}علنی|{_BOX} {{0,3}}(?:غیر {{0,2}})?علنی"
)
_TICKED = Sieve(rf"(?P<closed>غیر {{0,2}})?علنی {{0,3}}[(\[]? {{0,2}}{_TICK}")
# «موضوع جهت تصمیم‌گیری به صحن علنی برود», «در صحن علنی شورا مطرح خواهد شد»: where a matter is yet to come
_SENT_TO_FLOOR = re.compile(r"(?<![^\W_])(?:به|برای|تا) {1,2}(?:جلسه |نشست )?صحن {1,2}$")
_SENDING = re.compile(
    r"[^.؛،]{0,40}?(?<![^\W_])(?:برود|بروند|می ?رود|ارجاع|ارسال|فرستاده|فرستاد|واگذار|سپرده|موکول|معرفی|"
    r"اورده شود|بیاید|ارایه (?:شود|گردد|می|خواهد)|پیشنهاد (?:شود|گردد|می|شد|کرد|گردید))"
)
_TURNED_DOWN = re.compile(
    r"[^.؛]{0,60}(?:مخالفت|رد شد|رای نیاورد|رای نیاوردند|نپذیرفت|پذیرفته نشد|تصویب نشد|ناکام|به تصویب نرسید|"
    r"موافقت نشد|"
    r"موافقت نکرد)"
)
_TURNING = re.compile(
    r"(?:شدن|کردن|بودن|اعلام شد|شد(?![^\W_])|ادامه|بخش|تبدیل|حالت|به صورت|بصورت|کشید|ادامه یافت|پی گرفت)"
)


def visibility_of(doc: Document, frame: MeetingFrame, parts: list[Clause]) -> Visibility | None:
    """Open or closed, None where the post does not say; a meeting that turned from open to closed is closed."""
    title = as_document(doc)
    ticked = [m for m in _TICKED.finditer(doc.folded) if not _unticked(doc.folded, m)]
    if ticked and re.search(_BOX + "|" + _TICK, doc.folded):
        return "closed" if ticked[0]["closed"] else "open"
    closed = opened = 0.0
    for clause in (title_clause(doc), *parts):
        here = title if clause.order < 0 else doc
        if _FORM.search(here.folded, clause.start, clause.end):
            continue
        for m in _OPENNESS.finditer(here.folded, clause.start, clause.end):
            weight = _openness(here, frame, clause, m)
            if m["closed"]:
                closed = max(closed, weight)
            else:
                opened = max(opened, weight)
        if _BEHIND_DOORS.search(here.folded, clause.start, clause.told) and clause.order < 4:
            closed = max(closed, 1.5)
    if closed >= 1 and (closed >= opened or closed >= 2):
        return "closed"
    return "open" if opened >= 1 else None


def _unticked(folded: str, m: re.Match[str]) -> bool:
    """«علنی x» may be a word; a tick needs its own kind of place: alone behind the word."""
    return folded[m.end() : m.end() + 1].isalnum()


def _openness(doc: Document, frame: MeetingFrame, clause: Clause, m: re.Match[str]) -> float:
    """How surely (0 to 3) a word for open or closed is said of the meeting that is reported."""
    folded, start, end = doc.folded, m.start(), m.end()
    before = folded[max(clause.start, start - 50) : start]
    if (
        _BALLOT.search(before)
        or (m["closed"] and _BESIDE.search(folded, max(clause.start, start - 110), start))
        or _WAS_TO_BE.search(before)
        or not re.search(rf"{MEETING}|شورا", folded[clause.start : clause.end])
    ):
        return 0.0
    if re.search(r"جلسات|جلسه های|نشست های|نشستهای", before):
        return 0.0
    if _SENT_TO_FLOOR.search(before) and _SENDING.match(folded, end, clause.end):
        return 0.0
    if m["closed"] and _TURNED_DOWN.match(folded, end, clause.end):
        return 0.0
    weight = 2.0 if re.search(rf"{MEETING}|صورت|عنوان", before + folded[end : end + 25]) else 1.0
    turning = m["closed"] and _TURNING.search(folded, max(clause.start, start - 30), min(clause.end, end + 30))
    weight = 2.0 if turning else weight
    nouns = list(re.finditer(MEETING, folded[clause.start : clause.end]))
    near = min(nouns, key=lambda x: abs(clause.start + x.start() - start), default=None)
    if near is not None:
        a, b = sorted((clause.start + near.start(), start))[0], max(clause.start + near.end(), end)
        if other_meeting(doc, frame, clause, a, b) or not bodily(doc, frame, clause, a, b):
            weight -= 2.0
    if clause.order >= 0 and frame.is_foreign(start, end):
        weight -= 2.0
    if clause.spoken or clause.told <= start or quoted(folded, clause, start):
        weight -= 1.0
    if m["closed"] and clause.order > 2 and not turning:
        weight -= 0.5
    return max(weight, 0.0)


_EXTRAORDINARY = compiled(r"(?<![^\W_])فوق {0,2}العاده(?: {0,2}ا?ی)?(?![^\W_])")
_OF_MEETING = re.compile(
    rf"(?:{MEETING}(?: {{0,2}}ا?ی)?(?: {{0,2}}(?:رسمی|علنی|غیر علنی|غیرعلنی|و|صحن|شورا|شورای|اسلامی|شهر|کمیسیون|"
    rf"[^\W\d_]{{2,12}}|،)){{0,5}}"
    r"|به ?(?:صورت|شکل|طور)|به عنوان) {0,3}$"
)
_KIND_FIELD = re.compile(r"نوع (?:جلسه|نشست) {0,3}[:\t][^\n:]{0,30}$")
_ORDINARY_TOO = re.compile(rf"عادی {{0,3}}(?:/|{_BOX}|\|)|فوق {{0,2}}العاده {{0,3}}(?:/|{_BOX}|\|)|{_BOX} {{0,3}}فوق")
_NOT_A_KIND = re.compile(
    r" {0,3}(?:مهم|خوب|بالا|زیاد|کم|حساس|ضروری|شغل|مخاطره|ارزشمند|موثر|سخت|سریع|زیبا|قوی|خطرناک|گران|بزرگ)(?![^\W_])"
)


def is_extraordinary(doc: Document, frame: MeetingFrame, parts: list[Clause]) -> bool:
    """Whether the post calls the meeting فوق‌العاده."""
    title = as_document(doc)
    for clause in (title_clause(doc), *parts):
        here = title if clause.order < 0 else doc
        for m in _EXTRAORDINARY.finditer(here.folded, clause.start, clause.end):
            if _kind_said(here, frame, clause, m):
                return True
    return False


_KIND_LABEL = re.compile(r"(?<![^\W_])نوع(?: جلسه| نشست)? {0,2}: {0,2}$")


def _kind_said(doc: Document, frame: MeetingFrame, clause: Clause, m: re.Match[str]) -> bool:
    folded = doc.folded
    if _NOT_A_KIND.match(folded, m.end(), clause.end):
        return False
    if _ORDINARY_TOO.search(folded, clause.start, clause.end):
        return bool(re.match(rf" {{0,3}}[(\[]? {{0,2}}{_TICK}", folded[m.end() : m.end() + 8]))
    before = folded[max(clause.start, m.start() - 70) : m.start()]
    if _KIND_FIELD.search(before) or _KIND_LABEL.search(before):
        return True
    head = _OF_MEETING.search(before)
    after_noun = re.match(rf" {{0,3}}(?:و علنی |علنی |تشکیل )?{MEETING}", folded[m.end() : m.end() + 20])
    if not head and not after_noun:
        return False
    start = m.start() - len(before) + head.start() if head else m.start()
    if clause.spoken or clause.told <= start or (clause.order >= 0 and frame.is_foreign(start, m.end())):
        return False
    if re.search(r"(?<![^\W_])(?:به|برای|تا) {1,2}$", folded[max(0, start - 6) : start]) and re.search(
        r"موکول|واگذار|دعوت|درخواست", folded[clause.start : clause.end]
    ):
        return False
    return not other_meeting(doc, frame, clause, start, m.end()) and bodily(doc, frame, clause, start, m.end())
