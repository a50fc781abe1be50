"""What a page says of its article in JSON-LD."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

_KINDS = frozenset(("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "Report"))
_MOST = 200


def article_of(scripts: Iterable[str]) -> Mapping[str, Any]:
    """The first article that the scripts describe; empty where they describe none, or are no JSON."""
    waiting: list[Any] = []
    for script in scripts:
        try:
            waiting.append(json.loads(script, strict=False))
        except (ValueError, RecursionError):
            continue
    for _ in range(_MOST):
        if not waiting:
            break
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node[:_MOST]
        elif isinstance(node, dict):
            kinds = node.get("@type")
            if _KINDS & {k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)}:
                return node
            waiting += [node[k] for k in ("@graph", "mainEntity") if k in node]
    return {}


def names_in(node: Mapping[str, Any], key: str) -> list[str]:
    """The names under a key: a text (parted by commas), a thing with a name, or a list of these."""
    value = node.get(key)
    out: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str):
            parts = name.replace("،", ",").split(",") if key == "keywords" else [name]
            out += [part.strip() for part in parts if part.strip()]
    return out[:_MOST]


def text_in(node: Mapping[str, Any], key: str) -> str | None:
    """The first name under a key."""
    return next(iter(names_in(node, key)), None)
