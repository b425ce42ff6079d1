"""Ways to lead a signed PDF astray: updates written byte by byte, changed bytes, and what a second signer brings.

What is signed by a forger as well is signed by the product's own writer, led astray on the way.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from asn1crypto import cms, core, x509
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from oa_desktop.docs.signed_pdf import preparing
from oa_desktop.docs.signed_pdf.algorithms import METHODS
from oa_desktop.docs.signed_pdf.cms import attributes, envelope
from oa_desktop.docs.signed_pdf.files import pages, signed_fields, state_after
from oa_desktop.docs.signed_pdf.plans import Papers, Plan, mark_of
from oa_desktop.docs.signed_pdf.revisions import read_revisions
from oa_desktop.docs.signed_pdf.signing import covered
from oa_desktop.office.ports.trust import Impression
from oa_desktop.security import sm3
from oa_desktop.security.seals.stamping import stamp
from tests.rigs.pdf_files import stream
from tests.sealed import Holder
from tests.signed_pdf import BESIDE_IT, OFFICE, ON_THE_PAGE, OTHER, paper, picture, seal_in_hand, signed

_SHEET = b"/MediaBox[0 0 595.2756 841.8898]"
BLACK = b"0 g 150 200 300 300 re f"
"""What attacks put on the page: nobody can overlook it."""


# --- numbers of the signed file ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Numbers:
    """Where things stand in a file."""

    root: int
    page: int
    contents: int
    field: int
    signature: int
    free: int
    trailer: bytes
    index: int


@cache
def numbers(data: bytes) -> Numbers:
    revisions = read_revisions(data)
    state = state_after(revisions)
    page = pages(state)[0]
    field = signed_fields(state)
    trailer = revisions[-1].index.trailer
    return Numbers(
        root=state.root_number,
        page=page,
        contents=state.objects[page].value["Contents"].number,
        field=field[0].number if field else 0,
        signature=field[0].signature.number if field else 0,
        free=max(state.objects) + 1,
        trailer=b"/Root %d 0 R/Info %d 0 R" % (state.root_number, trailer["Info"].number),
        index=revisions[-1].index.at,
    )


def raw(data: bytes, number: int) -> bytes:
    """Return an object as it stands last in a file, without its number."""
    written = state_after(read_revisions(data)).objects[number]
    return data[written.start : written.end].split(b"obj", 1)[1].rsplit(b"endobj", 1)[0].strip()


def updated(
    objects: Mapping[int, bytes], *, more: bytes = b"", of: Callable[[], bytes] = signed, freed: Sequence[int] = ()
) -> bytes:
    """Return a file with an update behind it, as ISO 32000-1 7.5.6 has them."""
    data, rows = of(), b""
    for number, content in sorted(objects.items()):
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows += b"".join(b"%d 1\n0000000000 00001 f \n" % number for number in freed)
    facts = numbers(of())
    size = max((facts.free, *(number + 1 for number in objects)))
    trailer = b"trailer\n<<%b/Size %d/Prev %d%b>>\n" % (facts.trailer, size, facts.index, more)
    return data + b"xref\n" + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


def with_entry(content: bytes, entry: bytes) -> bytes:
    """Return a dictionary with one more entry."""
    return content.rsplit(b">>", 1)[0] + entry + b">>"


def page_with(annotation: bytes, of: Callable[[], bytes] = signed) -> Mapping[int, bytes]:
    """Return a page that has one more annotation."""
    facts = numbers(of())
    found = raw(of(), facts.page)
    note = b"%d 0 R" % facts.free
    listed = (
        found.replace(b"/Annots [", b"/Annots [ " + note)
        if b"/Annots" in found
        else with_entry(found, b"/Annots[%b]" % note)
    )
    return {facts.page: listed, facts.free: annotation, facts.free + 1: _drawing()}


def _drawing() -> bytes:
    return stream(b"0 g 0 0 300 300 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<<>>")


def note(kind: bytes, more: bytes = b"") -> bytes:
    at = numbers(signed()).free + 1
    return b"<</Type/Annot/Subtype/%b/F 4/Rect[150 200 450 500]/AP<</N %d 0 R>>%b>>" % (kind, at, more)


def catalog(entry: bytes, of: Callable[[], bytes] = signed) -> Mapping[int, bytes]:
    facts = numbers(of())
    return {facts.root: with_entry(raw(of(), facts.root), entry)}


def other_pages() -> Mapping[int, bytes]:
    """Return another tree of pages for the catalogue."""
    facts, free = numbers(signed()), numbers(signed()).free
    root = re.sub(rb"/Pages \d+ 0 R", b"/Pages %d 0 R" % free, raw(signed(), facts.root))
    return {
        facts.root: root,
        free: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (free + 1),
        free + 1: b"<</Type/Page/Parent %d 0 R%b/Contents %d 0 R/Resources<<>>>>" % (free, _SHEET, free + 2),
        free + 2: stream(BLACK),
    }


def another_field() -> Mapping[int, bytes]:
    """Return a text field with something in it, on the page."""
    found = dict(page_with(note(b"Widget", b"/FT/Tx/T(sum)/V(900000)")))
    form = next(number for number, one in _forms().items() if one)
    listed = raw(signed(), form).replace(b"/Fields [", b"/Fields [ %d 0 R" % numbers(signed()).free)
    return {**found, form: listed}


def unsigned_field() -> Mapping[int, bytes]:
    return {
        number: one.replace(b"/FT/Tx", b"/FT/Sig").replace(b"/V(900000)", b"")
        for number, one in another_field().items()
    }


def _forms() -> Mapping[int, bool]:
    state = state_after(read_revisions(signed()))
    return {state.root["AcroForm"].number: True}


# --- bytes within the file --------------------------------------------------------------------------------------------


def changed(old: bytes, new: bytes, of: Callable[[], bytes] = signed, *, last: bool = True) -> bytes:
    """Return a file with some bytes in the place of as many others."""
    data = of()
    assert len(old) == len(new) and old in data, old
    at = data.rindex(old) if last else data.index(old)
    return data[:at] + new + data[at + len(old) :]


def gap(data: bytes) -> tuple[int, int]:
    """Return where the room for the last envelope begins and ends, without its delimiters."""
    found = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", data)[-1]
    return int(found[0]) + 1, int(found[1]) - 1


def refilled(change: Callable[[bytes], bytes], of: Callable[[], bytes] = signed) -> bytes:
    """Return a file whose last envelope was changed, the digits of it."""
    data = of()
    start, end = gap(data)
    digits = change(data[start:end])
    return data[:start] + digits[: end - start].ljust(end - start, b"0") + data[end:]


def _der(digits: bytes) -> bytes:
    data = bytes.fromhex(digits.decode())
    return data[: 4 + int.from_bytes(data[2:4])]


def _regrown(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return what replaces bytes of an envelope by as many others."""

    def change(digits: bytes) -> bytes:
        found = _der(digits)
        assert old in found and len(old) == len(new)
        return found.replace(old, new).hex().encode()

    return change


