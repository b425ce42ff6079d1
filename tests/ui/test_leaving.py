"""What leaves the store on paper or as a file is recorded first, is the page to the dot, and spoils nothing on failing."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import shiboken6
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.bootstrap.adapters import build_renderer
from oa_desktop.docs.sheets.viewing import ConfinedViewer
from oa_desktop.domain.actions.together import Circulate
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.office.leaving import write_file
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Look
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.print_order import Forgetful
from oa_desktop.ui.leaving.print_preview import PrintPreview
from oa_desktop.ui.leaving.printing import print_pages, wanted
from oa_desktop.ui.leaving.saving import SORTS, SaveDialog, ended
from oa_desktop.ui.page_commands import SHEET_COMMANDS
from oa_desktop.ui.tasks import Cancelled, Progress, Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice
from tests.fakes.together import person
from tests.fakes.world import FakeViewer
from tests.ui.hands import print_to_file

DOTS = 4.0
TITLE = "关于开展公文归档工作的通知"


class Seat:
    """Somebody who takes papers out."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, printers: list[str]) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.over = QWidget()
        qtbot.addWidget(self.over)
        self.over.resize(1000, 700)
        self.over.show()
        self.words = Forgetful()
        self.workplace = Workplace(office.as_("drafter"), tasks)
        self.papers = Papers(self.workplace, self.over, self.words, lambda: printers)
        self.told, self.problems = [], []
        self.papers.told.connect(self.told.append)
        self.workplace.problem.connect(self.problems.append)

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.tasks.idle)
            self.qtbot.wait(5)

    def outputs(self) -> list[str]:
        kept = (one.entry for one in self.office.stores.made.kept)
        return [one.payload["what"] for one in kept if one.kind == "record-output"]

    def dialog(self, kind: type[QDialog]) -> QDialog:
        (found,) = (one for one in self.over.findChildren(kind) if one.isVisible())
        return found


