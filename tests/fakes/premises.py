"""Premises of one founded unit in memory."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.office import FakeOffice


class FakePremises:
    """What the window asks of the program's root; nothing is founded here."""

    def __init__(self, home: Path, office: FakeOffice) -> None:
        self.preferences_file = home / "window.ini"
        self.accidents: list[BaseException] = []
        self._office = office

    def founded(self, realm) -> bool:
        return realm is self._office.realm

    def office(self, realm):
        return self._office.office

    def introduced(self) -> tuple:
        return ()

    def log(self, error: BaseException) -> Path | None:
        self.accidents.append(error)
        return None
