"""`shahrkarimeh reparse`: the items made again from the archive, and put in the place of the old ones."""

import json
import os
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress

from shahrkarimeh.archive import FOLDER, Recorded, read_responses
from shahrkarimeh.errors import ArchiveError, DataDirError, NotAPost
from shahrkarimeh.intake import take
from shahrkarimeh.items import Door, MeetingReport, Post, Provenance, from_json
from shahrkarimeh.keep import compare, write
from shahrkarimeh.platforms import read_any
from shahrkarimeh.platforms.base import Page
from shahrkarimeh.sites import Site, registry
from shahrkarimeh.store import COPIES, INDEX, POSTS, REPORTS, Reader, Store
from shahrkarimeh.version import __version__
from shahrkarimeh.writer_lock import WriterLock

_MADE = (REPORTS, COPIES, POSTS)
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
    with ProcessPoolExecutor(workers) as pool:
        running: deque[Future[Items]] = deque(pool.submit(make_items, job) for job in islice(jobs, _AHEAD))
        while running:
            yield running.popleft().result()
            running.extend(pool.submit(make_items, job) for job in islice(jobs, 1))


def _written(data: Path) -> Iterator[Post | MeetingReport]:
    """The items of the data directory as they were written, file by file."""
    if not data.is_dir():
        return
    reader = Reader(data)
    for name in _MADE:
        for line in reader.lines(name):
            try:
                yield from_json(json.dumps(line.data))
            except ValidationError:
                print(f"shahrkarimeh: left out {data / name}:{line.number}: {line.error or 'no item'}", file=sys.stderr)


def _sources(data: Path, files: Sequence[Path]) -> list[Path]:
    """The archives, oldest first by the time in their names. Raises ArchiveError where there are none."""
    archives = list(files) or list((data / FOLDER).glob("*.warc.gz"))
    if not archives:
        raise ArchiveError(f"there are no archives in {data / FOLDER}; name some: shahrkarimeh reparse FILE...")
    return sorted(archives, key=lambda path: (path.name.removesuffix(".warc.gz").rpartition("-")[2], path.name))


def _fill(store: Store, data: Path, archives: Sequence[Path], sites: Mapping[str, Site]) -> Counter[str]:
    """Makes the items in `store`: first those whose archive is gone, as they were, then all of the archives."""
    counts: Counter[str] = Counter()
    doors: dict[str, Door] = {}
    present = {f"{FOLDER}/{path.name}" for path in archives}
    for item in _written(data):
        source = item.provenance
        if source and source.record and source.record.partition("#")[0] in present:
            doors[source.record] = source.via
        elif not compare(store, item) and write(store, item):
            counts["kept as they were"] += 1
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("reparse", total=None)
        for items in _made(_jobs(archives, sites, doors), os.cpu_count() or 1):
            counts["responses"] += 1
            for item in items:
                kind = None if compare(store, item) else write(store, item)
                counts[kind or "seen before"] += 1
            progress.update(task, advance=1)
    return counts


def reparse(data: Path, files: Sequence[Path], out: Path | None, sites_files: Sequence[Path], *, as_json: bool) -> int:
    """Makes all items again, and prints how many of each kind. Returns the exit code.

    A run that dies leaves the old files, or, in the moment of putting the new ones in place, a mixture that the next
    run mends.
    """
    archives = _sources(data, files)
    sites = {site.host.removeprefix("www."): site for site in registry(*sites_files).values()}
    target = out or data
    try:
        target.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(target)
        try:
            with tempfile.TemporaryDirectory(prefix="reparse-", dir=target) as made:
                store = Store(made)
                try:
                    counts = _fill(store, data, archives, sites)
                finally:
                    store.close()
                (target / INDEX).unlink(missing_ok=True)
                for name in _MADE:
                    (Path(made) / name).replace(target / name)
        finally:
            lock.release()
    except OSError as e:
        raise DataDirError(f"cannot write to {target}: {e.strerror or e}; name another with --out DIR") from None
    if as_json:
        print(json.dumps(counts))
    else:
        print(", ".join(f"{n:,} {name}" for name, n in counts.items()))
        print(target / REPORTS)
    return 0
