"""The DOCX as LibreOffice shows it: heads where the page has them, and pages that end alike. WPS and Word are not tested."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.docs.sheets.sheets import Tint
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, Table
from oa_desktop.office.ports.pages import Look
from tests.golden.formats import PAPERS
from tests.golden.renew_pages import EXAMPLES, example
from tests.integration.test_page_in_pdf import find, letters
from tests.rigs.word_processor import as_pdf, converted

DATA = Path(__file__).parents[1] / "data"
SOURCES = [*sorted(EXAMPLES.glob("*.md")), *sorted((DATA / "papers").glob("*.txt"))]
ALONG = Table(
    rows=(("序号", "项目", "内容"), *((f"{n}", f"项目{n}", "除险加固" * 12) for n in range(1, 41))), landscape=True
)
TURNED = replace(
    PAPERS["文件格式"],
    attachment_notes=("重点项目表", "任务表"),
    annexes=(Annex(title="重点项目表", body=(ALONG,)), Annex(title="任务表", body=(ALONG,))),
)
"""A paper with two annexes set along the sheet."""
NOTED = replace(
    PAPERS["文件格式"],
    body=tuple(
        Paragraph(spans=(Span(text="除险加固" * 20, note=note), Span(text="压实责任。")))
        for note in (
            "",
            "见《公报》，第1页。",
            "",
            "统计口径按照国家统计局的规定执行。" * 40,
            "",
            "",
            "",
            "注。",
            "",
            "",
        )
    ),
    annexes=(Annex(title="任务表", body=(Paragraph(spans=(Span(text="除险加固", note="附件的注。"),)),)),),
)
"""A paper with notes, one of them over two pages."""
NOTED_AT_THE_END = replace(
    PAPERS["文件格式"],
    body=(
        *(Paragraph(spans=(Span(text="除险加固" * 20),)) for _ in range(6)),
        Paragraph(spans=(Span(text="压实责任", note="职责分工见预案。"), Span(text="，抓好落实。"))),
    ),
    attachment_notes=(),
    annexes=(),
    copied_to="县委办公室",
    printed_by="清源县人民政府办公室",
    printed_on="2026年3月5日",
)
"""A paper with a note on the page of its 版记."""
MANUSCRIPTS: Mapping[str, Manuscript] = {
    **PAPERS,
    **{path.stem: example(path) for path in SOURCES},
    "横排表": TURNED,
    "脚注": NOTED,
    "版记上的脚注": NOTED_AT_THE_END,
}
WITH_OTHER_LINES = frozenset(
    {
        *("不是公文-合同", "公报-全会公报", "函-答复提案", "命令-县政府令", "19-附表通知"),
        *("02-决定", "横排表"),
        "脚注",
    }
)
"""LibreOffice leaves white beside digits, by which some have a line more or less; it begins a page with the rest of a
table right at the margin, and sets notes at the foot of the type area."""
NEAR_MM = 0.6
WITHIN_MM = 1.05
"""A millimetre, as exactly as LibreOffice places."""
EQUAL_BREAKS = 0.95
FEW_CHARACTERS = 6
"""Less than a quarter of a line: word processors squeeze marks and digits a little otherwise."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every paper as a PDF that LibreOffice made of its DOCX, all in one run."""
    folder = tmp_path_factory.mktemp("processor")
    renderer = PageRenderer(shipped_fonts())
    files = [folder / f"{name}.docx" for name in MANUSCRIPTS]
    for file in files:
        file.write_bytes(renderer.document(MANUSCRIPTS[file.stem], Look()))
    return {pdf.stem: pdf.read_bytes() for pdf in as_pdf(files, folder)}


@pytest.mark.parametrize("name", PAPERS)
def test_mark_and_number_stand_where_the_page_has_them(name: str, shown: Mapping[str, bytes]) -> None:
    page = lay_out(PAPERS[name], shipped_fonts()).pages[0]
    on_screen = sorted(letters(shown[name], 0), key=lambda letter: (round(letter.y), letter.x))
    for element in (Element.MARK, Element.DOCUMENT_NUMBER):
        run = page.of(element)[0]
        seen = find(on_screen, run.text)
        assert seen[0].y == pytest.approx(run.y_mm, abs=NEAR_MM), element
        middle = (seen[0].left + seen[-1].right) / 2
        assert middle == pytest.approx((run.x_mm + run.right_mm) / 2, abs=1.2), element


@pytest.mark.parametrize("name", PAPERS)
def test_the_text_begins_where_the_page_has_it(name: str, shown: Mapping[str, bytes]) -> None:
    run = lay_out(PAPERS[name], shipped_fonts()).pages[0].of(Element.BODY)[0]
    (first, *_) = find(letters(shown[name], 0), run.text[:8])
    assert first.y == pytest.approx(run.y_mm, abs=NEAR_MM)
    assert first.x == pytest.approx(run.x_mm, abs=0.3)


@pytest.mark.parametrize("name", [name for name in MANUSCRIPTS if name not in WITH_OTHER_LINES])
def test_every_line_of_every_page_stands_within_a_millimetre_of_the_page(name: str, shown: Mapping[str, bytes]) -> None:
    for number, page in enumerate(lay_out(MANUSCRIPTS[name], shipped_fonts()).pages):
        ours = {round(run.y_mm, 2) for run in page.runs if run.text.strip()}
        theirs = {round(letter.y, 2) for letter in letters(shown[name], number)}
        assert [y for y in ours if not _is_among(y, theirs)] == [], f"page {number + 1}: lines that lack"
        assert [y for y in theirs if not _is_among(y, ours)] == [], f"page {number + 1}: lines that are elsewhere"


