"""Is a post a report of a council's meeting, and of which body and city?"""

import pytest

from shahrkarimeh.reports.bodies import bodies
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.meeting import frame_of
from shahrkarimeh.reports.places import from_latin, place_at, sounds_like
from shahrkarimeh.text.letters import fold
from tests.reports import a_document, a_site

COUNCIL = "شورای اسلامی شهر"

REPORTS = [
    ("هفتاد و سومین جلسه رسمی و علنی شورای اسلامی شهر سمنان امروز برگزار شد.", f"{COUNCIL} سمنان"),
    ("اعضای شورای شهر دوگنبدان در صد و دومین جلسه خود با بودجه سال آینده موافقت کردند.", f"{COUNCIL} دوگنبدان"),
    ("شورای شهر تبریز امروز در حالی تشکیل جلسه داد که شهردار غایب بود.", f"{COUNCIL} تبریز"),
    ("پارلمان شهری کرمانشاه در نشست خود بودجه را پذیرفت و رئیس شورا گفت: کم است.", f"{COUNCIL} کرمانشاه"),
    ("جلسه علنی شورای شهر بناب آغاز شد ولی با خروج سه عضو از رسمیت افتاد.", f"{COUNCIL} بناب"),
    ("شورای شهر مرند در مراسم تحلیف و نخستین جلسه خود رئیس را انتخاب کرد.", f"{COUNCIL} مرند"),
    ("رئیس شورای شهر قمصر با اشاره به جشنواره تأکید کرد: بد است. وی در جلسه شورا افزود: کم است.", f"{COUNCIL} قمصر"),
    ("شورای شهر نایین با تغییر کاربری باغ مخالفت کرد. در این جلسه پنج عضو رأی منفی دادند.", f"{COUNCIL} نایین"),
    ("جلسه استیضاح شهردار امیدیه با حضور همه اعضای شورای شهر برگزار شد و او با چهار رأی رفت.", f"{COUNCIL} امیدیه"),
    ("عضو شورای شهر فسا در جلسه علنی امروز گفت: نمایشگاه هفته آینده برگزار می‌شود.", f"{COUNCIL} فسا"),
    ("جلسه هفته گذشته شورای شهر نوشهر برگزار نشد. صبح امروز جلسه شورای شهر نوشهر برگزار شد.", f"{COUNCIL} نوشهر"),
    (
        "اعضای کمیسیون عمران شورای شهر زنجان پس از بازدید از تقاطع، در جلسه این کمیسیون گزارش پیمانکار را بررسی کردند.",
        f"کمیسیون عمران {COUNCIL} زنجان",
    ),
    (
        "کمیسیون ویژه برج‌سازی شورای شهر شیراز نخستین جلسه خود را برگزار کرد.",
        f"کمیسیون ویژه برج‌سازی {COUNCIL} شیراز",
    ),
    (
        "نشست مشترک کمیسیون عمران و کمیسیون فرهنگی شورای شهر ساوه برگزار شد.",
        f"کمیسیون‌های عمران و فرهنگی {COUNCIL} ساوه",
    ),
    (
        "جلسه کمیسیون عمران شورا برگزار شد. رئیس کمیسیون عمران،حمل و نقل و ترافیک شورای شهر ری گفت: خوب است.",
        f"کمیسیون عمران، حمل و نقل و ترافیک {COUNCIL} ری",
    ),
]  # fmt: skip

OTHERS = [
    "صد و یکمین جلسه علنی شورای شهر گرگان فردا برگزار می‌شود. در جلسه گذشته بودجه تصویب شد.",
    "زمان جلسه این هفته شورای شهر ساری تغییر کرد. این جلسه روز سه‌شنبه برگزار می‌شود.",
    "هشتاد و پنجمین جلسه شورای شهر آمل به دلیل بارش برف به تعویق افتاد.",
    "جلسه شورای شهر آمل به دلیل به حد نصاب نرسیدن اعضا رسمیت نیافت. سه عضو غایب بودند.",
    "پنجاه و سومین جلسه شورای شهر الوند به هفته آینده موکول شد. شهردار در سفر است.",
    "اعضای کمیسیون فرهنگی شورای شهر قمصر از موزه بازدید به عمل آوردند. رئیس گفت: در جلسه بعد مطرح می‌شود.",
    "جلسه ستاد بحران شهرستان آمل با حضور رئیس شورای شهر برگزار شد. رئیس شورای شهر آمل گفت: آماده‌ایم.",
    "دهمین جلسه شورای اسلامی شهرستان آمل برگزار شد. رئیس شورا گفت: راه‌ها باید آسفالت شود.",
    "شورای اداری بم با حضور رئیس شورای شهر برگزار شد. در این جلسه فرماندار گفت: همه کمک کنند.",
    "جلسه کمیسیون ماده صد شهرداری بم با حضور نماینده شورای شهر برگزار شد و ۱۲ پرونده بررسی شد.",
    "اجلاس شورای عالی استان‌ها برگزار شد. رئیس شورای شهر قم در این اجلاس گفت: اختیارات کم است.",
    "نشست شورای اسلامی روستای کهک با دهیار برگزار شد. در این جلسه آسفالت کوچه‌ها تصویب شد.",
    "کمیسیون عمران مجلس در جلسه امروز طرح مدیریت شهری را بررسی کرد. رئیس کمیسیون گفت: خوب است.",
    "رئیس شورای شهر ساری در نشست خبری گفت: در جلسه هفته گذشته شورا لایحه اتوبوس تصویب شد.",
    "آیین معارفه شهردار یزد برگزار شد. رئیس شورای شهر یزد در این آیین گفت: در جلسه شورا به اتفاق آرا انتخاب شد.",
    "شهردار زاهدان گفت: اعتبار این پروژه در جلسه شصتم شورای شهر زاهدان به تصویب رسیده است.",
    "هیئت تطبیق فرمانداری مصوبه جلسه هفتادم شورای شهر سبزوار را رد کرد.",
    "یک سال پیش در چنین روزی، سیصدمین جلسه شورای شهر مشهد برگزار شد و قطار شهری تصویب شد.",
    "شورای شهر بوکان در سال گذشته ۶۵ جلسه رسمی و ۲۰ جلسه فوق‌العاده برگزار کرد و ۳۱۲ مصوبه داشت.",
    "اعضای شورای شهر اراک از پروژه‌ها بازدید کردند. رئیس شورا گفت: گزارش آن در جلسه شورا ارائه می‌شود.",
    "",
]


