"""Words on their way to the clipboard (复制): of a document only as the office lets them out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from oa_desktop.domain.ids import DossierId
from oa_desktop.ui.workplace import Workplace

Leave = Callable[[str], object]
"""Lets words out."""


def copy_words(workplace: Workplace, owner: QObject, document: DossierId | None, words: str) -> None:
    """Put words of a document on the clipboard, or say why they may not leave."""
    if document is not None and words:
        workplace.read(
            lambda session: session.papers.words_out(document, words),
            owner,
            QGuiApplication.clipboard().setText,
            instead_of="copying",
        )


def copy_own(words: str) -> None:
    """Put words on the clipboard that somebody brought or types themselves, and that come out of no document."""
    QGuiApplication.clipboard().setText(words)
