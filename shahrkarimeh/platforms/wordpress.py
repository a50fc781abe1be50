"""WordPress: its four doors, the cheapest first."""

from collections.abc import Callable, Mapping

from shahrkarimeh.platforms.base import Door
from shahrkarimeh.platforms.wordpress_feed import FeedDoor
from shahrkarimeh.platforms.wordpress_pages import ArchiveDoor, SitemapDoor
from shahrkarimeh.platforms.wordpress_rest import RestDoor
from shahrkarimeh.sites import DoorName

DOORS: Mapping[DoorName, Callable[[], Door]] = {
    "rest": RestDoor,
    "feed": FeedDoor,
    "sitemap": SitemapDoor,
    "archive": ArchiveDoor,
}
