"""The staged tables of an export: what refers to what in a DuckDB on disk, the lines themselves in one Parquet file.

DuckDB cannot sort a million rows with their texts within the memory there is, so it sorts them without (stage.sql),
and the lines are then copied in that order (lay.py).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from shahrkarimeh.export import words
from shahrkarimeh.export.lay import ADDED, lines
from shahrkarimeh.export.merge import meetings
from shahrkarimeh.export.sift import Sifted
from shahrkarimeh.text.letters import fold, squeeze

MEMORY = "500MB"
"""Of DuckDB's own buffers; what does not fit goes to the working directory."""

_MEETING = (
    "STRUCT(key VARCHAR, body VARCHAR, body_kind VARCHAR, city VARCHAR, session_number BIGINT, term BIGINT, "
    "term_source VARCHAR, visibility VARCHAR, extraordinary BOOLEAN, weekday VARCHAR, date VARCHAR, "
    "date_jalali VARCHAR, topic VARCHAR, chair VARCHAR, attendees VARCHAR[], absentees VARCHAR[])"
)
_DECISION = (
    "STRUCT(text VARCHAR, outcome VARCHAR, votes_for BIGINT, votes_against BIGINT, abstentions BIGINT, "
    "unanimous BOOLEAN, span BIGINT[])"
)
_PROVENANCE = "STRUCT(fetched_at VARCHAR, via VARCHAR, source_url VARCHAR, record VARCHAR, extractor VARCHAR)"
_STRINGS = (
    "id", "site", "url", "title", "kicker", "summary", "text", "published_at", "modified_at", "published_jalali",
    "author", "reported_by", "attribution", "duplicate_of", "fingerprint",
)  # fmt: skip
REPORT: dict[str, str] = {
    **dict.fromkeys(_STRINGS, "VARCHAR"), "revision": "BIGINT",
    **dict.fromkeys(("categories", "tags", "images", "attachments"), "VARCHAR[]"), "meeting": _MEETING,
    "speakers": "STRUCT(name VARCHAR, role VARCHAR)[]",
    "statements": "STRUCT(speaker BIGINT, text VARCHAR, quote BOOLEAN, span BIGINT[])[]",
    "decisions": f"{_DECISION}[]", "provenance": _PROVENANCE,
}  # fmt: skip
LIGHT = {
    **dict.fromkeys(("n", "file", "begins", "size", "revision", "session_number", "term"), "BIGINT"),
    **dict.fromkeys(("id", "site", "duplicate_of", "url", "published_at", "reported_by", "key"), "VARCHAR"),
    **dict.fromkeys(("city", "body", "date", "visibility", "meeting"), "VARCHAR"), "extraordinary": "BOOLEAN",
}  # fmt: skip
MEETING = {
    **dict.fromkeys(("meeting_id", "city", "body", "body_kind", "term_source", "visibility", "weekday"), "VARCHAR"),
    **dict.fromkeys(("date", "date_jalali", "topic", "chair"), "VARCHAR"), "extraordinary": "BOOLEAN",
    **dict.fromkeys(("session_number", "term", "reports"), "BIGINT"),
    **dict.fromkeys(("sources", "disagreements"), "VARCHAR[]"),
}  # fmt: skip
POST = {"id": "VARCHAR", "revision": "BIGINT"}
_BLOCK = 1024 * 1024
"""Bytes of a line for which DuckDB need not be told that a longer one comes."""
_BATCH = 2000
_ROWS = """SELECT meeting_id, id, meeting FROM meets JOIN light USING (n, id)
ORDER BY meeting_id, own DESC, published NULLS LAST, id"""
_PLACED = """SELECT file, begins, size, stands, CAST(to_json({
    'report_id': report_id, 'meeting_id': meeting_id, 'sources': sources, 'stands': stands, 'latest': latest
}) AS VARCHAR) FROM placed ORDER BY place"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the data is exported; None is all."""

    since: str | None = None
    """Gregorian days, both included: of the meeting, or of publication where that is not known."""
    until: str | None = None
    city: str | None = None
    body: str | None = None
    site: str | None = None


def text(value: str) -> str:
    """A string of SQL."""
    return "'" + value.replace("'", "''") + "'"


def _squeeze_macro() -> str:
    """`text.letters.squeeze` in SQL, its table of letters taken from `fold` itself."""
    ranges = (range(0xC0), range(0x600, 0x700), range(0x200C, 0x200D))
    pairs = [(chr(n), fold(chr(n))) for r in ranges for n in r if n > 31 and fold(chr(n)) != chr(n)]
    letters, plain = ("".join(side) for side in zip(*pairs, strict=True))
    marks = "ءـ"
    folded = f"translate(lower(x), {text(letters + marks)}, {text(plain + ' ' * len(marks))})"
    return f"CREATE MACRO squeeze(x) AS regexp_replace({folded}, '[^\\p{{L}}\\p{{N}}]+', '', 'g')"


