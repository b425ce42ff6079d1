"""What in a DOCX may look otherwise tomorrow or elsewhere (不固定的内容): fields, links, macros, embedded objects.

A word processor sets the text anew wherever it is opened, so that no signature over such a file fixes what is shown;
these are the parts of it that change the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oa_desktop.docs.reading.docx_parts import attribute
from oa_desktop.docs.reading.package import Node, Package, local

_CODE: Final = re.compile(r"\s*\\?([A-Za-z]+)")
_HARMLESS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", "TOC", "PAGEREF", "EQ", "SEQ", "SYMBOL"})
"""Fields that repeat what the text says, or lead somewhere."""
_LINKED: Final = frozenset(
    {"aFChunk", "attachedTemplate", "image", "oleObject", "frame", "subDocument", "mailMergeSource"}
)
"""Relationships that bring something from outside into the text."""
_EMBEDDED: Final = ("word/embeddings", "word/activeX")
_MACROS: Final = ("word/vbaProject.bin", "word/vbaData.xml")
SIGNATURES: Final = "_xmlsignatures"


def unfixed(package: Package, names: Iterator[str]) -> list[str]:
    """Return what of a document is not fixed, in the words of people; each once.

    Args:
        package: The document.
        names: Of its parts.

    Raises:
        Unreadable: A part is damaged.
        TooLarge: A part unpacks to more than any document needs.
    """
    found: dict[str, None] = {}
    for name in names:
        folded = name.casefold()
        if folded.endswith(".rels"):
            found |= dict.fromkeys(_links(package.xml(name)))
        elif folded.startswith("word/") and folded.endswith(".xml"):
            found |= dict.fromkeys(_fields(package.xml(name)))
    found |= dict.fromkeys(what for what, there in _parts(package) if there)
    return list(found)


def _parts(package: Package) -> Iterator[tuple[str, bool]]:
    yield "宏", any(map(package.has, _MACROS))
    yield "嵌入的对象", any(map(package.folder, _EMBEDDED))


def _links(relationships: Node) -> Iterator[str]:
    for one in relationships.iter():
        kind = str(one.get("Type", "")).rpartition("/")[2]
        if kind in _LINKED and one.get("TargetMode") == "External":
            yield "文件之外的内容"
        elif kind == "aFChunk":
            yield "另一个文件的内容"


def _fields(part: Node) -> Iterator[str]:
    for written in _codes(part):
        code = _CODE.match(written)
        if code and code[1].upper() not in _HARMLESS:
            yield f"域（{code[1].upper()}）"


def _codes(part: Node) -> Iterator[str]:
    """Yield the codes of fields, whole ones, however many runs they are written in."""
    pieces: list[str] = []
    for one in part.iter():
        kind = local(one)
        if kind == "fldSimple":
            yield attribute(one, "instr")
        elif kind == "instrText":
            pieces.append(one.text or "")
        elif kind == "fldChar":
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)
