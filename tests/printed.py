"""Papers that went out as pages and come back: what a page shows of a manuscript, whatever it is written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.layout.page import LaidOut
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.domain.manuscript import Block, Manuscript, Paragraph
from oa_desktop.domain.texts.element_names import FIELDS

DATA, RESOURCES = Path(__file__).parent / "data", Path(__file__).parents[1] / "resources"
PAPERS = (*sorted((DATA / "papers").glob("*.txt")), *sorted((RESOURCES / "examples").glob("*.md")))
MARKS = ("纪要", "令")
"""How a title ends that is the mark of its page: nothing else there shows who issued it."""
UNPRINTED = {"kind", "publicity", "secrecy_basis", "copies"}
"""What a page does not show."""
WRITERS: Mapping[str, Callable[[LaidOut], bytes]] = {"ofd": write_ofd, "pdf": write_pdf}


def printed(kind: str, manuscript: Manuscript, **options: object) -> bytes:
    """Return the pages of a manuscript as a file of a kind."""
    return WRITERS[kind](lay_out(manuscript, shipped_fonts(), LayoutOptions(**options)))  # type: ignore[arg-type]


def bare(text: str) -> str:
    return "".join(text.split())


def shown(block: Block) -> str | tuple[tuple[str, ...], ...]:
    """Return the words of a block; a cell has no place for blanks at its edges."""
    if isinstance(block, Paragraph):
        return bare(block.text)
    return tuple(tuple(bare(cell) for cell in row) for row in block.rows)


def elements(manuscript: Manuscript) -> dict[str, object]:
    """Return what the page shows, its breaks and the width of its blanks aside."""
    fields = {name: getattr(manuscript, name) for name in set(FIELDS.values()) - UNPRINTED}
    texts = {
        name: tuple(map(bare, value)) if isinstance(value, tuple) else bare(value).rstrip("。")
        for name, value in fields.items()
        if name not in ("body", "annexes")
    }
    notes = manuscript.attachment_notes or tuple(annex.title for annex in manuscript.annexes)
    return {
        **texts,
        "issuing_organs": () if manuscript.title.endswith(MARKS) else texts["issuing_organs"],
        "signatories": tuple(name.replace("：", "") for name in texts["signatories"]),
        "attachment_notes": tuple(map(bare, notes)),
        "body": [shown(block) for block in manuscript.body],
        "levels": [block.level for block in manuscript.body if isinstance(block, Paragraph)],
        "annexes": [(bare(annex.title), [shown(block) for block in annex.body]) for annex in manuscript.annexes],
    }
