"""`shahrkarimeh parse`: one page, REST document or JSONL of posts, to items on standard output."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from shahrkarimeh.errors import ConfigError, NotAPost
from shahrkarimeh.intake import take
from shahrkarimeh.items import MeetingReport, Post, Provenance, to_json
from shahrkarimeh.platforms import corpus, read_any
from shahrkarimeh.platforms.base import Page
from shahrkarimeh.reports.document import Document, document
from shahrkarimeh.sites import Registry, Site, registry
from shahrkarimeh.version import __version__

_UNKNOWN_HOME = "http://site.invalid/"
_OWN_ADDRESS = re.compile(rb"""<link[^>]{0,200}rel=["']canonical["'][^>]{0,200}href=["']([^"'\s]{1,2000})""", re.I)


def _site_named(name: str, url: str, sites: Registry) -> Site:
    """The registry's site of that name, or a plain one of that name for a post of a site it does not know."""
    if name in sites:
        return sites[name]
    parts = urlsplit(url)
    home = f"{parts.scheme}://{parts.netloc}/" if parts.scheme in ("http", "https") and parts.netloc else _UNKNOWN_HOME
    slug = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_") or "page"
    return Site(name=slug, title=name, home=home)


def _site_of(url: str, body: bytes, sites: Registry) -> Site:
    """The site of an address, else the one whose address stands most often in the document, else of its own address."""
    counts = {name: body.count(site.host.encode()) for name, site in sites.items()}
    host = urlsplit(url).hostname
    best = max(counts, key=lambda name: (sites[name].host == host, counts[name]), default=None)
    if best and (counts[best] if host is None else sites[best].host == host):
        return sites[best]
    own = url or (found[1].decode("utf-8", "replace") if (found := _OWN_ADDRESS.search(body)) else "")
    return _site_named(urlsplit(own).hostname or "page", own, sites)


def _item(post: Post, site: Site, url: str) -> Post | MeetingReport:
    return take(post, site, Provenance(via="file", source_url=url or None, extractor=__version__))


def _items(site: Site, page: Page) -> Iterator[Post | MeetingReport]:
    for post in read_any(site, page):
        yield _item(post, site, page.url)


def document_of_line(line: dict[str, Any], sites: Registry) -> Document:
    """The document of a line shaped like the corpus, ready for the fields' rules. Raises NotAPost."""
    site = _site_named(str(line.get("site") or "site"), str(line.get("url") or ""), sites)
    return document(corpus.read_line(site, line), site)


def read_corpus_line(line: str | bytes, sites: Registry, where: str) -> Post | MeetingReport:
    """The item of one JSONL line shaped like the corpus. Raises NotAPost naming `where`."""
    body = line.encode() if isinstance(line, str) else line
    try:
        data: dict[str, Any] = json.loads(body)
        url = str(data.get("url") or "")
        site = _site_named(str(data.get("site") or "site"), url, sites)
        if corpus.is_corpus(data):
            return _item(corpus.read_line(site, data), site, url)
        return next(_items(site, Page(url, 200, {}, body)))
    except (ValueError, AttributeError, RecursionError) as e:
        raise NotAPost(f"{where}: not a post: {e}") from None
    except (NotAPost, StopIteration) as e:
        raise NotAPost(f"{where}: {e or 'holds no post'}") from None


def _is_jsonl(head: bytes) -> bool:
    """Whether the document is lines of posts: its first line is a whole JSON object with the post in `html`."""
    try:
        first = json.loads(head.lstrip().split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "html" in first


Show = Callable[[Post | MeetingReport, str | None], None]


def _print(item: Post | MeetingReport, doc: str | None) -> None:
    line = to_json(item)
    if doc is not None:
        line = f'{{"doc":{json.dumps(doc, ensure_ascii=False)},{line[1:]}'
    sys.stdout.write(line + "\n")


def _explainer() -> Show:
    from rich.console import Console

    from shahrkarimeh.commands.explain import explain

    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    return lambda item, _: explain(item, console)


def _parse_lines(lines: Sequence[bytes], name: str, site: str | None, sites: Registry, show: Show) -> int:
    failed = 0
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            document = json.loads(raw)
            line = json.dumps({**document, "site": site}).encode() if site else raw
            item = read_corpus_line(line, sites, f"{name}:{number}")
            doc = document.get("doc")
            show(item, None if doc is None else str(doc))
        except (NotAPost, ValidationError, ValueError, TypeError) as e:
            failed += 1
            where = "" if str(e).startswith(name) else f"{name}:{number}: "
            print(f"shahrkarimeh: {where}{e}", file=sys.stderr)
    return 1 if failed else 0


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as e:
        raise ConfigError(f"cannot read {file}: {e.strerror or e}") from None


def parse(
    file: str, site_name: str | None, url: str | None, sites_files: Sequence[Path], *, explain: bool = False
) -> int:
    """Prints one item a line, or its text with what was read from it where `explain`.

    Returns the exit code: 1 where some line or the document could not be read.
    """
    show = _explainer() if explain else _print
    sites = registry(*sites_files)
    chosen = sites[site_name] if site_name else None
    body, name = _read(file), "standard input" if file == "-" else file
    if _is_jsonl(body):
        return _parse_lines(body.splitlines(), name, site_name, sites, show)
    try:
        site = chosen or _site_of(url or "", body, sites)
        for item in _items(site, Page(url or "", 200, {}, body)):
            show(item, None)
    except NotAPost as e:
        print(f"shahrkarimeh: {name}: {e}", file=sys.stderr)
        return 1
    return 0
