"""A second writer of signed OFD, with its own ASN.1 and SM2: certificates, lists of revocations, seals, packages.

It shares no code with the product, so that a mistake which the product's writer and judge have in common shows.
Structures: RFC 5280, GB/T 38540-2020 (v4), GM/T 0031-2014 (v1), GM/T 0031-2025 (v5), GB/T 33190-2016.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.independent import sm2

OFD = "http://www.ofdspec.org/2016"
SM2_SM3, SM3 = "1.2.156.10197.1.501", "1.2.156.10197.1.401"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2036, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n a round red picture"


def sm3(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


# --- ASN.1 DER --------------------------------------------------------------------------------------------------------


def tlv(tag: int, *content: bytes) -> bytes:
    body = b"".join(content)
    size = len(body)
    length = bytes([size]) if size < 0x80 else _long(size)
    return bytes([tag]) + length + body


def _long(size: int) -> bytes:
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def sequence(*parts: bytes) -> bytes:
    return tlv(0x30, *parts)


def integer(number: int) -> bytes:
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *others = map(int, dotted.split("."))
    return tlv(6, *map(_base128, (first * 40 + second, *others)))


def _base128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.insert(0, number & 0x7F | 0x80)
    return bytes(digits)


def bits(data: bytes) -> bytes:
    return tlv(3, b"\0" + data)


def octets(data: bytes) -> bytes:
    return tlv(4, data)


def ia5(text: str) -> bytes:
    return tlv(0x16, text.encode("ascii"))


def utf8(text: str) -> bytes:
    return tlv(0x0C, text.encode())


def general(at: datetime) -> bytes:
    return tlv(0x18, f"{at:%Y%m%d%H%M%SZ}".encode())


def utc(at: datetime) -> bytes:
    return tlv(0x17, f"{at:%y%m%d%H%M%SZ}".encode())


# --- keys, certificates, lists of revocations -------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    secret: int
    public: bytes

    def sign(self, message: bytes) -> bytes:
        return sm2.sign(self.secret, message)


@cache
def key(name: str) -> Key:
    secret = int.from_bytes(hashlib.sha512(name.encode()).digest(), "big") % (sm2.N - 2) + 1
    point = sm2.multiply(secret, sm2.G)
    assert point is not None
    return Key(secret, sm2.SPKI_HEAD + b"".join(one.to_bytes(32, "big") for one in point))


def name(common: str) -> bytes:
    return sequence(
        tlv(0x31, sequence(oid("2.5.4.6"), tlv(0x13, b"CN"))), tlv(0x31, sequence(oid("2.5.4.3"), utf8(common)))
    )


_ALGORITHM = sequence(oid(SM2_SM3))
AUTHORITY_USAGE, SIGNING_USAGE = bytes([1, 0x06]), bytes([6, 0xC0])


def certificate(
    holder: str,
    issuer: str,
    *,
    ca: bool = False,
    since: datetime = BEGAN,
    until: datetime = ENDS,
    serial: int = 0,
    of: str = "",
    by: str = "",
) -> bytes:
    """Return a certificate; ``of`` and ``by`` name the keys where they are not those of holder and issuer."""
    constraints = sequence(tlv(1, b"\xff")) if ca else sequence()
    usage = tlv(3, AUTHORITY_USAGE if ca else SIGNING_USAGE)
    extensions = [
        sequence(oid("2.5.29.19"), tlv(1, b"\xff"), octets(constraints)),
        sequence(oid("2.5.29.15"), tlv(1, b"\xff"), octets(usage)),
    ]
    body = sequence(
        tlv(0xA0, integer(2)),
        integer(serial or int.from_bytes(sm3(holder.encode())[:8], "big")),
        _ALGORITHM,
        name(issuer),
        sequence(utc(since), utc(until)),
        name(holder),
        key(of or holder).public,
        tlv(0xA3, sequence(*extensions)),
    )
    return sequence(body, _ALGORITHM, bits(key(by or issuer).sign(body)))


def revocations(issuer: str, revoked: Mapping[int, datetime], at: datetime, *, by: str = "") -> bytes:
    """Return a list of revoked certificates, by their serials."""
    entries = [sequence(integer(serial), utc(when)) for serial, when in revoked.items()]
    body = sequence(
        integer(1),
        _ALGORITHM,
        name(issuer),
        utc(at),
        utc(at + timedelta(days=90)),
        *([sequence(*entries)] if entries else []),
        tlv(0xA0, sequence(sequence(oid("2.5.29.20"), octets(integer(1))))),
    )
    return sequence(body, _ALGORITHM, bits(key(by or issuer).sign(body)))


def serial_of(holder: str) -> int:
    return int.from_bytes(sm3(holder.encode())[:8], "big")


ROOT, MAKER, OFFICE = "清江省政务根", "清江省公章制发中心", "清源县人民政府"


@cache
def root() -> bytes:
    return certificate(ROOT, ROOT, ca=True)


@cache
def maker() -> bytes:
    return certificate(MAKER, ROOT)


@cache
def office(holder: str = OFFICE) -> bytes:
    return certificate(holder, ROOT)


@cache
def nobody_revoked() -> bytes:
    return revocations(ROOT, {}, NOW + timedelta(days=10))


# --- seals and their values -------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SealMade:
    """What a seal is to say; everything may be otherwise than it should be."""

    version: int = 4
    id: str = "33000000000001"
    name: str = OFFICE
    holders: tuple[bytes, ...] = ()
    digests: bool = False
    created: datetime = BEGAN
    since: datetime = BEGAN
    until: datetime = ENDS
    picture: bytes = PICTURE
    maker: bytes = b""
    by: str = MAKER
    extension: bytes = b""


def extension(*, critical: bool) -> bytes:
    """Return an extension that nobody knows (ExtData)."""
    return sequence(oid("2.25.7"), *([tlv(1, b"\xff")] if critical else []), octets(b"\5\0"))


def seal(made: SealMade = SealMade()) -> bytes:
    info = _seal_info(made)
    certified = made.maker or maker()
    if made.version == 1:
        signed = sequence(info, octets(certified), oid(SM2_SM3))
        return sequence(info, sequence(octets(certified), oid(SM2_SM3), bits(key(made.by).sign(signed))))
    return sequence(info, octets(certified), oid(SM2_SM3), bits(key(made.by).sign(info)))


def _seal_info(made: SealMade) -> bytes:
    holders = made.holders or (office(),)
    if made.version == 1:
        kept = [sequence(*map(octets, holders))]
    elif made.digests:
        kept = [integer(2), sequence(*(sequence(tlv(0x13, b"SM3"), octets(sm3(one))) for one in holders))]
    else:
        kept = [integer(1), sequence(*map(octets, holders))]
    moment = utc if made.version == 1 else general
    times = map(moment, (made.created, made.since, made.until))
    return sequence(
        sequence(ia5("ES"), integer(made.version), ia5("other")),
        ia5(made.id),
        sequence(integer(1), utf8(made.name), *kept, *times),
        sequence(ia5("PNG"), octets(made.picture), integer(42), integer(42)),
        *([sequence(made.extension)] if made.extension else []),
    )


@dataclass(frozen=True, kw_only=True)
class Use:
    """How a seal is used."""

    seal: bytes = b""
    holder: bytes = b""
    by: str = OFFICE
    at: datetime = NOW
    version: int = 4
    algorithm: str = SM2_SM3
    time_stamp: bytes = b""
    extension: bytes = b""


def time_stamp() -> bytes:
    """The outside of a time stamp (RFC 5652 3); nothing of it is proved by anybody."""
    return sequence(oid("1.2.840.113549.1.7.2"), tlv(0xA0, sequence(integer(3))))


def value(digest: bytes, subject: str, use: Use = Use()) -> bytes:
    sealed, holder = use.seal or seal(), use.holder or office()
    if use.version == 1:
        body = sequence(
            integer(1),
            sealed,
            bits(general(use.at)),
            bits(digest),
            ia5(subject),
            octets(holder),
            oid(use.algorithm),
        )
        return sequence(body, bits(key(use.by).sign(body)))
    more = [tlv(0xA0, sequence(use.extension))] if use.extension else []
    body = sequence(integer(use.version), sealed, general(use.at), bits(digest), ia5(subject), *more)
    stamped = [tlv(0xA0, bits(use.time_stamp))] if use.time_stamp else []
    return sequence(body, octets(holder), oid(use.algorithm), bits(key(use.by).sign(body)), *stamped)


# --- packages ---------------------------------------------------------------------------------------------------------

Parts = dict[str, bytes]
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LIST = "Doc_0/Signs/Signatures.xml"


def xml(body: str) -> bytes:
    return (_HEAD + body.replace(">", f' xmlns:ofd="{OFD}">', 1)).encode()


def pages(text: str = "经研究，同意拨付十八万元。") -> Parts:
    """Return the parts of a small document with a template, tags and an attachment."""
    return {
        "OFD.xml": xml(
            '<ofd:OFD DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef'
            "</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            f"<ofd:Signatures>/{LIST}</ofd:Signatures></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": xml(
            "<ofd:Document><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>"
            'DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
            '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
            "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
            "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>"
        ),
        "Doc_0/PublicRes.xml": xml('<ofd:Res BaseLoc="Res"><ofd:Fonts/></ofd:Res>'),
        "Doc_0/DocumentRes.xml": xml(
            '<ofd:Res BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>late.png'
            "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
        ),
        "Doc_0/Tpls/Tpl_0/Content.xml": xml('<ofd:Page><ofd:Content><ofd:Layer ID="5"/></ofd:Content></ofd:Page>'),
        "Doc_0/Pages/Page_0/Content.xml": xml(
            '<ofd:Page><ofd:Template TemplateID="2"/><ofd:Content><ofd:Layer ID="3" Type="Body"><ofd:TextObject ID="4"'
            ' Boundary="28 40 156 10" Font="7" Size="5.6"><ofd:TextCode X="0" Y="5">'
            f"{text}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"
        ),
        "Doc_0/Tags/CustomTags.xml": xml("<ofd:CustomTags></ofd:CustomTags>"),
    }


def listing(count: int) -> bytes:
    lines = "".join(
        f'<ofd:Signature ID="{one + 1}" Type="Seal" BaseLoc="Sign_{one}/Signature.xml"/>' for one in range(count)
    )
    return xml(f"<ofd:Signatures><ofd:MaxSignId>{count}</ofd:MaxSignId>{lines}</ofd:Signatures>")


@dataclass(frozen=True, kw_only=True)
class Description:
    """How Signature.xml describes a signature."""

    method: str = SM3
    time: str = "20260302013000Z"
    stamp: str = '<ofd:StampAnnot ID="s1" PageRef="1" Boundary="118 178 42 42"/>'
    slash: str = "/"
    seal: bool = True
    left_out: Sequence[str] = ()


def described(parts: Mapping[str, bytes], told: Description) -> bytes:
    lines = "".join(
        f'<ofd:Reference FileRef="{told.slash}{part}"><ofd:CheckValue>{base64.b64encode(sm3(data)).decode()}'
        "</ofd:CheckValue></ofd:Reference>"
        for part, data in parts.items()
        if part not in told.left_out
    )
    beside = "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>" if told.seal else ""
    return xml(
        '<ofd:Signature><ofd:SignedInfo><ofd:Provider ProviderName="other"/>'
        f"<ofd:SignatureMethod>{SM2_SM3}</ofd:SignatureMethod><ofd:SignatureDateTime>{told.time}"
        f'</ofd:SignatureDateTime><ofd:References CheckMethod="{told.method}">{lines}</ofd:References>'
        f"{told.stamp}{beside}</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    )


def sealed(
    parts: Mapping[str, bytes] | None = None,
    use: Use = Use(),
    told: Description = Description(),
    *,
    last: bool = True,
    subject: str = "",
) -> Parts:
    """Return the parts of a document with one more signature; the last one covers the list."""
    made: Parts = dict(parts or pages())
    number = sum(part.endswith("/SignedValue.dat") for part in made)
    folder = f"Doc_0/Signs/Sign_{number}"
    made[LIST] = listing(number + 1)
    if told.seal:
        made[f"{folder}/Seal.esl"] = use.seal or seal()
    covered = {part: data for part, data in made.items() if last or part != LIST}
    description = described(covered, told)
    made[f"{folder}/Signature.xml"] = description
    made[f"{folder}/SignedValue.dat"] = value(sm3(description), subject or f"/{folder}/Signature.xml", use)
    return made


def package(parts: Mapping[str, bytes] | Sequence[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of parts, also of several that bear one name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, data in parts.items() if isinstance(parts, Mapping) else parts:
            entry = zipfile.ZipInfo(part)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()
