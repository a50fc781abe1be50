"""Generated posts: council reports and other news of invented cities' halls, the same for the same seed.

Sentences are filled from lists and numbers, so that no two posts are near-copies of each other. The markup is
what editors of Iranian WordPress sites leave behind: styles, half-spaces as entities, Arabic letters, bare lines,
block comments, `<!--more-->`, lists, tables, the mark of the end.
"""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from tests.wordpress.posts import TEHRAN, NewPost


def _list(words: str, mark: str | None = None) -> list[str]:
    return words.split(mark)


PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
CITIES = _list("قم کاشان ساوه محلات تفرش میبد سمنان دامغان شاهرود تاکستان ابهر ملایر نهاوند خمین دلیجان گرمسار")
FIRST = _list("محمد علی حسین رضا مهدی حسن احمد محسن سعید مجید زهرا فاطمه مریم حمید جواد عباس ناصر امیر کاظم سمیه")
LAST = _list(
    "محمدی حسینی رضایی کریمی شریعتی موسوی احمدی صادقی جعفری قاسمی نوری هاشمی رحیمی عباسی سلطانی ملکی اکبری رفیعی "
    "دهقان امینی شفیعی فراهانی نیک‌نام خوش‌سیرت پارسا بهرامی توکلی یزدانی"
)
OFFICES = _list(
    "رئیس شورای اسلامی شهر|شهردار|عضو شورای اسلامی شهر|معاون خدمات شهری شهردار|سخنگوی شورا|معاون عمرانی شهردار|"
    "مدیرعامل سازمان پسماند|رئیس کمیسیون عمران شورا|مدیر منطقه دو شهرداری|نایب‌رئیس شورا",
    "|",
)
COMMISSIONS = _list("عمران|برنامه و بودجه|فرهنگی و اجتماعی|شهرسازی و معماری|خدمات شهری|حقوقی و نظارت|حمل‌ونقل", "|")
WEEKDAYS = _list("دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه")  # as datetime.weekday() counts
THINGS = _list(
    "خرید {n} دستگاه اتوبوس|ساماندهی {n} دست‌فروش|نام‌گذاری {n} معبر|احداث پل روگذر میدان {last}|"
    "بهسازی {n} هزار متر مربع آسفالت|واگذاری {n} قطعه زمین|تکمیل ایستگاه {last} قطار شهری|نوسازی {n} تاکسی فرسوده|"
    "توسعه بوستان {last}|تخفیف {p} درصدی عوارض نوسازی|ساخت سرای محله {last}|اصلاح تعرفه پسماند|"
    "احیای {n} هکتار بافت فرسوده|برون‌سپاری پارکینگ {last}|مرمت خانه تاریخی {last}|تجهیز {n} ایستگاه آتش‌نشانی",
    "|",
)
OUTCOMES = _list(
    "به تصویب رسید|با اکثریت آرا تصویب شد|به اتفاق آرا تصویب شد|به کمیسیون مربوط ارجاع شد|رد شد|"
    "به جلسه بعد موکول شد|با {yes} رأی موافق و {no} رأی مخالف تصویب شد",
    "|",
)
SAYING = _list("گفت|اظهار کرد|بیان داشت|تصریح کرد|خاطرنشان کرد|افزود|یادآور شد|تأکید کرد", "|")
WORDS = _list(
    "پیشرفت {thing} به {p} درصد رسیده است|برای {thing} {n} میلیارد تومان پیش‌بینی شده است|"
    "{thing} تا پایان {month} به بهره‌برداری می‌رسد|اهالی محله {last} سال‌هاست {thing} را می‌خواهند|"
    "پیمانکار {thing} {n} روز تأخیر دارد|{p} درصد درآمد شهر صرف {thing} می‌شود|"
    "در {month} گذشته {n} نفر درباره {thing} با سامانه ۱۳۷ تماس گرفتند|بدون همراهی مردم {thing} به جایی نمی‌رسد|"
    "قرارداد {thing} با شرکت {last} به مبلغ {n} میلیارد ریال بسته شد|گزارش {thing} هر {p} روز به شورا داده می‌شود",
    "|",
)
MONTHS = _list("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند")
NEWS = (
    ("ورزشی", "تیم {last} {city} {p} امتیازی شد", "تیم {last} {city} در هفته {p} لیگ {n} تماشاگر را به وجد آورد."),
    ("حوادث", "مهار آتش‌سوزی انبار {last} در {city}", "آتش‌نشانان {city} انبار {n} متری را در {p} دقیقه خاموش کردند."),
    ("هوا", "کاهش {p} درجه‌ای دمای {city}", "کارشناس هواشناسی {city} از بارش {n} میلی‌متری باران در {month} خبر داد."),
    ("فرهنگی", "بزرگداشت {name} در {city}", "آیین نکوداشت {name} با حضور {n} هنرمند در تالار {last} {city} برپا شد."),
    ("اقتصادی", "گرانی {p} درصدی میوه در {city}", "رئیس اتاق اصناف {city} از پلمب {n} واحد متخلف در {month} خبر داد."),
    ("شهری", "بهره‌برداری از {thing} در {city}", "با حضور شهردار {city}، {thing} با {n} میلیارد تومان به پایان رسید."),
    ("اجتماعی", "دیدار شهردار {city} با خانواده {last}", "شهردار {city} در {month} با {n} خانواده شهید دیدار کرد."),
    ("شورا", "جلسه آینده شورای شهر {city}", "جلسه شورای شهر {city} هفته آینده درباره {thing} برگزار می‌شود."),
)  # fmt: skip
_ONES = _list(
    "یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم"
)
_TENS = _list("بیست سی چهل پنجاه شصت هفتاد هشتاد نود")
_HUNDREDS = _list("یکصد دویست سیصد چهارصد")


