"""`croissant.json`: the same tables by the Croissant vocabulary 1.0, over Parquet, else CSV, else JSON Lines. Pure.

Foreign keys are left to `datapackage.json`: mlcroissant 1.1.1 finds `references` valid, but then joins the two tables,
and fails on a table that refers to one that itself refers to another.
"""

import json
from collections.abc import Mapping
from typing import Any

from shahrkarimeh.export.facts import NAME, TITLE, Facts
from shahrkarimeh.export.package import LICENCE
from shahrkarimeh.export.tables import Column, Table

_MEDIA = {"parquet": "application/x-parquet", "csv": "text/csv", "jsonl": "application/jsonlines"}
_TYPES = {
    "string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date", "array": "sc:Text",
}  # fmt: skip
# The terms of Croissant 1.0, each by its place in the vocabulary.
_OURS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
_CONTEXT: dict[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"}, "examples": {"@id": "cr:examples", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, **{term: f"cr:{term}" for term in _OURS},
}  # fmt: skip


def _kind(sums: Mapping[str, tuple[str, int]]) -> str | None:
    return next((kind for kind in _MEDIA if any(path.startswith(f"{kind}/") for path in sums)), None)


def _file(table: Table, kind: str, sums: Mapping[str, tuple[str, int]]) -> dict[str, Any]:
    path = f"{kind}/{table.name}.{kind}"
    digest, size = sums[path]
    return {
        "@type": "cr:FileObject", "@id": path, "name": path, "contentUrl": path, "contentSize": f"{size} B",
        "encodingFormat": _MEDIA[kind], "sha256": digest,
    }  # fmt: skip


def _field(table: Table, column: Column, kind: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "@type": "cr:Field", "@id": f"{table.name}/{column.name}", "name": column.name, "description": column.en,
        "dataType": _TYPES[column.kind],
        "source": {"fileObject": {"@id": f"{kind}/{table.name}.{kind}"}, "extract": {"column": column.name}},
    }  # fmt: skip
    if column.kind == "array" and kind != "csv":
        out["repeated"] = True
    return out


def _records(table: Table, kind: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": table.en,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column, kind) for column in table.columns],
    }  # fmt: skip


def croissant(facts: Facts, sums: Mapping[str, tuple[str, int]], cite: str) -> str | None:
    """The description; None where no format is there that Croissant knows."""
    kind = _kind(sums)
    if kind is None:
        return None
    told: dict[str, Any] = {
        "@context": _CONTEXT, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME, "description": f"{TITLE}. {sum(facts.rows.values()):,} rows in {len(facts.rows)} tables.",
        "license": LICENCE, "version": facts.version, "citeAs": cite, "inLanguage": "fa", "url": f"urn:{NAME}",
        "distribution": [_file(table, kind, sums) for table in facts.tables],
        "recordSet": [_records(table, kind) for table in facts.tables],
    }  # fmt: skip
    if facts.date:
        told["datePublished"] = facts.date
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