def frame(text: str, title: str = "", name: str = "newsroom", city: str | None = None) -> MeetingFrame:
    found = frame_of(a_document(text, title, a_site(name, city)))
    if found is None:
        pytest.fail("read as no report")
    return found


@pytest.mark.parametrize(("text", "body"), REPORTS)
def test_reports_and_their_bodies(text: str, body: str) -> None:
    found = frame(text)
    assert found.body == body
    assert found.body_kind == ("commission" if body.startswith("کمیسیون") else "council")


@pytest.mark.parametrize("text", OTHERS)
def test_other_posts(text: str) -> None:
    assert frame_of(a_document(text, "خبر")) is None


@pytest.mark.parametrize("title", ["گفت‌وگو با رئیس شورا", "یادداشت: شورا", "پیام تسلیت", "دستور کار جلسه صدم شورا"])
def test_posts_of_another_genre_by_their_title(title: str) -> None:
    text = "در صدمین جلسه علنی شورای شهر قم لایحه بودجه با ۹ رأی تصویب شد."
    assert frame_of(a_document(text, title)) is None
    assert frame_of(a_document(text, "بودجه")) is not None


def test_a_city_that_no_gazetteer_has() -> None:
    assert frame("دهمین جلسه شورای اسلامی شهر نوبهارک، صبح امروز برگزار شد.").city == "نوبهارک"
    two = "جلسه شورای شهر کوه سنبل برگزار شد. شهردار کوه سنبل گفت: آسفالت می‌شود."
    assert frame(two).city == "کوه سنبل"


def test_the_city_of_the_site_where_the_post_names_none() -> None:
    text = "یکصدمین جلسه شورا برگزار شد و لایحه رد شد."
    assert frame(text, name="tabas-shora").body == f"{COUNCIL} طبس"
    assert frame(text, name="tabas-shora", city="قم").city == "قم"
    assert frame(text).body is None


def test_the_frame_tells_this_meeting_from_others() -> None:
    doc = a_document(
        "صدمین جلسه شورای شهر قم برگزار شد. در این جلسه نرخ تاکسی تصویب شد. در نود و نهمین جلسه شورا بودجه رد شده بود.",
    )
    found = frame_of(doc)
    assert found is not None
    assert [doc.slice(*s) for s in found.lead] == ["صدمین جلسه شورای شهر قم برگزار شد."]
    assert [doc.slice(*s)[:20] for s in found.mentions] == ["صدمین جلسه شورای شهر", "جلسه"]
    assert found.is_foreign(doc.text.index("بودجه"), doc.text.index("بودجه") + 5)
    assert not found.is_foreign(doc.text.index("نرخ"), doc.text.index("نرخ") + 3)


@pytest.mark.parametrize(
    ("text", "kind", "city"),
    [
        ("شوراي شهرقم", "council", "قم"),
        ("شورای شاهین شهر", "council", "شاهین‌شهر"),
        ("شورای شهر ششم تهران", "council", "تهران"),
        ("شورای اسلامی کلان‌شهر کرج", "council", "کرج"),
        ("شورای شهر نصف جهان", "council", "اصفهان"),
        ("شورای نور در", "council", "نور"),
        ("شورای شهر کیش‌آباد", "council", "کیش‌آباد"),
        ("شورای شهر خواستار رسیدگی شد", "council", None),
        ("شورای شهرستان قم", "other", None),
        ("شورای تأمین استان", "other", None),
        ("کمیسیون ماده ۱۰۰ شهرداری", "other", None),
    ],
)
def test_bodies(text: str, kind: str, city: str | None) -> None:
    found = bodies(text, fold(text))
    assert [(b.kind, b.city) for b in found] == [(kind, city)]


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("tabas-shora", "طبس"),
        ("qomshora", "قم"),
        ("shoraye-shahr-ghom", "قم"),
        ("esfahan-nameh", "اصفهان"),
        ("shora-shahinshahr", "شاهین‌شهر"),
        ("saqqez.example.ir", "سقز"),
        ("agency-south", None),
    ],
)
def test_cities_behind_latin_names(name: str, city: str | None) -> None:
    assert from_latin(name) == city


def test_places_and_their_sounds() -> None:
    here = place_at("بندر عباس در", 0)
    assert here is not None
    assert (here.name, here.end) == ("بندرعباس", 9)
    assert place_at("نور است", 0, ordinary_words=False) is None
    assert sounds_like("کوهستان نیوز", "koohestan-news")
    assert not sounds_like("کوهستان نیوز", "darya-news")
