"""How long `shahrkarimeh --help` takes; with --setup, also how long setting up from nothing takes (`make setup`)."""

import argparse
import statistics
import sys
import tempfile

from benchmarks.common import measured, show


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--setup", action="store_true", help="set up a fresh virtual environment too (downloads)")
    args = parser.parse_args()
    rows: list[tuple[object, ...]] = []
    for words, most in ((["--help"], "0.5"), (["crawl", "--help"], "-"), (["sites"], "-")):
        times = [measured([sys.executable, "-m", "shahrkarimeh", *words]).wall for _ in range(9)]
        rows.append((f"shahrkarimeh {' '.join(words)}", statistics.median(times), max(times), most))
    if args.setup:
        with tempfile.TemporaryDirectory() as work:
            seconds = measured(["make", "setup", f"VENV={work}/venv", f"PYTHON={sys.executable}"]).wall
        rows.append(("make setup", seconds, seconds, "-"))
    show("Seconds until it is there", ("command", "median of 9", "slowest", "at most"), rows)


if __name__ == "__main__":
    main()
