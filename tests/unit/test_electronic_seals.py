"""电子印章: what a seal says, who may use it, and what it signs; GB/T 38540-2020 and the versions before and after."""

import subprocess
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from asn1crypto import core

from oa_desktop.domain.errors import Refused
from oa_desktop.security import der, sm2, sm3
from oa_desktop.security.seals import structures as ses
from oa_desktop.security.seals.reading import public_key, read_seal, read_signature
from oa_desktop.security.seals.stamping import stamp
from tests.independent import sm2 as second
from tests.independent.sealed_ofd import time_stamp
from tests.sealed import BEGAN, ENDS, MAKER, NOW, OFFICE, OTHER, PICTURE, a_seal, in_hand

DIGEST = bytes.fromhex(sm3.digest(b"Signature.xml"))
SUBJECT = "/Doc_0/Signs/Sign_0/Signature.xml"


def old_seal() -> bytes:
    """A seal as GM/T 0031-2014 has them, two parts."""
    info = ses.SES_SealInfo1(
        {
            "header": {"ID": "ES", "version": 1, "Vid": "old"},
            "esID": "1",
            "property": {
                "type": 1,
                "name": "清源县人民政府",
                "certList": [OFFICE.certificate],
                "createDate": {"utc": BEGAN},
                "validStart": {"utc": BEGAN},
                "validEnd": {"utc": ENDS},
            },
            "picture": {"type": "png", "data": PICTURE, "width": 40, "height": 40},
        }
    )
    signed = {"eSealInfo": info, "cert": MAKER.certificate, "signatureAlgorithm": ses.SM2_WITH_SM3}
    signature = MAKER.signer.sign(ses.SealTBS1(signed).dump())
    signing = {"cert": MAKER.certificate, "signatureAlgorithm": ses.SM2_WITH_SM3, "signData": signature}
    return bytes(ses.SESeal1({"eSealInfo": info, "signInfo": signing}).dump())


def old_signature() -> bytes:
    """A signature value as GM/T 0031-2014 has them."""
    tbs = ses.TBS_Sign1(
        {
            "version": 1,
            "eseal": ses.SESeal1.load(old_seal()),
            "timeInfo": core.UTCTime(NOW).dump(),
            "dataHash": DIGEST,
            "propertyInfo": SUBJECT,
            "cert": OFFICE.certificate,
            "signatureAlgID": ses.SM2_WITH_SM3,
        }
    )
    return bytes(ses.SES_Signature1({"toSign": tbs, "signature": OFFICE.signer.sign(tbs.dump())}).dump())


def renewed(*, version: int = 5, time_stamp: bytes = b"", certificates_by_digest: bool = False) -> bytes:
    """The usual seal, signed anew as another version or with digests for certificates."""
    seal = ses.SESeal.load(a_seal())
    seal["eSealInfo"]["header"]["version"] = version
    if certificates_by_digest:
        value = {"type": "SM3", "value": bytes.fromhex(sm3.digest(OFFICE.certificate))}
        seal["eSealInfo"]["property"]["certListType"] = ses.DIGESTS
        seal["eSealInfo"]["property"]["certList"] = ses.CertDigestList([value])
    seal["signedValue"] = MAKER.signer.sign(seal["eSealInfo"].dump(force=True))
    if time_stamp:
        seal["timeStamp"] = time_stamp
    return bytes(seal.dump(force=True))


def test_a_seal_says_whose_it_is_until_when_and_what_it_looks_like() -> None:
    seal = read_seal(a_seal())

    assert (seal.version, seal.kind, seal.name, seal.id) == (4, 1, "清源县人民政府", "33000000000001")
    assert (seal.valid_from, seal.valid_until, seal.created) == (BEGAN, ENDS, BEGAN)
    assert (seal.picture, seal.picture_kind, seal.width_mm, seal.height_mm) == (PICTURE, "PNG", 42, 42)
    assert seal.holders == (OFFICE.certificate,)
    assert seal.maker == MAKER.certificate
    assert seal.maker_signature_holds


