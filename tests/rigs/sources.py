"""Texts as they circulate: title, levels and paragraphs, as read and as read back from every form they are written in.

``python -m tests.rigs.sources FOLDER [EXPECTED.yaml]`` judges the texts of a folder that the file says something of.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict, cast

import yaml

from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.manuscript import Block, Manuscript, Table
from tests.printed import bare, printed

DATA = Path(__file__).parents[1] / "data"
SOURCES, OUTLINES = DATA / "sources", DATA / "outlines"
FORMS: Mapping[str, Callable[[Manuscript], Manuscript]] = {
    "text": lambda read: read,
    "docx": lambda read: read_file(write_docx(read), "来文.docx").manuscript,
    "ofd": lambda read: read_file(printed("ofd", read), "来文.ofd").manuscript,
    "pdf": lambda read: read_file(printed("pdf", read), "来文.pdf").manuscript,
}


class Outline(TypedDict, total=False):
    """What is expected of a text: its title, the levels of its paragraphs, and the same of what is bound in."""

    title: str
    levels: str
    annexes: list[list[str]]


def expected(path: Path) -> dict[str, Outline]:
    """Return what a file says of texts, by their names."""
    return cast(dict[str, Outline], yaml.safe_load(path.read_text("utf-8")))


def outline(manuscript: Manuscript) -> Outline:
    """Return what is seen of a text."""
    annexes = [[bare(annex.title), levels(annex.body)] for annex in manuscript.annexes]
    found: Outline = {"title": bare(manuscript.title), "levels": levels(manuscript.body)}
    return {**found, "annexes": annexes} if annexes else found


def levels(blocks: tuple[Block, ...]) -> str:
    """Return a sign for each block: the level of a paragraph, T for a table."""
    return "".join("T" if isinstance(block, Table) else str(block.level) for block in blocks)


def main(arguments: list[str]) -> int:
    """Judge the texts of a folder, and say which are not as expected."""
    folder, wanted = Path(arguments[0]), expected(Path(arguments[1]) if arguments[1:] else OUTLINES / "real.yaml")
    paths = [path for path in sorted(folder.iterdir()) if path.stem in wanted]
    wrong = 0
    for path in paths:
        read = read_file(path.read_bytes(), path.name).manuscript
        for form, through in FORMS.items():
            found = outline(through(read))
            if found != wanted[path.stem]:
                wrong += 1
                print(path.name, form, found, "expected", wanted[path.stem], sep="\n  ")
    print(f"{len(paths)} texts in {len(FORMS)} forms, {wrong} wrong")
    return 1 if wrong or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
