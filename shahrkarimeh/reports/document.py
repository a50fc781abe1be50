"""A post made ready for reading: folded once, cut into paragraphs and sentences once, for all the fields' rules."""

from collections.abc import Sequence
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


def document(post: Post, site: Site) -> Document:
    """The document of a post."""
    day = datetime.fromisoformat(post.published_at).date() if post.published_at else None
    blocks = paragraph_spans(post.text)
    return Document(
        title=post.title,
        folded_title=fold(post.title),
        text=post.text,
        folded=fold(post.text),
        paragraphs=blocks,
        sentences=[s for a, b in blocks for s in nlp.sentences(post.text, a, b)],
        published=day,
        site=site,
        tags=post.tags or (),
    )
