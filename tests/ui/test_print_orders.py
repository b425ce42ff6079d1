"""How a print room wants it: red heads on the paper already, backs, booklets, copies with numbers of their own."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QPushButton, QSpinBox

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.press.room import PrintRoom
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.docs.sheets.viewing import ConfinedViewer
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.history import read_action
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.office.clearing.counted import CopyRun, NumberedCopy
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Leaf
from oa_desktop.office.ports.printing import Folding, Presswork
from oa_desktop.ui.leaving.copying import print_copies
from oa_desktop.ui.leaving.print_options import Printable, PrintOptions
from oa_desktop.ui.leaving.print_order import Forgetful, Offsets, PrintOrder, Turning
from oa_desktop.ui.leaving.print_preview import PrintPreview, duplex_of
from oa_desktop.ui.leaving.printing import print_pages, suit_paper
from oa_desktop.ui.leaving.turning import TurnDialog, backs, fronts
from oa_desktop.ui.tasks import Progress, Tasks
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeViewer
from tests.ui.hands import print_to_file
from tests.ui.test_leaving import DOTS, Seat, dark_box, progress

LASER, INKJET = "秘书科激光打印机", "印制室喷墨打印机"
LONG = (Paragraph(spans=(Span(text="现就有关事项通知如下。" * 120),)),)
MM = 25.4 / 72


@pytest.fixture
def office() -> FakeOffice:
    """An office with real pages and a real print room."""
    return FakeOffice(renderer=PageRenderer(shipped_fonts()), press=PrintRoom(shipped_fonts()), viewer=ConfinedViewer())


@pytest.fixture
def seat(qtbot, office):
    tasks = Tasks()
    yield Seat(qtbot, tasks, office, [LASER, INKJET])
    tasks.close()


def preview_of(seat: Seat, document, paper: Paper = Paper.PAGE) -> PrintPreview:
    seat.papers.print(document, paper)
    seat.settle()
    return seat.dialog(PrintPreview)


def options_of(seat: Seat, preview: PrintPreview) -> PrintOptions:
    click(seat, preview, "options")
    (dialog,) = preview.findChildren(PrintOptions)
    return dialog


def click(seat: Seat, dialog, name: str) -> None:
    seat.qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    seat.settle()


def tick(dialog, name: str) -> None:
    box = dialog.findChild(QCheckBox, name)
    assert box.isEnabled()
    box.click()


def choose(dialog, name: str, words: str) -> None:
    box = dialog.findChild(QComboBox, name)
    box.setCurrentIndex(box.findText(words, Qt.MatchFlag.MatchContains))


def go(seat: Seat, preview: PrintPreview, out: Path, printer=None) -> None:
    """Print into a file, after the system's own dialog."""
    preview.printer.setResolution(150)
    preview.printer.setOutputFileName(str(out))
    click(seat, preview, "print")
    if printer is not None:
        printer(preview.printer)
    (dialog,) = preview.findChildren(QPrintDialog)
    print_to_file(dialog)
    for _ in range(20):
        seat.settle()


def sheets(path: Path) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(path)
    found = [tuple(side * MM for side in document.get_page_size(number)) for number in range(len(document))]
    document.close()
    return found


def reds(path: Path) -> int:
    """Count the red dots of the first page."""
    data = ConfinedViewer().raster(path.read_bytes(), 0, 2.0).data
    return sum(data[place + 2] > 180 and data[place + 1] < 90 for place in range(0, len(data), 4))


def outputs(office: FakeOffice) -> list:
    return [read_action(one.entry) for one in office.stores.made.kept if one.entry.kind == "record-output"]


# --- red heads and offsets -------------------------------------------------------------------------------------------


