"""The pages that are run: docs/dataset.md as a reader would, and that the runner sees what differs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.walk import ROOT, blocks, run, walked

PAGE = ROOT / "docs" / "dataset.md"
SMALL = """\
# A page

```sh
echo one; x=2
```

```text
one
```

Nothing is printed here:

```sh
y=$((x + 1))
```

```python
print("سه")
```
```text
three
```

```text
not run, no output
```
"""


def test_blocks_are_run_in_one_shell_and_their_outputs_compared(tmp_path: Path) -> None:
    told = blocks(SMALL.replace('print("سه")', "import os; print(os.getcwd())"))
    assert [(b.line, b.language, b.shown) for b in told] == [
        (3, "sh", "one\n"),
        (13, "sh", ""),
        (17, "python", "three\n"),
    ]
    assert run(told, tmp_path) == ["one\n", "", f"{tmp_path}\n"]
    new = walked(SMALL)
    assert new == SMALL.replace("three", "سه")
    assert walked(new) == new


def test_an_output_that_is_not_shown_yet_is_put_behind_its_block() -> None:
    page = "```sh\necho one\n```\n\nText.\n"
    assert walked(page) == "```sh\necho one\n```\n\n```text\none\n```\n\nText.\n"


def test_an_output_that_is_there_no_more_goes() -> None:
    assert walked("```sh\ntrue\n```\n\n```text\none\n```\n") == "```sh\ntrue\n```\n\n"


def test_a_block_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"line 5 ends with 3:\nwhy"):
        run(blocks("```sh\ntrue\n```\n\n```sh\necho why >&2; exit 3\n```\n"), tmp_path)
    with pytest.raises(RuntimeError, match=r"(?s)line 1 ends with 1:.*ZeroDivisionError"):
        run(blocks("```python\n1 / 0\n```\n"), tmp_path)


def test_the_command_shows_what_differs(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(SMALL, "utf-8")
    command = [sys.executable, "-m", "tools.walk", str(tmp_path / "page.md")]
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.returncode == 1
    assert "-three\n+سه\n" in told.stdout
    subprocess.run([*command, "--write"], cwd=ROOT, check=True)
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_every_block_of_the_walk_shows_its_output_or_has_none() -> None:
    told = blocks(PAGE.read_text("utf-8"))
    assert len(told) > 10
    assert all(b.shown for b in told if b.language == "python")


@pytest.mark.dataset
def test_the_walk_prints_what_it_shows() -> None:
    page = PAGE.read_text("utf-8")
    assert walked(page) == page, "python -m tools.walk --write docs/dataset.md mends it"
