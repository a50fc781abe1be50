import pytest

from shahrkarimeh import html
from shahrkarimeh.decoding import decode

LEAD = "یکصد و دوازدهمین جلسه شورای اسلامی شهر قم به صورت علنی و با موضوع بررسی ناوگان اتوبوس‌رانی برگزار شد."
REST = "رئیس شورا در این جلسه گفت: خرید پنجاه دستگاه اتوبوس در دستور کار است."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>شو<span>را</span>ی <b>شهر</b></p>", "شورای شهر"),
        ("<p>شورا</p><p>شهر</p>", "شورا\n\nشهر"),
        ("<div>شورا<br>شهر</div>", "شورا\nشهر"),
        ("<div>شورا</div>\n<div>&nbsp;</div>\n<div>شهر</div>", "شورا\n\nشهر"),
        ("مصوبات:<ul><li>یک</li><li><p>دو</p></li></ul>پایان", "مصوبات:\n\nیک\nدو\n\nپایان"),
        ("<table><tr><th></th><th>موافق</th></tr><tr><td>لایحه</td><td>۹</td></tr></table>", "\tموافق\nلایحه\t۹"),
        ("<table><tr><td>لایحه</td><td></td><td>۲</td></tr></table>", "لایحه\t\t۲"),
        ("<table><tr><td><p>شورا</p><p>شهر</p></td></tr></table>", "شورا\n\nشهر"),
        ("<p>شورا   \n شهر&nbsp;قم</p>", "شورا شهر قم"),
        ("<p>شورای<img src='a.jpg'>شهر</p>", "شورای شهر"),
        ("<p>رأی&zwnj;گیری</p>", "رأی\u200cگیری"),
        ("<script>x()</script><!-- شهر --><p>شورا</p><style>p{}</style>", "شورا"),
        ("", ""),
        ("شورا & شهر", "شورا & شهر"),
    ],
)
def test_blocks_lines_and_cells(markup: str, text: str) -> None:
    assert html.text_of(markup) == text


@pytest.mark.parametrize(
    "noise",
    [
        "<p>انتهای پیام/</p>",
        "<p>پایان پیام/ت</p>",
        "<p>انتهای خبر/ ۱۱۰</p>",
        "<div>کد خبر: ۱۲۳۴۵ | تعداد بازدید: ۱۲</div>",
        "<p>کد مطلب : 991</p>",
        "<p>لینک کوتاه: https://example.ir/?p=12</p>",
        "<p>ارسال نظر</p>",
        "<p>اشتراک گذاری در telegram</p>",
        "<div class='post-share-box'><a href='#'>تلگرام</a></div>",
        "<div class='related-posts'><ul><li>خبری دیگر</li></ul></div>",
        "<h3>مطالب مرتبط</h3><ul><li><a href='/1'>جلسه پیشین شورا</a></li></ul>",
        "<p><strong>بیشتر بخوانید:</strong></p><p><a href='/1'>جلسه پیشین</a></p><p><a href='/2'>جلسه دیگر</a></p>",
        "<p>بیشتر بخوانید: <a href='/1'>جلسه پیشین شورا</a></p>",
        "<h4>۲ نظر</h4><p>ناشناس: دروغ است</p>",
        "<figure><img src='a.jpg'><figcaption>عکس: آرشیو</figcaption></figure>",
        "<div class='gallery'>[gallery ids=\"1,2\"]</div>",
        "<div class='tags-links'>برچسب‌ها: <a>شورا</a></div>",
        "<p>برچسب‌ها: شورا، شهر</p>",
        "<form><p>نام شما</p></form>",
        "<p style='display: none'>پنهان</p>",
        "<div>امروز: چهارشنبه ۳ اردیبهشت ۱۴۰۴ - ساعت ۱۱:۱۱</div>",
    ],
)
def test_noise_is_left_out(noise: str) -> None:
    assert html.text_of(f"<p>{LEAD}</p><p>{REST}</p>{noise}") == f"{LEAD}\n\n{REST}"


