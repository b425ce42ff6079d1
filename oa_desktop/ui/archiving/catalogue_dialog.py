"""目录核对 in the window: in what a catalogue differs from the register, row by row, with what to do about each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.catalogue_faults import CheckedFile, listed_faults
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.workplace import Workplace

_FILES = "目录（*.xlsx *.csv）"

_WIDEST = 36
"""Characters of a column; the whole of a chosen line stands below."""


class CatalogueDialog(Dialog):
    """What came of checking a catalogue.

    Attributes:
        lines: What differs, by row; last the items that no row has.
        said: What is wrong with the chosen one, why, and what to do.

    Signals:
        save_wanted: All of it is to be kept as a file (``CheckedFile``).
    """

    save_wanted = Signal(object)

    def __init__(self, checked: CheckedFile, parent: QWidget) -> None:
        super().__init__("catalogue-dialog", _("目录核对"), parent, topic="归档.md#目录核对")
        self.lines = RollLines("catalogue-lines", _("不对的行"), self, widest=_WIDEST)
        self.said = QLabel(self)
        total = QLabel(checked.summary, self)
        self._save = self.button("catalogue-save", _("另存为…"), lambda: self.save_wanted.emit(checked))
        for label, name in ((total, "catalogue-sum"), (self.said, "catalogue-said")):
            label.setObjectName(name)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(total)
        column.addWidget(self.lines, 1)
        column.addWidget(self.said)
        column.addLayout(self.row_below(self._save))
        self._save.setEnabled(bool(checked.found.faults))
        self.lines.picked.connect(lambda one: self.said.setText(str(say(one.code, one.params)) if one else ""))
        ledger = listed_faults(checked)
        both = zip(ledger.cells, ledger.rows, strict=True)
        self.lines.show_lines(ledger.labels, [RollLine(cells=cells, record=one) for cells, one in both])
        self.fill(parent, 110)


class CatalogueChecks:
    """Asks which catalogue of a year is to be checked, and shows what came of it.

    Args:
        workplace: Of the dialog.
        parent: Over which it stands.
        save: Asks where what came of it is to be kept.
    """

    def __init__(self, workplace: Workplace, parent: QWidget, save: SignalInstance) -> None:
        self._workplace = workplace
        self._parent = parent
        self._save = save

    def ask_which(self, year: int) -> None:
        """Let the person choose a file."""
        dialog = FileDialog(_("核对哪个目录"), self._parent)
        dialog.setObjectName("catalogue-file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_(_FILES))
        dialog.fileSelected.connect(lambda name: self.look_through(year, Path(name)))
        dialog.open()

    def look_through(self, year: int, path: Path) -> None:
        """Compare a file with the register of a year."""
        self._workplace.carry(
            lambda session, _progress: CheckedFile(
                name=path.name, found=session.archive.check_catalogue(year, path.read_bytes(), path.name)
            ),
            self._parent,
            self._show,
            title=_("核对 {name}").format(name=path.name),
        )

    def _show(self, checked: CheckedFile) -> None:
        dialog = CatalogueDialog(checked, self._parent)
        dialog.save_wanted.connect(self._save)
        dialog.open()
