"""The sections (正文和附件) of a paper: its body, and what is bound in behind it, each with a title of its own."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from oa_desktop.domain.manuscript import Annex, Block
from oa_desktop.i18n import _
from oa_desktop.ui.writing.text.edit import TextEdit
from oa_desktop.ui.writing.undo.journal import Place
from oa_desktop.ui.writing.undo.words import put

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

    def places(self) -> Iterator[Place]:
        """Yield what can be undone in it."""
        text = self.text
        yield Place(
            widget=text,
            state=text.step,
            take=text.step_to,
            changed=text.changed,
            ready=text.ready,
            goes_on=lambda: text.typing_on,
            rest=text.rest,
        )
        if self.title is not None:
            yield Place(widget=self.title, state=self.title.text, take=self._take_title, changed=self.retitled)

    def _take_title(self, title: str) -> None:
        if self.title is not None:
            put(self.title, title)
            self._retitle()

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
        removed: An annex was taken away (``Section``, its place), and can be brought back.
        arranged: There is another annex, or one less.
    """

    changed = Signal()
    turned = Signal()
    made = Signal(object)
    removed = Signal(object, int)
    arranged = Signal()

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
        body = Section(self._stack, is_annex=False)
        self._put_in(body, 0)
        self._follow(body)

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
        """Show a body and its annexes; nothing of those before can be brought back."""
        self._show(())
        for section in self.findChildren(Section):
            if self._stack.indexOf(section) < 0:
                section.deleteLater()
        self.all()[0].text.show_blocks(body)
        self._show(tuple(self._made(annex) for annex in annexes))
        self._tabs.setCurrentIndex(0)

    def body(self) -> tuple[Block, ...]:
        """Return the body as it stands."""
        return self.all()[0].text.blocks()

    def annexes(self) -> tuple[Annex, ...]:
        """Return the annexes as they stand."""
        return tuple(section.annex() for section in self.all()[1:])

    # --- annexes -------------------------------------------------------------------------------------------------

    def add_annex(self, annex: Annex | None = None) -> None:
        """Add an annex behind the others, and turn to it."""
        section = self._made(annex or Annex())
        self._change((*self.annex_sections(), section))
        if section.title is not None:
            section.title.setFocus()

    def remove(self, section: Section) -> None:
        """Take an annex away; it can be brought back."""
        place = self._stack.indexOf(section)
        self._change(tuple(one for one in self.annex_sections() if one is not section))
        self.removed.emit(section, place)

    def bring_back(self, section: Section, place: int) -> None:
        """Bring an annex back that was taken away, unless it is back already."""
        shown = self.annex_sections()
        if section not in shown:
            self._change((*shown[: place - 1], section, *shown[place - 1 :]))

    def annex_sections(self) -> tuple[Section, ...]:
        """Return the annexes, each with its text and its title."""
        return tuple(self.all()[1:])

    def place(self) -> Place:
        """Return what can be undone here: which annexes there are."""
        return Place(widget=self, state=self.annex_sections, take=self._change, changed=self.arranged)

    def turn_to(self, widget: QWidget) -> None:
        """Turn to the section that a widget stands in, if it stands in one."""
        for place, section in enumerate(self.all()):
            if section.isAncestorOf(widget):
                self._tabs.setCurrentIndex(place)

    def _change(self, annexes: tuple[Section, ...]) -> None:
        self._show(annexes)
        self.arranged.emit()
        self.changed.emit()

    def _show(self, annexes: tuple[Section, ...]) -> None:
        """Let these be the annexes; turn to one that comes, keep one that goes out of sight."""
        for section in self.annex_sections():
            if section not in annexes:
                self._put_aside(section)
        for place, section in enumerate(annexes, 1):
            if self._stack.indexOf(section) < 0:
                self._put_in(section, place)

    def _made(self, annex: Annex) -> Section:
        section = Section(self._stack, is_annex=True)
        section.show_annex(annex)
        section.unwanted.connect(lambda: self.remove(section))
        section.retitled.connect(self._name_tabs)
        self._follow(section)
        return section

    def _follow(self, section: Section) -> None:
        section.changed.connect(self.changed)
        self.made.emit(section)

    def _put_in(self, section: Section, place: int) -> None:
        self._stack.insertWidget(place, section)
        self._tabs.insertTab(place, "")
        self._name_tabs()
        self._tabs.setCurrentIndex(place)

    def _put_aside(self, section: Section) -> None:
        place = self._stack.indexOf(section)
        self._stack.removeWidget(section)
        self._tabs.removeTab(place)
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
