"""The sheet (稿纸): what one draft is written on, elements, files, text and page, with one undoing for all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.rules.mending import all_mended, can_mend, mended
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.i18n import _
from oa_desktop.ui.reading.pointed_view import spot_of
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.checking import Checking
from oa_desktop.ui.writing.editor_bar import EditorBar
from oa_desktop.ui.writing.files.file_drop import FileDrop
from oa_desktop.ui.writing.files.files_panel import FilesPanel
from oa_desktop.ui.writing.form.elements_form import ElementsForm
from oa_desktop.ui.writing.illustrating import Illustrating
from oa_desktop.ui.writing.panes import Pane, Panes, stacked
from oa_desktop.ui.writing.preview import Preview
from oa_desktop.ui.writing.reading_notes import ReadingNotes
from oa_desktop.ui.writing.text.body_editor import BodyEditor
from oa_desktop.ui.writing.text.edit import TextEdit
from oa_desktop.ui.writing.text.inserting import are_pictures
from oa_desktop.ui.writing.undo.journal import Journal, Place
from oa_desktop.ui.writing.undo.reach import Reach

_ELEMENTS, _TEXT, _PAGE = "要素", "正文", "预览"


def _is_for_text(over: QObject, paths: tuple[Path, ...]) -> bool:
    """Tell whether files that lie over a part of the sheet are pictures for the text there."""
    return isinstance(over.parent(), TextEdit) and are_pictures(paths)


class Sheet(QWidget):
    """One draft as it is written, wherever it comes from and goes.

    Attributes:
        bar: What can be done with it.
        notes: What the reader of a file has noticed.
        form: Its elements.
        files: Its attached files.
        body: Its text and its annexes.
        preview: Its pages.
        checking: What is found in it; hidden until it is wanted.
        panes: How these stand side by side.
        journal: What was done to it, to be taken back.

    Signals:
        written: The writer has changed something.
    """

    written = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = KeptDraft()
        self.bar = EditorBar(self)
        self.notes = ReadingNotes(self)
        self._floors = QSplitter(Qt.Orientation.Vertical, self)
        self.panes = Panes(self._floors)
        self._beside = QWidget(self.panes.floor)
        self.form = ElementsForm(self._beside)
        self.files = FilesPanel(workplace, self._beside)
        self.body = BodyEditor(self.panes.floor)
        self.body.keep_by(lambda: bool(self.manuscript().classification.strip()))
        self.preview = Preview(workplace, self.manuscript, self.panes.floor)
        self.checking = Checking(workplace, self.draft, self._can_mend, self)
        self.journal = Journal(self)
        self._reach = Reach(self.journal, self)
        self._lay_out()
        self._join()
        FileDrop(self, _is_for_text).dropped.connect(self.files.offer)
        Illustrating(workplace, self.body, self)

    def _lay_out(self) -> None:
        elements = stacked(self._beside, self.form, self.files)
        named = ((_ELEMENTS, elements, 4), (_TEXT, self.body, 5), (_PAGE, self.preview, 5))
        self.panes.fill(*(Pane(name=_(name), widget=widget, share=share) for name, widget, share in named))
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.notes)
        self._floors.addWidget(self.panes)
        self._floors.addWidget(self.checking)
        self._floors.setChildrenCollapsible(False)
        self._floors.setStretchFactor(0, 1)
        self.checking.hide()
        column.addWidget(self._floors, 1)

    def _join(self) -> None:
        self.bar.preview.toggled.connect(lambda on: self.panes.show_pane(_(_PAGE), on=on))
        self.bar.preview.setChecked(True)
        self.bar.checking.toggled.connect(self._show_findings)
        self.checking.closed.connect(lambda: self.bar.checking.setChecked(False))
        self.checking.chosen.connect(self.lead_to_finding)
        self.checking.mend_wanted.connect(lambda one: self._mend(mended(self.manuscript(), one)))
        self.checking.mend_all_wanted.connect(self._mend_all)
        self.preview.counted.connect(self.body.line.say_pages)
        for changed in (self.form.changed, self.body.changed, self.files.changed, self.bar.flow_chosen):
            changed.connect(self.written)
        self.written.connect(lambda: self.preview.point_at(None))
        self.journal.moved.connect(lambda place: self.lead_to(place.widget))
        self.body.placed.connect(self._follow)
        for place in (*self.form.places(), *self.body.places(), self.files.place(), self.bar.place()):
            self._follow(place)

    def _follow(self, place: Place) -> None:
        self.journal.watch(place)
        self._reach.follow(place)

    # --- what stands there ---------------------------------------------------------------------------------------

    def draft(self) -> KeptDraft:
        """Return what stands there with everything that goes in with it."""
        return replace(self._shown, text=self.manuscript(), attachments=self.files.files(), flow=self.bar.flow())

    def manuscript(self) -> Manuscript:
        """Return what stands there."""
        return self.form.fill(replace(self._shown.text, body=self.body.body(), annexes=self.body.annexes()))

    def show_draft(self, draft: KeptDraft) -> None:
        """Show a draft with its files; nothing of it can be undone into the one before."""
        self._shown = draft
        self.files.show_files(draft.attachments)
        self.show_text(draft.text)

    def show_text(self, text: Manuscript) -> None:
        """Show another text of the same draft."""
        self._shown = replace(self._shown, text=text)
        self.body.show_text(text.body, text.annexes)
        self.form.show_manuscript(text)
        self.journal.begin()

    # --- where the writer is -------------------------------------------------------------------------------------

    def lead_to(self, widget: QWidget) -> None:
        """Show a widget wherever it stands, and put the keyboard there."""
        self.body.turn_to(widget)
        self.panes.bring_forward(widget)
        self.form.ensureWidgetVisible(widget)
        widget.setFocus()

    # --- what is wrong with it -----------------------------------------------------------------------------------

    def lead_to_finding(self, one: Finding) -> None:
        """Lead to where something was found: to its words, or to the spot on the page."""
        place, text = one.place, self.body.text_of(one.place.name)
        self.preview.point_at(spot_of(place))
        if place.page:
            self.bar.preview.setChecked(True)
            self.panes.bring_forward(self.preview)
        elif text is not None:
            self.lead_to(text)
            text.show_words(place.paragraph, place.start, place.end)
        else:
            self.lead_to(self.form.control(place.name) or self.body.main)
            self.form.show_words(place.name, place.paragraph, place.start, place.end)

    def step_to_finding(self, by: int) -> None:
        """Lead to the next finding, or to the one before."""
        self.bar.checking.setChecked(True)
        self.checking.step(by)

    def mend_findings(self, *, all_of_them: bool) -> None:
        """Have the finding that is chosen mended, or all; where nobody sees them they are shown first."""
        if self.bar.checking.isChecked():
            self.checking.mend_all() if all_of_them else self.checking.mend()
        else:
            self.bar.checking.setChecked(True)

    def _show_findings(self, on: bool) -> None:
        self.checking.setVisible(on)
        if on:
            self.checking.setFocus()
        else:
            self.preview.point_at(None)
            self.body.setFocus()

    def _can_mend(self, one: Finding) -> bool:
        """Whether it can be mended here: what is written elsewhere, such as 发文字号, cannot."""
        place = one.place.name
        here = self.body.text_of(place) is not None or self.form.control(place) is not None
        return can_mend(one) and here

    def _mend_all(self) -> None:
        self._mend(all_mended(self.manuscript(), filter(self._can_mend, self.checking.findings)))

    def _mend(self, text: Manuscript) -> None:
        """Write a text that was mended, as one step that can be undone."""
        with self.journal.together():
            self.form.take(text)
            self.body.take(text.body, text.annexes)
        self.body.line.tell(_("改好了，按 Ctrl+Z 可以改回。"))
        self.checking.follow(at_once=True)

    def pause(self, *, on: bool) -> None:
        """Let nothing be typed for a moment, or let it again, where the writer was."""
        self.bar.enable(on=not on)
        self.panes.setEnabled(not on)

    # --- how it is arranged --------------------------------------------------------------------------------------

    def arrangement(self) -> QByteArray:
        """Return how the panes stand."""
        return self.panes.arrangement()

    def arrange(self, state: QByteArray) -> None:
        """Take an arrangement up again."""
        self.panes.arrange(state)
        self.bar.preview.setChecked(self.panes.shows(_(_PAGE)))
