"""What the descriptions of a dataset say of it: rows, days, sites, how often a field is told, the runs it is from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from shahrkarimeh.export.stage import Chosen
from shahrkarimeh.export.tables import Table, tables
from shahrkarimeh.export.words import Asked, hazm
from shahrkarimeh.runs import Run
from shahrkarimeh.version import __version__

TITLE = "Meetings of Iranian city councils, read from their reports"
TITLE_FA = "جلسه‌های شوراهای شهر، برگرفته از گزارش‌های آن‌ها"
NAME = "shahrkarimeh-council-meetings"


@dataclass(frozen=True, slots=True)
class Facts:
    """Same data, same facts: nothing here knows today."""

    rows: dict[str, int]
    """Table → rows."""
    date: str | None
    """Day of the last run; without one, that of the newest report."""
    first: str | None
    """Days of the oldest and the newest report."""
    last: str | None
    sites: list[tuple[str, int]]
    """Name of a site, its reports."""
    told: list[tuple[str, int]]
    """Column of `meetings`, how many meetings have it."""
    disagreeing: int
    """Meetings on which reports disagree."""
    runs: Sequence[Run]
    left_out: int
    chosen: Chosen
    asked: frozenset[Asked] = frozenset()
    version: str = __version__

    @property
    def software(self) -> list[str]:
        """What the dataset was made with, names and versions."""
        return [f"shahrkarimeh {self.version}", *([hazm()] if self.asked else [])]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables with the columns that they have here."""
        return tables(self.asked)

    @property
    def filters(self) -> dict[str, str]:
        """What the export was narrowed to."""
        return {name: value for name, value in asdict(self.chosen).items() if value}


def _rows(db: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return db.execute(query).fetchall()


def facts(
    db: duckdb.DuckDBPyConnection, runs: Sequence[Run], left_out: int, chosen: Chosen, asked: frozenset[Asked]
) -> Facts:
    """Asks the staged tables."""
    counts = {t.name: int(_rows(db, f"SELECT count(*) FROM {t.source}")[0][0]) for t in tables()}  # noqa: S608
    ((first, last),) = _rows(db, "SELECT min(left(published_at, 10)), max(left(published_at, 10)) FROM report")
    sites = _rows(db, "SELECT site, count(*) FROM report GROUP BY site ORDER BY site")
    meetings = next(t for t in tables() if t.name == "meetings")
    names = [c.name for c in meetings.columns if c.kind in ("string", "integer", "date")]
    (told,) = _rows(db, f"SELECT {', '.join(f'count({n})' for n in names)} FROM meeting")  # noqa: S608
    ((disagreeing,),) = _rows(db, "SELECT count(*) FROM meeting WHERE len(disagreements) > 0")
    days = [run.finished_at[:10] for run in runs]
    return Facts(
        counts, max(days, default=last), first, last, [(s, n) for s, n in sites],
        list(zip(names, told, strict=True)), disagreeing, runs, left_out, chosen, asked,
    )  # fmt: skip
