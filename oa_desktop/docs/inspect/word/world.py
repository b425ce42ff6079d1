"""What holds for all that is set of one DOCX."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.docs.inspect.word.formats import Formats

_MOST_CHARACTERS = 2_000_000


@dataclass(slots=True, kw_only=True)
class World:
    """What holds for all flows of a document.

    Attributes:
        formats: Its styles.
        every_pt: 默认制表位.
        left: Characters that may still be set.
    """

    formats: Formats
    every_pt: float = 21.0
    left: int = _MOST_CHARACTERS
