"""The scorer counts as the corpus guide says."""

import copy
import json
from pathlib import Path

import pytest

from shahrkarimeh.evaluate import evaluate
from shahrkarimeh.evaluate_statements import score_statements

CORPUS = Path(__file__).parent / "corpus"


def gold(name: str) -> dict[str, dict]:
    lines = (CORPUS / name).read_text("utf-8").splitlines()
    return {d["doc"]: d["gold"] for d in map(json.loads, lines)}


def report(**facts: object) -> dict[str, object]:
    return {"is_meeting_report": True, "extraordinary": False, **facts}


@pytest.mark.parametrize("name", ["dev.jsonl", "dev2.jsonl"])
def test_gold_against_itself_is_perfect_and_silence_is_worth_nothing(name: str) -> None:
    facts = gold(name)
    assert evaluate(facts, facts).overall == 1.0
    assert not evaluate(facts, facts).misses
    silent = evaluate(facts, {}).scores
    assert all(s.score < 0.02 for k, s in silent.items() if k != "is_meeting_report")


@pytest.mark.parametrize("name", ["dev.jsonl", "dev2.jsonl"])
def test_spelling_alone_does_not_matter(name: str) -> None:
    facts = gold(name)
    swap = str.maketrans("یک0123456789", "يك٠١٢٣٤٥٦٧٨٩")

    def respell(value: object, key: str = "") -> object:
        if isinstance(value, str):
            return (
                value if key in ("visibility", "body_kind", "outcome") else value.translate(swap).replace("\u200c", " ")
            )
        if isinstance(value, list):
            return [respell(v) for v in value]
        return {k: respell(v, k) for k, v in value.items()} if isinstance(value, dict) else value

    assert evaluate(facts, respell(copy.deepcopy(facts))).overall == 1.0


def test_a_surname_alone_is_half_a_speaker() -> None:
    full = report(speakers=[{"name": "علی رضایی", "role": None}])
    surname = report(speakers=[{"name": "رضایی", "role": None}])
    assert evaluate({"a": full}, {"a": surname}).scores["speakers"].score == 0.5


def test_a_decision_matches_by_outcome_and_overlap_and_its_votes_are_counted_apart() -> None:
    decision = {"text": "لایحه خرید ده اتوبوس", "outcome": "approved", "votes_for": 9, "votes_against": 2}
    other_votes = decision | {"votes_for": 8}
    other_outcome = decision | {"outcome": "rejected"}
    longer = decision | {"text": "لایحه خرید ده اتوبوس برای سازمان اتوبوسرانی"}
    scores = evaluate({"a": report(decisions=[decision])}, {"a": report(decisions=[other_votes])}).scores
    assert (scores["decisions"].score, scores["votes"].score) == (1.0, 0.0)
    assert (
        evaluate({"a": report(decisions=[decision])}, {"a": report(decisions=[other_outcome])})
        .scores["decisions"]
        .score
        == 0.0
    )
    assert evaluate({"a": report(decisions=[decision])}, {"a": report(decisions=[longer])}).scores["votes"].score == 1.0


def test_what_is_listed_for_a_post_that_is_no_report_is_wrong() -> None:
    none = {"is_meeting_report": False}
    result = evaluate({"a": none}, {"a": report(attendees=["شهردار"])})
    assert result.scores["attendees"].precision == 0.0
    assert {m.field for m in result.misses} == {"is_meeting_report", "attendees"}


def test_a_line_counts_where_someone_is_heard_and_must_be_given_to_all_who_speak_in_it() -> None:
    rows = [
        {
            "doc": "a",
            "paragraphs": [["علی رضایی گفت", "علی رضایی"], ["شهردار و", ["شهردار لار", "حسن"]], ["تمام", None]],
        }
    ]
    lines = [("علی رضایی گفت خوب است.", ["علی رضایی"]), ("شهردار و حسن گفتند.", ["شهردار لار"]), ("تمام شد.", [])]
    score, misses = score_statements(rows, {"a": lines})
    assert (score.n, score.score) == (2, 0.5)
    assert [m.read for m in misses] == [["شهردار لار"]]
    assert score_statements(rows, {})[0].n == 0
