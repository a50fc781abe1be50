"""What a run remembers of itself, and what it takes over from the one before: the record of `runs.jsonl`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shahrkarimeh import __version__, clock
from shahrkarimeh.findings import add, findings
from shahrkarimeh.items import Instant
from shahrkarimeh.platforms.base import Window
from shahrkarimeh.runs import Counts, Failure, Run
from shahrkarimeh.sites import DoorName

from .values import visible

SETTLED = timedelta(minutes=2)
"""What was modified so shortly before a run began may have been followed by another change in the same moment."""
STEADY = timedelta(minutes=1)
"""Clocks differ by so much from run to run, with nothing wrong: answers take their time."""
FAR_BACK = timedelta(days=3650)
MOST_FAILURES = 100
DOORS_STAY = timedelta(days=7)
"""So long a door that refused is not tried again: each try costs a request."""


def _covers(asked: Mapping[str, Any], window: Window) -> bool:
    """Whether a run asked so has looked at all days of a window."""
    since, until = asked.get("since"), asked.get("until")
    first = not since or (window.since is not None and date.fromisoformat(str(since)) <= window.since)
    last = not until or (window.until is not None and date.fromisoformat(str(until)) >= window.until)
    return first and last


def _window_of(asked: Mapping[str, Any]) -> Window:
    since, until = asked.get("since"), asked.get("until")
    return Window(date.fromisoformat(str(since)) if since else None, date.fromisoformat(str(until)) if until else None)


class Ledger:
    """The books of one run."""

    def __init__(self, site: str, window: Window, last: Run | None, *, full: bool, replay: bool) -> None:
        self.site, self.window, self.full, self.replay = site, window, full, replay
        self.last = last if last is not None and _covers(last.asked, window) else None
        self.before = last
        """The run before, whatever days it was asked for."""
        self.started = clock.now()
        self.refused: dict[str, str] = {}
        self.tried: Instant | None = None
        self.failed: list[tuple[str, str]] = []
        """Addresses that did not come, or could not be read, and why."""
        self.outside = 0
        self.door: str | None = None
        self.complete = False
        self.newest: datetime | None = None
        self.mark = datetime.fromisoformat(self.last.mark) if self.last and self.last.mark else None
        """Up to when everything has been taken by the runs before."""
        self.remembered: Mapping[str, str] = self.last.validators if self.last else {}
        self.server_time: datetime | None = None
        self.ahead: timedelta | None = None
        """How far the site's clock is ahead of ours."""
        self.validators: dict[str, str] = {}
        self.whole = False
        """Whether the walk asked for everything."""
        self.sees_changes = True
        """Whether the walk would have met every change since the last mark."""
        self.began: datetime | None = None
        """Where there is no mark: when the first of what is held was fetched, on the site's clock."""
        self.lost = False
        """Whether an item could not be kept."""

    def hears(self, at: datetime | None) -> bool:
        """Notes the time on the site's clock, at its first answer. Whether that clock was set back since the mark.

        Then the site gives times to what is new that lie before the mark: the mark goes back as far, and nothing is
        left to a validator. Where that does not help, as both clocks were set, everything is looked at.
        """
        if self.server_time is not None or at is None:
            return False
        self.server_time, self.ahead = at, at - clock.now()
        before = self.mark
        if before is None or self.full or self.replay:
            return False
        said = self.last.ahead if self.last else None
        back = timedelta(seconds=said) - self.ahead if said is not None else timedelta()
        if back > STEADY:
            self.mark = before - back - STEADY if back < FAR_BACK else None
        if self.mark and self.mark > at:
            self.mark = None
        if self.mark == before:
            return False
        self.remembered = {}
        return True

    def lasting_refusals(self) -> dict[str, str]:
        """The doors that refused lately, by the last run's word: they are tried last. None in a full run."""
        last = self.last
        if self.full or last is None or last.tried_at is None or not last.refused:
            return {}
        tried = datetime.fromisoformat(last.tried_at)
        if not timedelta() <= self.started - tried < DOORS_STAY:
            return {}
        self.refused, self.tried = dict(last.refused), last.tried_at
        return self.refused

    def order(self, doors: Sequence[DoorName]) -> Sequence[DoorName]:
        """The doors as they are to be tried."""
        refused = self.lasting_refusals()
        return sorted(doors, key=lambda name: name in refused)

    def tries(self, door: str) -> None:
        """Notes that a door is tried, whatever was said of it before."""
        if self.refused.pop(door, None):
            self.tried = None

    def saw(self, at: datetime | None) -> None:
        """Notes when something was last modified."""
        if at is not None and (self.newest is None or at > self.newest):
            self.newest = at

    def went_on_from(self, first_fetch: Instant | None) -> None:
        """Notes when the first run, which never ended, fetched its first post, by our clock; None where unknown."""
        if first_fetch is not None:
            ahead = self.started - self.server_time if self.server_time else timedelta()
            self.began = datetime.fromisoformat(first_fetch) - ahead

    def fail(self, url: str, error: str) -> None:
        """Notes what did not come, or could not be read."""
        self.failed.append((url, error))

    def came(self, *urls: str) -> None:
        """Notes that a page came after all, by a second walk or another door."""
        if self.failed:
            self.failed = [each for each in self.failed if each[0] not in urls]

    def _failures(self) -> list[Failure]:
        return [Failure(url=visible(u[:2000]), error=visible(e[:500])) for u, e in self.failed[:MOST_FAILURES]]

    def _next_mark(self) -> Instant | None:
        """The mark for the next run: not beyond what the site said, nor what may still have changed as we began."""
        if not self.complete or (not self.sees_changes and (self.mark or not self.began)):
            return self.last.mark if self.last else None
        bound = (self.server_time or self.started) - SETTLED
        if not self.sees_changes and self.began:
            # Each post was had after that, so what was modified before it has been taken.
            bound = min(self.began - SETTLED, bound)
        elif self.newest is not None:
            bound = min(self.newest, bound)
        elif not self.whole:
            # Asked for what is new, the site gave nothing: the mark stays where it was.
            bound = self.mark or bound
        reached = max(self.mark, bound) if self.mark else bound
        return reached.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _ahead(self) -> float | None:
        """How far the site's clock was ahead when the mark was set, in seconds; in recordings it stands still."""
        if not self.complete and self.last:
            return self.last.ahead
        return round(self.ahead.total_seconds(), 1) if self.ahead is not None and not self.replay else None

    def close(self, stats: Mapping[str, Any], reason: str) -> Run:
        """The record of the run. `stats` are Scrapy's."""
        finished = clock.now()
        counts = {name: int(stats.get(f"shahrkarimeh/{name}", 0)) for name in Counts.model_fields}
        window = self.window
        asked: dict[str, str | bool | None] = {
            "since": window.since.isoformat() if window.since else None,
            "until": window.until.isoformat() if window.until else None,
            "full": self.full,
            "replay": self.replay,
        }
        self.complete = self.complete and reason == "finished" and not self.lost
        # A run of some days leaves the mark of one of all days standing: the next one of all days begins there.
        lasting = self.last is None or _covers(asked, _window_of(self.last.asked))
        run = Run(
            site=self.site,
            started_at=self.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            finished_at=finished.strftime("%Y-%m-%dT%H:%M:%SZ"),
            seconds=round((finished - self.started).total_seconds(), 3),
            asked=asked,
            door=self.door,
            refused=self.refused,
            tried_at=self.tried or self.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            requests=int(stats.get("downloader/response_count", 0)),
            bytes=int(stats.get("downloader/response_bytes", 0)),
            counts=Counts(**counts),
            failures=self._failures(),
            failed=len(self.failed),
            complete=self.complete,
            full=self.whole,
            reason=reason,
            mark=self._next_mark() if lasting else None,
            ahead=self._ahead() if lasting else None,
            validators=((self.complete and self.validators) or dict(self.remembered)) if lasting else {},
            filled=self._filled(stats),
            known=add(self.before.known, self.before.filled) if self.before else {},
            version=__version__,
        )
        run.findings = findings(run, self.before.door if self.before else None)
        return run

    @staticmethod
    def _filled(stats: Mapping[str, Any]) -> dict[str, int]:
        prefix = "shahrkarimeh/filled/"
        return {name.removeprefix(prefix): int(n) for name, n in stats.items() if name.startswith(prefix)}
