"""The spider of شهرکریمه."""

from .base import SiteSpider


class ShahrekarimehSpider(SiteSpider):
    """شهرکریمه, `shahrekarimeh` of the registry."""

    name = site_name = "shahrekarimeh"
