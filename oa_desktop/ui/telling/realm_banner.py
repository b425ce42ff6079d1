"""The banner of exercises (实训横幅): over the whole width of the window, and nothing puts it away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _


class RealmBanner(QLabel):
    """Says that nothing here is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("实训环境 · 数据为虚构，不会进入正式库"), parent)
        self.setObjectName("realm-banner")
        self.setProperty("tone", "training")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    # --- Qt's own

    def setVisible(self, _visible: bool) -> None:  # noqa: N802 - Qt's own name
        """Stay, whoever wants it hidden."""
        super().setVisible(True)


def banner_of(realm: Realm | None, parent: QWidget) -> RealmBanner | None:
    """Return the banner of a window that was opened for a realm; TRAINING alone has one."""
    return RealmBanner(parent) if realm is Realm.TRAINING else None


def entitled(words: str, realm: Realm | None) -> str:
    """Return what a window of a realm is called: 【实训】 stands first, where a task bar shows it."""
    return _("【{realm}】{words}").format(realm=realm.label, words=words) if realm is Realm.TRAINING else words
