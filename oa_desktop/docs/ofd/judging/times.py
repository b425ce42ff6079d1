"""The time that a signature's description claims (SignatureDateTime), in the notations that are met."""

from __future__ import annotations

from datetime import datetime
from typing import Final

_NOTATIONS: Final = (
    "%Y%m%d%H%M%S",
    "%Y%m%d%H%M%S.%f",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y%m%d%H%M%S%z",
)


def read_time(written: str) -> datetime | None:
    """Return a time as it is written, whatever its zone; None for what is no time."""
    text = written.strip().removesuffix("Z")
    for notation in _NOTATIONS:
        try:
            return datetime.strptime(text, notation).replace(tzinfo=None)
        except ValueError:
            continue
    return None
