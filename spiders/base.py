"""The spider of a site: walks its doors, in their order, until one has given all it has."""

import logging
from collections import deque
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from shahrkarimeh import intake, platforms
from shahrkarimeh.errors import ConfigError, DataDirError, DoorRefused, NotAPost
from shahrkarimeh.halt import note
from shahrkarimeh.items import MeetingReport, Post
from shahrkarimeh.platforms.base import Ask, Memory, Reading, Window
from shahrkarimeh.platforms.identity import canonical
from shahrkarimeh.runs import Run
from shahrkarimeh.sites import ALL_DOORS, DoorName, registry
from shahrkarimeh.store import Store, shared

from .ledger import Ledger
from .memory import Known
from .values import date_header, header_of, page_of, provenance_of, reason_of, time_of, visible, window_of
from .walks import Walk

logger = logging.getLogger(__name__)

_TRUE = frozenset(("1", "true", "yes", "on"))


class SiteSpider(Spider):
    """Takes what is new on a site since the last run, everything on the first.

    Arguments: `since`, `until` (days, Gregorian or Jalali), `full` (look at everything again; of itself where plain
    Scrapy writes a feed), `door` (that one only).
    """

    site_name: str | None = None
    """The entry of the registry; the argument `site` where a spider takes any."""
    # A second walk asks again; `dont_filter` on its requests would let redirects lead to other hosts.
    custom_settings = {"DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter"}  # noqa: RUF012
    # What a site answers is looked at, whatever the status; redirects are followed by then.
    handle_httpstatus_list = (304, *range(400, 600))

    def __init__(self, since: str | None = None, until: str | None = None, full: str | None = None,
                 door: str | None = None, site: str | None = None, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self.window = window_of(since, until)
        if door is not None and door not in ALL_DOORS:
            raise ConfigError(f"door={door}: there are {', '.join(ALL_DOORS)}")
        self._site_name = self.site_name or site
        self._asked_full = full
        self._asked_door = door
        self.run: Run | None = None
        self.store: Store | None = None
        self.walk: Walk | None = None
        self._walks = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SiteSpider":
        """The spider of a crawl. Raises ConfigError for an unknown site."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._configure(crawler)
        return spider

    def _configure(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not self._site_name:
            raise ConfigError("which site? say -a site=NAME")
        self.site = registry(*settings.getlist("SHAHRKARIMEH_SITES"))[self._site_name]
        bare = self.site.host.removeprefix("www.")
        self.allowed_domains = [bare, f"www.{bare}"]
        self.full = bool(settings.getdict("FEEDS")) if self._asked_full is None else self._asked_full.lower() in _TRUE
        self._replay = bool(settings.getlist("ARCHIVE_REPLAY"))
        self._room = max(8, 2 * settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
        if self.site.delay is not None:
            settings.set("DOWNLOAD_DELAY", self.site.delay, priority="spider")
        crawler.signals.connect(self._idle, signal=signals.spider_idle)
        crawler.signals.connect(self._lost, signal=signals.item_error)

    async def start(self) -> AsyncIterator[Any]:
        """Opens the first door. Raises DataDirError."""
        self.store = shared(self.settings["DATA_DIR"])
        self.known = Known(self.site.name, self.store)
        last = self.store.last_run(self.site.name)
        self.ledger = Ledger(self.site.name, self.window, last, full=self.full, replay=self._replay)
        self._plan = deque(self._attempts())
        self._open_next()
        for request in self._more():
            yield request

    def _attempts(self) -> Iterator[tuple[DoorName, Memory]]:
        """The doors in their order, each with what is remembered for it."""
        memory = Memory(self.ledger.mark, self.ledger.remembered, self.known.before)
        for name in (self._asked_door,) if self._asked_door else self.ledger.order(self.site.doors):
            # Recordings hold the answers to a first run's questions.
            yield name, Memory() if self.full or self._replay else memory

    def _open_next(self) -> None:
        """Begins the next walk, where a door is left."""
        self.walk = self._begin(*self._plan.popleft()) if self._plan else None

    def _begin(self, name: DoorName, memory: Memory, again: bool = False) -> Walk:
        self._walks += 1
        self.known.skipped = False
        self.ledger.tries(name)
        door = platforms.platform_of(self.site)[name]()
        return Walk(door, memory, self._walks, deque(door.open(self.site, self.window, memory)), hopeless=again)

    def _more(self) -> Iterator[Request]:
        """As many of the waiting requests as there is room for."""
        walk = self.walk
        while walk and walk.waiting and len(walk.flying) < self._room:
            ask = walk.waiting.popleft()
            if ask.kind == "page":
                walk.pages += 1
                if canonical(ask.url) in self.known.had:
                    continue
            walk.flying[ask.url] = ask
            yield Request(
                ask.url,
                callback=self.answered,
                errback=self.unanswered,
                headers=dict(ask.headers),
                cb_kwargs={"ask": ask, "walk": walk.number},
            )

    def _send(self) -> bool:
        requests = list(self._more())
        for request in requests:
            self.crawler.engine.crawl(request)
        return bool(requests)

    def _idle(self) -> None:
        """Nothing is under way: the walk goes on, or is over, and the next begins where it was not whole."""
        while (walk := self.walk) is not None:
            if walk.flying and not walk.patient:
                walk.patient = True  # some Scrapys are idle a moment before they tell of an error
                raise DontCloseSpider
            for ask in walk.flying.values():  # Scrapy drops a redirect to another host without a word
                self._failed(walk, ask, ask.url, "leads to another host")
            walk.flying.clear()
            if self._send():
                raise DontCloseSpider
            self._judge(walk)

    def _judge(self, walk: Walk) -> None:
        """A walk that is over: the last one, or made once more where it was not whole, or its door is left."""
        memory = walk.memory
        skipped = self.known.skipped
        first = memory.mark is None and self.window == Window() and not skipped
        trouble = walk.shortfall(expects_posts=first and not self.known.had)
        if trouble is None:
            self.ledger.whole = memory.mark is None and not skipped
            self.ledger.sees_changes = self.ledger.whole or not walk.unseen
            if memory.mark is None and walk.unseen and self.store:  # goes on where a first run died
                self.ledger.went_on_from(self.store.first_fetch(self.site.name))
            self.ledger.door, self.ledger.complete, self.walk = walk.door.name, True, None
            self.ledger.refused.pop(walk.door.name, None)
        elif walk.hopeless:
            logger.info("%s: left the door %s: %s", self.site.name, walk.door.name, trouble)
            self.ledger.refused[walk.door.name] = trouble
            self._open_next()
        else:
            logger.info("%s: the door %s once more: %s", self.site.name, walk.door.name, trouble)
            self.walk = self._begin(walk.door.name, memory, again=True)

    def answered(self, response: Response, ask: Ask, walk: int) -> Iterator[Any]:
        """Reads what came and asks for more. Items are yielded as they are read."""
        now = self.walk
        if now is None or now.number != walk:
            return
        now.landed(ask)
        now.began = now.began or date_header(header_of(response, "date"))
        if self.ledger.hears(now.began):
            logger.warning("%s: the site's clock was set back; looking from further back", self.site.name)
            self._plan = deque(self._attempts())
            self._open_next()
        else:
            yield from self._read(now, ask, response)
        yield from self._more()

    def _read(self, walk: Walk, ask: Ask, response: Response) -> Iterator[Post | MeetingReport]:
        try:
            reading = walk.door.read(self.site, ask, page_of(response))
        except DoorRefused as e:
            walk.give_up(str(e), hopeless=walk.first_answer)
            return
        except NotAPost as e:
            self._failed(walk, ask, response.url, str(e))
            return
        except Exception as e:
            logger.exception("could not read %s", response.url)
            self._failed(walk, ask, response.url, f"{type(e).__name__}: {e}")
            return
        walk.first_answer = False
        walk.waiting.extend(reading.asks)
        if ask.kind == "page":
            walk.page_came()
            self.ledger.came(ask.url, response.url)
        elif ask.kind not in ("again", "check"):
            walk.named(reading)
        walk.faults += len(reading.faults)
        walk.unseen = walk.unseen or reading.unseen
        for url, why in reading.faults:
            self._fail(url, why)
        self._note(walk, reading)
        for post in reading.posts:
            yield from self._taken(walk, post, response)

    def _note(self, walk: Walk, reading: Reading) -> None:
        self.ledger.saw(reading.newest)
        self.ledger.validators.update(reading.validators)
        if reading.total is not None:
            walk.total = (walk.total or 0) + reading.total
            self._stat("expected", walk.total)

    def unanswered(self, failure: Failure) -> None:
        """What could not be had, after all tries: one page of many, or the door itself.

        Scrapy 2.13.0 loses what an errback yields, so nothing is yielded here.
        """
        request = failure.request  # type: ignore[attr-defined]
        ask, number = request.cb_kwargs["ask"], request.cb_kwargs["walk"]
        walk = self.walk
        if walk is None or walk.number != number or not self.crawler.crawling:
            return
        walk.landed(ask)
        if not isinstance(failure.value, IgnoreRequest) and not self._stats().get("downloader/response_count"):
            self._plan.clear()  # the other doors are doors of the same silent host
        self._failed(walk, ask, ask.url, reason_of(failure))
        self._send()

    def _failed(self, walk: Walk, ask: Ask, url: str, why: str) -> None:
        """One page costs one post; a list that is missing costs the walk, the first one the door; a check nothing."""
        if ask.kind == "page":
            self._fail(url, why)
            walk.page_failed()
        elif ask.kind != "check":
            walk.give_up(why, hopeless=walk.first_answer)

    def _fail(self, url: str, why: str) -> None:
        logger.warning("failed: %s: %s", visible(url), visible(why))
        self.ledger.fail(url, why)
        self._stat("failed", len(self.ledger.failed))

    def _taken(self, walk: Walk, post: Post, response: Response) -> Iterator[Post | MeetingReport]:
        """The item of a post, unless it came before in this run or was published outside the days asked for."""
        id_ = self.known.id_of(post)
        day = time_of(post.published_at)
        walk.had(id_, day)
        self.ledger.saw(time_of(post.modified_at))
        if not self.known.is_first(id_):
            return
        if not self.window.holds(day.date() if day else None):
            self.ledger.outside += 1
            self._stat("outside", self.ledger.outside)
            return
        try:
            post = post.model_copy(update={"id": id_})
            item = intake.take(post, self.site, provenance_of(response, walk.door.name))
        except Exception as e:
            logger.exception("could not take %s", post.url)
            self._fail(post.url, f"{type(e).__name__}: {e}")
            return
        yield item

    def _lost(self, item: Any, failure: Failure) -> None:
        """A pipeline broke down over an item: it is the next run's, so this one is not complete."""
        self._fail(str(getattr(item, "url", None)), f"not kept: {failure.getErrorMessage()}")
        self.ledger.lost = True

    def _stats(self) -> dict[str, Any]:
        return self.crawler.stats.get_stats() if self.crawler.stats else {}

    def _stat(self, name: str, value: Any) -> None:
        if self.crawler.stats:
            self.crawler.stats.set_value(f"shahrkarimeh/{name}", value)

    def closed(self, reason: str) -> None:
        """Writes the record of the run, and leaves it at `run` and in the stats for who started it."""
        if self.store is None:
            return
        if reason != "finished" and self.walk and not self.walk.first_answer:
            self.ledger.door = self.walk.door.name  # what came through it is written
        self.run = self.ledger.close(self._stats(), reason)
        for finding in self.run.findings:
            logger.warning("%s: %s", self.site.name, visible(finding.text))
        try:
            try:
                self.store.finish_run(self.run)
            finally:
                self.store.release()
        except DataDirError as e:
            note(self.crawler, e)
        self._stat("run", self.run)
