"""A whole crawl by REST with delays off: time, memory, posts a second, beside curl fetching the same pages.

Every row runs `--rounds` times on the same WordPress; the median is shown. The server shares the machine, so the floor
tells how much of the time is the server's.
"""

import argparse
import shutil
import statistics
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import Cost, measured, show, sites
from tests.wordpress.crawls import NO_DELAYS, Data, command, sites_file
from tests.wordpress.generate import generated
from tests.wordpress.server import Hit, Site, WordPress


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "peak")))


def _floor(url: str, hits: Sequence[Hit], work: Path) -> Cost:
    """curl, one connection, the same addresses in the same order."""
    config = work / "curl.txt"
    config.write_text("".join(f'url = "{url.rstrip("/")}{hit.uri}"\noutput = "/dev/null"\n' for hit in hits))
    return measured(["curl", "-s", "--compressed", "-g", "-K", str(config)])


def _rows(server: WordPress, work: Path, count: int, rounds: int) -> list[tuple[object, ...]]:
    name = f"bench-{count}"
    registry = sites_file(work / "sites.toml", {name: server.url(name)})
    crawls, floors = [], []
    for _ in range(rounds):
        shutil.rmtree(work / "data", ignore_errors=True)
        server.forget_hits(name)
        crawls.append(measured(command(name, work / "data", registry, NO_DELAYS, door="rest")))
        floors.append(_floor(server.url(name), server.hits(name), work))
        if len(Data(work / "data").items) != count:
            raise RuntimeError(f"{count} posts were there and {len(Data(work / 'data').items)} came")
    rows: list[tuple[object, ...]] = []
    for what, costs in (("shahrkarimeh", crawls), ("curl", floors)):
        cost = _median(costs)
        numbers = (f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}", f"{count / cost.wall:.0f}")
        rows.append((f"{what}, {count:,} posts", *numbers))
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--posts", type=int, nargs="*", default=[1000, 10_000])
    args = parser.parse_args()
    with sites(*(Site(f"bench-{count}", generated(count)) for count in args.posts)) as (server, work):
        rows = [row for count in args.posts for row in _rows(server, work, count, args.rounds)]
    show("A whole site by REST, delays off", ("", "wall s", "CPU s", "peak MB", "posts/s"), rows)


if __name__ == "__main__":
    main()
