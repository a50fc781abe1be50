"""The record of a run: a line of `runs.jsonl`, what the table at its end shows, where its exit code comes from."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from shahrkarimeh.items import Instant, Model


class Failure(Model):
    """Something that was asked for and did not come, or came and could not be read."""

    url: str
    error: str


class Finding(Model):
    """Something that is quietly wrong: no address failed, and yet the run is not as those before it."""

    kind: Literal["emptied", "no_posts", "stopped", "invalid"]
    text: str


class Counts(Model):
    """What became of the posts that came."""

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    reports: int = 0
    """Meeting reports among the new and revised ones, copies not counted."""
    copies: int = 0
    posts: int = 0
    """Other posts among the new and revised ones."""
    rejected: int = 0
    outside: int = 0
    """Published outside --since/--until."""

    @property
    def came(self) -> int:
        """The posts that came, known ones included."""
        return self.new + self.revised + self.unchanged


class Run(Model):
    """One crawl of one site."""

    site: str
    started_at: Instant
    finished_at: Instant
    seconds: float
    asked: dict[str, str | bool | None] = Field(default_factory=dict)
    """`since`, `until`, `full`, `replay` as they were given."""
    door: str | None = None
    """The door that answered in the end; null when none did."""
    refused: dict[str, str] = Field(default_factory=dict)
    """Door → why it was left, in this run or in the one that last tried it."""
    tried_at: Instant | None = None
    """When the doors before the one used were last tried."""
    requests: int = 0
    """Requests that were answered, robots.txt included."""
    bytes: int = 0
    counts: Counts = Field(default_factory=Counts)
    failures: list[Failure] = Field(default_factory=list)
    """The first hundred."""
    failed: int = 0
    """How many failures there were in all."""
    complete: bool = False
    """The door gave all that it said it had, and the run ended by itself."""
    full: bool = False
    """The run looked at everything, not only at what changed."""
    reason: str = "finished"
    mark: Instant | None = None
    """Everything modified up to then has been taken; for the next run."""
    ahead: float | None = None
    """Seconds that the site's clock was ahead of ours when `mark` was set; null where it did not tell the time."""
    validators: dict[str, str] = Field(default_factory=dict)
    filled: dict[str, int] = Field(default_factory=dict)
    """How many of the new and revised `posts` and `reports` have which field."""
    known: dict[str, int] = Field(default_factory=dict)
    """The same of all runs of the site before this one."""
    findings: list[Finding] = Field(default_factory=list)
    version: str

    @property
    def exit_code(self) -> int:
        """0 all well, 1 partly, 3 nothing could be fetched, or a site that had posts gave none."""
        if self.door is None or any(f.kind == "no_posts" for f in self.findings):
            return 3
        return 0 if self.complete and not self.failed and not self.counts.rejected and not self.findings else 1

    @property
    def complaints(self) -> list[str]:
        """What did not go as it should, in plain words."""
        lines = []
        if self.door is None:
            why = "; ".join(f"{door}: {reason}" for door, reason in self.refused.items()) or self.reason
            lines.append(f"nothing could be fetched ({why})")
        elif self.failed or self.counts.rejected:
            first = f", first {self.failures[0].url}: {self.failures[0].error}" if self.failures else ""
            lines.append(f"{self.failed} addresses failed, {self.counts.rejected} items rejected{first}")
        elif not self.complete:
            lines.append(f"ended before all was taken ({self.reason}); the next run goes on")
        return [*lines, *(finding.text for finding in self.findings)]


def exit_code(runs: Iterable[Run]) -> int:
    """The exit code of several sites' runs: the worst of them."""
    return max((run.exit_code for run in runs), default=0)
