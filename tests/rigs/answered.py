"""Tracked changes of a DOCX answered by hand: all accepted or all rejected, as ECMA-376-1 17.13.5 says it.

Nothing here is of the program: what it tracks is judged by this.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Node = etree._Element


def body_of(data: bytes) -> Node:
    """Return the body of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def answered(body: Node, *, accept: bool) -> Node:
    """Return a body after every change was accepted or rejected."""
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    _answer_tables(body, gone, kept)
    _answer_words(body, gone, kept)
    for paragraph in list(body.iter(f"{W}p")):
        _answer_mark(paragraph, gone)
    for change in list(body.iter(f"{W}pPrChange", f"{W}rPrChange")):
        _answer_look(change, accept=accept)
    return body


def _answer_tables(body: Node, gone: str, kept: str) -> None:
    for row in list(body.iter(f"{W}tr")):
        _answer_row(row, gone, kept)
    for table in [one for one in body.iter(f"{W}tbl") if one.find(f"{W}tr") is None]:
        table.getparent().remove(table)


def _answer_words(body: Node, gone: str, kept: str) -> None:
    for one in [one for one in body.iter(W + gone) if one.getparent().tag in (f"{W}p", W + kept)]:
        one.getparent().remove(one)
    for one in [one for one in body.iter(W + kept) if one.getparent().tag == f"{W}p"]:
        _unwrap(one)
    for text in body.iter(f"{W}delText"):
        text.tag = f"{W}t"


def _answer_row(row: Node, gone: str, kept: str) -> None:
    properties = row.find(f"{W}trPr")
    if properties.find(W + gone) is not None:
        row.getparent().remove(row)
        return
    for one in properties.findall(W + kept):
        properties.remove(one)


def _unwrap(one: Node) -> None:
    place = one.getparent().index(one)
    one.getparent()[place : place + 1] = list(one)


def _answer_mark(paragraph: Node, gone: str) -> None:
    """Let a paragraph whose end goes be one with the next; the properties of the next are those of both."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    if marks is None:
        return
    if marks.find(W + gone) is None:
        paragraph[0].remove(marks)
        return
    following, own = paragraph.getnext(), list(paragraph)[1:]
    assert following is not None and following.tag != f"{W}sectPr", "no word processor lets the last paragraph go"
    if following.tag == f"{W}p":
        place = int(following.find(f"{W}pPr") is not None)
        following[place:place] = own
    else:
        assert not own, "words of a paragraph that goes would be lost"
    paragraph.getparent().remove(paragraph)


def _answer_look(change: Node, *, accept: bool) -> None:
    properties = change.getparent()
    section = properties.find(f"{W}sectPr")
    if not accept:
        properties[:] = [*(change[0] if len(change) else []), *([section] if section is not None else [])]
    else:
        properties.remove(change)


def plain(body: Node) -> list[str]:
    """Return the blocks of a body in a form in which equal ones look equal, however their runs are parted."""
    return [_shown(one) for one in body if one.tag != f"{W}sectPr"]


def _shown(one: Node) -> str:
    if one.tag == f"{W}p":
        return f"<p {_xml(one[0])}>{''.join(_runs(one))}</p>"
    parts = "".join(_shown(part) if part.tag in (f"{W}tr", f"{W}tc", f"{W}p") else _xml(part) for part in one)
    return f"<{etree.QName(one).localname}>{parts}</>"


def _runs(paragraph: Node) -> Iterator[str]:
    before = None
    for run in (run for run in paragraph.findall(f"{W}r") if any(one.tag != f"{W}rPr" for one in run)):
        look = "".join(map(_xml, run.findall(f"{W}rPr/*")))
        if look != before:
            yield f"<r {look}>"
        before = look
        for one in run:
            if one.tag == f"{W}t":
                yield one.text or ""
            elif one.tag != f"{W}rPr":
                yield _xml(one)


def _xml(one: Node) -> str:
    one = etree.fromstring(etree.tostring(one))
    for each in one.iter():
        each.attrib.pop(f"{W}id", None)
        if etree.QName(each).localname == "docPr":
            each.attrib.clear()
    return etree.tostring(one, method="c14n").decode()