def test_seals_of_all_three_versions_are_read_and_told_apart_by_their_parts() -> None:
    seals = [read_seal(data) for data in (old_seal(), a_seal(), renewed(), renewed(time_stamp=time_stamp()))]

    assert [seal.version for seal in seals] == [1, 4, 5, 5]
    assert all(seal.maker_signature_holds for seal in seals)
    assert {seal.name for seal in seals} == {"清源县人民政府"}


def test_a_signature_value_of_each_version_says_what_was_signed_when_and_by_whom() -> None:
    values = [read_signature(old_signature()), read_signature(stamp(in_hand(), DIGEST, SUBJECT))]
    values.append(read_signature(stamp(in_hand(renewed()), DIGEST, SUBJECT)))

    assert [value.version for value in values] == [1, 4, 5]
    for value in values:
        assert (value.digest, value.subject, value.time) == (DIGEST, SUBJECT, NOW)
        assert value.holds
        assert value.by_holder


def test_a_seal_that_keeps_only_digests_of_certificates_knows_its_holder() -> None:
    value = read_signature(stamp(in_hand(renewed(version=4, certificates_by_digest=True)), DIGEST, SUBJECT))

    assert value.by_holder
    assert value.seal.holders == (bytes.fromhex(sm3.digest(OFFICE.certificate)),)


def test_a_seal_whose_words_were_changed_is_not_its_makers() -> None:
    data = a_seal().replace("清源县人民政府".encode(), "清源县人民法院".encode(), 1)

    assert not read_seal(data).maker_signature_holds


def test_a_changed_value_is_not_its_holders() -> None:
    value = stamp(in_hand(), DIGEST, SUBJECT)
    moved = value.replace(DIGEST, bytes.fromhex(sm3.digest(b"another")))

    assert not read_signature(moved).holds


