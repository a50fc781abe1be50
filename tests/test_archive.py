"""The archive: every response as it came, and the same crawl again from it without a network."""

import gzip
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request, Response
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from shahrkarimeh import archive
from shahrkarimeh.errors import ArchiveError, DataDirError
from shahrkarimeh.warc import MAX_BODY, decoded, records

PAGE = "<h1>جلسه شورا</h1>".encode()


class Handler(BaseHTTPRequestHandler):
    """A site with a list that changes, a redirect to a Persian address, an error, gzip and chunks."""

    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /secret\n")
        elif self.path == "/list":
            self.answer(200, b"%d" % self.asked.count("/list"))
        elif self.path == "/busy":
            first = self.asked.count("/busy") == 1
            self.answer(503 if first else 200, b"busy" if first else PAGE)
        elif self.path == "/go":
            self.answer(301, b"", Location="/صفحه".encode().decode("latin-1"))
        elif self.path == "/gzip":
            self.answer(200, gzip.compress(PAGE, mtime=0), **{"Content-Encoding": "gzip"})
        elif self.path == "/chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"5\r\n<h1>j\r\n4\r\n</h>\r\n0\r\n\r\n")
        elif self.path == "/missing":
            self.answer(404, b"none")
        else:
            self.answer(200, PAGE, **{"X-Name": "شهر".encode().decode("latin-1")})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    handler = type("Site", (Handler,), {"asked": []})
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}", handler.asked
    httpd.shutdown()
    httpd.server_close()


CRAWL = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

class Probe(Spider):
    name = "probe"
    handle_httpstatus_all = True
    seen = []

    async def start(self):
        for path in {paths!r}:
            yield Request({base!r} + path, self.parse, errback=self.fail, dont_filter=True,
                          meta={{"handle_httpstatus_list": [404], "handle_httpstatus_all": False}})

    def parse(self, response):
        meta = response.request.meta
        self.seen.append([response.url, response.status, response.text, meta["archive_record"], meta["fetched_at"],
                          response.headers.get("X-Name", b"").hex()])

    def fail(self, failure):
        self.seen.append([failure.request.url, type(failure.value).__name__, str(failure.value)])

settings = Settings()
settings.setmodule("shahrkarimeh.settings", "project")
settings.setdict({{"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "DATA_DIR": {data!r}, "ITEM_PIPELINES": {{}},
                   "ARCHIVE_REPLAY": {replay!r}, "RETRY_PRIORITY_ADJUST": 0}}, "cmdline")
