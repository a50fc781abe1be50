"""A WordPress site of the tests' own that lives for years: each day some posts are published, edited, deleted.

Its state is a pure function of seed and day, so that a test can tell what a crawl of each day had to find.
"""

import json
import random
import sys
import threading
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

FIRST_DAY = datetime(2017, 1, 1, 3, tzinfo=UTC)
WORDS = "بودجه خیابان میدان پارک اتوبوس مترو درخت آسفالت پل کتابخانه ورزش بازار عوارض پسماند نوسازی محله".split()


@dataclass
class Post:
    """A post as it stands."""

    number: int
    published: datetime
    modified: datetime
    edition: int = 1

    @property
    def title(self) -> str:
        """Tells the edition, so that what was stored can be told by it."""
        return f"خبر {self.number} نوبت {self.edition}"


class Growing:
    """The site and its history."""

    def __init__(self, posts_a_day: float = 2.0, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        self.posts_a_day = posts_a_day
        self.now = FIRST_DAY
        self.posts: dict[int, Post] = {}
        self.had: dict[int, list[str]] = defaultdict(list)
        """Number → the titles that stood at the end of some day it was looked at, in their order."""
        self._last = 0

    def live(self, days: int) -> None:
        """Lets days pass, each with its changes in the hours before the crawl."""
        for _ in range(days):
            self.now += timedelta(days=1)
            due = int(self.posts_a_day) + (self.rng.random() < self.posts_a_day % 1)
            for hour in range(due):
                self._last += 1
                at = self.now - timedelta(hours=10 - hour % 8, seconds=self._last % 60)
                self.posts[self._last] = Post(self._last, at, at)
            if self.posts and self.rng.random() < 0.3:
                self._edit(self.rng.choice(list(self.posts)))
            if len(self.posts) > 5 and self.rng.random() < 0.05:
                del self.posts[self.rng.choice(list(self.posts))]

    def _edit(self, number: int) -> None:
        post = self.posts[number]
        post.edition, post.modified = post.edition + 1, self.now - timedelta(hours=1, seconds=self.rng.randrange(60))

    def looked_at(self) -> None:
        """Notes what a crawl finds now."""
        for post in self.posts.values():
            if self.had[post.number][-1:] != [post.title]:
                self.had[post.number].append(post.title)

    def html(self, post: Post) -> str:
        """Its content: of every other post the report of a meeting."""
        rng = random.Random(post.number)
        words = " ".join(f"{rng.choice(WORDS)} {rng.randrange(1000)}" for _ in range(30))
        lead = f"جلسه {post.number % 400 + 1} شورای اسلامی شهر قم برگزار شد." if post.number % 2 else "خبر شهر."
        return f"<p>{lead}</p><p>{words}</p><p>نوبت {post.edition}</p>"

    def rest(self, query: dict[str, str], home: str) -> tuple[bytes, dict[str, str]]:
        """WordPress's list of posts."""
        by = "modified" if query.get("orderby") == "modified" else "number"
        posts = sorted(self.posts.values(), key=lambda post: (getattr(post, by), post.number))
        if after := query.get("modified_after"):
            posts = [post for post in posts if post.modified > datetime.fromisoformat(after)]
        size, page = int(query["per_page"]), int(query["page"])
        shown = [self._json(post, home) for post in posts[size * (page - 1) : size * page]]
        headers = {"X-WP-Total": str(len(posts)), "X-WP-TotalPages": str(-(-len(posts) // size))}
        return json.dumps(shown).encode(), {**headers, "Content-Type": "application/json"}

    def _json(self, post: Post, home: str) -> dict[str, Any]:
        return {
            "id": post.number,
            "date_gmt": post.published.strftime("%Y-%m-%dT%H:%M:%S"),
            "modified_gmt": post.modified.strftime("%Y-%m-%dT%H:%M:%S"),
            "link": f"{home}{post.number}/",
            "title": {"rendered": post.title},
            "content": {"rendered": self.html(post)},
        }

    def sitemap(self, home: str) -> bytes:
        """All posts with their last change."""
        urls = (
            f"<url><loc>{home}{p.number}/</loc><lastmod>{p.modified.isoformat()}</lastmod></url>"
            for p in self.posts.values()
        )
        return f"<urlset>{''.join(urls)}</urlset>".encode()

    def page(self, post: Post) -> bytes:
        """The page of a post."""
        times = "".join(
            f'<meta property="article:{name}_time" content="{at.isoformat()}">'
            for name, at in (("published", post.published), ("modified", post.modified))
        )
        head = f'{times}<body class="single postid-{post.number}"><h1 class="entry-title">{post.title}</h1>'
        return f'{head}<div class="entry-content">{self.html(post)}</div>'.encode()


class _Handler(BaseHTTPRequestHandler):
    site: Growing
    asked: list[str]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        home = f"http://127.0.0.1:{self.server.server_address[1]}/"
        number = parts.path.strip("/")
        self.asked.append(self.path)
        headers: dict[str, str] = {}
        if parts.path == "/live":
            self.site.live(int(query["days"]))
            body = b""
        elif parts.path == "/wp-json/wp/v2/posts":
            body, headers = self.site.rest(query, home)
        elif parts.path == "/wp-sitemap.xml":
            body = self.site.sitemap(home)
        elif number.isdigit() and int(number) in self.site.posts:
            body = self.site.page(self.site.posts[int(number)])
        else:
            self.send_error(404)
            return
        self.send_response(200)
        for name, value in {"Content-Type": "text/html", **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header: the day that it is on the site."""
        return format_datetime(self.site.now, usegmt=True)

    def log_message(self, *args: object) -> None:
        pass


def served(site: Growing) -> tuple[ThreadingHTTPServer, list[str]]:
    """The site on a port of loopback, until `shutdown`, and what is asked of it."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site, "asked": asked}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server, asked


def main() -> None:
    """Serves a site to another process until its standard input ends: `POSTS_A_DAY SEED` as arguments."""
    server, _ = served(Growing(float(sys.argv[1]), int(sys.argv[2])))
    print(server.server_address[1], flush=True)
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main()
