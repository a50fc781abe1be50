"""The index of the data directory, in SQLite: derived from the JSON lines, and made again whenever in doubt."""

import hashlib
import logging
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from shahrkarimeh import dedup
from shahrkarimeh.lines import Line, LineFile, read

logger = logging.getLogger(__name__)

VERSION = "1"
_TAIL = 4096
"""Bytes before the end of what is indexed, by which a file is known again."""
_BATCH = 2000
_LATEST_PER_KEY = 200
"""A formula that hundreds of reports share says nothing of any two; the newest ones do."""
_COMPARED = 16
"""At most so many reports are compared with in full."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (name TEXT PRIMARY KEY, indexed INTEGER NOT NULL, tail TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE items (
    doc INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, kind TEXT NOT NULL,
    site TEXT NOT NULL, url TEXT NOT NULL, fingerprint TEXT, modified TEXT, head TEXT,
    file TEXT NOT NULL, offset INTEGER NOT NULL, size INTEGER NOT NULL
);
CREATE INDEX items_by_url ON items (url);
CREATE TABLE places (key INTEGER NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (key, doc)) WITHOUT ROWID;
CREATE TABLE runs (site TEXT PRIMARY KEY, offset INTEGER NOT NULL) WITHOUT ROWID;
"""
_COLUMNS = "id, revision, kind, site, url, fingerprint, modified, head, file, offset, size"


class StaleIndexError(Exception):
    """The index does not fit the files it was made from. Raised and caught within `index` and `store`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of the latest revision of a post."""

    id: str
    revision: int
    kind: str
    site: str
    url: str
    fingerprint: str | None
    modified: str | None
    head: str | None
    """The report it repeats; None for one that stands."""
    file: str
    offset: int
    size: int
    """Number of shingles; 0 where it is compared with nothing."""


