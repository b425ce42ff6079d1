"""The documents (公文) of a folder: a list that the store filters, sorts and groups, however long it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import Grouping, Lines, Outline, OutlineGroup
from oa_desktop.office.queries import Everything, FoundRow
from oa_desktop.office.session import Session
from oa_desktop.office.several import MOST
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.lists.columns import COLUMNS
from oa_desktop.ui.lists.filter_bar import FilterBar
from oa_desktop.ui.lists.folders import FOLDERS, Folder
from oa_desktop.ui.lists.lines_view import LinesView
from oa_desktop.ui.lists.outline_model import OutlineModel
from oa_desktop.ui.lists.selection_bar import SelectionBar
from oa_desktop.ui.lists.views_button import ViewsButton
from oa_desktop.ui.tab_order import follow
from oa_desktop.ui.workplace import Workplace

_SCREEN = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """An outline with the lines of its first screenful.

    Attributes:
        whole: False for the first screenful alone.
    """

    outline: Outline
    groups: tuple[OutlineGroup, ...]
    lines: tuple[FoundRow, ...]
    whole: bool = True


class Documents(QWidget):
    """One line per document.

    Signals:
        chosen: The document under the cursor (``DossierId`` or None).
        opened: A document that is to be read now (``DossierId``).
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, workplace: Workplace, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._folder = FOLDERS[0]
        self._chosen: DossierId | None = None
        self._chosen_key = 0
        self._told_key = 0
        self._awaited: DossierId | None = None
        self._row = -1
        self._fresh = True
        self._model = OutlineModel(workplace, self)
        self.bar = FilterBar(
            lambda query, done: workplace.ask(query, self.bar, done, instead_of="facet"),
            lambda: workplace.session.today,
            self,
        )
        self._pages = QStackedWidget(self)
        self.lines = LinesView(self._model, commands, self._pages)
        self.views = ViewsButton(workplace, self.bar, self.lines)
        self._nothing = QWidget(self._pages)
        self._empty = QLabel(self._nothing)
        self._elsewhere = QPushButton(_("查全部公文(&A)"), self._nothing)
        self.picked = SelectionBar(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._nothing)
        column.addStretch(1)
        column.addWidget(self._empty)
        column.addWidget(self._elsewhere, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("empty")
        self._pages.addWidget(self.lines)
        self._pages.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 0)
        whole.setSpacing(4)
        whole.addWidget(self.bar)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.picked)
        self.setFocusProxy(self.lines)
        follow(self.lines, self.bar)

    def _connect(self) -> None:
        self.bar.asked.connect(self._ask_anew)
        self.bar.left.connect(self.lines.setFocus)
        self.lines.opened.connect(self._open)
        self.lines.typed.connect(self._type_ahead)
        self.lines.horizontalHeader().sectionClicked.connect(self._sort)
        self.lines.selectionModel().currentRowChanged.connect(self._current_changed)
        self.lines.selectionModel().selectionChanged.connect(lambda *_selections: self._show_picked())
        self._model.came.connect(self._tell_chosen)
        self._elsewhere.clicked.connect(lambda: self.bar.want(of=Everything))
        self._workplace.changed.connect(self._heed)

    # --- what it is told ---------------------------------------------------------------------------------------

    def show_folder(self, folder: Folder) -> None:
        """Show what lies in a folder, all of it, ungrouped words and conditions dropped."""
        self._folder = folder
        self.lines.suit(folder.foremost, folder.columns)
        self._choose(-1)
        self._awaited = None
        kept = self.bar.outline
        self.bar.words.clear()
        self.bar.own = folder.filter
        self.bar.want(of=folder.query, filter=folder.filter, sorting=kept.sorting, grouping=kept.grouping)

    def search_for(self, words: str) -> None:
        """Search the folder for words; of several calls in a row the last counts."""
        self.bar.search_for(words)

    def seek(self) -> None:
        """Put the keyboard where words to search for are typed."""
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    @property
    def title(self) -> str:
        """What the list is called."""
        return _(self._folder.label)

    def look_again(self) -> None:
        """Fetch the list anew; the place in it stays."""
        self._ask(self.bar.outline)

    def _heed(self, _changed: object) -> None:
        """Show what changed; a slot of its own ends with the list."""
        self.look_again()

    def choose(self, document: DossierId) -> None:
        """Choose a document, at once or when its line comes; whoever chooses another one meanwhile has that."""
        self._awaited = document
        self._choose_awaited()

    def _choose_awaited(self) -> None:
        key = self._model.key_of(self._awaited) if self._awaited is not None else 0
        if key:
            self.lines.choose_row(self._model.place(key))

    def choose_next(self) -> None:
        """Choose the document behind the present one, or what has come into its place."""
        row = self._model.place(self._chosen_key)
        last = self._model.rowCount() - 1
        if last < 0:
            self._choose(-1)
            return
        following = row + 1 if row >= 0 else max(0, self._row)
        while following < last and not self._model.key(following):
            following += 1
        self.lines.choose_row(min(following, last))

    def choose_before(self) -> None:
        """Choose the document before the present one; at the first nothing happens."""
        before = self._model.place(self._chosen_key) - 1
        while before > 0 and not self._model.key(before):
            before -= 1
        if self._model.key(before):
            self.lines.choose_row(before)

    def choose_another(self) -> None:
        """Choose the document behind the present one, or the one before where that is the last."""
        present = self._chosen_key
        self.choose_next()
        if self._chosen_key == present:
            self.choose_before()

    def arrangement(self) -> QByteArray:
        """Return the widths of the columns, to be remembered."""
        return self.lines.horizontalHeader().saveState()

    def arrange(self, state: QByteArray) -> None:
        """Take remembered widths up again."""
        if not state.isEmpty():
            self.lines.horizontalHeader().restoreState(state)
            self.lines.show_order(self.bar.outline)

    # --- asking ------------------------------------------------------------------------------------------------

    def _ask_anew(self, outline: Outline) -> None:
        """Ask for another outline: where it is the whole folder, its first screenful comes before the rest."""
        self._fresh = True
        self.lines.show_order(outline)
        plain = outline == Outline(of=outline.of)
        self._ask(outline, limit=_SCREEN if plain else 0)

    def _ask(self, outline: Outline, limit: int = 0) -> None:
        self._workplace.read(lambda session: _answer(session, outline, limit), self, self._show, instead_of="outline")

    def _show(self, answer: _Answer) -> None:
        if not answer.whole:
            self._ask(answer.outline)
        outline, top = answer.outline, 0 if self._fresh else self._model.key(self.lines.rowAt(0))
        self._fresh = False
        grouped = outline.grouping is not Grouping.NONE
        picked = self.picked.keys
        self.lines.look_for(outline.filter.words)
        self._model.show(answer.groups, grouped=grouped, words=outline.filter.words, known=answer.lines)
        self._find_again(top)
        self.lines.pick_rows(self._model.places(frozenset(picked)))
        self._show_picked()
        self._choose_awaited()
        self._say_empty(outline)

    def _find_again(self, top: int) -> None:
        """Keep the chosen document and the place in the list where both are still there."""
        row = self._model.place(self._chosen_key)
        self.lines.choose_row(row)
        shown = self._model.place(top)
        if shown >= 0:
            self.lines.scrollTo(self._model.index(shown, 0), LinesView.ScrollHint.PositionAtTop)
        elif row >= 0:
            self.lines.scrollTo(self._model.index(row, 0))

    def _say_empty(self, outline: Outline) -> None:
        empty = self._model.rowCount() == 0
        narrowed = outline.filter != self._folder.filter
        words = _("没有找到。\n请换一个说法，或者去掉一些条件。") if narrowed else _(self._folder.empty)
        self._empty.setText(words)
        self._empty.setAccessibleName(words)
        self._elsewhere.setVisible(narrowed and outline.of is not Everything)
        self._pages.setCurrentIndex(int(empty))
        self.setFocusProxy(self.bar.words if empty else self.lines)  # Tab stops at a hidden one

    # --- choosing ----------------------------------------------------------------------------------------------

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._choose(current.row())

    def _choose(self, row: int) -> None:
        """Take note of the chosen line; what it is may still be on its way."""
        key = self._model.key(row)
        self._row = row
        if row >= 0:
            self._awaited = None
        if key != self._chosen_key or not key:
            self._chosen_key = key
            if not key and self._chosen is not None:
                self._told_key = 0
                self._tell(None)
            self._tell_chosen()

    def _tell_chosen(self) -> None:
        """Tell what the chosen document is, once, as soon as its line is here."""
        row = self._model.place(self._chosen_key) if self._told_key != self._chosen_key else -1
        found = self._model.line(row) if row >= 0 else None
        if found is not None:
            self._told_key = self._chosen_key
            self._tell(found.document.dossier)

    def _tell(self, document: DossierId | None) -> None:
        self._chosen = document
        self.chosen.emit(document)

    def _show_picked(self) -> None:
        """Say how many lines are selected, where that is more than one."""
        rows = self.lines.picked_rows(MOST + 1)
        keys = tuple(key for key in map(self._model.key, rows) if key)
        self.picked.show_keys(keys if len(keys) > 1 else ())

    def _open(self) -> None:
        if self._chosen is not None:
            self.opened.emit(self._chosen)

    def _type_ahead(self, letters: str) -> None:
        self.bar.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.search_for(self.bar.words.text() + letters)

    def _sort(self, section: int) -> None:
        sorting = COLUMNS[section].sorting
        outline = self.bar.outline
        if sorting is None:
            self.lines.show_order(outline)
        else:
            self.bar.want(sorting=sorting, reverse=sorting is outline.sorting and not outline.reverse)

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size and the colours of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._model.dress_anew()
            self.lines.measure()


def _answer(session: Session, outline: Outline, limit: int) -> _Answer:
    """Ask for an outline and the lines of its first screenful."""
    groups = session.ask(replace(outline, limit=limit))
    keys = tuple(key for group in groups[:_SCREEN] for key in group.keys[:_SCREEN])[:_SCREEN]
    lines = session.ask(Lines(keys=keys, words=outline.filter.words))
    return _Answer(outline=outline, groups=groups, lines=lines, whole=not limit or len(keys) < limit)
