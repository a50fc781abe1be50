"""`shahrkarimeh status`: what the data directory holds, which sessions are missing, how the last runs went."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
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


def _table(sites: Iterable[SiteStatus]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("site")
    for column in ("reports", "copies", "other", "revisions", "rejected"):
        table.add_column(column, justify="right")
    for column in ("from", "to", "last run", "door", "went"):
        table.add_column(column)
    for s in sites:
        run = s.run
        went = "" if run is None else ("well", "partly", "", "nothing fetched")[run.exit_code]
        table.add_row(
            s.site, *(f"{n:,}" for n in (s.reports, s.copies, s.posts, s.revisions, s.rejected)),
            s.first or "", s.last or "", run.started_at[:16] if run else "", (run.door if run else "") or "", went,
        )  # fmt: skip
    return table


def _shown(some: Sequence[Range]) -> str:
    text = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in some[:_RANGES])
    more = count(some[_RANGES:])
    return text + (f", … {more:,} more" if more else "")


def _sessions_table(found: Iterable[Term]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("body", overflow="fold")
    table.add_column("term", justify="right")
    table.add_column("site")
    for column in ("last", "found", "missing"):
        table.add_column(column, justify="right")
    table.add_column("found numbers", overflow="fold")
    table.add_column("missing numbers", overflow="fold")
    table.add_column("in doubt", overflow="fold")
    for site, term in _by_site(found):
        missing = term.missing()
        table.add_row(
            term.body or "", str(term.term or ""), site, str(term.last), f"{count(term.found()):,}",
            f"{count(missing):,}", _shown(term.found()), _shown(missing), ", ".join(map(str, sorted(term.doubtful))),
        )  # fmt: skip
    return table


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
    console.print(_table(sites))
    if found:
        console.print("\nSessions, numbered from 1 to the last one found in each term", style="bold")
        console.print(_sessions_table(found))
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
