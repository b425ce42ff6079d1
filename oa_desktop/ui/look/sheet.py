"""The sheet (样式表): what a palette cannot say, for kinds of widgets and tones; marks grow with the size of the text.

A widget takes a tone by a property: ``label.setProperty("tone", "danger")``.
"""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from oa_desktop.i18n.resources import resource_path
from oa_desktop.ui.look.colours import BANNER, ON_BANNER, Colours

_HEADING = 1.5
"""How much larger than other text the heading of a page is."""
_BOX, _ARROW = 0.72, 0.55
"""How large a box to tick and an arrow are beside the height of a line of text."""
_DRAWINGS = ("up", "down")
_LARGE, _LEAST_LARGE, _LARGEST = 1.2, 18, 1.3
"""How much larger than other text that of a leader's desk is, its least size in points, and its headings beside it."""
_TARGET, _AROUND, _AROUND_FIELD = 60, 10, 8
"""Pixels that a finger needs, and those of them that are edge and padding of a button and of a field."""
_BAR = 28
"""Pixels of the width of a scroll bar and of a box to tick there."""

_FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox {{ background: {base}; border: 1px solid {edge}; border-radius: 3px;
    padding: 3px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox {{ padding-left: 5px; combobox-popup: 0; }}
QPlainTextEdit, QTextEdit, QTextBrowser {{ background: {base}; border: 1px solid {edge}; border-radius: 3px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {accent}; padding: 2px; }}
QComboBox:focus {{ padding-left: 4px; }}
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus {{ border-color: {accent}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {{ color: {faint};
    background: {window}; border-color: {line}; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QAbstractSpinBox QLineEdit {{ padding: 0 3px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {room}px; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: url({down}); width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::up-arrow {{ image: url({up}); width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: {room}px; }}
QComboBox QAbstractItemView {{ background: {base}; border: 1px solid {edge}; outline: none; }}
QComboBox QAbstractItemView::item {{ padding: 3px; }}
QListView, QTreeView, QTableView {{ border: 1px solid {line}; }}
QListView:focus, QTreeView:focus, QTableView:focus {{ border-color: {accent}; }}
"""

_BUTTONS = """
QPushButton, QToolButton {{ color: {text}; background: {button}; border: 1px solid {edge}; border-radius: 4px;
    outline: none; }}
QPushButton {{ padding: 4px 14px; }}
QToolButton {{ padding: 3px 6px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {accent}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 3px 13px; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 2px 5px; }}
QToolButton:checked {{ color: {accent}; background: {stripe}; border: 2px solid {accent}; padding: 2px 5px; }}
QToolButton:checked:focus {{ border-color: {text}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {faint}; background: {window}; border-color: {line}; }}
QToolButton[autoRaise="true"], QLineEdit QToolButton {{ background: transparent; border-color: transparent; }}
QTabBar QToolButton {{ padding: 0; border-color: {line}; }}
QTabBar::scroller {{ width: {both}px; }}
QToolButton[popupMode="2"] {{ padding-right: {room}px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: url({down}); width: {arrow}px; height: {arrow}px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 4px; }}
QCheckBox, QRadioButton {{ spacing: 6px; }}
QCheckBox::indicator, QAbstractItemView::indicator, QRadioButton::indicator {{ width: {box}px; height: {box}px;
    background: {base}; border: 1px solid {edge}; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: 3px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ image: url({tick}); background: {accent};
    border-color: {accent}; }}
QRadioButton::indicator {{ border-radius: {round}px; }}
QRadioButton::indicator:checked {{ width: {dot}px; height: {dot}px; border: {ring}px solid {accent}; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line}; }}
"""

_FRAME = """
QToolTip {{ border: 1px solid {line}; padding: 4px; color: {text}; background: {base}; }}
QSplitter::handle {{ background: {line}; }}
QStatusBar {{ border-top: 1px solid {line}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QTabBar::tab {{ color: {faint}; padding: 5px 12px; border: none; border-bottom: 3px solid transparent; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:selected:focus {{ color: {on_accent}; background: {accent}; }}
QTreeView::item {{ padding: 3px 8px 3px 4px; }}
QHeaderView::section {{ color: {faint}; background: {window}; padding: 3px 4px; border: none;
    border-bottom: 1px solid {line}; }}
QHeaderView::up-arrow {{ image: url({up}); width: {arrow}px; height: {arrow}px; }}
QHeaderView::down-arrow {{ image: url({down}); width: {arrow}px; height: {arrow}px; }}
"""

_TONES = """
*[tone="danger"] {{ color: {danger}; }}
*[tone="warning"] {{ color: {warning}; }}
*[tone="good"] {{ color: {good}; }}
*[tone="faint"] {{ color: {faint}; }}
QLabel[tone^="mark"] {{ border-width: 1px; border-style: solid; border-radius: 3px; padding: 1px 6px;
    font-weight: bold; }}
QLabel[tone="mark"] {{ color: {seal}; border-color: {seal}; }}
QLabel[tone="mark-other"] {{ color: {warning}; border-color: {warning}; border-style: dashed; }}
QLabel[tone="mark-classified"] {{ color: {base}; background: {seal}; border-color: {seal}; }}
QLabel[tone="training"] {{ color: {on_banner}; background: {banner}; font-weight: bold; padding: 3px 8px; }}
QToolBar#realm-bar {{ padding: 0; spacing: 0; border: 0; }}
QFrame[tone="toast"] {{ background: {text}; border-radius: 6px; }}
QFrame[tone="tour"] {{ background: {base}; border: 2px solid {accent}; border-radius: 6px; }}
QFrame[tone="toast"] QLabel {{ color: {window}; }}
QFrame[tone="notice"] {{ background: {stripe}; border: 1px solid {line}; border-radius: 4px; }}
QFrame[tone="notice"] QLabel {{ border: none; background: transparent; }}
QPushButton[tone="main"] {{ background: {accent}; color: {on_accent}; font-weight: bold; padding: 3px 15px;
    border: 2px solid {accent}; }}
QPushButton[tone="main"]:disabled {{ background: {window}; color: {faint}; border-color: {line}; }}
QPushButton[tone="main"]:focus {{ border: 2px solid {text}; }}
QPushButton[tone="link"] {{ border: 1px solid transparent; background: transparent; color: {accent};
    text-decoration: underline; text-align: left; padding: 2px 0; }}
QPushButton[tone="link"]:focus {{ border: 1px dotted {accent}; }}
QPushButton[tone="alarm"] {{ border: 1px solid {danger}; border-radius: 3px; color: {danger}; padding: 0 6px;
    font-weight: bold; }}
QPushButton[tone="alarm"]:focus {{ border: 2px solid {accent}; }}
QRadioButton[tone="choice"] {{ text-align: left; padding: 12px;
    background: {base}; border: 2px solid {edge}; border-radius: 6px; }}
QRadioButton[tone="choice"]:checked, QRadioButton[tone="choice"]:focus {{ border-color: {accent}; }}
QFrame[tone="card"] {{ background: {base}; border: 1px solid {line}; border-radius: 8px; }}
QLabel[tone="heading"] {{ font-size: {heading}pt; font-weight: bold; }}
"""
_LEADER = """
*[tone="leader"], *[tone="leader"] * {{ font-size: {large}pt; }}
*[tone="leader"] QLabel[tone="heading"] {{ font-size: {largest}pt; }}
*[tone="leader"] QLabel[tone="asked"] {{ color: {accent}; font-weight: bold; }}
*[tone="leader"] QPushButton, *[tone="leader"] QToolButton {{ min-height: {inner}px; min-width: {inner}px; }}
*[tone="leader"] QComboBox, *[tone="leader"] QLineEdit, *[tone="leader"] QAbstractSpinBox {{ min-height: {field}px;
    min-width: {inner}px; }}
*[tone="leader"] QCheckBox, *[tone="leader"] QRadioButton {{ min-height: {target}px; spacing: 12px; }}
*[tone="leader"] QTabBar::tab {{ min-height: {inner}px; }}
*[tone="leader"] QPushButton::menu-indicator, *[tone="leader"] QToolButton::menu-indicator {{ width: {mark}px;
    height: {mark}px; right: 6px; }}
*[tone="leader"] QPushButton[menu="true"] {{ padding-right: {mark}px; }}
*[tone="leader"] QToolButton[popupMode="2"] {{ padding-right: {beside}px; }}
*[tone="leader"] QComboBox::down-arrow {{ width: {mark}px; height: {mark}px; }}
*[tone="leader"] QComboBox::drop-down {{ width: {beside}px; }}
*[tone="leader"] QCheckBox::indicator, *[tone="leader"] QAbstractItemView::indicator {{ width: {tickbox}px;
    height: {tickbox}px; }}
*[tone="leader"] QListView::item {{ min-height: {inner}px; padding: 5px; }}
*[tone="leader"] QMenu::item, *[tone="leader"] QComboBox QAbstractItemView::item {{ min-height: {inner}px;
    padding: 5px 28px; }}
*[tone="leader"] QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
*[tone="leader"] QMenu::item:disabled {{ color: {faint}; }}
*[tone="leader"] QScrollBar:vertical {{ width: {bar}px; background: {stripe}; }}
*[tone="leader"] QScrollBar::handle:vertical {{ background: {edge}; min-height: {target}px; border-radius: 6px;
    margin: 0 4px; }}
*[tone="leader"] QScrollBar::add-line:vertical, *[tone="leader"] QScrollBar::sub-line:vertical {{ height: 0; }}
*[tone="leader"] QPushButton:checked {{ color: {accent}; border: 3px solid {accent}; font-weight: bold; }}
*[tone="leader"] QLabel[tone="said"] {{ border-left: 3px solid {line}; padding-left: 8px; }}
"""


def sheet(colours: Colours, points: int, metrics: QFontMetrics) -> str:
    """Return the sheet of a scheme.

    Args:
        colours: The scheme.
        points: Size of the text.
        metrics: Of the text.
    """
    named = {name: getattr(colours, name) for name in Colours.__slots__}
    large = max(_LEAST_LARGE, round(points * _LARGE))
    sizes = {"heading": round(points * _HEADING), "large": large, "largest": round(large * _LARGEST)}
    fingers = {"target": _TARGET, "inner": _TARGET - _AROUND, "field": _TARGET - _AROUND_FIELD, "bar": _BAR}
    fingers |= {"mark": large, "beside": large + 14, "tickbox": _BAR}
    named |= {"banner": BANNER, "on_banner": ON_BANNER}
    measures = _measures(metrics.height()) | sizes | fingers
    drawings = {name: _drawing(name) for name in _DRAWINGS} | {"tick": _drawing(f"tick-{colours.name}")}
    return "".join((_FIELDS, _BUTTONS, _FRAME, _TONES, _LEADER)).format(**named, **measures, **drawings)


def _measures(line: int) -> dict[str, int]:
    """Return pixels for a height of a line of text: a radio button has a ring whose middle stays free."""
    box, arrow = round(line * _BOX), round(line * _ARROW)
    ring = max(3, box // 3)
    whole = box + 2
    return {
        "box": box,
        "arrow": arrow,
        "room": arrow + 8,
        "both": 2 * (arrow + 8),
        "round": whole // 2,
        "ring": ring,
        "dot": whole - 2 * ring,
    }


def _drawing(name: str) -> str:
    return resource_path(f"look/{name}.svg").as_posix()
