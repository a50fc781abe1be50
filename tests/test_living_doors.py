"""What happens to a site while its feed, sitemap or archive is walked; clocks that are set anew."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.hostile_server import Crawled, crawl, hostile
from tests.magazine import Magazine


@pytest.fixture
def magazine() -> Iterator[Magazine]:
    with hostile() as server:
        yield Magazine(server, 35)


def numbers(done: Crawled) -> Counter[int]:
    return Counter(int(item["id"].split(":")[1]) for item in done.items)


def each_once(*numbers: int) -> Counter[int]:
    return Counter(numbers)


@pytest.mark.parametrize(
    ("door", "address"), [("feed", "/feed/?paged=2"), ("sitemap", "/20/slug/"), ("archive", "/20/slug/")]
)
def test_what_is_written_and_changed_on_the_way_is_had_once(
    door: str, address: str, magazine: Magazine, tmp_path: Path
) -> None:
    def happen() -> None:
        magazine.write(36)
        for number in (33, 2):  # one was given already, one is yet to be given
            magazine.write(number, text="دگرگون شد")

    magazine.after[address] = happen
    first = crawl(magazine.server, tmp_path, door)
    assert first.code == 0 and first.run["complete"] and not first.failed, first.log
    assert set(range(1, 36)) <= set(numbers(first)) and max(numbers(first).values()) == 1
    # Archive pages do not tell of changes, `--full` looks for them.
    second = crawl(magazine.server, tmp_path, door, full=door == "archive")
    changed = 2 if door == "sitemap" else 33
    assert second.code == 0 and numbers(second) == each_once(*range(1, 37), changed)
    assert sum("دگرگون" in item["text"] for item in second.items) == 2


@pytest.mark.parametrize(
    ("door", "address"),
    [
        ("feed", "/feed/"),
        ("feed", "/feed/?paged=3"),
        ("sitemap", "/wp-sitemap-posts-post-1.xml"),
        ("archive", "/"),
        ("archive", "/page/3/"),
    ],
)
def test_a_post_deleted_on_the_way_costs_no_other(door: str, address: str, magazine: Magazine, tmp_path: Path) -> None:
    gone, magazine.per_map = (3, 20) if door == "sitemap" else (34, 2000)

    def happen() -> None:  # what was the first of the next list is now the last of the one that was given
        del magazine.stories[gone]

    magazine.after[address] = happen
    first = crawl(magazine.server, tmp_path, door)
    assert first.code == 0 and first.run["complete"] and not first.failed, first.log
    others = set(range(1, 36)) - {gone}
    if door == "sitemap":  # it lists all of them again in the next run
        assert set(numbers(first)) | {21} >= others
        first = crawl(magazine.server, tmp_path, door)
        assert first.code == 0
    assert others <= set(numbers(first)) and max(numbers(first).values()) == 1
    second = crawl(magazine.server, tmp_path, door)
    assert second.code == 0 and numbers(second) == numbers(first)


@pytest.mark.parametrize("door", ["feed", "sitemap"])
def test_a_server_whose_clock_is_set_back_hides_nothing(door: str, magazine: Magazine, tmp_path: Path) -> None:
    magazine.ahead = timedelta(days=400)
    magazine.write(36)
    first = crawl(magazine.server, tmp_path, door)
    assert first.code == 0 and set(numbers(first)) == set(range(1, 37))
    magazine.ahead = timedelta()
    magazine.write(37)
    magazine.write(5, text="دگرگون شد")
    second = crawl(magazine.server, tmp_path, door)
    assert second.code == 0 and numbers(second) == each_once(*range(1, 38), 5)
    assert second.run["mark"] < first.run["mark"]
    magazine.write(38)
    third = crawl(magazine.server, tmp_path, door)
    assert third.code == 0 and numbers(third) == each_once(*range(1, 39), 5)
