"""Answers that are none: refusals, and pages that stand before the site to tell people from programs."""

import re

from shahrkarimeh.errors import DoorRefused
from shahrkarimeh.platforms.base import Page

_REASONS = {401: "asks for a login", 403: "forbidden", 404: "not there", 410: "gone", 429: "asked too often"}
# Cloudflare, ArvanCloud, Sucuri, the ParsPack and Imunify walls, and plain cookie-by-script pages
_CHALLENGE = re.compile(
    rb"cf-browser-verification|challenge-platform|cf_chl_|_cf_chl_opt|Just a moment\.\.\.|Checking your browser|"
    rb"arvancloud[^<]{0,80}challenge|__arcsjs|sucuri_cloudproxy|imunify360|bot verification|"
    rb"Attention Required! \| Cloudflare|captcha-delivery|slowAES|toNumbers\(",
    re.I,
)


# What the maintenance plug-ins write on the page they show for every address, with status 200: in its body's class or
# its title. Their names alone prove nothing: their styles are loaded on every page.
_MAINTENANCE = re.compile(
    rb"<body[^>]{0,300}class=[\"'][^\"'>]{0,300}(?:maintenance-mode|wpmm|cmp-coming-soon|under-construction)|"
    rb"<title>[^<]{0,80}(?:maintenance mode|under construction|coming soon)",
    re.I,
)


def is_maintenance(page: Page) -> bool:
    """Whether a page stands in for every page of a site that is being worked on."""
    return len(page.body) < 30_000 and _MAINTENANCE.search(page.body[:30_000]) is not None


def is_challenge(page: Page) -> bool:
    """Whether a page only wants to know that a person reads it."""
    if page.headers.get("cf-mitigated") == "challenge":
        return True
    return len(page.body) < 200_000 and _CHALLENGE.search(page.body[:50_000]) is not None


def check_answer(page: Page) -> None:
    """Raises DoorRefused, with a plain reason, for an answer that cannot hold what was asked for."""
    if page.status in (200, 203, 304) and not is_challenge(page):
        return
    if is_challenge(page):
        raise DoorRefused(f"a challenge page in place of the answer (status {page.status})")
    reason = _REASONS.get(page.status) or ("broken" if page.status >= 500 else "no answer")
    raise DoorRefused(f"{reason} (status {page.status})")
