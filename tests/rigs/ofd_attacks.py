"""The attack set for signed OFD: what somebody may do to a package so that what is shown is not what was signed.

Each row says what was done, which rule of verdicts must be said of it, and what must be named. All files are made by
the second writer; none is kept.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from oa_desktop.domain.trust.certificates import Trust
from tests.independent import sealed_ofd as other
from tests.independent.sealed_ofd import Description, Parts, SealMade, Use, package, sealed

CONTENT, SIGN = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Signs/Sign_0"
SIGNATURE, VALUE, BESIDE = f"{SIGN}/Signature.xml", f"{SIGN}/SignedValue.dat", f"{SIGN}/Seal.esl"


@dataclass(frozen=True)
class Attack:
    """What was done to a file.

    Attributes:
        done: In a few words.
        rule: What must be said of it.
        place: What must be named there.
        make: Makes the file.
    """

    done: str
    rule: str
    place: str
    make: Callable[[], bytes]


@cache
def _good() -> Mapping[str, bytes]:
    return sealed()


@cache
def _open() -> Mapping[str, bytes]:
    """A document whose list of signatures is left open."""
    return sealed(last=False)


@cache
def _joint() -> Mapping[str, bytes]:
    return sealed(sealed(last=False))


def _put(part: str, data: bytes, of: Callable[[], Mapping[str, bytes]] = _good) -> Callable[[], bytes]:
    """Return what puts a part into a package, or in the place of that which is there."""
    return lambda: package({**of(), part: data})


def _edit(part: str, old: str, new: str, of: Callable[[], Mapping[str, bytes]] = _good) -> Callable[[], bytes]:
    """Return what changes a few words of a part."""

    def make() -> bytes:
        data = of()[part]
        assert old.encode() in data
        return package({**of(), part: data.replace(old.encode(), new.encode(), 1)})

    return make


def _without(*parts: str, of: Callable[[], Mapping[str, bytes]] = _good) -> Callable[[], bytes]:
    return lambda: package({name: data for name, data in of().items() if name not in parts})


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    """Return what changes the package as such."""
    return lambda: change(package(_good()))


def _flip(part: str, at: int) -> Callable[[], bytes]:
    def make() -> bytes:
        data = bytearray(_good()[part])
        data[at] ^= 1
        return package({**_good(), part: bytes(data)})

    return make


def _value(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: package({**_good(), VALUE: change(_good()[VALUE])})


# --- what a ZIP lets one do -------------------------------------------------------------------------------------------


def _entry(name: str, data: bytes = b"<x/>", **fields: object) -> Callable[[], bytes]:
    """Return what adds an entry with odd fields."""

    def make() -> bytes:
        buffer = io.BytesIO(package(_good()))
        with zipfile.ZipFile(buffer, "a") as archive:
            entry = zipfile.ZipInfo(name)
            entry.filename = name
            for field, value in fields.items():
                setattr(entry, field, value)
            archive.writestr(entry, data)
        return buffer.getvalue()

    return make


def _twice() -> bytes:
    first = [(name, data) for name, data in _good().items() if name != CONTENT]
    forged = _good()[CONTENT].replace("十八".encode(), "八十".encode())
    return _quietly([(CONTENT, forged), *first, (CONTENT, _good()[CONTENT])])


def _quietly(parts: list[tuple[str, bytes]]) -> bytes:
    """Return a package with entries of one name; the library warns of them, and they are wanted."""
    names = [f"{count:04}" + "x" * (len(name.encode()) - 4) for count, (name, _) in enumerate(parts)]
    data = package([(plain, held) for plain, (_, held) in zip(names, parts, strict=True)])
    for plain, (name, _) in zip(names, parts, strict=True):
        data = data.replace(plain.encode(), name.encode())
    return data


def _first_header_only(data: bytes) -> bytes:
    """Rename an entry in its own header alone."""
    name = CONTENT.encode()
    at = data.index(name)
    return data[:at] + name.replace(b"Page_0", b"Page_9") + data[at + len(name) :]


def _between(data: bytes) -> bytes:
    """Put bytes between the last entry and the directory, whose place is mended."""
    start = struct.unpack_from("<L", data, len(data) - 6)[0]
    end = data[:-6] + struct.pack("<LH", start + 4, 0)
    return end[:start] + b"gap!" + end[start:]


def _mark_encrypted(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(CONTENT)
    changed = bytearray(data)
    changed[entry.header_offset + 6] |= 1
    at = data.rindex(CONTENT.encode()) - 46 + 8
    changed[at] |= 1
    return bytes(changed)


def _announce(size: int) -> Callable[[bytes], bytes]:
    """Return what lets the directory announce another size of a part."""

    def change(data: bytes) -> bytes:
        at = data.rindex(CONTENT.encode()) - 46 + 24
        return data[:at] + struct.pack("<L", size) + data[at + 4 :]

    return change


def _bomb() -> bytes:
    return package({**_good(), "Doc_0/Res/bomb.bin": b"\0" * (200 * 1024 * 1024)})


def _many() -> bytes:
    return package({**_good(), **{f"Doc_0/Res/{count}": b"" for count in range(20_001)}})


def _overlapping(data: bytes) -> bytes:
    """Let a second entry of the directory point at the bytes of another part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(CONTENT)
    at = data.rindex(CONTENT.encode()) - 46
    end = len(data) - 22
    copy = data[at : at + 46] + CONTENT.replace("Page_0", "Page_7").encode()
    assert entry.header_offset < at
    count, size = struct.unpack_from("<H", data, end + 10)[0] + 1, struct.unpack_from("<L", data, end + 12)[0]
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size + len(copy), end - size, 0)
    return data[:end] + copy + tail


