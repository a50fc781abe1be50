"""How much a post reads like a report of a meeting: a maximum-entropy model over its words and the signs of its kind.

`python -m tools.train_genre` makes it from the annotated posts in tests/corpus.
"""

import math
import re
import struct
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from shahrkarimeh.reports.genre_signs import SLOW, Slow, signs
from shahrkarimeh.reports.reading import Reading

MODEL = "genre.crfsuite"
REPORT, OTHER = "report", "other"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_TITLE, _OPENING = 200, 700
"""How much of the title and of the text is looked at, characters."""
_PARTS = (28, 32, 36)
"""Where a model says at which of its bytes the weights, the labels and the features' names begin."""
_I, _WEIGHT = struct.Struct("<I"), struct.Struct("<IIId")


def features(r: Reading) -> list[str]:
    """The signs of a post, and the words of title and opening and their pairs, each once; every number is `#`."""
    return sorted(_quick(r).union(*(slow.find(r) for slow in SLOW)))


def _quick(r: Reading) -> set[str]:
    found = signs(r)
    for where, text in (("T", r.doc.folded_title[:_TITLE]), ("B", r.doc.folded[:_OPENING])):
        words = ["#" if w.isdigit() else w for w in _WORD.findall(text)]
        found.update([f"{where}:{w}" for w in words])
        found.update([f"{where}:{a} {b}" for a, b in pairwise(words)])
    return found


def weights(model: bytes) -> dict[str, float]:
    """What each feature adds to the odds, from a model as CRFsuite writes it: the features' names and their weights.

    Of single items no more than this sum is asked; CRFsuite's own tagger would make a lattice of it.
    """
    weighs, labels, names = (_I.unpack_from(model, at)[0] for at in _PARTS)
    label, name = _names(model, labels), _names(model, names)
    found: dict[str, float] = dict.fromkeys(name.values(), 0.0)
    (count,) = _I.unpack_from(model, weighs + 8)
    for _, of, to, weight in _WEIGHT.iter_unpack(model[weighs + 12 : weighs + 12 + count * _WEIGHT.size]):
        found[name[of]] += weight if label[to] == REPORT else -weight
    return found


def _names(model: bytes, start: int) -> dict[int, str]:
    """The names by their numbers, from one of the model's constant databases."""
    count, table = struct.unpack_from("<II", model, start + 16)
    found = {}
    for (at,) in _I.iter_unpack(model[start + table : start + table + count * _I.size]):
        number, size = struct.unpack_from("<II", model, start + at)
        found[number] = model[start + at + 8 : start + at + 7 + size].decode()  # a zero ends it
    return found


def reader(model: bytes) -> Callable[..., float]:
    """What tells, by a model, the natural logarithm of the odds that a post reports a meeting.

    Where it is given how far from even the odds must be to be sure of a verdict, it looks no further than that asks.
    """
    weighs = weights(model)
    known = frozenset(weighs)
    slow = sorted(((*_range(weighs, slow), slow.find) for slow in SLOW), key=lambda s: s[0] - s[1])
    steps = [(sum(s[0] for s in slow[n:]), sum(s[1] for s in slow[n:]), s[2]) for n, s in enumerate(slow)]

    def odds(r: Reading, sure: float = math.inf) -> float:
        so_far = sum(map(weighs.__getitem__, _quick(r) & known))
        for least, most, find in steps:
            if so_far + least > sure or so_far + most < -sure:  # whatever the slow signs still to come are
                break
            so_far += sum([weighs.get(feature, 0.0) for feature in find(r)])
        return so_far

    return odds


def _range(weighs: Mapping[str, float], slow: Slow) -> tuple[float, float]:
    """The least and the most that slow signs can add to the odds."""
    each = [weighs.get(sign, 0.0) for sign in slow.signs]
    return min(0.0, *each), max(0.0, *each)


@cache
def _own() -> Callable[..., float]:
    return reader(files("shahrkarimeh.reports").joinpath(MODEL).read_bytes())


def report_odds(r: Reading, sure: float = math.inf) -> float:
    """The natural logarithm of the odds that the post reports a meeting; `sure` as for `reader`."""
    return _own()(r, sure)
