"""How an item is kept: known as it is, a revision, a copy, or new. The pipelines and `reparse` share it."""

from typing import Literal

from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.store import COPIES, POSTS, REPORTS, File, Store

Kind = Literal["reports", "copies", "posts"]
_FILES: dict[Kind, File] = {"reports": REPORTS, "copies": COPIES, "posts": POSTS}


def compare(store: Store, item: Post | MeetingReport) -> bool:
    """Whether the item is known as it is. Else its revision and `duplicate_of` are set. Raises DataDirError."""
    known = store.latest(item.id)
    if known and known.fingerprint == item.fingerprint:
        # As it was written, for a feed that wants everything.
        item.revision, item.duplicate_of = known.revision, known.head
        return True
    item.revision = known.revision + 1 if known else 1
    item.duplicate_of = store.original(item) if isinstance(item, MeetingReport) else None
    return False


def write(store: Store, item: Post | MeetingReport) -> Kind | None:
    """Writes a compared item to the file it belongs to; None where that revision is written. Raises DataDirError."""
    known = store.latest(item.id)
    if known and known.revision >= item.revision:
        return None
    kind: Kind = "posts"
    if isinstance(item, MeetingReport):
        kind = "copies" if item.duplicate_of else "reports"
    store.append(item, _FILES[kind])
    return kind
