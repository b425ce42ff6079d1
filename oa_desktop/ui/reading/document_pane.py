"""The document before the reader (公文): page, form, handling, attachments; what is looked at is fetched."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.papers.papers import Paper
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.leaving.words import Leave, copy_words
from oa_desktop.ui.reading.attachments import Attachments
from oa_desktop.ui.reading.document_findings import DocumentFindings
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.fetched_page import FetchedForm, FetchedPage, fetch_form, fetch_page
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.reading.related import Related
from oa_desktop.ui.reading.side import Side
from oa_desktop.ui.reading.timeline import Timeline
from oa_desktop.ui.tracing.traces import Traces
from oa_desktop.ui.workplace import Workplace

_NONE = "请在左边选一份公文。"
_PLAIN = frozenset({"版面", "办理单", "流程", "附件"})
"""The sides that a leader looks at: the clean text, and nothing of how it came about."""
Part = TypeVar("Part", PagePane, Timeline, Traces, Attachments)


class DocumentPane(QWidget):
    """Everything that can be read of one document.

    Attributes:
        tabs: Its sides.
        related: Whence it came, and what belongs to it.

    Signals:
        page_shown: A page lies before the reader: whose, and what of it (``DossierId``, ``LaidBefore``).
        copyable: Whether something is selected on the side that is looked at (``bool``).
    """

    page_shown = Signal(object, object)
    copyable = Signal(bool)

    def __init__(
        self, workplace: Workplace, commands: Commands, parent: QWidget | None = None, *, plain: bool = False
    ) -> None:
        """Make one before which no document lies.

        Args:
            workplace: How it reaches the office.
            commands: Those of the window, for the context menus.
            parent: What it stands in.
            plain: Whether there is nothing around the pages, and no side but those that a leader looks at.
        """
        super().__init__(parent)
        self._workplace = workplace
        self._document: DossierId | None = None
        self._stale: set[int] = set()
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("reading")
        pages = partial(PagePane, workplace, commands, plain=plain)
        self._page = Side(lambda on: self._heard(pages(on)), self._fetch_page, self)
        self._form = Side(lambda on: self._heard(pages(on)), self._fetch_form, self)
        timeline = Side(lambda on: self._heard(Timeline(workplace, on)), Timeline.show_document, self)
        attachments = Side(lambda on: self._heard(Attachments(workplace, on)), Attachments.show_document, self)
        self._traces = Side(lambda on: self._heard(Traces(workplace, on)), Traces.show_document, self)
        self._sides = (self._page, self._form, timeline, self._traces, attachments)
        for place, words in enumerate(("版面", "办理单", "流程", "修改痕迹", "附件")):
            self.tabs.addTab(self._sides[place], _(words))
            self.tabs.setTabVisible(place, words in _PLAIN or not plain)
        self.tabs.currentChanged.connect(lambda _: self._look())
        self._floors = QSplitter(Qt.Orientation.Vertical, self)
        self._floors.setChildrenCollapsible(False)
        self._floors.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.related = Related(workplace, self, plain=plain)
        layout.addWidget(self.related)
        layout.addWidget(self._floors, 1)
        self.show_document(None)

    @cached_property
    def findings(self) -> DocumentFindings:
        """What is wrong with the document; made when somebody first wants to know."""
        findings = DocumentFindings(self._workplace, self._floors)
        findings.hide()
        findings.closed.connect(self.put_findings_away)
        findings.chosen.connect(self._lead_to_finding)
        self._floors.addWidget(findings)
        self._floors.setStretchFactor(0, 1)
        findings.show_document(self._document)
        return findings

    def show_document(self, document: DossierId | None) -> None:
        """Show a document, or that none is chosen; the one that is shown already is fetched anew."""
        if document != self._document:
            for side in (self._page, self._form):
                if side.made:
                    side.part.clear()
                    side.part.view.point_at(None)
        self._document = document
        self.related.show_document(document)
        if "findings" in vars(self):
            self.findings.show_document(document)
        self._stale = set(range(len(self._sides)))
        self._look()

    @property
    def page(self) -> PagePane:
        """The page of the document, as it will be issued."""
        return self._page.part

    @property
    def pages(self) -> PagePane:
        """The pages that are looked at; those of the document itself where something else is."""
        return self._form.part if self.paper is Paper.FORM else self.page

    @property
    def paper(self) -> Paper:
        """The paper that is looked at."""
        return Paper.FORM if self.tabs.currentWidget() is self._form else Paper.PAGE

    def look_at_pages(self) -> None:
        """Turn to pages, unless some are looked at already."""
        self.tabs.setCurrentWidget(self._form if self.paper is Paper.FORM else self._page)

    # --- what was changed in it ------------------------------------------------------------------------------------

    def turn_to_traces(self) -> None:
        """Show what was changed in the document, or go back to its page."""
        looks = self.tabs.currentWidget() is self._traces
        self.tabs.setTabVisible(self.tabs.indexOf(self._traces), True)
        self.tabs.setCurrentWidget(self._page if looks else self._traces)
        self.tabs.currentWidget().setFocus()

    def step_through_traces(self, *, forward: bool) -> None:
        """Go to the next change, or the one before; to the first one where something else was looked at."""
        if self.tabs.currentWidget() is self._traces:
            self._traces.part.step(forward=forward)
        else:
            self.turn_to_traces()

    # --- what is wrong with it -------------------------------------------------------------------------------------

    def turn_to_findings(self) -> None:
        """Show what is wrong with the document, or put that away."""
        if self.findings.isVisible():
            self.put_findings_away()
        else:
            self.show_findings()

    def show_findings(self) -> None:
        """Show what is wrong with the document."""
        self.findings.show()
        self.findings.setFocus()

    def put_findings_away(self) -> None:
        """Hide what is wrong, and the marks of it on the page."""
        self.findings.hide()
        if self._page.made:
            self.page.view.point_at(None)
            self.page.view.find_words("")
        self.tabs.currentWidget().setFocus()

    def _lead_to_finding(self, one: Finding) -> None:
        self.tabs.setCurrentWidget(self._page)
        self.findings.lead(self.page.view, one)

    # --- sides -----------------------------------------------------------------------------------------------------

    @property
    def _part(self) -> PagePane | Timeline | Traces | Attachments:
        return self._sides[self.tabs.currentIndex()].part

    def copy(self) -> None:
        """Copy what is selected on the side that is looked at."""
        self._part.copy()

    def _heard(self, part: Part) -> Part:
        """Return a part, now that it is heard when something is selected there."""
        part.selected.connect(self._tell_copyable)
        return part

    def _tell_copyable(self) -> None:
        self.copyable.emit(self._part.has_selection)

    def _look(self) -> None:
        """Fetch what is looked at, unless it is there."""
        self._tell_copyable()
        place = self.tabs.currentIndex()
        if place in self._stale:
            self._stale.discard(place)
            self._sides[place].look_at(self._document)

    # --- pages -----------------------------------------------------------------------------------------------------

    def _fetch_page(self, pane: PagePane, document: DossierId | None) -> None:
        if document is None:
            pane.clear(_(_NONE))
        else:
            self._workplace.read(
                lambda session: fetch_page(session, document),
                self,
                self._show_page,
                lambda error: pane.clear(sentence_for(error, self._workplace)),
                instead_of="page",
            )

    def _show_page(self, fetched: FetchedPage) -> None:
        if fetched.document == self._document:
            leave = self._leave(fetched.document)
            self.page.show_pdf(fetched.laid.shown, fetched.caption, trace=fetched.laid.trace, leave=leave)
            self.page_shown.emit(fetched.document, fetched.laid)

    def _fetch_form(self, pane: PagePane, document: DossierId | None) -> None:
        if document is None:
            pane.clear(_(_NONE))
        else:
            self._workplace.read(
                lambda session: fetch_form(session, document),
                self,
                self._show_form,
                lambda error: pane.clear(sentence_for(error, self._workplace)),
                instead_of="form",
            )

    def _show_form(self, fetched: FetchedForm) -> None:
        if fetched.document == self._document:
            leave = self._leave(fetched.document)
            self._form.part.show_pdf(fetched.pdf, fetched.caption, trace=fetched.trace, leave=leave)

    def _leave(self, document: DossierId) -> Leave:
        return partial(copy_words, self._workplace, self, document)
