"""A second run with nothing new, politeness on, both sites of the registry in one command: requests and seconds."""

import sys

from benchmarks.common import measured, show, sites
from tests.wordpress.crawls import FAST, crawl, sites_file
from tests.wordpress.generate import generated
from tests.wordpress.server import Site

NAMES = ("shahrekarimeh", "qomshora")


def main() -> None:
    """Print the table."""
    wanted = [Site(name, generated(500, seed=20 + k)) for k, name in enumerate(NAMES)]
    with sites(*(Site(f"bench-{site.name}", site.posts) for site in wanted)) as (server, work):
        registry = sites_file(work / "sites.toml", {name: server.url(f"bench-{name}") for name in NAMES})
        for name in NAMES:
            crawl(name, work / "data", registry, FAST)
        for name in NAMES:
            server.forget_hits(f"bench-{name}")
        command = [sys.executable, "-m", "shahrkarimeh", "crawl", *NAMES, "--sites", str(registry)]
        cost = measured([*command, "--data", str(work / "data"), "--quiet"])
        hits = {name: server.hits(f"bench-{name}") for name in NAMES}
    rows = [(name, len(found), 2, f"{sum(hit.bytes for hit in found) / 1000:.1f}") for name, found in hits.items()]
    show("Second run, nothing new, 500 posts a site", ("site", "requests", "at most", "kB"), rows)
    print(f"both sites in one run: {cost.wall:.2f} s (at most 3), {cost.cpu:.2f} s of CPU, {cost.peak:.0f} MB")


if __name__ == "__main__":
    main()
