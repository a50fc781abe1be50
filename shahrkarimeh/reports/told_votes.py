"""Of which decision a sentence of votes tells, by the matter that it names.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.merging import adds, words_of
from shahrkarimeh.reports.orders import Found
from shahrkarimeh.reports.votes import Votes

# «کلیات طرح 7 رای موافق کسب کرد», told of a matter named before
_SAME_PAPER = re.compile(
    r"(?P<h>کلیات (?:طرح|لایحه)|کلیات|لایحه|طرح|پیشنهاد|بودجه|استیضاح)(?: مذکور| یاد ?شده)?(?: (?:با|نیز|هم))* #"
)


def voted(mask: Mask, found: list[Found], text: str, votes: Votes) -> Found | None:
    """The decision whose matter a sentence of votes names."""
    words = words_of(text)
    for f in reversed(found):
        named = words_of(mask.text[f.start : f.end])
        if f.outcome in ("approved", "rejected") and adds(f.votes, votes) and words & named:
            return f
    for f in reversed(found):
        noun = re.match(r"[^\W\d_]+", mask.text[f.start : f.end])
        if (
            not f.votes
            and f.outcome in ("approved", "rejected")
            and noun
            and headed(noun[0])
            and re.search(rf"(?<![^\W_])(?:با|به) (?:این |ان )?{noun[0]}(?![^\W_])", text)
        ):
            return f
    same = _SAME_PAPER.search(text)
    for f in reversed(found):
        named = words_of(mask.text[f.start : f.end])
        if not f.votes and f.outcome != "elected" and len(named & words) >= 2:
            return f
    for f in reversed(found) if same else ():
        if not f.votes and mask.text.startswith(same["h"] if same else "", f.start):
            return f
    return None
