"""A website on loopback that answers bytes as they are given, broken or hostile; and crawls of it."""

import json
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BODY = "<p>صد و دوازدهمین جلسه شورای اسلامی شهر قم دیروز به صورت علنی برگزار شد و بودجه تصویب شد.</p>"
REST = "/wp-json/wp/v2/posts"
Writer = Callable[[Any], None]


def answer(body: bytes | str, status: int = 200, length: int | None = None, **headers: str) -> bytes:
    """A whole answer; `length` is what its Content-Length says."""
    data = body.encode() if isinstance(body, str) else body
    head = {"Content-Length": str(len(data) if length is None else length), "Connection": "close"}
    head |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + data


class Hostile:
    """What is answered, by path without query, one after the other, the last one again; and what was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.home = f"http://127.0.0.1:{port}/"
        self.answers: dict[str, list[bytes | Writer]] = {}
        self.default: bytes = answer("", 404)
        self.asked: list[str] = []
        self.times: list[float] = []

    def put(self, path: str, *answers: bytes | Writer) -> None:
        self.answers[path] = list(answers)

    def post(self, number: int, **more: object) -> dict[str, object]:
        return {
            "id": number,
            "date_gmt": f"2024-01-{number:02}T08:00:00",
            "link": f"{self.home}{number}/slug/",
            "title": {"rendered": f"جلسه شماره {number}"},
            "content": {"rendered": f"{BODY}<p>شماره {number}</p>"},
            **more,
        }

    def rest(self, *posts: object) -> bytes:
        return answer(json.dumps(posts), X_WP_Total=str(len(posts)), X_WP_TotalPages="1")

    def page(self, number: int) -> str:
        head = f'<body class="single postid-{number}"><h1 class="entry-title">جلسه شماره {number}</h1>'
        return f'{head}<div class="entry-content">{BODY}<p>شماره {number}</p></div>'


@contextmanager
def hostile() -> Iterator[Hostile]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            target = self.rfile.readline(65536).split(b" ")[1].decode("latin-1")
            while self.rfile.readline(65536).strip():
                pass
            site.asked.append(target)
            site.times.append(time.monotonic())
            known = site.answers.get(target.partition("?")[0], [site.default])
            given = known.pop(0) if len(known) > 1 else known[0]
            with suppress(OSError):  # the other side had enough
                given(self) if callable(given) else self.wfile.write(given)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        site = Hostile(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield site
        server.shutdown()


def crawl(
    site: Hostile,
    folder: Path,
    door: str | None = None,
    home: str = "",
    full: bool = False,
    before: Sequence[str] = (),
    **settings: object,
) -> "Crawled":
    """A crawl as a user begins it, politeness off; `before` are words that go before the command."""
    sites = folder / "sites.toml"
    sites.write_text(f'[sample]\ntitle = "نمونه"\nhome = "{home or site.home}"\ndelay = 0\n', "utf-8")
    data = folder / "data"
    words = [*before, sys.executable, "-m", "shahrkarimeh", "crawl", "sample", "--sites", str(sites)]
    words += [*(["--door", door] if door else []), *(["--full"] if full else []), "--data", str(data)]
    given = {"AUTOTHROTTLE_ENABLED": 0, "RETRY_TIMES": 0, "LOG_LEVEL": "INFO"} | settings
    words += [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=60, check=False)
    log = done.stderr.decode()
    assert (data / "runs.jsonl").exists(), log[-3000:]
    run = json.loads((data / "runs.jsonl").read_text("utf-8").splitlines()[-1])
    files = (data / name for name in ("reports.jsonl", "copies.jsonl", "posts.jsonl"))
    items = [json.loads(x) for f in files if f.exists() for x in f.read_text("utf-8").splitlines()]
    return Crawled(done.returncode, run, items, log)


class Crawled:
    """A crawl that is over."""

    def __init__(self, code: int, run: Mapping[str, Any], items: list[dict[str, Any]], log: str) -> None:
        self.code, self.run, self.items, self.log = code, run, items, log
        self.ids = sorted(item["id"] for item in items)
        self.refused: Mapping[str, str] = run["refused"]
        self.failed: list[str] = [failure["url"] for failure in run["failures"]]
