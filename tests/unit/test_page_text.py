"""The text of pages: lines, what is under the mouse, passages as they were typed, and where words stand."""

from oa_desktop.office.ports.pages import TextPlace
from oa_desktop.ui.reading.hits import find
from oa_desktop.ui.reading.page_text import EMPTY, PageText, page_text
from oa_desktop.ui.reading.passages import END, Caret, Passage, words_of, words_on

SIZE = 5.0
PITCH = 9.0
FIRST = 40.0
WIDE = 12
"""Characters of a full line."""


def line(words: str, row: int = 0, column: float = 0, size: float = SIZE, top: float | None = None) -> list[TextPlace]:
    y = FIRST + PITCH * row if top is None else top
    return [
        TextPlace(text=char, x_mm=30 + column * SIZE + at * size, y_mm=y, width_mm=size, height_mm=size)
        for at, char in enumerate(words)
    ]


def set_in_lines(*paragraphs: str) -> list[TextPlace]:
    """Typeset paragraphs as an office does: two characters in, as many to the line as fit."""
    places, row = [], 0
    for words in paragraphs:
        places += line(words[: WIDE - 2], row, 2)
        row += 1
        for start in range(WIDE - 2, len(words), WIDE):
            places += line(words[start : start + WIDE], row)
            row += 1
    return places


def numbered(places: list[TextPlace], number: int) -> PageText:
    return page_text([*places, *line(f"—{number}—", top=270.0, column=8, size=4.0)])


def whole(pages: int = 1) -> Passage:
    return Passage(anchor=Caret(number=0, index=0), focus=Caret(number=pages - 1, index=END))


def test_a_row_is_a_line_and_what_stands_far_apart_are_two():
    page = page_text([*line("签发", 0), *line("张三", 0, 8), *line("正文", 1)])
    assert [page.text[one.start : one.end] for one in page.lines] == ["签发", "张三", "正文"]


def test_marks_that_were_drawn_under_the_page_come_last():
    page = page_text([*line("演示", top=280.0), *line("标题", 0), *line("正文", 1)])
    assert page.text == "标题正文演示"


def test_a_page_whose_columns_were_written_one_after_the_other_keeps_its_order():
    left = [char for row in range(1, 9) for char in line("左栏", row)]
    right = [char for row in range(9) for char in line("右栏", row, 10)]
    assert page_text(left + right).text == "左栏" * 8 + "右栏" * 9


def test_a_page_without_text_is_a_page():
    assert page_text(()) == EMPTY
    assert words_on(EMPTY) == ""


def test_a_point_lies_between_the_characters_around_it():
    page = page_text([*line("一二三", 0), *line("四五六", 1)])
    assert page.index_at(30 + SIZE * 1.4, FIRST + 1) == 1
    assert page.index_at(30 + SIZE * 1.6, FIRST + 1) == 2
    assert page.index_at(500, FIRST + 1) == 3
    assert page.index_at(0, FIRST + PITCH + 1) == 3
    assert page.index_at(500, 900) == 6
    assert EMPTY.index_at(5, 5) == 0


def test_there_is_text_only_where_there_is_text():
    page = page_text(line("一二三"))
    assert page.covers(32, FIRST + 2)
    assert not page.covers(80, FIRST + 2)


def test_what_is_marked_is_one_box_a_line():
    page = page_text([*line("一二三", 0), *line("四五六", 1)])
    boxes = list(page.boxes(1, 5))
    assert [(box.left(), box.width()) for box in boxes] == [(35.0, 10.0), (30.0, 10.0)]
    assert list(page.boxes(0, 0)) == []


def test_punctuation_that_was_narrowed_ends_where_the_next_character_begins():
    wide = TextPlace(text="，", x_mm=30, y_mm=FIRST, width_mm=5, height_mm=5)
    near = TextPlace(text="根", x_mm=32.5, y_mm=FIRST, width_mm=5, height_mm=5)
    page = page_text([wide, near])
    assert list(page.rights) == [32.5, 37.5]
    assert len(page.lines) == 1


def test_a_double_click_takes_the_words_up_to_the_punctuation():
    page = page_text(line("现将通知如下，请照办。"))
    assert page.stretch_at(2) == (0, 6)
    assert page.stretch_at(8) == (7, 10)
    assert page.stretch_at(6) == (0, 6)
    assert page_text(line("——")).stretch_at(0) == (0, 1)
    assert page_text([*line("标题"), *line("正文", 1)]).stretch_at(3) == (2, 4)
    assert EMPTY.stretch_at(0) == (0, 0)


def test_a_passage_comes_out_as_it_was_typed():
    typed = (
        "为进一步规范公文归档工作，确保齐全、完整、长期可读，现通知如下。",
        "一、明确范围",
        "本次归档的是全年形成的电子公文。",
    )
    assert words_of(whole(), {0: page_text(set_in_lines(*typed))}) == "\n".join(typed)


