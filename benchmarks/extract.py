"""Posts a second on one core: from a post's HTML to the finished item, beside hazm's Normalizer on the same texts.

The posts are the corpus and as many generated ones. Loading (lists, hazm) is measured apart.
"""

import json
import os
import time
from collections.abc import Callable, Iterable

from benchmarks.common import show
from tests.wordpress.generate import generated
from tests.wordpress.posts import CORPUS, NewPost, reader_text


def _line(post: NewPost) -> str:
    jalali = "1400-01-15T10:00:00+04:30"
    document = {"doc": post.key, "url": f"https://shahrekarimeh.ir/{post.key}/", "site": "shahrekarimeh"}
    return json.dumps(document | {"title": post.title, "published": jalali, "html": post.html}, ensure_ascii=False)


def _rate(work: Callable[[str], object], given: Iterable[str], rounds: int = 3) -> float:
    """Posts a second, the best of some rounds."""
    given = list(given)
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in given:
            work(text)
        best = min(best, time.process_time() - start)
    return len(given) / best


def _loading() -> tuple[float, Callable[[str], object]]:
    start = time.process_time()
    from shahrkarimeh.commands.parse import read_corpus_line
    from shahrkarimeh.sites import registry

    sites = registry()

    def work(line: str) -> object:
        return read_corpus_line(line, sites, "benchmark")

    work(_line(generated(1)[0]))
    return time.process_time() - start, work


def _hazm() -> tuple[float, Callable[[str], object]]:
    start = time.process_time()
    from hazm import Normalizer

    normalizer = Normalizer()
    normalizer.normalize("شورا")
    return time.process_time() - start, normalizer.normalize


def main() -> None:
    """Print the table."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    corpus = [line for name in ("dev", "dev2") for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    lines = [*corpus, *map(_line, generated(len(corpus)))]
    texts = [reader_text(json.loads(line)["html"]) for line in lines]
    loading, work = _loading()
    hazm_loading, normalize = _hazm()
    rows = []
    for what, load, rate in (
        ("shahrkarimeh: HTML to item", loading, _rate(work, lines)),
        ("hazm: Normalizer on the text", hazm_loading, _rate(normalize, texts)),
    ):
        rows.append((what, f"{rate:,.0f}", f"{1000 / rate:.2f}", f"{load:.2f}"))
    show(f"{len(lines)} posts on one core", ("", "posts/s", "ms a post", "loading, s"), rows)


if __name__ == "__main__":
    main()
