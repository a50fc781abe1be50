"""WordPress's last two doors: addresses from the sitemap or from the archive pages, and each post from its own page."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from shahrkarimeh import html
from shahrkarimeh.decoding import decode
from shahrkarimeh.errors import DoorRefused, NotAPost
from shahrkarimeh.platforms.base import Ask, Memory, Page, Reading, Window
from shahrkarimeh.platforms.generic import OtherPageError, read_page
from shahrkarimeh.platforms.identity import may_ask, number_of, post_id, tidy
from shahrkarimeh.platforms.moments import moment
from shahrkarimeh.platforms.refusals import check_answer, is_challenge, is_maintenance
from shahrkarimeh.platforms.xml import child_text, local_name, root_of
from shahrkarimeh.sites import DoorName, Site

MAX_PAGES = 20_000
MAX_ENTRIES = 50_000
"""The most that a sitemap may hold, by the protocol."""
MAX_MAPS = 1_000
_PLACES = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml")
_DECLARED = re.compile(r"^\s*sitemap\s*:\s*(\S{1,500})", re.I | re.M)
_POSTS_MAP = re.compile(
    r"posts-post-|(?:^|/|[-_])posts?-sitemap|sitemap-posts?(?:type)?-?(?:post)?[-.]|pt-post-|post_type=post", re.I
)
_OTHER_MAP = re.compile(r"categor|tag|taxonom|author|users?[-_.]|posts-page|page-sitemap|image|video|attachment", re.I)
_NOT_A_POST = re.compile(r"/(?:category|tag|author|page|feed|wp-admin|wp-content|wp-json|wp-login\.php|search)(?:/|$)")
_POST_LINKS = (
    "article h1 a, article h2 a, article h3 a, article a[rel=bookmark], .entry-title a, .wp-block-post-title a, "
    ".post-title a, .hentry h2 a, .post h2 a, .post h3 a, .news-title a"
)


def _page_ask(url: str) -> Ask:
    return Ask(url, "page")


def read_post(site: Site, page: Page) -> Reading:
    """The post of its own page; nothing where it has gone or the page is no post. Raises NotAPost for a broken page."""
    if is_challenge(page):
        raise DoorRefused("a challenge page in place of a post")
    if is_maintenance(page):
        raise NotAPost("a maintenance page in place of a post")
    if page.status in (404, 410):
        return Reading()
    if page.status != 200:
        raise NotAPost(f"status {page.status}")
    try:
        return Reading([read_page(site, page)])
    except OtherPageError:
        return Reading()


def _entries(site: Site, root: Any) -> list[tuple[str, str]]:
    """The addresses that a sitemap lists and that may be asked, each once, and when they changed."""
    entries = [
        (child_text(e, "loc"), child_text(e, "lastmod"))
        for e in root[:MAX_ENTRIES]
        if local_name(e) in ("sitemap", "url")
    ]
    return [(u, m) for u, m in dict.fromkeys(entries) if u and may_ask(site, u)]


def _is_of_a_post(site: Site, url: str) -> bool:
    home = tidy(url).rstrip("/") == tidy(site.home).rstrip("/")
    return not home and not _NOT_A_POST.search(urlsplit(url).path)


def listed(site: Site, page: Page) -> list[str]:
    """The addresses of posts that a sitemap of posts lists; none where the page is no such thing."""
    try:
        check_answer(page)
        root = root_of(page)
    except DoorRefused:
        return []
    return [url for url, _ in _entries(site, root) if _is_of_a_post(site, url)] if local_name(root) == "urlset" else []


def _is_known(site: Site, memory: Memory, url: str) -> bool:
    return memory.known(tidy(url)) or (number_of(url) is not None and memory.known(post_id(site, url)))


@dataclass(slots=True)
class SitemapDoor:
    """The sitemap that robots.txt names, or one at the usual places, and the pages it lists."""

    name: DoorName = "sitemap"
    _known: Callable[[str], bool] = field(default=lambda url: False, repr=False)
    _mark: Any = None

    def open(self, site: Site, window: Window, memory: Memory) -> Sequence[Ask]:
        """One request, for robots.txt."""
        self._known = lambda url: _is_known(site, memory, url)
        self._mark = memory.mark
        return [Ask(urljoin(site.home, "/robots.txt"), "robots")]

    def read(self, site: Site, ask: Ask, page: Page) -> Reading:
        """Further sitemaps, pages, or a page's post. Raises DoorRefused where no place holds a sitemap."""
        if ask.kind == "page":
            return read_post(site, page)
        if ask.kind == "robots":
            text = decode(page.body[:200_000]) if page.status == 200 else ""
            declared = [u for u in _DECLARED.findall(text)[:20] if may_ask(site, u)]
            places = [*declared, *(site.home + place for place in _PLACES)]
            return Reading(asks=[self._next(list(dict.fromkeys(places)))])
        try:
            check_answer(page)
            root = root_of(page)
            kind = local_name(root)
            if kind not in ("sitemapindex", "urlset"):
                raise DoorRefused("no sitemap in the answer")
        except DoorRefused:
            if ask.kind == "map" and ask.state["left"]:
                return Reading(asks=[self._next(list(ask.state["left"]))])
            raise
        entries = _entries(site, root)
        if kind == "sitemapindex":
            if ask.kind != "map":
                raise DoorRefused("an index of sitemaps within another")
            return Reading(asks=self._maps(site, entries))
        return self._pages(site, entries)

    def _next(self, places: Sequence[str]) -> Ask:
        return Ask(places[0], "map", state={"left": places[1:]})

    def _maps(self, site: Site, entries: Iterable[tuple[str, str]]) -> list[Ask]:
        """The sitemaps that hold posts: those named so, else all that are not named otherwise."""
        entries = list(entries)
        chosen = [e for e in entries if _POSTS_MAP.search(urlsplit(e[0]).path) and not _OTHER_MAP.search(e[0])]
        chosen = chosen or [e for e in entries if not _OTHER_MAP.search(urlsplit(e[0]).path)]
        if not chosen:
            raise DoorRefused("no sitemap of posts in the index")
        return [Ask(url, "submap") for url, changed in chosen[:MAX_MAPS] if not self._is_old(site, changed)]

    def _is_old(self, site: Site, changed: str) -> bool:
        at = moment(changed, site)
        return self._mark is not None and at is not None and at <= self._mark

    def _pages(self, site: Site, entries: Iterable[tuple[str, str]]) -> Reading:
        asks, unseen, changes = [], False, []
        for url, changed in entries:
            if not _is_of_a_post(site, url):
                continue
            at = moment(changed, site)
            if at is not None:
                changes.append(at)
            if not self._known(url) or (self._mark and at and at > self._mark):
                asks.append(_page_ask(url))
            else:
                unseen = unseen or self._mark is None or at is None
        return Reading(asks=asks, total=len(asks), unseen=unseen, newest=max(changes, default=None))


