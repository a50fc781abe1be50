"""What a data directory holds in the end: of each post its latest revision, wherever that was written.

A post may be a report in one revision and none in the next, or a copy; the revision with the highest number says
what it is. Lines that cannot be read are told and left out.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from shahrkarimeh.items import MeetingReport
from shahrkarimeh.store import COPIES, POSTS, REJECTED, REPORTS, File, Reader

HOLDING: tuple[File, ...] = (REPORTS, COPIES, POSTS)
"""The files that hold posts."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the latest revision of a post stands."""

    file: File
    offset: int
    revision: int
    site: str
    day: str
    """Of publication, `2016-02-01`; empty where unknown."""


@dataclass(slots=True)
class Survey:
    """The latest revision of every post, and what else the files hold."""

    places: dict[str, Place] = field(default_factory=dict)
    """By id, in the order in which the posts first came."""
    revisions: Counter[str] = field(default_factory=Counter)
    """Site → lines that are later revisions of a post."""
    rejected: Counter[str] = field(default_factory=Counter)
    """Site → items that did not pass validation."""
    faults: list[str] = field(default_factory=list)
    """`FILE:LINE: what is wrong with it`."""


def survey(reader: Reader) -> Survey:
    """Reads the files once. Raises DataDirError where one cannot be read."""
    out = Survey()
    for name in HOLDING:
        for line in reader.lines(name):
            data = line.data
            if data is None or not data.get("id"):
                out.faults.append(f"{name}:{line.number}: {line.error or 'not an item: it has no id'}")
                continue
            identity, site, revision = str(data["id"]), str(data.get("site")), data.get("revision")
            known = out.places.get(identity)
            out.revisions[site] += known is not None
            number = revision if isinstance(revision, int) else 1
            if known is None or number >= known.revision:
                day = str(data.get("published_at") or "")[:10]
                out.places[identity] = Place(name, line.offset, number, site, day)
    for line in reader.lines(REJECTED):
        if line.data is None:
            out.faults.append(f"{REJECTED}:{line.number}: {line.error}")
        else:
            out.rejected[str(line.data.get("site"))] += 1
    return out


def latest_reports(reader: Reader, surveyed: Survey, file: File) -> Iterator[MeetingReport]:
    """The latest revisions that stand in one file, in its order; what is no report is added to the survey's faults."""
    for line in reader.lines(file):
        place = surveyed.places.get(str(line.data.get("id"))) if line.data else None
        if place is None or place.file != file or place.offset != line.offset:
            continue
        try:
            yield MeetingReport.model_validate(line.data)
        except ValidationError as e:
            first = e.errors()[0]
            where = ".".join(map(str, first["loc"]))
            surveyed.faults.append(f"{file}:{line.number}: not a meeting report: {where}: {first['msg']}")
