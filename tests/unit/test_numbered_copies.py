"""Counted copies of a paper: each has a number of its own, all are one recorded output, the page stays as it was."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.entry import LARGEST_BYTES
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.history import read_action
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.office import queries as q
from oa_desktop.office.clearing.counted import MOST_COPIES, CopyRun
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.printing import Folding, Presswork
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import sm3

SECRET = notice(copy_number="000001")


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def outputs(office: FakeOffice) -> list:
    return [read_action(one.entry) for one in office.stores.made.kept if one.entry.kind == "record-output"]


def refused(do) -> str:
    with pytest.raises(Refused) as caught:
        do()
    return caught.value.code


@pytest.mark.parametrize("step", ["seal", "dispatch"])
def test_a_run_is_one_output_that_names_every_copy(office, step):
    document = office.bring_to(step, SECRET)
    papers = office.as_("head").papers
    digest, page = papers.page(document)
    work = Presswork(overprinted=True, folding=Folding.BOOKLET)
    copies = papers.hand_out_copies(document, CopyRun(first=9, count=3), work)
    assert [one.number for one in copies] == ["000009", "000010", "000011"]
    assert all(one.data.startswith(page + one.number.encode()) for one in copies)
    (output,) = outputs(office)
    assert (output.what, output.first_copy, output.digest) == ("页面，套打，骑马订", 9, digest)
    assert output.copies == tuple(sm3(one.data) for one in copies)
    assert papers.page(document) == (digest, page), "what was registered stays what it was"


def test_the_auditor_reads_the_first_and_the_last_number(office):
    document = office.bring_to("dispatch", SECRET)
    office.as_("head").papers.hand_out_copies(document, CopyRun(first=1, count=30))
    rows = office.as_("auditor").ask(q.AuditTrail())
    assert f"页面 {document} 份号000001—000030，共30份" in [row.detail for row in rows]


def test_a_second_run_is_recorded_anew(office):
    document = office.bring_to("dispatch", SECRET)
    for first in (1, 4):
        office.as_("head").papers.hand_out_copies(document, CopyRun(first=first, count=3))
    assert [one.first_copy for one in outputs(office)] == [1, 4]


def test_the_largest_run_fits_into_one_entry(office):
    document = office.bring_to("dispatch", SECRET)
    office.as_("head").papers.hand_out_copies(document, CopyRun(first=1, count=MOST_COPIES))
    (entry,) = (one for one in office.stores.made.kept if one.entry.kind == "record-output")
    assert len(entry.entry.encode()) < LARGEST_BYTES


@pytest.mark.parametrize(
    ("first", "count", "code"),
    [
        (0, 3, "copies.none"),
        (5, 0, "copies.none"),
        (999_999, 2, "copies.none"),
        (1, MOST_COPIES + 1, "copies.too-many"),
    ],
)
def test_what_is_no_run_is_refused_and_nothing_is_recorded(office, first, count, code):
    document = office.bring_to("dispatch", SECRET)
    papers = office.as_("head").papers
    assert refused(lambda: papers.hand_out_copies(document, CopyRun(first=first, count=count))) == code
    assert outputs(office) == []


def test_copies_are_numbered_once_the_paper_is_registered_and_has_a_place_for_it(office):
    papers, run = office.as_("head").papers, CopyRun(first=1, count=2)
    early, plain = office.bring_to("number", SECRET), office.bring_to("dispatch")
    assert refused(lambda: papers.hand_out_copies(early, run)) == "copies.not-registered"
    runs = [papers.usual_run(one) for one in (early, plain, office.bring_to("seal", SECRET))]
    assert runs == [None, None, CopyRun(first=1, count=1)]


def test_a_classified_paper_keeps_a_place_for_it():
    office = FakeOffice(grade=SystemGrade.SECRET)
    document = office.bring_to("seal", notice(classification="工作秘密"))
    assert office.as_("head").papers.usual_run(document) is not None


@pytest.mark.parametrize(
    ("step", "copies", "run"),
    [
        ("seal", "共印12份", CopyRun(first=31, count=12)),
        ("dispatch", "", CopyRun(first=31, count=30)),
        ("seal", "5000", CopyRun(first=31, count=MOST_COPIES)),
    ],
    ids=["as asked", "as printed", "more than one run takes"],
)
def test_a_run_usually_goes_on_from_the_number_on_the_page_for_all_copies(office, step, copies, run):
    document = office.bring_to(step, notice(copy_number="000031", copies=copies))
    assert office.as_("head").papers.usual_run(document) == run


def test_nothing_is_copied_that_cannot_be_recorded(office):
    document = office.bring_to("dispatch", SECRET)
    office.stores.made.writable = False
    with pytest.raises(Unavailable) as caught:
        office.as_("head").papers.hand_out_copies(document, CopyRun(first=1, count=2))
    assert caught.value.code == "store.read-only"


def test_a_paper_that_was_worked_on_leaves_as_that_and_is_recorded_so(office):
    document = office.bring_to("dispatch")
    papers = office.as_("head").papers
    data = papers.hand_out(document, Paper.PAGE, Presswork(seals=False))
    (output,) = outputs(office)
    assert (output.what, output.digest, output.copies) == ("页面，不印印章", sm3(data), ())
    assert data == papers.made(document, Paper.PAGE, Presswork(seals=False)) != papers.page(document)[1]


def test_the_page_for_calibration_is_nothing_that_leaves(office):
    assert office.as_("head").papers.calibration().startswith(b"%PDF")
    assert outputs(office) == []


# --- drafts say so where the unit wishes it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("realm", "wished", "step", "mark"),
    [
        (Realm.OFFICIAL, 0, "department", ""),
        (Realm.OFFICIAL, 1, "department", "草稿"),
        (Realm.OFFICIAL, 1, "number", "草稿"),
        (Realm.OFFICIAL, 1, "seal", ""),
        (Realm.OFFICIAL, 1, "dispatch", ""),
        (Realm.DEMONSTRATION, 1, "department", "演示"),
        (Realm.DEMONSTRATION, 0, "dispatch", "演示"),
    ],
)
def test_a_page_that_leaves_says_that_it_is_a_draft_only_where_the_unit_wishes_it(realm, wished, step, mark):
    office = FakeOffice(realm=realm)
    office.as_("system").perform(org.AdjustSetting(name="mark-drafts", value=wished))
    document = office.bring_to(step)
    papers = office.as_("head").papers
    assert f"Look(mark='{mark}'".encode() in papers.hand_out(document, Paper.PAGE)
    assert "草稿".encode() not in papers.page(document)[1], "what is signed never says so"


# --- 份号 is fixed by 登记 ---------------------------------------------------------------------------------------------


def register(office: FakeOffice, document, copy_number: str) -> None:
    office.as_("registrar").perform(act.AssignNumber(dossier=document, code="清政办发", copy_number=copy_number))


def test_registering_fills_the_number_of_the_first_copy_where_the_page_keeps_a_place():
    office = FakeOffice(grade=SystemGrade.SECRET)
    document = office.bring_to("number", notice(classification="工作秘密"))
    forms = {one.kind: one for one in office.as_("registrar").ask(q.ActForms(dossier=document))}
    asked = {one.name: one.usual for one in forms["assign-number"].fields}
    assert asked["copy_number"] == "000001"
    register(office, document, "000031")
    assert office.as_("head").papers.usual_run(document) == CopyRun(first=31, count=1)


@pytest.mark.parametrize(
    ("copy_number", "text", "code"),
    [
        ("31", SECRET, "copies.form"),
        ("第一份", SECRET, "copies.form"),
        ("０００００１", SECRET, "copies.form"),
        ("000031", notice(), "copies.no-slot"),
    ],
)
def test_a_number_that_is_none_or_has_no_place_is_refused(office, copy_number, text, code):
    document = office.bring_to("number", text)
    assert refused(lambda: register(office, document, copy_number)) == code
    assert office.state(document).numbered is None
