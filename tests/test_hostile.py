"""Content that means harm: nothing of it stops a crawl, swells it, leads it elsewhere or speaks through its log."""

import base64
import gzip
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from shahrkarimeh.spiders import guard
from shahrkarimeh.spiders.values import visible
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError

from shahrkarimeh import html, platforms
from shahrkarimeh.addresses import is_inside, is_local_name
from shahrkarimeh.errors import DoorRefused, NotAPost
from shahrkarimeh.platforms.base import Ask, Page
from shahrkarimeh.platforms.identity import may_ask
from shahrkarimeh.platforms.wordpress_pages import MAX_ENTRIES, SitemapDoor, post_links
from shahrkarimeh.platforms.xml import root_of
from shahrkarimeh.sites import Site
from tests.hostile_server import REST, ROOT, Hostile, answer, crawl, hostile

SITE = Site(name="a", title="آ", home="https://a.example/")
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def site() -> Iterator[Hostile]:
    with hostile() as server:
        yield server


def page(body: bytes) -> Page:
    return Page("https://a.example/x", 200, {}, body)


BOMB = b'<!DOCTYPE r [<!ENTITY a "%s">%s]><rss><channel><item><title>&z;</title></item></channel></rss>'
LAUGHS = BOMB % (b"a" * 100, b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 50) for c in range(98, 123)))
FILE = b'<!DOCTYPE r [<!ENTITY z SYSTEM "file:///etc/passwd">]><urlset><url><loc>&z;</loc></url></urlset>'
FAR = b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><urlset/>'


@pytest.mark.parametrize("body", [LAUGHS, FILE, FAR], ids=["bomb", "file", "dtd"])
def test_xml_with_entities_is_refused(body: bytes) -> None:
    began = time.process_time()
    with pytest.raises(DoorRefused):
        root_of(page(body))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("body", [b"<rss>" + b"<a>" * 100_000, b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 10_000])
def test_deep_xml_and_json_hold_no_posts(body: bytes) -> None:
    with suppress(NotAPost):
        assert platforms.read_any(SITE, page(body)) == []


def test_html_nested_100_000_deep_is_read() -> None:
    began = time.process_time()
    with pytest.raises(NotAPost):
        platforms.read_any(SITE, page(b"<html><body>" + b"<div>" * 100_000))
    assert time.process_time() - began < 5


def test_a_million_links_are_bounded_in_number_and_time() -> None:
    body = b'<article><h2><a href="/%d/">x</a></h2></article>'
    began = time.process_time()
    assert 0 < len(post_links(SITE, page(b"".join(body % n for n in range(1, 1_000_000))))) <= 500
    assert time.process_time() - began < 5
    assert len(html.soup("<b>x</b>" * 200_000).find_all("b")) <= html.MAX_TAGS


def test_a_sitemap_gives_no_more_than_the_protocol_allows_each_once() -> None:
    def read(urls: list[str]) -> int:
        body = "<urlset>" + "".join(f"<url><loc>{u}</loc></url>" for u in urls) + "</urlset>"
        return len(SitemapDoor().read(SITE, Ask("https://a.example/s.xml", "submap"), page(body.encode())).asks)

    assert read(["https://a.example/1/"] * 1000) == 1
    assert read([f"https://a.example/{n}/" for n in range(1, MAX_ENTRIES + 10)]) == MAX_ENTRIES


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://a.example/1/", True),
        ("http://www.a.example:80/", True),
        ("https://a.example:8443/", False),
        ("https://b.a.example/", False),
        ("https://a.example@127.0.0.1/", False),
        ("http://169.254.169.254/latest/", False),
        ("file:///etc/passwd", False),
        ("ftp://a.example/", False),
        ("http://a.example:99999/", False),
        ("http://[::1/", False),
    ],
)
def test_only_the_sites_own_host_and_port_may_be_asked(url: str, may: bool) -> None:
    assert may_ask(SITE, url) is may


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 "
    "169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ::1 fe80::1 ::ffff:127.0.0.1".split(" "),
)
def test_addresses_inside_are_known(address: str) -> None:
    assert is_inside(address)
    assert not is_inside("185.143.233.5") and not is_inside("a.example") and is_local_name("localhost")