def test_on_paper_with_a_red_head_nothing_red_is_printed_and_that_is_recorded(seat, office, tmp_path):
    preview = preview_of(seat, office.bring_to("department"))
    options = options_of(seat, preview)
    tick(options, "overprinted")
    options.findChild(QDoubleSpinBox, "right").setValue(0.5)
    options.findChild(QDoubleSpinBox, "down").setValue(-1.2)
    click(seat, options, "agree")
    assert preview.order.work == Presswork(overprinted=True, right_tenths=5, down_tenths=-12)
    go(seat, preview, tmp_path / "out.pdf")
    assert [one.what for one in outputs(office)] == ["页面，套打"]
    assert reds(tmp_path / "out.pdf") == 0
    assert Offsets(seat.words).of(LASER) == (5, -12)


def test_every_printer_has_an_offset_of_its_own_that_is_remembered(seat, office, tmp_path):
    offsets = Offsets(seat.words)
    offsets.keep(LASER, 5, -12)
    offsets.keep(INKJET, -3, 0)
    options = options_of(seat, preview_of(seat, office.draft()))
    tick(options, "overprinted")
    shown = []
    for name in (INKJET, LASER):
        choose(options, "printer", name)
        shown.append((options.order().work.right_tenths, options.order().work.down_tenths))
    assert shown == [(-3, 0), (5, -12)]
    chosen_later = offsets.suited(options.order(), INKJET)
    assert (chosen_later.work.right_tenths, chosen_later.work.down_tenths) == (-3, 0)


def test_a_garbled_offset_is_none():
    words = Forgetful()
    words.keep_word("printing/offset-x", "far,-")
    assert Offsets(words).of("x") == (0, 0)
    assert Offsets(words).of("nobody's") == (0, 0)


def test_offsets_are_open_only_where_they_are_used(seat, office):
    options = options_of(seat, preview_of(seat, office.draft()))
    assert not options.findChild(QDoubleSpinBox, "right").isEnabled()
    tick(options, "overprinted")
    assert options.findChild(QDoubleSpinBox, "right").isEnabled()


def test_the_page_for_calibration_is_printed_and_is_no_output(seat, office, tmp_path):
    preview = preview_of(seat, office.draft())
    preview.printer.setResolution(150)
    preview.printer.setOutputFileName(str(tmp_path / "calibration.pdf"))
    click(seat, options_of(seat, preview), "calibrate")
    (dialog,) = preview.findChildren(QPrintDialog)
    print_to_file(dialog)
    seat.settle()
    assert sheets(tmp_path / "calibration.pdf") == [pytest.approx((210, 297), abs=0.5)]
    assert outputs(office) == []


# --- sheets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folding", [Folding.BOOKLET, Folding.FOLDED])
def test_folded_sheets_go_to_the_printer_as_lying_a3(seat, office, tmp_path, folding):
    preview = preview_of(seat, office.draft(notice(body=LONG)))
    options = options_of(seat, preview)
    choose(options, "folding", folding.value)
    choose(options, "turning", "打印机自己翻")
    click(seat, options, "agree")
    assert "420×297 毫米" in preview.findChild(QLabel, "caption").text()
    go(seat, preview, tmp_path / "out.pdf")
    assert sheets(tmp_path / "out.pdf") == [pytest.approx((420, 297), abs=0.5)] * 2


@pytest.mark.parametrize(
    ("turning", "folding", "mode"),
    [
        (Turning.ONE_SIDED, Folding.PAGES, QPrinter.DuplexMode.DuplexNone),
        (Turning.DUPLEX, Folding.PAGES, QPrinter.DuplexMode.DuplexLongSide),
        (Turning.DUPLEX, Folding.BOOKLET, QPrinter.DuplexMode.DuplexShortSide),
        (Turning.BY_HAND, Folding.FOLDED, QPrinter.DuplexMode.DuplexNone),
    ],
)
def test_standing_sheets_turn_about_the_long_side_and_lying_ones_about_the_short(turning, folding, mode):
    assert duplex_of(PrintOrder(turning=turning, work=Presswork(folding=folding))) is mode


def test_printing_on_both_sides_asks_the_printer_and_gives_the_last_sheet_a_back(seat, office, tmp_path):
    body = (Paragraph(spans=(Span(text="现就有关事项通知如下。" * 20),)),)
    preview = preview_of(seat, office.draft(notice(body=body)))
    options = options_of(seat, preview)
    choose(options, "turning", "打印机自己翻")
    click(seat, options, "agree")
    go(seat, preview, tmp_path / "out.pdf")
    assert len(sheets(tmp_path / "out.pdf")) % 2 == 0
    assert seat.problems == []


