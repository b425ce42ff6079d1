"""Both coordinate systems name the same places: the printed sheet, and what a word processor is told."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from oa_desktop.docs import figures
from oa_desktop.docs.confined_inspecting import ConfinedInspector
from oa_desktop.docs.coordinates import EITHER, PRINTED, PROCESSOR, Coordinates
from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.docx.measures import LINE_TWIPS, TIGHTENING_TWIPS
from oa_desktop.docs.fonts.fonts import shipped_fonts
from tests.independent.standard_page import PROCESSOR_FIGURES
from tests.unit.test_docx_writer import NOTICE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_what_is_set_in_a_word_processor_is_what_its_standard_says() -> None:
    derived = {
        "top margin": PROCESSOR.top_white_mm,
        "bottom margin": PROCESSOR.bottom_white_mm,
        "mark under the type area": PROCESSOR.mark_mm,
        "leading": PROCESSOR.leading_mm,
        "one line": figures.PROCESSOR_LINE_MM,
        "two lines": 2 * figures.PROCESSOR_LINE_MM,
        "dash under the type area": PROCESSOR.page_number_mm,
        "height of the text": PROCESSOR.area_height_mm,
    }
    assert derived == pytest.approx(PROCESSOR_FIGURES, abs=0.005)


def test_the_printed_sheet_has_the_figures_of_its_own_standard() -> None:
    assert (PRINTED.top_white_mm, PRINTED.bottom_white_mm, PRINTED.area_height_mm) == (37, 35, 225)
    assert (PRINTED.mark_mm, PRINTED.order_mark_mm, PRINTED.page_number_mm) == (35, 20, 7)


@pytest.mark.parametrize("system", EITHER)
def test_both_systems_put_everything_at_the_same_place_of_the_sheet(system: Coordinates) -> None:
    assert system.top_white_mm + system.mark_mm == pytest.approx(72)
    assert system.top_white_mm + system.order_mark_mm == pytest.approx(57)
    assert 297 - system.bottom_white_mm + system.page_number_mm == pytest.approx(269)
    assert system.top_white_mm + system.leading_mm / 2 == pytest.approx(37)


def test_a_page_of_a_docx_holds_22_lines_of_28_characters_and_no_more() -> None:
    line_mm = LINE_TWIPS / 20 * 25.4 / 72
    cell_mm = (16 + TIGHTENING_TWIPS / 20) * 25.4 / 72
    assert 22 * line_mm <= 225 < 23 * line_mm
    assert 28 * cell_mm <= 156 < 29 * cell_mm


@pytest.mark.parametrize(("system", "twips"), [(PRINTED, LINE_TWIPS), (PROCESSOR, 589)])
def test_the_inspector_takes_a_docx_in_either_system(system: Coordinates, twips: int, tmp_path) -> None:
    data = _with_margins(write_docx(NOTICE), system, twips, tmp_path)
    found = {one.rule for one in ConfinedInspector(shipped_fonts).of_file(data, "a.docx")}
    assert not found & {"sheet.top", "grid.lines", "sheet.left", "sheet.width"}


def test_the_inspector_takes_no_margins_of_neither_system(tmp_path) -> None:
    data = _with_margins(write_docx(NOTICE), replace(PROCESSOR, leading_mm=12.0), LINE_TWIPS, tmp_path)
    assert "sheet.top" in {one.rule for one in ConfinedInspector(shipped_fonts).of_file(data, "a.docx")}


def _with_margins(data: bytes, system: Coordinates, twips: int, folder) -> bytes:
    """Return a DOCX with the margins and the line pitch of a system."""
    source, made = folder / "a.docx", folder / "b.docx"
    source.write_bytes(data)
    with ZipFile(source) as before, ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = _margins_set(content, system)
            if name == "word/styles.xml":
                content = content.replace(f'w:line="{LINE_TWIPS}"'.encode(), f'w:line="{twips}"'.encode())
            after.writestr(name, content)
    return made.read_bytes()


def _margins_set(content: bytes, system: Coordinates) -> bytes:
    root = ET.fromstring(content)
    for margins in root.iter(f"{W}pgMar"):
        for edge, mm in (("top", system.top_white_mm), ("bottom", system.bottom_white_mm)):
            margins.set(f"{W}{edge}", str(round(mm / 25.4 * 1440)))
    return ET.tostring(root)
