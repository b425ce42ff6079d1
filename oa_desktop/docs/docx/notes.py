"""脚注: their marks in the text, and the part of the package that holds their words. ECMA-376-1 17.11.

A mark is as wide as a character, like that on the page, so that lines end at the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from oa_desktop.docs.docx.formats import ParagraphFormat, RunFormat
from oa_desktop.docs.docx.markup import Node, node, paragraph, qualified, run, run_properties
from oa_desktop.docs.docx.measures import twips_from_mm, twips_from_pt
from oa_desktop.docs.docx.package import Part
from oa_desktop.docs.figures import CELL_MM, NOTE_MARK_RISE_TIMES, NOTE_MARK_TIMES, PROCESSOR_LEADING_MM, SIZE_3_PT
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.packages import lawful

_MARK_PT: Final = NOTE_MARK_TIMES * SIZE_3_PT
_MARK: Final = RunFormat(
    role=FontRole.SONGTI,
    points=_MARK_PT,
    spacing=twips_from_mm(CELL_MM) - twips_from_pt(_MARK_PT),
    raised=NOTE_MARK_RISE_TIMES * SIZE_3_PT,
)
_LOWER_MM: Final = PROCESSOR_LEADING_MM / 2 + 1.6
"""How much lower the text of a word processor may end, and how much higher its 版记 begins, than on the page."""
_WORDS: Final = "words"
"""Where the words of a note wait at its mark."""
_SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))
"""The rule above the notes of a page, and above what is left of a long one; every document must have both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftedNote:
    """The last note of the page of 版记: word processors would set it at the foot of the page, where that floats.

    Attributes:
        number: From 1.
        by_mm: White under it, for 版记.
    """

    number: int
    by_mm: float


def note_reference(words: str) -> Node:
    """Return the mark of a note in the text with the note's words, which :func:`number_notes` takes from it."""
    mark = node("footnoteReference")
    mark.set(_WORDS, lawful(words))
    return node("r", run_properties(_MARK), mark)


def number_notes(document: Node) -> list[str]:
    """Give every mark of a document the number of its note, and every section the way in which they are counted.

    Returns:
        The words of the notes, in the order of their numbers.
    """
    marks = list(document.iter(qualified("w:footnoteReference")))
    for count, one in enumerate(marks, start=1):
        one.set(qualified("w:id"), str(count))
    for section in document.iter(qualified("w:sectPr")) if marks else ():
        references = sum(str(one.tag).endswith("Reference") for one in section)
        section.insert(references, node("footnotePr", _counted()))
    return [str(one.attrib.pop(_WORDS)) for one in marks]


def note_parts(notes: Sequence[str], lifted: LiftedNote | None = None) -> tuple[Part, ...]:
    """Return the part with the words of the notes; a paper without notes has none.

    Args:
        notes: The words of each.
        lifted: The note under which 版记 stands.
    """
    if not notes:
        return ()
    separators = (_separator(kind, number) for kind, number in _SEPARATORS)
    root = node("footnotes", *separators, *map(_note, range(1, 1 + len(notes)), notes))
    if lifted is not None:
        _lift(root, lifted)
    return (Part(kind="footnotes", name="footnotes.xml", id="rIdNotes", root=root),)


def note_settings() -> Node:
    """Return how notes are counted and parted from the text, for the settings of the document."""
    return node("footnotePr", _counted(), *(node("footnote", id=number) for _, number in _SEPARATORS))


def _counted() -> Node:
    """Return 带圈数字, ① and so on. P."""
    return node("numFmt", val="decimalEnclosedCircle")


def _separator(kind: str, number: int) -> Node:
    style = ParagraphFormat(style="FootnoteText")
    return node("footnote", paragraph(style, node("r", node(kind))), type=kind, id=number)


def _note(number: int, words: str) -> Node:
    return node("footnote", *_paragraphs(words), id=number)


def _paragraphs(words: str) -> Iterator[Node]:
    first, *others = words.splitlines()
    style = ParagraphFormat(style="FootnoteText")
    yield paragraph(style, node("r", node("footnoteRef")), run(f"\t{first.strip()}"))
    yield from (paragraph(style, run(f"\t{one.strip()}")) for one in others)


def _lift(root: Node, lifted: LiftedNote) -> None:
    """Put an empty paragraph under a note; white under its last one is none to every word processor."""
    empty = paragraph(ParagraphFormat(style="FootnoteText", line=twips_from_mm(lifted.by_mm + _LOWER_MM)))
    root[len(_SEPARATORS) + lifted.number - 1].append(empty)
