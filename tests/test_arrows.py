"""Who may import whom, as docs/architecture.md draws it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "shahrkarimeh"

# module or package below shahrkarimeh → what of shahrkarimeh it may import (prefixes), its own package always
MAY_IMPORT = {
    "__init__": ["version"],
    "version": [],
    "errors": [],
    "items": [],
    "addresses": [],
    "sites": ["addresses", "errors"],
    "text": [],
    "decoding": [],
    "html": ["text.letters", "html_noise", "html_tree", "decoding"],
    "html_tree": [],
    "html_noise": ["text.letters", "text.patterns"],
    "platforms": ["items", "sites", "errors", "html", "decoding", "text.letters", "text.jalali"],
    "reports": ["platforms.base", "text", "items", "sites"],
    "dedup": ["items", "text"],
    "lines": [],
    "swap": ["lines"],
    "tails": ["lines"],
    "index": ["dedup", "lines"],
    "writer_lock": ["errors"],
    "store": ["items", "runs", "dedup", "errors", "lines", "index", "writer_lock", "swap", "tails", "warc"],
    "clock": [],
    "archive": ["clock", "errors", "halt", "recorder", "warc"],
    "recorder": ["errors", "lines", "tails", "version", "warc"],
    "warc": ["errors"],
    "halt": ["errors"],
    "runs": ["items"],
    "findings": ["items", "runs"],
    "notify": ["errors", "version"],
    "intake": ["items", "sites", "reports", "dedup", "text", "version"],
    "settings": ["version"],
    "logs": [],
    "scores": ["errors"],
    "evaluate": ["items", "text"],
    "misses": ["evaluate", "explain", "text"],
    "evaluate_statements": ["evaluate", "items", "text"],
    "explain": ["items", "text"],
    "keep": ["items", "store"],
    "latest": ["items", "store"],
    "coverage": ["items", "store", "latest", "runs", "explain", "errors", "scores", "text", "version"],
    "export": ["items", "store", "lines", "swap", "runs", "errors", "scores", "text.letters", "text.nlp", "version"],
    "spiders": [
        "addresses",
        "clock",
        "sites",
        "platforms",
        "reports",
        "items",
        "archive",
        "store",
        "intake",
        "runs",
        "findings",
        "halt",
        "errors",
        "text",
    ],
    "pipelines": ["items", "findings", "keep", "dedup", "store", "errors", "halt"],
}
ONLY_IMPORTER = {
    "bs4": {"html"},
    "hazm": {"text.nlp"},
    "scrapy": {"archive", "recorder", "halt", "settings", "logs"},
    "plotly": {"coverage.page"},
    "duckdb": {f"export.{name}" for name in ("build", "database", "facts", "nothing", "stage", "write")},
    "msgspec": {f"export.{name}" for name in ("lay", "merge", "sift", "stage", "strict", "words")},
    "typer": set(),
    "rich": set(),
}
NO_THIRD_PARTY = {"errors", "version"}


def module_name(path: Path) -> str:
    base = PACKAGE if path.is_relative_to(PACKAGE) else ROOT
    return ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = node.module or ""
            found |= {f"{module}.{a.name}" for a in node.names} if module == "shahrkarimeh" else {module}
            if module.startswith("shahrkarimeh."):
                found |= {f"{module}.{a.name}" for a in node.names}
    return found


SOURCES = sorted(
    p for d in (PACKAGE, ROOT / "spiders", ROOT / "pipelines") for p in d.rglob("*.py") if "__pycache__" not in p.parts
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_follow_the_arrows(path: Path) -> None:
    name = module_name(path)
    top = name.split(".")[0]
    allowed = None if top in ("cli", "commands", "__main__") else [top, *MAY_IMPORT[top]]
    for target in imports(path):
        root = target.split(".")[0]
        if root == "shahrkarimeh" and allowed is not None and target != "shahrkarimeh":
            inner = target.removeprefix("shahrkarimeh.")
            assert any(f"{inner}.".startswith(f"{a}.") for a in allowed) or inner == "__version__", (
                f"{name} imports {target}"
            )
        if allowed is not None:
            assert not target.startswith(("shahrkarimeh.spiders", "shahrkarimeh.pipelines")), f"{name} imports {target}"
        if root in ONLY_IMPORTER and allowed is not None and top not in ("spiders", "pipelines"):
            assert name in ONLY_IMPORTER[root], f"{name} imports {root}"
