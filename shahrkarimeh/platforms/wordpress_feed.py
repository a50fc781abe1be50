"""WordPress's feed door: ten posts a request, in full; as conditional as a request can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from shahrkarimeh import html
from shahrkarimeh.errors import DoorRefused, NotAPost
from shahrkarimeh.items import Post
from shahrkarimeh.platforms.base import Ask, Memory, Page, Reading, Window
from shahrkarimeh.platforms.identity import canonical, is_address, post_id, tidy
from shahrkarimeh.platforms.moments import iso, moment
from shahrkarimeh.platforms.refusals import check_answer
from shahrkarimeh.platforms.summaries import summary_of
from shahrkarimeh.platforms.wordpress_pages import listed, read_post
from shahrkarimeh.platforms.xml import CONTENT, CREATOR, child_text, local_name, root_of
from shahrkarimeh.sites import DoorName, Site

MAX_PAGES = 20_000
PER_MAP = 2000
"""Posts of one of WordPress's own sitemaps."""
_SETTLED = timedelta(minutes=2)


def _ask(site: Site, page: int, mark: str | None, since: str | None, size: int = 0, validator: str = "") -> Ask:
    """A page of the feed: the newest first, or the last changed first where earlier ones have been taken."""
    order = ["orderby=modified"] if mark else []
    query = "&".join([*order, *([f"paged={page}"] if page > 1 else [])])
    # If-Modified-Since alone: behind gzip the ETag comes back weak, and a weak one gets the whole page again.
    headers = {"If-Modified-Since": validator} if validator else {}
    state = {"page": page, "mark": mark, "since": since, "size": size}
    return Ask(f"{site.home}feed/{'?' + query if query else ''}", "list", headers, state)


@dataclass(slots=True)
class FeedDoor:
    """`/feed/?paged=N`, where the feed holds the whole text.

    A post deleted between two pages shifts another past the reader, and no total tells. So a whole walk of several
    pages ends with one request more, for WordPress's own sitemap: what it names and the feed did not give is asked
    for by its page. A site without that sitemap is believed.
    """

    name: DoorName = "feed"
    _met: set[str] = field(default_factory=set, repr=False)

    def open(self, site: Site, window: Window, memory: Memory) -> Sequence[Ask]:
        """One request: «304 not modified» where nothing is new."""
        mark = memory.mark.isoformat() if memory.mark else None
        validator = memory.validators.get(site.home + "feed/", "") if mark else ""
        since = window.since.isoformat() if window.since else None
        return [_ask(site, 1, mark, since, validator=validator)]

    def read(self, site: Site, ask: Ask, page: Page) -> Reading:
        """The posts of a page and the next page. Raises DoorRefused for anything else, an excerpt feed included."""
        if ask.kind == "page":
            return read_post(site, page)
        if ask.kind == "check":
            return self._check(site, ask, page)
        number, mark, since = int(ask.state["page"]), ask.state["mark"], ask.state["since"]
        check = [_check_ask(site, 1)] if number > 1 and not (mark or since) else []
        if page.status == 304 or (page.status == 404 and number > 1):
            return Reading(asks=check)
        check_answer(page)
        root = root_of(page)
        if local_name(root) != "rss":
            raise DoorRefused("no RSS in the answer")
        channel = next((c for c in root if local_name(c) == "channel"), root)
        posts, faults = posts_of(site, page, channel)
        self._met |= {canonical(url) for url in (*(post.url for post in posts), *(url for url, _ in faults))}
        changed = moment(child_text(channel, "lastbuilddate"), site)
        came = len(posts) + len(faults)
        size = int(ask.state["size"]) or came
        done = not came or came < size or number >= MAX_PAGES
        if mark:
            # On a page, lastBuildDate is of the page's last change: from there on all has been taken before.
            done = done or (changed is not None and changed <= moment(mark, site))  # type: ignore[operator]
        elif since:
            done = done or all(p.published_at is not None and p.published_at[:10] < since for p in posts)
        return Reading(
            posts,
            check if done else [_ask(site, number + 1, mark, since, size)],
            faults,
            newest=changed if number == 1 else None,
            validators=_validators(site, page) if number == 1 else {},
        )

    def _check(self, site: Site, ask: Ask, page: Page) -> Reading:
        """The pages of what a sitemap names and the feed did not give, and the next sitemap after a full one."""
        urls = listed(site, page)
        asks = [Ask(url, "page") for url in urls if canonical(url) not in self._met]
        number = int(ask.state["map"])
        return Reading(asks=[*asks, *([_check_ask(site, number + 1)] if len(urls) >= PER_MAP else [])])


def _check_ask(site: Site, number: int) -> Ask:
    return Ask(f"{site.home}wp-sitemap-posts-post-{number}.xml", "check", state={"map": number})


def _validators(site: Site, page: Page) -> dict[str, str]:
    """The feed's Last-Modified, unless so young that another change may follow within its second."""
    said = page.headers.get("last-modified", "")
    changed, now = moment(said, site), moment(page.headers.get("date"), site)
    return {site.home + "feed/": said} if changed and now and now - changed > _SETTLED else {}


def posts_of(site: Site, page: Page, channel: Any = None) -> tuple[list[Post], list[tuple[str, str]]]:
    """The posts of a feed, and those that cannot be read: address and why.

    Raises DoorRefused where it is none, or gives excerpts only.
    """
    if channel is None:
        root = root_of(page)
        channel = next((c for c in root if local_name(c) == "channel"), root)
    items = [item for item in channel if local_name(item) == "item"]
    if items and all(item.find(CONTENT) is None for item in items):
        raise DoorRefused("the feed gives excerpts only")
    posts, faults = [], []
    for item in items:
        try:
            posts.append(_post(site, item))
        except (NotAPost, ValidationError) as e:
            faults.append((child_text(item, "link")[:500] or page.url, str(e).splitlines()[0]))
    return posts, faults


def _post(site: Site, item: Any) -> Post:
    link, guid = child_text(item, "link"), child_text(item, "guid")
    if not link:
        raise NotAPost("an item of the feed lacks its link")
    if not is_address(link):
        raise NotAPost("the link of an item of the feed is no address of the web")
    title = html.plain(child_text(item, "title"))
    markup = child_text(item, CONTENT)
    content = html.content(markup, title=title, base=link)
    return Post(
        id=post_id(site, link, hints=[guid]),
        site=site.name,
        url=tidy(link),
        title=title,
        summary=summary_of(child_text(item, "description"), markup, content.text),
        text=content.text,
        published_at=iso(moment(child_text(item, "pubdate"), site)),
        author=html.plain(child_text(item, CREATOR)) or None,
        # The feed gives categories and tags in one list.
        categories=[html.plain(c.text) for c in item if local_name(c) == "category" and c.text],
        tags=None,
        images=content.images,
        attachments=content.attachments,
    )
