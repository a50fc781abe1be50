"""The tables as files: JSON Lines, CSV and Parquet by DuckDB's own writers."""

import shutil
from pathlib import Path

import duckdb

from shahrkarimeh.export.stage import text
from shahrkarimeh.export.tables import Table

_BOM = b"\xef\xbb\xbf"
"""Excel takes a CSV without it for another encoding than UTF-8."""
_FORMULA = "^[=+\\-@\\t\\r]"
"""What a spreadsheet runs when a cell begins so; an apostrophe before it makes it text (OWASP, CSV injection)."""


def _flat(table: Table) -> str:
    """The query of the table with lists as JSON and no cell that a spreadsheet would run."""
    parts = []
    for column in table.columns:
        cell = f'"{column.name}"'
        if column.kind == "array":
            parts.append(f"CAST(to_json({cell}) AS VARCHAR) AS {cell}")
        elif column.kind == "string":
            guarded = f"CASE WHEN regexp_matches({cell}, {text(_FORMULA)}) THEN '''' || {cell} ELSE {cell} END"
            parts.append(f"{guarded} AS {cell}")
        else:
            parts.append(cell)
    return f"SELECT {', '.join(parts)} FROM ({table.select()})"  # noqa: S608 - our own words only


def write_csv(db: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """UTF-8 with a byte order mark, RFC 4180, null as an empty cell."""
    bare = path.with_name(f"{path.name}.bare")
    db.execute(f"COPY ({_flat(table)}) TO {text(str(bare))} (FORMAT csv, HEADER)")
    with path.open("wb") as out, bare.open("rb") as lines:
        out.write(_BOM)
        shutil.copyfileobj(lines, out, 1 << 20)
    bare.unlink()


def write_jsonl(db: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """One object a line."""
    db.execute(f"COPY ({table.select()}) TO {text(str(path))} (FORMAT json)")


def write_parquet(db: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """Typed columns, compressed by zstd."""
    db.execute(f"COPY ({table.select()}) TO {text(str(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000)")
