"""The archive is searched by title, number, 档号, person and text, and shows nothing that may not be known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from oa_desktop.domain.actions import archiving, handling
from oa_desktop.domain.archives.folding import after
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.ids import ArchiveName, BatchId, DossierId, ItemId, PersonId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.organisation import Organisation, Person
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.storage import lists, markings, outlines
from oa_desktop.storage.archive_searching import search
from tests.builders import PEOPLE, UNIT, Writer, new_store, sight_of

ALL = sight_of(PEOPLE[5], Role.ARCHIVIST, reads_issued=True, clearance=Secrecy.SECRET)
TOP = sight_of(PEOPLE[5], Role.ARCHIVIST, reads_issued=True)
NAME = ArchiveName(fonds="Z109", year=2026)
REGISTER = "Z109-WS·2026-Y-BGS-000"


def item(register: ArchiveRegister, number: int, document: DossierId, title: str) -> ArchiveRegister:
    said = {"fonds": "Z109", "archival_year": 2026, "item": ItemId(f"item {number}"), "document": document}
    told = {"batch": BatchId("1"), "title": title, "date": "2026-04-16", "responsible": "县教育局"}
    code = f"{REGISTER}{number}"
    act = archiving.ArrangeItem(**said, **told, retention=Retention.PERMANENT, number=number, archival_code=code)
    return after(register, act)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    store, writer = new_store(Path(tmp_path_factory.mktemp("home")) / "official"), Writer()
    register = ArchiveRegister(name=NAME)
    papers = (
        ("关于校车安全的通知", "二〇二六年三月起，各校逐车检查。", Secrecy.OPEN),
        ("关于春季植树的通知", "请教育部门组织校车接送。", Secrecy.OPEN),
        ("关于校车专项的函", "内部掌握。", Secrecy.CONFIDENTIAL),
    )
    for number, (title, text, secrecy) in enumerate(papers, 1):
        document = writer.draft(store, title, text=text, secrecy=secrecy)
        writer.go(store, document, 9)
        register = item(register, number, document, title)
    writer.draft(store, "关于校车的请示", text="没有归档的。")
    said = handling.LeaveOpinion(dossier=register.items[ItemId("item 2")].act.document, opinion="同意接送办法")
    writer.write(store, said.dossier, [(said, PEOPLE[0])])
    people = (Person(id=PEOPLE[0], name="周玥", account="zhouyue"),)
    with store.begin() as transaction:
        transaction.project_organisation(Organisation(unit=UNIT, people=people), ())
        transaction.project_archive(UNIT, register)
    yield store
    store.close()


def found(store: Any, text: str, sight: Any = ALL, **more: Any) -> list[int]:
    return [row.item.number for row in store.ask(q.ArchiveSearch(text=text, **more), sight)]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("校车", [1, 2]),
        ("2026年3月", [1]),
        ("２０２６年", [1]),
        ("二〇二六年三月", [1]),
        ("〔2026〕1号", [1]),
        ("[二〇二六]1号", [1]),
        ("z109-ws•2026–y-bgs-0002", [2]),
        ("县教育局 校车 接送", [2]),
        ("同意接送", [2]),
        ("周玥", [2, 1]),
        ("周玥 植树", [2]),
        ("专项", []),
        ("请示", []),
        ("，", []),
    ],
)
def test_items_are_found_by_whatever_is_known_of_them(store: Any, asked: str, numbers: list[int]) -> None:
    assert found(store, asked) == numbers


def test_the_title_counts_more_than_the_text_and_the_newest_comes_first_where_that_is_wanted(store: Any) -> None:
    assert found(store, "校车", order=q.FoundOrder.NEWEST) == [2, 1]
    assert found(store, "校车", limit=1) == [1]
    assert found(store, "车", limit=1) == [2], "a single character has no rank"


def test_what_was_found_is_shown_in_title_and_text(store: Any) -> None:
    [first, second] = store.ask(q.ArchiveSearch(text="校车"), ALL)
    assert [first.item.title[begin:end] for begin, end in first.marked] == ["校车"]
    assert (second.marked, second.before, second.match) == ((), "请教育部门组织", "校车")
    [opinion] = store.ask(q.ArchiveSearch(text="同意接送"), ALL)
    assert (opinion.speaker, opinion.act, opinion.match) == ("周玥", "leave-opinion", "同意接送")


PLANNED: dict[str, tuple[Callable[[Connection, Any, Any], object], Callable[[str], Any]]] = {
    **{
        one.value: (search, lambda word, order=one: q.ArchiveSearch(text=word, order=order, limit=1))
        for one in q.FoundOrder
    },
    **{one.__name__: (lists.page, lambda _, of=one: of(limit=2)) for one in (q.ToDo, q.ToRead, q.InHand, q.Done)},
    "the first lines of an outline": (outlines.outline, lambda _: o.Outline(sorting=o.Sorting.TITLE, limit=2)),
    "counts": (outlines.counts, lambda _: o.Counts(of=(q.ToDo, q.InHand))),
    "marks": (markings.marks, lambda _: q.Marks(limit=2)),
}


@pytest.mark.parametrize("name", PLANNED)
def test_the_database_plans_a_question_once_for_all_words_and_limits(store: Any, name: str) -> None:
    planned: list[int] = []
    ask, question = PLANNED[name]
    with store.reading() as connection:
        driver = connection.connection.driver_connection
        driver.set_authorizer(lambda act, *_: planned.append(act) or 0)
        for word in ("校车", "植树"):
            planned.clear()
            ask(connection, question(word), ALL)
        connection.invalidate()
    assert not planned


def test_nobody_finds_what_they_may_not_know(store: Any) -> None:
    assert found(store, "校车", sight_of(PersonId("stranger"), Role.DRAFTER)) == []
    assert found(store, "校车", TOP) == [3, 1, 2]


def test_what_was_corrected_is_found_by_its_new_title_alone(store: Any) -> None:
    register = store_register(store)
    said = {"fonds": "Z109", "archival_year": 2026, "item": ItemId("item 2"), "reason": "校核"}
    corrected = after(register, archiving.CorrectItem(**said, title="〔绿化〕通知"))
    gone = after(corrected, archiving.WithdrawItem(**said))
    for now, before, numbers in ((corrected, register, [2]), (gone, corrected, [])):
        with store.begin() as transaction:
            transaction.project_archive(UNIT, now, before)
        assert found(store, "(绿化)") == numbers
    with store.begin() as transaction:
        transaction.project_archive(UNIT, register)


def parts_of_the_index(store: Any) -> int:
    with store.reading() as connection:
        return len(connection.exec_driver_sql("SELECT DISTINCT segid FROM words_idx").all())


def test_the_parts_of_the_index_are_joined_and_the_same_is_found(store: Any) -> None:
    told: list[tuple[int, int]] = []
    before, asked = parts_of_the_index(store), ("校车", "2026年3月", "同意接送", "周玥 植树", "专项")
    known = [found(store, one, TOP) for one in asked]
    store.tidy(lambda *step: told.append(step))
    assert (before > 1, parts_of_the_index(store), bool(told)) == (True, 1, True)
    assert [found(store, one, TOP) for one in asked] == known
    told.clear()
    store.tidy(lambda *step: told.append(step))
    assert not told, "what is one part is left alone"


def store_register(store: Any) -> ArchiveRegister:
    register = ArchiveRegister(name=NAME)
    for row in sorted(store.ask(q.ArchiveItems(), TOP), key=lambda one: one.number):
        register = item(register, row.number, row.document, row.title)
    return register
