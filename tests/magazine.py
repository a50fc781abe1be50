"""A WordPress site in memory, all doors but REST, that lives on while it is crawled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.hostile_server import Hostile, answer

PER_PAGE = 10


@dataclass
class Story:
    """A post as it stands."""

    number: int
    published: datetime
    modified: datetime
    text: str


class Magazine:
    """The site: `stories` as they are at the moment, and what happens after which answer."""

    def __init__(self, server: Hostile, count: int) -> None:
        self.server = server
        self.per_map = 2000
        self.ahead = timedelta()
        """How far its clock is ahead of ours."""
        self.stories: dict[int, Story] = {}
        self.after: dict[str, Callable[[], object]] = {}
        """What happens, once, after an address (as it was asked, query and all) was answered."""
        for number in range(1, count + 1):
            self.write(number, self.now() - timedelta(days=30) + timedelta(minutes=number))
        server.default = self.answer

    def now(self) -> datetime:
        return (datetime.now(UTC) + self.ahead).replace(microsecond=0)

    def write(self, number: int, at: datetime | None = None, text: str = "خبر شهر") -> None:
        """Publishes a post, or changes it."""
        at = at or self.now()
        first = self.stories[number].published if number in self.stories else at
        self.stories[number] = Story(number, first, at, text)
        self.server.answers[f"/{number}/slug/"] = [self.answer]

    def answer(self, handler: Any) -> None:
        asked = self.server.asked[-1]
        status, body = self._given(urlsplit(asked).path, {k: v[0] for k, v in parse_qs(urlsplit(asked).query).items()})
        handler.wfile.write(answer(body, status, Date=f"{self.now():%a, %d %b %Y %H:%M:%S} GMT"))
        self.after.pop(asked, lambda: None)()

    def _given(self, path: str, query: dict[str, str]) -> tuple[int, str]:
        parts = path.strip("/").split("/")
        if path == "/feed/":
            return self._feed(int(query.get("paged", 1)), query.get("orderby") == "modified")
        if path == "/" or parts[0] == "page":
            return self._list(int(parts[1]) if parts[0] == "page" else 1)
        if path.endswith(".xml"):
            return self._map(path)
        if parts[0].isdigit() and (story := self.stories.get(int(parts[0]))):
            return 200, self._page(story)
        return 404, ""

    def _shown(self, number: int, size: int, by: str = "published") -> list[Story]:
        """A page of the posts, the newest first."""
        stories = sorted(self.stories.values(), key=lambda s: (getattr(s, by), s.number), reverse=True)
        return stories[(number - 1) * size : number * size]

    def _url(self, story: Story) -> str:
        return f"{self.server.home}{story.number}/slug/"

    def _html(self, story: Story) -> str:
        return f"<p>{story.text} شماره {story.number}</p>"

    def _feed(self, number: int, by_change: bool) -> tuple[int, str]:
        shown = self._shown(number, PER_PAGE, "modified" if by_change else "published")
        items = (
            f"<item><title>خبر {s.number}</title><link>{self._url(s)}</link><pubDate>{s.published:%a, %d %b %Y %X} "
            f"+0000</pubDate><c:encoded><![CDATA[{self._html(s)}]]></c:encoded></item>"
            for s in shown
        )
        built = f"{max((s.modified for s in shown), default=self.now()):%a, %d %b %Y %X} +0000"
        head = '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>'
        body = f"{head}<lastBuildDate>{built}</lastBuildDate>{''.join(items)}</channel></rss>"
        return (200, body) if shown else (404, "")

    def _list(self, number: int) -> tuple[int, str]:
        shown = self._shown(number, PER_PAGE)
        links = (f'<article><h2><a href="{self._url(s)}">خبر {s.number}</a></h2></article>' for s in shown)
        return (200 if shown else 404), "".join(links)

    def _map(self, path: str) -> tuple[int, str]:
        """An index of maps and the maps, the oldest post first."""
        stories = sorted(self.stories.values(), key=lambda s: s.number)
        if path == "/wp-sitemap.xml":
            count = -(-len(stories) // self.per_map)
            maps = (f"{self.server.home}wp-sitemap-posts-post-{n}.xml" for n in range(1, count + 1))
            locs = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in maps)
            return 200, f"<sitemapindex>{locs}</sitemapindex>"
        number = path.removeprefix("/wp-sitemap-posts-post-").removesuffix(".xml")
        if not number.isdigit():
            return 404, ""
        shown = stories[(int(number) - 1) * self.per_map : int(number) * self.per_map]
        urls = (f"<url><loc>{self._url(s)}</loc><lastmod>{s.modified.isoformat()}</lastmod></url>" for s in shown)
        return 200, f"<urlset>{''.join(urls)}</urlset>"

    def _page(self, story: Story) -> str:
        times = f'<meta property="article:published_time" content="{story.published.isoformat()}">'
        times += f'<meta property="article:modified_time" content="{story.modified.isoformat()}">'
        head = f'{times}<body class="single postid-{story.number}"><h1 class="entry-title">خبر {story.number}</h1>'
        return f'{head}<div class="entry-content">{self._html(story)}</div>'
