"""A document read for its meetings: the bodies and gatherings that title and text name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from shahrkarimeh.reports.bodies import Body, bodies
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.gatherings import Gathering, gatherings
from shahrkarimeh.text import nlp

_LEAD_SENTENCES = 4


@dataclass(frozen=True)
class Reading:
    """A document as recognition reads it: the bodies and gatherings of its text and of its title."""

    doc: Document
    bodies: Sequence[Body]
    gatherings: Sequence[Gathering]
    title_bodies: Sequence[Body]
    title_gatherings: Sequence[Gathering]

    @cached_property
    def lead(self) -> Sequence[Span]:
        """The first sentences, a short heading before them not counted."""
        return self.doc.sentences[:_LEAD_SENTENCES]

    @cached_property
    def own(self) -> Sequence[Gathering]:
        """The gatherings that the reporter speaks of, not those in somebody's words."""
        return [g for g in self.gatherings if not g.told]

    @cached_property
    def first(self) -> Gathering | None:
        """The gathering the post is about, as far as its wording alone tells: the first whose body is named."""
        named = [g for g in self.gatherings if g.when != "earlier" and g.body and not g.told]
        first = named[0] if named else None
        if first and first.when == "void":  # «هفته گذشته برگزار نشد، امروز … برگزار شد»
            return next((g for g in named if g.when == "held" and self.in_lead(g)), first)
        return first

    def in_lead(self, g: Gathering) -> bool:
        """Whether a gathering is spoken of in the first sentences."""
        return bool(self.lead) and g.start < self.lead[-1][1]


def reading(doc: Document) -> Reading:
    """The document with its bodies and gatherings found."""
    found, titled = bodies(doc.text, doc.folded), bodies(doc.title, doc.folded_title)
    return Reading(
        doc,
        found,
        gatherings(doc.folded, doc.sentences, found),
        titled,
        gatherings(doc.folded_title, nlp.sentences(doc.title), titled),
    )
