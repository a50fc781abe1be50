"""What `parse --explain` shows stands where it says."""

from shahrkarimeh import reports
from shahrkarimeh.explain import Places, marks
from shahrkarimeh.items import Post
from shahrkarimeh.sites import registry
from shahrkarimeh.text.letters import squeeze

TEXT = (
    "يكصد و دوازدهمين جلسه علني شوراي شهر قم دوشنبه نهم اسفند با محوريت بررسي وضع پسماند برگزار شد.\n\n"
    "به گزارش شهرکریمه، در این جلسه که با حضور فرماندار تشکیل شد، دکتر کاوه مهرآذر رئیس شورا گفت: "
    "باید از مبدأ آغاز کنیم.\n\n"
    "لایحه خرید ده دستگاه کامیون با نه رأی موافق به تصویب رسید."
)


def report():
    site = registry()["shahrekarimeh"]
    place = {"id": "shahrekarimeh:1", "site": site.name, "url": "https://shahrekarimeh.ir/1/"}
    post = Post(**place, title="پسماند در شورا", text=TEXT, published_at="2022-03-01T10:00:00+03:30")
    item = reports.read(post, site)
    assert item is not None
    return item


def test_every_mark_holds_its_value_in_the_spelling_of_the_post() -> None:
    found = marks(report())
    by_field = {m.field: TEXT[m.start : m.end] for m in found}
    assert by_field["session_number"].startswith("يكصد و دوازدهمين")
    assert by_field["visibility"] == "علني"
    assert by_field["city"] == "قم"
    assert by_field["body"] == "شوراي شهر قم"
    assert by_field["weekday"] == "دوشنبه"
    assert by_field["date"] == "نهم اسفند"
    assert by_field["decisions"] == "لایحه خرید ده دستگاه کامیون"
    for mark in found:
        assert 0 <= mark.start < mark.end <= len(TEXT)
        if mark.field in ("topic", "weekday", "speakers", "attendees", "reported_by"):
            assert squeeze(TEXT[mark.start : mark.end]) == squeeze(mark.value)


def test_a_short_value_is_not_found_inside_a_word() -> None:
    assert Places("مقام قم").find("قم") == (5, 7)
    assert Places("مقام").find("قم") is None
    assert Places("").find("قم") is None
