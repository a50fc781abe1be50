"""Files of a directory put in the place of others all at once: whoever dies when, there is the old set or the new one.

The new ones are made in MAKING. Its new name, MADE, is the moment from which they count; what is left to do then is
done by whoever opens the directory next. Only under the directory's lock, but for `place`.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from shahrkarimeh.lines import sync_directory

MAKING = ".making"
MADE = ".made"


def begin(directory: Path) -> Path:
    """An empty place to make the new files in. Raises OSError."""
    making = directory / MAKING
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    return making


def commit(directory: Path, names: Iterable[str], derived: str) -> None:
    """Puts the new files of those names in place; they have reached the disk. Raises OSError."""
    sync_directory(directory / MAKING)
    (directory / MAKING).rename(directory / MADE)
    sync_directory(directory)
    finish(directory, names, derived)


def finish(directory: Path, names: Iterable[str], derived: str) -> None:
    """Ends what a dead process began; `derived` names the file made from the others, which is stale by then.

    Raises OSError.
    """
    made = directory / MADE
    if made.is_dir():
        (directory / derived).unlink(missing_ok=True)
        for name in names:
            if (made / name).exists():
                (made / name).replace(directory / name)
        sync_directory(directory)
        shutil.rmtree(made)
    shutil.rmtree(directory / MAKING, ignore_errors=True)


def place(directory: Path, name: str) -> Path:
    """Where the file of that name is to be read, by one who has not the lock."""
    made = directory / MADE / name
    return made if made.exists() else directory / name
