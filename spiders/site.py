"""The spider of any entry of the registry: `scrapy crawl site -a site=NAME`."""

from .base import SiteSpider


class AnySiteSpider(SiteSpider):
    """The site that the argument `site` names."""

    name = "site"
