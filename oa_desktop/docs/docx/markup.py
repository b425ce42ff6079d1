"""The small vocabulary of WordprocessingML that an official page needs, in the order that its schema wants.

Every run names its font for all four kinds of character and no theme font, so that Word and WPS never choose for
themselves (ECMA-376-1 17.3.2.26).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from oa_desktop.docs.docx.formats import PLAIN, Frame, Indent, ParagraphFormat, Rule, RunFormat
from oa_desktop.docs.docx.measures import half_points
from oa_desktop.docs.fonts.fonts import OFFICIAL_NAMES, FontRole
from oa_desktop.docs.packages import lawful

Node = etree._Element

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES: Final = {"w": WORD, "r": RELATIONSHIPS}
_PIECE = re.compile(r"\t|\r\n|[\n\r]|[^\t\n\r]+")

_CHINESE_TYPE: Final = {
    "kinsoku": 1,
    "wordWrap": 1,
    "overflowPunct": 0,
    "autoSpaceDE": 0,
    "autoSpaceDN": 0,
    "snapToGrid": 0,
}


def qualified(name: str) -> str:
    """Return ``w:p`` as lxml wants it."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def node(name: str, /, *children: Node, **attributes: str | int) -> Node:
    """Return an element of WordprocessingML; attribute names are of the same namespace."""
    element = etree.Element(qualified(f"w:{name}"), nsmap=_NAMESPACES)
    for key, value in attributes.items():
        element.set(qualified(f"w:{key}"), str(value))
    element.extend(children)
    return element


def paragraph(style: ParagraphFormat, *content: Node) -> Node:
    """Return a paragraph."""
    return node("p", paragraph_properties(style), *content)


def run(text: str, style: RunFormat = PLAIN) -> Node:
    """Return a run; a tab becomes a tab, a line feed a line break, what XML cannot hold 〓."""
    return node("r", run_properties(style, hint=True), *_text_nodes(lawful(text)))


def field(instruction: str, shown: str) -> tuple[Node, ...]:
    """Return the runs of a field such as PAGE; ``shown`` stands there until it is worked out."""
    code = node("r", text_node("instrText", f" {instruction} "))
    begin, separate, end = (node("r", node("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return begin, code, separate, run(shown), end


def fonts(role: FontRole) -> Node:
    """Return the font of a role, by its official name, for every kind of character."""
    name = OFFICIAL_NAMES[role]
    return node("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run_properties(style: RunFormat, *, hint: bool = False) -> Node:
    """Return ``w:rPr``; the hint makes quotation marks, dashes and ellipses Chinese ones."""
    properties = node("rPr")
    if style.role is not None:
        properties.append(fonts(style.role))
    elif hint:
        properties.append(node("rFonts"))
    if hint:
        properties[0].set(qualified("w:hint"), "eastAsia")
    properties.extend(_run_details(style))
    return properties


def paragraph_properties(style: ParagraphFormat) -> Node:
    """Return ``w:pPr``."""
    return node("pPr", *_paragraph_details(style))


def rules_node(name: str, rules: Iterable[Rule]) -> Node:
    """Return a set of rules: ``pBdr`` of a paragraph, ``tblBorders`` of a table, ``tcBorders`` of a cell."""
    return node(
        name,
        *(node(rule.edge, val=rule.line, sz=rule.eighths, space=rule.gap_pt, color=rule.colour) for rule in rules),
    )


def to_bytes(root: Node) -> bytes:
    """Return a part of the package as UTF-8 bytes, the same for the same tree."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _text_nodes(text: str) -> Iterator[Node]:
    for piece in _PIECE.findall(text):
        if piece == "\t":
            yield node("tab")
        elif piece[0] in "\r\n":
            yield node("br")
        else:
            yield text_node("t", piece)


def text_node(name: str, text: str) -> Node:
    """Return an element that holds text, its blanks as they are."""
    element = node(name)
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _run_details(style: RunFormat) -> Iterator[Node]:
    if style.bold:
        yield node("b")
    if style.colour is not None:
        yield node("color", val=style.colour)
    if style.spacing is not None:
        yield node("spacing", val=style.spacing)
    if style.percent != 100:
        yield node("w", val=style.percent)
    if style.raised:
        yield node("position", val=half_points(style.raised))
    if style.points is not None:
        yield node("sz", val=half_points(style.points))
        yield node("szCs", val=half_points(style.points))


def _paragraph_details(style: ParagraphFormat) -> Iterator[Node]:
    """Yield the properties in the order of CT_PPr, ECMA-376-1 17.3.1.26."""
    yield from _valued("pStyle", style.style)
    yield from _valued("keepNext", style.keep_next)
    if style.page_break_before:
        yield node("pageBreakBefore")
    if style.frame is not None:
        yield _frame(style.frame)
    if style.chinese:
        yield node("widowControl", val=0)
    if style.rules:
        yield rules_node("pBdr", style.rules)
    if style.tabs:
        yield node("tabs", *(node("tab", val=stop.align, pos=stop.twips) for stop in style.tabs))
    if style.chinese:
        rules = _CHINESE_TYPE | {"overflowPunct": int(style.hanging)}
        yield from (node(name, val=value) for name, value in rules.items())
    yield from _spacing(style)
    if style.indent is not None:
        yield _indent(style.indent)
    yield from _valued("jc", style.align)
    yield from _valued("outlineLvl", style.outline_level)


def _valued(name: str, value: str | int | None) -> Iterator[Node]:
    if value is not None:
        yield node(name, val=int(value) if isinstance(value, bool) else value)


def _spacing(style: ParagraphFormat) -> Iterator[Node]:
    attributes: dict[str, str | int] = {}
    attributes |= {"before": style.before} if style.before is not None else {}
    attributes |= {"after": style.after} if style.after is not None else {}
    if style.line is not None:
        attributes |= {"line": style.line, "lineRule": "exact"}
    elif style.at_least is not None:
        attributes |= {"line": style.at_least, "lineRule": "atLeast"}
    if attributes:
        yield node("spacing", **attributes)


def _frame(frame: Frame) -> Node:
    return node("framePr", w=frame.width, wrap="around", vAnchor="page", hAnchor="page", x=frame.x, y=frame.y)


def _indent(indent: Indent) -> Node:
    attributes: dict[str, str | int] = {"left": indent.left, "right": indent.right}
    if indent.first_characters:
        attributes["firstLineChars"] = indent.first_characters
    if indent.first < 0:
        attributes["hanging"] = -indent.first
    else:
        attributes["firstLine"] = indent.first
    return node("ind", **attributes)
