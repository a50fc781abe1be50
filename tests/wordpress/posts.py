"""The posts that are put into the WordPress, and what a reader of them should find."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

TEHRAN = ZoneInfo("Asia/Tehran")
CORPUS = Path(__file__).parent.parent / "corpus"
SEED_TIME = "%Y-%m-%d %H:%M:%S"

# https://qomshora.ir/10074/slug/ and https://shahrekarimeh.ir/slug/
_ADDRESS = re.compile(r"/(?:(\d+)/)?([^/]+)/")


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post as an editor hands it in."""

    key: str
    """The corpus document, or `gen-17`."""
    title: str
    html: str
    published: datetime
    """With the Tehran clock's zone."""
    modified: datetime | None = None
    """None: never touched again."""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    id: int | None = None
    """The number it must get; None: any."""
    slug: str | None = None
    """Percent-encoded; WordPress cuts it to 200 bytes. None: WordPress makes it of the title."""

    def row(self, number: int) -> dict[str, object]:
        """What provision.php takes: clocks of Tehran and of UTC side by side."""
        times = {"date": self.published, "modified": self.modified or self.published}
        clocks = {name: t.astimezone(TEHRAN).strftime(SEED_TIME) for name, t in times.items()}
        gmt = {f"{name}_gmt": t.astimezone(ZoneInfo("UTC")).strftime(SEED_TIME) for name, t in times.items()}
        plain = {"id": number, "key": self.key, "title": self.title, "html": self.html, "slug": self.slug}
        return {**plain, **clocks, **gmt, "categories": list(self.categories), "tags": list(self.tags)}


@dataclass(frozen=True, slots=True)
class Expected:
    """A post as it stands in the WordPress."""

    id: int
    key: str
    url: str
    title: str
    published: str
    """`2016-02-01T10:30:00+03:30`."""
    modified: str
    html: str

    @property
    def text(self) -> str:
        """What a reader sees of `html`, read without any of the project's code."""
        return reader_text(self.html)


def corpus_posts(path: Path, sites: Sequence[str] = (), addresses: bool = False) -> list[NewPost]:
    """The documents of a corpus file, of the named sites only; with `addresses` they keep numbers and slugs."""
    posts = []
    for line in path.read_text("utf-8").splitlines():
        doc = json.loads(line)
        if sites and doc["site"] not in sites:
            continue
        address = _ADDRESS.fullmatch(urlsplit(doc["url"]).path) if addresses else None
        post = NewPost(
            key=doc["doc"],
            title=doc["title"],
            html=doc["html"],
            published=jalali_clock(doc["published"]),
            categories=tuple(doc.get("categories") or ()),
            tags=tuple(doc.get("tags") or ()),
        )
        if address:
            number, slug = address.groups()
            post = replace(post, id=int(number) if number else None, slug=slug)
        posts.append(post)
    return posts


def jalali_clock(value: str) -> datetime:
    """The time of `1394-11-12T10:30:00+03:30`: a Jalali day with the Tehran clock."""
    day, clock = value.split("T")
    gregorian = JalaliDate(*map(int, day.split("-"))).to_gregorian()  # type: ignore[no-untyped-call]
    return datetime.fromisoformat(f"{gregorian}T{clock[:8]}").replace(tzinfo=TEHRAN)


def numbered(posts: Iterable[NewPost]) -> Iterator[tuple[int, NewPost]]:
    """The posts by time of publication, with numbers: their own, or free ones that grow with time and leave gaps."""
    ordered = sorted(posts, key=lambda post: (post.published, post.key))
    taken = {post.id for post in ordered}
    number = 10
    for k, post in enumerate(ordered):
        if post.id is None:
            number += 1 + k % 3
            while number in taken:
                number += 1
        yield post.id or number, post


class _Reader(HTMLParser):
    _BREAKS = re.compile("p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|figure|figcaption")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._BREAKS.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._BREAKS.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def reader_text(html: str) -> str:
    """The lines of text of an HTML fragment, without the mark of the end (`انتهای پیام/`)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return "\n".join(line for line in lines if line and not re.match("انتهای (پیام|خبر)", line))
