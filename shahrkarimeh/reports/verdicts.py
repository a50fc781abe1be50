"""Verdicts: what became of a matter, found by their shapes in the mask of a sentence."""

import re
from dataclasses import dataclass, replace

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports.inner_shapes import BETWEEN
from shahrkarimeh.reports.minutes_shapes import MINUTES
from shahrkarimeh.reports.needles import Gate
from shahrkarimeh.reports.transfer_shapes import TRANSFERS
from shahrkarimeh.reports.verdict_shapes import SHAPES
from shahrkarimeh.reports.verdict_words import END, START, Frame
from shahrkarimeh.reports.votes import Votes

_PROSE = (*SHAPES, *TRANSFERS, *BETWEEN)
ALL_SHAPES = (*_PROSE, *MINUTES)
_GATE = Gate(shape.pattern for shape in ALL_SHAPES)
_VERB = re.compile(rf"{START}(?:شد|شدند|گردید|گردیدند|کردند|نمودند|گرفت){END}")
# A bare word closes a line of minutes or a cell of a table: «تصویب», «رد», «عدم تصویب», «ارجاع به کمیسیون حقوقی».
_BARE: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        "rejected",
        re.compile(
            r"عدم (?:تصویب|موافقت|پذیرش|تایید)|مخالفت|رای نیاورد|(?:نشد|نگردید|نرسید|نگرفت)(?![^\W_])|"
            r"(?<![^\W_])(?:رد|حذف|منتفی|"
            r"مردود)(?![^\W_])"
        ),
    ),
    (
        "postponed",
        re.compile(
            r"موکول|مسکوت|تعویق|جلسه (?:بعد|اینده|اتی)|معلق|خارج (?:شدن )?از دستور|از دستور(?: کار)? خارج|نوبت بعد|"
            r"مفتوح"
        ),
    ),
    ("referred", re.compile(r"ارجاع|عودت|احاله|بازگشت|برگشت|بازگردان|کمیسیون|مرجوع")),
    (
        "approved",
        re.compile(
            r"تصویب|مصوب|موافقت|تایید|اتفاق ارا|اکثریت|پذیرفته|پذیرش|بلامانع|قبول|مثبت|رای اورد|"
            r"(?<![^\W_])موافق(?![^\W_])"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict found: its outcome, where it looks for its matter, and its span."""

    outcome: Outcome
    frame: Frame
    start: int
    end: int
    active: bool = False
    act: bool = False
    shared: bool = False
    strict: bool = False
    inner: tuple[int, int] | None = None
    """The span of a matter that stands inside the verdict."""


def find_verdicts(masked: str, start: int, end: int, minutes: bool = False) -> list[Verdict]:
    """The verdicts of a sentence in order, none inside another. Shared ones stay only before one with a verb."""
    sentence = masked[start:end]
    if "  " in sentence:
        return _in_squeezed(masked, start, end, minutes)
    found = []
    for shape in [ALL_SHAPES[n] for n in _GATE.open(sentence) if minutes or n < len(_PROSE)]:
        for m in shape.pattern.finditer(masked, start, end):
            inner = m.span("matter") if shape.frame == "between" else None
            found.append(
                Verdict(
                    shape.outcome, shape.frame, *m.span(), shape.active, shape.act, shape.shared, shape.strict, inner
                )
            )
    if not found:
        return []
    found.sort(key=lambda v: (v.shared, v.start, -v.end))
    kept: list[Verdict] = []
    for v in found:
        rivals = [k for k in kept if k.start < v.end and v.start < k.end]
        if not rivals:
            kept.append(v)
        elif v.end > rivals[0].end and v.frame == "after" and rivals[0].frame != "after":
            kept[kept.index(rivals[0])] = v
    kept.sort(key=lambda v: v.start)
    last = max((i for i, v in enumerate(kept) if not v.shared), default=-1)
    return [v for i, v in enumerate(kept) if i <= last or _VERB.search(masked, v.end, end)]


def _in_squeezed(masked: str, start: int, end: int, minutes: bool) -> list[Verdict]:
    """The verdicts of a sentence whose words stand apart by several spaces, as kashida and hamza leave them."""
    at = [i for i in range(start, end) if masked[i] != " " or i == start or masked[i - 1] != " "]

    def back(span: tuple[int, int]) -> tuple[int, int]:
        return at[span[0]], at[span[1] - 1] + 1

    found = find_verdicts("".join(masked[i] for i in at), 0, len(at), minutes)
    return [
        replace(v, start=back((v.start, v.end))[0], end=back((v.start, v.end))[1], inner=v.inner and back(v.inner))
        for v in found
    ]


def bare_outcome(folded: str) -> Outcome | None:
    """The outcome that a cell or the end of a line names, or None."""
    for outcome, pattern in _BARE:
        if pattern.search(folded):
            return outcome
    return None


def by_count(votes: Votes) -> Outcome | None:
    """The outcome that the counts alone tell, where no word does."""
    if not votes:
        return None
    if votes.unanimous or (votes.votes_for or 0) > (votes.votes_against or 0):
        return "approved"
    return "rejected" if votes.votes_against or votes.votes_for == 0 else None