@dataclass(slots=True)
class ArchiveDoor:
    """`/page/N/`, the newest first, and the pages they link to.

    A post deleted on the way shifts another past the reader, and no total tells. So in a whole walk of several lists
    they are looked at once more at its end, which is much sooner done: then the pages lie between.
    """

    name: DoorName = "archive"
    _met: set[str] = field(default_factory=set, repr=False)
    _known: Callable[[str], bool] = field(default=lambda url: False, repr=False)
    _complete_before: bool = False

    def open(self, site: Site, window: Window, memory: Memory) -> Sequence[Ask]:
        """One request, for the front page."""
        self._known = lambda url: _is_known(site, memory, url)
        self._complete_before = memory.mark is not None
        return [self._list(site, 1, "list")]

    def read(self, site: Site, ask: Ask, page: Page) -> Reading:
        """The pages of a list that are not known, and the next list; or a page's post."""
        if ask.kind == "page":
            return read_post(site, page)
        number, again = int(ask.state["page"]), ask.kind == "again"
        # No more than there were: an end comes even where the site turns in circles.
        last = [] if again or number < 3 or self._complete_before else [self._list(site, 1, "again", number)]
        if page.status == 404 and number > 1:
            return Reading(asks=last)
        check_answer(page)
        links = post_links(site, page)
        if not links and number == 1:
            raise DoorRefused("no links to posts on the front page")
        fresh = [url for url in links if url not in self._met]
        self._met.update(links)
        new = fresh if again else [url for url in fresh if not self._known(url)]
        # Known posts throughout, after a run that took all: from here on back there is nothing new.
        goes_on = links and (new or not self._complete_before) and number < ask.state["end"]
        asks = [_page_ask(url) for url in new]
        asks += [self._list(site, number + 1, ask.kind, ask.state["end"])] if goes_on else last
        return Reading(asks=asks, unseen=len(new) < len(fresh))

    def _list(self, site: Site, number: int, kind: str, end: int = MAX_PAGES) -> Ask:
        url = f"{site.home}page/{number}/" if number > 1 else site.home
        return Ask(url, kind, state={"page": number, "end": end})


def post_links(site: Site, page: Page) -> list[str]:
    """The addresses of the posts that a list page names by their headlines, each once."""
    tree = html.soup(decode(page.body, page.headers.get("content-type", "")))
    tags = tree.select(_POST_LINKS, limit=500) or tree.select("h2 a, h3 a", limit=500)
    found = (urljoin(page.url, str(tag.get("href") or "")) for tag in tags)
    return list(dict.fromkeys(tidy(u) for u in found if may_ask(site, u) and _is_of_a_post(site, u)))
