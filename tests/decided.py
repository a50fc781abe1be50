"""What a text of a council's meeting is read to have decided, in short."""

from shahrkarimeh.items import BodyKind, Decision, Post
from shahrkarimeh.reports.decisions import decisions_of
from shahrkarimeh.reports.document import document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.sites import Site
from shahrkarimeh.text.letters import fold

SITE = Site(name="x", title="x", home="https://example.org/")


def read(text: str, title: str = "جلسه شورا", kind: BodyKind = "council") -> list[Decision]:
    post = Post(id="x:1", site="x", url="https://example.org/1", title=title, text=text)
    frame = MeetingFrame(body="شورای اسلامی شهر قم", body_kind=kind, city="قم")
    return decisions_of(document(post, SITE), frame)


def short(text: str, title: str = "جلسه شورا") -> list[str]:
    """Outcome and matter of each decision, in folded letters."""
    return [f"{d.outcome} {fold(d.text)}" for d in read(text, title)]


def expect(*decisions: str) -> list[str]:
    return [fold(d) for d in decisions]
