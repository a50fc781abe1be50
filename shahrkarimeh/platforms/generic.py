"""One post from its own page: stock themes, the plain structures of Iranian themes, JSON-LD, Open Graph."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from shahrkarimeh import html
from shahrkarimeh.decoding import decode
from shahrkarimeh.errors import NotAPost
from shahrkarimeh.items import Post
from shahrkarimeh.platforms.base import Page
from shahrkarimeh.platforms.identity import post_id, same_site, tidy
from shahrkarimeh.platforms.jsonld import article_of, names_in, text_in
from shahrkarimeh.platforms.moments import iso, moment, written
from shahrkarimeh.sites import Site
from shahrkarimeh.text.letters import squeeze

_TITLES = (
    "h1.entry-title", "h1.wp-block-post-title", "[itemprop=headline]", "h1.post-title", "h1.single-title", "article h1",
    "main h1", ".entry-title", ".post-title", ".news-title", "h1:not(.site-title):not(.logo)",
)  # fmt: skip
_CONTENTS = (
    "[itemprop=articleBody]", ".entry-content", ".wp-block-post-content", ".td-post-content", ".post-content",
    ".single-content", ".article-content", ".article-body", ".news-content", ".news-body", ".item-text", ".the-content",
    ".post-body", ".entry", ".content-body", "article", ".content", "#content", "main",
)  # fmt: skip
_WHOLE_PAGE_PARTS = ("article", ".content", "#content", "main", ".entry")
_KICKERS = ".rotitr, .ro-titr, .rutitr, .ru-titr, .roo-titr, .kicker, .uptitle, .pretitle, .entry-kicker, .news-rutitr"
_SUMMARIES = ".lead, .news-lead, .entry-summary, .post-excerpt, .wp-block-post-excerpt, .entry-excerpt, .subtitle"
_TIMES = (
    "time.entry-date.published[datetime]", "time.published[datetime]", ".wp-block-post-date time[datetime]",
    "[itemprop=datePublished]", "article time[datetime]", "header time[datetime]", "time[datetime]",
)  # fmt: skip
_CHANGES = ("time.updated[datetime]", "[itemprop=dateModified]")
_DATES = (
    ".entry-date, .post-date, .published, .date, .news-date, .post-time, .entry-meta, .post-meta, .meta, .news-info, "
    "time"
)
_AUTHORS = (
    "article [rel=author], .author .fn, .byline a, .wp-block-post-author__name, [itemprop=author] [itemprop=name]"
)
_CATEGORIES = "a[rel~=category], .cat-links a, .wp-block-post-terms.taxonomy-category a, .post-categories a"
_TAGS = (
    ".tags-links a, .tag-links a, .post-tags a, .entry-tags a, .wp-block-post-terms.taxonomy-post_tag a, "
    ".tagcloud-post a"
)
_HEADS = (
    "header, .entry-header, .entry-meta, .post-meta, h1, time, .byline, .breadcrumb, .post-date, .date, .entry-footer"
)
_POSTID = re.compile(r"(?:^|\s)postid-([1-9][0-9]{0,14})(?:\s|$)")
_ARTICLE_ID = re.compile(r"post-([1-9][0-9]{0,14})")
_SHORTLINK = re.compile(r"<([^<>]{1,500})>;\s*rel=[\"']?shortlink")
_NO_POST = re.compile(r"(?:^|\s)(?:page-template\S*|page|home|blog|archive|search|error404|category|tag)(?:\s|$)")
_NAME = re.compile(r"[\w-]{2,}")
_NEGATED = re.compile(r":not\([^)]*\)")
_MAX_TITLE = 1000


@lru_cache(maxsize=1024)
def _words_of(selector: str) -> tuple[str, ...]:
    """The names that a page must hold for a selector to find anything on it."""
    return tuple(word.lower() for word in _NAME.findall(_NEGATED.sub("", selector)))


class OtherPageError(NotAPost):
    """A page of the site that is no single post: the front page, an archive, a static page. `read_page`."""


class _Reader:
    """One page, looked at field by field."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site = site
        self.page = page
        markup = decode(page.body, page.headers.get("content-type", ""))
        self.tree = html.soup(markup)
        self._markup = markup.lower()
        self._metas: dict[str, list[str]] = {}
        for tag in self.tree.find_all("meta", limit=300):
            value = str(tag.get("content") or "").strip()
            for name in {str(tag.get(key)) for key in ("property", "name", "itemprop")} if value else ():
                self._metas.setdefault(name, []).append(value)
        self.body_class = str(self.tree.body.get("class") or "") if self.tree.body else ""
        self.article: Mapping[str, Any] = article_of(
            tag.get_text() for tag in self.tree.find_all("script", type="application/ld+json", limit=20)
        )

    def own(self, name: str) -> tuple[str, ...]:
        """The selector that the registry gives for a field, as what to try first."""
        selector = self.site.selectors.get(name)
        return (selector,) if selector else ()

    def select(self, selectors: str, limit: int) -> list[Any]:
        """What the selectors find. Those whose names the page does not hold at all are not looked for: it is long."""
        parts = [selectors] if "(" in selectors else selectors.split(",")
        parts = [part for part in parts if all(name in self._markup for name in _words_of(part))]
        return list(self.tree.select(",".join(parts), limit=limit)) if parts else []

    def meta(self, *names: str) -> str | None:
        """What the page's head says under the first of these names that it knows."""
        return next((value for name in names for value in self.metas(name)), None)

    def metas(self, name: str) -> list[str]:
        """All that the page's head says under a name."""
        return self._metas.get(name, [])

    def canonical(self) -> str:
        for found in (self._link("canonical"), self.meta("og:url"), text_in(self.article, "url")):
            if found and same_site(self.site, found):
                return found
        return self.page.url

    def _link(self, rel: str) -> str | None:
        tag = self.tree.find("link", rel=rel)
        return str(tag.get("href") or "") or None if tag is not None else None

    def first(self, selectors: Iterable[str]) -> Any:
        return next((tag for s in selectors for tag in self.select(s, 1)), None)

    def title(self) -> str:
        tags = (t for s in (*self.own("title"), *_TITLES) for t in self.select(s, 3))
        found = next((t for tag in tags if 0 < len(t := html.plain(tag.get_text(" "))) <= _MAX_TITLE), None)
        if found:
            return found
        name = text_in(self.article, "headline") or self.meta("og:title", "twitter:title")
        if not name and self.tree.title is not None:
            name = re.split(r"\s+[-–|»]\s+", self.tree.title.get_text())[0]
        return html.plain(name or "")[:_MAX_TITLE]

    def published(self) -> datetime | None:
        shown = self.first(self.own("published"))
        if shown is not None and (at := self._time(shown)):
            return at
        for value in (text_in(self.article, "datePublished"), self.meta("article:published_time", "datePublished")):
            if at := moment(value, self.site):
                return at
        for tag in (t for s in _TIMES for t in self.select(s, 2)):
            if at := self._time(tag):
                return at
        lines = (tag.get_text(" ") for tag in self.select(_DATES, 20))
        return next((at for line in lines if (at := written(line, self.site))), None)

    def _time(self, tag: Any) -> datetime | None:
        for value in (tag.get("datetime"), tag.get("content")):
            if value and (at := moment(str(value), self.site)):
                return at
        return written(tag.get_text(" "), self.site)

    def modified(self) -> datetime | None:
        for value in (text_in(self.article, "dateModified"), self.meta("article:modified_time", "og:updated_time")):
            if at := moment(value, self.site):
                return at
        tag = self.first(_CHANGES)
        return self._time(tag) if tag is not None else None

    def names(self, selector: str) -> list[str] | None:
        """The texts of all links of a selector, each once; None where there are none."""
        names = (html.plain(tag.get_text()) for tag in self.select(selector, 60))
        return list(dict.fromkeys(name for name in names if name)) or None

    def number(self) -> int | None:
        if m := _POSTID.search(self.body_class):
            return int(m[1])
        articles = self.select("article[id^=post-], div.hentry[id^=post-]", 2)
        if len(articles) == 1 and (m := _ARTICLE_ID.fullmatch(str(articles[0].get("id")))):
            return int(m[1])
        return None

    def hints(self) -> list[str]:
        in_header = _SHORTLINK.search(self.page.headers.get("link", ""))
        return [a for a in (self._link("shortlink"), in_header[1] if in_header else None, self.page.url) if a]

    def content(self, title: str) -> html.Content:
        """The article's text; the leanest box that holds one goes before those that hold the whole page."""
        for selector in (*self.own("content"), *_CONTENTS):
            tags = [t for t in self.select(selector, 20) if not html.is_noise(t)]
            if not tags:
                continue
            tag = max(tags, key=lambda t: len(t.get_text()))
            if selector in _WHOLE_PAGE_PARTS:
                for part in tag.select(_HEADS):
                    part.extract()
            found = html.content(tag, title=title, base=self.page.url)
            if found.text:
                return found
        return html.content(text_in(self.article, "articleBody") or "", title=title, base=self.page.url)

    def lead(self) -> str | None:
        """The summary shown on the page, taken out of the tree so that the text holds it no second time."""
        tag = self.first((_SUMMARIES,))
        if tag is None or tag.select_one("p ~ p ~ p ~ p"):
            return None
        return html.plain(tag.extract().get_text(" ")) or None


