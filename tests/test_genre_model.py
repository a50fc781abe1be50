"""What is taken for a report of a meeting: the model is what its command makes, and it weighs the rules."""

import math
from pathlib import Path

import pytest

from shahrkarimeh.reports import genre_model
from shahrkarimeh.reports.genre_model import reader, report_odds
from shahrkarimeh.reports.reading import reading
from shahrkarimeh.reports.recognition import is_report, judged
from tests.reports import a_document
from tools.train_genre import corpora, train


def test_the_model_is_what_its_command_makes(tmp_path: Path) -> None:
    known = [k for posts in corpora().values() for k in posts]
    train(known, tmp_path / genre_model.MODEL)
    again = reader((tmp_path / genre_model.MODEL).read_bytes())
    assert [again(k.post) for k in known] == pytest.approx([report_odds(k.post) for k in known], abs=0.01)


def test_no_words_no_verdict() -> None:
    assert abs(report_odds(reading(a_document("", "")))) < 20
    assert not is_report(reading(a_document("", "")))


def test_the_rules_tip_the_scales_only_where_the_model_is_in_doubt() -> None:
    assert judged(0.2, True) and not judged(0.2, False)
    assert judged(5, False) and not judged(-5, True)


@pytest.mark.parametrize(
    ("report", "title", "text"),
    [
        # a meeting is the news, however it is told
        (
            True,
            "بازارچه ماهی‌گیران ساخته می‌شود",
            "شورای شهر بندر گز در نشست دیشب خود با ساخت بازارچه ماهی‌گیران موافقت کرد. شهردار گفت: زمین آن آماده است.",
        ),
        (
            True,
            "هفتادمین جلسه شورای خمام",
            "هفتادمین جلسه علنی شورای اسلامی شهر خمام صبح امروز برگزار شد. در این جلسه لایحه خرید کمپرسی با "
            "پنج رأی موافق به تصویب رسید.",
        ),
        (
            True,
            "خط تازه مینی‌بوس",
            "کمیسیون حمل و نقل شورای شهر سنقر عصر یکشنبه تشکیل جلسه داد و رئیس تاکسیرانی از کمبود راننده سخن گفت.",
        ),
        # a meeting is mentioned: what is told happened elsewhere
        (
            False,
            "حفاری خیابان امام پایان یافت",
            "حفاری خیابان امام شهر خمام پایان یافت. معاون شهردار گفت: این طرح در جلسه شصتم شورای شهر با پنج "
            "رأی به تصویب رسیده بود و سه ماهه انجام شد.",
        ),
        (
            False,
            "گپی با نایب رئیس شورا",
            "نایب رئیس شورای شهر سنقر در گفت‌وگو با خبرنگار ما گفت: در جلسه هفته گذشته به بودجه رأی ندادم "
            "چون رقم‌ها واقعی نبود. او افزود که سال سختی در پیش است.",
        ),
        (
            False,
            "نود و یکمین جلسه شورا فردا",
            "نود و یکمین جلسه علنی شورای شهر بندر گز فردا ساعت ۱۷ برگزار می‌شود. بررسی لایحه عوارض و انتخاب "
            "حسابرس از دستورهای این جلسه است.",
        ),
        (
            False,
            "ستاد تنظیم بازار",
            "جلسه ستاد تنظیم بازار شهرستان سنقر با حضور فرماندار و رئیس شورای شهر برگزار شد. در این جلسه نرخ "
            "نان به تصویب رسید.",
        ),
    ],
)
def test_a_meeting_must_be_the_news(report: bool, title: str, text: str) -> None:
    assert is_report(reading(a_document(text, title))) is report


def test_the_weights_are_those_that_crfsuite_reads() -> None:
    from pycrfsuite import Tagger

    model = Path(genre_model.__file__).with_name(genre_model.MODEL).read_bytes()
    tagger = Tagger()
    tagger.open_inmemory(model)
    for feature, weight in list(genre_model.weights(model).items())[::50]:
        tagger.set([[feature]])
        assert tagger.marginal(genre_model.REPORT, 0) == pytest.approx(1 / (1 + math.exp(-weight)), abs=1e-12)


def test_a_verdict_that_is_sure_is_the_same_without_the_slow_signs() -> None:
    for posts in corpora().values():
        for known in posts:
            quick, full = report_odds(known.post, 0.5), report_odds(known.post)
            assert quick == full or (abs(quick) > 0.5 and abs(full) > 0.5 and (quick > 0) == (full > 0))
