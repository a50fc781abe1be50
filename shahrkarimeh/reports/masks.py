"""The mask of a text, on which the shapes of verdicts and votes are matched.

It is the folded text, of the same length, with each cardinal («11», «یازده») written as a run of `#`, so that
«با ##### رای موافق» is one shape whatever the number.
"""

from dataclasses import dataclass

from shahrkarimeh.text.numbers import find_numbers, parse_number
from shahrkarimeh.text.patterns import compiled

# «باسه رای موافق»: the preposition glued to the number
_GLUED = compiled(r"(?<![^\W_])(?:با|از)(?P<n>[^\W\d_]+) ?(?=رای(?![^\W_])|نفر |عضو |موافق|مخالف)")
# «اعضاء قرار»: the hamza is folded to a space, which would part the words twice.
_HAMZA = compiled(r"(?<![^\W_])(?:اعضا|ارا) (?=[ ،.؛:)»\n]|$)")
# «نُه عضو»: the vowel sign tells the number from «نه», and stands as a space behind it.
_NINE = compiled(r"(?<![^\W_])نه(?=  (?:عضو|نفر|تن|رای)(?![^\W_]))")
_ZERO = compiled(r"(?<![^\W_])صفر(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Mask:
    """A folded text with its cardinals as runs of `#`, and their values by start."""

    text: str
    values: dict[int, int]


def mask_of(folded: str) -> Mask:
    """The mask of a folded text."""
    found = [(n.start, n.end, n.value) for n in find_numbers(folded)]
    found += [(*m.span("n"), value) for m in _GLUED.finditer(folded) if (value := parse_number(m["n"])) is not None]
    found += [(*m.span(), 9) for m in _NINE.finditer(folded)] if "نه  " in folded else []
    found += [(*m.span(), 0) for m in _ZERO.finditer(folded)]
    signs = [(start, end, "#" * (end - start)) for start, end, _ in found]
    signs += [(m.end() - 1, m.end(), "ی") for m in _HAMZA.finditer(folded)]
    parts: list[str] = []
    at = 0
    for start, end, sign in sorted(signs):
        if end > at:  # a zero may stand in a number
            parts += (folded[at:start], sign[max(0, at - start) :])
            at = end
    return Mask("".join((*parts, folded[at:])), {start: value for start, _, value in found})
