"""Boxes to choose from: everything that can be chosen is seen when they are opened, in every size of text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout

from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize

CHOICES = ("单面", "双面，打印机自己翻", "双面，手工翻面")


@pytest.fixture
def box(qtbot, qapp, size):
    dress(qapp, Scheme.LIGHT, size)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    made = QComboBox(dialog)
    made.addItems(CHOICES)
    QVBoxLayout(dialog).addWidget(made)
    dialog.show()
    yield made
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


@pytest.mark.parametrize("size", TextSize)
def test_every_choice_of_an_opened_box_is_seen_whole(qtbot, box):
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    last = view.visualRect(view.model().index(len(CHOICES) - 1, 0))
    assert last.bottom() < view.viewport().height()
    box.hidePopup()
