"""All tables from a big data directory: reports a second of one core, most memory, size.

The reports are of the corpus's words, about as long as real ones, two to a meeting, every tenth a copy.
`python -m benchmarks.export [--reports N] [--format LIST] [--tokens]`
"""

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import measured, show
from shahrkarimeh.items import Decision, Meeting, MeetingReport, Speaker, Statement, to_json

CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "dev.jsonl"
BODY = "شورای اسلامی شهر قم"
COPY = 10
"""Every so manieth report is a copy."""


def _texts(count: int) -> list[str]:
    rng = random.Random(1)
    html = " ".join(json.loads(line)["html"] for line in CORPUS.read_text("utf-8").splitlines())
    words = re.findall(r"[\u0600-\u06ff]+", html)
    return ["\n\n".join(" ".join(rng.choices(words, k=40)) for _ in range(6)) for _ in range(count)]


def _report(number: int, text: str) -> MeetingReport:
    first, second = text.find("\n\n"), text.rfind("\n\n") + 2
    meeting = number // 2
    return MeetingReport(
        id=f"press:{number}", site="press", url=f"https://press.example/{number}", title=f"گزارش {number}",
        text=f"{number} {text}", published_at=f"20{10 + meeting % 15}-0{1 + meeting % 9}-11T10:00:00+03:30",
        duplicate_of=f"press:{number - 1}" if number % COPY == COPY - 1 else None, reported_by="روزنامه",
        meeting=Meeting(key=f"قم/{BODY}/4/{meeting}", body=BODY, body_kind="council", city="قم",
                        session_number=meeting + 1, term=4, term_source="stated", topic=text[:40],
                        attendees=["علی احمدی", "رضا کریمی"], absentees=["حسن رضایی"]),
        speakers=[Speaker(name="علی احمدی", role="رئیس شورا"), Speaker(role="شهردار")],
        statements=[Statement(speaker=n % 2, text=text[second:], quote=False, span=(second, len(text))) for n in range(4)],  # noqa: E501
        decisions=[Decision(text=text[:first], outcome="approved", votes_for=9, votes_against=n, span=(0, first))
                   for n in range(2)],
    )  # fmt: skip


def _lines(count: int, copies: bool) -> Iterator[str]:
    texts = _texts(997)
    for number in range(count):
        if (number % COPY == COPY - 1) is copies:
            yield to_json(_report(number, texts[number % len(texts)])) + "\n"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--format", default="parquet")
    parser.add_argument("--tokens", action="store_true")
    told = parser.parse_args()
    count, formats = told.reports, told.format
    with tempfile.TemporaryDirectory() as work:
        data, out = Path(work) / "data", Path(work) / "out"
        data.mkdir()
        for name, copies in (("reports", False), ("copies", True)):
            with (data / f"{name}.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(_lines(count, copies))
        size = sum(p.stat().st_size for p in data.iterdir()) / 1e6
        command = [
            sys.executable,
            "-m",
            "shahrkarimeh",
            "export",
            "--format",
            formats,
            *(["--tokens"] if told.tokens else []),
        ]
        cost = measured([*command, "--data", str(data), "--out", str(out)])
        made = sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) / 1e6
    columns = ("reports", "JSONL MB", "dataset MB", "wall s", "CPU s", "reports/s of CPU", "peak MB")
    row = [
        f"{count:,}",
        f"{size:,.0f}",
        f"{made:,.0f}",
        cost.wall,
        cost.cpu,
        f"{count / cost.cpu:,.0f}",
        f"{cost.peak:,.0f}",
    ]
    show(f"All tables, {formats}{', with tokens and lemmas' if told.tokens else ''}", columns, [row])


if __name__ == "__main__":
    main()
