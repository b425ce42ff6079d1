"""Pages into an OFD: one document in a ZIP of XML parts and fonts. GB/T 33190-2016.

Nothing but the pages goes in, neither clock nor chance: the same pages give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Final

from oa_desktop.docs.layout.page import LaidOut
from oa_desktop.docs.ofd.enclosures import enclosure_files
from oa_desktop.docs.ofd.fonts import Fonts
from oa_desktop.docs.ofd.markup import Node, child, root, to_bytes
from oa_desktop.docs.ofd.outlines import put_outline
from oa_desktop.docs.ofd.pages import PageWriter, box
from oa_desktop.docs.ofd.pictures import LIST, Pictures
from oa_desktop.docs.ofd.tags import tag_files
from oa_desktop.domain.zipping import zipped
from oa_desktop.office.ports.pages import Enclosure

VERSION: Final = "1.0"
"""Of the format that OFD.xml names."""
_ID_DIGITS: Final = 32
"""DocID: as many hexadecimal digits. GB/T 33190-2016 7.4."""
_REALM: Final = "域"
"""Name of what a document says of the realm that made it."""


def write_ofd(document: LaidOut, *, creator: str = "oa_desktop", enclosed: Sequence[Enclosure] = ()) -> bytes:
    """Return the OFD of a document.

    Args:
        document: Its pages, at least one.
        creator: Program named in the document information.
        enclosed: Files that travel inside.
    """
    ids = count(1)
    fonts = Fonts(ids=ids)
    pictures = Pictures(ids=ids)
    writer = PageWriter(ids=ids, fonts=fonts, pictures=pictures)
    page_ids = [next(ids) for _ in document.pages]
    contents = {
        f"Doc_0/{_location(number)}": to_bytes(writer.write(page, page_id))
        for number, (page, page_id) in enumerate(zip(document.pages, page_ids, strict=True))
    }
    resources, media = fonts.files(), pictures.files()
    body = _document(document, page_ids, next(ids), illustrated=bool(media), enclosed=bool(enclosed))
    files = {
        "Doc_0/Document.xml": to_bytes(body),
        **resources,
        **media,
        **contents,
        **tag_files(writer.tagged),
        **(enclosure_files(enclosed) if enclosed else {}),
    }
    return zipped({"OFD.xml": to_bytes(_entry(document, creator, _digest(files))), **files})


def _location(number: int) -> str:
    return f"Pages/Page_{number}/Content.xml"


def _digest(files: Mapping[str, bytes]) -> str:
    """Return the id of a document: another content has another."""
    digest = hashlib.sha256()
    for data in files.values():
        digest.update(data)
    return digest.hexdigest()[:_ID_DIGITS]


def _entry(document: LaidOut, creator: str, identity: str) -> Node:
    """Return OFD.xml."""
    entry = root("OFD", Version=VERSION, DocType="OFD")
    body = child(entry, "DocBody")
    info = child(body, "DocInfo")
    child(info, "DocID", identity)
    for name, text in (("Title", document.title), ("Author", document.author), ("Creator", creator)):
        if text:
            child(info, name, text)
    if document.realm:
        child(child(info, "CustomDatas"), "CustomData", document.note, Name=_REALM)
    child(body, "DocRoot", "Doc_0/Document.xml")
    return entry


def _document(document: LaidOut, page_ids: Sequence[int], last_id: int, *, illustrated: bool, enclosed: bool) -> Node:
    """Return Document.xml."""
    whole = root("Document")
    common = child(whole, "CommonData")
    child(common, "MaxUnitID", str(last_id))
    child(child(common, "PageArea"), "PhysicalBox", box(document.pages[0]))
    child(common, "PublicRes", "PublicRes.xml")
    if illustrated:
        child(common, "DocumentRes", LIST)
    pages = child(whole, "Pages")
    for number, page_id in enumerate(page_ids):
        child(pages, "Page", ID=page_id, BaseLoc=_location(number))
    numbers = (page.number for page in document.pages)
    put_outline(whole, document.outline, dict(zip(numbers, page_ids, strict=True)))
    child(whole, "CustomTags", "Tags/CustomTags.xml")
    if enclosed:
        child(whole, "Attachments", "Attachs/Attachments.xml")
    return whole
