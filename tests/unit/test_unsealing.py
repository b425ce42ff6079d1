"""启封: what comes for one person alone is opened by them, and nobody sees what is inside before."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from oa_desktop.bootstrap.building import build_reader
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, PersonId
from oa_desktop.office import queries as q
from oa_desktop.office.receiving import Registration, addressees
from oa_desktop.ui.reading.fetched_page import fetch_page
from tests.fakes.incoming import CAME, INCOMING
from tests.fakes.office import FLOW, FakeOffice
from tests.fakes.together import person

INSIDE = b"%PDF-1.4\nfor the leader alone\n"


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice(flows={one.id: one for one in (FLOW, INCOMING)}, reader=build_reader())


def sealed_up(office: FakeOffice, addressee: str = "signer") -> DossierId:
    """Sign for an envelope that nobody has opened, with a scan that nobody may see."""
    registrar = office.as_("registrar")
    kept = registrar.writing.keep_file("信件.pdf", BytesIO(INSIDE), len(INSIDE))
    came = replace(CAME, personal=True, addressee=person(addressee) if addressee else PersonId(""))
    return registrar.perform(Registration(incoming=came, attachments=(kept,)).act(registrar)).dossiers[0]


def refusal(office: FakeOffice, account: str, **said: object) -> str:
    document = said.pop("document")
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(arrival.Unseal(dossier=document, **said))
    return refused.value.code


def sees(office: FakeOffice, account: str, document: DossierId) -> str:
    """What somebody comes to who wants to see what is inside."""
    papers, (file,) = office.as_(account).papers, office.state(document).attachments
    try:
        return "" if papers.content(document, file.digest) == INSIDE else "something else"
    except Refused as refused:
        return refused.code


def kinds(office: FakeOffice, account: str, document: DossierId) -> set[str]:
    return {row.kind for row in office.as_(account).ask(q.PossibleActs(dossier=document))}


def test_nobody_sees_what_is_inside_before_its_addressee_has_opened_it(office: FakeOffice) -> None:
    document = sealed_up(office)
    assert {sees(office, one, document) for one in ("registrar", "signer")} == {"incoming.not-open"}
    assert office.as_("registrar").papers.came(document).name == ""
    assert "启封以前不显示" in fetch_page(office.as_("registrar"), document).caption
    assert document in [row.dossier for row in office.as_("signer").ask(q.ToDo())]
    assert "unseal" in kinds(office, "signer", document)
    office.as_("signer").perform(arrival.Unseal(dossier=document))
    assert {sees(office, one, document) for one in ("registrar", "signer")} == {""}
    assert office.as_("registrar").papers.came(document).name == "信件.pdf"
    assert document not in [row.dossier for row in office.as_("signer").ask(q.ToDo())]
    assert "unseal" not in kinds(office, "signer", document)


def test_it_is_registered_unopened_and_checked_only_when_it_is_open(office: FakeOffice) -> None:
    document, registrar = sealed_up(office), office.as_("registrar")
    registrar.perform(arrival.RegisterIncoming(dossier=document, series="办件"))
    with pytest.raises(Refused) as refused:
        registrar.perform(arrival.FirstCheck(dossier=document))
    assert refused.value.code == "incoming.sealed-up"
    office.as_("signer").perform(arrival.Unseal(dossier=document))
    registrar.perform(arrival.FirstCheck(dossier=document))
    assert office.state(document).step == "propose"


def test_what_the_addressee_keeps_is_over_with_that(office: FakeOffice) -> None:
    document = sealed_up(office)
    office.as_("signer").perform(arrival.Unseal(dossier=document, kept=True))
    state = office.state(document)
    assert (state.phase, state.tasks) == (Phase.CONCLUDED, ())
    rows = office.as_("signer").ask(q.Timeline(dossier=document))
    assert [(row.act, row.directed, row.words) for row in rows] == [
        ("签收", "签发员（亲启）", ""),
        ("启封", "", "本人留存。"),
    ]


def test_somebody_else_opens_it_on_the_word_of_its_addressee_alone_and_keeps_nothing(office: FakeOffice) -> None:
    document = sealed_up(office)
    assert refusal(office, "registrar", document=document) == "unseal.no-word"
    assert refusal(office, "registrar", document=document, reason="何某电话委托", kept=True) == "unseal.kept"
    office.as_("registrar").perform(arrival.Unseal(dossier=document, reason="何某电话委托"))
    opened = office.state(document).opened
    assert opened is not None and opened.person == person("registrar")
    assert refusal(office, "registrar", document=document, reason="再拆") == "unseal.not-sealed"


def test_who_neither_is_named_nor_records_for_others_opens_nothing(office: FakeOffice) -> None:
    document = sealed_up(office, addressee="head")
    office.as_("registrar").perform(arrival.RegisterIncoming(dossier=document, series="办件"))
    with pytest.raises(Refused):
        office.as_("signer").perform(arrival.Unseal(dossier=document, reason="看看"))
    assert sees(office, "registrar", document) == "incoming.not-open"


def test_one_that_names_nobody_is_opened_by_who_registers(office: FakeOffice) -> None:
    document = sealed_up(office, addressee="")
    assert "unseal" in kinds(office, "registrar", document)
    office.as_("registrar").perform(arrival.Unseal(dossier=document))
    assert sees(office, "registrar", document) == ""


def test_what_was_delivered_wrongly_goes_back_unopened(office: FakeOffice) -> None:
    document = sealed_up(office)
    office.as_("registrar").perform(arrival.Reject(dossier=document, reason="不是本机关的人"))
    assert office.state(document).phase is Phase.REJECTED
    assert sees(office, "registrar", document) == "incoming.not-open"


def test_only_who_handles_documents_is_named_on_an_envelope_and_only_on_one_for_them_alone(office: FakeOffice) -> None:
    registrar = office.as_("registrar")
    for came in (replace(CAME, addressee=person("signer")), replace(CAME, personal=True, addressee=PersonId("无"))):
        with pytest.raises(Refused) as refused:
            registrar.perform(Registration(incoming=came, title="信").act(registrar))
        assert refused.value.code == "incoming.addressee"
    offered = dict(addressees(registrar))
    assert person("signer") in offered
    assert person("auditor") not in offered
