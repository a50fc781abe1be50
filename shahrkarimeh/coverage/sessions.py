"""Which sessions of a body's term were found, and which are missing. Pure.

A body numbers its sessions through a term, so the numbers up to the highest one found are known to exist. A number
that its date contradicts (a council does not meet more than once a day, nor hold its session 1,400 in the month of
session 30) is set aside as doubtful: taken at its word it would make a thousand sessions missing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from shahrkarimeh.items import MeetingReport
from shahrkarimeh.text.letters import squeeze

LATE = 45
"""Days by which a report may come after the next session's, where only the day of publication is known."""
SLACK = 60
"""Numbers by which a term may be ahead of one session a day."""
AGREEING = 3
"""So many must fit each other before another is in doubt: of two that contradict each other either may be right."""
_LOOK_BACK = 200

Range = tuple[int, int]
"""First and last number, both included."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A report that names a session by its number."""

    number: int
    report: str
    """Its id."""
    site: str
    day: date | None
    """Of the meeting, or of publication."""
    copy: bool


@dataclass(slots=True)
class Term:
    """The sessions of one body in one term."""

    city: str | None
    body: str | None
    kind: str | None
    term: int | None
    sightings: list[Sighting] = field(default_factory=list)
    doubtful: frozenset[int] = frozenset()
    last: int = 0
    """The highest number that is not in doubt: the sessions from 1 on to it are known to exist."""

    def numbers(self) -> list[int]:
        """The numbers found, ascending, the doubtful ones among them."""
        return sorted({s.number for s in self.sightings})

    def found(self) -> list[Range]:
        """The numbers found up to `last`, as ranges."""
        return ranges(n for n in self.numbers() if n <= self.last)

    def only_in_copies(self) -> list[Range]:
        """The numbers that only a copy names."""
        own = {s.number for s in self.sightings if not s.copy}
        return ranges(n for n in self.numbers() if n not in own)

    def missing(self) -> list[Range]:
        """The numbers from 1 to `last` that no report names, as ranges."""
        edges = [0, *(n for n in self.numbers() if n <= self.last), self.last + 1]
        return [(a + 1, b - 1) for a, b in pairwise(edges) if b - a > 1]

    def sites(self) -> list[str]:
        """The sites that report of it."""
        return sorted({s.site for s in self.sightings})

    def of(self, site: str) -> "Term":
        """The same term as one site reports it: what is missing is counted up to the last number of any site."""
        return replace(self, sightings=[s for s in self.sightings if s.site == site])


def ranges(numbers: Iterable[int]) -> list[Range]:
    """Ascending numbers as ranges."""
    out: list[Range] = []
    for n in numbers:
        if out and n == out[-1][1] + 1:
            out[-1] = (out[-1][0], n)
        else:
            out.append((n, n))
    return out


def count(some: Iterable[Range]) -> int:
    """How many numbers the ranges hold."""
    return sum(b - a + 1 for a, b in some)


def meeting_day(report: MeetingReport) -> date | None:
    """The day of the meeting; where it is not known, that of publication."""
    told = report.meeting.date or (report.published_at or "")[:10]
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def terms(reports: Iterable[tuple[MeetingReport, bool]]) -> list[Term]:
    """The terms of all bodies, from reports and whether each is a copy; the body with most reports first."""
    found: dict[tuple[str, str, int | None], Term] = {}
    spellings: dict[tuple[str, str], Counter[str]] = {}
    size: Counter[tuple[str, str]] = Counter()
    for report, copy in reports:
        meeting = report.meeting
        if meeting.session_number is None:
            continue
        body = (squeeze(meeting.city or ""), squeeze(meeting.body or ""))
        size[body] += 1
        spellings.setdefault(body, Counter())[meeting.body or ""] += 1
        term = found.setdefault(
            (*body, meeting.term), Term(meeting.city, meeting.body, meeting.body_kind, meeting.term)
        )
        term.sightings.append(Sighting(meeting.session_number, report.id, report.site, meeting_day(report), copy))
    for key, term in found.items():
        term.body = min(spellings[key[:2]].items(), key=lambda pair: (-pair[1], pair[0]))[0] or None
        term.doubtful = _doubtful(term.sightings)
        term.last = max((n for n in term.numbers() if n not in term.doubtful), default=0)
    return [found[key] for key in sorted(found, key=lambda k: (-size[k[:2]], k[:2], -(k[2] or 0)))]


def _doubtful(sightings: Sequence[Sighting]) -> frozenset[int]:
    """The numbers that do not fit into the longest run of numbers and days that fit each other."""
    days: dict[int, date] = {}
    for s in sightings:
        if s.day is not None:
            days[s.number] = min(days.get(s.number, s.day), s.day)
    if not days:
        return frozenset()
    chain = _longest_chain(sorted(days.items()))
    if len(chain) < AGREEING:
        return frozenset()
    highest = max(chain)
    undated = {s.number for s in sightings} - set(days)
    return frozenset((set(days) - chain) | {n for n in undated if n > highest + SLACK})


def _longest_chain(dated: Sequence[tuple[int, date]]) -> set[int]:
    """Of numbers ascending and their days, the most that fit each other; among equals, those that begin lowest."""
    length, before = [1] * len(dated), [-1] * len(dated)
    for j, (number, day) in enumerate(dated):
        for i in range(max(0, j - _LOOK_BACK), j):
            gap = (day - dated[i][1]).days
            fits = gap >= -LATE and number - dated[i][0] <= max(gap, 0) + SLACK
            if fits and length[i] + 1 > length[j]:
                length[j], before[j] = length[i] + 1, i
    at = max(range(len(dated)), key=lambda k: (length[k], -k))
    return set(_walk(dated, before, at))


def _walk(dated: Sequence[tuple[int, date]], before: Sequence[int], at: int) -> Iterator[int]:
    while at >= 0:
        yield dated[at][0]
        at = before[at]
