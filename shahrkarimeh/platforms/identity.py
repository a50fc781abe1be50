"""Which post an address is of: `?p=N`, `/N/slug/` and `/slug/` of one post are one id."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, quote, quote_from_bytes, unquote_to_bytes, urlencode, urlsplit, urlunsplit

from shahrkarimeh.sites import Site

# What advertisers and share buttons hang on an address.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|_ga|ref|amp|share|replytocom", re.I)
_NUMBER_KEYS = ("p", "page_id", "post", "postid", "newsid")
_NUMBER = re.compile(r"[1-9][0-9]{0,14}")
# `/4821/slug/`, `/archives/4821`, `/news/4821/slug`, but not the day in `/1394/11/12/slug/`
_IN_PATH = re.compile(r"/(?:(?:archives|news|post|posts|p|content)/)?([1-9][0-9]{0,14})(?:/(?![0-9]+(?:/|$))[^/]+)?/?")
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[\w.:-]{1,255}")
_YEAR = re.compile(r"(?:1[34][0-9]{2}|199[0-9]|20[0-9]{2})")


def _path(path: str) -> str:
    return quote_from_bytes(unquote_to_bytes(path), safe="/~:@!$&'()*+,;=-._").lower() or "/"


@lru_cache(maxsize=64)  # asked for a post's id and for its address
def tidy(url: str) -> str:
    """The address as it is stored: fragment and tracking gone, letters encoded in one way, else as published.

    An address that cannot be parsed comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True)[:50] if not _TRACKING.fullmatch(k)]
    return urlunsplit((parts.scheme.lower(), host, _path(parts.path), urlencode(query, quote_via=quote), ""))


def canonical(url: str) -> str:
    """The form all addresses of a page share: besides what `tidy` does, no scheme's difference, no `www.`, no slash
    at the end, the query in order."""
    try:
        parts = urlsplit(tidy(url))
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443)):
        host += f":{port}"
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)), quote_via=quote)
    return urlunsplit(("https", host, parts.path.removesuffix("index.php").rstrip("/"), query, ""))


def number_of(url: str) -> int | None:
    """The CMS's number of the post where the address holds it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    for key, value in parse_qsl(parts.query)[:50]:
        if key in _NUMBER_KEYS and _NUMBER.fullmatch(value):
            return int(value)
    m = _IN_PATH.fullmatch(parts.path[:3000])
    # `/1394/slug/` may be a year as well as a number; the CMS says its number elsewhere.
    return int(m[1]) if m and not _YEAR.fullmatch(m[1]) else None


def same_site(site: Site, url: str) -> bool:
    """Whether an address is of the site's own host, `www.` or not."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host.removeprefix("www.") == site.host.removeprefix("www.")


def may_ask(site: Site, url: str) -> bool:
    """Whether an address may be asked in a crawl of the site: its host, `www.` or not, http(s), and its own port.

    A site at the usual ports may lead from one to the other.
    """
    try:
        parts, home = urlsplit(url), urlsplit(site.home)
        port, own = parts.port or _PORTS.get(parts.scheme), home.port or _PORTS[home.scheme]
    except ValueError:
        return False
    usual = set(_PORTS.values())
    return port is not None and same_site(site, url) and (port == own or {port, own} == usual)


def is_address(url: str) -> bool:
    """Whether that is an address of the web, and holds nothing that none can hold."""
    try:
        parts = urlsplit(url)
        return parts.scheme in _PORTS and _HOST.fullmatch(parts.hostname or "") is not None
    except ValueError:
        return False


def post_id(site: Site, url: str, number: int | None = None, hints: Iterable[str] = ()) -> str:
    """The id of a post: by the CMS's number where one is known, else by its address.

    `hints` are further addresses of the same post: guid, shortlink.
    """
    if number is None:
        numbers = (number_of(a) for a in (*hints, url) if same_site(site, a))
        number = next((n for n in numbers if n is not None), None)
    if number is None:
        return f"{site.name}:{hashlib.sha256(canonical(url).encode()).hexdigest()[:16]}"
    return f"{site.name}:{number}"
