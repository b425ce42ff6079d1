"""Several documents at once: the same act on each, a report of every single one, and one undo for all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.incoming import Instruct, Propose
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.ids import NOTHING, DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.several import Laid, act_on_each, as_it_lies, do_each, lay_one, offers, take_back
from tests.fakes.incoming import proposed, receiving
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


# --- what is signed --------------------------------------------------------------------------------------------------


def laid_before(office: FakeOffice, documents: list[DossierId]) -> list[Laid]:
    session = office.as_("reviewer")
    form = next(one for one in session.ask(q.ActForms(dossier=documents[0])) if one.kind == "review")
    return [lay_one(session, one, form) for one in documents]


def test_an_act_from_a_list_names_text_files_and_page_of_each_as_a_single_one_does(office: FakeOffice) -> None:
    documents = [*three(office, "office"), *three(office, "office")]
    laid = laid_before(office, documents)
    outcomes = act_on_each(office.as_("reviewer"), laid, review)
    assert not [one for one in outcomes if one.problem]
    entries = [one.entry for one in office.stores.made.kept if one.entry.kind == "review"][-6:]
    assert [entry.rendering for entry in entries] == [one.seen.page for one in laid if one.seen]
    assert [entry.source for entry in entries] == [one.source for one in laid]
    assert all(office.stores.made.blobs.read(entry.rendering).startswith(b"%PDF") for entry in entries)


def test_an_act_that_names_nothing_yet_names_what_lies_there_and_one_that_names_something_stays(
    office: FakeOffice,
) -> None:
    (document, *_), reviewer = three(office, "office"), office.as_("reviewer")
    named = as_it_lies(reviewer, review(document))
    laid = reviewer.papers.lay_before(document)
    assert (named.source, named.seen) == (laid.source, laid.seen)
    older = replace(named, seen=replace(laid.seen, page=NOTHING))
    assert as_it_lies(reviewer, older) is older


def test_what_changed_since_the_list_was_shown_drops_out_and_the_others_go_on(office: FakeOffice) -> None:
    documents = three(office, "office")
    laid = laid_before(office, documents)
    reviewer, state = office.as_("reviewer"), office.state(documents[1])
    text = reviewer.writing.keep_text(notice("另一个题目的通知"))
    reviewer.perform(act.Revise(dossier=documents[1], source=text.source, particulars=state.particulars))
    outcomes = act_on_each(reviewer, laid, review)
    assert [one.problem.code if one.problem else "" for one in outcomes] == ["", "flow.text-changed", ""]


def test_another_template_since_the_list_was_shown_refuses_every_page_of_it(office: FakeOffice) -> None:
    laid = laid_before(office, three(office, "office"))
    office.as_("system").perform(org.AdoptTemplate(template=Template(name="县里的")))
    outcomes = act_on_each(office.as_("reviewer"), laid, review)
    assert {one.problem.code for one in outcomes if one.problem} == {"act.page-changed"}
    assert len(outcomes) == 3


def test_a_form_that_somebody_wrote_on_since_the_list_was_shown_drops_out() -> None:
    """The page of a document that came without files is its form, and the text stays: the page alone tells."""
    office = receiving()
    document = proposed(office, "head")
    signer = office.as_("signer")
    form = next(one for one in signer.ask(q.ActForms(dossier=document)) if one.kind == "instruct")
    laid = lay_one(signer, document, form)
    office.as_("reviewer").perform(act.Recall(dossier=document, reason="写错了"))
    office.as_("reviewer").perform(Propose(dossier=document, opinion="拟请农业科主办。"))
    (outcome,) = act_on_each(signer, [laid], lambda one: Instruct(dossier=one, opinion="同意"))
    assert outcome.problem
    assert outcome.problem.code == "act.page-changed"
