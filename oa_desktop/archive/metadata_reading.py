"""Reading what a package says of an item (元数据): in a confined process, whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from oa_desktop.archive.confined_reading import LARGEST, LIMITS, metadata_confined
from oa_desktop.domain.errors import Refused
from oa_desktop.office.confined import ask

_NAME, _SIZE, _DIGEST = "题名", "计算机文件大小", "SM3摘要"
_ASKED: Final = ("题名", "责任者", "文件编号", "日期", "年度", "保管期限", "机构或问题", "密级", "页数", "附注")
"""Elements that somebody asks for: all items of a package are held at once, and each says three times as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """文档: a file as the metadata lists it; -1 bytes where they say no number."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What metadata say of an item.

    Attributes:
        said: What is asked of them, by the names of the elements, as each stands first.
        readable: Whether there are any that can be read.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Listed, ...] = ()
    readable: bool = True


UNREADABLE: Final = Described(readable=False)


def read_metadata(data: bytes, name: str) -> Described:
    """Return what metadata say.

    Raises:
        Refused: ``import.damaged``, ``import.too-hard``.
        Unavailable: ``confine.failed``.
    """
    too_hard = Refused("import.too-hard", file=name)
    if len(data) > LARGEST:
        raise too_hard
    found: Any = ask(metadata_confined, data, name, too_hard=too_hard, limits=LIMITS)
    said = {name: found["said"][name] for name in _ASKED if name in found["said"]}
    return Described(said=said, files=tuple(map(_listed, found["files"])))


def _listed(one: Mapping[str, str]) -> Listed:
    size = one.get(_SIZE, "")
    number = int(size) if size.isascii() and size.isdecimal() and len(size) < len(str(LARGEST)) + 3 else -1
    return Listed(name=one.get(_NAME, ""), size=number, digest=one.get(_DIGEST, ""))
