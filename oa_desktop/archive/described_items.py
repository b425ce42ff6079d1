"""The items of a package of the archive as its metadata describe them, and by what two of them would be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from oa_desktop.archive.metadata_reading import UNREADABLE, Described, read_metadata
from oa_desktop.archive.transfer import METADATA
from oa_desktop.archive.trees import items_in, root_of
from oa_desktop.archive.verifying import pieces
from oa_desktop.domain.archives.specimen import NO_MARK
from oa_desktop.domain.errors import Refused

_NAMES: Final[Mapping[str, str]] = {
    "题名": "题名",
    "责任者": "责任者",
    "年度": "年度",
    "保管期限": "保管期限",
    "页数": "页数",
}
"""What the metadata call a field, and what the catalogue does, where it is said as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a package: what its metadata say, and by what it would be a twin."""

    place: Path
    described: Described

    @property
    def fields(self) -> Mapping[str, str]:
        """What the catalogue would say of it."""
        return dict(_fields(self.described.said)) if self.described.readable else {}

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """Its code; its title, author and day."""
        said = self.fields
        code, name = said.get("档号", ""), (said.get("题名", ""), said.get("责任者", ""), said.get("日期", ""))
        return tuple(key for key in ((code,), name) if any(key))


def items_at(path: Path) -> tuple[Item, ...]:
    """Return the items of a package, or the one of a 电子文件封装包; none where it is neither.

    Raises:
        Unavailable: ``confine.failed``.
        OSError: The disk does not give it.
    """
    root = root_of(path) if path.is_dir() else None
    places = (path,) if path.is_file() else items_in(root) if root else ()
    return tuple(Item(place=one, described=_described(one)) for one in places)


def _described(item: Path) -> Described:
    try:
        return read_metadata(bytes_of(item / METADATA if item.is_dir() else item), item.name)
    except (Refused, FileNotFoundError):
        return UNREADABLE


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file, no more than it is said to have."""
    return b"".join(pieces(path))


def _fields(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((field, said[name]) for name, field in _NAMES.items() if name in said)
    yield "文号", said.get("文件编号", "")
    yield "机构或问题", said.get("机构或问题", "")
    yield "密级", said.get("密级", "").partition("★")[0] or NO_MARK
    day = said.get("日期", "")
    yield "日期", f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == len("20260101") and day.isdecimal() else day
    for note in said.get("附注", "").split("；"):
        name, mark, words = note.partition("：")
        if mark and name in ("档号", "载体"):
            yield name, words


def files_of(place: Path) -> Iterator[Path]:
    """Yield the files of an item, links left out."""
    if place.is_file():
        yield place
        return
    yield from (one for one in sorted(place.rglob("*")) if one.is_file() and not one.is_symlink())
