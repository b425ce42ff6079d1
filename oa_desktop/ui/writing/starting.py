"""Starting with what a paper of a kind begins with (起稿样式): offered where the text is still empty."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.text.body_editor import BodyEditor


class Starting(QObject):
    """Offers the beginning of a kind beside an empty text.

    Signals:
        started: A text is to stand there (``Manuscript``).
    """

    started = Signal(object)

    def __init__(self, workplace: Workplace, body: BodyEditor, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._body = body

    def look_at(self, kind: DocumentKind | None, text: Manuscript) -> None:
        """Offer the beginning of a kind where nothing is written yet."""
        if kind is not None and not text.body:
            words = _("“{kind}”有起稿样式：结构、结尾用语和能填的要素都写好，要自己填的是“××”。")
            self._body.line.tell(words.format(kind=kind.value), lambda: self._fetch(kind), _("写上"))

    def _fetch(self, kind: DocumentKind) -> None:
        self._workplace.read(lambda session: session.writing.begun(kind), self, self.started.emit)


def started(text: Manuscript, beginning: Manuscript) -> Manuscript:
    """Return a text with a beginning wherever the writer has written nothing."""
    empty: dict[str, Any] = {
        one.name: getattr(beginning, one.name) for one in fields(Manuscript) if not getattr(text, one.name)
    }
    return replace(text, **empty)