CONTAINER = (
    Attack("an entry of the same name comes first", "verdict.part-twice", CONTENT, _twice),
    Attack("a name differs in capitals alone", "verdict.part-case", "PAGES", _put("Doc_0/PAGES/Page_0/Content.xml", b"<x/>")),
    Attack("a name leads out of the package", "verdict.part-name", "../x.xml", _put("../x.xml", b"<x/>")),
    Attack("a name begins at the root of the disk", "verdict.part-name", "/etc/x", _entry("/etc/x")),
    Attack("a name has backslashes", "verdict.part-name", "Doc_0\\x.xml", _put("Doc_0\\x.xml", b"<x/>")),
    Attack("a name leads back", "verdict.part-name", "Doc_0/./x", _put("Doc_0/./x", b"<x/>")),
    Attack("an entry is a link", "verdict.part-strange", "Doc_0/l", _entry("Doc_0/l", create_system=3, external_attr=0xA1FF0000)),
    Attack("a folder holds bytes", "verdict.part-strange", "Doc_0/f/", _put("Doc_0/f/", b"hidden")),
    Attack("a file is a folder too", "verdict.part-strange", CONTENT, _put(f"{CONTENT}/x", b"<x/>")),
    Attack("an entry has a second name", "verdict.part-strange", "Doc_0/u", _entry("Doc_0/u", extra=struct.pack("<2HBL", 0x7075, 8, 1, 0) + b"OFD")),
    Attack("bytes stand before the package", "verdict.package-hidden", "0", _bytes(lambda data: b"%PDF-1.7 " + data)),
    Attack("bytes stand behind the package", "verdict.package-hidden", "", _bytes(lambda data: data + b"tail")),
    Attack("bytes stand between entries and directory", "verdict.package-hidden", "", _bytes(_between)),
    Attack("the package has a remark", "verdict.package-remark", "", _bytes(lambda data: data[:-2] + b"\4\0call")),
    Attack("an entry has a remark", "verdict.package-remark", "Doc_0/r", _entry("Doc_0/r", comment=b"call me")),
    Attack("an entry is marked as encrypted", "verdict.part-locked", CONTENT, _bytes(_mark_encrypted)),
    Attack("an entry's own header has another name", "verdict.part-header", CONTENT, _bytes(_first_header_only)),
    Attack("the directory announces another size", "verdict.part-header", CONTENT, _bytes(_announce(7))),
    Attack("two entries share their bytes", "verdict.part-header", "Page_7", _bytes(_overlapping)),
    Attack("the package is cut off", "verdict.package-unreadable", "", _bytes(lambda data: data[:-30])),
    Attack("a part unpacks to 200 MB", "verdict.package-too-large", "", _bomb),
    Attack("there are 20,000 parts", "verdict.package-too-large", "", _many),
)  # fmt: skip

# --- what is shown ----------------------------------------------------------------------------------------------------

_ANNOTATION = other.xml(
    '<ofd:Annotations><ofd:Page PageID="1"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
)
_SECOND = "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"


def _later_by_another() -> bytes:
    """A second organ adds an annotation and seals; the first seal covers other pages than are shown."""
    first = sealed(last=False)
    return package(sealed({**first, "Doc_0/Annots/Annotations.xml": _ANNOTATION}))


