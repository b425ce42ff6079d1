"""On the pad: pen and mouse write, the pen wins, what is wrong is rubbed out or taken back."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.texts.ink import MOST_STROKES, Ink, InkPoint
from oa_desktop.ui.acting.ink_board import InkBoard, InkDialog
from oa_desktop.ui.acting.ink_pad import InkPad
from oa_desktop.ui.acting.strokes import Strokes
from tests.fakes.ink import ring

KINDS = QPointingDevice.PointerType
PRESS, MOVE, RELEASE = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease


@pytest.fixture
def board(qtbot: QtBot) -> InkBoard:
    made = InkBoard()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def pad(board: InkBoard) -> InkPad:
    return board.pad


def device(kind: QPointingDevice.PointerType) -> QPointingDevice:
    everything = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    return QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, kind, everything, 1, 1)


def pen(pad: InkPad, *places: tuple[int, int], pressure: float = 0.5, kind: QPointingDevice.PointerType = KINDS.Pen):
    """Write with a pen from place to place and lift it."""
    held = device(kind)
    steps = [(PRESS, places[0]), *((MOVE, place) for place in places[1:]), (RELEASE, places[-1])]
    for sort, place in steps:
        touch(pad, held, sort, place, pressure)


def touch(pad: InkPad, held: QPointingDevice, sort: QEvent.Type, place: tuple[int, int], pressure: float = 0.5) -> None:
    spot = QPointF(*place)
    button = Qt.MouseButton.NoButton if sort is MOVE else Qt.MouseButton.LeftButton
    where = pad.mapToGlobal(spot)
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QTabletEvent(sort, held, spot, where, pressure, 0, 0, 0, 0, 0, modifiers, button, Qt.MouseButton.LeftButton)
    QApplication.sendEvent(pad, event)


def mouse(pad: InkPad, *places: tuple[int, int], lift: bool = True) -> None:
    """Write with the mouse."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*places[0]))
    for place in places[1:]:
        QTest.mouseMove(pad, QPoint(*place))
    if lift:
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*places[-1]))


def strokes(pad: InkPad) -> list[list[tuple[int, int]]]:
    """The strokes in pixels of the pad."""
    ink = pad.ink()
    dots = pad.height() / ink.height_um if ink else 0
    return [[(round(p.x_um * dots), round(p.y_um * dots)) for p in stroke] for stroke in ink.strokes] if ink else []


def test_the_mouse_writes_a_stroke_where_it_went(pad):
    mouse(pad, (40, 40), (80, 40), (80, 90))
    assert strokes(pad) == [[(40, 40), (80, 40), (80, 90)]]


def test_a_pen_writes_with_its_pressure(pad):
    pen(pad, (40, 40), (80, 60), pressure=0.25)
    pen(pad, (90, 40), (99, 60), pressure=1.0)
    assert [[point.pressure for point in stroke] for stroke in pad.ink().strokes] == [[250, 250], [1000, 1000]]


def test_time_goes_on_from_stroke_to_stroke_and_begins_with_the_first_touch(pad):
    mouse(pad, (40, 40), (80, 40))
    QTest.qWait(20)
    mouse(pad, (40, 60), (80, 60))
    times = [point.time_ms for stroke in pad.ink().strokes for point in stroke]
    assert times[0] == 0 and times == sorted(times) and times[2] > times[1]


def test_what_is_written_can_be_read_again_by_the_office(pad):
    pen(pad, (40, 40), (300, 100), (20, 30))
    assert Ink.decode(pad.ink().encode()) == pad.ink()


def test_while_the_pen_writes_the_hand_beside_it_writes_nothing(pad):
    held = device(KINDS.Pen)
    touch(pad, held, PRESS, (40, 40))
    mouse(pad, (200, 100), (220, 120))
    touch(pad, held, MOVE, (60, 40))
    touch(pad, held, RELEASE, (60, 40))
    assert strokes(pad) == [[(40, 40), (60, 40)]]


def test_a_hand_that_was_laid_down_first_gives_way_to_the_pen(pad):
    mouse(pad, (200, 100), (220, 120), lift=False)
    pen(pad, (40, 40), (60, 40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(220, 120))
    assert strokes(pad) == [[(40, 40), (60, 40)]]


def test_a_hand_that_still_moves_spoils_no_stroke_of_the_pen(pad):
    mouse(pad, (200, 100), (220, 120), lift=False)
    held = device(KINDS.Pen)
    touch(pad, held, PRESS, (40, 40))
    QTest.mouseMove(pad, QPoint(230, 110))
    touch(pad, held, MOVE, (60, 40))
    touch(pad, held, RELEASE, (60, 40))
    assert strokes(pad) == [[(40, 40), (60, 40)]]


def test_what_was_not_yet_changed_can_not_be_taken_back(board, pad):
    names = ("ink-undo", "ink-redo", "ink-clear")

    def possible() -> list[bool]:
        return [board.findChild(QToolButton, name).isEnabled() for name in names]

    assert possible() == [False, False, False]
    mouse(pad, (40, 40), (80, 40))
    assert possible() == [True, False, True]
    click(board, "ink-undo")
    assert possible() == [False, True, False]


def test_the_other_buttons_of_the_mouse_write_nothing(pad):
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(40, 40))
    QTest.mouseMove(pad, QPoint(80, 80))
    QTest.mouseRelease(pad, Qt.MouseButton.RightButton, pos=QPoint(80, 80))
    assert pad.is_empty


