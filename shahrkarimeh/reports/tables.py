"""Decisions told in tables: a row a decision, the header naming the columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter import is_heap
from shahrkarimeh.reports.verdicts import bare_outcome
from shahrkarimeh.reports.votes import Votes, votes_in

Span = tuple[int, int]

# The columns by what their heads say; the first that fits counts.
_COLUMNS = (
    ("number", re.compile(r"ردیف|شماره|^#|^\s*$|تاریخ|کد")),
    ("for", re.compile(r"موافق|مثبت|^\s*م\s*$")),
    ("against", re.compile(r"مخالف|منفی|^\s*خ\s*$")),
    ("blank", re.compile(r"ممتنع|سفید|^\s*ت\s*$")),
    ("result", re.compile(r"نتیجه(?! رای ?گیری$)|وضعیت|تصمیم|رای نهایی|سرانجام|اقدام")),
    ("office", re.compile(r"سمت|مسیولیت|جایگاه|پست")),
    ("person", re.compile(r"^\s*نام|منتخب|عضو")),
    ("votes", re.compile(r"رای|ارا")),
    ("matter", re.compile(r"موضوع|عنوان|متن|شرح|مصوبه|لایحه|دستور|طرح|سازمان|خلاصه|مورد")),
)
_HEADS = re.compile(r"موضوع|عنوان|متن|شرح|مصوبه|نتیجه|موافق|مخالف|رای|ارا|سمت|وضعیت|ردیف")
_OUT_OF = re.compile(r"\s*(?P<n>#+) از #+\s*$")
_DASH = re.compile(r"^[\s\-–—ـ/.•*]*$")
_CLOSED = re.compile(r"مصوب")


@dataclass(frozen=True, slots=True)
class Row:
    """A row read: the cell of the matter (or the span of person and office), the outcome a cell names, the votes."""

    start: int
    end: int
    outcome: Outcome | None
    votes: Votes
    counted: bool
    """Whether the table is one of decisions: it has votes or results, or calls its rows مصوبه."""


def rows_of(mask: Mask, a: int, b: int) -> list[Row]:
    """The rows of the table that is the lines of `[a, b)`."""
    lines = list(_cells(mask.text, a, b))
    if not lines:
        return []
    header = [mask.text[s:e] for s, e in lines[0]]
    has_header = sum(bool(_HEADS.search(h)) for h in header) >= 2 and not any("#" in h and len(h) < 6 for h in header)
    roles = [_role(h) for h in header] if has_header else []
    body = lines[1:] if has_header else lines
    if "matter" not in roles and not ("person" in roles and "office" in roles):
        roles = _guess(mask.text, body, roles)
    roles = _results(mask.text, body, roles)
    decides = bool({"for", "result", "votes"} & set(roles)) or any(_CLOSED.search(h) for h in header if has_header)
    return [r for cells in body if (r := _row(mask, cells, roles, decides))]


def _cells(text: str, a: int, b: int) -> Iterator[list[Span]]:
    at = a
    for line in text[a:b].split("\n"):
        if "\t" in line:
            cells, s = [], at
            for cell in line.split("\t"):
                cells.append((s, s + len(cell)))
                s += len(cell) + 1
            yield cells
        at += len(line) + 1


def _role(head: str) -> str:
    return next((name for name, pattern in _COLUMNS if pattern.search(head)), "")


def _guess(text: str, body: list[list[Span]], roles: list[str]) -> list[str]:
    """The roles with the widest column as the matter; cells of results say so themselves."""
    width = max((len(r) for r in body), default=0)
    roles = (roles + [""] * width)[:width]
    sizes = [sum(e - s for row in body if i < len(row) for s, e in [row[i]]) for i in range(width)]
    free = [i for i in range(width) if roles[i] in ("", "number", "matter", "person")]
    if free:
        roles[max(free, key=lambda i: sizes[i])] = "matter"
    return _results(text, body, roles)


def _results(text: str, body: list[list[Span]], roles: list[str]) -> list[str]:
    """The roles with the unnamed column whose cells are mostly outcomes as the result: «نظر کمیسیون»."""
    for i, role in enumerate(roles):
        cells = [text[slice(*row[i])] for row in body if i < len(row)]
        if not role and "result" not in roles and 2 * sum(bare_outcome(c) is not None for c in cells) > len(cells):
            return [*roles[:i], "result", *roles[i + 1 :]]
    return roles


def _row(mask: Mask, cells: list[Span], roles: list[str], decides: bool) -> Row | None:
    at = {role: span for role, span in zip(roles, cells, strict=False) if role}
    votes = Votes()
    for role, side in (("for", "votes_for"), ("against", "votes_against"), ("blank", "abstentions")):
        if role in at:
            value = _number(mask, *at[role])
            if value is not None:
                votes.put(side, value)
    outcome = None
    for role in ("result", "votes"):
        if role in at:
            said = votes_in(mask, *at[role])
            for side in ("votes_for", "votes_against", "abstentions"):
                value = getattr(said, side)
                if value is not None:
                    votes.put(side, value)
            votes.unanimous |= said.unanimous
            if role == "votes" and not said and (value := _number(mask, *at[role])) is not None:
                votes.put("votes_for", value)
            if role == "votes" and not said and (m := _OUT_OF.match(mask.text[slice(*at[role])])):
                votes.put("votes_for", mask.values.get(at[role][0] + m.start("n"), 0))
            outcome = outcome or bare_outcome(mask.text[slice(*at[role])])
    if "for" in at and (said := votes_in(mask, *at["for"])).unanimous:
        votes.unanimous = True
    if "person" in at and "office" in at:
        spans = sorted((at["person"], at["office"]))
        return Row(spans[0][0], spans[1][1], "elected", votes, True)
    if "matter" not in at:
        return None
    s, e = at["matter"]
    text = mask.text[s:e]
    if _DASH.match(text) or is_heap(text) or text.strip() in ("جمع", "مجموع"):
        return None
    return Row(s, e, outcome, votes, decides)


def _number(mask: Mask, a: int, b: int) -> int | None:
    inside = [mask.values[i] for i in range(a, min(b, a + 40)) if i in mask.values]
    return inside[0] if len(inside) == 1 and not re.search(r"[^\s#()رایعضونفت]", mask.text[a:b]) else None
