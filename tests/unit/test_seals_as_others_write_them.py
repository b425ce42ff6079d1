"""Seals as vendors and forgers write them (各家写法): each is signed by its maker, and read, or refused, for what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.trust import SealFacts
from oa_desktop.security import sm3
from oa_desktop.security.seals.reading import is_holder, read_seal
from tests.sealed import MAKER, OFFICE, a_seal
from tests.unit.test_electronic_seals import old_seal, renewed

BOOLEAN, INTEGER, BITS, OCTETS, OID, UTF8, PRINTABLE, IA5, UTC_TIME, TIME, BMP = 1, 2, 3, 4, 6, 12, 19, 22, 23, 24, 30
SEQUENCE = 0x30


@dataclass
class Node:
    """An element of DER."""

    tag: int
    content: bytes
    parts: list[Node]

    def __getitem__(self, place: int) -> Node:
        return self.parts[place]

    def dump(self) -> bytes:
        content = b"".join(one.dump() for one in self.parts) if self.tag & 0x20 else self.content
        return bytes([self.tag]) + length(len(content)) + content


def length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    written = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([0x80 | len(written)]) + written


def parsed(data: bytes, at: int = 0) -> tuple[Node, int]:
    tag, size, start = data[at], data[at + 1], at + 2
    if size & 0x80:
        start, size = start + (size & 0x7F), int.from_bytes(data[start : start + (size & 0x7F)])
    stop, parts, inside = start + size, [], start
    while tag & 0x20 and inside < stop:
        part, inside = parsed(data, inside)
        parts.append(part)
    return Node(tag, data[start:stop], parts), stop


def plain(tag: int, content: bytes | str) -> Node:
    return Node(tag, content.encode() if isinstance(content, str) else content, [])


def listed(*parts: Node) -> Node:
    return Node(SEQUENCE, b"", list(parts))


def signed(change: Callable[[Node], object], data: bytes = b"") -> bytes:
    """A seal whose words were changed before its maker signed it."""
    seal, _ = parsed(data or a_seal())
    change(seal[0])
    seal.parts[3] = plain(BITS, b"\0" + MAKER.signer.sign(seal[0].dump()))
    return seal.dump()


def left_over() -> bytes:
    seal, _ = parsed(a_seal())
    seal.parts[3] = plain(BITS, b"\1" + seal[3].content[1:])
    return seal.dump()


def put(*places: int, by: Node) -> Callable[[Node], None]:
    """Return what puts something in the place of a part."""

    def change(info: Node) -> None:
        for place in places[:-1]:
            info = info[place]
        info.parts[places[-1]] = by

    return change


def added(*more: Node) -> Callable[[Node], None]:
    return lambda info: info.parts.extend(more)


def extension(*rest: Node) -> Node:
    return listed(plain(OID, b"\x2a\x03"), *rest, plain(OCTETS, b"more"))


def picture(kind: str, data: bytes = b"picture") -> Callable[[Node], None]:
    def change(info: Node) -> None:
        info[3].parts[0:2] = [plain(IA5, kind), plain(OCTETS, data)]

    return change


DIGEST = plain(OCTETS, bytes.fromhex(sm3.digest(OFFICE.certificate)))


def by_digest(kind: str, value: Node = DIGEST, number: bytes = b"\2") -> Callable[[Node], None]:
    def change(info: Node) -> None:
        info[2].parts[2:4] = [plain(INTEGER, number), listed(listed(plain(PRINTABLE, kind), value))]

    return change


def moments(tag: int, *written: str) -> Callable[[Node], None]:
    def change(info: Node) -> None:
        info[2].parts[4:7] = [plain(tag, one) for one in written]

    return change


def says(**wanted: Any) -> Callable[[SealFacts], bool]:
    return lambda facts: all(getattr(facts, name) == value for name, value in wanted.items())


READ: dict[str, tuple[bytes, Callable[[SealFacts], bool]]] = {
    **{
        f"picture {kind}": (signed(picture(kind)), says(picture_kind=kind.upper()))
        for kind in ("png", "PNG", "Jpg", "gif", "bmp", "ofd", "svg")
    },
    "no picture": (signed(picture("png", b"")), says(picture=b"")),
    "a large picture": (signed(picture("png", bytes(2_000_000))), lambda facts: len(facts.picture) == 2_000_000),
    "extension": (signed(added(listed(extension()))), says(version=4)),
    "critical extension": (signed(added(listed(extension(plain(BOOLEAN, b"\xff"))))), says(version=4)),
    "FALSE written out": (signed(added(listed(extension(plain(BOOLEAN, b"\0"))))), says(version=4)),
    "many extensions": (signed(added(listed(*[extension()] * 50))), says(version=4)),
    "no extension in the list": (signed(added(listed())), says(version=4)),
    "UTCTime": (
        signed(moments(UTC_TIME, *["260101000000Z"] * 2, "310101000000Z")),
        lambda facts: facts.valid_until.year == 2031,
    ),
    "GeneralizedTime in version 1": (old_seal(), says(version=1)),
    "an end before the beginning": (
        signed(moments(TIME, "20260101000000Z", "20300101000000Z", "20260101000000Z")),
        lambda facts: facts.valid_until < facts.valid_from,
    ),
    "digest SM3": (signed(by_digest("SM3")), lambda facts: is_holder(facts, OFFICE.certificate)),
    "digest by OID": (
        signed(by_digest("1.2.156.10197.1.401")),
        lambda facts: is_holder(facts, OFFICE.certificate),
    ),
    "a digest of another": (
        signed(by_digest("SM3", plain(OCTETS, bytes(32)))),
        lambda facts: not is_holder(facts, OFFICE.certificate),
    ),
    "no certificate": (signed(put(2, 3, by=listed())), lambda facts: not is_holder(facts, OFFICE.certificate)),
    "the certificate twice": (
        signed(put(2, 3, by=listed(*[plain(OCTETS, OFFICE.certificate)] * 2))),
        lambda facts: is_holder(facts, OFFICE.certificate),
    ),
    "a certificate that is none": (
        signed(put(2, 3, by=listed(plain(OCTETS, b"none")))),
        lambda facts: not is_holder(facts, OFFICE.certificate),
    ),
    "another type": (signed(put(2, 0, by=plain(INTEGER, b"\x0f"))), says(kind=15)),
    "not square": (signed(put(3, 3, by=plain(INTEGER, b"\x14"))), says(width_mm=42, height_mm=20)),
    "the smallest": (signed(put(3, 2, by=plain(INTEGER, b"\1"))), says(width_mm=1)),
    "the largest": (signed(put(3, 2, by=plain(INTEGER, b"\0\xc8"))), says(width_mm=200)),
    "no vendor": (signed(put(0, 2, by=plain(IA5, ""))), says(version=4)),
    "version 5": (renewed(), says(version=5)),
    "a rare character": (signed(put(2, 1, by=plain(UTF8, "𠮷县"))), says(name="𠮷县")),
}

REFUSED: dict[str, bytes] = {
    "a negative width": signed(put(3, 2, by=plain(INTEGER, b"\xd6"))),
    "a negative height": signed(put(3, 3, by=plain(INTEGER, b"\xff"))),
    "no width": signed(put(3, 2, by=plain(INTEGER, b"\0"))),
    "201 millimetres": signed(put(3, 2, by=plain(INTEGER, b"\0\xc9"))),
    "a huge width": signed(put(3, 2, by=plain(INTEGER, b"\x7f" * 200))),
    "another header": signed(put(0, 0, by=plain(IA5, "EX"))),
    "version 2": signed(put(0, 1, by=plain(INTEGER, b"\2"))),
    "version 6": signed(put(0, 1, by=plain(INTEGER, b"\6"))),
    "version -4": signed(put(0, 1, by=plain(INTEGER, b"\xfc"))),
    "a third kind of list": signed(by_digest("SM3", number=b"\3")),
    "digests where certificates should be": signed(by_digest("SM3", number=b"\1")),
    "certificates where digests should be": signed(put(2, 2, by=plain(INTEGER, b"\2"))),
    "a digest in bits": signed(by_digest("SM3", plain(BITS, b"\0" + bytes(32)))),
    "the name as IA5String": signed(put(2, 1, by=plain(IA5, "name"))),
    "the name as BMPString": signed(put(2, 1, by=plain(BMP, "章".encode("utf-16-be")))),
    "the name in GBK": signed(put(2, 1, by=plain(UTF8, "清源县".encode("gbk")))),
    "the number as UTF8String": signed(put(1, by=plain(UTF8, "33"))),
    "the number beyond ASCII": signed(put(1, by=plain(IA5, "33号"))),
    "the kind of picture as UTF8String": signed(put(3, 0, by=plain(UTF8, "PNG"))),
    "the picture in bits": signed(put(3, 1, by=plain(BITS, b"\0picture"))),
    "a size as text": signed(put(3, 2, by=plain(IA5, "42"))),
    "a time of nowhere": signed(moments(TIME, *["20260101000000"] * 3)),
    "a time of elsewhere": signed(moments(TIME, *["20260101000000+0800"] * 3)),
    "a time with fractions": signed(moments(TIME, *["20260101000000.50Z"] * 3)),
    "a time without seconds": signed(moments(TIME, *["202601010000Z"] * 3)),
    "a thirteenth month": signed(moments(TIME, *["20261301000000Z"] * 3)),
    "UTCTime without seconds": signed(moments(UTC_TIME, *["2601010000Z"] * 3)),
    "a time as text": signed(moments(IA5, *["20260101000000Z"] * 3)),
    "no time": signed(moments(TIME, *[""] * 3)),
    "an extension too many": signed(added(listed(), listed())),
    "an extension of nothing": signed(added(listed(listed()))),
    "TRUE in another way": signed(added(listed(extension(plain(BOOLEAN, b"\1"))))),
    "a part too few": signed(lambda info: info.parts.pop()),
    "a part of a part too few": signed(lambda info: info[3].parts.pop()),
    "parts in another order": signed(lambda info: info[3].parts.reverse()),
    "bits left over of a signature": left_over(),
    "more than four megabytes": signed(picture("png", bytes(4 * 1024 * 1024))),
    "a set for a sequence": b"\x31" + a_seal()[1:],
    "something behind it": a_seal() + b"\0",
}


@pytest.mark.parametrize("many", ["read", "refused"])
def test_every_way_of_writing_a_seal_is_taken_for_what_it_is(many: str) -> None:
    if many == "read":
        assert [name for name, (data, right) in READ.items() if not is_right(data, right)] == []
    else:
        assert [name for name, data in REFUSED.items() if not is_refused(data)] == []


def is_right(data: bytes, right: Callable[[SealFacts], bool]) -> bool:
    try:
        facts = read_seal(data)
    except Refused:
        return False
    return facts.maker_signature_holds and right(facts)


def is_refused(data: bytes) -> bool:
    try:
        read_seal(data)
    except Refused as refused:
        return refused.code == "seal.unreadable"
    return False
