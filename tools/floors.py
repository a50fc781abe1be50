"""Raises the pinned floors of tests/corpus/floors.toml to what the parsers reach today; tests fail below them.

python tools/floors.py            raise what can be raised
python tools/floors.py --lower    write today's scores, lower ones too: say why in the commit
"""

import math
import sys
import tomllib
from pathlib import Path

from shahrkarimeh.commands.evaluate import evaluate_corpus

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
FLOORS = CORPUS / "floors.toml"
HEAD = """\
# The score that no field may fall below, by corpus; raised by `python tools/floors.py`, lowered only with --lower.
"""


def main(lower: bool) -> None:
    """Writes the file, and prints what moved."""
    floors = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    lines = [HEAD]
    for corpus in sorted(CORPUS.glob("dev*.jsonl"), key=lambda p: (len(p.stem), p.stem)):
        old = floors.get(corpus.stem, {})
        lines.append(f"[{corpus.stem}]")
        for name, score in evaluate_corpus([corpus]).scores.items():
            now = math.floor(score.score * 1000) / 1000
            floor = now if lower else max(now, old.get(name, 0.0))
            if floor != old.get(name):
                print(f"{corpus.stem} {name}: {old.get(name)} → {floor}")
            lines.append(f"{name} = {floor}")
        lines.append("")
    FLOORS.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main("--lower" in sys.argv[1:])
