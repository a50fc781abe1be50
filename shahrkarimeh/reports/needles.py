"""Literals that any match of a pattern must hold one of, so that most patterns need not be tried on most sentences."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

Needles = frozenset[str]


def needles_of(pattern: re.Pattern[str]) -> Needles:
    """A set of literals one of which stands in every match of the pattern; empty where none can be named."""
    return _of(re._parser.parse(pattern.pattern, pattern.flags))  # type: ignore[attr-defined]


def present(text: str, every: Iterable[str]) -> set[str]:
    """Those of the literals that stand in the text."""
    return {needle for needle in every if needle in text}


def _of(items: Any) -> Needles:
    """The best set of a sequence: that whose shortest literal is the longest."""
    sets: list[Needles] = []
    run = ""
    for op, value in items:
        if str(op) == "LITERAL":
            run += chr(value)
            continue
        sets += [frozenset((run,))] if run.strip() else []
        run = ""
        inner = _inside(str(op), value)
        sets += [inner] if inner else []
    sets += [frozenset((run,))] if run.strip() else []
    return max(sets, key=lambda s: (min(map(len, s)), -len(s)), default=frozenset())


def _inside(op: str, value: Sequence[Any]) -> Needles:
    """The set of one element: of a group, of a repeat that must come once, of all branches together."""
    if op == "SUBPATTERN":
        return _of(value[-1])
    if op == "MAX_REPEAT" or op == "MIN_REPEAT":
        return _of(value[2]) if value[0] else frozenset()
    if op == "BRANCH":
        branches = [_of(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()
