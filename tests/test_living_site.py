"""A site that lives on while it is crawled, or whose clock is wrong: every post that stays is had, whatever shifts."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from shahrkarimeh.spiders.guard import seconds_until_asked

from tests.hostile_server import REST, Crawled, Hostile, answer, crawl, hostile

PER_PAGE = 100


class Blog:
    """The REST door of a site: `posts` as they are at the moment, and what happens after each list is given."""

    def __init__(self, server: Hostile, count: int, clock: timedelta = timedelta()) -> None:
        self.server, self.clock = server, clock
        self.posts: dict[int, dict[str, Any]] = {}
        self.then: list[Callable[[], object]] = []
        self.pages: list[int] = []
        self.cut: set[int] = set()
        """Pages whose next answer says half its length."""
        for number in range(1, count + 1):
            self.write(number, self.now() - timedelta(days=30) + timedelta(minutes=number))
        server.put(REST, self.give)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.clock

    def write(self, number: int, at: datetime | None = None, text: str = "") -> None:
        stamp = f"{at or self.now():%Y-%m-%dT%H:%M:%S}"
        post = self.server.post(number)
        content = {"rendered": f"<p>{text or 'خبر شهر'} شماره {number}</p>"}
        date = self.posts.get(number, {}).get("date_gmt", stamp)
        self.posts[number] = {**post, "date_gmt": date, "modified_gmt": stamp, "content": content}

    def give(self, handler: Any) -> None:
        query = {k: v[0] for k, v in parse_qs(urlsplit(self.server.asked[-1]).query).items()}
        after = query.get("modified_after", "")
        order = "modified_gmt" if query["orderby"] == "modified" else "id"
        chosen = sorted((p for p in self.posts.values() if p["modified_gmt"] + "Z" > after), key=lambda p: p[order])
        page = int(query["page"])
        part = json.dumps(chosen[(page - 1) * PER_PAGE : page * PER_PAGE])
        length = len(part) // 2 if page in self.cut else None
        self.cut.discard(page)
        self.pages.append(page)
        said = {"X_WP_Total": str(len(chosen)), "X_WP_TotalPages": str(-(-len(chosen) // PER_PAGE))}
        body = answer(part, length=length, Date=f"{self.now():%a, %d %b %Y %H:%M:%S} GMT", **said)
        if self.then:
            self.then.pop(0)()
        handler.wfile.write(body)

    def crawl(self, folder: Path, before: Sequence[str] = ()) -> Crawled:
        return crawl(self.server, folder, "rest", before=before)


@pytest.fixture
def server() -> Iterator[Hostile]:
    with hostile() as site:
        yield site


def ids(*numbers: int) -> list[str]:
    return sorted(f"sample:{n}" for n in numbers)


def test_a_post_deleted_during_the_walk_costs_no_other(server: Hostile, tmp_path: Path) -> None:
    blog = Blog(server, 201)
    blog.then = [lambda: blog.posts.pop(5)]  # what was the 101st is now on the page that was given
    done = blog.crawl(tmp_path)
    assert done.code == 0 and done.ids == ids(*range(1, 202)) and done.run["complete"] and blog.pages == [1, 2, 3, 1, 2]


def test_a_new_post_does_not_hide_the_one_that_a_deletion_shifted(server: Hostile, tmp_path: Path) -> None:
    blog = Blog(server, 201)

    def both() -> None:  # the total stays the same
        del blog.posts[5]
        blog.write(202, blog.now() + timedelta(seconds=1))

    blog.then = [both]
    done = blog.crawl(tmp_path)
    assert done.code == 0 and done.ids == ids(*range(1, 203)) and done.run["complete"]


def test_what_is_written_and_changed_during_the_walk_is_had_by_the_next_run(server: Hostile, tmp_path: Path) -> None:
    blog = Blog(server, 150)

    def change() -> None:
        blog.write(7, text="دگرگون شد")
        blog.write(151)

    blog.then = [lambda: None, change]
    first = blog.crawl(tmp_path)
    assert first.code == 0 and first.run["complete"] and first.ids == ids(*range(1, 151))
    second = blog.crawl(tmp_path)
    assert second.code == 0 and second.run["complete"] and second.ids == ids(7, *range(1, 152))
    assert sum("دگرگون" in item["text"] for item in second.items) == 1
    assert second.run["counts"]["new"] == 1 and second.run["counts"]["revised"] == 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_an_hour_off_skips_nothing(hours: int, server: Hostile, tmp_path: Path) -> None:
    blog = Blog(server, 3, timedelta(hours=hours))
    blog.write(4)
    first = blog.crawl(tmp_path)
    # On the site's clock: what is younger may change again within its second.
    settled = blog.now() - timedelta(minutes=2)
    assert first.ids == ids(1, 2, 3, 4) and datetime.fromisoformat(first.run["mark"]) <= settled
    blog.write(5)
    blog.write(2, text="دگرگون شد")
    second = blog.crawl(tmp_path)
    assert first.code == second.code == 0
    assert second.ids == ids(1, 2, 2, 3, 4, 5) and second.run["complete"]
    assert datetime.fromisoformat(first.run["mark"]) <= datetime.fromisoformat(second.run["mark"]) < blog.now()


def test_a_server_whose_clock_is_set_back_and_forth_hides_nothing(server: Hostile, tmp_path: Path) -> None:
    blog = Blog(server, 3, timedelta(days=400))
    blog.write(4)
    wanted = [1, 2, 3, 4]
    first = blog.crawl(tmp_path)
    assert first.code == 0 and first.ids == ids(*wanted)
    for number, clock in enumerate((timedelta(), timedelta(days=-30), timedelta(hours=2)), 5):
        blog.clock = clock
        blog.write(number)
        blog.write(2, text=f"دگرگون شد {number}")
        wanted += [number, 2]
        done = blog.crawl(tmp_path)
        assert done.code == 0 and done.ids == ids(*wanted), done.log
        assert datetime.fromisoformat(done.run["mark"]) < blog.now()


@pytest.fixture
def faketime() -> None:
    """The program that gives another clock to a process."""
    if not shutil.which("faketime"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, capture_output=True, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "faketime"], env=environment, check=True)


@pytest.mark.wordpress
def test_a_machine_whose_clock_is_set_back_and_forth_skips_nothing(
    server: Hostile, tmp_path: Path, faketime: None
) -> None:
    blog = Blog(server, 3)
    wanted = [1, 2, 3]
    for number, clock in enumerate(("+400d", "-400d", "+0d", "-2h"), 4):
        blog.write(number)
        blog.write(2, text=f"دگرگون شد {number}")
        wanted += [number] if number == 4 else [number, 2]
        words = ["env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", clock]
        done = blog.crawl(tmp_path, words)
        assert done.code == 0 and done.ids == ids(*wanted), done.log
        ahead = datetime.fromisoformat(done.run["started_at"]) - datetime.now(UTC)
        assert (
            abs(ahead.total_seconds() + done.run["ahead"]) < 60
            and datetime.fromisoformat(done.run["mark"]) < blog.now()
        )
    assert len({path.name for path in (tmp_path / "data" / "warc").iterdir()}) == 4


def test_a_list_that_is_cut_by_its_own_length_is_walked_again(server: Hostile, tmp_path: Path) -> None:
    blog = Blog(server, 150)
    blog.cut = {2}
    done = blog.crawl(tmp_path)
    assert done.code == 0 and done.ids == ids(*range(1, 151)) and done.run["complete"] and blog.pages == [1, 2, 1, 2]


def test_a_page_given_twice_in_place_of_another_is_told_and_had_by_the_next_run(
    server: Hostile, tmp_path: Path
) -> None:
    blog = Blog(server, 150)
    give = blog.give

    def same(handler: Any) -> None:
        server.asked[-1] = server.asked[-1].replace("&page=2", "&page=1")
        give(handler)

    server.put(REST, same)
    done = blog.crawl(tmp_path)
    assert done.code == 3 and done.ids == ids(*range(1, 101)) and not done.run["complete"]
    assert done.refused["rest"] == "said 150 posts, gave 100" and done.run["mark"] is None
    server.put(REST, give)
    done = blog.crawl(tmp_path)
    assert done.code == 0 and done.ids == ids(*range(1, 151)) and done.run["complete"]


def test_a_time_to_come_back_at_is_read_on_the_clock_of_the_server() -> None:
    headers = {"Retry-After": "Mon, 01 Jan 2024 01:00:05 GMT", "Date": "Mon, 01 Jan 2024 01:00:00 GMT"}
    assert seconds_until_asked(headers.get, datetime(2024, 1, 1, tzinfo=UTC)) == 5
    del headers["Date"]
    assert seconds_until_asked(headers.get, datetime(2024, 1, 1, tzinfo=UTC)) == 3605
