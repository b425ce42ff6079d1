"""What somebody agreed to is not changed behind their back: in 审核, after 联署会签, and on the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flow import Flow, FlowSort, Party, Stage, Step
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.roles import Role
from oa_desktop.domain.tasks import Beside
from tests.fakes.crowd import Crowd, someone, wished
from tests.fakes.office import notice


def _step(kind: str, *stages: str, back: tuple[str, ...] = (), sort: str = "") -> Step:
    """A step whose stages follow one another, each with one person a character."""
    parties = tuple(Stage(parties=tuple(Party(person=someone(one)) for one in stage)) for stage in stages)
    revises = kind in ("submit", "review", "issue", "recheck")
    return Step(
        id=f"{kind}{sort}", name=kind, act=kind, role=Role.DRAFTER, returns_to=back, revises=revises, stages=parties
    )


_LATER = ("assign-number", "apply-seal", "dispatch", "file")
JOINT = Flow(
    id="joint",
    version=1,
    name="联合行文",
    steps=(
        _step("submit", "甲"),
        _step("review", "乙丙", back=("submit",)),
        _step("review", "乙", "丙", back=("submit",), sort="-in-turn"),
        _step("cosign", "乙", "丙", back=("submit",)),
        _step("issue", "丁", back=("cosign", "submit")),
        _step("recheck", "戊", back=("issue", "cosign", "submit")),
        *(_step(one, "甲") for one in _LATER),
    ),
)
REPORT = Flow(
    id="report",
    version=1,
    name="签报",
    sort=FlowSort.INTERNAL,
    steps=(_step("submit", "甲"), _step("approve", "乙丙", back=("submit",)), _step("conclude", "甲")),
)
CHOOSING = replace(
    JOINT,
    id="choosing",
    steps=tuple(replace(one, chosen=True, stages=()) if one.act == "cosign" else one for one in JOINT.steps),
)


@pytest.fixture(scope="module")
def founded() -> Crowd:
    return Crowd(flows={one.id: one for one in (JOINT, REPORT, CHOOSING)})


@pytest.fixture
def office(founded: Crowd) -> Crowd:
    empty = founded.__dict__.setdefault("empty", founded.kept())
    founded.put_back(empty)
    return founded


def do(office: Crowd, document: DossierId, *acts: str, **said: object) -> Dossier:
    """Acts written as who and what: 甲 submit."""
    for account, kind in (one.split() for one in acts):
        session = office.as_(account)
        session.perform(wished(kind, session, document, **said))
    return office.state(document)


def revise(office: Crowd, account: str, document: DossierId, title: str = "关于改过的通知") -> Dossier:
    session = office.as_(account)
    if office.state(document).matter:
        session.perform(session.matters.revised(document, {"subject": title, "content": "改过"}))
    else:
        kept = session.writing.keep_text(notice(title))
        session.perform(act.Revise(dossier=document, source=kept.source, particulars=kept.particulars))
    return office.state(document)


def refusal(office: Crowd, account: str, kind: str, document: DossierId) -> str:
    with pytest.raises(Refused) as refused:
        revise(office, account, document) if kind == "revise" else do(office, document, f"{account} {kind}")
    return refused.value.code


REVIEWED = ("甲 submit", "乙 review", "丙 review")
COSIGNED = (*REVIEWED, "乙 review", "丙 review", "乙 cosign", "丙 cosign")


# --- 审核 ---------------------------------------------------------------------------------------------------------


def test_a_text_that_one_of_several_agreed_to_is_not_changed_by_the_others(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, "甲 submit")
    revise(office, "乙", document)
    do(office, document, "乙 review")
    assert refusal(office, "丙", "revise", document) == "revise.others-agreed"


def test_it_is_changed_once_the_agreement_was_taken_back(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, "甲 submit", "乙 review", "乙 recall")
    before = office.state(document).source
    assert revise(office, "丙", document).source != before


def test_whose_turn_comes_later_changes_what_those_before_them_agreed_to(office: Crowd) -> None:
    """依次审核: each in turn takes the text on, as it has always been done."""
    document = office.begin(JOINT, "甲")
    state = do(office, document, *REVIEWED, "乙 review")
    assert revise(office, "丙", document).source != state.source


def test_who_asks_for_an_opinion_first_changes_the_text_by_it(office: Crowd) -> None:
    """加签在前: that is what the opinion was asked for; whoever was asked beside them agreed to this very text."""
    for beside, allowed in ((Beside.BEFORE, True), (Beside.PARALLEL, False)):
        document = office.begin(JOINT, "甲")
        do(office, document, *REVIEWED)
        do(office, document, "乙 add-signers", people=(someone("丁"),), beside=beside)
        do(office, document, "丁 countersign")
        if allowed:
            revise(office, "乙", document)
        else:
            assert refusal(office, "乙", "revise", document) == "revise.others-agreed"


def test_who_handed_it_over_agreed_to_nothing(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, "甲 submit")
    do(office, document, "乙 hand-over", person=someone("丁"))
    assert revise(office, "丙", document).step == "review"


def test_an_objection_does_not_hold_the_text(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *REVIEWED)
    do(office, document, "乙 add-signers", people=(someone("丁"),))
    do(office, document, "丁 countersign", stance=together.Stance.OBJECT, opinion="数字不一致")
    assert revise(office, "乙", document).step == "review-in-turn"


# --- 联署会签 -----------------------------------------------------------------------------------------------------


def test_what_all_organs_signed_is_issued_as_they_signed_it(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    state = do(office, document, *COSIGNED)
    assert state.cosigned == state.source
    assert do(office, document, "丁 issue").step == "recheck"


def test_the_signer_who_changes_it_sends_it_back_to_the_organs_that_signed(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED)
    revise(office, "丁", document)
    assert refusal(office, "丁", "issue", document) == "issue.changed-after-cosigning"
    do(office, document, "丁 return", to="cosign")
    assert do(office, document, "乙 cosign", "丙 cosign", "丁 issue").step == "recheck"


def test_what_is_changed_after_issue_goes_to_the_organs_again_and_then_to_the_signer(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED, "丁 issue")
    revise(office, "戊", document)
    do(office, document, "戊 return", to="issue")
    assert refusal(office, "丁", "issue", document) == "issue.changed-after-cosigning"
    do(office, document, "丁 return", to="cosign")
    assert do(office, document, "乙 cosign", "丙 cosign", "丁 issue", "戊 recheck").step == "assign-number"


def test_departments_sign_for_no_organ(office: Crowd) -> None:
    """联署会签 is for the leaders of organs (Art. 22); departments are heard before."""
    document = office.begin(CHOOSING, "甲")
    home = office.as_("甲").organisation().departments[0].id
    for named in ({"departments": (home,)}, {"people": (home,)}):
        with pytest.raises(Refused) as refused:
            do(office, document, "甲 submit", chosen=(act.ChosenParties(step="cosign", **named),))
        assert refused.value.code == "chosen.people-only"


# --- 改后直接送回 -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [True, False])
def test_who_agreed_beside_the_one_who_returned_it_is_asked_again_only_if_the_text_changed(
    office: Crowd, changed: bool
) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, "甲 submit", "乙 review")
    do(office, document, "丙 return", to="submit", straight_back=True)
    if changed:
        revise(office, "甲", document)
    state = do(office, document, "甲 submit")
    asked = {one.holder.person for one in state.tasks}
    assert asked == ({someone("乙"), someone("丙")} if changed else {someone("丙")})


@pytest.mark.parametrize("changed", [True, False])
def test_nothing_that_was_changed_passes_over_the_organs_that_signed(office: Crowd, changed: bool) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED)
    do(office, document, "丁 return", to="submit", straight_back=True)
    if changed:
        revise(office, "甲", document)
    assert do(office, document, "甲 submit").step == ("review" if changed else "issue")


@pytest.mark.parametrize("changed", [True, False])
def test_no_approval_is_made_of_two_texts(office: Crowd, changed: bool) -> None:
    document = office.begin(REPORT, "甲")
    do(office, document, "甲 submit", "乙 approve")
    do(office, document, "丙 return", to="submit", straight_back=True)
    if changed:
        revise(office, "甲", document)
    state = do(office, document, "甲 submit", "丙 approve")
    assert (state.approved is None) is changed
    assert state.step == ("approve" if changed else "conclude")


def test_the_journal_comes_to_the_same(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED)
    do(office, document, "丁 return", to="submit", straight_back=True)
    revise(office, "甲", document)
    do(office, document, "甲 submit")
    assert fold(document, office.entries(document)) == office.state(document)
