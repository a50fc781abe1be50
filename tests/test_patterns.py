"""Patterns told what they begin with find what they found before, only sooner."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shahrkarimeh.reports
import shahrkarimeh.text
from shahrkarimeh.reports.masks import mask_of
from shahrkarimeh.reports.verdicts import ALL_SHAPES
from shahrkarimeh.text import patterns
from shahrkarimeh.text.beginnings import rearranged
from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.patterns import compiled, first_letters
from tests.test_told import LINES

_PARSER = re._parser


def _found(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> list[object]:
    return [(m.span(), m.groups()) for m in pattern.finditer(text, start, len(text) if end is None else end)]


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        (r"(?<!x)(?:ab|cd?)e", "ac"),
        (r"a?b", "ab"),
        (r"(?:a?b)*c", "abc"),
        (r"(?P<n>b{2,})|c", "bc"),
        (r"^(?=z)a{0,2}?b$", "ab"),
        (r"a?", None),
        (r"(?:a|b?)", None),
        (r"[^x]y", None),
        (r".y", None),
        (r"(?i:a)b", None),
        (r"(?i)ab", None),
        (r"(a)?(?(1)b|c)", None),
        (r"(a?)\1b", None),
    ],
)
def test_what_a_pattern_begins_with(source: str, letters: str | None) -> None:
    tree = _PARSER.parse(source)
    found = first_letters(tree, tree.state.flags)
    assert (None if found is None else "".join(sorted(chr(code) for _, code in found))) == letters


def test_ranges_and_classes_are_kept() -> None:
    pattern = compiled(r"(?<!-)(?:[0-3]|\s)x")
    assert _found(pattern, "-1x 2x 4x x") == _found(re.compile(pattern.pattern), "-1x 2x 4x x")


@pytest.mark.parametrize(
    ("source", "same"),
    [
        (r"(?<!x)(?<=yz)ab", r"ab(?<!xab)(?<=yzab)"),
        (r"(?:ab|cd)ef", r"abef|cdef"),
        (r"(?:ab)?cd?", r"abcd?|cd?"),
        (r"abcc|abdd|x|aa", r"a(?:b(?:cc|dd)|a)|x"),
        (r"(?<!x)(?:(?:ab|cd)e|(?<!y)[fg])h", r"abe(?<!xabe)h|cde(?<!xcde)h|[fg](?<!x[fg])(?<!y[fg])h"),
        (r"(?<!x)(?:ab|.)", r"(?<!x)(?:ab|.)"),  # a way that begins with anything
        (r"aa|.|ab", r"aa|.|ab"),  # the one between may not lose its turn
    ],
)
def test_patterns_begin_with_letters(source: str, same: str) -> None:
    assert repr(rearranged(_PARSER.parse(source))) == repr(_PARSER.parse(same))


_ATOMS = st.sampled_from(
    ["a", "b", "c", "ab", "[ab]", "[^a]", r"\w", r"\s", ".", "(?<!a)", "(?<!ab)", "(?=b)", "(?!c)", "(?<=b)", "^", "$"]
)


def _more(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        many.map("".join),
        many.map(lambda x: f"(?:{'|'.join(x)})"),
        many.map(lambda x: f"({'|'.join(x)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "+?", "??"])).map(
            lambda x: f"(?:{x[0]}){x[1]}"
        ),
    )


@given(st.recursive(_ATOMS, _more, max_leaves=8), st.text("abc \n", max_size=12))
def test_any_pattern_finds_the_same(source: str, text: str) -> None:
    told, plain = compiled(source), re.compile(source)
    assert _found(told, text) == _found(plain, text)
    assert _found(told, text, 1, 5) == _found(plain, text, 1, 5)
    assert told.sub("x", text) == plain.sub("x", text)


def _ours() -> list[re.Pattern[str]]:
    every = [shape.pattern for shape in ALL_SHAPES]
    for package in (shahrkarimeh.reports, shahrkarimeh.text):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            every += [v for v in vars(import_module(module.name)).values() if isinstance(v, re.Pattern)]
    return list({(p.pattern, p.flags): p for p in every}.values())


def test_ours_find_the_same() -> None:
    folded = fold("\n".join(LINES))
    matches = 0
    for pattern in _ours():
        plain = re.compile(pattern.pattern, pattern.flags)
        for text in (folded, mask_of(folded).text):
            found = _found(pattern, text)
            assert found == _found(plain, text), pattern.pattern
            matches += len(found)
    assert matches > 10_000


def test_the_compiler_of_this_python_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(patterns, "first_letters", lambda tree, flags: asked.append(tree) or first_letters(tree, flags))
    compiled(r"(?<![^\W_])(?:گزارش|چگونه)")
    assert len(asked) == 1
    re.compile(r"(?<![^\W_])(?:گزارش|چرا)")
    assert len(asked) == 1  # others' patterns are left alone
