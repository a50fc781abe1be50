"""Items for the tests of the store and the pipelines."""

import random

from shahrkarimeh.dedup import fingerprint
from shahrkarimeh.items import Meeting, MeetingReport, Post

WORDS = (
    "شورا جلسه بودجه لایحه میدان خیابان پارک مدرسه مترو اتوبوس نانوا درخت آسفالت پل کتابخانه سالن ورزش بازار".split()
)


def words(seed: int, count: int = 60) -> str:
    return " ".join(f"{w}{n}" for n, w in enumerate(random.Random(seed).choices(WORDS, k=count)))


def post(number: int, text: str = "متن", revision: int = 1, site: str = "a") -> Post:
    return Post(
        id=f"{site}:{number}",
        revision=revision,
        site=site,
        url=f"https://{site}.example/{number}/",
        title=f"خبر {number}",
        text=text,
        fingerprint=fingerprint(f"خبر {number}", text),
    )


def report(number: int, text: str, site: str = "a", **facts: object) -> MeetingReport:
    base = post(number, text, site=site).model_dump(exclude={"kind"})
    return MeetingReport(**base, meeting=Meeting(**facts))
