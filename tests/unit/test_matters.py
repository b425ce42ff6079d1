"""Internal matters: a form filled in, agreed to, sealed for, published and taken down, or taken in as incoming."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import internal, together
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.documents.incoming import Medium
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.handling import refuse_out_of_order
from oa_desktop.domain.ids import Digest, DossierId, dossier_journal
from oa_desktop.domain.manuscript import plain_text
from oa_desktop.domain.secrecy.publications import Ending
from oa_desktop.office import queries as q
from oa_desktop.office.lists.outlines import Filter, Lines, Outline
from oa_desktop.office.papers.papers import Paper
from tests.builders import RealPlace
from tests.fakes.incoming import assigned
from tests.fakes.matters import FILLED, begun, brought, done, minding, step
from tests.fakes.office import FakeOffice
from tests.fakes.store import FakeStores
from tests.fakes.together import person
from tests.fakes.world import sm3

END = "expire-publication"


@pytest.fixture
def office() -> FakeOffice:
    return minding()


def refusal(office: FakeOffice, account: str, action: act.DossierAction) -> str:
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(action)
    return refused.value.code


def possible(office: FakeOffice, account: str, document: DossierId) -> set[str]:
    return {row.kind for row in office.as_(account).ask(q.PossibleActs(dossier=document))}


@pytest.mark.parametrize("name", FILLED)
def test_every_shipped_matter_comes_to_its_end(office: FakeOffice, name: str) -> None:
    document = begun(office, name)
    while office.state(document).phase is Phase.IN_HAND:
        if office.state(document).step == "conclude" and name == "电话记录":
            office.as_("registrar").perform(arrival.Conclude(dossier=document))
        else:
            step(office, document)
    state = office.state(document)
    assert (state.phase, state.tasks) == (Phase.CONCLUDED, ())
    assert state.particulars.kind == name


def test_what_was_filled_in_is_found_and_named_by_its_subject(office: FakeOffice) -> None:
    document = begun(office, "签报")
    text = office.as_("drafter").text(document)
    assert office.state(document).particulars.title == "关于增加值班人员的签报"
    assert "建议每班增加一人。" in plain_text(text)
    found = [row.document.dossier for row in office.as_("drafter").ask(q.Search(text="每班增加一人"))]
    assert found == [document]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"content": " "}, "matter.lacking"),
        ({"amount": "约一百"}, "matter.not-a-number"),
        ({"from": "4月16日"}, "matter.not-a-date"),
        ({"sort": "游览"}, "matter.no-such-choice"),
        ({"content": "长" * 4001}, "matter.too-long"),
    ],
)
def test_a_form_is_kept_as_typed_and_not_sent_on_before_it_is_right(
    office: FakeOffice, typed: dict[str, str], code: str
) -> None:
    document = begun(office, "审批单", **typed)
    drafter = office.as_("drafter")
    assert refusal(office, "drafter", act.SubmitForReview(dossier=document)) == code
    drafter.perform(drafter.matters.revised(document, FILLED["审批单"]))
    drafter.perform(act.SubmitForReview(dossier=document))
    assert office.state(document).step == "department"


def test_a_leader_who_does_not_agree_sends_it_back_with_words(office: FakeOffice) -> None:
    document = brought(office, "签报", "approve")
    refused = internal.Approve(dossier=document, stance=Stance.OBJECT)
    assert refusal(office, "signer", refused) == "countersign.no-words"
    office.as_("signer").perform(internal.Approve(dossier=document, stance=Stance.OBJECT, opinion="人手另想办法。"))
    state = office.state(document)
    assert (state.step, state.approved) == ("draft", None)


def test_nothing_is_published_that_was_not_signed_as_it_stands(office: FakeOffice) -> None:
    document = brought(office, "信息公开审签单", "secrecy")
    publish = internal.Publish(dossier=document, where="县人民政府网站")
    assert refusal(office, "dispatcher", publish) in ("policy.holder", "dossier.unknown")
    step(office, document)
    assert office.state(document).approved is None
    step(office, document)
    assert office.state(document).approved is not None
    assert refusal(office, "dispatcher", internal.Publish(dossier=document, where=" ")) == "publish.nowhere"
    early = internal.Publish(dossier=document, where="县人民政府网站", since="2026-05-01", until="2026-04-30")
    assert refusal(office, "dispatcher", early) == "publish.ends-before"
    office.as_("dispatcher").perform(publish)
    published = office.state(document).publication
    assert published is not None
    assert (published.since, published.open_until) == (office.clock.now().date().isoformat(), "9999-12-31")


@pytest.mark.parametrize(("name", "at"), [("信息公开审签单", "publish"), ("用印审批单", "seal")])
def test_what_was_changed_after_it_was_signed_is_neither_published_nor_sealed(
    office: FakeOffice, name: str, at: str
) -> None:
    state = office.state(brought(office, name, at))
    task = state.tasks[0]
    action = replace(done(state.id, task.act), source=state.source, task=task.id)
    refuse_out_of_order(replace(state, publication=None), action)
    for approved in (None, replace(state.approved, source=Digest("another"))):
        with pytest.raises(Refused) as refused:
            refuse_out_of_order(replace(state, approved=approved), action)
        assert refused.value.code == "matter.not-approved"


def test_what_is_public_is_taken_down_with_a_reason_also_after_it_was_filed(office: FakeOffice) -> None:
    document = brought(office, "信息公开审签单", "file")
    step(office, document)
    assert office.state(document).phase is Phase.CONCLUDED
    assert refusal(office, "dispatcher", internal.TakeDown(dossier=document, reason="")) == "act.no-reason"
    office.as_("dispatcher").perform(internal.TakeDown(dossier=document, reason="内容已经修订"))
    ended = office.state(document).publication
    assert ended is not None
    assert (ended.ended, ended.open_until) == (Ending.TAKEN_DOWN, "")
    again = internal.TakeDown(dossier=document, reason="再撤")
    assert refusal(office, "dispatcher", again) == "publish.not-public"


def test_what_is_past_its_last_day_ends_by_itself_once_the_next_program_comes_by(office: FakeOffice) -> None:
    document = brought(office, "信息公开审签单", "conclude")
    office.clock.move(days=(date(2026, 12, 31) - office.clock.now().date()).days)
    office.sign_in_again("dispatcher")
    assert office.state(document).publication.ended is None
    office.clock.move(days=1)
    for _ in range(2):
        office.sign_in_again("dispatcher")
    published = office.state(document).publication
    assert (published.ended, published.ended_on) == (Ending.EXPIRED, "2026-12-31")
    rows = office.as_("dispatcher").ask(q.Timeline(dossier=document))
    assert [row.person for row in rows if row.act == "发布到期"] == ["本机程序"]
    (recorded,) = [one.entry for one in office.stores.made.entries(dossier_journal(document)) if one.entry.kind == END]
    said = f"{END} {document} {recorded.payload['until']}"
    assert recorded.act == sm3(said.encode())[:32], "whichever program records it"


def test_a_matter_is_not_made_void_while_it_is_public(office: FakeOffice) -> None:
    document = brought(office, "信息公开审签单", "conclude")
    void = together.Void(dossier=document, reason="发错了")
    assert refusal(office, "reviewer", void) == "publish.still-public"
    office.as_("dispatcher").perform(internal.TakeDown(dossier=document, reason="发错了"))
    office.as_("reviewer").perform(void)
    assert office.state(document).phase is Phase.VOID


def test_a_seal_is_recorded_by_its_keeper_with_how_often(office: FakeOffice) -> None:
    document = brought(office, "用印审批单", "seal")
    nameless = internal.RecordSealing(dossier=document, seal=" ", copies=1)
    assert refusal(office, "sealer", nameless) == "sealing.no-seal"
    step(office, document)
    rows = office.as_("drafter").ask(q.Timeline(dossier=document))
    assert [row.words for row in rows if row.act == "用印登记"] == ["办公室印章，2份。"]


def test_a_telephone_note_becomes_an_incoming_document_by_one_act_and_each_names_the_other(office: FakeOffice) -> None:
    note = brought(office, "电话记录", "conclude")
    assert "take-in" in possible(office, "registrar", note)
    registrar = office.as_("registrar")
    registrar.perform(internal.TakeIn(dossier=note))
    ended = office.state(note)
    came = office.state(ended.became)
    assert (ended.phase, came.origin, came.step) == (Phase.CONCLUDED, note, "register")
    assert came.incoming is not None
    assert (came.incoming.sender, came.incoming.medium) == ("甲镇人民政府", Medium.TELEPHONE)
    assert "请求支援抽水泵两台。" in plain_text(registrar.text(ended.became))
    assert registrar.text(ended.became).title == "甲镇请求支援抽水设备"


def test_a_matter_that_nobody_sent_is_not_taken_in(office: FakeOffice) -> None:
    document = brought(office, "签报", "conclude")
    office.as_("drafter").perform(together.HandOver(dossier=document, person=person("registrar")))
    assert "conclude" in possible(office, "registrar", document)
    assert "take-in" not in possible(office, "registrar", document)


def test_what_is_already_an_incoming_document_is_not_offered_to_become_one_nor_to_be_taken_down(
    office: FakeOffice,
) -> None:
    offered = possible(office, "registrar", assigned(office))
    assert "conclude" in offered
    assert not {"take-in", "take-down"} & offered


def test_only_what_is_public_is_offered_to_be_taken_down(office: FakeOffice) -> None:
    document = brought(office, "信息公开审签单", "publish")
    before = possible(office, "dispatcher", document)
    step(office, document)
    assert "take-down" in possible(office, "dispatcher", document) - before


def test_a_form_is_a_page_and_has_none_of_a_documents_papers(office: FakeOffice) -> None:
    document = brought(office, "签报", "conclude")
    drafter = office.as_("drafter")
    assert drafter.papers.page(document)[1] == drafter.papers.form(document)
    assert drafter.papers.findings(document) == ()
    with pytest.raises(Refused) as refused:
        drafter.papers.made(document, Paper.EDITABLE)
    assert refused.value.code == "paper.of-a-matter"


def test_a_document_is_not_drafted_under_a_flow_of_matters_nor_a_matter_under_another(office: FakeOffice) -> None:
    drafter = office.as_("drafter")
    matter = drafter.matters.named("签报")
    wish = drafter.matters.begun(matter, FILLED["签报"])
    for changed in (
        act.Draft(flow=wish.flow, department=wish.department, source=wish.source, particulars=wish.particulars),
        act.Draft(
            flow=drafter.matters._desk.flows["internal-sealing"],
            department=wish.department,
            source=wish.source,
            particulars=wish.particulars,
            matter=matter,
        ),
    ):
        with pytest.raises(Refused) as refused:
            drafter.perform(changed)
        assert refused.value.code in ("flow.unknown", "matter.unknown")


# --- which there are, and what is public ------------------------------------------------------------------------------


def listed(office: FakeOffice, standing: str = "") -> dict[str, str]:
    """What stands in the list of internal matters, with what holds of each today."""
    session = office.as_("dispatcher")
    asked = Outline(of=q.InternalMatters, filter=Filter(standing=standing))
    keys = tuple(key for group in session.ask(asked) for key in group.keys)
    return {row.document.title: row.document.standing for row in session.ask(Lines(keys=keys))}


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_matters_have_a_list_that_says_what_is_public_expired_or_taken_down(place: str, tmp_path: Path) -> None:
    stores = RealPlace(tmp_path / "official") if place == "disk" else FakeStores()
    office = FakeOffice(flows=minding().flows, stores=stores)
    brought(office, "信息公开审签单", "conclude", subject="一直公开的")
    taken = brought(office, "信息公开审签单", "conclude", subject="撤下的")
    office.as_("dispatcher").perform(internal.TakeDown(dossier=taken, reason="内容有误"))
    plain = office.bring_to("office")
    assert plain not in [row.dossier for row in office.as_("drafter").ask(q.InternalMatters())]
    assert listed(office) == {"一直公开的": "公开", "撤下的": "撤下"}
    assert list(listed(office, "公开")) == ["一直公开的"]
    office.clock.move(days=(date(2027, 1, 1) - office.clock.now().date()).days)
    assert listed(office) == {"一直公开的": "到期", "撤下的": "撤下"}, "before any program has recorded it"
    assert (list(listed(office, "公开")), list(listed(office, "到期"))) == ([], ["一直公开的"])
