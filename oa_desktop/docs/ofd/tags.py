"""Which objects of the pages belong to which element of the paper (自定义标引): GB/T 33190-2016 17.

The names are the standard's terms for the elements. How GB/T 33476.1 writes them is not known here: no conformance to
it is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from oa_desktop.docs.element_terms import TERMS
from oa_desktop.docs.elements import Element
from oa_desktop.docs.ofd.markup import OFD, Node, child, root, to_bytes

FOLDER: Final = "Doc_0/Tags"
NAMESPACE: Final = "urn:oa-desktop:gongwen"
TYPE: Final = "公文要素"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """An object of a page and what it belongs to.

    Attributes:
        element: 要素.
        block: Which one of it, from 0.
        page_id: Of the page.
        object_id: Of the object.
    """

    element: Element
    block: int
    page_id: int
    object_id: int


def tag_files(tagged: Iterable[Tagged]) -> dict[str, bytes]:
    """Return the files of the package that say what every object belongs to, in the order of the pages."""
    listed = root("CustomTags")
    child(child(listed, "CustomTag", TypeID=TYPE), "FileLoc", "Elements.xml")
    return {f"{FOLDER}/CustomTags.xml": to_bytes(listed), f"{FOLDER}/Elements.xml": to_bytes(_elements(tagged))}


def _elements(tagged: Iterable[Tagged]) -> Node:
    paper = etree.Element(f"{{{NAMESPACE}}}公文", nsmap={"gw": NAMESPACE, "ofd": OFD})
    for (element, block), objects in groupby(tagged, key=lambda one: (one.element, one.block)):
        part = etree.SubElement(paper, f"{{{NAMESPACE}}}{TERMS[element]}", {"序号": str(block + 1)})
        for one in objects:
            child(part, "ObjectRef", str(one.object_id), PageRef=one.page_id)
    return paper
