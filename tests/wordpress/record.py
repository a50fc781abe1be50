"""Make `recordings/` anew: `python -m tests.wordpress.record`.

The sites of the demo and two small ones are put on loopback under their real addresses and crawled by the project's own
spider into its own archive. Nothing goes out to the real hosts: the recorder's download handler knows loopback only.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from tests.wordpress.crawls import NO_DELAYS, ROOT, Data, crawl, sites_file
from tests.wordpress.generate import generated
from tests.wordpress.machine import MachineError, locked
from tests.wordpress.posts import CORPUS, NewPost, corpus_posts
from tests.wordpress.server import Site, WordPress

RECORDINGS = ROOT / "recordings"
HANDLER = "tests.wordpress.loopback.LoopbackHandler"


def _corpus(site: str, seed: int) -> Sequence[NewPost]:
    return [*corpus_posts(CORPUS / "dev.jsonl", [site], addresses=True), *generated(40, seed)]


def recorded() -> list[Site]:
    """The sites that are recorded: each with its posts and the doors that are shut."""
    return [
        Site("shahrekarimeh", _corpus("shahrekarimeh", 11), "https://shahrekarimeh.ir/"),
        Site(
            "qomshora",
            _corpus("qomshora", 12),
            "https://qomshora.ir/",
            title="شورای اسلامی شهر قم",
            permalinks="/%post_id%/%postname%/",
            theme="twentytwentythree",
            doors={"rest": 401},
        ),
        Site("doors-sitemap", generated(12, 13), "https://sitemap.example/", doors={"rest": 403, "feed": "challenge"}),
        Site(
            "doors-archive",
            generated(12, 14),
            "https://archive.example/",
            permalinks="/%post_id%/%postname%/",
            theme="twentytwentythree",
            jalali=True,
            doors={"rest": "challenge", "feed": "excerpt", "sitemap": 404},
        ),
    ]


def _record(server: WordPress, site: Site, sites: Path, data: Path) -> int:
    """Crawl one site into `recordings/NAME.warc.gz` and its expectation; gives the number of posts."""
    host = urlsplit(site.home or "").hostname
    ports = json.dumps({host: urlsplit(server.url(site.name)).port})
    handlers = json.dumps({"http": HANDLER, "https": HANDLER})
    crawl(site.name, data, sites, {**NO_DELAYS, "DOWNLOAD_HANDLERS": handlers, "LOOPBACK_PORTS": ports})
    expected = server.expected(site.name)
    got = {item["id"] for item in Data(data).items}
    if missing := {f"{site.name}:{post.id}" for post in expected} ^ got:
        raise MachineError(f"{site.name}: not recorded as it stands: {sorted(missing)[:5]}")
    with (RECORDINGS / f"{site.name}.warc.gz").open("wb") as out:
        for part in sorted((data / "warc").glob("*.warc.gz")):
            out.write(part.read_bytes())
    with (RECORDINGS / f"{site.name}.expected.jsonl").open("w", encoding="utf-8") as out:
        for post in expected:
            line = {"id": f"{site.name}:{post.id}", "key": post.key, "url": post.url, "title": post.title}
            line |= {"published_at": post.published, "text": post.text}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return len(expected)


def main() -> int:
    """Record all sites. 2 where no WordPress can be had."""
    RECORDINGS.mkdir(exist_ok=True)
    server = WordPress()
    small = sites_file(
        RECORDINGS / "sites.toml",
        {site.name: site.home or "" for site in recorded() if site.name.startswith("doors-")},
    )
    try:
        with locked(server.machine.home), tempfile.TemporaryDirectory() as work:
            try:
                server.start(*recorded())
                for site in recorded():
                    count = _record(server, site, small, Path(work, site.name))
                    size = (RECORDINGS / f"{site.name}.warc.gz").stat().st_size
                    print(f"recordings/{site.name}.warc.gz: {count} posts, {size / 1000:.0f} kB")
            finally:
                server.stop()
    except (MachineError, RuntimeError) as e:
        print(e, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
