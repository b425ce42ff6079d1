"""Beside every fixed file of an item lies its other fixed form, made once; the files themselves stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.archive.explaining import EXPLANATION
from oa_desktop.archive.kinds import write_package
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import dossier_journal
from oa_desktop.office.archiving.fixed_copies import Unturned, keep_copies
from oa_desktop.office.archiving.packing import PackedItem
from oa_desktop.office.filing import COPY, FORM, PAGE, SIGNED, recorded_copies
from oa_desktop.office.ports.pages import FixedForm, Look, Rendering
from oa_desktop.security import sm3
from tests.fakes.formats import SOUND
from tests.fakes.incoming import CAME, INCOMING, receiving, request
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeRenderer

FILES = {
    "请示.pdf": b"%PDF-1.7 request",
    "附表.ofd": b"PK table",
    "请示.docx": b"PK request",
    "坏的.ofd": b"nothing",
    "说明.txt": b"plain",
    "旧版.pdf": b"%PDF-1.3 of no archive",
}


def copies(office: FakeOffice, document) -> list[str]:
    entries = (one.entry for one in office.stores.made.entries(dossier_journal(document)))
    return [name.removeprefix(COPY) for name in recorded_copies(entries)]


@pytest.fixture(scope="module")
def filed() -> tuple[FakeOffice, str]:
    office = FakeOffice()
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"))
    document = office.bring_to("file", notice("关于管理办法的通知"))
    archivist.perform(File(dossier=document, retention="永久"))
    archivist.archive.arrange(archivist.archive.dry_run(2026))
    return office, document


def packed(office: FakeOffice) -> PackedItem:
    return next(office.as_("archivist").archive.packages.package(2026).items())


def test_a_paper_that_left_as_pdf_lies_in_its_package_as_ofd_too_set_from_the_same_text(filed):
    office, document = filed
    files = {one.name: one.data for one in packed(office).files}
    sealed = office.state(document).sealed
    assert files[f"{COPY}01-正本.ofd"].removeprefix(b"PK OFD ") == files[PAGE].removeprefix(b"%PDF ")
    assert sm3.digest(files[PAGE]) == sealed.rendering
    assert files[f"{COPY}03-定稿.ofd"].removeprefix(b"PK OFD ") == files[SIGNED].removeprefix(b"%PDF ")
    assert files["02-发文稿纸.ofd"].removeprefix(b"PK OFD ") == files[FORM].removeprefix(b"%PDF ")
    assert not [name for name in files if name.startswith("内容-") and "附件" in name]


def test_a_second_package_makes_no_copy_anew(filed):
    office, document = filed
    packed(office)
    before = list(office.stores.made.entries(dossier_journal(document)))
    contents = dict(office.stores.made.blobs.contents)
    packed(office)
    assert list(office.stores.made.entries(dossier_journal(document))) == before
    assert office.stores.made.blobs.contents == contents


class OtherFonts(FakeRenderer):
    """Sets every page otherwise than the one that was sealed."""

    def render(self, manuscript, look: Look) -> Rendering:
        return Rendering(data=super().render(manuscript, look).data + b" otherwise", pages=1)


def test_a_page_that_other_fonts_would_set_otherwise_is_read_from_its_pdf():
    office = FakeOffice()
    document = office.bring_to("file", notice("关于管理办法的通知"))
    session, state = office.as_("archivist"), office.state(document)
    desk = replace(session._desk, renderer=OtherFonts())
    assert keep_copies(session._office, desk, office.state(document)) == ()
    named = (one.entry for one in office.stores.made.entries(dossier_journal(document)))
    made, contents = recorded_copies(named).values(), office.stores.made.blobs.contents
    pages = (state.sealed.rendering, state.issued.rendering)
    assert [contents[copy] for copy in made] == [b"PK OFD drawn again " + contents[page] for page in pages]


def test_what_came_lies_there_in_both_forms_and_what_cannot_be_turned_is_named_with_its_reason():
    office = receiving()
    office.formats.told[FILES["旧版.pdf"]] = replace(SOUND, version="1.3")
    registrar, keep = office.as_("registrar"), office.stores.made.blobs.keep
    attached = tuple(Attachment(name=name, size=len(data), digest=keep(data)) for name, data in FILES.items())
    kept = registrar.writing.keep_text(request())
    wish = arrival.Receive(flow=INCOMING, incoming=CAME, source=kept.source, attachments=attached)
    document = registrar.perform(wish).dossiers[0]
    unturned = keep_copies(registrar._office, registrar._desk, office.state(document))
    asked = ["来文-请示.ofd", "来文-附表.pdf", "来文-请示.pdf", "来文-请示.docx.ofd"]
    assert copies(office, document) == [*asked, "来文-旧版.ofd", "来文-旧版.pdf"]
    assert [(one.name, one.form) for one in unturned] == [("来文-坏的.ofd", FixedForm.PDF)]
    assert all(office.stores.made.blobs.read(one.digest) == FILES[one.name] for one in attached)


def test_the_explanation_of_every_package_says_what_was_not_turned_and_why(filed, tmp_path):
    office, _ = filed
    lacking = Unturned(name="来文-图.pdf", form=FixedForm.OFD, code="source.not-whole", params={"name": "来文-图.pdf"})
    package = office.as_("archivist").archive.packages.package(2026)
    items = tuple(replace(one, unturned=(lacking,)) for one in package.items())
    for kind in PackageKind:
        write_package(replace(package, items=lambda: iter(items)), kind, tmp_path / kind, sm3.hasher)
        (said,) = (tmp_path / kind).rglob(EXPLANATION)
        line = f"没有转成的版式副本：{items[0].code} 来文-图.pdf没有OFD：缺了图形的副本会让人看错，程序不做。"
        assert line in said.read_text("utf-8").splitlines()
