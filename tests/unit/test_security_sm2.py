"""SM2 signatures: the standard's own example, a second verifier, and every kind of garbage."""

import importlib.util
import random
import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.errors import Unavailable
from oa_desktop.security import libcrypto, signer, sm2


def _load_independent() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "independent_sm2", Path(__file__).parents[1] / "independent" / "sm2.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


independent = _load_independent()
PAIR = sm2.generate(random.Random(1).randbytes)
MESSAGE = "关于做好2026年防汛工作的通知".encode()
SIGNATURE = sm2.sign(PAIR.private, MESSAGE)

# GB/T 32918.5-2017, annex A.2: recommended curve, message "message digest", the default user id
STANDARD_PUBLIC = (
    0x09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020,
    0xCCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13,
)
STANDARD_R = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
STANDARD_S = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
STANDARD_PRIVATE = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
STANDARD_SPKI = independent.SPKI_HEAD + b"".join(number.to_bytes(32) for number in STANDARD_PUBLIC)


def flips(data: bytes) -> list[bytes]:
    return [data[:i] + bytes([data[i] ^ bit]) + data[i + 1 :] for i in range(len(data)) for bit in (1, 0x80)]


def test_the_example_of_the_standard_verifies_in_both_verifiers():
    signature = independent.encode_signature(STANDARD_R, STANDARD_S)
    assert sm2.verify(STANDARD_SPKI, b"message digest", signature)
    assert independent.verify(STANDARD_SPKI, b"message digest", signature)
    assert not sm2.verify(STANDARD_SPKI, b"message digesT", signature)


def test_the_private_key_of_the_standard_gives_its_public_key():
    pair = sm2.generate(STANDARD_PRIVATE.to_bytes)
    assert pair.public == STANDARD_SPKI


def test_a_signature_verifies_and_the_second_verifier_agrees():
    assert sm2.verify(PAIR.public, MESSAGE, SIGNATURE)
    assert independent.verify(PAIR.public, MESSAGE, SIGNATURE)


def test_fifty_signatures_of_fifty_keys_are_strict_and_both_verifiers_agree():
    drawn = random.Random(7)
    for _ in range(50):
        pair, message = sm2.generate(drawn.randbytes), drawn.randbytes(drawn.randrange(300))
        signature = sm2.sign(pair.private, message)
        assert sm2.is_strict(signature)
        assert sm2.verify(pair.public, message, signature)
        assert independent.verify(pair.public, message, signature)


def test_an_empty_message_and_a_long_one_can_be_signed():
    for message in (b"", bytes(3_000_000)):
        assert sm2.verify(PAIR.public, message, sm2.sign(PAIR.private, message))


def test_a_signature_under_another_user_id_is_refused():
    signature = sm2.sign(PAIR.private, MESSAGE, b"ALICE123@YAHOO.COM")
    assert sm2.verify(PAIR.public, MESSAGE, signature, b"ALICE123@YAHOO.COM")
    assert independent.verify(PAIR.public, MESSAGE, signature, b"ALICE123@YAHOO.COM")
    assert not sm2.verify(PAIR.public, MESSAGE, signature)


def test_every_flipped_byte_of_the_signature_is_refused():
    assert not any(sm2.verify(PAIR.public, MESSAGE, altered) for altered in flips(SIGNATURE))


def test_every_flipped_byte_of_the_message_is_refused():
    assert not any(sm2.verify(PAIR.public, altered, SIGNATURE) for altered in flips(MESSAGE))


def test_every_flipped_byte_of_the_public_key_is_refused():
    assert not any(sm2.verify(altered, MESSAGE, SIGNATURE) for altered in flips(PAIR.public))


@given(st.binary(max_size=120))
@settings(max_examples=300, deadline=None)
def test_bytes_that_are_no_signature_are_refused_without_an_error(garbage):
    assert not sm2.verify(PAIR.public, MESSAGE, garbage)
    assert not sm2.verify(garbage, MESSAGE, SIGNATURE)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_both_verifiers_give_one_answer_to_a_mutated_signature(data):
    altered = bytearray(SIGNATURE)
    for _ in range(data.draw(st.integers(0, 3))):
        altered[data.draw(st.integers(0, len(altered) - 1))] = data.draw(st.integers(0, 255))
    altered = bytes(altered[: data.draw(st.integers(len(altered) - 2, len(altered)))])
    answer = sm2.verify(PAIR.public, MESSAGE, altered)
    assert answer == independent.verify(PAIR.public, MESSAGE, altered)
    assert answer == (altered == SIGNATURE)


