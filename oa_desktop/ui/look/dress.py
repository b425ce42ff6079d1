"""Dressing the application (着装): style, colours, text size, fonts and Qt's own words, changed at once everywhere."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from oa_desktop.i18n.resources import resource_path
from oa_desktop.ui.look.colours import DARK, LIGHT, Colours, Scheme, palette_of
from oa_desktop.ui.look.sizes import TextSize

_SHIPPED = "NotoSansSC-Regular.ttf"
_HEADING = 1.5
"""How much larger than other text the heading of a page is."""
_STYLE = """
QToolTip {{ border: 1px solid {line}; padding: 4px; color: {text}; background: {base}; }}
QSplitter::handle {{ background: {line}; }}
QStatusBar {{ border-top: 1px solid {line}; }}
*[tone="danger"] {{ color: {danger}; }}
*[tone="warning"] {{ color: {warning}; }}
*[tone="good"] {{ color: {good}; }}
*[tone="faint"] {{ color: {faint}; }}
QLabel[tone^="mark"] {{ border-width: 1px; border-style: solid; border-radius: 3px; padding: 1px 6px;
    font-weight: bold; }}
QLabel[tone="mark"] {{ color: {seal}; border-color: {seal}; }}
QLabel[tone="mark-other"] {{ color: {warning}; border-color: {warning}; border-style: dashed; }}
QLabel[tone="mark-classified"] {{ color: {base}; background: {seal}; border-color: {seal}; }}
QFrame[tone="toast"] {{ background: {text}; border-radius: 6px; }}
QFrame[tone="tour"] {{ background: {base}; border: 2px solid {accent}; border-radius: 6px; }}
QFrame[tone="toast"] QLabel {{ color: {window}; }}
QFrame[tone="notice"] {{ background: {stripe}; border: 1px solid {line}; border-radius: 4px; }}
QFrame[tone="notice"] QLabel {{ border: none; background: transparent; }}
QPlainTextEdit[tone="field"] {{ border: 1px solid {line}; border-radius: 3px; background: {base}; }}
QPlainTextEdit[tone="field"]:focus {{ border-color: {accent}; }}
QPushButton[tone="main"] {{ background: {accent}; color: {on_accent}; font-weight: bold; padding: 5px 16px;
    border: 2px solid {accent}; border-radius: 4px; }}
QPushButton[tone="main"]:disabled {{ background: {window}; color: {faint}; border-color: {line}; }}
QPushButton[tone="main"]:focus {{ border: 2px solid {text}; }}
QPushButton[tone="link"] {{ border: none; color: {accent}; text-decoration: underline; text-align: left; }}
QPushButton[tone="link"]:focus {{ border: 1px dotted {accent}; }}
QRadioButton[tone="choice"] {{ text-align: left; padding: 12px;
    background: {base}; border: 2px solid {line}; border-radius: 6px; }}
QRadioButton[tone="choice"]:checked, QRadioButton[tone="choice"]:focus {{ border-color: {accent}; }}
QTreeView[tone="people"]::item {{ padding: 3px 8px 3px 4px; }}
QFrame[tone="card"] {{ background: {base}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[tone="card"] QLineEdit, QTreeView[tone="people"] {{ border: 1px solid {line}; border-radius: 3px; }}
QFrame[tone="card"] QLineEdit {{ padding: 4px; }}
QFrame[tone="card"] QLineEdit:focus, QTreeView[tone="people"]:focus {{ border-color: {accent}; }}
QLabel[tone="heading"] {{ font-size: {heading}pt; font-weight: bold; }}
"""
"""What a palette cannot say. A widget takes a tone by a property: ``label.setProperty("tone", "danger")``."""


def dress(application: QApplication, scheme: Scheme, size: TextSize) -> None:
    """Give the whole application its colours and its size of text."""
    colours = _colours(application, scheme)
    application.setPalette(palette_of(colours))
    font = QFont(application.font())
    font.setPointSize(size.points)
    application.setFont(font)
    named = {name: getattr(colours, name) for name in Colours.__slots__}
    application.setStyleSheet(_STYLE.format(heading=round(size.points * _HEADING), **named))


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
