"""One writer for a directory, and a name for it."""

import json
import os
import shlex
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from shahrkarimeh.errors import DataDirError


class WriterLock:
    """Held from its making to `release`. The operating system takes it from a process that dies."""

    def __init__(self, directory: Path) -> None:
        """Raises DataDirError naming the holder where another process, or this one, has it; OSError as writing does."""
        self._note = directory / ".writer.json"
        self._lock = FileLock(directory / ".writer.lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise DataDirError(f"the data directory {directory} is in use by {self._holder()}") from None
        note = {
            "pid": os.getpid(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
            "command": shlex.join(sys.argv),
        }
        try:
            self._note.write_text(json.dumps(note, ensure_ascii=False), "utf-8")
        except BaseException:
            self._lock.release()
            raise

    def _holder(self) -> str:
        try:
            note = json.loads(self._note.read_text("utf-8"))
            return (
                f"pid {note['pid']} since {note['since']} ({note['command']}); wait for it, or name another directory"
            )
        except (OSError, ValueError, KeyError, TypeError):
            return "another process; wait for it, or name another directory"

    def release(self) -> None:
        """Lets it go."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()
