"""shahrkarimeh: council meetings, from what sites publish to structured records."""

from pathlib import Path

from shahrkarimeh.version import __version__

__all__ = ["__version__"]

_root = Path(__file__).resolve().parent.parent
if (_root / "scrapy.cfg").is_file():  # a checkout: spiders/ and pipelines/ lie beside this package
    __path__.append(str(_root))  # as setup.py lays them inside it in wheels and eggs
