"""A miss of the evaluation is shown with the sentence that it is about."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shahrkarimeh.cli import app
from shahrkarimeh.evaluate import Miss
from shahrkarimeh.misses import sentence_of

TITLE = "شورای فردوس بودجه را بست"
OPENED = "چهل و دومین جلسه علنی شورای شهر فردوس صبح سه شنبه ۱۲ مهر ۱۴۰۱ برپا شد."
SAID = "هادی کاظمی، رئیس شورا گفت: «بازار روز را می‌سازیم»."
VOTED = "لایحه بودجه با ۵ رأی موافق تصویب شد."
TEXT = f"{OPENED} {SAID}\n{VOTED}"
DECISION = {"text": "لايحه بودجه", "outcome": "approved"}


@pytest.mark.parametrize(
    ("field", "gold", "read", "about", "sentence"),
    [
        ("session_number", 42, None, None, OPENED),
        ("session_number", None, 5, None, VOTED),
        ("visibility", "open", None, None, OPENED),
        ("date", "1401-07-12", "1401-07-13", None, OPENED),
        ("date", "1401-07-19", None, None, OPENED),  # a Tuesday too
        ("date", "1401-07-20", None, None, None),
        ("speakers", {"name": "هادي كاظمي", "role": "رئیس شورا"}, None, None, SAID),
        ("speakers", {"name": None, "role": "رئیس شورا"}, None, None, SAID),
        ("speaker_role", "نایب رئیس", None, "هادی کاظمی", SAID),
        ("decisions", DECISION, None, None, VOTED),
        ("decisions", None, DECISION, None, VOTED),
        ("votes", [6, None, None, False], [5, None, None, False], "لایحه بودجه", VOTED),
        ("attendees", "شهردار", None, None, None),
        ("topic", "بودجه را بست", None, None, TITLE),
        ("is_meeting_report", True, False, None, OPENED),
    ],
)
def test_the_sentence_that_tells_it(
    field: str, gold: object, read: object, about: str | None, sentence: str | None
) -> None:
    assert sentence_of(Miss("a", field, gold, read, about), TITLE, TEXT) == sentence


def test_errors_shows_gold_what_was_read_and_the_sentence(tmp_path: Path) -> None:
    gold = {"is_meeting_report": True, "extraordinary": False, "session_number": 43}
    post = {"doc": "a-1", "url": "https://qomshora.ir/1/", "site": "qomshora", "title": TITLE, "html": f"<p>{TEXT}</p>"}
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps(post | {"published": "2022-10-05T10:00:00+03:30", "gold": gold}), "utf-8")
    printed = CliRunner().invoke(app, ["evaluate", "--errors", str(corpus)]).stdout
    rows = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    (number,) = [row for row in rows if row["field"] == "session_number"]
    assert (number["gold"], number["read"]) == (43, 42)
    assert number["sentence"] == OPENED