def test_what_leaves_the_paper_is_not_drawn_along_its_edge(pad):
    mouse(pad, (40, 40), (40, -500), (40, 60))
    assert strokes(pad) == [[(40, 40), (40, 60)]]


def test_the_rubber_takes_whole_strokes_and_the_end_of_the_pen_is_one(board, pad):
    mouse(pad, (40, 40), (200, 40))
    mouse(pad, (40, 90), (200, 90))
    mouse(pad, (40, 120), (200, 120))
    QTest.mouseClick(board.findChild(QToolButton, "ink-rubber"), Qt.MouseButton.LeftButton)
    mouse(pad, (120, 85), (120, 92))
    assert [stroke[0][1] for stroke in strokes(pad)] == [40, 120]
    QTest.mouseClick(board.findChild(QToolButton, "ink-rubber"), Qt.MouseButton.LeftButton)
    pen(pad, (120, 115), (120, 121), kind=KINDS.Eraser)
    assert [stroke[0][1] for stroke in strokes(pad)] == [40]


def test_every_step_is_taken_back_and_made_again(board, pad):
    mouse(pad, (40, 40), (200, 40))
    mouse(pad, (40, 90), (200, 90))
    click(board, "ink-clear")
    assert pad.is_empty
    click(board, "ink-undo")
    assert len(strokes(pad)) == 2
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(strokes(pad)) == 1
    click(board, "ink-redo")
    click(board, "ink-redo")
    assert pad.is_empty
    for _ in range(5):
        click(board, "ink-undo")
    assert pad.is_empty and not pad.strokes.undoable


def test_rubbing_is_one_step_however_much_it_took(board, pad):
    for height in (40, 60, 80):
        mouse(pad, (40, height), (200, height))
    pen(pad, (120, 35), (120, 60), (120, 85), kind=KINDS.Eraser)
    assert pad.is_empty
    click(board, "ink-undo")
    assert len(strokes(pad)) == 3


def click(board: InkBoard, name: str) -> None:
    QTest.mouseClick(board.findChild(QToolButton, name), Qt.MouseButton.LeftButton)


def test_ink_is_black_on_white_paper_and_a_harder_pen_covers_more(pad):
    def dark() -> int:
        image = pad.grab().toImage()
        across, down = range(20, image.width() - 20), range(20, 100)
        return sum(image.pixelColor(x, y).lightness() < 200 for x in across for y in down)

    pen(pad, (40, 60), (240, 60), pressure=0.1)
    light = dark()
    pad.clear()
    pen(pad, (40, 60), (240, 60), pressure=1.0)
    assert 0 < light < dark()


def test_no_more_is_taken_than_ink_may_hold(board, pad):
    dot = (InkPoint(1_000, 1_000, 500, 0),)
    pad.put(Ink(width_um=100_000, height_um=100_000, strokes=(dot,) * (MOST_STROKES - 1)))
    mouse(pad, (40, 40), (80, 40))
    assert len(strokes(pad)) == MOST_STROKES
    mouse(pad, (40, 90), (80, 90))
    assert len(strokes(pad)) == MOST_STROKES
    assert pad.strokes.is_full


def test_who_has_large_text_writes_larger_on_the_screen_and_as_large_on_paper(qtbot):
    heights = []
    for points in (10, 20):
        within = QWidget()
        qtbot.addWidget(within)
        within.setFont(QFont(within.font().family(), points))
        pad = InkPad(within)
        within.show()
        middle = pad.width() // 2
        mouse(pad, (middle, pad.height() // 4), (middle, pad.height() * 3 // 4))
        (stroke,) = pad.ink().strokes
        heights.append((stroke[-1].y_um - stroke[0].y_um) / 1_000)
    assert heights == pytest.approx([22.5, 22.5], abs=0.5)


def test_a_clock_that_jumps_back_does_not_spoil_the_strokes():
    written = Strokes()
    written.begin()
    for x_um, clock in ((1_000, 5_000), (2_000, 4_000), (3_000, 900_000_000)):
        written.add(x_um, 0.0, 0.5, clock)
    written.end()
    assert [point.time_ms for point in written.ink(9_000, 9_000).strokes[0]] == [0, 0, 86_400_000]


def test_the_dialog_gives_what_was_written_and_enter_does_not(qtbot):
    dialog = InkDialog("意见", ring())
    qtbot.addWidget(dialog)
    given = []
    dialog.written.connect(given.append)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert given == [] and dialog.isVisible()
    mouse(dialog.board.pad, (40, 40), (80, 40))
    QTest.mouseClick(dialog.findChild(QPushButton, "ink-agree"), Qt.MouseButton.LeftButton)
    assert [len(ink.strokes) for ink in given] == [3]


def test_a_board_that_was_wiped_gives_no_ink(qtbot):
    dialog = InkDialog("意见", ring())
    qtbot.addWidget(dialog)
    given = []
    dialog.written.connect(given.append)
    dialog.open()
    dialog.board.pad.clear()
    QTest.mouseClick(dialog.findChild(QPushButton, "ink-agree"), Qt.MouseButton.LeftButton)
    assert given == [None]
