"""Writing a workbook: text in every cell, so that nothing is ever calculated, and a header that stays in sight.

ECMA-376 SpreadsheetML, written straight into the package: nothing of it lies on a disk on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from oa_desktop.docs.packages import lawful
from oa_desktop.domain.realms import realm_note
from oa_desktop.domain.zipping import zipped
from oa_desktop.office.ports.tables import LETTERS, Column, Table

CALCULATED: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a program may take for a formula when somebody types in it or saves it as CSV."""
LONGEST: Final = 32_767
"""Characters that a cell holds."""
_WORDS = (Column(title="", width=LETTERS * 6),)
_STEP = 500
_LAST_ROW = 1_048_576
_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_TEXT, _QUOTED, _HEAD = 1, 2, 3
"""Places in the formats of :data:`_STYLES`."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = f"{_PACKAGE}/relationships/metadata/core-properties"
_APPLIED = ' applyNumberFormat="1" applyBorder="1" applyAlignment="1"'
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}">
<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill></fills>
<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/>
</border></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf xfId="0"/>
<xf numFmtId="49" borderId="1" xfId="0"{_APPLIED}><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" borderId="1" xfId="0" quotePrefix="1"{_APPLIED}><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0"
{_APPLIED} applyFont="1" applyFill="1"/>
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def written(tables: Sequence[Table], step: Callable[[int, int], None], mark: str = "") -> bytes:
    """Return a workbook with a sheet for each table; the word of a realm stands at the head of every printed page."""
    total, done = sum(len(table.rows) for table in tables), count(1)
    sheets = {}
    for place, table in enumerate(tables, start=1):
        rows = [_told(row, next(done), total, step) for row in _rows(table)]
        sheets[f"xl/worksheets/sheet{place}.xml"] = _sheet(table, rows, mark)
    return zipped({**_frame(tables), _CORE: _properties(mark), **sheets})


def _told(row: str, done: int, total: int, step: Callable[[int, int], None]) -> str:
    """Return a row after telling how many there are, now and then."""
    if done % _STEP == 0:
        step(done, total)
    return row


def _frame(tables: Sequence[Table]) -> dict[str, bytes]:
    """Return the parts of the package that hold the sheets together."""
    places = range(1, len(tables) + 1)
    kinds = "".join(
        f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in (
            ("xl/workbook.xml", "sheet.main"),
            ("xl/styles.xml", "styles"),
            *((f"xl/worksheets/sheet{place}.xml", "worksheet") for place in places),
        )
    )
    kinds += f'<Override PartName="/{_CORE}" ContentType="{_CORE_TYPE}"/>'
    sheets = ((f"{_OFFICE}/worksheet", f"worksheets/sheet{place}.xml") for place in places)
    related = [*sheets, (f"{_OFFICE}/styles", "styles.xml")]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": _relations([(f"{_OFFICE}/officeDocument", "xl/workbook.xml"), (_CORE_RELATION, _CORE)]),
        "xl/workbook.xml": _book(tables),
        "xl/_rels/workbook.xml.rels": _relations(related),
    }
    return {**{name: (_XML + part).encode() for name, part in parts.items()}, "xl/styles.xml": _STYLES.encode()}


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    related = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'


def _properties(mark: str) -> bytes:
    """Return what the workbook says of itself: the realm that made it, if its pages bear a word."""
    said = f"<cp:keywords>{escape(realm_note(mark))}</cp:keywords>" if mark else ""
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties">{said}</cp:coreProperties>'.encode()
    )


def _book(tables: Sequence[Table]) -> str:
    """Return the list of the sheets; the header of each is printed on all of its pages."""
    titles = [lawful(table.title).translate(_NOT_IN_TITLES)[:_TITLE] for table in tables]
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{place}" r:id="rId{place}"/>'
        for place, title in enumerate(titles, start=1)
    )
    names = "".join(
        _names(place, title, table) for place, (title, table) in enumerate(zip(titles, tables, strict=True))
    )
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>{defined}</workbook>'


def _names(place: int, title: str, table: Table) -> str:
    if not table.columns:
        return ""
    last = f"${letters(len(table.columns))}${len(table.rows) + 1}"
    begin, sheet = f'localSheetId="{place}"', escape(f"'{title}'")
    return (
        f'<definedName name="_xlnm._FilterDatabase" {begin} hidden="1">{sheet}!$A$1:{last}</definedName>'
        f'<definedName name="_xlnm.Print_Titles" {begin}>{sheet}!$1:$1</definedName>'
    )


def _sheet(table: Table, rows: Sequence[str], mark: str) -> bytes:
    """Return a sheet; its parts stand in the order that the schema demands."""
    columns = table.columns or _WORDS
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
        for place, column in enumerate(columns, start=1)
    )
    head = _row(1, [column.title for column in table.columns], _HEAD) if table.columns else ""
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if head else ""
    whole = f"A1:{letters(len(columns))}{len(rows) + 1}"
    return "".join(
        (
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews><cols>{widths}</cols>',
            f"<sheetData>{head}{''.join(rows)}</sheetData>",
            f'<autoFilter ref="{whole}"/>' if head else "",
            _choices(table.columns),
            f'<pageSetup paperSize="9" orientation="{"landscape" if head else "portrait"}" fitToHeight="0"/>',
            f"<headerFooter><oddHeader>&amp;C【{escape(mark)}】</oddHeader></headerFooter>" if mark else "",
            "</worksheet>",
        )
    ).encode()


def _choices(columns: Sequence[Column]) -> str:
    offered = [
        f'<dataValidation type="list" allowBlank="1" sqref="{letters(place)}2:{letters(place)}{_LAST_ROW}">'
        f"<formula1>{escape(chr(34) + ','.join(column.choices) + chr(34))}</formula1></dataValidation>"
        for place, column in enumerate(columns, start=1)
        if column.choices
    ]
    return f'<dataValidations count="{len(offered)}">{"".join(offered)}</dataValidations>' if offered else ""


def _rows(table: Table) -> Iterator[str]:
    first = 2 if table.columns else 1
    return (_row(number, row) for number, row in enumerate(table.rows, start=first))


def _row(number: int, texts: Sequence[str], style: int = _TEXT) -> str:
    cells = "".join(_cell(f"{letters(place)}{number}", text, style) for place, text in enumerate(texts, start=1))
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, text: str, style: int) -> str:
    """Return a cell that holds a text and stays text, also after somebody has typed in it."""
    used = _QUOTED if text.startswith(CALCULATED) else style
    words = escape(lawful(text)[:LONGEST])
    return f'<c r="{place}" s="{used}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def letters(place: int) -> str:
    """Return the letters of a column by its place, from 1."""
    rest, last = divmod(place - 1, 26)
    return (letters(rest) if rest else "") + chr(ord("A") + last)
