"""A progress bar a site, on standard error, while the spiders run."""

from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress
from scrapy import signals
from scrapy.crawler import Crawler


class Progress:
    """Follows crawlers by their signals; does nothing where it is not to be shown."""

    def __init__(self, shown: bool) -> None:
        self._bars: RichProgress | None = None
        if shown:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bars = RichProgress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> "Progress":
        if self._bars:
            self._bars.start()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._bars:
            self._bars.stop()

    def follow(self, crawler: Crawler, site: str) -> None:
        """Shows a bar for the crawler: posts that came, of those the site says there are."""
        bars = self._bars
        if bars is None:
            return
        task = bars.add_task(site, total=None)

        def advance(**_: Any) -> None:
            total = crawler.stats.get_value("shahrkarimeh/expected") if crawler.stats else None
            bars.update(task, advance=1, total=total)

        # A weak reference would let the closures go at once.
        crawler.signals.connect(advance, signal=signals.item_scraped, weak=False)
        crawler.signals.connect(advance, signal=signals.item_dropped, weak=False)
