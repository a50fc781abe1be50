"""Scores what the parsers read against a gold corpus, field by field. Pure; `shahrkarimeh evaluate` prints it.

Both sides are compared by letters and digits alone, in one spelling: spaces, half-spaces and punctuation do not
count. Scalars are scored over the gold meeting reports; a null that agrees with a null counts only where the post
was taken for a report, so that silence scores nothing. Lists are micro-averaged over all documents.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.text.letters import ZWNJ, fold

Facts = Mapping[str, Any]
"""The fields of one document, named as in the corpus."""

SCALARS = (
    "body", "body_kind", "city", "session_number", "term", "visibility", "extraordinary", "weekday", "date",
    "topic", "chair", "reported_by", "attribution",
)  # fmt: skip
LISTS = ("speakers", "attendees", "absentees", "decisions")
VOTES = ("votes_for", "votes_against", "abstentions", "unanimous")
FIELDS = ("is_meeting_report", *SCALARS, "speakers", "speaker_role", "attendees", "absentees", "decisions", "votes")


@dataclass(slots=True)
class Score:
    """One field: accuracy or F1, over `n` values; `stated` is the accuracy where gold states a value."""

    score: float
    n: int
    precision: float | None = None
    recall: float | None = None
    stated: float | None = None
    n_stated: int | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A place where the reading and the gold differ."""

    doc: str
    field: str
    gold: Any
    read: Any
    about: str | None = None
    """Whose office, or the matter of whose votes."""


@dataclass(slots=True)
class Evaluation:
    """The scores by field, in the order of FIELDS, and every miss."""

    scores: dict[str, Score] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    @property
    def overall(self) -> float:
        """The plain mean of the fields' scores."""
        return sum(s.score for s in self.scores.values()) / len(self.scores)


def facts_of(item: Post | MeetingReport) -> Facts:
    """An item's facts in the corpus's shape; a stated term only, the day in the Iranian calendar, as gold has them."""
    if not isinstance(item, MeetingReport):
        return {"is_meeting_report": False}
    meeting = item.meeting
    return {
        "is_meeting_report": True,
        **meeting.model_dump(include=set(SCALARS) | {"attendees", "absentees"}),
        "term": meeting.term if meeting.term_source == "stated" else None,
        "date": meeting.date_jalali,
        "reported_by": item.reported_by,
        "attribution": item.attribution,
        "speakers": [s.model_dump() for s in item.speakers],
        "decisions": [d.model_dump() for d in item.decisions],
    }


# ---- comparing values ----------------------------------------------------------------------------------------


def _letters(value: object) -> str:
    text = unicodedata.normalize("NFD", fold(unicodedata.normalize("NFKC", str(value))))
    return fold("".join(c for c in text if not unicodedata.combining(c))).casefold()


def _same_form(value: object) -> str | None:
    """The comparison form of a text: its letters and digits. None for nothing."""
    return "".join(c for c in _letters(value) if c.isalnum()) or None if value not in (None, "", []) else None


def _scalar_form(name: str, value: Any) -> Any:
    if isinstance(value, bool | int):
        return value
    if name == "date" and value:
        return tuple(int(p) for p in re.findall(r"\d+", _letters(value)))
    return _same_form(value)


def _tokens(text: str, glue: bool) -> set[str]:
    return {t for t in re.split(r"\W+", _letters(text.replace(ZWNJ, "" if glue else " "))) if t}


def _overlap(a: str, b: str) -> float:
    """Jaccard of the words, half-spaces read either way on either side."""
    best = 0.0
    for x in (_tokens(a, True), _tokens(a, False)):
        for y in (_tokens(b, True), _tokens(b, False)):
            if x and y:
                best = max(best, len(x & y) / len(x | y))
    return best


def _last_parts(name: str) -> set[str | None]:
    """The name without its first one, two, … words."""
    words = [[p for p in re.split(sep, name.strip()) if _same_form(p)] for sep in (rf"[\s{ZWNJ}]+", r"\s+")]
    return {_same_form("".join(parts[i:])) for parts in words for i in range(1, len(parts))}


def _match_speaker(gold: Facts, read: Facts) -> float:
    """1 for the same name (or the same role where neither has one), 0.5 for the last part of it, else 0."""
    a, b = _same_form(gold.get("name")), _same_form(read.get("name"))
    if a is None and b is None:
        role = _same_form(gold.get("role"))
        return float(role is not None and role == _same_form(read.get("role")))
    if a is None or b is None:
        return 0.0
    return 1.0 if a == b else 0.5 if b in _last_parts(gold["name"]) else 0.0


def _match_person(gold: str, read: str) -> float:
    if _same_form(gold) == _same_form(read):
        return 2.0
    overlap = _overlap(gold, read)
    return overlap if overlap >= 0.6 else 0.0


def match_decision(gold: Facts, read: Facts) -> float:
    """Positive where the outcomes agree and the texts overlap by half, or one holds the other (six letters or more)."""
    if gold.get("outcome") != read.get("outcome"):
        return 0.0
    a, b = _same_form(gold.get("text")), _same_form(read.get("text"))
    if not a or not b:
        return 0.0
    if a == b:
        return 3.0
    overlap = _overlap(gold["text"], read["text"])
    if min(len(a), len(b)) >= 6 and (a in b or b in a):
        return 1.0 + max(overlap, min(len(a), len(b)) / max(len(a), len(b)))
    return overlap if overlap >= 0.5 else 0.0


_MATCH: dict[str, Callable[[Any, Any], float]] = {
    "speakers": _match_speaker,
    "attendees": _match_person,
    "absentees": _match_person,
    "decisions": match_decision,
}


