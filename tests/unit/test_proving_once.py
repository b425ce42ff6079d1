"""What is proved of the same bytes once is not proved again, and other bytes are."""

from __future__ import annotations

from collections import Counter

from oa_desktop.archive.proving import IdentifiedOnce, ProvedOnce
from oa_desktop.domain.archives.formats import FileFormat
from tests.fakes.world import FakeCrypto, FakeSigner

SIGNER = FakeSigner(b"key")
KEY, SIGNATURE = SIGNER.public_key, SIGNER.sign(b"said")


class Counting(FakeCrypto):
    """Counts how often each message is proved."""

    def __init__(self) -> None:
        self.proved: Counter[bytes] = Counter()

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        self.proved[message] += 1
        return super().verify(public_key, message, signature)


def test_a_signature_that_holds_is_proved_once_and_one_that_does_not_each_time():
    crypto = Counting()
    once = ProvedOnce(crypto)
    assert [once.verify(KEY, b"said", SIGNATURE) for _ in range(3)] == [True] * 3
    assert [once.verify(KEY, b"other", SIGNATURE) for _ in range(3)] == [False] * 3
    assert crypto.proved == {b"said": 1, b"other": 3}


def test_another_key_message_or_signature_is_not_taken_for_one_that_was_proved():
    once = ProvedOnce(FakeCrypto())
    assert once.verify(KEY, b"said", SIGNATURE)
    assert not once.verify(KEY + b"x", b"said", SIGNATURE)
    assert not once.verify(KEY, b"saids", SIGNATURE)
    assert not once.verify(KEY, b"said", SIGNATURE + b"x")


def test_of_many_signatures_the_newest_are_remembered_and_no_more():
    crypto = Counting()
    once = ProvedOnce(crypto, most=2)
    messages = [str(number).encode() for number in range(6)]
    for one in (*messages, messages[-1], messages[0]):
        assert once.verify(KEY, one, SIGNER.sign(one))
    assert (crypto.proved[messages[-1]], crypto.proved[messages[0]]) == (1, 2)


class Looking:
    """Tells formats, and keeps what it was asked of."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    def identify(self, data: bytes, name: str) -> FileFormat:
        self.asked.append(data)
        return FileFormat(name=name) if data != b"hard" else FileFormat(doubt="用的时间或者内存太多")


def test_a_file_is_identified_once_whatever_it_is_called_and_one_of_which_nothing_is_told_each_time():
    looking = Looking()
    once = IdentifiedOnce(looking, FakeCrypto(), most=2)
    pages = [b"%d" % number for number in range(6)]
    for one in (*pages, pages[-1], b"hard", b"hard", pages[0]):
        once.identify(one, "01-正本.pdf")
    assert looking.asked == [*pages, b"hard", b"hard", pages[0]]
