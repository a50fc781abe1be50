"""Literals that any match of a pattern must hold, so that most patterns need not be tried on most sentences."""

import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from shahrkarimeh.text.patterns import compiled

Needles = frozenset[str]


def needles_of(pattern: re.Pattern[str]) -> tuple[Needles, ...]:
    """Sets of literals, one of each of which stands in every match of the pattern; the most telling set first."""
    return _best_first(_sets(re._parser.parse(pattern.pattern, pattern.flags)))  # type: ignore[attr-defined]


def present(text: str, start: int, end: int, every: Needles) -> set[str]:
    """Those of the literals that stand in `text[start:end]`."""
    here = text[start:end]
    return {needle for needle in _standing(text, every) if needle in here}


@lru_cache(maxsize=2)
def _standing(text: str, every: Needles) -> Sequence[str]:
    """The literals that stand anywhere in a text: a sentence of it is searched for no others."""
    return [needle for needle in every if needle in text]


class Sieve:
    """A pattern that is tried only where one of its literals stands: most of ours match few sentences."""

    def __init__(self, source: str) -> None:
        self.pattern = compiled(source)
        self._needles = tuple(map(tuple, needles_of(self.pattern)))

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.pattern.finditer(text, start, end) if self._may_match(text, start, end) else iter(())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.pattern.search(text, start, end) if self._may_match(text, start, end) else None

    def _may_match(self, text: str, start: int, end: int) -> bool:
        for needles in self._needles:
            for needle in needles:  # a plain loop: this is asked of each pattern and sentence
                if text.find(needle, start, end) >= 0:
                    break
            else:
                return False
        return True


def _sets(items: Any) -> list[Needles]:
    """The sets of a sequence."""
    sets: list[Needles] = []
    run = ""
    for op, value in items:
        if str(op) == "LITERAL":
            run += chr(value)
            continue
        sets += _literal(run)
        run = ""
        sets += _inside(str(op), value)
    return sets + _literal(run)


def _literal(run: str) -> list[Needles]:
    return [frozenset((run,))] if run.strip() else []


def _inside(op: str, value: Sequence[Any]) -> list[Needles]:
    """The sets of one element: of a group, of a repeat that must come once, of all branches together."""
    if op == "SUBPATTERN":
        return _sets(value[-1])
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        return _sets(value[2]) if value[0] else []
    if op == "BRANCH":
        branches = [_best_first(_sets(branch))[:1] for branch in value[1]]
        return [_fewest(frozenset().union(*(best for b in branches for best in b)))] if all(branches) else []
    return []


def _best_first(sets: Sequence[Needles]) -> tuple[Needles, ...]:
    """The set whose shortest literal is the longest comes first."""
    return tuple(sorted(sets, key=lambda s: (min(map(len, s)), -len(s)), reverse=True))


def _fewest(needles: Needles) -> Needles:
    """The set without those that hold another."""
    return frozenset(n for n in needles if not any(other in n for other in needles if other != n))
