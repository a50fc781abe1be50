"""Whether a post reports a meeting of a city council or of one of its commissions that was held.

The rules of `genre.py` know the wordings that tell it, and those of posts of other kinds; a model weighs what they find
together with the signs of `genre_signs.py` and the words, since no wording decides alone: a session may be the news, or
be mentioned in an interview, a profile or an account of road works.
"""

from shahrkarimeh.reports.genre import told_as_report
from shahrkarimeh.reports.genre_model import report_odds
from shahrkarimeh.reports.genre_words import NEVER_ONE
from shahrkarimeh.reports.reading import Reading

_RULES = 0.5
"""What the rules' verdict weighs, in odds: little, for they err in every sixth post that they have not seen."""


def judged(odds: float, by_rules: bool) -> bool:
    """The verdict, from the model's odds and the rules' verdict."""
    return odds + (_RULES if by_rules else -_RULES) > 0


def is_report(r: Reading) -> bool:
    """Whether a post reports such a meeting."""
    if not (r.bodies or r.title_bodies or r.gatherings) or NEVER_ONE.match(r.doc.folded_title):
        return False
    odds = report_odds(r, _RULES)
    return odds > 0 if abs(odds) > _RULES else judged(odds, told_as_report(r))
