"""What a signature does not fix (动作、借用的字体): what acts by itself, where a click leads, lent glyphs.

GB/T 33190-2016 14. The bytes of an action are signed; what it opens, plays or shows next is not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator
from typing import Final

from oa_desktop.docs.ofd.judging.locations import resolve
from oa_desktop.docs.reading.package import Node, local, text_of

XmlPart = tuple[str, Node]
"""A part's name and its XML."""
_CLICKED: Final = "CLICK"
_PLAYING: Final = frozenset({"Sound", "Movie"})
_OPENING: Final = frozenset({"URI", "GotoA"})


def acting(parts: Iterable[XmlPart]) -> Iterator[str]:
    """Yield the parts with an action that plays something, or opens something without being clicked."""
    return (name for name, root in parts if any(_acts(one) for one in root.iter("{*}Action")))


def linking(parts: Iterable[XmlPart]) -> Iterator[str]:
    """Yield the parts in which a click leads out of the document: to an address or an attachment."""
    return (name for name, root in parts if any(_kinds(one) & _OPENING for one in root.iter("{*}Action")))


def borrowing(parts: Iterable[XmlPart], package: Container[str]) -> Iterator[str]:
    """Yield the parts that name a font whose glyphs every machine lends itself, as they are not in the package."""
    for name, root in parts:
        if any(not _is_here(package, name, root.get("BaseLoc", ""), one) for one in root.iter("{*}Font")):
            yield name


def _is_here(package: Container[str], name: str, folder: str, font: Node) -> bool:
    """Tell whether the file of a font is in the package: in the folder that its resources name, or beside them."""
    file = text_of(font, "FontFile").strip()
    return bool(file) and any(resolve(package, name, one) for one in (posixpath.join(folder.strip(), file), file))


def _acts(action: Node) -> bool:
    kinds = _kinds(action)
    return bool(kinds & _PLAYING) or (action.get("Event") != _CLICKED and bool(kinds & _OPENING))


def _kinds(action: Node) -> frozenset[str]:
    return frozenset(local(one) for one in action.iterchildren("{*}*"))
