"""What the last run of a site found wrong, in a form that the page and `status` can both tell. Pure.

A new kind of finding is added here, and its words to `page/strings.js`; the page shows a kind that it has no words
for by its detail.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shahrkarimeh.runs import Run

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a run."""

    level: Level
    kind: str
    """`nothing`, `incomplete`, `failed`, `rejected`, `door`, or that of a `runs.Finding`."""
    count: int | None = None
    detail: str = ""
    """The first of them in the words of the run: an address and its error, a door and its reason."""

    def __str__(self) -> str:
        count = "" if self.count is None else f" {self.count:,}"
        return f"{_WORDS.get(self.kind, self.kind)}{count}" + (f": {self.detail}" if self.detail else "")


_WORDS = {
    "nothing": "nothing could be fetched",
    "incomplete": "ended before all was taken",
    "failed": "addresses failed",
    "rejected": "items rejected",
    "door": "a cheaper door was left",
    "emptied": "not as in the runs before",
    "no_posts": "the site gave no posts",
    "stopped": "a door stopped working",
    "invalid": "many items are not valid",
}


def findings(run: Run) -> list[Finding]:
    """The findings of a run, the gravest first."""
    out = []
    refused = "; ".join(f"{door}: {why}" for door, why in run.refused.items())
    if run.door is None:
        out.append(Finding("error", "nothing", None, refused or run.reason))
    elif not run.complete:
        out.append(Finding("warning", "incomplete", None, run.reason))
    if run.failed:
        first = f"{run.failures[0].url}: {run.failures[0].error}" if run.failures else ""
        out.append(Finding("warning", "failed", run.failed, first))
    if run.counts.rejected:
        out.append(Finding("warning", "rejected", run.counts.rejected))
    for odd in run.findings:
        out.append(Finding("error" if odd.kind == "no_posts" else "warning", odd.kind, None, odd.text))
    if run.door is not None and refused:
        out.append(Finding("note", "door", None, refused))
    return out


def last_runs(runs: Iterable[Run]) -> dict[str, Run]:
    """The last run of each site."""
    return {run.site: run for run in runs}
