"""Ten years of crawls of a growing site: nothing lost, nothing doubled, and no run grows with them."""

import sys

import pytest

from tests.wordpress.crawls import run


@pytest.mark.parametrize("door", ["rest", "sitemap"])
def test_ten_years_of_a_growing_site(door: str) -> None:
    words = [sys.executable, "-m", "benchmarks.life", "--days", "3650", "--every", "120", "--posts", "0.1"]
    done = run([*words, "--door", door], 300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "each that the site had, once" in done.stdout and done.stdout.rstrip().endswith("\nflat")
