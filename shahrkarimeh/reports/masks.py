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
_ZERO = compiled(r"(?<![^\W_])صفر(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Mask:
    """A folded text with its cardinals as runs of `#`, and their values by start."""

    text: str
    values: dict[int, int]


def mask_of(folded: str) -> Mask:
    """The mask of a folded text."""
    chars, values = list(folded), {}
    for n in find_numbers(folded):
        values[n.start] = n.value
        chars[n.start : n.end] = "#" * (n.end - n.start)
    for m in _GLUED.finditer(folded):
        value = parse_number(m["n"])
        if value is not None:
            values[m.start("n")] = value
            chars[m.start("n") : m.end("n")] = "#" * len(m["n"])
    for m in _HAMZA.finditer(folded):
        chars[m.end() - 1] = "ی"
    for m in _ZERO.finditer(folded):
        values[m.start()] = 0
        chars[m.start() : m.end()] = "###"
    return Mask("".join(chars), values)
