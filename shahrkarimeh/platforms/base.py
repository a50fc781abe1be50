"""What a platform takes and gives: values only; no network, no disk, no clock here or in any platform."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from shahrkarimeh.items import Post
from shahrkarimeh.sites import DoorName, Site


@dataclass(frozen=True, slots=True)
class Page:
    """One response: where from, what it says of itself, what it holds."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """As the server meant it: transfer and content encodings undone."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that a door wants made."""

    url: str
    kind: str
    """Names what the answer will be (`list`, `index`, `page`, …), for `read`."""
    headers: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    """The door's own notes, plain JSON values."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days of publication that are wanted, both included; None is no bound."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a post of that day is wanted; one without a day is."""
        return day is None or ((self.since is None or day >= self.since) and (self.until is None or day <= self.until))


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier runs know of a site. Of a first or a full run: nothing."""

    mark: datetime | None = None
    """Everything modified up to then has been taken, by a run that completed."""
    validators: Mapping[str, str] = field(default_factory=dict)
    """Address → Last-Modified of the list pages whose whole content has been taken."""
    known: Callable[[str], bool] = lambda url: False
    """Whether the post at that (canonical) address, or of that id, has been taken."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a door read from one response."""

    posts: Sequence[Post] = ()
    asks: Sequence[Ask] = ()
    faults: Sequence[tuple[str, str]] = ()
    """Posts on a list that could not be read: address, and why."""
    total: int | None = None
    """How many posts the door says there are to come through it in all, where it says so."""
    newest: datetime | None = None
    """When the newest change of the site was made, where the door says so of no single post."""
    unseen: bool = False
    """Whether known posts were passed over without a word that they are as they were."""
    validators: Mapping[str, str] = field(default_factory=dict)
    """Address → Last-Modified, for `Memory` once the run has taken all that the door has."""


class Door(Protocol):
    """One way into a site."""

    name: DoorName

    def open(self, site: Site, window: Window, memory: Memory) -> Sequence[Ask]:
        """The first requests."""

    def read(self, site: Site, ask: Ask, page: Page) -> Reading:
        """What the answer to `ask` holds. Raises DoorRefused where it is not what the door should give."""
