"""Every page before the desk, in the smallest and the largest text: named, whole, and reached by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from oa_desktop.domain.realms import Realm
from tests.fakes.office import FakeOffice
from tests.fakes.premises import FakePremises
from tests.ui.clerk import Clerk
from tests.ui.rooms import ROOMS, faults

GOOD = "晨光-Kettle-2026-river"
FOUNDERS = (
    ("founder-system_administrator", "许翀", "xuchong"),
    ("founder-security_administrator", "何雨桐", "heyutong"),
)


@pytest.fixture
def nobody(tmp_path) -> FakePremises:
    """Premises without a unit."""
    return FakePremises(tmp_path, FakeOffice())


def go_on(clerk: Clerk, *names: str) -> None:
    for name in names:
        clerk.see(name).click()
        clerk.settle()


def declare(clerk: Clerk) -> None:
    clerk.see("unit-name", QLineEdit).setText("清源县财政局")
    for box, name, account in FOUNDERS:
        within = clerk.see(box)
        for field, words in (
            ("name", name),
            ("account", account),
            ("new-password", GOOD),
            ("new-password-again", GOOD),
        ):
            within.findChild(QLineEdit, field).setText(words)
    clerk.settle()


@ROOMS
def test_signing_in(sit_down, room):
    assert faults(sit_down(room).window, room) == []


@ROOMS
def test_signing_in_with_a_wrong_password(sit_down, room):
    clerk = sit_down(room)
    for name, words in (("account", "chenguosheng"), ("password", "wrong")):
        clerk.see(name, QLineEdit).setText(words)
    go_on(clerk, "enter")
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("steps", [(), ("next",), ("next", "next")], ids=["unit", "people", "look"])
def test_the_first_run_of_the_demonstration(sit_down, room, nobody, steps):
    clerk = sit_down(room, premises=nobody)
    go_on(clerk, *steps)
    assert faults(clerk.window, room) == []


@ROOMS
def test_founding_before_anything_is_typed(sit_down, room, nobody):
    clerk = sit_down(room, premises=nobody)
    go_on(clerk, "unit-official", "next")
    assert faults(clerk.window, room) == []


@ROOMS
def test_founding_with_everything_typed(sit_down, room, nobody):
    clerk = sit_down(room, premises=nobody)
    go_on(clerk, "unit-official", "next")
    declare(clerk)
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_recovery_code(sit_down, room, nobody):
    clerk = sit_down(room, premises=nobody)
    go_on(clerk, "unit-official", "next")
    declare(clerk)
    go_on(clerk, "next")
    assert nobody.founded(Realm.OFFICIAL)
    assert faults(clerk.see("recovery", QWidget).window(), room) == []


@ROOMS
def test_the_locked_window(sit_down, room):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("session.lock").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []
