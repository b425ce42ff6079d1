"""Sealed streams and wrapped secrets: what goes in comes out, and every tampering is noticed."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.errors import Unavailable
from oa_desktop.security import sealing
from oa_desktop.security.sealing import CHUNK_SIZE, DamagedBlob, WrongKey, seal, unseal, unwrap, wrap

KEY = random.Random(3).randbytes(32)
HEADER = 16
STORED_CHUNK = CHUNK_SIZE + 16


def sealed(plain: bytes, key: bytes = KEY, seed: int = 1) -> bytes:
    out = io.BytesIO()
    seal(io.BytesIO(plain), out, key, random.Random(seed).randbytes)
    return out.getvalue()


def opened(stored: bytes, key: bytes = KEY) -> bytes:
    out = io.BytesIO()
    unseal(io.BytesIO(stored), out, key)
    return out.getvalue()


class Dribble:
    """A stream that returns fewer bytes than asked for."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)

    def read(self, size: int, /) -> bytes:
        return self._stream.read(min(size, 70_001))


THREE_CHUNKS = random.Random(4).randbytes(2 * CHUNK_SIZE + 5)
STORED = sealed(THREE_CHUNKS)


@pytest.mark.parametrize("size", [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE])
def test_a_stream_of_any_length_comes_back(size):
    plain = random.Random(size).randbytes(size)
    assert opened(sealed(plain)) == plain


def test_a_stream_that_arrives_in_drops_is_the_same():
    out, back = io.BytesIO(), io.BytesIO()
    seal(Dribble(THREE_CHUNKS), out, KEY, random.Random(1).randbytes)
    assert out.getvalue() == STORED
    unseal(Dribble(STORED), back, KEY)
    assert back.getvalue() == THREE_CHUNKS


def test_the_plain_bytes_do_not_show():
    assert "绝密内容".encode() not in sealed("绝密内容".encode() * 1000)


def test_another_key_opens_nothing():
    with pytest.raises(DamagedBlob):
        opened(STORED, bytes(32))


@pytest.mark.parametrize(
    "cut", [0, 1, HEADER - 1, HEADER, HEADER + 15, HEADER + STORED_CHUNK, len(STORED) - 1], ids=str
)
def test_a_stream_cut_short_is_noticed(cut):
    with pytest.raises(DamagedBlob):
        opened(STORED[:cut])


def test_a_stream_without_its_last_chunk_is_noticed_at_a_chunk_border():
    with pytest.raises(DamagedBlob):
        opened(STORED[: HEADER + 2 * STORED_CHUNK])


def chunks(stored: bytes) -> list[bytes]:
    return [stored[start : start + STORED_CHUNK] for start in range(HEADER, len(stored), STORED_CHUNK)]


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 0, 2), (0, 2), (0, 1, 1, 2), (0, 1, 2, 2)], ids=str)
def test_chunks_swapped_repeated_or_left_out_are_noticed(order):
    parts = chunks(STORED)
    with pytest.raises(DamagedBlob):
        opened(STORED[:HEADER] + b"".join(parts[number] for number in order))


def test_a_chunk_of_another_stream_under_the_same_key_is_noticed():
    other = sealed(THREE_CHUNKS, seed=2)
    with pytest.raises(DamagedBlob):
        opened(STORED[:HEADER] + chunks(other)[0] + STORED[HEADER + STORED_CHUNK :])


@pytest.mark.parametrize("tail", [b"\0", b"x" * 16, STORED])
def test_bytes_added_at_the_end_are_noticed(tail):
    with pytest.raises(DamagedBlob):
        opened(STORED + tail)


def test_every_flipped_byte_of_a_short_stream_is_noticed():
    stored = sealed("一份短文".encode())
    for place in range(len(stored)):
        with pytest.raises(DamagedBlob):
            opened(stored[:place] + bytes([stored[place] ^ 4]) + stored[place + 1 :])


@given(st.integers(0, len(STORED) - 1), st.integers(1, 255))
@settings(max_examples=40, deadline=None)
def test_a_flipped_byte_anywhere_in_a_long_stream_is_noticed(place, mask):
    with pytest.raises(DamagedBlob):
        opened(STORED[:place] + bytes([STORED[place] ^ mask]) + STORED[place + 1 :])


@given(st.binary(max_size=300))
def test_bytes_that_were_never_sealed_are_refused(garbage):
    with pytest.raises(DamagedBlob):
        opened(garbage)


def test_a_damaged_blob_has_words_for_the_user():
    assert isinstance(DamagedBlob(), Unavailable)
    assert DamagedBlob().code == "blob.damaged"


@given(st.binary(max_size=100), st.binary(max_size=40))
def test_a_wrapped_secret_comes_back_for_its_purpose_only(secret, aad):
    wrapped = wrap(KEY, secret, aad, random.Random(5).randbytes)
    assert unwrap(KEY, wrapped, aad) == secret
    for key, bytes_, purpose in [
        (bytes(32), wrapped, aad),
        (KEY, wrapped, aad + b"x"),
        (KEY, wrapped[:-1], aad),
        (KEY, wrapped + b"x", aad),
        (KEY, b"", aad),
    ]:
        with pytest.raises(WrongKey):
            unwrap(key, bytes_, purpose)


def test_each_purpose_has_a_subkey_of_its_own():
    assert sealing.subkey(KEY, "blob names") == sealing.subkey(KEY, "blob names")
    assert len({sealing.subkey(KEY, name) for name in ("a", "b", "c")} | {KEY}) == 4
