"""The sites that the tests crawl."""

from tests.wordpress.generate import generated
from tests.wordpress.posts import CORPUS, corpus_posts
from tests.wordpress.server import Site


def all_sites() -> list[Site]:
    """A big one with the whole corpus, one of another make, and small ones for what changes, is shut or has a limit."""
    corpus = [post for name in ("dev", "dev2") for post in corpus_posts(CORPUS / f"{name}.jsonl")]
    qomshora = corpus_posts(CORPUS / "dev.jsonl", ["qomshora"], addresses=True)
    other = {"permalinks": "/%post_id%/%postname%/", "theme": "twentytwentythree", "jalali": True}
    return [
        Site("whole", [*corpus, *generated(1000)]),
        Site("other", [*qomshora, *generated(75, seed=2)], **other),  # type: ignore[arg-type]
        Site("changing", generated(45, seed=3)),
        Site("shut", generated(24, seed=4)),
        Site("polite", generated(24, seed=5)),
        Site("limit-429", generated(12, seed=7), limit=429),
        Site("limit-503", generated(12, seed=7), limit=503),
    ]
