"""The banner of exercises (实训横幅): over the whole width of the window, and nothing puts it away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QWidget

from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.ui.look.dialogs import BANNER


class RealmBanner(QLabel):
    """Says that nothing here is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("实训环境 · 数据为虚构，不会进入正式库"), parent)
        self.setObjectName(BANNER)
        self.setProperty("tone", "training")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    # --- Qt's own

    def setVisible(self, _visible: bool) -> None:  # noqa: N802 - Qt's own name
        """Stay, whoever wants it hidden."""
        super().setVisible(True)


def banner_of(realm: Realm | None, parent: QWidget) -> RealmBanner | None:
    """Return the banner of a window that was opened for a realm; TRAINING alone has one."""
    return RealmBanner(parent) if realm is Realm.TRAINING else None


def over_everything(banner: RealmBanner, window: QWidget) -> QToolBar:
    """Return what holds a banner above all docked panels, too; it is neither moved nor put away."""
    bar = _Bar(window)
    bar.setObjectName("realm-bar")
    bar.setMovable(False)
    bar.setContentsMargins(0, 0, 0, 0)
    if (laid_out := bar.layout()) is not None:
        laid_out.setContentsMargins(0, 0, 0, 0)
    bar.addWidget(banner)
    bar.toggleViewAction().setVisible(False)
    return bar


class _Bar(QToolBar):
    def setVisible(self, _visible: bool) -> None:  # noqa: N802 - Qt's own name
        """Stay, whoever wants it hidden."""
        super().setVisible(True)


def entitled(words: str, realm: Realm | None) -> str:
    """Return what a window of a realm is called: 【实训】 stands first, where a task bar shows it."""
    return _("【{realm}】{words}").format(realm=realm.label, words=words) if realm is Realm.TRAINING else words
