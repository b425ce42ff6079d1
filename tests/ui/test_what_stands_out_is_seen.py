"""What stands out in a text is never what is cut off: the text before it gives way."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from oa_desktop.ui.lists.pieces import Piece, in_view

TEXT = "各乡镇人民政府要切实加强组织领导，落实防汛责任制"
HELD = TEXT.index("防汛")


@pytest.mark.parametrize(
    ("room", "shown"),
    [(len(TEXT), TEXT), (HELD + 3, TEXT), (5, "…，落实防汛责任制")],
)
def test_a_text_begins_shortly_before_what_stands_out_where_that_had_no_room(qapp, room, shown):
    metrics = QFontMetrics(QFont())
    wide = metrics.horizontalAdvance("公") * room + metrics.horizontalAdvance("…")
    seen = in_view(Piece(text=TEXT, marked=((HELD, 2),)), metrics, wide)
    assert seen.text == shown
    assert [seen.text[start : start + length] for start, length in seen.marked] == ["防汛"]


def test_as_much_stands_before_it_as_has_room(qapp):
    metrics = QFontMetrics(QFont())
    ending = Piece(text=TEXT[: HELD + 2], marked=((HELD, 2),))
    seen = in_view(ending, metrics, metrics.horizontalAdvance("…" + ending.text[4:]))
    assert seen.text == "…" + ending.text[4:]


def test_a_text_in_which_nothing_stands_out_is_left_alone(qapp):
    assert in_view(Piece(text=TEXT), QFontMetrics(QFont()), 10).text == TEXT
