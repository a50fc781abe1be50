"""WordPress sites side by side on loopback: provisioned, switched, changed, and their requests counted."""

import hashlib
import json
import os
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.wordpress.machine import Machine, install, wait_for
from tests.wordpress.posts import TEHRAN, Expected, NewPost, numbered

HOME = Path(os.environ.get("SHAHRKARIMEH_WORDPRESS_HOME", f"/tmp/shahrkarimeh-wordpress-{os.getuid()}"))
PORT = int(os.environ.get("SHAHRKARIMEH_WORDPRESS_PORT", "8101"))
Doors = Mapping[str, int | str]


@dataclass(frozen=True)
class Site:
    """One site to be."""

    name: str
    posts: Sequence[NewPost] = field(repr=False)
    home: str | None = None
    """The address it believes to have; None: that of its port."""
    title: str = "شهرکریمه"
    permalinks: str = "/%postname%/"
    theme: str = "twentytwentyone"
    jalali: bool = False
    doors: Doors = field(default_factory=dict)
    """Doors that are shut, and how: see plugin.php."""
    limit: int | None = None
    """The status that nginx gives to more than two requests a second; None: no limit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the access log."""

    at: float
    """When the request came, seconds since 1970."""
    status: int
    method: str
    uri: str
    bytes: int
    agent: str


def _iso(gmt: str) -> str:
    return datetime.fromisoformat(gmt).replace(tzinfo=UTC).astimezone(TEHRAN).isoformat()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


class WordPress:
    """A running WordPress with its sites. Safe to start again: what stands already is used as it is."""

    def __init__(self, home: Path = HOME, port: int = PORT) -> None:
        self.machine = Machine(home)
        self.sites = home / "sites"
        self.port = port

    def start(self, *sites: Site) -> None:
        """Start the programs and provision what is not there yet. Raises MachineError."""
        install()
        self.machine.prepare()
        self.machine.start_database()
        for site in sites:
            self._provision(site)
        all_ = {path.parent.name: json.loads(path.read_text()) for path in self.sites.glob("*/site.json")}
        limits = {name: each["limit"] for name, each in all_.items() if each.get("limit")}
        self.machine.start_web({name: each["port"] for name, each in all_.items()}, limits)
        for site in sites:
            wait_for(f"site {site.name}", lambda name=site.name: self._answers(name))  # type: ignore[misc]
            self.forget_hits(site.name)

    def stop(self) -> None:
        """Stop the programs; what was provisioned stays."""
        self.machine.stop()

    def url(self, name: str) -> str:
        """Where a site answers, ending in a slash."""
        return f"http://127.0.0.1:{self._settings(name)['port']}/"

    def expected(self, name: str) -> list[Expected]:
        """The posts that are public on the site, oldest first, with the changes made since."""
        lines = (self.sites / name / "expected.jsonl").read_text("utf-8").splitlines()
        return [Expected(**json.loads(line)) for line in lines]

    def switch(self, name: str, **doors: int | str) -> None:
        """Shut doors of a running site, and open all others."""
        self._write_settings(name, {**self._settings(name), "doors": doors})

    def add(self, name: str, title: str, html: str) -> Expected:
        """Publish a post now."""
        return self._change(name, {"do": "add", "title": title, "html": html})

    def edit(self, name: str, number: int, **fields: str) -> Expected:
        """Change `title` or `html` of a post now."""
        return self._change(name, {"do": "edit", "id": number, **fields})

    def trash(self, name: str, number: int) -> None:
        """Take a post off the site."""
        self._change(name, {"do": "trash", "id": number})

    def hits(self, name: str) -> list[Hit]:
        """The requests of a site since `start` or `forget_hits`, in the order they came."""
        hits = []
        for line in self._log(name).read_text("utf-8", "replace").splitlines():
            end, took, status, method, uri, size, agent = line.split("\t", 6)
            hits.append(Hit(float(end) - float(took), int(status), method, uri, int(size), agent))
        return sorted(hits, key=lambda hit: hit.at)

    def forget_hits(self, name: str) -> None:
        """Count from here on."""
        os.truncate(self._log(name), 0)

    def _log(self, name: str) -> Path:
        return self.machine.log / f"{name}.access.log"

    def _settings(self, name: str) -> dict[str, object]:
        settings: dict[str, object] = json.loads((self.sites / name / "site.json").read_text("utf-8"))
        return settings

    def _write_settings(self, name: str, settings: Mapping[str, object]) -> None:
        path = self.sites / name / "site.json"
        new = path.with_suffix(".new")
        new.write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
        new.replace(path)

    def _free_port(self) -> int:
        used = {json.loads(path.read_text())["port"] for path in self.sites.glob("*/site.json")}
        return next(port for port in range(self.port, self.port + 500) if port not in used and _is_free(port))

    def _provision(self, site: Site) -> None:
        directory = self.sites / site.name
        rows = {number: post.row(number) for number, post in numbered(site.posts)}
        given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows.values())
        code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.php")))
        kept = {k: v for k, v in asdict(site).items() if k not in ("posts", "doors", "limit")}
        stamp = hashlib.sha256(f"{kept}{given}".encode() + code).hexdigest()
        port = self._settings(site.name)["port"] if (directory / "site.json").exists() else self._free_port()
        directory.mkdir(exist_ok=True)
        home = site.home or f"http://127.0.0.1:{port}/"
        self._write_settings(site.name, {**asdict(site), "posts": len(rows), "port": port, "home": home})
        if (directory / "stamp").exists() and (directory / "stamp").read_text() == stamp:
            return
        (directory / "stamp").unlink(missing_ok=True)
        database = "site_" + site.name.replace("-", "_")
        self.machine.sql(f"DROP DATABASE IF EXISTS {database}; CREATE DATABASE {database} CHARACTER SET utf8mb4")
        links = self.machine.php("provision.php", site.name, given)
        expected = []
        for link in map(json.loads, links.splitlines()):
            row = rows[link["id"]]
            published, modified = (_iso(str(row[f"{which}_gmt"])) for which in ("date", "modified"))
            expected.append(
                Expected(link["id"], row["key"], link["url"], row["title"], published, modified, row["html"])  # type: ignore[arg-type]
            )
        self._write_expected(site.name, expected)
        (directory / "stamp").write_text(stamp)

    def _write_expected(self, name: str, posts: Sequence[Expected]) -> None:
        lines = (json.dumps(asdict(post), ensure_ascii=False) + "\n" for post in posts)
        (self.sites / name / "expected.jsonl").write_text("".join(lines), "utf-8")

    def _change(self, name: str, change: dict[str, object]) -> Expected:
        (self.sites / name / "stamp").unlink(missing_ok=True)  # the next start provisions anew
        done = json.loads(self.machine.php("change.php", name, json.dumps(change, ensure_ascii=False) + "\n"))
        posts = {post.id: post for post in self.expected(name)}
        key = posts[done["id"]].key if done["id"] in posts else f"added-{done['id']}"
        times = (_iso(done["published"]), _iso(done["modified"]))
        post = Expected(done["id"], key, done["url"], done["title"], *times, done["html"])
        if change["do"] == "trash":
            del posts[post.id]
        else:
            posts[post.id] = post
        self._write_expected(name, list(posts.values()))
        return post

    def _answers(self, name: str) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url(name)}robots.txt", timeout=20) as answer:
                return re.search(rb"(?i)user-agent", answer.read()) is not None
        except (urllib.error.URLError, OSError):
            return False