process = CrawlerProcess(settings)
process.crawl(Probe)
process.start()
print(json.dumps(Probe.seen))
"""
PATHS = ["/list", "/list", "/busy", "/go", "/gzip", "/chunks", "/missing", "/secret", "/a?b=c&d=%20"]


def crawl(base: str, data: Path, paths: list[str] = PATHS, replay: list[str] | None = None) -> tuple[list[Any], str]:
    """What the spider saw, sorted, and the log."""
    code = CRAWL.format(base=base, data=str(data), paths=paths, replay=replay or [])
    env = {**os.environ, "PYTHONWARNINGS": "default"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=120, env=env, cwd=data.parent
    )
    return sorted(json.loads(done.stdout), key=str), done.stderr


def warc_of(data: Path) -> Path:
    (path,) = (data / "warc").iterdir()
    return path


def test_a_crawl_is_kept_as_it_came_and_replays_to_the_same(server: tuple[str, list[str]], tmp_path: Path) -> None:
    base, asked = server
    live, log = crawl(base, tmp_path / "live")
    assert not re.search("WARNING|ERROR|Deprecat", log), log
    requests = list(asked)
    assert requests[0] == "/robots.txt" and "/secret" not in requests
    path = warc_of(tmp_path / "live")
    kept = {r.url.removeprefix(base): r for r in archive.read_responses(path)}
    assert set(kept) == set(requests) and kept["/missing"].status == 404 and kept["/go"].status == 301
    assert kept["/gzip"].body == PAGE and kept["/chunks"].body == b"<h1>j</h>"
    raw = {r.url.removeprefix(base): r for r in records(path)}
    assert raw["/gzip"].body == gzip.compress(PAGE, mtime=0)
    assert "Location: /صفحه".encode() in raw["/go"].raw_headers
    for url, status, *_, record, fetched_at, name in (row for row in live if len(row) > 3):
        assert record.startswith(f"warc/{path.name}#urn:uuid:") and fetched_at.endswith("Z"), url
        assert status == 404 or name in ("", "شهر".encode().hex())

    again, log = crawl(base, tmp_path / "replay", replay=[str(path)])
    assert again == live
    assert asked == requests  # the server, still up, was not asked
    assert not (tmp_path / "replay" / "warc").exists()


def test_what_was_not_recorded_fails_by_its_name_and_asks_no_network(
    server: tuple[str, list[str]], tmp_path: Path
) -> None:
    base, asked = server
    crawl(base, tmp_path / "live", ["/gzip"])
    asked.clear()
    path = str(warc_of(tmp_path / "live"))
    seen, log = crawl(base, tmp_path / "replay", ["/gzip", "/other"], replay=[path])
    assert [row[1] for row in seen] == [200, "IgnoreRequest"]
    assert f"{base}/other" in seen[1][2] and f"not in the recordings: '{base}/other'" in log
    assert asked == []


def test_a_new_run_begins_a_new_file_even_in_the_same_second(tmp_path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    names = set()
    for _ in range(3):
        recorder = archive.Recorder(tmp_path, "../a b")
        names.add(recorder.write(Request("http://a.example/"), Response("http://a.example/", body=PAGE), now))
        recorder.close()
    files = {p.name for p in tmp_path.iterdir()}
    assert files == {f"-a-b-20260101T000000Z{n}.warc.gz" for n in ("", "-2", "-3")} and len(names) == 3
    idle = archive.Recorder(tmp_path, "idle")
    idle.close()
    assert idle.path is None


def written(path: Path, *bodies: bytes, headers: tuple[tuple[str, str], ...] = (), gz: bool = True) -> Path:
    """A WARC file as another program would write it."""
    with path.open("wb") as file:
        warc = WARCWriter(file, gzip=gz)
        warc.write_record(warc.create_warcinfo_record(path.name, {"software": "other"}))
        for n, body in enumerate(bodies):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
            url = f"http://a.example/{n}"
            warc.write_record(
                warc.create_warc_record(url, "response", payload=io.BytesIO(body), length=len(body), http_headers=head)
            )
    return path


@pytest.mark.parametrize("gz", [True, False])
def test_a_torn_archive_gives_what_is_whole(tmp_path: Path, gz: bool) -> None:
    whole = written(tmp_path / "whole.warc.gz", PAGE, PAGE * 3, os.urandom(300), gz=gz)
    ends = []
    with whole.open("rb") as file:
        archived = ArchiveIterator(file)
        for record in archived:
            if record.rec_type == "response":
                ends.append(archived.get_record_offset() + archived.get_record_length())
    data = whole.read_bytes()
    torn = tmp_path / "torn.warc.gz"
    for length in range(len(data) + 1):
        torn.write_bytes(data[:length])
        count = sum(1 for _ in archive.read_responses(torn))
        # The last bytes of a record are the checksum of its member, or the empty lines behind it.
        assert sum(end <= length for end in ends) <= count <= sum(end - 20 <= length for end in ends), length


@pytest.mark.parametrize(
    "content", [b"<html>no archive</html>", gzip.compress(b"no archive"), b"\x1f\x8bnothing", b"P"]
)
def test_a_file_that_is_no_archive_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"file\.warc\.gz is no WARC file$"):
        list(archive.read_responses(path))
    with pytest.raises(ArchiveError, match="cannot read the archive"):
        archive.hosts(tmp_path / "none")
    with pytest.raises(ArchiveError):
        archive.Replay([path])


def test_other_programs_archives_are_read(tmp_path: Path) -> None:
    chunked = written(
        tmp_path / "c.warc", b"3\r\nabc\r\n0\r\n\r\n", headers=(("Transfer-Encoding", "chunked"),), gz=False
    )
    assert [r.body for r in archive.read_responses(chunked)] == [b"abc"]
    packed = written(tmp_path / "z.warc.gz", zlib.compress(PAGE), headers=(("Content-Encoding", "deflate"),))
    (response,) = archive.read_responses(packed)
    assert response.body == PAGE and response.headers["content-type"] == "text/html"
    assert archive.hosts(packed) == {"a.example"}


def test_a_body_that_swells_is_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(MAX_BODY + 1))
    path = written(tmp_path / "b.warc.gz", bomb, headers=(("Content-Encoding", "gzip"),))
    assert list(archive.read_responses(path)) == []
    assert decoded(bomb, "gzip") is None and decoded(gzip.compress(bomb), "gzip, gzip") is None


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b", gzip.compress(PAGE)[:-9], b"plain", b"\x78"])
def test_a_broken_encoding_is_undone_as_far_as_it_goes(body: bytes) -> None:
    for encoding in ("gzip", "deflate", "br", "zstd", "x, gzip"):
        assert isinstance(decoded(body, encoding), bytes)
    assert decoded(gzip.compress(PAGE) * 2, "gzip") == PAGE * 2
    raw = zlib.compressobj(wbits=-15)
    assert decoded(raw.compress(PAGE) + raw.flush(), "deflate") == PAGE


def test_recorded_answers_come_in_their_order(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", b"1", b"2")
    other = tmp_path / "b.warc.gz"
    other.write_bytes(written(tmp_path / "x.warc.gz", b"3").read_bytes())
    replay = archive.Replay([path, other])
    given = [replay.answer("http://a.example/0") for _ in range(3)]
    assert [g.body for g in given if g] == [b"1", b"3", b"3"]
    assert replay.answer("http://a.example/9") is None


def test_a_full_disk_leaves_whole_records(tmp_path: Path) -> None:
    recorder = archive.Recorder(tmp_path, "a")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))  # stands for the disk's end: a write stops half way
    names = []
    try:
        with pytest.raises(DataDirError, match=r"cannot write the archive .*make room and run again"):
            for n in range(100):
                response = Response(f"http://a.example/{n}", body=os.urandom(3000))
                names.append(recorder.write(Request(response.url), response, datetime(2026, 1, 1, tzinfo=UTC)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    response = Response("http://a.example/last", body=PAGE)
    names.append(recorder.write(Request(response.url), response, datetime(2026, 1, 1, tzinfo=UTC)))
    recorder.close()
    (path,) = tmp_path.iterdir()
    assert [r.record for r in archive.read_responses(path)] == names and len(names) > 2
