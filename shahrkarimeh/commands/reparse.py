"""`shahrkarimeh reparse`: the items made again from the archive, and put in the place of the old ones."""

import json
import os
import shutil
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import parent_process
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress

from shahrkarimeh import swap
from shahrkarimeh.archive import Recorded, read_responses
from shahrkarimeh.errors import ArchiveError, DataDirError, NotAPost, is_full, unwritable
from shahrkarimeh.intake import take
from shahrkarimeh.items import Door, MeetingReport, Post, Provenance, from_json
from shahrkarimeh.keep import compare, write
from shahrkarimeh.lines import read
from shahrkarimeh.platforms import read_any
from shahrkarimeh.platforms.base import Page
from shahrkarimeh.sites import Site, registry
from shahrkarimeh.store import INDEX, MADE, REPORTS, Reader, Store, put_right
from shahrkarimeh.version import __version__
from shahrkarimeh.warc import FOLDER, records
from shahrkarimeh.writer_lock import WriterLock

_AHEAD = 64
"""Responses handed to the workers before the first answer is needed."""

Job = tuple[Site, Recorded, Door]
Items = list[Post | MeetingReport]


def make_items(job: Job) -> Items:
    """The items of one archived response; none of a response that holds no posts."""
    site, response, door = job
    try:
        posts = read_any(site, Page(response.url, response.status, response.headers, response.body))
    except NotAPost:
        return []
    provenance = Provenance(
        fetched_at=response.fetched_at, via=door, source_url=response.url, record=response.record, extractor=__version__
    )
    return [take(post, site, provenance) for post in posts]


def _door(response: Recorded, known: Mapping[str, Door]) -> Door:
    """The door a response came through: as its items said, else as its kind suggests."""
    kind = response.headers.get("content-type", "")
    return known.get(response.record) or ("rest" if "json" in kind else "feed" if "xml" in kind else "sitemap")


def _jobs(archives: Iterable[Path], sites: Mapping[str, Site], doors: Mapping[str, Door]) -> Iterator[Job]:
    for archive in archives:
        for response in read_responses(archive):
            site = sites.get((urlsplit(response.url).hostname or "").removeprefix("www."))
            if site and response.status == 200:
                yield site, response, _door(response, doors)


def _made(jobs: Iterator[Job], workers: int) -> Iterator[Items]:
    """The items of each job, in order, by all the cores there are."""
    if workers < 2:
        yield from map(make_items, jobs)
        return
    with ProcessPoolExecutor(workers, initializer=_die_with_parent) as pool:
        running: deque[Future[Items]] = deque(pool.submit(make_items, job) for job in islice(jobs, _AHEAD))
        while running:
            yield running.popleft().result()
            running.extend(pool.submit(make_items, job) for job in islice(jobs, 1))


def _die_with_parent() -> None:
    """Lets no worker live on, idle and with the lock inherited, where the process that feeds it was killed."""

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _written(data: Path) -> Iterator[tuple[Post | MeetingReport, Path, int]]:
    """The items of the data directory as they were written, file by file, each with its file and offset."""
    if not data.is_dir():
        return
    reader = Reader(data)
    for name in MADE:
        for line in reader.lines(name):
            try:
                yield from_json(json.dumps(line.data)), data / name, line.offset
            except ValidationError:
                print(f"shahrkarimeh: left out {data / name}:{line.number}: {line.error or 'no item'}", file=sys.stderr)


def _sources(data: Path, files: Sequence[Path]) -> list[Path]:
    """The archives, oldest first by the time in their names. Raises ArchiveError where there are none."""
    archives = list(files) or list((data / FOLDER).glob("*.warc.gz"))
    if not archives:
        raise _no_archives(data)
    return sorted(archives, key=lambda path: (path.name.removesuffix(".warc.gz").rpartition("-")[2], path.name))


def _no_archives(data: Path) -> ArchiveError:
    return ArchiveError(f"there are no archives in {data / FOLDER}; name some: shahrkarimeh reparse FILE...")


class _Kept:
    """The items that no archive can make again, as they were; each comes when its time comes, oldest first."""

    def __init__(self, data: Path, archives: Iterable[Path]) -> None:
        there = {record.name for archive in archives for record in records(archive)}
        self.doors: dict[str, Door] = {}
        """Record → the door it came through."""
        places = []
        for item, path, offset in _written(data):
            source = item.provenance
            if source and source.record in there:
                self.doors[source.record] = source.via
            else:
                places.append((_fetched(item), path, offset))
        self._places = deque(sorted(places, key=lambda place: place[0]))

    def until(self, moment: str | None) -> Iterator[Post | MeetingReport]:
        """Those fetched up to a moment, all for None."""
        while self._places and (moment is None or self._places[0][0] <= moment):
            _, path, offset = self._places.popleft()
            yield from_json(json.dumps(next(read(path, offset)).data))


def _fetched(item: Post | MeetingReport) -> str:
    return (item.provenance.fetched_at if item.provenance else None) or ""


def _fill(store: Store, data: Path, archives: Sequence[Path], sites: Mapping[str, Site]) -> Counter[str]:
    """Makes the items in `store`, in the order in which they were fetched."""
    counts: Counter[str] = Counter()
    kept = _Kept(data, archives)

    def keep(moment: str | None) -> None:
        for item in kept.until(moment):
            if not compare(store, item) and write(store, item):
                counts["kept as they were"] += 1

    keep("")
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("reparse", total=None)
        for items in _made(_jobs(archives, sites, kept.doors), os.cpu_count() or 1):
            counts["responses"] += 1
            if items:
                keep(_fetched(items[0]))
            for item in items:
                kind = None if compare(store, item) else write(store, item)
                counts[kind or "seen before"] += 1
            progress.update(task, advance=1)
    keep(None)
    return counts


def _replace(target: Path, data: Path, files: Sequence[Path], sites: Mapping[str, Site]) -> Counter[str]:
    """Makes the files anew and puts them in place, all or none."""
    put_right(target)
    archives = _sources(data, files)
    making = swap.begin(target)
    try:
        store = Store(making)
        try:
            counts = _fill(store, data, archives, sites)
        finally:
            store.close()
        swap.commit(target, MADE, INDEX)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return counts


def reparse(data: Path, files: Sequence[Path], out: Path | None, sites_files: Sequence[Path], *, as_json: bool) -> int:
    """Makes all items again, and prints how many of each kind. Returns the exit code.

    A run that dies leaves the old files or the new ones, never some of each.
    """
    sites = {site.host.removeprefix("www."): site for site in registry(*sites_files).values()}
    if not files and not any((data / FOLDER).glob("*.warc.gz*")):
        raise _no_archives(data)
    target = out or data
    try:
        target.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(target)
        try:
            counts = _replace(target, data, files, sites)
        finally:
            lock.release()
    except OSError as e:
        if is_full(e):
            raise unwritable(target, e) from None
        raise DataDirError(f"cannot write to {target}: {e.strerror or e}; name another with --out DIR") from None
    if as_json:
        print(json.dumps(counts))
    else:
        print(", ".join(f"{n:,} {name}" for name, n in counts.items()))
        print(target / REPORTS)
    return 0
