"""归档 in the window: the classes on the left, the items of the chosen one on the right, and what may be done there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSplitter, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.archiving.books import ArchiveBook
from oa_desktop.office.archiving.finding import Found, found_everywhere
from oa_desktop.office.archiving.holdings import HeldRow
from oa_desktop.office.archiving.lines import listed
from oa_desktop.office.archiving.offered import ACTS, archives
from oa_desktop.office.books.ledger_acts import LedgerAct
from oa_desktop.office.queries import ArchiveClassRow, ArchiveItemRow, ArchiveItems, ArchiveSearch
from oa_desktop.ui.archiving.books_menu import BooksMenu
from oa_desktop.ui.archiving.catalogue_dialog import CatalogueChecks
from oa_desktop.ui.archiving.class_tree import ClassTree, known_classes
from oa_desktop.ui.archiving.disposal_dialog import disposal_dialog, wanted_of
from oa_desktop.ui.archiving.dry_run_dialog import DryRunDialog
from oa_desktop.ui.archiving.fixity_dialog import FixityDialog
from oa_desktop.ui.archiving.found_lines import NEAR, TITLES, found_line, found_words, held_line
from oa_desktop.ui.archiving.held_item_dialog import HeldItemDialog
from oa_desktop.ui.archiving.holdings_dialog import HoldingsDialog
from oa_desktop.ui.archiving.item_acts import TOPIC, ItemActs
from oa_desktop.ui.archiving.pack_dialog import Choice, PackDialog
from oa_desktop.ui.archiving.property_dialog import Asked, PropertyDialog
from oa_desktop.ui.archiving.replay_dialog import ReplayDialog
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.workplace import Workplace

_WHOLE = (0,)
"""档号, which ends in what tells one item from another."""
_MOST = 20_000
"""Items that are listed at once."""
_MOST_FOUND = 200
"""Items that a search of the whole archive shows."""
_EMPTY = "还没有整理好的件。归了档的公文，由归档的人先“试归档”，看清归到哪里、有什么问题，再整理。"


class ArchiveDialog(Dialog):
    """The archive of the unit, as far as the person may know its documents.

    Attributes:
        classes: The tree of classes.
        lines: The items of the chosen one.

    Signals:
        told: What was done, in a sentence (``str``).
        meant: The document of an item is meant (``DossierId``).
        print_wanted: Something of the chosen class is to be printed (``ArchiveBook``, ``Wanted``).
        save_wanted: Likewise, to be kept as a file.
        report_wanted: A report on the four properties is to be kept as a file (``PropertyReport``).
        check_wanted: What came of checking a catalogue is to be kept as a file (``CheckedFile``).
    """

    told = Signal(str)
    meant = Signal(object)
    print_wanted = Signal(object, object)
    save_wanted = Signal(object, object)
    report_wanted = Signal(object)
    check_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("archive", _("归档"), parent, topic=TOPIC)
        self._workplace = workplace
        self._is_class = True
        self.classes = ClassTree(self)
        self.search = QLineEdit(self)
        self.lines = RollLines("archive-items", _("归档文件"), self)
        self._everywhere = self.button("archive-everywhere", _("检索全部档案"), self._search)
        self._holdings = self.button("archive-holdings", _("馆藏…"), self._open_holdings)
        self._sum = QLabel(self)
        self._menu = QMenu(self)
        self._item_acts = ItemActs(workplace, self)
        self._acts = self.button("archive-acts", _("办理"))
        self._print = self.button("archive-print", _("打印"))
        self._save = self.button("archive-save", _("另存为"))
        self._test = self.with_menu(
            "archive-test",
            _("四性检测"),
            (
                ("test-one", _("选中的一件…"), lambda: self._open_test(whole=False)),
                ("test-listed", _("列出的全部…"), lambda: self._open_test(whole=True)),
            ),
        )
        self._test_listed = self._test.menu().actions()[-1]
        self._keep = self.with_menu(
            "archive-keeping",
            _("保管"),
            (
                ("archive-fixity", _("固化检查…"), self._open_fixity),
                ("archive-catalogue", _("目录核对…"), self._check_catalogue),
                ("archive-pack", _("打包移交…"), self._open_pack),
                ("archive-disposal", _("鉴定销毁…"), self._open_disposal),
            ),
        )
        self._replay = self.button("archive-replay", _("回放…"), self._open_replay)
        self._try = self.button("dry-run", _("试归档…"), self._open_dry_run)
        self._lay_out()
        self._bind()
        self.fill(parent, 110)
        self._fetch()

    def _lay_out(self) -> None:
        self.search.setObjectName("archive-search")
        self.search.setAccessibleName(_("查找"))
        self.search.setPlaceholderText(_("这一类里随写随找；按回车检索全部档案"))
        self.search.setClearButtonEnabled(True)
        self._sum.setObjectName("archive-sum")
        self._sum.setWordWrap(True)
        self._acts.setMenu(self._menu)
        self._acts.setEnabled(False)
        self._replay.setEnabled(False)
        for button, wanted in ((self._print, self.print_wanted), (self._save, self.save_wanted)):
            books = BooksMenu(self.classes, self.lines, self)
            books.wanted.connect(wanted)
            button.setMenu(books)
            button.setEnabled(False)
        self._try.setVisible(archives(self._workplace.session))
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.classes)
        split.addWidget(self.lines)
        split.setStretchFactor(1, 1)
        split.setSizes([self._wide(14), self._wide(60)])
        column, above = QVBoxLayout(self), QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(self._everywhere)
        above.addWidget(self._holdings)
        column.addLayout(above)
        column.addWidget(split, 1)
        column.addWidget(self._sum)
        buttons = (self._try, self._acts, self._replay, self._test, self._keep, self._print, self._save)
        column.addLayout(self.row_below(*buttons))

    def _bind(self) -> None:
        for act in ACTS:
            chosen = self._menu.addAction(_("{act}…").format(act=_(act.term)), partial(self._ask, act))
            chosen.setObjectName(act.name)
        for button in (self._acts, self._test, self._holdings):
            button.setVisible(archives(self._workplace.session))
        for check in self._keep.menu().actions()[:-1]:
            check.setVisible(archives(self._workplace.session))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._search)
        self.classes.wanted.connect(self._fetch_items)
        for button in (self._acts, self._replay):
            self.lines.picked.connect(lambda _row, button=button: button.setEnabled(self._item is not None))
        self.lines.meant.connect(self._mean)
        self._item_acts.done.connect(self.told)
        self._workplace.changed.connect(self._heed)

    # --- what stands in it -------------------------------------------------------------------------------------

    def _heed(self, _changed: object) -> None:
        """Show what changed; a slot of its own ends with the dialog."""
        self._fetch()

    def _fetch(self) -> None:
        self._workplace.read(known_classes, self, self._show_classes, instead_of="archive-classes")

    def _show_classes(self, found: tuple[tuple[ArchiveClassRow, ...], dict[str, str]]) -> None:
        rows, names = found
        self.classes.show_classes(rows, names)
        if not rows:
            self.lines.show_lines((), ())
            self._sum.setText(_(_EMPTY))
            self._offer_class(False)

    def _search(self) -> None:
        """Look through the whole archive."""
        asked = ArchiveSearch(text=self.search.text(), limit=_MOST_FOUND)
        if not asked.is_empty:
            find = partial(found_everywhere, asked=asked)
            self._workplace.read(find, self, self._show_found, instead_of="archive-items")

    def _show_found(self, found: Found) -> None:
        self._is_class = False
        lines = (*map(found_line, found.own), *map(held_line, found.held))
        self.lines.show_lines(tuple(map(_, TITLES)), lines, near=NEAR, whole=_WHOLE)
        self._sum.setText(found_words(found, _MOST_FOUND))
        self._offer_class(False)

    @property
    def _item(self) -> ArchiveItemRow | None:
        """The chosen item of the unit's own; None where there is none, or one of 馆藏."""
        row = self.lines.record
        return row if isinstance(row, ArchiveItemRow) else None

    def _mean(self, row: ArchiveItemRow | HeldRow) -> None:
        if isinstance(row, HeldRow):
            HeldItemDialog(self._workplace, row, self).open()
        else:
            self.meant.emit(row.document)

    def _narrow(self, typed: str) -> None:
        """Narrow the class down; what was found everywhere gives way to it once nothing is typed any more."""
        question = self.classes.question
        if self._is_class:
            self.lines.keep_only(typed)
        elif not typed and question is not None:
            self._fetch_items(question)

    def _fetch_items(self, question: ArchiveItems) -> None:
        self._workplace.ask(replace(question, limit=_MOST), self, self._show_items, instead_of="archive-items")

    def _show_items(self, rows: tuple[ArchiveItemRow, ...]) -> None:
        self._is_class = True
        ledger = listed(rows)
        both = zip(ledger.cells, ledger.rows, strict=True)
        lines = [RollLine(cells=cells, record=row, mark="conflict" if row.contested else "") for cells, row in both]
        self.lines.show_lines(ledger.labels, lines, near=ledger.near, whole=_WHOLE)
        self.lines.keep_only(self.search.text())
        self._sum.setText(ledger.note)
        self._offer_class(bool(rows))

    def _offer_class(self, offered: bool) -> None:
        """Offer what is done with the whole class that is listed, or do not: what was found is none."""
        for button in (self._print, self._save):
            button.setEnabled(offered)
        self._test_listed.setEnabled(offered)

    # --- what is done from it ----------------------------------------------------------------------------------

    def _open_dry_run(self) -> None:
        dialog = DryRunDialog(self._workplace, self)
        dialog.told.connect(self.told)
        dialog.meant.connect(self.meant)
        dialog.open()

    def _open_holdings(self) -> None:
        dialog = HoldingsDialog(self._workplace, self)
        dialog.told.connect(self.told)
        dialog.open()

    def _open_fixity(self) -> None:
        dialog = FixityDialog(self._workplace, self)
        dialog.told.connect(self.told)
        dialog.open()

    def _open_pack(self) -> None:
        """Pack items of the year that is chosen."""
        question = self.classes.question
        if question is not None and question.register is not None:
            year = question.register.year
            dialog = PackDialog(self._workplace, year, self._packed(year), self)
            dialog.told.connect(self.told)
            dialog.open()

    def _packed(self, year: int) -> Iterator[Choice]:
        """Yield what can be packed: the year, what is listed of it, and the chosen item."""
        yield _("{year}年整理好的全部").format(year=year), ()
        shown = (line.record for line in self.lines.shown if isinstance(line.record, ArchiveItemRow))
        listed = tuple(one.code for one in shown if one.year == year)
        if listed:
            yield _("列出的{count}件").format(count=len(listed)), listed
        row = self._item
        if row is not None and row.year == year:
            yield _("选中的一件：{code}").format(code=row.code), (row.code,)

    def _check_catalogue(self) -> None:
        """Check a catalogue of the year that is chosen."""
        question = self.classes.question
        if question is not None and question.register is not None:
            CatalogueChecks(self._workplace, self, self.check_wanted).ask_which(question.register.year)

    def _open_disposal(self) -> None:
        """Show the lists of what is to be destroyed; each is printed and kept as the 销毁清册 of its items."""
        dialog = disposal_dialog(self._workplace, self)
        dialog.told.connect(self.told)
        for asked, wanted in ((dialog.print_wanted, self.print_wanted), (dialog.save_wanted, self.save_wanted)):
            asked.connect(lambda _place, wanted=wanted: wanted.emit(ArchiveBook.DISPOSED, wanted_of(dialog)))
        dialog.open()

    def _open_test(self, *, whole: bool) -> None:
        """Test the items that are listed, or the one that is chosen."""
        one = self._item
        rows = [line.record for line in self.lines.shown] if whole else [one] if one else []
        if rows:
            asked = Asked(year=rows[0].year, codes=tuple(row.code for row in rows))
            dialog = PropertyDialog(self._workplace, asked, self)
            dialog.told.connect(self.told)
            dialog.save_wanted.connect(self.report_wanted)
            dialog.open()

    def _open_replay(self) -> None:
        row = self.lines.record
        ReplayDialog(self._workplace, row.document, row.title, self).open()

    def _ask(self, act: LedgerAct) -> None:
        self._item_acts.ask(act, self.lines.record)
