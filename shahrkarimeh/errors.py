"""The errors of this project. Each says where it is raised; the command line turns each into one plain line."""


class ShahrkarimehError(Exception):
    """Base of all below: a fault that a user can be told about in one line."""

    exit_code = 2


class ConfigError(ShahrkarimehError):
    """Wrong usage: an unknown site, an impossible range, a registry file that does not parse. `sites`, `cli`."""


class DataDirError(ShahrkarimehError):
    """The data directory cannot be used: unwritable, or held by another run. `store`."""


class ArchiveError(ShahrkarimehError):
    """A file given as an archive is no WARC. `archive`."""


class DoorRefused(ShahrkarimehError):
    """A door of a site did not give what it should; the next one is tried. `platforms`."""

    exit_code = 3


class NotAPost(ShahrkarimehError):
    """A response that was expected to hold posts holds none. `platforms`."""

    exit_code = 3
