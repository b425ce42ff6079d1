"""付印单, 封签 and 交换清单: what goes with a numbered paper is filled in from its journal."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.copies.envelope_labels import EnvelopeLabel
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import PersonId, PostId, dossier_journal
from oa_desktop.office import queries as q
from oa_desktop.office.papers.papers import Paper
from tests.fakes.journals import Forger
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeRenderer

SENT = {"recipients": "东山镇人民政府、柳河镇人民政府，县政府各部门", "copied_to": "县委办公室。"}
NUMBERED = [Paper.PROOF, Paper.PRINT_ORDER, Paper.LABELS, Paper.EXCHANGE]


@dataclass
class Watching(FakeRenderer):
    """Remembers the forms and labels that it was asked to draw."""

    forms: list[Form] = field(default_factory=list)
    drawn: list[tuple[EnvelopeLabel, ...]] = field(default_factory=list)

    def form(self, form, look) -> bytes:
        self.forms.append(form)
        return super().form(form, look)

    def labels(self, labels, look) -> bytes:
        self.drawn.append(labels)
        return super().labels(labels, look)


@dataclass
class Desk:
    """An office with a paper at a step."""

    step: str
    elements: dict[str, object]

    def __post_init__(self) -> None:
        self.renderer = Watching()
        self.office = FakeOffice(renderer=self.renderer)
        self.document = self.office.bring_to(self.step, notice(**self.elements))

    def cells(self, paper: Paper) -> dict[str, str]:
        """What stands behind the labels of a form."""
        form = self.form(paper)
        return {cell.label: cell.value for row in (*form.head, *form.rows) for cell in row.cells if cell.label}

    def form(self, paper: Paper) -> Form:
        self.office.as_("registrar").papers.made(self.document, paper)
        return self.renderer.forms[-1]

    def labels(self) -> tuple[EnvelopeLabel, ...]:
        self.office.as_("registrar").papers.made(self.document, Paper.LABELS)
        return self.renderer.drawn[-1]

    def lines(self) -> list[tuple[str, ...]]:
        """Number, recipient, copies and copy numbers of every line of the list."""
        rows = self.form(Paper.EXCHANGE).rows[:-1]
        return [tuple(cell.value for cell in row.cells[:4]) for row in rows]


def at(step: str = "seal", **elements: object) -> Desk:
    return Desk(step, {**SENT, **elements})


@pytest.mark.parametrize("paper", NUMBERED)
def test_before_it_is_numbered_a_paper_has_none_of_them(paper):
    desk = at("number")
    with pytest.raises(Refused) as caught:
        desk.office.as_("registrar").papers.made(desk.document, paper)
    assert (caught.value.code, caught.value.params["paper"]) == ("paper.before-number", paper.value)


@pytest.mark.parametrize("paper", [Paper.LABELS, Paper.EXCHANGE])
def test_what_goes_to_nobody_has_no_labels_and_no_list(paper):
    desk = at(recipients="", copied_to="")
    with pytest.raises(Refused) as caught:
        desk.office.as_("registrar").papers.made(desk.document, paper)
    assert caught.value.code == "paper.no-recipients"


def test_whoever_may_not_know_a_paper_gets_none_of_them():
    desk = at()
    for paper in NUMBERED:
        with pytest.raises(Refused) as caught:
            desk.office.as_("outsider").papers.made(desk.document, paper)
        assert caught.value.code == "dossier.unknown"


# --- 付印单 --------------------------------------------------------------------------------------------------------


def test_the_print_order_says_what_is_to_be_printed_and_how():
    cells = at(copies="共印120份", copy_number="000001", urgency="特急").cells(Paper.PRINT_ORDER)
    assert (cells["发文字号"], cells["紧急程度"], cells["印数"], cells["份号"]) == (
        "清政办发〔2026〕1号", "特急", "120份", "000001—000120",
    )  # fmt: skip
    assert (cells["页数"], cells["用纸"], cells["印制"], cells["装订"]) == (
        "1页", "每份1张，A4（210毫米×297毫米）", "双面印刷", "左侧装订",
    )  # fmt: skip
    assert cells["付印人"] == cells["要求完成"] == ""


def test_copies_that_were_printed_count_more_than_those_that_were_asked_for():
    assert at("dispatch", copies="共印120份").cells(Paper.PRINT_ORDER)["印数"] == "30份"


@pytest.mark.parametrize("upheld", [30, 50])
def test_where_two_machines_sealed_what_was_upheld_counts(upheld):
    desk = at()
    office, store = desk.office, desk.office.stores.made
    elsewhere = Forger([one for journal in store.journals() for one in store.entries(journal)])
    numbered = office.state(desk.document).numbered
    office.step(desk.document)
    made = elsewhere.append(
        dossier_journal(desk.document),
        act.ApplySeal(dossier=desk.document, source=numbered.source, copies=50, rendering=numbered.rendering),
        elsewhere.key_of(office, "sealer"),
        device="a second machine",
        actor=Actor(kind=ActorKind.PERSON, person=PersonId("person sealer"), post=PostId("post sealer")),
    )
    with store.begin() as transaction:
        transaction.append(made)
    reviewer = office.as_("reviewer")
    reviewer._office.rebuild()
    chosen = next(one for one in office.state(desk.document).contenders if (one == made.entry.id) is (upheld == 50))
    reviewer.perform(act.SettleConflict(dossier=desk.document, upheld=chosen, reason="以此为准"))
    assert desk.cells(Paper.PRINT_ORDER)["印数"] == f"{upheld}份"


def test_a_paper_without_copy_numbers_says_so():
    cells = at().cells(Paper.PRINT_ORDER)
    assert (cells["印数"], cells["份号"]) == ("", "不编份号")


def test_where_copy_numbers_are_still_to_be_given_their_cell_is_left_empty():
    assert at(classification="工作秘密").cells(Paper.PRINT_ORDER)["份号"] == ""


def test_who_read_the_proofs_stands_on_the_print_order_and_on_the_draft_sheet():
    desk = at()
    for account in ("drafter", "registrar"):
        desk.office.as_(account).perform(act.SignProof(dossier=desk.document, opinion="无误。"))
    day = desk.office.as_("registrar").ask(q.Timeline(dossier=desk.document))[-1].time[:10]
    year, month, number = (int(part) for part in day.split("-"))
    read = [f"{one}　{name}  {year}年{month}月{number}日" for one, name in (("初校", "拟稿员"), ("二校", "登记编号员"))]
    assert desk.cells(Paper.PRINT_ORDER)["校对"].splitlines() == read
    assert desk.cells(Paper.FORM)["校对"].splitlines() == read


# --- 封签 ----------------------------------------------------------------------------------------------------------


def test_every_recipient_has_a_label_and_the_title_is_on_none():
    labels = at(urgency="特急", copy_number="000001").labels()
    assert [(one.recipient, one.count) for one in labels] == [
        ("东山镇人民政府", "1份　000001"),
        ("柳河镇人民政府", "1份　000002"),
        ("县政府各部门", "　　份"),
        ("县委办公室", "1份"),
    ]
    assert {(one.sender, one.number, one.marks) for one in labels} == {
        ("清源县人民政府办公室", "清政办发〔2026〕1号", "特急")
    }
    assert not any("归档" in str(one) for one in labels)


def test_what_the_clerk_typed_when_the_paper_was_sent_out_stands_on_labels_and_list():
    desk = at("dispatch", copy_number="000001")
    lines = ("东山镇人民政府 2份", "县档案馆 1份 000030", "县政府各部门、各直属机构 20份")
    desk.office.as_("dispatcher").perform(act.Dispatch(dossier=desk.document, recipients=lines))
    assert desk.lines() == [
        ("1", "东山镇人民政府", "2", "000001—000002"),
        ("2", "县档案馆", "1", "000030"),
        ("3", "县政府各部门、各直属机构", "20", "000003—000022"),
    ]
    assert len(desk.labels()) == 3


# --- 交换清单 ------------------------------------------------------------------------------------------------------


def test_the_list_has_a_line_for_each_recipient_and_its_head_names_the_paper():
    desk = at()
    assert desk.lines() == [
        ("1", "东山镇人民政府", "1", ""),
        ("2", "柳河镇人民政府", "1", ""),
        ("3", "县政府各部门", "", ""),
        ("4", "县委办公室", "1", ""),
    ]
    cells = desk.cells(Paper.EXCHANGE)
    assert (cells["发文字号"], cells["标题"]) == ("清政办发〔2026〕1号", "关于开展公文归档工作的通知")
    assert {"签收人", "签收时间"} <= set(cells)


@pytest.mark.parametrize(
    ("recipients", "said"), [("县财政局、县审计局", ("30份", "3份", "27份")), ("各乡镇人民政府", ("30份", "", ""))]
)
def test_the_list_says_what_is_left_for_the_file_where_all_copies_are_known(recipients, said):
    cells = at("dispatch", recipients=recipients).cells(Paper.EXCHANGE)
    assert (cells["印数"], cells["分送合计"], cells["存档备用"]) == said
