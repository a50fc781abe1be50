"""Scrapy settings, each with its reason. What is not set here is Scrapy's default, in 2.13 and later.

A user sets any of them with `-s NAME=VALUE`; `DATA_DIR`, `ARCHIVE_REPLAY`, `RETRY_AFTER_MAX` and
`BUSY_WAIT` are this project's own.
"""

import os

from scrapy.settings import default_settings

from shahrkarimeh.version import __version__

BOT_NAME = "shahrkarimeh"
SPIDER_MODULES = ["shahrkarimeh.spiders"]

# -- this project's own ---------------------------------------------------------------------------------------

# Where everything is kept: the JSON Lines, the index, the archive.
DATA_DIR = os.environ.get("SHAHRKARIMEH_DATA", "data")
# WARC files to crawl from, in place of the network: a list of paths, or one string with commas.
ARCHIVE_REPLAY: list[str] = []

# -- manners --------------------------------------------------------------------------------------------------

# Who asks, and where to complain. An operator puts an address of their own.
CONTACT = os.environ.get("SHAHRKARIMEH_CONTACT", "https://github.com/shahrkarimeh/shahrkarimeh")
USER_AGENT = f"{BOT_NAME}/{__version__} (+{CONTACT})"
# Small newsrooms on shared hosting: what they ask for in robots.txt is done.
ROBOTSTXT_OBEY = True
# One request at a time for each site, and a second between two: 1,000 posts by REST are still only ten requests.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
# A crawler has one site, so one in all: the order is the same in every run and replay. And Scrapy 2.14 to 2.19 lets
# through what robots.txt forbids where a third request waits for robots.txt to come.
CONCURRENT_REQUESTS = 1
# First asked, first answered: the older of two reports that repeat each other is met first. Scrapy's own is a stack.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
# An even delay, so that the time of a run can be foreseen. The name changed in Scrapy 2.19, the old one warns there.
if hasattr(default_settings, "DOWNLOAD_DELAY_JITTER"):
    DOWNLOAD_DELAY_JITTER = 0.0
else:
    RANDOMIZE_DOWNLOAD_DELAY = False
# A site that answers slowly is asked less often; never more often than DOWNLOAD_DELAY says.
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
# Nothing here needs a session, and a cookie makes caches in front of a site useless.
COOKIES_ENABLED = False
# Persian first, since some sites choose the language by it.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "application/json,application/rss+xml,text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "fa,en;q=0.5",
    # What every reader of WARC files can undo.
    "Accept-Encoding": "gzip, deflate",
}
# Where a request came from is nobody's business, and differs between a first and a second run.
REFERRER_POLICY = "no-referrer"

# -- bounds: nothing waits, grows or turns for ever -----------------------------------------------------------

# Seconds for one response. A page that takes longer is one failed page.
DOWNLOAD_TIMEOUT = 60
DNS_TIMEOUT = 20
# Names that point to this machine or its networks are not asked. The name changed in Scrapy 2.19, the old one warns.
if hasattr(default_settings, "TWISTED_DNS_RESOLVER"):
    TWISTED_DNS_RESOLVER = "shahrkarimeh.spiders.guard.Resolver"
else:
    DNS_RESOLVER = "shahrkarimeh.spiders.guard.Resolver"
# Bytes of one body, before and after decompression: a hundred posts by REST are one or two megabytes.
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 16 * 1024 * 1024
# http → https → www → slug is three; more is a loop.
REDIRECT_MAX_TIMES = 5
# A meta refresh is how challenge pages reload themselves; no post lies behind one.
METAREFRESH_ENABLED = False
# Links from link to link: pages of a list that name the next one, each one deeper. Ends a list that never ends.
DEPTH_LIMIT = 20_000
# A server that is busy (429, 503) or down for a moment is asked three times more.
RETRY_TIMES = 3
# At once, before others: else one of those takes the turn that was waited for, and where the rate is limited what was
# refused once is refused again and again.
RETRY_PRIORITY_ADJUST = 1
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 522, 524]
# Seconds of a Retry-After that are waited for; a server that asks for more is left alone in this run.
RETRY_AFTER_MAX = 120
# Where a busy server does not say how long: 2 seconds, then 4, then 8.
BUSY_WAIT = 2
DOWNLOADER_MIDDLEWARES = {
    # Stricter than Scrapy's own, which lets subdomains and other ports through and drops redirects without a word.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    # Before robots.txt is asked for.
    "shahrkarimeh.spiders.guard.Boundary": 40,
    "shahrkarimeh.spiders.guard.Patience": 560,
    # On a response's way in before it is decompressed, behind the archive.
    "shahrkarimeh.spiders.whole.Whole": 595,
}

# Told to end, a run does not wait for delays and stalls.
EXTENSIONS = {"shahrkarimeh.spiders.leave.Leave": 100}

# -- no door into a running crawl -----------------------------------------------------------------------------

TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# -- archive --------------------------------------------------------------------------------------------------

# Scrapy's HTTP cache, with a storage that writes WARC and a policy that never answers a live request from it.
HTTPCACHE_ENABLED = True
HTTPCACHE_STORAGE = "shahrkarimeh.archive.WarcStorage"
HTTPCACHE_POLICY = "shahrkarimeh.archive.WarcPolicy"
# Errors and redirects are part of what was seen.
HTTPCACHE_IGNORE_HTTP_CODES: list[int] = []
HTTPCACHE_IGNORE_SCHEMES = ["file", "data"]
# With ARCHIVE_REPLAY set, takes the network away.
ADDONS = {"shahrkarimeh.archive.ReplayAddon": 100}

# -- items ----------------------------------------------------------------------------------------------------

# First what is wrong goes aside, so that nothing wrong is compared with; then what is known is sorted out, so that
# nothing is written twice; then it is written. Feeds come after them all.
ITEM_PIPELINES = {
    "shahrkarimeh.pipelines.validate.Validate": 100,
    "shahrkarimeh.pipelines.deduplicate.Deduplicate": 200,
    "shahrkarimeh.pipelines.jsonlines.JsonLines": 300,
}
# Persian as itself in Scrapy's own feeds, not as \uXXXX.
FEED_EXPORT_ENCODING = "utf-8"

# -- log ------------------------------------------------------------------------------------------------------

# A dozen lines a run; -v shows each request.
LOG_LEVEL = "INFO"
# Items are told by their id, never by their text.
LOG_FORMATTER = "shahrkarimeh.logs.LogFormatter"
# An item that is known already is the normal case, not a warning.
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
