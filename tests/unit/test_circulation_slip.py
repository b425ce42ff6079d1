"""传阅单: who was given a paper to read, when, and when they had read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.actions.together import Manner
from oa_desktop.domain.entry import ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, dossier_journal
from oa_desktop.office.circulating.circulation_slip import circulation_slip, readings
from oa_desktop.office.papers.papers import Paper
from tests.fakes.office import FakeOffice
from tests.fakes.together import before, person, several


@pytest.fixture
def office() -> FakeOffice:
    return several()


def how(office: FakeOffice, document: DossierId) -> list[tuple[str, bool, str]]:
    """Who was given it, whether it has come to them, and how that ended."""
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(document))]
    return [(one.person.removeprefix("person "), bool(one.given), one.how) for one in readings(document, entries)]


def test_it_follows_the_round_reader_by_reader(office: FakeOffice) -> None:
    document = before(office)
    head = office.as_("head")
    readers = tuple(map(person, ("sealer", "archivist", "outsider")))
    head.perform(together.Circulate(dossier=document, readers=readers, manner=Manner.HUB))
    assert how(office, document) == [("sealer", True, ""), ("archivist", False, ""), ("outsider", False, "")]
    office.as_("sealer").perform(act.MarkRead(dossier=document, circled=True))
    head.perform(together.PassOn(dossier=document))
    office.as_("archivist").perform(act.MarkRead(dossier=document))
    head.perform(together.RecallCirculation(dossier=document))
    assert how(office, document) == [("sealer", True, "圈阅"), ("archivist", True, "阅"), ("outsider", False, "收回")]


def test_every_reader_has_a_line_with_name_and_post(office: FakeOffice) -> None:
    document = before(office)
    readers = tuple(map(person, ("sealer", "archivist")))
    office.as_("head").perform(together.Circulate(dossier=document, readers=readers, manner=Manner.TOGETHER))
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(document))]
    unit = office.as_("head").organisation()
    form = circulation_slip(office.state(document), unit, readings(document, entries))
    assert [row.cells[1].value for row in form.rows] == [unit.person(one).name for one in readers]
    office.as_("sealer").perform(act.MarkRead(dossier=document))
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(document))]
    played = [replace(one, actor=replace(one.actor, kind=ActorKind.SIMULATED)) for one in entries]
    form = circulation_slip(office.state(document), unit, readings(document, played))
    names = [row.cells[1].value for row in form.rows]
    assert names == [f"{unit.person(readers[0]).name}（模拟）", unit.person(readers[1]).name], (
        "a role player has read it"
    )


def test_what_was_not_circulated_has_no_slip(office: FakeOffice) -> None:
    document = before(office)
    with pytest.raises(Refused) as refused:
        office.as_("head").papers.made(document, Paper.CIRCULATION)
    assert refused.value.code == "paper.not-circulated"


def test_the_book_of_what_was_circulated_has_a_line_for_each_reader(office: FakeOffice) -> None:
    document = before(office)
    head = office.as_("head")
    readers = tuple(map(person, ("sealer", "archivist")))
    head.perform(together.Circulate(dossier=document, readers=readers, manner=Manner.TOGETHER))
    office.as_("sealer").perform(act.MarkRead(dossier=document, circled=True))
    head.perform(together.RecallCirculation(dossier=document))
    book = head.shelf.books["传阅登记"]
    written = head.shelf.written(book, book.outline)
    labels = [column.label for column in book.columns]
    rows = [dict(zip(labels, line, strict=True)) for part in written.parts for line in part.lines]
    name = head.organisation().person
    mine = [row for row in rows if row["文件标题"] == office.state(document).particulars.title][:2]
    assert [(row["阅件人"], row["情况"], row["送阅人"]) for row in mine] == [
        (name(person("sealer")).name, "圈阅", name(person("head")).name),
        (name(person("archivist")).name, "收回", name(person("head")).name),
    ]
    assert all(row["送阅时间"] for row in mine)
    assert [bool(row["阅毕时间"]) for row in mine] == [True, False]
    assert [bool(row["收回时间"]) for row in mine] == [False, True]
    assert written.form("清源县", "2026-04-16").footer.startswith(f"共{len(rows)}人次")


def test_a_paper_that_nobody_was_given_to_read_stands_in_no_such_book() -> None:
    other = several()
    other.draft()
    drafter = other.as_("drafter")
    book = drafter.shelf.books["传阅登记"]
    assert drafter.shelf.written(book, book.outline).count == 0
