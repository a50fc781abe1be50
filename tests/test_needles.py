"""The literals that spare a pattern the sentences it cannot match."""

import re
from collections.abc import Sequence
from importlib import import_module
from pkgutil import walk_packages

import pytest

from shahrkarimeh import reports
from shahrkarimeh.reports import saying, verdicts
from shahrkarimeh.reports.masks import mask_of
from shahrkarimeh.reports.needles import Gate, Sieve, needles_of
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
    assert list(needles_of(source)) == needles


def _sieves() -> list[Sieve]:
    modules = [import_module(m.name) for m in walk_packages(reports.__path__, f"{reports.__name__}.")]
    return [v for module in modules for v in vars(module).values() if isinstance(v, Sieve)]


@pytest.mark.parametrize(
    "patterns",
    [[shape.pattern for shape in verdicts.ALL_SHAPES], saying.ALL, [sieve.pattern for sieve in _sieves()]],
)
def test_nothing_is_found_where_the_gate_is_shut(patterns: Sequence[re.Pattern[str]]) -> None:
    matched = 0
    gate = Gate(patterns)
    for line in LINES:
        text = mask_of(fold(line)).text
        for n, pattern in enumerate(patterns):
            for m in pattern.finditer(text):
                matched += 1
                assert n in gate.open(m[0]), (pattern.pattern, m[0])
    assert matched > 40


def test_a_gate_is_shut_where_a_literal_is_missing() -> None:
    gate = Gate(map(re.compile, ("ab(?:cd|ef) gh", "ab", "xy z", "(?:lm[12]no|pq[12]rs)")))
    for sentence, may_match in (
        ("1abcd gh", [0, 1]),
        ("abef", [1]),
        ("xy", [2]),
        ("lm1rs", []),
        ("pq2rs", [3]),
        ("", []),
    ):
        assert gate.open(sentence) == may_match


def test_a_gate_may_do_without_the_spaces_beside_a_literal() -> None:
    patterns = [re.compile(" ab ")]
    assert Gate(patterns).open("(ab) ab") == [0] and not Gate(patterns).open("(ab)ab")
    assert Gate(patterns, spaces=False).open("(ab)ab") == [0]


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
