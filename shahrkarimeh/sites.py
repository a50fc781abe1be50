"""The registry of sites: what is in `sites.toml`, and what users add with `--sites FILE`."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from shahrkarimeh.addresses import is_local_name
from shahrkarimeh.errors import ConfigError

DoorName = Literal["rest", "feed", "sitemap", "archive"]
ALL_DOORS: tuple[DoorName, ...] = ("rest", "feed", "sitemap", "archive")


class Site(BaseModel):
    """One entry of the registry."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    """The key of the entry, and the first half of every id."""
    title: str
    """The name readers know it by."""
    home: str
    """Address of the front page, ending in a slash."""
    platform: Literal["wordpress"] = "wordpress"
    city: str | None = None
    """The city it reports of, where it reports of one."""
    body: str | None = None
    """The council it reports of, where it reports of one."""
    doors: tuple[DoorName, ...] = ALL_DOORS
    """The ways in, in the order they are tried."""
    since: str | None = None
    """Day of the oldest post, as far as known."""
    delay: float | None = Field(default=None, ge=0)
    """Seconds between two requests; the default is the setting DOWNLOAD_DELAY."""
    inside: bool = False
    """Whether its name may point to this machine or a private network; any other name that does is not asked."""
    selectors: Mapping[str, str] = Field(default_factory=dict)
    """CSS selectors that go before the platform's own: `title`, `content`, `published`."""
    timezone: str = "Asia/Tehran"
    """Zone of the clock the site shows."""

    @field_validator("home")
    @classmethod
    def _home(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an http(s) address")
        return value if value.endswith("/") else value + "/"

    @property
    def host(self) -> str:
        """The host name, without port."""
        return urlsplit(self.home).hostname or ""

    @property
    def lives_inside(self) -> bool:
        """Whether its home may be on this machine or a private network."""
        return self.inside or is_local_name(self.host)


class Registry(Mapping[str, Site]):
    """The sites by name, in the order of the files."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        self._sites = dict(sites)

    def __getitem__(self, name: str) -> Site:
        """The site of that name. Raises ConfigError naming those there are."""
        try:
            return self._sites[name]
        except KeyError:
            raise ConfigError(
                f"unknown site {name!r}: there are {', '.join(self._sites)}; add yours with --sites FILE"
            ) from None

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._sites)

    def __len__(self) -> int:
        return len(self._sites)

    def __contains__(self, name: object) -> bool:
        return name in self._sites


def _entries(text: str, where: str) -> dict[str, Site]:
    try:
        tables = tomllib.loads(text)
        return {name: Site.model_validate({"name": name, **entry}) for name, entry in tables.items()}
    except ValidationError as e:
        first = e.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise ConfigError(f"{where}: site {first['input']!r}: {field}: {first['msg']}") from None
    except (tomllib.TOMLDecodeError, TypeError) as e:
        raise ConfigError(f"{where}: not a registry of sites: {e}") from None


def registry(*extra: str | Path) -> Registry:
    """The built-in sites, and those of each file of `extra`, later ones replacing earlier ones of the same name.

    Raises ConfigError for a file that cannot be read or does not parse.
    """
    sites = _entries(resources.files("shahrkarimeh").joinpath("sites.toml").read_text("utf-8"), "sites.toml")
    for path in extra:
        try:
            text = Path(path).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as e:
            raise ConfigError(f"cannot read the sites file {path}: {e}") from None
        sites |= _entries(text, str(path))
    return Registry(sites)
