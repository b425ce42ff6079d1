"""The attack set for signed PDF: what somebody may do to a file so that what is shown is not what was signed.

Each row says what was done, which rule of verdicts must be said of it, and what must be named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from oa_desktop.docs.signed_pdf.revisions import read_revisions
from oa_desktop.office.ports.trust import Impression
from tests.rigs import pdf_forging as forge
from tests.rigs import pdf_swapping as swap
from tests.signed_pdf import joint, signed


@dataclass(frozen=True)
class Attack:
    """What was done to a file.

    Attributes:
        done: In a few words.
        rule: What must be said of it.
        place: What must be named there.
        make: Makes the file.
        shows: Whether PDFium then shows another page than the one that was signed.
    """

    done: str
    rule: str
    place: str
    make: Callable[[], bytes]
    shows: bool = False


LATER, ALTERED, SYNTAX = "verdict.pdf-changed-after", "verdict.pdf-altered", "verdict.pdf-syntax"
ODD, RANGE, ROOM, ACTIVE = (
    "verdict.pdf-signature-odd",
    "verdict.pdf-byte-range",
    "verdict.pdf-room",
    "verdict.pdf-active",
)
_FREE_TEXT = b"/DA(/Helv 12 Tf)/Contents(900000)"

ATTACKS: tuple[Attack, ...] = (
    # what is written after the signature
    Attack("the page drawn anew", LATER, "字节以后", lambda: forge.updated(forge.another_contents()), shows=True),
    Attack("another tree of pages", LATER, "字节以后", lambda: forge.updated(forge.other_pages()), shows=True),
    Attack(
        "a note over the text",
        LATER,
        "字节以后",
        lambda: forge.updated(forge.page_with(forge.note(b"FreeText", _FREE_TEXT))),
        shows=True,
    ),
    Attack(
        "a stamp over the text",
        LATER,
        "字节以后",
        lambda: forge.updated(forge.page_with(forge.note(b"Stamp"))),
        shows=True,
    ),
    Attack(
        "a square over the text",
        LATER,
        "字节以后",
        lambda: forge.updated(forge.page_with(forge.note(b"Square"))),
        shows=True,
    ),
    Attack("a text field with a sum", LATER, "字节以后", lambda: forge.updated(forge.another_field()), shows=True),
    Attack(
        "a field to be signed, with a picture",
        LATER,
        "字节以后",
        lambda: forge.updated(forge.unsigned_field()),
        shows=True,
    ),
    Attack(
        "the object of an overlay set free",
        LATER,
        "字节以后",
        lambda: forge.updated({}, freed=[forge.numbers(signed()).contents]),
        shows=False,
    ),
    Attack(
        "a script at opening",
        LATER,
        "字节以后",
        lambda: forge.updated(forge.catalog(b"/OpenAction<</S/JavaScript/JS(1)>>")),
    ),
    Attack("evidence for later", LATER, "字节以后", lambda: forge.updated(forge.catalog(b"/DSS<</Certs[]>>"))),
    Attack("layers", LATER, "字节以后", lambda: forge.updated(forge.catalog(b"/OCProperties<</OCGs[]/D<<>>>>"))),
    Attack(
        "what the file says of itself",
        LATER,
        "字节以后",
        lambda: forge.updated({read_revisions(signed())[-1].index.trailer["Info"].number: b"<</Title(other)>>"}),
    ),
    Attack("an update that changes nothing", LATER, "字节以后", lambda: forge.updated({})),
    Attack("the page out of a stream of objects", LATER, "字节以后", forge.packed, shows=True),
    Attack("an object without an index", "verdict.pdf-no-end", "", forge.only_objects),
    Attack("a line behind the end", "verdict.pdf-behind-end", "字节", lambda: signed() + b"\n"),
    Attack("an object behind, the old index again", "verdict.pdf-behind-end", "字节", forge.old_index),
    Attack("an index that leads back: hide and replace", "verdict.pdf-index-astray", "字节", forge.astray),
    Attack(
        "an index of somebody else's", "verdict.pdf-two-indices", "字节", lambda: forge.updated({}, more=b"/XRefStm 15")
    ),
    Attack("the catalogue moved", LATER, "字节以后", lambda: forge.updated(forge.catalog(b""))),
    # bytes of the file
    Attack(
        "a byte of the page",
        "verdict.pdf-digest-differs",
        "Sign_0",
        lambda: forge.changed(b"/BaseFont", b"/BaseFonT", last=False),
    ),
    Attack(
        "the time", "verdict.pdf-digest-differs", "Sign_0", lambda: forge.changed(b"20260302013000", b"20250302013000")
    ),
    Attack(
        "the time", "verdict.pdf-times-differ", "Sign_0", lambda: forge.changed(b"20260302013000", b"20250302013000")
    ),
    Attack(
        "the place of the seal", "verdict.pdf-digest-differs", "Sign_0", lambda: forge.changed(b"283.4646", b"183.4646")
    ),
    Attack("the last byte", "verdict.pdf-no-end", "", lambda: signed()[:-2]),
    Attack("something before the header", "verdict.pdf-header", "第 0 字节", forge.with_prefix),
    Attack("something behind the end", "verdict.pdf-no-end", "", lambda: signed() + b"%%EOF\nhidden"),
    Attack("two ends", "verdict.pdf-no-end", "", lambda: signed() + b"%%EOF\n"),
    Attack("an object twice", "verdict.pdf-unlisted-object", "号对象", forge.doubled),
    # the signature itself
    Attack("the room renamed", ODD, "Sign_0", lambda: forge.changed(b"/Contents <", b"/Contentz <")),
    Attack("the ranges renamed", ODD, "Sign_0", lambda: forge.changed(b"/ByteRange", b"/ByteRanje")),
    Attack(
        "ranges of nothing",
        RANGE,
        "Sign_0",
        lambda: re.sub(
            rb"(/ByteRange )\[0 \d+", lambda one: one[1] + b"[0 0".ljust(len(one[0]) - len(one[1])), signed()
        ),
    ),
    Attack("no envelope", ROOM, "Sign_0", lambda: forge.refilled(lambda _digits: b"00")),
    Attack("an envelope of one byte", "verdict.pdf-envelope", "Sign_0", lambda: forge.refilled(lambda _digits: b"30")),
    Attack(
        "an envelope cut off", "verdict.pdf-envelope", "Sign_0", lambda: forge.refilled(lambda digits: digits[:400])
    ),
    Attack(
        "one letter in capitals", ROOM, "Sign_0", lambda: forge.refilled(lambda digits: digits.replace(b"a", b"A", 1))
    ),
    Attack("all letters in capitals", ROOM, "Sign_0", lambda: forge.refilled(bytes.upper)),
    Attack(
        "something behind the envelope", ROOM, "Sign_0", lambda: forge.refilled(lambda digits: digits[:-4] + b"cafe")
    ),
    Attack("a space in the envelope", ROOM, "Sign_0", lambda: forge.refilled(lambda digits: digits[:-2] + b"  ")),
    Attack(
        "another kind of signature",
        "verdict.pdf-digest-differs",
        "Sign_0",
        lambda: forge.changed(b"ETSI.CAdES.detached", b"ETSI.CAdES.detachex"),
    ),
    Attack(
        "the field without its value",
        "verdict.pdf-stray-signature",
        "号对象",
        lambda: re.sub(rb"/V (\d+ 0 R)", rb"/W \1", signed()),
    ),
    Attack(
        "a bit of the signature value", "verdict.signature-differs", "Sign_0", lambda: forge.refilled(forge.flipped(-1))
    ),
    Attack(
        "the digest that was signed",
        "verdict.signature-differs",
        "Sign_0",
        lambda: forge.refilled(forge.message_flipped),
    ),
    Attack(
        "the same by another key", "verdict.pdf-certificate-swapped", "Sign_0", lambda: forge.refilled(forge.by_another)
    ),
    Attack(
        "the same by another key", "verdict.pdf-seal-of-another", "Sign_0", lambda: forge.refilled(forge.by_another)
    ),
    Attack(
        "an attribute that nobody signed", "verdict.pdf-envelope", "Sign_0", lambda: forge.refilled(forge.with_unsigned)
    ),
    Attack("a certificate more", "verdict.pdf-envelope", "Sign_0", lambda: forge.refilled(forge.with_certificate)),
    Attack("wrapped: the second range moved", SYNTAX, "字节", forge.wrapped),
    # what a second signer brings
    Attack(
        "the page drawn anew below a second seal",
        ALTERED,
        "号对象",
        lambda: forge.forged(signed(), forge.blackened),
        shows=True,
    ),
    Attack("a note beside a second seal", ALTERED, "号对象", lambda: forge.forged(signed(), forge.noted), shows=True),
    Attack("something kept for later", ALTERED, "号对象", lambda: forge.forged(signed(), forge.hidden)),
    Attack(
        "a script beside a second seal",
        ALTERED,
        "号对象",
        lambda: forge.forged(signed(), forge.catalogued("/OpenAction", forge.script("/JavaScript"))),
    ),
    Attack(
        "the first seal moved",
        ALTERED,
        "号对象",
        lambda: forge.forged(signed(), forge.moved("/Rect", forge.box(0, 0, 119, 119))),
        shows=True,
    ),
    Attack(
        "the first signature without its picture",
        ALTERED,
        "号对象",
        lambda: forge.forged(signed(), forge.moved("/AP", generic.NullObject())),
        shows=True,
    ),
    Attack(
        "a second signature whose picture is no seal",
        ALTERED,
        "号对象",
        lambda: forge.forged(signed(), lambda _writer: None, seal=False),
    ),
    Attack(
        "a second seal blown up over the page",
        ALTERED,
        "号对象",
        lambda: forge.forged(
            signed(), lambda _writer: None, place=Impression(page=1, x_mm=20, y_mm=60, width_mm=160, height_mm=160)
        ),
        shows=True,
    ),
    Attack(
        "a second seal blown up over the page",
        "verdict.pdf-seal-picture",
        "Sign_1",
        lambda: forge.forged(
            signed(), lambda _writer: None, place=Impression(page=1, x_mm=20, y_mm=60, width_mm=160, height_mm=160)
        ),
    ),
    Attack("a second seal with another picture", ALTERED, "号对象", forge.replaced_picture, shows=True),
    Attack(
        "a bit of the first signature of two",
        "verdict.pdf-digest-differs",
        "Sign_1",
        lambda: forge.changed(b"20260302013000", b"20250302013000", joint, last=False),
    ),
    Attack(
        "other words of the file about itself beside a second seal",
        ALTERED,
        "文件的说明",
        lambda: forge.forged(signed(), lambda writer: writer.set_info(forge.words({"/Title": "/Other"}))),
    ),
    Attack(
        "an object beyond the number of objects",
        "verdict.pdf-index-astray",
        "字节",
        lambda: re.sub(rb"/Size \d+/Prev", b"/Size 30/Prev", forge.updated({})),
    ),
    Attack("a promised drawing comes with a second seal", ALTERED, "900 号对象", forge.promise_kept, shows=True),
    Attack(
        "an index that names itself as the one before",
        "verdict.pdf-index-astray",
        "字节",
        lambda: re.sub(rb"/Prev \d+", b"/Prev %d" % len(signed()), forge.updated({})),
    ),
    Attack(
        "the envelope as another kind of text", SYNTAX, "字节", lambda: forge.changed(b"/Contents <", b"/Contents (")
    ),
    Attack("a number of five thousand digits", SYNTAX, "字节", lambda: forge.updated({99: b"9" * 5000})),
    # what belongs to one seal of two is given to the other, or slipped in beside it
    Attack("the places of two seals swapped", LATER, "字节以后", swap.swapped_later(swap.RECT)),
    Attack("the pictures of two seals swapped", "verdict.pdf-seal-picture", "Sign_0", swap.swapped_later(swap.PICTURE)),
    Attack("the signatures of two seals swapped", ALTERED, "号对象", swap.swapped_later(swap.VALUE)),
    Attack(
        "the places of two seals swapped in the bytes",
        "verdict.pdf-digest-differs",
        "Sign_0",
        swap.places_swapped_in_the_bytes,
    ),
    Attack("the places of two seals swapped by the second", ALTERED, "号对象", swap.places_swapped_by_the_second),
    Attack("the first seal taken from the page", ALTERED, "号对象", lambda: forge.forged(signed(), swap.hidden_seal)),
    Attack(
        "the first signature struck out of the form",
        "verdict.pdf-stray-signature",
        "号对象",
        lambda: forge.forged(signed(), swap.struck_out),
    ),
    Attack("a file attached beside a second seal", ALTERED, "号对象", lambda: forge.forged(signed(), swap.attached)),
    Attack(
        "a foreign answer on revocations beside a second seal",
        ALTERED,
        "号对象",
        lambda: forge.forged(signed(), swap.answered),
    ),
    Attack("what may be done to it is said later", LATER, "字节以后", swap.permitting),
    Attack("the page in another generation", LATER, "字节以后", swap.another_generation),
    Attack(
        "two bytes more that no range covers",
        RANGE,
        "Sign_0",
        swap.ranged(lambda one: (*one[:2], one[2] + 2, one[3] - 2)),
    ),
    Attack("three ranges", RANGE, "Sign_0", swap.ranged(lambda one: (0, 9, 9, one[1] - 9, *one[2:]))),
    # what was there when it was signed, and shows otherwise elsewhere
    Attack(
        "signed with a script at opening",
        ACTIVE,
        "号对象",
        forge.signed_with(forge.catalogued("/OpenAction", forge.script("/JavaScript"))),
    ),
    Attack(
        "signed with a program to be launched",
        ACTIVE,
        "号对象",
        forge.signed_with(forge.catalogued("/OpenAction", forge.launch())),
    ),
    Attack(
        "signed with actions of a page",
        ACTIVE,
        "号对象",
        forge.signed_with(forge.on_page("/AA", forge.words({"/O": forge.launch()}))),
    ),
    Attack(
        "signed with a file from outside",
        ACTIVE,
        "号对象",
        forge.signed_with(forge.on_page("/Alternates", forge.words({}))),
    ),
    Attack(
        "signed with a form that is drawn anew",
        ACTIVE,
        "表单",
        forge.signed_with(
            lambda writer: writer.root["/AcroForm"].update(
                {pdf_name("/NeedAppearances"): generic.BooleanObject(value=True)}
            )
        ),
    ),
    Attack(
        "signed with a form of forms",
        ACTIVE,
        "号对象",
        forge.signed_with(lambda writer: writer.root["/AcroForm"].update({pdf_name("/XFA"): generic.pdf_string("x")})),
    ),
    *(
        Attack(f"signed with {done}", ACTIVE, "", forge.signed_with(forge.catalogued(name, value)))
        for done, (name, value) in forge.LEADING_AWAY.items()
    ),
    Attack(
        "signed with a program that is named elsewhere", ACTIVE, "文件的目录", forge.signed_with(forge.launch_elsewhere)
    ),
)
