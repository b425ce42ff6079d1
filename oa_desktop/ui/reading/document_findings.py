"""What is wrong with the document before the reader (检查): looked for when it is wanted, shown on its page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.session import Session
from oa_desktop.ui.inspecting.findings_panel import FindingsPanel
from oa_desktop.ui.inspecting.words_found import words_around
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.page_view import PageView
from oa_desktop.ui.reading.pointed_view import spot_of
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A document that was looked at."""

    document: DossierId
    text: Manuscript
    findings: tuple[Finding, ...]


class DocumentFindings(FindingsPanel):
    """The findings of one document."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._document: DossierId | None = None
        self._text = Manuscript()
        self._stale = True

    def show_document(self, document: DossierId | None) -> None:
        """Show what is wrong with a document; while nobody can see it, nothing is looked for."""
        self._document = document
        self._stale = True
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        document, self._stale = self._document, False
        self.wait()
        if document is not None:
            self._workplace.read(
                lambda session: _looked(session, document),
                self,
                self._arrive,
                lambda error: self.fail(sentence_for(error, self._workplace)),
                instead_of="findings",
            )

    def _arrive(self, looked: _Looked) -> None:
        if looked.document == self._document:
            self._text = looked.text
            self.show_findings(looked.findings)

    def lead(self, view: PageView, one: Finding) -> None:
        """Show on the document's page where something was found."""
        show_on_page(view, self._text, one)

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Look at the document that came while nobody could see what is found."""
        super().showEvent(event)
        if self._stale:
            self._look()


def show_on_page(view: PageView, text: Manuscript, one: Finding) -> None:
    """Show on a page where something was found: the spot, or the words of a text."""
    view.point_at(spot_of(one.place))
    view.find_words("" if one.place.page else words_around(text, one.place))


def _looked(session: Session, document: DossierId) -> _Looked:
    return _Looked(document=document, text=session.text(document), findings=session.papers.findings(document))
