"""Papers that went through a word processor: its DOCX and its PDF are read as the papers that they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.manuscript import Manuscript
from tests.printed import PAPERS, elements
from tests.rigs.word.looks import LOOKS
from tests.rigs.word.papers import word_paper
from tests.rigs.word_processor import converted

KINDS = ("docx", "pdf")
EXAMPLES = [path for path in PAPERS if path.suffix == ".md"]
LOOK_ALIKES = {
    "通知-党委办公室": "usual",
    "请示-镇政府": "indent blanks",
    "报告-专项": "signature tabs",
    "函-商请": "typed in a table",
}
"""Papers that are also written as strangers set them, and how."""
HUNG = str.maketrans("", "", "，、")
"""Marks that LibreOffice hangs into the margin at the end of a full line, and then leaves out of its PDF."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the folder of each kind of file."""
    folder = tmp_path_factory.mktemp("word")
    written = []
    for path in EXAMPLES:
        written.append(folder / f"{path.stem}.docx")
        written[-1].write_bytes(write_docx(paper(path)))
    for name, look in LOOK_ALIKES.items():
        (path,) = (path for path in PAPERS if path.stem == name)
        written.append(folder / f"{name}@.docx")
        written[-1].write_bytes(word_paper(paper(path), LOOKS[look]))
    folders = {kind: tmp_path_factory.mktemp(kind) for kind in KINDS}
    for kind, target in folders.items():
        converted(written, target, kind)
    return folders


def paper(path: Path) -> Manuscript:
    return read_source(path.read_bytes(), path.name).manuscript


def seen(manuscript: Manuscript) -> str:
    return str(elements(manuscript)).translate(HUNG)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_paper_comes_back_from_a_word_processor(path: Path, kind: str, files: Mapping[str, Path]) -> None:
    came = (files[kind] / f"{path.stem}.{kind}").read_bytes()
    assert seen(read_file(came, f"来文.{kind}").manuscript) == seen(paper(path))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_stranger_s_paper_comes_back_too(name: str, kind: str, files: Mapping[str, Path]) -> None:
    came = (files[kind] / f"{name}@.{kind}").read_bytes()
    (path,) = (path for path in PAPERS if path.stem == name)
    assert seen(read_file(came, f"来文.{kind}").manuscript) == seen(paper(path))
