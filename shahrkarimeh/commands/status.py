"""`shahrkarimeh status`: what the data directory holds and how the last runs went."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from shahrkarimeh.runs import Run
from shahrkarimeh.store import COPIES, POSTS, REJECTED, REPORTS, RUNS, Reader

FILES = (REPORTS, COPIES, POSTS, REJECTED)


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
    _ids: dict[str, str] = field(default_factory=dict)


def _count(reader: Reader) -> tuple[dict[str, SiteStatus], list[str]]:
    sites: dict[str, SiteStatus] = {}
    faults: list[str] = []
    for name in FILES:
        for line in reader.lines(name):
            if line.data is None:
                faults.append(f"{name}:{line.number}: {line.error}")
                continue
            entry = sites.setdefault(str(line.data.get("site")), SiteStatus(str(line.data.get("site"))))
            if name == REJECTED:
                entry.rejected += 1
                continue
            identity = str(line.data.get("id"))
            entry.revisions += identity in entry._ids
            entry._ids[identity] = name
            day = str(line.data.get("published_at") or "")[:10]
            if day:
                entry.first = min(entry.first or day, day)
                entry.last = max(entry.last or day, day)
    for entry in sites.values():
        where = Counter(entry._ids.values())
        entry.reports, entry.copies, entry.posts = where[REPORTS], where[COPIES], where[POSTS]
    return sites, faults


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


def _table(sites: dict[str, SiteStatus]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("site")
    for column in ("reports", "copies", "other", "revisions", "rejected"):
        table.add_column(column, justify="right")
    for column in ("from", "to", "last run", "door", "went"):
        table.add_column(column)
    for s in sites.values():
        run = s.run
        went = "" if run is None else ("well", "partly", "", "nothing fetched")[run.exit_code]
        table.add_row(
            s.site, *(f"{n:,}" for n in (s.reports, s.copies, s.posts, s.revisions, s.rejected)),
            s.first or "", s.last or "", run.started_at[:16] if run else "", (run.door if run else "") or "", went,
        )  # fmt: skip
    return table


def status(data: Path, *, as_json: bool) -> int:
    """Prints the status. Returns the exit code: 1 where a line cannot be read. Raises DataDirError for no directory."""
    reader = Reader(data)
    sites, faults = _count(reader)
    faults += _last_runs(reader, sites)
    if as_json:
        rows = []
        for s in sites.values():
            row = asdict(s) | {"run": s.run.model_dump(mode="json") if s.run else None}
            del row["_ids"]
            rows.append(row)
        print(json.dumps({"sites": rows, "faults": faults}, ensure_ascii=False, indent=2))
    else:
        Console(width=None if Console().is_terminal else 120).print(_table(sites))
        for fault in faults:
            print(fault)
    return 1 if faults else 0
