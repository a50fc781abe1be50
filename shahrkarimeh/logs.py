"""What Scrapy says of an item in its log: the id and the address, never the text."""

from typing import Any

from itemadapter import ItemAdapter, is_item
from scrapy import logformatter


class ItemName:
    """Stands for an item in a log line; made into words only where the line is written."""

    def __init__(self, item: Any) -> None:
        self.item = item

    def __str__(self) -> str:
        if not is_item(self.item):
            return type(self.item).__name__
        item = ItemAdapter(self.item)
        return f"{item.get('id')!r} {item.get('url')!r}"


def _named(line: Any) -> Any:
    line["args"]["item"] = ItemName(line["args"]["item"])
    return line


class LogFormatter(logformatter.LogFormatter):
    """Scrapy's lines, with items named. `repr` of the names keeps line breaks and escapes out of the log."""

    def scraped(self, item: Any, response: Any, spider: Any) -> Any:
        """The line of an item that went through."""
        return _named(super().scraped(item, response, spider))

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any) -> Any:
        """The line of an item that a pipeline dropped."""
        return _named(super().dropped(item, exception, response, spider))

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any) -> Any:
        """The line of an item that broke a pipeline."""
        return _named(super().item_error(item, exception, response, spider))