@pytest.mark.parametrize(
    "kept",
    [
        "<p>سهام‌داران گفتند کد خبری تازه لازم نیست و ارسال نظر شورا به فرمانداری مانده است.</p>",
        "<p>پایان پیامدهای آلودگی خواست همه است.</p>",
        "<h3>نظر شهردار</h3>",
        "<div class='shareholders'>سهامداران</div>",
        "<p>به <a href='/x'>مطالب مرتبط</a> با بودجه پرداخته شد.</p>",
    ],
)
def test_what_only_looks_like_noise_stays(kept: str) -> None:
    assert html.text_of(f"<p>{LEAD}</p>{kept}<p>{REST}</p>").count("\n\n") == 2


def test_an_end_mark_leaves_the_sentence_it_trails() -> None:
    assert html.text_of(f"<p>{LEAD} انتهای پیام/</p>") == LEAD


def test_text_after_related_links_comes_back() -> None:
    found = html.text_of(f"<p>{LEAD}</p><h4>اخبار مرتبط</h4><ul><li><a href='/1'>جلسه</a></li></ul><p>{REST}</p>")
    assert found == f"{LEAD}\n\n{REST}"


@pytest.mark.parametrize("cut", [" […]", "…", " [&hellip;]", "..."])
def test_a_cut_excerpt_before_its_text_goes(cut: str) -> None:
    excerpt = f"{LEAD} {REST}"[:140]
    assert html.text_of(f"<p>{excerpt}{cut}</p><p>{LEAD}</p><p>{REST}</p>") == f"{LEAD}\n\n{REST}"


def test_a_first_sentence_that_ends_in_dots_stays() -> None:
    assert html.text_of(f"<p>{REST[:40]}…</p><p>{LEAD}</p>").startswith(REST[:40])


def test_the_title_as_first_block_goes_but_never_alone() -> None:
    assert html.text_of(f"<h2>تيتر خبر</h2><p>{LEAD}</p>", "تیتر خبر") == LEAD
    assert html.text_of("<p>تیتر خبر</p>", "تیتر خبر") == "تیتر خبر"


def test_a_theme_that_calls_its_article_noise_is_read_all_the_same() -> None:
    assert html.text_of(f"<form><div class='social-content'><p>{LEAD}</p></div></form>") == LEAD


def test_pictures_and_documents() -> None:
    found = html.content(
        "<p><img src='data:x' data-src='/a.jpg'><img src='/a.jpg'><a href='b.PDF?x=1'>فایل</a><a href='/c'>ج</a></p>"
        "<div class='related'><img src='/no.jpg'></div>",
        base="https://example.ir/1/",
    )
    assert found.images == ["https://example.ir/a.jpg"]
    assert found.attachments == ["https://example.ir/1/b.PDF?x=1"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("شورای قم".encode(), ""),
        ("شورای قم".encode(), "text/html; charset=windows-1256"),
        ("شوراي قم".encode("cp1256"), ""),
        ("شوراي قم".encode("cp1256"), "text/html; charset=utf-8"),
        ("شوراي قم".encode("cp1256"), "text/html; charset=ISO-8859-1"),
        ("شوراي قم".encode("cp1256"), "text/html; charset=bogus"),
        ("<meta charset=windows-1256>شوراي قم".encode("cp1256"), ""),
        ("شورای قم".encode("utf-16"), ""),
        ("\ufeffشورای قم".encode(), ""),
        ("شورای قم".encode() + "ب".encode()[:1], ""),
    ],
)
def test_charsets(body: bytes, said: str) -> None:
    text = decode(body, said).replace("ي", "ی")
    assert "شورای قم" in text


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "شورا",
        "<table><tr><td>a<td>b" * 3_000 + "شورا",
        "<ul><li>" * 20_000 + "شورا",
        "<" * 100_000 + "شورا",
        "<p>" + "انتهای پیام/ " * 20_000 + "شورا",
        "<p>" + "[gallery " * 20_000 + "شورا",
        "\x00\ud800<p>شورا",
        "<p>شورا</div></table></p><![CDATA[",
    ],
    ids=lambda m: m[:12],
)
def test_broken_and_deep_markup_is_read(markup: str) -> None:
    assert "شورا" in html.text_of(markup)


def test_plain() -> None:
    assert html.plain(" شورا &#8211; <b>شهر</b>&nbsp; قم ") == "شورا – شهر قم"
