"""The text inside the editor: drafts keep it while an input method composes, and the window may change its size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton

from oa_desktop.domain.manuscript import Annex, Table
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.editor import Editor
from tests.fakes.office import FakeOffice
from tests.ui.hands import clipboard, commit, compose, headed, plain, type_words


@pytest.fixture
def session():
    return FakeOffice().as_("drafter")


@pytest.fixture
def editor(qtbot, session):
    tasks = Tasks()
    made = Editor(Workplace(session, tasks))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.new()
    qtbot.waitUntil(lambda: tasks.idle)
    yield made
    made.leave()
    tasks.close()


@pytest.fixture
def own_dress():
    application = QApplication.instance()
    font, sheet, palette = QFont(application.font()), application.styleSheet(), application.palette()
    yield application
    application.setStyleSheet(sheet)
    application.setFont(font)
    application.setPalette(palette)


def kept(qtbot, editor, session):
    with qtbot.waitSignal(editor.kept, timeout=5000):
        editor.keeping.autosave.save()
    ((_, draft),) = session.drafts.all().items()
    return draft.text


def test_a_draft_that_is_kept_while_an_input_method_composes_disturbs_nothing(editor, qtbot, session):
    type_words(editor.body.text, "一、提高")
    compose(editor.body.text, "ren'shi")
    assert kept(qtbot, editor, session).body == (headed("一、提高", level=1),)
    assert editor.body.text.textCursor().block().layout().preeditAreaText() == "ren'shi"
    commit(editor.body.text, "认识")
    assert kept(qtbot, editor, session).body == (headed("一、提高认识", level=1),)


def test_a_text_that_was_shown_before_is_let_go(editor, qtbot):
    for words in ("一", "二", "三"):
        editor.body.show_text((plain(words),), ())
    qtbot.waitUntil(lambda: len(editor.body.text.findChildren(QTextDocument)) == 1)
    assert editor.body.body() == (plain("三"),)


def test_levels_tables_and_annexes_are_kept_in_the_draft(editor, qtbot, session):
    editor.body.text.insertFromMimeData(clipboard(text="一、甲\n说明。\n序号\t事项\n1\t汇总"))
    qtbot.mouseClick(editor.body.findChild(QToolButton, "annex-add"), Qt.MouseButton.LeftButton)
    commit(editor.body._sections.current.title, "名单")
    type_words(editor.body.text, "张某。")
    text = kept(qtbot, editor, session)
    assert text.body == (headed("一、甲", level=1), plain("说明。"), Table(rows=(("序号", "事项"), ("1", "汇总"))))
    assert text.annexes == (Annex(title="名单", body=(plain("张某。"),)),)


def test_the_keyboard_goes_to_the_text_or_to_the_annex_before_the_writer(editor, qtbot):
    qtbot.waitExposed(editor)
    for wanted in (None, Annex(title="名单")):
        if wanted is not None:
            editor.body._sections.add_annex(wanted)
        editor.bar.setFocus()
        editor.body.setFocus()
        assert editor.body.text.hasFocus()


def test_a_draft_that_is_taken_up_again_stands_there_as_it_was(editor, qtbot, session):
    type_words(editor.body.text, "现通知如下。\n一、提高认识")
    before = kept(qtbot, editor, session)
    ((key, _),) = session.drafts.all().items()
    editor.leave()
    with qtbot.waitSignal(editor.begun):
        editor.take_up(key)
    assert editor.manuscript() == before
    assert not editor.body.text.document().isUndoAvailable()


@pytest.mark.parametrize("size", [TextSize.LARGEST, TextSize.STANDARD])
def test_the_text_size_is_changed_while_somebody_writes(editor, qtbot, own_dress, size):
    type_words(editor.body.text, "一、提高认识\n各单位要高度重视。")
    before = editor.body.body()
    for step in (size, TextSize.LARGE, size):
        dress(own_dress, Scheme.DARK, step)
        qtbot.wait(50)
    assert editor.body.body() == before
    assert editor.body.text.document().defaultFont().pointSizeF() == pytest.approx(size.points * 1.4)
    type_words(editor.body.text, "要")
    assert editor.body.body()[1] == plain("各单位要高度重视。要")
    assert editor.body.findChild(QComboBox, "level").currentText() == "正文段落"
