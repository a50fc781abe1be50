"""The staged tables of an export, in a DuckDB on disk: bounded memory; by one thread, so the same bytes each time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

from shahrkarimeh.export.sift import LONGEST
from shahrkarimeh.store import COPIES, POSTS, REPORTS
from shahrkarimeh.text.letters import fold, squeeze

MEMORY = "600MB"
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
POST = {"id": "VARCHAR", "revision": "BIGINT"}


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


def _read(table: str, paths: list[Path], columns: Mapping[str, str]) -> str:
    names = ", ".join(f"{text(name)}: {text(kind)}" for name, kind in columns.items())
    if not paths:
        empty = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in columns.items())
        return f"CREATE TABLE {table} AS SELECT {empty} LIMIT 0"
    files_ = ", ".join(text(str(path)) for path in paths)
    return (
        f"CREATE TABLE {table} AS SELECT * FROM read_json([{files_}], format = 'newline_delimited', "  # noqa: S608
        f"columns = {{{names}}}, maximum_object_size = {LONGEST}, compression = 'none')"
    )


def connect(work: Path) -> duckdb.DuckDBPyConnection:
    """A database in the working directory that takes nothing from elsewhere."""
    db = duckdb.connect(
        str(work / "stage.duckdb"),
        config={
            "memory_limit": MEMORY, "temp_directory": str(work / "spill"), "threads": 1,
            "preserve_insertion_order": True, "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )  # fmt: skip
    db.execute("SET TimeZone = 'UTC'")
    return db


def stage(db: duckdb.DuckDBPyConnection, paths: Mapping[str, Path], chosen: Chosen) -> None:
    """Makes `report`, `meeting` and `version` from the files that `sift` found good."""
    db.execute(_squeeze_macro())
    db.execute(_chosen_macro(chosen))
    db.execute(_read("raw", [paths[name] for name in (REPORTS, COPIES) if name in paths], REPORT))
    db.execute(_read("post", [paths[name] for name in (POSTS,) if name in paths], POST))
    script = files(__package__).joinpath("stage.sql").read_text("utf-8")
    for statement in re.split(r";\n", script):
        db.execute(statement)
