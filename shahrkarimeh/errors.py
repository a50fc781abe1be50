"""The errors of this project. Each says where it is raised; the command line turns each into one plain line."""

from errno import EDQUOT, EFBIG, EIO, ENOSPC


class ShahrkarimehError(Exception):
    """Base of all below: a fault that a user can be told about in one line."""

    exit_code = 2


class ConfigError(ShahrkarimehError):
    """Wrong usage: an unknown site, an impossible range, a registry file that does not parse. `sites`, `cli`."""


class DataDirError(ShahrkarimehError):
    """The data directory cannot be used: unwritable, or held by another run. `store`."""


class DiskFullError(DataDirError):
    """The disk takes nothing more: what is written stays whole, and the next run goes on. `store`, `recorder`."""

    exit_code = 3


class ArchiveError(ShahrkarimehError):
    """A file given as an archive is no WARC. `archive`."""


class DoorRefused(ShahrkarimehError):
    """A door of a site did not give what it should; the next one is tried. `platforms`."""

    exit_code = 3


class NotAPost(ShahrkarimehError):
    """A response that was expected to hold posts holds none. `platforms`."""

    exit_code = 3


_FULL = frozenset((ENOSPC, EDQUOT, EFBIG, EIO))


def is_full(error: Exception) -> bool:
    """Whether an OSError or sqlite3.Error says that the disk takes nothing more."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR"))


def unwritable(what: object, error: Exception) -> DataDirError:
    """The error of a write that failed in the middle of a run."""
    reason = getattr(error, "strerror", None) or str(error)
    return DiskFullError(f"cannot write {what}: {reason}; make room and run again, what is written is whole")


def unusable(directory: object, error: Exception) -> DataDirError:
    """The error of a data directory that cannot be opened for writing."""
    if is_full(error):
        return unwritable(f"to the data directory {directory}", error)
    reason = getattr(error, "strerror", None) or str(error)
    return DataDirError(f"cannot write to the data directory {directory}: {reason}; name another with --data DIR")
