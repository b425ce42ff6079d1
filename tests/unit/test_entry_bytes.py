"""An entry is its bytes: canonical, bounded, and refused when they are nonsense."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.entry import LARGEST_BYTES, EntryTooLarge, SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from tests.fakes.devices import DOSSIER, Machine, machines
from tests.fakes.office import FakeOffice


@pytest.fixture
def one() -> SignedEntry:
    first, _ = machines("a", "b")
    return first.known[first.do(act.LeaveOpinion(dossier=DOSSIER, opinion="同意，请办公室核。"))]


def changed(one: SignedEntry, **fields: object) -> bytes:
    return canonical.encode({**json.loads(one.signed), **fields})


def test_what_was_signed_is_read_as_it_was(one):
    assert decode_entry(one.signed) == one.entry
    assert one.entry.encode() == one.signed
    assert (one.head.device, one.head.seq, one.head.digest) == ("a", 2, one.digest)


def test_an_entry_is_never_changed(one):
    with pytest.raises(FrozenInstanceError):
        one.entry.seq = 3


def test_the_same_entry_has_the_same_bytes_whatever_the_order_of_its_payload(one):
    payload = {"b": 1, "a": {"d": 1, "c": 2}}
    turned = {"a": {"c": 2, "d": 1}, "b": 1}
    assert replace(one.entry, payload=payload).encode() == replace(one.entry, payload=turned).encode()


@pytest.mark.parametrize(
    "fields",
    [
        {"format": 2},
        {"format": 0},
        {"seq": 0},
        {"seq": -1},
        {"seq": 2**53 + 1},
        {"seq": "1"},
        {"seq": True},
        {"payload": []},
        {"payload": None},
        {"payload": "x"},
        {"realm": "moon"},
        {"actor": {"kind": "ghost"}},
        {"actor": None},
        {"basis": [{"device": "a", "seq": 1}]},
        {"basis": {}},
        {"claimed_time": ""},
        {"claimed_time": "2026-04-16"},
        {"claimed_time": "2026-04-16T09:00:00"},
        {"claimed_time": "2026-02-30T09:00:00+08:00"},
        {"claimed_time": "2026-04-16T09:00:00Z"},
        {"claimed_time": "２０２６-04-16T09:00:00+08:00"},
        {"claimed_time": "2026-04-16T09:00:00+99:00"},
        {"claimed_time": 0},
        {"algorithms": "SM3"},
        {"surprise": 1},
    ],
    ids=repr,
)
def test_bytes_of_nonsense_are_no_entry(one, fields):
    with pytest.raises(codec.Undecodable):
        decode_entry(changed(one, **fields))


@pytest.mark.parametrize("length", [0, 1, 5000])
def test_an_entry_is_at_most_16_kilobytes(one, length):
    room = LARGEST_BYTES - len(replace(one.entry, payload={"opinion": ""}).encode())
    assert len(replace(one.entry, payload={"opinion": "a" * room}).encode()) == LARGEST_BYTES
    with pytest.raises(EntryTooLarge):
        replace(one.entry, payload={"opinion": "a" * (room + 1 + length)}).encode()


def test_an_opinion_too_long_for_an_entry_is_refused_in_words_and_nothing_is_recorded():
    office = FakeOffice()
    dossier = office.bring_to("department")
    head = office.as_("head")
    before = len(office.stores.made.kept)
    with pytest.raises(Refused) as caught:
        head.perform(act.LeaveOpinion(dossier=dossier, opinion="长" * 9000))
    assert caught.value.code == "entry.too-large"
    assert len(office.stores.made.kept) == before


def test_an_entry_names_the_digests_of_what_was_attached():
    files = tuple(
        Attachment(name=f"附件{number}.pdf", size=number, digest=Digest(f"{number:064x}")) for number in (1, 2)
    )
    (machine,) = machines("a")
    kept = machine.known[machine.do(act.Revise(dossier=DOSSIER, particulars=act.Particulars(), attachments=files))]
    assert decode_entry(kept.signed).attachments == tuple(one.digest for one in files)


def test_an_entry_names_all_that_its_writer_had_seen():
    first, second = machines("a", "b")
    first.do(act.MarkRead(dossier=DOSSIER))
    second.do(act.MarkRead(dossier=DOSSIER))
    second.learn(first)
    made = second.known[second.do(act.MarkRead(dossier=DOSSIER))].entry
    assert [(head.device, head.seq) for head in made.basis] == [("a", 2), ("b", 1)]
    assert made.prev == next(head.digest for head in made.basis if head.device == "b")


def test_a_first_entry_has_nothing_before_it():
    alone = Machine("z")
    made = alone.known[alone.do(act.MarkRead(dossier=DOSSIER))].entry
    assert (made.seq, made.prev, made.basis) == (1, "", ())
