"""Trains the model that tells reports of meetings by their words, from the annotated posts of tests/corpus.

    python -m tools.train_genre            write shahrkarimeh/reports/genre.crfsuite
    python -m tools.train_genre --check    leave each corpus out in turn; score rules, model and both on it

Takes some seconds; the same posts give the same model.
"""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pycrfsuite import Trainer

from shahrkarimeh.commands.evaluate import gold_lines
from shahrkarimeh.commands.parse import document_of_line
from shahrkarimeh.reports import genre, genre_model
from shahrkarimeh.reports.document import Document
from shahrkarimeh.sites import registry

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
_PARAMETERS = {"c1": 0.0, "c2": 3.0, "feature.minfreq": 3, "max_iterations": 200}


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the corpus and whether it reports a meeting."""

    document: Document
    is_report: bool


def posts(path: Path) -> list[Post]:
    """The posts of a corpus file."""
    sites = registry()
    return [Post(document_of_line(line, sites), line["gold"]["is_meeting_report"]) for _, line in gold_lines(path)]


def train(known: Iterable[Post], target: Path) -> None:
    """Writes the model of the posts to a file."""
    trainer = Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_PARAMETERS)
    for post in known:
        words = genre_model.features(post.document.folded_title, post.document.folded)
        trainer.append([words], [genre_model.REPORT if post.is_report else genre_model.OTHER])
    trainer.train(str(target))


def check(corpora: dict[str, Sequence[Post]]) -> None:
    """Prints how well each corpus is told by the rules, by a model of the other corpora, and by both."""
    print(f"{'left out':<12}{'rules':>8}{'model':>8}{'both':>8}")
    for name, unseen in corpora.items():
        with tempfile.TemporaryDirectory() as directory:
            target = Path(directory, genre_model.MODEL)
            train((p for other, known in corpora.items() if other != name for p in known), target)
            odds = genre_model.reader(target.read_bytes())
            read = [(p, genre.reading(p.document), odds(p.document)) for p in unseen]
        right = [
            sum(genre.told_as_report(r) == p.is_report for p, r, _ in read),
            sum((z > 0) == p.is_report for p, _, z in read),
            sum(
                (genre.told_as_report(r) or (genre.may_be_one(r) and z > genre.LIKE)) == p.is_report for p, r, z in read
            ),
        ]
        print(f"{name:<12}" + "".join(f"{n / len(read):>8.3f}" for n in right))


def main() -> None:
    """Trains, or checks."""
    corpora = {path.stem: posts(path) for path in sorted(CORPUS.glob("dev*.jsonl"))}
    if "--check" in sys.argv[1:]:
        check(corpora)
    else:
        train((p for known in corpora.values() for p in known), ROOT / "shahrkarimeh" / "reports" / genre_model.MODEL)


if __name__ == "__main__":
    main()
