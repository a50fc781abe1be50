"""Decisions of another city's council, told beside those of the one that met."""

import re

from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.places import place_at
from shahrkarimeh.text.letters import squeeze
from shahrkarimeh.text.patterns import compiled

_CITY_COUNCIL = compiled(r"(?:^|(?<=[.؛\n])) *شورای? (?:اسلامی )?شهر (?=\S)")
_TOO = re.compile(r" (?:نیز|هم)(?![^\W_])")
_NEAR = 90
"""How far before a matter the council may stand that decides it, in characters."""


def of_another_city(mask: Mask, at: int, city: str | None) -> bool:
    """Whether the council right before `at` is another city's as well: «شورای شهر کرج نیز در بهمن، …»."""
    named = list(_CITY_COUNCIL.finditer(mask.text, max(0, at - _NEAR), at)) if city else []
    place = place_at(mask.text, named[-1].end(), ordinary_words=False) if named else None
    if place is None or not _TOO.match(mask.text, place.end):
        return False
    return squeeze(place.name) != squeeze(city or "")
