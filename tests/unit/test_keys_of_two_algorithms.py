"""A key on a token may sign by ECDSA: both verifiers take the same signatures, in one form, by the key's algorithm alone."""

from __future__ import annotations

import hashlib
import random

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from oa_desktop.domain.entry import Algorithms
from oa_desktop.domain.key_algorithms import algorithms_of
from oa_desktop.security import ecdsa, sm2
from oa_desktop.security.office_port import OfficeCrypto
from tests.rigs.tampering.second import second

KEY = ec.derive_private_key(0x1234567890ABCDEF, ec.SECP256R1())
PUBLIC = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
MESSAGE = "一条办理记录".encode()


def pair_of(message: bytes) -> tuple[int, int]:
    return decode_dss_signature(KEY.sign(message, ec.ECDSA(hashes.SHA256())))


def in_its_form(r: int, s: int) -> bytes:
    return ecdsa.signature_of(r.to_bytes(32) + s.to_bytes(32))


def signature(message: bytes) -> bytes:
    return in_its_form(*pair_of(message))


def both(public: bytes, message: bytes, signed: bytes) -> bool:
    """What the program says; the second verifier has to say the same."""
    said = OfficeCrypto().verify(public, message, signed)
    assert second().key_holds(public, message, signed) is said
    return said


def test_the_key_says_by_which_algorithm_it_signs_and_both_verifiers_agree():
    pair = sm2.generate(random.Random(1).randbytes)
    assert both(PUBLIC, MESSAGE, signature(MESSAGE)) and both(pair.public, MESSAGE, sm2.sign(pair.private, MESSAGE))
    assert not both(PUBLIC, MESSAGE, sm2.sign(pair.private, MESSAGE))
    assert not both(pair.public, MESSAGE, signature(MESSAGE))
    for public in (PUBLIC, pair.public, b"", bytes(91)):
        assert algorithms_of(public).signature == second().algorithm_of(public.hex())
        assert algorithms_of(public).signature == second().algorithm_of(public.hex().upper())
    assert algorithms_of(pair.public) == Algorithms()


def test_of_the_two_forms_of_a_signature_one_holds_alone():
    for turn in range(8):
        message = bytes([turn])
        r, s = pair_of(message)
        low, high = min(s, ecdsa.ORDER - s), max(s, ecdsa.ORDER - s)
        assert in_its_form(r, low) == in_its_form(r, high) == encode_dss_signature(r, low)
        assert both(PUBLIC, message, encode_dss_signature(r, low))
        assert not both(PUBLIC, message, encode_dss_signature(r, high))


def test_no_altered_signature_holds_and_both_verifiers_agree():
    chance, good = random.Random(6), signature(MESSAGE)
    for _ in range(60):
        changed = bytearray(good)
        changed[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        assert not both(PUBLIC, MESSAGE, bytes(changed))
    for odd in (b"", good[:-1], good + b"\0", b"\x30\x00", good[:2], b"\x30\x81" + good[1:], bytes(72)):
        assert not both(PUBLIC, MESSAGE, odd)


@pytest.mark.parametrize("end", [bytes(65), b"\x04" + bytes(64), b"\x02" + bytes(32), b"", b"\x04" + b"\xff" * 64])
def test_a_key_that_lies_on_no_curve_verifies_nothing(end: bytes):
    assert not both(PUBLIC[:26] + end, MESSAGE, signature(MESSAGE))


def test_signatures_that_were_published_hold_in_the_second_verifier():
    """RFC 6979 A.2.5, P-256 with SHA-256, message "sample"."""
    point = (
        0x60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6,
        0x7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299,
    )
    told = encode_dss_signature(
        0xEFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,
        0xF7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8,
    )
    assert second().ecdsa_holds(point, hashlib.sha256(b"sample").digest(), told)
    assert not second().ecdsa_holds(point, hashlib.sha256(b"sampled").digest(), told)