MOVING = {
    "an address that opens with the document": '<ofd:Action Event="DO"><ofd:URI URI="http://x"/></ofd:Action>',
    "an address that opens with a page": '<ofd:Action Event="PO"><ofd:URI URI="x.exe"/></ofd:Action>',
    "an attachment that opens when nobody knows": '<ofd:Action><ofd:GotoA AttachID="9"/></ofd:Action>',
    "a sound": '<ofd:Action Event="CLICK"><ofd:Sound ResourceID="9"/></ofd:Action>',
}


def _acting(action: str) -> Callable[[], bytes]:
    """Return what gives the document an action that is signed with it."""

    def make() -> bytes:
        text = other.pages()["Doc_0/Document.xml"].decode()
        acting = text.replace("</ofd:Document>", f"<ofd:Actions>{action}</ofd:Actions></ofd:Document>")
        return package(sealed({**other.pages(), "Doc_0/Document.xml": acting.encode()}))

    return make


def _set_in(file: str) -> Callable[[], bytes]:
    """Return what sets a document in a font that says this of its file; the package holds ``Doc_0/Res/font.ttf``."""
    font = f'<ofd:Font ID="7" FontName="宋体">{file}</ofd:Font>'
    named = other.xml(f'<ofd:Res BaseLoc="Res"><ofd:Fonts>{font}</ofd:Fonts></ofd:Res>')
    return lambda: package(sealed({**other.pages(), "Doc_0/PublicRes.xml": named, "Doc_0/Res/font.ttf": b"glyphs"}))


def _whole_other_document() -> bytes:
    changed = {**_good(), "Doc_1/Document.xml": _good()["Doc_0/Document.xml"]}
    changed["OFD.xml"] = changed["OFD.xml"].replace(b"</ofd:OFD>", _SECOND.encode())
    return package(changed)


SHOWN = (
    Attack("the text of a page is changed", "verdict.digest-differs", CONTENT, _edit(CONTENT, "十八", "八十")),
    Attack("a template is exchanged", "verdict.digest-differs", "Tpl_0", _edit("Doc_0/Tpls/Tpl_0/Content.xml", "Layer ID=\"5\"", "Layer ID=\"5\" Type=\"Foreground\"")),
    Attack("the tree of pages is changed", "verdict.digest-differs", "Document.xml", _edit("Doc_0/Document.xml", "Page_0", "Page_1")),
    Attack("tags are changed", "verdict.digest-differs", "CustomTags", _put("Doc_0/Tags/CustomTags.xml", other.xml("<ofd:CustomTags><ofd:CustomTag/></ofd:CustomTags>"))),
    Attack("fonts are exchanged", "verdict.digest-differs", "PublicRes", _edit("Doc_0/PublicRes.xml", "Fonts", "fonts")),
    Attack("a page is taken away", "verdict.part-missing", CONTENT, _without(CONTENT)),
    Attack("an annotation lies over the text", "verdict.part-unlisted", "Annotations.xml", _put("Doc_0/Annots/Annotations.xml", _ANNOTATION)),
    Attack("a picture comes that was announced and not signed", "verdict.part-unlisted", "late.png", _put("Doc_0/Res/late.png", b"\x89PNG")),
    Attack("a part comes that nothing names", "verdict.part-unlisted", "extra.xml", _put("Doc_0/extra.xml", b"<x/>")),
    Attack("a folder of versions comes", "verdict.part-unlisted", "Versions", _put("Doc_0/Versions/Version_0.xml", b"<x/>")),
    Attack("another document comes", "verdict.digest-differs", "OFD.xml", _whole_other_document),
    Attack("another document is shown instead", "verdict.digest-differs", "OFD.xml", _edit("OFD.xml", "Doc_0/Document.xml", "Doc_1/Document.xml")),
    Attack("an annotation comes with a second seal", "verdict.part-added-later", "Annotations.xml", _later_by_another),
    Attack("a signer left the text out", "verdict.part-unlisted", CONTENT, lambda: package(sealed(told=Description(left_out=(CONTENT,))))),
    Attack("a signer signed nothing", "verdict.nothing-referenced", SIGNATURE, lambda: package(sealed(told=Description(left_out=(*other.pages(), other.LIST, BESIDE))))),
    Attack("a picture comes from outside", "verdict.location-outside", "DocumentRes", lambda: package(sealed({**other.pages(), "Doc_0/DocumentRes.xml": other.xml("<ofd:Res><ofd:MediaFile>../../../late.png</ofd:MediaFile></ofd:Res>")}))),
    *(Attack(f"signed with {done}", "verdict.ofd-active", "Document.xml", _acting(action)) for done, action in MOVING.items()),
    Attack("a part has entities", "verdict.xml-unreadable", "OFD.xml", _put("OFD.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")),
)  # fmt: skip

# --- signatures and their list ----------------------------------------------------------------------------------------


