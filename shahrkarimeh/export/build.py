"""One export, from the data directory to the directory of the dataset."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from shahrkarimeh.errors import ConfigError, DataDirError
from shahrkarimeh.export.database import write_sqlite
from shahrkarimeh.export.describe import describe
from shahrkarimeh.export.facts import Facts, facts
from shahrkarimeh.export.nothing import nothing_found
from shahrkarimeh.export.publish import publish, workplace
from shahrkarimeh.export.sift import Sifted, sift
from shahrkarimeh.export.stage import Chosen, connect, fill, stage
from shahrkarimeh.export.tables import Table, tables
from shahrkarimeh.export.words import Asked
from shahrkarimeh.export.write import write_csv, write_jsonl, write_parquet
from shahrkarimeh.scores import Scores, read_scores

Writer = Callable[[duckdb.DuckDBPyConnection, Table, Path], None]
WRITERS: dict[str, Writer] = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
SQLITE = "sqlite"
FORMATS = (*WRITERS, SQLITE)
DATABASE = "shahrkarimeh.sqlite"
LEFT_OUT = "left-out.txt"
"""Every line that was left out, and why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a dataset is to hold."""

    formats: tuple[str, ...]
    chosen: Chosen = field(default_factory=Chosen)
    asked: frozenset[Asked] = frozenset()
    """Columns beside those of always."""
    scores: Scores = field(default_factory=read_scores)
    """For the card."""
    threads: int = 1
    """Of DuckDB; its memory grows with them, the bytes it writes are the same."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it."""

    facts: Facts
    files: list[str]
    """Of tables, relative to the dataset's directory."""
    sifted: Sifted


def formats(told: str) -> tuple[str, ...]:
    """The formats of a list parted by commas, in our order. Raises ConfigError."""
    names = {name.strip() for name in told.split(",") if name.strip()}
    unknown = sorted(names - set(FORMATS))
    if unknown or not names:
        raise ConfigError(f"--format {told}: expected some of {','.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in names)


def _write(db: duckdb.DuckDBPyConnection, out: Path, wanted: Wanted) -> list[str]:
    files = []
    every = tables(wanted.asked)
    for name in wanted.formats:
        if name == SQLITE:
            write_sqlite(db, every, out / DATABASE)
            files.append(DATABASE)
            continue
        for table in every:
            files.append(f"{name}/{table.name}.{name}")
            (out / name).mkdir(exist_ok=True)
            WRITERS[name](db, table, out / files[-1])
    return files


def _make(data: Path, work: Path, done: Path, wanted: Wanted) -> Built:
    """Makes the dataset in `done`."""
    with sift(data, work) as sifted, closing(connect(work, wanted.threads)) as db:
        stage(db, sifted, wanted.chosen)
        missed = nothing_found(db, wanted.chosen)
        if missed:
            raise ConfigError(missed)
        fill(db, work, wanted.asked)
        files = _write(db, done, wanted)
        told = facts(db, sifted.runs, len(sifted.faults), wanted.chosen, wanted.asked)
    (done / LEFT_OUT).write_text("".join(f"{line}\n" for line in sifted.faults), "utf-8")
    describe(done, told, DATABASE, wanted.scores)
    return Built(told, files, sifted)


def build(data: Path, out: Path, wanted: Wanted) -> Built:
    """Writes the dataset into `out`, all or, where it fails, nothing.

    Raises DataDirError where the data cannot be read, ConfigError where `out` cannot be written or nothing is chosen.
    """
    try:
        with workplace(out) as (work, done):
            built = _make(data, work, done, wanted)
            publish(done, out)
    except OSError as e:
        raise ConfigError(f"cannot write {out}: {e.strerror or e}") from None
    except (sqlite3.Error, duckdb.IOException, duckdb.TransactionException) as e:  # of files made beside it
        raise ConfigError(f"cannot write {out}: {str(e).splitlines()[0]}") from None
    except duckdb.Error as e:
        raise DataDirError(f"cannot export {data}: {str(e).splitlines()[0]}") from None
    return built
