"""The application (应用程序): what must be right before the first window is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt
from PySide6.QtWidgets import QApplication

from oa_desktop.i18n import _
from oa_desktop.ui.look import dress
from oa_desktop.ui.preferences import Preferences

_FCITX = "fcitx"
_NAMES_OF_INPUT = ("XMODIFIERS", "GTK_IM_MODULE", "QT_IM_MODULE", "QT_IM_MODULES")


def make_application(arguments: Sequence[str], preferences: Preferences) -> QApplication:
    """Return the application, dressed as the user has it; there is one in a process."""
    choose_input_method(os.environ)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        application = QApplication([sys.argv[0], *arguments])
    QCoreApplication.setApplicationName("oa-desktop")
    application.setApplicationDisplayName(_("公文办公桌"))
    dress.prepare(application)
    dress.dress(application, preferences.scheme, preferences.text_size)
    return application


def choose_input_method(environment: MutableMapping[str, str], plugins: Path | None = None) -> None:
    """Let Chinese input of fcitx reach the window through ibus where Qt has no plug-in for fcitx itself."""
    folder = plugins or Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if _uses_fcitx(environment) and not any((folder / "platforminputcontexts").glob(f"*{_FCITX}*")):
        environment["QT_IM_MODULE"] = "ibus"


def _uses_fcitx(environment: Mapping[str, str]) -> bool:
    return any(_FCITX in environment.get(name, "") for name in _NAMES_OF_INPUT)
