"""What people read of a dataset: its card (`README.md`), how to cite it, and what Datasette shows. Pure."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shahrkarimeh.export.database import SEARCH
from shahrkarimeh.export.facts import TITLE, TITLE_FA, Facts
from shahrkarimeh.export.package import LICENCE
from shahrkarimeh.scores import Scores

_FACETS: dict[str, list[Any]] = {
    "reports": ["site", "city", "term", "reported_by"],
    "meetings": ["city", "body", "term", "visibility", {"array": "disagreements"}],
    "speakers": ["role"],
    "decisions": ["outcome", "unanimous"],
    "attendance": ["status"],
    "revisions": ["site", "latest"],
}
_LABELS = {"reports": "title", "meetings": "meeting_id", "speakers": "name", "attendance": "person"}
_NEWEST = {"reports": "published_date", "meetings": "date", "revisions": "published_at"}
_UNITS = {"votes_for": "vote", "votes_against": "vote", "abstentions": "vote"}
_OWN_UNITS = ["vote = [vote]"]
"""Datasette reads units by pint, and answers 500 for one that pint does not know."""

_PROSE = """\
## How it was made

A crawler takes every post of the sites below, keeps every response, tells reports of meetings from other posts, and
reads from each who met, who spoke and what was decided. Fields are read by rules from the wording of the report; what
it does not say is null. `reports.record` names the archived response behind each row.

A meeting's row merges its reports field by field: the value that most reports tell; of equally many, that of the
council's own report, then that of the earliest. The day is one thing: `date`, `date_jalali` and `weekday` are taken
from reports that tell the same date. `extraordinary` is true where any report says so. `disagreements` names
the fields on which the reports differ. Copies are folded into one report (`sources`) and do not count twice.

Reports are of one meeting where they tell the same body, city, term and session number or, without a number, day. A
meeting known by its day alone is taken for the numbered one of that body, city and day where there is exactly one of
each and nothing told of the one (term, open or closed, extraordinary) contradicts the other; else both stand.

## Known gaps

- Only what the sites published: meetings that nobody reported are not here, nor what reporters left out.
- Session numbers run on within a term, so gaps in them are meetings without a report.
- Votes and attendance are there only where the report tells them; absence of a name is no absence from the meeting.
- In CSV, text that a spreadsheet would run as a formula (beginning with = + - @, a tab or a return) has an apostrophe
  before it. The other formats have it as published.

## Ethics

The people named act in public office or spoke in public meetings, and were named by the press. Reports may err, and
so may the reading of them; check the text before you say something of a person.

## Licence

{licence}
"""


def _counted(facts: Facts) -> Iterator[str]:
    yield "| table | rows | what |"
    yield "|---|---|---|"
    for table in facts.tables:
        yield f"| `{table.name}` | {facts.rows[table.name]:,} | {table.en} |"


def _coverage(facts: Facts) -> Iterator[str]:
    if facts.first:
        yield f"Reports published from {facts.first} to {facts.last}."
    if facts.filters:
        yield "Chosen: " + ", ".join(f"{name} {value}" for name, value in facts.filters.items()) + "."
    yield f"{facts.disagreeing:,} meetings have reports that disagree; {facts.left_out:,} lines were left out."
    yield ""
    yield "| site | reports |"
    yield "|---|---|"
    yield from (f"| {site} | {count:,} |" for site, count in facts.sites)


def _quality(facts: Facts, scores: Scores) -> Iterator[str]:
    yield "Of the meetings, so many have a value:"
    yield ""
    yield "| column | meetings |"
    yield "|---|---|"
    yield from (f"| `{name}` | {count:,} |" for name, count in facts.told)
    yield ""
    yield f"Scores of the reading, by `shahrkarimeh evaluate` on {_measured_on(facts, scores)}:"
    yield ""
    yield "| field | score | posts or values |"
    yield "|---|---|---|"
    yield from (f"| {name} | {s['score']:.3f} | {s['n']} |" for name, s in scores.fields.items())


def _measured_on(facts: Facts, scores: Scores) -> str:
    if scores.unseen is None:
        return "annotated posts"
    rules = f"the rules of shahrkarimeh {facts.version}"
    return f"{scores.unseen} posts, written for it, which nobody looked at while {rules} were made"


def _runs(facts: Facts) -> Iterator[str]:
    yield "| site | finished | door | version |"
    yield "|---|---|---|---|"
    yield from (f"| {r.site} | {r.finished_at} | {r.door or 'none'} | {r.version} |" for r in facts.runs)


def _configs(facts: Facts, paths: Mapping[str, Any]) -> Iterator[str]:
    """What a dataset hub's loader reads: a configuration for each table."""
    kind = next((k for k in ("parquet", "jsonl", "csv") if f"{k}/reports.{k}" in paths), None)
    yield "---"
    yield "language: [fa]"
    yield f"pretty_name: {TITLE}"
    if kind:
        yield "configs:"
        for table in facts.tables:
            yield f"- config_name: {table.name}"
            yield f"  data_files: {kind}/{table.name}.{kind}"
    yield "---"


