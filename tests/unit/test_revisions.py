"""The texts that a document has had (历稿): who brought each, how much was changed, and who changed what."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.texts.aligning import Change
from oa_desktop.domain.texts.comparing import Tally, compare
from oa_desktop.domain.texts.contributing import contributors
from oa_desktop.office import queries as q
from tests.fakes.journals import disagree
from tests.fakes.office import FakeOffice, notice

FIRST = "现将有关事项通知如下。"
SECOND = "现将有关归档事项通知如下。"
THIRD = "现将归档事项通知如下。"


def saying(*lines: str) -> Manuscript:
    return notice(body=tuple(Paragraph(spans=(Span(text=line),)) for line in lines))


def through_three_hands(office: FakeOffice) -> DossierId:
    """A notice that its drafter revised, then the reviewer in the office; it goes on to be signed."""
    document = office.draft(saying(FIRST, "请遵照执行。"))
    office.revise(document, "drafter", saying(SECOND, "请遵照执行。"))
    office.step(document)
    office.step(document)
    office.revise(document, "reviewer", saying(THIRD, "请遵照执行。", "特此通知。"))
    office.step(document)
    return document


@pytest.fixture(scope="module")
def told() -> tuple[FakeOffice, DossierId]:
    office = FakeOffice()
    return office, through_three_hands(office)


def test_every_revision_says_who_wrote_it_in_which_step(told):
    office, document = told
    rows = office.as_("drafter").ask(q.Revisions(dossier=document))
    assert [(row.number, row.made.act, row.made.person, row.made.step) for row in rows] == [
        (1, "拟稿", "拟稿员", "拟稿"),
        (2, "修改", "拟稿员", "拟稿"),
        (3, "修改", "核稿员", "办公室审核"),
    ]


def test_every_revision_says_how_much_it_changed(told):
    office, document = told
    first, *others = office.as_("drafter").ask(q.RevisionTallies(dossier=document))
    assert first.removed == 0
    assert others == [Tally(places=1, added=2, removed=0), Tally(places=2, added=5, removed=2)]


def test_any_two_revisions_are_set_side_by_side(told):
    office, document = told
    rows = office.as_("drafter").ask(q.Comparison(dossier=document, old=1, new=3))
    body = [(row.change, row.new.text) for row in rows if row.new and row.new.place.name == "正文"]
    assert body == [(Change.CHANGED, THIRD), (Change.SAME, "请遵照执行。"), (Change.ADDED, "特此通知。")]


def test_every_difference_says_which_revisions_brought_it(told):
    office, document = told
    session = office.as_("drafter")
    rows = session.ask(q.Comparison(dossier=document, old=1, new=3))
    brought = session.ask(q.Contributions(dossier=document, old=1, new=3))
    due = {row.new.text: one.numbers for row, one in zip(rows, brought, strict=True) if row.new}
    assert due[THIRD] == (2, 3)
    assert due["特此通知。"] == (3,)
    assert due["请遵照执行。"] == ()


def test_words_that_one_put_in_and_another_took_out_are_due_to_neither():
    chain = [saying(text) for text in ("请各单位办理。", "请各单位抓紧办理。", "请各单位研究办理。")]
    rows = compare(chain[0], chain[-1])
    assert contributors(chain, rows) == ((2,),)


def test_the_way_back_is_due_to_the_same_revisions(told):
    office, document = told
    session = office.as_("drafter")
    rows = session.ask(q.Comparison(dossier=document, old=3, new=1))
    brought = session.ask(q.Contributions(dossier=document, old=3, new=1))
    due = {row.old.text: one.numbers for row, one in zip(rows, brought, strict=True) if row.old}
    assert (due[THIRD], due["特此通知。"], due["请遵照执行。"]) == ((2, 3), (3,), ())


def test_a_revision_that_never_was_is_refused(told):
    office, document = told
    with pytest.raises(Refused) as refusal:
        office.as_("drafter").ask(q.Comparison(dossier=document, old=1, new=4))
    assert refusal.value.code == "dossier.no-version"


def test_revisions_of_a_document_that_one_may_not_know_are_refused(told):
    office, document = told
    for query in (q.Revisions(dossier=document), q.RevisionTallies(dossier=document)):
        with pytest.raises(Refused, match=r"dossier\.unknown"):
            office.as_("outsider").ask(query)


def test_who_signs_again_learns_what_was_changed_after_the_signature():
    office = FakeOffice()
    document = through_three_hands(office)
    session = office.as_("signer")
    assert session.ask(q.SinceSigned(dossier=document)) == ()
    office.step(document)
    assert session.ask(q.SinceSigned(dossier=document)) == ()
    office.revise(document, "rechecker", saying(THIRD, "请认真遵照执行。", "特此通知。"))
    (row,) = session.ask(q.SinceSigned(dossier=document))
    assert (row.signed, row.present, row.changed) == (3, 4, Tally(places=1, added=2, removed=0))
    assert [one.number for one in session.ask(q.Revisions(dossier=document)) if one.signed] == [3]


def test_a_number_that_fills_its_slot_is_no_change_after_the_signature():
    office = FakeOffice()
    document = office.bring_to("seal")
    assert office.as_("signer").ask(q.SinceSigned(dossier=document)) == ()
    assert [row.made.act for row in office.as_("signer").ask(q.Revisions(dossier=document))] == ["拟稿", "登记编号"]


def test_a_text_that_was_overruled_is_no_revision():
    office = FakeOffice()
    document = office.bring_to("office", notice())
    disagree(office, document)
    reviewer = office.as_("reviewer")
    upheld = reviewer.dossier(document).contenders[1]
    reviewer.perform(act.SettleConflict(dossier=document, upheld=upheld, reason="另一稿"))
    rows = reviewer.ask(q.Revisions(dossier=document))
    assert [row.made.effective for row in rows] == [True, True]
    assert rows[-1].source == reviewer.dossier(document).source
