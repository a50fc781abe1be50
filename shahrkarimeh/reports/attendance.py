"""Who was there, who was not, and who presided."""

import re
from dataclasses import dataclass, field

from shahrkarimeh.reports.absence import absent
from shahrkarimeh.reports.chair import chair_of
from shahrkarimeh.reports.clauses import as_document, clauses, title_clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.presence import present, with_presence
from shahrkarimeh.reports.wording import distinct
from shahrkarimeh.text.letters import fold, squeeze

# The council's own: that its head or a commission's came is no news
_OF_COUNCIL = re.compile(
    r"(?:نایب ?)?(?:رییس|نواب رییس|منشی|سخنگوی?) (?:شورا$|شورای (?:اسلامی|شهر)(?! استان)|(?:این )?کمیسیون(?! ماده))"
)

_COUNCIL_OF = re.compile(r"شورای (?:اسلامی )?(?:شهر )?(.+)$")


@dataclass(frozen=True, slots=True)
class Presence:
    """The people named as present or absent, and who presided."""

    attendees: list[str] = field(default_factory=list)
    absentees: list[str] = field(default_factory=list)
    chair: str | None = None


def presence_of(doc: Document, frame: MeetingFrame) -> Presence:
    """Who the post says was at the meeting."""
    parts = clauses(doc)
    attendees = distinct(doc, [i for c in parts for i in present(doc, frame, c)])
    if not attendees:
        title = as_document(doc)
        attendees = distinct(title, list(with_presence(title, frame, title_clause(doc))))
    absentees = distinct(doc, [i for c in parts for i in absent(doc, frame, c)])
    return Presence(
        attendees=[a for a in attendees if a not in absentees and not _is_own(a, frame.city or "")],
        absentees=absentees,
        chair=chair_of(doc, frame, parts),
    )


def _is_own(item: str, city: str) -> bool:
    """Whether an office is of the council that met: «رئیس شورای شهر اصلاندوز» may come as a guest."""
    folded = fold(item)
    if not _OF_COUNCIL.match(folded):
        return False
    other = _COUNCIL_OF.search(folded)
    return not other or not city or squeeze(other[1]) == squeeze(city) or other[1] in ("شهر", "اسلامی")
