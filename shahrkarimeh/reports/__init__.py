"""From a post to the facts of the meeting it reports. Pure: no clock, no network, never raises on any text."""

from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.sites import Site

__all__ = ["read"]


def read(post: Post, site: Site) -> MeetingReport | None:
    """The meeting report that `post` is, or None where it reports no council meeting."""
    return None
