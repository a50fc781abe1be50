"""The items: what every crawl writes, every export reads and every user sees.

Times and days are strings in ISO form, because an item is a line of JSON first: Scrapy's own exporters
would write a `datetime` without its zone. `None` means unknown, `[]` means looked and found none.
"""

import warnings
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

SCHEMA_VERSION = "1"


def _zoned(value: str) -> str:
    if datetime.fromisoformat(value).tzinfo is None:
        raise ValueError("a time needs its zone")
    return value


Instant = Annotated[str, AfterValidator(_zoned), Field(json_schema_extra={"format": "date-time"})]
"""A time with its zone, `2016-02-01T10:30:00+03:30`."""

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"})]
"""A Gregorian day, `2016-02-01`."""

JalaliDay = Annotated[str, Field(pattern=r"^1[34]\d{2}-\d{2}-\d{2}$")]
"""A day of the Iranian calendar, `1394-11-12`."""

Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
"""`[start, end)` in code points of the item's `text`."""

Visibility = Literal["open", "closed"]
BodyKind = Literal["council", "commission"]
Outcome = Literal["approved", "rejected", "referred", "postponed", "elected"]
Door = Literal["rest", "feed", "sitemap", "archive", "file"]


class Model(BaseModel):
    """What all parts of an item share: unknown fields are errors, assignments are checked."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True, use_attribute_docstrings=True)


class Speaker(Model):
    """Someone whose words are reported."""

    name: str | None = None
    """Without title, as full as the post gives it anywhere; null for a speaker known by office alone."""
    role: str | None = None
    """The office, as full as the post gives it anywhere."""


class Statement(Model):
    """Words reported of a speaker."""

    speaker: int = Field(ge=0)
    """Index into `speakers`."""
    text: str
    """The words, as published: `text[span[0]:span[1]]` of the item."""
    quote: bool
    """True for a direct quotation, false for reported speech."""
    span: Span


class Decision(Model):
    """Something the meeting decided."""

    text: str
    """The shortest phrase of the post that names the matter, as published."""
    outcome: Outcome
    votes_for: int | None = Field(default=None, ge=0)
    votes_against: int | None = Field(default=None, ge=0)
    abstentions: int | None = Field(default=None, ge=0)
    unanimous: bool = False
    """True only where the post says so in words."""
    span: Span | None = None
    """Where `text` stands; null only for a matter put together from parts of the post."""


class Meeting(Model):
    """The meeting that was held."""

    key: str | None = None
    """Names the meeting, the same for every report of it: city/body/term/session number or day."""
    body: str | None = None
    """The body that met, in full: `شورای اسلامی شهر قم`."""
    body_kind: BodyKind | None = None
    city: str | None = None
    session_number: int | None = Field(default=None, ge=1)
    term: int | None = Field(default=None, ge=1)
    """The council's term (دوره)."""
    term_source: Literal["stated", "inferred"] | None = None
    visibility: Visibility | None = None
    """A meeting that turned from open to closed is closed."""
    extraordinary: bool = False
    weekday: str | None = None
    """The day of the week, where the post names it."""
    date: Day | None = None
    date_jalali: JalaliDay | None = None
    topic: str | None = None
    """The phrase of the post that says what the meeting was about, without its lead-in."""
    chair: str | None = None
    """Who presided: name without title, or the office where no name is given."""
    attendees: list[str] = Field(default_factory=list)
    """People and offices named as present besides the council's own members as a body."""
    absentees: list[str] = Field(default_factory=list)


class Provenance(Model):
    """Where the item came from."""

    fetched_at: Instant | None = None
    """When the response was received, UTC."""
    via: Door
    """The door of the site it came through; `file` for `parse`."""
    source_url: str | None = None
    """The address that was asked: the REST page, the feed page or the post's own page."""
    record: str | None = None
    """The archived response: `warc/FILE#RECORD-ID` below the data directory."""
    extractor: str
    """Version of this program."""


# `schema` is the published name of the field, and pydantic still has a deprecated method of that name.
warnings.filterwarnings("ignore", message='Field name "schema".*shadows', category=UserWarning)


class Published(Model):
    """What every post of a site has."""

    schema: Literal["1"] = "1"  # type: ignore[assignment]
    """Version of this schema."""
    kind: str
    id: str
    """`site:number`, the CMS's own number of the post; a short hash of the address where it has none."""
    revision: int = Field(default=1, ge=1)
    """Counts the versions of the post's content."""
    site: str
    """Name of the site in the registry."""
    url: str
    title: str
    kicker: str | None = None
    """The line above the title, where the site has one."""
    summary: str | None = None
    """The summary the newsroom wrote; null where the CMS only cut the text."""
    text: str
    """What a reader of the page reads: blocks parted by a blank line, lines of a list or table by a
    newline, cells of a table row by a tab. Spelling as published."""
    published_at: Instant | None = None
    modified_at: Instant | None = None
    published_jalali: JalaliDay | None = None
    """The day of `published_at` in the site's own zone."""
    author: str | None = None
    categories: list[str] | None = None
    tags: list[str] | None = None
    images: list[str] = Field(default_factory=list)
    attachments: list[str] = Field(default_factory=list)


class Facts(Model):
    """What is read from a meeting report."""

    meeting: Meeting
    reported_by: str | None = None
    """The outlet that reports."""
    attribution: str | None = None
    """Whom it credits."""
    speakers: list[Speaker] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    decisions: list[Decision] = Field(default_factory=list)


class Kept(Model):
    """What the program itself says of the item."""

    duplicate_of: str | None = None
    """The id of the report that this one repeats."""
    fingerprint: str | None = None
    """`sha256:` of the folded title and text."""
    provenance: Provenance | None = None


class Post(Kept, Published):
    """A post that is no meeting report; also what a platform reads from a response."""

    kind: Literal["post"] = "post"


class MeetingReport(Kept, Facts, Published):
    """One report of one meeting."""

    kind: Literal["meeting_report"] = "meeting_report"


Item = Annotated[Post | MeetingReport, Field(discriminator="kind")]
ITEMS: TypeAdapter[Post | MeetingReport] = TypeAdapter(Item)


def from_json(line: str | bytes) -> Post | MeetingReport:
    """The item of one JSON line. Raises pydantic's ValidationError."""
    return ITEMS.validate_json(line)


def to_json(item: Post | MeetingReport) -> str:
    """The item as one line of JSON, no newline at its end, Persian as itself."""
    return item.model_dump_json()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line."""
    schema = ITEMS.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "shahrkarimeh item", **schema}
