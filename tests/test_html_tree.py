"""The light tree of a piece of markup gives what bs4's tree of it gives."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shahrkarimeh import html
from shahrkarimeh.html_tree import tree
from tests.test_robust import MARKUP, REASONABLE
from tests.wordpress.posts import CORPUS

_MORE = st.sampled_from(
    """<ruby>|<rt>|</rt>|<rp>|</rp>|</ruby>|<!-- x -->|<?php x ?>|<!DOCTYPE html>|<img src=/a.jpg alt=b>|</a>|<tbody>|
    <a href='/b.pdf'>|<pre>\n x</pre>|<td>|<th>|</tr>|<tr>|</ul>|<li>|<dl><dt>|<dd>|<o:p>|</o:p>|<h2>|</h2>|<script>|
    </script>|<template>|</template>|<form>|</form>|<p style='display:none'>|<div class=related>|<html>|<body>|</body>|
    </html>|<svg:x>|<p p='1' p='2'>|\n|  |&amp;|&#x202b;|<option>|<select>|\ufeff|a""".split("|")
)


def _same(markup: str) -> None:
    searched = html.soup(markup)
    assert html.content(markup, base="https://x.ir/") == html.content(searched, base="https://x.ir/")


@REASONABLE
@given(st.lists(st.one_of(_MORE, MARKUP), max_size=40).map("".join))
def test_any_markup(markup: str) -> None:
    _same(markup)


@pytest.mark.parametrize("name", ["dev", "dev2", "dev3", "dev4", "dev5", "dev6"])
def test_the_corpus(name: str) -> None:
    posts = [json.loads(line)["html"] for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    for markup in posts:
        _same(markup)
        _same(re.sub(r"</\w+>", "", markup))


@pytest.mark.parametrize("page", sorted((CORPUS.parent / "pages").rglob("*.html")), ids=lambda path: path.stem)
def test_pages(page: Path) -> None:
    _same(page.read_text("utf-8", "replace"))


def test_what_is_written_beside_the_text_is_not_in_it() -> None:
    assert html.text_of("<p>قم<ruby>x<rp>(<b>a</b></rp><rt>b<rp>c</rp>d</rt></ruby>شهر</p>") == "قمxشهر"


def test_texts_around_a_comment_are_two() -> None:
    found = list(tree("<p>a&amp;b<!-- c -->d</p>").descendants)
    assert [x for x in found if isinstance(x, str)] == ["a&b", "d"]
