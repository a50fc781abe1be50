"""From the data directory to what the page holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from shahrkarimeh.coverage.health import findings, last_runs
from shahrkarimeh.coverage.page import html
from shahrkarimeh.coverage.rows import FILLED, Row, both_calendars, detail, row, visible
from shahrkarimeh.coverage.sessions import Term, terms
from shahrkarimeh.errors import DataDirError
from shahrkarimeh.items import MeetingReport
from shahrkarimeh.latest import Survey, latest_reports, survey
from shahrkarimeh.runs import Run
from shahrkarimeh.scores import Scores, read_scores
from shahrkarimeh.store import COPIES, POSTS, REPORTS, RUNS, Reader
from shahrkarimeh.version import __version__

_FAULTS = 200
"""So many lines that could not be read are named; the rest are counted."""


def page(reader: Reader, titles: Mapping[str, str], scores: Scores | None = None) -> tuple[str, list[str]]:
    """The page of a data directory, and what was left out of it and why.

    `titles` are the names of the sites, `scores` those of the reading, of this version if none are given.

    Raises DataDirError where there is nothing to show.
    """
    scores = scores or read_scores()
    surveyed = survey(reader)
    reports = [(r, file == COPIES) for file in (REPORTS, COPIES) for r in latest_reports(reader, surveyed, file)]
    reports.sort(key=lambda pair: _order(pair[0]), reverse=True)
    runs = list(last_runs(reader.runs()).values())
    surveyed.faults += [f"{RUNS}:{line.number}: {line.error}" for line in reader.lines(RUNS) if line.data is None]
    if not reports and not runs:
        raise DataDirError(f"there is nothing in {reader.path} yet: crawl first, or name another with --data DIR")
    facts = {
        "version": __version__,
        "asof": _as_of(runs, reports),
        "fields": FILLED,
        "scores": {name: scores.fields[name] for name in FILLED if name in scores.fields},
        "unseen": scores.unseen,
        "sites": _sites(surveyed, titles),
        "terms": _terms(reports),
        "runs": [_run(run) for run in runs],
        "faults": visible(surveyed.faults[:_FAULTS]),
        "faulty": len(surveyed.faults),
        "rows": [_row(report, copy) for report, copy in reports],
    }
    return html(facts, [detail(report) for report, _ in reports]), surveyed.faults


def _order(report: MeetingReport) -> tuple[str, str]:
    return report.meeting.date or (report.published_at or "")[:10], report.id


def _row(report: MeetingReport, copy: bool) -> Row:
    """A copy that says of no report that it repeats it is one all the same."""
    facts = row(report)
    return {**facts, "h": facts.get("h", "")} if copy else {k: v for k, v in facts.items() if k != "h"}


def _as_of(runs: Sequence[Run], reports: Sequence[tuple[MeetingReport, bool]]) -> list[str] | None:
    """The day of the last run; without one, that of the newest post. Never today: same data, same page."""
    days = [run.finished_at for run in runs] or [r.published_at for r, _ in reports if r.published_at]
    return both_calendars(max(days, default=None))


def _sites(surveyed: Survey, titles: Mapping[str, str]) -> list[Row]:
    places = surveyed.places.values()
    names = sorted({p.site for p in places} | set(surveyed.rejected))
    counts = Counter((p.site, p.file) for p in places)
    out = []
    for name in names:
        days = [p.day for p in places if p.site == name and p.day]
        out.append({
            "site": name, "title": titles.get(name), "reports": counts[name, REPORTS], "copies": counts[name, COPIES],
            "posts": counts[name, POSTS], "revisions": surveyed.revisions[name], "rejected": surveyed.rejected[name],
            "first": both_calendars(min(days, default=None)), "last": both_calendars(max(days, default=None)),
        })  # fmt: skip
    return [visible(site) for site in out]


def _terms(reports: Sequence[tuple[MeetingReport, bool]]) -> list[Row]:
    at = {report.id: k for k, (report, _) in enumerate(reports)}
    return [_term(term, at) for term in terms(reports)]


def _term(term: Term, at: Mapping[str, int]) -> Row:
    told: dict[int, list[int]] = {}
    for sighting in sorted(term.sightings, key=lambda s: (s.number, s.copy, s.report)):
        told.setdefault(sighting.number, []).append(at[sighting.report])
    facts: Row = visible({
        "city": term.city, "body": term.body, "kind": term.kind, "term": term.term, "last": term.last,
        "numbers": list(told.items()), "missing": term.missing(), "copies": term.only_in_copies(),
        "doubtful": sorted(term.doubtful),
    })  # fmt: skip
    return facts


def _run(run: Run) -> Row:
    facts: Row = visible({
        "site": run.site, "day": both_calendars(run.finished_at), "time": run.finished_at, "door": run.door,
        "requests": run.requests, "seconds": run.seconds, "counts": run.counts.model_dump(), "failed": run.failed,
        "code": run.exit_code, "version": run.version,
        "findings": [asdict(finding) for finding in findings(run)],
        "failures": [f.model_dump() for f in run.failures],
    })  # fmt: skip
    return facts
