"""Names and offices in their fullest wording: who bears an office, what a surname's given name is."""

import re

from shahrkarimeh.reports.document import Document
from shahrkarimeh.text.letters import squeeze
from shahrkarimeh.text.people import Mention

_MOST_SENTENCES = 60


def sure_mentions(doc: Document, start: int, end: int) -> list[Mention]:
    """The people and offices of `text[start:end]` that are sure of themselves, in order."""
    people = doc.people(start, end)
    out, i = [], 0
    while i < len(people.words):
        starts = (
            i == 0
            or people.titles_at(i)
            or people.head_at(i)
            or people.is_given(i)
            or people.word(i - 1) in "،:و(؛"
            or people.word(i - 1) in ("که", "جلسه", "نشست", "را")
        )
        found = people.mention_at(i) if starts else None
        if found and not found[0].group and (found[0].certain or found[0].role):
            out.append(found[0])
            i = found[1]
        else:
            i += 1
    return out


def fullest_name(doc: Document, name: str) -> str:
    """The fullest form of a name that the text has: «رضا گلستانی‌مهر» for «گلستانی‌مهر»."""
    best, key = name, squeeze(name)
    if len(name.split()) > 2 or not key:
        return name
    pattern = " {0,2}".join(map(re.escape, key))
    for m in list(re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", doc.folded))[:20]:
        for mention in sure_mentions(doc, max(0, doc.folded.rfind("\n", 0, m.start()), m.start() - 40), m.end()):
            if mention.name and mention.name[1] == m.end() and mention.certain:
                full = doc.slice(*mention.name)
                if squeeze(full).endswith(key) and len(squeeze(full)) > len(squeeze(best)):
                    best = full
    return best


def named_or_office(doc: Document, role: str) -> str:
    """The name of the one who bears an office, where the text has it once, else the office's fullest form."""
    key, best = squeeze(role), role
    bearers: dict[str, str] = {}
    for a, b in doc.sentences[:_MOST_SENTENCES]:
        for mention in sure_mentions(doc, a, b):
            if not mention.role:
                continue
            full = doc.slice(*mention.role)
            if not _same_office(key, squeeze(full)):
                continue
            if mention.name and mention.certain:
                name = doc.slice(*mention.name)
                bearers[squeeze(name)] = name
            if len(squeeze(full)) > len(squeeze(best)):
                best = full
    return next(iter(bearers.values())) if len(bearers) == 1 else best


def _same_office(short: str, full: str) -> bool:
    """Whether two wordings name one office: «رئیس شورا», «رئیس شورای اسلامی شهر قم»."""
    return full.startswith(short) or (short.startswith(full) and len(full) > 8)
