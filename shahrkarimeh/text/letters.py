"""Letters: what is stored (`clean`) and what patterns are matched on (`fold`).

`clean` changes as little as storing needs. `fold` keeps the length, one code point for one, so that a span
found in the folded text holds in the stored one.
"""

import re
import unicodedata
from functools import lru_cache

from shahrkarimeh.text.patterns import compiled

ZWNJ = "\u200c"

# Invisible and good for nothing in stored text: zero-width spaces and joiners, marks of direction, soft hyphen.
_INVISIBLE = re.compile("[\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_UNCLEAN = re.compile("|".join(pattern.pattern for pattern in (_INVISIBLE, _SPACES, _CONTROL)))
# A half-space beside a space, a mark, a line's end or another half-space parts nothing.
_IDLE_ZWNJ = compiled(f"{ZWNJ}+(?=[\\s{ZWNJ}.,،؛:!؟?()«»]|$)|(?<=\\s){ZWNJ}+|^{ZWNJ}+")

_LETTERS = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ې": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "أ": "ا", "إ": "ا", "آ": "ا",
    "ٱ": "ا", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه",
    "“": '"', "”": '"', "„": '"', "‟": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "٬": ",", "٪": "%", "٫": ".", "⸮": "؟", "?": "؟", ";": "؛",
    ZWNJ: " ", "\u00a0": " ", "\r": " ",
}  # fmt: skip
_MARKS = "ءـ\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0300-\u036f"
_MARKED_WORD = re.compile(f"[^\\s{ZWNJ}{_MARKS}]*[{_MARKS}][^\\s{ZWNJ}]*")
# «قم ـ شورا», and where no kashida can be: «ساوه نیوزـ شورا»
_DASH = compiled(rf"(?:^|(?<=[\s{ZWNJ}\dاآدذرزژو]))ـ{{1,3}}(?=\s|{ZWNJ}|$)", re.MULTILINE)
_MOST_MARKS = 40
_PARTING = compiled(r"[\W_]+")
_SHORT = 200  # names, not texts, are compared again and again
_FEW = 8  # texts of one post: each is folded when its noise is cut, when it is read and when it is fingerprinted
_IS_MARK = re.compile(f"[{_MARKS}]")
_REST_OF_WORD = re.compile(f"(?:[^\\W_]|[{_MARKS}])+")


def _folded(c: str) -> str:
    if c in _LETTERS:
        return _LETTERS[c]
    if c.isdecimal():
        return str(unicodedata.decimal(c))
    low = c.lower()
    return low if len(low) == 1 else c


class _Table(dict[int, str]):
    """Folds each character once and remembers it."""

    def __missing__(self, code: int) -> str:
        value = self[code] = _folded(chr(code))
        return value


_TABLE = _Table()


def _marks_to_end(m: re.Match[str]) -> str:
    bare = _IS_MARK.sub("", m[0])
    spare = len(m[0]) - len(bare)
    # A ruler of kashidas is no word; as spaces it would cost the patterns its square.
    return bare + " " * spare if spare <= _MOST_MARKS else m[0]


def fold(text: str) -> str:
    """The form patterns are matched on, as long as `text`.

    Arabic letters become Persian ones, hamza and alef forms their base, digits Western, half-spaces spaces,
    Latin letters lower case, quotation marks and dashes the plain ones, a kashida that stands alone too. Other
    kashidas, vowel signs and a bare hamza leave their word and stand as spaces behind it, so each word starts where it
    did; `whole` mends its end.
    """
    return _fold_short(text) if len(text) < _SHORT else _fold_long(text)


def _fold(text: str) -> str:
    if _IS_MARK.search(text):
        text = _DASH.sub(lambda m: "-" * len(m[0]), text)
        text = _MARKED_WORD.sub(_marks_to_end, text)
    return text.translate(_TABLE)


_fold_short = lru_cache(maxsize=32768)(_fold)


@lru_cache(maxsize=_FEW)
def _fold_long(text: str) -> str:
    # word by word: nothing reaches over a space, and most words have come before
    words = text.split(" ")
    return " ".join(map(_fold_short if max(map(len, words)) < _SHORT else _fold, words))


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of `text` without the spaces at its ends, widened over the marks that `fold` put behind a word."""
    while start < end and (text[start].isspace() or text[start] == ZWNJ):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ZWNJ):
        end -= 1
    if more := _REST_OF_WORD.match(text, end):
        word = end
        while word > start and not (text[word - 1].isspace() or text[word - 1] == ZWNJ):
            word -= 1
        if _IS_MARK.search(text, word, end):
            end = more.end()
    return start, end


def clean(text: str) -> str:
    """The form that is stored: NFC, plain spaces, no invisible characters, letters and spelling as published."""
    text = unicodedata.normalize("NFC", text)
    if _UNCLEAN.search(text):
        text = _INVISIBLE.sub("", _SPACES.sub(" ", _CONTROL.sub("", text)))
    return _IDLE_ZWNJ.sub("", text) if ZWNJ in text else text


def squeeze(text: str) -> str:
    """The form two spellings of the same thing share: folded letters and digits only, no spaces."""
    return _squeeze_short(text) if len(text) < _SHORT else _squeeze(text)


def _squeeze(text: str) -> str:
    return "".join([word if word.isalnum() else _PARTING.sub("", word) for word in fold(text).split()])


_squeeze_short = lru_cache(maxsize=16384)(_squeeze)
