"""Papers of every kind, as offices large and small type them: what a section chief sees in them, the reader sees.

Beside each text of ``tests/data/papers`` lies what is expected of it: the elements by their standard names, the
paragraphs by their beginnings, headings behind ``#`` and their level, what was bound in (随附).
"""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from oa_desktop.docs.reading import Reading, read_source
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.manuscript import Block, Emphasis, Manuscript, Paragraph, Table, plain_text
from oa_desktop.domain.texts.element_names import ELEMENTS

PAPERS = Path(__file__).parents[1] / "data" / "papers"
NAMES = sorted(path.stem for path in PAPERS.glob("*.txt"))
BEGINNING = 14
"""Characters that tell a paragraph."""

MADE_ANEW = re.compile(
    r"附\s*件?\s*[0-9１-９]?\s*[-—]?\s*[0-9]?\s*[：:]?|抄送|分送|出席|请假|列席|签发人|印发|共印|份|第|文件|[0-9０-９]|[一二三四五六七八九十廿〇○]"
)
"""Labels, numbers and numerals, which the page writes itself."""


def read(name: str) -> Reading:
    return read_source((PAPERS / f"{name}.txt").read_bytes(), f"{name}.txt")


def expected(name: str) -> dict[str, object]:
    found = yaml.load((PAPERS / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def shown(manuscript: Manuscript) -> dict[str, object]:
    elements = {name: getattr(manuscript, field) for field, name in ELEMENTS.items()}
    annexes = [{"标题": listed(annex.title), "正文": beginnings(annex.body)} for annex in manuscript.annexes]
    found = {**elements, "正文": beginnings(manuscript.body), "随附": annexes}
    return {name: listed(value) for name, value in found.items() if value}


def listed(value: object) -> object:
    """Return names, and the lines of a title, as the list that YAML gives."""
    if isinstance(value, str) and "\n" in value:
        return value.splitlines()
    return list(value) if isinstance(value, tuple) else value


def beginnings(blocks: tuple[Block, ...]) -> list[str]:
    return [
        f"表格 {len(block.rows)}×{len(block.rows[0])}" if isinstance(block, Table) else beginning(block)
        for block in blocks
    ]


def beginning(block: Paragraph) -> str:
    heading = "".join(span.text for span in block.spans if span.emphasis is Emphasis.HEADING)
    rest = block.text.removeprefix(heading)[:BEGINNING]
    return " ".join(part for part in (f"#{block.level} {heading}" if heading else "", rest) if part)


def everything(manuscript: Manuscript) -> str:
    elements = [getattr(manuscript, field) for field in ELEMENTS]
    return plain_text(manuscript) + "".join(part if isinstance(part, str) else "".join(part) for part in elements)


def words(text: str) -> Counter[str]:
    return Counter(char for char in MADE_ANEW.sub("", text) if char.isalpha() and char not in "年月日号")


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_of_another_office_is_recognised(name: str) -> None:
    assert shown(read(name).manuscript) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_paper_of_another_office_is_lost(name: str) -> None:
    text = (PAPERS / f"{name}.txt").read_text("utf-8").translate({0x200B: None, 0xFEFF: None})
    assert words(text) - words(everything(read(name).manuscript)) == Counter()


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_kind_has_two_papers(kind: DocumentKind) -> None:
    assert len([name for name in NAMES if name.startswith(f"{kind}-")]) >= 2
