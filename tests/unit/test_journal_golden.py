"""Journals of every release stay readable: what was signed verifies, and comes to the state that it came to then.

``RENEW_GOLDEN=1`` writes the files of this release anew; the difference is then reviewed like code. When a release has
been shipped its files are never renewed again: the next release begins files of its own.
"""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest

from oa_desktop.domain import codec
from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.entry import Entry, JournalHeads, decode_entry
from oa_desktop.domain.history import UnknownAct, payload_of, read_action
from oa_desktop.domain.ids import KeyId, dossier_of, register_of
from oa_desktop.domain.journal_file import Preamble, read_journal_file, write_journal_file
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span, Table
from oa_desktop.domain.numbers import registers
from oa_desktop.domain.units import charter
from tests.fakes.journals import exercised_office, office_of_every_kind, remembered_heads, verdict
from tests.fakes.world import sm3

PLACE = Path(__file__).parent.parent / "golden" / "journals"
JOURNAL, STATE, MANUSCRIPT = PLACE / "v1-dossier.jsonl", PLACE / "v1-state.json", PLACE / "v1-manuscript.json"
RELEASES = ["v0", "v1", "v1-exercise"]
"""``v0`` is of the time when no act named its task; exercises stand in journals of their own realm."""
MAKERS = {"v1": office_of_every_kind, "v1-exercise": exercised_office}

FULL = Manuscript(
    copy_number="000001",
    classification="秘密★1年",
    urgency="特急",
    issuing_organs=("清源县人民政府", "清源县财政局"),
    document_number="清政发〔2026〕18号",
    signers=("李清源",),
    title="清源县人民政府\n关于归档工作的请示",
    kind="请示",
    recipients="市人民政府",
    body=(
        Paragraph(level=1, spans=(Span(text="一、要求", emphasis=Emphasis.HEADING), Span(text="抓紧办理。"))),
        Table(rows=(("单位", "数"), ("甲", "1")), header_rows=1),
        Paragraph(spans=(Span(text="限期完成", emphasis=Emphasis.STRONG),)),
    ),
    attachment_notes=("清单",),
    signatories=("清源县人民政府",),
    date="2026年4月16日",
    note="联系人：张三",
    annexes=(Annex(title="清单", body=(Paragraph(spans=(Span(text="一项"),)),)),),
    copied_to="市财政局",
    printed_by="清源县人民政府办公室",
    printed_on="2026年4月16日",
    publicity="不予公开",
    copies="30",
)


def made_now(release: str) -> bytes:
    stores = MAKERS[release]().stores
    store = stores.made
    heads = remembered_heads(store.kept)
    preamble = Preamble(
        realm=store.realm,
        unit=stores.outside.unit,
        heads=tuple(JournalHeads(journal=journal, heads=found) for journal, found in heads.items()),
    )
    return write_journal_file(preamble, store.kept)


def states_of(data: bytes) -> dict[str, Json]:
    """Everything that the journals of a file come to, as JSON."""
    journals: dict[str, list[Entry]] = {}
    for one in read_journal_file(data).entries:
        journals.setdefault(one.journal, []).append(decode_entry(one.signed))
    found: dict[str, Json] = {}
    for journal, entries in journals.items():
        dossier, register = dossier_of(journal), register_of(journal)
        if dossier:
            found[journal] = codec.to_json(dossiers.fold(dossier, entries))
        elif register:
            found[journal] = codec.to_json(registers.fold(register, entries))
        else:
            found[journal] = codec.to_json(charter.fold(entries, lambda public: KeyId(sm3(public))))
    return found


