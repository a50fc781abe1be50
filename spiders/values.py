"""Small values: arguments read, responses and items looked at."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from shahrkarimeh import __version__
from shahrkarimeh.errors import ConfigError
from shahrkarimeh.items import Provenance
from shahrkarimeh.platforms.base import Page, Window
from shahrkarimeh.sites import DoorName
from shahrkarimeh.text.jalali import parse_day

# What Scrapy says of requests it does not make, and what a user is told.
_IGNORED = (
    ("not in cache", "not in the recordings"),
    ("robots.txt", "forbidden by robots.txt"),
    ("offsite", "leads to another host"),
)


# What would break a line of the log, talk to the terminal or turn the text around it.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """A text from a stranger, fit for a line of the log and of a table: what cannot be seen is written as an escape."""
    return _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def day_of(text: str | None, name: str) -> date | None:
    """The day that an argument names, None for none. Raises ConfigError."""
    if not text:
        return None
    day = parse_day(text)
    if day is None:
        raise ConfigError(f"{name}={text}: no such day; write 2016-02-01 or 1394-11-12")
    return day


def window_of(since: str | None, until: str | None) -> Window:
    """The days that two arguments name. Raises ConfigError."""
    window = Window(day_of(since, "since"), day_of(until, "until"))
    if window.since and window.until and window.since > window.until:
        raise ConfigError(f"since={since} lies after until={until}: nothing can be published between them")
    return window


def header_of(response: Response, name: str) -> str | None:
    """The value of a header."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def date_header(value: str | None) -> datetime | None:
    """The time of a Date header, None where it is none."""
    try:
        found = parsedate_to_datetime(value or "")
    except (TypeError, ValueError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def reason_of(failure: Failure) -> str:
    """Why nothing came, in a few words."""
    said = failure.getErrorMessage().strip().splitlines() or [type(failure.value).__name__]
    if isinstance(failure.value, IgnoreRequest):
        return next((plain for mark, plain in _IGNORED if mark in said[0]), said[0])
    return said[0][:300]


def time_of(value: str | None) -> datetime | None:
    """A time of an item."""
    return datetime.fromisoformat(value) if value else None


def page_of(response: Response) -> Page:
    """The response as platforms read it."""
    headers = {
        str(name, "latin-1").lower(): b", ".join(values).decode("utf-8", "replace")
        for name, values in response.headers.items()
    }
    return Page(response.url, response.status, headers, response.body)


def provenance_of(response: Response, via: DoorName) -> Provenance:
    """Where the items of a response come from, as the archive told."""
    return Provenance(
        fetched_at=response.meta.get("fetched_at") or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        via=via,
        source_url=response.url,
        record=response.meta.get("archive_record"),
        extractor=__version__,
    )
