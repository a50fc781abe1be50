"""`datapackage.json`: the dataset as a Data Package, each table by a Table Schema. Pure.

Where tables are exported in several formats, the first of CSV, JSON Lines and Parquet is the resource; the others are
named in its `formats`.
"""

import json
from collections.abc import Mapping
from typing import Any

from shahrkarimeh.export.facts import NAME, TITLE, TITLE_FA, Facts
from shahrkarimeh.export.tables import Column, Table

LICENCE = "The texts belong to those who published them; the facts read from them are free to use."
_FIRST = ("csv", "jsonl", "parquet")
_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}


def _field(table: Table, column: Column) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": column.name, "type": column.kind, "description": column.en, "description_fa": column.fa,
    }  # fmt: skip
    if column.name in table.key:
        out["constraints"] = {"required": True}
    return out


def _schema(table: Table) -> dict[str, Any]:
    foreign = [
        {"fields": list(here), "reference": {"resource": other, "fields": list(there)}}
        for here, other, there in table.foreign
    ]
    return {
        "fields": [_field(table, c) for c in table.columns], "primaryKey": list(table.key), "foreignKeys": foreign,
        "missingValues": [""],
    }  # fmt: skip


def _resource(table: Table, paths: Mapping[str, str], sums: Mapping[str, tuple[str, int]]) -> dict[str, Any]:
    first = next(kind for kind in _FIRST if kind in paths)
    digest, size = sums[paths[first]]
    others = [{"format": kind, "path": path} for kind, path in paths.items() if kind != first]
    # Frictionless reads Parquet by pandas, which makes NaN of a null: it checks such a file by its checksum only.
    kind = "file" if first == "parquet" else "table"
    out: dict[str, Any] = {
        "name": table.name, "type": kind, "path": paths[first], "format": first, "mediatype": _MEDIA[first],
        "encoding": "utf-8", "description": table.en, "description_fa": table.fa, "hash": f"sha256:{digest}",
        "formats": others, "schema": _schema(table),
    }  # fmt: skip
    out |= {"encoding": "utf-8-sig"} if first == "csv" else {}
    out |= {"bytes": size} if first != "jsonl" else {}
    return out


def _described(facts: Facts, sums: Mapping[str, tuple[str, int]], database: str) -> list[dict[str, Any]]:
    out = []
    for table in facts.tables:
        paths = {kind: f"{kind}/{table.name}.{kind}" for kind in _FIRST if f"{kind}/{table.name}.{kind}" in sums}
        if paths:
            out.append(_resource(table, paths, sums))
    if database in sums and not out:
        digest, size = sums[database]
        out.append({
            "name": "database", "path": database, "format": "sqlite", "type": "file",
            "hash": f"sha256:{digest}", "bytes": size,
        })  # fmt: skip
    return out


def runs(facts: Facts) -> list[dict[str, Any]]:
    """The runs that the data come from, oldest first."""
    return [
        {
            "site": run.site, "started_at": run.started_at, "finished_at": run.finished_at, "door": run.door,
            "version": run.version, "complete": run.complete, "failed": run.failed,
        }
        for run in facts.runs
    ]  # fmt: skip


def datapackage(facts: Facts, sums: Mapping[str, tuple[str, int]], database: str) -> str:
    """The descriptor; `sums` are SHA-256 and size of every file."""
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": NAME, "title": TITLE,
        "title_fa": TITLE_FA, "version": facts.version, "created": f"{facts.date}T00:00:00Z" if facts.date else None,
        "licenses": [{"name": "notspecified", "title": LICENCE}],
        "keywords": ["city council", "Iran", "Persian", "minutes", "votes"],
        "made_with": facts.software, "chosen": facts.filters,
        "runs": runs(facts), "resources": _described(facts, sums, database),
    }  # fmt: skip
    kept = {name: value for name, value in package.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def checksums(sums: Mapping[str, tuple[str, int]]) -> str:
    """What `sha256sum -c` reads."""
    return "".join(f"{digest}  {path}\n" for path, (digest, _) in sorted(sums.items()))
