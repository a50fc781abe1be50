"""Makes constraints.txt: what pip resolves on each supported Python, merged into one file with markers.

    python tools/constraints.py PYTHON3.11 PYTHON3.12 PYTHON3.13     (paths of the interpreters)

Takes some minutes: each interpreter gets a fresh environment with the project's own dependencies.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# Exact versions of everything that setting up installs; made by `make constraints`.
# On Python 3.11 hazm is 0.10, which pins numpy 1.24.3; from 3.12 on it is 0.12.
"""
MARKERS = {
    (0,): 'python_version == "3.11"',
    (1,): 'python_version == "3.12"',
    (2,): 'python_version >= "3.13"',
    (0, 1): 'python_version < "3.13"',
    (1, 2): 'python_version >= "3.12"',
}


def requirements() -> list[str]:
    """What pyproject.toml asks for, to run and to develop, and what builds the project."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = document["project"]
    return [*document["build-system"]["requires"], *project["dependencies"], *project["optional-dependencies"]["dev"]]


def resolve(python: str) -> dict[str, str]:
    """Package → version as pip resolves them in a fresh environment of that interpreter."""
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run([python, "-m", "venv", directory], check=True)
        pip = str(Path(directory, "bin", "pip"))
        subprocess.run([pip, "install", "-q", *requirements()], check=True)
        listing = subprocess.run(
            [pip, "freeze", "--all", "--exclude", "pip"], check=True, capture_output=True, text=True
        )
    return dict(line.split("==", 1) for line in listing.stdout.splitlines() if "==" in line)


def merge(versions: list[dict[str, str]]) -> list[str]:
    """The lines of the file: one for each package and version, with the Pythons it holds for."""
    lines = []
    for name in sorted(set().union(*versions), key=str.lower):
        found = [v.get(name) for v in versions]
        for version in dict.fromkeys(v for v in found if v):
            where = tuple(i for i, v in enumerate(found) if v == version)
            lines.append(f"{name}=={version}" + (f" ; {MARKERS[where]}" if where in MARKERS else ""))
    return lines


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    resolved = [resolve(python) for python in sys.argv[1:]]
    (ROOT / "constraints.txt").write_text(HEAD + "\n".join(merge(resolved)) + "\n", "utf-8")
