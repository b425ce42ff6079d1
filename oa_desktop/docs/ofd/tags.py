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

from oa_desktop.docs.elements import Element
from oa_desktop.docs.ofd.markup import OFD, Node, child, root, to_bytes

FOLDER: Final = "Doc_0/Tags"
NAMESPACE: Final = "urn:oa-desktop:gongwen"
TYPE: Final = "公文要素"
TERMS: Final = {
    Element.COPY_NUMBER: "份号",
    Element.CLASSIFICATION: "密级和保密期限",
    Element.URGENCY: "紧急程度",
    Element.MARK: "发文机关标志",
    Element.DOCUMENT_NUMBER: "发文字号",
    Element.SIGNERS: "签发人",
    Element.RED_RULE: "版头分隔线",
    Element.TITLE: "标题",
    Element.RECIPIENTS: "主送机关",
    Element.BODY: "正文",
    Element.TABLE: "表格",
    Element.ATTACHMENT_NOTE: "附件说明",
    Element.ATTENDANCE: "出席请假列席",
    Element.SIGNATURE: "发文机关署名",
    Element.DATE: "成文日期",
    Element.SEAL: "印章占位",
    Element.NOTE: "附注",
    Element.ANNEX_HEAD: "附件顺序号",
    Element.ANNEX_TITLE: "附件标题",
    Element.ANNEX_BODY: "附件正文",
    Element.IMPRINT: "版记",
    Element.PAGE_NUMBER: "页码",
    Element.FORM: "表单",
    Element.REALM: "演示标记",
}
"""What each element is called."""


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
