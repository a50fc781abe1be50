"""Scores who was given which words: line by line of a post against the speakers that a reader gave each line. Pure.

A row of gold is `{"doc": …, "paragraphs": [[first words of a line, speaker | [speakers] | null], …]}`. A line counts
where the reader or the parsers heard someone in it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from shahrkarimeh.evaluate import Miss, Score
from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.text.letters import squeeze

Lines = list[tuple[str, list[str]]]
"""The lines of a post in order, each with the speakers heard in it, by name or, without one, by office."""

_TELLING = 6  # letters


def lines_of(item: Post | MeetingReport) -> Lines:
    """What the parsers heard, line by line; no line where the post was taken for no report."""
    if not isinstance(item, MeetingReport):
        return []
    out: Lines = []
    at = 0
    for line in item.text.split("\n"):
        end = at + len(line)
        heard = [item.speakers[s.speaker] for s in item.statements if at <= s.span[0] < end]
        if line.strip():
            out.append((line, list(dict.fromkeys(p.name or p.role or "" for p in heard))))
        at = end + 1
    return out


def _same(gold: str, read: str) -> bool:
    """Whether two wordings mean one speaker: equal, or one holds the other."""
    a, b = squeeze(gold), squeeze(read)
    return a == b or (min(len(a), len(b)) >= _TELLING and (a in b or b in a))


def score_statements(rows: Iterable[Mapping[str, Any]], read: Mapping[str, Lines]) -> tuple[Score, list[Miss]]:
    """The share of lines given to the right speakers, and the wrong ones; documents not read are passed over."""
    right = n = 0
    misses: list[Miss] = []
    for row in rows:
        if row["doc"] not in read:
            continue
        lines = list(read[row["doc"]])
        for words, speakers in row["paragraphs"]:
            start = squeeze(words)
            place = next((k for k, (line, _) in enumerate(lines) if squeeze(line).startswith(start)), None)
            heard = lines.pop(place)[1] if place is not None else []
            wanted = [] if speakers is None else [speakers] if isinstance(speakers, str) else list(speakers)
            if not wanted and not heard:
                continue
            n += 1
            if len(wanted) == len(heard) and all(_same(w, h) for w, h in zip(wanted, heard, strict=True)):
                right += 1
            else:
                misses.append(Miss(row["doc"], "statements", {"line": words, "speakers": wanted}, heard))
    return Score(right / n if n else 1.0, n), misses
