"""The tables as one SQLite database, with full-text search over the reports."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from shahrkarimeh.export.search import COLUMNS, forms
from shahrkarimeh.export.tables import Column, Table

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "array": "TEXT"}
_BATCH = 2000
SEARCH = "reports_fts"
"""The table of full-text search; its rowid is that of `reports`."""
_SEARCHED = ("title", "summary", "text", "topic")


def _name(name: str) -> str:
    return f'"{name}"'


def _create(table: Table) -> str:
    parts = [f"{_name(c.name)} {_TYPES[c.kind]}" for c in table.columns]
    parts.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    parts += [
        f"FOREIGN KEY ({', '.join(map(_name, here))}) REFERENCES {_name(other)} ({', '.join(map(_name, there))})"
        for here, other, there in table.foreign
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join(parts)})"


def _cell(column: Column, value: Any) -> Any:
    if column.kind == "array" and value is not None:
        return json.dumps(value, ensure_ascii=False)
    return value


def _rows(db: duckdb.DuckDBPyConnection, table: Table) -> Iterator[list[Any]]:
    dates = ", ".join(f'CAST("{c.name}" AS VARCHAR)' if c.kind == "date" else f'"{c.name}"' for c in table.columns)
    result = db.execute(f"SELECT {dates} FROM ({table.select()})")  # noqa: S608 - our own words only
    while batch := result.fetchmany(_BATCH):
        for row in batch:
            yield [_cell(column, value) for column, value in zip(table.columns, row, strict=True)]


def _index(con: sqlite3.Connection) -> None:
    """The contents are left out: they are in `reports`."""
    columns = ", ".join(COLUMNS)
    con.execute(f"CREATE VIRTUAL TABLE {SEARCH} USING fts5({columns}, content='')")
    rows = con.execute(f"SELECT rowid, {', '.join(_SEARCHED)} FROM reports ORDER BY rowid")  # noqa: S608 - our own words only
    told = ((number, *forms("\n".join(filter(None, parts)))) for number, *parts in rows)
    con.executemany(f"INSERT INTO {SEARCH} (rowid, {columns}) VALUES (?, ?, ?, ?, ?)", told)  # noqa: S608


def _fill(con: sqlite3.Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    con.execute(_create(table))
    marks = ", ".join("?" * len(table.columns))
    con.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", rows)  # noqa: S608 - our own words only


def write_sqlite(db: duckdb.DuckDBPyConnection, tables: Iterable[Table], path: Path) -> None:
    """Writes the database anew. Raises sqlite3.Error where it cannot be written."""
    path.unlink(missing_ok=True)
    con = sqlite3.connect(path)
    try:
        con.execute("PRAGMA journal_mode = OFF")
        con.execute("PRAGMA synchronous = OFF")
        for table in tables:
            _fill(con, table, _rows(db, table))
            for here, _, _ in table.foreign:
                name = _name(f"{table.name}_{'_'.join(here)}")
                con.execute(f"CREATE INDEX {name} ON {_name(table.name)} ({', '.join(map(_name, here))})")
        _index(con)
        con.commit()
        con.execute("VACUUM")
    finally:
        con.close()
