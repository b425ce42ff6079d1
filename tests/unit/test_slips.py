"""转办单、交办单: what goes with a paper to whoever is to handle it, filled in from the journal."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import together
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.papers.papers import Paper
from tests.builders import says
from tests.fakes.incoming import assigned, proposed, received, receiving
from tests.fakes.office import FakeOffice
from tests.fakes.supervised import MATTER, supervised
from tests.fakes.together import person


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    return receiving()


def made(office: FakeOffice, document: DossierId, paper: Paper) -> str:
    return office.as_("registrar").papers.made(document, paper).decode()


def test_a_paper_that_was_handed_over_says_from_whom_to_whom_and_until_when(office: FakeOffice) -> None:
    document = assigned(office, "drafter")
    with says("paper.not-handed-over"):
        made(office, document, Paper.HAND_OVER)
    wish = together.HandOver(dossier=document, person=person("head"), due="2026-05-06", reason="请会同农业农村局办理")
    office.as_("drafter").perform(wish)
    slip = made(office, document, Paper.HAND_OVER)
    for words in ("甲政〔2026〕7号", "甲镇人民政府", "2026年5月6日", "请会同农业农村局办理", "回执", "办理结果"):
        assert words in slip
    names = [office.as_("registrar").organisation().person(person(one)).name for one in ("drafter", "head")]
    assert all(name in slip for name in names)


def test_what_was_taken_back_is_on_no_slip(office: FakeOffice) -> None:
    document = assigned(office, "drafter")
    office.as_("drafter").perform(together.HandOver(dossier=document, person=person("head"), reason="转错的"))
    office.as_("drafter").perform(act.Recall(dossier=document))
    with says("paper.not-handed-over"):
        made(office, document, Paper.HAND_OVER)


def test_who_is_to_handle_it_gets_the_instruction_and_a_slip_to_answer_on(office: FakeOffice) -> None:
    document = assigned(office, "drafter", "head")
    slip = made(office, document, Paper.ASSIGNMENT)
    for words in ("同意拟办意见，抓紧办理。", "（主办）", "甲政〔2026〕7号", "回执", "反馈日期"):
        assert words in slip


def test_the_day_of_a_matter_or_of_a_reader_is_not_that_of_who_handles_it(office: FakeOffice) -> None:
    document = assigned(office, "drafter")
    supervised(office, document, "sealer", due="2026-06-30")
    wish = together.Circulate(dossier=document, readers=(person("signer"),), due="2026-07-31")
    office.as_("drafter").perform(wish)
    slip = made(office, document, Paper.ASSIGNMENT)
    assert "2026年6月30日" not in slip
    assert "2026年7月31日" not in slip


def test_a_paper_that_nobody_was_told_to_handle_has_no_slip(office: FakeOffice) -> None:
    document = proposed(office, "drafter")
    with says("paper.not-assigned"):
        made(office, document, Paper.ASSIGNMENT)


def test_a_slip_of_reminding_says_whom_of_what_and_for_which_time(office: FakeOffice) -> None:
    document = assigned(office, "drafter")
    with says("paper.not-urged"):
        made(office, document, Paper.URGING)
    supervised(office, document, "head", due="2026-06-30")
    office.as_("registrar").perform(together.Urge(dossier=document, reason="时限将到"))
    office.as_("reviewer").perform(together.Urge(dossier=document, reason="请说明情况并尽快办结"))
    slip = made(office, document, Paper.URGING)
    for words in (
        "第2次",
        "核稿员",
        "承办，第2次催办",
        f"督办“{MATTER}”，限2026年6月30日",
        "请说明情况",
        "回执",
        "没有统一的规定",
    ):
        assert words in slip
    assert "时限将到" not in slip


def test_what_was_sent_back_goes_with_a_slip_that_says_to_whom_and_why(office: FakeOffice) -> None:
    document = received(office)
    with says("paper.not-rejected"):
        made(office, document, Paper.REJECTION)
    office.as_("registrar").perform(arrival.Reject(dossier=document, reason="一文两事，请分别行文"))
    slip = made(office, document, Paper.REJECTION)
    for words in (
        "甲镇人民政府",
        "甲政〔2026〕7号",
        "2026年4月10日",
        "0031",
        "一文两事，请分别行文",
        office.as_("registrar").standing.name,
        "回执",
    ):
        assert words in slip
    with says("paper.not-rejected"):
        office.as_("drafter").papers.made(office.draft(), Paper.REJECTION)
