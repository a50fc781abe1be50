"""`shahrkarimeh evaluate`: reads the posts of a gold corpus and scores what was read."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from shahrkarimeh.commands.parse import read_corpus_line
from shahrkarimeh.errors import ConfigError
from shahrkarimeh.evaluate import Evaluation, Facts, Miss, facts_of
from shahrkarimeh.evaluate import evaluate as score
from shahrkarimeh.evaluate_statements import Lines, lines_of, score_statements
from shahrkarimeh.items import Item
from shahrkarimeh.misses import sentence_of
from shahrkarimeh.sites import registry

_STATEMENTS = "statements.jsonl"


def gold_lines(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """The documents of a corpus file with their line numbers. Raises ConfigError naming the line that is none."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(f"cannot read the corpus {path}: {e}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                document = json.loads(line)
                document["doc"], document["gold"]["is_meeting_report"]
            except (ValueError, KeyError, TypeError) as e:
                raise ConfigError(f"{path}:{number}: not a document with `doc` and `gold` ({e!r})") from None
            yield number, document


def read_corpus(paths: Sequence[Path]) -> tuple[Evaluation, dict[str, Item]]:
    """The scores of the corpora, and every post as it was read by its `doc`. Raises ConfigError."""
    sites = registry()
    items: dict[str, Item] = {}
    gold: dict[str, Facts] = {}
    read: dict[str, Facts] = {}
    heard: dict[str, Lines] = {}
    for path in paths:
        for number, document in gold_lines(path):
            item = read_corpus_line(json.dumps(document), sites, f"{path}:{number}")
            items[document["doc"]] = item
            gold[document["doc"]] = document["gold"]
            read[document["doc"]] = facts_of(item)
            heard[document["doc"]] = lines_of(item)
    result = score(gold, read)
    statements, misses = score_statements(_statements(paths), heard)
    if statements.n:
        result.scores["statements"] = statements
        result.misses += misses
    return result, items


def evaluate_corpus(paths: Sequence[Path]) -> Evaluation:
    """Reads every post of the corpora and scores it. Raises ConfigError."""
    return read_corpus(paths)[0]


def _statements(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The rows of the `statements.jsonl` beside the corpora, which say who is heard in which line."""
    for folder in dict.fromkeys(path.parent for path in paths):
        file = folder / _STATEMENTS
        if file.exists():
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                try:
                    row = json.loads(line)
                    row["doc"], row["paragraphs"]
                except (ValueError, KeyError, TypeError) as e:
                    raise ConfigError(f"{file}:{number}: not a row with `doc` and `paragraphs` ({e!r})") from None
                yield row


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _print_table(result: Evaluation, documents: int) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("field")
    for column in ("score", "n", "stated", "n stated", "precision", "recall"):
        table.add_column(column, justify="right")
    for name, s in result.scores.items():
        stated = "" if s.n_stated is None else str(s.n_stated)
        table.add_row(
            name, _number(s.score), str(s.n), _number(s.stated), stated, _number(s.precision), _number(s.recall)
        )
    table.add_row("overall", _number(result.overall), str(documents))
    Console().print(table)


def _print_misses(misses: Iterable[Miss], items: Mapping[str, Item]) -> None:
    for miss in misses:
        item = items[miss.doc]
        row = dataclasses.asdict(miss) | {"sentence": sentence_of(miss, item.title, item.text)}
        print(json.dumps(row, ensure_ascii=False))


def evaluate(paths: Sequence[Path], *, show_errors: bool, as_json: bool) -> int:
    """Prints the scores, after each miss where `show_errors`. Returns the exit code."""
    result, items = read_corpus(paths)
    if show_errors:
        _print_misses(result.misses, items)
    if as_json:
        scores = {name: dataclasses.asdict(s) for name, s in result.scores.items()}
        print(json.dumps({**scores, "overall": {"score": result.overall}}, indent=2))
    else:
        _print_table(result, result.scores["is_meeting_report"].n)
    return 0
