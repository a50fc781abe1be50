"""What the tests put into the WordPress is what they say it is."""

from datetime import datetime

from tests.wordpress.crawls import token_f1
from tests.wordpress.generate import generated, ordinal
from tests.wordpress.posts import CORPUS, TEHRAN, NewPost, corpus_posts, jalali_clock, numbered, reader_text


def test_the_same_seed_gives_the_same_posts() -> None:
    assert generated(30, seed=5) == generated(30, seed=5)
    assert generated(30, seed=5)[3].html != generated(30, seed=6)[3].html


def test_generated_posts_are_varied() -> None:
    posts = generated(1000)
    assert len({post.html for post in posts}) == 1000
    assert 300 < sum(post.categories == ("شورا",) for post in posts) < 600
    for sign in ("&nbsp;", "&zwnj;", "<table>", "<ul>", "<!--more-->", "<!-- wp:", "ي", "انتهای پیام", "style="):
        assert sum(sign in post.html for post in posts) > 10, sign
    assert all(post.published < datetime(2026, 1, 1, tzinfo=TEHRAN) for post in posts)


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 19, 20, 30, 63, 100, 196, 430)] == [
        "یکم", "نوزدهم", "بیستم", "سی‌ام", "شصت و سوم", "یکصدم", "یکصد و نود و ششم", "چهارصد و سی‌ام"
    ]  # fmt: skip


def test_corpus_days_are_jalali_with_the_clock_of_tehran() -> None:
    assert jalali_clock("1394-11-12T10:30:00+03:30").isoformat() == "2016-02-01T10:30:00+03:30"
    assert jalali_clock("1395-05-03T18:05:10+04:30").isoformat() == "2016-07-24T18:05:10+04:30"


def test_corpus_posts_keep_their_numbers() -> None:
    posts = dict(numbered(corpus_posts(CORPUS / "dev.jsonl", ["qomshora"], addresses=True)))
    assert len(posts) == 25
    assert posts[10074].key == "dev-002"


def test_numbers_grow_with_time_and_are_taken_once() -> None:
    day = datetime(2020, 1, 1, tzinfo=TEHRAN)
    posts = [NewPost(f"p{k}", "t", "h", day.replace(day=9 - k), id=12 if k == 0 else None) for k in range(8)]
    pairs = list(numbered(posts))
    free = [number for number, post in pairs if post.id is None]
    assert free == sorted(set(free))
    assert (12, posts[0]) in pairs


def test_reader_text_reads_blocks_and_leaves_the_mark_of_the_end() -> None:
    html = "<p>یک&nbsp;<b>دو</b></p><ul><li>سه</li></ul><p>انتهای پیام/</p>"
    assert reader_text(html) == "یک دو\nسه"


def test_token_f1() -> None:
    assert token_f1("الف ب", "ب الف") == 1
    assert token_f1("الف", "ب") == 0
    assert round(token_f1("الف ب", "الف"), 3) == 0.667
