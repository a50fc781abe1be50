"""Servers that fail: what can be had is had once, the rest is told with its address, and had by the next run."""

import gzip
import json
import socket
import struct
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from shahrkarimeh.spiders.guard import seconds_of
from shahrkarimeh.spiders.whole import breaks_off, is_whole

from shahrkarimeh.platforms.base import Page
from shahrkarimeh.platforms.wordpress_feed import posts_of
from shahrkarimeh.sites import Site
from tests.hostile_server import REST, Hostile, answer, crawl, hostile


@pytest.fixture
def site() -> Iterator[Hostile]:
    with hostile() as server:
        yield server


def stall(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n[")
    time.sleep(4)


def reset(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n[")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(status: int, site: Hostile, tmp_path: Path) -> None:
    site.put(REST, answer("", status, Retry_After="1"), site.rest(site.post(1)))
    done = crawl(site, tmp_path, RETRY_TIMES=1)
    assert done.code == 0 and done.ids == ["sample:1"] and done.run["door"] == "rest" and done.run["complete"]
    first, second = (t for t, a in zip(site.times, site.asked, strict=True) if a.startswith(REST))
    assert second - first >= 0.95


def test_a_busy_site_that_does_not_say_how_long_is_asked_less_and_less(site: Hostile, tmp_path: Path) -> None:
    site.put(REST, *[answer("", 503)] * 3, site.rest(site.post(1)))
    done = crawl(site, tmp_path, RETRY_TIMES=3, BUSY_WAIT=0.5)
    assert done.code == 0 and done.ids == ["sample:1"] and done.run["complete"] and not done.run["failed"]
    times = [t for t, a in zip(site.times, site.asked, strict=True) if a.startswith(REST)]
    assert all(later - earlier >= wait for (earlier, later), wait in zip(pairwise(times), (0.5, 1, 2), strict=True))


def test_a_site_that_asks_for_an_hour_is_left_alone(site: Hostile, tmp_path: Path) -> None:
    site.put(REST, answer("", 503, Retry_After="3600"))
    done = crawl(site, tmp_path, RETRY_TIMES=3)
    assert len(site.asked) == 2 and done.run["door"] is None and "left alone" in done.refused["feed"]
    assert done.code == 3 and "nothing could be fetched (rest: " in done.log
    site.put(REST, site.rest(site.post(1)))
    done = crawl(site, tmp_path, "rest")
    assert done.code == 0 and done.ids == ["sample:1"]


def test_retry_after_is_read_as_seconds_and_as_a_time() -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    assert seconds_of("7", now) == 7
    assert seconds_of("Mon, 01 Jan 2024 00:01:00 GMT", now) == 60
    assert seconds_of("Mon, 01 Jan 2023 00:01:00 GMT", now) == 0
    assert [seconds_of(v, now) for v in (None, "", "soon", "-5", "۷")] == [None] * 5


CUT = gzip.compress(json.dumps([{"id": n} for n in range(5000)]).encode())[:-2000]


FAULTS = {
    "500": answer("", 500),
    "503": answer("", 503),
    "429": answer("", 429, Retry_After="1"),
    "stall": stall,
    "reset": reset,
    "gzip": answer(CUT, Content_Encoding="gzip"),
    "length": answer("[", length=1000),
    "garbage": b"HTTP/1.1 garbage",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_fails_once_is_asked_again(fault: Any, site: Hostile, tmp_path: Path) -> None:
    site.put(REST, fault, site.rest(site.post(1)))
    done = crawl(site, tmp_path, RETRY_TIMES=1, DOWNLOAD_TIMEOUT=1, BUSY_WAIT=0.1)
    assert done.code == 0 and done.ids == ["sample:1"] and done.run["door"] == "rest" and done.run["failed"] == 0


LISTED = "".join(f'<article><h2><a href="/{n}/slug/">{n}</a></h2></article>' for n in (1, 2))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_page_that_stays_faulty_is_told_and_had_by_the_next_run(fault: Any, site: Hostile, tmp_path: Path) -> None:
    site.put("/", answer(LISTED))
    site.put("/page/2/", answer("", 404))
    site.put("/1/slug/", fault)
    site.put("/2/slug/", answer(site.page(2)))
    done = crawl(site, tmp_path, "archive", RETRY_TIMES=1, DOWNLOAD_TIMEOUT=1, BUSY_WAIT=0.1)
    assert done.code == 1 and done.ids == ["sample:2"] and done.failed == [f"{site.home}1/slug/"]
    assert f"1 addresses failed, 0 items rejected, first {site.home}1/slug/: " in done.log.splitlines()[-1]
    site.put("/1/slug/", answer(site.page(1)))
    done = crawl(site, tmp_path, "archive")
    assert done.code == 0 and done.ids == ["sample:1", "sample:2"]


def test_a_page_that_breaks_off_is_told_and_had_by_the_next_run(site: Hostile, tmp_path: Path) -> None:
    whole = gzip.compress((site.page(1) + "<p>دنباله</p>" * 5000).encode())
    site.put("/", answer(LISTED))
    site.put("/page/2/", answer("", 404))
    site.put("/1/slug/", answer(whole[:-20], Content_Encoding="gzip"))
    site.put("/2/slug/", answer(site.page(2)))
    done = crawl(site, tmp_path, "archive")
    assert done.code == 1 and done.ids == ["sample:2"] and done.failed == [f"{site.home}1/slug/"]
    site.put("/1/slug/", answer(whole, Content_Encoding="gzip"))
    assert crawl(site, tmp_path, "archive").ids == ["sample:1", "sample:2"]


def test_gzip_is_whole_or_not() -> None:
    body = gzip.compress(b"x" * 300_000)
    assert is_whole(body, 1 << 20) and is_whole(body + b"tail", 1 << 20) and is_whole(body, 1000)
    for packed in (zlib.compress(b"x" * 300_000), zlib.compress(b"x" * 300_000)[2:-4]):
        assert is_whole(packed, 1 << 20, (15, -15)) and not is_whole(packed[:-9], 1 << 20, (15, -15))
    assert not any(is_whole(b, 1 << 20) for b in (body[:-9], body[:5], b"plain", b"\x1f\x8b\x08\x00" + b"\xff" * 40))


HTML = {"Content_Type": "text/html; charset=utf-8"}


def test_a_page_that_its_own_length_cuts_is_told_and_had_by_the_next_run(site: Hostile, tmp_path: Path) -> None:
    one, two = (f"<html>{site.page(n)}<footer></footer></body></html>" for n in (1, 2))
    site.put("/", answer(LISTED + "</body></html>", **HTML))
    site.put("/page/2/", answer("", 404))
    site.put("/1/slug/", answer(one, length=len(one.encode()) - 90, **HTML))
    site.put("/2/slug/", answer(two, length=len(two.encode()) - 90, **HTML), answer(two, **HTML))
    done = crawl(site, tmp_path, "archive", RETRY_TIMES=1)
    assert done.code == 1 and done.ids == ["sample:2"] and done.failed == [f"{site.home}1/slug/"]
    assert "the page does not come to an end" in done.run["failures"][0]["error"]
    site.put("/1/slug/", answer(one, **HTML))
    done = crawl(site, tmp_path, "archive")
    assert done.code == 0 and done.ids == ["sample:1", "sample:2"] and "شماره 1" in done.items[1]["text"]


def test_a_site_whose_pages_never_end_is_believed(site: Hostile, tmp_path: Path) -> None:
    site.put("/", answer(f"<html><div>{LISTED}", **HTML))
    site.put("/page/2/", answer("", 404))
    for number in (1, 2):
        site.put(f"/{number}/slug/", answer(f"<html><div>{site.page(number)}", **HTML))
    done = crawl(site, tmp_path, "archive", RETRY_TIMES=1)
    assert done.code == 0 and done.ids == ["sample:1", "sample:2"]
    assert len([asked for asked in site.asked if asked != "/robots.txt"]) == 7  # each but the missing list twice


@pytest.mark.parametrize(
    ("page", "broken"),
    [
        (b"<html><body><div><p>text</div></body></html>", False),
        (b"<p>text<p>more<ul><li>one", False),  # what HTML lets be left out
        (b"<body><div><p>text</div>", False),
        (b"<body><div><p>text", True),
        (b"<body><article><div>text</div>", True),
        (b"<body><p>text</p><di", True),
        (b"<body><div>text</BODY", False),
        (b"", False),
    ],
)
def test_a_page_breaks_off_or_not(page: bytes, broken: bool) -> None:
    assert breaks_off(page) is broken


@pytest.mark.parametrize("head", ["", '<meta charset="windows-1256">'], ids=["undeclared", "declared"])
def test_windows_1256_is_read(head: str, site: Hostile, tmp_path: Path) -> None:
    site.put("/", answer('<article><h2><a href="/1/slug/">1</a></h2></article>'))
    site.put("/1/slug/", answer((head + site.page(1)).replace("ی", "ي").encode("cp1256", "replace")))
    done = crawl(site, tmp_path, "archive")
    assert done.code == 0 and done.ids == ["sample:1"] and "شور" in done.items[0]["text"]


def test_a_feed_in_windows_1256_is_read_declared_or_not() -> None:
    xml = (
        '{}<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><title>جلسه شورا</title>'
        "<link>https://a.example/1/x/</link><c:encoded>متن خبر شورا</c:encoded></item></channel></rss>"
    )
    site = Site(name="a", title="آ", home="https://a.example/")
    for head in ('<?xml version="1.0" encoding="windows-1256"?>', '<?xml version="1.0"?>', ""):
        body = xml.format(head).replace("ی", "ي").encode("cp1256")
        posts, faults = posts_of(site, Page("https://a.example/feed/", 200, {}, body))
        assert not faults and [p.title for p in posts] == ["جلسه شورا"], head


def test_json_cut_in_half_leads_to_the_next_door(site: Hostile, tmp_path: Path) -> None:
    whole = json.dumps([site.post(1), site.post(2)])
    site.put(REST, answer(whole[: len(whole) // 2]))
    site.put("/wp-sitemap.xml", answer(f"<urlset><url><loc>{site.home}1/slug/</loc></url></urlset>"))
    site.put("/1/slug/", answer(site.page(1)))
    done = crawl(site, tmp_path)
    assert done.ids == ["sample:1"] and done.run["door"] == "sitemap" and "JSON" in done.refused["rest"]
    assert done.code == 0 and done.run["complete"]


@pytest.mark.parametrize(
    "body",
    ["<title>Just a moment...</title>", '<body class="wp-maintenance-mode"><h1>به زودی</h1><p>در حال کار هستیم</p>'],
    ids=["challenge", "maintenance"],
)
def test_one_page_for_every_door_gives_nothing(body: str, site: Hostile, tmp_path: Path) -> None:
    site.default = answer(body)
    done = crawl(site, tmp_path)
    assert not done.items and done.run["door"] is None and len(done.refused) == 4
    assert done.code == 3 and "nothing could be fetched (rest: " in done.log


def test_a_maintenance_page_is_no_post(site: Hostile, tmp_path: Path) -> None:
    site.put("/", answer('<article><h2><a href="/1/slug/">1</a></h2></article>'))
    stub = '<body class="wp-maintenance-mode"><h1>در دست تعمیر</h1><article><p>باز می‌گردیم</p></article>'
    site.put("/1/slug/", answer(stub))
    done = crawl(site, tmp_path, "archive")
    assert not done.items and "maintenance" in done.run["failures"][0]["error"] and done.code == 1
    site.put("/1/slug/", answer(site.page(1)))
    done = crawl(site, tmp_path, "archive")
    assert done.code == 0 and done.ids == ["sample:1"]
