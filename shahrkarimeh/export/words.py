"""What hazm makes of the reports' texts, on demand: normalised text, tokens, lemmas. By all cores."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from importlib.metadata import version
from itertools import islice
from multiprocessing import get_context
from typing import Literal

import msgspec

from shahrkarimeh.export.lay import spliced

Asked = Literal["normalised", "tokens"]
COLUMNS: dict[Asked, dict[str, str]] = {
    "normalised": {"text_normalised": "VARCHAR"}, "tokens": {"tokens": "VARCHAR[]", "lemmas": "VARCHAR[]"},
}  # fmt: skip
"""What is asked for → the columns that it makes, and their types in DuckDB."""
_BATCH = 100
"""Lines that a process takes at once."""

Line = tuple[bytes, bool]


class _Text(msgspec.Struct):
    text: str


def hazm() -> str:
    """The version of hazm."""
    return f"hazm {version('hazm')}"


def enriched(batch: list[Line], asked: frozenset[Asked]) -> list[bytes]:
    """The lines, with the columns asked for in those that are reports."""
    from shahrkarimeh.text.nlp import lemmas, normalised, tokens

    out = []
    for line, is_report in batch:
        if not is_report:
            out.append(line)
            continue
        text = normalised(msgspec.json.decode(line, type=_Text).text)
        words = tokens(text) if "tokens" in asked else []
        columns = {"text_normalised": text, "tokens": words, "lemmas": lemmas(words)}
        kept = {name: columns[name] for what in sorted(asked) for name in COLUMNS[what]}
        out.append(spliced(line, msgspec.json.encode(kept)))
    return out


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def with_words(lines: Iterable[Line], asked: frozenset[Asked]) -> Iterator[bytes]:
    """The lines in their order, with the columns asked for. As much is read ahead as keeps every core at work."""
    rest = iter(lines)
    batches: Callable[[], list[Line]] = lambda: list(islice(rest, _BATCH))  # noqa: E731 - as iter() wants it
    cores = _cores()
    waiting: deque[Future[list[bytes]]] = deque()
    # A fork would copy DuckDB's memory and locks.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        for batch in iter(batches, []):
            waiting.append(pool.submit(enriched, batch, asked))
            if len(waiting) > 2 * cores:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
