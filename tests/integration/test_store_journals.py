"""Journals keep what was signed; projections follow them in the same transaction and can be made again."""

import contextlib
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.supervising import Supervise
from oa_desktop.domain.actions.validity import SetValidity
from oa_desktop.domain.documents.validity import Status
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Head
from oa_desktop.domain.ids import DeviceId, DossierId, RegisterName, dossier_journal, register_journal
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists.outlines import Filter, Outline
from oa_desktop.storage import journals
from oa_desktop.storage.sqlite import APPLICATION_IDS
from tests.builders import PEOPLE, STORE_KEY, UNIT, Writer, new_store, says, sight_of, stores_in
from tests.fakes.store import some_of


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = new_store(tmp_path / "official")
    yield store
    store.close()


def test_signed_bytes_come_back_as_they_were(store: Any) -> None:
    writer = Writer()
    one = writer.sign(dossier_journal(DossierId("f")), act.MarkRead(dossier=DossierId("f")), PEOPLE[0])
    with store.begin() as transaction:
        transaction.append(one)
    assert list(store.entries(one.entry.journal)) == [one]


def test_heads_are_those_of_the_chains(store: Any) -> None:
    writer = Writer()
    dossier = writer.draft(store)
    writer.go(store, dossier, 3)
    journal = dossier_journal(dossier)
    assert store.heads(journal) == heads_of(store.entries(journal)) == writer.heads[journal]
    assert store.heads(dossier_journal(DossierId("none"))) == ()


def test_the_heads_of_all_journals_at_once_are_those_of_each(store: Any) -> None:
    writer = Writer()
    dossiers = [writer.draft(store) for _ in range(3)]
    other = Writer(device=DeviceId("e" * 32), heads=dict(writer.heads), states=dict(writer.states))
    for place, dossier in enumerate(dossiers):
        writer.go(store, dossier, place + 1)
    other.go(store, dossiers[0], 1)
    with store.reading() as connection:
        found = journals.read_all_heads(connection)
    assert found == {journal: store.heads(journal) for journal in store.journals()}
    assert tuple(found) == store.journals()
    assert len(found[dossier_journal(dossiers[0])]) == 2


def test_entries_are_found_by_their_places_and_by_their_ids_within_one_journal(store: Any) -> None:
    writer = Writer()
    dossier, elsewhere = writer.draft(store), writer.draft(store)
    writer.go(store, dossier, 3)
    kept = tuple(store.entries(dossier_journal(dossier)))
    beside = next(iter(store.entries(dossier_journal(elsewhere))))
    places = {Place(device=kept[0].entry.device, seq=one) for one in (1, 3, *range(100, 1_200))}
    asked = (dossier_journal(dossier), places, {kept[1].entry.id, kept[2].entry.id, beside.entry.id})
    assert list(store.entries_at(*asked)) == [kept[0], kept[2], kept[1]]
    assert [*some_of(kept, *asked[1:])] == [*kept[:3]]
    assert not [*store.entries_at(dossier_journal(DossierId("none")), places, ())]


def test_heads_are_the_same_for_a_program_that_has_just_opened(store: Any, tmp_path: Path) -> None:
    writer = Writer()
    dossier = writer.draft(store)
    writer.go(store, dossier, 2)
    other = Writer(device=DeviceId("e" * 32), heads=dict(writer.heads), states=dict(writer.states))
    other.go(store, dossier, 1)
    reader = stores_in(tmp_path / "official").open(STORE_KEY)
    assert reader.heads(dossier_journal(dossier)) == store.heads(dossier_journal(dossier))
    assert [one.device for one in reader.heads(dossier_journal(dossier))] == ["d" * 32, "e" * 32]
    reader.close()


def test_an_entry_that_arrives_late_does_not_move_a_head_back(store: Any) -> None:
    writer = Writer()
    journal = dossier_journal(DossierId("f"))
    first = writer.sign(journal, act.MarkRead(dossier=DossierId("f")), PEOPLE[0])
    writer.heads[journal] = (first.head,)
    second = writer.sign(journal, act.MarkRead(dossier=DossierId("f")), PEOPLE[1])
    for one in (second, first):
        with store.begin() as transaction:
            transaction.append(one)
    assert store.heads(journal) == (second.head,)
    assert list(store.entries(journal)) == [second, first]


