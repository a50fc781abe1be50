"""The spider of روابط عمومی شورای اسلامی شهر قم."""

from .base import SiteSpider


class QomshoraSpider(SiteSpider):
    """روابط عمومی شورای اسلامی شهر قم, `qomshora` of the registry."""

    name = site_name = "qomshora"
