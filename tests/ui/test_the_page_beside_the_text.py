"""Beside the text stands the page as it would be printed now; it follows the writer and is never in the way."""

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QLabel, QToolButton

from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.office.ports.pages import Rendering
from oa_desktop.ui.writing.room import WritingRoom
from tests.fakes.office import FakeOffice, notice
from tests.ui.event_loop import MOST, Watch, undisturbed
from tests.ui.writer import Writer

LONG = tuple(
    Paragraph(spans=(Span(text=f"第{number}段，" + "各乡镇人民政府要认真贯彻落实。" * 8),)) for number in range(1600)
)
"""The body of about a hundred pages."""


class CountingRenderer:
    """Remembers which titles it has drawn."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def render(self, manuscript, look) -> Rendering:
        self.drawn.append(manuscript.title)
        return Rendering(data=b"%PDF " + manuscript.encode(), pages=1, fonts=("仿宋：用代用字体。",), missing="㐂")


@pytest.fixture
def renderer() -> CountingRenderer:
    return CountingRenderer()


@pytest.fixture
def office(renderer) -> FakeOffice:
    return FakeOffice(renderer=renderer)


def test_the_page_follows_once_the_writer_pauses_and_only_the_newest_text_is_drawn(writer, renderer):
    writer.begin()
    assert renderer.drawn == [""]
    writer.type("title", "tongzhi")
    writer.qtbot.waitUntil(lambda: len(renderer.drawn) > 1)
    writer.settle()
    assert renderer.drawn == ["", "tongzhi"]


def test_what_no_font_has_is_said_below_the_page_and_the_fonts_when_they_are_asked_for(writer):
    writer.begin()
    assert "㐂" in writer.editor.preview.findChild(QLabel, "missing").text()
    fonts = writer.editor.preview.findChild(QLabel, "fonts")
    assert fonts.isHidden()
    writer.editor.preview.findChild(QToolButton, "fonts-shown").click()
    assert (fonts.text(), fonts.isVisible()) == ("仿宋：用代用字体。", True)


def pages(writer) -> str:
    said = writer.editor.findChild(QLabel, "text-pages")
    return said.text() if said.isVisible() else ""


def test_how_many_pages_the_text_has_is_said_below_it_as_long_as_it_is_known(writer):
    writer.begin()
    assert pages(writer) == "共 1 页"
    writer.editor.bar.preview.click()
    assert pages(writer) == "共 1 页"
    writer.type("title", "x")
    assert pages(writer) == ""
    writer.editor.bar.preview.click()
    writer.settle()
    assert pages(writer) == "共 1 页"


def test_a_page_that_nobody_sees_is_not_drawn_and_stands_there_when_it_is_shown_again(writer, renderer):
    writer.begin()
    writer.editor.bar.preview.click()
    writer.type("title", "x")
    writer.editor.preview.follow(at_once=True)
    writer.settle()
    assert renderer.drawn == [""]
    writer.editor.bar.preview.click()
    writer.settle()
    assert renderer.drawn == ["", "x"]


def test_a_hidden_page_stays_hidden_for_the_next_time(qtbot, office, writer):
    writer.begin()
    writer.editor.bar.preview.click()
    kept = writer.editor.arrangement()
    other = Writer(qtbot, office)
    other.editor.arrange(kept)
    assert other.editor.preview.isHidden()
    assert not other.editor.bar.preview.isChecked()
    for garbled in (b"", b"{", b"[1]", b'{"hidden": 1}'):
        writer.editor.arrange(QByteArray(garbled))
    other.go_home()


def test_the_panes_are_as_wide_again_as_the_writer_had_made_them(qtbot, office, writer):
    writer.begin()
    writer.editor.panes.floor.setSizes([500, 450, 400])
    wide = writer.editor.panes.floor.sizes()
    kept = writer.editor.arrangement()
    room = WritingRoom(writer.workplace)
    qtbot.addWidget(room)
    room.editor.arrange(kept)
    room.resize(1366, 700)
    room.show()
    assert room.editor.panes.floor.sizes()[:3] == wide[:3]
    assert wide[0] > wide[1] > wide[2]


def test_where_there_is_little_room_the_panes_share_a_place_and_the_writer_keeps_the_cursor(writer):
    writer.begin()
    panes = writer.editor.panes
    assert panes.tabs.isHidden()
    writer.element("title").setFocus()
    writer.room.resize(10, 700)
    writer.qtbot.waitUntil(lambda: not panes.tabs.isHidden())
    assert [panes.tabs.tabText(place) for place in range(2)] == ["要素", "正文"]
    assert writer.element("title").isVisible()
    writer.type("title", "x")
    writer.room.resize(1366, 700)
    writer.qtbot.waitUntil(panes.tabs.isHidden)
    assert writer.editor.body.isVisible()
    assert writer.typed("title") == "x"


def test_typing_in_an_element_of_a_long_text_never_holds_the_window_up(writer):
    writer.begin()
    writer.editor.body.show_text(LONG, ())
    writer.editor.form.show_manuscript(notice())
    writer.settle()

    def typing() -> Watch:
        with Watch() as watch:
            for _ in range(20):
                writer.type("title", "x")
                writer.qtbot.wait(10)
        return watch

    assert undisturbed(typing) < MOST
