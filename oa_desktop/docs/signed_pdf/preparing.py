"""A PDF with room for one more signature (签名占位), by pyHanko and in the worker: appearance, field and digest."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.signed_pdf.algorithms import METHODS, SM3, digest
from oa_desktop.docs.signed_pdf.pictures import Coded, Drawn, Painted, share_of, shown
from oa_desktop.docs.signed_pdf.plans import Mark, Papers, Plan
from oa_desktop.domain.errors import Refused

ROOM = 16 * 1024
"""Hexadecimal digits kept free for the envelope: certificates of a few kilobytes fit."""
SEAL_ENTRY = "/XXSealSignature"
"""Where the signature value of the seal (GB/T 38540) stands; XX begins private names (ISO 32000-1 E.2)."""
_LONGEST_TEXT = 30_000
"""Bytes of a text; PDF/A-2 allows 32,767 (ISO 19005-2 6.1.13)."""
_PRINTED_AND_LOCKED = 0b10000100
_DECIMALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that waits for its envelope.

    Attributes:
        data: The file; zeros stand where the envelope goes.
        start: Where its first hexadecimal digit goes, in bytes.
        digest: Of all the rest.
    """

    data: bytes = field(repr=False)
    start: int
    digest: bytes


def prepared(data: bytes, plan: Plan, papers: Papers) -> Prepared:
    """Return a file with room for one more signature.

    Raises:
        Refused: ``seal.alone``, ``seal.no-place``, ``seal.picture-*``, ``view.damaged``.
    """
    writer = _writer(data)
    _identify(writer, data, plan, papers)
    before = sum(1 for _ in enumerate_sig_fields(writer))
    if before and not papers.seal_value:
        raise Refused("seal.alone")
    field_name = f"Sign_{before}"
    seal = _seal(writer, shown(papers.picture))
    first, *others = [_Drawing.of(writer, seal, mark) for mark in plan.marks]
    steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec(field_name, on_page=first.page, box=first.box)).write_cms(
        field_name, writer
    )
    next(steps).get_object()["/AP"] = first.appearance
    for number, other in enumerate(others, 1):
        other.stamp(writer, f"{field_name}_{number}")
    steps.send(SigObjSetup(sig_placeholder=_signature(plan, papers)))
    found, output = steps.send(SigIOSetup(md_algorithm=METHODS[plan.algorithm].name))
    return Prepared(data=output.getvalue(), start=found.reserved_region_start + 1, digest=found.document_digest)


def _writer(data: bytes) -> IncrementalPdfFileWriter:
    """Return what adds to a file; of its own accord it would write the present time into what the file says of itself.

    Raises:
        Refused: ``view.damaged``.
    """
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
    except (PdfError, ValueError, KeyError, RecursionError) as error:
        raise Refused("view.damaged") from error
    writer._update_meta = _leave
    return writer


def _leave() -> None:
    """Leave what the file says of itself as it is."""


def _identify(writer: IncrementalPdfFileWriter, data: bytes, plan: Plan, papers: Papers) -> None:
    """Give the file the identity that follows from what it is made of, instead of a random one."""
    identity = digest(SM3, data, papers.seal_value, plan.at.isoformat().encode())
    writer._document_id[1] = generic.ByteStringObject((identity or b"")[:16])


def _signature(plan: Plan, papers: Papers) -> SignatureObject:
    made = SignatureObject(timestamp=plan.at, subfilter=SigSeedSubFilter.PADES, name=plan.name, bytes_reserved=ROOM)
    if papers.seal_value:
        pieces = range(0, len(papers.seal_value), _LONGEST_TEXT)
        made[pdf_name(SEAL_ENTRY)] = generic.ArrayObject(
            generic.ByteStringObject(papers.seal_value[at : at + _LONGEST_TEXT]) for at in pieces
        )
    return made


def _seal(writer: IncrementalPdfFileWriter, picture: Drawn | Coded | Painted) -> Any:
    """Add the picture of a seal, which fills a square of 1 by 1."""
    if isinstance(picture, Coded):
        return writer.add_object(_photograph(picture))
    return _image(writer, picture) if isinstance(picture, Drawn) else _painting(writer, picture)


def _painting(writer: IncrementalPdfFileWriter, picture: Painted) -> Any:
    """Add a picture in lines and areas."""
    degrees = {f"/A{one}": _dictionary(_opacity(one)) for one in picture.opacities}
    images = {f"/I{place}": _image(writer, one) for place, one in enumerate(picture.pictures)}
    named = {"/ExtGState": degrees, "/XObject": images}
    words = {
        "/Type": pdf_name("/XObject"),
        "/Subtype": pdf_name("/Form"),
        "/BBox": _figures((0.0, 0.0, 1.0, 1.0)),
        "/Resources": _dictionary({kind: _dictionary(found) for kind, found in named.items() if found}),
        "/Filter": pdf_name("/FlateDecode"),
    }
    return writer.add_object(generic.StreamObject(_dictionary(words), encoded_data=zlib.compress(picture.content, 9)))


