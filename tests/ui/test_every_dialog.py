"""Every dialog, in the smallest and the largest text: named, whole, reached by keyboard, and freed when it is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDialog, QMenu, QPushButton, QWidget

from oa_desktop.bootstrap.adapters import build_renderer
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions.delegating import Delegate, EndDelegation
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import NOTHING, DossierId, EntryId, UnitId, organisation_journal
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.training.transcript import Transcript, TranscriptLine
from oa_desktop.domain.verification import Fault, Verdict
from oa_desktop.i18n.problems import ProblemText
from oa_desktop.office import queries as q
from oa_desktop.office import several
from oa_desktop.office.circulating.delegations import Delegations
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.store import BackupFacts
from oa_desktop.office.rolls import FirstPassword, Outcome, Preview, PreviewRow, RollKind, Taken
from oa_desktop.office.safekeeping.drilling import Drilled
from oa_desktop.office.teaching.books import ClassBook
from oa_desktop.training.marking import Graded, MarkSheet, PaperBeside, RubricItem, Spoken, SpokenBeside
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.ink_board import InkDialog
from oa_desktop.ui.acting.laid_lines import LaidLines
from oa_desktop.ui.acting.phrases_dialog import PhrasesDialog
from oa_desktop.ui.acting.report_dialog import ReportDialog
from oa_desktop.ui.acting.written import NOTHING_WRITTEN
from oa_desktop.ui.delegating.delegate_dialog import DelegateDialog
from oa_desktop.ui.guiding.help_dialog import HelpDialog
from oa_desktop.ui.leaving.drill_dialog import DrillDialog
from oa_desktop.ui.leaving.print_options import PrintOptions
from oa_desktop.ui.leaving.turning import TurnDialog
from oa_desktop.ui.rolls.correspondent_dialog import CorrespondentDialog
from oa_desktop.ui.rolls.first_passwords import FirstPasswords
from oa_desktop.ui.rolls.taking_in import TakingIn
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.training.class_dialog import ClassDialog
from oa_desktop.ui.training.marking_dialog import MarkingDialog
from oa_desktop.ui.training.transcript_dialog import TranscriptDialog
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.losing import AskBeforeLosing, coming_files, unkept_words
from tests.fakes.ground import FakeGround, training_office
from tests.fakes.incoming import received, receiving
from tests.fakes.office import notice
from tests.independent.sealed_ofd import package, sealed
from tests.ui import archive_dialogs
from tests.ui.clerk import Clerk
from tests.ui.rooms import LARGEST, TIGHT, Room, assert_freed_after, faults
from tests.unit.test_teaching_a_class import JUDGED, ROLL, WORDS, class_office

PROBLEM = ProblemText(
    what="这份公文已经不在你手里，不能审核。",
    why="轮到谁办理由流程决定：这一环节已经由别人办完。",
    do="请在“在办”里看它到了哪一环节；需要补充意见的，用“留意见”。",
)
ACTS = (
    ("limukun", "return"),
    ("chenguosheng", "hand-over"),
    ("limukun", "circulate"),
    ("limukun", "void"),
    ("zhaoliheng", "issue"),
    ("heyutong", "assign-number"),
    ("zhengmiao", "sign-proof"),
    ("zhengmiao", "apply-seal"),
    ("xuchong", "dispatch"),
    ("ouyangzhe", "file"),
)


def dialog_of(clerk: Clerk) -> QDialog:
    dialog = clerk.dialog()
    assert dialog is not None
    return dialog


def with_a_document(clerk: Clerk, kind: str = "") -> Clerk:
    """Choose the first of the to-dos that an act can be done on: what was signed for elsewhere may stand before it."""
    clerk.open_folder("待办")
    desk = clerk.window.desk
    for _each in desk._workplace.session.ask(q.ToDo()):
        desk.documents.choose_next()
        clerk.settle()
        if not kind or kind in [row.kind for row in desk._workplace.session.ask(q.PossibleActs(dossier=desk._shown))]:
            break
    return clerk


def assert_sound(dialog: QDialog, room: Room) -> None:
    assert faults(dialog, room) == []
    assert_freed_after(dialog)


@TIGHT
@pytest.mark.parametrize(
    "command",
    [
        *("tools.palette", "session.password", "session.idle", "numbers.open", "rolls.open", "clearing.open"),
        *("statistics.open", "delegations.open", "document.matter", "trust.open", "waiting.open"),
    ],
)
def test_what_a_command_opens(sit_down, room, command):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action(command).trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@LARGEST
@pytest.mark.parametrize("command", ["custody.open", "marks.open", "archive.open"])
def test_the_books_that_are_kept(sit_down, room, command):
    clerk = sit_down(room, "heyutong")
    clerk.window.commands.action(command).trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@LARGEST
@pytest.mark.parametrize("name", archive_dialogs.DIALOGS)
def test_what_the_archive_is_kept_by(sit_down, room, name):
    clerk = sit_down(room, "ouyangzhe")
    dialog = archive_dialogs.DIALOGS[name](clerk.window.desk._workplace, clerk.window)
    dialog.open()
    clerk.settle()
    archive_dialogs.FILLED.get(name, bool)(dialog)
    clerk.settle()
    assert_sound(dialog, room)


@LARGEST
@pytest.mark.parametrize("book", ClassBook)
def test_the_books_of_a_class(qtbot, tasks, sit_down, room, book):
    clerk = sit_down(room, "zhouyue")
    teacher = class_office()
    teacher.teaching.take_in(ROLL, "名册.csv")
    dialog = ClassDialog(Workplace(teacher, tasks), FakeGround(training_office(), exercise=JUDGED), clerk.window)
    dialog.open()
    dialog.books.setCurrentText(book)
    qtbot.waitUntil(lambda: tasks.idle)
    clerk.settle()
    assert_sound(dialog, room)


@LARGEST
def test_what_a_result_is_marked_and_looked_at_by(qtbot, tasks, sit_down, room):
    clerk = sit_down(room, "zhouyue")
    workplace = Workplace(class_office(), tasks)
    text = notice("关于防汛工作的通知")
    paper = PaperBeside(material="notice", title="材料一", own=text, reference=text)
    said = SpokenBeside(own=(Spoken(act="拟稿人　送审　材料一", words="请审。"),))
    levels = tuple(Graded(level=one, points=one.points) for one in WORDS.condition.levels)
    items = (RubricItem(check=WORDS, levels=levels),)
    sheet = MarkSheet(result=NOTHING, papers=(paper, paper), spoken=said, items=items)
    marking = MarkingDialog(workplace, sheet, "张三", clerk.window, topic="")
    marking.open()
    qtbot.waitUntil(lambda: tasks.idle)
    clerk.settle()
    assert "请审。" in marking.own.words.toPlainText(), "what is judged is what was said, so that is shown first"
    assert_sound(marking, room)
    line = TranscriptLine(
        asks="语言得体", points=15, most=20, judged=True, why="要得体。", mend="改写。", said="结尾生硬"
    )
    told = {"exercise": "session-9", "edition": "1", "title": "拟稿送审", "words": "多读。", "released": "2026-07-06"}
    transcript = Transcript(
        unit=UnitId("class"), class_name="公文班", run=EntryId("run"), numbers=("7",), total=45, has_passed=False,
        hints=3, lines=(line,), **told,
    )  # fmt: skip
    dialog = TranscriptDialog(transcript, clerk.window)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@TIGHT
def test_what_an_internal_matter_is_filled_in_by(sit_down, room):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("document.matter").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_what_a_document_that_came_is_signed_for_by(sit_down, room):
    clerk = sit_down(room, "heyutong")
    clerk.window.commands.action("document.receive").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
@pytest.mark.parametrize(("account", "kind"), ACTS, ids=[kind for _account, kind in ACTS])
def test_what_an_act_asks_for_before_it_is_done(sit_down, room, account, kind):
    clerk = with_a_document(sit_down(room, account), kind)
    clerk.window.desk.acts.do(kind)
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@pytest.fixture(scope="module")
def forms() -> dict[str, q.ActFormRow]:
    """What acts ask for that nobody of the demonstration may do at first, by kind."""
    office = receiving()
    own, came = office.bring_to("office"), received(office)
    registrar, reviewer = office.as_("registrar"), office.as_("reviewer")
    found = [*reviewer.ask(q.ActForms(dossier=own)), *registrar.ask(q.ActForms(dossier=came))]
    registrar.perform(arrival.RegisterIncoming(dossier=came, series="办件"))
    registrar.perform(arrival.FirstCheck(dossier=came))
    return {one.kind: one for one in (*found, *reviewer.ask(q.ActForms(dossier=came)))}


def look_at_what_is_asked(clerk: Clerk, form: q.ActFormRow, room: Room) -> None:
    dialog = ActDialog(form, "关于解决抗旱资金的请示", NOTHING_WRITTEN, clerk.window)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@TIGHT
@pytest.mark.parametrize("kind", ["register-incoming", "propose"])
def test_what_an_act_on_an_incoming_document_asks_for(sit_down, forms, room, kind):
    look_at_what_is_asked(sit_down(room, "heyutong"), forms[kind], room)


@TIGHT
def test_an_act_that_asks_for_some_of_five_hundred_people(sit_down, forms, room):
    people = tuple((f"p{number}", f"欧阳{number}（四级主任科员，自然资源和规划局）") for number in range(500))
    first, *others = forms["add-signers"].fields
    chosen = "\n".join(one for one, _ in people[:40])
    asked = replace(forms["add-signers"], fields=(replace(first, options=people, usual=chosen), *others))
    look_at_what_is_asked(sit_down(room, "limukun"), asked, room)


@TIGHT
@pytest.mark.parametrize("account", ["zhouyue", "heyutong"], ids=["for-oneself", "for-others"])
def test_whom_somebody_asks_to_do_what_falls_to_them(sit_down, room, account):
    clerk = sit_down(room, account)
    clerk.window.commands.action("delegations.open").trigger()
    clerk.settle()
    delegations = dialog_of(clerk)
    clerk.click(delegations.findChild(QPushButton, "delegate"))
    (asked,) = delegations.findChildren(DelegateDialog)
    assert_sound(asked, room)


@TIGHT
@pytest.mark.parametrize(
    ("account", "command"), [("heyutong", "waiting.open"), ("ouyangzhe", "audit.open"), ("xuchong", "settings.open")]
)
def test_what_waits_for_a_second_person_and_what_the_auditor_reads(sit_down, room, account, command):
    clerk = sit_down(room, account)
    clerk.window.commands.action(command).trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_delegations_that_were_given(sit_down, room):
    clerk = sit_down(room, "zhaoliheng")
    session = clerk.window.desk._workplace.session
    for one in session.ask(Delegations()):
        session.perform(EndDelegation(delegation=one.delegation))
    deputy = next(one.id for one in session.organisation().people if one.account == "limukun")
    until = (session.today + timedelta(days=3)).isoformat()
    session.perform(Delegate(delegate=deputy, until=until, kinds=("通知", "函"), acts=("issue",), reason="参加会议"))
    clerk.window.commands.action("delegations.open").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_what_several_documents_are_agreed_to_by(sit_down, room):
    clerk = sit_down(room, "limukun")
    rows = clerk.window.desk._workplace.session.ask(q.ToDo())[:3]
    form = q.ActFormRow(kind="mark-read", term="阅", onward=False, words="意见")
    dialog = ActDialog(form, "3 件公文", NOTHING_WRITTEN, clerk.window)
    lines = LaidLines(clerk.window.desk._workplace, form, {one.dossier: one.title for one in rows}, dialog)
    dialog.show_above(lines)
    lines.ready.connect(lambda: dialog.let_agree(bool(lines.laid)))
    dialog.open()
    clerk.settle()
    assert len(lines.laid) == len(rows) > 1
    assert_sound(dialog, room)


@TIGHT
def test_what_has_become_of_several_documents(sit_down, room):
    clerk = sit_down(room, "limukun")
    done = several.Outcome(document=DossierId("a"), title="关于开展岁末年初安全生产大检查的通知")
    refused = replace(done, title="关于植树的通知", problem=Refused("dossier.unknown"))
    dialog = ReportDialog("审核", (done, refused), clerk.window, undoable=True)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@LARGEST
@pytest.mark.parametrize("table", range(4))
def test_every_table_of_the_statistics(sit_down, room, table):
    clerk = sit_down(room, "zhaoliheng")
    clerk.window.commands.action("statistics.open").trigger()
    clerk.settle()
    statistics = dialog_of(clerk)
    tables = statistics.findChild(QComboBox, "tables")
    assert tables.count() > 3
    tables.setCurrentIndex(table)
    clerk.settle()
    assert_sound(statistics, room)


@TIGHT
def test_a_number_register_with_numbers(sit_down, room):
    clerk = sit_down(room, "heyutong")
    clerk.window.commands.action("numbers.open").trigger()
    clerk.settle()
    book = dialog_of(clerk)
    assert book.lines.topLevelItemCount() > 0
    assert_sound(book, room)


@TIGHT
def test_the_board_for_writing_by_hand(sit_down, room):
    clerk = sit_down(room, "zhaoliheng")
    dialog = InkDialog("意见", None, clerk.window)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@TIGHT
def test_one_s_own_phrases(sit_down, room):
    clerk = sit_down(room, "limukun")
    dialog = PhrasesDialog(("同意。", "请抓紧办理。"), clerk.window)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@TIGHT
def test_what_a_number_register_is_printed_by(sit_down, room):
    clerk = sit_down(room, "heyutong")
    clerk.window.commands.action("numbers.open").trigger()
    clerk.settle()
    book = dialog_of(clerk)
    clerk.click(clerk.see("print-book"))
    clerk.settle()
    assert_sound(next(one for one in book.findChildren(QDialog) if one.isVisible()), room)


@TIGHT
def test_what_an_act_on_numbers_asks_for(sit_down, room):
    clerk = sit_down(room, "heyutong")
    clerk.window.commands.action("numbers.open").trigger()
    clerk.settle()
    book = dialog_of(clerk)
    next(one for one in book.findChildren(QAction) if one.objectName() == "take-number-on-paper").trigger()
    assert_sound(next(one for one in book.findChildren(QDialog) if one.isVisible()), room)


@TIGHT
def test_what_is_shown_before_printing(sit_down, room):
    clerk = with_a_document(sit_down(room, "limukun"))
    clerk.window.commands.action("document.print").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_what_goes_with_a_numbered_paper_before_it_is_printed(sit_down, room):
    clerk = with_a_document(sit_down(room, "zhengmiao"))
    clerk.window.commands.action("document.print-labels").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_how_something_is_to_be_printed(sit_down, room):
    clerk = with_a_document(sit_down(room, "limukun"))
    clerk.window.commands.action("document.print").trigger()
    clerk.settle()
    preview = dialog_of(clerk)
    clerk.click(preview.findChild(QPushButton, "options"))
    (options,) = preview.findChildren(PrintOptions)
    assert_sound(options, room)


@TIGHT
def test_how_sheets_are_turned_by_hand(sit_down, room):
    clerk = sit_down(room, "limukun")
    dialog = TurnDialog(3, clerk.window, folded=True, go_on=lambda **_how: None)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@TIGHT
def test_what_is_said_of_an_organ_in_the_address_book(sit_down, room):
    clerk = sit_down(room, "heyutong")
    clerk.window.commands.action("rolls.open").trigger()
    clerk.settle()
    clerk.click(dialog_of(clerk).findChild(QPushButton, "register-correspondent"))
    (asked,) = dialog_of(clerk).findChildren(CorrespondentDialog)
    assert_sound(asked, room)


@TIGHT
def test_what_a_workbook_would_change(sit_down, room):
    clerk = sit_down(room, "xuchong")
    rows = tuple(
        PreviewRow(number=place, cells=("王小明", "wangxiaoming"), outcome=outcome)
        for place, outcome in enumerate(Outcome, start=2)
    )
    seen = Preview(kind=RollKind.PEOPLE, titles=("姓名", "账号"), rows=rows, passed_over=("联系电话",))
    dialog = TakingIn(clerk.window.desk._workplace, seen, clerk.window)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@TIGHT
def test_the_first_passwords_of_new_people(sit_down, room):
    clerk = sit_down(room, "xuchong")
    first = FirstPassword(name="王小明", account="wangxiaoming", password="Oa7-1234-5678-9abc")
    dialog = FirstPasswords(clerk.window.desk._workplace, Taken(passwords=(first,)), clerk.window)
    dialog.open()
    clerk.settle()
    assert_sound(dialog, room)


@TIGHT
def test_where_a_backup_goes(sit_down, room):
    clerk = sit_down(room, "xuchong")
    clerk.window.commands.action("store.back-up").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_what_a_drill_found_that_does_not_hold(sit_down, room):
    clerk = sit_down(room, "xuchong")
    faults = tuple(Fault(rule="chain.gap", journal=organisation_journal(UnitId("u")), seq=seq) for seq in (7, 9))
    verdict = Verdict(journals=12, entries=340, signatures=338, faults=faults)
    facts = BackupFacts(entries=340, files=51, size=1 << 20, missing=(), heads={})
    dialog = DrillDialog(Drilled(facts=facts, documents=8, verdict=verdict), "公文库备份-20261123-031500", clerk.window)
    dialog.open()
    clerk.settle()
    assert dialog.faults.count() == len(faults)
    assert_sound(dialog, room)


@TIGHT
def test_files_that_are_taken_and_files_that_are_not(sit_down, room, tmp_path):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    clerk.window.editor.files.offer([*_five(tmp_path), tmp_path, tmp_path / "不在.docx"])
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


def _five(folder: Path) -> list[Path]:
    names = ("情况说明.docx", "排查清单（各乡镇和县政府有关部门）.xlsx", "现场.jpg", "批复.pdf", "安装.exe")
    made = [folder / name for name in names]
    for number, path in enumerate(made):
        path.write_bytes(b"rows" * 10 ** (number + 1))
    return made


@TIGHT
def test_where_a_paper_is_kept(sit_down, room):
    clerk = with_a_document(sit_down(room, "limukun"))
    clerk.window.commands.action("document.save").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_what_a_note_is_to_say(sit_down, room):
    clerk = at_the_editor(sit_down(room, "zhouyue"))
    clerk.window.editor.body.show_text((Paragraph(spans=(Span(text="现将有关事项通知如下。"),)),), ())
    clerk.settle()
    clerk.window.commands.action("edit.note").trigger()
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


def at_the_editor(clerk: Clerk) -> Clerk:
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    return clerk


@TIGHT
def test_what_a_text_lacks_before_it_is_sent_on(sit_down, room):
    clerk = at_the_editor(sit_down(room, "zhouyue"))
    clerk.window.editor.hand_in(submit=True)
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_the_words_that_go_with_sending_a_text_on(sit_down, room):
    clerk = at_the_editor(sit_down(room, "zhouyue"))
    clerk.window.editor.hand_in(submit=True)
    clerk.settle()
    clerk.click(dialog_of(clerk).findChild(QPushButton, "agree"))
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_the_help_over_what_an_act_asks_for(sit_down, room):
    clerk = with_a_document(sit_down(room, "heyutong"), "assign-number")
    clerk.window.desk.acts.do("assign-number")
    clerk.settle()
    asked = dialog_of(clerk)
    clerk.window.guide.explain()
    clerk.settle()
    assert_sound(asked.findChild(HelpDialog), room)
    assert_freed_after(asked)


@TIGHT
def test_which_of_two_texts_is_wanted(sit_down, room, tmp_path):
    clerk = at_the_editor(sit_down(room, "zhouyue"))
    clerk.type(clerk.window.editor.findChild(QWidget, "element-title"), "关于")
    file = tmp_path / "关于开展公文归档工作的通知.txt"
    file.write_text("关于开展公文归档工作的通知\n\n现将有关事项通知如下。\n", encoding="utf-8")
    clerk.window.editor.opening.read(file)
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
@pytest.mark.parametrize("name", ["通知.txt", "通知.pdf"], ids=["words", "pages"])
def test_what_is_wrong_with_a_file(sit_down, room, tmp_path, name):
    clerk = sit_down(room, "zhouyue")
    file = tmp_path / name
    text = notice(title="关于开展公文归档工作的通知。")
    file.write_bytes(
        build_renderer().render(text, Look()).data
        if file.suffix == ".pdf"
        else f"{text.title}\n\n现将有关事项通知如下,请回复。\n".encode()
    )
    clerk.window._seat.inspecting.inspect(file)
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_the_verdict_on_a_signed_file(sit_down, room, tmp_path):
    clerk = sit_down(room, "zhouyue")
    signed = tmp_path / "关于开展春季义务植树活动的通知.ofd"
    signed.write_bytes(package(sealed(sealed(last=False))))
    clerk.window._seat.dialogs.verifying.verify(signed)
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
def test_a_draft_that_is_thrown_away(sit_down, room):
    clerk = sit_down(room, "zhouyue")
    clerk.window.desk._workplace.session.drafts.keep("new/away", KeptDraft(text=notice(title="关于归档的通知")))
    clerk.window.commands.action("document.drafts").trigger()
    clerk.settle()
    clerk.click(clerk.see("discard"))
    clerk.settle()
    assert_sound(dialog_of(clerk), room)


@TIGHT
@pytest.mark.parametrize(
    "loss", [unkept_words(Unavailable("disk.full", reason="")), coming_files()], ids=["words", "files"]
)
def test_who_goes_before_everything_is_kept_is_asked(sit_down, room, loss):
    dialog = AskBeforeLosing(loss, sit_down(room).window)
    dialog.open()
    assert_sound(dialog, room)


@TIGHT
def test_a_problem(sit_down, room):
    dialog = ProblemDialog(PROBLEM, sit_down(room).window)
    dialog.open()
    assert_sound(dialog, room)


@TIGHT
def test_the_menus(sit_down, room):
    clerk = with_a_document(sit_down(room, "chenguosheng"))
    for head in clerk.window.menuBar().actions():
        menu = head.menu()
        assert isinstance(menu, QMenu)
        menu.popup(clerk.window.pos())
        clerk.settle()
        assert menu.height() <= room.screen.height()
        assert menu.width() <= room.screen.width()
        menu.close()