def test_the_last_rule_of_the_imprint_lies_on_the_edge_of_the_type_area(shown: Mapping[str, bytes]) -> None:
    level = [one for one in sheets_of_pdf(shown["文件格式"]).sheets[-1].strokes if one.is_level]
    assert max(one.y1_mm for one in level) == pytest.approx(262, abs=0.3)


@pytest.mark.parametrize("points", [0, 30, 40])
def test_the_double_rules_of_a_letter_lie_where_the_page_has_them(points: int, tmp_path: Path) -> None:
    template = Template(letter_mark=points * 100)
    rules = lay_out(PAPERS["信函格式"], shipped_fonts(), LayoutOptions(template=template)).pages[0].rules
    file = tmp_path / "letter.docx"
    file.write_bytes(write_docx(PAPERS["信函格式"], DocxOptions(template=template)))
    (pdf,) = as_pdf([file], tmp_path)
    red = [one for one in sheets_of_pdf(pdf.read_bytes()).sheets[0].strokes if one.tint is Tint.RED]
    edges = sorted(one.y1_mm + one.width_mm / 2 * way for one in red for way in (-1, 1))
    assert edges[0] == pytest.approx(min(one.y1_mm - one.width_mm / 2 for one in rules), abs=0.1)
    assert edges[-1] == pytest.approx(max(one.y1_mm + one.width_mm / 2 for one in rules), abs=0.1)


def _is_among(y: float, others: Iterable[float]) -> bool:
    return any(abs(y - other) <= WITHIN_MM for other in others)


def test_a_letter_shows_its_first_page_number_nowhere(shown: Mapping[str, bytes]) -> None:
    assert not [letter for letter in letters(shown["信函格式"], 0) if letter.y > 263]
    assert [letter for letter in letters(shown["文件格式"], 0) if letter.y > 263]


def test_pages_end_with_the_same_line_as_ours(shown: Mapping[str, bytes]) -> None:
    renderer = PageRenderer(shipped_fonts())
    ours = {name: _pages(renderer.render(manuscript, Look()).data) for name, manuscript in MANUSCRIPTS.items()}
    other = [name for name, data in shown.items() if not _break_alike(ours[name], _pages(data))]
    assert len(other) <= (1 - EQUAL_BREAKS) * len(ours), other


def test_notes_stand_at_the_foot_of_the_same_pages(shown: Mapping[str, bytes]) -> None:
    ours = _pages(PageRenderer(shipped_fonts()).render(NOTED, Look()).data)
    theirs = _pages(shown["脚注"])
    assert [page & Counter("①②③④") for page in theirs] == [page & Counter("①②③④") for page in ours]
    assert _break_alike(ours, theirs)


def test_notes_stand_clear_above_the_imprint(shown: Mapping[str, bytes]) -> None:
    (note,) = (seen for seen in _lines_of(shown["版记上的脚注"]) if "职责分工" in seen[1])
    imprint = [seen for seen in _lines_of(shown["版记上的脚注"]) if "印发" in seen[1] or "抄送" in seen[1]]
    assert imprint
    assert note[0] + 4.0 < min(y for y, _ in imprint)


def _lines_of(data: bytes) -> list[tuple[float, str]]:
    lines: dict[float, str] = {}
    for letter in letters(data, 1):
        lines[round(letter.y)] = lines.get(round(letter.y), "") + letter.char
    return sorted(lines.items())


def test_nothing_that_weighs_is_found_in_what_a_word_processor_made_of_it(
    shown: Mapping[str, bytes], tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.docx" for name in MANUSCRIPTS]
    for file in files:
        file.write_bytes(PageRenderer(shipped_fonts()).document(MANUSCRIPTS[file.stem], Look()))
    (tmp_path / "again").mkdir()
    again = {path.name: path.read_bytes() for path in converted(files, tmp_path / "again", "docx")}
    assert {name: found for name, data in {**shown, **again}.items() if (found := _weighty(data, name))} == {}


def _weighty(data: bytes, name: str) -> list[str]:
    return [one.rule for one in inspect_file(data, name) if one.severity is not Severity.ADVICE]


def _break_alike(ours: list[Counter[str]], theirs: list[Counter[str]]) -> bool:
    """Tell whether every page holds the same text, but for a few characters by which its last line ends sooner."""
    moved = [((one - other) + (other - one)).total() for one, other in zip(ours, theirs, strict=False)]
    return len(ours) == len(theirs) and max(moved) <= FEW_CHARACTERS


def _pages(data: bytes) -> list[Counter[str]]:
    """Return how often each character stands on each page; white is none, and 页码 counts nothing."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [Counter(re.sub(r"—\s*[0-9]+\s*—|[\s\ufffe]", "", text)) for text in texts]


def test_a_table_along_the_sheet_has_turned_sheets_with_the_number_at_their_left_edge(
    shown: Mapping[str, bytes],
) -> None:
    document = pypdfium2.PdfDocument(shown["横排表"])
    turned = [number for number in range(len(document)) if document[number].get_width() > document[number].get_height()]
    assert len(turned) > 2
    assert turned == list(range(turned[0], turned[-1] + 1)), (
        "no upright page stands between two annexes along the sheet"
    )
    for number in turned:
        at_the_edge = [letter for letter in letters(shown["横排表"], number) if letter.left < 34]
        digits = [letter for letter in at_the_edge if letter.char.isdecimal()]
        assert "".join(letter.char for letter in digits) == str(number + 1)
        is_low = digits[0].y > 105
        assert is_low is (number % 2 == 0), "right of the bound sheet on odd pages, left on even ones"
