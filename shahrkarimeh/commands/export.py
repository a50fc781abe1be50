"""`shahrkarimeh export`: the data as tables that other programs open."""

import sys
from pathlib import Path

from shahrkarimeh.errors import ConfigError
from shahrkarimeh.export.build import LEFT_OUT, Wanted, build, formats
from shahrkarimeh.export.stage import Chosen
from shahrkarimeh.export.words import Asked
from shahrkarimeh.scores import read_scores
from shahrkarimeh.text.jalali import parse_day

_NAMED = 20


def _day(option: str, value: str | None) -> str | None:
    day = parse_day(value) if value else None
    if value and not day:
        raise ConfigError(f"{option} {value}: expected a day such as 2016-02-01 or 1394-11-12")
    return day.isoformat() if day else None


def export(
    data: Path, out: Path, told: str, *, since: str | None, until: str | None,
    city: str | None, body: str | None, site: str | None, scores: Path | None = None,
    normalised: bool = False, tokens: bool = False,
) -> int:  # fmt: skip
    """Writes the dataset and prints the files. Returns the exit code: 1 where lines were left out.

    Raises ConfigError and DataDirError.
    """
    chosen = Chosen(_day("--since", since), _day("--until", until), city, body, site)
    asked: dict[Asked, bool] = {"normalised": normalised, "tokens": tokens}
    columns = frozenset(name for name, wanted in asked.items() if wanted)
    built = build(data, out, Wanted(formats(told), chosen, columns, read_scores(scores)))
    for name in built.files:
        print(out / name)
    print(", ".join(f"{count:,} {name}" for name, count in built.facts.rows.items()), file=sys.stderr)
    faults = built.sifted.faults
    for line in faults[:_NAMED]:
        print(f"shahrkarimeh: left out: {line}", file=sys.stderr)
    if len(faults) > _NAMED:
        print(f"shahrkarimeh: left out: {len(faults) - _NAMED:,} more; {out / LEFT_OUT} names all", file=sys.stderr)
    return 1 if faults else 0
