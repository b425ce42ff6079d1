"""What the objects of a page refer to (资源): fonts, pictures, ways of drawing. GB/T 33190-2016 7.9, 8.2."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache

from oa_desktop.docs.ofd.painting.glyphs import Outline, outlines_of
from oa_desktop.docs.reading.package import Node, Package, child, local, text_of

_LISTS = frozenset({"Fonts", "MultiMedias", "DrawParams", "CompositeGraphicUnits", "ColorSpaces"})
_HOLDERS = frozenset({"PublicRes", "DocumentRes", "PageRes"})
_DEEPEST = 8
"""Ways of drawing that rest upon one another."""


class Resources:
    """The resources of a document and of its page.

    Args:
        package: The file.
        places: Elements that name lists of resources, each with the part that it stands in.
    """

    def __init__(self, package: Package, *places: tuple[str, Node | None]) -> None:
        self._package = package
        self._listed = dict(self._all(places))
        self.outlines = cache(self._outlines)

    def _all(self, places: tuple[tuple[str, Node | None], ...]) -> Iterator[tuple[str, tuple[Node, str]]]:
        """Yield everything listed by its id, with the part beside which its file lies."""
        for part, holder in places:
            for one in holder if holder is not None else ():
                listed = self._package.resolve(part, one.text or "") if local(one) in _HOLDERS else ""
                if listed:
                    yield from self._of(listed)

    def _of(self, part: str) -> Iterator[tuple[str, tuple[Node, str]]]:
        root = self._package.xml(part)
        beside = posixpath.join(posixpath.dirname(part), root.get("BaseLoc", "").strip(), "any")
        for holder in root:
            for one in holder if local(holder) in _LISTS else ():
                yield one.get("ID", "").strip(), (one, beside)

    def node(self, identity: str | None) -> Node | None:
        """Return what has an id."""
        return self._listed.get((identity or "").strip(), (None, ""))[0]

    def file(self, identity: str | None, name: str) -> bytes:
        """Return the file that something listed names; none where it names none."""
        one, beside = self._listed.get((identity or "").strip(), (None, ""))
        part = self._package.resolve(beside, text_of(one, name)) if one is not None else ""
        return self._package.data(part) if part else b""

    def _outlines(self, identity: str) -> Outline:
        return outlines_of(self.file(identity, "FontFile"))

    def drawing(self, identity: str | None) -> Iterator[Node]:
        """Yield a way of drawing (绘制参数), and those that it rests upon."""
        for _ in range(_DEEPEST):
            one = self.node(identity)
            if one is None:
                return
            yield one
            identity = one.get("Relative")

    def unit(self, identity: str | None) -> Node | None:
        """Return the content of a composite unit."""
        return child(self.node(identity), "Content")
