"""A conflict reaches the desk of the one who may settle it, and its settlement holds in lists as in journals."""

from __future__ import annotations

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Phase
from oa_desktop.office import queries as q
from tests.fakes.journals import disagree, office_of_every_kind
from tests.fakes.office import FakeOffice, notice


def test_a_settlement_through_the_office_projects_what_a_rebuild_would():
    office = office_of_every_kind()
    before = office.stores.made.projections()
    office.as_("drafter")._office.rebuild()
    assert office.stores.made.projections() == before


def test_a_conflict_lies_on_the_reviewer_s_desk_whoever_acted_before():
    office = FakeOffice()
    dossier = office.bring_to("office", notice())
    disagree(office, dossier)
    assert [row.phase for row in office.as_("reviewer").ask(q.ToDo())] == ["冲突"]
    acts = {row.kind for row in office.as_("reviewer").ask(q.PossibleActs(dossier=dossier))}
    assert acts == {"settle", "mark-read", "leave-opinion"}
    contender = office.as_("reviewer").dossier(dossier).contenders[1]
    office.as_("reviewer").perform(act.SettleConflict(dossier=dossier, upheld=contender, reason="另一稿"))
    state = office.as_("reviewer").dossier(dossier)
    assert (state.phase, state.step, state.contenders) == (Phase.IN_HAND, "office", ())
    assert office.as_("reviewer").administration.verify().sound
