"""What a class is given on paper says what the exercise says, and leaves the answers to the key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.documents.findings import Place, finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form
from oa_desktop.domain.training.class_data import ClassData, Ticked, Trainee
from oa_desktop.domain.training.conditions import Answered
from oa_desktop.domain.training.exercise import Choice, Question, QuestionKind
from oa_desktop.i18n.problems import say
from oa_desktop.office.teaching.books import LossLine
from oa_desktop.office.teaching.satisfaction import QUESTIONS, blank, lines_of, note_of
from oa_desktop.training.handouts import handout, hunt, papers_of
from oa_desktop.training.review_page import review_page
from tests.fakes.ground import EXERCISE

PAPER = replace(EXERCISE.materials[0], text="---\n关于防汛的通知。\n\n各乡镇:", planted=("date.padded", "not-a-rule"))
ASKED = Question(
    id="find",
    kind=QuestionKind.SEVERAL,
    text="哪些是差错？",
    choices=(Choice(id="stop", text="标题末尾有句号"), Choice(id="short", text="时限太短")),
    answers=("stop",),
    why="标题末尾不加标点。",
    shown=PAPER.id,
)
HUNTED = replace(EXERCISE, materials=(PAPER,), questions=(ASKED,))


def nothing_found(_text: str, _name: str) -> tuple[()]:
    return ()


def words(form: Form) -> str:
    return "\n".join(f"{cell.label} {cell.value}" for row in form.rows for cell in row.cells) + form.footer


def test_a_sheet_numbers_its_lines_and_leaves_the_answers_to_the_key() -> None:
    sheet, key = hunt(HUNTED, 4, nothing_found)
    for one in (sheet, key):
        assert "第5种内容（种子 4）" in words(one)
        assert "第5种内容（种子 4）" in one.footer, "sheet and key find each other"
    assert [row.cells[0].value for row in sheet.rows if row.cells[-1].value in ("关于防汛的通知。", "各乡镇:")] == [
        "1",
        "2",
    ]
    assert "时限太短" not in words(sheet) + words(key)
    assert "标题末尾有句号" not in words(sheet)
    assert "标题末尾有句号" in words(key)
    assert "标题末尾不加标点。" in words(key)


def test_where_nobody_asks_the_rules_say_what_is_wrong_how_it_is_mended_and_the_clause() -> None:
    found = finding("date.padded", Place())
    _sheet, key = hunt(replace(HUNTED, questions=()), 0, lambda _text, _name: (found,))
    assert found.clause
    assert found.clause in words(key)
    unseen = replace(PAPER, planted=("attachment.mark",))
    _sheet, key = hunt(replace(HUNTED, materials=(unseen,), questions=()), 0, nothing_found)
    assert say("attachment.mark", {}).what in words(key), "planted, and not to be read out of the paper as it is typed"


def test_what_no_rule_finds_in_a_text_is_told_by_the_check_that_asks_for_it() -> None:
    check = EXERCISE.checks[0]
    sheet, key = hunt(replace(HUNTED, materials=(replace(PAPER, planted=(check.id,)),), questions=()), 0, nothing_found)
    assert all(one in words(key) and one not in words(sheet) for one in (check.asks, check.why, check.mend))
    asked = replace(check, condition=Answered(question=ASKED.id))
    about_one = replace(HUNTED, checks=(asked,), materials=(replace(PAPER, planted=(check.id,)),))
    assert ASKED.choices[0].text not in words(hunt(about_one, 0, nothing_found)[1]), "how to do right is no error"


def test_without_errors_there_is_a_hand_out_alone_with_its_hints_and_without_the_answers() -> None:
    with pytest.raises(Refused) as refused:
        hunt(EXERCISE, 0, nothing_found)
    assert refused.value.code == "training.nothing-planted"
    assert list(papers_of(EXERCISE, 0, nothing_found)) == ["讲义"]
    told = words(handout(EXERCISE))
    assert "提示：按“送审”。" in told
    assert EXERCISE.brief in told


def test_errors_are_gone_through_in_large_type_with_why_and_clause_and_without_names() -> None:
    lost = LossLine(exercise="课次9", asks="文种对", asked=4, passed=1, lost=90, check="kind")
    page = review_page([lost], lambda _line: replace(EXERCISE.checks[0], clause="条例 第八条"))
    assert page.shown
    assert [part in words(page) for part in ("3/4份失分", "错了要退。", "依据：条例 第八条")] == [True] * 3
    assert "3/4份失分" in words(review_page([lost], lambda _line: None)), "an exercise that nobody knows any more"


def test_satisfaction_is_counted_without_names_and_what_was_said_goes_with_the_names() -> None:
    assert "姓名" not in words(blank("公文班")).replace("不写姓名", "")
    data = ClassData(ticked=(Ticked(question=QUESTIONS[-1], counts=(2, 1, 1, 0)),), suggestions=("多练",))
    assert (lines_of(data)[0].rate, lines_of(data)[-1].rate) == ("", "75%")
    assert note_of(data) == "收回4份，总的满意率75%；多练"
    assert note_of(replace(data, trainees=(Trainee(number="1", name="张三"),)).without_names()).endswith("75%")