def readable(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


@pytest.fixture(scope="module", autouse=True)
def _renewed() -> None:
    if os.environ.get("RENEW_GOLDEN") == "1":
        for release in MAKERS:
            (PLACE / f"{release}-dossier.jsonl").write_bytes(made_now(release))
        for release in RELEASES:
            state, journal = (PLACE / f"{release}-{name}" for name in ("state.json", "dossier.jsonl"))
            state.write_bytes(readable(states_of(journal.read_bytes())))
        MANUSCRIPT.write_bytes(FULL.encode())


@pytest.mark.parametrize("release", RELEASES)
def test_a_golden_journal_is_what_its_writers_signed(release):
    held = read_journal_file((PLACE / f"{release}-dossier.jsonl").read_bytes())
    found = verdict(list(held.entries), expected_heads=held.expected_heads, whole=True)
    assert found.faults == ()
    assert found.signatures == len(held.entries)


@pytest.mark.parametrize("release", RELEASES)
def test_a_golden_journal_comes_to_the_state_that_it_came_to_then(release):
    states = states_of((PLACE / f"{release}-dossier.jsonl").read_bytes())
    assert states == json.loads((PLACE / f"{release}-state.json").read_bytes())


@pytest.mark.parametrize("release", RELEASES)
def test_every_act_of_a_golden_journal_is_still_understood(release):
    for one in read_journal_file((PLACE / f"{release}-dossier.jsonl").read_bytes()).entries:
        assert not isinstance(read_action(decode_entry(one.signed)), UnknownAct)


def entries_of_this_release() -> list[tuple[bytes, Entry]]:
    files = [read_journal_file((PLACE / f"{release}-dossier.jsonl").read_bytes()) for release in MAKERS]
    return [(one.signed, decode_entry(one.signed)) for held in files for one in held.entries]


@pytest.mark.parametrize("release", MAKERS)
def test_this_release_still_writes_the_golden_journal_byte_for_byte(release):
    assert made_now(release) == (PLACE / f"{release}-dossier.jsonl").read_bytes()


def test_the_golden_journal_holds_every_kind_of_action():
    assert {entry.kind for _, entry in entries_of_this_release()} == set(BY_KIND)


def test_every_field_of_an_entry_stands_in_the_bytes_even_when_empty():
    fields = {field.name for field in dataclasses.fields(Entry)}
    for signed, _ in entries_of_this_release():
        assert set(json.loads(signed)) == fields
    assert {
        "format", "realm", "unit", "journal", "id", "device", "seq", "prev", "basis", "organisation", "act", "actor",
        "kind", "version", "payload", "source", "rendering", "attachments", "claimed_time", "time_source",
        "algorithms", "key",
    } <= fields  # fmt: skip


def test_an_actor_names_post_and_delegation_even_when_empty():
    for signed, _ in entries_of_this_release():
        assert set(json.loads(signed)["actor"]) == {"kind", "person", "post", "delegation"}


def test_every_field_of_an_act_is_in_its_payload_or_in_the_entry():
    for _, entry in entries_of_this_release():
        action = read_action(entry)
        said = {"dossier", "source", "rendering", "code", "year"}
        fields = {field.name for field in dataclasses.fields(action)}
        later = {field.name for field in dataclasses.fields(action) if field.metadata.get(codec.LATER)}
        assert fields - said - later <= set(entry.payload) <= fields
        assert payload_of(action, entry.journal) == entry.payload


def test_the_golden_conflict_was_settled():
    settled = [entry for _, entry in entries_of_this_release() if entry.kind == "settle"]
    state = states_of(JOURNAL.read_bytes())[settled[0].journal]
    assert (state["phase"], state["step"]) == (Phase.IN_HAND.value, "issue")
    assert {entry.device for _, entry in entries_of_this_release()} > {"a second machine"}


def test_states_are_read_back_from_json_as_they_were():
    for journal, value in json.loads(STATE.read_bytes()).items():
        if dossier_of(journal):
            assert codec.to_json(codec.from_json(Dossier, value)) == value


def test_a_golden_manuscript_is_read_and_written_byte_for_byte():
    data = MANUSCRIPT.read_bytes()
    assert Manuscript.decode(data) == FULL
    assert FULL.encode() == data
    later = {field.name for field in dataclasses.fields(Manuscript) if field.metadata.get(codec.LATER)}
    assert set(json.loads(data)) == {field.name for field in dataclasses.fields(Manuscript)} - later
    assert all(json.loads(data).values()), "every element is filled in"


def test_what_later_releases_ask_for_is_written_where_it_was_typed():
    typed = Manuscript(
        title="清源县人民政府常务会议纪要", page_format="纪要格式", attendees="赵某", excused="钱某", observers="孙某"
    )
    assert Manuscript.decode(typed.encode()) == typed


def test_a_manuscript_of_an_earlier_release_lacks_fields_and_is_read():
    assert Manuscript.decode('{"title":"通知"}'.encode()) == Manuscript(title="通知")
