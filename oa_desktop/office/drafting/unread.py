"""Files that cannot be read as a text (读不成文字的文件): kept whole as an attachment, with a text named after them."""

from __future__ import annotations

from pathlib import PurePath

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript

_UNREAD = frozenset(
    {"source.not-text", "source.no-text", "source.locked", "source.damaged", "source.too-hard", "source.too-large"}
)
"""Refusals of files that are somebody's paper all the same; one without any text (``source.empty``) is not."""


def can_be_kept(error: Exception) -> bool:
    """Tell whether a file that its reader refused may go with a text instead."""
    return isinstance(error, Refused) and error.code in _UNREAD


def text_named_after(name: str) -> Manuscript:
    """Return the text with which a paper begins whose file is kept unread: the file's name is its title."""
    return Manuscript(title=PurePath(name).stem)
