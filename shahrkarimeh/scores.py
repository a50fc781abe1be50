"""How well each field is read, for those who show it beside the data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from shahrkarimeh.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Scores:
    """Of the reading, by field."""

    fields: Mapping[str, Mapping[str, Any]]
    """Field → `score` from 0 to 1 and `n`, the posts or values it stands on."""
    unseen: int | None = None
    """So many posts they were measured on, if nobody looked at any of them while the rules were written; else null."""


def read_scores(path: Path | None = None) -> Scores:
    """What `evaluate --json` printed into the file; without one, what this version reached on the posts held back.

    Raises ConfigError.
    """
    if path is None:
        told = json.loads(resources.files("shahrkarimeh").joinpath("scores.json").read_text("utf-8"))
        return Scores(told["fields"], told["posts"])
    try:
        told = json.loads(path.read_text("utf-8"))
        return Scores({f: {"score": float(s["score"]), "n": int(s["n"])} for f, s in told.items() if "n" in s})
    except OSError as e:
        raise ConfigError(f"--scores {path}: {e.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError(f"--scores {path}: not what `shahrkarimeh evaluate --json` prints") from None
