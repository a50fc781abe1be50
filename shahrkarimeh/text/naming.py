"""How far a name goes: from a given name, a title or nothing at all over the surname, whatever it is.

No list knows all surnames. What ends one is what no surname holds: a word of function, the noun of a verb
(`رضایی اعلام | کرد`), an office, an ordinary word behind a whole surname.
"""

from functools import lru_cache

from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.ordinary import is_ordinary, is_plain
from shahrkarimeh.text.phrases import DIVINE, FIRST, SAYYED, SOFT_TITLES, Phrases
from shahrkarimeh.text.words import lexicon

_COUNTS = frozenset("دو سه چهار پنج شش هفت هشت نه ده یازده دوازده پانزده بیست سی صد هزار".split())
_FEW_GIVEN = 4
_LONGEST = 9
_INDEFINITE = 2  # words
# What takes the noun before it for a verb: «ارائه کرد», «برپا شد», «اداره می‌شود»
LIGHT = frozenset(
    "شد شدند شده نشد نشدند گردید گردیدند گردیده کرد کردند کرده نکرد نکردند نمود نمودند نموده داد دادند داده یافت یافتند"
    " یافته ساخت گشت خواهد خواهند شود شوند گردد می نمی".split()
)
_SHAPES = tuple(
    fold(
        "پور زاده زادگان نژاد فر نیا یان وند لو چی منش تبار راد مهر کیا آبادی نسب زهی گنجی دوست خواه پناه پرست بیگی"
        " خانی کلایی محله زایی اوغلی گیر ایی یی انی کیش صفت"
    ).split()
)


_BEHIND_OBJECTS = (
    frozenset("را از که به برای مبنی درباره با در علیه خود بر پیرامون تا و ارایه مطرح بیان".split()) | LIGHT
)
# What makes a quality of the word it is tied to: «برای یعقوب راد | قانع‌کننده نبود»
_OF_QUALITY = frozenset(fold("کننده شده نشده کنان آمیز پذیر ناپذیر ها های تر ترین").split())
# Suffixes of surnames that are little else
_STRONG = frozenset(fold("پور زاده زادگان نژاد فر نیا تبار منش نسب وند لو زهی").split())


@lru_cache(maxsize=32768)
def is_name_word(word: str) -> bool:
    """Whether a folded word is more likely part of a name than not: known, shaped like one, or in no dictionary."""
    lex = lexicon()
    if word in lex.given or word in lex.suffixes or word in lex.demonyms:
        return True
    if word.endswith("ی") and word[:-1] in lex.given:
        return True
    return has_shape(word) or not is_ordinary(word)


@lru_cache(maxsize=32768)
def has_shape(word: str) -> bool:
    """Whether a folded word ends as surnames do, and is no word of the dictionary."""
    return not is_plain(word) and any(len(word) > len(s) + 2 and word.endswith(s) for s in _SHAPES)


def _is_surname(word: str) -> bool:
    """Whether a word looks like a surname rather than an unknown given name."""
    return (word.endswith("ی") and word not in SOFT_TITLES) or has_shape(word) or word in lexicon().suffixes


