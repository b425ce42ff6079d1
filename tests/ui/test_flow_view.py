"""The picture of a document's way on the screen: drawn whole, gone through by keys, said in words, right in any size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QImage
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.office import queries as q
from oa_desktop.ui.reading.flow_layout import Measure, place
from oa_desktop.ui.reading.flow_view import FlowView
from oa_desktop.ui.reading.timeline import Timeline
from oa_desktop.ui.workplace import Workplace
from tests.fakes.together import before, several

LINE = 40.0


@pytest.fixture(scope="module")
def pictures() -> dict[str, q.FlowPictureRow]:
    """A document that came back, and one before ten people at once."""
    office = several()
    returned = before(office, "head", "sealer")
    office.as_("head").perform(act.Return(dossier=returned, reason="请补充依据"))
    crowd = before(office, *("head", "reviewer", "signer", "rechecker", "registrar", "sealer", "archivist", "outsider"))
    ask = office.as_("drafter").ask
    return {"returned": ask(q.FlowPicture(dossier=returned))[0], "crowd": ask(q.FlowPicture(dossier=crowd))[0]}


@pytest.fixture
def view(qtbot: QtBot) -> FlowView:
    view = FlowView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    return view


def measure(view: FlowView, width: float) -> Measure:
    return Measure(metrics=QFontMetricsF(view.font()), width=width, height_of=lambda _one, _width: LINE)


@pytest.mark.parametrize("width", [320, 500, 700, 1400])
@pytest.mark.parametrize("name", ["returned", "crowd"])
def test_cards_never_lie_over_each_other_and_fit_the_width(view, pictures, name, width):
    placed = place(pictures[name], measure(view, width))
    cards = [card.place for node in placed.nodes for card in node.cards]
    assert len(cards) == sum(len(one.parties) for one in pictures[name].steps)
    assert not [(one, two) for at, one in enumerate(cards) for two in cards[at + 1 :] if one.intersects(two)]
    assert all(placed.size.contains(one) for one in cards)
    narrowest = measure(view, 0).em * 16
    assert placed.size.width() <= max(width + 1, narrowest)


def test_steps_follow_one_another_downwards_and_a_way_back_leads_up(view, pictures):
    placed = place(pictures["returned"], measure(view, 700))
    heights = [node.middle.y() for node in placed.nodes]
    assert heights == sorted(heights)
    (arch,) = placed.arches
    assert arch.end.y() < arch.start.y()
    assert arch.left < min(node.middle.x() for node in placed.nodes)


def test_those_who_act_together_stand_side_by_side(view, pictures):
    placed = place(pictures["crowd"], measure(view, 1400))
    cards = next(node.cards for node in placed.nodes if node.step.id == "countersign")
    assert cards[0].place.top() == cards[1].place.top()
    assert cards[0].place.right() < cards[1].place.left()


def test_arrow_keys_go_from_part_to_part_beginning_with_whoever_has_it(qtbot, view, pictures):
    view.show_picture(pictures["crowd"])
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.words.startswith("秘书科 部门审核员")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert "核稿员" in view.words
    assert view.accessibleDescription() == view.words
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.words.startswith("秘书科 拟稿员")


def test_it_is_drawn_larger_and_smaller_by_keys_and_wheel_within_bounds(qtbot, view, pictures):
    view.show_picture(pictures["returned"])
    usual = view.sceneRect().height()
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.sceneRect().height() > usual
    for _ in range(30):
        qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    smallest = view.sceneRect().height()
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert (view.sceneRect().height(), smallest < usual) == (smallest, True)


def test_another_document_takes_the_place_of_the_one_before(view, pictures):
    view.show_picture(pictures["crowd"])
    view.show_picture(pictures["returned"])
    assert "请补充依据" in view.accessibleDescription()
    view.show_picture(None)
    assert (view.has_words, view.accessibleDescription(), view.scene().items()) == (False, "", [])


def test_the_way_back_is_drawn_in_the_margin(qtbot, view, pictures):
    view.show_picture(pictures["returned"])
    qtbot.wait(50)
    margin = view.grab(view.rect().adjusted(0, 0, -view.width() + 24, 0)).toImage()
    view.show_picture(pictures["crowd"])
    assert colours(margin) - colours(view.grab(view.rect().adjusted(0, 0, -view.width() + 24, 0)).toImage())


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_whoever_points_at_a_card_is_told_everything_of_it(view, pictures):
    view.show_picture(pictures["returned"])
    said = [item.toolTip() for item in view.scene().items() if item.toolTip()]
    assert any("退回到拟稿：请补充依据" in one for one in said)
    assert view.itemAt(QPoint(-5, -5)) is None


def test_the_way_is_copied_in_words_unless_an_act_is_chosen(qtbot, tasks):
    office = several()
    document = before(office, "head")
    timeline = Timeline(Workplace(office.as_("drafter"), tasks))
    qtbot.addWidget(timeline)
    timeline.resize(600, 500)
    timeline.show()
    timeline.show_document(document)
    qtbot.waitUntil(lambda: timeline.has_selection)
    timeline.copy()
    qtbot.wait(1)
    qtbot.waitUntil(lambda: tasks.idle)
    assert QGuiApplication.clipboard().text().startswith("✓ 拟稿（已办）\n")
    acts = timeline.findChild(QListWidget, "acts-done")
    acts.setCurrentRow(1)
    acts.setFocus()
    qtbot.waitUntil(acts.hasFocus)
    timeline.copy()
    qtbot.wait(1)
    qtbot.waitUntil(lambda: tasks.idle)
    assert "送审" in QGuiApplication.clipboard().text()