def flipped(at: int) -> Callable[[bytes], bytes]:
    def change(digits: bytes) -> bytes:
        found = bytearray(_der(digits))
        found[at] ^= 1
        return bytes(found).hex().encode()

    return change


def message_flipped(digits: bytes) -> bytes:
    """Change the digest among what was signed."""
    found = _der(digits)
    digest = sm3.digest(signed()[: gap(signed())[0] - 1] + signed()[gap(signed())[1] + 1 :])
    other = bytes.fromhex(digest[:-2] + f"{int(digest[-2:], 16) ^ 1:02x}")
    return found.replace(bytes.fromhex(digest), other).hex().encode()


def with_unsigned(digits: bytes) -> bytes:
    """Add an attribute that no signature covers."""
    whole = cms.ContentInfo.load(_der(digits))
    attribute = cms.CMSAttribute({"type": "1.2.3.4.5", "values": [core.OctetString(b"later")]})
    whole["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    return bytes(whole.dump(force=True)).hex().encode()


def with_certificate(digits: bytes) -> bytes:
    """Add a certificate of somebody else."""
    whole = cms.ContentInfo.load(_der(digits))
    whole["content"]["certificates"].append(
        cms.CertificateChoices("certificate", x509.Certificate.load(OTHER.certificate))
    )
    return bytes(whole.dump(force=True)).hex().encode()


def by_another(digits: bytes) -> bytes:
    """Sign the same attributes by another key."""
    whole = cms.ContentInfo.load(_der(digits))
    found = whole["content"]["signer_infos"][0]["signed_attrs"].untag().dump()
    return envelope(OTHER.certificate, found, OTHER.signer.sign(found), METHODS["SM2"]).hex().encode()


def wrapped() -> bytes:
    """Signature wrapping: the second range is moved to the end and something is put in front of it."""
    data = signed()
    start, end = gap(data)
    tail = data[end + 1 :]
    evil = b"\n%d 0 obj\n%b\nendobj\n" % (numbers(data).contents, stream(BLACK))
    head = data[: end + 1] + evil
    moved = b"/ByteRange [0 %d %d %d]" % (start - 1, len(head), len(tail))
    old = re.search(rb"/ByteRange \[[^\]]*\] *", tail)
    assert old
    return head + tail.replace(old[0], moved.ljust(len(old[0])))


def with_prefix() -> bytes:
    return b"MZ a program may stand here\n" + signed()


# --- signed by a forger, or before anybody signed ---------------------------------------------------------------------


def forged(
    data: bytes, evil: Callable[[Any], object], *, place: Impression = BESIDE_IT, by: Holder = OTHER, seal: bool = True
) -> bytes:
    """Return a file with one more signature, and something more in the same revision."""
    using = seal_in_hand(by)
    value = stamp(using, bytes.fromhex(sm3.digest(data)), covered(len(data)))
    plan = Plan(name="forger", at=using.at, algorithm="SM2", marks=(mark_of(place),))
    papers = Papers(certificate=using.holder, picture=picture(), seal_value=value)
    signature, opened, writers = preparing._signature, preparing._writer, []

    def writer(file: bytes) -> Any:
        writers.append(opened(file))
        return writers[0]

    def led_astray(plan: Plan, papers: Papers) -> Any:
        made = signature(plan, papers)
        if not seal:
            del made["/XXSealSignature"]
        evil(writers[0])
        return made

    with patch.object(preparing, "_signature", led_astray), patch.object(preparing, "_writer", writer):
        made = preparing.prepared(data, plan, papers)
    found = attributes(using.holder, made.digest, METHODS["SM2"])
    filled = envelope(using.holder, found, using.signer.sign(found), METHODS["SM2"]).hex().encode()
    return made.data[: made.start] + filled + made.data[made.start + len(filled) :]


def signed_with(entry: Callable[[Any], object]) -> Callable[[], bytes]:
    """Return what makes the paper signed by the office, with something in it that the office did not see."""
    return lambda: forged(paper(), entry, by=OFFICE, place=ON_THE_PAGE)


def catalogued(name: str, value: Any) -> Callable[[Any], object]:
    """Return what puts an entry into the catalogue."""

    def evil(writer: Any) -> None:
        writer.root[pdf_name(name)] = value
        writer.update_root()

    return evil


def on_page(name: str, value: Any) -> Callable[[Any], object]:
    def evil(writer: Any) -> None:
        found = writer.find_page_for_modification(0)[0]
        found.get_object()[pdf_name(name)] = value
        writer.mark_update(found)

    return evil


def blackened(writer: Any) -> None:
    found = writer.find_page_for_modification(0)[0]
    found.get_object()[pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=BLACK))
    writer.mark_update(found)


