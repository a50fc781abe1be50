"""The command line. Everything slow is imported inside the commands, so that `--help` answers at once."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from shahrkarimeh.errors import ConfigError, ShahrkarimehError
from shahrkarimeh.version import __version__

app = typer.Typer(
    name="shahrkarimeh",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Crawls what a Persian news site and city councils publish about council meetings, and turns each report "
    "into a structured record: who met, who said what, what was decided.\n\n"
    "Days are Gregorian or Jalali, told apart by the year: 2016-02-01, 1394-11-12, ۱۳۹۴/۱۱/۱۲.\n\n"
    "Exit codes: 0 all well; 1 partly (what came is written); 2 wrong usage or configuration; "
    "3 nothing could be fetched.",
)

DataOption = Annotated[
    Path, typer.Option("--data", metavar="DIR", envvar="SHAHRKARIMEH_DATA", help="The data directory.")
]
SitesOption = Annotated[
    list[Path] | None,
    typer.Option("--sites", metavar="FILE", help="A TOML file of further sites; may be given more than once."),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("-s", "--set", metavar="NAME=VALUE", help="Any Scrapy setting; may be given more than once."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help="No progress, only errors.")]
VerboseOption = Annotated[int, typer.Option("-v", "--verbose", count=True, help="Log what is done; -vv more.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"shahrkarimeh {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _settings(pairs: list[str] | None) -> dict[str, str]:
    """`NAME=VALUE` pairs as a dict. Raises ConfigError."""
    for pair in pairs or []:
        if "=" not in pair:
            raise ConfigError(f"-s {pair}: expected NAME=VALUE")
    return dict(pair.split("=", 1) for pair in pairs or [])


@app.command()
def crawl(
    sites: Annotated[
        list[str] | None, typer.Argument(metavar="[SITE]...", help="Sites of the registry; all of them if none.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only posts published on that day or later.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only posts published on that day or before.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Look at everything again, not only at what changed.")] = False,
    replay: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE...", help="Crawl these WARC recordings instead of the network."),
    ] = None,
    door: Annotated[
        str | None, typer.Option(metavar="DOOR", help="Only this way in: rest, feed, sitemap or archive.")
    ] = None,
    notify: Annotated[
        str | None,
        typer.Option(
            metavar="TARGET",
            envvar="SHAHRKARIMEH_NOTIFY",
            help="Who hears of a run that did not end with 0: an http(s) address, or a command; either gets JSON.",
        ),
    ] = None,
    data: DataOption = Path("data"),
    sites_file: SitesOption = None,
    settings: SetOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = 0,
) -> None:
    """Take what is new since the last run; on the first run, everything.

    Reports go to DIR/reports.jsonl, repeats of them to copies.jsonl, all other posts to posts.jsonl, and every
    response to DIR/warc.

    \b
    shahrkarimeh crawl                                   all sites
    shahrkarimeh crawl qomshora --since 1403-01-01       one site, a year's posts on
    shahrkarimeh crawl --replay recordings/*.warc.gz     no network at all
    """
    from shahrkarimeh.commands import crawl as command

    # A shell spreads `--replay *.warc.gz` into one option and a tail of arguments.
    tail = [s for s in sites or [] if replay and Path(s).is_file()]
    plan = command.plan(
        names=[s for s in sites or [] if s not in tail],
        data=data, sites_files=sites_file or [], since=since, until=until, full=full,
        replay=[*(replay or []), *map(Path, tail)], door=door, settings=_settings(settings), notify=notify,
    )  # fmt: skip
    raise typer.Exit(command.crawl(plan, as_json=json, quiet=quiet, verbose=verbose))


@app.command()
def parse(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="What to read; - or nothing is standard input.")
    ] = "-",
    site: Annotated[
        str | None, typer.Option(metavar="SITE", help="The site it is from; told from its addresses if not given.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="The address the page is from.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the text with what became which field, coloured in a terminal.")
    ] = False,
    sites_file: SitesOption = None,
) -> None:
    """Read one page, a REST document or a JSONL of posts, and print one item a line.

    \b
    shahrkarimeh parse page.html --site shahrekarimeh
    curl -s 'https://shahrekarimeh.ir/wp-json/wp/v2/posts' | shahrkarimeh parse
    shahrkarimeh parse tests/corpus/dev.jsonl
    """
    from shahrkarimeh.commands import parse as command

    raise typer.Exit(command.parse(file, site, url, sites_file or [], explain=explain))


@app.command()
def reparse(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[WARC]...", help="Archives to read; those of the data directory if none."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write there, and leave the data directory as it is.")
    ] = None,
    data: DataOption = Path("data"),
    sites_file: SitesOption = None,
    json: JsonOption = False,
) -> None:
    """Make the items again from every archived response, with today's parsers and no network.

    Replaces reports.jsonl, copies.jsonl and posts.jsonl of the data directory once all is read; an item whose
    archived response is gone is kept as it was.
    """
    from shahrkarimeh.commands import reparse as command

    raise typer.Exit(command.reparse(data, files or [], out, sites_file or [], as_json=json))


@app.command()
def report(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write.")] = Path("coverage.html"),
    data: DataOption = Path("data"),
    sites_file: SitesOption = None,
    scores: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Output of `evaluate --json`, to show instead of this version's own scores."),
    ] = None,
) -> None:
    """Write one HTML page that shows what the data covers; it needs no network, only a browser.

    Which sessions of each term were found and which are missing, meetings over time, who spoke, what was decided, how
    the votes fell, sources and copies, how the last runs went, and every report with its facts marked in its text.

    \b
    shahrkarimeh report --out coverage.html
    shahrkarimeh report --data council --out council.html
    """
    from shahrkarimeh.commands import report as command

    raise typer.Exit(command.report(data, out, sites_file or [], scores))


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the dataset goes.")] = Path("dataset"),
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Some of jsonl,csv,parquet,sqlite.")
    ] = "jsonl,csv,parquet,sqlite",
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only meetings on that day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Only meetings on that day or before.")] = None,
    city: Annotated[str | None, typer.Option(metavar="NAME", help="Only that city's.")] = None,
    body: Annotated[str | None, typer.Option(metavar="NAME", help="Only that body's, by its full name.")] = None,
    site: Annotated[str | None, typer.Option(metavar="SITE", help="Only what that site published.")] = None,
    scores: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Output of `evaluate --json`, for the card instead of this version's own."),
    ] = None,
    normalised: Annotated[
        bool, typer.Option("--normalised", help="Add `text_normalised` to reports: the text as hazm normalises it.")
    ] = False,
    tokens: Annotated[
        bool, typer.Option("--tokens", help="Add `tokens` and `lemmas` to reports: the normalised text's, by hazm.")
    ] = False,
    data: DataOption = Path("data"),
) -> None:
    """Write the data as tables, described and citable: reports, meetings, speakers, statements, decisions and more.

    Where the day of a meeting is not known, --since and --until go by the day of publication. The same data give the
    same bytes. Lines that hold no item are left out and named. An earlier dataset in DIR is replaced all at once, and
    only when the new one is whole; what you have added to it stays.

    \b
    shahrkarimeh export --out dataset
    shahrkarimeh export --out term5 --format parquet --since 1396-06-01 --until 1400-05-13
    """
    from shahrkarimeh.commands import export as command

    chosen = {"since": since, "until": until, "city": city, "body": body, "site": site}
    raise typer.Exit(command.export(data, out, formats, **chosen, scores=scores, normalised=normalised, tokens=tokens))


@app.command()
def status(data: DataOption = Path("data"), json: JsonOption = False) -> None:
    """Say what the data directory holds, site by site, and how the last runs went."""
    from shahrkarimeh.commands import status as command

    raise typer.Exit(command.status(data, as_json=json))


@app.command()
def sites(sites_file: SitesOption = None, json: JsonOption = False) -> None:
    """List the sites of the registry, and of --sites FILE."""
    from shahrkarimeh.commands import sites as command

    raise typer.Exit(command.sites(sites_file or [], as_json=json))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the items."""
    import json as json_module

    from shahrkarimeh.items import json_schema

    typer.echo(json_module.dumps(json_schema(), ensure_ascii=False, indent=2))


@app.command()
def evaluate(
    corpus: Annotated[list[Path], typer.Argument(metavar="CORPUS...", help="JSONL of posts with `gold`.")],
    errors: Annotated[
        bool, typer.Option("--errors", help="Show each miss: gold, what was read, and the sentence.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Score the parsers on gold, field by field.

    \b
    shahrkarimeh evaluate tests/corpus/dev.jsonl --errors
    """
    from shahrkarimeh.commands import evaluate as command

    raise typer.Exit(command.evaluate(corpus, show_errors=errors, as_json=json))


def main() -> None:
    """The console script: runs the command line, and says a known fault in one line."""
    try:
        app()
    except ShahrkarimehError as e:
        typer.echo(f"shahrkarimeh: {e}", err=True)
        sys.exit(e.exit_code)
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
