"""How many requests a whole site of 1,000 posts takes through each door, robots.txt included, as nginx counted them."""

from benchmarks.common import show, sites
from tests.wordpress.crawls import FAST, crawl, sites_file
from tests.wordpress.generate import generated
from tests.wordpress.server import Site

AIMS = {"rest": 12, "feed": 103}


def main() -> None:
    """Print the table."""
    rows = []
    with sites(Site("thousand", generated(1000))) as (server, work):
        registry = sites_file(work / "sites.toml", {"thousand": server.url("thousand")})
        for door in ("rest", "feed", "sitemap", "archive"):
            server.forget_hits("thousand")
            data = crawl("thousand", work / door, registry, FAST, door=door)
            hits = server.hits("thousand")
            size = f"{sum(hit.bytes for hit in hits) / 1e6:.2f}"
            rows.append((door, len(data.items), len(hits), AIMS.get(door, "-"), size, f"{data.run['seconds']:.1f}"))
    show("A whole site of 1,000 posts", ("door", "posts", "requests", "at most", "MB", "seconds, no delays"), rows)


if __name__ == "__main__":
    main()
