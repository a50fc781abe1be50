"""Elections, on sentences written for the purpose."""

import pytest

from tests.decided import read

CHOSEN = [
    (
        "علی رضایی با ۶ رأی به عنوان رئیس، مریم احمدی با ۷ رأی به عنوان نایب رئیس و حسن کریمی با ۵ رأی "
        "به عنوان منشی انتخاب شدند.",
        [("علی رضایی", 6), ("مریم احمدی", 7), ("حسن کریمی", 5)],
    ),
    (
        "هادی رضایی، اسماعیل خوسفی و پروانه درمیانی به ترتیب با ۶، ۵ و ۹ رأی به عنوان رئیس، نایب رئیس و "
        "منشی برگزیده شدند.",
        [("هادی رضایی", 6), ("اسماعیل خوسفی", 5), ("پروانه درمیانی", 9)],
    ),
    ("اعضای شورا علیرضا نوری را با ۱۸ رأی از مجموع ۲۱ رأی به عنوان شهردار انتخاب کردند.", [("علیرضا نوری", 18)]),
    ("محسن هاشمی با کسب ۱۲ رأی در سمت رئیس کمیسیون عمران ابقا شد.", [("محسن هاشمی", 12)]),
    (
        "زهرا کریمی رئیس، محمد نوری نایب رئیس و علی صفری دبیر کمیسیون شدند.",
        [("زهرا کریمی", None), ("محمد نوری", None), ("علی صفری", None)],
    ),
    ("محمود کاظمی با هفت رأی در برابر شش رأی رقیب خود، رئیس شورا شد.", [("محمود کاظمی", 7)]),
    ("فرزاد سنگری با ۹ رأی به عنوان سرپرست شهرداری انتخاب شد و علی پسیخانی یک رأی کسب کرد.", [("فرزاد سنگری", 9)]),
]


@pytest.mark.parametrize(("text", "chosen"), CHOSEN, ids=[c[0][:40] for c in CHOSEN])
def test_chosen(text: str, chosen: list[tuple[str, int | None]]) -> None:
    got = read(text)
    assert [d.outcome for d in got] == ["elected"] * len(chosen)
    for d, (name, votes) in zip(got, chosen, strict=True):
        assert d.text.startswith(name)
        assert (d.votes_for, d.votes_against) == (votes, None)


def test_a_list_of_results() -> None:
    text = (
        "هیئت رئیسه انتخاب شد و نتایج به شرح زیر است:\nرئیس: محمد احمدی (۷ رأی)\nرضا کاظمی، نایب رئیس با "
        "۶ رأی\nمنشی: زهرا محمدی با ۸ رأی"
    )
    assert [(d.outcome, d.votes_for) for d in read(text)] == [("elected", 7), ("elected", 6), ("elected", 8)]


@pytest.mark.parametrize(
    "text",
    [
        "رضا کاظمی نایب رئیس شورا یادآور شد که جلسه آینده علنی است.",
        "این نشست با حضور مدیرعامل سازمان پسماند تشکیل شد.",
        "سیامک مریانی که شهریورماه با ۸ رأی به عنوان رئیس شورا ابقا شد، از پیاده‌راه دفاع کرد.",
    ],
)
def test_nobody_chosen(text: str) -> None:
    assert read(text) == []


def test_an_election_put_off() -> None:
    (d,) = read("انتخاب رئیس کمیسیون فرهنگی به دلیل تساوی آرا به جلسه بعد موکول شد.")
    assert d.outcome == "postponed"


def test_the_noun_of_an_election() -> None:
    text = "مصوبات:\n۱- انتخاب آقای داوود بهرامی به عنوان ناظر شورا در هیئت معاملات با ۷ رأی موافق"
    (d,) = read(text)
    assert (d.outcome, d.votes_for, d.votes_against) == ("elected", 7, None)
    assert d.text.startswith("داوود بهرامی به عنوان ناظر شورا")


def test_a_secretary_who_speaks_is_not_chosen() -> None:
    assert read("بهمن صالحی دبیر کمیسیون در خاتمه یادآور شد که کار ادامه دارد.") == []
