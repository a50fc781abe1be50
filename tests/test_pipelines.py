"""The pipelines, as Scrapy runs them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shahrkarimeh.items import MeetingReport, Speaker, Statement, to_json
from tests.samples import post, report, words

CRAWL = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from shahrkarimeh.items import from_json

class Given(Spider):
    name = "given"
    full = {full}

    async def start(self):
        yield Request("data:,the%20site")

    def parse(self, response):
        for line in {lines!r}:
            data = json.loads(line)
            yield data if "raw" in {{*data, *(data.get("tags") or [])}} else from_json(line)

settings = Settings()
settings.setmodule("shahrkarimeh.settings", "project")
feeds = {{"out.jsonl": {{"format": "jsonlines", "overwrite": True}}}}
settings.setdict({{"DATA_DIR": "data", "FEEDS": feeds, **{more!r}}})
if settings["LIMIT"]:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (settings["LIMIT"], -1))
process = CrawlerProcess(settings)
crawler = process.create_crawler(Given)
process.crawl(crawler)
process.start()
print(json.dumps({{k: v for k, v in crawler.stats.get_stats().items() if k.startswith(("shahrkarimeh/", "finish_r"))}}))
"""


def crawl(where: Path, items: Sequence[Any], full: bool = False, **more: Any) -> tuple[dict[str, Any], str]:
    """The project's own stats of a crawl that yields the items, and its log."""
    lines = [json.dumps(i) if isinstance(i, dict) else to_json(i) for i in items]
    env = {**os.environ, "PYTHONWARNINGS": "default"}
    code = CRAWL.format(lines=lines, full=full, more=more)
    done = subprocess.run(
        [sys.executable, "-"], input=code, check=True, capture_output=True, text=True, timeout=120, cwd=where, env=env
    )
    stats = json.loads(done.stdout)
    own = {k.removeprefix("shahrkarimeh/"): v for k, v in stats.items()}
    # what items have is counted for findings: tests/test_findings.py
    return {k: v for k, v in own.items() if not k.startswith("filled/")}, done.stderr


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def names(path: Path) -> list[tuple[str, int]]:
    return [(item["id"], item["revision"]) for item in lines(path)]


def spoken(number: int) -> MeetingReport:
    """A report with parts of every kind."""
    text = f"رئیس شورا گفت: {words(number)}"
    item = report(number, text, session_number=number)
    item.speakers = [Speaker(role="رئیس شورا")]
    item.statements = [Statement(speaker=0, text=text[15:], quote=False, span=(15, len(text)))]
    return item


def test_items_are_sorted_numbered_and_written_once(tmp_path: Path) -> None:
    copy = report(2, "به گزارش ما " + spoken(1).text + " پایان", site="b")
    first = [spoken(1), copy, post(3), post(3, "باز همان")]
    stats, log = crawl(tmp_path, first)
    assert stats == {"new": 3, "reports": 1, "copies": 1, "posts": 1, "finish_reason": "finished"}
    assert not re.search("WARNING|ERROR|Deprecat", log), log
    assert "گفت" not in log and "خبر" not in log
    data = tmp_path / "data"
    assert names(data / "reports.jsonl") == [("a:1", 1)] and names(data / "posts.jsonl") == [("a:3", 1)]
    (copied,) = lines(data / "copies.jsonl")
    assert copied["duplicate_of"] == "a:1"
    assert lines(tmp_path / "out.jsonl") == lines(data / "reports.jsonl") + lines(data / "posts.jsonl")
    assert "\\u06" not in (tmp_path / "out.jsonl").read_text("utf-8")

    stats, _ = crawl(tmp_path, first)
    assert stats == {"unchanged": 3, "finish_reason": "finished"} and lines(tmp_path / "out.jsonl") == []

    stats, _ = crawl(tmp_path, [spoken(1), post(3, "متن دیگر"), copy], full=True)
    assert stats == {"unchanged": 2, "revised": 1, "posts": 1, "finish_reason": "finished"}
    assert names(tmp_path / "out.jsonl") == [("a:1", 1), ("a:3", 2)]
    assert names(data / "posts.jsonl") == [("a:3", 1), ("a:3", 2)] and len(lines(data / "reports.jsonl")) == 1


def test_a_revision_repeats_neither_itself_nor_its_copies(tmp_path: Path) -> None:
    text = words(1)
    crawl(tmp_path, [report(1, text), report(2, f"پیش درآمد {text}", site="b")])
    stats, _ = crawl(tmp_path, [report(1, f"{text} افزوده"), report(2, f"پیش درآمد {text} افزوده", site="b")])
    assert stats == {"revised": 2, "reports": 1, "copies": 1, "finish_reason": "finished"}
    assert names(tmp_path / "data" / "reports.jsonl") == [("a:1", 1), ("a:1", 2)]
    assert names(tmp_path / "data" / "copies.jsonl") == [("b:2", 1), ("b:2", 2)]


def test_what_is_invalid_goes_aside_with_its_reason(tmp_path: Path) -> None:
    span, speaker = spoken(2), spoken(3)
    span.statements[0].span = (0, 5)
    speaker.statements[0].speaker = 1
    plain = json.loads(to_json(post(9)))
    invalid: list[Any] = [
        {**plain, "raw": 1},
        {**plain, "raw": 1, "published_at": "2016-02-01T10:00:00"},
        post(1, "").model_copy(update={"title": " "}),
        span,
        speaker,
        post(4).model_copy(update={"url": "javascript:alert(1)"}),
        post(5).model_copy(update={"site": "b"}),
        {"raw": 1},
    ]
    stats, log = crawl(tmp_path, [*invalid, post(6)])
    assert stats == {"new": 1, "posts": 1, "rejected": len(invalid), "finish_reason": "finished"}
    reasons = [(line["id"], line["reason"]) for line in lines(tmp_path / "data" / "rejected.jsonl")]
    expected = [
        ("a:9", "raw: "), ("a:9", "zone"), ("a:1", "neither title nor text"), ("a:2", "its span"),
        ("a:3", "its speaker"), ("a:4", "http"), ("a:5", "id: not of its site"), (None, "kind"),
    ]  # fmt: skip
    for (id_, reason), (wanted_id, part) in zip(reasons, expected, strict=True):
        assert id_ == wanted_id and part in reason and "\n" not in reason
    assert log.count("WARNING: rejected") == len(invalid) and lines(tmp_path / "out.jsonl")[0]["id"] == "a:6"


def test_plain_dictionaries_are_taken_as_items(tmp_path: Path) -> None:
    # What a spider of a user's own may yield; the fields are those of the schema.
    item = json.loads(to_json(post(1)))
    del item["fingerprint"], item["kind"]
    stats, _ = crawl(tmp_path, [{**item, "kind": "post", "tags": ["raw"]}])
    (written,) = lines(tmp_path / "data" / "posts.jsonl")
    assert written["fingerprint"] == post(1).fingerprint and stats["new"] == 1


def test_a_full_disk_ends_the_run_with_whole_lines_and_a_plain_word(tmp_path: Path) -> None:
    items = [post(n, words(n, 600)) for n in range(200)]
    stats, log = crawl(tmp_path, items, LIMIT=200_000, FEEDS={})
    assert stats["finish_reason"] == "data_dir" and "make room and run again" in stats["fatal"]
    assert "Traceback" not in log
    written = names(tmp_path / "data" / "posts.jsonl")
    assert 0 < len(written) < 200
    stats, _ = crawl(tmp_path, items)
    assert stats["new"] == 200 - len(written)
    assert sorted(names(tmp_path / "data" / "posts.jsonl")) == sorted((f"a:{n}", 1) for n in range(200))
