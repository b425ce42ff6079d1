"""The system administrator renews the key of the store from the window: the password is typed anew, everybody leaves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from oa_desktop.domain.errors import Unavailable
from oa_desktop.ui.leaving.another_key import AnotherKey, renewing


class Administered:
    """A session of which only what it is asked for is remembered."""

    def __init__(self, error: Exception | None = None) -> None:
        self.administration, self.asked, self._error = self, [], error

    def renew_store_key(self, password: str, pin: str, *, leaving_out: bool) -> None:
        self.asked.append((password, pin, leaving_out))
        if self._error:
            raise self._error

    def sign_out(self) -> None:
        self.asked.append("out")


@pytest.fixture
def over(qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    return whole


@pytest.fixture
def asking(over):
    dialog = AnotherKey(over)
    dialog.open()
    return dialog


def test_nothing_is_renewed_without_a_password_and_the_password_is_not_kept(qtbot, asking):
    button, agreed = asking.findChild(QPushButton, "renew"), []
    asking.agreed.connect(agreed.append)
    assert not button.isEnabled()
    qtbot.keyClicks(asking.password, "Geheim-2026")
    asking.leaving_out.setChecked(True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asking.password.text() == ""
    session = Administered()
    assert "已更换" in agreed[0](session).what
    assert session.asked == [("Geheim-2026", "", True), "out"]


def test_whoever_asked_is_signed_out_too_where_nothing_was_renewed():
    session = Administered(Unavailable("store.busy"))
    with pytest.raises(Unavailable):
        renewing("Geheim-2026", "", leaving_out=False)(session)
    assert session.asked[-1] == "out"
