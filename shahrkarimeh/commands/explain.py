"""`shahrkarimeh parse --explain`: a report's text with what became of it, coloured in a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from shahrkarimeh.explain import Mark, marks
from shahrkarimeh.items import MeetingReport, Post

_STYLES = {
    "statements": "cyan",
    "decisions": "bold green",
    "speakers": "bold magenta",
    "attendees": "yellow",
    "absentees": "red",
    "topic": "bold blue",
    "session_number": "reverse",
    "body": "underline",
    "city": "underline",
}
_SHOWN = 60


def _coloured(text: str, found: list[Mark], plain: bool) -> Text:
    """The text in the styles of its marks; where there is no colour, `⟦field: words⟧` around them."""
    out = Text(text)
    for mark in found:
        out.stylize(_STYLES.get(mark.field, "bold"), mark.start, mark.end)
    if not plain:
        return out
    edges: list[tuple[int, int, str]] = []
    for mark in found:
        edges += [(mark.start, 1, f"⟦{mark.field}: "), (mark.end, 0, "⟧")]
    parts, at = [], 0
    for place, _, edge in sorted(edges):
        parts += [text[at:place], edge]
        at = place
    return Text("".join([*parts, text[at:]]))


def explain(item: Post | MeetingReport, console: Console) -> None:
    """Prints the title and the text with their marks, then a line for each."""
    if not isinstance(item, MeetingReport):
        console.print(f"{item.id}: not a meeting report\n", style="dim", markup=False)
        return
    found = marks(item)
    plain = not console.is_terminal
    console.print(item.id, item.meeting.key or "", style="dim", markup=False)
    console.print(_coloured(item.title, [m for m in found if m.in_title], plain), style="bold")
    console.print(_coloured(item.text, [m for m in found if not m.in_title], plain))
    table = Table(box=None, pad_edge=False)
    for column in ("field", "value", "where", "words"):
        table.add_column(column, overflow="fold")
    for mark in found:
        words = (item.title if mark.in_title else item.text)[mark.start : mark.end]
        where = f"{'title ' if mark.in_title else ''}{mark.start}-{mark.end}"
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        table.add_row(mark.field, mark.value, where, " ".join(shown.split()), style=_STYLES.get(mark.field))
    console.print(table)
    console.print()
