"""The literals that spare a pattern the sentences it cannot match."""

import re

import pytest

from shahrkarimeh.reports import elections, verdicts, votes
from shahrkarimeh.reports.masks import mask_of
from shahrkarimeh.reports.needles import Sieve, needles_of, present
from shahrkarimeh.text.letters import fold
from tests.test_told import LINES


@pytest.mark.parametrize(
    ("source", "needles"),
    [
        ("abc", [{"abc"}]),
        ("a(?:bcd|xyz)", [{"bcd", "xyz"}, {"a"}]),
        ("(?:bcd)?ef", [{"ef"}]),
        ("[ab]+", []),
        ("(?:ab|c?)d", [{"d"}]),
        ("(?<!no)(?:yes){1,2}", [{"yes"}]),
        ("(?:ab|xabx|cd) (?:e{2}|f) ", [{"ab", "cd"}, {"e", "f"}]),
    ],
)
def test_needles(source: str, needles: list[set[str]]) -> None:
    assert list(needles_of(re.compile(source))) == needles


def _sieves() -> list[Sieve]:
    return [v for module in (votes, elections) for v in vars(module).values() if isinstance(v, Sieve)]


def test_no_verdict_stands_without_the_needles_of_its_shape() -> None:
    matched = 0
    for line in LINES:
        text = mask_of(fold(line)).text
        for shape, needles in verdicts.ALL_SHAPES:
            for m in shape.pattern.finditer(text):
                matched += 1
                here = present(text, *m.span(), frozenset().union(*needles))
                assert all(here & one for one in needles), (shape.pattern.pattern, m[0])
    assert matched > len(LINES) / 2


def test_a_sieve_finds_what_its_pattern_finds() -> None:
    matched = 0
    for line in LINES:
        text = mask_of(fold(line)).text
        for sieve in _sieves():
            for a, b in ((0, len(text)), (5, len(text) // 2)):
                spans = [m.span() for m in sieve.pattern.finditer(text, a, b)]
                assert [m.span() for m in sieve.finditer(text, a, b)] == spans
                first = sieve.search(text, a, b)
                assert (first and first.span()) == (spans[0] if spans else None)
                matched += len(spans)
    assert matched > len(LINES) / 4