def entry_of(data: Mapping[str, Any], file: str, offset: int) -> tuple[Entry, list[int]] | None:
    """The entry of an item's line and the keys it is found by; None for a line of another make."""
    try:
        shingles: frozenset[int] = dedup.shingles(data["text"]) if data["kind"] == "meeting_report" else frozenset()
        entry = Entry(
            id=str(data["id"]),
            revision=int(data["revision"]),
            kind=str(data["kind"]),
            site=str(data["site"]),
            url=str(data["url"]),
            fingerprint=data.get("fingerprint"),
            modified=data.get("modified_at"),
            head=data.get("duplicate_of"),
            file=file,
            offset=offset,
            size=len(shingles),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return entry, dedup.signature(shingles)


def is_landmark(run: Mapping[str, Any]) -> bool:
    """Whether the next run begins where this one ended: it is complete and carries a mark or validators."""
    return bool(run.get("complete") and run.get("site") and (run.get("mark") or run.get("validators")))


class Index:
    """The open index. Its methods raise sqlite3.Error where the database is damaged or the disk full."""

    def __init__(self, path: Path) -> None:
        """Opens what there is, or begins an empty one where there is none or it is of no use."""
        self.path = path
        self._abandoned = False
        self._db = self._opened()

    def _opened(self) -> sqlite3.Connection:
        if not self.path.exists():
            return self._fresh()
        try:
            db = self._connect()
            fits = db.execute("SELECT value FROM meta WHERE key = 'scheme'").fetchone() == (self._scheme(),)
            if fits and db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                return db
            db.close()
        except sqlite3.DatabaseError:
            pass
        logger.warning("%s is of no use and is made again from the JSON lines", self.path)
        return self._fresh()

    @staticmethod
    def _scheme() -> str:
        return f"{VERSION} {dedup.scheme()}"

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level="IMMEDIATE", check_same_thread=False)
        # One process has it, by the store's lock: no shared-memory file is needed, and readers are not expected.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -32768")
        return db

    def _fresh(self) -> sqlite3.Connection:
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        db = self._connect()
        db.executescript(_SCHEMA)
        db.execute("INSERT INTO meta VALUES ('scheme', ?)", (self._scheme(),))
        db.commit()
        return db

    def rebuild(self, files: Iterable[LineFile]) -> None:
        """Throws all away and reads the files again."""
        logger.warning("%s does not fit the JSON lines and is made again from them", self.path)
        with closing(self._db):
            pass
        self._db = self._fresh()
        for file in files:
            self._read_on(file, 0)

    def catch_up(self, files: Iterable[LineFile]) -> None:
        """Reads what was appended since. Raises StaleIndexError where the files are not those that were indexed."""
        for file in files:
            row = self._db.execute("SELECT indexed, tail FROM files WHERE name = ?", (file.path.name,)).fetchone()
            indexed, tail = row or (0, _tail_of(file, 0))
            if indexed > file.size or _tail_of(file, indexed) != tail:
                raise StaleIndexError(file.path.name)
            if indexed < file.size:
                self._read_on(file, indexed)

    def _read_on(self, file: LineFile, offset: int) -> None:
        name = file.path.name
        for batch in _batches(read(file.path, offset)):
            if name == "runs.jsonl":
                for line in batch:
                    if line.data and is_landmark(line.data):
                        self.put_run(str(line.data["site"]), line.offset)
            else:
                found = (entry_of(line.data, name, line.offset) for line in batch if line.data)
                self._put_all([pair for pair in found if pair])
            self.indexed_to(file, batch[-1].end)
            self._db.commit()

    def _put_all(self, pairs: Iterable[tuple[Entry, list[int]]]) -> None:
        places = [(key, doc) for entry, keys in pairs for doc in [self._put(entry)] for key in keys if doc]
        self._db.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", sorted(places))

    def _put(self, entry: Entry) -> int | None:
        """Puts the entry unless a later revision is there; a new row each time, so that old places lead nowhere."""
        known = self._db.execute("SELECT revision FROM items WHERE id = ?", (entry.id,)).fetchone()
        if known and known[0] >= entry.revision:
            return None
        values = [getattr(entry, column) for column in _COLUMNS.split(", ")]
        marks = ", ".join("?" * len(values))
        return self._db.execute(f"INSERT OR REPLACE INTO items ({_COLUMNS}) VALUES ({marks})", values).lastrowid  # noqa: S608

    def put(self, entry: Entry, keys: Iterable[int]) -> None:
        """Takes a line in that was just appended."""
        self._put_all([(entry, list(keys))])

    def put_run(self, site: str, offset: int) -> None:
        """Remembers the newest run that the next one begins from."""
        self._db.execute("INSERT OR REPLACE INTO runs VALUES (?, ?)", (site, offset))

    def indexed_to(self, file: LineFile, offset: int) -> None:
        """Remembers that everything up to there is in the index."""
        row = (file.path.name, offset, _tail_of(file, offset))
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", row)

    def commit(self) -> None:
        """Makes what was put last."""
        if not self._abandoned:
            self._db.commit()

    def abandon(self) -> None:
        """Leaves the rest of the run out: a write failed, and took others with it. The next opening reads it all."""
        self._abandoned = True
        with suppress(sqlite3.Error):
            self._db.rollback()

    def by_id(self, id_: str) -> Entry | None:
        """The latest revision of that id."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM items WHERE id = ?", (id_,)).fetchone()  # noqa: S608
        return Entry(*row) if row else None

    def id_at(self, site: str, url: str) -> str | None:
        """The id of the site's post at that address."""
        row = self._db.execute("SELECT id FROM items WHERE url = ? AND site = ?", (url, site)).fetchone()
        return str(row[0]) if row else None

    def candidates(self, keys: Iterable[int], size: int) -> list[Entry]:
        """The reports that may repeat, or be repeated by, one with those keys and so many shingles; likeliest first."""
        agreeing: Counter[int] = Counter()
        query = "SELECT doc FROM places WHERE key = ? ORDER BY doc DESC LIMIT ?"
        for key in keys:
            agreeing.update(doc for (doc,) in self._db.execute(query, (key, _LATEST_PER_KEY)))
        found: list[Entry] = []
        for doc, count in agreeing.most_common():
            if count < 2 or len(found) == _COMPARED:
                break
            row = self._db.execute(f"SELECT {_COLUMNS} FROM items WHERE doc = ?", (doc,)).fetchone()  # noqa: S608
            if row and dedup.worth_comparing(count, size, row[-1]):
                found.append(Entry(*row))
        return found

    def run_offset(self, site: str) -> int | None:
        """Where in runs.jsonl the newest run stands that the next one begins from."""
        row = self._db.execute("SELECT offset FROM runs WHERE site = ?", (site,)).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        """Commits and closes."""
        with closing(self._db):
            self.commit()


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch


def _tail_of(file: LineFile, offset: int) -> str:
    return hashlib.blake2b(file.before(offset, _TAIL), digest_size=16).hexdigest()
