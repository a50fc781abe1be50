"""nginx with a rate limit before the real WordPress: what it refuses is asked again later, all is had once."""

import sys
from pathlib import Path

import pytest

from tests.wordpress.crawls import NO_DELAYS, Data, run, sites_file
from tests.wordpress.server import WordPress

pytestmark = pytest.mark.wordpress


@pytest.mark.parametrize("door", ["rest", "feed", "sitemap"])
@pytest.mark.parametrize("status", [429, 503])
def test_what_a_rate_limit_refuses_is_had_later(status: int, door: str, wordpress: WordPress, tmp_path: Path) -> None:
    """429 comes with a Retry-After of a second, 503 with nothing, as nginx does by itself."""
    site = f"limit-{status}"
    wordpress.forget_hits(site)
    registry = sites_file(tmp_path / "sites.toml", {site: wordpress.url(site)})
    words = [sys.executable, "-m", "shahrkarimeh", "crawl", site, "--sites", str(registry), "--door", door]
    settings = NO_DELAYS | {"BUSY_WAIT": "0.7"}
    data = Data(tmp_path / "data")
    done = run([*words, "--data", str(data.path), *(f"-s{name}={value}" for name, value in settings.items())])
    assert done.returncode == 0 and data.run["complete"] and not data.run["failed"], done.stderr
    assert data.run["door"] == door and not data.run["refused"]
    hits = wordpress.hits(site)
    pages = [hit.uri for hit in hits if hit.status == 200 and hit.uri != "/robots.txt"]
    assert {hit.status for hit in hits} == {200, status} and len(pages) == len(set(pages)), hits
    found = sorted(int(item["id"].split(":")[1]) for item in data.items)
    assert found == [post.id for post in wordpress.expected(site)]
