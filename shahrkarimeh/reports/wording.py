"""The people and offices of lists as they are written down: as published, spaces supplied, each once."""

import re

from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.lists import Item
from shahrkarimeh.text.letters import fold, squeeze
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.people import People

_TRIMMINGS = compiled(r"^[ ،,.:؛«»\"-]+|(?:[ ،,.:؛«»\"-]|\s(?:محترم|مربوطه|نیز|هم)$)+$")
# «آستان مقدس حضرت معصومه(س)»
_BLESSING = re.compile(r" ?\((?:س|ع|ص|ره|عج|سلام الله علیها|علیه السلام|علیهم السلام|رحمه الله علیه)\)")
_ONE_LIST = 250  # characters: what stands further apart may be said twice


def text_of(doc: Document, item: Item) -> str:
    """The item as published, on one line, spaces supplied where words were glued."""
    blessed = _BLESSING.match(doc.folded, item.end)
    end = blessed.end() if blessed else item.end
    people = People(doc.folded, item.start, end)
    text = doc.slice(item.start, end)
    cuts = [
        b - item.start
        for i, b in enumerate(people.starts)
        if i and people.end(i - 1) == b and all(w[0].isalpha() for w in people.words[i - 1 : i + 1])
    ]
    for cut in reversed(cuts):
        text = text[:cut] + " " + text[cut:]
    text = re.sub(r"(?<=[،,])(?=[^\s])", " ", re.sub(r"\s+", " ", text))
    return _TRIMMINGS.sub("", re.sub(r" +(?=[،,])", "", text))


def distinct(doc: Document, items: list[Item]) -> list[str]:
    """The texts of the items, each person or office once: an office that a named one bears is that one."""
    texts: list[str] = []
    places: list[int] = []
    borne = [squeeze(doc.slice(*i.role)) for i in items if i.role]
    for item in items:
        text = text_of(doc, item)
        key = squeeze(text)
        if not key or any(key == squeeze(t) for t in texts):
            continue
        if not item.named and any(key == b or (len(key) > 3 and b.startswith(key)) for b in borne):
            continue
        if item.named and any(squeeze(t).endswith(key) for t in texts):
            continue
        texts.append(text)
        places.append(item.start)
    again = {
        i
        for i, t in enumerate(texts)
        for j, u in enumerate(texts)
        if i != j and abs(places[i] - places[j]) > _ONE_LIST and _repeats(t, u)
    }
    return [t for i, t in enumerate(texts) if i not in again]


def _repeats(short: str, full: str) -> bool:
    """Whether a bare office is worded more fully elsewhere: «شهردار», «شهردار قم»; not «شهردار منطقه یک»."""
    a, b = fold(short).split(), fold(full).split()
    return len(a) < len(b) and b[: len(a)] == a and b[len(a)] not in ("منطقه", "مناطق", "ناحیه")
