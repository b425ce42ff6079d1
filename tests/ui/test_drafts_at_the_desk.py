"""What was typed and not handed in is found again: at sign-in, in the drafts, and when its document is revised."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.window import Window
from oa_desktop.ui.writing.drafts.page import DraftLine
from oa_desktop.ui.writing.subject import revision_of
from tests.fakes.office import notice
from tests.fakes.premises import FakePremises
from tests.ui.walking import spoken
from tests.ui.writer import Writer

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def leave_a_draft(writer: Writer, title: str) -> None:
    writer.begin()
    writer.type("title", title)
    writer.editor.leave()
    writer.settle()


def listed(writer: Writer) -> list[str]:
    page = writer.room.drafts
    return [page.list.item(row).text() for row in range(page.list.count())]


def test_at_sign_in_a_quiet_line_tells_how_many_drafts_wait(writer):
    for title in ("yi", "er"):
        leave_a_draft(writer, title)
    writer.room.look_for_drafts()
    writer.settle()
    assert writer.room.notice.findChild(QLabel).text().startswith("发现 2 份未保存草稿")
    writer.qtbot.mouseClick(writer.room.notice.findChild(QPushButton, "look-at-drafts"), Qt.MouseButton.LeftButton)
    writer.settle()
    assert writer.room.currentWidget() is writer.room.drafts
    assert [line.split("\n")[0] for line in listed(writer)] == ["yi", "er"]
    assert writer.room.notice.isHidden()


def test_whoever_has_no_draft_is_told_nothing(writer):
    writer.room.look_for_drafts()
    writer.settle()
    assert writer.room.notice.isHidden()


def test_a_draft_is_shown_with_its_words_and_gone_on_with_where_it_was_left(writer):
    leave_a_draft(writer, "tongzhi")
    writer.room.show_drafts()
    writer.settle()
    assert "tongzhi" in writer.room.drafts.findChild(QPlainTextEdit).toPlainText()
    writer.press("go-on")
    assert writer.room.currentWidget() is writer.editor
    writer.type("title", " er")
    writer.editor.leave()
    writer.settle()
    assert writer.kept() == ["tongzhi er"], "it is still one draft"


def test_a_draft_is_only_thrown_away_after_it_was_asked_about(writer):
    leave_a_draft(writer, "tongzhi")
    writer.room.show_drafts()
    writer.settle()
    writer.press("discard")
    writer.qtbot.keyClick(writer.dialog(), Qt.Key.Key_Return)
    writer.settle()
    assert writer.kept() == ["tongzhi"], "Enter keeps it"
    writer.press("discard")
    writer.answer()
    assert writer.kept() == []
    assert listed(writer) == []


def test_a_document_that_is_revised_again_shows_what_was_typed_of_it_before(writer, office):
    document = office.draft(notice())
    writer.revise(document)
    writer.type("note", "lianxiren")
    writer.editor.leave()
    writer.settle()
    writer.revise(document)
    assert writer.typed("note") == "lianxiren"
    writer.press("hand-in")
    assert writer.session.text(document).note == "lianxiren"
    assert writer.kept() == []


def test_a_draft_whose_document_has_moved_on_says_so_and_becomes_a_new_one(writer, office):
    document = office.draft(notice())
    writer.revise(document)
    writer.type("note", "lianxiren")
    writer.editor.leave()
    writer.settle()
    office.step(document)
    writer.room.show_drafts()
    writer.settle()
    assert "另成一份新稿" in listed(writer)[0]
    writer.press("go-on")
    assert writer.typed("note") == "lianxiren"
    writer.press("hand-in")
    assert writer.handed_in != [document]
    assert writer.session.text(writer.handed_in[0]).note == "lianxiren"
    assert writer.session.text(document) == notice()


def test_revising_a_document_that_was_changed_meanwhile_keeps_the_old_draft_apart(writer, office):
    document = office.draft(notice())
    writer.revise(document)
    writer.type("note", "jiu")
    writer.editor.leave()
    writer.settle()
    kept = writer.session.writing.keep_text(notice(note="xin"))
    writer.session.perform(act.Revise(dossier=document, source=kept.source, particulars=kept.particulars))
    writer.revise(document)
    assert writer.typed("note") == "xin"
    (aside,) = writer.session.drafts.all().values()
    assert (aside.text.note, aside.based_on) == ("jiu", "")


def test_the_files_of_a_draft_come_back_with_it(writer):
    file = Attachment(name="数据.xlsx", size=3, digest=Digest("ab" * 32))
    writer.session.drafts.keep("new/1", KeptDraft(text=notice(), attachments=(file,)))
    writer.editor.take_up("new/1")
    writer.settle()
    assert writer.editor.files.files() == (file,)
    assert writer.editor.draft().attachments == (file,)


def test_a_draft_that_was_thrown_away_elsewhere_meanwhile_is_told_of(writer):
    writer.editor.take_up("new/1")
    writer.settle()
    assert [one.code for one in writer.problems] == ["draft.gone"]


def test_what_is_still_being_kept_when_the_writer_goes_on_is_never_kept_under_another_name(writer):
    writer.begin()
    writer.type("title", "yi")
    writer.editor.keeping.autosave.save()
    writer.type("title", "bu")
    writer.room.write_new()
    writer.settle()
    writer.type("title", "er")
    writer.editor.leave()
    writer.settle()
    assert sorted(writer.kept()) == ["er", "yibu"]


def test_whoever_leaves_while_a_text_is_handed_in_finds_no_draft_of_it_afterwards(writer):
    writer.begin()
    writer.type("title", "tongzhi")
    writer.editor.hand_in(submit=False)
    writer.editor.leave()
    writer.settle()
    assert len(writer.handed_in) == 1
    assert writer.kept() == []


def test_of_a_text_that_bears_a_mark_above_the_grade_no_draft_is_kept_either(writer):
    writer.begin()
    writer.type("title", "tongzhi")
    writer.compose("classification", "绝密")
    writer.editor.hand_in(submit=False)
    writer.editor.leave()
    writer.settle()
    assert {one.code for one in writer.problems} == {"classification.above-grade"}
    assert writer.kept() == []


def test_drafts_are_told_of_above_the_desk_of_whoever_signs_in_and_of_nobody_else(qtbot, office, tmp_path):
    office.as_("drafter").drafts.keep("new/1", KeptDraft(text=notice()))
    window = Window(FakePremises(tmp_path, office, {office.realm}), office.realm, Preferences(tmp_path / "w.ini"))
    qtbot.addWidget(window)
    window.show()
    for account, told in (("drafter", True), ("head", False)):
        window.enter(office.office.sign_in(account, "口令"))
        qtbot.waitUntil(lambda: window.tasks.idle)
        assert window.desk.findChild(QWidget, "drafts-notice").isVisible() is told
    window.close()


def test_every_control_of_the_writing_room_has_a_name_that_can_be_read_aloud(writer):
    nameless = [
        (type(one).__name__, one.objectName(), type(one.parent()).__name__)
        for one in writer.room.findChildren(QWidget)
        if isinstance(one, _CONTROLS)
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _qts_own(one)
        and not spoken(one)
    ]
    assert nameless == []


def _qts_own(widget: QWidget) -> bool:
    """Whether Qt made it: the line and the list of words that belong to a choice."""
    above = widget.parent()
    return isinstance(above, QComboBox) or above.inherits("QComboBoxPrivateContainer")


def test_a_line_without_a_time_says_that_it_was_not_noted():
    assert DraftLine(key="new/1", draft=KeptDraft()).about == "时间没有记下 · 新公文 · 正文还没有写"
    assert DraftLine(key=revision_of("d").key, draft=KeptDraft(kept="2026-04-16T09:30:00+08:00")).when.endswith("9:30")
