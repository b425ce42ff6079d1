"""接收目录 as a receiving archive wants it: its columns, filled from the register, as a list and as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import partial

from oa_desktop.domain.archives.codes import DOCUMENTS
from oa_desktop.domain.archives.columns import ReceivingCatalogue, ReceivingColumn
from oa_desktop.domain.archives.elements import DECLARATION, element, start
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.archives.specimen import NO_MARK
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.queries import ArchiveItemRow


class ReceivingFile(StrEnum):
    """As what such a catalogue leaves besides the files of any list."""

    XML = "XML"


Line = tuple[int, ArchiveItemRow]
"""序号, and the item."""


def columns_of(catalogue: ReceivingCatalogue, scheme: Scheme) -> tuple[Column[Line], ...]:
    """Return the columns of a list."""
    return tuple(
        Column(label=one.title, text=partial(_text, one, scheme), width=one.width) for one in catalogue.columns
    )


def xml_of(catalogue: ReceivingCatalogue, ledger: Ledger[Line]) -> bytes:
    """Return a list as XML in UTF-8: an element a line, in it an element a column."""
    return "".join(_lines(catalogue, ledger)).encode()


def _lines(catalogue: ReceivingCatalogue, ledger: Ledger[Line]) -> Iterator[str]:
    yield f"{DECLARATION}{start(catalogue.root)}\n"
    for cells in ledger.cells:
        named = zip(ledger.labels, cells, strict=True)
        yield f"{start(catalogue.line)}{''.join(element(*cell).rstrip() for cell in named)}</{catalogue.line}>\n"
    yield f"</{catalogue.root}>\n"


def _text(column: ReceivingColumn, scheme: Scheme, line: Line) -> str:
    return column.text(said_of(scheme, *line))


def said_of(scheme: Scheme, ordinal: int, row: ArchiveItemRow) -> Mapping[str, str]:
    """Return what is said of an item, by the names of :data:`.FIELDS`; days ISO."""
    division = scheme.division(row.division)
    return {
        "序号": str(ordinal),
        "档号": row.code,
        "全宗号": row.fonds,
        "全宗名称": scheme.fonds_name,
        "门类": DOCUMENTS,
        "年度": str(row.year),
        "保管期限": row.retention,
        "机构（问题）代号": row.division,
        "机构（问题）": division.name if division else "",
        "件号": f"{row.number:0{scheme.digits}}",
        "文号": row.document_number,
        "责任者": row.responsible,
        "题名": row.title,
        "日期": row.date,
        "密级": row.mark or NO_MARK,
        "页数": str(row.pages or ""),
        "载体": row.carrier,
        "盒号": row.box,
        "存放位置": row.place,
        "备注": "",
    }
