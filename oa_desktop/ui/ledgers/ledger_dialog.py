"""A ledger in the window (台账): its lines, what may be done with one of them, printed and kept as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.books.ledger_acts import LedgerAct
from oa_desktop.office.books.ledgers import Ledger
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.asked_acts import AskedActs
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.telling.toast import Toast
from oa_desktop.ui.workplace import Workplace


def _no_mark(_row: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One ledger that a dialog shows.

    Attributes:
        title: Its name.
        read: Returns it.
        acts: What is offered in it.
        mark: Returns the icon before a line.
        empty: What is said where nothing stands in it.
        leaves: Whether it is printed and kept as a file.
        opens: What it is called to open a line; empty where lines have nothing to open.
        can_open: Whether a line has something to open.
    """

    title: str
    read: Callable[[Session], Ledger[Any]]
    acts: Sequence[LedgerAct] = ()
    mark: Callable[[Any], str] = _no_mark
    empty: str = ""
    leaves: bool = True
    opens: str = ""
    can_open: Callable[[Any], bool] = bool


class LedgerDialog(Dialog):
    """One or several ledgers, one before the person at a time.

    Attributes:
        books: Chooses which; hidden where there is one.
        lines: The lines of that one.
        row: What can be done, below the lines.

    Signals:
        told: What was done, in a sentence (``str``).
        meant: A line is meant, by double click or Enter (``object``).
        print_wanted: The ledger is to be printed (its place, ``int``).
        save_wanted: The ledger is to be kept as a file (its place, ``int``).
    """

    told = Signal(str)
    meant = Signal(object)
    print_wanted = Signal(int)
    save_wanted = Signal(int)

    def __init__(
        self, name: str, title: str, shown: Sequence[Shown], workplace: Workplace, parent: QWidget, *, topic: str
    ) -> None:
        super().__init__(name, title, parent, topic=topic)
        self._workplace, self._shown = workplace, shown
        self._asked = AskedActs(workplace, self, topic)
        self._asked.told.connect(self.told)
        self._offered: frozenset[str] = frozenset()
        self.books = QComboBox(self)
        self.search = QLineEdit(self)
        self.lines = RollLines(f"{name}-lines", title, self)
        self.told.connect(Toast(self.lines).say)
        self._sum = QLabel(self)
        self._menu = QMenu(self)
        self._acts = self.button("ledger-acts", _("办理"))
        self._open = self.button("open-line", "", lambda: self.meant.emit(self.lines.record))
        self._print = self.button("print-book", _("打印…"), lambda: self.print_wanted.emit(self.place))
        self._save = self.button("save-book", _("另存为…"), lambda: self.save_wanted.emit(self.place))
        self._lay_out()
        self.fill(parent, 100)
        self._open_book()
        workplace.changed.connect(self._renew)

    @property
    def place(self) -> int:
        """Which ledger is before the person."""
        return max(0, self.books.currentIndex())

    def _lay_out(self) -> None:
        self.books.setObjectName("ledger-books")
        self.books.setToolTip(_("看哪一本"))
        self.books.addItems([_(one.title) for one in self._shown])
        self.books.setVisible(len(self._shown) > 1)
        self.books.currentIndexChanged.connect(lambda _place: self._open_book())
        self.search.setObjectName("ledger-search")
        self.search.setAccessibleName(_("查找"))
        self.search.setPlaceholderText(_("任何一栏里的字，汉字、全拼或者首字母"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.lines.keep_only)
        self._sum.setObjectName("ledger-sum")
        self._sum.setWordWrap(True)
        self._acts.setMenu(self._menu)
        self.lines.picked.connect(self._pick)
        self.lines.meant.connect(self.meant)
        column = QVBoxLayout(self)
        above = QHBoxLayout()
        above.addWidget(self.books)
        above.addWidget(self.search, 1)
        column.addLayout(above)
        column.addWidget(self._sum)
        column.addWidget(self.lines, 1)
        self.row = self.row_below(self._acts, self._open, self._print, self._save)
        column.addLayout(self.row)

    # --- what stands in it -------------------------------------------------------------------------------------

    def _open_book(self) -> None:
        """Offer what another ledger offers, and show its lines."""
        self._menu.clear()
        for act in self._shown[self.place].acts:
            chosen = self._menu.addAction(_("{act}…").format(act=_(act.term)), partial(self._ask, act))
            chosen.setObjectName(act.name)
        self._open.setText(_(self._shown[self.place].opens))
        self._open.setVisible(bool(self._shown[self.place].opens))
        self.fetch()

    def fetch(self) -> None:
        """Show the ledger that is before the person as it stands now."""
        book = self._shown[self.place]
        self._workplace.read(book.read, self, self._show, self._fail, instead_of=self.objectName())

    def _renew(self, _changed: object) -> None:
        """Show what changed; a slot of the dialog's own ends with it."""
        self.fetch()

    def _show(self, ledger: Ledger[Any]) -> None:
        book = self._shown[self.place]
        both = zip(ledger.cells, ledger.rows, strict=True)
        lines = [RollLine(cells=cells, record=row, mark=book.mark(row)) for cells, row in both]
        self.lines.show_lines(ledger.labels, lines, ledger.near)
        self.lines.keep_only(self.search.text())
        self._sum.setText(ledger.note if lines or not book.empty else _(book.empty))
        for one in (self._print, self._save):
            one.setVisible(book.leaves)
            one.setEnabled(bool(lines))
        self._pick(None)

    def _fail(self, problem: Exception) -> None:
        """Say in its place why there is nothing to show; what is broken the window says."""
        self.lines.show_lines((), ())
        for one in (self._acts, self._open, self._print, self._save):
            one.setEnabled(False)
        if isinstance(problem, Refused):
            self._sum.setText(str(say(problem.code, problem.params)))
        else:
            self._workplace.problem.emit(problem)

    def _pick(self, row: Any) -> None:
        """Let what is offered be what fits the line that is chosen."""
        self._open.setEnabled(row is not None and self._shown[self.place].can_open(row))
        acts = [one for one in self._shown[self.place].acts if row is not None or not one.needs_line]
        self._workplace.read(
            lambda session: frozenset(one.name for one in acts if one.fits(session, row)), self, self._allow
        )

    def _allow(self, offered: Iterable[str]) -> None:
        self._offered = frozenset(offered)
        for one in self._menu.actions():
            one.setEnabled(one.objectName() in self._offered)
        self._acts.setEnabled(bool(self._offered))

    # --- what is done from it ----------------------------------------------------------------------------------

    def _ask(self, act: LedgerAct) -> None:
        """Ask for what an act needs, and do it; what was typed stays before the person where it is refused."""
        row = self.lines.record
        self._asked.ask(
            f"ask-{act.name}",
            _(act.term),
            lambda session: act.fields(session, row),
            lambda session, said: session.perform(act.wish(session, row, said)),
            _(act.advice) if act.advice else "",
            done=_(act.done),
        )
