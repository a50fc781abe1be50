"""Crawls of a small site on loopback that misbehaves as sites do; the real one is in tests/test_wordpress_site.py."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
BODY = "<p>صد و دوازدهمین جلسه شورای اسلامی شهر قم دیروز به صورت علنی برگزار شد و بودجه تصویب شد.</p>"
Answer = tuple[int, Mapping[str, str], str]
JSON = {"Content-Type": "application/json"}
FEED = "/feed/"
REST = "/wp-json/wp/v2/posts"


@dataclass
class Website:
    """What is answered, by path without query; what was asked."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    home: str = ""

    def put(self, path: str, body: str, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """One more answer of a path; the last one stays."""
        self.answers.setdefault(path, []).append((status, headers or {}, body))

    def answer(self, target: str) -> Answer:
        self.asked.append(target)
        known = self.answers.get(target.partition("?")[0], [(404, {}, "")])
        return known.pop(0) if len(known) > 1 else known[0]

    def post(self, number: int, **more: object) -> dict[str, object]:
        return {
            "id": number,
            "date_gmt": f"2024-01-{number:02}T08:00:00",
            "modified_gmt": f"2024-01-{number:02}T08:00:00",
            "link": f"{self.home}{number}/slug/",
            "title": {"rendered": f"جلسه شماره {number}"},
            "content": {"rendered": f"{BODY}<p>شماره {number}</p>"},
            **more,
        }

    def rest(self, *posts: object, total: int | None = None) -> None:
        headers = {**JSON, "X-WP-Total": str(len(posts) if total is None else total), "X-WP-TotalPages": "1"}
        self.put(REST, json.dumps(posts), headers=headers)

    def feed(self, *numbers: int) -> None:
        item = (
            "<item><title>جلسه شماره {0}</title><link>{1}{0}/slug/</link><c:encoded><![CDATA[{2}]]></c:encoded></item>"
        )
        items = "".join(item.format(n, self.home, f"{BODY}<p>شماره {n}</p>") for n in numbers)
        xml = f'<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'
        self.put(FEED, xml)
        self.put(FEED, "", 404)

    def page(self, number: int) -> None:
        html = f'<body class="single postid-{number}"><h1 class="entry-title">جلسه شماره {number}</h1>'
        self.put(f"/{number}/slug/", f'{html}<div class="entry-content">{BODY}<p>شماره {number}</p></div>')


@pytest.fixture
def website() -> Iterator[Website]:
    site = Website()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = site.answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.home = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


def crawl(website: Website, data: Path, *options: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The record of the run and all items so far."""
    sites = data.parent / "sites.toml"
    sites.write_text(f'[sample]\ntitle = "نمونه"\nhome = "{website.home}"\ndelay = 0\n', "utf-8")
    words = [sys.executable, "-m", "scrapy", "crawl", "site", "-a", "site=sample", *options]
    settings = {"DATA_DIR": data, "SHAHRKARIMEH_SITES": sites, "AUTOTHROTTLE_ENABLED": 0, "RETRY_TIMES": 0}
    words += [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (data / "runs.jsonl").exists(), done.stderr[-3000:]
    run = json.loads((data / "runs.jsonl").read_text("utf-8").splitlines()[-1])
    files = (data / name for name in ("reports.jsonl", "copies.jsonl", "posts.jsonl"))
    return run, [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def ids(items: list[dict[str, Any]]) -> list[str]:
    return sorted(item["id"] for item in items)


def test_the_first_door_is_enough(website: Website, tmp_path: Path) -> None:
    website.rest(website.post(1), website.post(2))
    run, items = crawl(website, tmp_path / "data")
    assert ids(items) == ["sample:1", "sample:2"]
    assert (run["door"], run["refused"], run["complete"], run["requests"]) == ("rest", {}, True, 2)
    assert run["mark"] == "2024-01-02T08:00:00Z"
    where = items[0]["provenance"]
    assert where["via"] == "rest" and where["record"].startswith("warc/sample-") and where["fetched_at"]


def test_nothing_new_is_one_request(website: Website, tmp_path: Path) -> None:
    website.rest(website.post(1))
    website.rest()
    crawl(website, tmp_path / "data")
    website.asked.clear()
    run, items = crawl(website, tmp_path / "data")
    assert [a.partition("?")[0] for a in website.asked] == ["/robots.txt", REST]
    assert "modified_after=2024-01-01T08:00:00Z" in website.asked[1]
    assert run["complete"] and ids(items) == ["sample:1"] and run["mark"] == "2024-01-01T08:00:00Z"


def test_doors_are_left_for_the_next_with_their_reasons(website: Website, tmp_path: Path) -> None:
    website.put(REST, "", 403)
    website.put(FEED, "<title>Just a moment...</title>", 200)
    website.put(
        "/", '<article><h2><a href="/1/slug/">۱</a></h2></article><article><h2><a href="/2/slug/">۲</a></h2></article>'
    )
    website.page(1)
    website.page(2)
    run, items = crawl(website, tmp_path / "data")
    assert ids(items) == ["sample:1", "sample:2"]
    assert run["door"] == "archive" and run["complete"]
    assert list(run["refused"]) == ["rest", "feed", "sitemap"]
    assert "403" in run["refused"]["rest"] and "challenge" in run["refused"]["feed"]


def test_a_door_that_refused_is_not_tried_again_for_a_week(website: Website, tmp_path: Path) -> None:
    website.put(REST, "{}", 401, JSON)
    website.feed(1)
    crawl(website, tmp_path / "data")
    website.asked.clear()
    website.answers[FEED] = [(304, {}, "")]
    run, _ = crawl(website, tmp_path / "data")
    assert (run["door"], list(run["refused"])) == ("feed", ["rest"])
    assert [target.partition("?")[0] for target in website.asked] == ["/robots.txt", FEED]
    website.answers[REST].clear()
    website.rest(website.post(1))
    run, _ = crawl(website, tmp_path / "data", "-a", "full=1")
    assert (run["door"], run["refused"]) == ("rest", {})


def test_a_feed_that_ignores_the_page_number_ends(website: Website, tmp_path: Path) -> None:
    website.put(REST, "{}", 401, JSON)
    website.feed(1, 2)
    website.answers[FEED].pop()
    run, items = crawl(website, tmp_path / "data")
    assert len(items) == 2
    assert "again and again" in run["refused"]["feed"]
    assert len(website.asked) < 20


def test_a_total_that_does_not_fit_is_walked_again_then_left(website: Website, tmp_path: Path) -> None:
    website.rest(website.post(1), total=3)
    website.feed(1, 2, 3)
    run, items = crawl(website, tmp_path / "data")
    assert sum(a.startswith(REST) for a in website.asked) == 2
    assert run["door"] == "feed" and run["refused"] == {"rest": "said 3 posts, gave 1"}
    assert ids(items) == ["sample:1", "sample:2", "sample:3"]


def test_a_total_that_fits_at_last_is_good(website: Website, tmp_path: Path) -> None:
    website.rest(website.post(1), total=2)
    website.rest(website.post(1), website.post(2))
    run, items = crawl(website, tmp_path / "data")
    assert run["door"] == "rest" and run["refused"] == {} and len(items) == 2


def test_one_bad_post_costs_one_post(website: Website, tmp_path: Path) -> None:
    website.rest(website.post(1), website.post(2, link=None), website.post(3))
    run, items = crawl(website, tmp_path / "data")
    assert ids(items) == ["sample:1", "sample:3"]
    assert run["complete"] and run["failed"] == 1 and "link" in run["failures"][0]["error"]


def test_one_bad_page_costs_one_post(website: Website, tmp_path: Path) -> None:
    website.put("/", "".join(f'<article><h2><a href="/{n}/slug/">{n}</a></h2></article>' for n in (1, 2, 3)))
    website.page(1)
    website.put("/2/slug/", "", 500)
    website.page(3)
    run, items = crawl(website, tmp_path / "data", "-a", "door=archive")
    assert ids(items) == ["sample:1", "sample:3"]
    assert run["failed"] == 1 and run["failures"][0]["url"] == f"{website.home}2/slug/"


def test_an_address_known_before_keeps_its_id(website: Website, tmp_path: Path) -> None:
    website.rest(website.post(7, link=f"{website.home}slug/"))
    crawl(website, tmp_path / "data")
    website.put(FEED, "")
    website.answers[FEED].clear()
    website.feed()
    website.answers[FEED][0] = (
        200, {}, f'<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><title>جلسه شماره ۷</title>'
        f"<link>{website.home}slug/</link><c:encoded>متن دیگر</c:encoded></item></channel></rss>",
    )  # fmt: skip
    run, items = crawl(website, tmp_path / "data", "-a", "door=feed", "-a", "full=1")
    assert [(i["id"], i["revision"]) for i in items] in (
        [("sample:7", 1), ("sample:7", 2)],
        [("sample:7", 2), ("sample:7", 1)],
    )
    assert run["counts"]["revised"] == 1


def test_days_asked_for_are_bounds_on_the_sites_clock(website: Website, tmp_path: Path) -> None:
    # 20:30 UTC is the next day in Tehran
    website.rest(website.post(1), website.post(2, date_gmt="2024-01-02T20:30:00"), website.post(3))
    run, items = crawl(website, tmp_path / "data", "-a", "since=1402-10-13", "-a", "until=2024-01-03")
    assert ids(items) == ["sample:2", "sample:3"] and run["counts"]["outside"] == 1


def test_another_host_is_not_asked(website: Website, tmp_path: Path) -> None:
    website.put(REST, "", 302, {"Location": "http://localhost:1/stolen"})
    website.feed(1)
    run, items = crawl(website, tmp_path / "data")
    assert run["refused"] == {"rest": "leads to another host"} and len(items) == 1


def test_robots_txt_is_obeyed(website: Website, tmp_path: Path) -> None:
    website.put("/robots.txt", "User-agent: *\nDisallow: /wp-json/")
    website.rest(website.post(1))
    website.feed(1)
    run, items = crawl(website, tmp_path / "data")
    assert run["refused"] == {"rest": "forbidden by robots.txt"} and run["door"] == "feed" and len(items) == 1


def test_a_dead_site_is_left_after_the_first_door(website: Website, tmp_path: Path) -> None:
    website.home = "http://127.0.0.1:9/"
    run, items = crawl(website, tmp_path / "data")
    assert run["door"] is None and list(run["refused"]) == ["rest"] and not items


def test_plain_scrapy_writes_the_same_items(website: Website, tmp_path: Path) -> None:
    website.rest(website.post(1), website.post(2, content={"rendered": "<p>آگهی مناقصه شهرداری</p>"}))
    for name in ("first.jsonl", "again.jsonl"):
        _, items = crawl(website, tmp_path / "data", "-O", str(tmp_path / name))
        fed = [json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]
        assert ids(fed) == ["sample:1", "sample:2"] == ids(items)
    first = [json.loads(line) for line in (tmp_path / "first.jsonl").read_text("utf-8").splitlines()]
    assert sorted(first, key=str) == sorted(items, key=str)


def test_all_spiders_are_listed() -> None:
    words = [sys.executable, "-m", "scrapy", "list"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["qomshora", "shahrekarimeh", "site"]
