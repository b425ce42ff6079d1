"""What belongs to an item and in which order, into which year it goes, and what is not archived."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from oa_desktop.domain.archives.composition import Facts, LeftOut, facts_of
from oa_desktop.domain.archives.doubts import keys, repeated, title_key
from oa_desktop.domain.archives.faults import Fault, faults_of
from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.items import Carrier, LinkKind, Part, PartRole
from oa_desktop.domain.archives.judged import Judged, Miscount
from oa_desktop.domain.archives.page_counts import pages_of, with_fixed_pages
from oa_desktop.domain.archives.retention import Proposal, Retention, Share, Side
from oa_desktop.domain.documents.incoming import Incoming, Medium
from oa_desktop.domain.documents.particulars import Attachment, Particulars
from oa_desktop.domain.documents.supervision import Supervision
from oa_desktop.domain.dossier import Dossier, Fixed, Phase
from oa_desktop.domain.flows.flow import Flow, Step
from oa_desktop.domain.ids import Digest, DossierId, EntryId, PersonId
from oa_desktop.domain.units.organisation import Organ, Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.filing import recorded_files

OWN = "清源县人民政府办公室"
UNIT = Organisation(organs=(Organ(name=OWN, code="清政办发"),))
NO_FILING = Flow(id="x", version=1, name="x", steps=(Step(id="a", name="a", act="approve", role=Role.SIGNER),))
FILED = Step(id="f", name="归档", act="file", role=Role.ARCHIVIST)
FILE = Attachment(name="附表.XLSX", size=10, digest=Digest("f" * 64))


def fixed(rendering: str = "a" * 64, **more: Any) -> Fixed:
    given = {"source": Digest("s"), "person": PersonId("p"), "time": "2025-12-30T10:00:00+08:00", **more}
    return Fixed(rendering=Digest(rendering), **given)


def going_out(**more: Any) -> Dossier:
    """A notice that was signed at the end of a year, and filed in the next."""
    given: dict[str, Any] = {
        "particulars": Particulars(title="关于印发办法的通知", kind="通知", organ=OWN),
        "phase": Phase.CONCLUDED,
        "issued": fixed("b" * 64, time="2025-12-31T10:00:00+08:00"),
        "numbered": fixed(value="清政办发〔2025〕9号", date="2025-12-31"),
        "sealed": fixed("c" * 64, copies=20),
        "filed": fixed("", value="永久", time="2026-01-20T10:00:00+08:00"),
        **more,
    }
    return Dossier(id=DossierId("1"), **given)


def that_came(**more: Any) -> Dossier:
    came = Incoming(sender="甲镇人民政府", number="甲政〔2025〕7号", dated="2025-12-20", received="2025-12-28", pages=3)
    given = {"particulars": Particulars(title="关于资金的请示", kind="请示"), "incoming": came, **more}
    return Dossier(id=DossierId("2"), phase=Phase.CONCLUDED, filed=fixed("", value="30年"), **given)


def test_what_goes_out_belongs_into_the_year_of_its_date_whenever_it_was_filed():
    facts = facts_of(going_out(), UNIT, completed="2026-01-20")
    assert (facts.year, facts.date, facts.number) == (2025, "2025-12-31", "清政办发〔2025〕9号")
    assert (facts.side, facts.retention, facts.carrier) == (Side.OUTGOING, Retention.PERMANENT, Carrier.BOTH)


def test_what_came_belongs_into_the_year_in_which_it_was_dealt_with_and_keeps_its_own_date():
    facts = facts_of(that_came(), UNIT, completed="2026-01-20")
    assert (facts.year, facts.date, facts.responsible, facts.number) == (
        2026,
        "2025-12-20",
        "甲镇人民政府",
        "甲政〔2025〕7号",
    )
    assert facts_of(that_came(), UNIT).year == 2025


def test_the_sealed_page_is_the_original_and_stands_before_attachments_sheet_and_final_draft():
    parts = facts_of(going_out(attachments=(FILE,)), UNIT).parts
    roles = [(one.role, one.digest[:1]) for one in parts]
    assert roles == [
        (PartRole.ORIGINAL, "c"),
        (PartRole.ATTACHMENT, "f"),
        (PartRole.ISSUING_SHEET, ""),
        (PartRole.FINAL_DRAFT, "b"),
        (PartRole.RECORD, ""),
    ]
    assert parts[1].format == "xlsx"


def test_files_of_one_name_are_all_filed_under_names_that_every_disk_takes():
    named = ("扫描件.pdf", "扫描件.PDF", "关于“三公”的说明?.doc", "长" * 85 + ".pdf", "长" * 85 + "短.pdf")
    came = tuple(Attachment(name=name, size=1, digest=Digest(name)) for name in named)
    files = recorded_files(that_came(attachments=(*came, came[0])))
    cut = f"来文-{'长' * 64}…"
    assert list(files) == [
        "来文-扫描件（2）.pdf",
        "来文-扫描件.PDF",
        "来文-关于“三公”的说明？.doc",
        f"{cut}（2）.pdf",
        f"{cut}.pdf",
    ]
    assert list(files.values()) == list(named)
    apart = Attachment(name="cafe\u0301.txt", size=1, digest=Digest("a"))
    assert "来文-caf\u00e9.txt" in recorded_files(that_came(attachments=(apart,))), "as it is looked for in a package"


def test_what_was_sealed_electronically_has_its_ofd_beside_its_pdf():
    sealed = fixed("c" * 64, ofd=Digest("d" * 64))
    originals = [one for one in facts_of(going_out(sealed=sealed), UNIT).parts if one.role is PartRole.ORIGINAL]
    assert [one.format for one in originals] == ["pdf", "ofd"]
    assert facts_of(going_out(sealed=sealed), UNIT).carrier is Carrier.ELECTRONIC


def test_the_handling_sheet_stands_before_the_document_that_came():
    roles = [one.role for one in facts_of(that_came(attachments=(FILE, FILE)), UNIT).parts]
    assert roles == [PartRole.HANDLING_SHEET, PartRole.CAME, PartRole.ATTACHMENT, PartRole.RECORD]


@pytest.mark.parametrize(
    ("medium", "files", "carrier"),
    [
        (Medium.PAPER, (), Carrier.PAPER),
        (Medium.PAPER, (FILE,), Carrier.BOTH),
        (Medium.NETWORK, (FILE,), Carrier.ELECTRONIC),
    ],
)
def test_the_carrier_says_what_there_is_to_keep(medium, files, carrier):
    came = that_came()
    assert came.incoming
    dossier = replace(came, incoming=replace(came.incoming, medium=medium), attachments=files)
    assert facts_of(dossier, UNIT).carrier is carrier


def test_request_and_answer_are_two_items_that_name_each_other():
    answer, asked = going_out(answers=DossierId("2")), that_came(replies=(DossierId("1"),))
    (forth,), (back,) = (facts_of(one, UNIT).links for one in (answer, asked))
    assert (forth.kind, forth.document) == (LinkKind.ANSWERS, "2")
    assert (back.kind, back.document) == (LinkKind.ANSWERED_BY, "1")


@pytest.mark.parametrize(
    ("organs", "share"),
    [(OWN, Share.ALONE), (f"{OWN}、县财政局", Share.LEAD), (f"县财政局、{OWN}", Share.ASSISTANT)],
)
def test_of_a_joint_document_the_organ_that_stands_first_leads(organs, share):
    said = Particulars(title="关于某事的通知", organ=organs)
    assert facts_of(going_out(particulars=said), UNIT).share is share


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"phase": Phase.VOID, "filed": None}, LeftOut.VOID),
        ({"phase": Phase.REJECTED, "filed": None}, LeftOut.REJECTED),
        (
            {"filed": None, "flow": NO_FILING},
            LeftOut.NOT_FILED_BY_FLOW,
        ),
        ({"filed": None}, None),
        ({}, None),
    ],
)
def test_what_is_not_archived_says_why(changes, why):
    assert facts_of(going_out(**changes), UNIT).left_out is why


def codes(dossier: Dossier, lost: tuple[str, ...] = (), proposal: Proposal | None = None, pages: int = 2) -> list[str]:
    facts = facts_of(dossier, UNIT)
    counted = replace(facts, parts=(*facts.parts, Part(role=PartRole.RECORD, name="", pages=pages)))
    return [one.code for one in faults_of(Judged(facts=counted, lost=lost, proposal=proposal))]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"filed": None}, "archiving.not-filed"),
        ({"filed": fixed("", value="十五年")}, "archiving.no-retention"),
        ({"contenders": (EntryId("1"), EntryId("2"))}, "archiving.conflict"),
        ({"numbered": None, "sealed": None}, "archiving.no-original"),
        ({"particulars": Particulars(organ=OWN)}, "archiving.no-title"),
        ({"particulars": Particulars(title="题" * 201, organ=OWN)}, "archiving.title-long"),
        ({"particulars": Particulars(title="关于\u202e办法的通知", organ=OWN)}, "archiving.title-unseen"),
        ({"numbered": fixed(value="", date="2025-12-31")}, "archiving.no-number"),
    ],
)
def test_every_fault_is_found(changes, code):
    assert codes(going_out()) == []
    assert code in codes(going_out(**changes))


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"step": "f", "flow": replace(NO_FILING, steps=(*NO_FILING.steps, FILED))}, True),
        ({"step": "a", "flow": replace(NO_FILING, steps=(*NO_FILING.steps, FILED))}, False),
        ({"dispatched": fixed("")}, True),
        ({"contenders": ()}, True),
    ],
)
def test_a_conflict_is_the_archive_s_to_tell_once_a_document_waits_for_filing_or_went_out(changes, due):
    torn = {"contenders": (EntryId("1"), EntryId("2")), "phase": Phase.CONFLICT}
    assert facts_of(going_out(**(torn | changes)), UNIT).due is due


def test_a_document_without_date_a_lost_part_and_missing_pages_are_found():
    came = that_came()
    assert came.incoming
    undated = replace(came, incoming=replace(came.incoming, dated="", received="", pages=0))
    assert codes(undated, pages=0) == [
        "archiving.no-year",
        "archiving.no-date",
        "archiving.no-pages",
        "archiving.no-reply",
    ]
    assert codes(going_out(), lost=("正本.pdf",)) == ["archiving.part-lost"]


def test_a_longer_retention_than_proposed_is_told_and_hinders_nothing():
    proposal = Proposal(retention=Retention.TEN, row="1", reason="一般通知")
    assert codes(going_out(), proposal=proposal) == ["archiving.retention-differs"]
    assert codes(going_out(), proposal=replace(proposal, retention=None)) == [], "who filed it decided"
    assert not Fault(code="archiving.retention-differs").hinders
    shorter = going_out(filed=fixed("", value="10年"))
    assert codes(shorter, proposal=replace(proposal, retention=Retention.THIRTY)) == ["archiving.retention-short"]


SEALED = Flow(
    id="y", version=1, name="y", steps=(Step(id="s", name="用印", act="apply-seal", role=Role.SEAL_KEEPER), FILED)
)
OPEN = Supervision(
    id=EntryId("1"), matter="落实", supervisor=PersonId("p"), holders=(), due="2026-01-10", begun="2025-12-31"
)
JUST_CAME = Incoming(
    sender="甲镇人民政府", number="甲政〔2025〕7号", dated="2025-12-20", received="2025-12-28", pages=3
)
SOUND = FileFormat(name="PDF", endings=("pdf",))


def came_as(**more: Any) -> Dossier:
    """What came by network, with its file, and is no request."""
    came = replace(JUST_CAME, medium=Medium.NETWORK, **more)
    return that_came(incoming=came, particulars=Particulars(title="关于会议的通知", kind="通知"), attachments=(FILE,))


@pytest.mark.parametrize(
    ("dossier", "found", "code"),
    [
        (going_out(supervisions=(OPEN,)), {}, "supervised"),
        (going_out(), {"lent": 1}, "lent"),
        (going_out(flow=SEALED, sealed=None), {}, "unsealed"),
        (came_as(sender=""), {}, "no-responsible"),
        (going_out(particulars=Particulars(title="关于表彰的通知", organ=f"县财政局、{OWN}")), {}, "not-lead"),
        (going_out(issued=fixed(time="2025-12-30T10:00:00+08:00")), {}, "date-differs"),
        (came_as(dated="2025-12-29"), {}, "date-later"),
        (came_as(dated="2024-12-27"), {}, "date-early"),
        (that_came(), {}, "no-reply"),
        (going_out(particulars=Particulars(title="关于资金的批复", kind="批复", organ=OWN)), {}, "no-request"),
        (came_as(number=" "), {}, "came-unnumbered"),
        (going_out(), {"gap": "7—8"}, "number-gap"),
        (going_out(), {"absent": ("名单",)}, "attachment-absent"),
        (replace(came_as(), attachments=()), {}, "came-without-file"),
        (came_as(), {"unsound": ("来文.ofd",)}, "seal-broken"),
        (came_as(), {"unstampable": ("来文.pdf",)}, "stamp-unplaced"),
        (came_as(), {"formats": (("名单.docx", replace(SOUND, encrypted=True)),)}, "encrypted"),
        (came_as(), {"formats": (("名单.dat", FileFormat()),)}, "format-unknown"),
        (came_as(), {"formats": (("名单.docx", SOUND),)}, "format-differs"),
        (came_as(), {"formats": (("名单.pdf", replace(SOUND, doubt="损坏")),)}, "unreadable"),
        (came_as(), {"formats": (("名单.pdf", replace(SOUND, active=("宏",))),)}, "active"),
        (came_as(), {"miscounts": (Miscount(name="来文.pdf", told=3, counted=2),)}, "pages-differ"),
    ],
)
def test_every_doubt_is_told_alone_and_only_what_can_be_mended_here_hinders(dossier, found, code):
    faults = faults_of(Judged(facts=counted(dossier), **found))
    assert [one.code for one in faults] == [f"archiving.{code}"]
    assert faults[0].hinders is (code in {"supervised", "unsealed", "no-responsible", "came-without-file"})


def paper(name: str, pages: int = 0) -> Part:
    ending = name.rpartition(".")[2]
    return Part(role=PartRole.ATTACHMENT, name=name, digest=Digest("d" * 64), format=ending, pages=pages)


def test_a_file_that_can_be_edited_has_the_pages_of_its_fixed_rendering_and_both_are_one_paper():
    parts = with_fixed_pages((paper("方案.docx"), paper("方案.ofd", 4), paper("名单.pdf", 2), paper("说明.docx")))
    assert [one.pages for one in parts] == [4, 4, 2, 0]
    assert pages_of(parts) == 6
    assert pages_of((*parts, paper("名单.pdf", 5))) == 11, "another paper, which is called so too"
    (fault,) = faults_of(Judged(facts=replace(counted(came_as()), parts=parts)))
    assert (fault.code, fault.params["name"], fault.hinders) == ("archiving.pages-uncounted", "说明.docx", False)


def counted(dossier: Dossier) -> Facts:
    facts = facts_of(dossier, UNIT)
    return replace(facts, parts=tuple(replace(one, pages=one.pages or 1) for one in facts.parts))


@pytest.mark.parametrize(
    "dossier", [going_out(), came_as(), going_out(flow=SEALED), that_came(replies=("1",)), came_as(dated="2024-12-28")]
)
def test_what_is_in_order_raises_no_doubt(dossier):
    assert faults_of(Judged(facts=counted(dossier), formats=(("名单.pdf", SOUND),))) == ()


def test_one_number_and_one_title_twice_are_told_and_a_typed_bracket_makes_no_other_number():
    one = facts_of(came_as(), UNIT)
    other = replace(one, document=DossierId("3"), number="甲政[2025]7号", title="关于会议的补充通知")
    seen = Counter(key for each in (one, other) for key in keys(each.title, each.number, each.responsible, each.date))
    assert [fault.code for fault in repeated(one, seen)] == ["archiving.twice-number"]
    again = Counter({title_key(one.title, one.responsible, one.date): 2})
    assert [fault.code for fault in repeated(one, again)] == ["archiving.twice-title"]
