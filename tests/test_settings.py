"""The settings a crawl runs with, and what an item is taken for on its way in."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings, default_settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.misc import load_object

from shahrkarimeh import settings as module
from shahrkarimeh.intake import published_jalali, take
from shahrkarimeh.items import Post, Provenance
from shahrkarimeh.logs import ItemName
from shahrkarimeh.sites import registry
from tests.samples import post

ROOT = Path(__file__).parent.parent
SAFE = {
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
    "AUTOTHROTTLE_ENABLED": True,
    "HTTPCACHE_ENABLED": True,
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 1.0,
    "METAREFRESH_ENABLED": False,
    "FEED_EXPORT_ENCODING": "utf-8",
}


def project() -> Settings:
    settings = Settings()
    settings.setmodule(module, "project")
    return settings


@pytest.mark.parametrize("name", SpiderLoader(project()).list())
def test_each_spider_runs_with_safe_settings(name: str) -> None:
    crawler = Crawler(SpiderLoader(project()).load(name), project())
    for key, value in SAFE.items():
        assert crawler.settings[key] == value, key
    assert 0 < crawler.settings.getint("DOWNLOAD_TIMEOUT") <= 60
    assert 0 < crawler.settings.getint("DOWNLOAD_MAXSIZE") <= 64 * 1024 * 1024
    assert 0 < crawler.settings.getint("REDIRECT_MAX_TIMES") <= 10
    assert crawler.settings.getint("DEPTH_LIMIT") > 0
    assert 0 < crawler.settings.getint("RETRY_AFTER_MAX") <= 600
    assert 1 <= crawler.settings.getfloat("BUSY_WAIT") <= 10
    resolver = "TWISTED_DNS_RESOLVER" if hasattr(default_settings, "TWISTED_DNS_RESOLVER") else "DNS_RESOLVER"
    assert crawler.settings[resolver] == "shahrkarimeh.spiders.guard.Resolver"
    assert set(crawler.settings["DOWNLOADER_MIDDLEWARES"]) == set(module.DOWNLOADER_MIDDLEWARES)
    assert {429, 503} <= set(map(int, crawler.settings.getlist("RETRY_HTTP_CODES")))
    assert re.fullmatch(r"shahrkarimeh/[\d.]+ \(\+http\S+\)", crawler.settings["USER_AGENT"])


def test_every_name_is_one_that_scrapy_or_this_project_knows() -> None:
    own = {"DATA_DIR", "ARCHIVE_REPLAY", "CONTACT", "RETRY_AFTER_MAX", "BUSY_WAIT"}
    newer = {"REMOTE_CONTROL_ENABLED", "DOWNLOAD_DELAY_JITTER", "TWISTED_DNS_RESOLVER"}
    known = set(Settings().keys()) | own | newer
    assert {name for name in dir(module) if name.isupper()} <= known
    for path in (
        *module.ITEM_PIPELINES,
        *module.ADDONS,
        *module.DOWNLOADER_MIDDLEWARES,
        module.HTTPCACHE_STORAGE,
        module.HTTPCACHE_POLICY,
    ):
        assert load_object(path)


def test_the_environment_says_where_and_who() -> None:
    code = "from shahrkarimeh.settings import *; print(DATA_DIR, USER_AGENT)"
    env = {**os.environ, "SHAHRKARIMEH_DATA": "/d", "SHAHRKARIMEH_CONTACT": "mailto:a@b.example"}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env, cwd=ROOT)
    assert done.stdout.startswith("/d shahrkarimeh/") and "(+mailto:a@b.example)" in done.stdout


def test_a_replay_takes_the_network_away() -> None:
    settings = project()
    settings.set("ARCHIVE_REPLAY", ["a.warc.gz"], "cmdline")
    for addon in settings.getdict("ADDONS"):
        load_object(addon)().update_settings(settings)
    handlers = settings["DOWNLOAD_HANDLERS"]
    assert handlers["http"] is None and handlers["https"] is None
    assert settings.getbool("HTTPCACHE_IGNORE_MISSING")


def test_an_item_is_told_by_its_name_on_one_line() -> None:
    named = str(ItemName(post(1).model_copy(update={"url": "http://a/\r\n\x1b[31m"})))
    assert "a:1" in named and not re.search("[\r\n\x1b]", named) and "متن" not in named
    assert str(ItemName(object())) == "object"


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2016-02-01T20:29:59+00:00", "1394-11-12"),
        ("2016-02-01T20:30:00+00:00", "1394-11-13"),
        ("2016-07-01T19:29:59+00:00", "1395-04-11"),  # summer time: midnight in Tehran is 19:30 UTC
        ("2016-07-01T19:30:00+00:00", "1395-04-12"),
        ("2024-07-01T20:29:59+00:00", "1403-04-11"),  # abolished after 1401
        ("2021-03-20T12:00:00+03:30", "1399-12-30"),
        ("0001-01-01T00:00:00+03:30", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("1900-01-01T00:00:00+00:00", None),
        ("no time", None),
        (None, None),
    ],
)
def test_the_day_of_publication_is_the_sites_own(time: str | None, day: str | None) -> None:
    assert published_jalali(time, "Asia/Tehran") == day


def test_taking_a_post_leaves_the_post_as_it_is() -> None:
    site = registry()["shahrekarimeh"]
    given = post(1).model_copy(update={"fingerprint": None, "published_at": "2016-02-01T10:30:00+03:30"})
    before = given.model_copy(deep=True)
    taken = take(given, site, Provenance(via="rest", extractor="0"))
    assert given == before and isinstance(taken, Post)
    assert taken.published_jalali == "1394-11-12" and taken.fingerprint == post(1).fingerprint and taken.provenance
