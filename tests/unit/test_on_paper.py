"""What a leader wrote on paper, recorded by a clerk: the scan, the day that stands there, and never as a signature."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from oa_desktop.domain.actions import Action, on_paper, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions.handling import ChosenParties
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.dossier import Phase, fold
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, DossierId, dossier_journal
from oa_desktop.domain.texts.sayings import Saying, saying_in
from oa_desktop.office import queries as q
from oa_desktop.office.papers.papers import Paper
from tests.fakes.incoming import proposed, receiving
from tests.fakes.journals import stored, verdict
from tests.fakes.office import FakeOffice
from tests.fakes.together import before, person

NO_SCAN = Attachment(name="", size=0, digest=NOTHING)


@pytest.fixture
def office() -> FakeOffice:
    return receiving()


def scan(office: FakeOffice) -> Attachment:
    return office.as_("reviewer").writing.keep_file("批示.pdf", io.BytesIO(b"%PDF scan"), 9)


def instruction(office: FakeOffice, document: DossierId, **more) -> on_paper.RecordInstruction:
    more = {"leader": person("signer"), "written": "2026-04-16", "scan": scan(office), "opinion": "请抓紧办理。"} | more
    return on_paper.RecordInstruction(dossier=document, **more)


def signature(office: FakeOffice, document: DossierId, **more) -> on_paper.RecordIssue:
    more.setdefault("rendering", office.as_("reviewer").papers.page(document)[0])
    more = {"leader": person("signer"), "written": "2026-04-16", "scan": scan(office)} | more
    return on_paper.RecordIssue(dossier=document, **more)


def refusal(office: FakeOffice, action: Action, account: str = "reviewer") -> str:
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(action)
    return refused.value.code


# --- 代录批示 -------------------------------------------------------------------------------------------------------


def test_what_a_leader_wrote_on_paper_completes_their_task_and_they_get_it_to_read(office: FakeOffice) -> None:
    document = proposed(office)
    office.clock.move(days=2)
    office.as_("reviewer").perform(instruction(office, document, written="2026-04-17"))
    assert office.state(document).step == "assign"
    signer = office.as_("signer")
    assert [row.dossier for row in signer.ask(q.ToRead())] == [document]
    assert signer.ask(q.ToDo()) == ()
    signer.perform(act.MarkRead(dossier=document))
    assert signer.ask(q.ToRead()) == ()


def test_a_leader_who_never_looks_hinders_no_conclusion_and_may_know_it_afterwards(office: FakeOffice) -> None:
    document = proposed(office, "head")
    office.as_("reviewer").perform(instruction(office, document))
    registrar = office.as_("registrar")
    registrar.perform(arrival.Assign(dossier=document))
    office.as_("head").perform(arrival.Handle(dossier=document, opinion="已办。"))
    registrar.perform(arrival.Conclude(dossier=document, answered="已电话答复"))
    assert office.state(document).tasks == ()
    assert office.as_("signer").dossier(document).phase is Phase.CONCLUDED


def test_it_stands_there_as_from_paper_and_never_as_the_leader_s_signature(office: FakeOffice) -> None:
    document = proposed(office)
    office.clock.move(days=2)
    reviewer = office.as_("reviewer")
    reviewer.perform(instruction(office, document, written="2026-04-17"))
    row = reviewer.ask(q.Timeline(dossier=document))[-1]
    assert (row.person, row.recorded_by, row.written, row.time[:10]) == (
        *("签发员", "核稿员", "2026-04-17", "2026-04-18"),
    )
    assert "代录批示（纸质原件，由核稿员代录）：请抓紧办理。" in reviewer.papers.journal_text(document)
    (picture,) = reviewer.ask(q.FlowPicture(dossier=document))
    (party,) = [one for step in picture.steps for one in step.parties if one.act == "代录批示"]
    assert (party.who, party.words) == ("签发员", "请抓紧办理。2026年4月17日（纸质原件，由核稿员代录）")
    opinions = [one for one in reviewer.ask(q.Opinions(dossier=document)) if one.opinion.said_by == "签发员"]
    assert opinions[0].opinion.signature().splitlines() == ["签发员  2026年4月17日", "（纸质原件，由核稿员代录）"]
    entry = list(office.stores.made.entries(dossier_journal(document)))[-1].entry
    assert entry.actor.person == person("reviewer")
    assert saying_in(entry) == Saying(person=person("signer"), kind="record-instruction", words="请抓紧办理。")
    (found,) = office.as_("signer").ask(q.Search(text="请抓紧办理"))
    assert found.document.dossier == document
    assert scan(office).digest in entry.attachments, "the scan is kept with it"
    assert verdict(stored(office.stores.made.kept), whole=True).faults == ()


def test_whom_the_leader_named_on_paper_handles_it(office: FakeOffice) -> None:
    document = proposed(office)
    handlers = ChosenParties(step="handle", people=(person("drafter"),))
    office.as_("reviewer").perform(instruction(office, document, chosen=(handlers,)))
    assert office.state(document).chosen_for(office.state(document).flow.step("handle")).people == (person("drafter"),)


def test_an_objection_on_paper_is_an_objection(office: FakeOffice) -> None:
    document = before(office, "signer", "sealer")
    office.as_("drafter").perform(together.Urge(dossier=document))
    said = instruction(office, document, stance=together.Stance.OBJECT, opinion="第二项不妥")
    assert refusal(office, said) == "dossier.unknown", "a clerk who does not know the document records nothing on it"
    state = office.state(document)
    seen = replace(state, parties=(*state.parties, person("reviewer")))
    office.stores.made.folded[dossier_journal(document)] = (seen, office.stores.made.heads(dossier_journal(document)))
    office.as_("reviewer").perform(said)
    assert [one.objected for one in office.stores.made.dossier(document)[0].done_here] == [True]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"scan": NO_SCAN}, "paper-act.no-scan"),
        ({"scan": Attachment(name="别处.pdf", size=3, digest="ab" * 32)}, "attachment.not-kept"),
        ({"written": "2026-04-17"}, "paper-act.written-later"),
        ({"written": "2026-04-15"}, "paper-act.written-before"),
        ({"written": "昨天"}, "date.no-day"),
        ({"opinion": " "}, "paper-act.no-words"),
        ({"leader": person("head")}, "paper-act.not-theirs"),
        ({"leader": person("reviewer")}, "paper-act.not-theirs"),
        ({"leader": person("nobody")}, "person.unknown"),
    ],
)
def test_what_cannot_be_so_on_paper_is_refused(office: FakeOffice, wrong: dict, code: str) -> None:
    document = proposed(office)
    assert refusal(office, instruction(office, document, **wrong)) == code
    assert office.state(document).step == "instruct"


# --- 纸质签发补录 ---------------------------------------------------------------------------------------------------


def test_a_signature_on_paper_issues_the_page_that_was_signed_on_the_day_that_stands_there(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    office.clock.move(days=3)
    page = office.as_("reviewer").papers.page(document)[0]
    office.as_("reviewer").perform(signature(office, document, written="2026-04-17"))
    issued = office.state(document).issued
    assert (issued.person, issued.time, issued.rendering, issued.recorded_by) == (
        *(person("signer"), "2026-04-17", page, person("reviewer")),
    )
    office.step(document)
    office.as_("registrar").perform(act.AssignNumber(dossier=document, code="清政办发"))
    assert office.state(document).numbered.date == "2026-04-17", "成文日期 is the day of the signature on paper"
    assert "签发员  2026年4月17日（纸质原件，由核稿员代录）" in office.as_("registrar").papers.made(
        document, Paper.PRINT_ORDER
    ).decode("utf-8", "replace")
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(document))]
    assert fold(document, entries) == office.state(document)
    assert verdict(stored(office.stores.made.kept), whole=True).faults == ()


def test_nobody_records_a_signature_on_a_page_that_they_have_not_looked_at(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    assert refusal(office, signature(office, document, rendering="ab" * 32)) == "issue.nothing-shown"


def test_whoever_drafted_it_does_not_record_that_it_was_signed(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    assert refusal(office, signature(office, document), "drafter") == "policy.role"


def test_an_instruction_on_paper_is_no_signature(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    assert refusal(office, instruction(office, document)) == "paper-act.not-theirs"


def test_the_form_names_those_who_are_waited_for_and_asks_for_the_scan(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    forms = {one.kind: one for one in office.as_("reviewer").ask(q.ActForms(dossier=document))}
    fields = {one.name: one for one in forms["record-issue"].fields}
    assert fields["leader"].options == (("person signer", "签发员"),)
    assert fields["scan"].sort is q.FieldSort.FILE
    assert "record-instruction" not in forms
