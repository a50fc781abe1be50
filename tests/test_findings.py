"""A run that fails nowhere and yet is not as those before it says so, and the operator hears of it."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from shahrkarimeh.errors import ConfigError
from shahrkarimeh.findings import FIELDS, at_most, filled, findings
from shahrkarimeh.items import Post
from shahrkarimeh.notify import command_of, notify
from shahrkarimeh.runs import Counts, Run
from tests.hostile_server import REST, ROOT, Hostile, crawl, hostile


def a_run(**more: object) -> Run:
    at = "2026-01-01T00:00:00Z"
    usual: dict[str, object] = {"door": "rest", "complete": True, "full": True, "counts": Counts(new=10)}
    return Run.model_validate(
        {"site": "a", "started_at": at, "finished_at": at, "seconds": 1, "version": "1", **usual, **more}
    )


HISTORY = {"posts": 400, "reports": 200, "text": 400, "categories": 390, "session_number": 110, "speakers": 180}


@pytest.mark.parametrize(
    ("filled_now", "told"),
    [
        ({"posts": 12, "reports": 6, "text": 12, "categories": 12, "session_number": 3, "speakers": 5}, []),
        ({"posts": 12, "reports": 6, "text": 12, "session_number": 3, "speakers": 5}, ["categories"]),
        ({"posts": 30, "text": 30, "categories": 30}, ["meeting reports"]),
        ({"posts": 60, "reports": 30, "text": 60, "categories": 60, "speakers": 28}, ["session_number"]),
        ({"posts": 2, "text": 2, "categories": 2}, []),  # two posts that are none are no wonder
        ({"posts": 5000, "reports": 2500, "text": 5000, "categories": 4900, "session_number": 1400}, ["speakers"]),
    ],
)
def test_a_field_that_empties_is_told_against_its_own_history(filled_now: dict[str, int], told: list[str]) -> None:
    found = findings(a_run(filled=filled_now, known=HISTORY), "rest")
    assert [f.kind for f in found] == ["emptied"] * len(told)
    assert all(word in f.text for word, f in zip(told, found, strict=True)), found


def test_a_first_run_has_no_history_to_be_held_to() -> None:
    assert findings(a_run(filled={"posts": 500}, known={}), None) == []


def test_the_chance_of_few_is_that_of_the_binomial_distribution() -> None:
    assert at_most(0, 10, 0.5) == pytest.approx(0.5**10)
    assert at_most(10, 10, 0.3) == pytest.approx(1)
    assert at_most(0, 10**6, 0.3) < 1e-100


def test_a_site_that_had_posts_and_gives_none() -> None:
    none = a_run(counts=Counts(), known={"posts": 9})
    none.findings = findings(none, "rest")
    assert [f.kind for f in none.findings] == ["no_posts"] and none.exit_code == 3
    assert findings(a_run(counts=Counts(), full=False, known={"posts": 9}), "rest") == []  # nothing new
    assert findings(a_run(counts=Counts(unchanged=9), known={"posts": 9}), "rest") == []


def test_a_door_that_stopped_is_told_once() -> None:
    run = a_run(door="feed", refused={"rest": "asks for a login (status 401)"})
    run.findings = findings(run, "rest")
    assert "the door rest" in run.findings[0].text and "401" in run.findings[0].text and run.exit_code == 1
    assert findings(run, "feed") == []


def test_a_share_of_rejected_items_over_a_bound() -> None:
    assert [f.kind for f in findings(a_run(counts=Counts(new=10, rejected=2)), "rest")] == ["invalid"]
    assert findings(a_run(counts=Counts(new=100, rejected=2)), "rest") == []


def test_what_is_counted_is_what_items_have() -> None:
    post = Post(id="a:1", site="a", url="https://a.example/", title="t", text="x", categories=["شورا"])
    assert filled(post) == ["posts", "text", "categories"]
    assert {"text", "categories", "speakers"} < set(FIELDS)


@pytest.fixture
def site() -> Iterator[Hostile]:
    with hostile() as server:
        yield server


MATTERS = "آسفالت پارک پل بوستان تاکسی زباله بازار کتابخانه ورزشگاه آتش‌نشانی".split()


def posts(site: Hostile, first: int, last: int, *, redesigned: bool = False) -> list[object]:
    def one(n: int) -> object:
        things = " و ".join(f"{m} {n * 7 + i}" for i, m in enumerate(MATTERS))
        told = "" if redesigned else f"جلسه {n} شورای اسلامی شهر قم دیروز به صورت علنی برگزار شد. "
        text = f"<p>{told}شهرداری برای {things} برنامه‌ای تازه نوشت.</p>"
        return site.post(n, date_gmt=f"2024-01-01T08:{n % 60:02}:00", content={"rendered": text})

    return [one(n) for n in range(first, last + 1)]


def test_a_redesign_is_told_by_the_run_that_meets_it(site: Hostile, tmp_path: Path) -> None:
    site.put(REST, site.rest(*posts(site, 1, 40)))
    first = crawl(site, tmp_path, "rest")
    assert first.run["filled"]["reports"] == 40 and not first.run["findings"]
    site.put(REST, site.rest(*posts(site, 41, 60, redesigned=True)))
    second = crawl(site, tmp_path, "rest")
    assert second.run["known"]["reports"] == 40
    assert [f["kind"] for f in second.run["findings"]] == ["emptied"]
    assert "0 of 20 new posts are meeting reports" in second.run["findings"][0]["text"]
    assert "0 of 20 new posts are meeting reports" in second.log


def test_a_site_whose_posts_are_gone_is_told(site: Hostile, tmp_path: Path) -> None:
    site.put(REST, site.rest(*posts(site, 1, 3)))
    assert crawl(site, tmp_path, "rest").run["complete"]
    site.put(REST, site.rest())
    gone = crawl(site, tmp_path, "rest", full=True)
    assert gone.run["door"] is None and Run.model_validate(gone.run).exit_code == 3, gone.refused


def run_with_notify(site: Hostile, data: Path, target: str) -> subprocess.CompletedProcess[str]:
    entry = data.parent / "sites.toml"
    entry.write_text(f'[gone]\ntitle = "x"\nhome = "{site.home}"\ninside = true\n', "utf-8")
    words = ["crawl", "gone", "--sites", str(entry), "--data", str(data), "--notify", target]
    fast = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0"]
    command = [sys.executable, "-m", "shahrkarimeh", *words, *fast]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_a_command_hears_of_a_run_that_failed_and_only_of_that(site: Hostile, tmp_path: Path) -> None:
    heard = tmp_path / "heard it.json"
    target = f"tee '{heard}'"
    done = run_with_notify(site, tmp_path / "data", target)
    assert done.returncode == 3, done.stderr
    message = json.loads(heard.read_text("utf-8"))
    assert message["exit_code"] == 3 and "nothing could be fetched" in message["complaints"][0]
    heard.unlink()
    site.put(REST, site.rest(*posts(site, 1, 2)))
    assert run_with_notify(site, tmp_path / "data", target).returncode == 0
    assert not heard.exists()


def test_a_notify_that_fails_changes_nothing(site: Hostile, tmp_path: Path) -> None:
    done = run_with_notify(site, tmp_path / "data", "/nowhere/at-all")
    assert done.returncode == 3 and "could not notify" in done.stderr


def test_a_webhook_gets_the_record_as_json() -> None:
    got: list[dict[str, object]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append({"type": self.headers["Content-Type"], **json.loads(body)})
            self.send_response(302 if self.path == "/moved" else 204)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        assert notify(f"{address}/hook", {"complaints": ["قم: هیچ"]})
        assert not notify(f"{address}/moved", {})
        server.shutdown()
    assert got[0] == {"type": "application/json; charset=utf-8", "complaints": ["قم: هیچ"]} and len(got) == 2


@pytest.mark.parametrize("target", ["'open", "  "])
def test_a_target_that_is_no_command_is_wrong_usage(target: str) -> None:
    with pytest.raises(ConfigError, match="--notify"):
        command_of(target)
