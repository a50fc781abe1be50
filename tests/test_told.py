"""Decisions in every verb and construction that newsrooms use, on the sentences of told.txt."""

from pathlib import Path

import pytest

from shahrkarimeh.evaluate import match_decision
from tests.decided import read

LINES = [
    line for line in Path(__file__).with_name("told.txt").read_text("utf-8").splitlines() if line and line[0] != "#"
]

Told = tuple[str, str, tuple[int | None, int | None, int | None, bool]]


def _told(decision: str) -> Told:
    outcome, votes, matter = decision.strip().split(" ", 2)
    unanimous, matter = matter.startswith("U "), matter.removeprefix("U ")
    ours, theirs, blank = (None if n == "-" else int(n) for n in votes.split("/"))
    return outcome, matter, (ours, theirs, blank, unanimous)


@pytest.mark.parametrize("line", LINES, ids=[line[:40] for line in LINES])
def test_told(line: str) -> None:
    text, _, rest = line.partition("||")
    wanted = [_told(d) for d in rest.split(";;") if d.strip()]
    found = read(text.strip().replace("⏎", "\n"))
    assert len(found) == len(wanted), found
    for outcome, matter, votes in wanted:
        mine = [d for d in found if match_decision({"outcome": outcome, "text": matter}, d.model_dump()) > 0]
        assert mine, (outcome, matter, found)
        assert votes in [(d.votes_for, d.votes_against, d.abstentions, d.unanimous) for d in mine]
