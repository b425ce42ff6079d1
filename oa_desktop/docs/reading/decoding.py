"""Bytes to text: what is text is decoded, what is not is refused with its name."""

from __future__ import annotations

import codecs
import unicodedata

from oa_desktop.docs.reading.other_files import kind_known, kind_named
from oa_desktop.docs.reading.remarks import WHOLE, Remarks
from oa_desktop.domain.documents.findings import Place
from oa_desktop.domain.errors import Refused

SOURCE_LIMIT = 4 * 1024 * 1024
"""The largest source that is read, in bytes: more than 2,000 pages."""

TEXT_PER_CONTROL = 20
"""Characters of text that one control character needs beside it; Word leaves some behind, a binary file many."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_ENDS = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_NOT_IN_TEXT = frozenset({"Cn", "Co"})
_CONTROLS = frozenset(map(chr, range(32))) - _LINE_ENDS


def decode(data: bytes, name: str, limit: int, remarks: Remarks) -> str:
    """Return the text of a source.

    Args:
        data: The file.
        name: Its name, for the words of a refusal.
        limit: The largest size, in bytes.
        remarks: Takes the findings about the encoding.

    Raises:
        Refused: ``source.too-large``, ``source.not-text`` or ``source.empty``.
    """
    if looks_like := kind_known(data, name):
        raise Refused("source.not-text", name=name, looks_like=looks_like)
    if len(data) > limit:
        raise Refused("source.too-large", name=name, size=len(data), limit=limit)
    decoded = _decoded(data, name, remarks)
    text = visible(decoded)
    report_taken(len(decoded) - len(text), WHOLE, remarks)
    if not text.strip():
        raise Refused("source.empty", name=name)
    return text


def _decoded(data: bytes, name: str, remarks: Remarks) -> str:
    text, encoding = _marked(data) or _unmarked(data) or ("\0", "")
    if "\0" in text or _controls(text) * TEXT_PER_CONTROL > len(text):
        raise Refused("source.not-text", name=name, looks_like=kind_named(name))
    if encoding != "utf-8":
        remarks.add("source.encoding", WHOLE, encoding=encoding.upper())
    return text


def text_in(data: bytes) -> str | None:
    """Return the text that bytes of any number are; None where they are none."""
    text, _ = _marked(data) or _unmarked(data) or ("\0", "")
    return None if "\0" in text or _controls(text) * TEXT_PER_CONTROL > len(text) else text


def _marked(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            return None if text is None else (text, encoding)
    return None


def _unmarked(data: bytes) -> tuple[str, str] | None:
    """Read UTF-8; as a courtesy GB18030, but only where every character is an assigned one and none a control."""
    text = _strictly(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    text = _strictly(data, "gb18030")
    if text is None or _controls(text) or any(unicodedata.category(char) in _NOT_IN_TEXT for char in text):
        return None
    return text, "gb18030"


def _controls(text: str) -> int:
    return sum(map(text.count, _CONTROLS))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def visible(text: str) -> str:
    """Return a text without what nobody sees and no page can hold; line ends stay."""
    return "".join(char for char in text if not _is_invisible(char))


def report_taken(count: int, place: Place, remarks: Remarks) -> None:
    """Report how many invisible characters were taken out at a place, if any were."""
    if count:
        remarks.add("source.control-characters", place, count=count)


def _is_invisible(char: str) -> bool:
    if char in _LINE_ENDS:
        return False
    return unicodedata.category(char) in _INVISIBLE or (ord(char) & 0xFFFE) == 0xFFFE or "\ufdd0" <= char <= "\ufdef"
