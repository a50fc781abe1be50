"""The cities of Iran: found in folded Persian text, and recognised behind a site's Latin name."""

import difflib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from shahrkarimeh.text.letters import fold, squeeze

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 4

# «شورای شهر مقدس قم», «کلانشهر زیبای ...»: what praise may stand between شهر and its name.
PRAISE = (
    r"(?:(?:مقدس|زیبای|تاریخی|مذهبی|بندری|باستانی|کویری|جهانی|عزیز|شهیدپرور|سرسبز|مرزی|جدید|گردشگری|توریستی) {0,2})"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A city named in a text."""

    name: str
    """Its usual spelling."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    by_letters: dict[str, str]
    """Name or nickname without spaces, folded → the usual spelling."""
    words: frozenset[str]
    """Those of the names that are ordinary words too (نور, بهار), without spaces, folded."""
    by_skeleton: dict[str, list[tuple[str, str]]]
    """Consonants → (rough Latin spelling, the usual spelling)."""


@cache
def _gazetteer() -> _Gazetteer:
    by_letters: dict[str, str] = {}
    words: set[str] = set()
    by_skeleton: dict[str, list[tuple[str, str]]] = {}
    for line in resources.files("shahrkarimeh.text").joinpath("cities.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        entry, ordinary = line.removesuffix("?"), line.endswith("?")
        rest, _, nicknames = entry.partition("=")
        name, _, latin = (part.strip() for part in rest.partition(":"))
        for spelling in (name, *nicknames.split("،")):
            if spelling.strip():
                by_letters.setdefault(squeeze(spelling), name)
        if ordinary:
            words.add(squeeze(name))
        for spelling in (_romanised(name), *latin.split()):
            by_skeleton.setdefault(_skeleton(spelling), []).append((spelling, name))
    return _Gazetteer(by_letters, frozenset(words), by_skeleton)


def place_at(folded: str, start: int, *, ordinary_words: bool = True) -> Place | None:
    """The longest city name that starts at `start` of the folded text; glued or parted as it may be.

    `ordinary_words`: whether names that are words of the language too (نور, بهار) count here.
    """
    known, at, letters, found = _gazetteer(), start, "", None
    for _ in range(_MOST_WORDS):
        m = _WORD.match(folded, at)
        if not m:
            break
        letters += m[0]
        if letters in known.by_letters and (ordinary_words or letters not in known.words):
            found = Place(known.by_letters[letters], start, m.end())
        at = m.end()
        while at < len(folded) and folded[at] == " ":
            at += 1
    return found


def is_place(name: str) -> bool:
    """Whether the text is the name of a known city."""
    return squeeze(name) in _gazetteer().by_letters


# What the letters sound like, roughly; vowels that are not written are missing.
_SOUNDS = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "z",
    "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "", "غ": "gh",
    "ف": "f", "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "o", "ه": "h", "ی": "i",
}  # fmt: skip
# One sound, many spellings: qom and ghom, isfahan and esfahan, khayyam and xayam.
_ALIKE = [("kh", "x"), ("gh", "q"), ("sh", "%"), ("ch", "c"), ("zh", "j"), ("ck", "k"), ("ph", "f")]
_VOWELS = re.compile("[aeiouywv]|h$")
_LIKENESS, _LIKENESS_OF_SHORT = 0.6, 0.7  # of two spellings with the same consonants
_FEW_BONES, _SHORTEST, _LIKENESS_OF_VOWELS = 2, 4, 0.8
_DOUBLED = re.compile(r"(.)\1+")
# The words about a site that are no city's: tabas-shora, shoraye-shahr-qom, qomnews.
_TRADE = re.compile(
    r"shora(?:ye|y|i)?|shoura|showra|council|shahr(?:e|dari)?|city|news|khabar|press|online|islami|eslami|"
    r"kalan|public|"
    r"agency|media|ravabet|omomi|portal|web|site|www|info|(?:^|(?<=-))(?:ir|com|org|net|e|ye|y|i)(?=-|$)"
)


def _romanised(persian: str) -> str:
    # a ه is a sound of its own: «کهن» is no «خن»
    return "".join("'h" if c == "ه" else _SOUNDS.get(c, "") for c in fold(persian))


def _sounds(latin: str) -> str:
    text = re.sub("[^a-z']", "", latin.lower())
    for spelling, sound in _ALIKE:
        text = text.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", text.replace("'", ""))


_ONE_VOWEL = str.maketrans("yuw", "ioo")


def _vowels_alike(sounds: str) -> str:
    """With one letter for what «ی» and «و» are written with: «یاسوج», `yasuj`, `yasouj`."""
    return _DOUBLED.sub(r"\1", sounds.translate(_ONE_VOWEL))


@lru_cache(maxsize=4096)
def _skeleton(latin: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", _sounds(latin)))


@lru_cache(maxsize=4096)
def _bones(persian: str) -> str:
    return _skeleton(_romanised(persian))


def sounds_like(persian: str, latin: str) -> bool:
    """Whether a Latin name may be a transliteration of a Persian one: «خیام نیوز», `khayyam-news`."""
    bones, latin = _bones(persian), latin.replace("news", "niuz")
    if bones != _skeleton(latin):
        return False
    if len(bones) > _FEW_BONES:
        return True
    ours, theirs = (_vowels_alike(_sounds(x)) for x in (_romanised(persian), latin))  # more must be alike
    return len(theirs) > _SHORTEST and difflib.SequenceMatcher(None, ours, theirs).ratio() > _LIKENESS_OF_VOWELS


@lru_cache(maxsize=16384)
def may_begin_one(word: str, latin: str) -> bool:
    """Whether a name whose first word this is may sound like a Latin one, or be spelt by its parts."""
    bones = _bones(word)  # its last sound may change where the next word is joined
    return _skeleton(latin.replace("news", "niuz")).startswith(bones[:-1]) or bones in _parts(latin)


def spelt_by_parts(persian: str, latin: str) -> bool:
    """Whether each word of a name is one of the parts of a Latin one, in any order: «موج دهلران», `dehloran-mowj`."""
    words = persian.split()
    if len(words) < 2:
        return False
    parts = _parts(latin)
    return all((len(_bones(w)) > 1 or is_place(w)) and _bones(w) in parts for w in words)


_COMMON = frozenset("خبر هفته روز امروز نامه رسانه صدا پیام شهر شهروند مردم نگار آنلاین".split())


def spells_part(persian: str, latin: str) -> bool:
    """Whether a name is one of the parts of a Latin one: «هامون», `sistan-hamoon`."""
    bones = _bones(persian)
    return len(bones) > 2 and " " not in persian and persian not in _COMMON and bones in _parts(latin)


@lru_cache(maxsize=256)
def _parts(latin: str) -> frozenset[str]:
    return frozenset(_skeleton(part) for part in re.split(r"[^a-z]+", latin.lower()) if len(part) > 2)


def _closest(latin: str) -> str | None:
    choices = _gazetteer().by_skeleton.get(_skeleton(latin), [])
    scored = [
        (difflib.SequenceMatcher(None, _sounds(latin), _sounds(spelling)).ratio(), -i)
        for i, (spelling, _) in enumerate(choices)
    ]
    best, which = max(scored, default=(0.0, 0))
    enough = _LIKENESS if len(_skeleton(latin)) > 2 else _LIKENESS_OF_SHORT
    return choices[-which][1] if best > enough else None


def from_latin(name: str) -> str | None:
    """The city in a site's Latin name: `tabas-shora` → طبس, `qomshora` → قم; None where there is none."""
    name = name.lower().replace("_", "-").replace(".", "-")
    parts = [p for p in name.split("-") if p]
    for part in (*parts, name):
        if len(part) > 2 and not _TRADE.fullmatch(part) and (city := _closest(part)):
            return city
    for part in parts:
        bare = _TRADE.sub("", part)
        if len(bare) > 1 and bare != part and (city := _closest(bare)):
            return city
    return None
