"""Every stored page of tests/pages against what lies beside it: `expected.json`, or `error.json` for one that fails."""

import json
from pathlib import Path

import pytest

from shahrkarimeh.errors import NotAPost
from shahrkarimeh.platforms import read_any
from shahrkarimeh.platforms.base import Page
from shahrkarimeh.sites import Site

PAGES = Path(__file__).parent / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/meta.json"))


def load(case: Path) -> tuple[Site, Page]:
    meta = json.loads((case / "meta.json").read_text("utf-8"))
    (body,) = case.glob("page.*")
    site = Site(name="sample", title="نمونه", home="https://example.ir/", selectors=meta.get("selectors", {}))
    return site, Page(meta["url"], meta.get("status", 200), meta.get("headers", {}), body.read_bytes())


def test_there_are_pages() -> None:
    assert len(CASES) > 10


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_page(case: Path) -> None:
    site, page = load(case)
    error = case / "error.json"
    if error.exists():
        with pytest.raises(NotAPost, match=json.loads(error.read_text("utf-8"))["reason"]):
            read_any(site, page)
        return
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    assert expected and all(expected), "an expectation that expects nothing"
    found = [post.model_dump() for post in read_any(site, page)]
    assert [{name: post[name] for name in want} for post, want in zip(found, expected, strict=True)] == expected
