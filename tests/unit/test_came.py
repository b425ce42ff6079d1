"""A document that came, as it is seen: its own pages as they are, or its 收文处理单 with what everybody said."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from oa_desktop.bootstrap.adapters import build_reader, build_renderer
from oa_desktop.catalogue.forms import load_forms
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office import queries as q
from oa_desktop.office.incoming.came import INCOMING_FORM, incoming_form
from oa_desktop.office.incoming.receiving import Registration
from oa_desktop.office.papers.opinions import opinions_of
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Look
from tests.fakes.incoming import CAME, INCOMING, TO_READ, assigned
from tests.fakes.office import FLOW, FakeOffice, notice

PDF = b"%PDF-1.4\nnobody looks inside here\n"


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    flows = {one.id: one for one in (FLOW, INCOMING, TO_READ)}
    return FakeOffice(flows=flows, reader=build_reader(), renderer=build_renderer())


def came_with(office: FakeOffice, *files: tuple[str, bytes]) -> DossierId:
    registrar = office.as_("registrar")
    kept = tuple(registrar.writing.keep_file(name, BytesIO(data), len(data)) for name, data in files)
    written = Registration(incoming=CAME, title="关于抗旱的请示", attachments=kept)
    return registrar.perform(written.act(registrar)).dossiers[0]


def picture(sort: str) -> bytes:
    made = BytesIO()
    Image.new("L", (40, 60), 200).save(made, sort)
    return made.getvalue()


def form(office: FakeOffice, document: DossierId) -> dict[str, str]:
    session = office.as_("registrar")
    timeline = session.ask(q.Timeline(dossier=document))
    blank: Form = load_forms(resource_path("forms"))[INCOMING_FORM]
    state = session.dossier(document)
    said = opinions_of(state, timeline, lambda _digest: pytest.fail("nobody wrote by hand"))
    filled = incoming_form(blank, state, session.text(document), session.organisation(), said)
    cells = (cell for row in filled.rows for cell in row.cells)
    return {cell.label: cell.value + "".join(one.words for one in cell.opinions) for cell in cells}


def test_what_may_leave_of_it_is_called_as_the_office_calls_it(office: FakeOffice) -> None:
    document = came_with(office)
    papers = office.as_("registrar").papers
    assert papers.offered(document) == {
        Paper.PAGE: "页面",
        Paper.FORM: "收文处理单",
        Paper.CIRCULATION: "传阅单",
        Paper.HAND_OVER: "转办单",
        Paper.ASSIGNMENT: "交办单",
        Paper.URGING: "催办单",
        Paper.REJECTION: "退文单",
        Paper.STAMPED: "归档章副本",
        Paper.JOURNAL: "办理记录",
        Paper.EVIDENCE: "核验包",
    }
    drafted = office.as_("drafter").papers.offered(office.draft())
    assert (drafted[Paper.FORM], set(drafted)) == ("发文稿纸", set(Paper) - {Paper.ASSIGNMENT, Paper.REJECTION})


def test_an_ofd_and_a_docx_are_seen_too_and_said_to_be_drawn_again(office: FakeOffice) -> None:
    renderer = build_renderer()
    text = notice("关于防汛的通知")
    files = (("来文.ofd", renderer.render_ofd(text, Look()).data), ("来文.docx", renderer.document(text, Look())))
    for name, data in files:
        document = came_with(office, ("说明.zip", b"PK\x03\x04 no pages"), (name, data))
        came = office.as_("registrar").papers.came(document)
        assert (came.name, came.redrawn, came.pdf[:5]) == (name, True, b"%PDF-")
        file = office.state(document).attachments[1]
        assert office.as_("registrar").papers.content(document, file.digest) == data


def test_its_page_is_the_file_exactly_as_it_came(office: FakeOffice) -> None:
    document = came_with(office, ("来文.ceb", b"CEB\x00"), ("来文.pdf", PDF))
    papers = office.as_("registrar").papers
    assert papers.page(document)[1] == papers.made(document, Paper.PAGE) == PDF
    assert papers.came(document).name == "来文.pdf"


@pytest.mark.parametrize("sort", ["PNG", "JPEG", "TIFF"])
def test_a_scanned_picture_lies_on_a_page(office: FakeOffice, sort: str) -> None:
    document = came_with(office, ("扫描." + sort.lower(), picture(sort)))
    came = office.as_("registrar").papers.came(document)
    assert (came.name, came.pdf[:5]) == ("扫描." + sort.lower(), b"%PDF-")


def test_where_no_file_has_pages_the_form_is_shown(office: FakeOffice) -> None:
    document = came_with(office, ("来文.gd", b"GD\x00\x01"))
    came = office.as_("registrar").papers.came(document)
    assert (came.name, came.pdf[:5]) == ("", b"%PDF-")


@pytest.mark.parametrize("paper", [Paper.OFD, Paper.EDITABLE, Paper.TRACKED, Paper.APART])
def test_nothing_is_set_anew_of_what_somebody_else_wrote(office: FakeOffice, paper: Paper) -> None:
    with pytest.raises(Refused) as refused:
        office.as_("registrar").papers.made(came_with(office), paper)
    assert refused.value.code == "paper.not-ours"


def test_its_form_leaves_under_its_own_name(office: FakeOffice) -> None:
    document = came_with(office)
    assert office.as_("registrar").papers.hand_out(document, Paper.FORM)[:5] == b"%PDF-"
    audited = office.as_("auditor").ask(q.AuditTrail())
    assert any("收文处理单" in str(row) for row in audited)


def test_the_form_says_whence_it_came_and_what_everybody_said(office: FakeOffice) -> None:
    document = assigned(office, "head", "drafter")
    for account, words in (("drafter", "无意见。"), ("head", "已核定20万元。")):
        office.as_(account).perform(arrival.Handle(dossier=document, opinion=words))
    office.as_("registrar").perform(arrival.Conclude(dossier=document, answered="电话", opinion="已电话答复。"))
    cells = form(office, document)
    assert (cells["来文单位"], cells["发文字号"], cells["份数"]) == (CAME.sender, CAME.number, "2")
    assert (cells["收文编号"], cells["办或阅"]) == ("收文〔2026〕办件1号", "办件")
    assert cells["拟办意见"].startswith("拟请财政科主办")
    assert cells["领导批示"].startswith("同意拟办意见")
    assert cells["处理结果"] == "无意见。已核定20万元。已电话答复。"
    assert cells["承办单位"].split("\n")[0].endswith("（主办）")
    assert "主办" not in cells["承办单位"].split("\n")[1]


def test_what_is_wrong_is_looked_for_in_the_file_that_came_and_not_in_what_was_written_down(office: FakeOffice) -> None:
    source = "---\n发文机关: 甲镇人民政府\n---\n甲镇人民政府关于解决××问题的报告\n\n县人民政府：\n\n请予批准。\n"
    document = came_with(office, ("扫描.gd", b"GD\x00\x01"), ("来文.md", source.encode()))
    found = {one.rule for one in office.as_("registrar").papers.findings(document)}
    assert "wording.open" in found
    assert "title.no-organ" not in found


def test_that_nothing_could_be_looked_at_is_said(office: FakeOffice) -> None:
    with pytest.raises(Refused) as refused:
        office.as_("registrar").papers.findings(came_with(office))
    assert refused.value.code == "incoming.not-inspected"
