#!/usr/bin/env python3
"""第二核验程序: verify what oa-desktop signed, without oa-desktop.

One file, Python 3.11 or newer, the standard library alone, and no line shared with the program itself: whoever does
not trust the program's own ``verify``, or no longer has it, checks by this. It is written to be read.

    python verify.py FILE [--trust DIR]

FILE is a file of journals (办理记录, ``.jsonl``), a folder or zip in which one lies beside what it records (归档件,
核验包), an exchange package (交换包), the folder of a backup (备份), or a sealed OFD or PDF. DIR holds the certificates
that are trusted outright, and lists of revoked ones. Exit code: 0 intact, 1 altered or invalid (each place is named),
2 nothing to verify (a device, a pipe), 3 the disk does not give it, or the folder of trust is
not as it should be, 4 intact, but something cannot be decided with what
is here.

Chapters: digests and signatures (GB/T 32905, GB/T 32918) · the form of an entry · the order of a journal · the unit
that its own journal makes (people, posts, roles, keys) · the checks · bytes of files · files of journals · what lies
beside them · exchange packages · backups · DER and certificates (RFC 5280) · seals (GB/T 38540, GM/T 0031) · signed OFD
(GB/T 33190) · signed PDF (ISO 32000-1, ETSI EN 319 142-1) · the command line. Each chapter begins with a line of
``===``, its parts with one of ``---``.
"""

from __future__ import annotations

import argparse
import base64
import functools
import hashlib
import heapq
import io
import itertools
import json
import math
import posixpath
import re
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.parsers import expat

INTACT, ALTERED, NOTHING, UNREADABLE, UNDECIDED = 0, 1, 2, 3, 4


# === digests and signatures ===========================================================================================


def _rotated(word: int, by: int) -> int:
    return (word << by % 32 | word >> (32 - by % 32)) & 0xFFFFFFFF


def sm3_by_hand(data: bytes) -> bytes:
    """Return the SM3 digest (GB/T 32905-2016), for a Python whose OpenSSL lacks it: 0.1 MB/s."""
    state = [
        0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
    ]  # fmt: skip
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        state = [old ^ new for old, new in zip(state, _compressed(state, padded[start : start + 64]), strict=True)]
    return b"".join(word.to_bytes(4, "big") for word in state)


def _compressed(state: Sequence[int], block: bytes) -> list[int]:
    words = [int.from_bytes(block[place : place + 4], "big") for place in range(0, 64, 4)]
    for place in range(16, 68):
        mixed = words[place - 16] ^ words[place - 9] ^ _rotated(words[place - 3], 15)
        mixed ^= _rotated(mixed, 15) ^ _rotated(mixed, 23)
        words.append(mixed ^ _rotated(words[place - 13], 7) ^ words[place - 6])
    a, b, c, d, e, f, g, h = state
    for turn in range(64):
        constant = 0x79CC4519 if turn < 16 else 0x7A879D8A
        first = _rotated(_rotated(a, 12) + e + _rotated(constant, turn) & 0xFFFFFFFF, 7)
        one = a ^ b ^ c if turn < 16 else a & b | a & c | b & c
        two = e ^ f ^ g if turn < 16 else e & f | ~e & g
        left = one + d + (first ^ _rotated(a, 12)) + (words[turn] ^ words[turn + 4]) & 0xFFFFFFFF
        right = two + h + first + words[turn] & 0xFFFFFFFF
        a, b, c, d = left, a, _rotated(b, 9), c
        e, f, g, h = right ^ _rotated(right, 9) ^ _rotated(right, 17), e, _rotated(f, 19), g
    return [a, b, c, d, e, f, g, h]


def sm3(data: bytes) -> bytes:
    """Return the SM3 digest, 32 bytes."""
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:
        return sm3_by_hand(data)


def hex_sm3(data: bytes) -> str:
    """Return the SM3 digest as entries name it."""
    return sm3(data).hex()


def hex_of(pieces: Iterable[bytes], name: str = "sm3") -> str:
    """Return the digest of pieces, one after the other; all of them are held at once only where SM3 is by hand."""
    try:
        running = hashlib.new(name)
    except ValueError:
        return hex_sm3(b"".join(pieces))
    for piece in pieces:
        running.update(piece)
    return running.hexdigest()


@dataclass(frozen=True)
class Curve:
    """A curve y² = x³ − 3x + b over the numbers modulo p, whose point g has the order n."""

    p: int
    b: int
    n: int
    g: tuple[int, int]

    def has(self, x: int, y: int) -> bool:
        """Whether a point lies on it."""
        return 0 <= x < self.p and 0 <= y < self.p and not (y * y - x * x * x + 3 * x - self.b) % self.p


SM2 = Curve(
    0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF,
    0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93,
    0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123,
    (
        0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
        0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
    ),
)
P256 = Curve(
    0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
    0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    (
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    ),
)
"""GB/T 32918.5-2017."""
USER_ID = b"1234567812345678"
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
"""What stands before the 65 bytes of an SM2 point in a public key of 91 bytes."""
P256_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
"""The same for a point of P-256."""

Point = tuple[int, int, int]
"""Jacobian: (X, Y, Z) is the point (X/Z², Y/Z³); Z = 0 is the point at infinity."""


def _doubled(point: Point, p: int) -> Point:
    x, y, z = point
    if not y or not z:
        return 1, 1, 0
    square, zz = y * y % p, z * z % p
    s = 4 * x * square % p
    m = 3 * (x - zz) * (x + zz) % p
    new = (m * m - 2 * s) % p
    return new, (m * (s - new) - 8 * square * square) % p, 2 * y * z % p


def _added(one: Point, other: Point, p: int) -> Point:
    (x1, y1, z1), (x2, y2, z2) = one, other
    if not z1 or not z2:
        return other if not z1 else one
    zz1, zz2 = z1 * z1 % p, z2 * z2 % p
    u1, u2 = x1 * zz2 % p, x2 * zz1 % p
    s1, s2 = y1 * zz2 * z2 % p, y2 * zz1 * z1 % p
    if u1 == u2:
        return _doubled(one, p) if s1 == s2 else (1, 1, 0)
    h, r = u2 - u1, s2 - s1
    hh = h * h % p
    hhh, v = h * hh % p, u1 * hh % p
    new = (r * r - hhh - 2 * v) % p
    return new, (r * (v - new) - s1 * hhh) % p, z1 * z2 * h % p


def _sum_of_products(s: int, t: int, public: Point, curve: Curve) -> int | None:
    """Return the x of s·g + t·public, None at infinity; s and t are smaller than 2 to the power of the curve's size."""
    base, p = (*curve.g, 1), curve.p
    table = {(1, 0): base, (0, 1): public, (1, 1): _added(base, public, p)}
    total: Point = (1, 1, 0)
    for place in range(curve.n.bit_length() - 1, -1, -1):
        total = _doubled(total, p)
        bits = s >> place & 1, t >> place & 1
        total = _added(total, table[bits], p) if any(bits) else total
    return total[0] * pow(total[2], -2, p) % p if total[2] else None


def der_pair(signature: bytes, n: int = SM2.n) -> tuple[int, int] | None:
    """Return r and s of a signature in its one strict DER form; None for any other bytes."""
    numbers, rest = [], signature[2:]
    if len(signature) < 2 or signature[0] != 0x30 or signature[1] != len(rest) or signature[1] > 127:
        return None
    for _ in range(2):
        if len(rest) < 3 or rest[0] != 2 or len(rest) < 2 + rest[1]:
            return None
        body, rest = rest[2 : 2 + rest[1]], rest[2 + rest[1] :]
        number = int.from_bytes(body, "big", signed=True)
        if len(body) != number.bit_length() // 8 + 1 or not 1 <= number < n:
            return None
        numbers.append(number)
    return None if rest else (numbers[0], numbers[1])


def _point(public: bytes, head: bytes, curve: Curve) -> tuple[int, int] | None:
    """Return the point of a public key (65 bytes, or with its head before them), None where it is none of a curve."""
    point = public.removeprefix(head)
    if len(point) != 65 or point[0] != 4:
        return None
    x, y = int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:], "big")
    return (x, y) if curve.has(x, y) else None


@functools.lru_cache(maxsize=4096)
def sm2_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is that of a public key (65-byte point, or 91 bytes with its head) over a message.

    GB/T 32918.2-2016 chapter 7, with the user id that everybody uses (GM/T 0009-2012 chapter 10).
    """
    pair, point = der_pair(signature), _point(public, SPKI, SM2)
    if pair is None or point is None:
        return False
    r, s = pair
    t = (r + s) % SM2.n
    found = _sum_of_products(s, t, (*point, 1), SM2) if t else None
    if found is None:
        return False
    numbers = b"".join(number.to_bytes(32, "big") for number in (SM2.p - 3, SM2.b, *SM2.g, *point))
    za = sm3((8 * len(USER_ID)).to_bytes(2, "big") + USER_ID + numbers)
    e = int.from_bytes(sm3(za + message), "big")
    return (e + found) % SM2.n == r


def ecdsa_holds(
    point: tuple[int, int], digest: bytes, signature: bytes, curve: Curve = P256, *, low: bool = False
) -> bool:
    """Whether an ECDSA signature is that of a point, which lies on its curve, over a digest (FIPS 186-4, 6.4).

    Args:
        point: The public key.
        digest: Of the message.
        signature: Strict DER.
        curve: Which.
        low: Whether s has to be the smaller one of the two that hold, so that a signature has one form alone.
    """
    pair = der_pair(signature, curve.n)
    if pair is None or (low and pair[1] > curve.n // 2):
        return False
    r, s = pair
    e = int.from_bytes(digest, "big") >> max(8 * len(digest) - curve.n.bit_length(), 0)
    w = pow(s, -1, curve.n)
    found = _sum_of_products(e * w % curve.n, r * w % curve.n, (*point, 1), curve)
    return found is not None and found % curve.n == r


def key_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an enrolled key signed a message: SM2 over SM3, or a token's ECDSA on P-256 over SHA-256."""
    if not public.startswith(P256_SPKI):
        return sm2_holds(public, message, signature)
    point = _point(public, P256_SPKI, P256)
    return point is not None and ecdsa_holds(point, hashlib.sha256(message).digest(), signature, low=True)


def algorithm_of(public: str) -> str:
    """Return how an entry names what a key signs by."""
    return "ECDSA-P256-SHA256" if bytes.fromhex(public).startswith(P256_SPKI) else "SM2"


# === the form of an entry =============================================================================================


class Bad(ValueError):
    """Bytes are not what they should be."""


def strict_json(data: bytes) -> Any:
    """Return the value of JSON bytes: UTF-8, no key twice, no floating point, no half characters."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(found)
        if len(value) != len(found):
            raise Bad("a key stands twice")
        return value

    def number(text: str) -> Any:
        raise Bad(text)

    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=pairs, parse_float=number, parse_constant=number)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Bad(str(error)) from error
    return value


Shape = Callable[[Any], bool]
"""Whether a JSON value has the shape that a field must have."""


def a(kind: type) -> Shape:
    """Return the shape of a plain value: of this very type, so that a flag is no number."""
    return lambda value: type(value) is kind


def one_of(*values: Any) -> Shape:
    """Return the shape of one of some values, all of one type."""
    return lambda value: type(value) is type(values[0]) and value in values


def listed(shape: Shape) -> Shape:
    """Return the shape of a list of values of one shape."""
    return lambda value: type(value) is list and all(map(shape, value))


def maybe(shape: Shape) -> Shape:
    """Return the shape of a value that may be missing."""
    return lambda value: value is None or shape(value)


def record(needed: Mapping[str, Shape], further: Mapping[str, Shape] | None = None) -> Shape:
    """Return the shape of an object that has all of the needed fields, perhaps further ones, and no others."""
    fields = {**needed, **(further or {})}

    def fits(value: Any) -> bool:
        return (
            type(value) is dict
            and needed.keys() <= value.keys() <= fields.keys()
            and all(fields[name](one) for name, one in value.items())
        )

    return fits


TEXT, NUMBER, FLAG = a(str), a(int), a(bool)
GRADE = one_of("非涉密", "秘密", "机密")
HEAD = record({"device": TEXT, "seq": NUMBER, "digest": TEXT})
ENTRY = record(
    {
        "realm": one_of("official", "demonstration", "training"),
        **dict.fromkeys(("unit", "journal", "id", "device", "act", "kind", "claimed_time", "time_source", "key"), TEXT),
        "seq": NUMBER,
        "version": NUMBER,
        "actor": record(
            {"kind": one_of("person", "simulated", "program")}, dict.fromkeys(("person", "post", "delegation"), TEXT)
        ),
    },
    {
        "merges": FLAG,
        "prev": TEXT,
        "basis": listed(HEAD),
        "organisation": listed(HEAD),
        "payload": a(dict),
        "source": TEXT,
        "rendering": TEXT,
        "attachments": listed(TEXT),
        "algorithms": record({}, {"digest": TEXT, "signature": TEXT}),
        "format": one_of(1),
    },
)
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
Place = tuple[str, int]
"""A device and a place in its chain, from 1."""


@dataclass(eq=False)
class Entry:
    """One entry of a journal, read from its signed bytes."""

    signed: bytes
    signature: bytes
    digest: str
    value: dict[str, Any]
    journal: str = ""
    unit: str = ""
    id: str = ""
    place: Place = ("", 0)

    def __post_init__(self) -> None:
        value = self.value
        self.journal, self.unit, self.id = value["journal"], value["unit"], value["id"]
        self.place = value["device"], value["seq"]

    def __getattr__(self, name: str) -> Any:
        """Return a field of the entry, or what it is when it is not written."""
        try:
            return self.value[name] if name in self.value else _USUAL[name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str) -> str:
        """Return a field of who acted."""
        return str(self.value["actor"].get(name, ""))

    def heads(self, name: str) -> list[tuple[Place, str]]:
        """Return the heads that a field names: of this journal (basis) or of the unit's (organisation)."""
        return [((one["device"], one["seq"]), one["digest"]) for one in getattr(self, name)]


_USUAL: dict[str, Any] = {
    "prev": "", "basis": (), "organisation": (), "payload": {}, "source": "", "rendering": "", "attachments": (),
}  # fmt: skip


def read_entry(signed: bytes, signature: bytes, digest: str) -> Entry:
    """Return the entry that bytes are.

    Raises:
        Bad: They are none.
    """
    value = strict_json(signed)
    if not ENTRY(value) or not 1 <= value["seq"] <= 2**53 or not TIME.fullmatch(value["claimed_time"]):
        raise Bad("no entry")
    try:
        datetime.fromisoformat(value["claimed_time"])
    except ValueError as error:
        raise Bad("no time") from error
    return Entry(signed, signature, digest, value)


# --- what the acts say that checking needs ---------------------------------------------------------------------------

ROLES = (
    "拟稿", "部门审核", "核稿", "签发", "复核", "登记编号", "印制用印", "核发", "归档",
    "系统管理员", "安全保密管理员", "安全审计员", "手工编号", "代设委托",
)  # fmt: skip
HANDLERS = frozenset(ROLES[:9])
ADMINISTRATORS = frozenset(ROLES[9:12])
DELEGATING = frozenset({"安全保密管理员", "代设委托"})
SECRECY = one_of(0, 1, 2, 3, 4)
FILE = record({"name": TEXT, "size": NUMBER, "digest": TEXT})
SAID = {
    "task": TEXT,
    "seen": maybe(record({}, {"revision": NUMBER, "page": TEXT, "attachments": listed(FILE)})),
    "ink": TEXT,
    "opinion": TEXT,
    "circled": FLAG,
}
PARTICULARS = record(
    {},
    {
        **dict.fromkeys(
            ("title", "kind", "document_number", "organ", "recipients", "urgency", "classification", "publicity"), TEXT
        ),
        "secrecy": SECRECY,
        "names_signers": FLAG,
    },
)
FOUNDER = record(
    {
        **dict.fromkeys(("person", "name", "account", "public_key", "post", "title"), TEXT),
        "roles": listed(one_of(*ROLES)),
    },
    {"rank": NUMBER},
)
DELEGATION = (
    {"delegate": TEXT, "until": TEXT},
    {
        **dict.fromkeys(("since", "reason", "delegation"), TEXT),
        "roles": listed(one_of(*ROLES)),
        "kinds": listed(TEXT),
        "acts": listed(TEXT),
    },
)
IN_DOSSIER, IN_REGISTER = ("dossier", "source", "rendering"), ("code", "year", "series")
"""Fields of an act that its entry says by its journal or its own fields, and that its payload leaves out."""
PAYLOADS: dict[str, tuple[dict[str, Shape], dict[str, Shape]]] = {
    "found": (
        {
            **dict.fromkeys(("name", "machine_key", "department", "department_name"), TEXT),
            "grade": GRADE,
            "founders": listed(FOUNDER),
        },
        {},
    ),
    "admit-unit": (dict.fromkeys(("unit", "name", "founding"), TEXT), {}),
    "enrol-person": (
        dict.fromkeys(("person", "name", "account", "public_key", "post", "department", "title"), TEXT),
        {"rank": NUMBER},
    ),
    "amend-person": (
        dict.fromkeys(("person", "name", "post", "department", "title"), TEXT),
        {"rank": NUMBER},
    ),
    "grant": ({"post": TEXT, "roles": listed(one_of(*ROLES))}, {"clearance": SECRECY, "reason": TEXT}),
    "renew-key": (dict.fromkeys(("person", "reason"), TEXT), {"public_key": TEXT}),
    "confirm": ({"asked": TEXT}, {"digest": TEXT, "public_key": TEXT}),
    "decline": ({"asked": TEXT}, {"digest": TEXT, "reason": TEXT}),
    "withdraw": ({"asked": TEXT}, {"digest": TEXT, "reason": TEXT}),
    "answer-second": (
        {},
        {
            **SAID,
            **dict.fromkeys(("dossier", "source", "asked", "digest", "reason"), TEXT),
            "word": one_of("确认", "不予确认", "撤销申请"),
        },
    ),
    "enrol-recovery": ({"public_key": TEXT}, {"reason": TEXT}),
    "adjust-audit": ({"name": TEXT, "value": NUMBER, "reason": TEXT}, {}),
    "enrol-desk": (dict.fromkeys(("name", "machine_key"), TEXT), {}),
    "name-token-library": ({"module": TEXT}, {"label": TEXT, "sm2_mechanism": NUMBER, "reason": TEXT}),
    "found-authority": ({"facts": a(dict), "attachments": listed(FILE), "keepers": listed(TEXT)}, {}),
    "issue-certificate": ({"facts": a(dict), "attachments": listed(FILE)}, {"owner": TEXT, "replaces": TEXT}),
    "recover-key": ({"person": TEXT, "public_key": TEXT}, {}),
    "delegate": DELEGATION,
    "delegate-for": ({**DELEGATION[0], "giver": TEXT}, DELEGATION[1]),
    "end-delegation": ({"delegation": TEXT}, {"reason": TEXT}),
    "witness": ({"seen": listed(record({"journal": TEXT, "heads": listed(HEAD)}))}, {}),
    "assign-number": (
        {"code": TEXT},
        {
            **SAID,
            **dict.fromkeys(("dossier", "source", "rendering", "date", "copy_number", "reason", "ofd"), TEXT),
            "serial": NUMBER,
            "particulars": PARTICULARS,
        },
    ),
    "register-incoming": (
        {"series": TEXT},
        {**SAID, "dossier": TEXT, "source": TEXT, "serial": NUMBER, "year": NUMBER},
    ),
    "take-number": (
        {"code": TEXT, "year": NUMBER, "serial": NUMBER, "dossier": TEXT},
        {"series": TEXT, "title": TEXT},
    ),
    "take-number-by-hand": (
        {"code": TEXT, "year": NUMBER, "serial": NUMBER, "dossier": TEXT, "reason": TEXT},
        {"series": TEXT, "title": TEXT},
    ),
}
"""Acts whose words checking needs: fields that must be there, and fields that may be; alike in all versions."""
VERSIONS = {"found": (1, 2), "renew-key": (1, 2), "recover-key": (1, 2), "record-destruction": (2,)}
"""Versions that count, of kinds that have had more than the first."""


def said(entry: Entry) -> dict[str, Any] | None:
    """Return what an act says, None where it is of no kind that checking needs, of a later version, or garbled."""
    shape = PAYLOADS.get(entry.kind)
    if shape is None or entry.version not in VERSIONS.get(entry.kind, (1,)):
        return None
    fields = {**shape[0], **shape[1]}
    lifted = IN_REGISTER if register_of(entry.journal) else IN_DOSSIER
    value = {**entry.payload, **{name: _lifted(entry, name) for name in lifted if name in fields}}
    return value if record(*shape)(value) else None


def _lifted(entry: Entry, name: str) -> Any:
    if name in ("source", "rendering"):
        return getattr(entry, name)
    if name == "dossier":
        return entry.journal.removeprefix("dossier/") if entry.journal.startswith("dossier/") else None
    return (register_of(entry.journal) or {}).get(name)


def register_of(journal: str) -> dict[str, Any] | None:
    """Return code, year and series of the register that a journal is about; None for any other journal."""
    found = re.fullmatch(r"register/[^/]*/([^/]+)/([0-9]{1,4})(?:/(.+))?", journal, re.DOTALL)
    return {"code": found[1], "year": int(found[2]), "series": found[3] or ""} if found else None


def unit_in(journal: str) -> str | None:
    """Return the unit that a journal names, None for a document's, which names none."""
    found = re.match(r"(?:organisation|audit|register|exchange|custody|archive|exercise)/([^/]*)", journal)
    return found[1] if found else None


# --- kinds, and who may do them --------------------------------------------------------------------------------------

DRAFTER, HEAD_OF, REVIEWER, SIGNER = "拟稿", "部门审核", "核稿", "签发"
RECHECKER, REGISTRAR, SEALER, DISPATCHER, ARCHIVIST = "复核", "登记编号", "印制用印", "核发", "归档"
SYSTEM, SECURITY = "系统管理员", "安全保密管理员"
EVERYBODY: tuple[str, ...] = tuple(sorted(HANDLERS))
ANYBODY = (*EVERYBODY, *sorted(ADMINISTRATORS))

NEEDS: dict[str, dict[str, tuple[str, ...]]] = {
    "dossier": {
        "draft": (DRAFTER,),
        "revise": EVERYBODY,
        "submit": (DRAFTER,),
        "review": (HEAD_OF, REVIEWER),
        "issue": (SIGNER,),
        "recheck": (RECHECKER,),
        "assign-number": (REGISTRAR,),
        "sign-proof": (DRAFTER, REGISTRAR, SEALER),
        "apply-seal": (SEALER,),
        "dispatch": (DISPATCHER,),
        "file": (ARCHIVIST,),
        "return": EVERYBODY,
        "recall": EVERYBODY,
        "mark-read": EVERYBODY,
        "leave-opinion": EVERYBODY,
        "settle": (REVIEWER,),
        "record-return": (REGISTRAR, DISPATCHER, ARCHIVIST),
        "record-destruction": (REGISTRAR, ARCHIVIST),
        "answer-second": EVERYBODY,
        "receive": (REGISTRAR,),
        "register-incoming": (REGISTRAR,),
        "unseal": EVERYBODY,
        "first-check": (REGISTRAR, REVIEWER),
        "reject": (REGISTRAR, REVIEWER),
        "propose": (REVIEWER,),
        "instruct": (SIGNER,),
        "assign": (REGISTRAR, REVIEWER),
        "handle": EVERYBODY,
        "link-reply": (DRAFTER,),
        "conclude": EVERYBODY,
        "countersign": EVERYBODY,
        "cosign": (SIGNER,),
        "add-signers": EVERYBODY,
        "withdraw-signers": EVERYBODY,
        "hand-over": EVERYBODY,
        "reassign": (DRAFTER, HEAD_OF, REVIEWER, REGISTRAR),
        "circulate": EVERYBODY,
        "pass-on": EVERYBODY,
        "recall-circulation": EVERYBODY,
        "urge": EVERYBODY,
        "suspend": (REVIEWER,),
        "resume": (REVIEWER,),
        "void": (DRAFTER, REVIEWER),
        "approve": (HEAD_OF, SIGNER),
        "record-sealing": (SEALER,),
        "publish": (DISPATCHER,),
        "take-down": (REVIEWER, DISPATCHER),
        "take-in": (REGISTRAR,),
        "record-instruction": (REGISTRAR, REVIEWER),
        "record-issue": (REGISTRAR, REVIEWER),
        "supervise": (REVIEWER, REGISTRAR),
        "report-progress": EVERYBODY,
        "ask-extension": EVERYBODY,
        "extend-supervision": (REVIEWER, REGISTRAR),
        "return-report": (REVIEWER, REGISTRAR),
        "close-supervision": (REVIEWER, REGISTRAR),
        "set-validity": (REVIEWER, REGISTRAR),
        "propose-classification": EVERYBODY,
        "classify": EVERYBODY,
        "reclassify": EVERYBODY,
        "declassify": EVERYBODY,
        "adjust-audience": EVERYBODY,
    },
    "register": {
        "take-number": (REGISTRAR,),
        "take-number-by-hand": ("手工编号",),
        "take-number-on-paper": (REGISTRAR,),
        "reserve-number": (REGISTRAR,),
        "release-number": (REGISTRAR,),
        "skip-number": (REGISTRAR,),
        "void-number": (REGISTRAR,),
        "void-number-with-document": EVERYBODY,
    },
    "organisation": {
        "found": (),
        "confirm-founding": (SECURITY,),
        "admit-unit": (SYSTEM,),
        "register-organ": (SYSTEM,),
        "register-correspondents": (SYSTEM, REGISTRAR),
        "establish-department": (SYSTEM,),
        "enrol-person": (SYSTEM,),
        "amend-person": (SYSTEM,),
        "grant": (SECURITY,),
        "renew-key": (SYSTEM,),
        "adjust-setting": (SYSTEM,),
        "adopt-template": (SYSTEM,),
        "enrol-recovery": (SYSTEM,),
        "delegate": EVERYBODY,
        "delegate-for": tuple(sorted(DELEGATING)),
        "end-delegation": (*EVERYBODY, *sorted(DELEGATING)),
        "enrol-seal": (SECURITY,),
        "entrust-seal": (SECURITY,),
        "suspend-seal": (SECURITY,),
        "resume-seal": (SECURITY,),
        "destroy-seal": (SECURITY,),
        "register-partner": (SECURITY,),
        "drop-partner": (SECURITY,),
        "record-power": (SECURITY,),
        "destroy-papers": (REGISTRAR, ARCHIVIST),
        "supervise-disposal": (REGISTRAR, ARCHIVIST, REVIEWER),
        "adopt-scheme": (ARCHIVIST,),
        "adopt-schedule": (ARCHIVIST,),
        "enrol-desk": (SYSTEM,),
        "name-token-library": (SYSTEM,),
        "adjust-audit": (SECURITY,),
        "found-authority": (SECURITY,),
        "issue-certificate": (SECURITY,),
        "enrol-certificate": (SECURITY,),
        "revoke-certificate": (SECURITY,),
        "trust-authority": (SECURITY,),
        "distrust-authority": (SECURITY,),
        "record-revocations": (SECURITY,),
        "confirm": ANYBODY,
        "decline": ANYBODY,
        "withdraw": ANYBODY,
    },
    "exchange": {
        "send-package": (DISPATCHER, REGISTRAR),
        "take-in-package": (REGISTRAR,),
    },
    "custody": {
        "register-paper": (REGISTRAR, ARCHIVIST),
        "lend-copy": (REGISTRAR, ARCHIVIST),
        "take-back-copy": (REGISTRAR, ARCHIVIST),
        "hand-back-paper": (REGISTRAR, ARCHIVIST),
    },
    "archive": {
        "arrange-item": (ARCHIVIST,),
        "withdraw-item": (ARCHIVIST,),
        "correct-item": (ARCHIVIST,),
        "place-items": (ARCHIVIST,),
        "record-properties": (ARCHIVIST,),
        "record-fixity": (ARCHIVIST,),
        "repair-item": (ARCHIVIST,),
        "list-disposal": (ARCHIVIST,),
        "approve-disposal": (SIGNER,),
        "dispose-item": (ARCHIVIST,),
        "receive-holdings": (ARCHIVIST,),
        "keep-holdings": (ARCHIVIST,),
        "request-reading": EVERYBODY,
        "grant-reading": (ARCHIVIST,),
        "approve-reading": (SIGNER,),
        "end-reading": EVERYBODY,
    },
    "exercise": dict.fromkeys(
        (
            *("begin-exercise", "work-on", "answer-question", "take-hint", "take-over-part", "hand-back-part"),
            "hand-in-exercise",
        ),
        ANYBODY,
    )
    | dict.fromkeys(("keep-class", "collect-result", "mark-result", "release-results", "delete-names"), (SYSTEM,)),
    "audit": {},
}
"""By sort of journal: every kind that a person does → roles of which the post needs one; () for none."""
AUDITOR = "安全审计员"
SECONDS = {
    ("renew-key", 1): frozenset({SECURITY}),
    ("renew-key", 2): frozenset({SECURITY}),
    ("recover-key", 1): frozenset({SECURITY}),
    ("recover-key", 2): frozenset({SECURITY}),
    ("destroy-seal", 1): frozenset({SEALER}),
    ("adjust-audit", 1): frozenset({AUDITOR}),
    ("destroy-papers", 1): frozenset({REGISTRAR, ARCHIVIST, REVIEWER}),
    ("supervise-disposal", 1): frozenset({REGISTRAR, ARCHIVIST, REVIEWER}),
    ("found-authority", 1): frozenset({SYSTEM, AUDITOR}),
    ("issue-certificate", 1): frozenset({SYSTEM, AUDITOR}),
    ("record-destruction", 2): frozenset({REGISTRAR, DISPATCHER, ARCHIVIST, REVIEWER}),
}
"""Kind and version of an act that two persons do → roles of which the second one's post needs one (双人)."""
ALONE = {("renew-key", 1), ("recover-key", 1)}
"""What one person did alone, in units that the first version of ``found`` (建立单位) founded and in no others."""
STAND_IN = AUDITOR
"""Who confirms where nobody but the first persons has such a role."""
NOT_ASKED = "second.nothing-asked"
KEYS = ("renew-key", "recover-key")
"""Acts of two persons by which keys change; of the others checking needs no more than that two did them."""
BY_PROGRAM = {
    "dossier": ("expire-publication", "keep-copies", "lift-at-expiry"),
    "register": (),
    "organisation": ("recover-key",),
    "exchange": (),
    "custody": (),
    "archive": (),
    "exercise": ("record-happening",),
    "audit": ("record-incident", "record-refused-mark", "record-sign-in", "record-output", "witness"),
}
"""Kinds that the program records of its own accord, signed by the machine; no person does them."""
SORTS = {kind: sort for table in (NEEDS, BY_PROGRAM) for sort, kinds in table.items() for kind in kinds}
ROLES_FOR = {
    (kind, version): frozenset(roles)
    for kinds in NEEDS.values()
    for kind, roles in kinds.items()
    for version in VERSIONS.get(kind, (1,))
    if roles
}
PROGRAM_KINDS = frozenset(kind for kinds in BY_PROGRAM.values() for kind in kinds)


