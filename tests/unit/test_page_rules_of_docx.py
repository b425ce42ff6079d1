"""What a DOCX says of its page is held against the clauses; both systems of margins are right."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.reading import read_source
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.findings import Severity
from oa_desktop.domain.manuscript import Annex, Table
from tests.rigs.page_papers import FULL, PLAIN

PAPERS = sorted(Path(__file__).parents[1].joinpath("data/papers").glob("*.txt"))
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
FAULTS = {
    "sheet.size": (DOCUMENT, r'w:h="16838"', 'w:h="15840"'),
    "sheet.top": (DOCUMENT, r'w:top="2098"', 'w:top="1440"'),
    "sheet.left": (DOCUMENT, r'w:right="1474"(.*?)w:left="1587"', r'w:right="1361"\1w:left="1700"'),
    "sheet.width": (DOCUMENT, r'w:right="1474"', 'w:right="1800"'),
    "grid.lines": (STYLES, r'w:line="579"', 'w:line="640"'),
    "grid.characters": (STYLES, r'<w:spacing w:val="-5"/>', ""),
    "body.type": (STYLES, r"仿宋_GB2312", "宋体"),
    "title.type": (STYLES, r"方正小标宋简体", "黑体"),
    "heading.first-type": (STYLES, r'(styleId="Heading1".*?w:eastAsia=")黑体', r"\1仿宋_GB2312"),
    "body.indent": (STYLES, r'w:firstLineChars="200"', 'w:firstLineChars="100"'),
    "title.centred": (STYLES, r'(styleId="Title".*?)<w:jc w:val="center"/>', r'\1<w:jc w:val="left"/>'),
    "text.colour": (STYLES, r'(styleId="Normal".*?)<w:color w:val="000000"/>', r'\1<w:color w:val="FF0000"/>'),
}
"""By rule: the part, what stands in it, and what a person put in its place."""


def changed(data: bytes, part: str, pattern: str, instead: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text = re.sub(pattern, instead, content.decode(), flags=re.DOTALL)
                assert text != content.decode(), f"{pattern} stands nowhere"
                content = text.encode()
            new.writestr(name, content)
    return target.getvalue()


@pytest.fixture(scope="module")
def clean() -> bytes:
    return write_docx(replace(FULL, body=PLAIN.body), DocxOptions(sealed=True))


def test_nothing_is_found_in_a_docx_of_ours(clean: bytes) -> None:
    assert inspect_file(clean, "a.docx") == ()


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_that_a_person_made_in_a_word_processor_is_found(clean: bytes, rule: str) -> None:
    assert rule in {one.rule for one in inspect_file(changed(clean, *FAULTS[rule]), "a.docx")}


def test_the_margins_of_gb_t_33476_are_right_too(clean: bytes) -> None:
    moved = changed(clean, DOCUMENT, r'w:top="2098"', 'w:top="1960"')
    moved = changed(moved, DOCUMENT, r'w:bottom="1984"', 'w:bottom="1847"')
    assert inspect_file(changed(moved, STYLES, r'w:line="579"', 'w:line="589"'), "a.docx") == ()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_our_docx_of_real_papers_breaks_no_clause(path: Path) -> None:
    data = write_docx(read_source(path.read_bytes(), path.name).manuscript, DocxOptions(sealed=True))
    assert [one for one in inspect_file(data, path.name) if one.severity is Severity.FAULT] == []


def test_a_docx_that_is_broken_is_refused(clean: bytes) -> None:
    with pytest.raises(Refused) as caught:
        inspect_file(clean[: len(clean) // 2], "a.docx")
    assert caught.value.code == "source.damaged"


def test_a_paper_that_ends_with_a_turned_table_is_measured_by_its_upright_pages() -> None:
    table = Table(rows=(("序号", "单位"), ("1", "县教育局")), landscape=True)
    annexed = replace(PLAIN, attachment_notes=("单位表",), annexes=(Annex(title="单位表", body=(table,)),))
    unprinted = replace(annexed, copied_to="", printed_by="", printed_on="")
    assert inspect_file(write_docx(unprinted), "a.docx") == ()
