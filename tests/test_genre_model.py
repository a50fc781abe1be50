"""The model that weighs the rules: it is what its command makes, and only a clear verdict overrules them."""

from pathlib import Path

import pytest

from shahrkarimeh.reports import genre, genre_model
from shahrkarimeh.reports.genre_model import reader, report_odds
from tests.reports import a_document
from tools.train_genre import CORPUS, posts, train


def test_the_model_is_what_its_command_makes(tmp_path: Path) -> None:
    known = [p for path in sorted(CORPUS.glob("dev*.jsonl")) for p in posts(path)]
    train(known, tmp_path / genre_model.MODEL)
    again = reader((tmp_path / genre_model.MODEL).read_bytes())
    assert [again(p.document) for p in known] == pytest.approx([report_odds(p.document) for p in known], abs=0.01)


def test_no_words_no_verdict() -> None:
    assert abs(report_odds(a_document("", ""))) < 20


def test_only_a_post_about_a_councils_meeting_may_be_one_by_its_words() -> None:
    words = "اتوبوس‌های تازه به خط‌های شلوغ می‌روند و زباله محله‌ها از این پس شبانه گردآوری می‌شود. " * 4
    for text, may in (
        (f"شورای شهر خوی در جلسه تمام‌وقت. {words}", True),
        (f"آتش‌سوزی انبار مهار شد. {words}", False),
        (f"شورای شهر خوی شنبه آینده جلسه برگزار می‌کند. جلسه شورای شهر خوی برگزار خواهد شد. {words}", False),
        ("شورای شهر خوی در جلسه.", False),
    ):
        assert genre.may_be_one(genre.reading(a_document(text, "خبر"))) is may, text
