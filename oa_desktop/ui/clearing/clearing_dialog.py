"""文件清退 in the window: every copy that went out, with a box to tick, and what may be recorded of those ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.clearing.acts import record_each
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.office.clearing.forms import ClearingPaper
from oa_desktop.office.clearing.ledger import counted
from oa_desktop.office.queries import ActFormRow, FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.several import Outcome
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.report_dialog import ReportDialog
from oa_desktop.ui.acting.written import NOTHING_WRITTEN, Written
from oa_desktop.ui.clearing.copy_lines import CopyLines
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.workplace import Workplace

Copies = tuple[HandedOut, ...]
_CHARACTERS = 90
_HOW_MANY = "how-many"
_STATES = ("", *CopyState)
_ABOUT = {"record-return": frozenset(CopyState) - {CopyState.DESTROYED}, "record-destruction": {CopyState.BACK}}
"""Which copies an act is for."""


class ClearingDialog(Dialog):
    """The copies of some documents.

    Signals:
        print_wanted: A paper of copies is to be printed (``ClearingPaper``, ``tuple`` of ``HandedOut``).
        notices_wanted: The notices are to be kept as files (``tuple`` of ``HandedOut``).
        book_wanted: 清退台账 is to be printed or kept as a file (``tuple`` of ``HandedOut``, ``bool``).
        recorded: Something was recorded.
    """

    print_wanted = Signal(object, object)
    notices_wanted = Signal(object)
    book_wanted = Signal(object, bool)
    recorded = Signal()

    def __init__(self, workplace: Workplace, found: Callable[[Session], Copies], parent: QWidget) -> None:
        """Begin it.

        Args:
            workplace: Whose copies.
            found: Finds them.
            parent: What it lies over.
        """
        super().__init__("clearing", _("文件清退"), parent, topic="窗口.md#文件清退")
        self._workplace = workplace
        self._found = found
        self.states = QComboBox(self)
        self.words = QLineEdit(self)
        self.lines = CopyLines(self)
        self._sum = QLabel(self)
        self._all = self.button("tick-all", _("全部勾选"), self._tick_all)
        self._back = self.button("record-return", _("清退登记…"), lambda: self._ask("record-return"))
        self._gone = self.button("record-destruction", _("销毁登记…"), lambda: self._ask("record-destruction"))
        self._papers = self.button("clearing-papers", _("打印、另存"))
        self._prepare()
        self._lay_out()
        self.fill(parent, _CHARACTERS)
        self._fetch()

    # --- how it is made ----------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        for state in _STATES:
            self.states.addItem(_(state) if state else _("全部状态"), state)
        about = _("单位、份号、文号、标题")
        for part, name, words in ((self.states, "states", _("状态")), (self.words, "words", about)):
            part.setObjectName(name)
            part.setAccessibleName(words)
            part.setToolTip(words)
        self.words.setPlaceholderText(about)
        self.words.setClearButtonEnabled(True)
        self._sum.setObjectName("sum")
        self._sum.setWordWrap(True)
        self.states.currentIndexChanged.connect(lambda _place: self._narrow())
        self.words.textChanged.connect(lambda _words: self._narrow())
        self.lines.copies.ticks.connect(self._count)
        self._papers.setMenu(self._paper_menu())

    def _paper_menu(self) -> QMenu:
        menu = QMenu(self)
        entries: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("print-list", _("打印清退清单…"), partial(self._print, ClearingPaper.LIST)),
            ("save-notices", _("另存清退通知，每个单位一份…"), lambda: self.notices_wanted.emit(self._meant)),
            ("print-destruction", _("打印销毁清册…"), partial(self._print, ClearingPaper.DESTRUCTION)),
            ("print-book", _("打印清退台账…"), lambda: self.book_wanted.emit(self._meant, True)),
            ("save-book", _("另存清退台账…"), lambda: self.book_wanted.emit(self._meant, False)),
        )
        for name, words, done in entries:
            menu.addAction(words, done).setObjectName(name)
        return menu

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.states)
        above.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self._sum)
        column.addWidget(self.lines, 1)
        column.addLayout(self.row_below(self._all, self._back, self._gone, self._papers))

    # --- what stands in it -------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        self._sum.setText(_("正在查发出的份……"))
        self._workplace.read(self._found, self, self._show, self._fail, instead_of="clearing")

    def _fail(self, problem: Exception) -> None:
        """Say in its place why there is nothing to show; what is broken the window says."""
        self.lines.copies.show(())
        if isinstance(problem, Refused):
            self._sum.setText(str(say(problem.code, problem.params)))
        else:
            self._workplace.problem.emit(problem)

    def _show(self, copies: Copies) -> None:
        self.lines.copies.show(copies)
        self._narrow()

    def _narrow(self) -> None:
        state, words = self.states.currentData(), self.words.text().strip()
        self.lines.copies.keep_only(lambda copy: state in ("", copy.state) and _holds(copy, words))

    def _count(self) -> None:
        model = self.lines.copies
        ticked = model.ticked
        said = counted(model.shown)
        chosen = _("勾选了 {count} 行：{said}").format(count=len(ticked), said=counted(ticked)) if ticked else ""
        uncounted = (
            _("{count} 行，没有写明份数。").format(count=len(model.shown)) if model.shown else _("没有这样的份。")
        )
        self._sum.setText("　".join(part for part in (said, chosen) if part) or uncounted)
        self._all.setText(_("全部不勾选") if ticked else _("全部勾选"))
        self._back.setEnabled(_are_all(ticked, "record-return"))
        self._gone.setEnabled(_are_all(ticked, "record-destruction"))

    @property
    def _meant(self) -> Copies:
        """What a paper is made of: the ticked copies, all that are shown where none is."""
        return self.lines.copies.ticked or self.lines.copies.shown

    # --- what is done with it ----------------------------------------------------------------------------------

    def _tick_all(self) -> None:
        model = self.lines.copies
        model.tick(range(model.rowCount()), ticked=not model.ticked)

    def _print(self, paper: ClearingPaper) -> None:
        self.print_wanted.emit(paper, self._meant)

    def _ask(self, kind: str) -> None:
        copies = self.lines.copies.ticked
        self._workplace.read(lambda session: session.clearing.asks(kind), self, lambda form: self._open(form, copies))

    def _open(self, form: ActFormRow, copies: Copies) -> None:
        asked = replace(form, fields=(*_how_many(copies), *form.fields))
        dialog = ActDialog(asked, counted(copies), NOTHING_WRITTEN, self)
        dialog.agreed.connect(lambda written, said: self._record(form, copies, written, said))
        dialog.open()

    def _record(self, form: ActFormRow, copies: Copies, written: Written, said: dict[str, Any]) -> None:
        fields = {**said, "reason": written.words}
        if _HOW_MANY in said:
            copies = tuple(replace(one, copies=int(said[_HOW_MANY])) for one in copies)
        self._workplace.write(
            lambda session, progress: record_each(session, form.kind, copies, fields, progress.step),
            self,
            lambda outcomes: self._report(form, outcomes),
            title=form.term,
        )

    def _report(self, form: ActFormRow, outcomes: tuple[Outcome, ...]) -> None:
        term = _("{act}（等另一个人确认）").format(act=form.term) if form.by_two else form.term
        ReportDialog(term, outcomes, self).open()
        self.recorded.emit()
        self._fetch()


def _how_many(copies: Copies) -> Iterator[FieldRow]:
    """Ask how many, of copies that carry no 份号 and are not all the same."""
    one, *more = copies
    if not more and not one.copy_number:
        yield FieldRow(name=_HOW_MANY, label=_("份数"), sort=FieldSort.NUMBER, usual=str(one.copies or 1))


def _are_all(copies: Copies, kind: str) -> bool:
    return bool(copies) and all(copy.state in _ABOUT[kind] for copy in copies)


def _holds(copy: HandedOut, words: str) -> bool:
    row = copy.row
    texts = (copy.recipient, copy.copy_number, row.number, row.title)
    return all(any(word in text for text in texts) for word in words.split())
