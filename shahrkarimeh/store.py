"""The data directory: append-only JSON lines, which are the truth, and an index made from them.

Written in this order, so that a process may die at any moment: the archive, the line, the index. What a dead one
left is mended on opening. One process writes at a time; those that only read need no lock.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from shahrkarimeh import dedup, swap, tails
from shahrkarimeh.errors import DataDirError, is_full, unusable, unwritable
from shahrkarimeh.index import Entry, Index, StaleIndexError, entry_of, is_landmark
from shahrkarimeh.items import MeetingReport, Post, to_json
from shahrkarimeh.lines import Line, LineFile, read
from shahrkarimeh.runs import Run
from shahrkarimeh.warc import FOLDER
from shahrkarimeh.writer_lock import WriterLock

File = Literal["reports.jsonl", "copies.jsonl", "posts.jsonl", "rejected.jsonl", "runs.jsonl"]
REPORTS: File = "reports.jsonl"
COPIES: File = "copies.jsonl"
POSTS: File = "posts.jsonl"
REJECTED: File = "rejected.jsonl"
RUNS: File = "runs.jsonl"
ALL_FILES: tuple[File, ...] = (REPORTS, COPIES, POSTS, REJECTED, RUNS)
MADE: tuple[File, ...] = (REPORTS, COPIES, POSTS)
"""Made from the archive, and made again by `reparse`."""
INDEXED: tuple[File, ...] = (REPORTS, COPIES, POSTS, RUNS)
INDEX = "index.sqlite"

_SYNC_LINES = 128
_SYNC_SECONDS = 2.0
"""A loss of power costs at most so much, which the next run fetches again."""

T = TypeVar("T")


class Reader:
    """Reads a data directory, whoever may be writing to it."""

    def __init__(self, path: str | Path) -> None:
        """Raises DataDirError where there is no such directory."""
        self.path = Path(path)
        if not self.path.is_dir():
            raise DataDirError(f"there is no data directory {path}: crawl first, or name another with --data DIR")

    def lines(self, file: File) -> Iterator[Line]:
        """The lines of a file, torn and foreign ones told by their `error`. Raises DataDirError."""
        try:
            yield from read(swap.place(self.path, file))
        except OSError as e:
            raise DataDirError(f"cannot read {self.path / file}: {e.strerror}") from None

    def runs(self) -> Iterator[Run]:
        """The records of all runs, oldest first."""
        for line in self.lines(RUNS):
            with suppress(ValidationError):
                if line.data is not None:
                    yield Run.model_validate(line.data)

    def first_fetch(self, site: str) -> str | None:
        """When the first of what is held of a site was fetched, UTC; None where that is not known of all of it."""
        lines = (line.data for file in MADE for line in self.lines(file) if line.data)
        sources = [data.get("provenance") or {} for data in lines if data.get("site") == site]
        return min((str(source.get("fetched_at") or "") for source in sources), default="") or None

    def last_run(self, site: str) -> Run | None:
        """The newest complete run of a site that carries a mark or validators: where the next one begins."""
        last = None
        for line in self.lines(RUNS):
            if line.data and line.data.get("site") == site and is_landmark(line.data):
                last = line.data
        return _run(last)


class Store(Reader):
    """The data directory, open for writing by this process alone."""

    def __init__(self, path: str | Path) -> None:
        """Makes the directory where there is none, takes its lock and mends what a dead process left.

        Raises DataDirError where it cannot be written to or another process has it.
        """
        try:
            Path(path).mkdir(parents=True, exist_ok=True)
            super().__init__(path)
            self._lock = WriterLock(self.path)
        except OSError as e:
            raise unusable(path, e) from None
        self._files: dict[str, LineFile] = {}
        self._pending, self._since = 0, time.monotonic()
        self._users = 1
        self._broken: DataDirError | None = None
        try:
            put_right(self.path)
            for name in ALL_FILES:
                self._files[name] = LineFile(self.path / name)
            self._index = self._opened_index()
        except (OSError, sqlite3.Error) as e:
            self._close_files()
            raise unusable(path, e) from None

    def _opened_index(self) -> Index:
        index = Index(self.path / INDEX)
        files = [self._files[name] for name in INDEXED]
        try:
            index.catch_up(files)
        except (StaleIndexError, sqlite3.DatabaseError):
            index.rebuild(files)
        return index

    def _fails(self, what: object, error: Exception) -> DataDirError:
        """A write that failed: from here on nothing is taken, since what comes later may depend on what is missing."""
        self._broken = unwritable(what, error)
        self._index.abandon()
        return self._broken

    def _asked(self, question: Callable[[], T]) -> T:
        """The index's answer; the index is made again once where it turns out to be damaged. Raises DataDirError."""
        if self._broken:
            raise self._broken
        try:
            try:
                return question()
            except (StaleIndexError, sqlite3.DatabaseError) as e:
                if is_full(e):
                    raise
                self._index.rebuild([self._files[name] for name in INDEXED])
                return question()
        except sqlite3.Error as e:
            raise self._fails(self.path / INDEX, e) from None

    def latest(self, id_: str) -> Entry | None:
        """What is known of the latest revision of a post; None for one that is new."""
        return self._asked(lambda: self._index.by_id(id_))

    def known(self, site: str, url_or_id: str) -> bool:
        """Whether the site's post of that address, or of that number or id, has been taken."""
        if "://" in url_or_id:
            return self.id_at(site, url_or_id) is not None
        id_ = url_or_id if url_or_id.startswith(f"{site}:") else f"{site}:{url_or_id}"
        return self.latest(id_) is not None

    def id_at(self, site: str, url: str) -> str | None:
        """The id of the site's post at that address: a door that does not tell the CMS's number needs it."""
        return self._asked(lambda: self._index.id_at(site, url))

    def last_run(self, site: str) -> Run | None:
        """The newest complete run of a site that carries a mark or validators: where the next one begins."""
        offset = self._asked(lambda: self._index.run_offset(site))
        return None if offset is None else _run(self._files[RUNS].line_at(offset))

    def original(self, report: MeetingReport) -> str | None:
        """The id of the report that this one repeats; None for one of its own.

        A report that stands stays standing, whatever is found to repeat it, and so do its later revisions.
        """
        known = self.latest(report.id)
        if known and known.kind == report.kind and known.head is None:
            return None
        mine = dedup.wording(report.model_dump(include={"site", "title", "text", "meeting"}))
        return self._asked(lambda: self._repeated_by(mine, report.id))

    def _repeated_by(self, mine: dedup.Wording, id_: str) -> str | None:
        best, best_jaccard = None, 0.0
        for entry in self._index.candidates(dedup.signature(mine.shingles), len(mine.shingles)):
            head = entry.head or entry.id
            if id_ in (entry.id, head):
                continue
            data = self._files[entry.file].line_at(entry.offset)
            if data is None or data.get("id") != entry.id:
                raise StaleIndexError(entry.file)
            theirs = dedup.wording(data)
            jaccard = dedup.overlap(mine, theirs)[1]
            if jaccard > best_jaccard and dedup.is_copy(mine, theirs):
                best, best_jaccard = head, jaccard
        return best

    def append(self, item: Post | MeetingReport, file: File) -> None:
        """Writes a revision of an item. Raises DataDirError, leaving whole lines only, where the disk is full.

        After that nothing more is taken until the directory is opened anew.
        """
        if self._broken:
            raise self._broken
        line = to_json(item).encode()
        offset = self._write(file, line)
        found = entry_of(item.model_dump(), file, offset)
        if found:
            self._asked(lambda: self._index.put(*found))
        self._written()

    def reject(self, item: Mapping[str, Any], reason: str) -> None:
        """Keeps an invalid item aside, with the reason."""
        names = {name: item.get(name) for name in ("id", "url", "site")}
        record = {**names, "at": datetime.now(UTC).isoformat(timespec="seconds"), "reason": reason, "item": item}
        line = json.dumps(record, ensure_ascii=False, default=str)
        self._write(REJECTED, line.encode("utf-8", "backslashreplace"))  # a lone surrogate is why some are here
        self._written()

    def finish_run(self, run: Run) -> None:
        """Writes the record of a run, after everything the run wrote is safe on disk."""
        self.sync()
        offset = self._write(RUNS, run.model_dump_json().encode())
        landmark = is_landmark(run.model_dump(include={"complete", "site", "mark", "validators"}))
        if landmark and not self._broken:
            self._asked(lambda: self._index.put_run(run.site, offset))
        self.sync()

    def _write(self, file: File, line: bytes) -> int:
        try:
            return self._files[file].append(line)
        except OSError as e:
            raise self._fails(self.path / file, e) from None

    def _written(self) -> None:
        self._pending += 1
        if self._pending >= _SYNC_LINES or time.monotonic() - self._since >= _SYNC_SECONDS:
            self.sync()

    def sync(self) -> None:
        """Waits until everything written is safe on disk, then brings the index up to it. Raises DataDirError."""
        try:
            for file in self._files.values():
                file.sync()
        except OSError as e:
            raise self._fails(self.path, e) from None
        if not self._broken:
            self._asked(self._index_all)
        self._pending, self._since = 0, time.monotonic()

    def _index_all(self) -> None:
        for name in INDEXED:
            self._index.indexed_to(self._files[name], self._files[name].size)
        self._index.commit()

    def release(self) -> None:
        """One user less; the last one closes."""
        self._users -= 1
        if not self._users:
            self.close()

    def close(self) -> None:
        """Makes everything safe on disk and lets the lock go. A store of `shared` is closed by `release`."""
        _shared.pop(self.path.resolve(), None)
        try:
            self.sync()
        finally:
            with suppress(sqlite3.Error):  # what the index lacks, it reads on the next opening
                self._index.close()
            self._close_files()

    def _close_files(self) -> None:
        for file in self._files.values():
            file.close()
        self._files.clear()
        self._lock.release()


_shared: dict[Path, Store] = {}


def shared(path: str | Path) -> Store:
    """This process's one store of that directory, opened where it is not yet; each user calls `release` once.

    Raises DataDirError as Store does.
    """
    key = Path(path).resolve()
    if key in _shared:
        _shared[key]._users += 1
    else:
        _shared[key] = Store(path)
    return _shared[key]


def _run(data: Mapping[str, Any] | None) -> Run | None:
    if data is None:
        return None
    try:
        return Run.model_validate(data)
    except ValidationError:
        return None


def put_right(path: Path) -> None:
    """Ends what a dead process left undone, but for the lines and the index. Only under the lock. Raises OSError."""
    swap.finish(path, MADE, INDEX)
    tails.mend(path / FOLDER)
