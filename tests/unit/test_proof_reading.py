"""校对: proofs are read between 登记 and 用印, signed for by whoever read them, and demanded where the flow says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.copies.proofs import MOST_ROUNDS, Proof, next_round, round_name, rounds_signed
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, PersonId
from oa_desktop.office import queries as q
from oa_desktop.office.papers.papers import Paper
from tests.fakes.office import FLOW, FakeOffice, notice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def sign(office: FakeOffice, document, account: str = "registrar", **said: object):
    return office.as_(account).perform(act.SignProof(dossier=document, **said))


def refusal(office: FakeOffice, document, account: str = "registrar", **said: object) -> str:
    with pytest.raises(Refused) as caught:
        sign(office, document, account, **said)
    return caught.value.code


def rounds(office: FakeOffice, document) -> list[int]:
    return [one.round for one in office.state(document).proofs]


def demanding(proofs: int) -> FakeOffice:
    return FakeOffice(flows={FLOW.id: replace(FLOW, proofs=proofs)})


def sealed_under(office: FakeOffice, document) -> None:
    office.as_("sealer").perform(act.ApplySeal(dossier=document, copies=30))


def drafted_under(office: FakeOffice):
    """Bring a document of the office's own flow to 用印."""
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice())
    changed = drafter.perform(
        act.Draft(flow=office.flows[FLOW.id], department="", source=kept.source, particulars=kept.particulars)
    )
    while office.state(changed.dossiers[0]).step != "seal":
        office.step(changed.dossiers[0])
    return changed.dossiers[0]


def test_a_sign_off_names_the_page_of_the_numbered_paper_and_leaves_the_paper_where_it_is(office):
    document = office.bring_to("seal")
    sign(office, document, opinion="无误。")
    state = office.state(document)
    assert [(one.round, one.rendering, one.person) for one in state.proofs] == [
        (1, state.numbered.rendering, "person registrar")
    ]
    assert state.step == "seal"


def test_rounds_follow_each_other_and_several_people_may_sign_for_one(office):
    document = office.bring_to("seal")
    sign(office, document)
    sign(office, document, "drafter")
    sign(office, document, "sealer", round=2)
    assert rounds(office, document) == [1, 2, 2]


@pytest.mark.parametrize(("step", "code"), [("number", "proof.before-number"), ("dispatch", "proof.after-seal")])
def test_proofs_are_read_between_numbering_and_sealing(office, step, code):
    assert refusal(office, office.bring_to(step)) == code


def test_a_paper_that_came_back_to_be_printed_again_may_be_read_again():
    steps = [replace(one, returns_to=("seal",)) if one.id == "dispatch" else one for one in FLOW.steps]
    again = FakeOffice(flows={FLOW.id: replace(FLOW, steps=tuple(steps))})
    document = drafted_under(again)
    sealed_under(again, document)
    again.as_("dispatcher").perform(act.Return(dossier=document, reason="印得不清"))
    sign(again, document)
    assert rounds(again, document) == [1]


def test_only_the_page_that_will_be_sealed_can_be_signed_for(office):
    assert refusal(office, office.bring_to("seal"), rendering=Digest("another")) == "proof.other-page"


@pytest.mark.parametrize("number", [-1, MOST_ROUNDS + 1])
def test_rounds_are_counted_from_one_to_nine(office, number):
    assert refusal(office, office.bring_to("seal"), round=number) == "proof.round"


@pytest.mark.parametrize("account", ["reviewer", "signer"])
def test_others_do_not_sign_for_proofs(office, account):
    assert refusal(office, office.bring_to("seal"), account) == "policy.role"


def test_the_act_is_offered_with_the_next_round_while_proofs_are_read(office):
    document = office.bring_to("seal")
    sign(office, document)
    (form,) = (one for one in office.as_("sealer").ask(q.ActForms(dossier=document)) if one.kind == "sign-proof")
    assert [(one.name, one.usual) for one in form.fields] == [("round", "2")]
    office.step(document)
    assert "sign-proof" not in {one.kind for one in office.as_("drafter").ask(q.ActForms(dossier=document))}


def test_a_flow_may_demand_rounds_before_the_seal():
    office = demanding(2)
    document = drafted_under(office)
    sign(office, document)
    sign(office, document, "drafter", round=1)
    with pytest.raises(Refused) as caught:
        sealed_under(office, document)
    assert (caught.value.code, caught.value.params["demanded"], caught.value.params["signed"]) == (
        "seal.proofs-lacking", 2, "初校",
    )  # fmt: skip
    sign(office, document)
    sealed_under(office, document)
    assert office.state(document).sealed is not None


def test_no_flow_demands_rounds_unless_it_says_so(office):
    document = office.bring_to("seal")
    sealed_under(office, document)
    assert office.state(document).sealed is not None


def test_the_history_says_which_round_was_signed(office):
    document = office.bring_to("seal")
    sign(office, document, opinion="无误。")
    (row,) = (one for one in office.as_("registrar").ask(q.Timeline(dossier=document)) if one.act == "校对")
    assert (row.words, row.person) == ("初校。无误。", "登记编号员")


def test_a_state_that_was_advanced_act_by_act_is_the_one_that_is_folded(office):
    document = office.bring_to("seal")
    sign(office, document)
    before = office.state(document)
    office.as_("sealer")._office.rebuild()
    assert office.state(document) == before
    assert before.proofs


def test_a_proof_shows_the_numbered_page_and_the_round_that_comes_next(office):
    document = office.bring_to("seal")
    papers = office.as_("registrar").papers
    first = papers.hand_out(document, Paper.PROOF)
    sign(office, document)
    second = papers.hand_out(document, Paper.PROOF)
    state = office.state(document)
    assert b"ProofMark(round=1" in first
    assert b"ProofMark(round=2" in second
    assert state.numbered.rendering.encode() in first
    assert state.number.encode() in first


def test_there_is_no_proof_of_what_has_no_number(office):
    with pytest.raises(Refused) as caught:
        office.as_("drafter").papers.made(office.bring_to("number"), Paper.PROOF)
    assert caught.value.code == "paper.before-number"


def test_sign_offs_of_another_page_count_for_nothing():
    read = Proof(round=1, rendering=Digest("one"), person=PersonId("p"), time="")
    assert (rounds_signed([read], Digest("one")), next_round([read], Digest("one"))) == ({1}, 2)
    assert (rounds_signed([read], Digest("other")), next_round([read], Digest("other"))) == (frozenset(), 1)


def test_rounds_have_the_words_of_the_office():
    assert [round_name(one) for one in (1, 2, 3)] == ["初校", "二校", "三校"]
    assert len({round_name(one) for one in range(1, MOST_ROUNDS + 1)}) == MOST_ROUNDS
