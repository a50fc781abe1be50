"""Writes into README.md and docs/ what their commands print.

python tools/readme.py            the demo's table, an item, the scores of the fields (shahrkarimeh/scores.json too)
python tools/readme.py --walk     the outputs of docs/dataset.md too (installs from the registry, some minutes)
python tools/readme.py --figures  the benchmarks of README.md too (a real WordPress: root, some minutes)
python tools/readme.py --page     the benchmark of the coverage page too (Chromium, some minutes)
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from shahrkarimeh.commands.evaluate import evaluate_corpus
from shahrkarimeh.evaluate import FIELDS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
FIELDS_PAGE = ROOT / "docs" / "fields.md"
COVERAGE_PAGE = ROOT / "docs" / "coverage.md"
SHIPPED = ROOT / "shahrkarimeh" / "scores.json"
HELD = sorted((ROOT / "tests/corpus").glob("held*.jsonl"))
BENCHMARKS = ("requests", "incremental", "crawl", "startup", "extract")


def printed(*command: str) -> str:
    """Standard output of a command run at the repository's root. Raises CalledProcessError."""
    environment = os.environ | {"COLUMNS": "120"}
    result = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return "\n".join(line.rstrip() for line in result.stdout.rstrip().splitlines())


def demo() -> str:
    """What `make demo` prints once the environment is there."""
    return printed("make", "-s", "demo")


def item() -> str:
    """A report of the demo with votes and speakers, the shortest such, without its text."""
    reports = map(json.loads, (ROOT / "build/demo/reports.jsonl").read_text("utf-8").splitlines())
    good = [r for r in reports if r["speakers"] and r["meeting"]["session_number"] and r["meeting"]["topic"]
            and any(d["votes_for"] for d in r["decisions"])]  # fmt: skip
    shown = min(good, key=lambda r: len(r["text"]))
    left_out = ("text", "statements", "url", "provenance", "fingerprint")
    return json.dumps({k: v for k, v in shown.items() if k not in left_out}, ensure_ascii=False, indent=1)


def figures(*names: str) -> str:
    """What benchmarks print, each under its command."""
    parts = []
    for name in names:
        output = printed(sys.executable, "-m", f"benchmarks.{name}")
        parts.append(f"```\n$ python -m benchmarks.{name}\n{output}\n```")
    return "\n\n".join(parts)


def scores() -> str:
    """The score of every field on each corpus."""
    corpora = sorted((ROOT / "tests/corpus").glob("[dh]e[vl]*.jsonl"), key=lambda p: (p.stem[0], len(p.stem), p.stem))
    results = {path.stem: evaluate_corpus([path]) for path in corpora}
    lines = [f"{'field':<19}" + "".join(f"{name:>8}" for name in results)]
    for field in FIELDS:
        lines.append(f"{field:<19}" + "".join(f"{r.scores[field].score:>8.3f}" for r in results.values()))
    lines.append(f"{'overall':<19}" + "".join(f"{r.overall:>8.3f}" for r in results.values()))
    return "\n".join(lines)


def shipped() -> str:
    """What `export` and `report` show of how well fields are read: all posts held back, together."""
    told = evaluate_corpus(HELD).scores
    fields = {name: {"score": round(s.score, 3), "n": s.n} for name, s in told.items()}
    return json.dumps({"posts": told["is_meeting_report"].n, "fields": fields}, indent=1) + "\n"


def fill(text: str, marker: str, content: str) -> str:
    """The text with what follows a marker, up to the end of the fenced blocks there, replaced."""
    pattern = re.compile(rf"(<!-- {marker} -->\n)(?:```.*?\n```\n?\n?)*", re.DOTALL)
    return pattern.sub(lambda m: f"{m[1]}{content}\n\n", text)


def main() -> None:
    """Fills the places of README.md and docs/, and writes the scores that are shipped."""
    SHIPPED.write_text(shipped(), "utf-8")
    text = README.read_text("utf-8")
    text = fill(text, "demo", f"```\n{demo()}\n```")
    text = fill(text, "item", f"```json\n{item()}\n```")
    if "--figures" in sys.argv[1:]:
        text = fill(text, "figures", figures(*BENCHMARKS))
    README.write_text(text, "utf-8")
    FIELDS_PAGE.write_text(fill(FIELDS_PAGE.read_text("utf-8"), "scores", f"```\n{scores()}\n```"), "utf-8")
    if "--page" in sys.argv[1:]:
        COVERAGE_PAGE.write_text(fill(COVERAGE_PAGE.read_text("utf-8"), "page", figures("page")), "utf-8")
    if "--walk" in sys.argv[1:]:
        printed(sys.executable, "-m", "tools.walk", "--write", "docs/dataset.md")


if __name__ == "__main__":
    main()
