"""待阅: who took part in a document finds it there from its dispatch on, until they have looked at it."""

from __future__ import annotations

import itertools

import pytest

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import dossier_journal
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from tests.fakes.office import FakeOffice

PARTIES = ("drafter", "head", "reviewer", "signer", "rechecker", "registrar", "sealer")


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def to_read(office: FakeOffice, account: str) -> list[str]:
    return [row.dossier for row in office.as_(account).ask(q.ToRead())]


def test_nothing_is_to_be_read_before_the_document_is_sent_out(office):
    office.bring_to("dispatch")
    assert not any(to_read(office, account) for account in (*PARTIES, "dispatcher"))


def test_whoever_took_part_finds_a_document_that_was_sent_out(office):
    dossier = office.bring_to("file")
    assert all(to_read(office, account) == [dossier] for account in PARTIES)
    assert to_read(office, "dispatcher") == to_read(office, "archivist") == to_read(office, "outsider") == []


def test_a_document_that_was_read_is_gone_from_the_list_of_the_reader_alone(office):
    dossier = office.bring_to("file")
    office.as_("drafter").perform(act.MarkRead(dossier=dossier))
    assert to_read(office, "drafter") == []
    assert to_read(office, "head") == [dossier]


@pytest.mark.parametrize("account", ["head", "signer"])
def test_who_does_anything_with_the_document_has_read_it(office, account):
    dossier = office.bring_to("file")
    office.as_(account).perform(act.LeaveOpinion(dossier=dossier, opinion="已知"))
    assert to_read(office, account) == []


def test_a_filed_document_is_still_to_be_read(office):
    dossier = office.bring_to("file")
    office.step(dossier)
    assert to_read(office, "drafter") == [dossier]
    assert [one.documents for one in office.as_("drafter").ask(o.Counts())] == [0, 1, 0]


def test_a_reader_who_took_no_part_before_does_not_have_to_read(office):
    dossier = office.bring_to("file")
    office.as_("archivist").perform(act.MarkRead(dossier=dossier))
    assert to_read(office, "archivist") == []


def test_the_fold_of_all_entries_says_the_same_as_one_entry_after_the_other(office):
    dossier = office.bring_to("file")
    office.as_("signer").perform(act.MarkRead(dossier=dossier))
    office.step(dossier)
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(dossier))]
    *_, advanced = itertools.accumulate(entries, dossiers.advance, initial=Dossier(id=dossier))
    assert advanced == dossiers.fold(dossier, entries) == office.state(dossier)
    assert len(advanced.unread) == len(PARTIES) - 1
