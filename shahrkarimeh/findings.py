"""What is quietly wrong with a run: nothing failed, and yet it is not as the runs before it were.

Pure functions from the record of a run, and what was counted in the runs before, to findings in plain words.
"""

from collections.abc import Iterator, Mapping
from math import comb

from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.runs import Finding, Run

FIELDS: tuple[str, ...] = (
    "text", "published_at", "categories",
    "reports", "session_number", "reported_by", "speakers", "decisions",
)  # fmt: skip
"""What is counted: the first three among all posts, `reports` too, the rest among reports."""
_OF_POSTS = frozenset(("text", "published_at", "categories", "reports"))
_KNOWN_FROM = 30
"""So many must have come before a share is one."""
_USUAL = 0.3
"""A field that was filled less often may well be empty once."""
_CHANCE = 1e-4
"""A share so unlikely to be chance is told of: once in ten thousand runs with nothing wrong."""
_MOST = 2000
"""More are counted down to so many, in proportion: the odds are no clearer with more."""
_REJECTED = 0.05


def filled(item: Post | MeetingReport) -> list[str]:
    """The counters an item adds to: `posts`, `reports`, and each of FIELDS that it has."""
    found = ["posts", *(name for name in ("text", "published_at", "categories") if getattr(item, name))]
    if isinstance(item, MeetingReport):
        has = {
            "session_number": item.meeting.session_number,
            "reported_by": item.reported_by,
            "speakers": item.speakers,
            "decisions": item.decisions,
        }
        found += ["reports", *(name for name, value in has.items() if value)]
    return found


def add(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int]:
    """Two counts as one."""
    return {name: a.get(name, 0) + b.get(name, 0) for name in sorted({*a, *b})}


def at_most(k: int, n: int, share: float) -> float:
    """The chance that of `n` posts no more than `k` have what a `share` of them has, 0 to 1."""
    if n > _MOST:
        k, n = k * _MOST // n, _MOST
    return float(sum(comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(k + 1)))


def _emptied(run: Run) -> Iterator[Finding]:
    for name in FIELDS:
        base = "posts" if name in _OF_POSTS else "reports"
        before, now = run.known.get(base, 0), run.filled.get(base, 0)
        if before < _KNOWN_FROM or not now:
            continue
        usual, k = run.known.get(name, 0) / before, run.filled.get(name, 0)
        if usual >= _USUAL and k / now < usual / 2 and at_most(k, now, usual) < _CHANCE:
            of = "posts are meeting reports" if name == "reports" else f"{base} have `{name}`"
            text = f"only {k} of {now} new {of}, {usual:.0%} did so far: has the site been redesigned?"
            yield Finding(kind="emptied", text=text)


def _no_posts(run: Run) -> Iterator[Finding]:
    c = run.counts
    if run.door and run.full and run.complete and run.known.get("posts") and not (c.came or c.outside or c.rejected):
        yield Finding(kind="no_posts", text=f"{run.known['posts']} posts came in the runs before, none in this one")


def _door_stopped(run: Run, door_before: str | None) -> Iterator[Finding]:
    if run.door and door_before and door_before != run.door and (why := run.refused.get(door_before)):
        yield Finding(kind="stopped", text=f"the door {door_before}, which was open until now, refuses: {why}")


def _rejected(run: Run) -> Iterator[Finding]:
    came = run.counts.new + run.counts.revised + run.counts.rejected
    if run.counts.rejected and run.counts.rejected > _REJECTED * came:
        yield Finding(
            kind="invalid", text=f"{run.counts.rejected} of {came} items did not pass validation; see rejected.jsonl"
        )


def findings(run: Run, door_before: str | None) -> list[Finding]:
    """What is wrong with a run, given the door of the run before it."""
    return [*_no_posts(run), *_emptied(run), *_door_stopped(run, door_before), *_rejected(run)]
