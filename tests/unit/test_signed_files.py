"""Signed files at a desk: a document's sealed page and the file that came are verified as they lie in the store."""

from __future__ import annotations

import io

import pytest

from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.office.trust.verdict_page import TITLE
from tests.fakes.incoming import CAME, INCOMING, receiving, request
from tests.fakes.office import FakeOffice
from tests.unit.test_seals_of_the_office import apply, with_seal


def came_with(office: FakeOffice, *files: tuple[str, bytes]) -> DossierId:
    registrar = office.as_("registrar")
    source = registrar.writing.keep_text(request()).source
    kept = tuple(registrar.writing.keep_file(name, io.BytesIO(data), len(data)) for name, data in files)
    wish = arrival.Receive(flow=INCOMING, incoming=CAME, source=source, attachments=kept)
    return registrar.perform(wish).dossiers[0]


def test_the_sealed_page_of_a_document_is_verified_byte_for_byte() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    apply(office, dossier)
    verified = office.as_("dispatcher").signed_files.verify_page(dossier)

    assert (verified.name, verified.dossier) == (f"{office.state(dossier).particulars.title}.ofd", dossier)
    assert verified.verdict.outcome is Outcome.HOLDS


def test_of_what_came_the_first_file_that_may_be_signed_is_verified() -> None:
    office = receiving()
    dossier = came_with(office, ("说明.docx", b"words"), ("目录.pdf", b"no pages"), ("请示.ofd", b"altered"))
    verified = office.as_("registrar").signed_files.verify_page(dossier)

    assert verified.name == "请示.ofd"
    assert verified.verdict.outcome is Outcome.BROKEN


def test_a_document_that_nobody_sealed_electronically_has_nothing_to_verify() -> None:
    office = FakeOffice()
    dossier = office.bring_to("seal")
    with pytest.raises(Refused, match=r"verdict\.no-sealed-page"):
        office.as_("sealer").signed_files.verify_page(dossier)


def test_a_printed_verdict_on_a_document_is_recorded_with_the_document() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    apply(office, dossier)
    session = office.as_("dispatcher")
    assert session.signed_files.hand_out(session.signed_files.verify_page(dossier))
    outputs = [one.entry.payload for one in office.stores.made.kept if one.entry.kind == "record-output"]
    assert [(one["what"], one["subject"]) for one in outputs if one["what"] == TITLE] == [(TITLE, dossier)]
