"""Where nothing can be written the window says so and offers nothing in vain; when that has passed it goes on by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.domain.realms import Realm
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from oa_desktop.ui.telling.alarm import Alarm
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from tests.fakes.office import FakeOffice, notice
from tests.fakes.premises import FakePremises
from tests.founded import found_quickly
from tests.ui.windows import Before

PATIENCE_MS = 10_000
WRITE = ("document.new", "document.open", "document.print", "document.save", "act-onward", "act.submit")
READ = ("document.drafts", "document.read", "find.words", "go.to-do", "session.lock", "session.switch")


@pytest.fixture
def sit_down(qtbot, office, tmp_path) -> Iterator[Callable[[], Before]]:
    """Somebody signs in with a draft of their own before them."""
    made = []

    def sit() -> Before:
        page = Before(qtbot, FakePremises(tmp_path, office, {Realm.OFFICIAL}), Realm.OFFICIAL)
        made.append(page)
        page.enter("drafter", "口令")
        page.window.desk.show_document(document)
        page.settle()
        return page

    document = office.bring_to("draft")
    yield sit
    for page in made:
        page.window.close()


def enabled(page: Before, commands: tuple[str, ...]) -> set[bool]:
    return {page.window.commands.action(one).isEnabled() for one in commands}


def test_whoever_comes_while_another_program_writes_is_told_and_offered_nothing_in_vain(sit_down, office):
    office.stores.made.writable = False
    page = sit_down()
    alarm = page.seen(Alarm, "alarm")
    assert "只能查看：另一个程序正在使用这个库" in alarm.accessibleName()
    assert "请关闭另一个公文办公桌" in alarm.accessibleDescription()
    assert (enabled(page, WRITE), enabled(page, READ)) == ({False}, {True})
    assert "另一个程序" in page.window.commands.action("document.new").toolTip()
    button = page.seen(QPushButton, "act-submit")
    assert not button.isEnabled()
    assert "另一个程序" in button.parentWidget().toolTip()
    assert not page.window.findChildren(ProblemDialog), "nobody has asked for anything yet"


def test_as_soon_as_the_other_program_has_ended_the_work_goes_on_without_signing_in_again(sit_down, office):
    office.stores.made.writable = False
    page = sit_down()
    alarm = page.seen(Alarm, "alarm")
    office.stores.made.writable = True
    page.qtbot.waitUntil(lambda: not alarm.isVisible(), timeout=PATIENCE_MS)
    page.qtbot.waitUntil(lambda: enabled(page, WRITE) == {True})
    assert "另一个程序" not in page.window.commands.action("document.new").toolTip()
    page.press("act-submit")
    page.qtbot.waitUntil(lambda: office.stores.made.dossiers()[0].step == "department")


def test_a_store_that_goes_while_somebody_works_is_noticed_at_the_next_attempt_and_when_it_comes_back(sit_down, office):
    page = sit_down()
    assert enabled(page, WRITE) == {True}
    office.stores.made.writable = False
    page.press("act-submit")
    page.qtbot.waitUntil(lambda: enabled(page, WRITE) == {False})
    page.seen(ProblemDialog, "problem").reject()
    alarm = page.seen(Alarm, "alarm")
    office.stores.made.writable = True
    page.qtbot.waitUntil(lambda: enabled(page, WRITE) == {True}, timeout=PATIENCE_MS)
    assert not alarm.isVisible()


def test_a_menu_says_why_its_lines_are_closed_and_says_nothing_else_on_other_days(sit_down, office):
    page = sit_down()
    menu = page.window.menuBar().actions()[0].menu()
    menu.aboutToShow.emit()
    assert not menu.toolTipsVisible()
    office.stores.made.writable = False
    page.window._seat.workplace.hindrance.look()
    page.seen(Alarm, "alarm")
    menu.aboutToShow.emit()
    assert menu.toolTipsVisible()


# --- two programs on one store ------------------------------------------------------------------------------------


@pytest.fixture
def second(qtbot, offices, tmp_path) -> Before:
    """The window of the second program, in which somebody has signed in meanwhile."""
    behind = FakeOffice()
    behind.office = offices[1]
    page = Before(qtbot, FakePremises(tmp_path, behind, {Realm.DEMONSTRATION}), Realm.DEMONSTRATION)
    page.window.enter(sign_in(offices[1]))
    page.seen(Alarm, "alarm")
    return page


def sign_in(office: Office) -> Session:
    return office.sign_in("zhouyue", demonstration_unit().person("zhouyue").password)


def draft(session: Session, title: str) -> None:
    kept = session.writing.keep_text(notice(title=title))
    flow, department = session.routes.outgoing[next(iter(session.routes.outgoing))], DepartmentId("")
    session.perform(act.Draft(flow=flow, department=department, source=kept.source, particulars=kept.particulars))


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    """The demonstration, opened by two programs; in the first somebody is at work."""
    home = tmp_path / "home"
    found_quickly(home)
    both = tuple(build_office(home, Realm.DEMONSTRATION) for _ in range(2))
    both[0].first = sign_in(both[0])
    yield both
    for one in both:
        one.close()


def test_in_the_second_of_two_programs_one_can_write_when_the_first_has_ended(second, offices):
    window, alarm = second.window, second.seen(Alarm, "alarm")
    assert not window.commands.action("document.new").isEnabled()
    draft(offices[0].first, "关于第一个程序的通知")
    assert window.desk.documents.lines.model().rowCount() == 0
    offices[0].close()
    second.qtbot.waitUntil(lambda: not alarm.isVisible(), timeout=PATIENCE_MS)
    second.qtbot.waitUntil(lambda: window.desk.documents.lines.model().rowCount() == 1)
    window.commands.action("document.new").trigger()
    second.settle()
    with second.qtbot.waitSignal(window.editor.kept, timeout=PATIENCE_MS):
        window.editor.form.show_manuscript(notice(title="关于第二个程序的通知"))
        window.editor.form.changed.emit()
    window.close()
    session = sign_in(offices[1])
    assert session.notices == (), "who signs in now is recorded"
    assert session.administration.verify().sound
