"""One way through one door of a site: what is waiting, what came, whether it was all."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from shahrkarimeh.platforms.base import Ask, Door, Memory, Reading

from .values import visible

CIRCLES = 3
"""So many lists in a row that name nothing new: the door goes in circles, as a feed does that ignores `paged`."""
BROKEN_PAGES = 20
"""So many pages in a row that cannot be had: the door is shut, whatever it says."""


@dataclass(slots=True)
class Walk:
    """One way through one door."""

    door: Door
    memory: Memory
    number: int
    waiting: deque[Ask] = field(default_factory=deque)
    flying: dict[str, Ask] = field(default_factory=dict)
    """Asked for and not yet answered, by address."""
    patient: bool = False
    """Whether what is not answered has been waited for."""
    ids: set[str] = field(default_factory=set)
    began: datetime | None = None
    """When its first answer was given, on the clock of the site."""
    lists: int = 0
    newcomers: set[str] = field(default_factory=set)
    """Those of `ids` that were published after that: the total, told before, does not count them."""
    faults: int = 0
    total: int | None = None
    pages: int = 0
    """Pages of posts that were to be asked for."""
    bad_pages: int = 0
    """How many of them in a row could not be had, up to now."""
    met: set[str] = field(default_factory=set)
    """Addresses of posts that lists have named."""
    stale_lists: int = 0
    unseen: bool = False
    """Whether a change of a known post may have been passed over."""
    trouble: str | None = None
    """Why the walk cannot be whole."""
    first_answer: bool = True
    """Whether nothing has been read yet."""
    hopeless: bool = False
    """Whether walking again would be no better."""

    def landed(self, ask: Ask) -> None:
        """Something asked for was answered, or was said not to be."""
        self.flying.pop(ask.url, None)
        self.patient = False

    def had(self, id_: str, published: datetime | None) -> None:
        """Notes a post that came."""
        self.ids.add(id_)
        if self.began and published and published > self.began:
            self.newcomers.add(id_)

    def named(self, reading: Reading) -> None:
        """Notes which posts a list names; after some in a row with none but old ones the walk is given up."""
        self.lists += 1
        named = {post.url for post in reading.posts} | {ask.url for ask in reading.asks if ask.kind == "page"}
        if named:
            self.stale_lists = 0 if named - self.met else self.stale_lists + 1
            self.met |= named
        if self.stale_lists >= CIRCLES:
            self.give_up("gives the same posts again and again", hopeless=True)

    def page_came(self) -> None:
        """A page of a post was had."""
        self.bad_pages = 0

    def page_failed(self) -> None:
        """A page of a post could not be had; after many in a row the walk is given up."""
        self.bad_pages += 1
        self.unseen = True
        if self.bad_pages >= BROKEN_PAGES:
            self.give_up(f"{BROKEN_PAGES} pages in a row could not be had", hopeless=True)

    def give_up(self, reason: str, *, hopeless: bool = False) -> None:
        """Ends the walk as one that is not whole."""
        self.trouble = self.trouble or visible(reason)
        self.hopeless = self.hopeless or hopeless
        self.waiting.clear()

    def shortfall(self, *, expects_posts: bool) -> str | None:
        """What does not fit what the door said, of a walk that is over; None where all came."""
        if self.trouble:
            return self.trouble
        came = len(self.ids) + self.faults
        # Where posts have pages of their own, each that does not come is told by itself.
        total = 0 if self.pages else self.total or 0
        if came < total:
            return f"said {total} posts, gave {came}"
        if self.lists > 1 and not self.hopeless and came - len(self.newcomers) < total:
            # One published and one deleted on the way leave the total as it was, and shift a third past the reader. A
            # site that dates posts ahead of its own clock looks the same each time: once more is enough.
            return f"said {total} posts, gave {came}, of which {len(self.newcomers)} were published since"
        return "gave no posts" if expects_posts and not came and not self.pages else None
