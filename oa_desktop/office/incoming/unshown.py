"""Files that came and cannot be shown (显示不出的来文文件): kept as they came all the same, and that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from oa_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from oa_desktop.office.session import Session

_HARMLESS = frozenset({"source.no-text", "source.empty", "source.too-large", "picture.too-large"})
"""Refusals of a reader that say nothing against the pages of a file, such as of a scan."""
_PACKAGE = b"PK"
_Look = Callable[["Session", str, bytes], object]


def _as_pages(session: Session, _name: str, data: bytes) -> object:
    return session.viewer.leaves(data)


def _as_package(session: Session, name: str, data: bytes) -> object:
    if not data.startswith(_PACKAGE):
        raise Refused("source.damaged", name=name, kind=PurePath(name).suffix[1:].upper())
    return session.writing.reader.read(data, name)


def _as_picture(session: Session, _name: str, data: bytes) -> object:
    return session.writing.reader.picture(data)


_LOOKS: Mapping[str, _Look] = {
    ".pdf": _as_pages,
    **dict.fromkeys((".ofd", ".docx"), _as_package),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"), _as_picture),
}
"""How a file is looked at, by its ending; of others nobody expects pages."""


def unshown(session: Session, name: str, data: bytes) -> Refused | None:
    """Return what is to be said of a file whose pages nobody will see here, None where there is nothing to say.

    Raises:
        Unavailable: ``confine.failed``.
    """
    if not data:
        return Refused("incoming.empty-file", name=name)
    look = _LOOKS.get(PurePath(name).suffix.lower())
    try:
        if look:
            look(session, name, data)
    except Refused as refused:
        return None if refused.code in _HARMLESS else Refused("incoming.not-shown", name=name)
    return None