class Naming(Phrases):
    """Tells where names end."""

    def name_end(self, j: int, titled: bool) -> tuple[int, bool]:
        """Where the name that begins at `j` ends (`j` where none does), and whether its words say that it is a name."""
        k = j
        while self.word(k) in SAYYED and not self.is_stop(k + 1):
            k += 1
        known, first = k > j, k
        while (self.is_given(k) or self.word(k) in DIVINE) and k - first < _FEW_GIVEN and not self.is_stop(k):
            known = known or self.word(k) not in self._lex.weak or k > first
            k += 1
        given = k - first
        if (
            not (given or titled or known)
            and (is_plain(self.word(k)) or self._governs(k))
            and self.word(k) not in FIRST
            and (self.is_given(k + 1) or self.word(k + 1) in SAYYED)
        ):
            return j, False  # «با واکنش تند | شاپور رضایی»
        run = self._surname_end(k, j, bool(given or titled), bool(given))
        if not given and run == k and not titled:
            return j, False
        if run == k and given == 1 and not titled:
            return run, False
        certain = run - j > 1 and (known or bool(given and not is_ordinary(self.word(run - 1))))
        return run, certain or (run - j > 1 and not titled and self._shaped(j, run))

    def _governs(self, k: int) -> bool:
        """Whether an ordinary noun with its ezafe written out stands here: «استعفای», «ادعای»."""
        w = self.word(k)
        return w.endswith("ای") and is_plain(w[:-1])

    def _surname_end(self, k: int, j: int, begun: bool, given: bool) -> int:
        n, pieces, most = k, 0, 3 if begun else 4
        while n - j < _LONGEST and n < self._count and self.words[n][0].isalpha() and not self.is_stop(n):
            if n > k and (self.joined[n] or self._suffix(n)):
                n += 1
                continue
            if (
                pieces == most
                or self._no_surname(n, n > k or (not begun and n > j))
                or self._is_object(n, pieces, begun, given)
            ):
                break
            n, pieces = n + 1, pieces + 1
        return n

    def verbal(self, k: int) -> bool:
        """Whether a verb takes token `k` for its noun: «اعلام شد», «روبه‌رو شد»."""
        n = k + 1
        while n < self._count and self.joined[n]:
            n += 1
        return self.word(n) in LIGHT

    def _suffix(self, n: int) -> bool:
        w = self.words[n]
        return w in self._lex.suffixes and (not is_plain(w) or self.word(n + 1) not in ("را", *LIGHT))

    def _no_surname(self, n: int, later: bool) -> bool:
        w = self.words[n]
        if w in self._lex.openers and (w in self._lex.plural_heads or self.head_at(n) or self.titles_at(n)):
            return True
        return (w in _COUNTS and not self._tied_on(n)) or (later and w in self._lex.object_starters)

    def _is_object(self, n: int, pieces: int, begun: bool, given: bool) -> bool:
        """Whether the sentence goes on with token `n`: the noun of a verb, or an ordinary word behind a surname."""
        w = self.words[n]
        if self._tied_on(n):
            return False
        verbal = self.word(n + 1) in LIGHT
        if (
            pieces == 0
            and w in self._lex.object_starters
            and given
            and not self.is_stop(n + 1)
            and self._between_them(n)
        ):
            return True  # «آل‌ناصر | لایحه خرید اتوبوس را تشریح کرد»
        if pieces == 0:
            return begun and verbal and is_plain(w)
        if verbal:
            return True
        if w in self._lex.cities and self.folded.count(f"{self.words[n - 1]} {w}") > 1:
            return False  # «علوی ماسوله», named so again
        if is_name_word(w) or self.is_given(n) or self._nisba(n) or (pieces == 1 and self.head_at(n + 1)):
            return False  # «اکبر پنبه زن مدیر کل …»: what stands between a surname and an office is of the name
        return given or pieces > 1 or _is_surname(self.words[n - 1])

    def _between_them(self, n: int) -> bool:
        """Whether an object goes on from token `n` up to its «را»."""
        for k in range(n + 1, min(n + 8, self._count)):
            if self.words[k] == "را":
                return True
            if not self.words[k][0].isalnum() or self.words[k] in LIGHT:
                return False
        return False

    def _nisba(self, n: int) -> bool:
        """Whether the token may be the adjective of a place that ends a name: «رضازاده اهری», not «نکاتی را»."""
        w = self.words[n]
        if not w.endswith("ی") or is_plain(w) or w.endswith(("هایی", "اتی", "انی", "ای")):
            return False
        return self.word(n + 1) not in _BEHIND_OBJECTS

    def _tied_on(self, n: int) -> bool:
        """Whether the next token is tied to this one as surnames' parts are: «عرب‌نجفی», «فلاح نژاد»."""
        if n + 1 == self._count:
            return False
        behind = self.words[n + 1]
        return (self.joined[n + 1] and behind not in _OF_QUALITY) or behind in _STRONG

    def _shaped(self, start: int, end: int) -> bool:
        """Whether words that no list knows look like a name: all of them might, and the last ends as surnames do."""
        words = self.words[start:end]
        if not all(is_name_word(w) or self._tied_on(start + i) for i, w in enumerate(words)) or any(
            w in self._lex.orgs or w in self._lex.places for w in words
        ):
            return False
        last = words[-1]
        if last == "ای" and is_plain(words[-2]) and len(words) == _INDEFINITE:
            return False  # «جمله‌ای»
        return has_shape(last) or (last in self._lex.suffixes and self.joined[end - 1])
