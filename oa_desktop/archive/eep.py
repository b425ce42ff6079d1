"""电子文件封装包: an item with its bytes in one XML, as DA/T 48-2009 packages are written (secondary source).

The two signatures are the machine's own, by SM2: nobody has certified its key, and the package says so. What is signed
stands in the file byte for byte, so that a reader needs no canonical form of XML.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from oa_desktop.archive.entities import entities
from oa_desktop.archive.explaining import EXPLANATION, Telling
from oa_desktop.archive.writing import Folder, NewDigest, side_by_side, together
from oa_desktop.domain.archives.elements import DECLARATION, element, start
from oa_desktop.domain.archives.metadata import FileSaid
from oa_desktop.office.archiving.packing import CONTENT, Package, PackedItem
from oa_desktop.office.archiving.registration import REGISTRATION_FORM

NAMESPACE: Final = "http://www.saac.gov.cn/standards/ERM/encapsulation"
REGISTER: Final = "归档登记.jsonl"
"""The journals of unit and register, sealed over every other file of a package."""
VERIFIER: Final = "核验程序.py"
SIGNED, SIGNATURES, SIGNATURE, LOCK = "被签名对象", "电子签名块", "电子签名", "锁定签名"
RULE: Final = (
    "对本文件中从“<{name}”到“</{name}>”的原样字节（UTF-8）计算SM3摘要，"
    "取64位小写十六进制文字，用本机密钥做SM2签名（DER）"
)
"""签名规则; both signatures are made so."""
_FORMAT: Final = "本封装包的元素名称和层次参照DA/T 48-2009《基于XML的电子文件封装规范》，据二手资料编写"
_ORIGINAL: Final = "原始型封装包，封装后没有修改过"


class _Frame(NamedTuple):
    """What stands around the three regions of a package; nobody has signed it, so it is always the same."""

    begins: str = (
        f'{DECLARATION}<电子文件封装包 xmlns="{NAMESPACE}">\n'
        f"{element('封装包格式描述', _FORMAT)}{element('版本', '2009')}"
    )
    between: str = f"\n<{SIGNATURES}>\n"
    behind: str = f"\n</{SIGNATURES}>\n"
    ends: str = "\n</电子文件封装包>\n"


FRAME: Final = _Frame()
_LINE: Final = 57
_PIECE: Final = _LINE * 4096
"""Bytes that are written as Base64 at once: whole lines of 76 signs."""
_SIGNS: Final = 76
_LINES: Final = struct.Struct(f"{_SIGNS}s" * 64)
"""Takes lines apart, many at once."""


def write_packages(package: Package, folder: Folder) -> None:
    """Write a package of each item into a folder, with the register and the verifier beside them."""
    told = Telling()

    def write(packed: PackedItem) -> None:
        folder.fill(f"{packed.code}.xml", eep(packed, package, folder.new_sm3))

    side_by_side(write, told.of(package.items()))
    size = sum(one.size for one in folder.sums.values())
    folder.put(EXPLANATION, told.explanation(package, size, VERIFIER))
    put_beside(package, folder, size)
    folder.put(REGISTER, package.seal({name: sums.sm3 for name, sums in folder.sums.items()}))


def put_beside(package: Package, folder: Folder, size: int, inside: str = "") -> None:
    """Write what lies beside items of so many bytes: what their journals name, the form to sign, the verifier."""
    for digest in package.contents:
        folder.put(f"{inside}{CONTENT}{digest}", package.read(digest))
    folder.put(f"{inside}{REGISTRATION_FORM}.pdf", package.registration(size))
    folder.put(f"{inside}{VERIFIER}", package.verifier)


def eep(packed: PackedItem, package: Package, new_sm3: NewDigest) -> Iterator[bytes]:
    """Yield the package of one item, piece by piece."""
    begins, signed = FRAME.begins.encode(), new_sm3()
    pieces = together(itertools.chain((begins,), _signed(packed, package)))
    first = next(pieces)
    signed.update(memoryview(first)[len(begins) :])  # the frame around it nobody signs
    yield first
    for piece in pieces:
        signed.update(piece)
        yield piece
    signature = signature_of(SIGNATURE, _by(package, signed.digest().hex()))
    locked = new_sm3()
    locked.update(signature.encode())
    lock = signature_of(LOCK, _by(package, locked.digest().hex()))
    yield f"{FRAME.between}{signature}{FRAME.behind}{lock}{FRAME.ends}".encode()


def _in_lines(data: bytes) -> bytes:
    """Return bytes as Base64 in lines of 76 signs (RFC 2045), as ``base64.encodebytes`` does, and faster."""
    signs = binascii.b2a_base64(data, newline=False)
    whole = len(signs) // _LINES.size * _LINES.size
    lines = itertools.chain.from_iterable(_LINES.iter_unpack(memoryview(signs)[:whole]))
    rest = (signs[at : at + _SIGNS] for at in range(whole, len(signs), _SIGNS))
    return b"\n".join((*lines, *rest, b""))


def _signed(packed: PackedItem, package: Package) -> Iterator[bytes]:
    """Yield 被签名对象 from its first to its last byte."""
    held = {one.name: one.data for one in packed.files}

    def coded(one: FileSaid) -> Iterator[bytes]:
        yield (
            element("编码描述", "Base64（RFC 2045），原样字节")
            + element("反编码关键字", "base64" + _ending(one.name))
            + element("SM3摘要", one.digest)
            + start("编码数据", 编码数据ID=f"S-{one.name}")
        ).encode()
        data = held[one.name]
        for at in range(0, len(data), _PIECE):
            yield _in_lines(data[at : at + _PIECE])
        yield "</编码数据>\n".encode()

    begins = (
        start(SIGNED, eep版本="2009")
        + "\n"
        + element("封装包类型", "原始型")
        + element("封装包类型描述", _ORIGINAL)
        + element("封装包创建时间", package.time)
        + element("封装包创建单位", package.unit)
        + "<封装内容>\n"
    )
    said = entities(packed.metadata, coded)
    words = itertools.chain((begins,), said, (f"</封装内容>\n</{SIGNED}>",))
    return (one if isinstance(one, bytes) else one.encode() for one in words)


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"-{ending.lower()}" if stem and dot else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """What differs in the two signatures of a package from those of others.

    Attributes:
        time: 签名时间.
        signer: 签名人.
        result: 签名结果, Base64.
        certificate: 证书, Base64: the public key alone.
    """

    time: str
    signer: str
    result: str
    certificate: str


_OPENINGS: Final = {
    SIGNATURE: element("签名标识符", "X001") + element("签名规则", RULE.format(name=SIGNED)),
    LOCK: element("被锁定签名标识符", "X001")
    + element("签名标识符", "X002")
    + element("签名规则", RULE.format(name=SIGNATURE)),
}


def signature_of(name: str, by: SignedBy) -> str:
    """Return 电子签名 or 锁定签名 as it stands in a package."""
    before, behind = _around(name, by.time, by.signer, by.certificate)
    return f"{before}{element('签名结果', by.result)}{behind}"


@lru_cache(maxsize=4)
def _around(name: str, time: str, signer: str, certificate: str) -> tuple[str, str]:
    """Return what stands before and behind the result of a signature: the same in all items of a package."""
    before = f"<{name}>\n{_OPENINGS[name]}{element('签名时间', time)}{element('签名人', signer)}"
    behind = (
        "<证书块>\n"
        + element("证书", certificate)
        + element("证书引证", "这里是公钥，没有证书机构的证书；它由包内办理记录中单位自己的记录登记")
        + "</证书块>\n"
        + element("签名算法标识", "SM2/SM3")
        + f"</{name}>"
    )
    return before, behind


def _by(package: Package, digest: str) -> SignedBy:
    """Return the machine's signature over a digest."""
    return SignedBy(
        time=package.time,
        signer=f"{package.unit}（本机密钥 {package.key}）",
        result=base64.b64encode(package.sign(digest.encode())).decode(),
        certificate=base64.b64encode(package.public_key).decode(),
    )
