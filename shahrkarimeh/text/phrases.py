"""The phrases people are named with: titles, heads of offices, given names, told word by word in folded text."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from shahrkarimeh.text.ordinary import is_ordinary, is_plain
from shahrkarimeh.text.words import lexicon, tokens

# محمدرضا, عبدالرسول, غلامعباس, علیمراد, حسام‌الدین, ذبیح‌اله
_GIVEN_SHAPE = re.compile(
    r"(?:عبدال\w{2,}|(?:غلام|محمد|امیر|علی)(?:رضا|علی|حسین|حسن|محمد|مهدی|هادی|تقی|نقی|امین|جواد|صادق|کاظم|باقر|عباس|اکبر|اصغر"
    r"|قلی|مراد|یار|ابراهیم|سعید|ارسلان|پارسا|طاها|طاهر|صالح|کریم|سام|پویا|مسعود|محسن|حیدر|سجاد|عرفان|عسکری?)"
    r"|(?:نور|شیر|یار|گل|جان|خان|قربان|عوض|حسین|رجب|رمضان|صفر|مراد|شاه|نظر|کرم|نجف|فرض)(?:علی|محمد|قلی)"
    r"|\w{2,}(?:الدین|الله|سادات|رضا|حسین|احمد|محمد|بخش))"
)
# «رئیس اداره صمت | نشستند»: a verb in the plural of the past is part of no name and no office
_PAST = re.compile(
    r"\w*(?:ستند|فتند|ختند|شتند|ادند|ردند|ودند|یدند|اندند|مدند)"
    r"|(?:برگزار|تشکیل|اعلام|تصویب|انتخاب|معرفی)(?:شد|گردید|کرد|نمود)"
    r"|ن(?:پذیرفت|کرد|شد|داد|گرفت|رفت|گفت|خواست|داشت|بود|یافت|رسید|امد|دانست|توانست)"
)
_OF_SURNAMES = re.compile(r"(?:وند|تبار|نژاد|زاده|پور|منش|اباد|زهی|بیگ)ی?")
DIVINE = frozenset(("الله", "اله", "الدین", "ا"))
_SECOND = DIVINE | {"بی"}  # parts of given names: نعمت‌الله, بی‌بی
SAYYED = frozenset(("سید", "سیده", "میر"))
# «ولی» is «but», save in these: ولی‌الله, ولی فقیه, ولی‌عصر
_AFTER_WALI = frozenset(("الله", "اله", "فقیه", "عصر", "امر"))
_AT_TIMES = frozenset(("نوید", "ولی", "نقل", "بی", "همت", "قریب"))
_DOERS = frozenset(("کننده", "کنندگان", "دهنده", "دهندگان"))
_VERB_PREFIXES = frozenset(("می", "نمی"))
# Titles that are surnames too: they need a given name behind them
SOFT_TITLES = frozenset(
    ("مولوی", "ماموستا", "اخوند", "ملا", "شیخ", "قاضی", "امیر", "پاسدار", "استاد", "مشهدی", "برادر", "روحانی")
)
_MADAM = ("خانم", "اقای")  # titles that are in no surname
_NEAR = 4
_SHORT = 3
_LONG = 20
# What stands before a given name in one word
FIRST = frozenset(
    "غلام عید یار فرض نذیر خدا داد نجف محرم صید میر بابا امام قلی دوست جان گل خان شیر نور ملک مهر تاج زهرا".split()
)


@lru_cache(maxsize=16384)
def _is_given(word: str) -> bool:
    """Whether the word alone is a given name."""
    given = lexicon().given
    if word.startswith(("سید", "میر")) and (word[3:] in given or _GIVEN_SHAPE.fullmatch(word[3:])):
        return True
    return bool(word in given or _GIVEN_SHAPE.fullmatch(word)) or _of_two(word)


def _of_two(word: str) -> bool:
    """Whether the word is two given names: غلامحیدر, عیدمحمد, یارعلی."""
    given = lexicon().given
    if len(word) > _LONG:
        return False
    for k in range(_SHORT, len(word) - _SHORT + 1):
        if word[k:] in given and (word[:k] in given or word[:k] in FIRST):
            return not is_plain(word)
    return False


@lru_cache(maxsize=16384)
def _may_stop(word: str) -> bool:
    """Whether the word can, in most places or some, be part of no name and no office."""
    return not word[0].isalnum() or word in lexicon().stops or word == "موقت" or _PAST.fullmatch(word) is not None


class Phrases:
    """The tokens of one stretch of folded text, and what begins at each."""

    def __init__(self, folded: str, start: int = 0, end: int | None = None, text: str = "") -> None:
        self.folded, self.text = folded, text
        read = tokens(folded, start, end, text)
        self.words, self.starts, self.joined = read.words, read.starts, read.joined
        self._count = len(self.words)
        self._lex = lexicon()
        self._given = self._find_given()

    def word(self, i: int) -> str:
        """The text of token `i`, empty outside."""
        return self.words[i] if 0 <= i < self._count else ""

    def end(self, i: int) -> int:
        """Where token `i` ends."""
        return self.starts[i] + len(self.words[i])

    def phrase_at(self, i: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> int:
        """How many tokens from `i` make the longest of the phrases, kept by first words; 0 for none."""
        for phrase in phrases.get(self.word(i), ()):
            n = len(phrase)
            if n == 1 or tuple(self.words[i : i + n]) == phrase:
                return n
        return 0

    def head_at(self, i: int) -> int:
        """How many tokens from `i` head an office: `نایب رئیس` is two."""
        w = self.words[i] if 0 <= i < self._count else ""
        if w not in self._lex.heads:
            # «رییسی» is a surname, «سخنگوی» an office with its ezafe
            return int(w == "سخنگوی")
        return self.phrase_at(i, self._lex.heads)

    def is_given(self, i: int) -> bool:
        """Whether token `i` is a given name, known or by its shape."""
        return i in self._given

    def _find_given(self) -> set[int]:
        """The tokens that are given names, by themselves or with the next."""
        found = {i for i, word in enumerate(self.words) if _is_given(word)}
        if True in self.joined or not _SECOND.isdisjoint(self.words):
            for i, (word, behind) in enumerate(pairwise(self.words)):
                if word == behind == "بی":
                    found |= {i, i + 1}
                elif behind in DIVINE:
                    found |= {i} if len(word) >= _SHORT else set()
                elif self.joined[i + 1] and self._joins_given(word, behind):
                    found.add(i)
        return found

    def _joins_given(self, word: str, behind: str) -> bool:
        """«داد‌کریم»: a half-space inside the name."""
        return len(word) > 1 and word.isalpha() and _is_given(behind) and behind not in self._lex.weak

    def tied(self, i: int) -> bool:
        """Whether half-spaces tie one of the few words from `i` to the next, as in names."""
        near = slice(i, i + _NEAR)
        return any(j and w in self._lex.suffixes for w, j in zip(self.words[near], self.joined[near], strict=True))

    def is_stop(self, i: int) -> bool:
        """Whether token `i` can be part of no name and no office."""
        if not 0 <= i < self._count:
            return True
        t = self.words[i]
        if not _may_stop(t):
            return False
        if not t[0].isalnum():
            return True
        if self.joined[i] and self.word(i - 1) not in _VERB_PREFIXES:
            return False
        if t not in self._lex.stops:
            return t != "موقت" or self.word(i - 1) == "ریاست"  # «به ریاست موقت حسن رضایی»
        behind = self.words[i + 1] if i + 1 < self._count and self.joined[i + 1] else ""
        if behind and t not in _VERB_PREFIXES and (behind in _DOERS or _is_given(behind)):
            return False  # «درخواست‌کنندگان», «داد‌کریم»
        if behind and (t == "ولی" or _OF_SURNAMES.fullmatch(behind)):
            return False  # «ولی‌آبادی», «همه‌وندی»
        return t not in _AT_TIMES or self._stops_here(i, t)

    def _stops_here(self, i: int, t: str) -> bool:
        """Whether a word that stops a name or an office at times does so at token `i`."""
        if t == "نوید":
            return is_ordinary(self.word(i + 1)) and not self.tied(i + 1)
        if t == "بی":  # «بی‌بی‌گل»
            return "بی" not in (self.word(i - 1), self.word(i + 1))
        if t == "قریب":  # «قریب به دو ساعت»
            return self.word(i + 1) == "به"
        if t == "همت":  # «به همت شهرداری»
            return self.word(i - 1) == "به"
        if t == "ولی":
            return self.word(i + 1) not in _AFTER_WALI
        if t == "نقل":  # «به نقل از», but «سازمان حمل و نقل»
            return self.word(i - 2) != "حمل"
        return True

    def titles_at(self, i: int) -> int:
        """How many tokens from `i` are titles."""
        if not 0 <= i < self._count or self.words[i] not in self._lex.titles:
            return 0
        n = 0
        while k := self.phrase_at(i + n, self._lex.titles):
            w = self.word(i + n + k)
            if not self.is_given(i + n + k) and (
                (w in self._lex.suffixes and (self.word(i + n) not in _MADAM or self.joined[i + n + k]))
                or w.startswith("اباد")
                or self.word(i + n) in SOFT_TITLES
            ):
                break  # «قاضی زاده», «مولوی کیا» are surnames, «حاجی‌آباد» is a place
            n += k
            if self.word(i + n) in (".", "،") and self.word(i + n - 1) in ("دکتر", "مهندس") and self.word(i + n) == ".":
                n += 1
        return n
