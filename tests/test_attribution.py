"""Who reports, and whom they credit."""

import pytest

from shahrkarimeh.reports.attribution import Credits, credits_of
from shahrkarimeh.reports.frame import MeetingFrame
from tests.reports import a_document, a_site

FRAME = MeetingFrame("شورای اسلامی شهر ساوه", "council", "ساوه")
PR = "روابط عمومی شورای اسلامی شهر ساوه"


@pytest.mark.parametrize(
    ("text", "reported_by", "attribution"),
    [
        ("به گزارش ساوه‌نامه، جلسه شورا برگزار شد.", "ساوه‌نامه", None),
        (f"به گزاش ساوه پرس به نقل از {PR}، جلسه برگزار شد.", "ساوه پرس", PR),
        (f"به گزارش خبرنگار ساوه پرس و به نقل از {PR} جلسه برگزار شد.", "ساوه پرس", PR),
        (f"به گزارش {PR} در این نشست حسن کریمی گفت: خوب است.", PR, None),
        ("به گزارش روابط عمومی شورای شهر مقدس قم متن مصوبات فردا می‌آید.", "روابط عمومی شورای شهر مقدس قم", None),
        ("به گزارش خبرنگار اجتماعی پایگاه خبری ساوه آنلاین؛ جلسه برگزار شد.", "ساوه آنلاین", None),
        ("به گزارش خبرگزاری ایسنا از ساوه، جلسه برگزار شد.", "ایسنا", None),
        ("به نوشته روزنامه صدای ساوه، جلسه برگزار شد.", "صدای ساوه", None),
        ("به نقل از دبیرخانه شورا، جلسه برگزار شد.", "دبیرخانه شورا", None),
        (f"ساوه‌نما- به نقل از {PR}، در این نشست طرح رد شد.", "ساوه‌نما", PR),
        ("ساوه - مرکز پرس / علی رضایی گفت: بد است.", "مرکز پرس", None),
        ("ساوه- علی رضایی گفت: بد است.\n\nبه گزارش خبرنگار مرکز نیوز، وی رفت.", "مرکز نیوز", None),
        (f"{PR}: جلسه برگزار شد.", PR, None),
        ("سخنگوی شورای شهر ساوه: جلسه برگزار شد.", None, None),
        ("خبرگزاری البرز - گروه استان‌ها: جلسه برگزار شد.", "البرز", None),
        (f"بنا بر اعلام {PR}، جلسه برگزار شد.", PR, None),
        ("مرکز خبر: اعضای شورا رأی ندادند.", "مرکز خبر", None),
        (f"خبرنگار مرکز نیوز گزارش می‌دهد: جلسه برگزار شد.\n\nمنبع: {PR}", "مرکز نیوز", PR),
        (f"جلسه برگزار شد.\n\n{PR}", PR, None),
        (f"جلسه برگزار شد.\n\nمسئول {PR}: ع. کمالی", PR, None),
        ("جلسه برگزار شد.\n\n/مرکز تودی", "مرکز تودی", None),
        ("علی رضایی در گفت‌وگو با خبرنگار مرکز نیوز گفت: خوب است.", "مرکز نیوز", None),
        ("به گزارش مرکز امروز، جلسه به نقل شاهدان آرام بود.", "مرکز امروز", None),
        ("رسیدگی به گزارش تحقیق و تفحص به هفته بعد رفت.", None, None),
        ("به گزارش خبرنگار ما، جلسه برگزار شد.", None, None),
        ("علی رضایی: باید رفت.", None, None),
        ("روز جلسه : یکشنبه", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_credits(text: str, reported_by: str | None, attribution: str | None) -> None:
    assert credits_of(a_document(text), FRAME) == Credits(reported_by, attribution)


def test_an_unlikely_name_is_known_by_the_site_it_stands_on() -> None:
    doc = a_document("سپیدار: جلسه شورا برگزار شد.", site=a_site("sepidar"))
    assert credits_of(doc, FRAME).reported_by == "سپیدار"
    assert credits_of(a_document("سپیدار: جلسه شورا برگزار شد."), FRAME).reported_by is None
