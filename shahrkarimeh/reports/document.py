"""A post made ready for reading: folded once, cut into paragraphs and sentences once, for all the fields' rules."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shahrkarimeh.items import Post
from shahrkarimeh.sites import Site
from shahrkarimeh.text import nlp
from shahrkarimeh.text.letters import fold, whole
from shahrkarimeh.text.people import People

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """The text and what is known of where it stood. All spans are `[start, end)` in code points of `text`."""

    title: str
    folded_title: str
    text: str
    folded: str
    """`fold(text)`, of the same length."""
    paragraphs: Sequence[Span]
    """The blocks of the text; a block of several lines (list, table) is one paragraph."""
    sentences: Sequence[Span]
    published: date | None
    """The day of publication on the site's clock."""
    site: Site
    tags: Sequence[str]

    def slice(self, start: int, end: int) -> str:
        """The published words of a span found in `folded`, trimmed, with marks that `fold` moved."""
        a, b = whole(self.text, start, end)
        return self.text[a:b]

    def people(self, start: int, end: int) -> People:
        """The people and offices named in `text[start:end]`."""
        return People(self.folded, start, end, self.text)


def paragraph_spans(text: str) -> list[Span]:
    """The blocks of a text, which blank lines part."""
    out, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            out.append((at, at + len(block)))
        at += len(block) + 2
    return out


# «اخبار مرتبط: در جلسه ۲۲۰ شورا چه گذشت؟», «بیشتر بخوانید:» over headlines: what tells of others under the post
_LINKS = re.compile(
    r"\W{0,4}(?:(?:اخبار|خبرهای|مطالب|نوشته های|گزارش های) مرتبط|(?:بیشتر|همچنین|این را هم) بخوانید) ?:\s*"
)
_ITEM = re.compile(r"\s*[-–—•*▪◾◽🔹🔸➖]")


def _without_links(folded: str, sentences: Iterable[Span]) -> Iterator[Span]:
    """The sentences but for those of links to other posts."""
    listed = False
    for a, b in sentences:
        links = _LINKS.match(folded, a, b)
        listed = links.end() == b if links else listed and bool(_ITEM.match(folded, a, b))
        if not links and not listed:
            yield a, b


def document(post: Post, site: Site) -> Document:
    """The document of a post."""
    day = datetime.fromisoformat(post.published_at).date() if post.published_at else None
    blocks, folded = paragraph_spans(post.text), fold(post.text)
    sentences = (s for a, b in blocks for s in nlp.sentences(post.text, a, b))
    return Document(
        title=post.title,
        folded_title=fold(post.title),
        text=post.text,
        folded=folded,
        paragraphs=blocks,
        sentences=list(_without_links(folded, sentences)),
        published=day,
        site=site,
        tags=post.tags or (),
    )