@pytest.fixture
def seat(qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> Seat:
    return Seat(qtbot, tasks, office, ["秘书科激光打印机"])


@pytest.fixture
def to_file(tmp_path: Path) -> QPrinter:
    """A printer of 300 dots to an inch that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(300)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    return printer


def progress() -> Progress:
    return Progress(lambda _done, _total: None)


# --- printing ------------------------------------------------------------------------------------------------------


def test_what_is_printed_is_the_page_to_the_dot(qapp, to_file, tmp_path):
    body = tuple(Paragraph(spans=(Span(text="现就有关事项通知如下。" * 20),)) for _ in range(3))
    pdf = build_renderer().render(notice(body=body), Look(mark="演示")).data
    viewer = ConfinedViewer()
    assert print_pages(viewer, pdf, to_file, progress()) == len(viewer.leaves(pdf)) == 2
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert len(viewer.leaves(printed)) == 2
    for number in range(2):
        wanted_page, page = (viewer.raster(one, number, DOTS) for one in (pdf, printed))
        assert abs(page.width - wanted_page.width) <= 1
        assert dark_box(page) == pytest.approx(dark_box(wanted_page), abs=2)


def test_no_stroke_of_what_is_printed_has_a_halo(qapp, to_file, tmp_path):
    print_pages(ConfinedViewer(), build_renderer().render(notice(), Look(mark="演示")).data, to_file, progress())
    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        filters = {str(image.Filter) for page in printed.pages for image in page.get_images().values()}
    assert filters == {"/FlateDecode"}, "pictures are kept dot for dot"


def dark_box(raster) -> tuple[int, int, int, int]:
    """Return the edges of everything that is dark on a page, in dots."""
    dark = [place for place in range(0, len(raster.data), 4) if raster.data[place + 1] < 100]
    across = [place // 4 % raster.width for place in dark]
    down = [place // 4 // raster.width for place in dark]
    return min(across), max(across), min(down), max(down)


@pytest.mark.parametrize(
    ("arrange", "pages"),
    [
        (lambda printer: None, [0, 1, 2]),
        (lambda printer: printer.setFromTo(2, 3) or printer.setPrintRange(QPrinter.PrintRange.PageRange), [1, 2]),
        (lambda printer: printer.setPageOrder(QPrinter.PageOrder.LastPageFirst), [2, 1, 0]),
        (lambda printer: printer.setCopyCount(2), [0, 1, 2, 0, 1, 2]),
        (lambda printer: printer.setCopyCount(2) or printer.setCollateCopies(False), [0, 0, 1, 1, 2, 2]),
    ],
    ids=["all", "some", "last first", "copies", "copies by page"],
)
def test_pages_come_in_the_order_and_as_often_as_was_asked(qapp, to_file, arrange, pages):
    arrange(to_file)
    assert wanted(to_file, 3) == pages


def test_printing_that_is_called_off_ends_at_the_next_page(qapp, to_file):
    asked = []
    told = Progress(lambda done, _total: asked.append(done) or called_off.cancel())
    called_off = told
    with pytest.raises(Cancelled):
        print_pages(FakeViewer(), "一\f二\f三".encode(), to_file, told)
    assert asked == [0]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_by_its_name(qapp, to_file, tmp_path):
    to_file.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(Unavailable) as caught:
        print_pages(FakeViewer(), b"1", to_file, progress())
    assert caught.value.code == "printer.failed"
    assert "printed.pdf" in caught.value.params["printer"]


def test_printing_is_recorded_before_the_printer_gets_anything(seat, office, tmp_path):
    document = office.draft()
    seat.papers.print(document, Paper.PAGE)
    seat.settle()
    preview = seat.dialog(PrintPreview)
    assert seat.outputs() == [], "looking is not printing"
    preview.printer.setOutputFileName(str(tmp_path / "out.pdf"))
    seat.qtbot.mouseClick(preview.findChild(QPushButton, "print"), Qt.MouseButton.LeftButton)
    print_to_file(seat.dialog(QPrintDialog))
    seat.settle()
    assert seat.outputs() == ["页面"]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert (seat.told, seat.problems) == (["已交给打印机，共1页"], [])


_STAMPED = (Paper.STAMPED, Paper.STAMPED_OFD)
SLIPS = (Paper.HAND_OVER, Paper.ASSIGNMENT, Paper.URGING, Paper.REJECTION, *_STAMPED)
"""Papers that there are once something was handed over, assigned, urged, sent back or archived."""


def circulated(office) -> DossierId:
    """A document that has its number and went round."""
    document = office.bring_to("seal")
    office.as_("sealer").perform(Circulate(dossier=document, readers=(person("head"),)))
    return document


@pytest.mark.parametrize("paper", [one for one in SHEET_COMMANDS if one not in SLIPS])
def test_what_goes_with_a_numbered_paper_is_seen_before_it_is_printed(seat, office, tmp_path, paper):
    document = circulated(office)
    seat.papers.print(document, paper)
    seat.settle()
    preview = seat.dialog(PrintPreview)
    preview.printer.setOutputFileName(str(tmp_path / "out.pdf"))
    preview.agreed.emit()
    seat.settle()
    assert (seat.outputs(), seat.problems) == ([paper.value], [])


def test_before_it_is_numbered_no_sheet_is_shown_and_it_is_said_why(seat, office):
    seat.papers.print(office.draft(), Paper.LABELS)
    seat.settle()
    assert [one.code for one in seat.problems] == ["paper.before-number"]
    assert seat.outputs() == []


def test_the_page_keeps_its_paper_where_the_chosen_printer_usually_takes_another(seat, office, tmp_path):
    seat.papers.print(office.draft(), Paper.PAGE)
    seat.settle()
    preview = seat.dialog(PrintPreview)
    printer, usual = preview.printer, QPageSize(QPageSize.PageSizeId.Letter)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    seat.qtbot.mouseClick(preview.findChild(QPushButton, "print"), Qt.MouseButton.LeftButton)
    printer.setPageLayout(QPageLayout(usual, QPageLayout.Orientation.Landscape, QMarginsF(20, 20, 20, 20)))
    print_to_file(seat.dialog(QPrintDialog))
    seat.settle()
    with pikepdf.open(tmp_path / "out.pdf") as printed:
        left, bottom, right, top = map(float, printed.pages[0].mediabox)
    assert (right - left, top - bottom) == pytest.approx((595, 842), abs=1)


def test_closing_the_preview_prints_and_records_nothing(seat, office):
    seat.papers.print(office.draft(), Paper.FORM)
    seat.settle()
    seat.dialog(PrintPreview).reject()
    seat.settle()
    assert (seat.outputs(), seat.told) == ([], [])


def test_where_there_is_no_printer_that_is_said_with_another_way(qtbot, tasks, office):
    seat = Seat(qtbot, tasks, office, [])
    seat.papers.print(office.draft(), Paper.PAGE)
    seat.settle()
    preview = seat.dialog(PrintPreview)
    assert not preview.findChild(QPushButton, "print").isEnabled()
    assert "另存为 PDF" in preview.findChild(QLabel, "no-printer").text()
    assert preview.findChild(QLabel, "no-printer").isVisible()


# --- saving --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", [one for one in SORTS if one.paper not in SLIPS], ids=lambda one: one.paper.name)
def test_every_paper_can_be_kept_as_a_file_and_is_recorded(seat, office, tmp_path, sort):
    document = circulated(office)
    path = tmp_path / sort.name(TITLE)
    seat.papers.write(document, sort.paper, path)
    seat.settle()
    assert path.read_bytes()
    assert seat.outputs() == [sort.paper.value]
    assert seat.told == [f"已另存为 {path.name}"]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_place_that_takes_nothing_is_said_and_what_stood_there_stands(seat, office, tmp_path):
    (tmp_path / "here").write_text("old")
    seat.papers.write(office.draft(), Paper.PAGE, tmp_path / "here" / "page.pdf")
    seat.settle()
    assert [one.code for one in seat.problems] == ["disk.failed"]
    assert (seat.told, (tmp_path / "here").read_text()) == ([], "old")


def test_a_full_disk_is_called_full():
    with pytest.raises(Unavailable) as caught:
        write_file(FullPlace("/nowhere/page.pdf"), b"page")
    assert caught.value.code == "disk.full"


class FullPlace(type(Path())):
    """A path on a full disk."""

    def mkdir(self, **_more) -> None:
        raise OSError(28, "No space left on device")


def name_in(dialog: SaveDialog) -> str:
    return Path(dialog.selectedFiles()[0]).name


def choose_next(qtbot: QtBot, dialog: SaveDialog) -> None:
    sorts = dialog.findChild(QComboBox, "fileTypeCombo")
    sorts.setFocus()
    qtbot.keyClick(sorts, Qt.Key.Key_Down)
    qtbot.wait(5)


def test_the_dialog_proposes_the_title_and_the_ending_of_the_paper(seat, office):
    document = office.draft()
    seat.papers.save(document, Paper.PAGE)
    seat.settle()
    dialog = seat.dialog(SaveDialog)
    names = [name_in(dialog)]
    for sort in (one for one in SORTS[1:] if one.paper not in (Paper.ASSIGNMENT, Paper.REJECTION)):
        choose_next(seat.qtbot, dialog)
        names.append(name_in(dialog))
        assert f".{dialog.defaultSuffix()}" == sort.ending
    assert names == [
        f"{TITLE}.pdf",
        f"{TITLE}.ofd",
        f"{TITLE}.docx",
        f"{TITLE}（修改痕迹）.docx",
        f"{TITLE}（附件单独）.pdf",
        f"{TITLE}（发文稿纸）.pdf",
        f"{TITLE}（校样）.pdf",
        f"{TITLE}（付印单）.pdf",
        f"{TITLE}（封签）.pdf",
        f"{TITLE}（交换清单）.pdf",
        f"{TITLE}（传阅单）.pdf",
        f"{TITLE}（转办单）.pdf",
        f"{TITLE}（催办单）.pdf",
        f"{TITLE}（归档章副本）.pdf",
        f"{TITLE}（归档章副本）.ofd",
        f"{TITLE}（办理记录）.jsonl",
        f"{TITLE}（核验包）.zip",
    ]
    dialog.reject()


def test_the_form_of_what_came_is_saved_as_what_it_is_called_there(qtbot, tmp_path):
    behind = QWidget()
    qtbot.addWidget(behind)
    offered = {Paper.PAGE: "页面", Paper.FORM: "收文处理单"}
    dialog = SaveDialog(TITLE, Paper.FORM, offered, tmp_path, behind)
    assert name_in(dialog) == f"{TITLE}（收文处理单）.pdf"
    assert dialog.nameFilters() == ["页面，与印出来的一样 (*.pdf)", "收文处理单 (*.pdf)"]
    dialog.reject()


def test_a_name_that_was_typed_keeps_its_words_when_another_paper_is_chosen(seat, office, tmp_path):
    seat.papers.save(office.draft(), Paper.PAGE)
    seat.settle()
    dialog = seat.dialog(SaveDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.findChild(QLineEdit).setText("送审一稿")
    choose_next(seat.qtbot, dialog)
    assert name_in(dialog) == "送审一稿.ofd"
    dialog.accept()
    seat.settle()
    assert (tmp_path / "送审一稿.ofd").exists()
    assert seat.outputs() == ["版式文件"]


@pytest.mark.parametrize(
    ("title", "name"),
    [("关于A/B:两事项的“请示”", "关于A B 两事项的“请示”.pdf"), ("\n ..", "公文.pdf"), ("长" * 99, "长" * 60 + ".pdf")],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert SORTS[0].name(title) == name


def test_an_ending_that_is_added_overwrites_nothing(tmp_path):
    assert ended(tmp_path / "a.PDF", ".pdf") == tmp_path / "a.PDF"
    assert ended(tmp_path / "a.txt", ".pdf") == tmp_path / "a.txt.pdf"
    (tmp_path / "a.txt.pdf").touch()
    assert ended(tmp_path / "a.txt", ".pdf") == tmp_path / "a.txt（2）.pdf"


# --- dialogs are freed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("do", "kind"), [(Papers.print, PrintPreview), (Papers.save, QFileDialog)])
def test_a_dialog_that_was_closed_is_gone(seat, office, do, kind):
    do(seat.papers, office.draft(), Paper.PAGE)
    seat.settle()
    dialog = seat.dialog(kind)
    dialog.reject()
    seat.qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_the_next_file_is_proposed_where_the_last_one_went(seat, office, tmp_path):
    document = office.draft()
    seat.papers.save(document, Paper.PAGE)
    seat.settle()
    first = seat.dialog(SaveDialog)
    first.setDirectory(str(tmp_path))
    first.findChild(QLineEdit).setText("一份.pdf")
    first.accept()
    seat.settle()
    seat.papers.save(document, Paper.PAGE)
    seat.settle()
    assert Path(seat.dialog(SaveDialog).directory().absolutePath()) == tmp_path


def test_the_dialogs_are_in_chinese(seat, office):
    seat.papers.save(office.draft(), Paper.PAGE)
    seat.settle()
    labels = [one.text() for one in seat.dialog(SaveDialog).findChildren(QLabel)]
    assert not [one for one in labels if one.isascii() and one.strip()]


def test_keys_that_are_pressed_thrice_open_one_preview(seat):
    document = seat.office.draft(notice())
    for _ in range(3):
        seat.papers.print(document, Paper.PAGE)
    seat.settle()
    assert seat.dialog(PrintPreview).isVisible()
