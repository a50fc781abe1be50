"""Writes what describes a dataset: package, Croissant, card, citation, metadata of Datasette, checksums."""

import hashlib
from pathlib import Path

from shahrkarimeh.export.card import card, cff, citation, datasette
from shahrkarimeh.export.croissant import croissant
from shahrkarimeh.export.facts import Facts
from shahrkarimeh.export.package import checksums, datapackage
from shahrkarimeh.export.publish import CHECKSUMS
from shahrkarimeh.scores import Scores


def _sum(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _sums(out: Path) -> dict[str, tuple[str, int]]:
    return {p.relative_to(out).as_posix(): _sum(p) for p in sorted(out.rglob("*")) if p.is_file()}


def describe(out: Path, facts: Facts, database: str, scores: Scores) -> None:
    """Describes the tables that are in `out`. Raises OSError."""
    sums = _sums(out)
    texts = {
        "datapackage.json": datapackage(facts, sums, database),
        "croissant.json": croissant(facts, sums, citation(facts)),
        "README.md": card(facts, sums, scores),
        "CITATION.cff": cff(facts),
        "metadata.json": datasette(facts, database) if database in sums else None,
    }
    for name, text in texts.items():
        if text is not None:
            (out / name).write_text(text, "utf-8")
    (out / CHECKSUMS).write_text(checksums(_sums(out)), "utf-8")
