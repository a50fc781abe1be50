"""Votes told in every way, on sentences written for the purpose."""

import pytest

from shahrkarimeh.reports.masks import mask_of
from shahrkarimeh.reports.votes import votes_in
from shahrkarimeh.text.letters import fold

N = None
CASES = [
    ("با ۱۱ رای موافق و ۲ رای مخالف", (11, 2, N, False)),
    ("هشت موافق، دو مخالف، یک ممتنع", (8, 2, 1, False)),
    ("با 11 رای موافق در برابر 7 رای مخالف", (11, 7, N, False)),
    ("شش رأی مخالف در برابر چهار رأی موافق", (4, 6, N, False)),
    ("با رأی ۱۲ نفر از ۱۳ نفر حاضر تصویب شد", (12, N, N, False)),
    ("از مجموع یازده نفر با یازده رأی تصویب شد", (11, N, N, False)),
    ("با رأی هر ۹ عضو حاضر تصویب شد", (9, N, N, True)),
    ("هر ۹ عضو حاضر به آن رأی دادند", (9, N, N, True)),
    ("به اتفاق آراء تصویب شد", (N, N, N, True)),
    ("با موافقت همه‌ی اعضا به تصویب رسید", (N, N, N, True)),
    ("با اکثریت قریب به اتفاق آرا", (N, N, N, False)),
    ("بدون مخالف تصویب شد", (N, 0, N, False)),
    ("با ۸ رأی موافق، بدون مخالف و ممتنع", (8, 0, 0, False)),
    ("بدون حتی یک رأی مخالف", (N, 0, N, False)),
    ("با ۸ رأی در برابر ۳ رأی", (8, 3, N, False)),
    ("با نتیجه ۷ به ۴ تصویب شد", (7, 4, N, False)),
    ("با 6 رأي موافق از مجموع ۱۵ رأی، رأي نیاورد", (6, N, N, False)),
    ("از ۱۱ رأی اخذ شده ۸ رأی موافق، ۲ رأی مخالف و یک رأی سفید بود", (8, 2, 1, False)),
    ("با رأی مثبت ۵ عضو از مجموع ۸ عضو حاضر تصویب گردید", (5, N, N, False)),
    ("۷ عضو با آن موافقت و ۵ عضو مخالفت کردند", (7, 5, N, False)),
    ("۶ نفر به کلیات طرح رأی مثبت، ۴ نفر رأی منفی و یک نفر رأی ممتنع داد", (6, 4, 1, False)),
    ("موافق: ۸ مخالف: ۲ ممتنع: ۱", (8, 2, 1, False)),
    ("موافق ۸، مخالف ۲، ممتنع صفر", (8, 2, 0, False)),
    ("۸ رأی موافق ، 2رأی مخالف و1رأی ممتنع", (8, 2, 1, False)),
    ("موافقت ۹ عضو و مخالفت ۲ عضو", (9, 2, N, False)),
    ("با کسب ۶ رأی و ۷ رأی سفید", (6, N, 7, False)),
    # no votes: quorums, thresholds, numbers of places, other meetings
    ("با حضور ۹ عضو تشکیل شد", (N, N, N, False)),
    ("به پنج رأی لازم نرسید", (N, N, N, False)),
    ("طرح انتزاع منطقه ۲ رأی نیاورد", (N, N, N, False)),
    ("که پیشتر در کمیسیون با ۴ رأی موافق پذیرفته شده بود، این بار با ۸ رأی مخالف رد شد", (N, 8, N, False)),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_votes(sentence: str, expected: tuple[int | None, int | None, int | None, bool]) -> None:
    folded = fold(sentence)
    v = votes_in(mask_of(folded), 0, len(folded))
    assert (v.votes_for, v.votes_against, v.abstentions, v.unanimous) == expected


def test_the_mask_keeps_the_length() -> None:
    folded = fold("با یکصد و پنج رأی از ۱۱۰ رأی")
    mask = mask_of(folded)
    assert len(mask.text) == len(folded)
    assert sorted(mask.values.values()) == [105, 110]
