"""The doors of WordPress as pure functions: what they ask for, and what they make of answers."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from shahrkarimeh.errors import DoorRefused, NotAPost
from shahrkarimeh.platforms import doors_of
from shahrkarimeh.platforms.base import Ask, Door, Memory, Page, Window
from shahrkarimeh.platforms.identity import canonical, number_of, post_id, tidy
from shahrkarimeh.platforms.moments import iso, moment, written
from shahrkarimeh.sites import Site

SITE = Site(name="sample", title="نمونه", home="https://example.ir/")
HOME = SITE.home
MARK = datetime(2024, 3, 1, 12, tzinfo=UTC)


def door(name: str) -> Door:
    return next(d for d in doors_of(SITE) if d.name == name)


def page(body: str | bytes, status: int = 200, url: str = HOME, headers: Mapping[str, str] | None = None) -> Page:
    return Page(url, status, headers or {}, body.encode() if isinstance(body, str) else body)


def rest_posts(*numbers: int) -> str:
    posts = [
        {"id": n, "link": f"{HOME}{n}/", "title": {"rendered": "ت"}, "content": {"rendered": "<p>متن</p>"}}
        for n in numbers
    ]
    return json.dumps(posts)


def feed(links: int, built: str = "Fri, 01 Mar 2024 12:00:00 +0000") -> str:
    item = "<item><title>ت</title><link>{0}s{1}/</link><c:encoded>متن</c:encoded></item>"
    items = "".join(item.format(HOME, n) for n in range(links))
    return (
        '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<lastBuildDate>{built}</lastBuildDate>{items}</channel></rss>"
    )


def first(name: str, window: Window | None = None, memory: Memory | None = None) -> tuple[Door, Ask]:
    opened = door(name)
    (ask,) = opened.open(SITE, window or Window(), memory or Memory())
    return opened, ask


# -- REST ---------------------------------------------------------------------------------------------------------


def test_rest_asks_for_all_by_number_and_for_news_by_change() -> None:
    assert "orderby=id" in first("rest")[1].url
    url = first("rest", memory=Memory(mark=MARK))[1].url
    assert "orderby=modified" in url and "modified_after=2024-03-01T12:00:00Z" in url


def test_rest_bounds_by_day_of_publication() -> None:
    url = first("rest", Window(date(2024, 1, 2), date(2024, 1, 3)))[1].url
    assert "after=2024-01-01T22:00:00" in url and "before=2024-01-04T02:00:00" in url


def test_rest_pages_follow_from_the_headers() -> None:
    opened, ask = first("rest")
    got = opened.read(SITE, ask, page(rest_posts(1, 2), headers={"x-wp-total": "250", "x-wp-totalpages": "3"}))
    assert [p.id for p in got.posts] == ["sample:1", "sample:2"]
    assert got.total == 250
    assert [a.url.rpartition("page=")[2] for a in got.asks] == ["2", "3"]


def test_rest_without_headers_goes_on_while_pages_are_full() -> None:
    opened, ask = first("rest")
    got = opened.read(SITE, ask, page(rest_posts(*range(1, 101))))
    assert len(got.asks) == 1 and got.total is None
    assert not opened.read(SITE, got.asks[0], page(rest_posts(101))).asks


def test_rest_tries_the_plain_route_once() -> None:
    opened, ask = first("rest")
    (plain,) = opened.read(SITE, ask, page("", 404)).asks
    assert plain.url.startswith(f"{HOME}?rest_route=/wp/v2/posts&")
    with pytest.raises(DoorRefused, match="404"):
        opened.read(SITE, plain, page("", 404))


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (401, "{}", "login"),
        (403, "{}", "forbidden"),
        (500, "", "broken"),
        (503, "<title>Just a moment...</title>", "challenge"),
        (200, "<title>Just a moment...</title>", "challenge"),
        (200, "<html>", "no JSON"),
        (200, "[" * 100_000, "no JSON"),
        (200, '{"code": "rest_no_route"}', "another shape"),
        (200, '[{"id": 1}]', "another shape"),
        (200, "[1, 2]", "another shape"),
    ],
)
def test_rest_refusals(status: int, body: str, reason: str) -> None:
    opened, ask = first("rest")
    with pytest.raises(DoorRefused, match=reason):
        opened.read(SITE, ask, page(body, status))


# -- feed ---------------------------------------------------------------------------------------------------------


def test_feed_goes_on_until_a_short_page_or_404() -> None:
    opened, ask = first("feed")
    second = opened.read(SITE, ask, page(feed(10))).asks[0]
    assert second.url == f"{HOME}feed/?paged=2"
    third = opened.read(SITE, second, page(feed(10))).asks[0]
    for end in (page(feed(3)), page("", 404)):
        (check,) = opened.read(SITE, third, end).asks
        assert check.url == f"{HOME}wp-sitemap-posts-post-1.xml"
    with pytest.raises(DoorRefused, match="404"):
        opened.read(SITE, ask, page("", 404))


def test_feed_asks_for_the_pages_of_what_only_the_sitemap_names() -> None:
    opened, ask = first("feed")
    second = opened.read(SITE, ask, page(feed(10))).asks[0]
    (check,) = opened.read(SITE, second, page(feed(3))).asks
    sitemap = "".join(f"<url><loc>{HOME}{name}/</loc></url>" for name in ("s1", "S2", "lost", "category/x"))
    got = opened.read(SITE, check, page(f"<urlset>{sitemap}</urlset>"))
    assert [(a.url, a.kind) for a in got.asks] == [(f"{HOME}lost/", "page")]
    for other in (page("", 404), page("<html>"), page("<sitemapindex/>"), page("Just a moment...")):
        assert opened.read(SITE, check, other).asks == []


def test_feed_asks_what_changed_by_time_alone() -> None:
    said = "Fri, 01 Mar 2024 12:00:00 GMT"
    opened, ask = first("feed", memory=Memory(MARK, {f"{HOME}feed/": said}))
    assert ask.url == f"{HOME}feed/?orderby=modified"
    assert ask.headers == {"If-Modified-Since": said}
    assert not opened.read(SITE, ask, page(b"", 304)).posts


def test_feed_stops_where_the_last_change_was_taken_before() -> None:
    opened, ask = first("feed", memory=Memory(MARK))
    newer, older = feed(10, "Fri, 01 Mar 2024 12:00:01 +0000"), feed(10)
    (more,) = opened.read(SITE, ask, page(newer)).asks
    assert more.url == f"{HOME}feed/?orderby=modified&paged=2"
    assert not opened.read(SITE, more, page(older)).asks


def test_feed_keeps_a_settled_validator_only() -> None:
    opened, ask = first("feed")
    headers = {"last-modified": "Fri, 01 Mar 2024 12:00:00 GMT", "date": "Fri, 01 Mar 2024 12:05:00 GMT"}
    assert opened.read(SITE, ask, page(feed(2), headers=headers)).validators
    headers["date"] = "Fri, 01 Mar 2024 12:01:00 GMT"
    assert not opened.read(SITE, ask, page(feed(2), headers=headers)).validators


# -- sitemap and archive ------------------------------------------------------------------------------------------


def sitemap(kind: str, *entries: tuple[str, str]) -> str:
    child = "sitemap" if kind == "sitemapindex" else "url"
    inner = "".join(f"<{child}><loc>{u}</loc><lastmod>{m}</lastmod></{child}>" for u, m in entries)
    return f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{kind}>'


def test_sitemap_takes_what_robots_declares_then_the_usual_places() -> None:
    opened, robots = first("sitemap")
    robots_txt = f"User-agent: *\nSitemap: {HOME}maps.xml\nSitemap: https://elsewhere.ir/x.xml"
    (ask,) = opened.read(SITE, robots, page(robots_txt)).asks
    seen = []
    while True:
        seen.append(ask.url.removeprefix(HOME))
        try:
            (ask,) = opened.read(SITE, ask, page("", 404)).asks
        except DoorRefused:
            break
    assert seen == ["maps.xml", "wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml"]


@pytest.mark.parametrize(
    ("maps", "chosen"),
    [
        (["wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-page-1.xml", "wp-sitemap-users-1.xml"], [0]),
        (["post-sitemap.xml", "post-sitemap2.xml", "page-sitemap.xml", "category-sitemap.xml"], [0, 1]),
        (["sitemap-1.xml", "sitemap-2.xml", "sitemap-categories.xml"], [0, 1]),
    ],
)
def test_sitemap_index_gives_the_maps_of_posts(maps: list[str], chosen: list[int]) -> None:
    opened, robots = first("sitemap")
    (ask,) = opened.read(SITE, robots, page("", 404)).asks
    got = opened.read(SITE, ask, page(sitemap("sitemapindex", *((HOME + m, "") for m in maps))))
    assert [a.url for a in got.asks] == [HOME + maps[k] for k in chosen]


def test_sitemap_asks_for_unknown_and_changed_pages() -> None:
    known = {f"{HOME}old/", f"{HOME}changed/"}
    opened, robots = first("sitemap", memory=Memory(MARK, known=lambda key: key in known))
    (ask,) = opened.read(SITE, robots, page("", 404)).asks
    entries = [("", ""), ("old/", "2024-02-01"), ("changed/", "2024-03-02T00:00:00Z"), ("new/", "2024-02-01")]
    got = opened.read(SITE, ask, page(sitemap("urlset", *((HOME + u, m) for u, m in entries))))
    assert [a.url for a in got.asks] == [f"{HOME}changed/", f"{HOME}new/"]


def listing(*slugs: str) -> str:
    return "<body class=home>" + "".join(
        f'<article><h2 class="entry-title"><a href="/{s}/">{s}</a></h2></article>' for s in slugs
    )


def test_archive_goes_back_until_all_is_known() -> None:
    known = {f"{HOME}b/", f"{HOME}c/"}
    opened, ask = first("archive", memory=Memory(MARK, known=lambda key: key in known))
    got = opened.read(SITE, ask, page(listing("a", "b"))).asks
    assert [a.url for a in got] == [f"{HOME}a/", f"{HOME}page/2/"]
    assert not opened.read(SITE, got[1], page(listing("b", "c"))).asks


def test_archive_after_a_run_that_died_goes_on_past_known_posts() -> None:
    opened, ask = first("archive", memory=Memory(known=lambda key: True))
    assert [a.url for a in opened.read(SITE, ask, page(listing("a", "b"))).asks] == [f"{HOME}page/2/"]


def test_archive_looks_at_its_lists_once_more() -> None:
    opened, ask = first("archive")
    asks = opened.read(SITE, ask, page(listing("a", "b"))).asks
    asks = opened.read(SITE, asks[-1], page(listing("d"))).asks
    (again,) = opened.read(SITE, asks[-1], page("", 404)).asks
    assert (again.url, again.kind) == (HOME, "again")
    (more,) = opened.read(SITE, again, page(listing("a", "b"))).asks
    assert [a.url for a in opened.read(SITE, more, page(listing("c", "d"))).asks] == [f"{HOME}c/", f"{HOME}page/3/"]
    (end,) = opened.read(SITE, more, page(listing("d"))).asks
    assert not opened.read(SITE, end, page(listing("d"))).asks  # no more lists than there were


def test_a_page_that_went_away_is_no_post_and_a_broken_one_is_a_fault() -> None:
    opened = door("archive")
    asked = Ask(f"{HOME}a/", "page")
    assert not opened.read(SITE, asked, page("", 404)).posts
    with pytest.raises(NotAPost, match="500"):
        opened.read(SITE, asked, page("", 500))


# -- identity and time --------------------------------------------------------------------------------------------


def test_all_forms_of_an_address_are_one_id() -> None:
    assert {post_id(SITE, u) for u in (f"{HOME}?p=4821", f"{HOME}4821/slug/", "http://www.example.ir/?p=4821")} == {
        "sample:4821"
    }
    assert post_id(SITE, f"{HOME}slug/", hints=[f"{HOME}?p=4821"]) == "sample:4821"
    assert post_id(SITE, f"{HOME}slug/", hints=["https://elsewhere.ir/?p=1"]) == post_id(SITE, "http://example.ir/slug")


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://example.ir/1394/11/12/slug/", None),
        ("https://example.ir/1394/slug/", None),
        ("https://example.ir/2735/slug/", 2735),
        ("https://example.ir/archives/77", 77),
        ("https://example.ir/?p=x", None),
        ("https://[broken", None),
        ("https://example.ir/slug/", None),
    ],
)
def test_numbers_in_addresses(url: str, number: int | None) -> None:
    assert number_of(url) == number


def test_addresses_are_written_in_one_way() -> None:
    assert tidy("https://Example.ir/قم/?utm_source=x&p=1#top") == "https://example.ir/%d9%82%d9%85/?p=1"
    same = {"http://www.example.ir/%D9%82%D9%85", "https://example.ir/قم/", "https://example.ir:443/%d9%82%d9%85/#c"}
    assert len({canonical(url) for url in same}) == 1
    assert canonical("http://127.0.0.1:8088/a/") != canonical("http://127.0.0.1:8089/a/")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2016-02-01T07:00:00Z", "2016-02-01T10:30:00+03:30"),
        ("2016-07-01T07:00:00+00:00", "2016-07-01T11:30:00+04:30"),
        ("2023-07-01T10:30:00", "2023-07-01T10:30:00+03:30"),
        ("Mon, 01 Feb 2016 07:00:00 +0000", "2016-02-01T10:30:00+03:30"),
        ("1394-11-12T10:30:00+03:30", "2016-02-01T10:30:00+03:30"),
        ("۱۳۹۴-۱۱-۱۲ ۱۰:۳۰", "2016-02-01T10:30:00+03:30"),
        ("0000-00-00T00:00:00", None),
        ("1970-01-01T00:00:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_moments(value: str | None, told: str | None) -> None:
    assert iso(moment(value, SITE)) == told


def test_a_written_time() -> None:
    assert iso(written("دوشنبه ۱۲ بهمن ۱۳۹۴ - ساعت ۱۰:۳۰ | کد خبر: ۵۱", SITE)) == "2016-02-01T10:30:00+03:30"
    assert written("کد خبر: ۵۱", SITE) is None
