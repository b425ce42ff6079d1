"""The replay of a document's handling shows each step with the page that its entry names, and no other."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions.handling import Review
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.replay import INDEX, REPLAY, Replays, Shown
from tests.fakes.office import FakeOffice, notice


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture(scope="module")
def document(office: FakeOffice) -> DossierId:
    document = office.bring_to("department", notice("关于印发管理办法的通知"))
    laid = office.as_("head").papers.lay_before(document)
    office.as_("head").perform(Review(dossier=document, source=laid.source, opinion="同意", seen=laid.seen))
    while not office.state(document).sealed:
        office.step(document)
    return document


def replays(office: FakeOffice, account: str = "archivist") -> Replays:
    return office.as_(account).archive.replays


def test_every_step_says_what_page_is_known_of_it(office, document):
    steps = replays(office).steps(document)
    assert [one.row for one in steps] == list(office.as_("archivist").ask(q.Timeline(dossier=document)))
    shown = [(one.row.act, one.shown) for one in steps]
    assert shown[0] == ("拟稿", Shown.UNKNOWN)
    assert [one for one in shown if one[0] == "审核"] == [("审核", Shown.SEEN), ("审核", Shown.UNKNOWN)]
    assert {one for _, one in shown[-2:]} == {Shown.MADE}, "numbering and sealing fix a page"


def test_the_page_is_the_very_file_that_lay_there(office, document):
    steps = replays(office).steps(document)
    for step in steps:
        page = replays(office).page(document, step)
        assert (page is None) is (step.shown is Shown.UNKNOWN)
        if page:
            assert office.as_("archivist").papers.content(document, step.page) == page.pdf


def test_what_leaves_is_recorded_and_says_where_no_page_is_known(office, document):
    files = replays(office).hand_out(document)
    told = files.pop(INDEX).decode()
    assert len(files) == sum(step.page != "" for step in replays(office).steps(document))
    assert Shown.UNKNOWN.value in told
    assert all(name in told for name in files)
    outputs = [read_action(one.entry) for one in office.stores.made.kept if one.entry.kind == "record-output"]
    assert [(one.what, one.subject) for one in outputs] == [(REPLAY, document)]


def test_who_may_not_know_the_document_sees_no_step(office, document):
    with pytest.raises(Refused, match=r"dossier\.unknown"):
        replays(office, "security").steps(document)
