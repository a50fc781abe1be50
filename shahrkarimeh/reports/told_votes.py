"""Of which decision a sentence of votes tells, by the matter that it names.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask, mask_of
from shahrkarimeh.reports.merging import adds, words_of
from shahrkarimeh.reports.orders import Found
from shahrkarimeh.reports.votes import Votes, votes_in

# «کلیات طرح 7 رای موافق کسب کرد», told of a matter named before
_SAME_PAPER = re.compile(
    r"(?P<h>کلیات (?:طرح|لایحه)|کلیات|لایحه|طرح|پیشنهاد|بودجه|استیضاح)(?: مذکور| یاد ?شده)?(?: (?:با|نیز|هم))* #"
)
_TITLES = frozenset("مهندس دکتر اقای خانم سرکار حاج حجت الاسلام والمسلمین جناب".split())
_NONE_AGAINST = re.compile(r"بدون (?:رای )?مخالف")


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


def completes(votes: Votes, more: Votes) -> bool:
    """Whether `more` tells only what `votes` left out: «4 عضو به آن رای دادند. سه مخالف …»."""
    ours, others = votes.votes_for is not None, more.votes_against is not None or more.abstentions is not None
    return ours and votes.votes_against is None and others and more.votes_for is None and not more.unanimous


def votes_of_elected(mask: Mask, found: list[Found]) -> None:
    """Votes told of a chosen one elsewhere: «… 8 رای و … 3 رای به دست آوردند»; a rival's are no votes against."""
    for f in found:
        if f.outcome != "elected":
            continue
        f.votes.votes_against = 0 if _NONE_AGAINST.search(mask.text, f.start, f.end) else None
        if f.votes:
            continue
        name = [w for w in re.findall(r"[^\W\d_#]+", mask.text[f.start : f.end]) if w not in _TITLES][:2]
        if len(name) == 2:
            m = re.search(
                rf"{name[0]} {name[1]}(?: (?!و )[^\W\d_#]+){{0,2}} (?:با |هم |نیز )?(?:کسب )?(?P<n>#+) ?رای", mask.text
            )
            if m:
                f.votes.put("votes_for", mask.values.get(m.start("n"), 0))


def title_votes(title: str, mask: Mask, found: list[Found]) -> None:
    """The (folded) title counts for votes that the text does not tell."""
    silent = [f for f in found if not f.votes and f.outcome in ("approved", "rejected")]
    if not silent:
        return
    masked = mask_of(title)
    votes = votes_in(masked, 0, len(masked.text))
    words = words_of(masked.text)
    for f in silent if votes else ():
        if len(words_of(mask.text[f.start : f.end]) & words) >= 2:
            f.votes = votes
            return