def sort_of(journal: str) -> str:
    """Return what a journal is about: a document, numbers, packages, papers, what the program records, or the unit."""
    if journal.startswith(("dossier/", "audit/", "exchange/", "custody/", "archive/", "exercise/")):
        return journal.partition("/")[0]
    return "register" if register_of(journal) else "organisation"


# === the order of a journal ===========================================================================================

Reach = Mapping[str, int]
"""For each device the highest place in its chain that was seen."""


def in_order(entries: Iterable[Entry]) -> list[tuple[Entry, Reach]]:
    """Return the entries whose whole past is here, each after all that it has seen, with what that was.

    Where several could come next the smallest device, place and id comes first: the order is the same for everybody.
    """
    known: dict[str, Entry] = {}
    for one in entries:
        rival = known.setdefault(one.id, one)
        known[one.id] = min(rival, one, key=lambda each: (each.place, each.signed))
    entries = sorted(known.values(), key=lambda one: (one.place, one.id))
    first_at: dict[Place, str] = {}
    for one in entries:
        first_at.setdefault(one.place, one.id)
    waits, followers = _waiting(entries, first_at)
    ready = [(one.place, one.id) for one in entries if not waits[one.id]]
    heapq.heapify(ready)
    reaches: dict[str, dict[str, int]] = {one.id: {} for one in entries}
    placed = []
    while ready:
        _, name = heapq.heappop(ready)
        entry = known[name]
        placed.append((entry, reaches[name]))
        for follower in followers.get(name, ()):
            for device, seq in (*reaches[name].items(), entry.place):
                reaches[follower][device] = max(seq, reaches[follower].get(device, 0))
            waits[follower] -= 1
            if not waits[follower]:
                heapq.heappush(ready, (known[follower].place, follower))
    return placed


def _waiting(entries: Iterable[Entry], first_at: Mapping[Place, str]) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return how many places each entry waits for, and who waits for each."""
    waits: dict[str, int] = {}
    followers: dict[str, list[str]] = {}
    for one in entries:
        device, seq = one.place
        named = {place for place, _ in one.heads("basis")} | ({(device, seq - 1)} if seq > 1 else set())
        waits[one.id] = len(named)
        for place in named & first_at.keys():
            followers.setdefault(first_at[place], []).append(one.id)
    return waits, followers


# === the unit that its own journal makes ==============================================================================


@dataclass
class Key:
    """A key, whose it is, and between which places of the unit's journal it holds."""

    public: str
    owner: str
    person: str
    device: str
    enrolled: Place
    revoked: Place | None = None


@dataclass
class Unit:
    """What a unit's journal comes to, as far as checking needs it."""

    unit: str = ""
    founded: int = 1
    name: str = ""
    realm: str = "official"
    accounts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    posts: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    admitted: dict[str, str] = field(default_factory=dict)
    delegations: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    asked: list[Entry] = field(default_factory=list)

    def roles_of(self, person: str) -> frozenset[str]:
        """Return somebody's roles over all their posts."""
        return frozenset(role for holder, roles in self.posts.values() if holder == person for role in roles)

    def may(self, entry: Entry) -> bool:
        """Whether the post that an entry names had a role that its kind needs, or a delegation lent one."""
        needed = ROLES_FOR.get((entry.kind, entry.version))
        if needed is None:
            return True
        holder, held = self.posts.get(entry.actor("post"), (None, frozenset()))
        if holder is None or holder != entry.actor("person"):
            return False
        return bool(needed & (self._lent(entry) if entry.actor("delegation") else held))

    def _lent(self, entry: Entry) -> frozenset[str]:
        delegate, roles = self.delegations.get(entry.actor("delegation"), ("", frozenset()))
        if delegate != entry.actor("person") or entry.journal == f"organisation/{entry.unit}":
            return frozenset()
        lent = self.roles_of(entry.actor("delegation").rpartition("/")[0]) - ADMINISTRATORS
        return lent & roles if roles else lent

    # --- acts ------------------------------------------------------------------------------------------------------

    def take(self, entry: Entry) -> None:
        """Let an entry of the unit's journal have its effect; one without the right to it has none."""
        words = said(entry)
        change = getattr(self, f"_{entry.kind.replace('-', '_')}", None) if words is not None else None
        if words is None or not self.may(entry):
            return
        if self.needs_second(entry):
            self.asked.append(entry)
        elif change is not None:
            change(words, entry)

    def needs_second(self, entry: Entry) -> bool:
        """Whether an entry only asks, until a second person confirms it."""
        act = entry.kind, entry.version
        return act in SECONDS and not (self.founded == 1 and act in ALONE)

    def _found(self, words: dict[str, Any], entry: Entry) -> None:
        keys = (words["machine_key"], *(one["public_key"] for one in words["founders"]))
        if self.unit or not all(map(_is_hex, keys)):
            return
        self.unit, self.name, self.realm = entry.unit, words["name"], entry.realm
        self.founded = entry.version
        self.keys = [Key(words["machine_key"], "machine", "", entry.device, entry.place)]
        for one in words["founders"]:
            self._come(one)
            self.posts.setdefault(one["post"], (one["person"], frozenset(one["roles"])))
            self.keys.append(Key(one["public_key"], "person", one["person"], "", entry.place))

    def _admit_unit(self, words: dict[str, Any], _: Entry) -> None:
        self.admitted[words["unit"]] = words["founding"]

    def _enrol_person(self, words: dict[str, Any], entry: Entry) -> None:
        taken = words["person"] in self.accounts or words["account"] in self.accounts.values()
        if taken or words["post"] in self.posts or not self._is_fresh(words["public_key"]):
            return
        self._come(words)
        self.posts[words["post"]] = (words["person"], frozenset())
        self.keys.append(Key(words["public_key"], "person", words["person"], "", entry.place))

    def _come(self, words: dict[str, Any]) -> None:
        self.accounts.setdefault(words["person"], words["account"])
        self._called(words)

    def _called(self, words: dict[str, Any]) -> None:
        self.names[words["person"]] = words["name"]

    def _amend_person(self, words: dict[str, Any], _: Entry) -> None:
        if words["person"] in self.accounts:
            self._called(words)

    def _grant(self, words: dict[str, Any], _: Entry) -> None:
        if words["post"] in self.posts:
            self.posts[words["post"]] = (self.posts[words["post"]][0], frozenset(words["roles"]))

    def _renew_key(self, words: dict[str, Any], entry: Entry) -> None:
        self._replace_key(Key(words.get("public_key", ""), "person", words["person"], "", entry.place))

    def _enrol_desk(self, words: dict[str, Any], entry: Entry) -> None:
        known = any(key.owner == "machine" and key.device == entry.device for key in self.keys)
        if not known and self._is_fresh(words["machine_key"]):
            self.keys.append(Key(words["machine_key"], "machine", "", entry.device, entry.place))

    def _enrol_recovery(self, words: dict[str, Any], entry: Entry) -> None:
        self._replace_key(Key(words["public_key"], "recovery", "", "", entry.place))

    def _recover_key(self, words: dict[str, Any], entry: Entry) -> None:
        if SYSTEM in self.roles_of(words["person"]):
            self._renew_key(words, entry)

    def _confirm(self, words: dict[str, Any], entry: Entry) -> None:
        """Let what two persons do take effect, unless who asked has lost the right meanwhile."""
        asked = next((one for one in self.asked if one.id == words["asked"]), None)
        if asked is None or self.fault_of_answer(asked, words, entry):
            return
        self._answered(asked)
        if self.may(asked) and asked.kind in KEYS:
            what = said(asked) or {}
            key = words.get("public_key", "") if asked.kind == "renew-key" else what["public_key"]
            change = self._renew_key if asked.kind == "renew-key" else self._recover_key
            change({**what, "public_key": key}, entry)

    def _decline(self, words: dict[str, Any], entry: Entry) -> None:
        asked = next((one for one in self.asked if one.id == words["asked"]), None)
        if asked is not None and not self.fault_of_answer(asked, words, entry):
            self._answered(asked)

    _withdraw = _decline

    def _answered(self, asked: Entry) -> None:
        self.asked = [one for one in self.asked if one.id != asked.id]

    def fault_of_answer(self, asked: Entry, words: dict[str, Any], entry: Entry) -> str:
        """Return the rule by which a second person's word does not count, empty where it does."""
        if words.get("digest", "") != asked.digest:
            return "second.other-entry"
        lent, person = entry.actor("delegation"), entry.actor("person")
        if entry.kind == "withdraw" or words.get("word") == "撤销申请":
            return "" if person == asked.actor("person") and not lent else "second.not-yours"
        firsts = self._same({asked.actor("person"), (said(asked) or {}).get("person", "")} - {""})
        if lent or person in firsts:
            return "second.same-person"
        holder, held = self.posts.get(entry.actor("post"), ("", frozenset()))
        needed = SECONDS[asked.kind, asked.version]
        alone = not any(needed & roles for holder, roles in self.posts.values() if holder not in firsts)
        if alone and asked.journal == f"organisation/{asked.unit}":
            needed |= {STAND_IN}
        return "" if holder == person and held & needed else "second.role"

    def _same(self, people: set[str]) -> set[str]:
        """Return some people, and all who have the name of one of them: perhaps a second account of theirs."""
        names = {self.names[one] for one in people if one in self.names}
        return people | {one for one, name in self.names.items() if name in names}

    def _replace_key(self, new: Key) -> None:
        if self._is_fresh(new.public):
            for key in self.keys:
                if (key.owner, key.person) == (new.owner, new.person) and key.revoked is None:
                    key.revoked = new.enrolled
            self.keys.append(new)

    def _is_fresh(self, public: str) -> bool:
        return _is_hex(public) and all(public != key.public for key in self.keys)

    def _delegate(self, words: dict[str, Any], entry: Entry) -> None:
        name = words.get("delegation", "")
        giver = words["giver"] if entry.kind == "delegate-for" else entry.actor("person")
        if name.rpartition("/")[0] == giver and name not in self.delegations:
            self.delegations[name] = (words["delegate"], frozenset(words.get("roles", ())))

    _delegate_for = _delegate

    def _end_delegation(self, words: dict[str, Any], entry: Entry) -> None:
        name, person = words["delegation"], entry.actor("person")
        if name in self.delegations:
            concerned = (name.rpartition("/")[0], self.delegations[name][0])
            if person in concerned or self.roles_of(person) & DELEGATING:
                del self.delegations[name]


def _is_hex(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[0-9a-f]{2})+", text))


class Credentials:
    """Which keys and rights there were at every place of a unit's journal."""

    def __init__(self, entries: Sequence[Entry], digest: Callable[[bytes], str]) -> None:
        placed = in_order(entries)
        self.order = [entry for entry, _ in placed]
        self.reach = {entry.place: reach for entry, reach in placed}
        self.digests = {entry.place: entry.digest for entry in entries}
        self.without_right: set[str] = set()
        self.seconded: dict[str, str] = {}
        asked: dict[str, Entry] = {}
        self.unit = Unit()
        for entry in self.order:
            if not self.unit.may(entry):
                self.without_right.add(entry.id)
            self._answer(entry, asked)
            self.unit.take(entry)
        self.keys = {digest(bytes.fromhex(key.public)): key for key in self.unit.keys}
        founding = next((one for one in self.order if one.kind == "found" and said(one) is not None), None)
        self.founding = self.digests[founding.place] if founding else ""
        self._units: dict[frozenset[Place], Unit] = {}

    def _answer(self, entry: Entry, asked: dict[str, Entry]) -> None:
        """Note what two persons do is asked for, and what stands against an answer to it."""
        if self.unit.needs_second(entry):
            asked[entry.id] = entry
        words = said(entry) if entry.kind in ("confirm", "decline", "withdraw") else None
        if words is not None:
            known = asked.get(words["asked"])
            fault = self.unit.fault_of_answer(known, words, entry) if known else NOT_ASKED
            if fault:
                self.seconded[entry.id] = fault

    def fault_in_document(self, entry: Entry, asked: dict[str, Entry]) -> str:
        """Return the rule by which what a second person says of a document does not count; empty where it does."""
        words = said(entry) if entry.kind == "answer-second" else None
        if words is None:
            return ""
        known = asked.get(words.get("asked", ""))
        return self._unit_at(self.seen_by(entry) or {}).fault_of_answer(known, words, entry) if known else NOT_ASKED

    def seen_by(self, entry: Entry) -> dict[str, int] | None:
        """Return how much of the unit's journal an entry's writer had seen; None where it names what is not there."""
        if entry.journal == f"organisation/{entry.unit}":
            reach = self.reach.get(entry.place)
            return None if reach is None else dict(reach)
        return self.merged(entry)

    def merged(self, entry: Entry) -> dict[str, int] | None:
        """Return what the heads reach that an entry names of the unit's journal."""
        seen: dict[str, int] = {}
        for place, digest in entry.heads("organisation"):
            if self.digests.get(place) != digest or place not in self.reach:
                return None
            for device, seq in (*self.reach[place].items(), place):
                seen[device] = max(seq, seen.get(device, 0))
        return seen

    def _unit_at(self, seen: Reach) -> Unit:
        wanted = frozenset(seen.items())
        if wanted not in self._units:
            unit = self._units[wanted] = Unit()
            for entry in self.order:
                if seen.get(entry.device, 0) >= entry.place[1]:
                    unit.take(entry)
        return self._units[wanted]

    def fault_of(self, entry: Entry, holds: Callable[[bytes, bytes, bytes], bool]) -> str:
        """Return the rule that an entry breaks; empty when it was rightly signed."""
        if (entry.realm, entry.unit) != (self.unit.realm, self.unit.unit):
            return "entry.other-realm"
        program = entry.actor("kind") == "program"
        practice = entry.actor("kind") == "simulated" or entry.journal.startswith("exercise/")
        astray = practice and entry.realm != "training"
        if astray or (entry.kind in SORTS and program != (entry.kind in PROGRAM_KINDS)):
            return "actor.out-of-place"
        key = self.keys.get(entry.key)
        if key is None:
            return "key.unknown"
        if not _is_of(key, entry, program=program):
            return "key.of-somebody-else"
        seen = self.seen_by(entry)
        if not _in_force(key, entry, seen):
            return "key.not-in-force"
        if entry.value.get("algorithms", {}).get("signature", "SM2") != algorithm_of(key.public):
            return "signature.other-algorithm"
        if not holds(bytes.fromhex(key.public), entry.signed, entry.signature):
            return "signature.wrong"
        own = entry.journal == f"organisation/{entry.unit}"
        right = entry.id not in self.without_right if own else self._unit_at(seen or {}).may(entry)
        return self.seconded.get(entry.id, "") if right else "actor.without-authority"


def _is_of(key: Key, entry: Entry, *, program: bool) -> bool:
    if entry.kind == "recover-key":
        return key.owner == "recovery"
    if program:
        return key.owner == "machine" and key.device == entry.device
    return key.owner == "person" and key.person == entry.actor("person")


def _in_force(key: Key, entry: Entry, seen: Reach | None) -> bool:
    """Whether the key was enrolled, and not yet revoked, as far as the writer had seen the unit's journal."""
    if seen is None:
        return False
    founds_itself = key.enrolled == entry.place and entry.kind == "found" and said(entry) is not None
    enrolled = founds_itself or seen.get(key.enrolled[0], 0) >= key.enrolled[1]
    return enrolled and not (key.revoked and seen.get(key.revoked[0], 0) >= key.revoked[1])


# === the checks =======================================================================================================

Fault = tuple[str, str, str, int]
"""Rule, journal, device, place in its chain; for files: rule, name of the file, "", 0."""


@dataclass(frozen=True)
class Stored:
    """What a file or a store holds of one entry, before anything is believed."""

    journal: str
    signed: bytes
    signature: bytes
    digest: str = ""


@dataclass
class Verdict:
    """What was found."""

    entries: int
    signatures: int
    faults: list[Fault]
    foundings: list[tuple[str, str]]
    journals: dict[str, list[Entry]]


def check(
    stored: Iterable[Stored],
    expected: Mapping[str, Iterable[tuple[Place, str]]] | None = None,
    *,
    whole: bool = False,
    digest: Callable[[bytes], str] = hex_sm3,
    holds: Callable[[bytes, bytes, bytes], bool] = key_holds,
) -> Verdict:
    """Return whether entries are what their writers signed.

    Args:
        stored: Entries of one or several units, with those of the units' own journals among them.
        expected: Heads that somebody remembers: device, place and digest, by journal.
        whole: Whether these are all journals of a store, so that whatever is named elsewhere must be here.
        digest: SM3.
        holds: SM2, and ECDSA for keys on a token.
    """
    faults: list[Fault] = []
    journals: dict[str, list[Entry]] = {}
    for one in stored:
        entry = _taken(one, digest(one.signed), faults)
        if entry is not None:
            journals.setdefault(one.journal, []).append(entry)
    for journal, entries in journals.items():
        faults += _chain_faults(journal, entries)
    units = sorted({entry.unit for entries in journals.values() for entry in entries})
    known = {unit: Credentials(journals.get(f"organisation/{unit}", []), digest) for unit in units}
    good = 0
    for journal, entries in journals.items():
        asked = {entry.id: entry for entry in entries if (entry.kind, entry.version) in SECONDS}
        for entry in entries:
            unit = known[entry.unit]
            rule = unit.fault_of(entry, holds) or unit.fault_in_document(entry, asked)
            good += not rule
            faults += [_fault(rule, journal, entry)] if rule else []
        faults += _forgetful(journal, entries, known)
    faults += _cut(journals, expected or {}, whole=whole)
    faults += _numbers(journals, whole=whole)
    foundings = _foundings(journals, known)
    faults += _strangers(foundings, known, whole=whole)
    if not foundings:
        faults.append(("unit.unfounded", next(iter(journals), ""), "", 0))
    count = sum(map(len, journals.values()))
    return Verdict(count, good, faults, [(known[unit].unit.name, found) for unit, found in foundings], journals)


def _fault(rule: str, journal: str, entry: Entry) -> Fault:
    return rule, journal, *entry.place


def _taken(stored: Stored, digest: str, faults: list[Fault]) -> Entry | None:
    try:
        entry = read_entry(stored.signed, stored.signature, digest)
    except Bad:
        device = re.search(rb'"device":"([^"]{1,64})","format":', stored.signed)
        seq = re.search(rb'"seq":([0-9]{1,9}),"source":', stored.signed)
        claimed = device[1].decode("utf-8", "replace") if device else ""
        faults.append(("entry.unreadable", stored.journal, claimed, int(seq[1]) if seq else 0))
        return None
    if stored.digest not in ("", digest):
        faults.append(_fault("entry.digest", stored.journal, entry))
    misplaced = entry.kind in SORTS and SORTS[entry.kind] != sort_of(stored.journal)
    if entry.journal != stored.journal or misplaced:
        faults.append(_fault("entry.wrong-journal", stored.journal, entry))
    return entry


