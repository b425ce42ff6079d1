"""SM3 digests against the examples of GB/T 32905-2016 annex A and RFC-style HMAC."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from oa_desktop.security import sm3

ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD_16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_the_two_examples_of_the_standard_come_out():
    assert sm3.digest(b"abc") == ABC
    assert sm3.digest(b"abcd" * 16) == ABCD_16


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_a_stream_of_pieces_has_the_digest_of_the_whole(pieces):
    assert sm3.digest(iter(pieces)) == sm3.digest(b"".join(pieces))


def test_the_fallback_gives_the_same_digests():
    running = sm3.FallbackHasher()
    running.update(b"a")
    running.update(b"bc")
    assert running.digest().hex() == ABC
    assert running.digest().hex() == ABC


@given(st.binary(max_size=150), st.binary(max_size=150))
def test_the_keyed_digest_is_hmac(key, data):
    assert sm3.keyed(key, data) == hmac.new(key, data, lambda: hashlib.new("sm3")).digest()
