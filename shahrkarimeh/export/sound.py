"""What the tables cannot hold though the schema lets it pass, told of one line before DuckDB stumbles over it. Pure."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from shahrkarimeh.items import MeetingReport, Post

LARGEST = 2**63 - 1
"""Of the tables' integers."""


def unsound(item: Post | MeetingReport, raw: bytes) -> str | None:
    """Why a line that the schema lets pass cannot be a row of the tables; None for one that can."""
    return next(_faults(item, raw), None)


def _faults(item: Post | MeetingReport, raw: bytes) -> Iterator[str]:
    if item.revision > LARGEST:
        yield f"revision: {item.revision} is too large"
    if not _is_day((item.published_at or "")[:10]):
        yield f"published_at: {item.published_at} does not begin with a day"
    if isinstance(item, MeetingReport):
        yield from _of_report(item)
    yield from _twice(raw)


def _of_report(report: MeetingReport) -> Iterator[str]:
    meeting = report.meeting
    if not _is_day(meeting.date or ""):
        yield f"meeting.date: {meeting.date} is no day"
    for name, number in (("session_number", meeting.session_number), ("term", meeting.term)):
        if number is not None and number > LARGEST:
            yield f"meeting.{name}: {number} is too large"
    speakers = len(report.speakers)
    for n, statement in enumerate(report.statements):
        if statement.speaker >= speakers:
            yield f"statements.{n}.speaker: there is no speaker {statement.speaker}"
        if statement.span[1] > LARGEST or statement.span[0] > LARGEST:
            yield f"statements.{n}.span: too large"
    for n, decision in enumerate(report.decisions):
        numbers = (decision.votes_for, decision.votes_against, decision.abstentions, *(decision.span or ()))
        if any(number is not None and number > LARGEST for number in numbers):
            yield f"decisions.{n}: a number is too large"


def _is_day(told: str) -> bool:
    """Whether that is a Gregorian day or nothing; Python takes weeks («2016-W05-1») and other digits too."""
    try:
        return not told or date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def _twice(raw: bytes) -> Iterator[str]:
    """The keys that stand twice in one object, of which no two programs take the same."""
    found: list[str] = []

    def pairs(told: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(told)
        if len(whole) < len(told):
            found.extend(sorted({name for name, _ in told if [n for n, _ in told].count(name) > 1}))
        return whole

    json.loads(raw, object_pairs_hook=pairs)
    yield from (f"the key {name} stands twice" for name in found)
