"""The sentence of a post that a miss of the evaluation is about, for whoever looks into it. Pure."""

from collections.abc import Iterator
from typing import Any

from shahrkarimeh.evaluate import Miss
from shahrkarimeh.explain import WORDS, Places
from shahrkarimeh.text.jalali import WEEKDAYS, parse_day
from shahrkarimeh.text.nlp import Span, sentences


def sentence_of(miss: Miss, title: str, text: str) -> str | None:
    """The sentence of the text, else the title, where what gold tells stands, or else what was read.

    Of a post wrongly taken for a report, or for none, the first sentence. None where nothing of it is written out, as
    of a day that the date of publication tells.
    """
    if miss.field == "is_meeting_report":
        return next((text[a:b] for a, b in sentences(text)), title)
    places = Places(text), Places(title)
    for value in (miss.gold, miss.read, miss.about):
        for words in _words(value):
            if place := _place(miss.field, words, places[0]):
                return next((text[a:b] for a, b in sentences(text) if a <= place[0] < b), None)
            if _place(miss.field, words, places[1]):
                return title
    return None


def _words(value: Any) -> Iterator[Any]:
    """What of a value may stand in a text: of a speaker the name, else the office; of a decision its matter."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("line", "name", "role", "text") if value.get(key))
    elif value is not None and not isinstance(value, (list, tuple)):
        yield value


def _place(field: str, value: Any, places: Places) -> Span | None:
    if field in ("visibility", "extraordinary"):
        return places.find(WORDS[value]) if value in WORDS else None
    if field == "date":
        day = parse_day(value)
        return (places.day(day) or places.find(WEEKDAYS[day.weekday()])) if day else None
    return places.number(value) if isinstance(value, int) else places.find(value)
