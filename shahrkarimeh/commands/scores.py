"""What `evaluate --json` printed, for those who show it."""

import json
from pathlib import Path
from typing import Any

from shahrkarimeh.errors import ConfigError


def read_scores(path: Path | None) -> dict[str, Any] | None:
    """Field → `score` from 0 to 1 and `n`, the posts or values it stands on. Raises ConfigError."""
    if path is None:
        return None
    try:
        told = json.loads(path.read_text("utf-8"))
        return {name: {"score": float(s["score"]), "n": int(s["n"])} for name, s in told.items() if "n" in s}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError(f"--scores {path}: not what `shahrkarimeh evaluate --json` prints") from None