def _pairs(
    gold: Sequence[Any], read: Sequence[Any], match: Callable[[Any, Any], float]
) -> Iterator[tuple[int, int, float]]:
    """One-to-one pairs, the best first, earlier before later."""
    ranked = sorted((-match(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read))
    golds: set[int] = set()
    reads: set[int] = set()
    for weight, i, j in ranked:
        if weight < 0 and i not in golds and j not in reads:
            golds.add(i)
            reads.add(j)
            yield i, j, -weight


def _ratio(part: float, whole: float, none: float) -> float:
    return part / whole if whole else none


def _votes(decision: Facts) -> tuple[Any, ...]:
    return (*(decision.get(v) for v in VOTES[:3]), bool(decision.get("unanimous")))


# ---- counting ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """A count of hits over n, and over those where gold states a value."""

    hits: float = 0
    n: int = 0
    stated_hits: int = 0
    stated: int = 0

    def add(self, ok: bool, stated: bool) -> None:
        self.n += 1
        self.hits += ok
        self.stated += stated
        self.stated_hits += ok and stated

    def score(self, none: float) -> Score:
        return Score(
            _ratio(self.hits, self.n, none), self.n,
            stated=_ratio(self.stated_hits, self.stated, none), n_stated=self.stated,
        )  # fmt: skip


@dataclass(slots=True)
class _ListTally:
    hits: float = 0
    read: int = 0
    gold: int = 0

    def score(self) -> Score:
        precision = _ratio(self.hits, self.read, 0.0 if self.gold else 1.0)
        recall = _ratio(self.hits, self.gold, 0.0 if self.read else 1.0)
        f1 = _ratio(2 * precision * recall, precision + recall, 0.0)
        return Score(f1, self.gold, precision, recall)


class _Count:
    """Goes through the documents and counts."""

    def __init__(self) -> None:
        self.scalars = {name: _Tally() for name in (*SCALARS, "speaker_role", "votes")}
        self.lists = {name: _ListTally() for name in LISTS}
        self.reports = {(g, r): 0 for g in (True, False) for r in (True, False)}
        self.misses: list[Miss] = []

    def document(self, doc: str, gold: Facts, read: Facts) -> None:
        is_gold, is_read = gold.get("is_meeting_report") is True, read.get("is_meeting_report") is True
        self.reports[is_gold, is_read] += 1
        if is_gold != is_read:
            self.misses.append(Miss(doc, "is_meeting_report", is_gold, is_read))
        if is_gold:
            for name in SCALARS:
                a, b = _scalar_form(name, gold.get(name)), _scalar_form(name, read.get(name))
                ok = a == b and (a is not None or is_read)
                self.scalars[name].add(ok, a is not None and a is not False)
                if not ok:
                    self.misses.append(Miss(doc, name, gold.get(name), read.get(name)))
        for name in LISTS:
            self._list(doc, name, gold.get(name) or [], read.get(name) or [])

    def _list(self, doc: str, name: str, gold: list[Any], read: list[Any]) -> None:
        pairs = list(_pairs(gold, read, _MATCH[name]))
        tally = self.lists[name]
        tally.hits += sum(w for *_, w in pairs) if name == "speakers" else len(pairs)
        tally.read += len(read)
        tally.gold += len(gold)
        found, used = {i for i, *_ in pairs}, {j for _, j, _ in pairs}
        self.misses += [Miss(doc, name, g, None) for i, g in enumerate(gold) if i not in found]
        self.misses += [Miss(doc, name, None, r) for j, r in enumerate(read) if j not in used]
        for i, j, weight in pairs:
            if name == "speakers":
                self._role(doc, gold[i], read[j], weight)
            elif name == "decisions":
                a, b = _votes(gold[i]), _votes(read[j])
                self.scalars["votes"].add(a == b, a != (None, None, None, False))
                if a != b:
                    self.misses.append(Miss(doc, "votes", a, b, gold[i]["text"]))

    def _role(self, doc: str, gold: Facts, read: Facts, weight: float) -> None:
        same = _same_form(gold.get("role")) == _same_form(read.get("role"))
        self.scalars["speaker_role"].add(same, gold.get("role") is not None)
        if not same:
            self.misses.append(Miss(doc, "speaker_role", gold.get("role"), read.get("role"), gold.get("name")))
        if weight < 1:
            self.misses.append(Miss(doc, "speakers", gold.get("name"), read.get("name")))

    def scores(self) -> dict[str, Score]:
        tp, fp, fn = self.reports[True, True], self.reports[False, True], self.reports[True, False]
        n = sum(self.reports.values())
        right = tp + self.reports[False, False]
        out = {
            "is_meeting_report": Score(
                _ratio(right, n, 1.0), n, _ratio(tp, tp + fp, 0.0 if fn else 1.0), _ratio(tp, tp + fn, 1.0)
            )
        }
        out |= {name: self.scalars[name].score(1.0) for name in SCALARS}
        for name in LISTS:
            out[name] = self.lists[name].score()
            if name in ("speakers", "decisions"):
                part = "speaker_role" if name == "speakers" else "votes"
                out[part] = self.scalars[part].score(0.0 if self.lists[name].gold else 1.0)
        return out


def evaluate(gold: Mapping[str, Facts], read: Mapping[str, Facts]) -> Evaluation:
    """Scores `read` against `gold`, both {document: facts}; a document missing from `read` counts as all-null."""
    count = _Count()
    for doc, facts in gold.items():
        count.document(doc, facts, read.get(doc, {}))
    return Evaluation(count.scores(), count.misses)
