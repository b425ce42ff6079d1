"""Looking for canaries in every file below a folder, however they may be written there."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MARK = "犇骉猋"
"""Three characters that nobody writes; every canary begins with them, so that finding one way finds all."""
LARGEST_INFLATED = 4_000_000
_PACKED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")


@dataclass(frozen=True)
class Leak:
    """A canary that lies open."""

    file: str
    written: str


@cache
def spellings() -> dict[str, bytes]:
    """The mark in every way in which a program may write it."""
    plain = {name: MARK.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030")}
    units = [f"{ord(character):x}" for character in MARK]
    return {
        **plain,
        **{f"{name} base64 {at}": _base64(data, at) for name, data in plain.items() for at in range(3)},
        **{f"{name} hex": binascii.hexlify(data) for name, data in plain.items()},
        **{f"{name} HEX": binascii.hexlify(data).upper() for name, data in plain.items()},
        "json": "".join(f"\\u{unit}" for unit in units).encode(),
        "ini": "".join(f"\\x{unit}" for unit in units).encode(),
        "xml": "".join(f"&#{ord(character)};" for character in MARK).encode(),
        "xml hex": "".join(f"&#x{unit};" for unit in units).encode(),
        "percent": "".join(f"%{byte:02X}" for byte in MARK.encode()).encode(),
        "quoted": "".join(f"={byte:02X}" for byte in MARK.encode()).encode(),
        "octal": "".join(f"\\{byte:03o}" for byte in MARK.encode()).encode(),
        "bytes": "".join(f"\\x{byte:02x}" for byte in MARK.encode()).encode(),
    }


def _base64(data: bytes, at: int) -> bytes:
    """What is the same of the base 64 of some bytes wherever they stand in a stream; UTF-7 writes UTF-16 so, too."""
    whole = base64.b64encode(b"\0" * at + data).rstrip(b"=")
    skipped = (0, 2, 3)[at]
    return whole[skipped : len(whole) - (1 if (len(data) + at) % 3 else 0)]


def leaks(*folders: Path) -> list[Leak]:
    """Every file in which a canary lies open, in its name, in its bytes, or in what is packed in it."""
    return [leak for folder in folders for path in sorted(folder.rglob("*")) for leak in _leaks_of(path, folder)]


def _leaks_of(path: Path, folder: Path) -> Iterator[Leak]:
    name = path.relative_to(folder).as_posix()
    yield from (Leak(name, f"name {way}") for way in written_in(str(name).encode()))
    if path.is_file() and not path.is_symlink():
        data = path.read_bytes()
        for number, piece in enumerate((data, *unpacked(data))):
            yield from (Leak(name, f"packed {way}" if number else way) for way in written_in(piece))


def written_in(data: bytes) -> Iterator[str]:
    """The ways in which the mark stands in some bytes."""
    return (way for way, spelling in spellings().items() if spelling in data)


def unpacked(data: bytes) -> Iterator[bytes]:
    """What comes out of every packed stream that may begin anywhere in some bytes, and out of parts of a ZIP."""
    for start in _PACKED:
        place = data.find(start)
        while place >= 0:
            yield from _inflated(data, place, zlib.MAX_WBITS | 32)
            place = data.find(start, place + 1)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from (package.read(part)[:LARGEST_INFLATED] for part in package.namelist())


def _inflated(data: bytes, place: int, bits: int) -> Iterator[bytes]:
    try:
        found = zlib.decompressobj(bits).decompress(data[place:], LARGEST_INFLATED)
    except zlib.error:
        return
    if len(found) >= 9:
        yield found
