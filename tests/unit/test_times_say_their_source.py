"""Wherever an act is shown with its time, it is known where that time came from, and there are words for it."""

from __future__ import annotations

from oa_desktop.i18n.problems import name_of
from oa_desktop.office import queries as q
from tests.fakes.office import FakeOffice, notice


def test_every_act_of_a_document_says_where_its_time_came_from() -> None:
    office = FakeOffice()
    document = office.bring_to("issue", notice())
    rows = office.as_("signer").ask(q.Timeline(dossier=document))
    assert {row.clock for row in rows} == {office.clock.source}
    for source in ("local-clock", "time-stamp", "script"):
        assert name_of("time_source", source) != source
