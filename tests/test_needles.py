"""The literals that spare a pattern the sentences it cannot match."""

import re

import pytest

from shahrkarimeh.reports import verdicts
from shahrkarimeh.reports.masks import mask_of
from shahrkarimeh.reports.needles import needles_of, present
from shahrkarimeh.text.letters import fold
from tests.test_told import LINES


@pytest.mark.parametrize(
    ("source", "needles"),
    [
        ("abc", {"abc"}),
        ("a(?:bcd|xyz)", {"bcd", "xyz"}),
        ("(?:bcd)?ef", {"ef"}),
        ("[ab]+", set()),
        ("(?:ab|c?)d", {"d"}),
        ("(?<!no)(?:yes){1,2}", {"yes"}),
    ],
)
def test_needles(source: str, needles: set[str]) -> None:
    assert needles_of(re.compile(source)) == needles


def test_no_verdict_stands_without_a_needle_of_its_shape() -> None:
    matched = 0
    for line in LINES:
        text = mask_of(fold(line)).text
        for shape, needles in verdicts.ALL_SHAPES:
            for m in shape.pattern.finditer(text):
                matched += 1
                assert needles & present(m[0], needles), (shape.pattern.pattern, m[0])
    assert matched > len(LINES) / 2
