"""The clock of a run: what benchmarks of ten years turn forward."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, UTC."""
    return datetime.now(UTC)
