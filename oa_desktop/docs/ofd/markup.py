"""The XML of OFD: its namespace, its numbers, its places. GB/T 33190-2016; millimetres from the top left throughout."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

from oa_desktop.docs.packages import lawful

Node = etree._Element

OFD: Final = "http://www.ofdspec.org/2016"
_NAMES: Final = {"ofd": OFD}
_QUALIFIED: Final = f"{{{OFD}}}"
_DIGITS: Final = 4
"""Decimal places of a millimetre: what adds up over a line stays under 0.003 mm."""


def root(name: str, /, **attributes: str | int) -> Node:
    """Return the outermost element of a part."""
    return etree.Element(_QUALIFIED + name, _written(attributes), _NAMES)


def child(parent: Node, name: str, text: str = "", /, **attributes: str | int) -> Node:
    """Return a new last child of an element; 〓 stands for what XML cannot hold."""
    element = etree.SubElement(parent, _QUALIFIED + name, _written(attributes))
    if text:
        element.text = lawful(text)
    return element


def _written(attributes: dict[str, str | int]) -> dict[str, str]:
    return {key: lawful(str(value)) for key, value in attributes.items()}


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Return a number as short as it can be written; the same ones come again and again."""
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """Return numbers with blanks between them: ST_Array, ST_Pos, ST_Box."""
    return " ".join(map(number, values))


def to_bytes(element: Node) -> bytes:
    """Return a part as UTF-8 bytes, the same for the same tree."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")