def test_the_same_entry_is_not_taken_twice(store: Any) -> None:
    one = Writer().sign(dossier_journal(DossierId("f")), act.MarkRead(dossier=DossierId("f")), PEOPLE[0])
    with store.begin() as transaction:
        transaction.append(one)
    with says("entry.exists"), store.begin() as transaction:
        transaction.append(one)
    assert len(list(store.entries(one.entry.journal))) == 1


def test_journals_stand_in_the_order_of_their_first_entry(store: Any) -> None:
    writer = Writer()
    dossiers = [writer.draft(store) for _ in range(3)]
    writer.go(store, dossiers[0], 1)
    assert store.journals() == tuple(map(dossier_journal, dossiers))


def test_a_change_that_fails_is_undone_whole(store: Any) -> None:
    writer = Writer()
    dossier = writer.draft(store)
    before = (store.projections(), store.heads(dossier_journal(dossier)), store.journals())
    read = act.MarkRead(dossier=dossier)
    entries = [writer.sign(dossier_journal(one), read, PEOPLE[1]) for one in (dossier, DossierId("x"))]
    with contextlib.suppress(KeyError), store.begin() as transaction:
        for one in entries:
            transaction.append(one)
        transaction.clear_projections()
        raise KeyError
    assert (store.projections(), store.heads(dossier_journal(dossier)), store.journals()) == before
    writer.go(store, dossier, 1)


def test_a_dossier_comes_back_with_its_flow_and_the_heads_it_was_folded_from(store: Any) -> None:
    writer = Writer()
    dossier = writer.draft(store)
    state = writer.go(store, dossier, 9)
    assert store.dossier(dossier) == (state, store.heads(dossier_journal(dossier)))
    assert state == fold(dossier, [one.entry for one in store.entries(dossier_journal(dossier))])
    assert store.dossier(DossierId("none")) is None


def test_a_dossier_without_a_journal_cannot_be_projected(store: Any) -> None:
    with pytest.raises(LookupError), store.begin() as transaction:
        transaction.project_dossier(Dossier(id=DossierId("f")), (), "words")


def test_a_register_comes_back_line_by_line(store: Any) -> None:
    writer = Writer()
    for serial in (1, 2, 5):
        register = writer.number(store, serial, f"f{serial}")
    assert store.register(UNIT, RegisterName(code="清政办发", year=2026)) == (
        register,
        store.heads(register_journal(UNIT, RegisterName(code="清政办发", year=2026))),
    )
    assert store.register(UNIT, RegisterName(code="清政办发", year=2027)) is None


def test_a_register_is_the_same_for_a_program_that_has_just_opened(store: Any, tmp_path: Path) -> None:
    writer = Writer()
    register = writer.number(store, 1, "f")
    reader = stores_in(tmp_path / "official").open(STORE_KEY)
    assert reader.register(UNIT, RegisterName(code="清政办发", year=2026))[0] == register
    register = writer.number(store, 2, "g")
    assert (
        reader.register(UNIT, RegisterName(code="清政办发", year=2026))[0]
        == register
        == store.register(UNIT, RegisterName(code="清政办发", year=2026))[0]
    )
    reader.close()


def test_lists_show_the_drafter_by_name(store: Any) -> None:
    writer = Writer()
    dossier = writer.draft(store)
    sight = sight_of(PEOPLE[0], Role.DRAFTER)
    assert store.ask(q.Everything(), sight)[0].drafter == ""
    writer.name_people(store)
    assert [(row.dossier, row.drafter) for row in store.ask(q.Everything(), sight)] == [(dossier, "张1")]
    assert store.organisation(UNIT)[0].name == "清源县"


