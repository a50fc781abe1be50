"""The lines that an export is made of: each is checked, those that are no items are told by number and left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from shahrkarimeh.errors import DataDirError
from shahrkarimeh.export.sound import unsound
from shahrkarimeh.items import MeetingReport, Post, from_json
from shahrkarimeh.latest import HOLDING
from shahrkarimeh.runs import Run
from shahrkarimeh.store import POSTS, RUNS

LONGEST = 32 * 1024 * 1024
"""Bytes of a line; no post comes near."""


@dataclass(slots=True)
class Sifted:
    """What can be exported."""

    paths: dict[str, Path] = field(default_factory=dict)
    """Name of a file → a file that holds its good lines only."""
    runs: list[Run] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """`FILE:LINE: what is wrong with it`."""


def _fault(name: str, raw: bytes) -> str | None:
    """Why a line holds nothing of what its file should hold; None for a good one."""
    if not raw.endswith(b"\n"):
        return "torn: it does not end"
    if len(raw) > LONGEST:
        return f"longer than {LONGEST:,} bytes"
    try:
        item: Post | MeetingReport | Run = Run.model_validate_json(raw) if name == RUNS else from_json(raw)
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return f"not an item: {where}: {first['msg']}" if where else f"not an item: {first['msg']}"
    if name != RUNS and isinstance(item, Post) != (name == POSTS):
        return f"a {item.kind} does not belong here" if isinstance(item, Post | MeetingReport) else None
    return None if isinstance(item, Run) else unsound(item, raw)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while raw := file.readline(LONGEST + 1):
            whole = raw
            while len(raw) > LONGEST and not raw.endswith(b"\n"):  # the rest of an endless line is not kept
                raw = file.readline(LONGEST + 1)
                whole = whole[: LONGEST + 1] + raw[-1:]
            yield whole


def _good_lines(path: Path, faults: list[str]) -> bool:
    """Whether all lines are good; those that are not are added to the faults."""
    before = len(faults)
    for number, raw in enumerate(_lines(path), 1):
        fault = _fault(path.name, raw)
        if fault:
            faults.append(f"{path.name}:{number}: {fault}")
    return len(faults) == before


def _copy(path: Path, to: Path) -> Path:
    with to.open("wb") as out:
        out.writelines(raw for raw in _lines(path) if not _fault(path.name, raw))
    return to


def sift(data: Path, work: Path) -> Sifted:
    """Reads the data directory; where a file has faults, its good lines are copied into `work`.

    Raises DataDirError where there is no such directory, nothing in it, or a file cannot be read.
    """
    if not data.is_dir():
        raise DataDirError(f"there is no data directory {data}: crawl first, or name another with --data DIR")
    out = Sifted()
    try:
        for name in (*HOLDING, RUNS):
            path = data / name
            if path.exists():
                good = _good_lines(path, out.faults)
                out.paths[name] = path if good else _copy(path, work / name)
    except OSError as e:
        raise DataDirError(f"cannot read {data}: {e.strerror}") from None
    if not out.paths:
        raise DataDirError(f"there is nothing in {data} yet: crawl first, or name another with --data DIR")
    if RUNS in out.paths:
        out.runs = [Run.model_validate_json(raw) for raw in _lines(out.paths.pop(RUNS))]
    return out
