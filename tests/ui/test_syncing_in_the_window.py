"""The window and the central service: the status line says how it stands, and rounds are gone in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton

from oa_desktop.domain.realms import Realm
from oa_desktop.ui.syncing.outbox_dialog import OutboxDialog
from oa_desktop.ui.syncing.rounds import LONGEST_MS, REST_MS, SOON_MS, SyncRounds
from oa_desktop.ui.telling.alarm import Alarm
from oa_desktop.ui.workplace import Workplace
from tests.fakes.desks import Line, connected, service_entries
from tests.fakes.office import FakeOffice
from tests.fakes.premises import FakePremises
from tests.ui.windows import Before


@pytest.fixture
def line(office: FakeOffice) -> Line:
    """The line from the desk to the service."""
    return connected(office)


@pytest.fixture
def page(qtbot, office: FakeOffice, line: Line, tmp_path: Path) -> Iterator[Before]:
    """Somebody signed in before the window."""
    page = Before(qtbot, FakePremises(tmp_path, office, {Realm.OFFICIAL}), Realm.OFFICIAL)
    page.enter("drafter", "口令")
    page.settle()
    yield page
    page.window.close()


def go(page: Before) -> None:
    page.window._seat.rounds.go()
    page.settle()


def test_the_status_line_says_how_it_stands_and_opens_what_waits(page, line, office):
    assert page.window.commands.action("outbox.open").isVisible()
    go(page)
    place = page.seen(QPushButton, "accord")
    assert place.text() == "已同步 09:00"
    assert "单机" not in page.seen(QLabel, "status").text()
    line.cut = True
    office.draft()
    go(page)
    assert place.text() == "断网，可继续 · 待发 1"
    page.press("accord")
    dialog = page.seen(OutboxDialog, "outbox")
    assert "拟稿《" in page.seen(QListWidget, "outbox-lines", dialog).item(0).text()
    line.cut = False
    page.press("sync-now", dialog)
    page.settle()
    assert "已同步" in dialog.words.text()
    assert not dialog.lines.isVisible()
    assert not page.window.tasks.carried, "nobody is kept from leaving by a round"


def test_where_both_sides_differ_the_alarm_and_the_outbox_say_what_to_do(page, office, line):
    go(page)
    kept = service_entries(office, line)
    kept[-1], kept[-2] = kept[-2], kept[-2]
    go(page)
    assert page.seen(Alarm, "alarm").accessibleName() == "两边对不上"
    page.press("accord")
    dialog = page.seen(OutboxDialog, "outbox")
    assert "核验" in dialog.do.text()
    assert [one.objectName() for one in dialog.findChildren(QPushButton) if one.objectName()] == ["sync-now"]
    office.draft()
    page.settle()
    assert page.window._seat.rounds.pause == -1, "nobody goes on of their own accord"


def test_pauses_grow_while_the_service_is_away_and_an_act_ends_one(qtbot, tasks, office, line):
    line.cut = True
    rounds = SyncRounds(Workplace(office.as_("drafter"), tasks))
    pauses = []
    for _each in range(9):
        rounds.go()
        qtbot.waitUntil(lambda: tasks.idle)
        pauses.append(rounds.pause)
    assert pauses[:3] == [2 * SOON_MS, 4 * SOON_MS, 8 * SOON_MS]
    assert pauses[-1] == LONGEST_MS
    office.draft()
    assert rounds.pause == SOON_MS
    line.cut = False
    rounds.go()
    rounds.go()
    qtbot.waitUntil(lambda: tasks.idle)
    assert rounds.pause == REST_MS


def test_without_a_service_nothing_is_tried_and_nothing_offered(qtbot, tasks, office):
    assert SyncRounds(Workplace(office.as_("drafter"), tasks)).pause == -1
    assert tasks.idle
