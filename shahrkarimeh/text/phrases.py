"""The phrases people are named with: titles, heads of offices, given names, told word by word in folded text."""

import re
from collections.abc import Sequence

from shahrkarimeh.text.words import Token, lexicon, tokens

# محمدرضا, عبدالرسول, غلامعباس, علیمراد, حسام‌الدین, ذبیح‌اله
_GIVEN_SHAPE = re.compile(
    r"(?:عبدال\w{2,}|(?:غلام|محمد|امیر|علی)(?:رضا|علی|حسین|حسن|محمد|مهدی|هادی|تقی|نقی|امین|جواد|صادق|کاظم|باقر|عباس|اکبر|اصغر"
    r"|قلی|مراد|یار|ابراهیم|سعید|ارسلان|پارسا|طاها|طاهر|صالح|کریم|سام|پویا|مسعود|محسن|سجاد|عرفان|عسکری?)"
    r"|(?:نور|شیر|یار|گل|جان|خان|قربان|عوض|حسین|رجب|رمضان|صفر|مراد|شاه|نظر|کرم|نجف)(?:علی|محمد|قلی)"
    r"|\w{2,}(?:الدین|الله|رضا|حسین|احمد|محمد|بخش))"
)
DIVINE = frozenset(("الله", "اله", "الدین", "ا"))
SAYYED = frozenset(("سید", "سیده", "میر"))
# «ولی» is «but», save in these: ولی‌الله, ولی فقیه, ولی‌عصر
_AFTER_WALI = frozenset(("الله", "اله", "فقیه", "عصر", "امر"))
_VERB_PREFIXES = frozenset(("می", "نمی"))
# Titles that are surnames too: they need a given name behind them
_SOFT_TITLES = frozenset(
    ("مولوی", "ماموستا", "اخوند", "ملا", "شیخ", "قاضی", "امیر", "پاسدار", "استاد", "مشهدی", "برادر", "روحانی")
)
_NEAR = 4


class Phrases:
    """The tokens of one stretch of folded text, and what begins at each."""

    def __init__(self, folded: str, start: int = 0, end: int | None = None, text: str = "") -> None:
        self.folded = folded
        self.tokens: Sequence[Token] = tokens(folded, start, end, text)
        self._lex = lexicon()

    def word(self, i: int) -> str:
        """The text of token `i`, empty outside."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def phrase_at(self, i: int, phrases: frozenset[tuple[str, ...]]) -> int:
        """How many tokens from `i` make the longest of the phrases; 0 for none."""
        if self.word(i) not in self._lex.openers:
            return 0
        for n in range(self._lex.longest_phrase, 0, -1):
            if tuple(self.word(i + k) for k in range(n)) in phrases:
                return n
        return 0

    def head_at(self, i: int) -> int:
        """How many tokens from `i` head an office: `نایب رئیس` is two."""
        n = self.phrase_at(i, self._lex.heads)
        if not n and self.word(i).endswith("ی") and (self.word(i)[:-1],) in self._lex.heads:
            # «رییسی» is a surname, «سخنگوی» an office with its ezafe
            n = int(self.word(i) in ("سخنگوی",))
        return n

    def is_given(self, i: int) -> bool:
        """Whether token `i` is a given name, known or by its shape."""
        w = self.word(i)
        if w.startswith(("سید", "میر")) and (w[3:] in self._lex.given or _GIVEN_SHAPE.fullmatch(w[3:])):
            return True
        return bool(w in self._lex.given or _GIVEN_SHAPE.fullmatch(w) or (self.word(i + 1) in DIVINE and len(w) > 2))

    def tied(self, i: int) -> bool:
        """Whether half-spaces tie one of the few words from `i` to the next, as in names."""
        return any(t.joined and t.text in self._lex.suffixes for t in self.tokens[i : i + _NEAR])

    def is_stop(self, i: int) -> bool:
        """Whether token `i` can be part of no name and no office."""
        t = self.word(i)
        if t and self.tokens[i].joined and t[0].isalnum() and self.word(i - 1) not in _VERB_PREFIXES:
            return False
        if t == "ولی":
            return self.word(i + 1) not in _AFTER_WALI
        if t == "نقل":  # «به نقل از», but «سازمان حمل و نقل»
            return self.word(i - 2) != "حمل"
        return not t or not t[0].isalnum() or t in self._lex.stops

    def titles_at(self, i: int) -> int:
        """How many tokens from `i` are titles."""
        n = 0
        while k := self.phrase_at(i + n, self._lex.titles):
            w = self.word(i + n + k)
            if not self.is_given(i + n + k) and (w in self._lex.suffixes or self.word(i + n) in _SOFT_TITLES):
                break  # «قاضی زاده», «مولوی کیا» are surnames
            n += k
            if self.word(i + n) in (".", "،") and self.word(i + n - 1) in ("دکتر", "مهندس") and self.word(i + n) == ".":
                n += 1
        return n
