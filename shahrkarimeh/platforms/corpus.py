"""Posts as lines of a corpus: `{"doc": …, "url": …, "title": …, "published": "1394-11-12T10:30:00+03:30", …}`."""

from collections.abc import Mapping
from typing import Any

from shahrkarimeh import html
from shahrkarimeh.errors import NotAPost
from shahrkarimeh.items import Post
from shahrkarimeh.platforms.identity import post_id, tidy
from shahrkarimeh.platforms.moments import iso, moment
from shahrkarimeh.sites import Site


def is_corpus(data: object) -> bool:
    """Whether a JSON value has the shape of such a line."""
    return isinstance(data, dict) and isinstance(data.get("html"), str) and isinstance(data.get("title"), str)


def read_line(site: Site, data: Mapping[str, Any]) -> Post:
    """The post of a line. `published` is a Jalali date with the site's clock. Raises NotAPost where it holds none."""
    if not is_corpus(data):
        raise NotAPost("a line needs `title` and `html`")
    url = data.get("url") if isinstance(data.get("url"), str) else None
    title = html.plain(data["title"])
    content = html.content(data["html"], title=title, base=url or "")
    published = data.get("published")
    at = moment(published if isinstance(published, str) else None, site)
    return Post(
        id=post_id(site, url or f"{site.home}{data.get('doc') or title}"),
        site=site.name,
        url=tidy(url) if url else site.home,
        title=title,
        text=content.text,
        published_at=iso(at),
        categories=_names(data.get("categories")),
        tags=_names(data.get("tags")),
        images=content.images,
        attachments=content.attachments,
    )


def _names(value: object) -> list[str] | None:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else None
