"""`shahrkarimeh crawl`: runs the spiders of the sites asked for, in one process, and tells how it went."""

import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.settings import Settings

from shahrkarimeh import archive, store
from shahrkarimeh.commands.progress import Progress
from shahrkarimeh.errors import ConfigError, DataDirError
from shahrkarimeh.halt import FATAL
from shahrkarimeh.notify import command_of, is_webhook, notify
from shahrkarimeh.runs import Run, exit_code
from shahrkarimeh.sites import ALL_DOORS, Registry, registry
from shahrkarimeh.text.jalali import parse_day

_LOG_LEVELS = ("WARNING", "INFO", "DEBUG")


@dataclass(frozen=True, slots=True)
class Plan:
    """A crawl as it was asked for, checked."""

    sites: Sequence[str]
    data: Path
    sites_files: Sequence[Path] = ()
    since: date | None = None
    until: date | None = None
    full: bool = False
    replay: Sequence[Path] = ()
    door: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    notify: str | None = None


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        raise ConfigError(f"{option} {text}: no such day; write 2016-02-01 or 1394-11-12")
    return day


def _recorded_sites(sites: Registry, files: Iterable[Path]) -> list[str]:
    hosts = {host for file in files for host in archive.hosts(file)}
    return [name for name, site in sites.items() if site.host in hosts]


def plan(
    *,
    names: Sequence[str],
    data: Path,
    sites_files: Sequence[Path],
    since: str | None,
    until: str | None,
    full: bool,
    replay: Sequence[Path],
    door: str | None,
    settings: Mapping[str, str],
    notify: str | None = None,
) -> Plan:
    """Checks what was asked for. Raises ConfigError or ArchiveError before anything is begun."""
    sites = registry(*sites_files)
    first, last = _day(since, "--since"), _day(until, "--until")
    if first and last and first > last:
        raise ConfigError(f"--since {since} lies after --until {until}: nothing can be published between them")
    if door is not None and door not in ALL_DOORS:
        raise ConfigError(f"--door {door}: there are {', '.join(ALL_DOORS)}")
    if notify and not is_webhook(notify):
        command_of(notify)
    chosen = [sites[name].name for name in dict.fromkeys(names)]
    if not chosen:
        chosen = _recorded_sites(sites, replay) if replay else list(sites)
        if not chosen:
            raise ConfigError("the recordings hold none of the sites of the registry; add yours with --sites FILE")
    elif replay:
        _recorded_sites(sites, replay)  # a file that is no archive is found out here
    return Plan(chosen, data, sites_files, first, last, full, replay, door, settings, notify)


def _scrapy_settings(plan: Plan, verbose: int, quiet: bool) -> Settings:
    settings = Settings()
    settings.setmodule("shahrkarimeh.settings", priority="project")
    settings.setdict(
        {
            "DATA_DIR": str(plan.data),
            "SHAHRKARIMEH_SITES": [str(f) for f in plan.sites_files],
            "ARCHIVE_REPLAY": [str(f) for f in plan.replay],
            "LOG_LEVEL": "ERROR" if quiet else _LOG_LEVELS[min(verbose, 2)],
        },
        priority="project",
    )
    settings.setdict(dict(plan.settings), priority="cmdline")
    return settings


def _spider_arguments(plan: Plan, site: str) -> dict[str, str]:
    arguments = {"site": site, "full": "1" if plan.full else "0"}
    if plan.since:
        arguments["since"] = plan.since.isoformat()
    if plan.until:
        arguments["until"] = plan.until.isoformat()
    if plan.door:
        arguments["door"] = plan.door
    return arguments


def _run(plan: Plan, settings: Settings, *, show_progress: bool) -> tuple[list[Run], list[str]]:
    """Crawls all the sites at once, each at its own pace.

    Gives their records in the order asked for, and why the data directory took nothing more, where it did not.
    """
    process = CrawlerProcess(settings)
    crawlers: list[Crawler] = []
    with Progress(show_progress) as progress:
        for site in plan.sites:
            crawler = process.create_crawler("site")
            progress.follow(crawler, site)
            process.crawl(crawler, **_spider_arguments(plan, site))
            crawlers.append(crawler)
        process.start()
    stats = [crawler.stats for crawler in crawlers if crawler.stats]
    runs = [each.get_value("shahrkarimeh/run") for each in stats]
    fatal = dict.fromkeys(each.get_value(FATAL) for each in stats)
    return [run for run in runs if isinstance(run, Run)], [line for line in fatal if line]


def _door(run: Run) -> str:
    refused = "; ".join(f"{door}: {why}" for door, why in run.refused.items())
    return (run.door or "none") + (f" ({refused})" if refused else "")


def _table(runs: Iterable[Run]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("site")
    for column in ("posts", "new", "changed", "reports", "copies", "requests", "failed", "seconds"):
        table.add_column(column, justify="right")
    table.add_column("door", overflow="fold")
    for run in runs:
        c = run.counts
        came = c.new + c.revised + c.unchanged
        numbers = (came, c.new, c.revised, c.reports, c.copies, run.requests, run.failed)
        table.add_row(run.site, *(f"{n:,}" for n in numbers), f"{run.seconds:.1f}", _door(run))
    return table


def _complaints(plan: Plan, runs: Sequence[Run]) -> list[str]:
    """The lines for each site that did not do as it should."""
    homes = {name: site.home for name, site in registry(*plan.sites_files).items()}
    lines = []
    for site in plan.sites:
        run = next((r for r in runs if r.site == site), None)
        if run is None:
            lines.append(f"{site}: the crawl did not start; see the log above, or try again with -v")
        else:
            lines += [f"{site} ({homes[site]}): {complaint}" for complaint in run.complaints]
    return lines


def crawl(plan: Plan, *, as_json: bool, quiet: bool, verbose: int) -> int:
    """Crawls, prints the table (or the records as JSON lines), and returns the exit code.

    Where it is not 0, `plan.notify` hears of it. Raises DataDirError for an unusable or busy data directory.
    """
    try:
        code, complaints, runs = _crawl(plan, as_json=as_json, quiet=quiet, verbose=verbose)
    except DataDirError as e:
        _notify(plan, e.exit_code, [str(e)], [])
        raise
    _notify(plan, code, complaints, runs)
    return code


def _crawl(plan: Plan, *, as_json: bool, quiet: bool, verbose: int) -> tuple[int, list[str], list[Run]]:
    settings = _scrapy_settings(plan, verbose, quiet)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    held = store.shared(plan.data)  # an unusable or busy data directory is found out before any request
    try:
        runs, fatal = _run(plan, settings, show_progress=not quiet and not verbose and sys.stderr.isatty())
    finally:
        held.release()
    if as_json:
        for run in runs:
            print(run.model_dump_json())
    elif not quiet:
        Console(width=None if sys.stdout.isatty() else 140).print(_table(runs))
        print(f"\n{plan.data / 'reports.jsonl'}")
    complaints = [*fatal, *_complaints(plan, runs)]
    for line in complaints:
        print(f"shahrkarimeh: {line}", file=sys.stderr)
    all_well = len(runs) == len(plan.sites) and not fatal
    return max(exit_code(runs), 0 if all_well else 3), complaints, runs


def _notify(plan: Plan, code: int, complaints: Sequence[str], runs: Sequence[Run]) -> None:
    if plan.notify and code:
        records = [run.model_dump(mode="json", exclude={"validators", "known"}) for run in runs]
        message = {"exit_code": code, "data": str(plan.data), "complaints": list(complaints), "runs": records}
        notify(plan.notify, message)
