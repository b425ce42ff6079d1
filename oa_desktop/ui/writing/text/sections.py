"""The sections (正文和附件) of a paper: its body, and what is bound in behind it, each with a title of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from oa_desktop.domain.manuscript import Annex, Block
from oa_desktop.i18n import _
from oa_desktop.ui.writing.text.edit import TextEdit

_SHORT = 8
"""Characters of a title that its tab shows."""


class Section(QWidget):
    """The body, or one annex.

    Attributes:
        text: Its text.
        title: The title of an annex; None for the body.

    Signals:
        changed: The writer has changed its text or its title.
        retitled: Its title is another.
        unwanted: The writer wants it gone.
    """

    changed = Signal()
    retitled = Signal()
    unwanted = Signal()

    def __init__(self, parent: QWidget, *, is_annex: bool) -> None:
        super().__init__(parent)
        self.text = TextEdit(self)
        self.text.setObjectName("annex" if is_annex else "body")
        self.text.setAccessibleName(_("附件内容") if is_annex else _("正文"))
        self.title = QLineEdit(self) if is_annex else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self.title is not None:
            column.addLayout(self._title_row(self.title))
        column.addWidget(self.text, 1)
        self.text.changed.connect(self.changed)
        self.setFocusProxy(self.text)

    def _title_row(self, title: QLineEdit) -> QHBoxLayout:
        title.setObjectName("annex-title")
        title.setAccessibleName(_("附件标题"))
        title.setPlaceholderText(_("附件的标题"))
        title.textEdited.connect(self._retitle)
        label = QLabel(_("标题(&T)"), self)
        label.setBuddy(title)
        gone = QPushButton(_("移去附件"), self)
        gone.setObjectName("annex-remove")
        gone.clicked.connect(self.unwanted)
        row = QHBoxLayout()
        for part in (label, title, gone):
            row.addWidget(part)
        return row

    def _retitle(self) -> None:
        self.retitled.emit()
        self.changed.emit()

    def show_annex(self, annex: Annex) -> None:
        """Show an annex."""
        if self.title is not None:
            self.title.setText(annex.title)
        self.text.show_blocks(annex.body)

    def annex(self) -> Annex:
        """Return the annex as it stands."""
        return Annex(title=self.title.text().strip() if self.title else "", body=self.text.blocks())


class Sections(QWidget):
    """All sections, one of them before the writer; tabs lead to the others where there are any.

    Signals:
        changed: The writer has changed something.
        turned: Another section is before the writer.
        made: A further section has been made (``Section``).
        removed: An annex was taken away (``Annex``, its place), and can be brought back.
    """

    changed = Signal()
    turned = Signal()
    made = Signal(object)
    removed = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = QTabBar(self)
        self._tabs.setObjectName("sections")
        self._tabs.setAccessibleName(_("正文和附件"))
        self._tabs.setExpanding(False)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._turn)
        self._add(Section(self._stack, is_annex=False), 0)

    # --- what stands in them -------------------------------------------------------------------------------------

    @property
    def current(self) -> Section:
        """The section before the writer."""
        return self.all()[max(0, self._stack.currentIndex())]

    def all(self) -> list[Section]:
        """Return all sections, the body first."""
        widgets = (self._stack.widget(place) for place in range(self._stack.count()))
        return [widget for widget in widgets if isinstance(widget, Section)]

    def show_text(self, body: tuple[Block, ...], annexes: tuple[Annex, ...]) -> None:
        """Show a body and its annexes."""
        for section in self.all()[1:]:
            self._take_away(section)
        self.all()[0].text.show_blocks(body)
        for place, annex in enumerate(annexes, 1):
            self._add_annex(annex, place)
        self._tabs.setCurrentIndex(0)

    def body(self) -> tuple[Block, ...]:
        """Return the body as it stands."""
        return self.all()[0].text.blocks()

    def annexes(self) -> tuple[Annex, ...]:
        """Return the annexes as they stand."""
        return tuple(section.annex() for section in self.all()[1:])

    # --- annexes -------------------------------------------------------------------------------------------------

    def add_annex(self, annex: Annex | None = None, place: int = 0) -> None:
        """Add an annex, behind the others where no place is given, and turn to it."""
        place = place or len(self.all())
        section = self._add_annex(annex or Annex(), place)
        self._tabs.setCurrentIndex(place)
        self.changed.emit()
        if section.title is not None:
            section.title.setFocus()

    def _add_annex(self, annex: Annex, place: int) -> Section:
        section = Section(self._stack, is_annex=True)
        section.show_annex(annex)
        section.unwanted.connect(lambda: self.remove(section))
        section.retitled.connect(self._name_tabs)
        self._add(section, place)
        return section

    def _add(self, section: Section, place: int) -> None:
        self._stack.insertWidget(place, section)
        self._tabs.insertTab(place, "")
        self._name_tabs()
        section.changed.connect(self.changed)
        self.made.emit(section)

    def remove(self, section: Section) -> None:
        """Take an annex away."""
        place, annex = self._stack.indexOf(section), section.annex()
        self._take_away(section)
        self.changed.emit()
        self.removed.emit(annex, place)

    def _take_away(self, section: Section) -> None:
        place = self._stack.indexOf(section)
        self._stack.removeWidget(section)
        self._tabs.removeTab(place)
        section.deleteLater()
        self._name_tabs()

    def _name_tabs(self) -> None:
        for place, section in enumerate(self.all()):
            title = section.title.text().strip()[:_SHORT] if section.title else ""
            name = _("附件{number} {title}").format(number=place, title=title).strip()
            self._tabs.setTabText(place, name if place else _("正文"))
        self._tabs.setVisible(self._tabs.count() > 1)

    def _turn(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.setFocusProxy(self.current)
        self.turned.emit()
