"""What scrapyd and pip install holds every module, the spiders and pipelines inside the package."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("shahrkarimeh", "spiders", "pipelines")


@pytest.fixture(scope="module")
def egg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("egg")
    for part in PARTS:
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    # the command that scrapyd-deploy runs
    subprocess.run([sys.executable, "setup.py", "-q", "bdist_egg"], cwd=tree, check=True, capture_output=True)
    return next((tree / "dist").glob("*.egg"))


def test_the_egg_holds_every_file_where_it_is_imported_from(egg: Path) -> None:
    names = set(zipfile.ZipFile(egg).namelist())
    expected = set()
    for part in PARTS:
        for path in (ROOT / part).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                prefix = "" if part == "shahrkarimeh" else "shahrkarimeh/"
                expected.add(prefix + path.relative_to(ROOT).as_posix())
    assert expected <= names
    assert not {n for n in names if n.startswith(("spiders/", "pipelines/", "tests/"))}


def test_the_egg_names_the_settings_and_lists_the_spiders(egg: Path, tmp_path: Path) -> None:
    entry_points = zipfile.ZipFile(egg).read("EGG-INFO/entry_points.txt").decode()
    assert "[scrapy]\nsettings = shahrkarimeh.settings" in entry_points
    zipfile.ZipFile(egg).extractall(tmp_path / "installed")
    command = [sys.executable, "-c", "from scrapy.cmdline import execute; execute(['scrapy', 'list'])"]
    environment = {"PYTHONPATH": str(tmp_path / "installed"), "SCRAPY_SETTINGS_MODULE": "shahrkarimeh.settings"}
    listed = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert listed.stdout.split() == ["qomshora", "shahrekarimeh", "site"]