@pytest.mark.parametrize(
    ("inside", "name", "good"),
    [
        ((), "evil.example", False),
        (("evil.example",), "evil.example", True),
        ((), "127.0.0.1", True),
    ],
)
def test_dns_answers_that_point_inside_are_refused(
    inside: tuple[str, ...], name: str, good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lookup(self: object, name: str, timeout: object = ()) -> "Deferred[str]":
        return succeed("127.0.0.1")

    monkeypatch.setattr(guard.CachingThreadedResolver, "getHostByName", lookup)
    resolver = guard.Resolver(None, 0, 1)
    resolver.inside = frozenset(inside)
    got: list[Any] = []
    resolver.getHostByName(name).addBoth(got.append)
    assert (got == ["127.0.0.1"]) is good
    assert good or (got[0].check(DNSLookupError) and "inside" in got[0].getErrorMessage())


def test_a_name_that_points_inside_is_not_asked_in_a_crawl(site: Hostile, tmp_path: Path) -> None:
    # A spelling of 127.0.0.1 that only the resolver knows for what it is.
    done = crawl(site, tmp_path, home=f"http://0x7f000001:{site.port}/")
    assert not site.asked and "points inside" in done.log and done.run["door"] is None and "DNS" in done.refused["rest"]


AS_A_LIBRARY = """
import sys
from scrapy.crawler import CrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
from twisted.internet import reactor

settings = Settings()
settings.setmodule("shahrkarimeh.settings", priority="project")
settings.setdict({"DATA_DIR": sys.argv[1], "SHAHRKARIMEH_SITES": [sys.argv[2]], "RETRY_TIMES": 0}, priority="cmdline")
runner = CrawlerRunner(settings)
crawl = lambda: runner.crawl(runner.create_crawler("site"), site="sample").addBoth(lambda _: reactor.stop())
reactor.callWhenRunning(crawl)
reactor.run()
"""


def test_a_name_that_points_inside_is_not_asked_where_no_process_of_scrapys_own_runs(
    site: Hostile, tmp_path: Path
) -> None:
    sites = tmp_path / "sites.toml"
    sites.write_text(f'[sample]\ntitle = "x"\nhome = "http://0x7f000001:{site.port}/"\ndelay = 0\n', "utf-8")
    words = [sys.executable, "-c", AS_A_LIBRARY, str(tmp_path / "data"), str(sites)]
    subprocess.run(words, cwd=ROOT, check=True, timeout=60, capture_output=True)
    run = json.loads((tmp_path / "data" / "runs.jsonl").read_text("utf-8"))
    assert not site.asked and run["door"] is None and "DNS" in run["refused"]["rest"]


def test_robots_rules_of_many_wildcards_are_matched_at_once(site: Hostile, tmp_path: Path) -> None:
    rule = "*a" * 200 + "*b$"
    site.put("/robots.txt", answer(f"User-agent: *\nDisallow: /{rule}\nDisallow: /2{'*' * 500}x\n"))
    site.put(REST, answer("", 404))
    long = f"{site.home}{'a' * 2000}/"
    site.put("/wp-sitemap.xml", answer(f"<urlset><url><loc>{long}</loc></url></urlset>"))
    site.put(f"/{'a' * 2000}/", answer(site.page(1)))
    done = crawl(site, tmp_path, "sitemap")
    assert done.code == 0 and done.ids == ["sample:1"] and done.run["seconds"] < 20


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest/", "file:///etc/passwd", "//evil.example/", "http://127.0.0.1:{0}/"]
)
def test_redirects_off_the_site_are_not_followed(to: str, site: Hostile, tmp_path: Path) -> None:
    with hostile() as other:
        site.default = answer("", 302, Location=to.format(other.port))
        done = crawl(site, tmp_path, "rest")
        assert not other.asked and not done.items and done.run["door"] is None and "rest" in done.refused
        assert "root:" not in done.log


def test_redirect_loops_end(site: Hostile, tmp_path: Path) -> None:
    site.default = answer("", 302, Location="/again")
    done = crawl(site, tmp_path)
    assert len(site.asked) < 60 and "redirection" in done.refused["rest"]


