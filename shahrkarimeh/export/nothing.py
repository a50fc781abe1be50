"""What to say where a filter leaves nothing: what was looked for, and what there is."""

from dataclasses import asdict

import duckdb

from shahrkarimeh.export.stage import Chosen

_SHOWN = 20
"""Names of each kind."""


def _names(db: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    query = f"SELECT {column}, count(*) AS n FROM latest WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1"  # noqa: S608
    rows = db.execute(query).fetchall()
    told = [f"{name} ({count:,})" for name, count in rows[:_SHOWN]]
    return [*told, f"{len(rows) - _SHOWN:,} more"] if len(rows) > _SHOWN else told


def nothing_found(db: duckdb.DuckDBPyConnection, chosen: Chosen) -> str | None:
    """Why no report was chosen, in words; None where there is one, or nothing was looked for. After `stage`."""
    asked = {name: value for name, value in asdict(chosen).items() if value}
    ((taken,),) = db.execute("SELECT count(*) FROM taken").fetchall()
    if taken or not asked:
        return None
    wanted = " ".join(f"--{name} {value}" for name, value in asked.items())
    ((count, first, last),) = db.execute("SELECT count(*), min(day), max(day) FROM latest").fetchall()
    if not count:
        return f"no report is there at all, so none matches {wanted}; nothing was written"
    days = f" from {first} to {last}" if first else ""
    lines = [f"no report matches {wanted}; nothing was written. There are {count:,} reports{days}"]
    kinds = (("sites", "site"), ("cities", "city"), ("bodies", "body"))
    lines += [f"{kind}: {', '.join(names)}" for kind, column in kinds if (names := _names(db, column))]
    return "\n  ".join(lines)
