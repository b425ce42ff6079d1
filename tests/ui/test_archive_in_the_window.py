"""归档 in the window: a tree of classes, their items, what is done with one; a dry run, and what is arranged by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.archiving import PlaceItems
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.actions.keeping import ApproveDisposal, ListDisposal, SuperviseDisposal
from oa_desktop.domain.archives.properties import PropertyReport, Result
from oa_desktop.domain.ids import NO_DISPOSAL, ArchiveName, DisposalId, PersonId
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.catalogue_faults import CheckedFile
from oa_desktop.office.archiving.disposal_acts import due
from oa_desktop.office.archiving.dry_run import LineSort
from oa_desktop.office.archiving.offered import ACTS
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.archiving.archive_dialog import ArchiveDialog
from oa_desktop.ui.archiving.catalogue_dialog import CatalogueDialog
from oa_desktop.ui.archiving.destroy_dialog import DestroyDialog
from oa_desktop.ui.archiving.disposal_dialog import disposal_dialog
from oa_desktop.ui.archiving.dry_run_dialog import DryRunDialog
from oa_desktop.ui.archiving.fixity_dialog import FixityDialog
from oa_desktop.ui.archiving.pack_dialog import PackDialog
from oa_desktop.ui.archiving.property_dialog import PropertyDialog
from oa_desktop.ui.archiving.replay_dialog import ReplayDialog
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.ledgers.ledger_dialog import LedgerDialog
from oa_desktop.ui.tasks import Lane, Task, Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice

FIRST = "Z109-WS·2026-Y-BGS-0001"


@pytest.fixture
def office() -> FakeOffice:
    office = FakeOffice()
    office.as_("archivist").archive.adopt_scheme(resources.build_scheme("organ"))
    for title, retention in (("关于印发管理办法的通知", "永久"), ("关于召开会议的通知", "10年")):
        document = office.bring_to("file", notice(title))
        office.as_("archivist").perform(File(dossier=document, retention=retention))
    office.bring_to("file", notice("关于没有归档的通知"))
    return office


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(1400, 900)
    qtbot.addWidget(widget)
    return widget


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    for _each in range(3):
        qtbot.waitUntil(lambda: tasks.idle)
        QTest.qWait(1)


def opened(
    office: FakeOffice, behind: QWidget, qtbot: QtBot, tasks: Tasks, account: str = "archivist"
) -> ArchiveDialog:
    dialog = ArchiveDialog(Workplace(office.as_(account), tasks), behind)
    dialog.show()
    settle(qtbot, tasks)
    return dialog


def test_a_dry_run_shows_every_document_and_what_is_fit_becomes_items_of_the_tree(office, behind, qtbot, tasks):
    archive = opened(office, behind, qtbot, tasks)
    assert archive.lines.shown == ()
    told: list[str] = []
    archive.told.connect(told.append)
    archive.findChild(QPushButton, "dry-run").click()
    (run,) = archive.findChildren(DryRunDialog)
    run.year.setValue(2026)
    settle(qtbot, tasks)
    assert [line.record.sort for line in run.lines.shown] == [*[LineSort.TO_ARRANGE] * 2, LineSort.FAULTY]
    assert [line.cells[-1][:9] for line in run.lines.shown][-1] == "办理完毕或者已经发"
    run.findChild(QPushButton, "dry-run-properties").click()
    settle(qtbot, tasks)
    assert "四性检测 2 件：通过 0 件" in run.findChild(QLabel, "dry-run-sum").text()
    run.sort.setCurrentIndex(run.sort.findData(LineSort.FAULTY))
    run.lines.setCurrentIndex(run.lines.model().index(0, 0))
    assert "还没有归档" in run.said.text()
    run.place.setText("一库")
    run.findChild(QPushButton, "arrange").click()
    settle(qtbot, tasks)
    assert told[0].startswith("整理了 2 件")
    assert not run.findChild(QPushButton, "arrange").isEnabled()
    run.close()
    settle(qtbot, tasks)
    year = archive.classes.topLevelItem(0)
    assert year.text(0) == "Z109　2026年（2）"
    assert [year.child(place).text(0) for place in range(2)] == ["永久（1）", "10年（1）"]
    archive.classes.setCurrentItem(year.child(0))
    settle(qtbot, tasks)
    assert [line.cells[0] for line in archive.lines.shown] == [FIRST]
    archive.close()


def test_a_doubt_is_confirmed_with_a_reason_and_what_is_under_way_is_paused_and_goes_on(office, behind, qtbot, tasks):
    document = office.bring_to("file", notice("关于印发考核办法的通知"))
    office.as_("archivist").perform(File(dossier=document, retention="10年"))
    run = DryRunDialog(Workplace(office.as_("archivist"), tasks), behind)
    run.year.setValue(2026)
    run.show()
    settle(qtbot, tasks)
    confirm = run.findChild(QPushButton, "confirm-doubt")
    assert not confirm.isEnabled()
    faulty = [line.record.document for line in run.lines.shown].index(document)
    run.lines.setCurrentIndex(run.lines.model().index(faulty, 0))
    confirm.click()
    asked = run.findChild(FieldsDialog, "confirm-doubts")
    asked.findChild(QLineEdit, "reason").setText("上级已定")
    asked.findChild(QPushButton, "agree").click()
    settle(qtbot, tasks)
    (line,) = (one.record for one in run.lines.shown if one.record.document == document)
    assert (line.sort, line.code[-8:]) == (LineSort.TO_ARRANGE, "BGS-0002")
    assert_pauses_goes_on_and_ends(run)


def assert_pauses_goes_on_and_ends(dialog: WorkDialog) -> None:
    task: Task[None] = Task("整理", Lane.LONG, dialog)
    dialog.attend(task)
    pause = dialog.findChild(QPushButton, "pause")
    assert pause.isVisible()
    pause.click()
    assert (task.progress.paused, pause.text()) == (True, "继续")
    pause.click()
    assert (task.progress.paused, pause.text()) == (False, "暂停")
    dialog.close()
    assert task.progress.cancelled


def test_an_item_is_lent_from_the_list_and_stands_in_the_book_with_its_code(office):
    room = office.as_("archivist").archive
    room.arrange(room.dry_run(2026))
    archivist = office.as_("archivist")
    row = archivist.ask(q.ArchiveItems())[0]
    lend = next(one for one in ACTS if one.name == "lend-item")
    said = {one.name: one.usual for one in lend.fields(archivist, row)} | {
        "borrower": office.as_("drafter").standing.person
    }
    archivist.perform(lend.wish(archivist, row, said))
    assert [one.code for one in archivist.custody.loans().rows] == [FIRST]


def test_an_item_is_corrected_and_withdrawn_from_the_list(office, behind, qtbot, tasks):
    room = office.as_("archivist").archive
    room.arrange(room.dry_run(2026))
    archive = opened(office, behind, qtbot, tasks)
    for name, field, words in (("correct-item", "title", "关于印发办法的通知"), ("withdraw-item", "", "")):
        archive.lines.setCurrentIndex(archive.lines.model().index(0, 0))
        settle(qtbot, tasks)
        next(one for one in archive._menu.actions() if one.objectName() == name).trigger()
        settle(qtbot, tasks)
        asked = archive.findChild(FieldsDialog, f"ask-{name}")
        if field:
            asked.findChild(QLineEdit, field).setText(words)
        asked.findChild(QLineEdit, "reason").setText("校核")
        asked.findChild(QPushButton, "agree").click()
        settle(qtbot, tasks)
        if field:
            assert archive.lines.shown[0].cells[1] == words
    assert [line.cells[0] for line in archive.lines.shown] == ["Z109-WS·2026-D10-BGS-0001"]
    archive.close()


def test_what_is_printed_is_of_the_class_that_is_chosen(office, behind, qtbot, tasks):
    room = office.as_("archivist").archive
    room.arrange(room.dry_run(2026))
    archive = opened(office, behind, qtbot, tasks)
    archive.classes.setCurrentItem(archive.classes.topLevelItem(0).child(1))
    settle(qtbot, tasks)
    asked: list[tuple[ArchiveBook, Wanted]] = []
    archive.print_wanted.connect(lambda book, wanted: asked.append((book, wanted)))
    archive.save_wanted.connect(lambda book, wanted: asked.append((book, wanted)))
    for button in ("archive-print", "archive-save"):
        archive.findChild(QPushButton, button).menu().actions()[0].trigger()
    wanted = Wanted(register=ArchiveName(fonds="Z109", year=2026), retention="10年")
    assert asked == [(ArchiveBook.CATALOGUE, wanted)] * 2
    archive.close()


def test_who_does_not_arrange_looks_and_is_offered_nothing(office, behind, qtbot, tasks):
    room = office.as_("archivist").archive
    room.arrange(room.dry_run(2026))
    archive = opened(office, behind, qtbot, tasks, "registrar")
    assert len(archive.lines.shown) == 2
    archive.search.setText("会议")
    assert len(archive.lines.shown) == 1, "what is typed narrows the class"
    archive.search.setText("办公室 管理办法")
    archive.findChild(QPushButton, "archive-everywhere").click()
    settle(qtbot, tasks)
    assert [line.record.code for line in archive.lines.shown] == [FIRST]
    assert "找到 1 件" in archive.findChild(QLabel, "archive-sum").text()
    assert not archive.findChild(QPushButton, "archive-print").isEnabled(), "what was found is no class"
    archive.lines.setCurrentIndex(archive.lines.model().index(0, 0))
    archive.findChild(QPushButton, "archive-replay").click()
    (replay,) = archive.findChildren(ReplayDialog)
    settle(qtbot, tasks)
    acts = [replay.steps.item(place).text().split("　")[1] for place in range(replay.steps.count())]
    replay.slider.setValue(acts.index("签发"))
    settle(qtbot, tasks)
    assert replay.steps.currentRow() == acts.index("签发")
    assert "这一步定下的版面" in replay.pane.findChild(QLabel, "caption").text()
    replay.close()
    archive.search.clear()
    settle(qtbot, tasks)
    assert len(archive.lines.shown) == 2, "the class is back"
    assert not archive.findChild(QPushButton, "dry-run").isVisible()
    assert not archive.findChild(QPushButton, "archive-acts").isVisible()
    archive.close()


def test_what_is_called_off_says_so_and_can_be_begun_again(office, behind, qtbot, tasks):
    run = DryRunDialog(Workplace(office.as_("archivist"), tasks), behind)
    run.show()
    run.findChild(QPushButton, "stop").click()
    settle(qtbot, tasks)
    assert "已停止" in run.findChild(QLabel, "dry-run-sum").text()
    run.year.setValue(2026)
    run.findChild(QPushButton, "dry-run-again").click()
    settle(qtbot, tasks)
    assert len(run.lines.shown) == 3
    run.close()


def test_a_person_answers_what_the_program_could_not_and_the_result_is_recorded(office, behind, qtbot, tasks):
    room = office.as_("archivist").archive
    room.arrange(room.dry_run(2026))
    archive = opened(office, behind, qtbot, tasks)
    archive.findChild(QPushButton, "archive-test").menu().actions()[1].trigger()
    settle(qtbot, tasks)
    (test,) = archive.findChildren(PropertyDialog)
    assert [line.cells[1] for line in test.items.shown] == [FIRST, FIRST.replace("-Y-", "-D10-")]
    names = [line.record.criterion.name for line in test.answers.shown]
    decided, unseen = (names.index(one) for one in ("档号规范性", "归档范围"))
    see = test.findChild(QPushButton, "see")
    test.answers.setCurrentIndex(test.answers.model().index(decided, 0))
    assert not see.isEnabled()
    test.answers.setCurrentIndex(test.answers.model().index(unseen, 0))
    see.click()
    asked = test.findChild(FieldsDialog, "ask-seen")
    asked.findChild(QLineEdit, "note").setText("对照过范围表")
    asked.findChild(QPushButton, "agree").click()
    settle(qtbot, tasks)
    assert "归档员核对：对照过范围表" in test.answers.shown[unseen].record.evidence
    told: list[str] = []
    wanted: list[PropertyReport] = []
    archive.told.connect(told.append)
    archive.report_wanted.connect(wanted.append)
    for button in ("record", "save-report"):
        test.findChild(QPushButton, button).click()
        settle(qtbot, tasks)
    assert (told, [one.code for one in wanted]) == (["已登记 2 件的四性检测结论。"], [FIRST])
    assert [one.result for one in room.named(FIRST).tested] == [Result.PERSON]
    archive.close()


def test_of_boxes_it_is_asked_which_one_and_how_wide_its_spine_is(office, behind, qtbot, tasks):
    session = office.as_("archivist")
    session.archive.arrange(session.archive.dry_run(2026))
    of = session.archive.named(FIRST).act
    said = {"fonds": of.fonds, "archival_year": of.archival_year, "retention": of.retention, "division": of.division}
    session.perform(PlaceItems(**said, first=1, through=1, box="7"))
    archive = opened(office, behind, qtbot, tasks)
    asked: list[tuple[ArchiveBook, Wanted]] = []
    archive.print_wanted.connect(lambda book, wanted: asked.append((book, wanted)))
    archive.findChild(QPushButton, "archive-print").menu().actions()[
        list(ArchiveBook).index(ArchiveBook.SPINE)
    ].trigger()
    dialog = archive.findChild(FieldsDialog, "ask-boxes")
    box, spine = (dialog.findChild(QComboBox, name) for name in ("box", "spine"))
    assert [box.itemText(place) for place in range(box.count())] == ["全部", "7"]
    box.setCurrentIndex(1)
    spine.setCurrentIndex(spine.findText("50毫米"))
    dialog.findChild(QPushButton, "agree").click()
    assert asked == [(ArchiveBook.SPINE, Wanted(register=ArchiveName(fonds="Z109", year=2026), box="7", spine_mm=50))]
    archive.close()


def test_a_check_of_the_archive_names_the_bad_file_and_a_good_copy_mends_it(
    office: FakeOffice, behind: QWidget, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    archive = office.as_("archivist").archive
    arranged = archive.arrange(archive.dry_run(2026)).documents
    item = next(one for one in office.as_("archivist").ask(q.ArchiveItems()) if one.document == arranged[0])
    part = next(one for one in archive.parts(item.item) if one.digest)
    contents = office.stores.made.blobs.contents
    (tmp_path / "副本").write_bytes(contents[part.digest])
    contents[part.digest] = b"rot"
    dialog = FixityDialog(Workplace(office.as_("archivist"), tasks), behind)
    dialog.show()
    settle(qtbot, tasks)
    assert "还没有检查过" in dialog.sum.text()
    dialog.findChild(QPushButton, "fixity-check").click()
    settle(qtbot, tasks)
    assert [line.cells for line in dialog.lines.shown] == [(item.code, part.name, "损坏，与登记的摘要不符")]
    assert "1个不对" in dialog.sum.text()
    assert not dialog.findChild(QPushButton, "fixity-anew").isVisible()
    mend = dialog.findChild(QPushButton, "fixity-repair")
    mend.menu().actions()[0].trigger()
    dialog.findChild(QFileDialog, "choose-folder").fileSelected.emit(str(tmp_path))
    settle(qtbot, tasks)
    assert (dialog.lines.shown, mend.isEnabled()) == ((), False)
    assert dialog.sum.text().startswith("补上了1个文件，都补齐了。")
    assert_pauses_goes_on_and_ends(dialog)


def test_a_catalogue_that_comes_back_is_checked_row_by_row_and_what_is_wrong_is_kept(
    office, behind, qtbot, tasks, tmp_path
):
    session = office.as_("archivist")
    session.archive.arrange(session.archive.dry_run(2026))
    archive = opened(office, behind, qtbot, tasks)
    kept: list[CheckedFile] = []
    archive.check_wanted.connect(kept.append)
    path = tmp_path / "退回的目录.csv"
    path.write_text(f"档号,题名\n{FIRST},关于印发管理办法的通知\n{FIRST},又一件\n", "utf-8")
    next(one for one in archive._keep.menu().actions() if one.objectName() == "archive-catalogue").trigger()
    archive.findChild(QFileDialog, "catalogue-file").fileSelected.emit(str(path))
    settle(qtbot, tasks)
    dialog = archive.findChild(CatalogueDialog)
    assert [line.cells[0] for line in dialog.lines.shown] == ["3", ""]
    wrong, lacking = (line.cells[1:] for line in dialog.lines.shown)
    assert "第2行已经有了" in wrong[0]
    assert "改成它自己的档号" in wrong[1]
    assert "目录里没有" in lacking[0]
    assert "不对的 2 处" in dialog.findChild(QLabel, "catalogue-sum").text()
    dialog.lines.setCurrentIndex(dialog.lines.model().index(0, 0))
    assert "一个档号只能有一件。" in dialog.said.text()
    dialog.findChild(QPushButton, "catalogue-save").click()
    assert [one.name for one in kept] == ["退回的目录.csv"]
    archive.close()


def test_items_are_packed_into_a_folder_of_their_own_and_recorded(office, behind, qtbot, tasks, tmp_path):
    session = office.as_("archivist")
    session.archive.arrange(session.archive.dry_run(2026))
    archive = opened(office, behind, qtbot, tasks)
    archive.lines.setCurrentIndex(archive.lines.model().index(0, 0))
    told: list[str] = []
    archive.told.connect(told.append)
    next(one for one in archive._keep.menu().actions() if one.objectName() == "archive-pack").trigger()
    dialog = archive.findChild(PackDialog)
    choices = [dialog.which.itemText(place) for place in range(dialog.which.count())]
    assert choices == ["2026年整理好的全部", "列出的2件", f"选中的一件：{FIRST}"]
    dialog.which.setCurrentIndex(2)
    dialog.kind.setCurrentIndex(dialog.kind.findText("封装包（EEP）"))
    dialog.findChild(QPushButton, "pack-now").click()
    asked = dialog.findChild(QFileDialog, "choose-folder")
    asked.fileSelected.emit(str(tmp_path))
    assert not dialog.findChild(QPushButton, "pack-now").isEnabled()
    settle(qtbot, tasks)
    target = tmp_path / "归档信息包-2026-封装包（EEP）"
    assert [one.name for one in target.glob("Z*.xml")] == [f"{FIRST}.xml"]
    assert told == ["1件已装进“归档信息包-2026-封装包（EEP）”。"] == [dialog.sum.text()]
    outputs = [one for one in office.as_("auditor").ask(q.AuditTrail()) if "归档信息包" in one.detail]
    assert [one.person for one in outputs] == ["归档员"]
    assert checked(dialog, target, qtbot, tasks) == f"“{target.name}”：核对了 1 件，没有问题。"
    (target / f"{FIRST}.xml").unlink()
    assert "”：有 1 处不对。\n" in checked(dialog, target, qtbot, tasks)
    assert f"{FIRST}.xml" in dialog.sum.text(), "the file is named"
    archive.close()


def checked(dialog: PackDialog, folder: Path, qtbot, tasks) -> str:
    """What is said of a package that somebody chooses to be looked through."""
    dialog.findChild(QPushButton, "pack-check").click()
    dialog.findChildren(QFileDialog, "choose-folder")[-1].fileSelected.emit(str(folder))
    settle(qtbot, tasks)
    return dialog.sum.text()


def approved(office: FakeOffice) -> DisposalId:
    """A list of what may be destroyed that waits for its supervisors, eleven years later."""
    archivist = office.as_("archivist")
    archivist.archive.arrange(archivist.archive.dry_run(2026))
    office.clock.time = office.clock.time.replace(year=2037)
    office.slots.chosen.clear()
    of = {"fonds": "Z109", "archival_year": 2026}
    items = tuple(archivist.archive.named(one).id for one in due(office.as_("archivist")))
    group = (PersonId("person archivist"), PersonId("person reviewer"))
    archivist.perform(ListDisposal(**of, disposal=NO_DISPOSAL, items=items, appraisers=group, opinion="到期"))
    ((_, found),) = archivist.archive.keeping.disposals()
    office.as_("signer").perform(ApproveDisposal(**of, disposal=found.id, opinion="同意"))
    return found.id


def test_a_list_is_printed_with_everybody_who_signed_and_destroyed_once_it_was_compared(office, behind, qtbot, tasks):
    said = {"fonds": "", "archival_year": 0, "method": "删除密钥", "place": "档案室"}
    office_of, disposal = office.as_, approved(office)
    office_of("registrar").perform(SuperviseDisposal(disposal=disposal, **said))
    office.confirm("reviewer")
    archive = opened(office, behind, qtbot, tasks)
    printed: list[Wanted] = []
    archive.print_wanted.connect(lambda _book, wanted: printed.append(wanted))
    archive.findChild(QAction, "archive-disposal").trigger()
    (book,) = archive.findChildren(LedgerDialog)
    destroy = book.findChild(QPushButton, "open-line")
    qtbot.waitUntil(lambda: len(book.lines.shown) == 1 and tasks.idle)
    (line,) = book.lines.shown
    assert {"1件：Z109-WS·2026-D10-BGS-0001", "待销毁", "到期", "签发员　2037-04-16"} <= set(line.cells)
    book.findChild(QPushButton, "print-book").click()
    assert printed == [Wanted(register=ArchiveName(fonds="Z109", year=2026), disposal=disposal)]
    book.lines.setCurrentIndex(book.lines.model().index(0, 0))
    qtbot.waitUntil(destroy.isEnabled)
    destroy.click()
    (destroying,) = book.findChildren(DestroyDialog)
    destroying.findChild(QPushButton, "destroy-now").click()
    assert not destroying.is_busy
    destroying.compared.setChecked(True)
    destroying.findChild(QPushButton, "destroy-now").click()
    qtbot.waitUntil(lambda: [one.cells[2] for one in book.lines.shown] == ["已销毁"])
    assert not destroy.isEnabled()


def test_each_is_offered_in_the_list_what_is_theirs_to_do_next(office, behind, qtbot, tasks):
    approved(office)
    offered = {}
    for account in ("archivist", "signer", "reviewer"):
        book = disposal_dialog(Workplace(office.as_(account), tasks), behind)
        qtbot.waitUntil(lambda book=book: len(book.lines.shown) == 1 and tasks.idle)
        book.lines.setCurrentIndex(book.lines.model().index(0, 0))
        settle(qtbot, tasks)
        offered[account] = book._offered
    assert offered == {
        "archivist": {"list-disposal"},
        "signer": frozenset(),
        "reviewer": {"supervise-disposal"},
    }
