"""What makes two posts the same: the fingerprint of one post's content, the overlap of two reports' wording.

A copy keeps most of the wording of the shorter of the two, whatever was put before, between or behind it, so what
counts is containment: the share of the smaller set of shingles that the other has too. On the annotated corpus (7,140
pairs of posts), copies share 0.69 to 0.86 of the smaller set in runs of four words, and any two other reports,
those of the same meeting among them, at most 0.13.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any
from zlib import crc32

from shahrkarimeh.text.letters import fold, squeeze

SHINGLE_WORDS = 4
"""Three words let formulas («شورای اسلامی شهر قم») weigh more, five lose more to a changed spacing."""
PERMUTATIONS = 48
"""Two documents of Jaccard similarity 0.17, a short cut of a long report, agree in two of 48 places in 998 of 1,000."""
CONTAINED = 0.4
"""Half way between the 0.13 of other reports and the 0.69 of copies."""
SHARED = 30
"""So many shingles must be shared: other reports share up to 14, in formulas; copies 59 and more."""
CONTAINED_SHORT = 0.8
"""What a text too short for SHARED must have in common."""
LEAST_SHINGLES = 8
JACCARD = 0.08
"""A digest of a dozen reports is no copy of each of them."""
JACCARD_AGAIN = 0.4
"""A correction repeats the whole post (the corpus: 0.45 and 0.61), a short version of it does not (0.17)."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST_CACHED = 64
_ODD = 0x9E3779B97F4A7C15
# A post that corrects an earlier one says so: «اصلاحیه/ نرخ پارک …», «مصوبات جلسه … (اصلاحیه)», «(نسخه اصلاح‌شده) …».
# An «اصلاحیه» that is a council's own bill («لایحه اصلاحیه بودجه») has no mark of punctuation beside it.
_CORRECTS_TITLE = re.compile(r"^\s*(?:اصلاحیه|اصلاح خبر|تصحیح)\s*[/:|-]|\(\s*(?:اصلاحیه|اصلاح ?شده|تصحیح)\s*\)")
# «اصلاحیه:در خبر دیروز …», «… به اشتباه درج شده بود», «از خوانندگان پوزش می‌خواهیم».
_CORRECTS_TEXT = re.compile(
    r"نسخه اصلاح ?شده|اصلاحیه ?:|(?:به اشتباه|نادرست) (?:درج|اعلام|منتشر|ذکر|امده)|پوزش می ?(?:خواهیم|طلبیم)"
)


def fingerprint(title: str, text: str) -> str:
    """`sha256:` of the folded title and text: letters and digits only, so that spacing and spelling variants agree."""
    return "sha256:" + hashlib.sha256(f"{squeeze(title)}\n{squeeze(text)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Wording:
    """Of a report, what it is compared by."""

    site: str
    session_number: int | None
    corrects: bool
    """It says that it corrects an earlier post."""
    figures: frozenset[str]
    """The numbers written in digits."""
    shingles: frozenset[int]


@lru_cache(maxsize=1 << 15)
def _folded(token: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a piece of text without spaces, and their hashes. Most pieces come again and again."""
    words = tuple(_WORD.findall(fold(token)))
    return words, tuple(crc32(word.encode()) for word in words)


def _words(text: str) -> tuple[list[str], list[int]]:
    """The folded words of a text in their order, and their hashes."""
    words: list[str] = []
    hashes: list[int] = []
    for token in text.split():
        some, their = _folded(token) if len(token) <= _LONGEST_CACHED else _folded.__wrapped__(token)
        words += some
        hashes += their
    return words, hashes


def _shingles(hashes: list[int]) -> frozenset[int]:
    """Each run of SHINGLE_WORDS words as a number below 2**64, the same in every process."""
    import numpy as np

    count = len(hashes) - SHINGLE_WORDS + 1
    if count < 1:
        return frozenset()
    one = np.array(hashes, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE_WORDS):
        mixed = mixed * np.uint64(_ODD) + one[place : place + count]
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(_ODD)
    return frozenset(mixed.tolist())


def shingles(text: str) -> frozenset[int]:
    """The runs of SHINGLE_WORDS words of a text, folded, as numbers below 2**64."""
    return _shingles(_words(text)[1])


def wording(report: Mapping[str, Any]) -> Wording:
    """The wording of a meeting report, given as the mapping its JSON line holds."""
    text = str(report.get("text") or "")
    words, hashes = _words(text)
    meeting = report.get("meeting") or {}
    return Wording(
        site=str(report.get("site")),
        session_number=meeting.get("session_number"),
        corrects=bool(
            _CORRECTS_TITLE.search(fold(str(report.get("title") or ""))) or _CORRECTS_TEXT.search(fold(text))
        ),
        figures=frozenset(w for w in words if w.isdigit()),
        shingles=_shingles(hashes),
    )


def overlap(a: Wording, b: Wording) -> tuple[float, float]:
    """Containment of the smaller set of shingles in the larger one, and Jaccard similarity; 0 to 1."""
    shared = len(a.shingles & b.shingles)
    if not shared:
        return 0.0, 0.0
    return shared / min(len(a.shingles), len(b.shingles)), shared / len(a.shingles | b.shingles)


def _differs_in_matter(a: Wording, b: Wording, jaccard: float) -> bool:
    """Whether two reports of nearly the same words report different things: another session, corrected figures."""
    if a.session_number and b.session_number and a.session_number != b.session_number:
        return True
    if a.corrects != b.corrects:
        return True
    # A site that publishes nearly the same again with other figures corrects itself, or fills in a form.
    again = a.site == b.site and jaccard >= JACCARD_AGAIN
    return again and bool(a.figures - b.figures) and bool(b.figures - a.figures)


def is_copy(a: Wording, b: Wording) -> bool:
    """Whether one of two reports repeats the other, whichever of them came first."""
    smaller = min(len(a.shingles), len(b.shingles))
    if smaller < LEAST_SHINGLES:
        return False
    contained, jaccard = overlap(a, b)
    enough = contained >= CONTAINED and contained * smaller >= SHARED
    return jaccard >= JACCARD and (enough or contained >= CONTAINED_SHORT) and not _differs_in_matter(a, b, jaccard)


@cache
def _empty_minhash() -> Any:
    """Copied for each text, since making the permutations takes longer than hashing a text. Loads datasketch."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, hashfunc=int)  # what comes are hashes already


def scheme() -> str:
    """Names what `signature` depends on: signatures of another scheme cannot be compared with."""
    return f"{version('datasketch')} {PERMUTATIONS} {SHINGLE_WORDS} 1"


def signature(shingles: frozenset[int]) -> list[int]:
    """One key below 2**40 for each permutation: its number and the least hash value of the shingles under it.

    Two documents share each key with a probability of their Jaccard similarity. Empty for a text without shingles.
    """
    if len(shingles) < LEAST_SHINGLES:
        return []
    minhash = _empty_minhash().copy()
    minhash.update_batch([s >> 32 for s in shingles])
    return [place << 32 | int(value) & 0xFFFFFFFF for place, value in enumerate(minhash.hashvalues)]


def worth_comparing(agreeing: int, size: int, other: int) -> bool:
    """Whether signatures that agree in so many places leave it possible that one of two documents repeats the other.

    `size` and `other` are the numbers of shingles; the bound is half of what CONTAINED asks for.
    """
    jaccard = agreeing / PERMUTATIONS
    return agreeing > 1 and jaccard / (1 + jaccard) * (size + other) >= CONTAINED / 2 * min(size, other)
