"""The frame of a report: which meeting it reports, and where in the text it speaks of it."""

from dataclasses import dataclass

from shahrkarimeh.items import BodyKind
from shahrkarimeh.reports.document import Span


@dataclass(frozen=True, slots=True)
class MeetingFrame:
    """The meeting that a post reports. All spans are `[start, end)` in code points of the document's `text`."""

    body: str | None
    """The canonical name of the body that met; None where it is known to be a city council and no city is."""
    body_kind: BodyKind
    city: str | None
    lead: tuple[Span, ...] = ()
    """The sentences that announce the meeting, in order: `… جلسه شورا … برگزار شد`. Empty where only the title does."""
    mentions: tuple[Span, ...] = ()
    """The phrases that name this meeting, in order: `یکصدمین جلسه علنی شورای شهر`, `این جلسه`, `جلسه امروز شورا`."""
    foreign: tuple[Span, ...] = ()
    """The sentences that speak of another meeting only: of another body or city, an earlier or a coming one."""

    def is_foreign(self, start: int, end: int) -> bool:
        """Whether the span lies in a sentence about another meeting."""
        return any(a < end and start < b for a, b in self.foreign)