def _reused() -> bytes:
    """The value of another document of the same organ."""
    foreign = sealed(other.pages("经研究，同意拨付八十万元。"))
    return package({**_good(), VALUE: foreign[VALUE]})


def _wholly_reused() -> bytes:
    foreign = sealed(other.pages("经研究，同意拨付八十万元。"))
    return package({**_good(), VALUE: foreign[VALUE], SIGNATURE: foreign[SIGNATURE]})


def _longer_length(data: bytes) -> bytes:
    assert data[1] == 0x82
    return data[:1] + b"\x83\0" + data[2:]


LISTED = (
    Attack("the seal is moved", "verdict.hash-differs", SIGNATURE, _edit(SIGNATURE, "118 178", "108 178")),
    Attack("a reference is struck out", "verdict.hash-differs", SIGNATURE, _edit(SIGNATURE, "/Doc_0/Document.xml", "/Doc_0/Tags/CustomTags.xml")),
    Attack("the method of digests is weakened", "verdict.digest-weak", SIGNATURE, _edit(SIGNATURE, f'CheckMethod="{other.SM3}"', 'CheckMethod="MD5"')),
    Attack("the value of another document stands here", "verdict.hash-differs", SIGNATURE, _reused),
    Attack("value and description of another document stand here", "verdict.digest-differs", CONTENT, _wholly_reused),
    Attack("the value is no sequence", "verdict.value-unreadable", VALUE, _value(lambda data: b"\xb0" + data[1:])),
    Attack("the value is taken away", "verdict.value-missing", SIGNATURE, _without(VALUE)),
    Attack("the description is taken away", "verdict.signature-missing", "Sign_0", _without(SIGNATURE)),
    Attack("the list is taken away", "verdict.xml-unreadable", "Signatures.xml", _without(other.LIST)),
    Attack("nothing leads to the signatures", "verdict.signature-unlisted", SIGNATURE, _edit("OFD.xml", f"<ofd:Signatures>/{other.LIST}</ofd:Signatures>", "")),
    Attack("a signature stands beside that nobody listed", "verdict.signature-unlisted", "Sign_7", _put("Doc_0/Signs/Sign_7/SignedValue.dat", b"0")),
    Attack("a closed list is changed", "verdict.digest-differs", other.LIST, _put(other.LIST, other.listing(1) + b"\n")),
    Attack("an open list has a remark", "verdict.list-differs", other.LIST, _edit(other.LIST, "<ofd:MaxSignId>", "<!-- x --><ofd:MaxSignId>", _open)),
    Attack("an open list has a blank more", "verdict.list-differs", other.LIST, _edit(other.LIST, 'Type="Seal" ', 'Type="Seal"  ', _open)),
    Attack("an open list counts more than there are", "verdict.list-differs", other.LIST, _edit(other.LIST, "MaxSignId>1<", "MaxSignId>9<", _open)),
    Attack("an open list gives another number", "verdict.list-differs", other.LIST, _edit(other.LIST, 'ID="1"', 'ID="4"', _open)),
    Attack("an open list calls a seal something else", "verdict.list-differs", other.LIST, _edit(other.LIST, 'Type="Seal"', 'Type="Sign"', _open)),
    Attack("an open list names a signature twice", "verdict.signature-twice", SIGNATURE, _put(other.LIST, other.listing(2).replace(b"Sign_1", b"Sign_0"), _open)),
    Attack("the last seal is taken away and the list left", "verdict.signature-missing", "Sign_1", _without("Doc_0/Signs/Sign_1/Signature.xml", of=_joint)),
    Attack("a seal is added behind the last", "verdict.digest-differs", other.LIST, lambda: package(sealed(_good(), last=False))),
    Attack("a seal stands on no page", "verdict.stamp-without-page", SIGNATURE, lambda: package(sealed(told=Description(stamp='<ofd:StampAnnot ID="s" PageRef="99" Boundary="1 1 42 42"/>')))),
    Attack("a seal stands beside the page", "verdict.stamp-off-page", SIGNATURE, lambda: package(sealed(told=Description(stamp='<ofd:StampAnnot ID="s" PageRef="1" Boundary="200 1 42 42"/>')))),
    Attack("the times of description and value lie apart", "verdict.time-differs", SIGNATURE, lambda: package(sealed(told=Description(time="20240101000000Z")))),
    Attack("the time is none", "verdict.time-unreadable", SIGNATURE, lambda: package(sealed(told=Description(time="yesterday")))),
)  # fmt: skip

# --- seals and whoever holds them -------------------------------------------------------------------------------------

FORGER = "李某"


