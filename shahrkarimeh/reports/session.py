"""Which session it was: its number, the council's term, whether it was open and whether extraordinary."""

import re
from dataclasses import dataclass

from shahrkarimeh.items import Visibility
from shahrkarimeh.reports.clauses import MEETING, Clause, as_document, clauses, title_clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.numbering import number_of
from shahrkarimeh.reports.openness import is_extraordinary, visibility_of
from shahrkarimeh.text.jalali import term_on
from shahrkarimeh.text.numbers import Number, find_numbers, find_ordinals


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """The facts of a session as the post states them."""

    number: int | None
    term: int | None
    visibility: Visibility | None
    extraordinary: bool


def session_of(doc: Document, meeting: MeetingFrame) -> SessionFacts:
    """The session that the post reports."""
    parts = clauses(doc)
    return SessionFacts(
        number=number_of(doc, meeting, parts),
        term=_term(doc, meeting, parts),
        visibility=visibility_of(doc, meeting, parts),
        extraordinary=is_extraordinary(doc, meeting, parts),
    )


_TERM_NOUN = re.compile(r" {0,3}دوره(?: {0,2}ی)?(?![^\W_])")
_TERM_BEFORE = re.compile(r"(?<![^\W_])دوره(?: {0,2}ی)? {0,3}[:(]? {0,2}$")
_COUNCIL_BEFORE = re.compile(r"(?<![^\W_])شورای {1,2}(?:اسلامی )?(?:شهر )?(?:دوره {1,2})?$")
_OF_SOME = re.compile(r" {0,3}(?:شهر|استان|محله)")
_COUNCIL_NEAR = re.compile(rf"(?<![^\W_])(?:شورا(?:ی|های|ست)?|{MEETING}|فعالیت|اعضای?|هییت رییسه)(?![^\W_])")
_OTHER_COURSE = re.compile(
    r" {0,3}(?:اموزش|مسابق|جشنواره|لیگ|انتخابات|مجلس|ریاست جمهوری|جام|رقابت|دولت|همایش|طرح|المپیاد|خبرگان|"
    r"کلاس|کارگاه|"
    r"متوسطه)"
)
_TIMES_PAST = re.compile(r"(?<![^\W_])(?:سابق|پیشین|اسبق|قبلی|گذشته|وقت)(?![^\W_])")
_TERMS = range(1, 13)


def _term(doc: Document, frame: MeetingFrame, parts: list[Clause]) -> int | None:
    """The term that the post states; one that was not the council's on the day of publication is another council's."""
    title = as_document(doc)
    now = term_on(doc.published) if doc.published else None
    best: tuple[float, int] | None = None
    for clause in (title_clause(doc), *parts):
        here = title if clause.order < 0 else doc
        folded = here.folded
        words = folded[clause.start : clause.end]
        if "دوره" not in words and "شورای" not in words:
            continue
        found = find_ordinals(folded, clause.start, clause.end) + find_numbers(folded, clause.start, clause.end)
        for n in found:
            if n.value not in _TERMS or not _is_term(folded, clause, n):
                continue
            score = _term_score(here, frame, clause, n, now)
            if score > 0 and (best is None or score > best[0]):
                best = (score, n.value)
    return best[1] if best else None


def _is_term(folded: str, clause: Clause, n: Number) -> bool:
    before = folded[max(clause.start, n.start - 40) : n.start]
    if _COUNCIL_BEFORE.search(before):
        # «شورای پنجم شهر» is one, «شورای دو شهر» is not
        ordinal = n in find_ordinals(folded, n.start, n.end)
        return not folded[n.start].isdigit() and (ordinal or not _OF_SOME.match(folded, n.end))
    behind = _TERM_NOUN.match(folded, n.end, clause.end)
    if behind and not _OTHER_COURSE.match(folded, behind.end()):
        near = folded[max(clause.start, n.start - 60) : min(clause.end, behind.end() + 60)]
        return bool(_COUNCIL_NEAR.search(near))
    if _TERM_BEFORE.search(before) and not _OTHER_COURSE.match(folded, n.end):
        near = folded[max(clause.start, n.start - 130) : min(clause.end, n.end + 50)]
        return bool(_COUNCIL_NEAR.search(near))
    return False


def _term_score(doc: Document, frame: MeetingFrame, clause: Clause, n: Number, now: int | None) -> float:
    score = 2.0
    if now is not None:
        # another council's, unless an old session is published late: then its heading says so beside the session
        beside = clause.order <= 0 and re.search(MEETING, doc.folded[max(clause.start, n.start - 70) : n.start])
        score += 2.0 if n.value == now else -1.0 if beside else -4.0
    if clause.spoken or clause.told <= n.start:
        score -= 2.0
    if _TIMES_PAST.search(doc.folded[max(clause.start, n.start - 30) : min(clause.end, n.end + 15)]):
        score -= 3.0
    if clause.order >= 0 and frame.is_foreign(n.start, n.end):
        score -= 2.0
    return score - max(clause.order, 0) * 0.05
