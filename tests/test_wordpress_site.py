"""The spiders against a real WordPress: every post once through each door, politely, and only what is new."""

import math
import shutil
import statistics
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.wordpress.crawls import FAST, NO_DELAYS, Data, command, crawl, kill_when, run, sites_file, token_f1
from tests.wordpress.posts import TEHRAN, Expected
from tests.wordpress.server import Hit, WordPress

CI_NOTE = None
pytestmark = pytest.mark.wordpress

DOORS = ("rest", "feed", "sitemap", "archive")
PAGE_DOORS = ("sitemap", "archive")
SITES = ("whole", "other", "changing", "shut", "polite")
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})


@pytest.fixture(scope="session")
def registry(wordpress: WordPress, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "sites.toml"
    return sites_file(path, {name: wordpress.url(name) for name in SITES}, city="قم")


@dataclass(frozen=True)
class Whole:
    """A first crawl, and the requests that the server counted."""

    data: Data
    hits: list[Hit]


First = Callable[[str, str], Whole]


@pytest.fixture(scope="session")
def first(wordpress: WordPress, registry: Path, tmp_path_factory: pytest.TempPathFactory) -> First:
    """The first crawl of a site through a door, made once for all tests that look at it.

    The two doors that read every page are crawled side by side, so that both of a machine's cores have work; the
    requests of one are not told from those of the other, and not asked for.
    """
    made: dict[tuple[str, str], Whole] = {}

    def make(site: str, door: str) -> None:
        data = crawl(site, tmp_path_factory.mktemp(f"{site}-{door}") / "data", registry, door=door)
        made[site, door] = Whole(data, wordpress.hits(site))

    def crawled(site: str, door: str) -> Whole:
        if (site, door) not in made:
            wordpress.forget_hits(site)
            with ThreadPoolExecutor() as pool:
                list(pool.map(make, (site, site), PAGE_DOORS) if door in PAGE_DOORS else pool.map(make, [site], [door]))
        return made[site, door]

    return crawled


@pytest.fixture
def shut(wordpress: WordPress) -> Any:
    """Shuts doors of the site `shut`, for one test."""
    yield lambda **doors: wordpress.switch("shut", **doors)
    wordpress.switch("shut")


def plain(title: str) -> str:
    """A title without what WordPress's typography makes of quotation marks and dashes."""
    return " ".join(unicodedata.normalize("NFC", title).translate(QUOTES).split())


def numbers(items: Sequence[dict[str, Any]]) -> list[int]:
    """The CMS's numbers, sorted; a post that came without one fails here."""
    return sorted(int(item["id"].split(":")[1]) for item in items)


def by_number(items: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {int(item["id"].split(":")[1]): item for item in items}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("site", ["whole", "other"])
def test_every_post_comes_once_with_its_title_and_time(
    site: str, door: str, first: First, wordpress: WordPress
) -> None:
    data = first(site, door).data
    wanted = {post.id: post for post in wordpress.expected(site)}
    assert data.run["door"] == door, data.run
    assert data.run["complete"]
    assert not data.run["failures"]
    assert numbers(data.items) == sorted(wanted)
    for number, item in by_number(data.items).items():
        assert plain(item["title"]) == plain(wanted[number].title)
        assert datetime.fromisoformat(item["published_at"]) == datetime.fromisoformat(wanted[number].published), item
        assert item["provenance"]["via"] == door


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("site", ["whole", "other"])
def test_text_is_what_was_put_in(site: str, door: str, first: First, wordpress: WordPress) -> None:
    items = by_number(first(site, door).data.items)
    scores = {post.id: token_f1(items[post.id]["text"], post.text) for post in wordpress.expected(site)}
    worst = min(scores, key=lambda number: scores[number])
    assert statistics.mean(scores.values()) >= 0.99, f"worst: {worst}"
    assert scores[worst] >= 0.9, items[worst]["text"]


@pytest.mark.parametrize("door", DOORS[1:])
@pytest.mark.parametrize("site", ["whole", "other"])
def test_every_door_gives_the_same_text(site: str, door: str, first: First) -> None:
    rest, other = by_number(first(site, "rest").data.items), by_number(first(site, door).data.items)
    differing = [number for number in rest if rest[number]["text"] != other[number]["text"]]
    assert not differing, f"{rest[differing[0]]['text']!r}\n{other[differing[0]]['text']!r}"


# Beside the lists: robots.txt, and of the feed the page after the last, and the sitemap to compare it with.
@pytest.mark.parametrize(("door", "per_page", "more"), [("rest", 100, 2), ("feed", 10, 3)])
@pytest.mark.parametrize("site", ["whole", "other"])
def test_a_whole_site_takes_few_requests(
    site: str, door: str, per_page: int, more: int, first: First, wordpress: WordPress
) -> None:
    whole = first(site, door)
    assert len(whole.hits) <= math.ceil(len(wordpress.expected(site)) / per_page) + more
    assert whole.data.run["requests"] == len(whole.hits)


@pytest.mark.parametrize("door", ["rest", "feed"])
@pytest.mark.parametrize("site", ["whole", "other"])
def test_nothing_new_is_two_requests_and_nothing_written(
    site: str, door: str, first: First, wordpress: WordPress, registry: Path, tmp_path: Path
) -> None:
    data = Data(Path(shutil.copytree(first(site, door).data.path, tmp_path / "data")))
    before = data.sizes()
    wordpress.forget_hits(site)
    crawl(site, data.path, registry, door=door)
    assert len(wordpress.hits(site)) <= 2, wordpress.hits(site)
    assert data.sizes() == before
    assert data.run["complete"]
    assert data.run["counts"]["new"] == data.run["counts"]["revised"] == 0


def test_changed_new_and_trashed_posts(wordpress: WordPress, registry: Path, tmp_path: Path) -> None:
    data = crawl("changing", tmp_path / "data", registry)
    before = len(data.items)
    posts = wordpress.expected("changing")
    edited = wordpress.edit("changing", posts[7].id, html=f"{posts[7].html}\n<p>شهردار این خبر را تکذیب کرد.</p>")
    renamed = wordpress.edit("changing", posts[8].id, title=f"{posts[8].title} (اصلاحیه)")
    added = wordpress.add("changing", "جلسه شورا نیمه‌تمام ماند", "<p>جلسه امروز شورای شهر قم نیمه‌تمام ماند.</p>")
    wordpress.trash("changing", posts[9].id)
    crawl("changing", data.path, registry)
    revisions = Counter(numbers(data.items))
    assert len(data.items) == before + 3
    assert [number for number, count in revisions.items() if count == 2] == sorted([edited.id, renamed.id])
    last = {(int(i["id"].split(":")[1]), i["revision"]): i for i in data.items}
    assert last[edited.id, 2]["text"].endswith("شهردار این خبر را تکذیب کرد.")
    assert last[renamed.id, 2]["title"] == renamed.title
    assert last[added.id, 1]["title"] == added.title
    assert last[posts[9].id, 1]["title"]
    crawl("changing", data.path, registry)
    assert len(data.items) == before + 3
    added = wordpress.add("changing", "دیدار شهردار با کارگران", "<p>شهردار با کارگران دیدار کرد.</p>")
    crawl("changing", data.path, registry, door="feed")
    assert added.id in numbers(data.items)
    crawl("changing", data.path, registry, full="1")
    assert len(data.items) == before + 4
    assert data.run["complete"]


CHAIN = [
    ({"rest": 401}, "feed"),
    ({"rest": 403, "feed": 404}, "sitemap"),
    ({"rest": 404, "feed": 403, "sitemap": 404}, "archive"),
    ({"rest": "challenge"}, "feed"),
    ({"rest": "garbage"}, "feed"),
    ({"rest": "short"}, "feed"),
    ({"rest": 401, "feed": "excerpt"}, "sitemap"),
    ({"rest": 401, "feed": "garbage"}, "sitemap"),
    ({"rest": "challenge", "feed": "challenge", "sitemap": "challenge"}, "archive"),
]


@pytest.mark.parametrize(("doors", "left"), CHAIN)
def test_a_shut_door_leads_to_the_next(
    doors: dict[str, int | str], left: str, shut: Any, wordpress: WordPress, registry: Path, tmp_path: Path
) -> None:
    shut(**doors)
    data = crawl("shut", tmp_path / "data", registry)
    assert data.run["door"] == left, data.run
    assert list(data.run["refused"]) == list(doors)
    assert data.run["complete"]
    assert numbers(data.items) == [post.id for post in wordpress.expected("shut")]


def test_a_site_with_every_door_shut_is_told(shut: Any, registry: Path, tmp_path: Path) -> None:
    shut(rest=403, feed=403, sitemap=404, archive="challenge", page=403)
    words = [sys.executable, "-m", "shahrkarimeh", "crawl", "shut", "--sites", str(registry)]
    done = run([*words, "--data", str(tmp_path / "data"), "-s", "DOWNLOAD_DELAY=0"])
    assert done.returncode == 3, done.stderr
    assert "shut" in done.stderr
    assert list(Data(tmp_path / "data").run["refused"]) == list(DOORS)


def test_one_dead_site_does_not_hinder_another(wordpress: WordPress, tmp_path: Path) -> None:
    homes = {"shut": wordpress.url("shut"), "dead": "http://127.0.0.1:9/"}
    registry = sites_file(tmp_path / "sites.toml", homes)
    words = [sys.executable, "-m", "shahrkarimeh", "crawl", "dead", "shut", "--sites", str(registry)]
    done = run([*words, "--data", str(tmp_path / "data"), *(f"-s{name}={value}" for name, value in FAST.items())])
    assert done.returncode == 3, done.stderr
    assert "dead" in done.stderr
    items = [item for item in Data(tmp_path / "data").items if item["site"] == "shut"]
    assert numbers(items) == [post.id for post in wordpress.expected("shut")]


def published(post: Expected) -> str:
    return datetime.fromisoformat(post.published).astimezone(TEHRAN).date().isoformat()


@pytest.mark.parametrize("door", DOORS)
def test_since_and_until_bound_by_day_of_publication(
    door: str, wordpress: WordPress, registry: Path, tmp_path: Path
) -> None:
    posts = wordpress.expected("shut")
    since, until = published(posts[5]), published(posts[14])
    data = crawl("shut", tmp_path / "data", registry, door=door, since=since, until=until)
    assert numbers(data.items) == [post.id for post in posts if since <= published(post) <= until]
    # What lay outside is not taken for known afterwards.
    crawl("shut", data.path, registry, door=door)
    assert numbers(data.items) == [post.id for post in posts]


def test_requests_keep_their_distance(wordpress: WordPress, registry: Path, tmp_path: Path) -> None:
    wordpress.forget_hits("polite")
    crawl("polite", tmp_path / "data", registry, {"DOWNLOAD_DELAY": "0.5"}, door="feed")
    times = [hit.at for hit in wordpress.hits("polite")]
    gaps = [b - a for a, b in pairwise(times)]
    assert len(gaps) >= 3
    assert min(gaps) >= 0.45, gaps
    agents = {hit.agent for hit in wordpress.hits("polite")}
    assert all("shahrkarimeh" in agent and "http" in agent for agent in agents)


@pytest.mark.parametrize("door", ["rest", "sitemap"])
def test_a_killed_crawl_started_again_ends_with_the_same(
    door: str, first: First, registry: Path, tmp_path: Path
) -> None:
    undisturbed = by_number(first("other", door).data.items)
    data = tmp_path / "data"
    for size in (1, 60_000):
        kill_when(command("other", data, registry, NO_DELAYS, door=door), data / "posts.jsonl", size)
    resumed = crawl("other", data, registry, door=door)
    assert numbers(resumed.items) == sorted(undisturbed)
    assert {n: i["text"] for n, i in by_number(resumed.items).items()} == {n: i["text"] for n, i in undisturbed.items()}
