"""The tables of an export, as tables.toml describes them. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["string", "integer", "boolean", "date", "array"]

DUCKDB_TYPES: dict[Kind, str] = {
    "string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "array": "VARCHAR[]",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    kind: Kind
    sql: str
    """What makes it, over the staged tables."""
    en: str
    fa: str
    asked: str | None = None
    """What has to be asked for to have this column."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    en: str
    fa: str
    key: tuple[str, ...]
    foreign: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]
    """Columns here, the table they point to, its columns."""
    source: str
    columns: tuple[Column, ...]

    def select(self) -> str:
        """The query of the table, typed; its rows in the order of `report`, `version` or `meeting`."""
        parts = ", ".join(f'CAST({c.sql} AS {DUCKDB_TYPES[c.kind]}) AS "{c.name}"' for c in self.columns)
        return f"SELECT {parts} FROM {self.source}"  # noqa: S608 - our own words only


def _table(name: str, told: dict[str, Any], asked: frozenset[str]) -> Table:
    every = (Column(column, *spec) for column, spec in told["columns"].items())
    columns = tuple(column for column in every if column.asked is None or column.asked in asked)
    foreign = tuple((tuple(here), table, tuple(there)) for here, table, there in told["foreign"])
    return Table(name, told["en"], told["fa"], tuple(told["key"]), foreign, told["from"], columns)


@cache
def tables(asked: frozenset[str] = frozenset()) -> tuple[Table, ...]:
    """All tables, those pointed to not necessarily first, with the columns of always and those asked for."""
    told = tomllib.loads(files(__package__).joinpath("tables.toml").read_text("utf-8"))
    return tuple(_table(name, table, asked) for name, table in told.items())
