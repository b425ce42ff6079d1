"""Metadata as XML: 文件实体, 业务实体 and 机构人员实体, with the names and the nesting of DA/T 46 and DA/T 48.

As exporters write it (secondary source); what a value is not known of is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from oa_desktop.domain.archives.elements import element, tree
from oa_desktop.domain.archives.metadata import (
    OF_AGENT,
    OF_DEED,
    OF_RECORD,
    OF_RELATION,
    FileSaid,
    Metadata,
    branches,
)

Piece = TypeVar("Piece", str, bytes)
Coded = Callable[[FileSaid], Iterator[Piece]]
"""Yields how the bytes of a file stand in the XML, in the element 编码: as words, or as what they are in UTF-8."""
FILE_CODES: Final = ("M46", "M52")


def entities(said: Metadata, coded: Coded[Piece]) -> Iterator[str | Piece]:
    """Yield the three blocks of an item."""
    yield "<文件实体块>\n<文件实体>\n"
    yield from tree(branches(OF_RECORD, said.record))
    yield "<文件数据>\n"
    for place, one in enumerate(said.files, start=1):
        yield from _document(place, one, coded)
    yield "</文件数据>\n</文件实体>\n"
    for each in said.relations:
        yield "<文件实体关系>\n"
        yield from tree(branches(OF_RELATION, each))
        yield "</文件实体关系>\n"
    yield "</文件实体块>\n"
    yield from _deeds(said)
    yield from _agents(said)


def _document(place: int, one: FileSaid, coded: Coded[Piece]) -> Iterator[str | Piece]:
    yield (
        "<文档>\n"
        + element("文档标识符", f"D{place:03d}")
        + element("文档序号", str(place))
        + element("文档主从声明", "主文档" if one.main else "附属文档")
        + element("题名", one.name)
        + f'<文档数据 文档数据ID="W{place:03d}">\n<编码 编码ID="B{place:03d}">\n'
        + "".join(tree(branches(FILE_CODES, one.said)))
    )
    yield from coded(one)
    yield "</编码>\n</文档数据>\n</文档>\n"


def _deeds(said: Metadata) -> Iterator[str]:
    yield "<业务实体块>\n"
    for one in said.deeds:
        yield "<业务实体>\n"
        yield element("业务标识符", one.id)
        yield element("机构人员标识符", one.agent)
        yield element("文件标识符", said.id)
        yield from tree(branches(OF_DEED, one.said))
        yield "</业务实体>\n"
    yield "</业务实体块>\n"


def _agents(said: Metadata) -> Iterator[str]:
    yield "<机构人员实体块>\n"
    for one in said.agents:
        yield "<机构人员实体>\n"
        yield element("机构人员标识符", one.id)
        yield from tree(branches(OF_AGENT, one.said))
        yield "</机构人员实体>\n"
    yield "</机构人员实体块>\n"
