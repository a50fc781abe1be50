"""Who is given which words: paragraph by paragraph on the corpus, sentence by sentence on posts of our own."""

from pathlib import Path

import pytest

from shahrkarimeh.commands.evaluate import evaluate_corpus
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.speakers import speech_of
from tests.reports import a_document, a_site

CORPUS = Path(__file__).parent / "corpus"
FLOOR = 0.95


def frame(city: str) -> MeetingFrame:
    return MeetingFrame(body=f"شورای اسلامی شهر {city}", body_kind="council", city=city)


def blocks(text: str) -> str:
    return "\n\n".join(line.strip() for line in text.strip().split("\n"))


def said(text: str, city: str = "سروستان", title: str = "") -> list[tuple[str, bool, str]]:
    """Speaker, whether quoted, words."""
    doc = a_document(blocks(text), title)
    speech = speech_of(doc, frame(city))
    for s in speech.statements:
        assert s.text == doc.text[s.span[0] : s.span[1]]
    return [
        (speech.speakers[s.speaker].name or speech.speakers[s.speaker].role or "", s.quote, s.text)
        for s in speech.statements
    ]


def test_nearly_every_line_of_the_corpora_has_its_speakers() -> None:
    corpora = sorted(CORPUS.glob("dev*.jsonl"))
    result = evaluate_corpus(corpora)
    assert result.scores["statements"].n > 300
    assert result.scores["statements"].score >= FLOOR, [m for m in result.misses if m.field == "statements"][:10]


def test_closed_session_in_reported_speech() -> None:
    words = said(
        """صد و هفتمین جلسه شورای شهر سروستان بصورت غیرعلنی برگزار شد.
        در این جلسه ضمن طرح دغدغه های اعضا بر ضرورت همکاری دستگاه ها تاکید شد.
        نعمت الله صالحیان رئیس شورای شهرسروستان ضمن اشاره به بازارچه های نوروزی بر آمادگی شورا تاکید ورزید.
        مهندسکرامتی فر شهردار سروستان نیز رسالت شهرداری را خدمت دانست و همراهی کامل مدیران مناطق را اعلام نمود.
        جلیل باستانی معاون سیاسی، اجتماعی فرمانداری نیز ضمن تقدیر از اصناف، آرامش نوروز را مرهون همدلی بازاریان دانست .
        گفتنی است برخی اعضای شورا نیز ضمن اعلام نظرات خود بر تداوم جلسات تصریح کردند."""
    )
    assert [(who, quote) for who, quote, _ in words] == [
        ("نعمت الله صالحیان", False),
        ("کرامتی فر", False),
        ("جلیل باستانی", False),
    ]
    assert words[1][2].endswith("همراهی کامل مدیران مناطق را اعلام نمود.")


def test_a_quotation_goes_on_to_the_end_of_its_paragraph() -> None:
    words = said(
        """بهرام دشتی‌نژاد رئیس شورا گفت: آب نداریم. چاه‌ها خشک شده است. وی افزود: باران هم نیامد.
        لایحه آب‌رسانی با پنج رأی موافق تصویب شد."""
    )
    assert words == [
        ("بهرام دشتی‌نژاد", True, "آب نداریم."),
        ("بهرام دشتی‌نژاد", True, "چاه‌ها خشک شده است."),
        ("بهرام دشتی‌نژاد", True, "باران هم نیامد."),
    ]


def test_decisions_end_a_quotation() -> None:
    words = said("مریم گلستان‌پور عضو شورا گفت: پارک روشنایی ندارد. در پایان لایحه روشنایی به اتفاق آرا به تصویب رسید.")
    assert [w for *_, w in words] == ["پارک روشنایی ندارد."]


def test_what_leads_in_to_a_quotation_is_reported_speech() -> None:
    words = said("دکتر رامین کوهپایه با انتقاد از کندی کار پیمانکار گفت: نوروز رسید و پل نرسید.")
    assert [(q, w) for _, q, w in words] == [
        (False, "دکتر رامین کوهپایه با انتقاد از کندی کار پیمانکار گفت"),
        (True, "نوروز رسید و پل نرسید."),
    ]


def test_quotation_marks_bound_the_quotation() -> None:
    words = said("ناهید صحرایی گفت: «این پل سال‌هاست وعده است» و از شهردار خواست تاریخ بدهد.")
    assert [(q, w) for _, q, w in words] == [
        (True, "این پل سال‌هاست وعده است"),
        (False, "و از شهردار خواست تاریخ بدهد."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "وی از پیمانکار نیز گلایه کرد.",
        "دهدشتی افزود: کسی پاسخگو نیست.",
        "سخنگوی شورا ادامه داد: کسی پاسخگو نیست.",
        "این عضو شورا تأکید کرد کسی پاسخگو نیست.",
        "نامبرده خواستار رسیدگی شد.",
        "به گفته وی، کسی پاسخگو نیست.",
        "به اعتقاد دهدشتی کسی پاسخگو نیست.",
        "او همچنین خاطرنشان ساخت که کسی پاسخگو نیست.",
        "ایشان در پایان اظهار امیدواری کردند کار تمام شود.",
    ],
)
def test_all_ways_of_naming_the_same_speaker(line: str) -> None:
    words = said(f"کیومرث دهدشتی سخنگوی شورا گفت: میدان بار نیمه‌کاره است.\n{line}")
    assert {who for who, *_ in words} == {"کیومرث دهدشتی"}
    assert len(words) == 2


@pytest.mark.parametrize(
    "text",
    [
        "به درخواست شهردار، لایحه پسماند به جلسه بعد موکول شد.",
        "معاون خدمات شهری شهرداری گزارشی ارائه کرد.",
        "یکی از اعضا خواستار تنفس شد.",
        "برخی از اعضای شورا از روند کار انتقاد کردند.",
        "بر لزوم همکاری دستگاه‌ها تأکید شد.",
        "جلسه با حضور رئیس شورا و شهردار برگزار شد.",
        "رئیس جلسه: یونس شهابی",
        "مهندس شهابی در خصوص پیشرفت پروژه‌ها توضیحاتی داد.",
        "شورا خواستار ارائه گزارش ماهانه شد.",
        "",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert said(text) == []


def test_two_who_say_the_same() -> None:
    words = said("احمد صفایی و ناهید قربانی دو عضو دیگر شورا نیز از روند پروژه گلایه کردند.")
    assert [who for who, *_ in words] == ["احمد صفایی", "ناهید قربانی"]


def test_a_label_alone_in_its_line_speaks_the_next() -> None:
    words = said("دکتر هما ساحلی نایب‌رئیس شورا:\nدو سال است تابلو نصب نشده است.\nدر پایان، طرح تابلوها تصویب شد.")
    assert words == [("هما ساحلی", True, "دو سال است تابلو نصب نشده است.")]


def test_the_same_site_reads_the_same() -> None:
    doc = a_document("رئیس شورا گفت: کار تمام شد.", site=a_site(city="سروستان"))
    assert speech_of(doc, frame("سروستان")) == speech_of(doc, frame("سروستان"))