def test_part_of_a_passage_runs_over_the_end_of_a_line():
    page = page_text(set_in_lines("为进一步规范公文归档工作，确保齐全、完整。"))
    passage = Passage(anchor=Caret(number=0, index=13), focus=Caret(number=0, index=6))
    assert words_of(passage, {0: page}) == "公文归档工作，"


def test_a_line_that_ends_early_ends_its_paragraph():
    page = page_text([*line("各乡镇人民政府：", 0), *line("现通知如下", 1), *line("一二三四五六七八九十一二", 2)])
    assert words_on(page).splitlines() == ["各乡镇人民政府：", "现通知如下", "一二三四五六七八九十一二"]


def test_a_word_that_found_no_room_does_not_end_a_paragraph():
    page = page_text([*line("一二三四五六七八", 0), *line("DA/T22规定", 1), *line("一二三四五六七八九十一二", 3)])
    assert words_on(page).startswith("一二三四五六七八DA/T22规定\n")


def test_words_of_a_script_with_spaces_are_parted_where_the_line_ends():
    page = page_text([*line("national sec", 0), *line("ond standard", 1)])
    assert words_on(page) == "national sec ond standard"


def test_organs_that_hang_below_the_first_one_are_one_line():
    page = page_text(
        [*line("抄送：县委办公室，县人大", 0), *line("常委会办公室，县政", 1, 3), *line("协办公室。", 2, 3)]
    )
    assert words_on(page) == "抄送：县委办公室，县人大常委会办公室，县政协办公室。"


def test_a_number_that_a_narrow_cell_broke_is_one_number():
    assert words_on(page_text([*line("清政办发1", 0), *line("1号", 1)])) == "清政办发11号"


def test_cells_of_a_row_are_parted_by_tabulators():
    assert words_on(page_text([*line("序号", 0), *line("档号", 0, 4)])) == "序号\t档号"


def test_a_cell_of_a_table_comes_out_as_it_was_typed():
    number, title = line("清政办发", 0), [*line("关于印发要点", 0, 6), *line("分工的通知", 1, 6)]
    after = [*line("清政办函", 2), *line("关于调整人员", 2, 6), *line("的函", 3, 6)]
    typed = "清政办发\t关于印发要点分工的通知\n清政办函\t关于调整人员的函"
    assert words_on(page_text([*number, *title, *after])) == typed


def test_a_passage_over_two_pages_leaves_out_the_page_number():
    words = "为进一步规范公文归档工作，确保齐全、完整、长期可读，现通知如下请照办。"
    first, second = set_in_lines(words)[:22], line(words[22:34])
    texts = {0: numbered(first, 1), 1: numbered(second, 2)}
    assert words_of(whole(2), texts).startswith(words[:34])
    assert "—1—" not in words_of(whole(2), texts)


def test_a_passage_on_one_page_keeps_the_page_number_that_was_selected():
    assert words_of(whole(), {0: numbered(line("正文"), 1)}) == "正文\n—1—"


def test_a_mark_that_every_page_has_in_its_margin_is_left_out():
    pages = [
        page_text([*set_in_lines(words), *line("演示", top=280.0)])
        for words in ("前页的话有十二个字那么长。", "后页的话也一样长那么长。")
    ]
    assert words_of(whole(2), dict(enumerate(pages))) == "前页的话有十二个字那么长。\n后页的话也一样长那么长。"


def test_words_are_found_over_the_end_of_a_line():
    page = page_text(set_in_lines("为进一步规范公文归档工作，确保齐全、完整。"))
    (hit,) = find("归档工作", {0: page})
    assert hit.on(0) == (8, 12)
    assert len(list(page.boxes(*hit.on(0)))) == 2


def test_words_are_found_over_the_end_of_a_page():
    words = "为进一步规范公文归档工作，确保齐全、完整、长期可读，现通知如下请照办。"
    texts = {4: numbered(set_in_lines(words)[:22], 5), 5: numbered(line(words[22:34]), 6)}
    (hit,) = find(words[20:24], texts)
    assert (hit.start, hit.end) == (Caret(number=4, index=20), Caret(number=5, index=2))


def test_words_are_found_however_wide_and_in_whatever_case_they_are_written():
    page = page_text(line("采用ＯＦＤ或者pdf／A格式"))
    assert [one.on(0) for one in find("ofd", {0: page})] == [(2, 5)]
    assert len(find(" P D F/a", {0: page})) == 1


def test_all_hits_are_found_in_the_order_of_the_text():
    pages = {number: page_text(line("归档和归档", 0)) for number in (2, 0, 1)}
    assert [(one.start.number, one.start.index) for one in find("归档", pages)] == [
        (number, index) for number in range(3) for index in (0, 3)
    ]


def test_a_page_number_is_found_too_and_nothing_is_found_for_no_words():
    page = numbered(line("正文"), 12)
    assert len(find("—12—", {0: page})) == 1
    assert find("  ", {0: page}) == ()
