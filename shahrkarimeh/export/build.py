"""One export, from the data directory to the directory of the dataset."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from shahrkarimeh.errors import ConfigError, DataDirError
from shahrkarimeh.export.database import write_sqlite
from shahrkarimeh.export.describe import describe
from shahrkarimeh.export.facts import Facts, facts
from shahrkarimeh.export.sift import Sifted, sift
from shahrkarimeh.export.stage import Chosen, connect, stage
from shahrkarimeh.export.tables import Table, tables
from shahrkarimeh.export.write import write_csv, write_jsonl, write_parquet

Writer = Callable[[duckdb.DuckDBPyConnection, Table, Path], None]
WRITERS: dict[str, Writer] = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
SQLITE = "sqlite"
FORMATS = (*WRITERS, SQLITE)
DATABASE = "shahrkarimeh.sqlite"
LEFT_OUT = "left-out.txt"
"""Every line that was left out, and why."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it."""

    facts: Facts
    files: list[str]
    """Of tables, relative to the dataset's directory."""
    sifted: Sifted


def formats(told: str) -> list[str]:
    """The formats of a list parted by commas, in our order. Raises ConfigError."""
    names = {name.strip() for name in told.split(",") if name.strip()}
    unknown = sorted(names - set(FORMATS))
    if unknown or not names:
        raise ConfigError(f"--format {told}: expected some of {','.join(FORMATS)}")
    return [name for name in FORMATS if name in names]


def _write(db: duckdb.DuckDBPyConnection, out: Path, wanted: Sequence[str]) -> list[str]:
    files = []
    for name in wanted:
        if name == SQLITE:
            write_sqlite(db, tables(), out / DATABASE)
            files.append(DATABASE)
            continue
        for table in tables():
            files.append(f"{name}/{table.name}.{name}")
            (out / name).mkdir(exist_ok=True)
            WRITERS[name](db, table, out / files[-1])
    return files


def build(data: Path, out: Path, wanted: Sequence[str], chosen: Chosen, scores: Mapping[str, Any] | None) -> Built:
    """Writes the dataset into `out`, all or, where it fails, nothing. `scores` are those of the reading, by field.

    Raises DataDirError where the data cannot be read, ConfigError where `out` cannot be written.
    """
    try:
        _vacant(out)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=out) as work:
            sifted = sift(data, Path(work))
            done = Path(work) / "done"
            done.mkdir()
            db = connect(Path(work))
            try:
                stage(db, sifted.paths, chosen)
                files = _write(db, done, wanted)
                told = facts(db, sifted.runs, len(sifted.faults), chosen)
            finally:
                db.close()
            (done / LEFT_OUT).write_text("".join(f"{line}\n" for line in sifted.faults), "utf-8")
            describe(done, told, DATABASE, scores)
            _move(done, out)
    except (OSError, sqlite3.Error) as e:
        raise ConfigError(f"cannot write {out}: {e}") from None
    except duckdb.Error as e:
        raise DataDirError(f"cannot export {data}: {str(e).splitlines()[0]}") from None
    return Built(told, files, sifted)


def _vacant(out: Path) -> None:
    """Makes the directory. Raises ConfigError where it holds anything but an earlier export, OSError."""
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()) and not (out / LEFT_OUT).is_file():
        raise ConfigError(f"--out {out}: it holds other files; name a new or an empty directory")


def _move(done: Path, out: Path) -> None:
    """What was made takes the place of an earlier export's; formats that are not made this time go."""
    for stale in (*WRITERS, DATABASE, "metadata.json", "croissant.json"):
        if (out / stale).is_dir():
            shutil.rmtree(out / stale)
        else:
            (out / stale).unlink(missing_ok=True)
    for made in sorted(done.iterdir()):
        made.replace(out / made.name)
