"""WordPress's REST door: a hundred posts a request, by the CMS's own numbers, with totals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError

from shahrkarimeh import html
from shahrkarimeh.errors import DoorRefused, NotAPost
from shahrkarimeh.items import Post
from shahrkarimeh.platforms.base import Ask, Memory, Page, Reading, Window
from shahrkarimeh.platforms.identity import is_address, post_id, tidy
from shahrkarimeh.platforms.moments import iso, moment
from shahrkarimeh.platforms.refusals import check_answer
from shahrkarimeh.platforms.summaries import summary_of
from shahrkarimeh.sites import DoorName, Site

PER_PAGE = 100
"""The most WordPress gives."""
MAX_PAGES = 10_000
_FIELDS = "id,date,date_gmt,modified,modified_gmt,link,title,content,excerpt,_links.wp:term,_links.author,_embedded"
_MARGIN = timedelta(hours=2)
"""Bounds are read on the CMS's clock, which may be an hour off ours in summer; the spider bounds exactly."""


def _query(window: Window, memory: Memory) -> dict[str, str]:
    """What to ask for. A whole walk goes by number, which no edit during the walk can change."""
    query = {"per_page": str(PER_PAGE), "orderby": "modified" if memory.mark else "id", "order": "asc"}
    query |= {"_fields": _FIELDS, "_embed": "wp:term,author"}
    if memory.mark:
        # Without the Z it would be read on the site's clock.
        query["modified_after"] = memory.mark.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if window.since:
        query["after"] = (datetime.combine(window.since, time()) - _MARGIN).isoformat()
    if window.until:
        query["before"] = (datetime.combine(window.until, time()) + timedelta(days=1) + _MARGIN).isoformat()
    return query


def _ask(site: Site, query: Mapping[str, str], page: int, plain: bool) -> Ask:
    if plain:  # sites without pretty addresses, or with `/wp-json/` walled off
        url = f"{site.home}?{urlencode({'rest_route': '/wp/v2/posts', **query, 'page': str(page)}, safe='/,:')}"
    else:
        url = f"{site.home}wp-json/wp/v2/posts?{urlencode({**query, 'page': str(page)}, safe='/,:')}"
    return Ask(url, "list", state={"query": dict(query), "page": page, "plain": plain})


@dataclass(slots=True)
class RestDoor:
    """`/wp-json/wp/v2/posts`, else `?rest_route=/wp/v2/posts`."""

    name: DoorName = "rest"

    def open(self, site: Site, window: Window, memory: Memory) -> Sequence[Ask]:
        """One request: all that is new where little is."""
        return [_ask(site, _query(window, memory), 1, plain=False)]

    def read(self, site: Site, ask: Ask, page: Page) -> Reading:
        """The posts of a list and the pages after the first. Raises DoorRefused for anything else."""
        number, plain, query = int(ask.state["page"]), bool(ask.state["plain"]), ask.state["query"]
        if page.status == 404 and number == 1 and not plain:
            return Reading(asks=[_ask(site, query, 1, plain=True)])
        if page.status == 400 and b"rest_post_invalid_page_number" in page.body[:2000]:
            return Reading()  # posts went away while we walked; the total tells
        check_answer(page)
        posts, faults = posts_of(site, page)
        asks, total = self._after_first(site, ask, page, full=len(posts) + len(faults) >= PER_PAGE)
        return Reading(posts, asks, faults, total)

    def _after_first(self, site: Site, ask: Ask, page: Page, *, full: bool) -> tuple[list[Ask], int | None]:
        """The pages after the first, and the total that its headers tell."""
        number, plain, query = int(ask.state["page"]), bool(ask.state["plain"]), ask.state["query"]
        total, pages = _header(page, "x-wp-total"), _header(page, "x-wp-totalpages")
        if pages is None:  # a proxy that drops headers: go on while pages are full
            return [_ask(site, query, number + 1, plain)] if full and number < MAX_PAGES else [], None
        if number > 1:
            return [], None
        return [_ask(site, query, n, plain) for n in range(2, min(pages, MAX_PAGES) + 1)], total


def _header(page: Page, name: str) -> int | None:
    value = page.headers.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def posts_of(site: Site, page: Page) -> tuple[list[Post], list[tuple[str, str]]]:
    """The posts of a REST answer, a list or a single one, and those that cannot be read: address and why.

    Raises DoorRefused where it is not of that shape, or none can be read.
    """
    try:
        data = json.loads(page.body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DoorRefused("no JSON in the answer") from None
    if isinstance(data, dict) and "content" in data:
        data = [data]
    if not isinstance(data, list):
        raise DoorRefused("JSON of another shape than a list of posts")
    posts, faults = [], []
    for each in data:
        try:
            posts.append(post_of(site, each))
        except (NotAPost, ValidationError) as e:
            link = each.get("link") if isinstance(each, dict) else None
            faults.append((str(link or page.url)[:500], str(e).splitlines()[0]))
    if faults and not posts:
        raise DoorRefused(f"JSON of another shape than a list of posts: {faults[0][1]}")
    return posts, faults


def _rendered(post: Mapping[str, Any], name: str) -> str:
    value = post.get(name)
    value = value.get("rendered") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def post_of(site: Site, data: Any) -> Post:
    """One post of the REST answer. Raises NotAPost where its number, link or content is missing."""
    if not isinstance(data, dict):
        raise NotAPost("no object")
    number, link = data.get("id"), data.get("link")
    if type(number) is not int or number < 1 or not isinstance(link, str) or "content" not in data:
        raise NotAPost("it lacks its id, link or content")
    if not is_address(link):
        raise NotAPost("its link is no address of the web")
    title = html.plain(_rendered(data, "title"))
    markup = _rendered(data, "content")
    content = html.content(markup, title=title, base=link)
    terms = _embedded(data, "wp:term")
    author = next((a.get("name") for group in [_embedded(data, "author")] for a in group if a.get("name")), None)
    return Post(
        id=post_id(site, link, number),
        site=site.name,
        url=tidy(link),
        title=title,
        summary=summary_of(_rendered(data, "excerpt"), markup, content.text),
        text=content.text,
        published_at=iso(moment(data.get("date_gmt"), site, utc=True) or moment(data.get("date"), site)),
        modified_at=iso(moment(data.get("modified_gmt"), site, utc=True) or moment(data.get("modified"), site)),
        author=html.plain(str(author)) or None if author else None,
        categories=_names(terms, "category") if terms is not None else None,
        tags=_names(terms, "post_tag") if terms is not None else None,
        images=content.images,
        attachments=content.attachments,
    )


def _embedded(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """What the answer embeds under a name, its lists of lists laid flat."""
    embedded = data.get("_embedded")
    groups = embedded.get(name) if isinstance(embedded, dict) else None
    out: list[dict[str, Any]] = []
    for each in groups if isinstance(groups, list) else ():
        out += [e for e in (each if isinstance(each, list) else [each]) if isinstance(e, dict)]
    return out


def _names(terms: list[dict[str, Any]], taxonomy: str) -> list[str]:
    return [html.plain(str(t["name"])) for t in terms if t.get("taxonomy") == taxonomy and t.get("name")]
