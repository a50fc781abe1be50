"""What is wrong with an item is said in rejected.jsonl, and the item goes no further."""

import logging
from typing import Any
from urllib.parse import urlsplit

from itemadapter import ItemAdapter
from pydantic import ValidationError
from scrapy.exceptions import DropItem

from shahrkarimeh.dedup import fingerprint
from shahrkarimeh.errors import DataDirError
from shahrkarimeh.halt import stop
from shahrkarimeh.items import ITEMS, MeetingReport, Post, to_json

from .base import StorePipeline

logger = logging.getLogger(__name__)


def _fault_of_report(item: MeetingReport) -> str | None:
    for place, statement in enumerate(item.statements):
        if item.text[slice(*statement.span)] != statement.text:
            return f"statements[{place}]: its span does not hold its text"
        if statement.speaker >= len(item.speakers):
            return f"statements[{place}]: its speaker is none of the {len(item.speakers)}"
    for place, decision in enumerate(item.decisions):
        if decision.span is not None and item.text[slice(*decision.span)] != decision.text:
            return f"decisions[{place}]: its span does not hold its text"
    return None


def fault_of(item: Post | MeetingReport) -> str | None:
    """What the schema cannot say is wrong with an item; None for nothing."""
    if not item.title.strip() and not item.text.strip():
        return "neither title nor text"
    if urlsplit(item.url).scheme not in ("http", "https"):
        return "url: not an http(s) address"
    if not item.id.startswith(f"{item.site}:"):
        return "id: not of its site"
    return _fault_of_report(item) if isinstance(item, MeetingReport) else None


class Validate(StorePipeline):
    """Lets valid items through, as models of `items`, whatever itemadapter knows they came as."""

    def process_item(self, item: Any, *_spider: Any) -> Post | MeetingReport:
        """The item, fingerprinted. Raises DropItem."""
        data = ItemAdapter(item).asdict()
        try:
            valid = ITEMS.validate_python(data)
            to_json(valid)
            fault = fault_of(valid)
        except ValueError as e:  # not of the schema, or no JSON (half a surrogate pair), or an impossible address
            fault = _in_a_line(e)
        if fault is None:
            if valid.fingerprint is None:
                valid.fingerprint = fingerprint(valid.title, valid.text)
            return valid
        self._reject(data, fault)
        raise DropItem(f"invalid: {fault}")

    def _reject(self, data: dict[str, Any], fault: str) -> None:
        self.count("rejected")
        logger.warning("rejected %r %r: %s", data.get("id"), data.get("url"), fault)
        try:
            self.store.reject(data, fault)
        except DataDirError as e:
            stop(self.crawler, e)


def _in_a_line(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
