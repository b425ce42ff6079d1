"""The class in the window (培训班): its books, collecting results, and what goes out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.i18n import _
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.leaving import write_file
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.books import ClassBook, LossLine, ResultLine
from oa_desktop.office.teaching.offered import ACTS
from oa_desktop.training.class_reports import example_of
from oa_desktop.training.marking import MarkSheet, mark_sheet
from oa_desktop.ui.exchanging.package_files import ask_for_folder, ask_for_package, read_package
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.ledgers.ledger_dialog import LedgerDialog, Shown
from oa_desktop.ui.look.dialogs import MessageBox
from oa_desktop.ui.training.class_files import (
    Lessons,
    certificate_fields,
    keep_all,
    keep_certificates,
    keep_papers,
    keep_sheets,
    paper_fields,
)
from oa_desktop.ui.training.class_results import (
    LARGEST,
    REPORTS,
    TRANSCRIPTS,
    Kept,
    collect_all,
    every_result,
    keep_each,
    released,
)
from oa_desktop.ui.training.exam_lines import TOLD
from oa_desktop.ui.training.example_dialog import ExampleDialog
from oa_desktop.ui.training.marking_dialog import MarkingDialog
from oa_desktop.ui.workplace import Workplace

_TOPIC = "窗口.md#培训班"
_CARD, _ROLLS = "培训班名片.oacard", "学员名册（*.xlsx *.csv）"
_EMPTY = {
    ClassBook.ROLL: "名册还是空的。在“收发”里读入表格（学号、姓名、单位、座位、加时），或者在“办理”里逐个登记。",
    ClassBook.LESSONS: "还没有排课。在“办理”里排课，上课的时候选中那一次课签到。",
    ClassBook.RESULTS: "还没有收卷。把学员的成绩文件放在一个文件夹或者光盘里，在“收发”里收卷。",
    ClassBook.LOSSES: "收卷以后，这里写着每一项检查全班有几份通过。",
    ClassBook.STEPS: "收卷以后，这里写着全班在每一步用了多久，卡在哪一步。",
    ClassBook.HOURS: "名册里的学员修了几个学时、哪些课合格，写在这里。",
    ClassBook.SATISFACTION: "还没有登记满意度。",
}
_OPENS = {ClassBook.RESULTS: "对照评分…", ClassBook.LOSSES: "看例子…"}
_MARKS = {"待评": "hourglass", "待公布": "circulate", "已公布": "check"}


def _shown(book: ClassBook) -> Shown:
    return Shown(
        title=book,
        read=lambda session: session.teaching.ledger(book),
        acts=ACTS[book],
        mark=lambda line: _MARKS[line.state] if isinstance(line, ResultLine) else "",
        empty=_EMPTY[book],
        opens=_OPENS.get(book, ""),
        can_open=_can_open,
    )


def _can_open(line: object) -> bool:
    if isinstance(line, ResultLine):
        return any(one.judged for one in line.result.act.checks) and not line.result.released
    return isinstance(line, LossLine) and line.example != NOTHING and not line.judged


class ClassDialog(LedgerDialog):
    """The books of a class, and its files."""

    def __init__(self, workplace: Workplace, lessons: Lessons, parent: QWidget) -> None:
        super().__init__("class", _("培训班"), tuple(map(_shown, ClassBook)), workplace, parent, topic=_TOPIC)
        self._lessons, self._exercise_of = lessons, lessons.exercise_of
        entries = (
            ("collect", _("收卷…"), lambda: ask_for_folder(self, self.collect)),
            ("take-in-roll", _("读入名册…"), lambda: ask_for_package(self, self.take_in, _ROLLS)),
            ("give-card", _("发培训班名片…"), lambda: ask_for_folder(self, self.give_card)),
            ("give-transcripts", _("发成绩单…"), lambda: ask_for_folder(self, self.give_transcripts)),
            ("keep-reports", _("实验报告…"), lambda: ask_for_folder(self, self.keep_reports)),
            ("keep-files", _("班级档案…"), lambda: ask_for_folder(self, self.keep_files)),
            ("give-papers", _("教学材料…"), lambda: ask_for_folder(self, self.give_papers)),
            ("give-certificates", _("学时、结业证明…"), lambda: ask_for_folder(self, self.give_certificates)),
            ("delete-names", _("删除姓名…"), self._ask_to_delete),
        )
        self.row.insertWidget(1, self.with_menu("class-files", _("收发"), entries))
        self.meant.connect(self._open_line)
        workplace.write(
            lambda session, _progress: session.teaching.finish_deleting(), self, self._tell_deleted, self._not_deleted
        )

    def _open_line(self, line: object) -> None:
        """Let a result be marked, or show an example of an error, whoever made it."""
        if isinstance(line, ResultLine) and _can_open(line):
            self._workplace.carry(
                lambda session, _progress: mark_sheet(session, line.digest, self._exercise_of),
                self,
                lambda sheet: self._mark(sheet, line.names),
                title=_("对照评分"),
            )
        elif isinstance(line, LossLine) and _can_open(line):
            self._workplace.carry(
                lambda session, _progress: example_of(session, line.example, line.check, self._exercise_of),
                self,
                lambda example: ExampleDialog(self._workplace, example, self, topic=_TOPIC).open(),
                title=_("看例子"),
            )

    def _mark(self, sheet: MarkSheet, names: str) -> None:
        dialog = MarkingDialog(self._workplace, sheet, names, self, topic=_TOPIC)
        dialog.told.connect(self.told)
        dialog.open()

    # --- what comes in -------------------------------------------------------------------------------------------

    def collect(self, folder: Path) -> None:
        """Take in every result file of a folder or disc, and say of each that is refused why."""
        self._workplace.carry(
            lambda session, _progress: tuple(collect_all(session, folder, self._exercise_of)),
            self,
            self._tell_collected,
            title=_("收卷"),
        )

    def _tell_collected(self, told: Sequence[str]) -> None:
        self.fetch()
        self._tell_of_each("collected", _("收卷"), told)

    def _tell_of_each(self, name: str, title: str, told: Sequence[str]) -> None:
        """Say what came of several, and of each that was refused why."""
        sum_of_all, *reasons = told
        box = MessageBox(name, title, self)
        box.setText(sum_of_all)
        box.setInformativeText("\n".join(reasons))
        box.addButton(_("知道了"), QMessageBox.ButtonRole.AcceptRole)
        box.open()

    def take_in(self, table: Path) -> None:
        """Put the trainees of a table in place of the roll."""
        self._workplace.carry(
            lambda session, _progress: session.teaching.take_in(read_package(table, LARGEST), table.name),
            self,
            lambda _changed: self.told.emit(_("已读入名册。")),
            title=_("读入名册"),
        )

    # --- what goes out -------------------------------------------------------------------------------------------

    def give_card(self, folder: Path) -> None:
        """Write the card by which seats join the class into a folder."""
        self._workplace.write(
            lambda session, _progress: _give_card(session, folder),
            self,
            self._tell_card,
        )

    def _tell_card(self, fingerprint: str) -> None:
        """Say by which fingerprint seats know the card, until it has been read out."""
        told = _("已写出 {name}，请拷到学员的机器上。").format(name=_CARD)
        asked = _("学员加入时看到的指纹是 {fingerprint}，请他们核对。").format(fingerprint=spaced(fingerprint[:TOLD]))
        self._tell_of_each("card-given", _("发培训班名片"), (told, asked))

    def keep_files(self, folder: Path) -> None:
        """Write every book of the class into a folder, as a workbook and to be printed (班级档案)."""
        self._workplace.carry(
            lambda session, _progress: keep_all(session, folder, self._lessons),
            self,
            lambda count: self.told.emit(_("班级档案已写出，共{count}个文件。").format(count=count)),
            title=_("班级档案"),
        )

    def keep_reports(self, folder: Path) -> None:
        """Write the report on every result into a folder, and say of each that is refused why."""
        self._keep_each(folder, REPORTS, every_result)

    def give_transcripts(self, folder: Path) -> None:
        """Write the transcript of every result that was released into a folder, for its seat."""
        self._keep_each(folder, TRANSCRIPTS, released)

    def _keep_each(self, folder: Path, kept: Kept, which: Callable[[Session], Sequence[Digest]]) -> None:
        self._workplace.carry(
            lambda session, progress: keep_each(
                session,
                which(session),
                lambda digest: kept.write(session, folder, digest, self._exercise_of),
                progress.step,
            ),
            self,
            lambda told: self._tell_of_each(kept.name, _(kept.title), told),
            title=_(kept.title),
        )

    def give_papers(self, folder: Path) -> None:
        """Write what a class is given on paper into a folder: of a lesson, and the sheets of the class."""
        lessons = self._lessons
        self._asked.ask(
            "ask-papers",
            _("教学材料"),
            paper_fields,
            lambda session, said: keep_papers(session, folder, said, lessons) + keep_sheets(session, folder, lessons),
            _("讲义；埋了差错的还有找错卷和答案，卷号相同的是同一种内容。另有满意度表；收过卷的还有讲评页，投影用。"),
            then=lambda count: self.told.emit(_("已写出{count}个文件。").format(count=count)),
        )

    def give_certificates(self, folder: Path) -> None:
        """Write certificates into a folder, for those who fulfil what the class declares."""
        self._asked.ask(
            "ask-certificates",
            _("学时、结业证明"),
            certificate_fields,
            lambda session, said: keep_certificates(session, folder, said),
            _("只写达到条件的：学时证明要签到过，结业证明按“班级设置”的条件。不画印章，由办班单位盖。"),
            then=lambda count: self.told.emit(_("已写出{count}个文件。").format(count=count)),
        )

    def _ask_to_delete(self) -> None:
        reason = FieldRow(name="reason", label=_("原因"), sort=FieldSort.TEXT, usual=_("保存期满"))
        self._asked.ask(
            "ask-delete-names",
            _("删除姓名"),
            lambda _session: (reason,),
            lambda session, said: session.teaching.delete_names(said["reason"]),
            _("名册里的姓名、单位、座位和收进来的成绩文件全部销毁，不能恢复；学号和分数留着。"),
            done=_("姓名已删除。"),
        )

    def _tell_deleted(self, gone: int) -> None:
        """Say that deleting names, which was broken off, has come to its end."""
        if gone:
            self.told.emit(_("上次删除姓名中断了，剩下的{count}份现在已经销毁。").format(count=gone))

    def _not_deleted(self, error: Exception) -> None:
        """Say why; whoever keeps no class is told so in place of its books."""
        if not isinstance(error, Refused):
            self._workplace.problem.emit(error)


def _give_card(session: Session, folder: Path) -> str:
    write_file(folder / _CARD, session.teaching.card())
    return session.teaching.fingerprint


def print_class(papers: Papers, place: int) -> None:
    """Show one of the books as it would be printed, and print it when that is agreed to."""
    book = tuple(ClassBook)[place]
    papers.print_made(
        Matter(
            made=lambda session, work: session.teaching.made(book, BookFile.PRINT, work),
            hand_out=lambda session, work: session.teaching.hand_out(book, BookFile.PRINT, work),
        )
    )


def save_class(papers: Papers, place: int) -> None:
    """Ask as what file one of the books is to be kept, and keep it there."""
    book = tuple(ClassBook)[place]
    papers.save_made(book, lambda session, file: session.teaching.hand_out(book, file))
