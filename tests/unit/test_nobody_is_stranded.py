"""Tasks that nobody can do any more are seen, and given to somebody; what still has somebody stays theirs."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import together
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, PostId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists.outlines import NOBODY, Filter, Lines, Outline
from tests.fakes.office import FakeOffice
from tests.fakes.together import before, person, several


@pytest.fixture
def office() -> FakeOffice:
    return several()


def lose(office: FakeOffice, account: str, *roles: Role) -> None:
    """Take from somebody every role but some."""
    office.as_("security").perform(org.Grant(post=PostId(f"post {account}"), roles=roles, clearance=Secrecy.WORK))


def offered(office: FakeOffice, account: str, document: DossierId) -> bool:
    return offered_to(office, account, document, "reassign")


def offered_to(office: FakeOffice, account: str, document: DossierId, kind: str) -> bool:
    return kind in [row.kind for row in office.as_(account).ask(q.PossibleActs(dossier=document))]


def lost(office: FakeOffice, account: str) -> list[DossierId]:
    """What somebody finds by the filter 无人能办."""
    session = office.as_(account)
    groups = session.ask(Outline(of=q.Everything, filter=Filter(waits=NOBODY)))
    keys = tuple(key for group in groups for key in group.keys)
    return [line.document.dossier for line in session.ask(Lines(keys=keys))]


def to_do(office: FakeOffice, account: str) -> list[DossierId]:
    return [row.dossier for row in office.as_(account).ask(q.ToDo())]


def refusal(office: FakeOffice, account: str, action: act.DossierAction) -> str:
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(action)
    return refused.value.code


def test_a_task_of_somebody_who_lost_the_role_is_given_to_another_by_the_drafter(office: FakeOffice) -> None:
    document = before(office, "archivist")
    assert not offered(office, "drafter", document)
    lose(office, "archivist")
    assert offered(office, "drafter", document)
    office.as_("drafter").perform(together.Reassign(dossier=document, person=person("sealer"), reason="调离"))
    assert to_do(office, "sealer") == [document]
    office.as_("sealer").perform(together.Countersign(dossier=document))
    assert office.state(document).step == "department"


def test_what_nobody_can_do_is_found_by_a_filter_and_told_to_who_gives_it_to_another(office: FakeOffice) -> None:
    document, other = before(office, "archivist"), before(office, "sealer")
    assert lost(office, "drafter") == []
    lose(office, "archivist")
    assert lost(office, "drafter") == [document]
    assert [row.dossier for row in office.as_("drafter").routes.stranded()] == [document]
    told = {one: office.as_(one).ask(q.Reminders())[0].stranded for one in ("drafter", "reviewer", "sealer")}
    assert told == {"drafter": 1, "reviewer": 0, "sealer": 0}, "who gives it to another is who may and knows it"
    assert other in to_do(office, "sealer")


def test_of_several_only_the_one_whom_nobody_can_do_goes_to_another(office: FakeOffice) -> None:
    document = before(office, "archivist", "rechecker")
    lose(office, "archivist")
    office.as_("drafter").perform(together.Reassign(dossier=document, person=person("sealer")))
    holders = [task.holder.person for task in office.state(document).tasks]
    assert sorted(holders) == [person("rechecker"), person("sealer")]


def test_a_step_whose_role_nobody_has_any_more_is_stranded_and_goes_on_elsewhere(office: FakeOffice) -> None:
    document = before(office)
    lose(office, "head")
    office.as_("drafter").perform(together.Reassign(dossier=document, person=person("reviewer")))
    assert document in to_do(office, "reviewer")
    office.as_("reviewer").perform(act.Review(dossier=document))
    assert office.state(document).step == "office"


def test_what_somebody_can_do_is_not_taken_from_them(office: FakeOffice) -> None:
    document = before(office, "archivist")
    wish = together.Reassign(dossier=document, person=person("sealer"))
    assert refusal(office, "drafter", wish) == "reassign.not-stranded"


def test_it_is_given_only_to_who_may_do_it(office: FakeOffice) -> None:
    document = before(office)
    lose(office, "head")
    for account, code in (("sealer", "people.no-role"), ("", "people.none")):
        wish = together.Reassign(dossier=document, person=person(account) if account else person("")[:0])
        assert refusal(office, "drafter", wish) == code


def test_a_paper_that_somebody_circulated_who_has_gone_goes_on_to_its_readers(office: FakeOffice) -> None:
    document = before(office)
    readers = (person("sealer"), person("archivist"))
    office.as_("head").perform(together.Circulate(dossier=document, readers=readers))
    office.as_("head").perform(act.Review(dossier=document))
    office.as_("sealer").perform(act.MarkRead(dossier=document))
    lose(office, "head")
    office.as_("drafter").perform(together.Reassign(dossier=document, person=person("reviewer")))
    office.as_("reviewer").perform(together.PassOn(dossier=document))
    assert [row.dossier for row in office.as_("archivist").ask(q.ToRead())] == [document]


def test_what_somebody_gave_who_has_gone_is_taken_back_by_the_office(office: FakeOffice) -> None:
    document = before(office)
    office.as_("head").perform(together.Circulate(dossier=document, readers=(person("sealer"),)))
    office.as_("head").perform(act.Review(dossier=document))
    recall = together.RecallCirculation(dossier=document)
    assert not offered_to(office, "reviewer", document, "recall-circulation")
    assert refusal(office, "reviewer", recall) == "people.nobody-left"
    lose(office, "head")
    assert offered_to(office, "reviewer", document, "recall-circulation")
    assert refusal(office, "drafter", recall) == "people.nobody-left"
    office.as_("reviewer").perform(recall)
    assert office.as_("sealer").ask(q.ToRead()) == ()


def test_what_nobody_can_do_is_listed_for_those_who_may_know_it(office: FakeOffice) -> None:
    document = before(office, "archivist")
    assert office.as_("drafter").routes.stranded() == ()
    lose(office, "archivist")
    assert [row.dossier for row in office.as_("drafter").routes.stranded()] == [document]
    assert office.as_("outsider").routes.stranded() == ()


def test_whoever_reads_it_already_does_not_get_another_s_part_to_read_as_well(office: FakeOffice) -> None:
    document = before(office, "sealer")
    readers = tuple(map(person, ("archivist", "rechecker", "registrar")))
    office.as_("sealer").perform(together.Circulate(dossier=document, readers=readers, manner=together.Manner.ORDER))
    lose(office, "archivist")
    office.as_("drafter").perform(together.Reassign(dossier=document, person=person("registrar")))
    reading = [one for one in office.state(document).tasks if one.is_reading]
    assert [one.holder.person for one in reading] == [person("registrar"), person("rechecker")]
    assert [one.is_open for one in reading] == [True, False], "they read in the place of who has gone, and once"
