"""The forms of several documents at once: each recorded as it leaves, and one that cannot hinders no other."""

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, audit_journal
from oa_desktop.office.papers.several_forms import FormFile, hand_out_forms, joined_forms
from oa_desktop.office.ports.printing import AS_IT_IS
from tests.fakes.office import FakeOffice, notice

NOBODY_S = DossierId("unknown")


def outputs(office: FakeOffice) -> list[str]:
    entries = office.stores.made.entries(audit_journal(office.as_("head").standing.unit))
    return [one.entry.payload["what"] for one in entries if one.entry.kind == "record-output"]


def test_every_form_leaves_recorded_and_what_cannot_is_reported() -> None:
    office = FakeOffice()
    made = [office.bring_to("department", notice(title=f"关于{one}的通知")) for one in ("植树", "防火")]
    kept: list[FormFile] = []
    outcomes = hand_out_forms(office.as_("head"), (made[0], NOBODY_S, made[1]), kept.append)
    assert [one.problem.code if one.problem else "" for one in outcomes] == ["", "dossier.unknown", ""]
    assert [(one.title, one.called) for one in kept] == [("关于植树的通知", "发文稿纸"), ("关于防火的通知", "发文稿纸")]
    assert outputs(office) == ["发文稿纸", "发文稿纸"]


def test_forms_are_joined_for_the_printer_and_recorded_only_when_they_leave() -> None:
    office = FakeOffice()
    made = tuple(office.bring_to("department", notice(title=f"关于{one}的通知")) for one in ("植树", "防火"))
    shown = joined_forms(office.as_("head"), made, AS_IT_IS)
    assert outputs(office) == []
    left = joined_forms(office.as_("head"), (*made, NOBODY_S), AS_IT_IS, leaving=True)
    assert left.pdf == shown.pdf
    assert [one.problem is None for one in left.outcomes] == [True, True, False]
    assert len(outputs(office)) == 2


def test_where_none_can_be_made_the_reason_is_said() -> None:
    with pytest.raises(Refused, match=r"dossier\.unknown"):
        joined_forms(FakeOffice().as_("head"), (NOBODY_S,), AS_IT_IS)
