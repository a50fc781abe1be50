"""A whole report, as hard as the genre gets, in every field; and the project's first report, where it is at hand."""

import os
from pathlib import Path

import pytest

from shahrkarimeh import html, reports
from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.sites import registry

LEAD = (
    "دویستودوازدهمین جلسه شورای اسلامی شهرقم بصورت غیر علنی و با موضوع بررسی وضعیت ایمنی بازارهای قدیمی و "
    "گذرهای منتهی به حرم مطهر حضرت معصومه(س)برگزار شد."
)
EXCERPT = (
    f"{LEAD} به گزارش شهرکریمه به نقل از روابط عمومی شورای اسلامی شهر قم، نشست غیرعلنی شورا با حضورفرماندارقم،"
    "مدیر کل میراث فرهنگی استان،دادستان،نمایندگان دستگاه‌های امدادی، […]"
)
PARAGRAPHS = [
    EXCERPT,
    LEAD,
    "به گزارش شهرکریمه به نقل از روابط عمومی شورای اسلامی شهر قم، نشست غیرعلنی شورا با حضورفرماندارقم،مدیر کل میراث "
    "فرهنگی استان،دادستان،نمایندگان دستگاه‌های امدادی، انتظامی و خدمت رسان  در ساختمان شورا برگزار شد.",
    "در این نشست که برای هماهنگی دستگاه‌های امدادی و خدمت رسان برگزار شد بر لزوم بازرسی ماهانه از حجره‌ها تاکید شد.",
    "حبیب الله کاشانچی رئیس شورای شهرقم در این جلسه ضمن اشاره به آتش سوزی‌های سال‌های اخیر در سراهای بازار بر "
    "ضرورت نوسازی سیم کشی حجره‌ها پیش از فصل سرما تاکید ورزید.",
    "مهندس طلایی منش فرماندار قم نیز در این جلسه ضمن قدردانی از همکاری کسبه، هدف از این هماهنگی را حفظ جان زائران "
    "دانست و آمادگی فرمانداری را جهت تامین اعتبار خرید موتورسیکلت اطفا اعلام نمود.",
    "اکبر پنبه زن مدیر کل میراث فرهنگی استان قم نیز ثبت ملی سه سرا را مانع بازسازی ندانست و برگزاری جلسات مشترک را "
    "ضروری خواند .",
    "گفتنی است برخی اعضای شورا نیز نقطه نظرات خود را بیان کردند.",
]


def read(paragraphs: list[str], published: str = "2016-09-14T09:00:00+04:30") -> MeetingReport:
    post = Post(
        id="shahrekarimeh:1",
        site="shahrekarimeh",
        url="https://shahrekarimeh.ir/?p=1",
        title="بازار قم ایمن می‌شود",
        text=html.text_of("".join(f"<p>{p}</p>\n" for p in paragraphs)),
        published_at=published,
    )
    report = reports.read(post, registry()["shahrekarimeh"])
    if report is None:
        pytest.fail("read as no report")
    return report


def people(report: MeetingReport) -> list[tuple[str | None, str | None]]:
    return [(s.name, s.role) for s in report.speakers]


@pytest.fixture(scope="module")
def own() -> MeetingReport:
    return read(PARAGRAPHS)


def test_the_session(own: MeetingReport) -> None:
    m = own.meeting
    assert (m.body, m.body_kind, m.city) == ("شورای اسلامی شهر قم", "council", "قم")
    assert (m.session_number, m.visibility, m.extraordinary) == (212, "closed", False)
    assert (m.term, m.term_source, m.key) == (4, "inferred", "قم/شورای اسلامی شهر قم/4/212")
    assert (m.weekday, m.date, m.date_jalali, m.chair) == (None, None, None, None)


def test_the_topic(own: MeetingReport) -> None:
    assert own.meeting.topic == "بررسی وضعیت ایمنی بازارهای قدیمی و گذرهای منتهی به حرم مطهر حضرت معصومه(س)"


def test_who_reports(own: MeetingReport) -> None:
    assert (own.reported_by, own.attribution) == ("شهرکریمه", "روابط عمومی شورای اسلامی شهر قم")


def test_who_was_there(own: MeetingReport) -> None:
    assert own.meeting.attendees == [
        "فرماندار قم",
        "مدیر کل میراث فرهنگی استان",
        "دادستان",
        "نمایندگان دستگاه‌های امدادی، انتظامی و خدمت رسان",
    ]
    assert own.meeting.absentees == []


def test_who_spoke(own: MeetingReport) -> None:
    assert people(own) == [
        ("حبیب الله کاشانچی", "رئیس شورای شهر قم"),
        ("طلایی منش", "فرماندار قم"),
        ("اکبر پنبه زن", "مدیر کل میراث فرهنگی استان قم"),
    ]


def test_their_words(own: MeetingReport) -> None:
    assert [s.speaker for s in own.statements] == [0, 1, 2]
    for s in own.statements:
        assert own.text[slice(*s.span)] == s.text
        assert not s.quote
    assert "نوسازی سیم کشی" in own.statements[0].text


def test_nothing_was_decided(own: MeetingReport) -> None:
    assert own.decisions == []


def test_the_text_begins_with_the_lead_once(own: MeetingReport) -> None:
    assert own.text.startswith(LEAD)
    assert own.text.count("دویستودوازدهمین") == 1
    assert "[…]" not in own.text


SEED = os.environ.get("SHAHRKARIMEH_SEED")


@pytest.mark.skipif(not SEED, reason="SHAHRKARIMEH_SEED names no file with the first report")
def test_the_report_it_began_with() -> None:
    lines = Path(SEED or "").read_text("utf-8").splitlines()
    report = read([x for x in lines if x.strip()], "2016-02-01T10:30:00+03:30")
    m = report.meeting
    assert (m.body, m.body_kind, m.city, m.session_number, m.visibility) == (
        "شورای اسلامی شهر قم", "council", "قم", 196, "closed",
    )  # fmt: skip
    assert (m.key, m.term_source, m.extraordinary) == ("قم/شورای اسلامی شهر قم/4/196", "inferred", False)
    assert m.topic == "بررسی ملاحظات ترافیکی و امنیتی محدوده مرکزی شهر و آستان مقدس حضرت معصومه(س)"
    assert (report.reported_by, report.attribution) == ("شهرکریمه", "روابط عمومی شورای اسلامی شهر قم")
    assert m.attendees == [
        "شهردار قم",
        "معاون امنیتی سیاسی استاندار",
        "فرماندار",
        "نماینده آستان مقدس حضرت فاطمه معصومه(س)",
        "نمایندگان نهادهای امنیتی، نظامی و انتظامی",
    ]
    assert people(report) == [
        ("ولی الله بیاتی", "رئیس شورای شهر قم"),
        ("سقائیان نژاد", "شهردار قم"),
        ("احد جمالی", "معاون سیاسی، امنیتی استانداری قم"),
    ]
    assert report.decisions == []
    lead = report.text.split("\n\n")[0]
    assert lead.startswith("یکصدونود و ششمین جلسه")
    assert report.text.count(lead) == 1
