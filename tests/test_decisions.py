"""Decisions in the words of many newsrooms, on sentences written for the purpose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decided import expect, read, short

DECIDED = [
    (
        "در ادامه، لایحه خرید دو دستگاه آمبولانس با ۷ رأی موافق به تصویب اعضای شورا رسید.",
        ["approved لایحه خرید دو دستگاه آمبولانس"],
    ),
    (
        "اعضای شورای شهر سمنان در نشست امروز خود لایحه خرید اتوبوس را به اتفاق آرا تصویب کردند.",
        ["approved لایحه خرید اتوبوس"],
    ),
    ("شورای شهر با درخواست شهرداری برای اخذ وام ۵۰ میلیاردی مخالفت کرد.", ["rejected اخذ وام ۵۰ میلیاردی"]),
    ("نمایندگان مردم در شورای شهر به طرح انتزاع منطقه ۲ رأی منفی دادند.", ["rejected طرح انتزاع منطقه ۲"]),
    ("سرانجام پس از سه ساعت بحث، شورا به لایحه واگذاری پارک بانوان «نه» گفت.", ["rejected لایحه واگذاری پارک بانوان"]),
    ("شورای شهر امروز چراغ سبز خود را به احداث تله‌کابین نشان داد.", ["approved احداث تله‌کابین"]),
    ("طرح ساماندهی نیسان‌ها حائز اکثریت آرا نشد.", ["rejected طرح ساماندهی نیسان‌ها"]),
    ("با رأی اعضا، تبصره ۴ لایحه عوارض محلی حذف شد.", ["rejected تبصره ۴ لایحه عوارض محلی"]),
    ("لایحه جذب نیرو مسکوت ماند.", ["postponed لایحه جذب نیرو"]),
    ("لایحه فروش ضایعات انبار از دستور کار خارج شد.", ["postponed لایحه فروش ضایعات انبار"]),
    ("بررسی گزارش حسابرسی پایانه‌ها به دلیل ضیق وقت به جلسه آتی موکول گردید.", ["postponed گزارش حسابرسی پایانه‌ها"]),
    ("لایحه فروش باغ به تصویب نرسید و برای اصلاح به شهرداری بازگردانده شد.", ["referred لایحه فروش باغ"]),
    ("لایحه نرخ کشتارگاه از دستور خارج و رد گردید.", ["rejected لایحه نرخ کشتارگاه"]),
    ("مقرر گردید شهرداری نسبت به نصب تابلوهای راهنما اقدام نماید.", ["approved نصب تابلوهای راهنما"]),
    ("درباره ساخت زورخانه بحث و مقرر شد این موضوع در کمیسیون ورزش بررسی شود.", ["referred ساخت زورخانه"]),
    ("کمیته‌ای برای پیگیری مطالبات شهرداری تشکیل شد.", ["approved کمیته‌ای برای پیگیری مطالبات شهرداری"]),
    (
        "در پایان، طرح نام‌گذاری میدان غواص تصویب و لایحه فروش دو قطعه زمین به کمیسیون بودجه ارجاع شد.",
        ["approved طرح نام‌گذاری میدان غواص", "referred لایحه فروش دو قطعه زمین"],
    ),
    (
        "لوایح نام‌گذاری معابر و تمدید قرارداد بیمه نیز تصویب شدند.",
        ["approved نام‌گذاری معابر", "approved تمدید قرارداد بیمه"],
    ),
    ("وی پیشنهاد کرد به جای چنار، توت کاشته شود. این پیشنهاد تصویب شد.", ["approved به جای چنار، توت کاشته"]),
    (
        "لایحه احداث آرامستان مطرح شد. سرانجام این لایحه با ۷ رأی موافق به تصویب رسید.",
        ["approved لایحه احداث آرامستان"],
    ),
    (
        "موافقت با احداث پل عابر در بلوار شهدا و ارجاع لایحه نرخ تاکسی به کمیسیون حمل و نقل از مصوبات این جلسه بود.",
        ["approved احداث پل عابر در بلوار شهدا", "referred لایحه نرخ تاکسی"],
    ),
]


@pytest.mark.parametrize(("text", "decisions"), DECIDED, ids=[c[0][:40] for c in DECIDED])
def test_decided(text: str, decisions: list[str]) -> None:
    assert short(text) == expect(*decisions)


NOT_DECIDED = [
    "رئیس شورا گفت: سال گذشته لایحه مشابهی با ۹ رأی تصویب شد اما فرمانداری آن را رد کرد.",
    "رئیس کمیسیون افزود: طرح تفصیلی که در دوره قبل تصویب شده بود هنوز ابلاغ نشده است.",
    "شهردار گفت: لایحه بودجه در هیئت تطبیق رد شد و باید اصلاح شود.",
    "وی اظهار داشت: مجلس قانون درآمد پایدار را تصویب کرد.",
    "این عضو شورا خواستار آن شد که لایحه دستفروشان هرچه زودتر تصویب شود.",
    "سخنگو گفت: هفته آینده لایحه متمم بررسی و تصویب خواهد شد.",
    "برخی از اعضا با طرح افزایش نرخ بلیت مخالفت کردند.",
    "شهردار با پیشنهاد اعضا موافقت کرد.",
    "این عضو شورا با طرح خط ویژه مخالفت کرد.",
    "کمیسیون ماده ۵ با تغییر کاربری این زمین مخالفت کرد.",
    "در آغاز، سه لایحه شهرداری تصویب شد.",
    "وی گفت: مردم به ما رأی دادند تا مشکلاتشان را حل کنیم.",
]


@pytest.mark.parametrize("text", NOT_DECIDED)
def test_not_decided(text: str) -> None:
    assert read(text) == []


def test_minutes() -> None:
    text = """مصوبات جلسه:
