from pathlib import Path

from oa_desktop.domain.realms import Realm
from oa_desktop.storage import header
from tests.builders import STORE_KEY, facts_of, says, stores_in

CIPHER = stores_in(Path()).cipher
WRITTEN = header.encode(CIPHER, header.header_of(CIPHER, facts_of(), STORE_KEY))


def test_a_header_is_read_as_it_was_written() -> None:
    assert header.decode(CIPHER, WRITTEN, Realm.OFFICIAL).facts == facts_of()


def test_only_the_key_of_the_store_opens_it() -> None:
    read = header.decode(CIPHER, WRITTEN, Realm.OFFICIAL)
    assert header.opens(CIPHER, read, STORE_KEY)
    assert not header.opens(CIPHER, read, bytes(32))


def test_every_flipped_bit_is_noticed() -> None:
    for index in range(len(WRITTEN)):
        flipped = bytearray(WRITTEN)
        flipped[index] ^= 1 << (index % 8)
        with says("store.damaged"):
            header.decode(CIPHER, bytes(flipped), Realm.OFFICIAL)


def test_every_cut_is_noticed() -> None:
    for length in range(len(WRITTEN)):
        with says("store.damaged"):
            header.decode(CIPHER, WRITTEN[:length], Realm.OFFICIAL)


def test_another_realm_is_refused() -> None:
    with says("store.other-realm"):
        header.decode(CIPHER, WRITTEN, Realm.TRAINING)


def test_a_newer_store_is_refused() -> None:
    newer = header.header_of(CIPHER, facts_of(schema=header.SCHEMA + 1), STORE_KEY)
    with says("store.newer"):
        header.decode(CIPHER, header.encode(CIPHER, newer), Realm.OFFICIAL)


def test_the_header_tells_nothing_of_the_key() -> None:
    assert STORE_KEY.hex().encode() not in WRITTEN
