"""Internal matters are archived as documents are: the filled form as it was filed, its files, and its handling."""

from __future__ import annotations

import pytest

from oa_desktop.archive.kinds import write_package
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import internal
from oa_desktop.domain.archives.composition import LeftOut, left_out
from oa_desktop.domain.archives.items import PartRole
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.properties import Result
from oa_desktop.domain.archives.retention import Side
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.office.archiving.dry_run import DryRunLine
from oa_desktop.office.archiving.replay import Shown
from oa_desktop.office.filing import PAGE
from oa_desktop.security import sm3
from tests.fakes.matters import FILLED, brought, minding, step
from tests.fakes.office import FakeOffice

YEAR = 2026


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    office = minding()
    office.as_("archivist").archive.adopt_scheme(resources.build_scheme("organ"))
    return office


def to_be_filed(office: FakeOffice, subject: str) -> DossierId:
    """A report with a file, approved and concluded."""
    drafter, data = office.as_("drafter"), "人数表".encode()
    table = Attachment(name="人数表.txt", size=len(data), digest=drafter.matters._desk.store.blobs.keep(data))
    wish = drafter.matters.begun(drafter.matters.named("签报"), {**FILLED["签报"], "subject": subject}, (table,))
    (document,) = drafter.perform(wish).dossiers
    while office.state(document).step != "file":
        step(office, document)
    return document


def line_of(office: FakeOffice, document: DossierId) -> DryRunLine:
    run = office.as_("archivist").archive.dry_run(YEAR)
    return next(one for one in run.lines if one.document == document)


def test_its_form_is_fixed_when_it_is_filed_and_is_its_original_from_then_on(office):
    document, archivist = to_be_filed(office, "增加值班人员"), office.as_("archivist")
    assert [one.code for one in line_of(office, document).faults] == ["archiving.not-filed"]
    page = archivist.papers.form(document)
    archivist.perform(act.File(dossier=document, retention="10年", sheet=Digest("5" * 64)))
    state, line = office.state(document), line_of(office, document)
    assert office.stores.made.blobs.read(state.filed.rendering) == page, "whatever the wish named"
    assert (line.faults, line.facts.side, line.of.division) == ((), Side.INTERNAL, "BGS")
    assert (line.facts.responsible, line.facts.date) == ("清源县人民政府办公室秘书科", state.approved.time[:10])
    roles = [(PartRole.ORIGINAL, "正本.pdf"), (PartRole.ATTACHMENT, "人数表.txt"), (PartRole.RECORD, "办理记录")]
    assert [(one.role, one.name) for one in line.facts.parts] == roles
    shown = [one for one in archivist.archive.replays.steps(document) if one.row.act == "归档"]
    assert [(one.shown, one.page) for one in shown] == [(Shown.MADE, state.filed.rendering)]


def test_it_is_packed_verified_and_received_as_a_document_is(office, tmp_path):
    document, archivist = to_be_filed(office, "更换值班电话"), office.as_("archivist")
    archivist.perform(act.File(dossier=document, retention="30年"))
    archivist.archive.arrange(archivist.archive.dry_run(YEAR))
    code = next(one.code for one in archivist.archive.keeping.registers()[0].kept() if one.act.document == document)
    write_package(
        archivist.archive.packages.package(YEAR, (code,)), PackageKind.TRANSFER, tmp_path / "sent", sm3.hasher
    )
    county = FakeOffice(name="清源县档案馆", world="馆").as_("archivist").archive.holdings
    found = county.examine(tmp_path / "sent")
    assert found.opened is not None, found.faults
    (tested,) = archivist.archive.properties(YEAR, (code,))
    failed = {one.criterion.name: one.checked.found for one in tested.answers if one.checked.result is Result.FAILED}
    assert failed == {}
    files = {one.name: one.read_bytes() for one in next((tmp_path / "sent").rglob(PAGE)).parent.iterdir()}
    assert files[PAGE] == office.stores.made.blobs.read(office.state(document).filed.rendering)
    assert {"附件-人数表.txt", "04-办理记录.jsonl"} <= files.keys()
    assert not [name for name in files if name.startswith(("02-", "03-"))], "the form is the original"


def test_what_became_an_incoming_document_is_archived_as_that(office):
    note = brought(office, "电话记录", "conclude")
    office.as_("registrar").perform(internal.TakeIn(dossier=note))
    assert left_out(office.state(note)) is LeftOut.TAKEN_IN
