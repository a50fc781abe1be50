"""Ballots told without a verdict: a matter put to the vote and the hands that went up, a paper with its counts.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports import matter
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter_words import HEADS, PUT_TO_VOTE
from shahrkarimeh.reports.orders import Found
from shahrkarimeh.reports.verdicts import by_count
from shahrkarimeh.reports.votes import Votes

Span = tuple[int, int]

_TOTAL = re.compile(r"(?<![^\W_])از (?:مجموع |کل |میان )?(?P<n>#+) ?(?:نفر|عضو|تن|رای|نماینده)")
_FEW = re.compile(r"(?<![^\W_])(?:تنها|فقط) (?:با )?#+")
# «8 عضو به لایحه … رای موافق و 5 عضو رای مخالف دادند»
_GAVE = re.compile(
    r"#+ ?(?:نفر|عضو|تن)(?: (?:از )?(?:اعضا\w{0,2}|شورا\w{0,2}|حاضر))* (?:به|با) (?P<x>[^،؛.:\n#]{6,160}?) (?:رای )?"
    r"(?:موافق|مثبت)ت?(?: داده)?(?: و|،|؛| در برابر)(?: تنها)? #+ ?(?:نفر|عضو|تن)[^،؛.\n#]{0,40}?(?:مخالف|منفی|ممتنع)"
)
# «5 عضو موافق و 4 عضو مخالف انحلال … بودند»
_WERE = re.compile(
    r"#+ ?(?:نفر|عضو|تن)(?: (?:از )?(?:اعضا\w{0,2}|شورا\w{0,2}|حاضر))* موافق(?: و|،) #+ ?(?:نفر|عضو|"
    r"تن)(?: (?:هم|نیز|دیگر))* مخالف "
    r"(?:با )?(?P<x>[^،؛.:\n#]{6,160}?) بودند"
)
# «در رای گیری برای …، 5 نفر رای مثبت دادند»
_BALLOT_ON = re.compile(
    r"رای ?گیری(?: (?:انجام شده|نهایی|مخفی|علنی|کتبی))* (?:برای|درباره|در ?باره|بر سر|پیرامون|در ?خصوص|در ?مورد|به|روی|"
    r"نسبت به) (?P<x>[^،؛.:\n#]{6,140}?)(?:،| که )"
)
_NO_BALLOT = re.compile(r"(?:رای ?گیری|انتخاب|نصاب|جلسه|نشست|تعداد)")
_VERB = re.compile(
    r"(?<![^\W_])(?:است|بود|شد|کرد|داشت|داد|گفت|دارد|گرفت|رسید|گردید|نمود|شدند|کردند|داشتند|بودند|می \w+)(?![^\W_])"
)
_NOW = re.compile(r"(?<![^\W_])(?:موافق|مخالف|رای|اتفاق ارا)(?![^\W_])")


def matter_put(mask: Mask, a: int, b: int) -> Span | None:
    """The matter that a sentence says was put to the vote: «لایحه … به رای گذاشته شد»."""
    put = PUT_TO_VOTE.search(mask.text, a, b)
    if put is None or put.start() <= a:
        return None
    span = matter.cut(mask, a, put.start(), Votes())
    phrase = mask.text[slice(*span)]
    return span if matter.names(phrase) and not matter.is_heap(phrase) and matter.words(phrase) > 1 else None


def ballot_in(mask: Mask, a: int, b: int, votes: Votes, put: Span | None) -> Found | None:
    """The decision of a sentence without a verdict that names a matter, `put` to the vote, and tells its votes."""
    if not votes:
        return None
    span = put
    gave = _GAVE.search(mask.text, a, b)
    if span is None and not gave:
        gave = _WERE.search(mask.text, a, b)
    if span is None and gave:
        span = matter.cut(mask, *gave.span("x"), Votes())
    on = _BALLOT_ON.search(mask.text, a, b) if span is None else None
    if on and headed(on["x"]):
        span = matter.cut(mask, *on.span("x"), Votes())
    if span is None and not _VERB.search(mask.text, a, b) and _NOW.search(mask.text, a, b):
        start = matter.start_of(mask, a, b, votes)
        span = matter.cut(mask, a, b, votes) if HEADS.match(mask.text, start, b) else None
    if span is None:
        span = _counted(mask, a, b, votes)
    outcome = outcome_of(mask, a, b, votes)
    if (
        span is None
        or outcome is None
        or not matter.names(mask.text[slice(*span)])
        or matter.is_heap(mask.text[slice(*span)])
    ):
        return None
    return Found(*span, outcome, votes, a)


def _counted(mask: Mask, a: int, b: int, votes: Votes) -> Span | None:
    """The matter before its counts, or behind them: «طرح … 7 رای موافق کسب کرد», «با 9 رای، روز … نامیده شد»."""
    if not _NOW.search(mask.text, a, b):
        return None
    spans = [s for s in votes.spans if a <= s[0] < s[1] <= b]
    if not spans:
        return None
    regions = [(a, spans[0][0]), (spans[-1][1], b)]
    for s, e in regions:
        span = matter.cut(mask, s, e, votes)
        phrase = mask.text[slice(*span)]
        if headed(phrase) and matter.words(phrase) > 1 and not _NO_BALLOT.match(phrase) and not _VERB.search(phrase):
            return span
    return None


def outcome_of(mask: Mask, a: int, b: int, votes: Votes) -> Outcome | None:
    """The outcome that the counts of a sentence tell, against how many there were or how few they are called."""
    if votes.votes_for is not None and votes.votes_against is None:
        total = _TOTAL.search(mask.text, a, b)
        if total:
            return "approved" if 2 * votes.votes_for > mask.values.get(total.start("n"), 0) else "rejected"
        if _FEW.search(mask.text, a, b):
            return "rejected"
    return by_count(votes)
