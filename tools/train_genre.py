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
from shahrkarimeh.items import Post
from shahrkarimeh.reports import genre_model
from shahrkarimeh.reports.document import Document, document
from shahrkarimeh.reports.genre import told_as_report
from shahrkarimeh.reports.reading import Reading, reading
from shahrkarimeh.reports.recognition import judged
from shahrkarimeh.sites import Site, registry

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
_PARAMETERS = {"c1": 0.0, "c2": 3.0, "feature.minfreq": 3, "max_iterations": 200}


@dataclass(frozen=True, slots=True)
class Known:
    """A post, and whether it reports a meeting."""

    post: Reading
    is_report: bool


def posts(path: Path) -> list[Known]:
    """The posts of a corpus file; a line of a .tsv is `+` or `-`, title and text."""
    if path.suffix == ".tsv":
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        return [Known(reading(_document(title, text)), sign == "+") for sign, title, text in lines]
    sites = registry()
    return [
        Known(reading(document_of_line(line, sites)), line["gold"]["is_meeting_report"]) for _, line in gold_lines(path)
    ]


def _document(title: str, text: str) -> Document:
    site = Site(name="newsroom", title="Newsroom", home="https://newsroom.example/")
    return document(Post(id="newsroom:1", site=site.name, url=site.home, title=title, text=text), site)


def corpora() -> dict[str, Sequence[Known]]:
    """What the model is made from, by the name of the file."""
    return {path.stem: posts(path) for path in (*sorted(CORPUS.glob("dev*.jsonl")), CORPUS / "recognition.tsv")}


def train(known: Iterable[Known], target: Path) -> None:
    """Writes the model of the posts to a file."""
    trainer = Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_PARAMETERS)
    for k in known:
        trainer.append([genre_model.features(k.post)], [genre_model.REPORT if k.is_report else genre_model.OTHER])
    trainer.train(str(target))


def check(known: dict[str, Sequence[Known]]) -> None:
    """Prints how well each corpus is told by the rules, by a model of the other corpora, and by both."""
    print(f"{'left out':<12}{'rules':>8}{'model':>8}{'both':>8}")
    for name, unseen in known.items():
        with tempfile.TemporaryDirectory() as directory:
            target = Path(directory, genre_model.MODEL)
            train((k for other, posts in known.items() if other != name for k in posts), target)
            odds = genre_model.reader(target.read_bytes())
            read = [(k.is_report, told_as_report(k.post), odds(k.post)) for k in unseen]
        right = [
            sum(rules == gold for gold, rules, _ in read),
            sum((z > 0) == gold for gold, _, z in read),
            sum(judged(z, rules) == gold for gold, rules, z in read),
        ]
        print(f"{name:<12}" + "".join(f"{n / len(read):>8.3f}" for n in right))


def main() -> None:
    """Trains, or checks."""
    if "--check" in sys.argv[1:]:
        check(corpora())
    else:
        target = ROOT / "shahrkarimeh" / "reports" / genre_model.MODEL
        train((k for posts in corpora().values() for k in posts), target)


if __name__ == "__main__":
    main()