def test_backs_by_hand_wait_until_the_sheets_are_turned(seat, office, tmp_path):
    preview = preview_of(seat, office.draft(notice(body=LONG)))
    printer = preview.printer
    options = options_of(seat, preview)
    choose(options, "turning", "手工")
    click(seat, options, "agree")
    go(seat, preview, tmp_path / "fronts.pdf")
    fronts_printed = sheets(tmp_path / "fronts.pdf")
    assert seat.told == []
    turn = seat.dialog(TurnDialog)
    assert f"共{len(fronts_printed)}张" in turn.findChild(QLabel).text()
    printer.setOutputFileName(str(tmp_path / "backs.pdf"))
    click(seat, turn, "backs")
    for _ in range(10):
        seat.settle()
    assert len(sheets(tmp_path / "backs.pdf")) == len(fronts_printed)
    assert seat.told == [f"已交给打印机，共{2 * len(fronts_printed)}页"]
    assert len(outputs(office)) == 1


def test_fronts_and_backs_are_every_page_once():
    pages = list(range(6))
    assert fronts(pages) == [0, 2, 4]
    assert backs(pages, backwards=False) == [1, 3, 5]
    assert backs(pages, backwards=True) == [5, 3, 1]


def test_a_lying_page_is_turned_on_standing_paper(qapp, tmp_path):
    """Its head comes to the left. GB/T 9704-2012 8."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(150)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    suit_paper(printer, Leaf(width_mm=210.0, height_mm=297.0))
    print_pages(ConfinedViewer(), lying(), printer, progress())
    assert sheets(tmp_path / "out.pdf") == [pytest.approx((210, 297), abs=0.5)]
    left, right, top, bottom = dark_box(ConfinedViewer().raster((tmp_path / "out.pdf").read_bytes(), 0, DOTS))
    assert (left / DOTS, right / DOTS) == pytest.approx((10, 20), abs=0.5), "below the head is to the right of it"
    assert (top / DOTS, bottom / DOTS) == pytest.approx((297 - 10 - 50 * MM, 297 - 10), abs=0.5)


def lying() -> bytes:
    """Return a lying page with a black box 10 mm from its left and head, 10 mm high."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(297 / MM, 210 / MM)
    box = pdfium.FPDFPageObj_CreateNewRect(10 / MM, 190 / MM, 50, 10 / MM)
    pdfium.FPDFPageObj_SetFillColor(box, 0, 0, 0, 255)
    pdfium.FPDFPath_SetDrawMode(box, pdfium.FPDF_FILLMODE_ALTERNATE, ctypes.c_int(0))
    pdfium.FPDFPage_InsertObject(page, box)
    page.gen_content()
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


# --- copies with numbers of their own ----------------------------------------------------------------------------------


def test_every_copy_is_a_job_of_its_own_and_all_are_one_output(seat, office, tmp_path):
    document = office.bring_to("seal", notice(copy_number="000001", copies="3"))
    preview = preview_of(seat, document)
    options = options_of(seat, preview)
    tick(options, "numbers")
    tick(options, "overprinted")
    assert options.order().run == CopyRun(first=1, count=3)
    click(seat, options, "agree")
    assert "份号 000001—000003，共3份" in preview.findChild(QLabel, "caption").text()
    printer = preview.printer
    go(seat, preview, tmp_path / "out.pdf", lambda printer: printer.setCopyCount(2))
    assert printer.copyCount() == 1, "no number stands on two copies"
    assert sorted(one.name for one in tmp_path.iterdir()) == [f"out-{number:06}.pdf" for number in (1, 2, 3)]
    assert [(len(sheets(one)), reds(one)) for one in tmp_path.iterdir()] == [(1, 0)] * 3
    (output,) = outputs(office)
    assert (output.what, output.first_copy, len(output.copies)) == ("页面，套打", 1, 3)
    assert seat.told == ["已交给打印机：份号 000001—000003，共3份"]


