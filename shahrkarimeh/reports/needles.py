"""Literals that any match of a pattern must hold, so that most patterns need not be tried on most sentences."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from shahrkarimeh.text.patterns import compiled

Needles = frozenset[str]


def needles_of(source: str) -> tuple[Needles, ...]:
    """Sets of literals, one of each of which stands in every match of a pattern; the most telling set first."""
    return _best_first(_sets(_parsed(source)))


def _parsed(source: str, flags: int = 0) -> list[Any]:
    return list(re._parser.parse(source, flags))  # type: ignore[attr-defined]


class Gate:
    """Tells by the words of a sentence which of many patterns may match it, from their literals all at once.

    Each pattern must have some. `spaces`: whether the spaces beside a literal must stand in the sentence; not if words
    are taken out of it later.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]], *, spaces: bool = True) -> None:
        trees = [_parsed(pattern.pattern, pattern.flags) for pattern in patterns]
        sets = [(_best_first(_sets(tree)), _branches(tree)) for tree in trees]
        telling = [whole[0] for whole, _ in sets]
        every = dict.fromkeys(needles for whole, branches in sets for one in (whole, *branches) for needles in one)
        bits = {needles: 1 << n for n, needles in enumerate(dict.fromkeys((*telling, *every)))}

        def wanted(needed: Iterable[Needles]) -> int:
            return sum(bits[needles] for needles in set(needed))

        self._telling = wanted(telling)
        self._patterns: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {}
        """By the bit of their most telling set: their numbers and, as bits, the sets of which one literal stands in any
        match of them, and in one by each branch."""
        for n, (whole, branches) in enumerate(sets):
            pattern = n, wanted(whole), tuple(map(wanted, branches))
            self._patterns.setdefault(bits[whole[0]], []).append(pattern)
        self._tells: dict[str, int] = {}
        for needles, bit in bits.items():
            for word in map(_longest_word, needles):
                needle = word if spaces else word.strip()
                self._tells[needle] = self._tells.get(needle, 0) | bit
        self._lengths = sorted(set(map(len, self._tells)))
        self._told_by = lru_cache(maxsize=16384)(self._tell)

    def open(self, sentence: str) -> list[int]:
        """The numbers of the patterns that may match a sentence."""
        told = 0
        for bits in map(self._told_by, sentence.split()):
            told |= bits
        telling, missing, numbers = told & self._telling, ~told, []
        while telling:
            bit = telling & -telling
            telling ^= bit
            for n, wanted, branches in self._patterns[bit]:  # plain loops: this is asked of each sentence
                if wanted & missing:
                    continue
                for branch in branches:
                    if not branch & missing:
                        numbers.append(n)
                        break
        return sorted(numbers)

    def _tell(self, word: str) -> int:
        """The bits of a word: of all its parts that are literals."""
        told, word = 0, f" {word} "
        for length in self._lengths:
            for at in range(len(word) - length + 1):
                told |= self._tells.get(word[at : at + length], 0)
        return told


def _branches(tree: list[Any]) -> list[list[Needles]]:
    """The sets of each branch of a pattern, with those of what stands beside its branches."""
    at = next((i for i, (op, _) in enumerate(tree) if str(op) == "BRANCH"), None)
    if at is None:
        return [_sets(tree)]
    return [_sets([*tree[:at], *branch, *tree[at + 1 :]]) for branch in tree[at][1][1]]


def _longest_word(needle: str) -> str:
    """The longest word of a literal, with the spaces beside it."""
    return max((needle[max(0, m.start() - 1) : m.end() + 1] for m in re.finditer(r"\S+", needle)), key=len)


class Sieve:
    """A pattern that is tried only where one of its literals stands: most of ours match few sentences."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._needles = tuple(map(tuple, needles_of(source)))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried: many never are."""
        return compiled(self._source)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.pattern.finditer(text, start, end) if self._may_match(text, start, end) else iter(())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.pattern.search(text, start, end) if self._may_match(text, start, end) else None

    def _may_match(self, text: str, start: int, end: int) -> bool:
        stretch = text[start:end]
        for needles in self._needles:
            for needle in needles:  # a plain loop: this is asked of each pattern and sentence
                if needle in stretch:
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
