"""The whole window, before a store of a hundred thousand documents, leaves nobody without an answer for long.

Somebody signs in, runs through the longest list and opens a draft of two hundred pages; the store is backed up meanwhile.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from oa_desktop.app import HomePremises
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.security import sealing, sm3
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.storage import sqlite
from oa_desktop.storage.cipher import Cipher, keys_of
from oa_desktop.storage.tables import dossiers, parties, tasks
from oa_desktop.ui.application import make_application
from oa_desktop.ui.leaving.backing_up import BackingUp
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.sweeping import Sweeper
from oa_desktop.ui.window import Window
from oa_desktop.ui.workplace import Workplace
from tests.founded import QUICK, demonstrated_once
from tests.ui.clerk import Clerk, wait_for
from tests.ui.event_loop import MOST, Watch, undisturbed

REALM = Realm.DEMONSTRATION
CLERK, ADMINISTRATOR = "zhouyue", "xuchong"
PASSWORDS = {one.account: one.password for one in demonstration_unit().people}
DOCUMENTS = 100_000
HELD_UP_S = 0.15
LONG = tuple(
    Paragraph(spans=(Span(text=f"第{number}段，" + "各乡镇人民政府要认真贯彻落实。" * 8),)) for number in range(1500)
)
"""The body of about two hundred pages."""
SPAN = 1_000
MOVED = {"dossiers": ("row", "position"), "tasks": ("dossier", "position"), "parties": ("dossier", "done", "unread")}
"""The numbers of rows and their order: those of each copy lie behind those of the one before, by ``SPAN``."""


def spin(seconds: float) -> None:
    """Work for so long."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, with so many copies of the lines of its documents, and a long draft of the clerk's."""
    made = demonstrated_once(tmp_path_factory)
    folder = realm_folder(made, REALM)
    slots = KeySlots(folder / FILE_NAME, REALM.value, terms=QUICK)
    key = slots.unlock(CLERK, PASSWORDS[CLERK], datetime.now().astimezone()).data_key
    cipher = Cipher(sealer=sealing, digests=sm3, randbytes=secrets.token_bytes)
    copy_lines(folder / "store.db", keys_of(cipher, key).database)
    premises = HomePremises(made)
    session = premises.office(REALM).sign_in(CLERK, PASSWORDS[CLERK])
    session.drafts.keep("new/long", KeptDraft(text=Manuscript(title="关于汇编全年文件的通知", body=LONG)))
    premises.close()
    return made


def copy_lines(database: Path, key: bytes) -> None:
    """Copy the lines of all documents, with everything that lists and outlines ask for."""
    connection = sqlite.connect(database, key, REALM, True)
    (present,) = connection.execute("SELECT count(*) FROM dossiers").fetchone()
    numbers = f"WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {DOCUMENTS // present})"
    for table in (dossiers, tasks, parties):
        names = [column.name for column in table.columns]
        copied = ", ".join(_copied(table.name, name) for name in names)
        connection.execute(
            f"{numbers} INSERT INTO {table.name} ({', '.join(names)}) SELECT {copied} FROM copy CROSS JOIN {table.name}"
        )
    connection.close()


def _copied(table: str, name: str) -> str:
    if name in MOVED[table]:
        return f"CASE WHEN {name} > 0 THEN {name} + n * {SPAN} ELSE 0 END"
    return f"{name} || n" if name in ("id", "title") else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """An hour of work, each time it is lived.

    Attributes:
        clerk: Whoever sits before the window.
        backing_up: The administrator's backup, behind the same window.
        told: What was told of the backups.
        away: Where the backups go.
    """

    clerk: Clerk
    backing_up: BackingUp
    told: list[str]
    away: Path

    def live(self) -> Watch:
        """Sign in, back up, run through the list, open the long draft, and leave."""
        place = self.away / str(len(self.told))
        place.mkdir()
        with Watch() as watch:
            self.clerk.sign_in(CLERK, PASSWORDS[CLERK])
            self.backing_up.back_up(place)
            self._run_through_the_list()
            self._open_the_draft()
            assert wait_for(lambda: len(self.told) > int(place.name))
            self.clerk.leave()
        return watch

    def _run_through_the_list(self) -> None:
        self.clerk.open_folder("全部公文")
        lines = self.clerk.see("lines", QAbstractItemView)
        assert wait_for(lambda: lines.verticalScrollBar().maximum() > 0.9 * DOCUMENTS)
        for _ in range(40):
            QTest.keyClick(lines, Qt.Key.Key_PageDown)
            QTest.qWait(5)
        self.clerk.key(Qt.Key.Key_End)

    def _open_the_draft(self) -> None:
        self.clerk.choose("document.drafts")
        self.clerk.click(self.clerk.see("go-on"))
        editor = self.clerk.window.editor
        assert editor is not None and wait_for(lambda: len(editor.body.body()) == len(LONG))
        self.clerk.settle()


@pytest.fixture
def hour(qtbot: QtBot, qapp, home: Path, tmp_path: Path) -> Iterator[Hour]:
    premises, preferences, told = HomePremises(home), Preferences(tmp_path / "window.ini"), []
    preferences.tour_taken = True
    make_application((), preferences)
    window = Window(premises, REALM, preferences)
    window.resize(1366, 768)
    window.show()
    Sweeper(window)
    administrator = premises.office(REALM).sign_in(ADMINISTRATOR, PASSWORDS[ADMINISTRATOR])
    backing_up = BackingUp(Workplace(administrator, window.tasks, window), window)
    backing_up.told.connect(told.append)
    away = tmp_path / "away"
    away.mkdir()
    yield Hour(clerk=Clerk(window), backing_up=backing_up, told=told, away=away)
    window.close()
    window.deleteLater()
    premises.close()


def test_whatever_is_done_before_a_hundred_thousand_documents_the_window_answers(hour):
    assert undisturbed(hour.live) < MOST
    assert "条办理记录" in hour.told[0]


@pytest.mark.parametrize("block", [time.sleep, spin], ids=["waiting", "working"])
def test_a_window_that_is_held_up_is_noticed(hour, block):
    def live() -> Watch:
        with Watch() as watch:
            QTimer.singleShot(0, lambda: block(HELD_UP_S))
            hour.clerk.sign_in(CLERK, PASSWORDS[CLERK])
            hour.clerk.leave()
        return watch

    assert undisturbed(live) >= MOST
