"""A source (UTF-8 text or Markdown) to a manuscript, with findings; nothing that was typed is dropped.

Order of the work: bytes to text, front matter, lines, pieces, then 版记 from the end, annexes, the opening from the
beginning, the closing from the end; what no element claims is the body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from oa_desktop.docs.reading.annexes import read_annex, split_annexes
from oa_desktop.docs.reading.attendance import read_attendance
from oa_desktop.docs.reading.captions import with_captions
from oa_desktop.docs.reading.closing import read_closing, read_dateline
from oa_desktop.docs.reading.decoding import SOURCE_LIMIT, decode
from oa_desktop.docs.reading.doubts import report_doubts
from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.found_pictures import FoundPicture
from oa_desktop.docs.reading.front_matter import opens_front_matter, read_front_matter, split_front_matter
from oa_desktop.docs.reading.imprint import read_imprint
from oa_desktop.docs.reading.keys import Value
from oa_desktop.docs.reading.markdown import is_markdown_name, looks_like_markdown, markdown_pieces
from oa_desktop.docs.reading.opening import read_opening
from oa_desktop.docs.reading.paragraphs import blocks
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.plain import plain_pieces
from oa_desktop.docs.reading.remarks import HEAD, WHOLE, Remarks, quoted
from oa_desktop.docs.reading.spacing import Line, report_characters, trimmed_lines
from oa_desktop.docs.reading.wrapping import joined_lines
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.manuscript import Manuscript, blocks_of, notes_among, notes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read.

    Attributes:
        manuscript: The text; pictures in it have the keys of those that were found for digests.
        findings: What the reader found on the way.
        pictures: What was found of pictures, in reading order.
    """

    manuscript: Manuscript
    findings: tuple[Finding, ...] = ()
    pictures: tuple[FoundPicture, ...] = ()


def read_source(data: bytes, name: str = "", *, limit: int = SOURCE_LIMIT) -> Reading:
    """Read a source file.

    Args:
        data: The file: UTF-8 with or without a mark, GB18030 or marked UTF-16 as a courtesy.
        name: Its name; ``.md`` says that it is Markdown.
        limit: The largest size, in bytes.

    Raises:
        Refused: ``source.too-large``, ``source.not-text`` or ``source.empty``.
    """
    remarks = Remarks()
    raw = decode(data, name, limit, remarks).splitlines()
    values, start = _front_matter(raw, remarks)
    lines = trimmed_lines(raw[start:], start + 1, remarks)
    return read_pieces(_pieces(lines, name, remarks), remarks, values)


def read_pieces(pieces: list[Piece], remarks: Remarks, values: Mapping[str, Value] | None = None) -> Reading:
    """Read the pieces of a text, wherever they came from.

    Args:
        pieces: The text.
        remarks: Has the findings so far and takes more.
        values: What a front matter gives.
    """
    pieces = with_captions(pieces)
    manuscript = _manuscript(pieces, Found(values=dict(values or {}), remarks=remarks))
    for words in _notes_left_out(pieces, manuscript):
        remarks.add("source.left-out", WHOLE, what=f"脚注“{quoted(words)}”")
    pictures = tuple(replace(piece.picture, unit=remarks.unit) for piece in pieces if piece.picture)
    return Reading(manuscript=manuscript, findings=remarks.findings(), pictures=pictures)


def _notes_left_out(pieces: list[Piece], manuscript: Manuscript) -> Iterator[str]:
    """Yield the notes (脚注) on what became an element: only paragraphs of the text have notes."""
    met = Counter(note for piece in pieces for note in notes_among(piece.spans))
    return (met - Counter(note for block in blocks_of(manuscript) for note in notes_of(block))).elements()


def _front_matter(raw: list[str], remarks: Remarks) -> tuple[dict[str, Value], int]:
    """Return what the front matter gives, and the place of the first line behind it."""
    inside = split_front_matter(raw)
    if inside is None:
        if opens_front_matter(raw):
            remarks.add("source.front-matter-open", HEAD)
        return {}, 0
    start, end = inside
    report_characters(enumerate(raw[start:end], start + 1), remarks)
    return read_front_matter(raw[start:end], start + 1, remarks), end + 1


def _pieces(lines: list[Line], name: str, remarks: Remarks) -> list[Piece]:
    if is_markdown_name(name):
        return markdown_pieces(lines, remarks)
    if looks_like_markdown(lines):
        remarks.add("source.markdown", WHOLE)
        return markdown_pieces(lines, remarks)
    return plain_pieces(joined_lines(lines, remarks))


def _manuscript(pieces: list[Piece], found: Found) -> Manuscript:
    remarks = found.remarks
    main, annexes = split_annexes(read_imprint(pieces, found))
    opened = read_attendance(read_opening(read_imprint(main, found), found), found)
    body = read_dateline(read_closing(opened, found), found)
    if not found.has("title"):
        remarks.add("source.no-title", HEAD)
    report_doubts([*body, *chain.from_iterable(annexes)], found.text("title"), remarks)
    return Manuscript(
        copy_number=found.text("copy_number"),
        classification=found.text("classification"),
        urgency=found.text("urgency"),
        issuing_organs=found.names("issuing_organs"),
        document_number=found.text("document_number"),
        signers=found.names("signers"),
        title=found.text("title"),
        kind=found.text("kind"),
        recipients=found.text("recipients"),
        body=blocks(body, remarks),
        attachment_notes=found.names("attachment_notes"),
        signatories=found.names("signatories"),
        date=found.text("date"),
        note=found.text("note"),
        annexes=tuple(read_annex(annex, remarks) for annex in annexes),
        copied_to=found.text("copied_to"),
        printed_by=found.text("printed_by"),
        printed_on=found.text("printed_on"),
        publicity=found.text("publicity"),
        copies=found.text("copies"),
        page_format=found.text("page_format"),
        attendees=found.text("attendees"),
        excused=found.text("excused"),
        observers=found.text("observers"),
        secrecy_basis=found.text("secrecy_basis"),
    )
