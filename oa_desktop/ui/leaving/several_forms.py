"""Printing and keeping the forms of several documents (批量打印、另存办理单), with a report of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.papers.several_forms import FormFile, hand_out_forms, joined_forms
from oa_desktop.office.ports.printing import Presswork
from oa_desktop.office.session import Session
from oa_desktop.office.several import Outcome, Step
from oa_desktop.ui.acting.report_dialog import ReportDialog
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.leaving.saving import SORTS, free
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.workplace import Workplace

_FORM = next(one for one in SORTS if one.paper is Paper.FORM)


class SeveralForms(QObject):
    """Lets the forms of several documents leave.

    Args:
        workplace: Whose they are.
        over: What dialogs lie over.
        to_printer: Prints something.
    """

    def __init__(self, workplace: Workplace, over: QWidget, to_printer: Callable[[Matter], None]) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over
        self._to_printer = to_printer
        self._left: tuple[Outcome, ...] = ()

    def print(self, documents: tuple[DossierId, ...]) -> None:
        """Show the forms as they would be printed, each on sheets of its own, and print them when that is agreed to."""

        def hand_out(session: Session, work: Presswork) -> bytes:
            joined = joined_forms(session, documents, work, leaving=True)
            self._left = joined.outcomes
            return joined.pdf

        self._to_printer(
            Matter(
                made=lambda session, work: joined_forms(session, documents, work).pdf,
                hand_out=hand_out,
                printed=lambda: self._report(_("打印办理单"), self._left),
            )
        )

    def save(self, documents: tuple[DossierId, ...]) -> None:
        """Ask for a folder, and keep the form of each document there as a file."""
        dialog = FileDialog(_("办理单存到哪个文件夹"), self._over)
        dialog.setObjectName("save-forms")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("存到这里"))
        dialog.fileSelected.connect(lambda folder: self.write(documents, Path(folder)))
        dialog.open()

    def write(self, documents: tuple[DossierId, ...], folder: Path) -> None:
        """Keep the form of each document in a folder; what is there already stays."""
        self._workplace.carry(
            lambda session, progress: _write(session, documents, folder, progress.step),
            self,
            lambda outcomes: self._report(_("另存办理单"), outcomes),
            title=_("另存办理单"),
        )

    def _report(self, term: str, outcomes: tuple[Outcome, ...]) -> None:
        ReportDialog(term, outcomes, self._over).open()


def _write(session: Session, documents: tuple[DossierId, ...], folder: Path, step: Step) -> tuple[Outcome, ...]:
    def keep(form: FormFile) -> None:
        write_file(free(folder / _FORM.called(form.called).name(form.title)), form.data)

    return hand_out_forms(session, documents, keep, step)
