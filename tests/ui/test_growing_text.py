"""Lines that grow with what is written in them, in every size of text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oa_desktop.ui.growing_text import GrowingText
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize

FEWEST, MOST, WIDTH = 2, 5, 400


@pytest.fixture
def text(qtbot: QtBot, qapp: QApplication):
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)
    made = GrowingText(FEWEST, MOST)
    qtbot.addWidget(made)
    made.resize(WIDTH, made.height())
    made.show()
    yield made
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


def lines(text: GrowingText) -> int:
    return text.height() // text.fontMetrics().lineSpacing()


@pytest.mark.parametrize(("written", "shown"), [(0, FEWEST), (1, FEWEST), (3, 3), (9, MOST)])
def test_it_is_as_high_as_its_lines_within_bounds(text, written, shown):
    text.setPlainText("\n".join("字" * written))
    assert lines(text) == shown


def test_it_follows_the_width_by_which_lines_are_broken(text):
    text.setPlainText("字" * 90)
    before = lines(text)
    text.resize(WIDTH // 2, text.height())
    assert lines(text) > before


def test_it_follows_the_size_of_the_text(text, qapp):
    text.setPlainText("一\n二\n三")
    dress(qapp, Scheme.LIGHT, TextSize.LARGEST)
    assert lines(text) == 3
