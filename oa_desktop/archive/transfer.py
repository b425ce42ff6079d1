"""移交信息包: a folder as implementers of DA/T 93-2022 lay it out, item by item (secondary source).

``说明文件.TXT``, ``目录文件.XML``, ``<全宗号>/<分类>/<档号>/`` with metadata and files, and ``其他`` with the form
that both sides sign, the register, which the machine has sealed over every file, and the stand-alone verifier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from oa_desktop.archive.confined_reading import COLUMNS, ROW
from oa_desktop.archive.eep import REGISTER, VERIFIER, put_beside
from oa_desktop.archive.entities import entities
from oa_desktop.archive.explaining import EXPLANATION, Telling
from oa_desktop.archive.writing import Folder, side_by_side, together
from oa_desktop.domain.archives.elements import DECLARATION, element, start
from oa_desktop.domain.archives.metadata import FileSaid
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.ids import Digest
from oa_desktop.office.archiving.packing import Package, PackedItem

CATALOGUE, OTHERS, METADATA = "目录文件.XML", "其他", "元数据.xml"
SEAL: Final = f"{OTHERS}/{REGISTER}"


def write_transfer(
    package: Package, folder: Folder, inside: str = "", also: Mapping[str, Digest] = MappingProxyType({})
) -> None:
    """Write a package into a folder, or into a folder of it whose name ends with a slash.

    Args:
        package: What is written.
        folder: Where.
        inside: The folder in it.
        also: Digests that are sealed with those of the files, by name.
    """
    told = Telling()
    side_by_side(partial(_write_item, folder, inside), told.of(package.items()))
    size = sum(one.size for one in folder.sums.values())
    folder.fill(f"{inside}{CATALOGUE}", together(line.encode() for line in catalogue_lines(package.lines)))
    folder.put(f"{inside}{EXPLANATION}", told.explanation(package, size, f"{OTHERS}/{VERIFIER}"))
    put_beside(package, folder, size, f"{inside}{OTHERS}/")
    beside = {name.removeprefix(inside): sums.sm3 for name, sums in folder.sums.items()}
    folder.put(f"{inside}{SEAL}", package.seal({**beside, **also}))


def _write_item(folder: Folder, inside: str, packed: PackedItem) -> None:
    place = inside + "/".join(packed.folders)
    for one in packed.files:
        folder.put(f"{place}/{one.name}", one.data)
    folder.put(f"{place}/{METADATA}", "".join(_metadata(packed)).encode())


def _metadata(packed: PackedItem) -> Iterator[str]:
    def coded(one: FileSaid) -> Iterator[str]:
        yield element("SM3摘要", one.digest)

    yield f"{DECLARATION}<元数据>\n"
    yield from entities(packed.metadata, coded)
    yield "</元数据>\n"


def catalogue_lines(lines: tuple[ArchivalItem, ...]) -> Iterator[str]:
    """Yield 目录文件.XML, line by line."""
    yield f"{DECLARATION}<文件目录>\n"
    for place, one in enumerate(lines, start=1):
        cells = zip(COLUMNS, _cells(place, one), strict=True)
        yield f"{start(ROW)}{''.join(element(*cell).rstrip() for cell in cells)}</{ROW}>\n"
    yield "</文件目录>\n"


def _cells(place: int, one: ArchivalItem) -> tuple[str, ...]:
    pages, date = str(one.pages or ""), one.date.replace("-", "")
    mark = one.act.mark or "公开"
    return (str(place), one.code, one.responsible, one.title, date, one.act.retention.value, mark, pages, one.carrier)
