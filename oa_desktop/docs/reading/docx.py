"""A DOCX of WPS or Word to a manuscript, with findings: what was recognised, and what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from oa_desktop.docs.reading.broken_pieces import joined_pieces
from oa_desktop.docs.reading.docx_body import BOXES, NUMBERED, Body
from oa_desktop.docs.reading.docx_elements import styled_elements
from oa_desktop.docs.reading.docx_numbers import Numbers
from oa_desktop.docs.reading.docx_parts import DocxParts, attribute, texts_of
from oa_desktop.docs.reading.docx_revisions import revised
from oa_desktop.docs.reading.docx_styles import Styles
from oa_desktop.docs.reading.docx_text import (
    DELETED,
    ENDNOTE,
    ENDNOTES,
    FOOTNOTE,
    FORMULAS,
    HIDDEN,
    INSERTED,
    OBJECTS,
    PICTURES,
    PROMPTS,
    Taken,
)
from oa_desktop.docs.reading.package import Textless, children
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.reader import Reading, read_pieces
from oa_desktop.docs.reading.recognised import with_report
from oa_desktop.docs.reading.remarks import WHOLE, Remarks, quoted
from oa_desktop.docs.reading.spacing import report_characters
from oa_desktop.domain.manuscript import notes_among

_PAGE_NUMBER = re.compile(r"[\s\d—－\-–·.第页共/]*")
_MOST_REVISIONS = 100
"""Changes that are told one by one; all are counted."""
_COUNTED = (
    (PICTURES, "图片{count}处（不在文件里或者在表格里）"),
    (OBJECTS, "嵌入的对象{count}个"),
    (HIDDEN, "隐藏的文字{count}处"),
    (PROMPTS, "没有填写的提示{count}处"),
    (FORMULAS, "公式{count}处的排法（其中的字已读入）"),
)
"""What is counted while the text is read, in the words of ``source.left-out``."""


def read_docx(data: bytes) -> Reading:
    """Read a DOCX.

    Raises:
        Unreadable: It is no DOCX, or damaged.
        TooLarge: It unpacks to more than any document needs.
        Textless: It holds no text.
    """
    parts, remarks = DocxParts(data), Remarks(unit="段")
    taken = Taken(media=parts.media, words=_words(parts))
    body = Body(styles=Styles(parts.part("styles")), numbers=Numbers(parts.part("numbering")), taken=taken)
    body.read(parts.body)
    pieces = [*joined_pieces(body.pieces, remarks), *body.tail]
    if not pieces:
        raise Textless
    _report(body, pieces, parts, remarks)
    report_characters(((piece.line, piece.text) for piece in pieces), remarks)
    rest, values = styled_elements(pieces, remarks)
    return with_report(read_pieces(rest, remarks, values), values)


def _report(body: Body, pieces: list[Piece], parts: DocxParts, remarks: Remarks) -> None:
    """Report what of the file is in no manuscript, and what was read in a certain way."""
    counts = body.taken.counts
    if body.indented:
        remarks.add("source.indentation", WHOLE, indented=body.indented, blank=body.blank)
    if counts[NUMBERED]:
        remarks.add("source.automatic-numbers", WHOLE, count=counts[NUMBERED])
    if counts[BOXES]:
        remarks.add("source.boxes", WHOLE, count=counts[BOXES])
    if counts[ENDNOTES]:
        remarks.add("source.endnotes", WHOLE, count=counts[ENDNOTES])
    _report_changes(parts, counts, remarks)
    for what in (*_left_out(body.taken), *_notes_elsewhere(body.taken, pieces), *_margins(parts)):
        remarks.add("source.left-out", WHOLE, what=what)
    comments = parts.part("comments")
    for one in children(comments, "comment"):
        said = "：".join(part for part in (attribute(one, "author"), quoted(texts_of(one))) if part)
        remarks.add("source.comment", WHOLE, value=said)


def _report_changes(parts: DocxParts, counts: Counter[str], remarks: Remarks) -> None:
    """Report tracked changes: how many were accepted, and who made which."""
    if counts[INSERTED] or counts[DELETED]:
        remarks.add("source.revisions", WHOLE, inserted=counts[INSERTED], deleted=counts[DELETED])
        for one in islice(revised(parts.body), _MOST_REVISIONS):
            who = "，".join(part for part in (one.author or "没有署名", one.time) if part)
            remarks.add("source.revision", WHOLE, who=who, act=one.act, words=quoted(one.words))


def _left_out(taken: Taken) -> Iterator[str]:
    return (words.format(count=taken.counts[kind]) for kind, words in _COUNTED if taken.counts[kind])


def _words(parts: DocxParts) -> Mapping[tuple[str, str], str]:
    """Return the words of footnotes and endnotes, by their kind and id."""
    return {
        (kind, attribute(one, "id")): texts_of(one)
        for kind in (FOOTNOTE, ENDNOTE)
        for one in children(parts.part(f"{kind}s"), kind)
    }


def _notes_elsewhere(taken: Taken, pieces: list[Piece]) -> Iterator[str]:
    """Yield the notes that hang on no line of the text: those in tables."""
    kept = Counter(note for piece in pieces for note in notes_among(piece.spans))
    return (f"脚注“{quoted(note)}”" for note in (Counter(taken.notes) - kept).elements())


def _margins(parts: DocxParts) -> Iterator[str]:
    """Yield the words of headers and footers; a page number is none."""
    texts = (texts_of(one) for kind in ("header", "footer") for one in parts.parts(kind))
    for text in dict.fromkeys(texts):
        if not _PAGE_NUMBER.fullmatch(text):
            yield f"页眉页脚里的“{quoted(text)}”"
