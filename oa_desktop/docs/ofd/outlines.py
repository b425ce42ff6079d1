"""The outline of an OFD (大纲): GB/T 33190-2016 7.8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oa_desktop.docs.layout.page import OutlineEntry
from oa_desktop.docs.ofd.markup import Node, child, number


def put_outline(document: Node, entries: Sequence[OutlineEntry], page_ids: Mapping[int, int]) -> None:
    """Put the outline into Document.xml, an entry below the last one of less depth before it.

    Args:
        document: Its element.
        entries: In reading order; none make no outline.
        page_ids: Id of every page by its number.
    """
    if not entries:
        return
    open_entries: list[tuple[int, Node]] = [(-1, child(document, "Outlines"))]
    for entry in entries:
        while open_entries[-1][0] >= entry.depth:
            open_entries.pop()
        element = child(open_entries[-1][1], "OutlineElem", Title=entry.text)
        _lead_to(element, page_ids[entry.page], entry.top_mm)
        open_entries.append((entry.depth, element))


def _lead_to(element: Node, page_id: int, top_mm: float) -> None:
    action = child(child(element, "Actions"), "Action", Event="CLICK")
    child(child(action, "Goto"), "Dest", Type="XYZ", PageID=page_id, Left=0, Top=number(top_mm), Zoom=0)
