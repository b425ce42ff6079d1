"""A file of journals holds what was signed, and a damaged one is refused by its line instead of failing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain import canonical
from oa_desktop.domain.entry import JournalHeads
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import dossier_journal, organisation_journal
from oa_desktop.domain.journal_file import (
    JournalFile,
    Preamble,
    organisation_in,
    read_journal_file,
    verify_journal_file,
    write_journal_file,
)
from oa_desktop.domain.verification import Fault
from oa_desktop.office import queries as q
from tests.fakes.journals import busy_office, remembered_heads, verdict
from tests.fakes.world import FakeCrypto, FakeSigner

OFFICE = busy_office()
STORE = OFFICE.stores.made
KEPT = tuple(STORE.kept)
HEADS = tuple(JournalHeads(journal=journal, heads=heads) for journal, heads in remembered_heads(KEPT).items())
PREAMBLE = Preamble(realm=STORE.realm, unit=OFFICE.stores.outside.unit, heads=HEADS)
FILE = write_journal_file(PREAMBLE, KEPT)
LINES = FILE.splitlines(keepends=True)


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read_journal_file(data)
    return caught.value


def read_or_refused(data: bytes) -> JournalFile | None:
    try:
        return read_journal_file(data)
    except Refused as refused:
        if refused.code not in ("journal-file.other", "journal-file.newer", "journal-file.damaged"):
            raise
        return None


def test_what_was_written_is_read_back():
    held = read_journal_file(FILE)
    assert held.preamble == PREAMBLE
    assert [(one.journal, one.signed, one.signature) for one in held.entries] == [
        (one.entry.journal, one.signed, one.signature) for one in KEPT
    ]
    assert verdict(list(held.entries), expected_heads=held.expected_heads).faults == ()


def test_a_session_s_file_of_one_document_verifies_anywhere():
    dossier = OFFICE.draft()
    held = read_journal_file(OFFICE.as_("drafter").papers.journal_file(dossier))
    found = verdict(list(held.entries), expected_heads=held.expected_heads)
    assert (found.faults, found.journals) == ((), 2)
    assert set(held.expected_heads) == {dossier_journal(dossier), organisation_journal(OFFICE.stores.outside.unit)}


def test_the_last_line_needs_no_line_feed():
    assert read_journal_file(FILE.rstrip(b"\n")) == read_journal_file(FILE)


@pytest.mark.parametrize("cut", range(1, len(LINES)))
def test_a_file_cut_between_two_lines_lacks_what_its_first_line_names(cut):
    held = read_journal_file(b"".join(LINES[:cut]))
    found = verdict(list(held.entries), expected_heads=held.expected_heads)
    assert "journal.cut" in {fault.rule for fault in found.faults}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(FILE) - 2))
def test_a_file_cut_anywhere_is_refused_or_found_to_be_cut(length):
    held = read_or_refused(FILE[:length])
    assert held is None or not verdict(list(held.entries), expected_heads=held.expected_heads).sound


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_found_or_changes_nothing(place, mask):
    held = read_or_refused(FILE[:place] + bytes([FILE[place] ^ mask]) + FILE[place + 1 :])
    if held is None or not verdict(list(held.entries), expected_heads=held.expected_heads).sound:
        return
    sound = read_journal_file(FILE)
    assert held.entries == sound.entries
    assert place < len(LINES[0]) or held == sound


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_and_nothing_fails(data):
    assert read_or_refused(data) is None
    assert read_or_refused(LINES[0] + data) is None or set(data) <= {10} or data.strip() == b""


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"journal":' + b"9" * 5000 + b"}",
        b'{"journal":"j","signature":"00","signed":"\\ud800"}',
        b'{"journal":"j","signature":"AB","signed":""}',
        b'{"journal":"j","signature":"a b","signed":""}',
        b'{"journal":"j","signature":"0","signed":""}',
        b'{"journal":["j"],"signature":"00","signed":""}',
        b'{"journal":"j","signature":"00"}',
        b'{"journal":"j","signature":"00","signed":"","more":1}',
        b'{"journal":"j","journal":"k","signature":"00","signed":""}',
        b"null",
        b"\xff\xfe",
    ],
)
def test_a_garbled_line_is_named(line):
    refused = refusal(LINES[0] + LINES[1] + line + b"\n" + LINES[2])
    assert (refused.code, refused.params) == ("journal-file.damaged", {"line": 3})


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b"[]", b"PK\x03\x04", "公文".encode("gbk"), b'{"magic":"other"}'])
def test_another_file_is_told_from_a_damaged_one(data):
    assert refusal(data).code == "journal-file.other"


def changed_preamble(**fields: object) -> bytes:
    value = {**json.loads(LINES[0]), **fields}
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def test_a_file_of_a_later_release_is_named_as_such():
    assert refusal(changed_preamble(version=2)).code == "journal-file.newer"


@pytest.mark.parametrize("fields", [{"realm": "moon"}, {"heads": 5}, {"unit": None}, {"more": 1}, {"version": True}])
def test_a_garbled_first_line_is_damage(fields):
    assert refusal(changed_preamble(**fields)).params.get("line") == 1


def test_a_file_without_entries_is_read_and_found_to_hold_nothing():
    held = read_journal_file(write_journal_file(replace(PREAMBLE, heads=()), ()))
    assert held.entries == ()
    assert not verdict([]).sound


def sealed_file() -> bytes:
    return OFFICE.as_("drafter").papers.journal_file(OFFICE.as_("drafter").ask(q.Everything())[0].dossier)


def judged(data: bytes) -> set[str]:
    crypto = FakeCrypto()
    verdict = verify_journal_file(read_journal_file(data), digest_of=crypto.digest, holds=crypto.verify)
    return {fault.rule for fault in verdict.faults}


def test_a_file_as_it_was_written_is_sound():
    assert judged(sealed_file()) == set()


def test_a_tail_that_is_cut_off_together_with_its_heads_is_seen_by_the_seal():
    held = read_journal_file(sealed_file())
    lines = sealed_file().split(b"\n")
    shorter = write_journal_file(replace(held.preamble, heads=()), ()) + b"\n".join(lines[1:-3]) + b"\n"
    assert judged(shorter) == {"journal-file.unsealed"}
    assert "journal-file.altered" in judged(shorter + lines[-2] + b"\n")


def test_a_seal_of_another_key_is_none():
    person = FakeSigner(OFFICE.slots.accounts["drafter"][2])
    lines = sealed_file()[: sealed_file().rstrip(b"\n").rfind(b"\n") + 1]
    forged = canonical.encode({"key": person.key_id, "signature": person.sign(lines).hex()})
    assert judged(lines + forged + b"\n") == {"journal-file.unsealed"}


def test_a_unit_that_was_read_before_is_folded_once_and_a_changed_entry_of_it_is_found_all_the_same():
    held, again, crypto = read_journal_file(FILE), read_journal_file(FILE), FakeCrypto()
    assert organisation_in(held, crypto.digest) is organisation_in(again, crypto.digest)
    assert verify_journal_file(held, digest_of=crypto.digest, holds=crypto.verify).faults == UNSEALED
    first = held.entries[0]
    forged = replace(first, signature=bytes(len(first.signature)))
    altered = replace(first, signed=first.signed.replace(b'"seq":1,', b'"seq":2,'))
    for wrong, rule in ((forged, "signature.wrong"), (altered, "chain.gap")):
        file = replace(held, entries=(wrong, *held.entries[1:]))
        faults = verify_journal_file(file, digest_of=crypto.digest, holds=crypto.verify).faults
        assert rule in {one.rule for one in faults}
    assert verify_journal_file(again, digest_of=crypto.digest, holds=crypto.verify).faults == UNSEALED


UNSEALED = (Fault(rule="journal-file.unsealed", journal=organisation_journal(PREAMBLE.unit)),)