def noted(writer: Any) -> None:
    form = generic.StreamObject(
        words({"/Type": "/XObject", "/Subtype": "/Form", "/BBox": box(0, 0, 300, 300)}), stream_data=BLACK
    )
    note = words({"/Type": "/Annot", "/Subtype": "/FreeText", "/F": 4, "/Rect": box(150, 200, 450, 500)})
    note[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(form)})
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


def linked(writer: Any) -> None:
    """Let a click on the page lead to an address."""
    link = words({"/Type": "/Annot", "/Subtype": "/Link", "/F": 4, "/Rect": box(150, 200, 450, 500)})
    link[pdf_name("/A")] = words({"/S": "/URI", "/URI": generic.pdf_string("http://x")})
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(link))


def hidden(writer: Any) -> None:
    writer.add_object(generic.StreamObject(stream_data=b"kept for later"))


def box(*figures: int) -> Any:
    return generic.ArrayObject(map(generic.NumberObject, figures))


def words(words: Mapping[str, object]) -> Any:
    def value(one: object) -> Any:
        if isinstance(one, generic.PdfObject):
            return one
        return generic.NumberObject(one) if isinstance(one, int) else pdf_name(one)

    return generic.DictionaryObject({pdf_name(key): value(one) for key, one in words.items()})


def layered(writer: Any) -> None:
    """Put layers into a file."""
    catalogued("/OCProperties", words({"/D": words({}), "/OCGs": generic.ArrayObject()}))(writer)


