"""Elements (公文要素) that the styles of a DOCX name: what stands in 主送机关 is that, whatever its words.

The names are those that this program writes, those of the standard, and the built-in ones that mean the same. Only the
first paragraphs of a style in a row are its element; a style that is used again further down says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from oa_desktop.docs.officers import officers_of
from oa_desktop.docs.reading.annexes import split_annexes
from oa_desktop.docs.reading.attachment_note import note_names
from oa_desktop.docs.reading.attendance import attendance
from oa_desktop.docs.reading.captions import CAPTION
from oa_desktop.docs.reading.dates import is_date, is_loose_date
from oa_desktop.docs.reading.head import PAPER, mark_names
from oa_desktop.docs.reading.imprint import labelled
from oa_desktop.docs.reading.keys import Value, element_value
from oa_desktop.docs.reading.names import marked_names
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.remarks import Remarks, line_place
from oa_desktop.domain.documents.kinds import PageFormat, kind_of_title, page_format
from oa_desktop.domain.texts.element_names import ELEMENTS, FIELDS

HEAD_LINE, NUMBER, DATE, IMPRINT = "head-line", "number", "built-in-date", "imprint"
ANNEX, RELEASED, SPACER, TABLE = "annex", "released", "spacer", "table-text"
"""What styles name beside the fields of the manuscript."""

STYLES: Mapping[str, str] = MappingProxyType(
    {
        **{name: field for name, field in FIELDS.items() if name not in {"附件", "密级", "紧急程度"}},
        "密级和紧急程度": HEAD_LINE,
        "密级": HEAD_LINE,
        "紧急程度": HEAD_LINE,
        "发文字号": NUMBER,
        "版记": IMPRINT,
        "附件标识": ANNEX,
        "随文标题": RELEASED,
        "版面空行": SPACER,
        "表格文字": TABLE,
        **dict.fromkeys(("图题", "题注", "caption"), CAPTION),
        "附件标题": "title",
        "公文标题": "title",
        "title": "title",
        "date": DATE,
    }
)
"""What the name of a style says that its paragraphs are, in small letters."""

_AT_THE_HEAD = frozenset({"title", "issuing_organs"})
"""Elements above which stands no sentence."""
_STOP = "。"
_CLASSIFIED = "密"
_SIGNERS = "签发人"
_COUNTED = re.compile(r"[0-9０-９一二三四五六七八九十百]\s*[号期]$")
"""How 发文字号 ends; a name may end in one of these words, too."""
_TITLES = ("令", "纪要")
"""How a mark ends that says what the paper is."""


def styled_elements(pieces: list[Piece], remarks: Remarks) -> tuple[list[Piece], dict[str, Value]]:
    """Return the pieces that no style names as an element, and the values of those that one does.

    Annexes (附件) have titles of their own, so nothing behind the first one is taken; and no title is taken from the
    midst of the text.
    """
    end = len(split_annexes(pieces)[0])
    rest: list[Piece] = []
    values: dict[str, Value] = {}
    for element, group in groupby(pieces[:end], key=lambda piece: piece.element):
        row = list(group)
        is_lost = element in _AT_THE_HEAD and any(piece.is_apart or _STOP in piece.text for piece in rest)
        found = _read(element, row, remarks) if element and element != CAPTION and not is_lost else {}
        if found and values.keys().isdisjoint(found):
            values |= found
        else:
            rest += row
    tail = [piece for piece in pieces[end:] if piece.element != IMPRINT]
    imprint = _read(IMPRINT, [piece for piece in pieces[end:] if piece.element == IMPRINT], remarks)
    named = _with_format({**imprint, **values})
    return rest + tail, {name: value for name, value in named.items() if value}


def _read(element: str, row: list[Piece], remarks: Remarks) -> dict[str, Value]:
    """Return the elements that pieces of one style hold; none when they cannot be what the style says."""
    reader = _READERS.get(element, _plain)
    values = {name: value for name, value in reader(element, row).items() if value}
    _report(values, row, remarks)
    return values


def _plain(element: str, row: list[Piece]) -> dict[str, Value]:
    return {element: element_value(element, tuple(piece.text for piece in row))} if element in ELEMENTS else {}


def _date(_element: str, row: list[Piece]) -> dict[str, Value]:
    """Read what stands in the built-in style of that name, which people use for much else."""
    text = "".join(piece.text for piece in row)
    return {"date": text} if is_date(text) or is_loose_date(text) else {}


def _organs(_element: str, row: list[Piece]) -> dict[str, Value]:
    return {"issuing_organs": mark_names(piece.text for piece in row)}


def _with_format(values: dict[str, Value]) -> dict[str, Value]:
    """Return the elements with what 发文机关标志 says: its organs, the format of the page, or the title itself.

    A mark with 文件 is that of 文件格式, one that is the organ's name alone that of a letter; 清源县人民政府令 is the
    title where there is none. GB/T 9704-2012 7.2.4, 10.1 to 10.3.
    """
    organs, title = values.get("issuing_organs", ()), values.get("title")
    mark = organs[-1] if organs else ""
    if mark.endswith(_TITLES):
        return values if title else {**values, "issuing_organs": (), "title": "".join(organs)}
    if organs and isinstance(title, str):
        shown = PageFormat.DOCUMENT if mark.endswith(PAPER) or len(organs) > 1 else PageFormat.LETTER
        is_usual = shown is page_format("", kind_of_title(title))
        values = values if is_usual else {**values, "page_format": shown.value}
    return {**values, "issuing_organs": tuple(bare for one in organs if (bare := one.removesuffix(PAPER).strip()))}


def _head_line(_element: str, row: list[Piece]) -> dict[str, Value]:
    return _beside([piece.text for piece in row])


def _number(_element: str, row: list[Piece]) -> dict[str, Value]:
    """Read 发文字号 and, on upward papers, 签发人: names behind tabs, two on a line. GB/T 9704-2012 7.2.6."""
    if not any(_SIGNERS in piece.text for piece in row):
        parts = [part.strip() for piece in row for part in piece.text.split("\t") if part.strip()]
        number = next(filter(_COUNTED.search, parts), "".join(parts[-1:]))
        return {**_beside([part for part in parts if part != number]), "document_number": number}
    parts = [part.strip() for piece in row for part in re.split(r"\t|(?=签发人)", piece.text)]
    names = [re.sub(r"^签\s*发\s*人\s*[：:]\s*", "", part) for part in parts]
    numbers = list(filter(_COUNTED.search, names))
    return {
        "document_number": "".join(numbers[-1:]),
        "signers": tuple(name for name in names if name and name not in numbers),
    }


def _beside(texts: list[str]) -> dict[str, Value]:
    """Return 份号, 密级 and 紧急程度, which a letter has on the left of its number. GB/T 9704-2012 10.1."""
    copies = [text for text in texts if text.isdigit()]
    others = [text for text in texts if text not in copies]
    secret = [text for text in others if _CLASSIFIED in text]
    urgent = [text for text in others if text not in secret]
    return {"copy_number": "".join(copies), "classification": "".join(secret), "urgency": "".join(urgent)}


def _signatories(_element: str, row: list[Piece]) -> dict[str, Value]:
    """Read organs, a post and the name behind it, or organ and date above the red rule of minutes."""
    lines = [[part.strip() for part in piece.text.split("\t") if part.strip()] for piece in row]
    signed = [joined for parts in lines if officers_of(joined := ("　".join(parts),))]
    if len(signed) == len(lines):
        return {"signatories": tuple(name for names in signed for name in names)}
    names = [name for parts in lines for name in parts]
    dates = names[-1:] if len(names) > 1 and is_date(names[-1]) else []
    return {"signatories": tuple(name for name in names if name not in dates), "date": "".join(dates)}


def _attendance(_element: str, row: list[Piece]) -> dict[str, Value]:
    return dict(attendance(row))


def _attachments(_element: str, row: list[Piece]) -> dict[str, Value]:
    return {"attachment_notes": note_names(row)}


def _imprint(_element: str, row: list[Piece]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for piece in row:
        if names := labelled(piece):
            values |= names
        else:
            printed_by, _tab, printed_on = piece.text.partition("\t")
            values |= {"printed_by": printed_by.strip(), "printed_on": element_value("printed_on", (printed_on,))}
    return values


_READERS: Mapping[str, Callable[[str, list[Piece]], dict[str, Value]]] = MappingProxyType(
    {
        HEAD_LINE: _head_line,
        NUMBER: _number,
        IMPRINT: _imprint,
        "issuing_organs": _organs,
        "signatories": _signatories,
        "attendees": _attendance,
        "attachment_notes": _attachments,
        DATE: _date,
    }
)


def _report(values: dict[str, Value], row: list[Piece], remarks: Remarks) -> None:
    """Report what of the form of an element was not kept as it was typed."""
    for field, typed, written in _changes(values, row):
        remarks.add("source.form", line_place(row[0].line), element=ELEMENTS[field], typed=typed, written=written)


def _changes(values: dict[str, Value], row: list[Piece]) -> Iterator[tuple[str, str, str]]:
    names = values.get("attachment_notes", ())
    if isinstance(names, tuple):
        marked = marked_names((piece.text for piece in row), names)
        yield from (("attachment_notes", typed, written) for typed, written in marked)
    recipients = values.get("recipients", "")
    if isinstance(recipients, str) and recipients and row[-1].text.endswith(":"):
        yield "recipients", f"{recipients}:", recipients
