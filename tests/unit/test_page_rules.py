"""Every page rule finds its fault, on our pages and in the PDF and the OFD made of them; on clean pages none is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.docs.confined_inspecting import ConfinedInspector
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import CELL_MM
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.inspect import inspect_sheets
from oa_desktop.docs.inspect.drawn import sheets_of_pages
from oa_desktop.docs.inspect.files import sheets_of_file
from oa_desktop.docs.inspect.recognising import printed_paper
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.sheets.sheets import Character, Picture, Sheet, Sheets, Stroke, Tint, tint_of
from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.registry import OF_PAGES, RULES
from oa_desktop.i18n.problems import ABSENT, say
from oa_desktop.office.ports.pages import Look
from tests.rigs.page_faults import FAULTS, FILES, KEPT
from tests.rigs.page_papers import OVERRUN, papers
from tests.rigs.planting import moved, says

PAPERS = sorted(Path(__file__).parents[1].joinpath("data/papers").glob("*.txt"))
WHOLE = sorted(set(papers()) - {"odd", "hourglass"})
"""Papers in which nothing at all is wrong."""
WEIGHTY = (Severity.FAULT, Severity.WARNING)


def by_pdf(laid: LaidOut) -> Sheets:
    return sheets_of_file(write_pdf(laid))


def by_ofd(laid: LaidOut) -> Sheets:
    return sheets_of_file(write_ofd(laid))


WAYS: dict[str, Callable[[LaidOut], Sheets]] = {"pages": sheets_of_pages, "pdf": by_pdf}


def weighty(found: tuple[Finding, ...]) -> set[str]:
    return {one.rule for one in found if one.severity in WEIGHTY}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found_and_no_other_that_weighs(rule: str, way: str) -> None:
    paper, fault = FAULTS[rule]
    found = inspect_sheets(WAYS[way](fault(papers()[paper])))
    told = [one for one in found if one.rule == rule]
    assert told
    assert weighty(found) <= {rule}
    for one in told:
        said = say(one.rule, one.params)
        assert said.what and said.why and said.do and ABSENT not in f"{said}"
        assert one.place.page
        assert (one.severity, one.clause) == (RULES[rule].severity, RULES[rule].clause)


def test_every_page_rule_has_its_fault() -> None:
    """But those on fonts that we do not have: ``quotes.type`` has its fault in a DOCX."""
    assert OF_PAGES.keys() - FAULTS.keys() == {"font.embedded", "quotes.type"}


@pytest.mark.parametrize("way", [*WAYS, "ofd"])
@pytest.mark.parametrize("paper", WHOLE)
def test_nothing_is_found_on_pages_that_are_right(paper: str, way: str) -> None:
    sheets = {**WAYS, "ofd": by_ofd}[way](papers()[paper])
    assert [one for one in inspect_sheets(sheets) if way != "ofd" or one.severity in WEIGHTY] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("sealed", [True, False])
def test_our_pages_of_real_papers_break_no_clause(path: Path, sealed: bool) -> None:
    options = LayoutOptions(sealed=sealed, seal="清源县人民政府" if sealed else "")
    laid = lay_out(read_source(path.read_bytes(), path.name).manuscript, shipped_fonts(), options)
    for sheets in (sheets_of_pages(laid), by_pdf(laid)):
        assert [one for one in inspect_sheets(sheets) if one.severity is Severity.FAULT] == []


@pytest.mark.parametrize("paper", papers())
def test_the_elements_of_a_pdf_are_recognised_as_they_were_set(paper: str) -> None:
    def told(sheets: Sheets) -> list[tuple[int, int, Element | None, str]]:
        lines = printed_paper(sheets).lines
        return [(line.page, round(line.y_mm), line.element, line.text.replace(" ", "")) for line in lines]

    assert told(by_pdf(papers()[paper])) == told(sheets_of_pages(papers()[paper]))


@pytest.mark.parametrize("rule", KEPT)
def test_the_fault_in_a_file_is_found_with_its_clause_and_nothing_in_its_twin(rule: str) -> None:
    faulty, clean = (
        inspect_sheets(sheets_of_file((FILES / f"{rule}.{kind}.pdf").read_bytes())) for kind in ("faulty", "clean")
    )
    assert {(one.rule, one.clause) for one in faulty if one.severity in WEIGHTY} == {(rule, RULES[rule].clause)}
    assert weighty(clean) == set()


@pytest.mark.parametrize("write", [write_pdf, write_ofd])
def test_a_paragraph_of_an_annex_that_runs_over_the_page_begins_no_other_there(
    write: Callable[[LaidOut], bytes],
) -> None:
    found = inspect_sheets(sheets_of_file(write(lay_out(OVERRUN, shipped_fonts()))))
    assert [one for one in found if one.severity is Severity.FAULT] == []


def test_an_annex_that_begins_flush_left_is_found() -> None:
    flush = moved(Element.ANNEX_BODY, dx=-2 * CELL_MM, which=says("各单位要"))
    found = inspect_sheets(by_pdf(flush(papers()["full"])))
    assert {one.rule for one in found} == {"body.indent"}


def test_a_font_that_the_file_does_not_carry_is_said() -> None:
    sheets = replace(sheets_of_pages(papers()["short"]), unembedded=("仿宋_GB2312",))
    (told,) = inspect_sheets(sheets)
    assert (told.rule, told.params["measured"]) == ("font.embedded", "仿宋_GB2312")


def test_a_place_is_said_in_page_line_and_hundredths_of_a_millimetre() -> None:
    paper, fault = FAULTS["recipients.flush"]
    (told,) = inspect_sheets(sheets_of_pages(fault(papers()[paper])))
    assert (told.place.name, told.place.page, told.place.row) == ("主送机关", 1, 13)
    assert told.place.x == pytest.approx(3914, abs=1)


def test_a_file_is_inspected_in_a_process_of_its_own_and_a_broken_one_refused() -> None:
    inspector = ConfinedInspector(shipped_fonts)
    paper, fault = FAULTS["mark.top"]
    (told,) = inspector.of_file(write_pdf(fault(papers()[paper])), "a.pdf")
    assert (told.rule, told.params["measured"]) == ("mark.top", "68")
    for data, code in ((b"%PDF-1.7 nonsense", "source.damaged"), (b"PK\x03\x04OFD.xml", "source.damaged")):
        assert inspector.is_fixed(data)
        with pytest.raises(Refused) as caught:
            inspector.of_file(data, "a")
        assert caught.value.code == code


def test_a_draft_that_is_empty_is_inspected_and_nothing_fails() -> None:
    assert ConfinedInspector(shipped_fonts).of_draft(Manuscript(), Look()) == ()
    assert inspect_sheets(Sheets(sheets=())) == ()


@pytest.mark.parametrize(
    ("colour", "tint"),
    [
        ((0, 0, 0), Tint.BLACK),
        ((40, 36, 32), Tint.BLACK),
        ((255, 51, 51), Tint.RED),
        ((230, 230, 230), Tint.PALE),
        ((40, 60, 200), Tint.OTHER),
    ],
)
def test_colours_are_told_apart(colour: tuple[int, int, int], tint: Tint) -> None:
    assert tint_of(*colour) is tint


# --- whatever stands on a page -------------------------------------------------------------------------------------

_WORDS = (
    "抄送：", "主送：", "附件", "附件：1.", "2026年4月17日印发", "2026年4月16日", "签发人：", "清水发〔2026〕5号", "— 1 —", "１", "一、",
    "（一）", "1.", "县水利局", "出席：", "秘密★1年", "特急", "000018", "（", "，", "\U00020000", "令", "纪要", "文件", "a",
)  # fmt: skip
figures = st.one_of(st.floats(-400, 700), st.sampled_from([28.0, 37.0, 106.0, 184.0, 262.0, 1e12, -1e12]))
tints = st.sampled_from(list(Tint))


@st.composite
def lines(draw: st.DrawFn) -> list[Character]:
    """A line of type anywhere."""
    words, x_mm, y_mm = draw(st.sampled_from(_WORDS)), draw(figures), draw(figures)
    size, tint = draw(st.sampled_from([0.0, 10.5, 14.0, 16.0, 22.0, 60.0])), draw(tints)
    font = draw(st.sampled_from(["仿宋_GB2312", "SimHei", "ABCDEF+KaiTi", "", "?"]))
    return [Character(c, x_mm + 5 * n, x_mm + 5 * n + 5, y_mm, size, font, tint, y_mm - 5) for n, c in enumerate(words)]


pages = st.builds(
    Sheet,
    number=st.just(1),
    characters=st.lists(lines(), max_size=9).map(lambda found: tuple(char for line in found for char in line)),
    strokes=st.lists(st.builds(Stroke, figures, figures, figures, figures, figures, tints), max_size=5).map(tuple),
    pictures=st.lists(st.builds(Picture, figures, figures, figures, figures, tints), max_size=3).map(tuple),
    width_mm=figures,
    height_mm=figures,
)


@settings(deadline=None, max_examples=100)
@given(st.lists(pages, max_size=4))
def test_whatever_stands_on_a_page_it_is_inspected(drawn: list[Sheet]) -> None:
    sheets = tuple(replace(sheet, number=number) for number, sheet in enumerate(drawn, start=1))
    for one in inspect_sheets(Sheets(sheets=sheets)):
        said = say(one.rule, one.params)
        assert said.what and ABSENT not in f"{said}"
        assert one.place.x >= 0 and one.place.y >= 0
