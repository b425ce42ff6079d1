"""Bombs that come by disc: journals, exchange packages and lists of backups that cost a careless reader everything.

They are thrown inside a confined process, so that its limits of memory and time are the judges.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.journal_file import Preamble, read_journal_file
from oa_desktop.domain.realms import Realm
from oa_desktop.security import sealing, sm3
from oa_desktop.security.sm2_encryption import encrypt
from oa_desktop.storage import manifest
from oa_desktop.storage.cipher import Cipher
from oa_desktop.sync.package_file import PackageFiles
from tests.fakes.packages import CRYPTO, FILES, MACHINE, ORDER, TOWN, opener_of, package

Bomb = Callable[[], bytes]
MILLION = 1_000_000


def keys(count: int) -> bytes:
    return b"{" + b",".join(b'"k%d":1' % number for number in range(count)) + b"}"


JSON: Mapping[str, Bomb] = {
    "lists in lists": lambda: b"[" * 300_000,
    "things in things": lambda: b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
    "a number of a million digits": lambda: b"9" * MILLION,
    "a number among others": lambda: b'{"format":' + b"9" * 4_000 + b"}",
    "two hundred thousand keys": lambda: keys(200_000),
    "one key twice": lambda: b'{"magic":1,"magic":2}',
    "a text of ten megabytes": lambda: b'"' + b"x" * 10 * MILLION + b'"',
    "signs written out": lambda: b'"' + b"\\u0041" * 300_000 + b'"',
    "half a sign": lambda: b'{"magic":"\\ud800"}',
    "a fraction": lambda: b'{"format":1e400}',
    "zeros": lambda: bytes(10 * MILLION),
    "line ends": lambda: b"\n" * (10 * MILLION),
    "nothing": bytes,
}


def _journal(*lines: bytes) -> bytes:
    preamble = Preamble(realm=Realm.DEMONSTRATION, unit=TOWN, heads=())
    return b"\n".join((canonical.encode(codec.to_json(preamble)), *lines))


def _as_an_entry(bomb: Bomb) -> Bomb:
    return lambda: _journal(bomb(), b"")


def _outside(bomb: Bomb) -> Bomb:
    return lambda: bomb() + b"\n{}\n"


def _inside(bomb: Bomb) -> Bomb:
    return lambda: lying_package(bomb() + b"\n")


def _in_a_list(bomb: Bomb) -> Bomb:
    return lambda: b'{"digest":"","manifest":' + bomb() + b"}"


JOURNALS: Mapping[str, Bomb] = {
    **JSON,
    "lines without end": lambda: _journal(b"\n" * (60 * MILLION)),
    **{f"an entry: {name}": _as_an_entry(bomb) for name, bomb in JSON.items()},
}


class _Lying:
    """A sealer that puts another list into a package than the one of its parts."""

    def __init__(self, plain: bytes) -> None:
        self.plain = plain

    def seal(self, _stream: io.BytesIO, sink: io.BytesIO, key: bytes, randbytes: Callable[[int], bytes]) -> None:
        sealing.seal(io.BytesIO(self.plain), sink, key, randbytes)

    def __getattr__(self, name: str) -> object:
        return getattr(sealing, name)


def lying_package(plain: bytes) -> bytes:
    """A package, rightly signed by a unit that is known, with whatever that unit wanted inside."""
    return PackageFiles(CRYPTO, _Lying(plain), encrypt, os.urandom).make(replace(ORDER), MACHINE)  # type: ignore[arg-type]


def listed(*parts: tuple[str, int]) -> bytes:
    digest = sm3.digest(b"")
    told = [{"digest": digest, "name": name, "size": size} for name, size in parts]
    return json.dumps({"parts": told}, sort_keys=True, separators=(",", ":")).encode() + b"\n"


PACKAGES: Mapping[str, Bomb] = {
    **JSON,
    **{f"outside: {name}": _outside(bomb) for name, bomb in JSON.items()},
    **{f"inside: {name}": _inside(bomb) for name, bomb in JSON.items()},
    "a hundred thousand parts of nothing": lambda: lying_package(listed(*((str(n), 0) for n in range(100_000)))),
    "a part that is less than nothing": lambda: lying_package(listed(("a", 5), ("b", -5))),
    "parts that overlap": lambda: lying_package(listed(("a", 10), ("b", -5)) + b"12345"),
    "a part of all the world": lambda: lying_package(listed(("a", 2**62))),
    "one name twice": lambda: lying_package(listed(("a", 0), ("a", 0))),
    "a package in a package": lambda: lying_package(package()),
}
LISTS: Mapping[str, Bomb] = {
    **JSON,
    **{f"in the list: {name}": _in_a_list(bomb) for name, bomb in JSON.items()},
}


def _opened(data: bytes) -> None:
    FILES.look(data)
    FILES.open(data, TOWN, opener_of(TOWN), MACHINE.public_key)


def _listed(data: bytes) -> None:
    cipher = Cipher(sealer=sealing, digests=sm3, randbytes=os.urandom)
    manifest.decode(cipher, data, Realm.DEMONSTRATION)


ENTRANCES: Mapping[str, tuple[Mapping[str, Bomb], Callable[[bytes], object]]] = {
    "办理记录": (JOURNALS, read_journal_file),
    "交换包": (PACKAGES, _opened),
    "备份清单": (LISTS, _listed),
}


def throw(entrance: str, name: str) -> str:
    """Throw one bomb in this process, and return the code of the refusal; whatever else is raised goes up."""
    kinds, read = ENTRANCES[entrance]
    try:
        read(kinds[name]())
    except OfficeError as error:
        return error.code
    return "read"
