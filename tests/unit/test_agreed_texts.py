"""What somebody agreed to is not changed behind their back: in 审核, after 联署会签, and on the way back."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow, FlowSort, Party, Stage, Step
from oa_desktop.domain.flows.tasks import Beside
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.aligning import Change
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.problems import say
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.tally_words import since_signed_words
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
SEALING = Flow(
    id="sealing",
    version=1,
    name="用印审批",
    sort=FlowSort.INTERNAL,
    steps=(
        _step("submit", "甲"),
        _step("approve", "乙", back=("submit",)),
        _step("record-sealing", "丙", back=("submit",)),
        _step("conclude", "甲"),
    ),
)
CHOOSING = replace(
    JOINT,
    id="choosing",
    steps=tuple(replace(one, chosen=True, stages=()) if one.act == "cosign" else one for one in JOINT.steps),
)


@pytest.fixture(scope="module")
def founded() -> Crowd:
    return Crowd(flows={one.id: one for one in (JOINT, REPORT, SEALING, CHOOSING)})


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


def attach(office: Crowd, account: str, document: DossierId, *contents: bytes) -> Dossier:
    """Put other files in the place of those attached; the text stays as it is."""
    session, state = office.as_(account), office.state(document)
    files = tuple(session.writing.keep_file("清单.xlsx", io.BytesIO(one), len(one)) for one in contents)
    text = {"source": state.source, "particulars": state.particulars}
    session.perform(act.Revise(dossier=document, attachments=files, **text))
    return office.state(document)


def refused(office: Crowd, account: str, kind: str, document: DossierId) -> Refused:
    with pytest.raises(Refused) as caught:
        revise(office, account, document) if kind == "revise" else do(office, document, f"{account} {kind}")
    return caught.value


def refusal(office: Crowd, account: str, kind: str, document: DossierId) -> str:
    return refused(office, account, kind, document).code


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
    assert state.stands_as(state.cosigned)
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
        with pytest.raises(Refused) as caught:
            do(office, document, "甲 submit", chosen=(act.ChosenParties(step="cosign", **named),))
        assert caught.value.code == "chosen.people-only"


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


# --- 附件 ---------------------------------------------------------------------------------------------------------


def test_other_attachments_after_issue_go_back_to_the_signer(office: Crowd) -> None:
    """A signature is for the text and what is attached to it; changing either is a change of substance (Art. 25)."""
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED, "丁 issue")
    attach(office, "戊", document, b"other figures")
    found = refused(office, "戊", "recheck", document)
    assert found.code == "recheck.changed-after-issue"
    assert say(found.code, found.params).what.endswith("签发之后改过附件，不能通过复核。")


@pytest.mark.parametrize("after", [(), (b"new",), (b"old", b"new"), (b"new", b"old")])
def test_files_that_came_went_or_changed_places_are_other_attachments(office: Crowd, after: tuple[bytes, ...]) -> None:
    document = office.begin(JOINT, "甲")
    attach(office, "甲", document, b"old")
    do(office, document, *COSIGNED, "丁 issue")
    assert not attach(office, "戊", document, *after).stands_issued
    assert attach(office, "戊", document, b"old").stands_issued
    assert do(office, document, "戊 recheck").step == "assign-number"


def test_the_refusal_says_whether_text_or_attachments_changed_or_both(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED, "丁 issue")
    revise(office, "戊", document)
    assert refused(office, "戊", "recheck", document).params["changed"] == "文稿"
    attach(office, "戊", document, b"other figures")
    assert refused(office, "戊", "recheck", document).params["changed"] == "文稿、附件"


def test_the_signer_who_attaches_another_file_sends_it_back_to_the_organs_that_signed(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED)
    attach(office, "丁", document, b"other figures")
    found = refused(office, "丁", "issue", document)
    assert (found.code, found.params["changed"]) == ("issue.changed-after-cosigning", "附件")
    do(office, document, "丁 return", to="cosign")
    assert do(office, document, "乙 cosign", "丙 cosign", "丁 issue", "戊 recheck").step == "assign-number"


def test_attachments_are_not_changed_behind_whoever_agreed_beside(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, "甲 submit", "乙 review")
    with pytest.raises(Refused) as caught:
        attach(office, "丙", document, b"other figures")
    assert caught.value.code == "revise.others-agreed"


def test_whoever_agreed_is_asked_again_about_other_attachments(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, "甲 submit", "乙 review")
    do(office, document, "丙 return", to="submit", straight_back=True)
    attach(office, "甲", document, b"other figures")
    state = do(office, document, "甲 submit")
    assert {one.holder.person for one in state.tasks} == {someone("乙"), someone("丙")}


def test_other_attachments_do_not_pass_over_the_signer_on_the_way_straight_back(office: Crowd) -> None:
    for changed, step in ((False, "recheck"), (True, "review")):
        document = office.begin(JOINT, "甲")
        do(office, document, *COSIGNED, "丁 issue")
        do(office, document, "戊 return", to="submit", straight_back=True)
        if changed:
            attach(office, "甲", document, b"other figures")
        assert do(office, document, "甲 submit").step == step


def test_what_was_approved_is_not_sealed_with_other_attachments(office: Crowd) -> None:
    document = office.begin(SEALING, "甲")
    do(office, document, "甲 submit", "乙 approve")
    do(office, document, "丙 return", to="submit", straight_back=True)
    attach(office, "甲", document, b"another contract")
    do(office, document, "甲 submit")
    assert refusal(office, "丙", "record-sealing", document) == "matter.not-approved"
    do(office, document, "丙 return", to="submit", straight_back=True)
    attach(office, "甲", document)
    assert do(office, document, "甲 submit", "丙 record-sealing").step == "conclude"


def test_whoever_signs_again_is_told_of_the_files(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    attach(office, "甲", document, b"old")
    do(office, document, *COSIGNED, "丁 issue")
    attach(office, "戊", document, b"new")
    signer = office.as_("丁")
    (row,) = signer.ask(q.SinceSigned(dossier=document))
    assert (row.signed, row.present, row.changed.places, row.files) == (1, 1, 0, 1)
    assert since_signed_words(row) == "文字没有改动；附件改动 1 个"
    (caution,) = signer.ask(q.Cautions(dossier=document, kind="issue"))
    (file,) = caution.changed
    assert file.old and file.new and file.new.place.name == "附件"
    assert [part.text for part in file.parts] == [file.old.text, file.new.text]
    assert file.new.text == f"清单.xlsx（指纹 {office.state(document).attachments[0].digest[:8]}）"


def test_files_that_changed_places_are_told_as_moved(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    attach(office, "甲", document, b"old", b"new")
    do(office, document, *COSIGNED, "丁 issue")
    attach(office, "戊", document, b"new", b"old")
    (row,) = office.as_("丁").ask(q.SinceSigned(dossier=document))
    (caution,) = office.as_("丁").ask(q.Cautions(dossier=document, kind="issue"))
    assert (row.files, [one.change for one in caution.changed]) == (1, [Change.MOVED])


def test_the_journal_comes_to_the_same(office: Crowd) -> None:
    document = office.begin(JOINT, "甲")
    do(office, document, *COSIGNED)
    do(office, document, "丁 return", to="submit", straight_back=True)
    revise(office, "甲", document)
    do(office, document, "甲 submit")
    attach(office, "乙", document, b"other figures")
    assert fold(document, office.entries(document)) == office.state(document)
