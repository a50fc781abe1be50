"""Which words are ordinary ones: those of a dictionary and their inflections. What is none is most likely a name."""

import re
from functools import cache, lru_cache

from shahrkarimeh.text import nlp
from shahrkarimeh.text.letters import fold

# کتاب‌ها, کتاب‌هایشان, حاضران, تصمیمات, گزارشی, خانه‌ای, نامش, مهم‌ترین
_ENDING = re.compile(
    r"(?:های?(?:ی|ش|شان|مان|تان)?|ان|انی|گان|گانی?|ین|ات|اتی|جات|ی|یی|ای|ش|شان|مان|م|ت|تر|ترین|ترینی?|ه|وار|گی|یت)$"
)
_SHORTEST = 2


@cache
def _words() -> frozenset[str]:
    return frozenset(fold("\n".join(nlp.common_words())).split("\n"))


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Whether a folded word is of the dictionary, as it stands or inflected."""
    known = _words()
    if word in known or (word.startswith("ن") and word.endswith(("تن", "دن")) and word[1:] in known):
        return True
    return any(m.start() >= _SHORTEST and word[: m.start()] in known for m in _ENDING.finditer(word))


@lru_cache(maxsize=65536)
def is_plain(word: str) -> bool:
    """Whether a folded word is of the dictionary as it stands."""
    return word in _words()
