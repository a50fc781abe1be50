"""No field reads the corpus worse than it once did."""

import tomllib
from pathlib import Path

import pytest

from shahrkarimeh.commands.evaluate import evaluate_corpus
from tools.readme import SHIPPED, shipped

CORPUS = Path(__file__).parent / "corpus"
FLOORS = tomllib.loads((CORPUS / "floors.toml").read_text("utf-8"))


def test_every_corpus_has_floors() -> None:
    assert {p.stem for p in CORPUS.glob("dev*.jsonl")} == set(FLOORS)


@pytest.mark.parametrize("corpus", FLOORS)
def test_no_field_falls_below_its_floor(corpus: str) -> None:
    result = evaluate_corpus([CORPUS / f"{corpus}.jsonl"])
    below = {
        name: (score.score, FLOORS[corpus][name])
        for name, score in result.scores.items()
        if score.score < FLOORS[corpus][name]
    }
    assert not below, [m for m in result.misses if m.field in below][:10]


def test_the_scores_that_are_shipped_are_those_of_today() -> None:
    assert SHIPPED.read_text("utf-8") == shipped(), "python tools/readme.py mends it"