۱- با درخواست شهرداری در خصوص خرید دو دستگاه کمپرسی موافقت شد.
۲- نامه شماره ۱۲/۳۴۵ مورخ ۹۸/۲/۳ فرمانداری در خصوص اصلاح عوارض قرائت و مقرر شد به کمیسیون حقوقی ارجاع گردد.
۳- آقای رضایی در خصوص وضعیت فاضلاب صحبت کرد.
۴- تخفیف عوارض صدور پروانه در دهه فجر (۷ رأی موافق، ۲ رأی مخالف)
۵- واگذاری کیوسک‌ها: ۲ موافق، ۵ مخالف
۶- بررسی لایحه تابلوها در جلسه آتی"""
    assert short(text) == expect(
        "approved خرید دو دستگاه کمپرسی",
        "referred اصلاح عوارض",
        "approved تخفیف عوارض صدور پروانه در دهه فجر",
        "rejected واگذاری کیوسک‌ها",
        "postponed لایحه تابلوها",
    )


def test_lines_that_end_in_the_result() -> None:
    text = "۱- لایحه خرید قیر: تصویب (۸ رأی)\n۲- طرح منع قلیان: رد\n۳- لایحه بیمه هنرمندان: ارجاع به کمیسیون فرهنگی"
    assert short(text) == expect("approved لایحه خرید قیر", "rejected طرح منع قلیان", "referred لایحه بیمه هنرمندان")


def test_an_agenda_decides_nothing() -> None:
    assert read("دستور جلسه:\n۱- بررسی لایحه بودجه\n۲- بررسی لایحه خرید آسفالت") == []


def test_resolution_and_its_votes_in_the_next_sentence() -> None:
    text = (
        "ماده واحده: شهرداری مجاز است نسبت به خرید یک باب ساختمان اقدام نماید. این مصوبه با ۶ رأی موافق "
        "و ۱ رأی مخالف به تصویب رسید."
    )
    (d,) = read(text)
    assert (d.outcome, d.votes_for, d.votes_against) == ("approved", 6, 1)
    assert d.text == "خرید یک باب ساختمان"


def test_table() -> None:
    text = (
        "ردیف\tعنوان لایحه\tموافق\tمخالف\tممتنع\tنتیجه\n۱\tلایحه خرید بالابر\t۹\t۲\t-\tتصویب\n۲\tلایحه "
        "باغ ملی\t۳\t۸\t۰\tعدم موافقت\n۳\tطرح نظام پیشنهادها\t-\t-\t-\tارجاع به کمیسیون اداری"
    )
    got = [(d.outcome, d.votes_for, d.votes_against, d.abstentions) for d in read(text)]
    assert got == [("approved", 9, 2, None), ("rejected", 3, 8, 0), ("referred", None, None, None)]


def test_a_table_without_results_decides_by_its_counts() -> None:
    text = "سازمان\tرقم\tموافق\tمخالف\nبودجه سازمان پسماند\t۶۱\t۹\t۳\nبودجه سازمان زیباسازی\t۲۴\t۴\t۸"
    assert [(d.outcome, d.votes_for) for d in read(text)] == [("approved", 9), ("rejected", 4)]


def test_what_the_lead_tells_and_the_body_repeats_is_one() -> None:
    text = "شورای شهر با ساخت سالن ورزشی موافقت کرد.\n\nساخت سالن ورزشی چندمنظوره با رأی هر پنج عضو به تصویب رسید."
    (d,) = read(text)
    assert (d.votes_for, d.unanimous) == (5, True)


def test_votes_of_two_matters_that_share_a_verb() -> None:
    text = "لایحه تعرفه خدمات با ۱۰ رأی موافق و لایحه کمک به باشگاه فجر با ۶ رأی موافق و ۵ رأی مخالف تصویب شد."
    assert [(d.votes_for, d.votes_against) for d in read(text)] == [(10, None), (6, 5)]


def test_votes_in_the_sentence_after() -> None:
    text = "کلیات لایحه بودجه ۱۴۰۴ تصویب شد. از ۱۳ عضو حاضر ۱۰ نفر موافق و ۳ نفر مخالف این لایحه بودند."
    assert [(d.votes_for, d.votes_against) for d in read(text)] == [(10, 3)]


def test_the_title_counts_for_votes() -> None:
    text = "لایحه خرید قطار شهری در جلسه امروز تصویب شد."
    (d,) = read(text, title="خرید قطار شهری با ۹ رأی موافق تصویب شد")
    assert d.votes_for == 9


def test_spans_cut_the_text() -> None:
    text = "لایحه‌ي  خريد مينی‌بوس با ۷ رأی تصویب شد و مقرر گرديد گزارش آن ماهانه ارائه شود."
    (d,) = read(text)
    assert d.span is not None
    assert text[d.span[0] : d.span[1]] == d.text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "لایحه خرید تصویب شد رد با به ۸ رأی موافق ، و که . ؛ : \n \t مقرر این پیشنهاد کمیسیون انتخاب "
            "رئیس عنوان".split(" ")
        ),
        max_size=120,
    )
)
def test_never_raises(words: list[str]) -> None:
    read(" ".join(words))


def test_a_councils_own_act_is_a_decision_and_an_officials_is_none() -> None:
    assert short("شورای شهر نرخ بلیت قطار شهری را ۱۵ درصد افزایش داد.") == expect("approved نرخ بلیت قطار شهری")
    assert short("اعضای شورا توقف خودرو در کوچه ملاصدرا را ممنوع کردند.") == expect(
        "approved توقف خودرو در کوچه ملاصدرا"
    )
    assert short("شهردار گفت: ما در این سه سال بدهی شهرداری را ۴۰ درصد کاهش دادیم.") == []


def test_a_request_decided_a_sentence_later() -> None:
    text = "مدیر کتابخانه خواستار تعویض سقف سالن مطالعه شد. شورا با این درخواست موافقت نکرد."
    assert short(text) == expect("rejected تعویض سقف سالن مطالعه")
    text = "طرح تعطیلی میدان بار مطرح شد. اعضا آن را برای کارشناسی بیشتر به کمیسیون خدمات شهری ارجاع کردند."
    assert short(text) == expect("referred طرح تعطیلی میدان بار")


def test_permits_and_answers() -> None:
    text = "اعضای شورا در این جلسه اجازه فروش چهار دستگاه کمپرسی را به شهرداری دادند."
    assert short(text) == expect("approved اجازه فروش چهار دستگاه کمپرسی")
    text = "اعضا از پاسخ شهردار درباره خاموشی معابر قانع نشدند."
    assert short(text) == expect("rejected پاسخ شهردار درباره خاموشی معابر")


def test_each_order_of_a_list_but_no_rider() -> None:
    text = (
        "در پایان مقرر شد شهرداری ظرف دو هفته کانال خیابان بهار را لایروبی کند، دیوار مدرسه ولیعصر بازسازی شود و "
        "پرونده باغ گلستان به کمیسیون معماری واگذار گردد."
    )
    assert short(text) == expect(
        "approved کانال خیابان بهار", "approved دیوار مدرسه ولیعصر", "referred پرونده باغ گلستان"
    )
    text = "مقرر شد سرویس بهداشتی پارک ملت بازسازی شود و گزارش آن به شورا ارائه گردد."
    assert len(short(text)) == 1


def test_a_list_inside_a_line() -> None:
    text = "پس از بحث مقرر گردید: ۱) روشنایی پارک مادر تعمیر شود. ۲) مبلغ ۲۰ میلیون ریال پاداش به نگهبانان پرداخت گردد."
    assert [d.outcome for d in read(text)] == ["approved", "approved"]


def test_ballots_told_by_their_counts() -> None:
    text = "طرح حذف پارکبان‌ها به رأی گذاشته شد و از ۹ عضو حاضر ۶ نفر دست بالا بردند."
    assert short(text) == expect("approved طرح حذف پارکبان ها")
    text = "پیشنهاد جریمه کافه‌ها به رأی گذاشته شد ولی تنها ۲ عضو با آن موافقت کردند."
    assert short(text) == expect("rejected جریمه کافه ها")
    text = "لایحه اصلاح هندسی میدان قدس به رأی گذاشته شد. ۷ عضو موافق و ۲ عضو مخالف بودند."
    assert [(d.outcome, d.votes_for, d.votes_against) for d in read(text)] == [("approved", 7, 2)]


def test_a_relative_clause_does_not_part_matter_and_verdict() -> None:
    text = (
        "لایحه ساماندهی آرامستان پس از دو روز بحث در جلسه‌ای که تا نیمه‌شب ادامه داشت و ریاست آن بر عهده نایب رئیس بود، "
        "با ۸ رأی موافق از تصویب گذشت."
    )
    assert [(d.text, d.votes_for) for d in read(text)] == [("لایحه ساماندهی آرامستان", 8)]


def test_the_principal_matter_behind_its_urgency() -> None:
    text = "یک فوریت طرح ساماندهی کارگران فصلی با ۹ رأی تصویب شد و مقرر شد اصل طرح در کمیسیون حقوقی بررسی شود."
    assert short(text) == expect("approved یک فوریت طرح ساماندهی کارگران فصلی", "referred طرح ساماندهی کارگران فصلی")


def test_a_column_of_outcomes_that_is_called_otherwise() -> None:
    text = "ردیف\tموضوع\tنظر کمیسیون\n۱\tتفکیک زمین\tمخالفت گردید\n۲\tاصلاح پلان مجتمع سینا\tبه اتفاق آرا موافقت شد"
    assert [(d.outcome, d.unanimous) for d in read(text)] == [("rejected", False), ("approved", True)]
