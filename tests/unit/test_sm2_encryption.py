"""Secrets encrypted for the holder of an SM2 key: opened by that key alone, and by an independent program."""

import random
import subprocess

import pytest

from oa_desktop.security import sm2
from oa_desktop.security.sm2_encryption import Opener, derived, encrypt

PAIR = sm2.generate(random.Random(5).randbytes)
KEY = Opener(PAIR.private)


@pytest.mark.parametrize("size", [1, 16, 32, 128])
def test_a_secret_comes_back_and_no_two_ciphertexts_are_alike(size):
    secret = random.Random(size).randbytes(size)
    first, second = encrypt(PAIR.public, secret), encrypt(PAIR.public, secret)
    assert first != second
    assert KEY.open(first) == KEY.open(second) == secret


def test_another_key_opens_nothing():
    assert derived(bytes(32), "other").open(encrypt(PAIR.public, b"secret")) is None


def test_every_changed_bit_cut_or_added_byte_is_noticed():
    wrapped = encrypt(PAIR.public, bytes(range(32)))
    changed = [
        wrapped[:at] + bytes([wrapped[at] ^ bit]) + wrapped[at + 1 :] for at in range(len(wrapped)) for bit in (1, 128)
    ]
    cut = [wrapped[:left] for left in range(len(wrapped))]
    assert not any(map(KEY.open, (*changed, *cut, wrapped + b"\0", b"\x30\x80" + wrapped[2:] + b"\0\0")))


@pytest.mark.parametrize(("public", "secret"), [(b"no key", b"secret"), (PAIR.public, b""), (PAIR.public, bytes(129))])
def test_no_key_and_no_secret_of_a_fitting_length_are_errors_of_the_program(public, secret):
    with pytest.raises(ValueError, match="SM2"):
        encrypt(public, secret)


def test_a_store_key_stands_for_one_exchange_key_and_each_purpose_for_another():
    store_key = bytes(range(32))
    assert derived(store_key, "exchange key").key_id == derived(store_key, "exchange key").key_id
    assert derived(store_key, "exchange key").key_id != derived(store_key, "other").key_id


def test_openssl_opens_what_was_encrypted_and_is_understood(tmp_path):
    key, secret = tmp_path / "key.der", bytes(range(32))
    key.write_bytes(PAIR.private)
    wrapped = tmp_path / "wrapped"
    wrapped.write_bytes(encrypt(PAIR.public, secret))

    def openssl(*words: object) -> bytes:
        return subprocess.run(["openssl", "pkeyutl", *map(str, words)], check=True, capture_output=True).stdout

    assert openssl("-decrypt", "-keyform", "DER", "-inkey", key, "-in", wrapped) == secret
    plain = tmp_path / "plain"
    plain.write_bytes(secret)
    assert KEY.open(openssl("-encrypt", "-keyform", "DER", "-inkey", key, "-in", plain)) == secret
