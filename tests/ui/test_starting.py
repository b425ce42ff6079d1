"""At the editor: where nothing is written yet, what a paper of its kind begins with is a click away."""

import pytest

from oa_desktop.bootstrap.adapters import build_reader
from tests.fakes.office import FakeOffice
from tests.ui.hands import type_words
from tests.ui.writer import Writer


@pytest.fixture
def writer(qtbot) -> Writer:
    one = Writer(qtbot, FakeOffice(reader=build_reader()))
    one.begin()
    return one


def offered(writer: Writer) -> str:
    line = writer.editor.body.line
    return line.undo.text() if line.undo.isVisibleTo(line) else ""


def take(writer: Writer) -> None:
    writer.editor.body.line.undo.click()
    writer.settle()


def test_a_title_that_names_its_kind_brings_the_beginning_and_stays(writer):
    writer.compose("title", "关于增加编制的请示")
    assert offered(writer) == "写上"

    take(writer)

    text = writer.editor.manuscript()
    assert text.title == "关于增加编制的请示"
    assert text.recipients == "市人民政府"
    assert text.body[-1].text == "妥否，请批示。"


def test_what_was_written_is_taken_away_again(writer):
    writer.compose("kind", "通知")
    take(writer)
    assert writer.editor.manuscript().body

    take(writer)

    assert not writer.editor.manuscript().body
    assert not writer.editor.manuscript().recipients


def test_where_something_is_written_nothing_is_offered(writer):
    type_words(writer.editor.body.text, "我局拟于近期开展检查。")
    writer.compose("title", "关于开展检查的通知")

    assert offered(writer) != "写上"