def card(facts: Facts, paths: Mapping[str, Any], scores: Scores) -> str:
    """The card, in Markdown."""
    lines = [
        *_configs(facts, paths), "", f"# {TITLE}", "", TITLE_FA, "", *_counted(facts), "",
        "`datapackage.json` says what every column means, in English and Persian.", "",
        "## Coverage", "", *_coverage(facts), "", "## Quality", "", *_quality(facts, scores), "",
        _PROSE.format(licence=LICENCE), "## How to cite", "", citation(facts), "",
        "## Runs", "", f"Exported by {' and '.join(facts.software)} from these runs:", "", *_runs(facts),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def citation(facts: Facts) -> str:
    """One line."""
    day = f" of {facts.date}" if facts.date else ""
    return f"shahrkarimeh contributors: {TITLE}. Data{day}, made by shahrkarimeh {facts.version}."


def cff(facts: Facts) -> str:
    """`CITATION.cff`, Citation File Format 1.2."""
    lines = [
        "cff-version: 1.2.0", "message: Please cite this dataset as below.", "type: dataset", f'title: "{TITLE}"',
        "authors:", "- name: shahrkarimeh contributors", f'version: "{facts.version}"',
    ]  # fmt: skip
    if facts.date:
        lines.append(f'date-released: "{facts.date}"')
    return "\n".join(lines) + "\n"


def _both(en: str, fa: str) -> str:
    """English, and Persian isolated from it, so that its marks and brackets stand where they should."""
    return f"{en} \u2067{fa}\u2069"


def datasette(facts: Facts, database: str) -> str:
    """`metadata.json` for Datasette: what the columns mean, facets, labels, units, the search."""
    shown: dict[str, Any] = {}
    for table in facts.tables:
        about: dict[str, Any] = {
            "description": _both(table.en, table.fa), "columns": {c.name: _both(c.en, c.fa) for c in table.columns},
            "facets": _FACETS.get(table.name, []),
        }  # fmt: skip
        units = {c.name: _UNITS[c.name] for c in table.columns if c.name in _UNITS}
        about |= {"units": units} if units else {}
        about |= {"label_column": _LABELS[table.name]} if table.name in _LABELS else {}
        about |= {"sort_desc": _NEWEST[table.name]} if table.name in _NEWEST else {}
        about |= {"fts_table": SEARCH, "fts_pk": "rowid"} if table.name == "reports" else {}
        shown[table.name] = about
    shown[SEARCH] = {"hidden": True}
    name = database.removesuffix(".sqlite")
    told = {"title": TITLE, "license": LICENCE, "custom_units": _OWN_UNITS, "databases": {name: {"tables": shown}}}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
