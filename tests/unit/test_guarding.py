"""What bears a mark above the grade is refused at every way in, reported without its words, and nothing of it is kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from oa_desktop.bootstrap.adapters import build_reader, build_renderer
from oa_desktop.docs.press.bench import joined
from oa_desktop.docs.workbook import Workbooks
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.exchanging import Answer, Receipt
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.letters import Letter, LetterFile
from oa_desktop.domain.exchange.package import PackageId
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span, Table
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office import queries as q
from oa_desktop.office.incoming.receiving import Registration
from oa_desktop.office.ports import tables
from oa_desktop.office.ports.pages import FixedForm, Look
from oa_desktop.office.ports.printing import Presswork
from oa_desktop.office.secrecy.guarding import Came, Guard
from tests.fakes.exchanging import Pair, introduce, office_of
from tests.fakes.incoming import INCOMING
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.world import FakeReader

ABOVE, PRACTICE = "classification.above-grade", "training.practice-file"


@pytest.fixture(scope="module")
def reader() -> Any:
    return build_reader()


@pytest.fixture
def office(reader: Any) -> FakeOffice:
    return FakeOffice(reader=reader, flows={one.id: one for one in (FLOW, INCOMING)})


def refusal(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


def contents(office: FakeOffice) -> set[str]:
    return set(office.stores.made.blobs.contents)


def paragraph(*texts: str) -> Paragraph:
    return Paragraph(spans=tuple(Span(text=one) for one in texts))


MARKED = {
    "classification": notice(classification="秘密★1年"),
    "typed badly": notice(classification="機 密"),
    "a line": notice(body=(paragraph("机密★1年"),)),
    "in pieces": notice(body=(paragraph("机", "密★", "1年"),)),
    "unseen signs": notice(body=(paragraph("秘\u200b密★1年"),)),
    "a cell": notice(body=(Table(rows=(("单位", "清源县"), ("机密", "3份"))),)),
    "the title": notice("关于防汛的通知（秘密★1年）"),
    "a name of an annex": notice(attachment_notes=("防汛方案（机密）",)),
    "a remark": notice(note="机密★公布前"),
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_a_text_that_bears_a_mark_anywhere_is_not_kept(office, text):
    before = contents(office)
    drafter = office.as_("drafter")
    assert refusal(lambda: drafter.writing.keep_text(text)) == ABOVE
    assert refusal(lambda: drafter.drafts.keep("new", KeptDraft(text=text))) == ABOVE
    assert contents(office) == before
    assert drafter.drafts.all() == {}


def docx(*, header: str = "", cell: str = "", line: str = "正文") -> bytes:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        runs = "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in line)
        table = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        package.writestr(
            "word/document.xml", f"<w:document {word}><w:body><w:p>{runs}</w:p>{table}</w:body></w:document>"
        )
        package.writestr("word/header1.xml", f"<w:hdr {word}><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>")
    return made.getvalue()


def xlsx(cell: str = "", header: str = "", sheet: str = "表") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page["B7"] = cell
    page.oddHeader.left.text = header
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def fixed(write: str) -> bytes:
    return getattr(build_renderer(), write)(notice(classification="机密★1年", copy_number="000001"), Look()).data


def zipped_in_words(text: str) -> bytes:
    return text.encode("gb18030")


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a header of a DOCX": ("方案.docx", lambda: docx(header="机密★1年")),
    "a cell of a DOCX": ("方案.docx", lambda: docx(cell="秘　密")),
    "a line of a DOCX in pieces": ("方案.docx", lambda: docx(line="機密★1年")),
    "a cell of a workbook": ("名册.xlsx", lambda: xlsx(cell="绝密★启用前")),
    "a header of a workbook": ("名册.xlsx", lambda: xlsx(header="机密★1年")),
    "the page of a PDF": ("方案.pdf", lambda: fixed("render")),
    "the page of an OFD": ("方案.ofd", lambda: fixed("render_ofd")),
    "a plain text": ("方案.txt", lambda: zipped_in_words("秘密★1年\n关于防汛的通知")),
    "a web page": ("方案.html", "<p>机密★1年</p>\n<p>通知</p>".encode),
    "an old DOC": ("方案.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(508) + "\r机密★1年\r通知\r".encode("utf-16-le")),
    "its name": ("机密-方案.docx", docx),
}


@pytest.mark.parametrize(("name", "made"), FILES.values(), ids=FILES)
def test_a_file_that_bears_a_mark_is_not_attached_and_nothing_of_it_stays(office, name, made):
    before, data = contents(office), made()
    drafter = office.as_("drafter")
    assert refusal(lambda: drafter.writing.keep_file(name, io.BytesIO(data), len(data))) == ABOVE
    assert refusal(lambda: drafter.writing.read(data, name)) == ABOVE
    assert contents(office) == before


def test_open_files_are_taken_as_they_are_also_such_as_nobody_can_look_into(office):
    drafter = office.as_("drafter")
    picture = b"\x89PNG\r\n\x1a\n" + "机密★1年".encode()
    for name, data in {
        "方案.docx": docx(header="清源县人民政府", line="不得在网上处理机密文件。"),
        "名册.xlsx": xlsx(cell="保密知识"),
        "坏.docx": b"PK\x03\x04" + bytes(40),
        "锁.pdf": b"%PDF-1.7 nothing",
        "扫描.png": picture,
        "扫描.tif": b"II*\x00" + bytes(30),
    }.items():
        kept = drafter.writing.keep_file(name, io.BytesIO(data), len(data))
        assert office.stores.made.blobs.read(kept.digest) == data


def test_words_of_an_act_and_of_what_came_are_looked_at_too(office):
    document = office.draft()
    drafter = office.as_("drafter")
    assert refusal(lambda: drafter.perform(act.LeaveOpinion(dossier=document, opinion="机密★1年"))) == ABOVE
    came = Registration(incoming=Incoming(sender="市政府"), title="关于防汛的通知（机密）", flow=INCOMING.id)
    assert refusal(lambda: came.act(office.as_("registrar"))) == ABOVE


def test_what_was_refused_is_reported_without_its_words_to_who_keeps_secrets_and_to_who_audits(office):
    drafter = office.as_("drafter")
    refusal(lambda: drafter.writing.keep_text(notice("关于某某的通知", classification="机密★1年")))
    for _ in range(3):
        refusal(lambda: drafter.drafts.keep("new", KeptDraft(text=Manuscript(classification="秘密"))))
    (typed, kept) = office.as_("security").ask(q.RefusedMarks())
    assert [(row.person, row.came, row.level) for row in (typed, kept)] == [
        ("拟稿员", "正在写的稿子", "秘密"),
        ("拟稿员", "文稿", "机密"),
    ]
    assert "某某" not in repr(office.as_("auditor").ask(q.AuditTrail()))
    assert len(office.as_("auditor").ask(q.RefusedMarks())) == 2
    assert refusal(lambda: drafter.ask(q.RefusedMarks())) == "policy.role"
    office.sign_in_again("security")
    assert "secrecy.refused-marks" in office.as_("security").notices
    office.sign_in_again("security")
    assert "secrecy.refused-marks" not in office.as_("security").notices


class Blind(FakeReader):
    """Sees no word in any file, as one that cannot read a scan."""

    def words(self, data: bytes, name: str) -> tuple[str, ...]:
        return ()


def test_a_package_whose_file_bears_a_mark_is_refused_whole_and_reported_and_nothing_of_it_is_kept():
    both = Pair(county=office_of("a", "清源县人民政府办公室", reader=Blind()), town=office_of("b", "东关镇人民政府"))
    introduce(both.county, both.town)
    data = "机密★1年\n关于闸门开启次序".encode()
    drafter = both.county.as_("drafter")
    file = drafter.writing.keep_file("附表.txt", io.BytesIO(data), len(data))
    text = drafter.writing.keep_text(notice())
    said = {"source": text.source, "particulars": text.particulars, "attachments": (file,)}
    document = drafter.perform(act.Draft(flow=FLOW, department="", **said)).dossiers[0]
    while both.county.state(document).step != "file":
        both.county.step(document)
    package = both.package(document)
    before = contents(both.town)
    assert refusal(lambda: both.town.as_("registrar").inbox.words(package)) == ABOVE
    assert refusal(lambda: both.taken(package)) == ABOVE
    assert contents(both.town) == before
    assert {row.came for row in both.town.as_("security").ask(q.RefusedMarks())} == {"交换包"}


@pytest.mark.parametrize(
    "said",
    [
        {"title": "关于防汛的通知（机密）"},
        {"classification": "秘 密★1年"},
        {"number": "机密"},
        {"sender": "秘密★长期"},
        {"recipients": "绝密"},
        {"files": (LetterFile(name="机密-附件.pdf", part="a"),)},
        {"receipt": Receipt(package=PackageId("p"), answer=Answer.RETURNED, by="李静", time="", reason="机密★1年")},
    ],
)
def test_whatever_a_package_says_of_itself_is_looked_through(said):
    told: list[tuple[object, str]] = []
    guard = Guard(SystemGrade.UNCLASSIFIED, FakeReader(), lambda came, level: told.append((came, level)))
    letter = Letter(**{"sender": "甲镇人民政府", **said})
    assert refusal(lambda: guard.refuse_letter(letter, {"a": b"open"})) == ABOVE
    assert [came for came, _ in told] == [Came.PACKAGE]
    guard.refuse_letter(Letter(sender="甲镇人民政府", title="关于开展保密检查、查处泄露机密文件的通知"), {})


def practised(write: str) -> bytes:
    made = getattr(build_renderer(), write)(notice(), Look(mark="实训"))
    return made if isinstance(made, bytes) else made.data


def drawn_again(form: FixedForm) -> bytes:
    return build_renderer().fixed_copy(practised("render"), "通知.pdf", form, Look(mark="实训"))


def joined_for_the_printer() -> bytes:
    page = practised("render")
    return joined([page, page], Presswork())


LEDGER = tables.Table(title="登记簿", columns=[tables.Column(title="文号")])

PRACTISED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a PDF": ("通知.pdf", lambda: practised("render")),
    "an OFD": ("通知.ofd", lambda: practised("render_ofd")),
    "a DOCX": ("通知.docx", lambda: practised("document")),
    "a workbook": ("登记簿.xlsx", lambda: Workbooks(mark="实训").write([LEDGER])),
    "pages drawn again as an OFD": ("副本.ofd", lambda: drawn_again(FixedForm.OFD)),
    "pages drawn again as a PDF": ("副本.pdf", lambda: drawn_again(FixedForm.PDF)),
    "several PDF in one": ("通知.pdf", joined_for_the_printer),
}


@pytest.mark.parametrize(("name", "made"), PRACTISED.values(), ids=PRACTISED)
def test_what_was_made_in_an_exercise_comes_into_no_official_store_and_stays_in_its_own(office, reader, name, made):
    data, before = made(), contents(office)
    drafter = office.as_("drafter")
    assert refusal(lambda: drafter.writing.keep_file(name, io.BytesIO(data), len(data))) == PRACTICE
    assert refusal(lambda: drafter.writing.read(data, name)) == PRACTICE
    assert contents(office) == before
    shown = FakeOffice(reader=reader, realm=Realm.DEMONSTRATION).as_("drafter")
    shown.writing.keep_file(name, io.BytesIO(data), len(data))


def test_a_certificate_of_a_class_is_a_real_paper_unless_something_practised_is_joined_to_it(office) -> None:
    true = build_renderer().form(Form(title="学时证明", certifies=True), Look(mark="实训"))
    drafter = office.as_("drafter")
    for name, pages, code in (
        ("证明.pdf", [true], ""),
        ("两份证明.pdf", [true, true], ""),
        ("证明和通知.pdf", [true, practised("render")], PRACTICE),
        ("通知和证明.pdf", [practised("render"), true], PRACTICE),
        ("表.pdf", [build_renderer().form(Form(title="学时证明"), Look(mark="实训"))], PRACTICE),
    ):
        data = joined(pages, Presswork()) if len(pages) > 1 else pages[0]
        assert (
            refusal(lambda data=data, name=name: drafter.writing.keep_file(name, io.BytesIO(data), len(data))) == code
        )


def test_a_classified_installation_takes_what_is_within_its_grade_and_nothing_that_is_top_secret(reader):
    office = FakeOffice(reader=reader, grade=SystemGrade.SECRET)
    drafter = office.as_("drafter")
    for data, code in ((docx(header="秘密★1年"), ""), (docx(header="机密★1年"), ABOVE), (docx(line="绝密"), ABOVE)):
        assert refusal(lambda data=data: drafter.writing.keep_file("方案.docx", io.BytesIO(data), len(data))) == code
    top = FakeOffice(grade=SystemGrade.CONFIDENTIAL).as_("drafter")
    assert refusal(lambda: top.writing.keep_text(notice(classification="绝密★长期"))) == ABOVE


def test_every_paper_of_the_examples_is_taken(office):
    drafter = office.as_("drafter")
    papers = sorted((Path(__file__).parents[2] / "resources/examples").glob("*.md"))
    assert len(papers) == 20
    for paper in papers:
        drafter.writing.keep_text(drafter.writing.read(paper.read_bytes(), paper.name).manuscript)
