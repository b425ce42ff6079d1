"""Ways to lead a PDF of two organs astray: what belongs to one seal is given to the other, or is slipped in beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from oa_desktop.docs.signed_pdf.files import signed_fields, state_after
from oa_desktop.docs.signed_pdf.revisions import read_revisions
from tests.rigs import pdf_forging as forge
from tests.rigs.pdf_files import stream
from tests.signed_pdf import ON_THE_PAGE, joint, signed

RECT, PICTURE, VALUE = rb"/Rect (\[[^\]]*\])", rb"/N (\d+ 0 R)", rb"/V (\d+ 0 R)"


def _swapped(entry: bytes) -> Mapping[int, bytes]:
    """Return both fields, each with what an entry of the other says."""
    numbers = [one.number for one in signed_fields(state_after(read_revisions(joint())))]
    fields = [forge.raw(joint(), one) for one in numbers]
    others = [re.findall(entry, one)[0] for one in reversed(fields)]
    return {
        number: re.sub(entry, lambda found, other=other: found[0].replace(found[1], other), one)
        for number, one, other in zip(numbers, fields, others, strict=True)
    }


def swapped_later(entry: bytes) -> Callable[[], bytes]:
    """Return what gives each field an entry of the other, in an update."""
    return lambda: forge.updated(_swapped(entry), of=joint)


def places_swapped_in_the_bytes() -> bytes:
    first, second = re.findall(RECT, joint())[0], re.findall(RECT, joint())[-1]
    assert len(first) == len(second) and first != second
    return first.join(part.replace(first, second) for part in joint().split(second))


def places_swapped_by_the_second() -> bytes:
    """The second signer takes the first one's place and moves the first seal to where the second should stand."""
    beside = re.findall(RECT, joint())[-1].strip(b"[] ").split()
    box = generic.ArrayObject([generic.FloatObject(float(one)) for one in beside])
    return forge.forged(signed(), forge.moved("/Rect", box), place=ON_THE_PAGE)


def attached(writer: Any) -> None:
    """Slip in a file that is attached to the document."""
    held = writer.add_object(generic.StreamObject(forge.words({"/Type": "/EmbeddedFile"}), stream_data=b"hidden"))
    file = forge.words({"/Type": "/Filespec", "/F": generic.pdf_string("a.txt"), "/EF": forge.words({"/F": held})})
    named = generic.ArrayObject([generic.pdf_string("a.txt"), writer.add_object(file)])
    forge.catalogued("/Names", forge.words({"/EmbeddedFiles": forge.words({"/Names": named})}))(writer)


def answered(writer: Any) -> None:
    """Slip in an answer of somebody's on revocations (OCSP)."""
    answer = writer.add_object(generic.StreamObject(stream_data=bytes.fromhex("30030a0100")))
    forge.catalogued("/DSS", forge.words({"/OCSPs": generic.ArrayObject([answer])}))(writer)


def permitting() -> bytes:
    """An update says that the first signature certifies the document, and what may be done to it."""
    number = forge.numbers(signed()).signature
    return forge.updated(forge.catalog(b"/Perms<</DocMDP %d 0 R>>" % number))


def struck_out(writer: Any) -> None:
    """Strike the first signature's field out of the form; its picture stays on the page."""
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.pop(0)
    writer.update_container(fields)
    writer.update_container(writer.root["/AcroForm"])


def hidden_seal(writer: Any) -> None:
    """Take the first seal from the page; its field stays in the form."""
    found = writer.find_page_for_modification(0)[0]
    found.get_object()[pdf_name("/Annots")].pop(0)
    writer.mark_update(found)


def ranged(change: Callable[[Sequence[int]], Sequence[int]]) -> Callable[[], bytes]:
    """Return what lets the last signature say other ranges."""

    def make() -> bytes:
        found = re.search(rb"/ByteRange \[([0-9 ]+)\] *", signed())
        assert found
        written = b" ".join(b"%d" % one for one in change([int(one) for one in found[1].split()]))
        return signed().replace(found[0], (b"/ByteRange [%b]" % written).ljust(len(found[0])))

    return make


def another_generation() -> bytes:
    """An update brings the page's contents under the same number, of another generation."""
    facts, data = forge.numbers(signed()), signed()
    body = b"%d 1 obj\n%b\nendobj\n" % (facts.contents, stream(forge.BLACK))
    rows = b"xref\n%d 1\n%010d 00001 n \n" % (facts.contents, len(data))
    trailer = b"trailer\n<<%b/Size %d/Prev %d>>\n" % (facts.trailer, facts.free, facts.index)
    return data + body + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(body))
