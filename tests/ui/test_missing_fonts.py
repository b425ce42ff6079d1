"""A font that is missing: the window does without where it can, and says so where nothing here has Chinese."""

import pytest

from oa_desktop.domain.errors import Unavailable
from oa_desktop.ui.look.dress import window_font
from oa_desktop.ui.look.shipped import shipped_family


def unreadable(_file: str) -> str:
    return ""


def test_a_shipped_font_that_is_missing_is_none(qapp):
    assert shipped_family("NotoSansSC-Regular.ttf")
    assert shipped_family("没有这个字体.ttf") == ""


def test_the_window_takes_what_else_has_chinese():
    assert window_font("Noto Sans CJK SC", ["Noto Sans CJK SC"], unreadable) == "Noto Sans CJK SC"
    assert window_font("DejaVu Sans", ["Noto Sans CJK SC"], unreadable) == "DejaVu Sans"


def test_where_nothing_has_chinese_no_window_of_empty_boxes_is_opened():
    with pytest.raises(Unavailable) as told:
        window_font("DejaVu Sans", [], unreadable)
    assert told.value.code == "fonts.shipped-missing"
