"""A dataset put in the place of an earlier one, all at once: who reads, and who dies when, finds the one or the other.

The new one is made in a directory beside, and the two then change places by one call of Linux; elsewhere by two
renames, and a process that dies between them is made good by the next export. What a user has added to the earlier one
goes with it. A directory that is mounted, is stood in, or may not be renamed takes its files one by one; then
SHA256SUMS goes first and comes last, so that it is there only where all that it names is.
"""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shahrkarimeh.errors import ConfigError
from shahrkarimeh.lines import sync_directory

CHECKSUMS = "SHA256SUMS"
"""Names every file of a dataset but itself."""
_INSIDE = ".making"
_DONE = "done"
_OLD = "old"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def _making(out: Path) -> Path:
    """Where a dataset for that place is made."""
    bound = out.exists() and (os.path.ismount(out) or out == Path.cwd() or not os.access(out.parent, os.W_OK))
    return out / _INSIDE if bound else out.parent / f".{out.name}.making"


def _named(sums: Path) -> set[str]:
    """What lies at the top of the dataset of these checksums, they included; nothing where there are none."""
    if not sums.is_file():
        return set()
    rows = sums.read_text("utf-8").splitlines()
    return {row.split("  ", 1)[1].split("/")[0] for row in rows if "  " in row} | {CHECKSUMS}


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _held(directory: Path, out: Path) -> Iterator[None]:
    """Keeps other exports from a directory; a process that dies keeps nobody. Raises ConfigError where one has it."""
    lock = os.open(directory, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigError(f"--out {out}: another export is writing it; wait for it") from None
        yield
    finally:
        os.close(lock)


def _clear_inside(out: Path) -> None:
    """Takes away the half of a dataset that an export left which died while it put its files one by one."""
    inside = out / _INSIDE
    if not inside.is_dir():
        return
    with _held(inside, out):
        if not (out / CHECKSUMS).exists():
            for name in _named(inside / CHECKSUMS) | _named(inside / _DONE / CHECKSUMS):
                _remove(out / name)
            (out / CHECKSUMS).touch()
        shutil.rmtree(inside)


def _recover(making: Path, out: Path) -> None:
    """Ends what a dead export began, and empties the directory."""
    if (making / _OLD).is_dir() and not out.exists():
        (making / _OLD).rename(out)
    for left in (making / _OLD, making / _DONE):
        if (left / CHECKSUMS).is_file() and out.is_dir():
            _carry(left, out)
    for entry in making.iterdir():
        _remove(entry)


def _carry(earlier: Path, out: Path) -> None:
    """Moves what a user has added to an earlier dataset; what goes with one of its files (`-wal`) is nothing added."""
    ours = _named(earlier / CHECKSUMS)
    for entry in earlier.iterdir():
        added = entry.name not in ours and not any(entry.name.startswith(f"{name}-") for name in ours)
        if added and not (out / entry.name).exists():
            entry.rename(out / entry.name)


@contextmanager
def workplace(out: Path) -> Iterator[tuple[Path, Path]]:
    """An empty directory to make a dataset in, and the `done` within it that `publish` puts in place of `out`.

    Both are gone at the end. Raises ConfigError where `out` holds other files or another export writes it, OSError.
    """
    out = out.resolve()
    _clear_inside(out)
    if out.exists() and any(out.iterdir()) and not (out / CHECKSUMS).is_file():
        raise ConfigError(f"--out {out}: it holds other files; name a new or an empty directory")
    making = _making(out)
    making.mkdir(parents=True, exist_ok=True)
    with _held(making, out):
        _recover(making, out)
        try:
            (making / _DONE).mkdir()
            yield making, making / _DONE
        finally:
            shutil.rmtree(making)


def _exchange(here: Path, there: Path) -> bool:
    """Whether two directories could change places in one step."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if call(_AT_FDCWD, os.fsencode(here), _AT_FDCWD, os.fsencode(there), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(there))


def _sync(directory: Path) -> None:
    """Waits until the disk has all that is in a directory."""
    for path in directory.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_directory(path)
    sync_directory(directory)


def _one_by_one(done: Path, out: Path) -> None:
    names = _named(out / CHECKSUMS) - {CHECKSUMS}
    if (out / CHECKSUMS).is_file():
        (out / CHECKSUMS).rename(done.with_name(CHECKSUMS))
    for name in sorted(names | {made.name for made in done.iterdir()}):
        _remove(out / name)
    for made in sorted(done.iterdir(), key=lambda path: path.name == CHECKSUMS):
        made.replace(out / made.name)
    sync_directory(out)


def publish(done: Path, out: Path) -> None:
    """Puts a dataset, its checksums included, in the place of an earlier one or of nothing. Raises OSError."""
    out = out.resolve()
    _sync(done)
    if done.is_relative_to(out):
        _one_by_one(done, out)
        return
    if not out.exists() or not any(out.iterdir()):
        done.rename(out)
    elif _exchange(done, out):
        _carry(done, out)
    else:
        old = done.with_name(_OLD)
        out.rename(old)
        done.rename(out)
        _carry(old, out)
    sync_directory(out.parent)
