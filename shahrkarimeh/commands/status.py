"""`shahrkarimeh status`: what the data directory holds, which sessions are missing, how the last runs went."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from shahrkarimeh.coverage.health import Finding, findings
from shahrkarimeh.coverage.sessions import Range, Term, count, terms
from shahrkarimeh.latest import Survey, latest_reports, survey
from shahrkarimeh.runs import Run
from shahrkarimeh.store import COPIES, POSTS, REPORTS, RUNS, Reader

_RANGES = 5
"""So many ranges of numbers are shown; --json has them all."""


@dataclass(slots=True)
class SiteStatus:
    """What is there of one site."""

    site: str
    reports: int = 0
    copies: int = 0
    posts: int = 0
    rejected: int = 0
    revisions: int = 0
    """Lines that are later revisions of an item; the counts above are of items."""
    first: str | None = None
    """Days of the oldest and the newest post."""
    last: str | None = None
    run: Run | None = None
    """The last run."""


def _count(surveyed: Survey) -> dict[str, SiteStatus]:
    sites: dict[str, SiteStatus] = {}
    for place in surveyed.places.values():
        entry = sites.setdefault(place.site, SiteStatus(place.site))
        entry.reports += place.file == REPORTS
        entry.copies += place.file == COPIES
        entry.posts += place.file == POSTS
        if place.day:
            entry.first = min(entry.first or place.day, place.day)
            entry.last = max(entry.last or place.day, place.day)
    for site in surveyed.rejected:
        sites.setdefault(site, SiteStatus(site)).rejected = surveyed.rejected[site]
    for site in surveyed.revisions:
        sites.setdefault(site, SiteStatus(site)).revisions = surveyed.revisions[site]
    return sites


def _last_runs(reader: Reader, sites: dict[str, SiteStatus]) -> list[str]:
    faults = []
    for line in reader.lines(RUNS):
        try:
            run = Run.model_validate(line.data)
        except ValidationError:
            faults.append(f"{RUNS}:{line.number}: {line.error or 'not the record of a run'}")
            continue
        sites.setdefault(run.site, SiteStatus(run.site)).run = run
    return faults


def _sessions(reader: Reader, surveyed: Survey) -> list[Term]:
    return terms((r, file == COPIES) for file in (REPORTS, COPIES) for r in latest_reports(reader, surveyed, file))


def _by_site(found: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """Each term as each site reports it; where several do, before that as all of them do together."""
    for term in found:
        sites = term.sites()
        if len(sites) > 1:
            yield "all", term
        yield from ((site, term.of(site)) for site in sites)


def _grid() -> Table:
    """Columns close together, so that a terminal of 80 holds them."""
    return Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))


def _sites_table(sites: Iterable[SiteStatus]) -> Table:
    table = _grid()
    table.add_column("site", overflow="fold")
    for column in ("reports", "copies", "other", "revisions", "rejected"):
        table.add_column(column, justify="right", no_wrap=True)
    for column in ("from", "to"):
        table.add_column(column, no_wrap=True)
    for s in sites:
        counts = (f"{n:,}" for n in (s.reports, s.copies, s.posts, s.revisions, s.rejected))
        table.add_row(s.site, *counts, s.first or "", s.last or "")
    return table


def _runs_table(sites: Iterable[SiteStatus]) -> Table:
    table = _grid()
    table.add_column("site", overflow="fold")
    for column in ("last run", "door", "went"):
        table.add_column(column, no_wrap=True)
    for column in ("requests", "new", "changed", "failed"):
        table.add_column(column, justify="right", no_wrap=True)
    for s in sites:
        run = s.run
        if run is None:
            table.add_row(s.site, "none")
            continue
        went = ("well", "partly", "", "nothing fetched")[run.exit_code]
        counts = (f"{n:,}" for n in (run.requests, run.counts.new, run.counts.revised, run.failed))
        table.add_row(s.site, run.started_at[:16], run.door or "", went, *counts)
    return table


def _shown(some: Sequence[Range]) -> str:
    text = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in some[:_RANGES])
    more = count(some[_RANGES:])
    return text + (f", … {more:,} more" if more else "")


def _sessions_table(rows: Iterable[tuple[str, Term]], width: int) -> Table:
    """The terms of one body; `width` is that of the column of sites, the same for all bodies."""
    table = _grid()
    table.add_column("term", justify="right", min_width=4, no_wrap=True)
    table.add_column("site", min_width=width, overflow="fold")
    for column in ("last", "found", "missing"):
        table.add_column(column, justify="right", min_width=7 if column == "missing" else 5, no_wrap=True)
    table.add_column("found numbers", overflow="fold", ratio=1)
    table.add_column("missing numbers", overflow="fold", ratio=1)
    for site, term in rows:
        missing = term.missing()
        doubtful = ", ".join(map(str, sorted(term.doubtful)))
        table.add_row(
            str(term.term or ""), site, str(term.last), f"{count(term.found()):,}", f"{count(missing):,}",
            _shown(term.found()) + (f"; in doubt: {doubtful}" if doubtful else ""), _shown(missing),
        )  # fmt: skip
    return table


def _print_sessions(console: Console, found: Sequence[Term]) -> None:
    rows = list(_by_site(found))
    width = max(len(site) for site, _ in rows)
    console.print("\nSessions, numbered from 1 to the last one found in each term", style="bold")
    for (body, city), terms_ in groupby(rows, key=lambda row: (row[1].body, row[1].city)):
        console.print(f"\n{body or city or 'body unknown'}", markup=False, soft_wrap=True)
        console.print(_sessions_table(terms_, width))


def _session_row(site: str, term: Term) -> dict[str, Any]:
    return {
        "site": None if site == "all" else site, "city": term.city, "body": term.body, "term": term.term,
        "last": term.last, "found": term.found(), "only_in_copies": term.only_in_copies(),
        "missing": term.missing(), "doubtful": sorted(term.doubtful),
    }  # fmt: skip


def _as_json(
    sites: Iterable[SiteStatus], found: Iterable[Term], faults: list[str], wrong: dict[str, list[Finding]]
) -> str:
    rows = [
        asdict(s)
        | {
            "run": s.run.model_dump(mode="json") if s.run else None,
            "findings": [asdict(f) for f in wrong.get(s.site, [])],
        }
        for s in sites
    ]
    sessions = [_session_row(site, term) for site, term in _by_site(found)]
    return json.dumps({"sites": rows, "sessions": sessions, "faults": faults}, ensure_ascii=False, indent=2)


def _print(
    path: Path, sites: Sequence[SiteStatus], found: Sequence[Term], faults: list[str], wrong: dict[str, list[Finding]]
) -> None:
    console = Console(width=None if Console().is_terminal else 140, highlight=False)
    if not sites and not faults:
        print(f"there is nothing in {path} yet: crawl first, or name another with --data DIR")
        return
    console.print(_sites_table(sites))
    console.print()
    console.print(_runs_table(sites))
    if found:
        _print_sessions(console, found)
    told = [f"{site}: {f.level}: {f}" for site, some in wrong.items() for f in some]
    for title, lines in (("Findings of the last runs", told), ("Lines that cannot be read", faults)):
        if lines:
            console.print(f"\n{title}", style="bold")
            for line in lines:
                console.print(line, markup=False, soft_wrap=True)


def status(data: Path, *, as_json: bool) -> int:
    """Prints the status. Returns the exit code: 1 where a line cannot be read. Raises DataDirError for no directory."""
    reader = Reader(data)
    surveyed = survey(reader)
    sites = _count(surveyed)
    found = _sessions(reader, surveyed)
    faults = surveyed.faults + _last_runs(reader, sites)
    wrong = {s.site: findings(s.run) for s in sites.values() if s.run}
    if as_json:
        print(_as_json(sites.values(), found, faults, wrong))
    else:
        _print(data, list(sites.values()), found, faults, wrong)
    return 1 if faults else 0
