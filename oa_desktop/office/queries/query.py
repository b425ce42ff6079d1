"""What a question is; its rows are frozen dataclasses."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

_NOUGHT = "○"
"""A circle that is typed for 〇, a figure like the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Generic[Row]):
    """A question; its answer is a tuple of ``Row``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsQuery(Query[Row]):
    """A question for what holds all of some words, divided by spaces."""

    text: str

    @property
    def is_empty(self) -> bool:
        """Whether no letter or digit is asked for; nothing is found then, and nobody should ask."""
        return not any(one.isalnum() or one == _NOUGHT for one in unicodedata.normalize("NFKC", self.text))