def _used(**fields: object) -> Callable[[], bytes]:
    return lambda: package(sealed(use=Use(**fields)))  # type: ignore[arg-type]


def _forged_maker() -> bytes:
    """A seal in the name of an organ whose maker's signature was made by somebody else."""
    return other.seal(SealMade(holders=(other.certificate(FORGER, other.ROOT),), by=FORGER))


def _own_seal(**fields: object) -> Callable[[], bytes]:
    return lambda: package(sealed(use=Use(seal=other.seal(SealMade(**fields)))))  # type: ignore[arg-type]


def _late_use(**fields: object) -> bytes:
    late = other.certificate(other.OFFICE, other.ROOT, **fields)  # type: ignore[arg-type]
    return package(sealed(use=Use(seal=other.seal(SealMade(holders=(late,))), holder=late)))


SEALED = (
    Attack("a bit of the value is changed", "verdict.signature-differs", VALUE, _flip(VALUE, -20)),
    Attack("a bit of the seal in the value is changed", "verdict.signature-differs", VALUE, _flip(VALUE, 120)),
    Attack("bytes stand behind the value", "verdict.value-unreadable", VALUE, _value(lambda data: data + b"\0")),
    Attack("a length is written too long", "verdict.value-unreadable", VALUE, _value(_longer_length)),
    Attack("the seal beside the value is another", "verdict.seal-differs", VALUE, _put(BESIDE, other.seal(SealMade(id="2")), lambda: sealed(told=Description(left_out=(BESIDE,))))),
    Attack("what stands as a time stamp is none", "verdict.value-unreadable", VALUE, _used(time_stamp=b"stamp")),
    Attack("what stands as a time stamp is cut off", "verdict.value-unreadable", VALUE, _used(time_stamp=other.time_stamp()[:-1])),
    Attack("what stands as a time stamp is other data", "verdict.value-unreadable", VALUE, _used(time_stamp=other.sequence(other.oid("1.2.840.113549.1.7.1"), other.tlv(0xA0, other.sequence())))),
    Attack("somebody else uses the seal", "verdict.not-holder", VALUE, _used(holder=other.certificate(FORGER, other.ROOT), by=FORGER)),
    Attack("a certificate of the same name uses the seal", "verdict.not-holder", VALUE, _used(holder=other.certificate(other.OFFICE, other.ROOT, of=FORGER, serial=8), by=FORGER)),
    Attack("somebody made the seal himself", "verdict.maker-signature-differs", VALUE, lambda: package(sealed(use=Use(seal=_forged_maker(), holder=other.certificate(FORGER, other.ROOT), by=FORGER)))),
    Attack("another algorithm is named", "verdict.algorithm-other", VALUE, _used(algorithm="1.2.156.10197.1.301")),
    Attack("the value names another file", "verdict.subject-differs", VALUE, lambda: package(sealed(subject="/Doc_0/Signs/Sign_1/Signature.xml"))),
    Attack("the seal had expired", "verdict.seal-expired", VALUE, _own_seal(until=other.NOW - timedelta(days=1))),
    Attack("the seal was not yet valid", "verdict.seal-not-yet", VALUE, _own_seal(since=other.NOW + timedelta(days=1))),
    Attack("the seal was made after it was used", "verdict.seal-not-yet", VALUE, _own_seal(created=other.NOW + timedelta(days=1))),
    Attack("the certificate had expired", "verdict.expired", other.OFFICE, lambda: _late_use(until=other.NOW - timedelta(days=1))),
    Attack("the certificate was not yet valid", "verdict.not-yet-valid", other.OFFICE, lambda: _late_use(since=other.NOW + timedelta(days=1))),
    Attack("a stranger signs in the authority's name", "verdict.not-issued", other.OFFICE, lambda: _late_use(by=FORGER)),
)  # fmt: skip

# --- two readers, two files -------------------------------------------------------------------------------------------


def _described(old: str, new: str) -> Callable[[], bytes]:
    """Return what a signer makes who changes the description first and signs it then."""

    def make() -> bytes:
        text = _good()[SIGNATURE].decode()
        assert old in text
        changed = text.replace(old, new, 1).encode()
        value = other.value(other.sm3(changed), f"/{SIGNATURE}")
        return package({**_good(), SIGNATURE: changed, VALUE: value})

    return make


def _entered(old: str, new: str) -> Callable[[], bytes]:
    """Return what a signer makes of a package whose first part was changed before."""
    entry = other.pages()["OFD.xml"]
    assert old.encode() in entry
    return lambda: package(sealed({**other.pages(), "OFD.xml": entry.replace(old.encode(), new.encode(), 1)}))


