"""Numbering anew: every level counts from one below each higher heading, and lists are left to themselves."""

from oa_desktop.domain.texts.renumbering import Numbered, renumbered


def numbers(*lines: tuple[str, int, bool]) -> list[str]:
    paragraphs = [Numbered(text=text, level=level, heading=heading) for text, level, heading in lines]
    texts = [text for text, _, _ in lines]
    for one in renumbered(paragraphs):
        texts[one.place] = one.new + texts[one.place].removeprefix(one.old)
    return texts


def test_headings_that_were_moved_are_counted_again():
    assert numbers(("二、乙", 1, True), ("说明。", 0, False), ("一、甲", 1, True)) == ["一、乙", "说明。", "二、甲"]


def test_every_level_begins_anew_below_a_higher_one():
    typed = [
        ("一、甲", 1, True),
        ("（一）子", 2, True),
        ("（二）丑", 2, True),
        ("二、乙", 1, True),
        ("（三）寅", 2, True),
    ]
    assert numbers(*typed) == ["一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅"]


def test_numbers_typed_otherwise_take_the_form_of_the_standard():
    typed = [("1、甲", 3, True), ("文", 0, False), ("3．乙", 3, True), ("(1)丙；", 4, False), ("(3)丁。", 4, False)]
    assert numbers(*typed) == ["1.甲", "文", "2.乙", "（1）丙；", "（2）丁。"]


def test_a_heading_without_a_number_gets_one_and_running_text_does_not():
    assert numbers(("甲", 1, True), ("说明。", 0, False), ("乙", 1, True)) == ["一、甲", "说明。", "二、乙"]


def test_a_second_list_that_begins_with_one_is_a_list_of_its_own():
    lists = [
        ("1.甲；", 3, False),
        ("2.乙。", 3, False),
        ("另外要求：", 0, False),
        ("1.丙；", 3, False),
        ("3.丁。", 3, False),
    ]
    assert numbers(*lists) == ["1.甲；", "2.乙。", "另外要求：", "1.丙；", "2.丁。"]


def test_a_heading_that_says_one_again_counts_on():
    assert numbers(("一、甲", 1, True), ("文。", 0, False), ("一、乙", 1, True)) == ["一、甲", "文。", "二、乙"]


def test_chapters_keep_their_numbers():
    assert numbers(("第三章 附则", 1, True), ("第五章 罚则", 1, True)) == ["第三章 附则", "第五章 罚则"]
