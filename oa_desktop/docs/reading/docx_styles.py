"""The styles (样式) of a DOCX: what their names and levels say of a paragraph. ECMA-376-1 17.7."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from oa_desktop.docs.reading.docx_parts import attribute, is_on, number_of, value_of
from oa_desktop.docs.reading.package import Node, child, children

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_DEEPEST = 9
_LONGEST_CHAIN = 32
"""Styles that are based on one another; a chain that is longer goes in circles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style says; what is None or empty it leaves to the one below.

    Attributes:
        name: In small letters; built-in names are English in the file.
        level: 1 to 9 for a heading, 0 for other text.
        bold: 加粗.
        number: Numbering definition and level of the list it is part of.
        points: Type size.
        colour: Six hexadecimal digits.
        align: 对齐方式, as the file says it.
        begins_page: 段前分页.
    """

    name: str = ""
    level: int = 0
    bold: bool | None = None
    number: tuple[str, int] | None = None
    points: float | None = None
    colour: str | None = None
    align: str | None = None
    begins_page: bool | None = None


PLAIN = Style()
_INHERITED = ("bold", "number", "points", "colour", "align", "begins_page")


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Node | None) -> None:
        self._nodes = {attribute(one, "styleId"): one for one in children(root, "style")}
        self._usual = next((name for name, one in self._nodes.items() if _is_usual(one)), "")
        self._found: dict[str, Style] = {}

    def of_paragraph(self, identity: str) -> Style:
        """Return the style of a paragraph; without an id the usual one."""
        return self.of(identity or self._usual)

    def of(self, identity: str) -> Style:
        """Return a style with all that it inherits."""
        if identity not in self._found:
            self._found[identity] = self._merged(identity)
        return self._found[identity]

    def _merged(self, identity: str) -> Style:
        chain = [_style(one) for one in self._chain(identity)]
        if not chain:
            return PLAIN
        level = next((one.level for one in chain if one.level), 0)
        return replace(chain[0], level=level, **{name: _nearest(chain, name) for name in _INHERITED})

    def _chain(self, identity: str) -> Iterator[Node]:
        for _count in range(_LONGEST_CHAIN):
            if identity not in self._nodes:
                return
            yield self._nodes[identity]
            identity = value_of(self._nodes[identity], "basedOn")


def numbering_of(properties: Node | None) -> tuple[str, int] | None:
    """Return numbering definition and level that paragraph properties name; None when they name none."""
    found = child(properties, "numPr")
    if found is None:
        return None
    return value_of(found, "numId"), number_of(value_of(found, "ilvl"))


def points_of(properties: Node | None) -> float | None:
    """Return the type size that run properties name, in pt; None when they name none."""
    return number_of(value_of(properties, "sz")) / 2 or None


def level_of(properties: Node | None) -> int:
    """Return the level of the outline that paragraph properties name, from 1; 0 for none and for text."""
    written = value_of(properties, "outlineLvl")
    level = number_of(written, _DEEPEST) + 1 if written else 0
    return level if level <= _DEEPEST else 0


def _style(node: Node) -> Style:
    name = value_of(node, "name").strip().lower()
    heading = _HEADING.fullmatch(name)
    properties = child(node, "pPr")
    return Style(
        name=name,
        level=int(heading[1]) if heading else level_of(properties),
        bold=is_on(child(node, "rPr"), "b"),
        number=numbering_of(properties),
        points=points_of(child(node, "rPr")),
        colour=value_of(child(node, "rPr"), "color") or None,
        align=value_of(properties, "jc") or None,
        begins_page=is_on(properties, "pageBreakBefore"),
    )


def _nearest(chain: list[Style], name: str) -> Any:
    """Return what the first style of a chain says that says anything."""
    return next((said for one in chain if (said := getattr(one, name)) is not None), None)


def _is_usual(node: Node) -> bool:
    return attribute(node, "type") == "paragraph" and attribute(node, "default") in {"1", "true", "on"}
