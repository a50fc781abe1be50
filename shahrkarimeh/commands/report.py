"""`shahrkarimeh report`: the page of what the data covers."""

import sys
from collections.abc import Sequence
from pathlib import Path

from shahrkarimeh.coverage.gather import page
from shahrkarimeh.errors import ConfigError
from shahrkarimeh.scores import read_scores
from shahrkarimeh.sites import registry
from shahrkarimeh.store import Reader

_NAMED = 20


def _write(path: Path, text: str) -> int:
    """Writes the page whole or not at all. Returns its size in bytes. Raises ConfigError."""
    raw = text.encode()
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(raw)
        part.replace(path)
    except OSError as e:
        part.unlink(missing_ok=True)
        raise ConfigError(f"cannot write {path}: {e.strerror}") from None
    return len(raw)


def report(data: Path, out: Path, sites_files: Sequence[Path], scores: Path | None = None) -> int:
    """Writes the page and prints its path. Returns the exit code: 1 where lines were left out.

    Raises DataDirError where there is nothing to show, ConfigError where the page cannot be written.
    """
    titles = {name: site.title for name, site in registry(*sites_files).items()}
    text, left_out = page(Reader(data), titles, read_scores(scores))
    size = _write(out, text)
    print(out)
    print(f"{size / 1e6:.1f} MB; open it in a browser, no network is needed", file=sys.stderr)
    for line in left_out[:_NAMED]:
        print(f"shahrkarimeh: left out: {line}", file=sys.stderr)
    if len(left_out) > _NAMED:
        print(f"shahrkarimeh: left out: {len(left_out) - _NAMED:,} more lines; the page names them", file=sys.stderr)
    return 1 if left_out else 0
