"""Start, change and stop a WordPress on loopback by hand."""

import argparse
import sys
from pathlib import Path

from tests.wordpress.generate import generated
from tests.wordpress.machine import MachineError
from tests.wordpress.posts import corpus_posts
from tests.wordpress.server import Site, WordPress


def _door(text: str) -> tuple[str, int | str]:
    name, _, how = text.partition("=")
    return name, int(how) if how.isdigit() else how


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.wordpress", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    start = verbs.add_parser("start", help="provision and start a site, beside those there are; prints its address")
    start.add_argument("--name", default="hand")
    start.add_argument("--corpus", type=Path, action="append", default=[], help="a JSONL of posts, any number of times")
    start.add_argument("--posts", type=int, default=100, help="generated posts (default 100)")
    start.add_argument("--seed", type=int, default=1)
    start.add_argument("--permalinks", default="/%postname%/")
    start.add_argument("--theme", default="twentytwentyone")
    start.add_argument("--jalali", action="store_true", help="show days in the Iranian calendar")
    start.add_argument("--door", type=_door, action="append", default=[], metavar="NAME=HOW", help="as plugin.php says")
    ctl = verbs.add_parser("ctl", help="change a running site: door NAME=HOW… | add N | edit ID… | trash ID… | log")
    ctl.add_argument("site")
    ctl.add_argument("what", choices=["door", "add", "edit", "trash", "log"])
    ctl.add_argument("values", nargs="*")
    verbs.add_parser("stop", help="stop everything that was started")
    return parser


def _ctl(server: WordPress, site: str, what: str, values: list[str]) -> None:
    if what == "door":
        server.switch(site, **dict(map(_door, values)))
    elif what == "add":
        first = 100_000 + len(server.expected(site))
        for post in generated(int(values[0]) if values else 1, first=first):
            print(server.add(site, post.title, post.html).url)
    elif what == "log":
        for hit in server.hits(site):
            print(f"{hit.at:.3f}\t{hit.status}\t{hit.bytes}\t{hit.uri}")
    else:
        posts = {post.id: post for post in server.expected(site)}
        if strangers := set(map(int, values)) - posts.keys():
            raise MachineError(f"{site} has no post {min(strangers)}; there are {min(posts)} to {max(posts)}")
        for number in map(int, values):
            if what == "edit":
                server.edit(site, number, html=f"{posts[number].html}\n<p>این خبر اصلاح شد.</p>")
            else:
                server.trash(site, number)


def main() -> int:
    """Do what the command line says."""
    args = _parser().parse_args()
    server = WordPress()
    try:
        if args.verb == "stop":
            server.stop()
        elif args.verb == "ctl":
            _ctl(server, args.site, args.what, args.values)
        else:
            posts = [post for path in args.corpus for post in corpus_posts(path)] + generated(args.posts, args.seed)
            site = Site(args.name, posts, permalinks=args.permalinks, theme=args.theme, jalali=args.jalali)
            server.start(site)
            server.switch(args.name, **dict(args.door))
            print(server.url(args.name))
    except MachineError as e:
        print(e, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
