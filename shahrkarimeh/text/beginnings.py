"""Parsed patterns made to begin with letters, so that the engine sees at once which ways to match are none.

`re` tries the branches of a pattern in turn and passes over those that begin with another letter than the text, but
only where the letter comes first of all. In ours it seldom does: first comes what may not stand before a word,
`(?<![^\\W_])…`, or a choice within the choice. So

- what may not stand before is asked behind the letters it stands before: `(?<!x)ab` becomes `ab(?<!xab)`,
- a choice at the beginning becomes one of whole ways: `(?:a|b)c` becomes `ac|bc`, and `a?b` becomes `ab|b`,
- ways that begin alike are gone together: `abc|abd|x` becomes `ab(?:c|d)|x`.

What matches is the same, and so is which of several ways is taken.
"""

from collections.abc import Iterable, Sequence
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Item = tuple[Any, Any]
"""A part of a pattern as the parser of `re` writes it: `(LITERAL, 1705)`, `(BRANCH, (None, [items, items]))`."""
Items = list[Item]

_MOST = 400  # items by which a pattern may grow where what follows a choice is said again behind each of its ways
_BRANCH, _GROUP = _parser.BRANCH, _parser.SUBPATTERN
_REPEATS = frozenset((_parser.MAX_REPEAT, _parser.MIN_REPEAT))
_LOOKS = frozenset((_parser.ASSERT, _parser.ASSERT_NOT))
_HOLDERS = _REPEATS | _LOOKS | {_BRANCH, _GROUP}
_ONE_CHARACTER = frozenset((_parser.LITERAL, _parser.IN))


def rearranged(tree: Any) -> Any:
    """The same pattern, beginning with letters wherever it can."""
    return _tree(_sequence(tree), tree.state)


def _sequence(items: Iterable[Item]) -> Items:
    parts = [part for item in items for part in _within(*item)]
    ways = _ways(parts)
    return parts if ways is None else _choice(ways)


def _within(op: Any, value: Any) -> Items:
    """An item, with the sequences in it rearranged; not those of what stands before, they are read from their end."""
    if op is _BRANCH:
        return _choice([way for branch in map(_sequence, value[1]) for way in _branches(branch)])
    if op is _GROUP:
        return [(op, (*value[:3], _sequence(value[3])))]
    if op in _REPEATS:
        return [(op, (*value[:2], _sequence(value[2])))]
    if op in _LOOKS and value[0] > 0:
        return [(op, (value[0], _sequence(value[1])))]
    return [(op, value)]


def _branches(items: Items) -> list[Items]:
    """The ways of a sequence that is nothing but a choice."""
    return items[0][1][1] if len(items) == 1 and items[0][0] is _BRANCH else [items]


def _ways(items: Sequence[Item], before: Sequence[Item] = ()) -> list[Items] | None:
    """The ways to match a sequence, in order, that each begin with letters; None where one does not.

    `before` is what must or must not stand before the sequence.
    """
    if not items:
        return None
    op, value = items[0]
    if _looks_back(op, value):
        return _ways(items[1:], [*before, items[0]])
    if letters := _letters(items):
        return [[*letters, *(_behind(letters, *look) for look in before), *items[len(letters) :]]]
    if op is _BRANCH:
        heads, rest = value[1], items[1:]
    elif _may_lack(op, value) and _ways(value[2]):
        n = next((n for n, item in enumerate(items) if not _may_lack(*item)), len(items))
        heads, rest = [[*_once(op, value), *items[1 : n + 1]], items[1 : n + 1]], items[n + 1 :]
    else:
        return None
    return _one_after_other([_ways(head, before) for head in heads], rest)


def _may_lack(op: Any, value: Any) -> bool:
    return op is _parser.MAX_REPEAT and value[0] == 0


def _once(op: Any, value: Any) -> Items:
    """What may lack, there: `ab{0,2}` for `(?:ab){0,3}`."""
    most = value[1] if value[1] is _parser.MAXREPEAT else value[1] - 1
    return [*value[2], (op, (0, most, value[2]))] if most else list(value[2])


def _looks_back(op: Any, value: Any) -> bool:
    """Whether an item only asks what stands before: `(?<!x)`, `(?:(?<!x)|(?<=yx))`."""
    if op is _BRANCH:
        return all(way and all(_looks_back(*item) for item in way) for way in value[1])
    return op in _LOOKS and value[0] < 0


def _behind(letters: Items, op: Any, value: Any) -> Item:
    """An item that asks what stands before letters, to be asked when they have been read."""
    if op is _BRANCH:
        return op, (None, [[_behind(letters, *item) for item in way] for way in value[1]])
    return op, (value[0], [*value[1], *letters])


def _one_after_other(found: Sequence[list[Items] | None], rest: Sequence[Item]) -> list[Items] | None:
    """All these ways, each with what follows; behind all of them together where that would be much."""
    if None in found:
        return None
    ways = [way for some in found for way in some or ()]
    if len(ways) * _size(rest) <= _MOST:
        return [[*way, *rest] for way in ways]
    return [[*_choice(ways), *rest]]


def _letters(items: Sequence[Item]) -> Items:
    """The single characters and classes at the beginning of a sequence."""
    n = next((n for n, (op, _) in enumerate(items) if op not in _ONE_CHARACTER), len(items))
    return list(items[:n])


def _choice(ways: Sequence[Items]) -> Items:
    """The choice between ways, those that begin with the same letter gone together."""
    groups: list[list[Items]] = []
    alike: dict[int, list[Items]] = {}
    for way in ways:
        if not way or way[0][0] is not _parser.LITERAL:
            alike = {}  # what begins with anything keeps its turn
            groups.append([way])
        elif (letter := way[0][1]) in alike:
            alike[letter].append(way)
        else:
            alike[letter] = [way]
            groups.append(alike[letter])
    together = [_together(group) for group in groups]
    return together[0] if len(together) == 1 else [(_BRANCH, (None, together))]


def _together(ways: Sequence[Items]) -> Items:
    """What ways begin with in common, and the choice between their ends."""
    if len(ways) == 1:
        return ways[0]
    n = 1
    while all(n < len(way) and way[n] == ways[0][n] and way[n][0] is _parser.LITERAL for way in ways):
        n += 1
    return [*ways[0][:n], *_choice([way[n:] for way in ways])]


def _size(items: Iterable[Item]) -> int:
    """How many items a sequence has, with those inside."""
    return sum(1 + sum(map(_size, _inner(op, value))) if op in _HOLDERS else 1 for op, value in items)


def _inner(op: Any, value: Any) -> Sequence[Any]:
    """The sequences in an item that holds some."""
    inner: Sequence[Any] = value[1] if op is _BRANCH else value[-1:]
    return inner


def _tree(items: Iterable[Item], state: Any) -> Any:
    """The sequence as the compiler of `re` takes it."""
    return _parser.SubPattern(
        state, [(op, _compilable(op, value, state) if op in _HOLDERS else value) for op, value in items]
    )


def _compilable(op: Any, value: Any, state: Any) -> Any:
    inner = [_tree(items, state) for items in _inner(op, value)]
    return (None, inner) if op is _BRANCH else (*value[:-1], *inner)
