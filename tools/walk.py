"""Runs a page of docs/ as a reader would: block by block, in one shell, in a fresh copy of the checkout.

python -m tools.walk docs/dataset.md           compares each output with the one shown; ends with 1 where one differs
python -m tools.walk --write docs/dataset.md   writes the outputs anew

A block of `sh` or `python` is run; a block of `text` right behind it is what it prints. A block without one prints
nothing. Errors and progress (stderr) are no output, but a block that fails ends the walk.
"""

import argparse
import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
_END = "--- end of a block ---"
_RUN = {"sh": "{code}", "python": "python3 - <<'--- end of python ---'\n{code}--- end of python ---\n"}


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is run, and the output shown behind it."""

    line: int
    """Of the page, from 1."""
    language: str
    code: str
    shown: str
    """Empty where none is shown."""
    place: tuple[int, int]
    """Lines of the page, from 0 and the last not included, that hold the output's fence; empty where there is none."""


def blocks(page: str) -> list[Block]:
    """The blocks of a page that are run, in their order."""
    return list(_blocks([t for t in MarkdownIt().parse(page) if t.map]))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    for token, behind in pairwise([*tokens, Token("", "", 0)]):
        if token.type == "fence" and token.info in _RUN and token.map:
            start, end = token.map
            if behind.type == "fence" and behind.info == "text" and behind.map:
                yield Block(start + 1, token.info, token.content, behind.content, (behind.map[0], behind.map[1]))
            else:
                yield Block(start + 1, token.info, token.content, "", (end, end))


def run(told: Sequence[Block], directory: Path) -> list[str]:
    """What each block prints. Raises RuntimeError for one that fails, with what it said."""
    script = "".join(f"{_RUN[b.language].format(code=b.code)}\necho '{_END}'\n" for b in told)
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "COLUMNS": "120", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=directory, env=environment, check=False, capture_output=True, text=True
    )
    printed = done.stdout.split(f"{_END}\n")
    if done.returncode:
        failed = told[len(printed) - 1]
        raise RuntimeError(f"the block at line {failed.line} ends with {done.returncode}:\n{done.stderr[-4000:]}")
    return ["".join(f"{line.rstrip()}\n" for line in part.splitlines()) for part in printed[:-1]]


def rewritten(page: str, told: Sequence[Block], printed: Sequence[str]) -> str:
    """The page with these outputs."""
    lines = page.splitlines(keepends=True)
    for block, output in reversed(list(zip(told, printed, strict=True))):
        start, end = block.place
        fence = [f"```text\n{output}```\n"] if output else []
        lines[start:end] = ["\n", *fence] if fence and start == end else fence
    return "".join(lines)


def checkout(directory: Path) -> Path:
    """A copy of the files under version control, as they are now."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, directory / name)
    return directory


def walked(page: str) -> str:
    """The page as it would be if all outputs were those of now."""
    told = blocks(page)
    with tempfile.TemporaryDirectory() as directory:
        return rewritten(page, told, run(told, checkout(Path(directory))))


def main() -> None:
    """Compares, or writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("--write", action="store_true", help="write the outputs anew")
    args = parser.parse_args()
    old = args.page.read_text("utf-8")
    new = walked(old)
    if args.write:
        args.page.write_text(new, "utf-8")
        return
    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "shown", "printed"))
    raise SystemExit(old != new)


if __name__ == "__main__":
    main()
