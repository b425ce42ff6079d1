"""Dressing the application (着装): style, colours, text size, fonts and Qt's own words, changed at once everywhere."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from oa_desktop.i18n.resources import resource_path
from oa_desktop.ui.look.colours import DARK, LIGHT, Colours, Scheme, palette_of
from oa_desktop.ui.look.sheet import sheet
from oa_desktop.ui.look.sizes import TextSize

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
    if scheme is Scheme.SYSTEM:
        dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


def prepare(application: QApplication) -> None:
    """Give the application Fusion, a font that has Chinese, and Qt's own words in Chinese."""
    application.setStyle("Fusion")
    application.setFont(QFont(_window_font()))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Chinese, QLocale.Country.China), "qtbase", "_", folder):
        application.installTranslator(translator)


def _window_font() -> str:
    """Return the name of a font for the window: the system's, where it has Chinese, else the one that we ship."""
    present = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if own in present:
        return own
    number = QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{_SHIPPED}")))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), own)
