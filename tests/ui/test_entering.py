"""Before the desk: the first run, signing in, and what whoever arrives is asked and told."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.passwords import refuse_weak
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.office.ports.keys import KeyHome
from oa_desktop.ui.entering.new_password import weakness_in_words
from oa_desktop.ui.entering.own_settings import IdleDialog
from oa_desktop.ui.premises import Isolation
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.training.seat_dialog import SeatDialog
from oa_desktop.ui.writing.files.attach_dialog import AttachDialog
from tests.fakes.office import notice
from tests.fakes.premises import CODE, FakePremises
from tests.ui.windows import Before

GOOD = "Qingyuan#09"


@pytest.fixture
def premises(office, tmp_path) -> FakePremises:
    return FakePremises(tmp_path, office)


@pytest.fixture
def before(qtbot, premises):
    made = []

    def sit_down(*there: Realm) -> Before:
        premises.there |= set(there)
        made.append(Before(qtbot, premises, there[0] if there else None))
        return made[-1]

    yield sit_down
    for one in made:
        one.window.close()


# --- signing in ------------------------------------------------------------------------------------------------


def test_realm_and_grade_are_told_before_anybody_signs_in(before):
    page = before(Realm.OFFICIAL)
    assert "正式域　系统等级：秘密" in page.readable()
    assert page.seen(QLabel, "mark").text() == "正式"


def test_whoever_exercises_sees_so_above_everything_and_on_the_task_bar_and_cannot_put_it_away(before, premises):
    page = before(Realm.TRAINING)
    page.window.enter(premises.behind.as_("drafter"))
    page.settle()
    banner = page.seen(QLabel, "realm-banner")
    banner.hide()
    page.settle()
    assert banner.isVisible()
    assert "不会进入正式库" in banner.text()
    assert banner.width() == page.window.width()
    assert page.window.windowTitle().startswith("【实训】拟稿员")
    page.window.commands.action("session.lock").trigger()
    assert page.window.windowTitle().startswith("【实训】已锁定")
    assert banner.isVisible()


def test_whoever_exercises_sees_how_many_layers_keep_real_papers_away_and_which_do_not(before, premises):
    first, second = premises.isolated.layers
    premises.isolated = Isolation(layers=(first, replace(second, holds=False)))
    page = before(Realm.TRAINING)
    status = page.seen(QLabel, "status")
    assert "与正式数据隔离 · 自检 1/2" in status.text()
    assert "√ 不能联网；× 打不开正式的库" in status.accessibleDescription()
    page.seen(QPushButton, "isolation-page").click()
    words = page.seen(QTextBrowser, "isolation-words").toPlainText()
    assert "当场试了 2 项，1 项隔得开" in words
    assert "× 打不开正式的库\n当场去打开，被拒绝。" in words
    assert "请退出实训" in words


def test_a_seat_is_looked_at_put_on_a_sheet_and_cleared_unless_an_exam_is_open(before, premises, tmp_path):
    page, ground = before(Realm.TRAINING), premises.ground
    ground.join(premises.behind.as_("security").partners.card())
    page.seen(QPushButton, "isolation-page").click()
    page.seen(QPushButton, "check-seat").click()
    ground.refusals.append(Refused("training.exam-open", names="张三"))
    said = []
    for clears in (True, True, False):
        page.settle()
        dialog = page.seen(SeatDialog, "seat-check")
        said.append(dialog.words.toPlainText())
        if clears:
            page.press("reset-seat")
            page.press("agree")
    assert "怎么办：请设为北京时间。" in said[0]
    assert [
        told in one for told, one in zip(("已经加入", "没有考完的考核（张三）", "已经加入"), said, strict=True)
    ] == [True] * 3, "the class stays, for its transcripts are read by its card"
    assert ground.resets == 1
    dialog.keep(tmp_path / "机房检查.pdf")
    page.settle()
    assert (tmp_path / "机房检查.pdf").read_bytes() == b"%PDF the sheet"


def test_no_other_realm_has_the_banner_of_exercises(before):
    page = before(Realm.OFFICIAL)
    assert page.window.findChild(QLabel, "realm-banner") is None
    assert "实训" not in page.window.windowTitle()


def test_who_gives_the_right_password_is_at_the_desk(before):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    assert page.window.desk.isVisible()
    assert page.window.windowTitle().startswith("拟稿员")


def test_a_wrong_password_is_told_with_the_time_to_wait_and_nobody_is_blocked(before, qtbot):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "wrong")
    assert "账号或口令不对" in page.seen(QLabel, "says").text()
    button = page.seen(QPushButton, "enter")
    assert (button.text(), button.isEnabled()) == ("请等 2 秒", False)
    page.type("password", "口令")
    page.qtbot.keyClick(page.seen(QLineEdit, "password"), Qt.Key.Key_Return)
    assert page.window.desk is None, "not before the time is over"
    qtbot.waitUntil(button.isEnabled, timeout=10_000)
    page.press("enter")
    assert page.window.desk is not None


def test_failed_attempts_are_told_to_whoever_comes_in_afterwards(before, office):
    office.slots.failures["drafter"] = 3
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    assert "有3次用这个账号登录没有成功" in page.readable()
    page.press("read")
    assert "没有成功" not in page.readable()


def test_a_clock_that_runs_behind_is_told_at_once(before, office):
    office.clock.move(days=-400)
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    assert "这台计算机的时间比库里最新的办理记录还早" in page.readable()


def test_whoever_has_the_key_on_a_token_is_asked_for_its_pin_after_the_password(before, office):
    office.slots.chosen_homes["drafter"] = (KeyHome.TOKEN, "2468")
    page = before(Realm.OFFICIAL)
    assert not page.window.findChild(QLineEdit, "pin").isVisible()
    page.enter("drafter", "口令")
    assert "令牌" in page.seen(QLabel, "says").text()
    page.type("pin", "1")
    page.press("enter")
    assert "不对" in page.seen(QLabel, "says").text()
    assert page.seen(QLineEdit, "pin").selectedText(), "what was wrong is ready to be typed anew"
    assert page.seen(QLineEdit, "password").text(), "the password was right and stays"
    page.type("pin", "2468")
    page.press("enter")
    assert page.window.desk.isVisible()
    lock(page)
    unlock(page, "口令")
    page.type("pin", "2468")
    page.press("enter")
    assert page.window.desk.isVisible()
    assert "2468" not in page.readable()


def test_capitals_that_are_locked_are_told(before, qtbot):
    page = before(Realm.OFFICIAL)
    line = page.seen(QLineEdit, "password")
    qtbot.keyClicks(line, "A")
    assert page.seen(QLabel, "capitals").text() == "大写锁定（Caps Lock）好像开着。"
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not page.window.findChild(QLabel, "capitals").isVisible()


def test_people_of_the_demonstration_are_introduced_and_enter_by_one_key(before, qtbot):
    page = before(Realm.DEMONSTRATION)
    people = page.seen(QTreeWidget, "people")
    assert [people.topLevelItem(0).text(column) for column in range(3)] == ["核稿员", "办公室副主任", "核稿"]
    people.setFocus()
    qtbot.keyClick(people, Qt.Key.Key_Down)
    assert page.seen(QLineEdit, "account").text() == people.currentItem().data(0, Qt.ItemDataRole.UserRole).account
    page.press("enter")
    assert page.window.desk is not None


def test_a_wrong_password_in_the_demonstration_leaves_the_account_that_was_typed(before):
    page = before(Realm.DEMONSTRATION)
    page.seen(QTreeWidget, "people")
    page.enter("drafter", "wrong")
    assert page.seen(QLineEdit, "account").text() == "drafter"
    assert page.seen(QLineEdit, "password").text() == "wrong"


def test_accounts_and_the_unit_are_remembered_and_passwords_are_not(before, premises):
    first = before(Realm.OFFICIAL)
    first.enter("drafter", "口令")
    first.window.close()
    second = before(Realm.OFFICIAL)
    assert "清源县人民政府办公室" in second.readable()
    model = second.seen(QLineEdit, "account").completer().model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["drafter"]
    assert "口令" not in premises.preferences_file.read_text(encoding="utf-8")


def test_somebody_whose_password_another_chose_changes_it_first(before, office):
    office.slots.must_change.add("drafter")
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    assert page.window.desk is None
    page.type("new-password", "abc")
    page.type("new-password-again", "abc")
    assert not page.seen(QPushButton, "change").isEnabled()
    page.type("new-password", GOOD)
    page.type("new-password-again", GOOD)
    page.press("change")
    assert page.window.desk is not None
    assert office.slots.accounts["drafter"][0] == GOOD


def test_a_store_that_is_gone_is_told_before_anybody_types(before, premises):
    def gone(_realm):
        raise Unavailable("store.missing")

    premises.facade = gone
    page = before(Realm.OFFICIAL)
    assert page.seen(QLabel, "trouble").text()


# --- one machine, several people ---------------------------------------------------------------------------------


def test_nothing_of_the_one_before_is_readable_when_the_next_person_comes(before, office, qtbot):
    document = office.draft()
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.desk.show_document(document)
    page.settle()
    gone: list[bool] = []
    page.window.desk.destroyed.connect(lambda: gone.append(True))
    page.window.commands.action("session.switch").trigger()
    qtbot.waitUntil(lambda: bool(gone))
    page.settle()
    left = page.readable()
    assert "公文归档" not in left
    assert "拟稿员" not in left
    assert page.seen(QLineEdit, "password").text() == page.seen(QLineEdit, "account").text() == ""
    page.enter("reviewer", "口令")
    assert page.window.windowTitle().startswith("核稿员")


def lock(page: Before) -> None:
    page.qtbot.keyClick(page.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page.qtbot.waitUntil(lambda: page.window.findChild(QWidget, "locked") is not None)


def unlock(page: Before, password: str) -> None:
    page.type("password", password, page.seen(QWidget, "locked"))
    page.press("enter", page.seen(QWidget, "locked"))


def visible_words(page: Before) -> str:
    labels = page.window.findChildren(QLabel) + page.window.findChildren(QAbstractButton)
    return "\n".join([page.window.windowTitle(), *(one.text() for one in labels if one.isVisible())])


def test_a_locked_window_shows_and_does_nothing_of_the_person(before, office):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("document.new").trigger()
    page.settle()
    lock(page)
    assert page.window.windowTitle() == "已锁定 · 公文办公桌"
    assert not page.window.editor.isVisible()
    assert not page.window.desk.isVisible()
    left = [one.id for one in page.window.commands.declared if page.window.commands.action(one.id).isEnabled()]
    assert [one for one in left if one.split(".")[0] in ("document", "act", "session", "go", "find")] == []


def test_who_unlocks_the_window_is_where_they_were_and_what_they_typed_is_there(before, office):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("document.new").trigger()
    page.settle()
    title = next(one for one in page.window.editor.findChildren(QPlainTextEdit) if one.isVisible())
    page.qtbot.keyClicks(title, "guanyu")
    lock(page)
    unlock(page, "wrong")
    assert "账号或口令不对" in visible_words(page)
    assert not title.isVisible()
    page.qtbot.waitUntil(page.seen(QPushButton, "enter").isEnabled, timeout=10_000)
    unlock(page, "口令")
    assert title.isVisible()
    assert title.toPlainText() == "guanyu"
    assert page.window.windowTitle().startswith("拟稿员")
    assert page.window.commands.action("session.switch").isEnabled()


def test_whoever_s_password_ends_while_the_window_is_locked_chooses_another_there_and_goes_on(before, office):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    desk = page.window.desk
    lock(page)
    office.clock.move(days=91)
    unlock(page, "口令")
    assert "请先换一个口令" in visible_words(page)
    assert not desk.isVisible()
    page.type("new-password", GOOD)
    page.type("new-password-again", GOOD)
    page.press("change")
    assert page.window.desk is desk and desk.isVisible()
    lock(page)
    unlock(page, "口令")
    assert "账号或口令不对" in visible_words(page)


def test_failed_tries_at_a_locked_window_are_told_to_the_person_who_unlocks_it(before, office):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    lock(page)
    office.slots.failures["drafter"] = 2
    unlock(page, "口令")
    assert "有2次用这个账号登录没有成功" in visible_words(page)


def test_no_command_is_looked_for_before_a_locked_window(before):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    lock(page)
    page.qtbot.keyClick(page.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert page.window.findChild(QWidget, "palette") is None
    unlock(page, "口令")
    page.qtbot.keyClick(page.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert page.seen(QWidget, "palette") is not None


def test_a_dialog_that_is_open_waits_behind_the_lock(before):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("session.idle").trigger()
    dialog = page.seen(IdleDialog, "idle")
    page.window.commands.action("session.lock").trigger()
    assert not dialog.isVisible()
    unlock(page, "口令")
    assert dialog.isVisible()


def test_a_problem_that_comes_up_meanwhile_is_told_after_unlocking(before):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    lock(page)
    page.window.tasks.broke.emit(RuntimeError("boom"))
    assert not any(one.isVisible() for one in page.window.findChildren(ProblemDialog))
    unlock(page, "口令")
    assert page.seen(ProblemDialog, "problem").isVisible()


def test_a_text_that_was_handed_in_is_the_chosen_line_of_the_list(before, office):
    office.draft()
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("document.new").trigger()
    page.settle()
    page.window.editor.form.show_manuscript(notice(title="关于刚刚写好的通知"))
    page.window.editor.hand_in(submit=False)
    chosen = page.window.desk.documents.lines.currentIndex
    page.qtbot.waitUntil(lambda: chosen().isValid())
    page.settle()
    row = chosen().row()
    assert "关于刚刚写好的通知" in [chosen().siblingAtColumn(column).data() for column in range(6)]
    assert page.window.desk.documents.lines.selectionModel().isRowSelected(row)


def test_a_text_that_is_handed_in_behind_the_lock_shows_no_desk(before):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("document.new").trigger()
    page.settle()
    page.window.editor.form.show_manuscript(notice())
    page.window.editor.hand_in(submit=False)
    page.window.commands.action("session.lock").trigger()
    page.settle()
    assert not page.window.desk.isVisible()
    assert page.seen(QWidget, "locked").isVisible()
    unlock(page, "口令")
    assert page.window.desk.isVisible()


def test_a_dialog_that_a_page_opens_behind_the_lock_waits_too(before, tmp_path):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("document.new").trigger()
    page.settle()
    (tmp_path / "名单.docx").write_bytes(b"PK")
    page.window.editor.files.offer([tmp_path / "名单.docx"])
    page.window.commands.action("session.lock").trigger()
    page.settle()
    (dialog,) = page.window.findChildren(AttachDialog)
    page.qtbot.waitUntil(lambda: not dialog.isVisible())
    unlock(page, "口令")
    assert dialog.isVisible()
    assert dialog.updatesEnabled()


def test_another_person_may_sign_in_at_a_locked_window(before):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    lock(page)
    page.press("other")
    assert page.window.desk is None
    page.enter("reviewer", "口令")
    assert page.window.windowTitle().startswith("核稿员")
    assert "拟稿员" not in visible_words(page)


def test_somebody_changes_the_own_password_at_the_desk(before, office):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("session.password").trigger()
    page.type("old-password", "wrong")
    for line in ("new-password", "new-password-again"):
        page.type(line, GOOD)
    page.press("change")
    assert office.slots.accounts["drafter"][0] == "口令"
    assert page.seen(QLineEdit, "new-password").text() == GOOD, "nothing typed is lost"
    page.type("old-password", "口令")
    page.press("change")
    assert office.slots.accounts["drafter"][0] == GOOD
    assert "口令已经更改" in visible_words(page)


# --- the first run -----------------------------------------------------------------------------------------------


def founder(page: Before, name: str) -> QGroupBox:
    return page.seen(QGroupBox, name)


def declare(page: Before, second: str = "heyutong") -> None:
    page.press("unit-official")
    page.press("next")
    page.seen(QLineEdit, "unit-name").setText("清源县财政局")
    for box, name, account in (
        ("founder-system_administrator", "许翀", "xuchong"),
        ("founder-security_administrator", "何雨桐", second),
    ):
        page.seen(QLineEdit, "name", founder(page, box)).setText(name)
        page.type("account", account, founder(page, box))
        page.type("new-password", GOOD, founder(page, box))
        page.type("new-password-again", GOOD, founder(page, box))


def test_the_demonstration_is_founded_while_the_look_is_chosen(before, premises):
    page = before()
    page.press("next")
    assert page.seen(QTreeWidget, "people").topLevelItemCount() == 2
    page.press("next")
    assert premises.founded(Realm.DEMONSTRATION)
    assert not page.window.findChild(QProgressBar).isVisible()
    page.press("size-larger")
    assert page.window.font().pointSize() == 16
    page.press("size-standard")
    page.press("next")
    assert page.seen(QLabel, "mark").text() == "演示"
    assert page.seen(QTreeWidget, "people").isVisible()


def test_whoever_asks_for_the_demonstration_by_name_gets_it_at_once(qtbot, premises):
    page = Before(qtbot, premises, Realm.DEMONSTRATION)
    page.settle()
    assert premises.founded(Realm.DEMONSTRATION)
    page.press("next")
    assert page.seen(QLabel, "mark").text() == "演示"
    page.window.close()


def test_two_people_found_a_unit_and_copy_the_recovery_code_out(before, premises):
    page = before()
    declare(page)
    page.press("next")
    assert premises.declared[0].name == "清源县财政局"
    assert [one.account for one in (premises.declared[0].first, premises.declared[0].second)] == ["xuchong", "heyutong"]
    assert page.seen(QLineEdit, "code").text() == CODE
    assert not page.seen(QPushButton, "next").isEnabled(), "not before it is copied out"
    page.press("copy")
    assert CODE in QGuiApplication.clipboard().text()
    page.press("copied-out")
    page.press("next")
    page.press("next")
    assert page.seen(QLabel, "mark").text() == "正式"
    page.qtbot.waitUntil(lambda: CODE not in page.readable())
    assert GOOD not in page.readable()


def test_founders_who_are_one_person_do_not_come_further(before):
    page = before()
    declare(page, second="xuchong")
    assert not page.seen(QPushButton, "next").isEnabled()
    assert page.seen(QLabel, "lacks").text() == "管理员必须各是一个人，姓名、账号都不能相同。"


def test_a_founding_that_fails_leaves_everything_typed_and_can_be_repeated(before, premises):
    premises.refusals.append(Unavailable("disk.full"))
    page = before()
    declare(page)
    page.press("next")
    assert "磁盘" in page.seen(QLabel, "says").text()
    assert page.seen(QLineEdit, "unit-name").text() == "清源县财政局"
    page.press("next")
    assert page.seen(QLineEdit, "code").text() == CODE


def test_from_the_demonstration_one_comes_to_a_unit_of_ones_own_and_back(before):
    page = before(Realm.DEMONSTRATION)
    page.press("elsewhere")
    assert page.seen(QPushButton, "next").isEnabled()
    assert page.window.realm is None
    page.press("unit-demonstration")


@pytest.mark.parametrize("account", ["", "zhouyue"])
def test_what_the_window_calls_too_weak_is_what_the_key_slots_refuse(account):
    pieces = ("abc", "ABCD", "123", "#$", "zhouyue", "一二三")
    tried = ["".join(some) for count in range(4) for some in itertools.permutations(pieces, count)]
    for password in tried:
        try:
            refuse_weak(password, SignInRules(), account)
            refused = False
        except Refused:
            refused = True
        assert bool(weakness_in_words(password, SignInRules(), account)) is refused, password


@pytest.mark.parametrize("going", ["session.switch", "window.quit"])
def test_nobody_leaves_words_that_could_not_be_kept_without_being_asked(before, office, going):
    page = before(Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.window.commands.action("document.new").trigger()
    page.settle()
    office.stores.made.writable = False
    title = next(one for one in page.window.editor.findChildren(QPlainTextEdit) if one.isVisible())
    page.qtbot.keyClicks(title, "guanyu")
    page.seen(QPushButton, "alarm")
    for one in page.window.findChildren(ProblemDialog):
        one.reject()
    page.window.commands.action(going).trigger()
    asked = page.seen(QMessageBox, "ask-unkept")
    asked.reject()
    assert (page.window.isVisible(), title.isVisible(), title.toPlainText()) == (True, True, "guanyu")
    page.window.commands.action(going).trigger()
    page.press("agree", page.seen(QMessageBox, "ask-unkept"))
    assert page.window.editor is None
    assert page.window.isVisible() == (going == "session.switch")
