"""The one importer of hazm, which takes over a second to load: every function here loads it when first called.

Both generations, 0.10 (Python 3.11) and 0.12 (3.12 and later), must give the same answers; of lemmas, which nothing
here is read by, some differ.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from shahrkarimeh.text.patterns import compiled

Span = tuple[int, int]

# hazm parts sentences at a stop followed by a space; reports glue them (`پذیرفتنی نیست.وی از`).
_GLUED = compiled(r"(?<=[\u0600-\u06ff»)\]\"])[.!؟]+(?=[\u0621-\u064a\u0671-\u06d3«])")


# Counted less than a thousand times, a word is as likely a surname or a place
_RARE = 3


@cache
def _sentence_tokenizer() -> Any:
    from hazm import SentenceTokenizer

    return SentenceTokenizer()


@cache
def _word_tokenizer() -> Any:
    from hazm import WordTokenizer

    return WordTokenizer(join_verb_parts=False)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]` as spans of `text`, without the space around them. A newline ends one."""
    end = len(text) if end is None else end
    stops = {m.end(1) for m in _sentence_tokenizer().pattern.finditer(text, start, end)}
    stops |= {m.end() for m in _GLUED.finditer(text, start, end)}
    stops |= {m.start() for m in re.compile("\n").finditer(text, start, end)}
    out, at = [], start
    for stop in [*sorted(stops), end]:
        a, b = at, stop
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            out.append((a, b))
        at = max(at, stop)
    return out


def tokens(text: str) -> list[str]:
    """The words and marks of `text`, as hazm parts them."""
    return list(_word_tokenizer().tokenize(text))


@cache
def _normalizer() -> Any:
    from hazm import Normalizer

    return Normalizer()


@cache
def _lemmatizer() -> Any:
    from hazm import Lemmatizer

    return Lemmatizer()


def normalised(text: str) -> str:
    """The text as hazm's Normalizer spells it, its paragraphs and lines where they were; not as long as `text`."""
    return "\n".join(_normalizer().normalize(line) if line else line for line in text.split("\n"))


def lemmas(words: list[str]) -> list[str]:
    """The lemma of each word; that of a verb is its past and present stem, `رفت#رو`."""
    return [_lemma(word) for word in words]


@lru_cache(maxsize=100_000)
def _lemma(word: str) -> str:
    return str(_lemmatizer().lemmatize(word))


@cache
def common_words() -> frozenset[str]:
    """The words that hazm's dictionary knows a part of speech of and that texts use often, as it spells them."""
    rows = files("hazm").joinpath("data/words.dat").read_text("utf-8").splitlines()
    split = (row.split("\t") for row in rows if not row.endswith("\t0"))
    return frozenset(word for word, count, _ in split if len(count) > _RARE)
