"""PDF files put together object by object, and what strangers could send that is made to do harm."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

_SHEET = b"/MediaBox[0 0 595 842]"


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of objects, the first of which is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(data))
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a compressed stream."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), more, packed)


def pdf_page(content: bytes, *, catalog: bytes = b"") -> bytes:
    """Return a PDF of one page that shows some content."""
    return pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%b/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>" % _SHEET,
            stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def _forms_in_forms() -> bytes:
    """Return a page that shows a form twice, which shows itself three times."""
    own = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"
    return pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%b/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>" % _SHEET,
            stream(b"/X Do /X Do /X Do", own),
            stream(b"/X Do /X Do"),
        ]
    )


HOSTILE: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "bomb": lambda: pdf_page(b" " * 600_000_000),
        "drawings": lambda: pdf_page(b"0 0 1 1 re f " * 3_000_000),
        "forms in forms": _forms_in_forms,
        "pages in pages": lambda: pdf_file(
            [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999>>"]
        ),
        "pages without end": lambda: pdf_file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 5000/Kids[%b]>>" % (b"3 0 R " * 5000),
                b"<</Type/Page/Parent 2 0 R%b>>" % _SHEET,
            ]
        ),
    }
)
"""What each is, and how it is made."""
