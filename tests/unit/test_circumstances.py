"""What the office knows of a paper beyond its words: its journal, its registers, its files, its organisation."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import numbers
from oa_desktop.domain.actions.organising import RegisterCorrespondents, RegisterOrgan
from oa_desktop.domain.actions.together import Cosign
from oa_desktop.domain.flows.flow import Step
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.units.correspondents import Correspondent, Relationship
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role
from tests.fakes.office import FLOW, FakeOffice, notice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def found(office: FakeOffice, dossier: DossierId) -> set[str]:
    return {one.rule for one in office.as_("drafter").papers.findings(dossier)}


def draft(office: FakeOffice, *files: str, **elements: object) -> DossierId:
    session = office.as_("drafter")
    kept = session.writing.keep_text(notice("清源县人民政府办公室关于归档的通知", **elements))
    attached = tuple(session.writing.keep_file(name, io.BytesIO(b"1"), 1) for name in files)
    wish = act.Draft(flow=FLOW, department="", source=kept.source, particulars=kept.particulars, attachments=attached)
    return session.perform(wish).dossiers[0]


def test_an_attachment_that_is_named_must_be_there_and_a_file_that_is_there_named(office):
    named = draft(office, "清单.xlsx", attachment_notes=("清单", "值班表"))
    assert "attachment.absent" in found(office, named)
    assert "attachment.unnamed" not in found(office, named)
    assert "attachment.unnamed" in found(office, draft(office, "说明.docx"))
    assert not {"attachment.absent", "attachment.unnamed"} & found(
        office, draft(office, "1.清单.xlsx", attachment_notes=("清单",))
    )


def test_a_number_that_another_paper_has_is_found_and_so_is_one_that_was_given_up(office):
    first = office.bring_to("seal")
    number = office.state(first).number
    assert not {one for one in found(office, first) if one.startswith("number.")}
    second = draft(office, document_number=number)
    assert "number.of-another" in found(office, second)
    assert "number.voided" not in found(office, second)
    quoting = draft(office, body=(Paragraph(spans=(Span(text=f"《关于归档的通知》（{number}）停止执行。"),)),))
    office.as_("registrar").perform(numbers.VoidNumber(code="清政办发", year=2026, serial=1, reason="重复"))
    assert "number.voided" in found(office, first)
    assert "number.voided" in found(office, second)
    assert "quote.voided" in found(office, quoting)


def test_a_number_is_typed_too_early_unless_it_was_reserved_and_its_code_is_the_organs_own(office):
    early = draft(office, document_number="清政办发〔2026〕7号")
    assert "number.early" in found(office, early)
    office.as_("registrar").perform(numbers.ReserveNumber(code="清政办发", year=2026, serial=7, reason="留给年度计划"))
    assert "number.early" not in found(office, early)
    assert "number.other-code" in found(office, draft(office, document_number="清府办〔2026〕7号"))


def test_what_is_being_written_is_held_against_its_own_files_and_its_own_number(office):
    session = office.as_("drafter")
    text = notice("清源县人民政府办公室关于归档的通知", attachment_notes=("清单",))
    attached = session.writing.keep_file("清单.xlsx", io.BytesIO(b"1"), 1)
    assert "attachment.absent" in {one.rule for one in session.writing.findings_in(KeptDraft(text=text))}
    draft = KeptDraft(text=text, attachments=(attached,))
    assert "attachment.absent" not in {one.rule for one in session.writing.findings_in(draft)}
    numbered = office.bring_to("seal")
    rewritten = KeptDraft(text=session.text(numbered))
    told = {one.rule for one in session.writing.findings_in(rewritten, numbered)}
    assert not {one for one in told if one.startswith(("number.", "date."))}
    assert "number.of-another" in {one.rule for one in session.writing.findings_in(rewritten)}


def test_the_date_is_that_of_the_signing(office):
    signed = office.bring_to("recheck", notice(date="2026年4月16日"))
    assert "date.other-day" not in found(office, signed)
    assert "date.other-day" in found(office, office.bring_to("recheck", notice(date="2026年4月15日")))
    assert "date.before-draft" in found(office, draft(office, date="2026年4月15日"))


def test_the_signer_named_on_an_upward_paper_is_who_signed_it(office):
    report = {"kind": "报告", "recipients": "市人民政府"}
    named = office.bring_to("recheck", notice("清源县人民政府办公室关于归档工作的报告", signers=("签发员",), **report))
    assert "signer.other" not in found(office, named)
    other = office.bring_to("recheck", notice("清源县人民政府办公室关于归档工作的报告", signers=("王某某",), **report))
    assert "signer.other" in found(office, other)


def test_the_date_of_a_joint_paper_is_that_of_the_last_who_signed():
    last = Step(id="cosign", name="联署会签", act="cosign", role=Role.SIGNER)
    steps = [one for step in FLOW.steps for one in ((step, last) if step.id == "issue" else (step,))]
    joint = replace(FLOW, steps=tuple(steps))
    office = FakeOffice(flows={joint.id: joint})
    session = office.as_("drafter")
    kept = session.writing.keep_text(notice(date="2026年4月18日"))
    wish = act.Draft(flow=joint, department="", source=kept.source, particulars=kept.particulars)
    document = session.perform(wish).dossiers[0]
    while office.state(document).step != "cosign":
        office.step(document)
    assert "date.other-day" in found(office, document)
    office.clock.move(days=2)
    signer = office.as_("signer")
    signer.perform(Cosign(dossier=document, rendering=signer.papers.page(document)[0]))
    assert "date.other-day" not in found(office, document)


def test_an_organ_of_the_unit_that_is_no_more_issues_nothing(office):
    office.as_("system").perform(
        RegisterOrgan(
            organ=Organ(name="清源县经贸局", code="清经贸", until="2025-12-31", successor="清源县工业和信息化局")
        )
    )
    text = notice(issuing_organs=("清源县经贸局",), signatories=("清源县经贸局",))
    told = [
        one.params["required"]
        for one in office.as_("drafter").writing.findings_in(KeptDraft(text=text))
        if one.rule == "signature.former"
    ]
    assert told == ["清源县工业和信息化局"] * 2


def test_a_division_of_the_unit_issues_nothing_outward(office):
    named = notice(issuing_organs=("综合科",), signatories=("综合科",))
    assert "routing.division" in found(office, office.draft(named))


def test_a_recipient_that_nobody_knows_is_noted_with_the_nearest_names(office):
    text = notice(copied_to="县委各部们。", recipients="市财正局")
    (told,) = [
        one
        for one in office.as_("drafter").writing.findings_in(KeptDraft(text=text))
        if one.rule == "recipients.unlike"
    ]
    assert (told.params["measured"], told.params["required"]) == ("市财正局", "市财政局")


def test_the_address_book_says_who_is_above_and_who_is_gone(office):
    office.as_("system").perform(
        RegisterCorrespondents(
            correspondents=(
                Correspondent(name="市水利局", relationship=Relationship.SUPERIOR),
                Correspondent(name="县经贸局", until="2025-12-31", successor="县工业和信息化局"),
            )
        )
    )
    text = notice(recipients="市水利局", copied_to="县经贸局，驻清部队。")
    told = {one.rule: one.params for one in office.as_("drafter").writing.findings_in(KeptDraft(text=text))}
    assert told["routing.direction"]["recipient"] == "市水利局"
    assert told["recipients.dissolved"]["required"] == "县工业和信息化局"
    assert told["recipients.unknown"]["measured"] == "驻清部队"


def test_what_came_from_elsewhere_is_not_judged_as_drafted_here(office):
    foreign = replace(
        notice(date="2026年1月5日"), issuing_organs=("邻水县人民政府",), document_number="邻政发〔2026〕1号"
    )
    assert not {"date.before-draft", "number.early", "number.other-code"} & found(office, office.draft(foreign))


def test_a_right_paper_raises_no_alarm_at_any_step_of_its_way(office):
    paper = notice(
        "清源县人民政府办公室关于归档的通知",
        recipients="县政府各部门",
        attachment_notes=("清单",),
        copied_to="县委各部门。",
        printed_by="清源县人民政府办公室",
    )
    session = office.as_("drafter")
    kept, file = session.writing.keep_text(paper), session.writing.keep_file("清单.xlsx", io.BytesIO(b"1"), 1)
    wish = act.Draft(flow=FLOW, department="", source=kept.source, particulars=kept.particulars, attachments=(file,))
    document = session.perform(wish).dossiers[0]
    told = set(found(office, document))
    while office.state(document).tasks:
        office.step(document)
        told |= found(office, document)
    assert told <= {"imprint.half"}, "the day of printing is not known yet"
