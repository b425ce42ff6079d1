"""A word is found by its pinyin, and by the first letters of it."""

import pytest
from pypinyin import Style, pinyin_dict
from pypinyin.style import convert

from oa_desktop.i18n.pinyin import in_order, initials, spelling


@pytest.mark.parametrize(
    ("words", "letters"),
    [("拟稿", "ng"), ("在办", "zb"), ("切换用户", "qhyh"), ("安全", "aq"), ("GB/T 9704", "gb/t 9704"), ("", "")],
)
def test_the_letters_of_words(words, letters):
    assert initials(words) == letters


@pytest.mark.parametrize(
    ("words", "spelled"), [("清源县", "qingyuanxian"), ("女儿", "nver"), ("GB/T 9704", "gb/t 9704"), ("", "")]
)
def test_the_spelling_of_words(words, spelled):
    assert spelling(words) == spelled


def test_every_character_has_the_letter_of_its_usual_reading():
    characters = in_order()
    readings = (pinyin_dict.pinyin_dict[ord(one)].split(",")[0] for one in characters)
    assert initials(characters) == "".join(convert(one, Style.TONE3, strict=False)[0] for one in readings)
