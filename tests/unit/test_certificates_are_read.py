"""Certificates are read in their one form or not at all."""

from __future__ import annotations

import random

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.security import der, sm3
from oa_desktop.security.certificates.asn1 import pem
from oa_desktop.security.certificates.reading import LARGEST, read
from tests.rigs.authority import SINCE, UNIT, UNTIL, issued, key, odd, root


def test_a_certificate_says_whom_it_names_whose_key_it_carries_and_what_for() -> None:
    held = issued("张三", department="秘书股")
    said = read(held.data)
    assert said.subject == f"CN=张三,OU=秘书股,O={UNIT},C=CN" and said.holder == "张三"
    assert said.issuer == read(root().data).subject
    assert (said.not_before, said.not_after) == (SINCE, UNTIL)
    assert said.public_key == key("张三").public_key and said.key == key("张三").key_id
    assert said.algorithm == "SM2" and said.purpose is Purpose.PERSON
    assert said.signs_documents and not said.signs_certificates and not said.signs_revocations
    assert said.digest == sm3.digest(held.data)


def test_an_authority_signs_certificates_and_lists_and_no_documents() -> None:
    said = read(root().data)
    assert said.signs_certificates and said.signs_revocations and not said.signs_documents


def test_who_signs_lists_of_revocations_bears_the_authoritys_name() -> None:
    said = read(issued("吊销列表签发人", Purpose.REVOCATIONS).data)
    assert said.subject == read(root().data).subject
    assert said.signs_revocations and not said.signs_certificates and not said.signs_documents


def test_a_certificate_in_pem_is_the_same_certificate() -> None:
    data = issued("张三").data
    assert read(pem.armor("CERTIFICATE", data)) == read(data)


def test_what_nobody_sees_in_a_name_is_not_shown() -> None:
    assert read(odd("张\u202e三\x07").data).holder == "张三"


def _two(data: bytes) -> bytes:
    return pem.armor("CERTIFICATE", data) * 2


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda data: data + b"\0",
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: b"\x30\x80" + data[4:] + b"\0\0",
        lambda data: b"\x30\x83\0" + data[2:],
        lambda data: b"-----BEGIN CERTIFICATE-----\nnonsense",
        lambda data: pem.armor("PRIVATE KEY", data),
        _two,
        lambda data: b"\x30" * LARGEST,
        lambda data: b" " * (LARGEST + 1),
    ],
)
def test_what_is_not_exactly_one_certificate_is_refused(spoilt) -> None:
    with pytest.raises(Refused) as refused:
        read(spoilt(issued("张三").data))
    assert refused.value.code == "certificate.unreadable"


def test_odd_contents_are_refused() -> None:
    for fields in (
        {"serial_number": 0},
        {"serial_number": -5},
        {"serial_number": 1 << 200},
        {"version": "v1"},
        {"repeated": 2},
    ):
        with pytest.raises(Refused, match=r"certificate\.unreadable"):
            read(odd("甲", **fields).data)


def test_thousands_of_altered_certificates_are_refused_or_say_something_else_and_none_breaks_the_reader() -> None:
    data, chance, refused = issued("张三").data, random.Random(6), 0
    for _ in range(2_000):
        altered = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 4))):
            altered[chance.randrange(len(altered))] ^= 1 << chance.randrange(8)
        try:
            assert bytes(altered) == data or read(bytes(altered)) != read(data)
        except Refused:
            refused += 1
    assert refused > 300


@pytest.mark.parametrize(
    "data",
    [
        "0500" "00",
        "050100",
        "010101",
        "02020001",
        "0202ff80",
        "0200",
        "0300",
        "03020801",
        "030201ff",
        "06028001",
        "060188",
        "0c01ff",
        "0281010100",
        "1f810100",
        "2403020101",
        "1000",
        "30" "03" "0201",
        "3080" "0000",
    ],
)  # fmt: skip
def test_only_the_one_form_of_a_value_is_der(data: str) -> None:
    with pytest.raises(der.NotDer):
        der.check(bytes.fromhex(data))


def test_structures_nested_without_end_are_refused_early() -> None:
    data = b""
    for _ in range(40):
        data = b"\x30" + bytes([len(data)]) + data
    with pytest.raises(der.NotDer, match="嵌套"):
        der.check(data)
