"""What a question is; its rows are frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Generic[Row]):
    """A question; its answer is a tuple of ``Row``."""
