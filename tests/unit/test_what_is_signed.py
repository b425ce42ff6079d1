"""Whoever decides signs what lay before them: the text and its number, the files beside it, and the page on the screen."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.together import Countersign
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.dossier import fold
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, EntryId, dossier_journal
from oa_desktop.domain.seen import Seen
from oa_desktop.office.seeing import DECIDING
from tests.fakes.journals import office_of_every_kind
from tests.fakes.office import HOLDERS, FakeOffice, notice
from tests.fakes.together import before, several

SHOWN = ["submit", "review", "issue", "recheck", "assign-number", "apply-seal", "dispatch", "file"]
"""Every onward act of the first flow."""


def attach(office: FakeOffice, document: DossierId, name: str, account: str = "reviewer") -> None:
    """Put another file in the place of those that are attached; the text stays."""
    session = office.as_(account)
    held = session.writing.keep_file(name, BytesIO(name.encode()), len(name.encode()))
    state = office.state(document)
    session.perform(
        act.Revise(dossier=document, source=state.source, particulars=state.particulars, attachments=(held,))
    )


def refused(office: FakeOffice, account: str, wish: act.DossierAction) -> Refused:
    with pytest.raises(Refused) as caught:
        office.as_(account).perform(wish)
    return caught.value


def entries(office: FakeOffice, document: DossierId) -> list[Entry]:
    return [one.entry for one in office.stores.made.entries(dossier_journal(document))]


@pytest.fixture(scope="module")
def handled() -> tuple[FakeOffice, DossierId]:
    """A document with a file that went all the way, each act done with the page on the screen."""
    office = FakeOffice()
    document = office.bring_to("office")
    attach(office, document, "清单.txt")
    while office.state(document).tasks:
        step = office.state(document).step
        laid = office.as_(HOLDERS[step]).papers.lay_before(document)
        wish = office.onward(document, step)
        office.as_(HOLDERS[step]).perform(replace(wish, source=laid.source, seen=laid.seen))
    return office, document


@pytest.mark.parametrize("kind", SHOWN[1:])
def test_every_deciding_act_names_text_files_and_page(handled, kind):
    office, document = handled
    entry = [one for one in entries(office, document) if one.kind == kind][-1]
    seen = read_action(entry).seen
    assert entry.source, "the text"
    assert seen.revision >= 1
    assert [one.name for one in seen.attachments] == ["清单.txt"]
    assert seen.attachments[0].digest in entry.attachments
    assert entry.rendering, "the page"
    assert office.stores.made.blobs.read(seen.page or entry.rendering).startswith(b"%PDF")


def test_the_page_that_numbering_was_done_from_is_named_beside_the_one_it_makes(handled):
    office, document = handled
    entry = next(one for one in entries(office, document) if one.kind == "assign-number")
    seen = read_action(entry).seen
    assert seen.page == office.state(document).issued.rendering != entry.rendering
    assert seen.page in entry.attachments


def test_every_kind_that_decides_names_what_was_seen_whoever_performs_it():
    """Also an act that was done from a list, without a page before the person, says which text and files it is about."""
    deciding = {kind for kind, action in BY_KIND.items() if issubclass(action, DECIDING)}
    stores = office_of_every_kind().stores
    recorded = [(one.entry, read_action(one.entry)) for one in stores.made.kept if one.entry.kind in deciding]
    assert {entry.kind for entry, _ in recorded} == deciding
    for entry, action in recorded:
        assert action.seen.revision >= 1, entry.kind
        assert entry.source, entry.kind


def test_revisions_are_counted_by_texts_and_not_by_acts():
    office = FakeOffice()
    document = office.draft()
    assert office.state(document).revision == 1
    attach(office, document, "清单.txt", "drafter")
    assert office.state(document).revision == 1
    kept = office.as_("drafter").writing.keep_text(notice("另一个题目的通知"))
    office.as_("drafter").perform(act.Revise(dossier=document, source=kept.source, particulars=kept.particulars))
    assert office.state(document).revision == 2


# --- what changed meanwhile ------------------------------------------------------------------------------------------


def shown(office: FakeOffice, account: str, document: DossierId, kind: type[act.OpinionAction]) -> act.OpinionAction:
    """Return an act as a window makes it that has the document open."""
    laid = office.as_(account).papers.lay_before(document)
    return kind(dossier=document, source=laid.source, seen=laid.seen, opinion="同意")


def test_files_that_were_swapped_while_the_paper_was_open_refuse_an_agreement():
    office = FakeOffice()
    document = office.bring_to("office")
    attach(office, document, "预算表.txt")
    wish = shown(office, "reviewer", document, act.Review)
    attach(office, document, "另一张预算表.txt")
    found = refused(office, "reviewer", wish)
    assert (found.code, found.params["changed"]) == ("flow.text-changed", "附件")


def test_a_text_that_was_changed_while_the_paper_was_open_refuses_an_agreement():
    office = FakeOffice()
    document = office.bring_to("office")
    wish = shown(office, "reviewer", document, act.Review)
    kept = office.as_("reviewer").writing.keep_text(notice("另一个题目的通知"))
    office.as_("reviewer").perform(act.Revise(dossier=document, source=kept.source, particulars=kept.particulars))
    found = refused(office, "reviewer", wish)
    assert (found.code, found.params["changed"]) == ("flow.text-changed", "文稿")


def test_numbering_is_refused_on_a_text_that_was_not_before_the_registrar():
    office = FakeOffice()
    document = office.bring_to("number")
    laid = office.as_("registrar").papers.lay_before(document)
    stale = Seen(revision=laid.seen.revision + 1, page=laid.seen.page)
    wish = act.AssignNumber(dossier=document, code="清政办发", seen=stale)
    assert refused(office, "registrar", wish).code == "flow.text-changed"


def test_a_page_that_was_never_before_the_person_is_not_signed():
    office = FakeOffice()
    document = office.bring_to("office")
    seen = office.as_("head").papers.lay_before(document).seen
    wish = act.Review(dossier=document, seen=seen, opinion="同意")
    assert refused(office, "reviewer", wish).code == "act.page-changed"


def test_a_page_that_follows_another_template_by_now_is_not_signed():
    office = FakeOffice()
    document = office.bring_to("office")
    wish = shown(office, "reviewer", document, act.Review)
    office.as_("system").perform(org.AdoptTemplate(template=Template(name="县里的")))
    assert refused(office, "reviewer", wish).code == "act.page-changed"


def test_a_cosignature_from_another_desk_stands_for_the_files_that_lay_there():
    """Its entry is merged behind files that were swapped here: the leader has not agreed to these."""
    office = several()
    document = before(office, "head")
    office.as_("head").perform(Countersign(dossier=document, opinion="同意"))
    office.as_("head").perform(act.Review(dossier=document, opinion="同意"))
    attach(office, document, "协议.txt")
    office.as_("reviewer").perform(act.Review(dossier=document, opinion="同意"))
    told = office.as_("signer").papers.lay_before(document)
    office.as_("signer").perform(
        BY_KIND["cosign"](dossier=document, source=told.source, rendering=told.seen.page, opinion="同意")
    )
    held = entries(office, document)
    assert fold(document, held).stands_as(fold(document, held).cosigned)
    swapped = replace(
        next(one for one in held if one.kind == "revise"),
        id=EntryId("swapped"),
        payload={**next(one for one in held if one.kind == "revise").payload, "attachments": []},
    )
    other = [swapped if one.kind == "revise" else one for one in held]
    state = fold(document, other)
    assert not state.stands_as(state.cosigned)
