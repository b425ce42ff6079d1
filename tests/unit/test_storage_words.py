import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oa_desktop.office.queries import Search
from oa_desktop.storage import words
from oa_desktop.storage.sqlite import word_index


def test_every_pair_of_neighbouring_characters_is_a_token() -> None:
    assert words.pairs("春季植树").split() == ["春季", "季植", "植树"]


def test_pairs_do_not_reach_across_white_space() -> None:
    assert "树各" not in words.pairs("植树 各乡镇").replace(" ", "|").split("|")
    assert words.pairs("ab bc").split() != ["ab", "bc"]


def test_case_and_width_do_not_matter() -> None:
    assert words.normal("ＷＰＳ Office２０２６") == "wps office2026"


def test_a_document_number_has_one_form_however_it_is_typed() -> None:
    typed = [
        "清政办发〔2026〕18号",
        "清政办发[2026]18号",
        "清政办发(2026)18号",
        "清政办发（2026）18号",
        "清政办发【２０２６】18号",
    ]
    assert {words.normal(one) for one in typed} == {"清政办发(2026)18号"}


def test_words_without_letter_or_digit_ask_for_nothing() -> None:
    assert words.question("。。 --- \"' ( *") == ()


@pytest.mark.parametrize("typed", ["《植树节通知》", "“植树节通知”", "植树节通知，", ' 植树节通知。"'])
def test_marks_around_a_word_that_was_pasted_are_not_looked_for(typed: str) -> None:
    assert words.question(typed) == ("植树节通知",)


@given(st.text())
@example("○")
def test_a_question_is_empty_exactly_when_no_word_of_it_is_looked_for(text: str) -> None:
    assert Search(text=text).is_empty == (words.question(text) == ())


def test_the_same_word_twice_is_asked_once() -> None:
    assert words.question("植树 植树") == ("植树",)


def test_a_place_is_shown_as_it_was_typed() -> None:
    place = words.place("关于 ＡＢＣ 工作的通知", "abc")
    assert (place.before, place.match, place.after) == ("关于 ", "ＡＢＣ", " 工作的通知")


def test_no_more_than_twenty_characters_are_shown_on_either_side() -> None:
    place = words.place("前" * 50 + "植树" + "后" * 50, "植树")
    assert (place.before, place.match, place.after) == ("前" * 20, "植树", "后" * 20)


@given(st.text(max_size=60))
def test_no_text_can_put_syntax_into_the_expression(text: str) -> None:
    asked = words.question(text)
    for part in word_index.match_expression(words.phrases(asked)).split(" AND ") if asked else []:
        column, quoted = part.split(" : ")
        assert column in ("pairs", "singles")
        assert quoted[0] == quoted[-1] == '"'
        assert quoted[1:-1].replace(" ", "").isalnum()


@given(st.text(max_size=60))
def test_normal_text_is_normal(text: str) -> None:
    assert words.normal(words.normal(text)) == words.normal(text)


@given(st.text(max_size=40), st.text(min_size=1, max_size=4))
def test_a_place_is_found_wherever_the_normal_text_holds_the_word(text: str, word: str) -> None:
    assert len(words.place(text, word).before) <= words.AROUND
