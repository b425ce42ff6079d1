"""A word is found by the first letters of its pinyin."""

import pytest
from pypinyin import Style, pinyin_dict
from pypinyin.style import convert

from oa_desktop.i18n.initials import initials
from oa_desktop.i18n.resources import resource_path


@pytest.mark.parametrize(
    ("words", "letters"),
    [("拟稿", "ng"), ("在办", "zb"), ("切换用户", "qhyh"), ("安全", "aq"), ("GB/T 9704", "gb/t 9704"), ("", "")],
)
def test_the_letters_of_words(words, letters):
    assert initials(words) == letters


def test_every_character_has_the_letter_of_its_usual_reading():
    characters = resource_path("words/pinyin.txt").read_text(encoding="utf-8").replace("\n", "")
    readings = (pinyin_dict.pinyin_dict[ord(one)].split(",")[0] for one in characters)
    assert initials(characters) == "".join(convert(one, Style.TONE3, strict=False)[0] for one in readings)
