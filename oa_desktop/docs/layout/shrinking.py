"""A page made small (缩小): everything on it, to be set on another page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.page import Image, Page, Rule, Run, Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """How large a page is set, and where on the other one.

    Attributes:
        scale: Of its lengths.
        x_mm: Its left edge.
        y_mm: Its upper edge.
        element: What everything on it belongs to on the other page.
    """

    scale: float
    x_mm: float
    y_mm: float
    element: Element

    def page(self, page: Page, onto: Page) -> Page:
        """Return a page with another one on it; symbols and ink are left out, nobody could read them."""
        return replace(
            onto,
            runs=(*onto.runs, *map(self._run, page.runs)),
            rules=(*onto.rules, *map(self._rule, page.rules)),
            seals=(*onto.seals, *map(self._seal, page.seals)),
            images=(*onto.images, *map(self._image, page.images)),
        )

    def right(self, x_mm: float) -> float:
        """Return where something stands on the other page, from its left edge."""
        return self.x_mm + x_mm * self.scale

    def down(self, y_mm: float) -> float:
        """Return where something stands on the other page, from its upper edge."""
        return self.y_mm + y_mm * self.scale

    def _run(self, run: Run) -> Run:
        return replace(
            run,
            size_pt=run.size_pt * self.scale,
            x_mm=self.right(run.x_mm),
            y_mm=self.down(run.y_mm),
            advances_mm=tuple(one * self.scale for one in run.advances_mm),
            element=self.element,
            block=0,
        )

    def _rule(self, rule: Rule) -> Rule:
        return replace(
            rule,
            x1_mm=self.right(rule.x1_mm),
            y1_mm=self.down(rule.y1_mm),
            x2_mm=self.right(rule.x2_mm),
            y2_mm=self.down(rule.y2_mm),
            width_mm=rule.width_mm * self.scale,
            element=self.element,
        )

    def _seal(self, seal: Seal) -> Seal:
        return replace(
            seal,
            centre_x_mm=self.right(seal.centre_x_mm),
            centre_y_mm=self.down(seal.centre_y_mm),
            diameter_mm=seal.diameter_mm * self.scale,
            lettering=tuple(map(self._run, seal.lettering)),
        )

    def _image(self, image: Image) -> Image:
        return replace(
            image,
            x_mm=self.right(image.x_mm),
            y_mm=self.down(image.y_mm),
            width_mm=image.width_mm * self.scale,
            height_mm=image.height_mm * self.scale,
            block=0,
        )