def test_sitemaps_that_lead_astray_or_in_circles(site: Hostile, tmp_path: Path) -> None:
    with hostile() as other:
        urls = [f"{site.home}1/slug/", other.home, "http://10.0.0.1/", "file:///etc/passwd", "https://evil.example/1/"]
        site.put(
            "/wp-sitemap.xml", answer("<urlset>" + "".join(f"<url><loc>{u}</loc></url>" for u in urls) + "</urlset>")
        )
        site.put("/1/slug/", answer(site.page(1)))
        done = crawl(site, tmp_path, "sitemap")
        assert done.ids == ["sample:1"] and not other.asked and done.run["complete"]
    loop = f"<sitemapindex><sitemap><loc>{site.home}wp-sitemap.xml</loc></sitemap></sitemapindex>"
    site.put("/wp-sitemap.xml", answer(loop))
    site.asked.clear()
    (tmp_path / "loop").mkdir()
    done = crawl(site, tmp_path / "loop", "sitemap")
    assert len(site.asked) < 10 and "index" in done.refused["sitemap"]


def test_bodies_over_the_bound_and_bombs_are_not_taken(site: Hostile, tmp_path: Path) -> None:
    def endless(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 X\r\nConnection: close\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b" " * (1 << 20))

    site.put(REST, answer(gzip.compress(bytes(40 << 20)), Content_Encoding="gzip"))
    site.put("/feed/", endless)
    site.put("/wp-sitemap.xml", answer(b"", length=100 << 20))
    done = crawl(site, tmp_path)
    assert done.run["door"] is None and list(done.refused) == ["rest", "feed", "sitemap", "archive"]


# 64 MB of zeros, packed.
BROTLI = (
    "%m4pB_$L73u|OdA{*V9vfACKL#9<MD?)@MC|Nr2h0Eoi^0NwjP{{R2MKLHSj1pvDDfBgUdgMR`b4hsNu@BjG!{|EmBKpYkT=-&VF|NjsE34k~(0MNb"
    "v<NyC3{1X6iSOB1V|2F"
)


def test_what_was_not_asked_for_is_not_unpacked(site: Hostile, tmp_path: Path) -> None:
    site.default = answer(base64.b85decode(BROTLI), Content_Encoding="br", Content_Type="text/html")
    done = crawl(site, tmp_path)
    assert done.code == 3 and list(done.refused) == ["rest", "feed", "sitemap", "archive"]
    assert "not asked for: br" in done.refused["rest"]


def test_nothing_speaks_through_the_log_or_the_items(site: Hostile, tmp_path: Path) -> None:
    evil = "\x1b[31m\r\n2024 INFO: forged\u202e\x00"
    good = site.post(1, title={"rendered": f"جلسه {evil} شماره ۱"})
    bad = [site.post(2, link=f"http://a{evil}/"), site.post(3, link=f"javascript:{evil}"), site.post(4, link=None)]
    site.put(REST, site.rest(good, *bad))
    done = crawl(site, tmp_path, "rest", LOG_LEVEL="DEBUG")
    assert done.ids == ["sample:1"] and done.run["failed"] == 3
    assert not ESCAPES.search(done.log) and "\n2024 INFO: forged" not in done.log
    assert not ESCAPES.search(json.loads(json.dumps(done.items[0]["title"] + done.items[0]["url"])))
    assert not ESCAPES.search("".join(f["url"] + f["error"] for f in done.run["failures"]))


def test_nothing_outside_the_data_directory_is_written(site: Hostile, tmp_path: Path) -> None:
    paths = ["../../../../evil", "..%2f..%2fevil", "/etc/cron.d/evil", "C:\\evil", "evil\x00.jsonl", "a" * 5000]
    posts = [
        site.post(n, title={"rendered": path}, link=f"{site.home}{path}/", slug=path) for n, path in enumerate(paths, 1)
    ]
    site.put(REST, site.rest(*posts))
    done = crawl(site, tmp_path, "rest")
    assert done.code == 0 and len(done.items) == len(paths)
    assert {path.name for path in tmp_path.iterdir()} == {"sites.toml", "data"}
    assert not [path for place in (ROOT, ROOT.parent, Path("/etc/cron.d")) for path in place.glob("*evil*")]
    files = {path.name for path in (tmp_path / "data").iterdir()}
    usual = ("reports", "copies", "posts", "rejected", "runs")
    assert files <= {*(f"{name}.jsonl" for name in usual), "index.sqlite", ".writer.lock", "warc"}
    (archive,) = (tmp_path / "data" / "warc").iterdir()
    assert re.fullmatch(r"sample-\d{8}T\d{6}Z\.warc\.gz", archive.name)


def test_what_cannot_be_seen_is_written_out() -> None:
    assert visible("می‌شود\x1b[31m\u202e\n") == "می‌شود\\u001b[31m\\u202e\\u000a"
