"""Archives that were not closed: their names end in `.open` until they are; the torn tail of a dead process is cut."""

import logging
import os
import zlib
from pathlib import Path

from shahrkarimeh.lines import sync_directory

logger = logging.getLogger(__name__)

SUFFIX = ".warc.gz"
_OPEN = ".open"
_PART = 1 << 16


def unfinished(path: Path) -> Path:
    """The name of an archive while it is written."""
    return path.with_name(path.name + _OPEN)


def finish(path: Path, *, keep: bool = True) -> None:
    """Gives an unfinished archive its name, or removes it. Raises OSError."""
    if keep:
        path.rename(path.with_name(path.name.removesuffix(_OPEN)))
    else:
        path.unlink()
    sync_directory(path.parent)


def mend(directory: Path) -> None:
    """Cuts and names what dead processes left unfinished. Only under the data directory's lock. Raises OSError."""
    for path in sorted(directory.glob(f"*{SUFFIX}{_OPEN}")):
        whole, size = whole_length(path), path.stat().st_size
        if whole < size:
            logger.warning("%s: cut a torn record of %d bytes off its end", path, size - whole)
            with path.open("r+b") as file:
                file.truncate(whole)
                os.fsync(file.fileno())
        finish(path, keep=whole > 0)


def whole_length(path: Path) -> int:
    """How many bytes of a file are gzip members that come to their end. Raises OSError."""
    end = at = 0
    unpacker = zlib.decompressobj(31)
    with path.open("rb") as file:
        while part := file.read(_PART):
            while part:
                try:
                    unpacker.decompress(part)
                except zlib.error:
                    return end
                at += len(part) - len(unpacker.unused_data)
                part = unpacker.unused_data
                if unpacker.eof:
                    end, unpacker = at, zlib.decompressobj(31)
    return end
