"""Several documents at once: the same act on each, a report of every single one, and one undo for all."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.several import do_each, offers, take_back
from tests.fakes.office import FakeOffice, notice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def three(office: FakeOffice, step: str) -> list[DossierId]:
    return [office.bring_to(step, notice(f"关于{subject}的通知")) for subject in ("植树", "防火", "值班")]


def review(document: DossierId) -> act.Review:
    return act.Review(dossier=document, opinion="同意")


def test_one_act_is_done_with_each_and_what_is_refused_hinders_no_other(office: FakeOffice) -> None:
    documents = three(office, "department")
    office.step(documents[1])
    outcomes = do_each(office.as_("head"), [*documents, DossierId("nowhere")], review)
    assert [one.title for one in outcomes] == ["关于植树的通知", "关于防火的通知", "关于值班的通知", "nowhere"]
    assert [one.problem.code if one.problem else "" for one in outcomes] == ["", "policy.holder", "", "dossier.unknown"]
    assert [office.state(one).step for one in documents] == ["office", "office", "office"]


def test_what_was_done_with_several_is_taken_back_at_once(office: FakeOffice) -> None:
    documents = three(office, "department")
    head = office.as_("head")
    outcomes = do_each(head, documents, review)
    office.step(documents[0])
    back = take_back(head, outcomes, "选错了")
    assert [one.problem is None for one in back] == [False, True, True]
    assert [office.state(one).step for one in documents] == ["issue", "department", "department"]


def test_what_is_offered_for_several_says_with_how_many_it_goes(office: FakeOffice) -> None:
    documents = [*three(office, "department"), office.bring_to("issue")]
    offered = {one.form.kind: len(one.documents) for one in offers(office.as_("head"), documents)}
    assert offered["review"] == offered["return"] == 3
    assert offered["mark-read"] == 4


def test_what_is_asked_about_for_each_is_not_offered_for_several(office: FakeOffice) -> None:
    documents = three(office, "issue")
    assert "issue" in {one.kind for one in office.as_("signer").ask(q.ActForms(dossier=documents[0]))}
    assert "issue" not in {one.form.kind for one in offers(office.as_("signer"), documents)}


def test_it_is_told_how_far_it_is_and_stops_where_it_is_called_off(office: FakeOffice) -> None:
    documents = three(office, "department")
    steps: list[tuple[int, int]] = []

    def once(done: int, all_: int) -> None:
        steps.append((done, all_))
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_each(office.as_("head"), documents, review, once)
    assert steps == [(0, 3), (1, 3)]
    assert [office.state(one).step for one in documents] == ["office", "department", "department"]
