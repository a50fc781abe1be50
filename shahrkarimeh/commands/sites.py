"""`shahrkarimeh sites`: the registry."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shahrkarimeh.sites import registry


def sites(files: Sequence[Path], *, as_json: bool) -> int:
    """Prints the built-in sites and those of `files`. Returns the exit code."""
    found = registry(*files)
    if as_json:
        print(json.dumps([site.model_dump(mode="json") for site in found.values()], ensure_ascii=False, indent=2))
        return 0
    table = Table(box=None, pad_edge=False)
    for column in ("site", "title", "home", "city", "doors"):
        table.add_column(column, overflow="fold")
    for site in found.values():
        table.add_row(site.name, site.title, site.home, site.city or "", " ".join(site.doors))
    Console().print(table)
    return 0
