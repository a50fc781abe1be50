"""WARC in and out: every response as it came, through the storage and policy of Scrapy's HTTP cache.

A live run writes and is never answered from here; a replay (setting ARCHIVE_REPLAY) is answered from here alone.
Request.meta["archive_record"] and ["fetched_at"] say afterwards where a response is kept and when it was received.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings
from w3lib.http import headers_raw_to_dict

from shahrkarimeh import clock
from shahrkarimeh.errors import ArchiveError, DataDirError
from shahrkarimeh.halt import stop
from shahrkarimeh.recorder import Recorder
from shahrkarimeh.warc import FOLDER, Record, decoded, records

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A response as it was kept, ready to be read again."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Transfer and content encodings undone."""
    fetched_at: str | None
    record: str
    """`warc/FILE#urn:uuid:…`, for Provenance."""


class Replay:
    """Recorded responses by address, each read from its file when asked for."""

    def __init__(self, files: Iterable[str | Path]) -> None:
        """Reads through the files once. Raises ArchiveError for one that is no WARC."""
        self._places: dict[str, list[tuple[Path, int]]] = defaultdict(list)
        self._next: dict[str, int] = defaultdict(int)
        for file in files:
            path = Path(file)
            for record in records(path):
                self._places[record.url].append((path, record.offset))

    def answer(self, url: str) -> Record | None:
        """The next recorded response of that address, the last one again where there are no more."""
        places = self._places.get(url)
        if not places:
            return None
        at = min(self._next[url], len(places) - 1)
        self._next[url] = at + 1
        return next(records(*places[at]), None)


class WarcStorage:
    """HTTPCACHE_STORAGE: keeps what comes; with ARCHIVE_REPLAY, gives what was kept."""

    def __init__(self, settings: BaseSettings) -> None:
        """Raises ArchiveError for a file of ARCHIVE_REPLAY that is no WARC."""
        files = settings.getlist("ARCHIVE_REPLAY")
        self.replay = Replay(files) if files else None
        self.directory = Path(settings["DATA_DIR"]) / FOLDER
        self.recorder: Recorder | None = None

    def open_spider(self, spider: Any) -> None:
        """Begins a crawl."""
        site = getattr(spider, "site", None)
        self.recorder = Recorder(self.directory, str(getattr(site, "name", None) or spider.name))

    def close_spider(self, spider: Any) -> None:
        """Ends a crawl."""
        if self.recorder is not None:
            self.recorder.close()

    def retrieve_response(self, spider: Any, request: Request) -> Response | None:
        """The recorded response; None in a live run, and for an address that was not recorded."""
        if self.replay is None:
            return None
        found = self.replay.answer(request.url)
        if found is None:
            optional = getattr(request.cb_kwargs.get("ask"), "kind", None) == "check"
            logger.log(logging.INFO if optional else logging.WARNING, "not in the recordings: %r", request.url)
            return None
        request.meta["archive_record"] = found.name
        request.meta["fetched_at"] = found.fetched_at
        headers = Headers(headers_raw_to_dict(found.raw_headers) or {})
        kind = responsetypes.from_args(headers=headers, url=found.url, body=found.body)
        return kind(url=found.url, status=found.status, headers=headers, body=found.body)

    def store_response(self, spider: Any, request: Request, response: Response) -> None:
        """Keeps a response that came from the network. Raises DataDirError where the disk is full."""
        if self.replay is not None or self.recorder is None:
            return
        now = clock.now()
        try:
            request.meta["archive_record"] = self.recorder.write(request, response, now)
        except DataDirError as e:
            stop(spider.crawler, e)
            raise
        request.meta["fetched_at"] = now.strftime("%Y-%m-%dT%H:%M:%SZ")


class WarcPolicy:
    """HTTPCACHE_POLICY: everything is kept, whatever its status; what comes from a recording is as good as new."""

    def __init__(self, settings: BaseSettings) -> None:
        self.ignored = set(settings.getlist("HTTPCACHE_IGNORE_SCHEMES"))

    def should_cache_request(self, request: Request) -> bool:
        """All but what never crosses a network."""
        return urlsplit(request.url).scheme not in self.ignored

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Always."""
        return True

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Always: there is one in a replay only."""
        return True

    def is_cached_response_valid(self, cachedresponse: Response, response: Response, request: Request) -> bool:
        """Never asked, since a recorded response is always fresh."""
        return False


class ReplayAddon:
    """ADDONS: with ARCHIVE_REPLAY set, no request can reach the network, whatever else is set."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Takes the network handlers away, and makes an address that was not recorded an error that names it."""
        if settings.getlist("ARCHIVE_REPLAY"):
            settings.set("HTTPCACHE_ENABLED", True, "cmdline")
            settings.set("HTTPCACHE_IGNORE_MISSING", True, "cmdline")
            settings.set("DOWNLOAD_HANDLERS", dict.fromkeys(("http", "https", "ftp", "s3")), "cmdline")
            # Nobody is there to be polite to.
            settings.set("DOWNLOAD_DELAY", 0, "cmdline")
            settings.set("AUTOTHROTTLE_ENABLED", False, "cmdline")


def read_responses(path: str | Path) -> Iterator[Recorded]:
    """The responses of a WARC file, in the order they were received. Raises ArchiveError for a file that is none."""
    for record in records(Path(path)):
        raw = headers_raw_to_dict(record.raw_headers) or {}
        headers = {name.decode("latin-1").lower(): _text(values) for name, values in raw.items()}
        body = decoded(record.body, headers.get("content-encoding", ""))
        if body is None:
            logger.warning("%s: left out, its body swells over every bound: %r", record.name, record.url)
            continue
        yield Recorded(record.url, record.status, headers, body, record.fetched_at, record.name)


def hosts(path: str | Path) -> set[str]:
    """The hosts that a WARC file has responses of. Raises ArchiveError for a file that is none."""
    return {urlsplit(record.url).hostname or "" for record in records(Path(path))}


def _text(values: Iterable[bytes]) -> str:
    return ", ".join(v.decode("utf-8", "replace") for v in values)


__all__ = ["ArchiveError", "Recorded", "ReplayAddon", "WarcPolicy", "WarcStorage", "hosts", "read_responses"]