def _chosen_macro(chosen: Chosen) -> str:
    tests = ["true"]
    tests += [f"day >= {text(chosen.since)}"] if chosen.since else []
    tests += [f"day <= {text(chosen.until)}"] if chosen.until else []
    tests += [f"squeeze(city) = {text(squeeze(chosen.city))}"] if chosen.city else []
    tests += [f"squeeze(body) = {text(squeeze(chosen.body))}"] if chosen.body else []
    tests += [f"site = {text(chosen.site)}"] if chosen.site else []
    return f"CREATE MACRO chosen(site, city, body, day) AS coalesce({' AND '.join(tests)}, false)"


def read_json(path: Path, columns: Mapping[str, str], longest: int = 0) -> str:
    """The query of a JSON Lines file whose columns and longest line are known."""
    names = ", ".join(f"{text(name)}: {text(kind)}" for name, kind in columns.items())
    return (
        f"SELECT * FROM read_json({text(str(path))}, format = 'newline_delimited', columns = {{{names}}}, "  # noqa: S608
        f"maximum_object_size = {max(longest, _BLOCK)}, compression = 'none')"
    )


def connect(work: Path, threads: int = 1) -> duckdb.DuckDBPyConnection:
    """A database in the working directory that takes nothing from elsewhere. More threads need more memory."""
    db = duckdb.connect(
        str(work / "stage.duckdb"),
        config={
            "memory_limit": MEMORY, "temp_directory": str(work / "spill"), "threads": threads,
            "preserve_insertion_order": True, "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )  # fmt: skip
    db.execute("SET TimeZone = 'UTC'")
    db.execute(_squeeze_macro())
    return db


def stage(db: duckdb.DuckDBPyConnection, sifted: Sifted, chosen: Chosen) -> None:
    """Settles which lines become rows, of which meetings and in which order."""
    db.execute(_chosen_macro(chosen))
    db.execute(f"CREATE TABLE light AS {read_json(sifted.reports, LIGHT, sifted.longest)}")
    db.execute(f"CREATE TABLE post AS {read_json(sifted.posts, POST)}")
    script = files(__package__).joinpath("stage.sql").read_text("utf-8")
    for statement in re.split(r";\n", script):
        db.execute(statement)


def fetched(db: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a batch at a time."""
    rows = db.cursor().execute(query)
    while batch := rows.fetchmany(_BATCH):
        yield from batch


def _merge(db: duckdb.DuckDBPyConnection, work: Path) -> None:
    """Makes the table `meeting`."""
    path, longest = work / "meetings.jsonl", 0
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as out:
        for meeting in meetings(fetched(db, _ROWS)):
            line = encode(meeting)
            longest = max(longest, len(line))
            out.write(line + b"\n")
    db.execute(f"CREATE TABLE meeting AS {read_json(path, MEETING, longest)} ORDER BY meeting_id")
    path.unlink()


def _lay(db: duckdb.DuckDBPyConnection, work: Path, asked: frozenset[words.Asked]) -> None:
    """Makes `report` and `version`."""
    path, longest = work / "lines.jsonl", 0
    laid = lines(fetched(db, _PLACED))
    with path.open("wb") as out:
        for line in words.with_words(laid, asked) if asked else (line for line, _ in laid):
            longest = max(longest, len(line))
            out.write(line)
    made = {name: kind for what in sorted(asked) for name, kind in words.COLUMNS[what].items()}
    store = text(str(work / "lines.parquet"))
    db.execute(
        f"COPY ({read_json(path, {**REPORT, **ADDED, **made}, longest)}) TO {store} "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 10000)"
    )
    path.unlink()
    db.execute(f"CREATE VIEW line AS SELECT * FROM read_parquet({store})")  # noqa: S608 - our own words only
    db.execute("CREATE VIEW report AS SELECT * FROM line WHERE stands")
    db.execute("CREATE VIEW version AS SELECT * REPLACE (CASE WHEN NOT stands THEN text END AS text) FROM line")


def fill(db: duckdb.DuckDBPyConnection, work: Path, asked: frozenset[words.Asked]) -> None:
    """Makes what the tables are made of: `report`, `version` and `meeting`. After `stage`. Raises OSError."""
    _merge(db, work)
    _lay(db, work, asked)
