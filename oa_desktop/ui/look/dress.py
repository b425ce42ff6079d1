"""Dressing the application (着装): style, colours, text size, fonts and Qt's own words, changed at once everywhere."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.look.colours import DARK, LIGHT, TRAINING_DARK, TRAINING_LIGHT, Colours, Scheme, palette_of
from oa_desktop.ui.look.sheet import sheet
from oa_desktop.ui.look.shipped import shipped_family
from oa_desktop.ui.look.sizes import TextSize

_REALM = "realm"
_SHADES = {Realm.TRAINING.value: (TRAINING_LIGHT, TRAINING_DARK)}
"""Light and dark, where a realm has colours of its own."""
_SHIPPED = "NotoSansSC-Regular.ttf"


def dress(application: QApplication, scheme: Scheme, size: TextSize) -> None:
    """Give the whole application its colours and its size of text."""
    colours = _colours(application, scheme)
    application.setPalette(palette_of(colours))
    font = QFont(application.font())
    font.setPointSize(size.points)
    application.setFont(font)
    application.setStyleSheet(sheet(colours, size.points, QFontMetrics(font)))


def _colours(application: QApplication, scheme: Scheme) -> Colours:
    light, dark = _SHADES.get(application.property(_REALM), (LIGHT, DARK))
    if scheme is Scheme.SYSTEM:
        return dark if application.styleHints().colorScheme() is Qt.ColorScheme.Dark else light
    return dark if scheme is Scheme.DARK else light


def belong_to(application: QApplication, realm: Realm | None) -> None:
    """Let the application have the colours of a realm from its next dressing on; a process is in one realm."""
    application.setProperty(_REALM, realm.value if realm else "")


def prepare(application: QApplication) -> None:
    """Give the application Fusion, a font that has Chinese, and Qt's own words in Chinese.

    Raises:
        Unavailable: ``fonts.shipped-missing``.
    """
    application.setStyle("Fusion")
    application.setFont(QFont(window_font(*_families())))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Chinese, QLocale.Country.China), "qtbase", "_", folder):
        application.installTranslator(translator)


def window_font(own: str, chinese: Collection[str], shipped: Callable[[str], str] = shipped_family) -> str:
    """Return the font of the window: the system's where it has Chinese, else the one that we ship.

    Args:
        own: Family that the system uses.
        chinese: Families of this machine that have Chinese.
        shipped: Returns the family of a shipped file, empty where it cannot be read.

    Raises:
        Unavailable: ``fonts.shipped-missing``: nothing here has Chinese, so that no window could say anything.
    """
    if own in chinese:
        return own
    family = shipped(_SHIPPED)
    if not family and not chinese:
        raise Unavailable("fonts.shipped-missing", file=f"resources/fonts/{_SHIPPED}")
    return family or own


def _families() -> tuple[str, list[str]]:
    """Return the family that the system uses, and those that have Chinese."""
    own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return own, QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
