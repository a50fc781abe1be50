"""The forms of a text that full-text search indexes, so that any spelling of a word finds any other. Pure.

SQLite folds no query, and neither sqlite3 nor Datasette would run code of ours. So the index holds what may be asked:
the text as published and folded, for phrases; the same in Arabic letters; and of each word its other spellings.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise, product

from shahrkarimeh.text.letters import ZWNJ, clean, fold

COLUMNS = ("published", "folded", "arabic", "spellings")
"""Of the index; what each holds is said by `forms`."""

_WORD = re.compile(rf"[^\W_][\w{ZWNJ}\u064b-\u0652\u0654\u0670]*")
_OTHER_DIGITS = re.compile("[0-9\u0660-\u0669]")
_PERSIAN = tuple(zip("0123456789٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹" * 2, strict=True))
_ARABIC = tuple(zip("یک0123456789", "يك٠١٢٣٤٥٦٧٨٩", strict=True))
# The keyboards there are: ي with ک, ي with ك, ی with ك; digits of one of three scripts.
_KEYBOARDS = tuple(str.maketrans("یک", letters) for letters in ("یک", "یك", "يک", "يك"))
_LAST_YE = re.compile(r"[یي]\b")
_DIGITS = tuple(str.maketrans("0123456789", digits) for digits in ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"))
# What is parted from its word by a half-space, a space or nothing: «می‌شود», «می شود», «میشود».
_BEFORE = ("می", "نمی")
_BEHIND = ("ها", "های", "هایی", "تر", "ترین")
_JOINED = re.compile(rf"({'|'.join(_BEFORE)})(\w{{3,}})|(\w{{3,}})({'|'.join(_BEHIND)})")


def forms(text: str) -> tuple[str, str, str, str]:
    """A text as COLUMNS hold it.

    As published, and again with Persian digits where it has others; folded; folded, in Arabic letters and digits; and
    the spellings of its words that stand in none of these.
    """
    text = clean(text)
    folded = fold(text)
    published = f"{text}\n{_exchanged(text, _PERSIAN)}" if _OTHER_DIGITS.search(text) else text
    return published, folded, _exchanged(folded, _ARABIC), "\n".join(_spellings(text))


def _exchanged(text: str, letters: Sequence[tuple[str, str]]) -> str:
    """As `str.translate`, several times as fast for a few letters."""
    for old, new in letters:
        text = text.replace(old, new)
    return text


def _spellings(text: str) -> dict[str, None]:
    """Each once, in the order of the text, so that the same text gives the same index."""
    words = _WORD.findall(text)
    found = dict.fromkeys(chain.from_iterable(map(_respelt, dict.fromkeys(words))))
    before, behind = _written(_BEFORE), _written(_BEHIND)
    for first, second in pairwise(words):
        if first in before or second in behind:
            found.update(dict.fromkeys(_respelt(f"{first}{ZWNJ}{second}")))
    return found


@lru_cache(maxsize=1 << 17)
def _respelt(word: str) -> tuple[str, ...]:
    """The other spellings of a word; its half-spaces closed, or as the spaces that SQLite takes them for."""
    folded = " ".join(fold(word).split())
    bases = {base for form in (word, *_hamza(folded)) for base in _spaced(form)}
    return tuple(sorted(set(_typed(bases)) - {word, folded, _exchanged(folded, _ARABIC)}))


def _hamza(folded: str) -> Iterator[str]:
    """Folded, and where today's spelling has a sign more: «رییس» is «رئیس» too, «ابیاری» «آبیاری»."""
    yield folded
    if "یی" in folded[1:-1]:
        yield re.sub("(?<=.)یی(?=.)", "ئی", folded)
    if folded.startswith("ا"):
        yield "آ" + folded[1:]


def _spaced(form: str) -> Iterator[str]:
    """With its parts apart, and in one."""
    parts = form.replace(ZWNJ, " ")
    yield parts
    if " " in parts:
        yield parts.replace(" ", "")
    elif joined := _JOINED.fullmatch(parts):
        yield " ".join(filter(None, joined.groups()))


@cache
def _written(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_typed(words))


def _typed(bases: Iterable[str]) -> Iterator[str]:
    """As each keyboard gives them; a ye at the end of a word in each of its shapes («شورای», «شوراي», «شوراى»)."""
    for base, letters in product(bases, _KEYBOARDS):
        typed = base.translate(letters)
        yield from (typed.translate(digits) for digits in _DIGITS)
        yield from (_LAST_YE.sub(ye, typed) for ye in "یيى")
