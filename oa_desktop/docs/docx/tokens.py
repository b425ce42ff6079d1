"""Characters of a paragraph in a DOCX with the look of each, and the runs that they are put together to again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from oa_desktop.docs.docx.markup import Node, node, qualified, text_node
from oa_desktop.domain.texts.tracing import Stretch, TracedPassage

_SIGNS: Final = {qualified("w:tab"): "\t", qualified("w:br"): "\n"}
_OBJECT: Final = 0xF0000
"""Where the characters begin that stand for objects: private ones, so that no text has them."""
_OBJECTS: Final = 0xFFFD


@dataclass(frozen=True, slots=True)
class Token:
    """A character, or an object that stands in the text as one.

    Attributes:
        sign: The character; one from plane 15 for an object.
        look: Run properties as XML.
        properties: The same as a node; None where the run has none.
        content: The object, or the tab or line break.
    """

    sign: str
    look: bytes
    properties: Node | None
    content: Node | None = None


Run = tuple[Node, Node | None, int]
"""A run; its properties in the first text that has it, where they were others; which text after that changed them."""


def xml_of(one: Node | None) -> bytes:
    """Return a node as XML; the same for equal nodes."""
    return b"" if one is None else etree.tostring(one, method="c14n")


def text_of(block: Node) -> str:
    """Return the characters of a paragraph, a table or a row; cells and rows are parted."""
    if block.tag == qualified("w:p"):
        return "".join(_text(one) for run in block.iterchildren(qualified("w:r")) for one in run)
    parts = (one for one in block if one.tag in _PARTS)
    return _PARTS[block.tag].join(map(text_of, parts)) if block.tag in _PARTS else ""


_PARTS: Final = {qualified("w:tbl"): "\n", qualified("w:tr"): "\t", qualified("w:tc"): "\n", qualified("w:p"): ""}


def kind_of(block: Node) -> str:
    """Return what two blocks must have in common to be one that was changed: tables their columns, rows their cells."""
    return "".join((str(block.tag), *(xml_of(one).decode() for one in _KINDS.get(str(block.tag), _whole)(block))))


def _whole(block: Node) -> Iterator[Node]:
    yield block


def _framed(block: Node) -> Iterator[Node]:
    """Yield the properties of a paragraph that floats or ends a section: it stays as it is."""
    properties = block[0]
    if any(properties.find(qualified(name)) is not None for name in ("w:framePr", "w:sectPr")):
        yield properties


def _columns(table: Node) -> Iterator[Node]:
    return (one for one in table if one.tag != qualified("w:tr"))


def _cells(row: Node) -> Iterator[Node]:
    yield from row.iterchildren(qualified("w:trPr"))
    for cell in row.iterchildren(qualified("w:tc")):
        yield from cell.iterchildren(qualified("w:tcPr"))


_KINDS: Final = {qualified("w:p"): _framed, qualified("w:tbl"): _columns, qualified("w:tr"): _cells}


def tokens_of(versions: Sequence[Node]) -> list[list[Token]]:
    """Return the characters of a paragraph in every version; where it is the same they are made once."""
    made: dict[bytes, list[Token]] = {}
    return [made.get(xml) or made.setdefault(xml, list(_tokens(one))) for one in versions for xml in (xml_of(one),)]


def _tokens(block: Node) -> Iterator[Token]:
    for run in block.iterchildren(qualified("w:r")):
        yield from _tokens_of_run(run)


def _text(one: Node) -> str:
    """Return the characters that a part of a run stands for; what it looks like is none."""
    if one.tag == qualified("w:t"):
        return one.text or ""
    return "" if one.tag == qualified("w:rPr") else _SIGNS.get(str(one.tag)) or _sign(one)


def _tokens_of_run(run: Node) -> Iterator[Token]:
    properties = run.find(qualified("w:rPr"))
    look = xml_of(properties)
    for one in run:
        if one.tag == qualified("w:t"):
            yield from (Token(char, look, properties) for char in one.text or "")
        elif one is not properties:
            yield Token(_text(one), look, properties, one)


def _sign(one: Node) -> str:
    """Return the character that stands for an object: equal ones have the same."""
    return chr(_OBJECT + int.from_bytes(hashlib.sha256(xml_of(one)).digest()[:4], "big") % _OBJECTS)


# --- runs --------------------------------------------------------------------------------------------------------


def stretched(
    versions: Sequence[Sequence[Token]], one: TracedPassage
) -> Iterator[tuple[Stretch, list[Sequence[Token]]]]:
    """Yield the stretches of a paragraph, each as every version has it that it stands in.

    Args:
        versions: Its characters in every version that has it.
        one: The paragraph.
    """
    done = [0] * len(versions)
    for stretch in one.stretches:
        standing = [place for place, version in enumerate(one.versions) if stretch.stands_in(version)]
        kept = [versions[place][done[place] : done[place] + len(stretch.text)] for place in standing]
        yield stretch, kept
        for place in standing:
            done[place] += len(stretch.text)


def runs_of(kept: Sequence[Sequence[Token]]) -> Iterator[Run]:
    """Yield the runs of characters that several versions have, as the newest of them sets them."""
    looks = [(one.look, other.look) for one, other in zip(kept[0], kept[-1], strict=True)]
    for (before, now), group in groupby(range(len(looks)), looks.__getitem__):
        places = list(group)
        first = [version[places[0]] for version in kept]
        changed = (place for place in range(1, len(first)) if first[place].look != first[place - 1].look)
        run = _run([kept[-1][place] for place in places])
        yield run, first[0].properties if before != now else None, max(changed, default=0)


def _run(tokens: Sequence[Token]) -> Node:
    properties = tokens[0].properties
    run = node("r", node("rPr") if properties is None else deepcopy(properties))
    for is_text, some in groupby(tokens, lambda one: one.content is None):
        if is_text:
            run.append(text_node("t", "".join(one.sign for one in some)))
        else:
            run.extend(deepcopy(one.content) for one in some if one.content is not None)
    return run
