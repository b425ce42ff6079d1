"""Controls of 印制方式: choices, ticks, distances and numbers, each with the name that tests and help know it by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from oa_desktop.i18n import _

TENTHS = 10
"""Steps to a millimetre."""
_FARTHEST_MM = 30.0


def choices(name: str, words: Sequence[str], chosen: str) -> QComboBox:
    """Return a box in which one of some words is chosen."""
    box = QComboBox()
    box.setObjectName(name)
    box.addItems(words)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setPlaceholderText(_("没有打印机"))
    box.setCurrentIndex(max(0, box.findText(chosen)) if words else -1)
    box.setEnabled(bool(words))
    return box


def tick(name: str, words: str, *, on: bool) -> QCheckBox:
    """Return a box that is ticked."""
    box = QCheckBox(words)
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.setChecked(on)
    return box


def beside(*widgets: QWidget) -> QWidget:
    """Return widgets on one line."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return line


def millimetres(name: str, words: str) -> QDoubleSpinBox:
    """Return a box for a distance in a direction, to a tenth of a millimetre."""
    spin = QDoubleSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName(_("{where}移动多少毫米").format(where=words))
    spin.setPrefix(f"{words} ")
    spin.setRange(-_FARTHEST_MM, _FARTHEST_MM)
    spin.setDecimals(1)
    spin.setSingleStep(1 / TENTHS)
    spin.setSuffix(_(" 毫米"))
    return spin


def number(name: str, words: tuple[str, str], value: int, most: int) -> QSpinBox:
    """Return a box for a whole number from 1, between two words."""
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName("".join(words))
    spin.setPrefix(words[0])
    spin.setSuffix(words[1])
    spin.setRange(1, most)
    spin.setValue(value)
    return spin


def small(words: str) -> QLabel:
    """Return a line of advice, hidden where it is empty."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setVisible(bool(words))
    return label
