"""Times as sites write them, told in the site's own zone."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shahrkarimeh.sites import Site
from shahrkarimeh.text.jalali import find_days, from_jalali
from shahrkarimeh.text.letters import fold

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_CLOCK = re.compile(r"(?<![\d/.-])([01]?\d|2[0-3]) ?: ?([0-5]\d)(?![\d/])")


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The zone of that name, Tehran's where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Asia/Tehran")


def moment(value: str | None, site: Site, *, utc: bool = False) -> datetime | None:
    """A time in ISO or mail form, in the site's zone; None where it is none.

    Without a zone of its own it is on the site's clock, or in UTC where `utc` says so. A year before 1700 is taken
    as one of the Iranian calendar, which some plug-ins write into machine dates.
    """
    text = fold((value or "").strip()[:60])
    m = _ISO.fullmatch(text.replace("t", "T").replace("z", "Z"))
    home = zone(site.timezone)
    try:
        if m is None:
            found = parsedate_to_datetime(text)
        else:
            year, month, day = int(m[1]), int(m[2]), int(m[3])
            on = from_jalali(year, month, day) if 1200 < year < 1700 else date(year, month, day)
            if on is None:
                return None
            found = datetime(on.year, on.month, on.day, int(m[4] or 0), int(m[5] or 0), int(m[6] or 0))
            if m[7]:
                found = found.replace(tzinfo=datetime.fromisoformat(f"2000-01-01T00:00:00{m[7]}").tzinfo)
        if found.year < 1971:  # `0000-00-00`, `1970-01-01`: a field never filled
            return None
        return (found if found.tzinfo else found.replace(tzinfo=UTC if utc else home)).astimezone(home)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def written(text: str, site: Site) -> datetime | None:
    """The time that a line for readers tells: «دوشنبه ۱۲ بهمن ۱۳۹۴ ساعت ۱۰:۳۰», on the site's clock."""
    folded = fold(text[:400])
    days = [d for found in find_days(folded) if (d := found.resolve(None)) is not None]
    if not days:
        return None
    clock = _CLOCK.search(folded)
    on = days[0]
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=zone(site.timezone))


def iso(at: datetime | None) -> str | None:
    """As items write it: `2016-02-01T10:30:00+03:30`."""
    return at.isoformat(timespec="seconds") if at else None