def borrowed(writer: Any) -> None:
    """Put a font into a file that is not in it."""
    font = writer.add_object(words({"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}))
    on_page("/Thumb", font)(writer)


def script(kind: str) -> Any:
    return words({"/Type": "/Action", "/S": kind, "/JS": generic.pdf_string("app.alert(1)")})


def launch() -> Any:
    return words({"/Type": "/Action", "/S": "/Launch", "/F": generic.pdf_string("calc.exe")})


def moved(name: str, value: Any) -> Callable[[Any], object]:
    """Return what changes the first signature's field."""

    def evil(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name(name)] = value
        writer.update_container(field)

    return evil


def replaced_picture() -> bytes:
    """Seal with another picture than the seal's."""
    target = io.BytesIO()
    Image.new("RGB", (210, 210), (0, 0, 0)).save(target, "PNG")
    other = target.getvalue()
    original = preparing.shown
    with patch.object(preparing, "shown", lambda _picture: original(other)):
        return forged(signed(), lambda _writer: None)


def doubled() -> bytes:
    """An object twice in one revision: readers that mend take the last, others the one that the index names."""
    data = signed()
    at = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    evil = b"%d 0 obj\n%b\nendobj\n" % (numbers(data).contents, stream(BLACK))
    return _with_end(data[:at] + evil + data[at:], at + len(evil))


def _with_end(data: bytes, at: int) -> bytes:
    return data[: data.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % at


def astray() -> bytes:
    """An update whose index leads back into the file that was signed: hide and replace."""
    facts = numbers(_prepared())
    data = _prepared()
    at = data.rindex(b"%d 0 obj" % (facts.free - 1))
    rows = b"%d 1\n%010d 00000 n \n" % (facts.contents, at)
    trailer = b"trailer\n<<%b/Size %d/Prev %d>>\n" % (facts.trailer, facts.free, facts.index)
    return data + b"xref\n" + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


@cache
def _prepared() -> bytes:
    return forged(paper(), hidden, by=OFFICE, place=ON_THE_PAGE)


def only_objects() -> bytes:
    """An update without an index, for readers that mend what they find."""
    return signed() + b"%d 0 obj\n%b\nendobj\n" % (numbers(signed()).contents, stream(BLACK))


def old_index() -> bytes:
    data = only_objects()
    return data + b"startxref\n%d\n%%%%EOF\n" % numbers(signed()).index


def packed() -> bytes:
    """An update that replaces the page out of a stream of objects."""
    facts, data = numbers(signed()), signed()
    page = re.sub(rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % (facts.free + 1), raw(signed(), facts.page))
    head = b"%d 0 " % facts.page
    first = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (
        facts.free,
        stream(head + page, b"/Type/ObjStm/N 1/First %d" % len(head)),
    )
    second = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (facts.free + 1, stream(BLACK))
    at = len(data)
    rows = [
        (facts.page, 2, facts.free, 0),
        (facts.free, 1, first, 0),
        (facts.free + 1, 1, second, 0),
        (facts.free + 2, 1, at, 0),
    ]
    index = b" ".join(b"%d 1" % row[0] for row in rows)
    plain = b"".join(bytes([row[1]]) + row[2].to_bytes(4, "big") + b"\0" for row in rows)
    more = b"/Type/XRef/W[1 4 1]/Index[%b]%b/Size %d/Prev %d" % (index, facts.trailer, facts.free + 3, facts.index)
    data += b"%d 0 obj\n%b\nendobj\n" % (facts.free + 2, stream(plain, more))
    return data + b"startxref\n%d\n%%%%EOF\n" % at


def another_contents() -> Mapping[int, bytes]:
    return {numbers(signed()).contents: stream(BLACK)}


LEADING_AWAY: Mapping[str, tuple[str, Any]] = {
    "another file at opening": ("/OpenAction", words({"/S": "/GoToR", "/F": generic.pdf_string("x.pdf")})),
    "an address at opening": ("/OpenAction", words({"/S": "/URI", "/URI": generic.pdf_string("x")})),
    "files in the place of pages": ("/Collection", words({})),
    "a form that draws the pages": ("/NeedsRendering", generic.BooleanObject(value=True)),
}
"""What of a catalogue lets a reader show something else than the pages."""


def launch_elsewhere(writer: Any) -> None:
    """Name the kind of an action by a reference."""
    kind = writer.add_object(pdf_name("/Launch"))
    catalogued("/OpenAction", words({"/S": kind, "/F": generic.pdf_string("calc.exe")}))(writer)


_PROMISED = 900


def promised(writer: Any) -> None:
    """Let the page be drawn with an object that is not there yet."""
    found = writer.find_page_for_modification(0)[0]
    page = found.get_object()
    later = generic.IndirectObject(_PROMISED, 0, writer)
    page[pdf_name("/Contents")] = generic.ArrayObject([page.raw_get("/Contents"), later])
    writer.mark_update(found)


def promise_kept() -> bytes:
    """A second seal brings what the page waits for, called a stream of objects that holds none."""

    def kept(writer: Any) -> None:
        head = words({"/Type": "/ObjStm", "/N": 0, "/First": 0})
        writer.objects[(0, _PROMISED)] = generic.StreamObject(head, stream_data=BLACK)
        writer._lastobj_id = max(writer._lastobj_id, _PROMISED)

    return forged(signed_with(promised)(), kept)