def ordinal(n: int) -> str:
    """`یکصد و نود و ششم` for 196; n up to 499."""
    parts = []
    if n >= 100:
        parts, n = [_HUNDREDS[n // 100 - 1]], n % 100
    if n >= 20:
        parts, n = [*parts, _TENS[n // 10 - 2]], n % 10
    if n:
        return " و ".join([*parts, _ONES[n - 1]])
    last = parts[-1]
    return " و ".join([*parts[:-1], f"{last}‌ام" if last == "سی" else f"{last}م"])


class _Writer:
    """One post's worth of choices."""

    def __init__(self, seed: str, when: datetime) -> None:
        self.dice = random.Random(seed)
        self.when = when
        self.city = self.dice.choice(CITIES)
        self.people = [f"{self.pick(FIRST)} {self.pick(LAST)}" for _ in range(self.dice.randint(2, 5))]
        self.offices = self.dice.sample(OFFICES, len(self.people))

    def pick(self, of: Sequence[str]) -> str:
        return self.dice.choice(of)

    def fill(self, template: str, thing: bool = True) -> str:
        """The template with its slots filled anew; the matter of `{thing}` is itself a template."""
        n, p = self.dice.randint(2, 980), self.dice.randint(2, 98)
        slots: dict[str, object] = {"n": n, "p": p, "yes": self.dice.randint(5, 12), "no": self.dice.randint(0, 4)}
        slots |= {
            "last": self.pick(LAST),
            "month": self.pick(MONTHS),
            "city": self.city,
            "name": self.pick(self.people),
        }
        if thing:
            slots["thing"] = self.fill(self.pick(THINGS), thing=False)
        return template.format(**slots)

    def speech(self) -> str:
        """A paragraph of what one of the people said."""
        k = self.dice.randrange(len(self.people))
        said = [self.fill(self.pick(WORDS)) for _ in range(self.dice.randint(1, 4))]
        start = f"{self.people[k]}، {self.offices[k]} {self.city}، {self.pick(SAYING)}: {said[0]}."
        return " ".join([start, *(f"وی {self.pick(SAYING)}: {sentence}." for sentence in said[1:])])

    def report(self) -> tuple[str, list[str], tuple[str, ...], tuple[str, ...]]:
        """Title, paragraphs, categories and tags of a report of a meeting."""
        n = self.dice.randint(1, 420)
        council = f"شورای اسلامی شهر {self.city}"
        body = f"کمیسیون {self.pick(COMMISSIONS)} {council}" if self.dice.random() < 0.3 else council
        meeting = f"{ordinal(n) if self.dice.random() < 0.7 else n} جلسه {body}"
        if n > 19 and self.dice.random() < 0.5:
            meeting = f"{ordinal(n)}ین جلسه {self.pick(['علنی ', 'غیرعلنی ', ''])}{body}"
        matter = self.fill(self.pick(THINGS))
        title = self.pick([f"{meeting} برگزار شد", f"{matter} در {meeting}", f"جلسه {body} با موضوع {matter}"])
        day = WEEKDAYS[self.when.weekday()]
        lead = (
            f"به گزارش شهرکریمه، {meeting} {self.pick(['صبح', 'عصر'])} امروز {day} به ریاست {self.people[0]} برگزار شد."
        )
        paragraphs = [lead, f"در این جلسه {matter} {self.fill(self.pick(OUTCOMES))}."]
        paragraphs += [self.speech() for _ in range(self.dice.randint(1, 7))]
        paragraphs += [f"در ادامه، {self.fill(self.pick(THINGS))} {self.fill(self.pick(OUTCOMES))}."]
        return title, paragraphs, ("شورا",), (self.city, "شورای شهر")

    def news(self) -> tuple[str, list[str], tuple[str, ...], tuple[str, ...]]:
        """The same of any other news."""
        category, title, lead = self.dice.choice(NEWS)
        paragraphs = [f"به گزارش شهرکریمه، {self.fill(lead)}"]
        paragraphs += [self.speech() for _ in range(self.dice.randint(1, 10))]
        categories = (category, "برگزیده") if self.dice.random() < 0.15 else (category,)
        return self.fill(title), paragraphs, categories, (self.city,)

    def block(self, paragraph: str) -> str:
        """A paragraph in one of the ways editors leave it."""
        things = [self.fill(self.pick(THINGS)) for _ in range(3)]
        rows = "".join(f"<tr><td>{k}</td><td>{t}</td></tr>" for k, t in enumerate(things, 1))
        broken = paragraph.replace(". ", ".<br />", 1)
        ways: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.40, lambda: f"<p>{paragraph}</p>"),
            (0.20, lambda: f'<p style="text-align: justify;">{paragraph}</p>'),
            (0.08, lambda: f"<p><span style='font-family: tahoma'>{paragraph.replace(' ', '&nbsp;', 1)}</span></p>"),
            (0.06, lambda: f"<p>{paragraph.replace('‌', '&zwnj;')}</p>"),
            (0.05, lambda: f"<p>{paragraph.replace('ی', 'ي').replace('ک', 'ك')}</p>"),
            (0.05, lambda: f"<h3>{things[0]}</h3>\n<p>{paragraph}</p>"),
            (0.04, lambda: f"<blockquote><p>{paragraph}</p></blockquote>"),
            (0.04, lambda: "<ul>\n" + "\n".join(f"<li>{t}</li>" for t in things) + f"\n</ul>\n<p>{paragraph}</p>"),
            (0.03, lambda: f"<table><tbody>{rows}</tbody></table>\n<p>{paragraph}</p>"),
            (0.03, lambda: f"<!-- wp:paragraph -->\n<p>{broken}</p>\n<!-- /wp:paragraph -->"),
            (0.02, lambda: f'<p>{paragraph} <a href="/?s={self.dice.randint(1, 99)}">سند پیوست</a></p>'),
        )  # fmt: skip
        return self.dice.choices([way for _, way in ways], [weight for weight, _ in ways])[0]()

    def html(self, paragraphs: list[str]) -> str:
        """The body of the post."""
        if self.dice.random() < 0.08:  # bare lines, which WordPress itself parts into paragraphs
            return "\n\n".join(paragraphs)
        blocks = [f"<p><strong>{paragraphs[0]}</strong></p>" if self.dice.random() < 0.3 else f"<p>{paragraphs[0]}</p>"]
        blocks += [self.block(paragraph) for paragraph in paragraphs[1:]]
        if self.dice.random() < 0.1:
            blocks.insert(1, "<!--more-->")
        return "\n".join([*blocks, *self.dice.choice([["<p>انتهای پیام/</p>"], []])])


def generated(count: int, seed: int = 1, first: int = 1) -> list[NewPost]:
    """`count` posts from the first days of 1394 on, spread over ten years.

    One in twenty was edited days later, and the first thirty of every five hundred share one second of
    modification, as a bulk edit leaves them.
    """
    posts = []
    start = datetime(2015, 3, 23, 8, 0)
    step = timedelta(days=3700) / max(count, 1)
    bulk_edit = datetime(2025, 4, 12, 9, 30, tzinfo=TEHRAN)
    for k in range(first, first + count):
        dice = random.Random(f"{seed}:{k}:clock")
        day = start + step * (k - first)
        when = day.replace(
            hour=dice.randint(6, 22), minute=dice.randint(0, 59), second=dice.randint(0, 59), microsecond=0
        )
        published = when.replace(tzinfo=TEHRAN)
        writer = _Writer(f"{seed}:{k}", published)
        title, paragraphs, categories, tags = writer.report() if dice.random() < 0.4 else writer.news()
        later = published + timedelta(days=dice.randint(1, 9)) if dice.random() < 0.05 else None
        posts.append(
            NewPost(
                key=f"gen-{k}",
                title=title.translate(PERSIAN),
                html=writer.html([p.translate(PERSIAN) if dice.random() < 0.8 else p for p in paragraphs]),
                published=published,
                modified=bulk_edit if (k - first) % 500 < 30 and count >= 500 else later,
                categories=categories,
                tags=tags,
            )
        )
    return posts
