"""From a post as a platform read it to the item that is written: read, dated, fingerprinted. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from shahrkarimeh import reports
from shahrkarimeh.dedup import fingerprint
from shahrkarimeh.items import MeetingReport, Post, Provenance
from shahrkarimeh.sites import Site


def published_jalali(published_at: str | None, timezone: str) -> str | None:
    """The day of a time in a zone, in the Iranian calendar; None for a time that is no time or out of its range."""
    if published_at is None:
        return None
    try:
        day = datetime.fromisoformat(published_at).astimezone(ZoneInfo(timezone)).date()
        jalali = str(JalaliDate.to_jalali(day))  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None
    return jalali if jalali.startswith(("13", "14")) else None


def take(post: Post, site: Site, provenance: Provenance) -> Post | MeetingReport:
    """The item of a post: a meeting report where it reports one, else the post; `post` itself stays as it is."""
    return (reports.read(post, site) or post).model_copy(
        update={
            "published_jalali": published_jalali(post.published_at, site.timezone),
            "fingerprint": fingerprint(post.title, post.text),
            "provenance": provenance,
        }
    )