def read_page(site: Site, page: Page) -> Post:
    """The post of a page. Raises NotAPost where it is none: no title, no text, or a page that is no single post."""
    reader = _Reader(site, page)
    if "single" not in reader.body_class.split() and _NO_POST.search(reader.body_class):
        raise OtherPageError("not the page of a single post")
    title = reader.title()
    published, modified = reader.published(), reader.modified()
    number, hints, url = reader.number(), reader.hints(), reader.canonical()
    author = text_in(reader.article, "author") or next(iter(reader.names(_AUTHORS) or []), None)
    categories = (
        reader.names(_CATEGORIES) or names_in(reader.article, "articleSection") or reader.metas("article:section")
    )
    tags = reader.names(_TAGS) or reader.metas("article:tag") or names_in(reader.article, "keywords")
    kicker = reader.first((_KICKERS,))
    above = html.plain(kicker.extract().get_text(" ")) if kicker is not None else None
    lead = reader.lead()
    content = reader.content(title)
    if lead and not content.text:
        content = html.content(lead)
    if not title or not content.text:
        raise NotAPost(f"no {'title' if not title else 'text'} found on the page")
    return Post(
        id=post_id(site, url, number, hints),
        site=site.name,
        url=tidy(url),
        title=title,
        kicker=above or None,
        summary=lead if lead and not squeeze(content.text).startswith(squeeze(lead.rstrip("…. []"))) else None,
        text=content.text,
        published_at=iso(published),
        modified_at=iso(modified),
        author=author or reader.meta("author"),
        categories=categories or None,
        tags=tags or None,
        images=content.images,
        attachments=content.attachments,
    )