def _opacity(degree: int) -> dict[str, Any]:
    share = generic.FloatObject(share_of(degree))
    return {"/Type": pdf_name("/ExtGState"), "/CA": share, "/ca": share}


def _image(writer: IncrementalPdfFileWriter, picture: Drawn) -> Any:
    """Add a picture, with how much shows through it beside it."""
    entries = {"/ColorSpace": pdf_name("/DeviceRGB")}
    if picture.opacity:
        grey = _pixels(picture, {"/ColorSpace": pdf_name("/DeviceGray")}, picture.opacity)
        entries["/SMask"] = writer.add_object(grey)
    return writer.add_object(_pixels(picture, entries, picture.colours))


def _photograph(picture: Coded) -> Any:
    """Return a picture that is held as it is coded."""
    colours = pdf_name("/DeviceGray" if picture.colours == 1 else "/DeviceRGB")
    words = {**_sized(picture), "/ColorSpace": colours, "/Filter": pdf_name("/DCTDecode")}
    return generic.StreamObject(_dictionary(words), encoded_data=picture.data)


def _pixels(picture: Drawn, entries: Mapping[str, Any], data: bytes) -> Any:
    words = {**_sized(picture), "/Filter": pdf_name("/FlateDecode"), **entries}
    return generic.StreamObject(_dictionary(words), encoded_data=zlib.compress(data, 9))


def _sized(picture: Drawn | Coded) -> dict[str, Any]:
    return {
        "/Type": pdf_name("/XObject"),
        "/Subtype": pdf_name("/Image"),
        "/Width": generic.NumberObject(picture.width),
        "/Height": generic.NumberObject(picture.height),
        "/BitsPerComponent": generic.NumberObject(8),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """An impression as an annotation shows it; ``box`` in points from the bottom left."""

    page: int
    box: tuple[float, ...]
    appearance: Any

    @classmethod
    def of(cls, writer: IncrementalPdfFileWriter, seal: Any, mark: Mark) -> _Drawing:
        left, _, _, top = (float(edge) for edge in _media_box(_page(writer, mark.page).get_object()))
        x, y, width, height = map(_pt, mark.box)
        x_whole, y_whole, *size = map(_pt, mark.whole)
        form = _form((width, height), (*size, x_whole, height - y_whole - size[1]), seal)
        return cls(
            page=mark.page - 1,
            box=(left + x, top - y - height, left + x + width, top - y),
            appearance=_dictionary({"/N": writer.add_object(form)}),
        )

    def stamp(self, writer: IncrementalPdfFileWriter, name: str) -> None:
        """Add it as a stamp to its page."""
        page = _page(writer, self.page + 1)
        made = _dictionary(
            {
                "/Type": pdf_name("/Annot"),
                "/Subtype": pdf_name("/Stamp"),
                "/F": generic.NumberObject(_PRINTED_AND_LOCKED),
                "/Rect": _figures(self.box),
                "/NM": generic.pdf_string(name),
                "/P": page,
                "/AP": self.appearance,
            }
        )
        writer.register_annotation(page, writer.add_object(made))


def _form(size: tuple[float, float], shown: Sequence[float], seal: Any) -> Any:
    """Return the part of a page that shows a seal: its whole size and where it lies, in points."""
    width, height, x, y = (_written(number) for number in shown)
    words = {
        "/Type": pdf_name("/XObject"),
        "/Subtype": pdf_name("/Form"),
        "/BBox": _figures((0.0, 0.0, *size)),
        "/Resources": _dictionary({"/XObject": _dictionary({"/Seal": seal})}),
    }
    drawing = f"q {width} 0 0 {height} {x} {y} cm /Seal Do Q"
    return generic.StreamObject(_dictionary(words), stream_data=drawing.encode())


def _page(writer: IncrementalPdfFileWriter, number: int) -> Any:
    """Return where a page stands in its file."""
    try:
        return writer.find_page_for_modification(number - 1)[0]
    except (ValueError, IndexError, PdfError) as error:
        raise Refused("seal.no-place") from error


def _media_box(page: Any) -> Any:
    """Return the edges of a page, which it may have from those above it."""
    return next(one["/MediaBox"] for one in _upwards(page) if "/MediaBox" in one)


def _upwards(page: Any) -> Iterator[Any]:
    yield page
    while "/Parent" in page:
        page = page["/Parent"]
        yield page


def _dictionary(words: Mapping[str, Any]) -> Any:
    return generic.DictionaryObject({pdf_name(key): value for key, value in words.items()})


def _figures(numbers: Sequence[float]) -> Any:
    return generic.ArrayObject(generic.FloatObject(_written(number)) for number in numbers)


def _written(number: float) -> str:
    return f"{number:.{_DECIMALS}f}"


def _pt(micrometres: int) -> float:
    return micrometres / 1000 / MM_PER_PT
