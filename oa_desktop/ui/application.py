"""The application (应用程序): what must be right before the first window is shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.ui.look import dress
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.telling.realm_banner import entitled


def make_application(arguments: Sequence[str], preferences: Preferences, realm: Realm | None = None) -> QApplication:
    """Return the application, dressed as the user has it in a realm; there is one in a process."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        application = QApplication([sys.argv[0], *arguments])
    QCoreApplication.setApplicationName("oa-desktop")
    application.setApplicationDisplayName(entitled(_("公文办公桌"), realm))
    dress.prepare(application)
    dress.belong_to(application, realm)
    dress.dress(application, preferences.scheme, preferences.text_size)
    return application
