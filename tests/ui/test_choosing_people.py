"""Choosing people for an act: found by initials, ticked in order, one or several."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton

from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.ui.acting.people_editor import PeopleEditor

PEOPLE = FieldRow(
    name="people",
    label="请谁会签",
    sort=FieldSort.PEOPLE,
    options=(("1", "陈国生（科长，秘书科）"), ("2", "李木坤（主任）"), ("3", "何雨桐（科员）")),
)


def editor(qtbot, **more) -> PeopleEditor:
    made = PeopleEditor(PEOPLE, **more)
    qtbot.addWidget(made)
    made.show()
    return made


def tick(made: PeopleEditor, letters: str) -> None:
    line = made.findChild(QLineEdit)
    QTest.keyClicks(line, letters)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_people_are_found_by_initials_and_kept_in_the_order_of_choosing(qtbot):
    made = editor(qtbot)
    tick(made, "hyt")
    tick(made, "cgs")
    assert made.value() == ("3", "1")
    assert made.findChild(QLabel).text() == "已选：何雨桐、陈国生"
    tick(made, "hyt")
    assert made.value() == ("1",)


def test_where_one_is_asked_for_the_second_takes_the_place_of_the_first(qtbot):
    made = editor(qtbot, single=True)
    tick(made, "hyt")
    tick(made, "lmk")
    assert made.value() == ("2",)


def test_space_in_the_list_ticks_as_well(qtbot):
    made = editor(qtbot)
    QTest.keyClick(made.findChild(QLineEdit), Qt.Key.Key_Down)
    rows = made.findChild(QListWidget)
    rows.setCurrentRow(1)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert made.value() == ("2",)


def test_whom_one_chose_last_time_stands_there(qtbot):
    made = PeopleEditor(FieldRow(name="p", label="会签", sort=FieldSort.PEOPLE, usual="2", options=PEOPLE.options))
    qtbot.addWidget(made)
    assert made.value() == ("2",)


def test_a_list_is_as_high_as_its_people_and_no_higher_than_there_is_room(qtbot):
    few, many = editor(qtbot), crowd(qtbot, chosen=0)
    heights = [one.findChild(QListWidget).height() for one in (few, many)]
    assert heights[0] < heights[1]
    many.take_room(heights[1] // 2)
    assert many.findChild(QListWidget).height() == heights[0]


def test_of_many_who_are_chosen_the_first_are_named_and_all_are_counted(qtbot):
    made = crowd(qtbot, chosen=40)
    said = made.findChild(QLabel)
    assert said.text() == "已选：甲0、甲1、甲2、甲3、甲4、甲5、甲6、甲7等，共 40 个"
    assert said.toolTip().endswith("甲38、甲39")


def test_where_there_is_nobody_to_choose_that_is_said(qtbot):
    made = PeopleEditor(replace(PEOPLE, options=()))
    qtbot.addWidget(made)
    made.show()
    assert made.findChild(QLabel).text() == "没有可以选的人"
    assert not made.findChild(QListWidget).isVisible()


def crowd(qtbot, chosen: int) -> PeopleEditor:
    people = tuple((str(number), f"甲{number}（科员，秘书科）") for number in range(500))
    usual = "\n".join(value for value, _ in people[:chosen])
    made = PeopleEditor(replace(PEOPLE, options=people, usual=usual))
    qtbot.addWidget(made)
    made.show()
    return made


def test_of_several_who_handle_it_the_lead_is_named_and_another_can_lead(qtbot):
    made = PeopleEditor(replace(PEOPLE, first="主办"))
    qtbot.addWidget(made)
    made.show()
    ahead = made.findChild(QPushButton, "ahead")
    assert made.findChild(QLabel).text() == "还没有选人，先选的是主办"
    tick(made, "hyt")
    assert not ahead.isVisible()
    tick(made, "cgs")
    assert made.findChild(QLabel).text() == "主办：何雨桐；协办：陈国生"
    made.findChild(QListWidget).setCurrentRow(0)
    assert ahead.text() == "改为主办"
    QTest.mouseClick(ahead, Qt.MouseButton.LeftButton)
    assert made.value() == ("1", "3")
    assert made.findChild(QLabel).text() == "主办：陈国生；协办：何雨桐"
    assert not ahead.isEnabled()