def _ended(data: bytes, place: int, figure: int) -> bytes:
    """Return a package whose end says another figure."""
    end = bytearray(data)
    struct.pack_into("<H", end, len(data) - 22 + place, figure)
    return bytes(end)


def _of_64_bits(data: bytes) -> bytes:
    """Give the package a second, longer end, and let the first one say nothing (ZIP64)."""
    at = len(data) - 22
    _, _, _, count, counted, size, start, _ = struct.unpack("<4s4H2LH", data[at:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, counted, size, start)
    found = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    return (
        data[:at] + record + found + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    )


def _other_flags(data: bytes) -> bytes:
    at = data.index(CONTENT.encode()) - 30 + 7
    return data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :]


_INFO, _END = "<ofd:SignedInfo>", "</ofd:SignedInfo>"
_AMBIGUOUS = "verdict.xml-ambiguous"

TWOFOLD = (
    Attack("a description has two bodies", _AMBIGUOUS, SIGNATURE, _described(_END, f"{_END}{_INFO}{_END}")),
    Attack("a description has two lists of parts", _AMBIGUOUS, SIGNATURE, _described("</ofd:References>", '</ofd:References><ofd:References CheckMethod="MD5"/>')),
    Attack("a description names two values", _AMBIGUOUS, SIGNATURE, _described("</ofd:Signature>", "<ofd:SignedValue>x.dat</ofd:SignedValue></ofd:Signature>")),
    Attack("a part has two digests in one line", _AMBIGUOUS, SIGNATURE, _described("</ofd:CheckValue>", "</ofd:CheckValue><ofd:CheckValue>AAAA</ofd:CheckValue>")),
    Attack("a part stands twice, with two digests", "verdict.digest-differs", "OFD.xml", _described("</ofd:References>", '<ofd:Reference FileRef="/OFD.xml"><ofd:CheckValue>AAAA</ofd:CheckValue></ofd:Reference></ofd:References>')),
    Attack("a time stands there in another namespace, too", _AMBIGUOUS, SIGNATURE, _described("<ofd:SignatureDateTime>", '<e:SignatureDateTime xmlns:e="urn:e">19990101000000Z</e:SignatureDateTime><ofd:SignatureDateTime>')),
    Attack("a remark splits a digest", _AMBIGUOUS, SIGNATURE, _described("<ofd:CheckValue>", "<ofd:CheckValue><!-- x -->")),
    Attack("an element splits a digest", _AMBIGUOUS, SIGNATURE, _described("</ofd:CheckValue>", "<ofd:x/></ofd:CheckValue>")),
    Attack("a part is named with other capitals", "verdict.part-missing", "/ofd.XML", _described('FileRef="/OFD.xml"', 'FileRef="/ofd.XML"')),
    Attack("a part is named by a way out and back", "verdict.part-missing", "/../OFD.xml", _described('FileRef="/OFD.xml"', 'FileRef="/../OFD.xml"')),
    Attack("the package begins with two documents", _AMBIGUOUS, "OFD.xml", _entered("</ofd:DocRoot>", "</ofd:DocRoot><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot>")),
    Attack("the package has two lists of signatures", _AMBIGUOUS, "OFD.xml", _entered("</ofd:Signatures>", "</ofd:Signatures><ofd:Signatures>/Doc_1/Signatures.xml</ofd:Signatures>")),
    Attack("the list of signatures lies on the network", "verdict.location-outside", "OFD.xml", _edit("OFD.xml", f"/{other.LIST}", "http://x/Signatures.xml")),
    Attack("the list leads to a signature outside", "verdict.location-outside", other.LIST, _edit(other.LIST, "Sign_0", "../../../Sign_0", _open)),
    Attack("a page reads a file of the machine", "verdict.digest-differs", CONTENT, _put(CONTENT, b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>')),
    Attack("a name is spelt in two ways of Unicode", "verdict.part-case", "Doc_0/", lambda: package({**_good(), "Doc_0/\u00e9.xml": b"<x/>", "Doc_0/e\u0301.xml": b"<x/>"})),
    Attack("a name ends with a point, as Windows drops it", "verdict.part-unlisted", f"{CONTENT}.", _put(f"{CONTENT}.", b"<x/>")),
    Attack("the package claims to go on on another disk", "verdict.package-hidden", "", _bytes(lambda data: _ended(data, 4, 1))),
    Attack("the package counts fewer parts than it has", "verdict.package-hidden", "", _bytes(lambda data: _ended(data, 10, 1))),
    Attack("the package has two ends", "verdict.package-hidden", "", _bytes(_of_64_bits)),
    Attack("the package announces a remark that is not there", "verdict.package-hidden", "", _bytes(lambda data: _ended(data, 20, 1))),
    Attack("an entry's own header has other flags", "verdict.part-header", CONTENT, _bytes(_other_flags)),
    Attack("a font comes late", "verdict.part-unlisted", "font.ttf", _put("Doc_0/Res/font.ttf", b"\0\1\0\0")),
)  # fmt: skip

# --- two seals, and names that look alike ------------------------------------------------------------------------------

_ROW = '<ofd:Signature ID="{}" Type="Seal" BaseLoc="Sign_{}/Signature.xml"/>'


@cache
def _open_joint() -> Mapping[str, bytes]:
    return sealed(sealed(last=False), last=False)


def _exchanged(*names: str) -> Callable[[], bytes]:
    """Return what lets two signatures exchange parts."""
    turned = {f"Sign_{one}/{name}": f"Sign_{1 - one}/{name}" for name in names for one in (0, 1)}
    return lambda: package({_turned(name, turned): data for name, data in _joint().items()})


def _turned(name: str, turned: Mapping[str, str]) -> str:
    kept = name.removeprefix("Doc_0/Signs/")
    return f"Doc_0/Signs/{turned[kept]}" if kept in turned else name


def _relisted(rows: str, *, without: str = "-") -> Callable[[], bytes]:
    """Return what lists the signatures otherwise, and leaves one out."""

    def make() -> bytes:
        both = (_ROW.format(1, 0) + _ROW.format(2, 1)).encode()
        listed = _open_joint()[other.LIST]
        assert both in listed
        kept = {name: data for name, data in _open_joint().items() if without not in name}
        return package({**kept, other.LIST: listed.replace(both, rows.encode())})

    return make


def _announcing_attachments() -> bytes:
    text = other.pages()["Doc_0/Document.xml"].replace(
        b"</ofd:Document>", b"<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"
    )
    return package({**sealed({**other.pages(), "Doc_0/Document.xml": text}), "Doc_0/Attachs/Attachments.xml": b"<x/>"})


TOGETHER = (
    Attack("two signatures exchange all their parts", "verdict.subject-differs", "SignedValue.dat", _exchanged("Signature.xml", "SignedValue.dat", "Seal.esl")),
    Attack("two signatures exchange their values", "verdict.hash-differs", SIGNATURE, _exchanged("SignedValue.dat")),
    Attack("two signatures exchange their descriptions", "verdict.hash-differs", SIGNATURE, _exchanged("Signature.xml")),
    Attack("an open list names the second first", "verdict.list-differs", other.LIST, _relisted(_ROW.format(2, 1) + _ROW.format(1, 0))),
    Attack("the first seal is taken away and from the list", "verdict.part-missing", SIGNATURE, _relisted(_ROW.format(2, 1), without="Sign_0/")),
    Attack("attachments come that were announced and not signed", "verdict.part-unlisted", "Attachments.xml", _announcing_attachments),
    Attack("a name has a Russian letter that looks the same", "verdict.part-unlisted", "Document.xml", _put("D\u043ec_0/Document.xml", b"<x/>")),
    Attack("a name has a sign that nobody sees", "verdict.part-unlisted", "OFD", _put("OFD\u200b.xml", b"<x/>")),
    Attack("a name is written from right to left", "verdict.part-unlisted", "OFD.xml", _put("\u202eOFD.xml", b"<x/>")),
    Attack("a name has a wide point", "verdict.part-unlisted", "OFD", _put("OFD\uff0exml", b"<x/>")),
)  # fmt: skip

ATTACKS = (*CONTAINER, *SHOWN, *LISTED, *SEALED, *TWOFOLD, *TOGETHER)


# --- what cannot be decided ------------------------------------------------------------------------------------------

TRUST = Trust(anchors=(other.root(),), revocations=(other.nobody_revoked(),))
"""Whom the verifier trusts unless something else is said."""


@dataclass(frozen=True)
class Unknown:
    """A file that nobody touched, and why nothing can be decided about it.

    Attributes:
        done: What is lacking, in a few words.
        rule: What must be said, and nothing else that decides nothing.
        make: Makes the file.
        trust: Whom the verifier trusts.
    """

    done: str
    rule: str
    make: Callable[[], bytes] = lambda: package(_good())
    trust: Trust = TRUST


def _of_own_making() -> bytes:
    """A seal in the highest name that a holder of some certificate made himself."""
    made = other.seal(SealMade(name="国务院", maker=other.office(), by=other.OFFICE))
    return package(sealed(use=Use(seal=made)))


def _of_nobody_known() -> bytes:
    own = other.certificate(FORGER, FORGER)
    maker = other.certificate("某制章人", FORGER)
    made = other.seal(SealMade(holders=(own,), maker=maker, by="某制章人"))
    return package(sealed(use=Use(seal=made, holder=own, by=FORGER)))


def _unsigned() -> bytes:
    parts = other.pages()
    written = f"<ofd:Signatures>/{other.LIST}</ofd:Signatures>".encode()
    return package({**parts, "OFD.xml": parts["OFD.xml"].replace(written, b"")})


UNKNOWN = (
    Unknown("nobody is trusted", "verdict.no-anchor", trust=Trust()),
    Unknown("only somebody else is trusted", "verdict.no-anchor", _of_nobody_known),
    Unknown("no list of revocations is at hand", "verdict.revocations-unknown", trust=replace(TRUST, revocations=())),
    Unknown(
        "the list of revocations is too old",
        "verdict.revocations-stale",
        lambda: package(sealed(use=Use(at=other.NOW + timedelta(days=300)), told=Description(time="20261227013000"))),
    ),
    Unknown("the user made the seal", "verdict.maker-himself", _of_own_making),
    Unknown("its maker is not listed", "verdict.maker-unlisted", trust=replace(TRUST, makers=(other.office(),))),
    Unknown(
        "digests are of another kind",
        "verdict.digest-unknown",
        lambda: package(sealed(told=Description(method="2.16.840.1.101.3.4.2.1"))),
    ),
    Unknown("a time stamp stands beside it", "verdict.time-stamp-unproven", _used(time_stamp=other.time_stamp())),
    Unknown(
        "an answer that holds a time stamp stands beside it",
        "verdict.time-stamp-unproven",
        _used(time_stamp=other.sequence(other.sequence(other.integer(0)), other.time_stamp())),
    ),
    Unknown(
        "the seal must be understood further",
        "verdict.extension-critical",
        _own_seal(extension=other.extension(critical=True)),
    ),
    Unknown(
        "the value must be understood further",
        "verdict.extension-critical",
        _used(extension=other.extension(critical=True)),
    ),
    Unknown("nobody signed", "verdict.not-signed", _unsigned),
    Unknown("every machine lends its own font", "verdict.ofd-font", _set_in("")),
    Unknown(
        "the file of its font is not there", "verdict.ofd-font", _set_in("<ofd:FontFile>simsun.ttf</ofd:FontFile>")
    ),
    Unknown(
        "a second document stands beside it, signed too",
        "verdict.ofd-several",
        _entered("</ofd:OFD>", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
    ),
    Unknown(
        "an older version stands beside it, signed too",
        "verdict.ofd-several",
        _entered("</ofd:DocRoot>", "</ofd:DocRoot><ofd:Versions><ofd:Version/></ofd:Versions>"),
    ),
)


@cache
def intact() -> Mapping[str, bytes]:
    """Return files that nobody touched, by what they are; each is signed once."""
    only = lambda **told: package(sealed(told=Description(**told)))  # noqa: E731 - one line each
    old = other.seal(SealMade(version=1))
    new = other.seal(SealMade(version=5))
    return {
        "sealed": package(_good()),
        "sealed by two": package(_joint()),
        "left open for others": package(_open()),
        "SM3 by its name": only(method="SM3"),
        "no leading slash": only(slash=""),
        "no seal beside": only(seal=False),
        "time in fractions": only(time="20260302013000.302Z"),
        "time as people write it": only(time="2026-03-02 09:30:00"),
        "time without a zone": only(time="20260302093000"),
        "holders by digest": package(sealed(use=Use(seal=other.seal(SealMade(digests=True))))),
        "extensions that may be passed over": package(
            sealed(
                use=Use(
                    seal=other.seal(SealMade(extension=other.extension(critical=False))),
                    extension=other.extension(critical=False),
                )
            )
        ),
        "version 1": package(sealed(use=Use(seal=old, version=1))),
        "with a link to click": _acting('<ofd:Action Event="CLICK"><ofd:URI URI="http://x"/></ofd:Action>')(),
        "in a font that it brings": _set_in("<ofd:FontFile>font.ttf</ofd:FontFile>")(),
        "version 5": package(sealed(use=Use(seal=new, version=5))),
        "over the pages' edges": only(
            stamp='<ofd:StampAnnot ID="s" PageRef="1" Boundary="189 100 42 42" Clip="0 0 21 42"/>'
        ),
    }


def parts_of_good() -> Parts:
    """Return the parts of a sealed document."""
    return dict(_good())