@pytest.mark.parametrize("number", [1, 0x7F, 0x80, 0xFF00, 1 << 255, sm2.ORDER - 1])
def test_the_one_minimal_form_of_each_number_is_strict(number):
    assert sm2.is_strict(independent.encode_signature(number, number))


def padded(r: int, s: int) -> bytes:
    body = b"\x02\x21\x00" + r.to_bytes(32) + independent.encode_integer(s)
    return bytes([0x30, len(body)]) + body


@pytest.mark.parametrize(
    "form",
    [
        SIGNATURE + b"\0",
        SIGNATURE[:-1],
        b"\x30\x81" + SIGNATURE[1:],
        b"\x31" + SIGNATURE[1:],
        padded(5, 7),
        b"\x30\x06\x02\x01\x80\x02\x01\x01",
        b"\x30\x06\x02\x01\x00\x02\x01\x01",
        b"\x30\x05\x02\x00\x02\x01\x01",
        b"\x30\x03\x02\x01\x01",
        b"\x30\x00",
        b"\x30",
        b"",
        independent.encode_signature(sm2.ORDER, 1),
        independent.encode_signature(1, sm2.ORDER + 5),
        b"\x30\x09" + b"\x02\x01\x01" * 3,
    ],
    ids=[
        "something behind",
        "cut short",
        "long form of the length",
        "no sequence",
        "padded number",
        "negative number",
        "zero",
        "number without bytes",
        "one number",
        "no number",
        "no length",
        "nothing",
        "r out of range",
        "s out of range",
        "three numbers",
    ],
)
def test_a_form_that_is_not_the_minimal_one_is_not_strict(form):
    assert not sm2.is_strict(form)
    assert not sm2.verify(PAIR.public, MESSAGE, form)


def test_a_private_key_with_a_foreign_public_half_is_refused():
    foreign = sm2.generate(random.Random(2).randbytes).private
    with pytest.raises(ValueError, match="foreign public key"):
        sm2.load_private(PAIR.private[:-65] + foreign[-65:])


@pytest.mark.parametrize("bad", [b"", b"x" * 138, PAIR.private[:-1], PAIR.private + b"\0"])
def test_bytes_that_are_no_private_key_are_refused(bad):
    with pytest.raises(ValueError, match="PKCS#8"):
        sm2.sign(bad, MESSAGE)


def test_one_source_of_randomness_gives_one_key_and_out_of_range_draws_are_drawn_again():
    draws = iter([b"\0" * 32, b"\xff" * 32, (5).to_bytes(32)])
    pair = sm2.generate(lambda size: next(draws))
    assert pair.public == sm2.generate((5).to_bytes).public
    assert list(draws) == []


def test_a_key_pair_does_not_print_its_private_half():
    assert PAIR.private.hex() not in repr(PAIR)
    assert str(PAIR.private) not in repr(PAIR)


def test_many_threads_sign_and_verify_at_once():
    one = signer.Signer(PAIR.private)

    def work(number: int) -> bool:
        message = number.to_bytes(4)
        return signer.verify(one.public_key, message, one.sign(message))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(400)))


def test_a_signer_names_its_algorithms_and_its_key():
    one, private = signer.generate(secrets.token_bytes)
    assert (one.signature_algorithm, one.digest_algorithm) == ("SM2", "SM3")
    assert one.key_id == sm2.key_id(one.public_key)
    assert len(one.key_id) == 64
    assert signer.Signer(private).public_key == one.public_key


def test_a_signer_that_forgot_its_key_signs_nothing_more():
    one, _private = signer.generate(secrets.token_bytes)
    one.forget()
    with pytest.raises(Unavailable) as refusal:
        one.sign(MESSAGE)
    assert refusal.value.code == "signer.forgotten"


def test_a_machine_without_libcrypto_is_told_so():
    with pytest.raises(Unavailable) as refusal:
        libcrypto.choose(iter(["no-such-libcrypto.so.3"]))
    assert refusal.value.code == "libcrypto.missing"


def test_a_library_that_cannot_do_sm2_is_passed_over_and_named():
    other = importlib.util.find_spec("_ctypes").origin
    with pytest.raises(Unavailable) as refusal:
        libcrypto.choose(iter([other]))
    assert refusal.value.code == "libcrypto.too-old"
    assert refusal.value.params == {"found": other}


def test_the_doctor_can_name_the_library():
    assert libcrypto.version().split()[0].endswith("SSL")
