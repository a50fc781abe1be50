"""From HTML to what a reader of the page reads. The one importer of bs4.

Nothing here recurses, so nesting costs no stack; nothing here raises on any input.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString

from shahrkarimeh.decoding import decode
from shahrkarimeh.html_noise import Block, is_noise_class, without_noise
from shahrkarimeh.html_tree import Node, tree
from shahrkarimeh.text.letters import clean

MAX_CHARS = 8_000_000
"""Longer markup is cut: no article is that long."""
MAX_TAGS = 100_000
"""Markup is cut before the tag after these: a tree costs hundreds of bytes a tag."""
MAX_LINKS = 500


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DROPPED = _names(
    "script style form noscript template head iframe object embed svg canvas video audio map button input select "
    "textarea nav aside footer figcaption math link meta"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_BLOCKS = _HEADINGS | _names(
    "p div section article main header blockquote figure center address details summary fieldset hr pre dl"
)
_KINDS = {
    "li": "item", "dt": "item", "dd": "item", "ul": "block", "ol": "block", "table": "table", "caption": "block",
    "br": "break", "img": "picture", "a": "link",
}  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_WRAPPERS = _names("html body main article")
_ATTACHED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z)$", re.I)
# WordPress writes each emoji of its feeds as a picture, the sign itself in `alt`: «🔹پیربازاری گفت» must stay one word.
_EMOJI = re.compile(r"\bwp-smiley\b|/images/core/emoji/")
_NO_PICTURE = re.compile(r"(?:^data:|/emoji/|s\.w\.org/images|/smilies/|gravatar\.com|/pixel\.)", re.I)

_MAX_NESTED = 8
"""Looking into a table costs its depth; tables nested deeper than this are layout anyhow."""
_PARTING = frozenset(("block", "heading", "table"))
_TAG_START = re.compile("<")
_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
_SPACE, _LINE, _BLOCK = 1, 2, 3
_TEXTS = (str, NavigableString, CData)  # and no comment, which bs4 makes a string of its own kind


@dataclass(frozen=True, slots=True)
class Content:
    """What an article holds."""

    text: str
    images: list[str] = field(default_factory=list)
    """Absolute addresses, in order, each once."""
    attachments: list[str] = field(default_factory=list)
    """Absolute addresses of linked documents, in order, each once."""


def soup(markup: str | bytes) -> BeautifulSoup:
    """The tree of a page or of a piece of one, to look for things in. Classes are left as one string."""
    return BeautifulSoup(_readable(markup), "lxml", multi_valued_attributes=None)


def _readable(markup: str | bytes) -> str:
    """What of a markup the parser is given."""
    text = decode(markup) if isinstance(markup, bytes) else markup
    text = _UNENCODABLE.sub("", text[:MAX_CHARS])
    if text.count("<") > MAX_TAGS:
        text = text[: next(islice(_TAG_START.finditer(text), MAX_TAGS, None)).start()]
    if "<" not in text:  # bs4 warns of text that looks like an address or a file name
        text = f"<p>{text}</p>"
    return text


def plain(fragment: str) -> str:
    """A one-line text: tags gone, entities read, spaces single. For titles and names."""
    fragment = fragment[:20_000]
    text = soup(fragment).get_text() if "<" in fragment else unescape(fragment)
    return " ".join(clean(text).split())


def text_of(fragment: str | bytes | Tag, title: str | None = None) -> str:
    """The text of an article as a reader reads it; `content` says how."""
    return content(fragment, title=title).text


def content(fragment: str | bytes | Tag, *, title: str | None = None, base: str = "") -> Content:
    """Text, pictures and documents of an article's markup.

    Blocks of the text are parted by a blank line, lines, list items and table rows by a newline, cells by a tab (an
    empty cell keeps its tab, so columns stay in place). Left out are scripts, forms, captions, share bars, related
    posts, comments, tags, codes and end marks, a first block that repeats `title`, and a cut excerpt before the text
    it was cut from. Addresses are made absolute by `base`.
    """
    root = fragment if isinstance(fragment, Tag) else tree(_readable(fragment))
    walk = _Walk(base, strict=True).run(root)
    blocks = without_noise(walk.blocks, title)
    if not blocks:  # a theme whose own article box bears a class of noise, a page that is one big form
        walk = _Walk(base, strict=False).run(root)
        blocks = without_noise(walk.blocks, title)
    return Content("\n\n".join(blocks), list(walk.images), list(walk.attachments))


def is_noise(tag: Tag | Node) -> bool:
    """Whether a tag says of itself that it is no part of the article, or is hidden."""
    attrs = tag.attrs
    if not attrs or tag.name in _WRAPPERS:
        return False
    style = attrs.get("style")
    if "hidden" in attrs or (style and _HIDDEN.search(str(style)[:500])):
        return True
    names = f"{attrs.get('class') or ''} {attrs.get('id') or ''}"
    return len(names) > 1 and is_noise_class(names[:500])


class _Walk:
    """Goes through a tree once, in order, and gathers blocks, pictures and documents."""

    def __init__(self, base: str, strict: bool) -> None:
        self.blocks: list[Block] = []
        self.images: dict[str, None] = {}
        self.attachments: dict[str, None] = {}
        self._base = base
        self._strict = strict
        self._parts: list[str] = []
        self._pending = 0
        self._tabs = 0
        self._linked = 0
        self._flags = {"heading": False, "listing": False}
        self._inside = {"cell": 0, "item": 0, "link": 0, "heading": 0}
        self._row_started: list[bool] = []
        self._tables: list[bool] = []

    def run(self, root: Tag | Node) -> "_Walk":
        stack: list[tuple[Iterator[object], Tag | Node | None, str]] = [(iter(root.contents), None, "")]
        while stack:
            children, tag, kind = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if tag is not None:
                    self._leave(kind)
            elif isinstance(child, Tag | Node):
                if (kind := self._kind(child)) != "dropped":
                    self._enter(child, kind)
                    stack.append((iter(child.contents), child, kind))
            elif type(child) in _TEXTS:
                self._write(str(child), tag is not None and tag.name == "pre")
        self._close()
        return self

    def _kind(self, tag: Tag | Node) -> str:
        name = tag.name
        if name in _DROPPED:
            return "dropped" if self._strict or name not in ("form", "aside", "footer") else "block"
        if self._strict and is_noise(tag):
            return "dropped"
        if name in _BLOCKS:
            return "heading" if name in _HEADINGS else "block"
        if name in ("td", "th"):
            return "cell" if self._row_started else "block"
        if name == "tr":
            return "row" if self._tables and self._tables[-1] else "block"
        return _KINDS.get(name, "inline")

    def _part(self, level: int) -> None:
        if self._inside["cell"]:
            level = _SPACE
        elif self._inside["item"]:
            level = min(level, _LINE)
        self._pending = max(self._pending, level)

    def _enter(self, tag: Tag | Node, kind: str) -> None:
        if kind in _PARTING:
            self._part(_BLOCK)
        elif kind in ("break", "item", "row"):
            self._part(_LINE)
        elif kind == "picture":
            if _EMOJI.search(f"{tag.get('class')} {tag.get('src')}"):
                self._write(str(tag.get("alt") or ""), False)
            else:
                self._part(_SPACE)
                self._picture(tag)
        elif kind == "link":
            self._document(tag)
        elif kind == "cell":
            self._tabs += self._row_started[-1]
            self._row_started[-1] = True
        if kind == "row":
            self._row_started.append(False)
        elif kind == "table":
            self._tables.append(len(self._tables) < _MAX_NESTED and _holds_data(tag))
        if kind in self._inside:
            self._inside[kind] += 1

    def _leave(self, kind: str) -> None:
        if kind in self._inside:
            self._inside[kind] -= 1
        if kind == "row":
            self._row_started.pop()
            self._tabs = 0
        elif kind == "table":
            self._tables.pop()
        if kind in _PARTING:
            self._part(_BLOCK)
        elif kind in ("item", "row"):
            self._part(_LINE)

    def _write(self, text: str, preformatted: bool) -> None:
        if not text.strip():
            if text:
                self._pending = max(self._pending, _SPACE)
            return
        if self._pending == _BLOCK:
            self._close()
        elif self._pending:
            self._parts.append("\n" if self._pending == _LINE else " ")
        self._pending = 0
        if self._tabs:
            self._parts.append("\t" * self._tabs)
            self._tabs = 0
        if self._inside["link"]:
            self._linked += sum(map(len, text.split()))
        if preformatted:
            self._parts.append(re.sub(r"[^\S\n]+", " ", text))
        else:
            edge = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
            self._parts.append(edge[0] + " ".join(text.split()) + edge[1])
        for flag, state in (("heading", "heading"), ("listing", "item")):
            self._flags[flag] |= self._inside[state] > 0

    def _close(self) -> None:
        if self._parts:
            self.blocks.append(Block(clean("".join(self._parts)), self._linked, **self._flags))
        self._parts, self._linked = [], 0
        self._flags = {"heading": False, "listing": False}

    def _picture(self, tag: Tag | Node) -> None:
        for name in ("data-src", "data-lazy-src", "data-original", "src"):
            source = str(tag.get(name) or "").strip()
            if source and not _NO_PICTURE.search(source) and str(tag.get("width")) != "1":
                self._keep(self.images, source)
                return

    def _document(self, tag: Tag | Node) -> None:
        target = str(tag.get("href") or "").strip()
        if _ATTACHED.search(target.split("?")[0].split("#")[0]):
            self._keep(self.attachments, target)

    def _keep(self, kept: dict[str, None], address: str) -> None:
        try:
            url = urljoin(self._base, address)
            good = len(kept) < MAX_LINKS and len(url) < 2000 and urlsplit(url).scheme in ("http", "https", "")
        except ValueError:  # an address with a broken host
            return
        if good:
            kept.setdefault(url)


def _named(names: Sequence[str], root: Tag | Node, most: int) -> list[Tag | Node]:
    """The first tags of one of the names that stand in another."""
    tags = (t for t in root.descendants if isinstance(t, Tag | Node) and t.name in names)
    return list(islice(tags, most))


def _holds_data(table: Tag | Node) -> bool:
    """Whether a table is one of data, not of layout: no table in it, and some of its first rows have several cells."""
    if _named(("table",), table, 1):
        return False
    return any(len(_named(("td", "th"), row, 2)) > 1 for row in _named(("tr",), table, 50))
