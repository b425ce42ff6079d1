"""Altered copies of sealed files (改动过的副本), each in one way and named for it: what verification must find."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from oa_desktop.docs.signed_pdf.files import pages, state_after
from oa_desktop.docs.signed_pdf.revisions import read_revisions
from oa_desktop.domain.zipping import zipped

Parts = dict[str, bytes]
_CONTENT, _DOCUMENT = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml"
_SIGN = "Doc_0/Signs/Sign_0"
_LATE = "Doc_0/Annots/Page_0/Annotation.xml"
_NOTE: Final = b"<</Type/Annot/Subtype/FreeText/F 4/Rect[120 300 480 360]/DA(/F 12 Tf)/Contents(900)>>"
_BLOT: Final = b"0 g 120 300 360 200 re f"


def altered_ofd(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield altered copies of a sealed OFD of ours, with what was done to each."""
    for name, change in _OFD.items():
        parts = _parts(data)
        change(parts)
        yield name, zipped(parts)
    yield "bytes-appended", data + b"appended"


def altered_pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield altered copies of a sealed PDF of ours, with what was done to each."""
    for name, change in _PDF.items():
        yield name, change(data)


def change_byte(file: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


# --- OFD --------------------------------------------------------------------------------------------------------------


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _put(part: str, change: Callable[[bytes], bytes]) -> Callable[[Parts], None]:
    """Return what changes one part of a package, or adds it."""

    def put(parts: Parts) -> None:
        parts[part] = change(parts.get(part, b""))

    return put


def _flipped(data: bytes) -> bytes:
    return data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]


def _reworded(data: bytes) -> bytes:
    """Change the first word of a page."""
    return re.sub(rb"(<(?:\w+:)?TextCode[^>]*>)[^<]+", rb"\1X", data, count=1)


def _moved(data: bytes) -> bytes:
    """Move the seal to a corner of its page."""
    return re.sub(rb'Boundary="[\d.]+ [\d.]+ ', b'Boundary="10 10 ', data, count=1)


_OFD: Final[Mapping[str, Callable[[Parts], None]]] = MappingProxyType(
    {
        "text-changed": _put(_CONTENT, _reworded),
        "seal-moved": _put(f"{_SIGN}/Signature.xml", _moved),
        "seal-replaced": _put(f"{_SIGN}/Seal.esl", _flipped),
        "value-changed": _put(f"{_SIGN}/SignedValue.dat", _flipped),
        "list-changed": _put("Doc_0/Signs/Signatures.xml", lambda data: data.replace(b"Sign_0/", b"Sign_1/")),
        "note-added": _put(_LATE, lambda _: b"<PageAnnot/>"),
        "part-added": _put("Doc_0/Res/late.png", lambda _: b"late"),
        "document-changed": _put(_DOCUMENT, lambda data: data.replace(b"</", b" </", 1)),
    }
)


# --- PDF --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    root: int
    page: int
    free: int
    index: int


def _numbers(data: bytes) -> _Numbers:
    revisions = read_revisions(data)
    state = state_after(revisions)
    return _Numbers(
        root=state.root_number,
        page=pages(state)[0],
        free=max(state.objects) + 1,
        index=revisions[-1].index.at,
    )


def _raw(data: bytes, number: int) -> bytes:
    """Return a dictionary as it stands last in a file."""
    written = state_after(read_revisions(data)).objects[number]
    return data[written.start : written.end].split(b"obj", 1)[1].rsplit(b"endobj", 1)[0].strip()


def _updated(data: bytes, objects: Mapping[int, bytes]) -> bytes:
    """Return a file with an update behind it. ISO 32000-1 7.5.6."""
    known, rows = _numbers(data), b""
    for number, content in sorted(objects.items()):
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    size = max(known.free, *objects) + 1
    trailer = b"trailer\n<</Root %d 0 R/Size %d/Prev %d>>\n" % (known.root, size, known.index)
    return data + b"xref\n" + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


def _entered(content: bytes, entry: bytes) -> bytes:
    return content.rsplit(b">>", 1)[0] + entry + b">>"


def _redrawn(data: bytes) -> bytes:
    """Blot out a part of the first page."""
    known = _numbers(data)
    page = re.sub(rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % known.free, _raw(data, known.page))
    stream = b"<</Length %d>>stream\n%b\nendstream" % (len(_BLOT), _BLOT)
    return _updated(data, {known.page: page, known.free: stream})


def _noted(data: bytes) -> bytes:
    """Put a note over the first page."""
    known, kept = _numbers(data), b""
    page = _raw(data, known.page)
    found = re.search(rb"/Annots \[([^\]]*)\]", page)
    if found:
        page, kept = page.replace(found[0], b""), found[1]
    note = b"/Annots [%b %d 0 R]" % (kept, known.free)
    return _updated(data, {known.page: _entered(page, note), known.free: _NOTE})


def _scripted(data: bytes) -> bytes:
    """Run a script when the file is opened."""
    known = _numbers(data)
    action = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    return _updated(data, {known.root: _entered(_raw(data, known.root), action)})


def _in_room(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Return what changes the room of the last signature value."""

    def changed(data: bytes) -> bytes:
        start, end = (int(one) for one in re.findall(rb"/ByteRange \[0 (\d+) (\d+) ", data)[-1])
        return data[: start + 1] + change(data[start + 1 : end - 1]) + data[end - 1 :]

    return changed


def _other_digit(digits: bytes) -> bytes:
    """Change one digit of a signature value."""
    at = len(digits.rstrip(b"0")) - 4
    return digits[:at] + (b"1" if digits[at : at + 1] != b"1" else b"2") + digits[at + 1 :]


def _last(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return what puts bytes in the place of as many others, where they stand last."""

    def changed(data: bytes) -> bytes:
        at = data.rindex(old)
        return data[:at] + new + data[at + len(new) :]

    return changed


_PDF: Final[Mapping[str, Callable[[bytes], bytes]]] = MappingProxyType(
    {
        "page-redrawn": _redrawn,
        "note-added": _noted,
        "script-added": _scripted,
        "file-changed": lambda data: data.replace(b"/Author", b"/Anthor", 1),
        "seal-moved": _last(b"/Rect [ ", b"/Rect [ 9"),
        "time-changed": _last(b"\\0722026", b"\\0722025"),
        "value-changed": _in_room(_other_digit),
        "room-filled": _in_room(lambda digits: digits[:-4] + b"cafe"),
        "bytes-appended": lambda data: data + b"appended",
    }
)