def _chain_faults(journal: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Give what is wrong inside one journal: twice, forked, a gap, a broken link, something seen that is not here."""
    at: dict[Place, Entry] = {}
    for one in entries:
        first = at.setdefault(one.place, one)
        if first is not one:
            yield _fault("entry.twice" if first.digest == one.digest else "chain.forked", journal, one)
    yield from _strange_ids(journal, entries)
    yield from _broken_links(journal, at)
    for one in entries:
        for place, digest in one.heads("basis"):
            if place not in at or at[place].digest != digest:
                yield _fault("basis.missing", journal, one)


def _strange_ids(journal: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Give entries that share an id with another, and those of another unit than the journal's."""
    ids: dict[str, Entry] = {}
    units = Counter(one.unit for one in entries)
    own = unit_in(journal) or min(units, key=lambda unit: (-units[unit], unit))
    for one in entries:
        if ids.setdefault(one.id, one).digest != one.digest:
            yield _fault("entry.same-id", journal, one)
        if one.unit != own:
            yield _fault("entry.other-realm", journal, one)


def _broken_links(journal: str, at: Mapping[Place, Entry]) -> Iterator[Fault]:
    """Give gaps by the first place that is missing, and entries that do not follow the one before."""
    newest: dict[str, int] = {}
    for (device, seq), one in sorted(at.items(), key=lambda each: each[0]):
        if seq > newest.get(device, 0) + 1:
            yield "chain.gap", journal, device, newest.get(device, 0) + 1
        before = at.get((device, seq - 1))
        if (seq == 1 and one.prev) or (before is not None and one.prev != before.digest):
            yield _fault("chain.broken", journal, one)
        newest[device] = seq


def _forgetful(journal: str, entries: Iterable[Entry], known: Mapping[str, Credentials]) -> Iterator[Fault]:
    """Give the entries that know less of the unit than the entry before them on the same machine."""
    latest: dict[tuple[str, str], dict[str, int]] = {}
    for one in sorted(entries, key=lambda entry: entry.place[1]):
        before = latest.setdefault((one.unit, one.place[0]), {})
        seen = known[one.unit].merged(one) or {}
        if any(seen.get(device, 0) < seq for device, seq in before.items()):
            yield _fault("organisation.older", journal, one)
        for device, seq in seen.items():
            before[device] = max(seq, before.get(device, 0))


def _cut(
    journals: Mapping[str, Sequence[Entry]], expected: Mapping[str, Iterable[tuple[Place, str]]], *, whole: bool
) -> Iterator[Fault]:
    """Give every head that somebody remembers, or a machine witnessed, and that is not here."""
    wanted = {(journal, head): None for journal, heads in expected.items() for head in heads}
    for entry in (one for entries in journals.values() for one in entries if one.kind == "witness"):
        for seen in (said(entry) or {"seen": ()})["seen"]:
            if whole or seen["journal"] in journals:
                heads = (((one["device"], one["seq"]), one["digest"]) for one in seen["heads"])
                wanted |= {(seen["journal"], head): None for head in heads}
    present = {(journal, (one.place, one.digest)) for journal, entries in journals.items() for one in entries}
    for journal, (place, digest) in wanted:
        if (journal, (place, digest)) not in present:
            yield "journal.cut", journal, *place


def _numbers(journals: Mapping[str, Sequence[Entry]], *, whole: bool) -> Iterator[Fault]:
    """Give numbers that a register gave to a document which does not say so itself, and numbers given twice."""
    for journal, entries in journals.items():
        for entry in entries:
            words = said(entry) if entry.kind in ("take-number", "take-number-by-hand") else None
            if words is None:
                continue
            there = journals.get(f"dossier/{words['dossier']}", [] if whole else None)
            if there is not None and not any(_gives(one, entry, words) for one in there):
                yield _fault("number.without-document", entry.journal, entry)
        if register_of(journal):
            yield from _given_twice(entries)


def _given_twice(entries: Sequence[Entry]) -> Iterator[Fault]:
    holders: dict[int, str] = {}
    for entry, _ in in_order(entries):
        words = said(entry) if entry.kind in ("take-number", "take-number-by-hand") else None
        if words and holders.setdefault(words["serial"], words["dossier"]) != words["dossier"]:
            yield _fault("number.twice", entry.journal, entry)


def _gives(one: Entry, taking: Entry, taken: Mapping[str, Any]) -> bool:
    """Whether an entry of a document gives it the number that a register's entry takes, in the same act."""
    if one.kind not in ("assign-number", "register-incoming") or (one.act, one.unit) != (taking.act, taking.unit):
        return False
    words = said(one)
    if words is None:
        return bool(one.version > 1)
    if one.kind == "register-incoming":
        given = words["series"], words.get("serial", 0), words.get("year", 0)
        return given == (taken.get("series", ""), taken["serial"], taken["year"])
    given = words["code"], words.get("serial", 0), words.get("date", "")[:4]
    return given == (taken["code"], taken["serial"], str(taken["year"]))


def _foundings(journals: Iterable[str], known: Mapping[str, Credentials]) -> list[tuple[str, str]]:
    units = (one.removeprefix("organisation/") for one in journals if one.startswith("organisation/"))
    return [(unit, known[unit].founding) for unit in units if unit in known and known[unit].founding]


def _strangers(
    foundings: Sequence[tuple[str, str]], known: Mapping[str, Credentials], *, whole: bool
) -> Iterator[Fault]:
    """Give units that were founded otherwise than where they were let in says, or that nobody let in."""
    admitted = {unit: found for each in known.values() for unit, found in each.unit.admitted.items()}
    nobody = [unit for unit, _ in foundings if unit not in admitted][1:] if whole else []
    for unit, found in foundings:
        if admitted.get(unit, found) != found:
            yield "unit.other-founding", f"organisation/{unit}", "", 0
        if unit in nobody:
            yield "unit.not-admitted", f"organisation/{unit}", "", 0


# === bytes of files ===================================================================================================

MEGABYTE = 1024 * 1024
Pieces = Callable[[], Iterable[bytes]]
"""Gives the bytes of a file, piece by piece, as often as it is asked."""


def pieces_of(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, no more than it is said to have: some files that have none never end."""
    left = path.stat().st_size
    with path.open("rb") as file:
        while left and (piece := file.read(min(MEGABYTE, left))):
            yield piece
            left -= len(piece)


def bytes_of(path: Path, at: int = 0, most: int = sys.maxsize) -> bytes:
    """Return the bytes of a file from a place on, no more than it is said to have."""
    with path.open("rb") as file:
        file.seek(at)
        return file.read(max(0, min(most, path.stat().st_size - at)))


# === files of journals ================================================================================================

MAGIC = "oa-desktop-journal"
PREAMBLE = record(
    {
        "realm": one_of("official", "demonstration", "training"),
        "unit": TEXT,
        "heads": listed(record({"journal": TEXT, "heads": listed(HEAD)})),
    },
    {"magic": TEXT, "version": NUMBER, "beside": listed(record({"name": TEXT, "digest": TEXT}))},
)
LINE = record(dict.fromkeys(("journal", "signature", "signed"), TEXT))
SEAL = record(dict.fromkeys(("key", "signature"), TEXT))


LONGEST_PREAMBLE, LONGEST_LINE = 16 * 1024 * 1024, 128 * 1024
"""Bytes, the end of the line among them."""


@dataclass
class JournalFile:
    """What a file of journals holds, nothing of it believed yet."""

    preamble: dict[str, Any]
    entries: list[Stored]
    sealed: bytes
    seal: dict[str, str] | None


class Refused(Exception):
    """A file is not what it should be: a rule, and where."""

    def __init__(self, rule: str, where: str = "") -> None:
        super().__init__(rule)
        self.rule, self.where = rule, where


def read_journal_file(data: bytes) -> JournalFile:
    """Return what a file of journals holds.

    Raises:
        Refused: ``journal-file.other``, ``journal-file.newer``, ``journal-file.damaged``.
    """
    start = data.rstrip(b"\n").rfind(b"\n") + 1
    seal = _json_or_none(data[start:].rstrip(b"\n"), SEAL)
    seal = seal if seal and data[start:] == _canonical(seal) + b"\n" else None
    sealed = data[:start] if seal else data
    first, *rest = sealed.removesuffix(b"\n").split(b"\n")
    preamble = _json_or_none(first, a(dict)) or {}
    if preamble.get("magic") != MAGIC:
        raise Refused("journal-file.other")
    if preamble.get("version") != 1:
        raise Refused("journal-file.newer")
    if not PREAMBLE(preamble):
        raise Refused("journal-file.damaged", "1")
    if len(first) >= LONGEST_PREAMBLE:
        raise Refused("journal-file.damaged", "1")
    entries = [_line(number, line) for number, line in enumerate(rest, start=2)]
    return JournalFile(preamble, entries, sealed, seal)


def _json_or_none(data: bytes, shape: Shape) -> dict[str, Any] | None:
    try:
        value = strict_json(data)
    except Bad:
        return None
    return value if shape(value) else None


def _line(number: int, line: bytes) -> Stored:
    value = _json_or_none(line, LINE)
    try:
        if value is None or len(line) >= LONGEST_LINE:
            raise Bad("no line")
        return Stored(value["journal"], value["signed"].encode("utf-8"), from_hex(value["signature"]))
    except ValueError:
        raise Refused("journal-file.damaged", str(number)) from None


def from_hex(text: str) -> bytes:
    """Return the bytes of a text that is hexadecimal in lower case and nothing else."""
    if text and not _is_hex(text):
        raise Bad(text)
    return bytes.fromhex(text)


def check_journal_file(
    held: JournalFile,
    *,
    digest: Callable[[bytes], str] = hex_sm3,
    holds: Callable[[bytes, bytes, bytes], bool] = key_holds,
) -> Verdict:
    """Return whether a file holds what was written into it: its entries, its heads and the seal of the machine."""
    expected = {
        one["journal"]: [((head["device"], head["seq"]), head["digest"]) for head in one["heads"]]
        for one in held.preamble["heads"]
    }
    verdict = check(held.entries, expected, digest=digest, holds=holds)
    own = f"organisation/{held.preamble['unit']}"
    unit = Credentials(verdict.journals.get(own, []), digest).unit
    rule = _seal_fault(held, unit, digest, holds)
    verdict.faults += [(rule, own, "", 0)] if rule else []
    return verdict


def _seal_fault(
    held: JournalFile, unit: Unit, digest: Callable[[bytes], str], holds: Callable[[bytes, bytes, bytes], bool]
) -> str:
    key = next((one for one in unit.keys if held.seal and digest(bytes.fromhex(one.public)) == held.seal["key"]), None)
    if held.seal is None or key is None or key.owner != "machine":
        return "journal-file.unsealed"
    try:
        whole = holds(bytes.fromhex(key.public), held.sealed, from_hex(held.seal["signature"]))
    except ValueError:
        whole = False
    fits = (unit.realm, unit.unit) == (held.preamble["realm"], held.preamble["unit"])
    return "" if fits and whole else "journal-file.altered"


# === what lies beside a journal =======================================================================================

MOST_BYTES, MOST_FILES = 512 * MEGABYTE, 5_000
"""Of a zip, all of it unpacked; one that says it holds more is not opened."""
REGISTER = "归档登记.jsonl"
"""The journals of unit and register in a package of the archive (归档信息包), sealed over every other file of it."""
DESCRIPTION, DESCRIBED = "bag-info.txt", "../bag-info.txt"
"""What a bag says of itself, and the digest of it in the sealed list: of its lines but for the one that counts."""
ITEM, ITEM_TEXT = "data/04-办理记录.jsonl", "05-办理记录.txt"
"""The journal of an item of the archive (归档件), a bag; the same in words, which its sealed list names."""
BAG = re.compile(r"bagit\.txt|bag-info\.txt|(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512|sm3)\.txt")


def files_of(path: Path) -> dict[str, Pieces]:
    """Return the files of a folder or zip by their names, each to be read when it is wanted.

    Raises:
        Refused: ``verify.no-kind``: it is a folder without a journal; ``evidence.strange``: a link, an empty folder, a
            name that leads out of it, one name twice (also where only Unicode takes two for one), or far too much.
    """
    if path.is_dir():
        plain = any(one.is_file() for one in (path / "bagit.txt", path / "其他" / REGISTER, *path.glob("*.jsonl")))
        if not plain:
            raise Refused("verify.no-kind")
        strange = next((one for one in sorted(path.rglob("*")) if _is_odd(one)), None)
        if strange:
            raise Refused("evidence.strange", _name(strange, path))
        found = [(_name(one, path), one) for one in sorted(path.rglob("*")) if one.is_file()]
        twice = next((name for name, count in Counter(name for name, _ in found).items() if count > 1), None)
        if twice:
            raise Refused("evidence.strange", twice)
        return {name: functools.partial(pieces_of, one) for name, one in found}
    return _files_in_zip(bytes_of(path))


def _is_plain(path: Path) -> bool:
    return path.is_file() or path.is_dir()


def _is_odd(path: Path) -> bool:
    """Whether something in a package is no file and no folder of files: a link, a pipe, a folder with nothing in it."""
    if path.is_symlink() or not path.is_dir():
        return path.is_symlink() or not path.is_file()
    return not any(path.iterdir())


def _name(path: Path, folder: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def _files_in_zip(data: bytes) -> dict[str, Pieces]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise Refused("evidence.strange", str(error)) from error
    names = [one.filename for one in infos]
    odd = next((name for name, count in Counter(names).items() if count > 1 or Path(name).name != name), None)
    if sum(name.endswith(".jsonl") for name in names) != 1:
        raise Refused("evidence.none")
    if odd is not None or len(names) > MOST_FILES or sum(one.file_size for one in infos) > MOST_BYTES:
        raise Refused("evidence.strange", odd or "size")
    places = list(_places(infos))
    if _frame(infos, places) != _without(data, places):
        raise Refused("evidence.strange", "bytes that nobody wrote so")
    return {
        one.filename: functools.partial(_part, data[slice(*at)], one) for one, at in zip(infos, places, strict=True)
    }


def _places(infos: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[int, int]]:
    """Give from where to where each part is packed, when they follow one another from the first byte on."""
    end = 0
    for one in infos:
        start = end + 30 + len(one.filename.encode())
        end = start + one.compress_size
        yield start, end


def _without(data: bytes, places: Sequence[tuple[int, int]]) -> bytes:
    starts, ends = [start for start, _end in places], [end for _start, end in places]
    return b"".join(data[end:start] for end, start in zip([0, *ends], [*starts, len(data)], strict=True))


def _frame(infos: Sequence[zipfile.ZipInfo], places: Sequence[tuple[int, int]]) -> bytes:
    """Return every byte of a zip but what is packed in it, in the only form in which packages are written."""
    heads, lines = b"", b""
    for one, (start, _end) in zip(infos, places, strict=True):
        name = one.filename.encode()
        facts = bytes([20, 0, 0, 0 if name.isascii() else 8, 8, 0, 0, 0, 33, 0]) + b"".join(
            number.to_bytes(4, "little") for number in (one.CRC, one.compress_size, one.file_size, len(name))
        )
        lines += b"PK\1\2\24\0" + facts + bytes(8) + b"\x80\1" + (start - 30 - len(name)).to_bytes(4, "little") + name
        heads += b"PK\3\4" + facts + name
    count, sizes = len(infos).to_bytes(2, "little"), (len(lines), places[-1][1] if places else 0)
    ends = b"".join(number.to_bytes(4, "little") for number in sizes)
    return heads + lines + b"PK\5\6" + bytes(4) + count * 2 + ends + bytes(2)


def _part(packed: bytes, info: zipfile.ZipInfo) -> Iterable[bytes]:
    """Return what is packed in a part, which must be all that is packed in it."""
    unpacking = zlib.decompressobj(-15)
    try:
        content = unpacking.decompress(packed, info.file_size + 1)
    except zlib.error as error:
        raise Refused("evidence.strange", info.filename) from error
    told = (True, b"", info.file_size, info.CRC)
    if (unpacking.eof, unpacking.unused_data, len(content), zlib.crc32(content)) != told:
        raise Refused("evidence.strange", info.filename)
    return [content]


def check_beside(
    held: JournalFile, verdict: Verdict, files: Mapping[str, Pieces], *, alone: bool = True, whole: bool = False
) -> Iterator[Fault]:
    """Give the files beside a journal that are not what its entries, or its sealed first line, record.

    A file is recorded by its digest in an entry, or by name and digest in the first line, which the machine has
    sealed; a file that the first line names must be there. Nothing else may lie there, where they have it alone; in an
    archival item, whose first line names all, nor may what is recorded lie there once more under another name.
    """
    listed = {one["name"]: one["digest"] for one in held.preamble.get("beside", ()) if one["name"] != DESCRIBED}
    named = named_contents(verdict) - (set(listed.values()) if whole else set())
    for name, read in files.items():
        digest = hex_of(read())
        if listed.get(name, digest) != digest:
            yield "evidence.file-unrecorded", name, "", 0
        elif name not in listed and digest not in named and alone:
            yield "evidence.file-foreign", name, "", 0
    for name in listed.keys() - files.keys():
        yield "evidence.file-missing", name, "", 0


def named_contents(verdict: Verdict) -> set[str]:
    """Return the digests of every text, page and file that entries name."""
    entries = (one for found in verdict.journals.values() for one in found)
    return {digest for one in entries for digest in (one.source, one.rendering, *one.attachments) if digest}


def check_among_files(path: Path) -> tuple[Verdict, list[Fault]]:
    """Return what is to be said of a file of journals, and of what it lists, where some of that lies beside it.

    Raises:
        Refused: As the journal is.
    """
    held = read_journal_file(bytes_of(path))
    names = (one["name"] for one in held.preamble.get("beside", ()))
    near = {name: path.parent / name for name in names if Path(name).name == name}
    files = {name: functools.partial(pieces_of, one) for name, one in near.items() if one.is_file()}
    verdict = check_journal_file(held)
    return verdict, list(check_beside(held, verdict, files, alone=False)) if files else []


def check_package(
    files: Mapping[str, Pieces],
    *,
    holds: Callable[[bytes, bytes, bytes], bool] = key_holds,
) -> tuple[Verdict, list[Fault]]:
    """Return what is to be said of a folder or zip in which a journal lies beside what it records.

    Raises:
        Refused: ``evidence.none``: there is no journal in it, or several; or as the journal is.
    """
    journal = _journal_among(files)
    held = read_journal_file(b"".join(files[journal]()))
    listed = [one["name"] for one in held.preamble.get("beside", ())]
    if journal == ITEM and listed and ITEM_TEXT not in listed:
        raise Refused("archive.no-item", journal)
    verdict = check_journal_file(held, holds=holds)
    inside = "data/" if journal.startswith("data/") else ""
    bag = {name: read for name, read in files.items() if BAG.fullmatch(name)} if inside else {}
    beside = {name.removeprefix(inside): read for name, read in files.items() if name not in {*bag, journal}}
    faults = [*check_beside(held, verdict, beside, whole=journal == ITEM), *(_bag_faults(files, bag) if inside else ())]
    faults += _described_otherwise(held, files, whole=not faults) if inside else ()
    return verdict, faults or [*(_listed_otherwise(bag, *_BAG_FORMS[journal == ITEM]) if inside else ())]


_COUNTED = re.compile(rb"Payload-Oxum: [0-9]+\.[0-9]+")


def _described_otherwise(held: JournalFile, files: Mapping[str, Pieces], *, whole: bool) -> Iterator[Fault]:
    """Give the description of a bag that is not what was sealed: its lines in order, one of which counts the files.

    What is to be counted is known where all else is as it was.
    """
    sealed = [one["digest"] for one in held.preamble.get("beside", ()) if one["name"] == DESCRIBED]
    if sealed and DESCRIPTION not in files:
        yield "archive.file-missing", DESCRIPTION, "", 0
    elif sealed:
        lines = b"".join(files[DESCRIPTION]()).split(b"\n")
        counts = [line for line in lines if _COUNTED.fullmatch(line)]
        others = [line for line in lines[:-1] if line not in counts]
        right = len(counts) == 1 and (not whole or counts == [_count(files)])
        if not right or lines != [*sorted((*counts, *others)), b""] or [hex_sm3(_lines(others))] != sealed:
            yield "archive.file-unrecorded", DESCRIPTION, "", 0


def _count(files: Mapping[str, Pieces]) -> bytes:
    sizes = [sum(map(len, read())) for name, read in files.items() if name.startswith("data/")]
    return b"Payload-Oxum: %d.%d" % (sum(sizes), len(sizes))


def _lines(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _journal_among(files: Mapping[str, Pieces]) -> str:
    """Return which file is the journal: a register of the archive, the only journal of all, or that of an item.

    Raises:
        Refused: ``archive.no-item``: a bag that is none of the archive; ``evidence.none``.
    """
    registers = [f"{inside}{folder}{REGISTER}" for inside in ("data/", "") for folder in ("其他/", "")]
    register = next((name for name in registers if name in files), "")
    found = [name for name in files if name.endswith(".jsonl")]
    in_bag = "bagit.txt" in files and all("/" in name for name in found)
    if not register and in_bag and ITEM not in files:
        raise Refused("archive.no-item", ITEM)
    if not register and not in_bag and len(found) != 1:
        raise Refused("evidence.none", "、".join(found))
    return register or (ITEM if in_bag else found[0])


_DECLARED = re.compile(rb"BagIt-Version: (?:0\.97|1\.0)\r?\nTag-File-Character-Encoding: (?i:utf-8)(?:\r?\n)*")
_BAG_LIST = re.compile(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512|sm3)\.txt")
_BAG_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")


def _bag_faults(files: Mapping[str, Pieces], bag: Mapping[str, Pieces]) -> Iterator[Fault]:
    """Give what does not agree with the lists of a bag (RFC 8493), which have one plain form here."""
    declared = b"".join(bag["bagit.txt"]()) if "bagit.txt" in bag else b""
    found = {name: told for name in bag if (told := _BAG_LIST.fullmatch(name))}
    if not _DECLARED.fullmatch(declared) or all(told[1] for told in found.values()):
        yield "archive.list-unreadable", "bagit.txt", "", 0
    for name, told in found.items():
        try:
            digests = _bag_list(b"".join(bag[name]()).decode("utf-8"))
        except ValueError:
            yield "archive.list-unreadable", name, "", 0
        else:
            unlisted = () if told[1] else sorted(files.keys() - digests.keys())
            yield from (("archive.file-unlisted", file, "", 0) for file in unlisted if file.startswith("data/"))
            yield from _otherwise_than_listed(files, digests, told[2])


def _otherwise_than_listed(files: Mapping[str, Pieces], digests: Mapping[str, str], algorithm: str) -> Iterator[Fault]:
    for file, digest in digests.items():
        if file not in files:
            yield "archive.file-missing", file, "", 0
        elif hex_of(files[file](), algorithm) != digest:
            yield "archive.file-changed", file, "", 0


def _bag_list(text: str) -> dict[str, str]:
    """Return the digests of a list by the names of files, none of which leads out of the bag or stands twice."""
    found: dict[str, str] = {}
    for line in re.split(r"\r\n|\n|\r", text):
        told = _BAG_LINE.fullmatch(line)
        name = unicodedata.normalize("NFC", told[2]) if told else ""
        out = name.startswith(("/", "../")) or name == ".." or posixpath.normpath(name) != name
        if line and (not told or out or name in found):
            _bad(line)
        found |= {name: told[1].lower()} if told else {}
    return found


def _bag_names(lists: Sequence[str]) -> Sequence[str]:
    return ("bagit.txt", DESCRIPTION, *(f"manifest-{one}.txt" for one in lists))


_BAG_NAMES = {True: _bag_names(("sha256",)), False: _bag_names(("sha256", "sm3"))}
_BAG_TAGS, _BAG_DECLARED = "tagmanifest-sha256.txt", "BagIt-Version: {}\nTag-File-Character-Encoding: UTF-8\n"
_BAG_FORMS = {
    True: ("0.97", " ", [*itertools.permutations(_BAG_NAMES[True])]),
    False: ("1.0", "  ", [_BAG_NAMES[False], sorted(_BAG_NAMES[False])]),
}
"""Of an item and of a package: the version that is declared, what stands between digest and name in the list of the
files that describe the bag, and orders in which it names them."""


def _listed_otherwise(
    bag: Mapping[str, Pieces], version: str, gap: str, orders: Sequence[Sequence[str]]
) -> Iterator[Fault]:
    """Give what no signature of a sound bag covers where it is not, byte for byte, as the program writes it."""
    wanted = {*orders[0], _BAG_TAGS}
    yield from (("archive.file-missing", name, "", 0) for name in sorted(wanted - bag.keys()))
    yield from (("archive.file-foreign", name, "", 0) for name in sorted(bag.keys() - wanted))
    for name in sorted((wanted & bag.keys()) - {DESCRIPTION}):
        text = b"".join(bag[name]()).decode("utf-8")
        listed = _bag_list_forms(text, gap, orders if name == _BAG_TAGS else ())
        if text not in ([_BAG_DECLARED.format(version)] if name == "bagit.txt" else listed):
            yield "archive.list-otherwise", name, "", 0


def _bag_list_forms(text: str, gap: str, orders: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the forms that a list of these lines may have: of files in the order of their names."""
    lines = [told.groups() for line in re.split("[\r\n]", text) if (told := _BAG_LINE.fullmatch(line))]
    digests = {name: digest.lower() for digest, name in lines}
    for order in orders or [sorted(digests)]:
        if digests.keys() == set(order):
            yield "".join(f"{digests[name]}{gap if orders else '  '}{name}\n" for name in order)


# === packages of the archive in one file (电子文件封装包) =============================================================
# Two signatures of the machine over regions of the file as they stand; what neither covers has one form alone.

_SIGNED, _SIGNATURE, _LOCK = "被签名对象", "电子签名", "锁定签名"
_RULE = (
    "<签名规则>对本文件中从“&lt;{0}”到“&lt;/{0}&gt;”的原样字节（UTF-8）计算SM3摘要，"
    "取64位小写十六进制文字，用本机密钥做SM2签名（DER）</签名规则>\n"
)
_OPENINGS = {
    _SIGNATURE: "<签名标识符>X001</签名标识符>\n" + _RULE.format(_SIGNED),
    _LOCK: "<被锁定签名标识符>X001</被锁定签名标识符>\n<签名标识符>X002</签名标识符>\n" + _RULE.format(_SIGNATURE),
}
_FRAME = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<电子文件封装包 xmlns="http://www.saac.gov.cn/standards/ERM/encapsulation">\n'
    "<封装包格式描述>本封装包的元素名称和层次参照DA/T 48-2009《基于XML的电子文件封装规范》，据二手资料编写"
    "</封装包格式描述>\n"
    "<版本>2009</版本>\n",
    "\n<电子签名块>\n",
    "\n</电子签名块>\n",
    "\n</电子文件封装包>\n",
)


def is_eep(begins: bytes) -> bool:
    """Whether a file begins as a package of the archive in one file."""
    return "<电子文件封装包 ".encode() in begins[:300]


def check_eep(data: bytes, *, holds: Callable[[bytes, bytes, bytes], bool] = key_holds) -> tuple[Verdict, list[Fault]]:
    """Return what is to be said of a package in one file: of its journal, its files and its two signatures.

    Raises:
        Refused: ``import.damaged``; ``evidence.none``: there is no journal in it; or as the journal is.
    """
    verdict, beside = check_package(_files_in_eep(data), holds=holds)
    own = next((name for name in verdict.journals if name.startswith("organisation/")), "")
    keys = [one for one in Credentials(verdict.journals.get(own, []), hex_sm3).unit.keys if one.owner == "machine"]
    machines = [bytes.fromhex(one.public) for one in keys]
    unsigned = dict.fromkeys(_unsigned(data, lambda said, sign: any(holds(one, said, sign) for one in machines)))
    return verdict, [*(("archive.eep-signature", name, "", 0) for name in unsigned), *beside]


def _files_in_eep(data: bytes) -> dict[str, Pieces]:
    files: dict[str, Pieces] = {}
    try:
        for document in (one for one in xml(data).everything() if one.name == "文档"):
            name = next((one.text for one in document.children if one.name == "题名"), "")
            for one in document.everything():
                if one.name != "编码数据":
                    continue
                if not name or name in files or name in (".", "..") or set(name) & set('/\\:\0*?"<>|'):
                    _bad(name)
                held = base64.b64decode("".join(one.text.split()), validate=True)
                files[name] = functools.partial(iter, (held,))
    except (ValueError, StopIteration) as error:
        raise Refused("import.damaged", str(error)) from error
    return files


def _unsigned(data: bytes, signs: Callable[[bytes, bytes], bool]) -> Iterator[str]:
    """Give what of a package is not as its signatures imply."""
    regions = {name: _region(data, name) for name in (_SIGNED, _SIGNATURE, _LOCK)}
    told = {name: _told_by(regions[name], name) for name in (_SIGNATURE, _LOCK)}
    for name, about in ((_SIGNATURE, _SIGNED), (_LOCK, _SIGNATURE)):
        result = told[name][2] if told[name] else ""
        digest = hex_sm3(regions[about].encode()).encode()
        if not (regions[about] and result and _is_result(digest, result, signs)):
            yield name
    if not told[_LOCK] or [*told[_LOCK][:2], *told[_LOCK][3:]] != [*told[_SIGNATURE][:2], *told[_SIGNATURE][3:]]:
        yield _LOCK
    whole = "".join(part for pair in zip(_FRAME, (*regions.values(), ""), strict=True) for part in pair)
    if whole.encode() != data:
        yield "签名以外的部分"


def _region(data: bytes, name: str) -> str:
    text = data.decode("utf-8", "replace")
    begins = [one.start() for one in re.finditer(f"<{name}[ >]", text)]
    once = len(begins) == 1 and text.count(f"</{name}>") == 1
    return text[begins[0] : text.index(f"</{name}>") + len(name) + 3] if once else ""


def _told_by(region: str, name: str) -> tuple[str, ...]:
    """Give time, signer, result and certificate of a signature; nothing where it is not written in its one form."""
    found = re.fullmatch(
        re.escape(f"<{name}>\n{_OPENINGS[name]}")
        + "<签名时间>([^<]*)</签名时间>\n<签名人>([^<]*)</签名人>\n<签名结果>([^<]*)</签名结果>\n"
        "<证书块>\n<证书>([^<]*)</证书>\n"
        "<证书引证>这里是公钥，没有证书机构的证书；它由包内办理记录中单位自己的记录登记</证书引证>\n</证书块>\n"
        f"<签名算法标识>SM2/SM3</签名算法标识>\n</{name}>",
        region,
    )
    return found.groups() if found else ()


def _is_result(digest: bytes, result: str, signs: Callable[[bytes, bytes], bool]) -> bool:
    try:
        signature = base64.b64decode(result, validate=True)
    except ValueError:
        return False
    return base64.b64encode(signature).decode() == result and signs(digest, signature)


HOLDS, BROKEN, OPEN = "成立", "不成立", "此处无法判定"
Said = tuple[str, str, str]
"""An outcome, a rule and a place."""

# === exchange packages ================================================================================================
# Two lines in the open, what stands outside and the machine's signature over it, then one sealed stream. Whose key that
# is, and what is inside, only those know whom it is for: from outside it is altered, or whole and undecided.

PACKAGE_MAGIC = "oa-desktop-package"
_CHANNEL = record({**dict.fromkeys(("unit", "name", "key", "wrapped"), TEXT), "sequence": NUMBER}, {"previous": TEXT})
_SENDER = record(dict.fromkeys(("unit", "name", "founding", "device", "key"), TEXT), {"public": TEXT})
OUTSIDE = record(
    {
        "realm": one_of("official", "demonstration", "training"),
        "grade": GRADE,
        "sort": one_of("公文", "回执", "办理记录"),
        "sender": _SENDER,
        "recipients": listed(_CHANNEL),
        "size": NUMBER,
        **dict.fromkeys(("id", "made", "sealed"), TEXT),
    },
    {"magic": TEXT, "version": NUMBER},
)
_MOST_RECIPIENTS, _MOST_SEALED = 500, 1024 * MEGABYTE


def is_exchange(begins: bytes) -> bool:
    """Whether a file that begins so is an exchange package, by its first line."""
    return f'"magic":"{PACKAGE_MAGIC}"'.encode() in begins[:MEGABYTE].partition(b"\n")[0]


def check_exchange(path: Path) -> list[Said]:
    """Return what is to be said of an exchange package; that it is whole and signed leaves open by whom.

    Raises:
        Refused: ``package.other``, ``package.newer``, ``package.damaged``, ``package.cut``: nothing of it can be read.
    """
    begins = bytes_of(path, most=2 * MEGABYTE)
    first = begins.find(b"\n", 0, MEGABYTE)
    second = begins.find(b"\n", first + 1, first + 1 + MEGABYTE)
    line, signed, start = begins[: max(first, 0)], begins[first + 1 : second], second + 1
    outside = _outside(line)
    if second < 0:
        raise Refused("package.cut")
    seal = _json_or_none(signed, SEAL)
    if seal is None or signed != _canonical(seal) or not (seal["signature"] == "" or _is_hex(seal["signature"])):
        raise Refused("package.damaged")
    sender, size = outside["sender"], path.stat().st_size - start
    if not _is_of_sender(sender, line, seal):
        return [(BROKEN, "verdict.package-altered", sender["name"])]
    if size < outside["size"]:
        return [(BROKEN, "verdict.package-cut", sender["name"])]
    if size > outside["size"] or _sealed_digest(path, start) != outside["sealed"]:
        return [(BROKEN, "verdict.package-altered", sender["name"])]
    return [(OPEN, "verdict.package-sender", f"{sender['name']} {sender['founding']}")]


def _outside(line: bytes) -> dict[str, Any]:
    value = _json_or_none(line, a(dict)) or {}
    if value.get("magic") != PACKAGE_MAGIC:
        raise Refused("package.other")
    if value.get("version") != 1:
        raise Refused("package.newer")
    if not OUTSIDE(value):
        raise Refused("package.damaged")
    recipients = value["recipients"]
    units = {one["unit"] for one in recipients}
    right = all(one["wrapped"] == "" or _is_hex(one["wrapped"]) for one in recipients)
    few = 1 <= len(recipients) == len(units) <= _MOST_RECIPIENTS and 0 <= value["size"] <= _MOST_SEALED
    if not right or not few:
        raise Refused("package.damaged")
    return value


def _is_of_sender(sender: Mapping[str, str], line: bytes, seal: Mapping[str, str]) -> bool:
    try:
        public = bytes.fromhex(sender["public"])
    except (KeyError, ValueError):
        return False
    named = seal["key"] == sender["key"] == hex_sm3(public)
    return named and key_holds(public, line, bytes.fromhex(seal["signature"]))


def _sealed_digest(path: Path, start: int) -> str:
    with path.open("rb") as file:
        file.seek(start)
        return hex_of(iter(functools.partial(file.read, MEGABYTE), b""))


# === backups ==========================================================================================================
# A folder: the store's files, all encrypted, a list of them with their digests, and the machine's signature over that.

LIST_NAME, SEAL_NAME, HEADER_NAME = "manifest.json", "seal.json", "store.json"
SCHEMA = 29
"""Version of the tables of a store (``storage/header.py``); a backup of later ones is for a later verifier."""
_MOST_LISTED = 256 * MEGABYTE
_BACKED_UP = re.compile(r"store\.(json|db)|[a-z][a-z0-9-]{0,40}\.json|blobs/[0-9a-f]{2}/[0-9a-f]{64}")


_BLOBS_LOST = re.compile(r"blobs/[0-9a-f]{2}")
"""A folder with nothing in it: all blobs that belong there were lost before, and the list names them."""


def _recorded(value: Any) -> bool:
    return type(value) is dict and all(map(record({"size": NUMBER, "digest": TEXT}), value.values()))


def _ways(value: Any) -> bool:
    return type(value) is dict and all(map(listed(HEAD), value.values()))


LIST = record(
    {
        "store": TEXT,
        "realm": one_of("official", "demonstration", "training"),
        "files": _recorded,
        "heads": _ways,
        "entries": NUMBER,
        "missing": listed(TEXT),
        "magic": one_of("oa-desktop backup"),
        "format": NUMBER,
    }
)
FACTS = record(
    {
        **dict.fromkeys(("id", "realm", "unit", "device"), TEXT),
        "grade": GRADE,
        "schema": NUMBER,
    }
)
HEADER = record({"magic": TEXT, "format": one_of(1), "facts": FACTS, "proof": TEXT})
BACKUP_SEAL = record(dict.fromkeys(("key", "signature"), TEXT))


def is_backup(folder: Path) -> bool:
    """Whether a folder holds a backup: its list lies there."""
    return (folder / LIST_NAME).is_file()


def check_backup(folder: Path) -> list[Said]:
    """Return what is to be said of a backup; that it is whole and sealed leaves open by whose machine.

    Raises:
        Refused: ``backup.newer``, ``store.newer``, ``store.other-realm``.
    """
    listed_bytes = bytes_of(folder / LIST_NAME, most=_MOST_LISTED + 1)
    damaged = _damaged(folder, listed_bytes)
    said = [(BROKEN, "verdict.backup-damaged", damaged)] if damaged else []
    return [*said, _of_backup_seal(folder / SEAL_NAME, listed_bytes)]


def _damaged(folder: Path, listed_bytes: bytes) -> str:
    """Return the first file of a backup that is not what its list says, or nothing."""
    held = _list(listed_bytes)
    if held is None:
        return LIST_NAME
    lying = {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file() or _is_odd(one)}
    lost = {name for name in lying if held["missing"] and _BLOBS_LOST.fullmatch(name) and _is_folder(lying[name])}
    lying = {name: one for name, one in lying.items() if name not in lost}
    odd = {name for name, one in lying.items() if _is_odd(one)}
    odd |= (lying.keys() - {SEAL_NAME}) ^ {LIST_NAME, *held["files"]}
    if odd:
        return min(odd)
    if HEADER_NAME not in lying or _store(bytes_of(lying[HEADER_NAME]), held["realm"]) != held["store"]:
        return HEADER_NAME
    wanted = {name: (one["size"], one["digest"]) for name, one in held["files"].items()}
    return next((name for name, told in wanted.items() if _told_of(lying[name]) != told), "")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _told_of(path: Path) -> tuple[int, str]:
    return path.stat().st_size, hex_of(pieces_of(path))


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _list(data: bytes) -> dict[str, Any] | None:
    """Return the list of a backup; None for one that is damaged.

    Raises:
        Refused: ``backup.newer``.
    """
    value = _json_or_none(data, a(dict)) if len(data) <= _MOST_LISTED else None
    held = (value or {}).get("manifest")
    found = held.get("format") if isinstance(held, dict) else None
    if isinstance(found, int) and found > 1:
        raise Refused("backup.newer")
    if not isinstance(held, dict) or not LIST(held) or not all(map(_BACKED_UP.fullmatch, held["files"])):
        return None
    return held if data == _canonical({"manifest": held, "digest": hex_sm3(_canonical(held))}) + b"\n" else None


def _store(data: bytes, realm: str) -> str:
    """Return the id of the store that a header is of; nothing for one that is damaged.

    Raises:
        Refused: ``store.newer``, ``store.other-realm``.
    """
    value = _json_or_none(data, a(dict)) or {}
    held = value.get("header")
    if (
        not isinstance(held, dict)
        or _canonical(value) + b"\n" != data
        or value.get("digest") != hex_sm3(_canonical(held))
    ):
        return ""
    if held.get("magic") != "oa-desktop store":
        return ""
    if held.get("format") != 1:
        raise Refused("store.newer")
    if not HEADER(held):
        return ""
    if held["facts"]["realm"] != realm:
        raise Refused("store.other-realm")
    if held["facts"]["schema"] > SCHEMA:
        raise Refused("store.newer")
    return str(held["facts"]["id"])


def _of_backup_seal(path: Path, listed_bytes: bytes) -> Said:
    if not path.is_file():
        return BROKEN, "verdict.backup-unsealed", ""
    data = bytes_of(path)
    seal = _json_or_none(data, BACKUP_SEAL)
    if seal is None or data != _canonical(seal) + b"\n" or not all(map(_is_hex, seal.values())):
        return BROKEN, "verdict.backup-seal", SEAL_NAME
    public = bytes.fromhex(seal["key"])
    if not key_holds(public, listed_bytes, bytes.fromhex(seal["signature"])):
        return BROKEN, "verdict.backup-seal", SEAL_NAME
    return OPEN, "verdict.backup-machine", hex_sm3(public)


# === DER and certificates ===========================================================================================
SM2_SM3, SM2_CURVE = "1.2.156.10197.1.501", "1.2.156.10197.1.301"


@dataclass(frozen=True)
class Der:
    """One element of DER in its one canonical form (X.690 chapter 10)."""

    tag: int
    body: bytes
    raw: bytes

    @property
    def parts(self) -> list[Der]:
        """Return the elements inside."""
        return list(_elements(self.body)) if self.tag & 0x20 else []

    def texts(self) -> str:
        """Return a text of any of the kinds that are met."""
        return self.body.decode({0x1E: "utf-16-be", 0x0C: "utf-8"}.get(self.tag, "latin-1"))

    def number(self) -> int:
        """Return a whole number."""
        return int.from_bytes(self.body, "big", signed=True) if self.tag in (2, 10) else _bad("number")

    def oid(self) -> str:
        """Return an object identifier in dotted form."""
        if self.tag != 6:
            _bad("oid")
        numbers, value = [], 0
        for byte in self.body:
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                numbers.append(value)
                value = 0
        head = min(numbers[0] // 40, 2)
        return ".".join(map(str, (head, numbers[0] - 40 * head, *numbers[1:])))

    def octets(self, tag: int = 4) -> bytes:
        """Return the bytes of an octet string, or whole bytes of a bit string."""
        if self.tag != tag or (tag == 3 and self.body[:1] != b"\0"):
            _bad("bytes")
        return self.body[1:] if tag == 3 else self.body

    def time(self) -> datetime:
        """Return a UTCTime or a GeneralizedTime."""
        text = self.body.decode("ascii")
        if self.tag == 0x17:
            text = ("19" if int(text[:2]) >= 50 else "20") + text
        elif self.tag != 0x18:
            _bad("time")
        if not re.fullmatch(r"[0-9]{14}(\.[0-9]*[1-9])?Z", text):
            _bad("time")
        return datetime.strptime(text[:14] + "+0000", "%Y%m%d%H%M%S%z")


def _bad(what: str) -> Any:
    raise Bad(what)


def der(data: bytes, depth: int = 0) -> Der:
    """Return the one element that bytes are, all of it looked at.

    Raises:
        Bad: They are not canonical, or more than one element.
    """
    found = list(_elements(data))
    if len(found) != 1:
        _bad("more than one")
    _look_through(found[0], depth)
    return found[0]


def _look_through(one: Der, depth: int) -> None:
    rule = _DER_RULES.get(one.tag)
    universal = not one.tag & 0xC0
    constructed = bool(one.tag & 0x20)
    if depth > 32 or (universal and constructed != (one.tag & 0x1F in (16, 17))) or (rule and not rule(one.body)):
        _bad("not canonical")
    for inner in one.parts:
        _look_through(inner, depth + 1)


def _elements(data: bytes) -> Iterator[Der]:
    at = 0
    while at < len(data):
        if len(data) - at < 2 or data[at] & 0x1F == 0x1F:
            _bad("cut")
        size, start = data[at + 1], at + 2
        if size >= 0x80:
            count = size & 0x7F
            size = int.from_bytes(data[start : start + count], "big")
            if not 1 <= count <= 4 or not data[start : start + 1].strip(b"\0") or size < 0x80:
                _bad("length")
            start += count
        if start + size > len(data):
            _bad("cut")
        yield Der(data[at], data[start : start + size], data[at : start + size])
        at = start + size


def _is_minimal(body: bytes) -> bool:
    return bool(body) and body == (value := int.from_bytes(body, "big", signed=True)).to_bytes(
        (value + (value < 0)).bit_length() // 8 + 1, "big", signed=True
    )


def _is_text(body: bytes) -> bool:
    try:
        return bool(body.decode("utf-8") or True)
    except UnicodeDecodeError:
        return False


_DER_RULES: dict[int, Callable[[bytes], bool]] = {
    1: lambda body: body in (b"\0", b"\xff"),
    2: _is_minimal,
    3: lambda body: bool(body) and body[0] < 8 and (len(body) > 1 or not body[0]) and not body[-1] & (1 << body[0]) - 1,
    5: lambda body: not body,
    6: lambda body: bool(body) and body[-1] < 0x80 and not re.search(rb"(?:^|[\x00-\x7f])\x80", body, re.DOTALL),
    10: _is_minimal,
    12: _is_text,
}


@dataclass(eq=False)
class Certificate:
    """An X.509 certificate (RFC 5280), as far as a chain needs it."""

    raw: bytes
    body: Der
    algorithm: str
    signature: bytes
    serial: int
    issuer: Der
    subject: Der
    since: datetime
    until: datetime
    key: Der
    extensions: dict[str, tuple[bool, Der]]

    @property
    def name(self) -> str:
        """Return the common name of its holder."""
        found = [each.parts[1].texts() for each in _attributes(self.subject) if each.parts[0].oid() == "2.5.4.3"]
        return found[-1] if found else ""

    @property
    def usage(self) -> set[int] | None:
        """Return the numbers of the bits of its key usage; None where it names none."""
        if "2.5.29.15" not in self.extensions:
            return None
        bits = self.extensions["2.5.29.15"][1]
        return {at for at in range(8 * (len(bits.body) - 1)) if bits.body[1 + at // 8] & 0x80 >> at % 8}

    @property
    def constraints(self) -> tuple[bool, int | None]:
        """Return whether it is an authority's, and how many authorities may follow."""
        parts = self.extensions["2.5.29.19"][1].parts if "2.5.29.19" in self.extensions else []
        authority = any(one.tag == 1 and one.body == b"\xff" for one in parts)
        return authority, next((one.number() for one in parts if one.tag == 2), None)

    @property
    def purposes(self) -> list[str]:
        """Return the purposes of the program's own kind that it is made out to: .2 a seal, .3 a maker of seals."""
        named = [one.oid() for one in self.extensions["2.5.29.37"][1].parts] if "2.5.29.37" in self.extensions else []
        ours = "2.25.262696597250526199268851983699804407793."
        return [one.removeprefix(ours) for one in named if one.startswith(ours)][:1]


def _attributes(name: Der) -> Iterator[Der]:
    return (each for group in name.parts for each in group.parts)


def plain_name(name: Der) -> list[list[tuple[str, str]]]:
    """Return a name so that capitals, blanks and signs that nobody sees say nothing (RFC 5280 7.1, RFC 4518 2)."""
    if name.tag != 0x30:
        _bad("name")
    return [
        sorted((each.parts[0].oid(), _prepared(each.parts[1].texts())) for each in group.parts) for group in name.parts
    ]


def _prepared(text: str) -> str:
    for _ in range(2):
        text = unicodedata.normalize("NFKC", "".join(map(_letter_of_name, text)).casefold())
    return " ".join(text.split())


def _letter_of_name(one: str) -> str:
    """Return a letter as it counts in a name: a blank for every kind of space, nothing for what nobody sees."""
    if one in "\t\n\v\f\r\x85" or unicodedata.category(one)[0] == "Z":
        return " "
    unseen = unicodedata.category(one) in ("Cc", "Cf") or one in "\u034f\u1806\u180b\u180c\u180d\ufffc"
    return "" if unseen or "\ufe00" <= one <= "\ufe0f" else one


def same_name(one: Der, other: Der) -> bool:
    """Whether two names are one."""
    return one.raw == other.raw or plain_name(one) == plain_name(other)


def certificate(data: bytes) -> Certificate:
    """Return a certificate in DER.

    Raises:
        Bad: It is none, or odd.
    """
    try:
        return _certificate(data)
    except (IndexError, ValueError, UnicodeDecodeError, RecursionError) as error:
        raise Bad(str(error)) from error


def _certificate(data: bytes) -> Certificate:
    if len(data) > 64 * 1024:
        _bad("large")
    body, algorithm, signature = der(data).parts
    fields = body.parts
    version = fields.pop(0).parts[0].number() if fields[0].tag == 0xA0 else 0
    serial, inner, issuer, validity, subject, key, *more = fields
    extensions = _extensions(more)
    since, until = (one.time() for one in validity.parts)
    odd = inner.raw != algorithm.raw or not 0 < serial.number() < 1 << 168 or since > until
    if odd or (extensions and version != 2):
        _bad("odd")
    found = Certificate(
        data, body, algorithm.parts[0].oid(), signature.octets(3), serial.number(), issuer, subject, since, until, key,
        extensions,
    )  # fmt: skip
    _ = found.name, found.usage, found.constraints, found.purposes, plain_name(issuer), plain_name(subject)
    if _is_sm2(key) and not _on_curve(key.raw):
        _bad("key")
    return found


def _extensions(more: Sequence[Der]) -> dict[str, tuple[bool, Der]]:
    found: dict[str, tuple[bool, Der]] = {}
    for one in (each for part in more if part.tag == 0xA3 for each in part.parts[0].parts):
        oid, *critical, value = one.parts
        if oid.oid() in found:
            _bad("twice")
        found[oid.oid()] = bool(critical) and critical[0].body == b"\xff", der(value.octets())
    return found


def _is_sm2(key: Der) -> bool:
    parts = key.parts[0].parts
    return len(parts) == 2 and parts[1].tag == 6 and parts[1].oid() == SM2_CURVE


def _on_curve(spki: bytes) -> bool:
    return len(spki) == 91 and _point(spki, SPKI, SM2) is not None


CURVES = {
    "1.2.840.10045.3.1.7": P256,
    "1.3.132.0.34": Curve(
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        (
            0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
            0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
        ),
    ),
}
"""P-256 and P-384 (FIPS 186-4 D.1.2)."""
EC_SIGNS = {"1.2.840.10045.4.3.2": "sha256", "1.2.840.10045.4.3.3": "sha384", "1.2.840.10045.4.3.4": "sha512"}
SHORT_CURVES = ("1.2.840.10045.3.1.1", "1.3.132.0.33")
"""P-192 and P-224."""


def _point_of(written: bytes, curve: Curve) -> tuple[int, int] | None:
    """Return a point in its long or short form (SEC 1 2.3.3); None for what is not on the curve."""
    size = (curve.p.bit_length() + 7) // 8
    x, y = int.from_bytes(written[1 : 1 + size], "big"), int.from_bytes(written[1 + size :], "big")
    if len(written) == 1 + size and written[0] in (2, 3):
        root = pow(x**3 - 3 * x + curve.b, (curve.p + 1) // 4, curve.p)
        y = root if root % 2 == written[0] % 2 else curve.p - root
    elif len(written) != 1 + 2 * size or written[0] != 4:
        return None
    return (x, y) if curve.has(x, y) else None


def _ec_signed(key: Der, name: str, message: bytes, signature: bytes) -> str:
    kind, *parameters = key.parts[0].parts
    if kind.oid() != "1.2.840.10045.2.1" or len(parameters) != 1 or parameters[0].tag != 6:
        return BROKEN
    told = parameters[0].oid()
    if told not in CURVES:
        return BROKEN if told in (*SHORT_CURVES, SM2_CURVE) else OPEN
    curve = CURVES[told]
    point = _point_of(key.parts[1].octets(3), curve)
    digest = hashlib.new(name, message).digest()
    return HOLDS if point and ecdsa_holds(point, digest, signature, curve) else BROKEN


RSA_SIGNS = {"1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384", "1.2.840.113549.1.1.13": "sha512"}
WEAK_SIGNS = ("1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1")
RSA_HEADS = {
    "sha256": "3031300d060960864801650304020105000420",
    "sha384": "3041300d060960864801650304020205000430",
    "sha512": "3051300d060960864801650304020305000440",
}


def signed_by(key: Der, algorithm: str, message: bytes, signature: bytes) -> str:
    """Return HOLDS, BROKEN, or OPEN for an algorithm that this one file does not know; weak ones are BROKEN."""
    if algorithm == SM2_SM3:
        return HOLDS if sm2_holds(key.raw, message, signature) else BROKEN
    if algorithm in EC_SIGNS:
        return _ec_signed(key, EC_SIGNS[algorithm], message, signature)
    if algorithm not in RSA_SIGNS:
        return BROKEN if algorithm in WEAK_SIGNS else OPEN
    try:
        modulus, exponent = (one.number() for one in der(key.parts[1].octets(3)).parts)
    except ValueError:
        return BROKEN
    size = (modulus.bit_length() + 7) // 8
    name = RSA_SIGNS[algorithm]
    tail = bytes.fromhex(RSA_HEADS[name]) + hashlib.new(name, message).digest()
    padded = b"\0\1" + b"\xff" * (size - len(tail) - 3) + b"\0" + tail
    value = int.from_bytes(signature, "big")
    right = len(signature) == size and value < modulus and pow(value, exponent, modulus).to_bytes(size, "big") == padded
    return HOLDS if right and modulus.bit_length() >= 2048 else BROKEN


# --- whom one trusts -------------------------------------------------------------------------------------------------


@dataclass
class Trust:
    """What a folder of trust holds: certificates trusted outright, those between, lists, and makers of seals."""

    anchors: list[bytes] = field(default_factory=list)
    between: list[bytes] = field(default_factory=list)
    revocations: list[bytes] = field(default_factory=list)
    makers: list[bytes] = field(default_factory=list)


def read_trust(folder: Path | None) -> Trust:
    """Return what a folder holds in anchors/, own/, between/, revocations/ and makers/, DER or PEM, one a file.

    Raises:
        Untrusted: It is read whole or not at all: whoever put something into it believes that it counts.
    """
    if folder is None:
        return Trust([], [], [], [])
    files = {kind: _trusted_files(folder / kind) for kind in _TRUSTED}
    beside = sorted(folder.iterdir()) if folder.is_dir() else [folder]
    for path in beside:
        if path.name not in _TRUSTED and not _is_text(path):
            raise Untrusted("trust-folder.unknown", path.name)
    held = {kind: [_trusted(kind, path) for path in found] for kind, found in files.items()}
    return Trust([*held["anchors"], *held["own"]], held["between"], held["revocations"], held["makers"])


_TRUSTED = ("anchors", "own", "between", "revocations", "makers")
_MOST_TRUSTED, _LARGEST_TRUSTED, _ALL_TRUSTED = 1_000, 4 << 20, 64 << 20
"""Files of one of the folders, bytes of a file, bytes of one of the folders."""


class Untrusted(Refused):
    """A folder does not say whom to trust."""


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in (".txt", ".md")


def _trusted_files(folder: Path) -> list[Path]:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Untrusted("trust-folder.unknown", folder.name)
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    if len(paths) > _MOST_TRUSTED or sum(one.lstat().st_size for one in paths) > _ALL_TRUSTED:
        raise Untrusted("trust-folder.too-many", folder.name)
    return [one for one in paths if not _is_text(one)]


def _trusted(kind: str, path: Path) -> bytes:
    """Return a certificate or a list of revocations, DER."""
    name, read = f"{kind}/{path.name}", revocation_list if kind == "revocations" else certificate
    if path.is_symlink() or not path.is_file():
        raise Untrusted("trust-folder.unknown", name)
    if path.stat().st_size > _LARGEST_TRUSTED:
        raise Untrusted("trust-folder.too-many", name)
    try:
        data = _unarmoured(path.read_bytes())
        read(data)
    except (Bad, ValueError) as error:
        raise Untrusted("trust-folder.unreadable", name) from error
    return data


def _unarmoured(data: bytes) -> bytes:
    found = re.fullmatch(rb"\s*-----BEGIN [A-Z0-9 ]+-----(.*)-----END [A-Z0-9 ]+-----\s*", data, re.DOTALL)
    return base64.b64decode(b"".join(found[1].split())) if found else data


def judge_certificate(data: bytes, at: datetime, trust: Trust, *, signing: bool = True) -> list[Said]:
    """Return what is to be said of a certificate's path to an anchor, its validity and revocation at a moment."""
    try:
        leaf = certificate(data)
    except Bad:
        return [(BROKEN, "verdict.certificate-unreadable", "")]
    known = _readable([*trust.anchors, *trust.between])
    strangers: list[Said] = []
    paths = list(_paths((leaf,), known, set(trust.anchors), strangers))
    judged = [_of_path(path, at, trust) for path in paths]
    worst = {BROKEN: 2, OPEN: 1, HOLDS: 0}
    best = min(judged, key=lambda said: max((worst[one[0]] for one in said), default=0), default=None)
    none = strangers or [(OPEN, "verdict.no-anchor", leaf.name)]
    said = best if best is not None else [*_own_faults(leaf, at), *none]
    may = not leaf.constraints[0] and (leaf.usage is None or bool(leaf.usage & {0, 1}))
    return said if may or not signing else [*said, (BROKEN, "verdict.key-usage", leaf.name)]


def _readable(held: Iterable[bytes]) -> list[Certificate]:
    found = []
    for data in dict.fromkeys(held):
        try:
            found.append(certificate(data))
        except Bad:
            continue
    return found


def _paths(
    path: tuple[Certificate, ...], known: Sequence[Certificate], anchors: set[bytes], strangers: list[Said]
) -> Iterator[tuple[Certificate, ...]]:
    last, behind = path[-1], {one.raw for one in path}
    if last.raw in anchors:
        yield path
        return
    for one in known if len(path) < 8 else ():
        if not same_name(one.subject, last.issuer) or one.raw in behind:
            continue
        linked = signed_by(one.key, last.algorithm, last.body.raw, last.signature)
        if linked == BROKEN and last.algorithm not in WEAK_SIGNS:
            strangers.append((OPEN if _another_key(last, one) else BROKEN, "verdict.not-issued", last.name))
        else:
            yield from _paths((*path, one), known, anchors, strangers)


def _another_key(below: Certificate, above: Certificate) -> bool:
    """Whether an issuer's certificate says itself that it holds another key than the one that signed."""
    said = below.extensions.get("2.5.29.35")
    own = above.extensions.get("2.5.29.14")
    named = [one.body for one in said[1].parts if one.tag == 0x80] if said else []
    return bool(named and own and named[0] != own[1].octets())


def _of_path(path: Sequence[Certificate], at: datetime, trust: Trust) -> list[Said]:
    said = [one for each in path for one in _own_faults(each, at)]
    between = 0
    for below, above in itertools.pairwise(path):
        linked = signed_by(above.key, below.algorithm, below.body.raw, below.signature)
        said += [(linked, "verdict.weak-algorithm", below.name)] if linked != HOLDS else []
        authority, longest = above.constraints
        between += below is not path[0] and not same_name(below.subject, below.issuer)
        wrong = not authority or (above.usage is not None and 5 not in above.usage)
        if wrong or (longest is not None and between > longest):
            said.append((BROKEN, "verdict.issuer-no-authority", above.name))
        said.append(_revocation(below, above, at, trust))
    return said


_UNDERSTOOD = {f"2.5.29.{number}" for number in (14, 15, 17, 19, 32, 35, 37)}


def _own_faults(one: Certificate, at: datetime) -> Iterator[Said]:
    if not one.since <= at <= one.until:
        yield BROKEN, "verdict.expired" if at > one.until else "verdict.not-yet-valid", one.name
    if any(critical and oid not in _UNDERSTOOD for oid, (critical, _) in one.extensions.items()):
        yield BROKEN, "verdict.unknown-critical", one.name


# --- revocations -----------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class RevocationList:
    """A list of revoked certificates (RFC 5280 chapter 5)."""

    body: Der
    algorithm: str
    signature: bytes
    issuer: Der
    issued: datetime
    due: datetime | None
    number: int
    revoked: dict[int, tuple[datetime, int]]


def revocation_list(data: bytes) -> RevocationList:
    """Return a whole list in DER.

    Raises:
        Bad: It is none, or only part of one.
    """
    try:
        return _revocation_list(data)
    except (IndexError, ValueError, RecursionError) as error:
        raise Bad(str(error)) from error


def _revocation_list(data: bytes) -> RevocationList:
    body, algorithm, signature = der(data).parts
    fields = body.parts
    if fields[0].tag == 2:
        fields.pop(0)
    inner, issuer, issued, *rest = fields
    due = rest.pop(0).time() if rest and rest[0].tag in (0x17, 0x18) else None
    entries = rest.pop(0).parts if rest and rest[0].tag == 0x30 else []
    extensions = {}
    for one in rest[0].parts[0].parts if rest else ():
        oid, *critical, value = one.parts
        if critical or oid.oid() in ("2.5.29.27", "2.5.29.28"):
            _bad("part of a list")
        extensions[oid.oid()] = der(value.octets())
    if inner.raw != algorithm.raw or not plain_name(issuer):
        _bad("odd")
    number = extensions["2.5.29.20"].number() if "2.5.29.20" in extensions else 0
    revoked: dict[int, tuple[datetime, int]] = {}
    for one in entries:
        serial, since, reason = _revoked(one)
        revoked.setdefault(serial, (since, reason))
    return RevocationList(
        body, algorithm.parts[0].oid(), signature.octets(3), issuer, issued.time(), due, number, revoked
    )


def _revoked(entry: Der) -> tuple[int, datetime, int]:
    serial, since, *more = entry.parts
    at, reason = since.time(), 0
    for one in more[0].parts if more else ():
        oid, *critical, value = one.parts
        inner = der(value.octets())
        if oid.oid() == "2.5.29.21":
            reason = inner.number()
        elif oid.oid() == "2.5.29.24":
            at = min(at, inner.time())
        elif critical and oid.oid() != "2.5.29.23":
            _bad("critical")
    return serial.number(), at, reason


LOST = (1, 2, 10)
"""Reasons of a revocation by which somebody else has the key: no list by it shows that anything is not revoked."""


def _revocation(below: Certificate, above: Certificate, at: datetime, trust: Trust) -> Said:
    """Return what the lists of an authority say of a certificate at a moment."""
    delegates = _delegates(above, trust)
    signed = sorted(_lists_of(above, delegates, trust), key=lambda one: (one[0].issued, one[0].number))
    entries = [(one, one.revoked[below.serial]) for one, _signer in signed if below.serial in one.revoked]
    lost = {
        one.key.raw for one in delegates for told, _signer in signed if told.revoked.get(one.serial, (0, 0))[1] in LOST
    }
    sound = [one for one, signer in signed if signer.key.raw not in lost]
    found = [entry for one, entry in entries if entry[1] != 6 or one in sound[-1:]]
    if not found and not sound:
        return OPEN, "verdict.revocations-unknown", below.name
    if not found:
        newest = sound[-1]
        due = max(newest.issued, newest.due or newest.issued)
        if at > due:
            return OPEN, "verdict.revocations-stale", below.name
        return HOLDS, "verdict.not-revoked" if at <= newest.issued else "verdict.not-revoked-so-far", below.name
    if min(found)[0] <= at:
        return BROKEN, "verdict.revoked", below.name
    later = any(reason in LOST for _since, reason in found)
    return (OPEN if later else HOLDS), "verdict.revoked-later", below.name


def _delegates(above: Certificate, trust: Trust) -> list[Certificate]:
    own = [one for one in _readable(trust.between) if same_name(one.subject, above.subject)]
    return [
        one
        for one in own
        if same_name(one.issuer, above.subject)
        and 6 in (one.usage or ())
        and signed_by(above.key, one.algorithm, one.body.raw, one.signature) == HOLDS
    ]


def _lists_of(
    above: Certificate, delegates: Sequence[Certificate], trust: Trust
) -> Iterator[tuple[RevocationList, Certificate]]:
    """Give the lists of an authority, each with whoever of it and those whom it lets sign them has signed it."""
    for data in trust.revocations:
        try:
            found = revocation_list(data)
        except Bad:
            continue
        ours = (above, *delegates) if same_name(found.issuer, above.subject) else ()
        signer = next((one for one in ours if _signed(found, one)), None)
        if signer:
            yield found, signer


def _signed(found: RevocationList, signer: Certificate) -> bool:
    if (signer.usage is not None and 6 not in signer.usage) or not signer.since <= found.issued <= signer.until:
        return False
    return signed_by(signer.key, found.algorithm, found.body.raw, found.signature) == HOLDS


# === seals and their signature values ===============================================================================
# GB/T 38540-2020 (version 4), GM/T 0031-2014 (1), GM/T 0031-2025 (5)


@dataclass(eq=False)
class Seal:
    """An electronic seal: who may use it, from when until when, and whether its maker's signature holds."""

    raw: bytes
    name: str
    holders: list[bytes]
    maker: bytes
    created: datetime
    since: datetime
    until: datetime
    holds: bool


@dataclass(eq=False)
class SealValue:
    """A signature value made with a seal."""

    seal: Seal
    certificate: bytes
    algorithm: str
    holds: bool
    time: datetime | None
    stamped: bool
    digest: bytes
    subject: str


def seal_value(data: bytes) -> SealValue:
    """Return what a signature value says.

    Raises:
        Bad: It is none, or not canonical.
    """
    if not data or len(data) > 4 * 1024 * 1024:
        _bad("size")
    try:
        whole = der(data)
        if whole.tag != 0x30:
            _bad("tags")
        return _value_of_old(whole) if len(whole.parts) == 2 else _value_of_later(whole)
    except (IndexError, ValueError, UnicodeDecodeError, RecursionError) as error:
        raise Bad(str(error)) from error


def _value_of_later(whole: Der) -> SealValue:
    signed, holder, algorithm, signature, *stamp = whole.parts
    version, seal, time, digest, subject, *more = signed.parts
    if [one.tag for one in (*more, *stamp)] not in ([], [0xA0], [0xA0, 0xA0]) or len(more) > 1 or len(stamp) > 1:
        _bad("more")
    if time.tag != 0x18 or subject.tag != 0x16:
        _bad("tags")
    _ = version.number(), [_extension(one) for part in more for one in part.parts[0].parts]
    stamped = stamp[0].parts[0].octets(3) if stamp else b""
    _look_at_stamp(stamped)
    return SealValue(
        _seal(seal), holder.octets(), algorithm.oid(),
        _signs(holder.octets(), algorithm.oid(), signed.raw, signature.octets(3)),
        time.time(), bool(stamped), digest.octets(3), subject.body.decode("ascii"),
    )  # fmt: skip


def _value_of_old(whole: Der) -> SealValue:
    signed, signature = whole.parts
    _version, seal, time, digest, subject, holder, algorithm = signed.parts
    if time.octets(3)[:1] not in (b"\x17", b"\x18"):
        _look_at_stamp(time.octets(3))
    try:
        claimed = der(time.octets(3)).time()
    except (Bad, ValueError):
        claimed = None
    return SealValue(
        _seal(seal), holder.octets(), algorithm.oid(),
        _signs(holder.octets(), algorithm.oid(), signed.raw, signature.octets(3)),
        claimed, False, digest.octets(3), subject.body.decode("ascii"),
    )  # fmt: skip


_CMS = {bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a811ccf550601040202")}
"""Signed data: RFC 5652 chapter 5, and the same of GM/T 0010-2012."""


def _look_at_stamp(data: bytes) -> None:
    """Refuse what stands in the place of a time stamp and has not even its outside (RFC 3161 2.4.2)."""
    if not data or data[:2] == b"\x30\x80":
        return  # without lengths (BER): not looked into
    whole = _outsides(data)
    parts = _outsides(whole[0][1]) if [tag for tag, _ in whole] == [0x30] else []
    if [tag for tag, _ in parts] == [0x30, 0x30]:
        parts = _outsides(parts[1][1])
    if [tag for tag, _ in parts] != [6, 0xA0] or parts[0][1] not in _CMS:
        _bad("no time stamp")
    if [tag for tag, _ in _outsides(parts[1][1])] != [0x30]:
        _bad("no time stamp")


def _outsides(data: bytes) -> list[tuple[int, bytes]]:
    """Return tag and body of elements that follow one another, whatever is in them."""
    found, at = [], 0
    while at < len(data):
        tag, size = data[at], data[at + 1]
        start = at + 2 + (size & 0x7F if size > 0x7F else 0)
        size = int.from_bytes(data[at + 2 : start], "big") if size > 0x7F else size
        if start + size > len(data):
            _bad("cut off")
        found.append((tag, data[start : start + size]))
        at = start + size
    return found


def _extension(one: Der) -> None:
    parts = one.parts
    parts[0].oid()
    parts[-1].octets()
    if len(parts) > 3 or (len(parts) == 3 and parts[1].raw != b"\1\1\xff"):
        _bad("extension")


def _signs(holder: bytes, algorithm: str, message: bytes, signature: bytes) -> bool:
    try:
        key = _key_of(holder)
    except (Bad, ValueError, IndexError):
        return False
    return algorithm == SM2_SM3 and sm2_holds(key, message, signature)


def _key_of(data: bytes) -> bytes:
    fields = der(data).parts[0].parts
    return fields[6 if fields[0].tag == 0xA0 else 5].raw


def _seal(whole: Der) -> Seal:
    parts = whole.parts
    info = parts[0]
    header, identity, properties, picture, *more = info.parts
    version = header.parts[1].number()
    if header.parts[0].body != b"ES" or len(header.parts) != 3 or len(more) > 1 or identity.tag != 0x16:
        _bad("header")
    _ = [_extension(one) for part in more for one in part.parts]
    if not all(one.number() in range(1, 201) for one in picture.parts[2:]) or len(picture.parts) != 4:
        _bad("picture")
    if len(parts) == 2:
        maker, algorithm, signature = parts[1].parts
        body = info.raw + maker.raw + algorithm.raw
        message = b"\x30" + _length(len(body)) + body
        kind, name, listed, *times = properties.parts
        holders = [one.octets() for one in listed.parts]
        right = version not in (4, 5)
    else:
        maker, algorithm, signature, *stamp = parts[1:]
        message = info.raw
        kind, name, sort, listed, *times = properties.parts
        digests = sort.number() == 2
        holders = [one.parts[1].octets() if digests else one.octets() for one in listed.parts]
        right = version in (4, 5) and sort.number() in (1, 2) and (not stamp or (version == 5 and len(stamp) == 1))
        _ = [_look_at_stamp(one.parts[0].octets(3)) for one in stamp]
    if not right or len(times) != 3:
        _bad("version")
    _ = kind.number()
    created, since, until = (one.time() for one in times)
    return Seal(
        whole.raw, name.texts(), holders, maker.octets(), created, since, until,
        _signs(maker.octets(), algorithm.oid(), message, signature.octets(3)),
    )  # fmt: skip


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    body = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(body)]) + body


def judge_value(value: bytes, digest: bytes, subject: str, trust: Trust, beside: bytes | None) -> list[Said]:
    """Return what is to be said of a signature value: value, seal, maker, holder, chains and revocations."""
    try:
        found = seal_value(value)
    except Bad:
        return [(BROKEN, "verdict.value-unreadable", "")]
    seal, at = found.seal, found.time
    holder_named = found.certificate in seal.holders or sm3(found.certificate) in seal.holders
    wrong = {
        "verdict.hash-differs": found.digest != digest,
        "verdict.subject-differs": found.subject.lstrip("/") != subject.lstrip("/"),
        "verdict.signature-differs": not found.holds,
        "verdict.not-holder": not holder_named,
        "verdict.seal-differs": beside is not None and beside != seal.raw,
        "verdict.seal-expired": at is not None and at > seal.until,
        "verdict.seal-not-yet": at is not None and at < max(seal.since, seal.created),
    }
    said = [(BROKEN, rule, seal.name) for rule, is_wrong in wrong.items() if is_wrong]
    said += [(OPEN, "verdict.time-stamp-unproven", seal.name)] if at is None or found.stamped else []
    said += [(OPEN, "verdict.extension-critical", one) for one in _critical(der(value).parts[0])]
    return [*said, *_of_maker(found, trust), *_of_holder(found, trust)]


def _critical(signed: Der) -> Iterator[str]:
    """Yield the extensions of seal and value that must be understood; none is known here."""
    own = [one.parts[0] for one in signed.parts[5:] if one.tag == 0xA0]
    for one in (each for listed in (*signed.parts[1].parts[0].parts[4:], *own) for each in listed.parts):
        if len(one.parts) == 3:
            yield one.parts[0].oid()


def _of_maker(found: SealValue, trust: Trust) -> list[Said]:
    """Return what is to be said of the maker; whoever has a certificate could make a seal in any name for himself."""
    seal = found.seal
    maker, holder = _readable([seal.maker]), _readable([found.certificate])
    if not maker:
        return [(BROKEN, "verdict.maker-unreadable", seal.name)]
    if not seal.holds:
        return [(BROKEN, "verdict.maker-signature-differs", seal.name)]
    himself = bool(holder) and holder[0].key.raw == maker[0].key.raw
    said: list[Said] = []
    if trust.makers and seal.maker not in trust.makers:
        said.append((OPEN, "verdict.maker-unlisted", maker[0].name))
    elif himself and seal.maker not in trust.makers:
        said.append((OPEN, "verdict.maker-himself", maker[0].name))
    said += [(BROKEN, "verdict.maker-purpose", maker[0].name)] if maker[0].purposes not in ([], ["3"]) else []
    return [*said, *judge_certificate(seal.maker, seal.created, trust)]


def _of_holder(found: SealValue, trust: Trust) -> list[Said]:
    holder = _readable([found.certificate])
    if not holder:
        return [(BROKEN, "verdict.holder-unreadable", "")]
    said = [(BROKEN, "verdict.holder-purpose", holder[0].name)] if holder[0].purposes not in ([], ["1"], ["2"]) else []
    if found.time is None:
        return [*said, (OPEN, "verdict.time-unknown", holder[0].name)]
    return [*said, *judge_certificate(found.certificate, found.time, trust)]


# === signed OFD (GB/T 33190-2016 18) ================================================================================


def check_ofd(data: bytes, trust: Trust) -> list[Said]:
    """Return what is to be said of a signed OFD; HOLDS is said of nothing, only what does not hold or is not known."""
    try:
        parts = _parts_of(data)
        return list(_Ofd(parts, trust).said())
    except (Bad, UnicodeDecodeError, RecursionError) as error:
        return [(BROKEN, "verdict.package-unreadable", str(error))]


def _parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package every byte of which belongs to one part, and every part to one name.

    Raises:
        Bad: Something of it could be read in two ways.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
        names = [_part_name(one) for one in infos]
        if len(infos) > 20_000 or sum(one.file_size for one in infos) > 192 << 20 or archive.comment:
            _bad("too large, or a remark")
        _look_at_names(names)
        ends = [_look_at_part(data, one) for one in infos]
        starts = sorted((one.header_offset, end) for one, end in zip(infos, ends, strict=True))
        borders = [0, *(end for _, end in starts)]
        count = len(infos).to_bytes(2, "little")
        end = b"PK\5\6" + bytes(4) + count * 2
        if [start for start, _ in starts] != borders[:-1] or borders[-1] != archive.start_dir:
            _bad("bytes that belong to no part")
        if data[-22:-10] != end or int.from_bytes(data[-10:-6], "little") + archive.start_dir != len(data) - 22:
            _bad("bytes behind the list")
        if int.from_bytes(data[-6:-2], "little") != archive.start_dir or data[-2:] != bytes(2):
            _bad("bytes before the list")
        files = ((name, one) for name, one in zip(names, infos, strict=True) if not name.endswith("/"))
        return {name: _unpacked(data, one) for name, one in files}
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, OverflowError, ValueError, zlib.error) as error:
        raise Bad(str(error)) from error


def _part_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _look_at_names(names: Sequence[str]) -> None:
    folded = [unicodedata.normalize("NFC", name).casefold().removesuffix("/") for name in names]
    folders = {"/".join(name.split("/")[:depth]) for name in folded for depth in range(1, name.count("/") + 1)}
    plain = all(
        re.fullmatch(r"[^\\:\x00-\x1f\x7f]+", name) and not {"", ".", ".."} & set(name.removesuffix("/").split("/"))
        for name in names
    )
    files = {one for name, one in zip(names, folded, strict=True) if not name.endswith("/")}
    if len(set(folded)) < len(folded) or not plain or files & folders:
        _bad("names")


def _look_at_part(data: bytes, info: zipfile.ZipInfo) -> int:
    """Return where a part ends whose own header says what the list says."""
    at = info.header_offset
    raw = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
    told = (info.CRC, info.compress_size, info.file_size)
    here = tuple(int.from_bytes(data[at + place : at + place + 4], "little") for place in (14, 18, 22))
    flags, method, named, extra = (
        int.from_bytes(data[at + place : at + place + 2], "little") for place in (6, 8, 26, 28)
    )
    start = at + 30 + named
    described = bool(flags & 8)
    mode = info.external_attr >> 28 if info.create_system == 3 else 0
    extras = info.extra + data[start : start + extra]
    wrong = (
        data[at : at + 4] != b"PK\3\4",
        (flags, method) != (info.flag_bits, info.compress_type),
        data[at + 30 : start] != raw,
        here != told and not (described and here == (0, 0, 0)),
        flags & 1,
        mode not in (0, 4, 8),
        bool(info.comment),
        info.is_dir() and info.file_size,
        b"\x75\x70" in extras[:2] or _has_other_name(extras),
    )
    if any(wrong):
        _bad(info.orig_filename)
    end = start + extra + info.compress_size
    return end + (_described(data, end, told) if described else 0)


def _has_other_name(extras: bytes) -> bool:
    at = 0
    while at + 4 <= len(extras):
        if extras[at : at + 2] == b"\x75\x70":
            return True
        at += 4 + int.from_bytes(extras[at + 2 : at + 4], "little")
    return False


def _described(data: bytes, at: int, told: tuple[int, int, int]) -> int:
    for mark in (b"PK\7\x08", b""):
        for width in (4, 8):
            crc, packed, size = told
            written = (
                mark + crc.to_bytes(4, "little") + packed.to_bytes(width, "little") + size.to_bytes(width, "little")
            )
            if data[at : at + len(written)] == written:
                return len(written)
    return _bad("descriptor")  # type: ignore[no-any-return]  # it raises


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> bytes:
    named, extra = (
        int.from_bytes(data[info.header_offset + place : info.header_offset + place + 2], "little")
        for place in (26, 28)
    )
    start = info.header_offset + 30 + named + extra
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        found = packed
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        found = inflating.decompress(packed, info.file_size + 1)
        if not inflating.eof or inflating.unused_data or inflating.unconsumed_tail:
            _bad("more than the part")
    else:
        _bad("packed otherwise")
    if len(found) != info.file_size or zlib.crc32(found) != info.CRC:
        _bad("damaged")
    return found


@dataclass
class Node:
    """An element of XML: its name without its namespace, its fields, what is in it, and its first text."""

    name: str
    fields: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""
    space: str = ""

    def all(self, name: str) -> list[Node]:
        """Return the elements in it that are called so."""
        return [one for one in self.children if one.name == name]

    def one(self, name: str) -> Node:
        """Return the first element that is called so, an empty one where there is none."""
        return next(iter(self.all(name)), Node("", {}))

    def says(self, name: str) -> str:
        """Return the text of the first element that is called so."""
        return self.one(name).text.strip()

    def everything(self) -> Iterator[Node]:
        """Return it and all that is in it."""
        yield self
        for child in self.children:
            yield from child.everything()


def xml(data: bytes) -> Node:
    """Return the root of an XML part; a document type is not read.

    Raises:
        Bad: It is no XML, or has a document type.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    open_ones: list[Node] = [Node("", {})]

    def begin(name: str, fields: dict[str, str]) -> None:
        node = Node(name.rpartition("}")[2], fields, space=name.rpartition("}")[0])
        open_ones[-1].children.append(node)
        open_ones.append(node)
        if len(open_ones) > 250:
            _bad("deep")

    def take(text: str) -> None:
        if not open_ones[-1].children:
            open_ones[-1].text += text

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _name: open_ones.pop()
    parser.CharacterDataHandler = take
    parser.CommentHandler = lambda _said: open_ones[-1].children.append(Node("", {}))
    parser.ProcessingInstructionHandler = lambda _to, _said: open_ones[-1].children.append(Node("", {}))
    parser.StartDoctypeDeclHandler = lambda *_what: _bad("document type")
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Bad(str(error)) from error
    return next(one for one in open_ones[0].children if one.name)


LOCATIONS = {
    *("DocRoot", "Signatures", "Versions", "PublicRes", "DocumentRes", "PageRes", "Annotations", "CustomTags"),
    *("Attachments", "Extensions", "FileLoc", "MediaFile", "FontFile", "ExtendData", "Profile", "Substitution"),
}


_ONCE = {
    "DocBody": {"DocInfo", "DocRoot", "Signatures", "Versions"},
    "Signature": {"SignedInfo", "SignedValue"},
    "SignedInfo": {"Provider", "SignatureMethod", "SignatureDateTime", "References", "Seal"},
    "Seal": {"BaseLoc"},
    "Reference": {"CheckValue"},
}
_LEAVES = {"DocRoot", "Signatures", "SignedValue", "SignatureDateTime", "BaseLoc", "CheckValue"}
_OWN_NAMES = {*_ONCE, *(name for names in _ONCE.values() for name in names), "StampAnnot"}


def _is_ambiguous(root: Node) -> bool:
    """Whether something that may be said once is said twice, or in another namespace, or has elements in its word."""
    for one in root.everything():
        once, names = _ONCE.get(one.name, set()), [each.name for each in one.children]
        if any(names.count(name) > 1 for name in once) or (one.name in _OWN_NAMES and one.space != root.space):
            return True
        if any(each.children for each in one.children if each.name in once & _LEAVES):
            return True
    return False


def _nodes_of(data: bytes) -> list[Node]:
    """Return all that is in an XML part; nothing where it is none."""
    try:
        return list(xml(data).everything())
    except Bad:
        return []


def _points_out(part: str, nodes: Sequence[Node]) -> bool:
    written = [one.fields.get("BaseLoc", "").strip() for one in nodes]
    written += [one.text.strip() for one in nodes if one.name in LOCATIONS]
    return any(_leads_out(part, one) for one in written if one)


def _acts_by_itself(one: Node) -> bool:
    """Tell whether it is an action that plays something, or opens something before anybody clicks (GB/T 33190 14)."""
    kinds = {each.name for each in one.children} if one.name == "Action" else set()
    waits = one.fields.get("Event") == "CLICK"
    return bool(kinds & {"Sound", "Movie"}) or (bool(kinds & {"URI", "GotoA"}) and not waits)


def _leads_out(base: str, written: str) -> bool:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", written) or "\\" in written or written.startswith("//"):
        return True
    whole = written.lstrip("/") if written.startswith("/") else posixpath.join(posixpath.dirname(base), written)
    return posixpath.normpath(whole).split("/")[0] == ".."


Rectangle = tuple[float, float, float, float]


def _box(written: str) -> Rectangle | None:
    try:
        left, top, width, height = map(float, written.split())
    except ValueError:
        return None
    fine = all(math.isfinite(one) for one in (left, top, width, height)) and width > 0 and height > 0
    return (left, top, width, height) if fine else None


def _inside(box: Rectangle, room: Rectangle) -> bool:
    left, top, width, height = box
    return left >= -0.5 and top >= -0.5 and left + width <= room[2] + 0.5 and top + height <= room[3] + 0.5


@dataclass
class _Signature:
    """A signature as the list and its description have it."""

    part: str
    method: str
    time: str
    references: list[tuple[str, str, str]]
    shown: bool
    seal: str
    value: str

    @property
    def covers(self) -> set[str]:
        return {part for _, part, _ in self.references if part}


class _Ofd:
    """A signed OFD while it is judged."""

    def __init__(self, parts: dict[str, bytes], trust: Trust) -> None:
        self.parts, self.trust = parts, trust
        self.faults: list[Said] = []
        self.lists: list[tuple[str, list[_Signature], bool]] = []

    def said(self) -> Iterator[Said]:
        """Give everything that does not hold, or cannot be decided here."""
        entry = xml(self.parts.get("OFD.xml", b""))
        if _is_ambiguous(entry):
            self._fault("verdict.xml-ambiguous", "OFD.xml")
        for body in entry.all("DocBody"):
            self._read_body(body)
        signatures = [one for _, found, _ in self.lists for one in found]
        yield from self.faults
        yield from self._strange(signatures)
        if not signatures:
            yield from self._copy(entry)
            yield OPEN, "verdict.no-signature-found" if self.faults else "verdict.not-signed", ""
            return
        bodies = entry.all("DocBody")
        if len(bodies) > 1 or any(one.all("Versions") for one in bodies):
            yield OPEN, "verdict.ofd-several", "OFD.xml"
        yield from self._lent()
        yield from self._uncovered(signatures)
        for one in signatures:
            yield from self._digests(one)
            yield from self._late(one, signatures)
            yield from self._value(one)

    def _copy(self, entry: Node) -> Iterator[Said]:
        """Give that a file says of itself to be a copy with 归档章; nobody has signed that."""
        said = (one.one("DocInfo").one("CustomDatas").all("CustomData") for one in entry.all("DocBody"))
        copies = (one.text.strip() for each in said for one in each if one.fields.get("Name") == "归档章副本")
        if any(re.fullmatch("[0-9a-f]{64}", one) for one in copies):
            yield OPEN, "verdict.archival-copy", "OFD.xml"

    # --- reading ---------------------------------------------------------------------------------------------------

    def _fault(self, rule: str, place: str) -> None:
        self.faults.append((BROKEN, rule, place))

    def _find(self, base: str, written: str) -> str:
        text = written.strip()
        if not text or _leads_out(base, text):
            return ""
        near = "" if text.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(base), text))
        return next((one for one in (near, posixpath.normpath("/" + text).lstrip("/")) if one in self.parts), "")

    def _xml(self, part: str) -> Node | None:
        try:
            root = xml(self.parts[part])
        except (Bad, KeyError):
            self._fault("verdict.xml-unreadable", part)
            return None
        if _is_ambiguous(root):
            self._fault("verdict.xml-ambiguous", part)
        return root

    def _read_body(self, body: Node) -> None:
        written = body.says("Signatures")
        if not written:
            return
        place = self._find("OFD.xml", written)
        listed = self._xml(place or written)
        if listed is None:
            return
        pages = self._pages(self._find("OFD.xml", body.says("DocRoot")))
        named = [self._find(place, one.fields.get("BaseLoc", "")) for one in listed.all("Signature")][:200]
        if not all(named):
            self._fault("verdict.signature-missing", place)
        found = [one for part in named if part and (one := self._signature(part, pages)) is not None]
        shown = [(one.part, one.shown) for one in found]
        implied = len(found) == len(named) and _is_implied(self.parts[place], place, shown)
        self.lists.append((place, found, implied))

    def _signature(self, part: str, pages: Mapping[str, Rectangle]) -> _Signature | None:
        root = self._xml(part)
        if root is None or not root.all("SignedInfo"):
            self._fault("verdict.xml-unreadable", part)
            return None
        info = root.one("SignedInfo")
        listed, stamps = info.one("References"), info.all("StampAnnot")
        for one in stamps:
            if not self._is_on_page(one, pages):
                self._fault("verdict.stamp-off-page", part)
        seal, value = info.one("Seal").says("BaseLoc"), root.says("SignedValue")
        at_seal, at_value = self._find(part, seal), self._find(part, value)
        if (seal and not at_seal) or (value and not at_value):
            self._fault("verdict.part-missing", part)
        files = [(one.fields.get("FileRef", "").strip(), one.says("CheckValue")) for one in listed.all("Reference")]
        return _Signature(
            part, listed.fields.get("CheckMethod", "").strip().upper(), info.says("SignatureDateTime"),
            [(file, self._find(part, file), value) for file, value in files], bool(stamps), at_seal, at_value,
        )  # fmt: skip

    def _pages(self, document: str) -> dict[str, Rectangle]:
        root = self._quietly(document)
        usual = _box(root.one("CommonData").one("PageArea").says("PhysicalBox")) or (0.0, 0.0, 210.0, 297.0)
        pages = {}
        for one in root.one("Pages").all("Page"):
            own = self._quietly(self._find(document, one.fields.get("BaseLoc", "")))
            pages[one.fields.get("ID", "").strip()] = _box(own.one("Area").says("PhysicalBox")) or usual
        return pages

    def _quietly(self, part: str) -> Node:
        try:
            return xml(self.parts[part])
        except (Bad, KeyError):
            return Node("", {})

    @staticmethod
    def _is_on_page(stamp: Node, pages: Mapping[str, Rectangle]) -> bool:
        page = pages.get(stamp.fields.get("PageRef", "").strip())
        box, clip = _box(stamp.fields.get("Boundary", "")), stamp.fields.get("Clip", "").strip()
        if page is None or box is None:
            return False
        strip = _box(clip) if clip else (0.0, 0.0, box[2], box[3])
        if strip is None or not _inside(strip, box):
            return False
        return _inside((box[0] + strip[0], box[1] + strip[1], strip[2], strip[3]), page)

    # --- judging ---------------------------------------------------------------------------------------------------

    def _own(self, signatures: Sequence[_Signature]) -> set[str]:
        own = {part for one in signatures for part in (one.part, one.value, one.seal) if part}
        return own | {place for place, _, _ in self.lists}

    def _strange(self, signatures: Sequence[_Signature]) -> Iterator[Said]:
        """Give locations that lead out of the package, stray parts of signatures, and descriptions listed twice."""
        for name, data in self.parts.items():
            nodes = _nodes_of(data) if name.casefold().endswith(".xml") else []
            if _points_out(name, nodes):
                yield BROKEN, "verdict.location-outside", name
            if any(_acts_by_itself(one) for one in nodes):
                yield BROKEN, "verdict.ofd-active", name
            usual = {"signatures.xml", "signature.xml", "signedvalue.dat", "seal.esl"}
            if posixpath.basename(name).casefold() in usual and name not in self._own(signatures):
                yield BROKEN, "verdict.signature-unlisted", name
        if len({one.part for one in signatures}) < len(signatures):
            yield BROKEN, "verdict.signature-twice", ""

    def _lent(self) -> Iterator[Said]:
        """Give the parts that name a font whose file is not in the package: every machine lends its own glyphs."""
        for name, data in self.parts.items():
            nodes = _nodes_of(data) if name.casefold().endswith(".xml") else []
            folder = nodes[0].fields.get("BaseLoc", "").strip() if nodes else ""
            files = [one.says("FontFile").strip() for one in nodes if one.name == "Font"]
            if any(not self._is_here(name, folder, one) for one in files):
                yield OPEN, "verdict.ofd-font", name

    def _is_here(self, name: str, folder: str, file: str) -> bool:
        return bool(file and (self._find(name, posixpath.join(folder, file)) or self._find(name, file)))

    def _uncovered(self, signatures: Sequence[_Signature]) -> Iterator[Said]:
        covered = {part for one in signatures for part in one.covers}
        for name in self.parts.keys() - covered - self._own(signatures):
            yield BROKEN, "verdict.part-unlisted", name
        for place, _, implied in self.lists:
            if place not in covered and not implied:
                yield BROKEN, "verdict.list-differs", place

    def _late(self, one: _Signature, signatures: Sequence[_Signature]) -> Iterator[Said]:
        others = {part for other in signatures for part in other.covers} - one.covers - self._own(signatures)
        for name in sorted(others & self.parts.keys()):
            yield BROKEN, "verdict.part-added-later", name

    def _digests(self, one: _Signature) -> Iterator[Said]:
        if one.method not in ("1.2.156.10197.1.401", "SM3"):
            weak = ("", "MD5", "SHA1", "SHA-1", "1.2.840.113549.2.5", "1.3.14.3.2.26")
            yield (BROKEN if one.method in weak else OPEN), "verdict.digest-unknown", one.part
            return
        if not one.references:
            yield BROKEN, "verdict.nothing-referenced", one.part
        for file, part, written in one.references:
            if not part:
                yield BROKEN, "verdict.part-missing", file
            elif _plain_base64(written) != sm3(self.parts[part]):
                yield BROKEN, "verdict.digest-differs", part

    def _value(self, one: _Signature) -> Iterator[Said]:
        if not one.value:
            yield BROKEN, "verdict.value-missing", one.part
            return
        written = _written_time(one.time)
        beside = self.parts[one.seal] if one.seal else None
        value = self.parts[one.value]
        said = judge_value(value, sm3(self.parts[one.part]), one.part, self.trust, beside)
        yield from ((outcome, rule, place or one.value) for outcome, rule, place in said if outcome != HOLDS)
        if written is None:
            yield BROKEN, "verdict.time-unreadable", one.part
            return
        try:
            claimed = seal_value(value).time
        except Bad:
            return
        if claimed and abs(written - claimed.replace(tzinfo=None)) > timedelta(days=1):
            yield BROKEN, "verdict.time-differs", one.part


def _plain_base64(written: str) -> bytes:
    try:
        return base64.b64decode("".join(written.split()), validate=True)
    except ValueError:
        return b""


def _written_time(written: str) -> datetime | None:
    text = written.strip().removesuffix("Z")
    days, clock = ("%Y%m%d", "%Y-%m-%d ", "%Y-%m-%dT"), ("%H%M%S", "%H:%M:%S")
    for form in (f"{days[0]}{clock[0]}", *(f"{day}{clock[1]}" for day in days[1:])):
        for end in ("", ".%f", "%z"):
            try:
                return datetime.strptime(text, form + end).replace(tzinfo=None)
            except ValueError:
                continue
    return None


def _is_implied(data: bytes, place: str, signatures: Sequence[tuple[str, bool]]) -> bool:
    """Whether a list that no signature covers is, byte for byte, what these imply in its own way of writing."""
    text = data.decode("utf-8", "replace")
    gap = r"(?:\r?\n[ \t]*)?"
    whole = re.fullmatch(
        r"\ufeff?(?:<\?xml version=([\"'])1\.0\1 encoding=\1[Uu][Tt][Ff]-8\1(?: standalone=\1(?:yes|no)\1)? ?\?>)?"
        r"(?:\r?\n)?<((?:[A-Za-z]+:)?)Signatures xmlns((?::[A-Za-z]+)?)=\"http://www\.ofdspec\.org/2016\">"
        rf"({gap})<\2MaxSignId>([0-9]{{1,9}})</\2MaxSignId>(.*?){gap}</\2Signatures>(?:\r?\n)?",
        text,
        re.DOTALL,
    )
    if whole is None or whole[2].rstrip(":") != whole[3].lstrip(":"):
        return False
    head = re.match(rf"({gap})<({whole[2]}Signature)((?: (?:ID|Type|BaseLoc)=\"[^\"<>&]*\")+)( ?/>|></\2>)", whole[6])
    if head is None or head[1] != whole[4]:
        return False
    fields = dict(re.findall(r' ([A-Za-z]+)="([^"]*)"', head[3]))
    start = re.fullmatch(r"([A-Za-z]*)([0-9]{1,9})", fields.get("ID", ""))
    if start is None or "BaseLoc" not in fields or len(fields) != head[3].count('="'):
        return False
    first, count = int(start[2]), len(signatures)
    if first not in (0, 1) or whole[5] not in (str(first + count - 1), str(count)):
        return False
    folder = posixpath.dirname(place) or "."
    for spell in (lambda part: "/" + part, lambda part: part, lambda part: posixpath.relpath(part, folder)):
        made = ""
        for number, (part, shown) in enumerate(signatures):
            identity = start[1] + str(first + number).zfill(len(start[2]))
            values = {"ID": identity, "Type": "Seal" if shown else "Sign", "BaseLoc": spell(part)}
            made += head[1] + "<" + head[2] + "".join(f' {name}="{values[name]}"' for name in fields) + head[4]
        if made == whole[6]:
            return True
    return False


# === signed PDF (ISO 32000-1, ETSI EN 319 142-1) ======================================================================
# Read so strictly that no two readers can see two files in one: every byte belongs to an object that the index of its
# revision names, or to that index. Whatever a revision brings after the first signature is an alteration, unless it is
# one more seal, or, in files of other programs, evidence for later that shows nothing.


class Odd(Bad):
    """A PDF that is none, or can be read in two ways: a rule of the verdicts, and where."""

    def __init__(self, rule: str, place: str = "") -> None:
        super().__init__(rule, place)
        self.rule, self.place = rule, place


class Word(str):
    """A name (``/Name``), without its slash."""


class Chars(bytes):
    """A text, and from where to where it is written."""

    start = end = 0


@dataclass(frozen=True)
class Link:
    """A reference (``12 0 R``)."""

    number: int
    generation: int


@dataclass
class Thing:
    """An object: its number, where it stands, what it is (of a stream its dictionary), and its raw stream."""

    number: int
    generation: int
    start: int
    end: int
    value: Any
    stream: bytes | None = None


BEYOND = {
    "verdict.pdf-filter",
    "verdict.pdf-linear",
    "verdict.pdf-locked",
    "verdict.pdf-too-much",
    "verdict.pdf-too-deep",
}
"""Not wrong, only more than is read here."""
_WHITE, _ENDING = rb"[\0\t\n\f\r ]", rb"(?=[\0\t\n\f\r ()<>\[\]{}/%]|\Z)"
_BLANK = re.compile(rb"(?:[\0\t\n\f\r ]+|%[^\r\n]*)*")
_HIDDEN = re.compile(rb"%[^\r\n]*(?:obj|xref|trailer|%EOF|stream)")
_ATOM = re.compile(
    rb"(?P<word>/[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)|"
    rb"(?P<link>(\d{1,32})" + _WHITE + rb"+(\d{1,32})" + _WHITE + rb"+R" + _ENDING + rb")|"
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)" + _ENDING + rb")|(?P<plain>[a-z]+)"
)
_PIECE = re.compile(rb"[^()\\\r]+|\\[0-7]{1,3}|\\\r\n|\\.|\r\n?|[()]", re.DOTALL)
_PLAIN = {b"true": True, b"false": False, b"null": None}
_SPELT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_HEAD = re.compile(rb"(\d{1,10})" + _WHITE + rb"+(\d{1,5})" + _WHITE + rb"+obj(?=[\0\t\n\f\r ()<>\[\]{}/%])")
_TABLE_HEAD = re.compile(rb"xref *(?:\r\n|\n|\r)")
_TABLE_PART = re.compile(rb"(\d{1,10}) (\d{1,10}) *(?:\r\n|\n|\r)")
_TABLE_ROW = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_START = rb"startxref[\r\n]+(\d{1,12})[\r\n]+%%EOF"
_MOST, _LARGEST_STREAM = 300_000, 64 << 20


class _Scan:
    """Reads values one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def odd(self, rule: str = "verdict.pdf-syntax") -> Odd:
        return Odd(rule, f"第 {self.at} 字节")

    def blank(self) -> None:
        """Pass over white space, and over comments that nobody could take for content."""
        found = _BLANK.match(self.data, self.at)
        end = found.end() if found else self.at
        if _HIDDEN.search(self.data, self.at, end):
            raise self.odd("verdict.pdf-hidden-text")
        self.at = end

    def take(self, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        found = pattern.match(self.data, self.at)
        if not found:
            raise self.odd()
        self.at = found.end()
        return found

    def begins(self, mark: bytes) -> bool:
        return self.data.startswith(mark, self.at)

    def value(self, depth: int = 0) -> Any:
        """Give the value that begins here."""
        if depth > 48:
            raise self.odd("verdict.pdf-too-deep")
        self.blank()
        if self.begins(b"<<"):
            return self._dictionary(depth)
        if self.begins(b"["):
            self.at += 1
            return tuple(self._until(b"]", depth))
        return self._spelt() if self.begins(b"(") else self._atom()

    def _until(self, end: bytes, depth: int) -> Iterator[Any]:
        self.blank()
        while not self.begins(end):
            yield self.value(depth + 1)
            self.blank()
        self.at += len(end)

    def _dictionary(self, depth: int) -> dict[str, Any]:
        self.at += 2
        found: dict[str, Any] = {}
        self.blank()
        while not self.begins(b">>"):
            name = self._atom()
            if not isinstance(name, Word):
                raise self.odd()
            if name in found:
                raise self.odd("verdict.pdf-twice")
            found[str(name)] = self.value(depth + 1)
            self.blank()
        self.at += 2
        return found

    def _atom(self) -> Any:
        start = self.at
        found = self.take(_ATOM)
        kind, raw = found.lastgroup or "", found[0]
        if found["number"] or found["link"]:
            kind = "number" if found["number"] else "link"
        if kind == "word":
            named = re.sub(rb"#([0-9A-Fa-f]{2})", lambda one: bytes([int(one[1], 16)]), raw[1:])
            return Word(named.decode("latin-1"))
        if kind == "link":
            first, second = raw[:-1].split()
            return Link(int(first), int(second))
        if kind == "hex":
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", raw).decode()
            return self._chars(bytes.fromhex(digits + "0" * (len(digits) % 2)), start)
        if kind == "number" and len(raw) <= 32:
            return float(raw) if b"." in raw else int(raw)
        if kind == "plain" and raw in _PLAIN:
            return _PLAIN[raw]
        self.at = start
        raise self.odd()

    def _spelt(self) -> Chars:
        start, open_ones, said = self.at, 1, b""
        self.at += 1
        pieces = []
        while open_ones:
            piece = self.take(_PIECE)[0]
            open_ones += {b"(": 1, b")": -1}.get(piece, 0)
            pieces.append(_plain_chars(piece) if open_ones else b"")
        said = b"".join(pieces)
        return self._chars(said, start)

    def _chars(self, said: bytes, start: int) -> Chars:
        found = Chars(said)
        found.start, found.end = start, self.at
        return found


def _plain_chars(piece: bytes) -> bytes:
    if piece[:1] == b"\r":
        return b"\n"
    if piece[:1] != b"\\":
        return piece
    if re.fullmatch(rb"\\[0-7]{1,3}", piece):
        return bytes([int(piece[1:], 8) & 0xFF])
    return _SPELT.get(piece[1:], piece[1:])


Places = Mapping[int, tuple[int, int]]


def _thing(data: bytes, at: int, places: Places) -> Thing:
    """Give the object that begins at a place; the length of its stream may be an object of the same revision."""
    scan = _Scan(data, at)
    head = scan.take(_HEAD)
    value = scan.value()
    scan.blank()
    stream = None
    if scan.begins(b"stream"):
        if not isinstance(value, dict):
            raise scan.odd()
        scan.take(re.compile(rb"stream(?:\r\n|\n)"))
        size = _stream_size(scan, value.get("Length"), places)
        stream = data[scan.at : scan.at + size]
        scan.at += size
        scan.take(re.compile(rb"(?:\r\n|\n|\r)?endstream"))
        scan.blank()
    scan.take(re.compile(rb"endobj"))
    return Thing(int(head[1]), int(head[2]), at, scan.at, value, stream)


def _stream_size(scan: _Scan, said: Any, places: Places) -> int:
    if isinstance(said, Link) and said.number in places:
        there = _Scan(scan.data, places[said.number][0])
        if int(there.take(_HEAD)[1]) != said.number:
            raise scan.odd()
        said = there.value()
    if type(said) is not int or not 0 <= said <= len(scan.data) - scan.at:
        raise scan.odd()
    return said


def _plain_stream(value: Mapping[str, Any], stream: bytes) -> bytes:
    """Give what a stream comes to; Flate, and rows that differ from the row above, are all that is undone here."""
    if "F" in value or value.get("Filter") not in (None, (), "FlateDecode", ("FlateDecode",)):
        raise Odd("verdict.pdf-filter")
    if not value.get("Filter"):
        return stream
    running = zlib.decompressobj()
    try:
        plain = running.decompress(stream, _LARGEST_STREAM)
    except zlib.error as error:
        raise Odd("verdict.pdf-filter") from error
    asked = value.get("DecodeParms") or {}
    asked = asked[0] if isinstance(asked, tuple) else asked
    if running.unconsumed_tail or not running.eof or not isinstance(asked, dict):
        raise Odd("verdict.pdf-filter")
    return (
        plain
        if asked.get("Predictor", 1) == 1
        else _rows_undone(plain, asked.get("Predictor"), asked.get("Columns", 1))
    )


def _rows_undone(plain: bytes, kind: Any, columns: Any) -> bytes:
    if type(kind) is not int or kind < 10 or type(columns) is not int or columns < 1 or len(plain) % (columns + 1):
        raise Odd("verdict.pdf-filter")
    made, above = [], bytes(columns)
    for at in range(0, len(plain), columns + 1):
        row = plain[at + 1 : at + columns + 1]
        if plain[at] not in (0, 2):
            raise Odd("verdict.pdf-filter")
        above = bytes(map(lambda a, b: (a + b) & 0xFF, row, above)) if plain[at] else row
        made.append(above)
    return b"".join(made)


# --- indices and revisions -------------------------------------------------------------------------------------------


@dataclass
class _Index:
    """An index: where objects begin, which lie in streams of objects, which are taken back, and what the file says."""

    at: int
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    packed: dict[int, tuple[int, int]] = field(default_factory=dict)
    freed: set[int] = field(default_factory=set)
    trailer: dict[str, Any] = field(default_factory=dict)
    is_stream: bool = False
    size: int = 0

    def put(self, number: int, row: tuple[str, int, int], place: str) -> None:
        if number in self.places or number in self.packed or number in self.freed:
            raise Odd("verdict.pdf-twice", place)
        if row[0] == "n":
            self.places[number] = row[1:]
        elif row[0] == "p":
            self.packed[number] = row[1:]
        else:
            self.freed.add(number)


@dataclass
class _Revision:
    start: int
    end: int
    index: _Index
    things: dict[int, Thing]
    structural: set[int]
    packed: set[int]


def _indices(data: bytes) -> list[_Index]:
    tail = re.compile(_START + _WHITE + rb"*\Z").search(data, max(0, len(data) - 2048))
    if not tail:
        raise Odd("verdict.pdf-no-end")
    at, found = int(tail[1]), []
    while True:
        found.append(_index_at(data, at))
        before = found[-1].trailer.get("Prev")
        if len(found) > 200 or sum(len(one.places) + len(one.packed) for one in found) > _MOST:
            raise Odd("verdict.pdf-too-much")
        if "XRefStm" in found[-1].trailer:
            raise Odd("verdict.pdf-two-indices", f"第 {at} 字节")
        if before is None:
            return found[::-1]
        if not isinstance(before, int) or not 0 < before < at:
            raise Odd("verdict.pdf-index-astray", f"第 {at} 字节")
        at = before


def _index_at(data: bytes, at: int) -> _Index:
    if data.startswith(b"xref", at):
        return _table(data, at)[0]
    holder = _thing(data, at, {})
    if holder.stream is None or holder.value.get("Type") != "XRef":
        raise Odd("verdict.pdf-index-astray", f"第 {at} 字节")
    found = _Index(at, trailer=holder.value, is_stream=True)
    for number, row in _index_rows(holder):
        found.put(number, row, f"{number} 号对象")
    return found


def _table(data: bytes, at: int) -> tuple[_Index, int]:
    """Give the table that begins at a place, and where it ends."""
    scan, found = _Scan(data, at), _Index(at)
    scan.take(_TABLE_HEAD)
    while not scan.begins(b"trailer"):
        part = scan.take(_TABLE_PART)
        first, count = int(part[1]), int(part[2])
        if count > _MOST:
            raise scan.odd("verdict.pdf-too-much")
        for number in range(first, first + count):
            row = scan.take(_TABLE_ROW)
            found.put(number, (row[3].decode(), int(row[1]), int(row[2])), f"第 {scan.at} 字节")
    scan.at += len(b"trailer")
    found.trailer = scan.value()
    if not isinstance(found.trailer, dict):
        raise scan.odd()
    return found, scan.at


def _index_rows(holder: Thing) -> Iterator[tuple[int, tuple[str, int, int]]]:
    widths, size = holder.value.get("W"), holder.value.get("Size")
    parts = holder.value.get("Index", (0, size))
    plain = _plain_stream(holder.value, holder.stream or b"")
    whole = all(
        isinstance(one, tuple) and all(type(each) is int and each >= 0 for each in one) for one in (widths, parts)
    )
    if not whole or len(widths) != 3 or len(parts) % 2 or sum(widths) > 32:
        raise Odd("verdict.pdf-index-astray", f"{holder.number} 号对象")
    count = sum(parts[1::2])
    if count * sum(widths) != len(plain) or count > _MOST:
        raise Odd("verdict.pdf-index-astray", f"{holder.number} 号对象")
    source = io.BytesIO(plain)
    for first, many in zip(parts[::2], parts[1::2], strict=True):
        for number in range(first, first + many):
            told = [int.from_bytes(source.read(width), "big") if width else None for width in widths]
            kind = 1 if told[0] is None else told[0]
            yield number, ({1: "n", 2: "p"}.get(kind, "f"), told[1] or 0, told[2] or 0)


def _revisions(data: bytes) -> list[_Revision]:
    """Give the revisions of a file, the oldest first; every byte belongs to one."""
    if not re.match(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n]", data):
        raise Odd("verdict.pdf-header", "第 0 字节")
    if re.compile(rb"/Linearized" + _WHITE + rb"+\d").search(data, 0, 2048):
        raise Odd("verdict.pdf-linear")
    found: list[_Revision] = []
    for index in _indices(data):
        found.append(_revision(data, found[-1].end if found else 0, index))
        size = index.trailer.get("Size")
        if type(size) is not int or size <= max((number for one in found for number in one.things), default=0):
            raise Odd("verdict.pdf-index-astray", f"第 {index.at} 字节")
    if data[found[-1].end :]:
        raise Odd("verdict.pdf-behind-end", f"第 {found[-1].end} 字节")
    return found


def _revision(data: bytes, start: int, index: _Index) -> _Revision:
    astray = Odd("verdict.pdf-index-astray", f"第 {index.at} 字节")
    if index.at < start:
        raise astray
    scan = _Scan(data, start)
    things = {one.number: one for one in _things_until(scan, index)}
    itself = {number for number, one in things.items() if one.start == index.at}
    if things.keys() - itself != index.places.keys() - itself:
        raise astray
    end = _end_of_revision(scan, index, astray)
    packed = _packed(things, index)
    structural = {number for number, one in things.items() if _sort_of_stream(one) in ("ObjStm", "XRef")}
    return _Revision(start, end, index, {**things, **packed}, structural, set(packed))


def _things_until(scan: _Scan, index: _Index) -> Iterator[Thing]:
    """Give the objects of a revision, each of which the index must know to begin where it does."""
    while True:
        scan.blank()
        here = scan.at
        if here >= index.at and not index.is_stream:
            return
        one = _thing(scan.data, here, index.places)
        own = index.is_stream and here == index.at and one.number not in index.places
        if not own and index.places.get(one.number) != (here, one.generation):
            raise Odd("verdict.pdf-unlisted-object", f"{one.number} 号对象（第 {here} 字节）")
        scan.at = one.end
        yield one
        if here == index.at:
            return


def _end_of_revision(scan: _Scan, index: _Index, astray: Odd) -> int:
    if not index.is_stream:
        if scan.at != index.at:
            raise astray
        scan.at = _table(scan.data, index.at)[1]
    scan.blank()
    ended = re.compile(_WHITE + rb"*" + _START + rb"(?:\r\n|\n|\r)?").match(scan.data, scan.at)
    if not ended or int(ended[1]) != index.at:
        raise astray
    return ended.end()


def _sort_of_stream(one: Thing) -> Any:
    return one.value.get("Type") if one.stream is not None else None


def _packed(things: Mapping[int, Thing], index: _Index) -> dict[int, Thing]:
    """Give what lies in the streams of objects of a revision; the index must name all of it."""
    opened = {number: _opened(one) for number, one in things.items() if _sort_of_stream(one) == "ObjStm"}
    found = {}
    for number, (holder, place) in index.packed.items():
        held = opened.get(holder)
        if held is None or place >= len(held) or held[place][0] != number:
            raise Odd("verdict.pdf-index-astray", f"{number} 号对象")
        found[number] = Thing(number, 0, things[holder].start, things[holder].end, held[place][1])
    if sum(map(len, opened.values())) != len(index.packed):
        raise Odd("verdict.pdf-unlisted-object", f"第 {index.at} 字节")
    return found


def _opened(holder: Thing) -> list[tuple[int, Any]]:
    count, first = holder.value.get("N"), holder.value.get("First")
    fine = type(count) is int and type(first) is int and 0 <= count <= _MOST and "Extends" not in holder.value
    plain = _plain_stream(holder.value, holder.stream or b"") if fine else b""
    head = plain[:first].split() if fine else []
    if not fine or len(head) != 2 * count or not all(re.fullmatch(rb"[0-9]{1,18}", one) for one in head):
        raise Odd("verdict.pdf-index-astray", f"{holder.number} 号对象")
    return [
        (int(number), _Scan(plain, first + int(at)).value()) for number, at in zip(head[::2], head[1::2], strict=True)
    ]


# --- what the numbers stand for --------------------------------------------------------------------------------------


class _State:
    """A file as some of its revisions leave it."""

    def __init__(self, revisions: Sequence[_Revision]) -> None:
        self.things: dict[int, Thing] = {}
        for one in revisions:
            self.things = {number: thing for number, thing in self.things.items() if number not in one.index.freed}
            self.things.update(one.things)
        trailer = revisions[-1].index.trailer
        if "Encrypt" in trailer:
            raise Odd("verdict.pdf-locked")
        root = trailer.get("Root")
        found = self.things.get(root.number) if isinstance(root, Link) else None
        if found is None or not isinstance(found.value, dict) or found.value.get("Type") != "Catalog":
            raise Odd("verdict.pdf-no-catalogue")
        self.root, self.root_number, self.info = found.value, found.number, trailer.get("Info")

    def thing(self, value: Any) -> Thing | None:
        """Give the object that a reference names."""
        found = self.things.get(value.number) if isinstance(value, Link) else None
        return found if found and found.generation == value.generation else None

    def get(self, value: Any) -> Any:
        for _ in range(64):
            if not isinstance(value, Link):
                return value
            found = self.thing(value)
            value = found.value if found else None
        raise Odd("verdict.pdf-too-deep")

    def entries(self, value: Any) -> dict[str, Any]:
        found = self.get(value)
        return found if isinstance(found, dict) else {}

    def items(self, value: Any) -> tuple[Any, ...]:
        found = self.get(value)
        return found if isinstance(found, tuple) else ()

    def content(self, value: Any) -> bytes | None:
        found = self.thing(value)
        return _plain_stream(found.value, found.stream) if found and found.stream is not None else None

    def pages(self) -> list[int]:
        found: list[int] = []
        seen: set[int] = set()
        waiting = [self.root.get("Pages")]
        while waiting:
            one = self.thing(waiting.pop())
            if one is None or one.number in seen:
                raise Odd("verdict.pdf-pages")
            seen.add(one.number)
            kind = one.value.get("Type") if isinstance(one.value, dict) else None
            if kind not in ("Page", "Pages"):
                raise Odd("verdict.pdf-pages", f"{one.number} 号对象")
            found += [one.number] if kind == "Page" else []
            waiting += reversed(self.items(one.value.get("Kids"))) if kind == "Pages" else ()
        return found

    def notes(self) -> dict[int, dict[str, Any]]:
        """Give the annotations of all pages that are objects, by number."""
        listed = [
            one for page in self.pages() for one in self.items(self.entries(self.things[page].value).get("Annots"))
        ]
        return {one.number: self.entries(one) for one in listed if isinstance(one, Link)}

    def form_numbers(self) -> set[int]:
        form = self.root.get("AcroForm")
        return {one.number for one in (form, self.entries(form).get("Fields")) if isinstance(one, Link)}


@dataclass
class _SignedField:
    name: str
    number: int
    value: dict[str, Any]
    signature: Thing

    @property
    def is_stamp(self) -> bool:
        """Whether it is a time-stamp over the file (ISO 32000-2 12.8.5)."""
        return self.signature.value.get("SubFilter") == "ETSI.RFC3161"


def _signed_fields(state: _State) -> list[_SignedField]:
    found: list[_SignedField] = []
    seen: set[int] = set()
    waiting = [
        (one, "", None) for one in reversed(state.items(state.entries(state.root.get("AcroForm")).get("Fields")))
    ]
    while waiting:
        link, above, kind = waiting.pop()
        one = state.thing(link)
        if one is None or one.number in seen or len(seen) > 10_000:
            raise Odd("verdict.pdf-form")
        seen.add(one.number)
        value = state.entries(link)
        name = ".".join(part for part in (above, _as_read(state.get(value.get("T")))) if part)
        kind, below = state.get(value.get("FT", kind)), state.items(value.get("Kids"))
        waiting += [(kid, name, kind) for kid in reversed(below)]
        if kind != "Sig" or (below and "V" not in value):
            continue
        signature = state.thing(value.get("V"))
        if signature is None and state.get(value.get("V")) is None:
            continue
        if signature is None or not isinstance(signature.value, dict):
            raise Odd("verdict.pdf-signature-odd", name)
        found.append(_SignedField(name, one.number, value, signature))
    if len({one.name for one in found}) < len(found) or len({one.signature.number for one in found}) < len(found):
        raise Odd("verdict.pdf-twice", "签名域")
    return found


def _as_read(value: Any) -> str:
    if not isinstance(value, Chars):
        return ""
    return (
        bytes(value[2:]).decode("utf-16-be", "replace") if value[:2] == b"\xfe\xff" else bytes(value).decode("latin-1")
    )


# --- what shows otherwise elsewhere ----------------------------------------------------------------------------------

_ACTS = {
    *("JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "Hide", "SetOCGState", "Rendition", "Movie"),
    *("Sound", "GoTo3DView", "RichMediaExecute", "Trans"),
}
_MOVES = {"AA", "JS", "JavaScript", "XFA", "RichMediaContent", "Alternates", "OPI"}
_PLAYS = {"RichMedia", "Screen", "Movie", "Sound", "3D"}


def _active(state: _State) -> Iterator[Said]:
    if state.get(state.entries(state.root.get("AcroForm")).get("NeedAppearances")) is True:
        yield BROKEN, "verdict.pdf-active", "表单"
    opening = state.entries(state.root.get("OpenAction"))
    leads_away = opening and state.get(opening.get("S")) != "GoTo"
    if {"Collection", "NeedsRendering"} & state.root.keys() or leads_away:
        yield BROKEN, "verdict.pdf-active", "文件的目录"
    if state.entries(state.root.get("OCProperties")):
        yield OPEN, "verdict.pdf-layers", ""
    for number, one in sorted(state.things.items()):
        inside = list(_inside_of(one.value))
        outside = one.stream is not None and "F" in one.value
        if outside or any(_moves(state, each) for each in inside):
            yield BROKEN, "verdict.pdf-active", f"{number} 号对象"
        if inside and inside[0] is one.value and _is_borrowed(state, one.value):
            yield OPEN, "verdict.pdf-font", f"{number} 号对象"


def _inside_of(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 48:
        return
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        yield from _inside_of(one, depth + 1)


def _among(value: Any, names: set[str]) -> bool:
    return isinstance(value, Word) and str(value) in names


def _moves(state: _State, one: Mapping[str, Any]) -> bool:
    act, kind = state.get(one.get("S")), state.get(one.get("Subtype"))
    borrowed = kind == "Form" and "Ref" in one
    return bool(_MOVES & one.keys()) or _among(act, _ACTS) or _among(kind, _PLAYS) or borrowed


def _is_borrowed(state: _State, font: Mapping[str, Any]) -> bool:
    if font.get("Type") != "Font" or _among(font.get("Subtype"), {"Type3", "Type0"}):
        return False
    return not {"FontFile", "FontFile2", "FontFile3"} & state.entries(font.get("FontDescriptor")).keys()


# --- the picture of a seal -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Picture:
    """A picture in pixels: three bytes each, and how much of each shows, empty where all of them do.

    A JPEG is not brought to pixels; ``coded`` is all of it, which a page holds as it is, and ``space`` its colours.
    """

    width: int
    height: int
    colours: bytes
    opacity: bytes
    coded: bytes = b""
    space: str = "DeviceRGB"


_MOST_PIXELS = 4_000_000
_UNREADABLE = _Picture(0, 0, b"", b"")
"""What nothing that is drawn can be like."""


@functools.lru_cache(maxsize=16)
def _seen(data: bytes) -> _Picture | None:
    """Give a picture in pixels; None for what is not read here, such as drawings in lines and areas."""
    read = next((one for begins, one in _KINDS.items() if data.startswith(begins)), None)
    try:
        return read(data) if read else None
    except (ValueError, LookupError, zlib.error):
        return _UNREADABLE


def _png(data: bytes) -> _Picture | None:
    """Give a PNG (ISO/IEC 15948) in pixels."""
    return _pixels(dict(_chunks(data)))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, drawn = 8, b""
    while at < len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        if zlib.crc32(kind + body) != int.from_bytes(data[at + 8 + size : at + 12 + size], "big"):
            _bad("picture")
        drawn += body if kind == b"IDAT" else b""
        yield kind, drawn if kind == b"IDAT" else body
        at += 12 + size
        if kind == b"IEND":
            return
    _bad("picture")


_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where the first pixel of each pass of an interlaced picture lies, and how far the next ones are."""


def _pixels(chunks: Mapping[bytes, bytes]) -> _Picture | None:
    head = chunks[b"IHDR"]
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    depth, kind, *ways = head[8:]
    fits = depth == 8 or (depth in (1, 2, 4) and kind in (0, 3)) or (depth == 16 and kind in (0, 2, 4, 6))
    if kind not in _SAMPLES or not fits or ways not in ([0, 0, 0], [0, 0, 1]):
        return _UNREADABLE
    if not 0 < width * height <= _MOST_PIXELS:
        return _UNREADABLE
    samples, flat, at = _SAMPLES[kind], bytearray(width * height * _SAMPLES[kind]), 0
    plain = zlib.decompressobj().decompress(chunks[b"IDAT"], 9 * len(flat) + 8 * height + 64)
    for left, top, across, down in _PASSES if ways[2] else ((0, 0, 1, 1),):
        wide, high = -(-(width - left) // across), -(-(height - top) // down)
        packed = (wide * samples * depth + 7) // 8
        piece = plain[at : at + high * (packed + 1)] if wide > 0 else b""
        at += len(piece)
        for number, row in enumerate(_unfiltered(piece, packed, max(1, samples * depth // 8))):
            begins = ((top + number * down) * width + left) * samples
            ends, spread = (top + number * down + 1) * width * samples, _spread(row, depth, wide)
            for each in range(samples):
                flat[begins + each : ends : across * samples] = spread[each::samples]
    return _coloured(width, height, bytes(flat), (kind, depth), chunks)


def _unfiltered(plain: bytes, size: int, step: int) -> Iterator[bytearray]:
    above = bytearray(size)
    for at in range(0, len(plain), size + 1):
        way, row = plain[at], bytearray(plain[at + 1 : at + 1 + size])
        for place in range(size) if way else ():
            left = row[place - step] if place >= step else 0
            up, corner = above[place], above[place - step] if place >= step else 0
            row[place] = row[place] + (left, up, (left + up) // 2, _nearest(left, up, corner))[way - 1] & 0xFF
        yield row
        above = row


def _nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def _spread(row: bytearray, depth: int, width: int) -> bytes:
    if depth >= 8:
        return bytes(row[:: depth // 8])
    each = 8 // depth
    return bytes(row[at // each] >> (each - 1 - at % each) * depth & (1 << depth) - 1 for at in range(width))


def _coloured(
    width: int, height: int, flat: bytes, kind: tuple[int, int], chunks: Mapping[bytes, bytes]
) -> _Picture | None:
    sort, depth = kind
    clear = chunks.get(b"tRNS")
    if sort == 3:
        table = chunks[b"PLTE"].ljust(768, b"\0")
        colours = b"".join(table[3 * one : 3 * one + 3] for one in flat)
        told = (clear or b"").ljust(256, b"\xff")
        return _Picture(width, height, colours, bytes(told[one] for one in flat) if clear is not None else b"")
    if clear is not None and (sort != 2 or depth != 8):
        return None
    if clear is not None:
        named = clear[1:6:2]
        shown = bytes(0 if flat[at : at + 3] == named else 255 for at in range(0, len(flat), 3))
        return _Picture(width, height, flat, shown)
    if sort in (2, 6):
        step = 3 if sort == 2 else 4
        colours = b"".join(flat[at : at + 3] for at in range(0, len(flat), step)) if step == 4 else flat
        return _Picture(width, height, colours, flat[3::4] if step == 4 else b"")
    grey = flat[::2] if sort == 4 else bytes(one * 255 // ((1 << min(depth, 8)) - 1) for one in flat)
    return _Picture(width, height, b"".join(bytes([one]) * 3 for one in grey), flat[1::2] if sort == 4 else b"")


def _bmp(data: bytes) -> _Picture | None:
    """Give a BMP in pixels, where it is not packed."""
    if len(data) < 54:
        return _UNREADABLE
    start, size = (int.from_bytes(data[at : at + 4], "little") for at in (10, 14))
    width, height = (int.from_bytes(data[at : at + 4], "little", signed=True) for at in (18, 22))
    bits, packing = int.from_bytes(data[28:30], "little"), int.from_bytes(data[30:34], "little")
    if size != 40 or packing or bits not in (1, 4, 8, 24, 32) or width <= 0 or not height:
        return None
    if width * abs(height) > _MOST_PIXELS:
        return _UNREADABLE
    wide = (width * bits + 31) // 32 * 4
    rows = [data[start + at * wide : start + (at + 1) * wide] for at in range(abs(height))]
    if len(rows[-1]) < (width * bits + 7) // 8:
        return _UNREADABLE
    table = [data[at : at + 3][::-1] for at in range(14 + size, start, 4)]
    colours = b"".join(_colours_of_row(row, bits, width, table) for row in (rows[::-1] if height > 0 else rows))
    return _Picture(width, abs(height), colours, b"")


def _colours_of_row(row: bytes, bits: int, width: int, table: Sequence[bytes]) -> bytes:
    """Give the colours of a row of a BMP, which has them by number, or with blue first."""
    if bits < 24:
        return b"".join(table[one] for one in _spread(bytearray(row), bits, width)[:width])
    step, colours = bits // 8, bytearray(3 * width)
    for place in range(3):
        colours[place::3] = row[2 - place : step * width : step]
    return bytes(colours)


def _gif(data: bytes) -> _Picture | None:
    """Give the first picture of a GIF in pixels, where it fills its screen."""
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if not 0 < width * height <= _MOST_PIXELS:
        return _UNREADABLE
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    table, clear = data[13:at], None
    while data[at] == 0x21:
        if data[at + 1] == 0xF9 and data[at + 3] & 1:
            clear = data[at + 6]
        at = _behind_blocks(data, at + 2)[1]
    edges = [int.from_bytes(data[place : place + 2], "little") for place in range(at + 1, at + 9, 2)]
    told = data[at + 9]
    if data[at] != 0x2C or edges != [0, 0, width, height] or (told & 0x80 == 0 and not table):
        return None
    at += 10
    if told & 0x80:
        table, at = data[at : at + (3 << (told & 7) + 1)], at + (3 << (told & 7) + 1)
    named = _unpacked_codes(_behind_blocks(data, at + 1)[0], data[at], width * height)
    if len(named) < width * height:
        return _UNREADABLE
    if told & 0x40:
        order = [row for first, step in ((0, 8), (4, 8), (2, 4), (1, 2)) for row in range(first, height, step)]
        rows = {row: named[place * width : (place + 1) * width] for place, row in enumerate(order)}
        named = b"".join(rows[row] for row in range(height))
    colours = b"".join(table[3 * one : 3 * one + 3] for one in named)
    opacity = b"" if clear is None else bytes(0 if one == clear else 255 for one in named)
    return _Picture(width, height, colours, opacity) if len(colours) == 3 * len(named) else None


def _behind_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """Give the bytes of blocks that follow one another, and where they end."""
    found = b""
    while data[at]:
        found, at = found + data[at + 1 : at + 1 + data[at]], at + 1 + data[at]
    return found, at + 1


def _unpacked_codes(packed: bytes, bits: int, most: int) -> bytes:
    """Give what was packed by codes of a growing length (LZW, as GIF has it)."""
    fresh = [bytes([one]) for one in range(1 << bits)] + [b"", b""]
    table, size, found, before = list(fresh), bits + 1, bytearray(), b""
    held = count = 0
    for byte in packed:
        held, count = held | byte << count, count + 8
        while count >= size:
            code, held, count = held & (1 << size) - 1, held >> size, count - size
            if code == 1 << bits:
                table, size, before = list(fresh), bits + 1, b""
                continue
            if code == (1 << bits) + 1 or len(found) >= most:
                return bytes(found[:most])
            piece = table[code] if code < len(table) else before + before[:1]
            if code > len(table) or not piece:
                _bad("codes")
            if before and len(table) < 4096:
                table.append(before + piece[:1])
            size, before = min(12, max(bits + 1, len(table).bit_length())), piece
            found += piece
    return bytes(found[:most])


def _jpeg(data: bytes) -> _Picture | None:
    """Give a JPEG (ITU-T T.81) as it is coded; None for four colours, which pages show in more than one way."""
    at, mark, told = 2, 0, b""
    while mark != 0xDA:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        head = data[at : at + 4]
        size = int.from_bytes(head[2:], "big")
        if len(head) < 4 or head[0] != 0xFF or size < 2:
            return None
        mark, body = head[1], data[at + 4 : at + 2 + size]
        if (mark == 0xE0 and body.startswith(b"JFIF\0") and len(body) < 10) or (mark in _FRAMES and len(body) < 6):
            return None
        told = body if mark in _FRAMES else told
        at += 2 + size
    height, width = int.from_bytes(told[1:3], "big"), int.from_bytes(told[3:5], "big")
    if told[:1] != b"\x08" or told[5] not in _SPACES or not width * height:
        return None
    return _Picture(width, height, b"", b"", data, _SPACES[told[5]]) if width * height <= _MOST_PIXELS else _UNREADABLE


_FRAMES = {0xC0, 0xC1, 0xC2}
_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}
_KINDS: dict[bytes, Callable[[bytes], _Picture | None]] = {
    b"\x89PNG\r\n\x1a\n": _png, b"BM": _bmp, b"GIF87a": _gif, b"GIF89a": _gif,
    b"\xff\xd8\xff": _jpeg,
}  # fmt: skip


@dataclass
class _PdfSeal:
    """The seal that goes along with a signature: its value, who used it, its picture and the size of that, in mm."""

    there: bool = False
    value: bytes = b""
    holder: bytes = b""
    picture: _Picture | None = None
    size: tuple[int, ...] = (0, 0)

    def is_compared(self, state: _State, note: Mapping[str, Any]) -> bool:
        """Whether what an annotation shows was compared; a JPEG that was unpacked before it was drawn never is."""
        form = state.entries(state.entries(note.get("AP")).get("N"))
        named = state.entries(state.entries(form.get("Resources")).get("XObject"))
        filters = state.entries(named.get("Seal")).get("Filter")
        return self.picture is not None and (not self.picture.coded or filters == "DCTDecode")

    def draws(self, state: _State, note: Mapping[str, Any]) -> bool:
        """Whether an annotation shows the picture of this seal, at its size, and nothing else."""
        try:
            return bool(self.value) and _draws(state, note, self)
        except Odd:
            return False


def _pdf_seal(one: _SignedField) -> _PdfSeal:
    written = one.signature.value.get("XXSealSignature")
    if written is None:
        return _PdfSeal()
    try:
        if not all(isinstance(each, Chars) for each in written):
            return _PdfSeal(there=True)
        value = b"".join(written)
        whole = next(_elements(value)).parts
        shown = whole[0].parts[1].parts[0].parts[3].parts
        size = shown[2].number(), shown[3].number()
        return _PdfSeal(True, value, whole[1].octets(), _seen(shown[1].octets()), size)
    except (ValueError, LookupError, TypeError, StopIteration):
        return _PdfSeal(there=True)


_FIGURE = rb"(-?\d{1,5}\.\d{3})"
_DRAWN = re.compile(rb"q " + _FIGURE + rb" 0 0 " + _FIGURE + rb" " + _FIGURE + rb" " + _FIGURE + rb" cm /Seal Do Q")
_PT = 72 / 25.4


def _near(one: Any, other: float) -> bool:
    return isinstance(one, int | float) and abs(one - other) <= 0.02


def _room_of(state: _State, note: Mapping[str, Any]) -> tuple[float, float]:
    edges = state.items(note.get("Rect"))
    if len(edges) != 4 or not all(isinstance(one, int | float) for one in edges):
        return 0.0, 0.0
    return abs(edges[2] - edges[0]), abs(edges[3] - edges[1])


def _is_unseen(state: _State, note: Mapping[str, Any]) -> bool:
    return 0.0 in _room_of(state, note) or not state.entries(note.get("AP"))


def _draws(state: _State, note: Mapping[str, Any], seal: _PdfSeal) -> bool:
    looks = state.entries(note.get("AP"))
    form = state.entries(looks.get("N"))
    things = state.entries(form.get("Resources"))
    named = state.entries(things.get("XObject"))
    said = _DRAWN.fullmatch(state.content(looks.get("N")) or b"")
    box, (width, height) = state.items(form.get("BBox")), _room_of(state, note)
    told = [set(one) for one in (looks, things, named)]
    if told != [{"N"}, {"XObject"}, {"Seal"}] or said is None or len(box) != 4:
        return False
    fits = box[:2] == (0, 0) and _near(box[2], width) and _near(box[3], height)
    sized = all(_near(float(each), mm * _PT) for each, mm in zip((said[1], said[2]), seal.size, strict=True))
    plain = form.keys() <= {"Type", "Subtype", "BBox", "Resources", "Length", "Filter"}
    return plain and fits and sized and _is_its_picture(state, named["Seal"], seal.picture)


def _is_its_picture(state: _State, image: Any, picture: _Picture | None) -> bool:
    value = state.entries(image)
    if picture is None or (picture.coded and value.get("Filter") != "DCTDecode"):
        return True
    if picture.coded:
        held = state.thing(image)
        fits = "SMask" not in value and _is_sized(value, picture, picture.space)
        return fits and held is not None and held.stream == picture.coded
    mask = value.get("SMask")
    if not _is_image(state, image, picture, ("DeviceRGB", picture.colours)) or bool(mask) != bool(picture.opacity):
        return False
    return not mask or _is_image(state, mask, picture, ("DeviceGray", picture.opacity))


_IMAGE = {"Type", "Subtype", "Width", "Height", "BitsPerComponent", "Filter", "ColorSpace", "SMask", "Length"}


def _is_image(state: _State, link: Any, picture: _Picture, wanted: tuple[str, bytes]) -> bool:
    return _is_sized(state.entries(link), picture, wanted[0]) and state.content(link) == wanted[1]


def _is_sized(value: Mapping[str, Any], picture: _Picture, space: str) -> bool:
    told = [value.get(name) for name in ("Subtype", "Width", "Height", "BitsPerComponent", "ColorSpace")]
    return value.keys() <= _IMAGE and told == ["Image", picture.width, picture.height, 8, space]


# --- what a revision may bring after a signature ---------------------------------------------------------------------

_OF_SIGNATURE = {
    *("Type", "Filter", "SubFilter", "M", "Name", "Contents", "ByteRange", "Reason", "Location", "ContactInfo"),
    *("Prop_Build", "XXSealSignature"),
}
_OF_FIELD = {"FT", "T", "TU", "Type", "Subtype", "F", "Ff", "Rect", "P", "AP", "V"}
_OF_STAMP = {"Type", "Subtype", "F", "Rect", "NM", "P", "AP"}


@dataclass
class _Change:
    """A revision after a signature: what was before, what is now, and the signature that it brings, if any."""

    before: _State
    after: _State
    revision: _Revision
    signed: _SignedField | None
    seal: _PdfSeal = field(default_factory=_PdfSeal)

    def places(self, evidence: set[int] | None = None) -> Iterator[str]:
        """Give the places of whatever it brings beyond its one signature, and beyond evidence for later."""
        if self.after.root_number != self.before.root_number:
            yield "文件的目录"
        if self.after.info != self.before.info:
            yield "文件的说明"
        if {"Encrypt", "XRefStm"} & self.revision.index.trailer.keys():
            yield "文件尾"
        named = {link.number for one in self.before.things.values() for link in _links(one.value)}
        late = named - self.before.things.keys()
        yield from (f"{number} 号对象" for number in sorted(self.revision.things) if number in late)
        known = self.before.notes()
        stamps = {number: one for number, one in self.after.notes().items() if number not in known}
        brought = self._brought(stamps) | self.revision.structural
        for number in sorted(self.revision.things.keys() - (evidence or set())):
            fresh = number in brought and number not in self.before.things
            if not fresh and not self._may_change(number, stamps):
                yield f"{number} 号对象"
        yield from (f"{number} 号对象" for number in self.revision.index.freed if number in self.before.things)
        yield from self._odd_marks(stamps)

    def _brought(self, stamps: Mapping[int, Mapping[str, Any]]) -> set[int]:
        if self.signed is None:
            return set()
        needed = {self.signed.number, self.signed.signature.number, *stamps, *self.after.form_numbers()}
        for note in (self.signed.value, *stamps.values()):
            form = self.after.entries(note.get("AP")).get("N")
            inside = self.after.entries(self.after.entries(form).get("Resources"))
            needed |= {form.number} | self._drawn(inside) if isinstance(form, Link) else set()
        return needed

    def _drawn(self, named: Mapping[str, Any], depth: int = 0) -> set[int]:
        """Give the numbers of the pictures that a drawing names, of their masks, and of those within them."""
        found: set[int] = set()
        for one in self.after.entries(named.get("XObject")).values():
            value = self.after.entries(one)
            found |= {each.number for each in (one, value.get("SMask")) if isinstance(each, Link)}
            found |= self._drawn(self.after.entries(value.get("Resources")), 1) if not depth else set()
        return found

    def _may_change(self, number: int, stamps: Mapping[int, Mapping[str, Any]]) -> bool:
        if number not in self.before.things or self.signed is None:
            return False
        old, new = self.before.things[number], self.after.things[number]
        if old.stream is not None or new.stream is not None or old.generation != new.generation:
            return False
        if number == self.before.root_number:
            return _alike(old.value, new.value, {"AcroForm"}) and self.is_form()
        if number in self.before.form_numbers():
            return self.is_form()
        pages = {
            page: self.before.entries(self.before.things[page].value).get("Annots") for page in self.before.pages()
        }
        if number in pages:
            return _alike(old.value, new.value, {"Annots"}) and self._notes_grow(number, stamps)
        holder = next((page for page, one in pages.items() if isinstance(one, Link) and one.number == number), None)
        return holder is not None and self._notes_grow(holder, stamps)

    def is_form(self) -> bool:
        """Whether the form has one more field, that of this signature, and is else as it was."""
        old, new = (one.entries(one.root.get("AcroForm")) for one in (self.before, self.after))
        had, has = self.before.items(old.get("Fields")), self.after.items(new.get("Fields"))
        grown = self.signed is not None and has == (*had, Link(self.signed.number, 0))
        return grown and _alike(old, new, {"Fields", "SigFlags"}) and new.get("SigFlags") in (1, 3)

    def _notes_grow(self, page: int, stamps: Mapping[int, Any]) -> bool:
        old, new = (one.items(one.entries(one.things[page].value).get("Annots")) for one in (self.before, self.after))
        own = {self.signed.number, *stamps} if self.signed else set()
        return new[: len(old)] == old and all(isinstance(one, Link) and one.number in own for one in new[len(old) :])

    def _odd_marks(self, stamps: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
        one = self.signed
        if one is None:
            return
        if not one.signature.value.keys() <= _OF_SIGNATURE:
            yield f"{one.signature.number} 号对象"
        if not one.value.keys() <= _OF_FIELD or not (_is_unseen(self.after, one.value) or self._is_mark(one.value)):
            yield f"{one.number} 号对象"
        for number, stamp in stamps.items():
            right = stamp.keys() <= _OF_STAMP and stamp.get("Subtype") == "Stamp" and self._is_mark(stamp)
            if number != one.number and not right:
                yield f"{number} 号对象"

    def _is_mark(self, note: Mapping[str, Any]) -> bool:
        return note.get("F") in (4, 128, 132) and self.seal.draws(self.after, note)


def _alike(old: Any, new: Any, but: set[str]) -> bool:
    """Whether two dictionaries differ in nothing but some entries."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return {name: one for name, one in old.items() if name not in but} == {
        name: one for name, one in new.items() if name not in but
    }


# --- the envelope of a signature (RFC 5652, RFC 5035) ----------------------------------------------------------------

DATA, SIGNED_DATA, STAMP_INFO = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
DIGESTS = {
    "1.2.156.10197.1.401": "sm3",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_SIGNS = {
    **{("sm3", one): SM2_SM3 for one in (SM2_SM3, SM2_CURVE, SM2_CURVE + ".1")},
    **{
        (f"sha{size}", f"1.2.840.10045.4.3.{one}"): f"1.2.840.10045.4.3.{one}"
        for one, size in ((2, 256), (3, 384), (4, 512))
    },
    **{
        (f"sha{size}", oid): f"1.2.840.113549.1.1.{one}"
        for one, size in ((11, 256), (12, 384), (13, 512))
        for oid in (f"1.2.840.113549.1.1.{one}", "1.2.840.113549.1.1.1")
    },
}
"""The algorithm of a signature, by the digest and the identifier that an envelope names."""


def _digest_of(name: str, data: bytes) -> bytes:
    return sm3(data) if name == "sm3" else hashlib.new(name, data).digest()


@dataclass
class _Envelope:
    """What an envelope says: certificates, what was signed, the value, digest, and the time-stamp's own words."""

    certificate: bytes
    others: list[bytes]
    signed: bytes
    signature: bytes
    digest: str
    method: str
    message_digest: bytes
    names_it: bool | None
    content: bytes
    further: bool


def _envelope(data: bytes, content_type: str) -> _Envelope:
    """Give what an envelope says, strictly.

    Raises:
        Odd: ``verdict.pdf-envelope``.
    """
    try:
        return _opened_envelope(data, content_type)
    except Odd:
        raise
    except (ValueError, LookupError, TypeError, StopIteration) as error:
        raise Odd("verdict.pdf-envelope") from error


def _opened_envelope(data: bytes, content_type: str) -> _Envelope:
    kind, inner = der(data).parts
    _version, _digests, held, *rest = inner.parts[0].parts
    signers = rest.pop()
    given = [one for part in rest if part.tag == 0xA0 for one in part.parts]
    (signer,) = signers.parts
    if kind.oid() != SIGNED_DATA or signers.tag != 0x31 or len(given) > 20 or held.parts[0].oid() != content_type:
        _bad("kind")
    content = held.parts[1].parts[0].octets() if len(held.parts) == 2 else b""
    if bool(content) != (content_type == STAMP_INFO) or not all(part.tag in (0xA0, 0xA1) for part in rest):
        _bad("content")
    _number, sid, digest, signed, way, value, *further = signer.parts
    if sid.tag != 0x30 or signed.tag != 0xA0 or [one.tag for one in further] not in ([], [0xA1]):
        _bad("signer")
    issuer, serial = sid.parts
    (own,) = [one for one in given if _names_of(one) == (issuer.raw, serial.number())]
    attributes = _attributes_of(signed)
    if attributes["1.2.840.113549.1.9.3"].oid() != content_type:
        _bad("attributes")
    digests = digest.parts[0].oid()
    return _Envelope(
        own.raw, [one.raw for one in given if one is not own], b"\x31" + signed.raw[1:], value.octets(), digests,
        _SIGNS.get((DIGESTS.get(digests, ""), way.parts[0].oid()), ""), attributes["1.2.840.113549.1.9.4"].octets(),
        _names_certificate(attributes, own.raw), content, bool(further),
    )  # fmt: skip


def _names_of(one: Der) -> tuple[bytes, int]:
    fields = one.parts[0].parts
    at = 1 if fields[0].tag == 0xA0 else 0
    return fields[at + 2].raw, fields[at].number()


def _attributes_of(signed: Der) -> dict[str, Der]:
    found: dict[str, Der] = {}
    for one in signed.parts:
        kind, values = one.parts
        if kind.oid() in found or len(values.parts) != 1:
            _bad("attributes")
        found[kind.oid()] = values.parts[0]
    return found


def _names_certificate(attributes: Mapping[str, Der], own: bytes) -> bool | None:
    said = attributes.get("1.2.840.113549.1.9.16.2.47")
    if said is None:
        return None
    first = said.parts[0].parts[0].parts
    name = DIGESTS.get(first.pop(0).parts[0].oid(), "") if first[0].tag == 0x30 else "sha256"
    return bool(name) and _digest_of(name, own) == first[0].octets()


def _rebuilt(found: _Envelope) -> bytes:
    """Give the one envelope that certificate, attributes and value of an SM2 signature imply."""
    names = der(found.certificate).parts[0].parts
    at = 1 if names[0].tag == 0xA0 else 0
    digest = _tlv(0x30, _oid("1.2.156.10197.1.401"))
    signer = _tlv(
        0x30, b"\2\1\1", _tlv(0x30, names[at + 2].raw, names[at].raw), digest, b"\xa0" + found.signed[1:],
        _tlv(0x30, _oid(SM2_SM3)), _tlv(4, found.signature),
    )  # fmt: skip
    body = _tlv(
        0x30, b"\2\1\1", _tlv(0x31, digest), _tlv(0x30, _oid(DATA)), _tlv(0xA0, found.certificate), _tlv(0x31, signer)
    )
    return _tlv(0x30, _oid(SIGNED_DATA), _tlv(0xA0, body))


def _tlv(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes([tag]) + _length(len(body)) + body


def _oid(dotted: str) -> bytes:
    first, second, *more = map(int, dotted.split("."))
    body = b""
    for number in (40 * first + second, *more):
        groups = [number >> 7 * place & 0x7F for place in range(max(1, -(-number.bit_length() // 7)))]
        body += bytes(one | 0x80 for one in groups[:0:-1]) + bytes(groups[:1])
    return _tlv(6, body)


# --- judging ---------------------------------------------------------------------------------------------------------


def check_pdf(data: bytes, trust: Trust) -> list[Said]:
    """Return what is to be said of a signed PDF; HOLDS is said of nothing."""
    try:
        revisions = _revisions(data)
        states = [_State(revisions[: number + 1]) for number in range(len(revisions))]
        fields = _signed_fields(states[-1])
    except Odd as odd:
        return _unreadable_pdf(data, odd)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return _unreadable_pdf(data, Odd("verdict.pdf-syntax"))
    known = {one.signature.number for one in fields}
    said: list[Said] = [
        (BROKEN, "verdict.pdf-stray-signature", f"{number} 号对象")
        for number, one in sorted(states[-1].things.items())
        if isinstance(one.value, dict) and number not in known and {"ByteRange", "SubFilter"} & one.value.keys()
    ]
    if not fields:
        return [*said, (OPEN, "verdict.not-signed", "")]
    return [*said, *_Pdf(data, revisions, states, fields, trust).said()]


def _unreadable_pdf(data: bytes, odd: Odd) -> list[Said]:
    if not any(mark in data for mark in (b"/ByteRange", b"/SubFilter", b"/Sig")):
        return [(OPEN, "verdict.no-signature-found", "")]
    said: list[Said] = [(OPEN if odd.rule in BEYOND else BROKEN, odd.rule, odd.place)]
    ranges = re.findall(rb"/ByteRange" + _WHITE + rb"*\[([0-9\0\t\n\f\r ]{7,80})\]", data)
    ends = [int(one.split()[2]) + int(one.split()[3]) for one in ranges if len(one.split()) == 4]
    if ends and max(ends) != len(data):
        said.append((BROKEN, "verdict.pdf-changed-after", f"第 {max(ends)} 字节以后"))
    return said


class _Pdf:
    """A signed PDF while it is judged."""

    def __init__(
        self, data: bytes, revisions: list[_Revision], states: list[_State], fields: list[_SignedField], trust: Trust
    ) -> None:
        self.data, self.revisions, self.states, self.trust = data, revisions, states, trust
        self.fields = sorted(fields, key=self._number)
        self.seals = {one.number: _pdf_seal(one) for one in self.fields}

    def _number(self, one: _SignedField) -> int:
        at = one.signature.start
        return next((number for number, it in enumerate(self.revisions) if it.start <= at < it.end), 0)

    def said(self) -> Iterator[Said]:
        """Give everything that does not hold, or cannot be decided here."""
        yield from self._later()
        yield from _active(self.states[-1])
        for one in self.fields:
            yield from self._of_stamp(one) if one.is_stamp else self._of_signature(one)

    # what was written after the first signature

    def _later(self) -> Iterator[Said]:
        brings: dict[int, list[_SignedField]] = {}
        for one in self.fields:
            brings.setdefault(self._number(one), []).append(one)
        for number in range(min(brings) + 1, len(self.revisions)):
            place, found = f"第 {self.revisions[number].start} 字节以后", brings.get(number, [])
            if len(found) > 1:
                yield BROKEN, "verdict.pdf-changed-after", place
            elif found and not (found[0].is_stamp and self._is_foreign()):
                yield from self._altered(number, found[0])
            elif self._is_foreign() and self._is_evidence(number, found):
                yield OPEN, "verdict.pdf-evidence-added", place
            else:
                yield BROKEN, "verdict.pdf-changed-after", place

    def _altered(self, number: int, one: _SignedField) -> Iterator[Said]:
        seal = self.seals[one.number]
        change = _Change(self.states[number - 1], self.states[number], self.revisions[number], one, seal)
        try:
            yield from ((BROKEN, "verdict.pdf-altered", place) for place in list(change.places()))
        except Odd as odd:
            yield BROKEN, "verdict.pdf-altered", odd.place or one.name

    def _is_foreign(self) -> bool:
        """Whether no signature of the file was made with a seal by the program that this file goes along with."""
        return not any(one.there for one in self.seals.values())

    def _is_evidence(self, number: int, found: Sequence[_SignedField]) -> bool:
        try:
            return _is_evidence(self.states[number - 1], self.states[number], self.revisions[number], found)
        except Odd:
            return False

    # each signature

    def _opened(self, one: _SignedField, content_type: str) -> tuple[_Envelope, bytes]:
        """Give the envelope of a signature, and all that it covers: the whole file at that time but its own room."""
        number = self._number(one)
        contents, ranges = one.signature.value.get("Contents"), one.signature.value.get("ByteRange")
        end = self.revisions[number].end
        packed = one.signature.number in self.revisions[number].packed
        if packed or not isinstance(contents, Chars) or not isinstance(ranges, tuple):
            raise Odd("verdict.pdf-signature-odd", one.name)
        wanted = (0, contents.start, contents.end, end - contents.end)
        if ranges != wanted or not all(type(each) is int for each in ranges):
            raise Odd("verdict.pdf-byte-range", one.name)
        digits = self.data[contents.start : contents.end][1:-1]
        strictly = self.seals[one.number].there
        forms = (digits.lower(),) if strictly else (digits.lower(), digits.upper())
        if digits not in forms or not re.fullmatch(rb"(?:[0-9A-Fa-f]{2})+", digits):
            raise Odd("verdict.pdf-room", one.name)
        found = _first_der(bytes.fromhex(digits.decode()), one.name)
        covered = self.data[: contents.start] + self.data[contents.end : end]
        return _envelope(found, content_type), covered

    def _of_signature(self, one: _SignedField) -> Iterator[Said]:
        seal, found = self.seals[one.number], None
        try:
            found, covered = self._opened(one, DATA)
            if found.digest not in DIGESTS:
                yield OPEN, "verdict.digest-unknown", one.name
            elif _digest_of(DIGESTS[found.digest], covered) != found.message_digest:
                yield BROKEN, "verdict.pdf-digest-differs", one.name
            yield from self._of_envelope(one, found)
        except Odd as odd:
            yield BROKEN, odd.rule, odd.place or one.name
        yield from self._of_picture(one, found)
        if found is None:
            return
        claimed = _pdf_time(_as_read(self.states[self._number(one)].get(one.signature.value.get("M"))))
        yield from _placed(one.name, self._of_key(found, claimed))
        if seal.value:
            yield from _placed(one.name, self._of_seal(one, found, claimed))

    def _of_envelope(self, one: _SignedField, found: _Envelope) -> Iterator[Said]:
        kind = one.signature.value.get("SubFilter")
        if kind not in ("ETSI.CAdES.detached", "adbe.pkcs7.detached"):
            yield OPEN, "verdict.pdf-kind", one.name
        if found.names_it is False or (found.names_it is None and kind == "ETSI.CAdES.detached"):
            yield BROKEN, "verdict.pdf-certificate-swapped", one.name
        contents = bytes(one.signature.value["Contents"])
        if self.seals[one.number].there:
            if _rebuilt(found) != _first_der(contents, one.name):
                yield BROKEN, "verdict.pdf-envelope", one.name
        elif found.further:
            yield OPEN, "verdict.time-stamp-unproven", one.name

    def _of_picture(self, one: _SignedField, found: _Envelope | None) -> Iterator[Said]:
        seal, state = self.seals[one.number], self.states[self._number(one)]
        if not seal.there:
            return
        if not seal.value or (found and seal.holder != found.certificate):
            yield BROKEN, "verdict.pdf-seal-of-another", one.name
        elif _is_unseen(state, one.value) or not seal.draws(state, one.value):
            yield BROKEN, "verdict.pdf-seal-picture", one.name
        elif not seal.is_compared(state, one.value):
            yield OPEN, "verdict.pdf-seal-picture-kind", one.name

    def _of_key(self, found: _Envelope, at: datetime | None) -> Iterator[Said]:
        """Give what is to be said of the value and of its certificate; at no time, nothing is known of that."""
        try:
            holder = certificate(found.certificate)
        except Bad:
            yield BROKEN, "verdict.holder-unreadable", ""
            return
        yield from _of_value(holder, found)
        if at is None:
            yield OPEN, "verdict.pdf-no-time", ""
        else:
            yield from judge_certificate(found.certificate, at, self._more(found))

    def _more(self, found: _Envelope) -> Trust:
        held = self.trust
        return Trust(held.anchors, [*held.between, *found.others], held.revocations, held.makers)

    def _of_seal(self, one: _SignedField, found: _Envelope, claimed: datetime | None) -> Iterator[Said]:
        number, value = self._number(one), self.seals[one.number].value
        size = self.revisions[number - 1].end if number else 0
        yield from judge_value(value, sm3(self.data[:size]), f"0-{size}", self._more(found), None)
        try:
            said = seal_value(value).time
        except Bad:
            said = None
        if said != claimed:
            yield BROKEN, "verdict.pdf-times-differ", one.name

    def _of_stamp(self, one: _SignedField) -> Iterator[Said]:
        """Give what is to be said of a time-stamp over the file (RFC 3161)."""
        try:
            found, covered = self._opened(one, STAMP_INFO)
            name, imprint, at = _stamped(found.content)
        except Odd as odd:
            yield BROKEN, odd.rule, odd.place or one.name
            return
        digest = DIGESTS.get(found.digest, "")
        if name not in DIGESTS or not digest:
            yield OPEN, "verdict.digest-unknown", one.name
        elif _digest_of(DIGESTS[name], covered) != imprint or _digest_of(digest, found.content) != found.message_digest:
            yield BROKEN, "verdict.pdf-digest-differs", one.name
        if found.names_it is False:
            yield BROKEN, "verdict.pdf-certificate-swapped", one.name
        if not _may_stamp(found.certificate):
            yield BROKEN, "verdict.pdf-stamp-purpose", one.name
        yield from _placed(one.name, self._of_key(found, at))


def _placed(name: str, said: Iterable[Said]) -> Iterator[Said]:
    return ((outcome, rule, place or name) for outcome, rule, place in said if outcome != HOLDS)


def _of_value(holder: Certificate, found: _Envelope) -> Iterator[Said]:
    linked = signed_by(holder.key, found.method, found.signed, found.signature) if found.method else OPEN
    if linked == OPEN:
        yield OPEN, "verdict.method-unknown", ""
    elif linked != HOLDS:
        yield BROKEN, "verdict.signature-differs", ""


def _may_stamp(data: bytes) -> bool:
    """Whether a certificate is one for time-stamps (RFC 3161 2.3)."""
    try:
        named = certificate(data).extensions["2.5.29.37"][1].parts
        return [one.oid() for one in named] == ["1.3.6.1.5.5.7.3.8"]
    except (Bad, LookupError):
        return False


def _first_der(data: bytes, name: str) -> bytes:
    """Give the one element that a room holds; behind it there may be zeros only."""
    if len(data) < 2 or data[0] != 0x30:
        raise Odd("verdict.pdf-room", name)
    count = max(0, data[1] - 0x80)
    size = 2 + count + int.from_bytes(data[2 : 2 + count], "big") if count else 2 + data[1]
    if data[1] == 0x80 or count > 4 or (count and size > len(data)) or data[size:].strip(b"\0"):
        raise Odd("verdict.pdf-room", name)
    return data[:size]


def _pdf_time(written: str) -> datetime | None:
    found = re.fullmatch(r"D:(\d{14})(?:Z(?:00'00'?)?|([+-])(\d\d)'(\d\d)'?)?", written)
    if not found:
        return None
    apart = timedelta(hours=int(found[3] or 0), minutes=int(found[4] or 0))
    try:
        there = datetime.strptime(found[1] + "+0000", "%Y%m%d%H%M%S%z")
        return there + apart if found[2] == "-" else there - apart
    except (ValueError, OverflowError):
        return None


def _stamped(content: bytes) -> tuple[str, bytes, datetime]:
    """Give digest, imprint and time of a time-stamp's words (TSTInfo)."""
    try:
        _version, _policy, imprint, _serial, time, *_more = der(content).parts
        return imprint.parts[0].parts[0].oid(), imprint.parts[1].octets(), time.time()
    except (ValueError, LookupError) as error:
        raise Odd("verdict.pdf-envelope") from error


# --- evidence for later, as other programs add it (ETSI EN 319 142-1 5.4) --------------------------------------------

_EVIDENCE = {"Type", "Certs", "OCSPs", "CRLs", "VRI"}
_EVIDENCE_EACH = {"Type", "Cert", "CRL", "OCSP", "TU", "TS"}


def _evidence(state: _State) -> set[int] | None:
    """Give the numbers of the evidence that a file keeps; None where something else lies among it."""
    store = state.root.get("DSS")
    held, each = state.entries(store), state.entries(state.entries(store).get("VRI"))
    told = [held, *(state.entries(one) for one in each.values())]
    lists = [one.get(name) for one in told for name in ("Certs", "OCSPs", "CRLs", "Cert", "CRL", "OCSP")]
    pieces = [one for listed in lists for one in state.items(listed)] + [one["TS"] for one in told if "TS" in one]
    right = held.keys() <= _EVIDENCE and all(one.keys() <= _EVIDENCE_EACH for one in told[1:])
    if not right or not all(_is_piece(state, one) for one in pieces):
        return None
    return {one.number for one in (store, held.get("VRI"), *each.values(), *lists, *pieces) if isinstance(one, Link)}


def _is_piece(state: _State, link: Any) -> bool:
    found = state.thing(link)
    if found is None or found.stream is None or not found.value.keys() <= {"Length", "Filter"}:
        return False
    try:
        return [one.tag for one in _elements(_plain_stream(found.value, found.stream))] == [0x30]
    except Bad:
        return False


def _is_evidence(before: _State, after: _State, revision: _Revision, found: Sequence[_SignedField]) -> bool:
    """Whether a revision brings certificates, lists and at most one unseen time-stamp, and nothing that could show."""
    had, held = _evidence(before), _evidence(after)
    change = _Change(before, after, revision, found[0] if found else None)
    if had is None or held is None or any(not _is_unseen(after, one.value) for one in found):
        return False
    others = [one for number, one in before.things.items() if number not in had and number != before.root_number]
    if {link.number for one in others for link in _links(one.value)} & had:
        return False
    catalogue = {"DSS", "Extensions"} | ({"AcroForm"} if found and change.is_form() else set())
    root = {before.root_number} if _alike(before.root, after.root, catalogue) and _is_told(after) else set()
    own = {number for number in held if number not in before.things} | had | root | set(_of_itself(before, after))
    return not list(change.places(own))


_WRITTEN = re.compile(rb"(xmp:ModifyDate|xmp:MetadataDate|pdf:Producer|x:xmptk|xmpMM:InstanceID)(=\"[^\"<]*\"|>[^<]*<)")
"""When and by what a file was written last, as it says itself (XMP)."""


def _of_itself(before: _State, after: _State) -> Iterator[int]:
    """Give the numbers of what a file says of itself, where only when and by what it was written differs."""
    info, told = before.info, before.root.get("Metadata")
    if isinstance(info, Link) and _alike(before.get(info), after.get(info), {"ModDate", "Producer"}):
        yield info.number
    old, new = before.content(told), after.content(told)
    if not isinstance(told, Link) or old is None or new is None:
        return
    if _alike(before.get(told), after.get(told), {"Length", "Filter"}) and _WRITTEN.sub(b"", old) == _WRITTEN.sub(
        b"", new
    ):
        yield told.number


def _is_told(state: _State) -> bool:
    """Whether the extensions that a file names (ISO 32000-2 7.12) are names and figures alone."""
    return not any(True for _ in _links(state.root.get("Extensions")))


def _links(value: Any, depth: int = 0) -> Iterator[Link]:
    if isinstance(value, Link):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        yield from _links(one, depth + 1) if depth < 48 else ()


# === the command line =================================================================================================

WORDS = {
    "trust-folder.unknown": "信任文件夹里不应当有它，什么都不采信",
    "trust-folder.unreadable": "信任文件夹里的它读不出来，读全以前什么都不采信",
    "trust-folder.too-many": "信任文件夹里的它太多或者太大，什么都不采信",
    "entry.unreadable": "这一条读不出来，它的字节不是一条办理记录",
    "entry.digest": "存着的摘要与这一条的内容不符",
    "entry.wrong-journal": "这一条放错了地方，它不属于这本记录",
    "entry.other-realm": "这一条是另一个域或者另一个单位的",
    "entry.twice": "这一条重复了",
    "entry.same-id": "这一条与另一条编号相同而内容不同",
    "chain.forked": "同一位置有两条不同的记录",
    "chain.gap": "从这里起缺少记录",
    "chain.broken": "这一条不接在它前面的那一条后面",
    "basis.missing": "这一条写明看到过的记录，这里没有或者不一样",
    "journal.cut": "外面记着的、或者本机见证过的这一条，这里没有",
    "organisation.older": "这一条所知道的单位情况，比同一台机器上在它前面的还旧",
    "number.without-document": "这个文号给了一份没有这样登记的公文",
    "number.twice": "这个文号给了两份公文",
    "unit.unfounded": "没有建立单位的记录，签名无从核对",
    "unit.other-founding": "单位的建立记录与接纳它时记下的指纹不符",
    "unit.not-admitted": "没有谁接纳过这个单位",
    "actor.out-of-place": "这种记录不该由这样的人（程序）作出",
    "key.unknown": "签名的密钥没有登记过",
    "key.of-somebody-else": "签名的密钥是别人的",
    "key.not-in-force": "签名的密钥当时还没有登记，或者已经停用",
    "signature.other-algorithm": "写明的算法不是签名的密钥的",
    "signature.wrong": "签名不符，内容在签名以后变过",
    "actor.without-authority": "办理的人当时没有这项权限",
    "second.nothing-asked": "没有谁申请过它要确认的事",
    "second.other-entry": "它确认的不是申请时签名的那一条",
    "second.same-person": "第二人与申请的、或者事情所关的，是同一个人",
    "second.role": "第二人当时没有确认这件事的权限",
    "second.not-yours": "撤销申请的不是申请的人",
    "journal-file.other": "这不是办理记录文件",
    "journal-file.newer": "这是更新的版本写的办理记录文件，请用随它一起的核验程序",
    "journal-file.damaged": "文件的这一行坏了",
    "journal-file.unsealed": "文件没有本机的封签，或者封签不是登记过的机器的",
    "journal-file.altered": "封签与文件的内容不符，文件写出以后变过",
    "verify.no-kind": "这个文件夹不是归档件、归档信息包、核验包或者备份",
    "evidence.none": "这里没有办理记录，或者不止一份",
    "evidence.file-unrecorded": "文件的内容不是封签时记下的那一个",
    "evidence.file-foreign": "这个文件没有哪条记录提到",
    "evidence.file-missing": "封签时记下的这个文件，这里没有",
    "archive.no-item": "这不是归档件，或者它的办理记录不是归档时写的那一份",
    "archive.list-unreadable": "清单读不出来",
    "archive.list-otherwise": "摘要都对，写法不是导出时的样子",
    "archive.file-missing": "清单上有的这个文件，这里没有",
    "archive.file-changed": "文件的内容与清单上的摘要不符",
    "archive.file-unlisted": "清单上没有这个文件",
    "archive.file-unrecorded": "与封签时记下的不符",
    "source.too-large": "文件太大，不核验",
    "package.other": "这不是交换包",
    "package.newer": "这是更新的版本写的交换包，请用随它一起的核验程序",
    "package.damaged": "交换包的开头坏了",
    "package.cut": "交换包没有复制完",
    "backup.newer": "这是更新的版本写的备份，请用随它一起的核验程序",
    "store.newer": "备份里是更新的版本写的库，请用随它一起的核验程序",
    "store.other-realm": "备份的清单与里面的库不是一个域",
    "archive.eep-signature": "封装包的签名，或者签名以外本来固定的部分不成立",
    "import.damaged": "封装包读不出来",
    "evidence.strange": "包里有不该有的东西（链接、越出包外的名称、重名，或者过大）",
}


def said_of(fault: Fault) -> str:
    """Return a fault in words, on one line."""
    rule, where, device, seq = fault
    place = f"{where} 第 {seq} 条（设备 {device}）" if seq else where
    return f"{place}：{WORDS.get(rule, rule)} [{rule}]"


_SHOWN = {
    code: f"\\u{code:04x}"
    for code in (
        *range(0x20),
        *range(0x7F, 0xA0),
        0x061C,
        0x200E,
        0x200F,
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
    )
}


def _say(text: str) -> None:
    """Print a line; names that somebody chose neither steer the terminal nor add a line of their own."""
    print(text.translate(_SHOWN))


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify one file or folder, say what was found, and return the exit code."""
    parser = argparse.ArgumentParser(
        description="核验办理记录、归档件、核验包、交换包、备份和盖了章的 OFD、PDF，不用原来的程序。"
    )
    parser.add_argument("file", type=Path, help="办理记录文件、归档件或者备份的文件夹、核验包、交换包，或者 OFD、PDF")
    parser.add_argument("--trust", type=Path, help="放着信任的证书和吊销列表的文件夹（核验 OFD、PDF 用）")
    asked = parser.parse_args(arguments)
    try:
        if not _is_plain(asked.file):
            _say(f"{asked.file}：不是普通文件或者文件夹，不能核验")
            return NOTHING
        return _verified(asked.file, asked.trust)
    except Refused as refused:
        _say(f"{refused.where or asked.file.name}：{WORDS.get(refused.rule, refused.rule)} [{refused.rule}]")
        return UNREADABLE if isinstance(refused, Untrusted) else ALTERED
    except OSError as error:
        _say(f"{asked.file}：读不出来（{error.strerror or error}）")
        return UNREADABLE


def _verified(path: Path, trust: Path | None) -> int:
    if path.is_dir():
        return _told(check_backup(path)) if is_backup(path) else _reported(*check_package(files_of(path)))
    begins = bytes_of(path, most=MEGABYTE)
    if JOURNAL_NAME in begins[:300] and zipfile.is_zipfile(path):
        return _reported(*check_package(files_of(path)))
    first, size = begins.partition(b"\n")[0], path.stat().st_size
    if size > LARGEST_FOREIGN and not is_exchange(begins) and MAGIC.encode() not in first:
        raise Refused("source.too-large")
    data = begins + bytes_of(path, max(MEGABYTE, size - MEGABYTE)) if is_exchange(begins) else bytes_of(path)
    judge = KINDS.get(kind_of(data))
    if judge:
        return _told(judge(bytes_of(path), read_trust(trust)))
    if is_eep(begins):
        return _reported(*check_eep(bytes_of(path)))
    return _told(check_exchange(path)) if is_exchange(begins) else _reported(*check_among_files(path))


LARGEST_FOREIGN = 200_000_000
"""Bytes of a file that is taken apart at all, where the program did not write it."""
JOURNAL_NAME = b".jsonl"
"""Near the beginning of a zip it says that a journal lies in it."""


def kind_of(data: bytes) -> str:
    """Return what kind of file that may be signed some bytes are; one that could be two is that whose end is last."""
    if b"OFD.xml" in data and (data.startswith(b"PK\3\4") or data.rfind(b"PK\5\6") > data.rfind(b"%%EOF")):
        return "OFD"
    if b"%PDF-" in data[:1024]:
        return "PDF"
    return "DOCX" if data.startswith(b"PK\3\4") and b"word/" in data else ""


def _proves_nothing(_data: bytes, _trust: Trust) -> list[Said]:
    """Say of a text document, which every program shows in its own way, that it cannot prove what was to be seen."""
    return [(OPEN, "verdict.word-not-fixed", "")]


KINDS: dict[str, Callable[[bytes, Trust], list[Said]]] = {"OFD": check_ofd, "PDF": check_pdf, "DOCX": _proves_nothing}


def _reported(verdict: Verdict, beside: Sequence[Fault]) -> int:
    for fault in (*verdict.faults, *beside):
        _say(said_of(fault))
    count = len(verdict.faults) + len(beside)
    _say(f"核验了 {verdict.entries} 条记录，{verdict.signatures} 个签名成立，{count} 处问题。")
    for name, founding in verdict.foundings:
        _say(f"{name}建立单位的指纹：{founding}（请与建立时抄存的核对）。")
    return ALTERED if count else INTACT


def _told(said: Sequence[Said]) -> int:
    told = dict.fromkeys(one for one in said if one[0] != HOLDS)
    for outcome, rule, place in told:
        _say(f"{outcome}：{place} [{rule}]")
    outcomes = {one[0] for one in told}
    _say("核验结论：" + (BROKEN if BROKEN in outcomes else OPEN if OPEN in outcomes else HOLDS))
    return ALTERED if BROKEN in outcomes else UNDECIDED if OPEN in outcomes else INTACT


if __name__ == "__main__":
    sys.exit(main())
