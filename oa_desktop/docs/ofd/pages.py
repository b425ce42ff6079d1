"""The pages of an OFD (页对象): GB/T 33190-2016 7.7; drawn in the same order as in the PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.page import Colour, Page, Rule, Run, Seal
from oa_desktop.docs.ofd.fonts import Fonts
from oa_desktop.docs.ofd.markup import Node, child, numbers, root
from oa_desktop.docs.ofd.paths import put_barcode, put_pen, put_ring, put_rule, put_star
from oa_desktop.docs.ofd.pictures import Pictures, put_image
from oa_desktop.docs.ofd.tags import Tagged
from oa_desktop.docs.ofd.text import put_run


@dataclass(slots=True, kw_only=True)
class PageWriter:
    """Writes the pages of one document.

    Attributes:
        ids: Gives the ids of the document, which no two of its parts share.
        fonts: Those that the pages need.
        pictures: Likewise.
        tagged: What was put where, in the order of drawing.
    """

    ids: count[int]
    fonts: Fonts
    pictures: Pictures
    tagged: list[Tagged] = field(default_factory=list)

    def write(self, page: Page, page_id: int) -> Node:
        """Return the content of a page."""
        content = root("Page")
        child(child(content, "Area"), "PhysicalBox", box(page))
        self._fill(child(content, "Content"), page, page_id)
        return content

    def _fill(self, content: Node, page: Page, page_id: int) -> None:
        behind = [run for run in page.runs if run.colour is Colour.PALE]
        if behind:
            layer = self._layer(content, "Background")
            for run in behind:
                self._put_run(layer, run, page_id)
        layer = self._layer(content, "Body")
        self._draw(layer, page, page_id)
        for run in page.runs:
            if run.colour is not Colour.PALE:
                self._put_run(layer, run, page_id)

    def _draw(self, layer: Node, page: Page, page_id: int) -> None:
        """Put everything but type into a layer."""
        for image in page.images:
            object_id = self._next(page_id, image.element, image.block)
            put_image(layer, image, object_id, self.pictures.id_for(image.plain))
        for seal in page.seals:
            self._put_seal(layer, seal, page_id)
        for rule in page.rules:
            self._put_rule(layer, rule, page_id)
        for barcode in page.barcodes:
            put_barcode(layer, barcode, self._next(page_id, Element.CODE))
        for stroke in page.pen:
            put_pen(layer, stroke, self._next(page_id, Element.FORM))

    def _layer(self, content: Node, kind: str) -> Node:
        return child(content, "Layer", ID=next(self.ids), Type=kind)

    def _put_run(self, layer: Node, run: Run, page_id: int) -> None:
        if run.text:
            put_run(layer, run, self._next(page_id, run.element, run.block), self.fonts.id_for(run))

    def _put_rule(self, layer: Node, rule: Rule, page_id: int) -> None:
        put_rule(layer, rule, self._next(page_id, rule.element))

    def _put_seal(self, layer: Node, seal: Seal, page_id: int) -> None:
        put_ring(layer, seal, self._next(page_id, Element.SEAL))
        put_star(layer, seal, self._next(page_id, Element.SEAL))
        for run in seal.lettering:
            self._put_run(layer, run, page_id)

    def _next(self, page_id: int, element: Element, block: int = 0) -> int:
        """Return the id of a new object, and remember what it belongs to."""
        given = next(self.ids)
        self.tagged.append(Tagged(element=element, block=block, page_id=page_id, object_id=given))
        return given


def box(page: Page) -> str:
    """Return the sheet of a page."""
    return numbers(0, 0, page.width_mm, page.height_mm)
