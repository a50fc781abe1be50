"""How much a post reads like a report of a meeting: a maximum-entropy model over its words and the signs of its kind.

`python -m tools.train_genre` makes it from the annotated posts in tests/corpus.
"""

import math
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from shahrkarimeh.reports.genre_signs import signs
from shahrkarimeh.reports.reading import Reading

MODEL = "genre.crfsuite"
REPORT, OTHER = "report", "other"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_TITLE, _OPENING = 200, 700
"""How much of the title and of the text is looked at, characters."""
_SURE = 1e-9


def features(r: Reading) -> list[str]:
    """The signs of a post, and the words of title and opening and their pairs, each once; every number is `#`."""
    found = set(signs(r))
    for where, text in (("T", r.doc.folded_title[:_TITLE]), ("B", r.doc.folded[:_OPENING])):
        words = ["#" if w.isdigit() else w for w in _WORD.findall(text)]
        found.update(f"{where}:{w}" for w in words)
        found.update(f"{where}:{a} {b}" for a, b in pairwise(words))
    return sorted(found)


def reader(model: bytes) -> Callable[[Reading], float]:
    """What tells, by a model, the natural logarithm of the odds that a post reports a meeting."""
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open_inmemory(model)

    def odds(r: Reading, _kept: bytes = model) -> float:  # the tagger reads where the bytes lie
        tagger.set([features(r)])
        p = min(max(tagger.marginal(REPORT, 0), _SURE), 1 - _SURE)
        return math.log(p / (1 - p))

    return odds


@cache
def _own() -> Callable[[Reading], float]:
    return reader(files("shahrkarimeh.reports").joinpath(MODEL).read_bytes())


def report_odds(r: Reading) -> float:
    """The natural logarithm of the odds that the post reports a meeting."""
    return _own()(r)
