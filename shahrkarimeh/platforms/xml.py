"""XML from strangers: no entities, no DTD, no network, bounded depth."""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from shahrkarimeh.decoding import decode
from shahrkarimeh.errors import DoorRefused
from shahrkarimeh.platforms.base import Page

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


# Another encoding than the one everybody has.
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}\sencoding\s*=\s*[\"'](?!utf-?8[\"'])", re.I)


def _body(page: Page) -> bytes:
    """The body as lxml can read it: feeds in windows-1256 often say UTF-8, or nothing."""
    body = page.body.lstrip()
    if _DECLARED.match(body):
        return body
    return decode(body, page.headers.get("content-type", "")).encode("utf-8", "replace")


def root_of(page: Page) -> Any:
    """The root element of a page's XML. Raises DoorRefused where there is none, or a DTD comes with it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(_body(page), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DoorRefused("no XML in the answer") from None
    if root is None:
        raise DoorRefused("no XML in the answer")
    if root.getroottree().docinfo.doctype:
        raise DoorRefused("a page or a DTD in place of plain XML")
    return root


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def child_text(element: Any, name: str) -> str:
    """The first text that a child of that local name (or `{namespace}name`) has, stripped; empty where none has."""
    texts = ((c.text or "").strip() for c in element if c.tag == name or local_name(c) == name)
    return next((t for t in texts if t), "")
