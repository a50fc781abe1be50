"""Processes that die at a chosen step, disks that lose what they were not told to keep, and what is to be left then."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from shahrkarimeh.index import Index
from shahrkarimeh.recorder import Recorder

FILES = ("reports.jsonl", "copies.jsonl", "posts.jsonl")
_CALLS = ("fsync", "ftruncate", "rename", "replace", "unlink", "rmdir", "mkdir")


class Deadly:
    """Counts the steps by which this process changes the disk and kills it before one of them, a write half done.

    What was synced is noted in a file: `size TAB path`, or `path TAB new path`.
    """

    def __init__(self, step: int, notes: Path) -> None:
        self.left = step
        self._write = os.write
        self._notes = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def install(self) -> None:
        """From now on this process is mortal."""
        for name in _CALLS:
            setattr(os, name, self._mortal(getattr(os, name), name))
        os.write = self._half  # type: ignore[assignment]
        opened, commit = Recorder._opened, Index.commit
        Recorder._opened = lambda this, now: _Raw(opened(this, now), self)  # type: ignore[assignment, return-value]
        Index.commit = lambda this: (self._step(), commit(this), self._step())[1]  # type: ignore[assignment, func-returns-value]

    def _step(self) -> bool:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return True

    def _half(self, fd: int, data: Any) -> int:
        if self.left == 1:
            self._write(fd, bytes(data)[: len(data) // 2])
        self._step()
        return self._write(fd, data)

    def _mortal(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def mortal(*args: Any, **more: Any) -> Any:
            self._step()
            done = call(*args, **more)
            if name == "fsync":
                self._note(f"{os.fstat(args[0]).st_size}\t{Path(f'/proc/self/fd/{args[0]}').readlink()}")
            elif name in ("rename", "replace"):
                self._note(f"{args[0]}\t{args[1]}")
            return done

        return mortal

    def _note(self, line: str) -> None:
        self._write(self._notes, f"{line}\n".encode())


class _Raw:
    """A raw file whose writes are steps."""

    def __init__(self, file: Any, deadly: Deadly) -> None:
        self._file, self._deadly = file, deadly

    def write(self, data: Any) -> int:
        return self._deadly._half(self._file.fileno(), data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def dies(step: int, notes: Path, work: Callable[[], object]) -> bool:
    """Whether a process that does the work died at that step; False where it takes fewer."""
    pid = os.fork()
    if not pid:
        try:
            Deadly(step, notes).install()
            work()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return False


def synced(notes: Path, folder: Path) -> dict[Path, int]:
    """Of each file of a folder that grows, how many of its bytes are safe on disk."""
    safe: dict[str, int] = {}
    for line in notes.read_text().splitlines():
        first, second = line.split("\t")
        if first.isdigit():
            safe[second] = int(first)
        else:
            safe[second] = safe.pop(first, 0)
    grown = [path for path in folder.rglob("*") if path.suffix in (".jsonl", ".open", ".gz")]
    return {path: min(safe.get(str(path), 0), path.stat().st_size) for path in grown}


def copied(source: Path, target: Path) -> Path:
    """A copy of a data directory in the place of what was there."""
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(source, target))


def content(data: Path) -> dict[str, list[Any]]:
    """The items by file, in order, without when and whence they came. Fails for a line that is no JSON."""
    out = {}
    for name in FILES:
        text = (data / name).read_bytes()
        assert not text or text.endswith(b"\n"), f"{name} ends torn"
        out[name] = [json.loads(line) for line in text.splitlines()]
        for item in out[name]:
            item.pop("provenance")
    return out


def records(data: Path) -> Iterator[str]:
    """The responses of all archives, read by warcio to the end, as provenance names them."""
    for path in sorted((data / "warc").iterdir()):
        assert path.name.endswith(".warc.gz"), f"{path} was not closed"
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                record.content_stream().read()
                if record.rec_type == "response":
                    yield f"warc/{path.name}#{record.rec_headers.get_header('WARC-Record-ID').strip('<>')}"


def assert_sound(data: Path) -> None:
    """Whole lines, each revision once, archives that warcio reads, and every item's response among them."""
    content(data)
    items = [json.loads(line) for name in FILES for line in (data / name).read_bytes().splitlines()]
    revisions = [(item["id"], item["revision"]) for item in items]
    assert len(revisions) == len(set(revisions)), "a revision came twice"
    assert {item["provenance"]["record"] for item in items} <= set(records(data)), "an item has lost its response"
