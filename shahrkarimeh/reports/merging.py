"""Decisions told twice, in the lead and below, become one."""

import re
from dataclasses import replace

from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.orders import Found
from shahrkarimeh.reports.votes import Votes, fill
from shahrkarimeh.text.patterns import compiled

_GENERIC = frozenset(
    (
        "لایحه طرح پیشنهاد درخواست و به در از با برای شهرداری شهر این ان سال موضوع بررسی کلیات اصل که را یک مبلغ "
        "جهت های ها ی خصوص تقاضای تقاضا شده"
    ).split()
)
_SYNONYMS = {
    "استعفای": "استعفا",
    "رشد": "افزایش",
    "سند": "بودجه",
    "مالی": "بودجه",
    "متمم": "متمم",
    "استقراض": "وام",
    "تومانی": "تومان",
}
_WORD = re.compile(r"\w+")
_PLURAL = compiled(r"(?<=[^\W_]{3}) ?ها(?:ی)?(?![^\W_])")
FEW_WORDS, MOST_WORDS = 2, 9
_POINTS = re.compile(r"(?<![^\W_])(?:این|همین) (?:لایحه|طرح|پیشنهاد|درخواست)(?![^\W_])")
_URGENCY = re.compile(r"فوریت(?!ی)")


def words_of(text: str) -> set[str]:
    """The words that tell one matter from another; numbers stay by their length only."""
    return {_SYNONYMS.get(w, w) for w in _WORD.findall(_PLURAL.sub("", text))} - _GENERIC


def _same(mask: Mask, a: Found, b: Found) -> bool:
    """Whether two decisions are one told twice."""
    if a.outcome != b.outcome or a.at == b.at:
        return False
    if (a.start, a.end) == (b.start, b.end):
        return True
    x, y = mask.text[a.start : a.end], mask.text[b.start : b.end]
    if bool(_URGENCY.search(x)) != bool(_URGENCY.search(y)):
        return False
    if a.votes and b.votes and a.votes.votes_for is not None and b.votes.votes_for not in (None, a.votes.votes_for):
        return False
    p, q = words_of(x), words_of(y)
    small = min(len(p), len(q))
    if not small:
        return False
    if p == q and small > 1 and (adds(a.votes, b.votes) or adds(b.votes, a.votes)):
        return True
    shared = len(p & q)
    if "act" in a.tags and a.lead:
        # The lead tells in its own verbs what the body calls by its name: «بودجه را افزایش داد», «متمم بودجه».
        return shared >= 1
    if a.lead or b.lead:
        return shared / small >= 0.6 and (shared >= 2 or small == 1)
    return shared == small and small >= 2 and not (a.votes and b.votes)


def _fuller(mask: Mask, a: Found, b: Found) -> bool:
    """Whether `a` names all that `b` names, and how it is called: «احداث سه پارکینگ موقت», «احداث پارکینگ‌ها»."""
    p, q = words_of(mask.text[a.start : a.end]), words_of(mask.text[b.start : b.end])
    plain = " و " not in mask.text[a.start : a.end]
    return q < p and len(p) <= MOST_WORDS and len(q) == FEW_WORDS and plain


def _headed(mask: Mask, f: Found) -> bool:
    return bool(re.match(r"(?:لایحه|طرح|یک ?فوریت|دو ?فوریت|کلیات|بودجه|متمم)(?![^\W_])", mask.text[f.start : f.end]))


def adds(votes: Votes, more: Votes) -> bool:
    """Whether `more` tells the same vote in more detail."""
    pairs = [(getattr(votes, k), getattr(more, k)) for k in ("votes_for", "votes_against", "abstentions")]
    return any(x is not None and x == y for x, y in pairs) and all(x is None or y in (None, x) for x, y in pairs)


def merge(mask: Mask, found: list[Found]) -> list[Found]:
    """Each decision once: what is told twice (in the lead and below) keeps the fuller votes and the named matter."""
    out: list[Found] = []
    for f in found:
        twin = next((k for k in out if _same(mask, k, f)), None)
        if twin is None:
            out.append(f)
            continue
        better = max(
            twin,
            f,
            key=lambda k: (
                not k.referred_to,
                not _POINTS.search(mask.text, k.start, k.end),
                _fuller(mask, k, twin if k is f else f),
                _headed(mask, k),
                not k.lead,
                bool(k.votes),
            ),
        )
        other = twin if better is f else f
        fill(better.votes, other.votes)
        out[out.index(twin)] = replace(better, lead=twin.lead and f.lead)
    return out