@pytest.mark.parametrize(
    ("using", "code"),
    [
        (in_hand(by=OTHER), "seal.not-holder"),
        (in_hand(at=ENDS + timedelta(seconds=1)), "seal.not-valid"),
        (in_hand(at=BEGAN - timedelta(seconds=1)), "seal.not-valid"),
        (in_hand(old_seal()), "seal.only-read"),
        (in_hand(b"no seal"), "seal.unreadable"),
    ],
)
def test_nobody_uses_a_seal_that_is_not_theirs_or_not_in_force(using: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        stamp(using, DIGEST, SUBJECT)

    assert refused.value.code == code


def test_a_holder_who_lends_the_certificate_to_another_key_seals_nothing() -> None:
    with pytest.raises(Refused) as refused:
        stamp(in_hand(by=type(OFFICE)(certificate=OFFICE.certificate, signer=OTHER.signer)), DIGEST, SUBJECT)

    assert refused.value.code == "seal.wrong-key"


def test_a_second_library_and_openssl_agree_on_the_seal_and_on_what_it_signed(tmp_path: Path) -> None:
    value = ses.SES_Signature.load(stamp(in_hand(), DIGEST, SUBJECT))
    seal = value["toSign"]["eseal"]
    for signed, signature, by in (
        (value["toSign"].dump(), value["signature"].native, OFFICE),
        (seal["eSealInfo"].dump(), seal["signedValue"].native, MAKER),
    ):
        assert second.verify(public_key(by.certificate), signed, signature)
        assert not second.verify(public_key(by.certificate), signed + b"\0", signature)
        assert openssl_agrees(tmp_path, public_key(by.certificate), signed, signature)


def openssl_agrees(folder: Path, key: bytes, signed: bytes, signature: bytes) -> bool:
    """Ask OpenSSL about a signature."""
    for name, data in (("key", key), ("signed", signed), ("signature", signature)):
        (folder / name).write_bytes(data)
    command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -digest sm3 -in signed -sigfile signature"
    distinguishing = ["-pkeyopt", f"distid:{sm2.USER_ID.decode()}"]
    return (
        subprocess.run([*command.split(), *distinguishing], cwd=folder, check=False, capture_output=True).returncode
        == 0
    )


def test_every_r_and_s_is_written_in_its_one_form_and_read_back() -> None:
    """About five in a hundred signatures elsewhere lost or gained a zero byte."""
    chance = Random(38540)
    for turn in range(10_000):
        bits = 256 if turn % 3 else chance.randrange(1, 256)
        r, s = (chance.getrandbits(bits) % (sm2.ORDER - 1) + 1 for _ in range(2))
        encoded = second.encode_signature(r, s)
        assert sm2.is_strict(encoded)
        der.check(encoded)
        assert second.decode_signature(encoded) == (r, s)
        for loose in with_another_zero(r, s):
            assert not sm2.is_strict(loose)


def with_another_zero(r: int, s: int) -> list[bytes]:
    """The same numbers with a zero byte too many, and one too few where it is needed."""
    loose = []
    for first, other in ((r, s), (s, r)):
        body = first.to_bytes(first.bit_length() // 8 + 1, "big")
        wrong = [b"\0" + body] + ([body[1:]] if body[0] == 0 and body[1:] else [])
        rest = second.encode_integer(other)
        for one in wrong:
            parts = bytes([2, len(one)]) + one + rest
            loose.append(bytes([0x30, len(parts)]) + parts)
    return loose


def test_two_hundred_seals_in_use_each_sign_in_the_one_form() -> None:
    using = in_hand()
    values = [stamp(using, turn.to_bytes(32, "big"), SUBJECT) for turn in range(200)]

    assert all(sm2.is_strict(read_signature(value).signature) for value in values)
    assert all(read_signature(value).holds for value in values)


def test_no_byte_of_a_seal_or_of_a_value_can_be_changed_unnoticed() -> None:
    """Every byte once: it is unreadable, or a signature does not hold; both signatures cover all of it but themselves."""
    value = stamp(in_hand(), DIGEST, SUBJECT)
    chance, unnoticed = Random(1), []
    for place in range(len(value)):
        changed = bytearray(value)
        changed[place] ^= 1 << chance.randrange(8)
        try:
            read = read_signature(bytes(changed))
        except Refused:
            continue
        if read.holds and read.seal.maker_signature_holds and read.by_holder:
            unnoticed.append(place)

    assert unnoticed == []


def test_bits_left_over_of_a_signature_are_not_passed_over() -> None:
    """A signature that ends in a zero bit could otherwise be written with that bit as left over."""
    value = next(one for one in iter(lambda: stamp(in_hand(), DIGEST, SUBJECT), b"") if not one[-1] & 1)
    signature = read_signature(value).signature
    start = value.rindex(b"\0" + signature)
    with pytest.raises(Refused):
        read_signature(value[:start] + b"\1" + value[start + 1 :])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30\x80\x00\x00",
        b"\x30\x81\x03\x02\x01\x01",
        b"\x30\x04\x02\x02\x00\x01",
        b"\x30\x03\x02\x01\x01\x00",
        b"\x30\x03\x01\x01\x01",
        b"\x30\x03\x03\x01\x01",
        b"\x1f\x81\x01\x00",
        b"\x30\x05\x02\x01\x01",
        b"\x30\x82\x00\x03\x02\x01\x01",
        b"\x06\x03\x2a\x80\x01",
        b"\x05\x01\x00",
        bytes([0x30, 2] * 1) + b"\x02\x00",
        b"\x30\x02" * 50 + b"\x05\x00",
    ],
)
def test_bytes_that_could_be_written_otherwise_are_not_read(data: bytes) -> None:
    with pytest.raises(der.NotDer):
        der.check(data)
    with pytest.raises(Refused):
        read_seal(data)


def test_no_seal_is_read_with_a_part_too_many_or_of_a_version_that_nobody_knows() -> None:
    longer = ses.SESeal.load(renewed(time_stamp=time_stamp())).contents + b"\x05\x00"
    for data in (
        renewed(version=6),
        renewed(time_stamp=b"stamped"),
        renewed(version=4, time_stamp=time_stamp()),
        b"\x30\x82" + len(longer).to_bytes(2, "big") + longer,
        a_seal() + b"\0",
        a_seal()[:-1],
    ):
        with pytest.raises(Refused):
            read_seal(data)
