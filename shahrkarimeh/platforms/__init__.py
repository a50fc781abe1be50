"""Platforms: how a kind of site is asked and read. Pure: one response in, posts and further requests out."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from shahrkarimeh.errors import DoorRefused, NotAPost
from shahrkarimeh.items import Post
from shahrkarimeh.platforms import corpus, generic, wordpress, wordpress_feed, wordpress_rest
from shahrkarimeh.platforms.base import Door, Page
from shahrkarimeh.platforms.refusals import is_challenge
from shahrkarimeh.sites import DoorName, Site

__all__ = ["doors_of", "platform_of", "read_any"]

_PLATFORMS: Mapping[str, Mapping[DoorName, Callable[[], Door]]] = {"wordpress": wordpress.DOORS}


def platform_of(site: Site) -> Mapping[DoorName, Callable[[], Door]]:
    """The doors that the site's platform knows, by name."""
    return _PLATFORMS[site.platform]


def doors_of(site: Site) -> list[Door]:
    """The site's doors, in the order they are tried, each fresh: a door may keep notes of one run."""
    known = platform_of(site)
    return [known[name]() for name in site.doors if name in known]


def read_any(site: Site, page: Page) -> list[Post]:
    """The posts of any response, told by what it holds: REST JSON, a feed, a line of a corpus, a post's page.

    Raises NotAPost, with the reason, where it holds none.
    """
    start = page.body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        if start[:1] in (b"{", b"["):
            return _from_json(site, page)
        if start.startswith((b"<?xml", b"<rss", b"<RSS")):
            if b"<rss" in page.body[:2000].lower():
                return _read(wordpress_feed.posts_of(site, page))
            if b"<html" not in page.body[:4000].lower():
                raise NotAPost("XML that is no feed")
    except DoorRefused as e:
        raise NotAPost(str(e)) from None
    if not start:
        raise NotAPost("an empty answer")
    if is_challenge(page):
        raise NotAPost("a challenge page in place of a post")
    return [generic.read_page(site, page)]


def _from_json(site: Site, page: Page) -> list[Post]:
    try:
        data: Any = json.loads(page.body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotAPost("neither JSON nor a page") from None
    if corpus.is_corpus(data):
        return [corpus.read_line(site, data)]
    return _read(wordpress_rest.posts_of(site, page))


def _read(found: tuple[list[Post], list[tuple[str, str]]]) -> list[Post]:
    posts, faults = found
    if faults and not posts:
        raise NotAPost(faults[0][1])
    return posts