def test_a_paper_without_a_place_for_it_offers_no_numbers_and_says_why(seat, office):
    options = options_of(seat, preview_of(seat, office.bring_to("seal")))
    assert not options.findChild(QCheckBox, "numbers").isEnabled()
    assert any("稿子里写了份号" in one.text() and one.isVisible() for one in options.findChildren(QLabel))


def test_copies_with_numbers_are_not_turned_by_hand(seat, office):
    options = options_of(seat, preview_of(seat, office.bring_to("seal", notice(copy_number="000001"))))
    tick(options, "numbers")
    choose(options, "turning", "手工")
    assert options.order().run is None
    assert not options.findChild(QSpinBox, "first").isEnabled()


class Jammed(FakeViewer):
    """Draws pages until the paper jams."""

    def __init__(self, pages: int) -> None:
        self._left = pages

    def raster(self, pdf: bytes, number: int, pixels_per_mm: float, rows=None):
        self._left -= 1
        if self._left < 0:
            raise Unavailable("printer.failed", printer=LASER)
        return super().raster(pdf, number, pixels_per_mm, rows)


COPIES = tuple(NumberedCopy(number=f"{number:06}", data=b"page one\fpage two") for number in range(7, 12))


@pytest.fixture
def printer(qapp, tmp_path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    return made


@pytest.mark.parametrize(("pages", "done"), [(5, "000007—000008"), (2, "000007"), (1, "（一份也没有）")])
def test_a_printer_that_fails_midway_leaves_it_known_which_copies_it_has(printer, pages, done):
    with pytest.raises(Unavailable) as caught:
        print_copies(Jammed(pages), COPIES, printer, progress())
    broken = f"{7 + pages // 2:06}"
    assert caught.value.code == "printer.stopped"
    assert (caught.value.params["done"], caught.value.params["broken"]) == (done, broken)


def test_a_run_that_is_called_off_says_which_copies_the_printer_has(printer):
    told = Progress(lambda done, _total: told.cancel() if done == 2 else None)
    handed = print_copies(FakeViewer(), COPIES, printer, told)
    assert (handed.numbers, handed.broken) == (("000007", "000008"), "000009")
    assert "000007—000008" in handed.words and "000009 可能没有印完" in handed.words


def test_an_order_says_in_words_what_is_not_as_usual():
    assert PrintOrder().words == ""
    order = PrintOrder(
        turning=Turning.DUPLEX,
        work=Presswork(overprinted=True, seals=False, folding=Folding.BOOKLET),
        run=CopyRun(first=1, count=30),
    )
    assert order.words == "双面，打印机自己翻；A3 骑马订；红头纸套打；不印印章；份号 000001—000030，共30份"


def test_a_printer_that_cannot_turn_sheets_says_so_before_anything_is_printed(seat):
    about = Printable(printers=(LASER, INKJET), turns=lambda name: name == LASER)
    options = PrintOptions(PrintOrder(turning=Turning.DUPLEX), about, Offsets(Forgetful()), seat.over)
    options.open()
    hint = options.findChild(QLabel, "cannot-turn")
    shown = [hint.isVisible()]
    choose(options, "printer", INKJET)
    shown.append(hint.isVisible())
    choose(options, "turning", "手工")
    shown.append(hint.isVisible())
    assert shown == [False, True, False]
    options.reject()


@pytest.mark.parametrize(("printer", "turning"), [(LASER, Turning.DUPLEX), (INKJET, Turning.BY_HAND)])
def test_sheets_that_are_folded_are_printed_on_both_sides_unless_somebody_says_otherwise(seat, printer, turning):
    about = Printable(printers=(LASER, INKJET), turns=lambda name: name == LASER)
    options = PrintOptions(PrintOrder(printer=printer), about, Offsets(Forgetful()), seat.over)
    choose(options, "folding", "骑马订")
    assert options.order().turning is turning
    choose(options, "turning", "单面")
    assert options.order().turning is Turning.ONE_SIDED
    options.reject()