def test_projections_made_again_from_the_journals_are_the_same(store: Any) -> None:
    writer = Writer()
    writer.name_people(store)
    dossiers = [writer.draft(store, f"关于第{number}件事的通知", text=f"正文{number}") for number in range(4)]
    for steps, dossier in enumerate(dossiers):
        writer.go(store, dossier, steps * 3)
        writer.number(store, steps + 1, dossier)
    writer.go(store, dossiers[0], 1)
    writer.write(store, dossiers[1], [(act.LeaveOpinion(dossier=dossiers[1], opinion="请抓紧办理。"), PEOPLE[1])])
    texts = {dossier: f"正文{number}" for number, dossier in enumerate(dossiers)}
    before = store.projections()
    with store.begin() as transaction:
        transaction.clear_projections()
        for journal in store.journals():
            if journal.startswith("dossier/"):
                dossier = DossierId(journal.removeprefix("dossier/"))
                state = fold(dossier, [one.entry for one in store.entries(journal)])
                transaction.project_dossier(state, store.heads(journal), texts[dossier])
        register = writer.books[UNIT, "清政办发", 2026]
        transaction.project_register(
            UNIT, register, store.heads(register_journal(UNIT, RegisterName(code="清政办发", year=2026)))
        )
        transaction.project_trail()
    writer.name_people(store)
    assert b'["trail",' in before
    assert "请抓紧办理。".encode() in before
    assert store.projections() == before


def test_a_text_that_was_replaced_is_no_longer_found(store: Any) -> None:
    writer = Writer()
    dossier = writer.draft(store, "关于工作的通知", text="春季植树")
    revised = act.Revise(dossier=dossier, particulars=writer.states[dossier].particulars)
    writer.write(store, dossier, [(revised, PEOPLE[0])], text="秋季防火")
    sight = sight_of(PEOPLE[0], Role.DRAFTER)
    assert store.ask(q.Search(text="植树"), sight) == ()
    assert len(store.ask(q.Search(text="防火"), sight)) == 1
    assert "植树".encode() not in store.projections()


def test_drafts_are_kept_for_each_person_until_they_are_dropped(store: Any) -> None:
    typed = Manuscript(title="关于").encode()
    store.keep_draft(PEOPLE[0], "new", b"first")
    store.keep_draft(PEOPLE[0], "new", typed)
    store.keep_draft(PEOPLE[1], "new", b"other")
    assert store.drafts(PEOPLE[0]) == {"new": typed}
    store.drop_draft(PEOPLE[0], "new")
    store.drop_draft(PEOPLE[0], "never kept")
    assert (store.drafts(PEOPLE[0]), store.drafts(PEOPLE[1])) == ({}, {"new": b"other"})


def test_each_realm_has_a_mark_of_its_own() -> None:
    assert len(set(APPLICATION_IDS.values())) == 3


def test_heads_name_device_seq_and_digest(store: Any) -> None:
    writer = Writer()
    dossier = writer.draft(store)
    [head] = store.heads(dossier_journal(dossier))
    [entry] = store.entries(dossier_journal(dossier))
    assert head == Head(device=writer.device, seq=1, digest=entry.digest)


def test_what_an_entry_that_came_late_undoes_is_in_no_ledger_any_more(store: Any) -> None:
    """A matter and a validity were recorded here; by what another machine did before, the fold knows of neither."""
    writer = Writer()
    dossier = writer.draft(store)
    drafted = store.dossier(dossier)
    wish = Supervise(dossier=dossier, matter="拨付资金", people=(PEOPLE[1],), due="2026-05-31")
    stated = SetValidity(dossier=dossier, status=Status.IN_FORCE)
    writer.write(store, dossier, [(wish, PEOPLE[0]), (stated, PEOPLE[0])])
    assert _in_ledgers(store, dossier) == (1, 1)
    with store.begin() as transaction:
        transaction.project_dossier(*drafted, None)
    assert _in_ledgers(store, dossier) == (0, 0)


def _in_ledgers(store: Any, dossier: DossierId) -> tuple[int, int]:
    """Return how many matters of a document, and how many documents in force, the store lists."""
    sight = sight_of(PEOPLE[0], Role.DRAFTER)
    in_force = Outline(of=q.Everything, filter=Filter(standing=Status.IN_FORCE, today="2026-06-01"))
    listed = sum(len(group.keys) for group in store.ask(in_force, sight))
    return len(store.ask(q.Supervisions(dossier=dossier), sight)), listed
