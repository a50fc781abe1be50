"""Posts a second on one core: from a post to the finished item, beside hazm's Normalizer and trafilatura alone.

The posts are the corpus and as many generated ones, as REST hands them out and as pages of a plain theme. Loading
(lists, hazm) is measured apart.
"""

import html
import json
import os
import time
from collections.abc import Callable, Iterable

from benchmarks.common import show
from tests.wordpress.generate import generated
from tests.wordpress.posts import CORPUS, NewPost, reader_text

Work = Callable[[str], object]

_MENU = "".join(f'<li><a href="/category/{i}/">بخش {i}</a></li>' for i in range(12))
_PAGE = (
    '<!DOCTYPE html><html lang="fa-IR" dir="rtl"><head><meta charset="utf-8"><title>{title} - شهر کریمه</title>'
    '<meta property="article:published_time" content="2021-04-04T10:00:00+04:30"></head>'
    f"<body><header><nav><ul>{_MENU}</ul></nav></header><main><article><h1>{{title}}</h1>"
    '<div class="entry-content">{content}</div></article></main>'
    f"<aside><h2>پربازدیدها</h2><ul>{_MENU}</ul></aside><footer><p>همه حقوق محفوظ است.</p></footer></body></html>"
)


def _line(post: NewPost) -> str:
    jalali = "1400-01-15T10:00:00+04:30"
    document = {"doc": post.key, "url": f"https://shahrekarimeh.ir/{post.key}/", "site": "shahrekarimeh"}
    return json.dumps(document | {"title": post.title, "published": jalali, "html": post.html}, ensure_ascii=False)


def _page(line: str) -> str:
    document = json.loads(line)
    return _PAGE.format(title=html.escape(document["title"]), content=document["html"])


def _rate(work: Work, given: Iterable[str], rounds: int = 3) -> float:
    """Posts a second of CPU, the best of some rounds."""
    given = list(given)
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in given:
            work(text)
        best = min(best, time.process_time() - start)
    return len(given) / best


def _loaded(load: Callable[[], Work], first: str) -> tuple[float, Work]:
    """What loads, ready for its second post, and the seconds that took."""
    start = time.process_time()
    work = load()
    work(first)
    return time.process_time() - start, work


def _posts() -> Work:
    from shahrkarimeh.commands.parse import read_corpus_line
    from shahrkarimeh.sites import registry

    sites = registry()
    return lambda line: read_corpus_line(line, sites, "benchmark")


def _pages() -> Work:
    from shahrkarimeh.intake import take
    from shahrkarimeh.items import Provenance
    from shahrkarimeh.platforms import read_any
    from shahrkarimeh.platforms.base import Page
    from shahrkarimeh.sites import registry

    site, found = registry()["shahrekarimeh"], Provenance(via="file", source_url=None, extractor="benchmark")
    return lambda page: [
        take(post, site, found) for post in read_any(site, Page(f"{site.home}post/", 200, {}, page.encode()))
    ]


def _hazm() -> Work:
    from hazm import Normalizer

    normalizer = Normalizer()
    work: Work = normalizer.normalize
    return work


def _trafilatura() -> Work:
    from trafilatura import extract

    return lambda page: extract(page, output_format="json", with_metadata=True, target_language=None)


def main() -> None:
    """Print the table."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    corpus = [line for name in ("dev", "dev2") for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    lines = [*corpus, *map(_line, generated(len(corpus)))]
    pages, texts = [_page(line) for line in lines], [reader_text(json.loads(line)["html"]) for line in lines]
    rows = []
    for what, load, given in (
        ("shahrkarimeh: REST content to item", _posts, lines),
        ("shahrkarimeh: page to item", _pages, pages),
        ("trafilatura: page to text and metadata", _trafilatura, pages),
        ("hazm: Normalizer on the text", _hazm, texts),
    ):
        loading, work = _loaded(load, given[0])
        rate = _rate(work, given)
        rows.append((what, f"{rate:,.0f}", f"{1000 / rate:.2f}", f"{loading:.2f}"))
    show(f"{len(lines)} posts on one core", ("", "posts/s", "ms a post", "loading, s"), rows)


if __name__ == "__main__":
    main()
