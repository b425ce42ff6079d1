"""启封: what comes for one person alone is opened by them, and nobody sees what is inside before."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from oa_desktop.bootstrap.adapters import build_reader
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions.organising import Grant
from oa_desktop.domain.actions.supervising import Supervise
from oa_desktop.domain.actions.together import Reassign
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, PersonId, PostId, RegisterName
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.office import queries as q
from oa_desktop.office.incoming.receiving import Registration, addressees, registered
from oa_desktop.ui.reading.fetched_page import fetch_page
from tests.fakes.incoming import CAME, INCOMING
from tests.fakes.office import FLOW, FakeOffice
from tests.fakes.together import person

INSIDE = b"%PDF-1.4\nfor the leader alone\n"


CORRECTED = replace(
    INCOMING, steps=tuple(replace(one, revises=one.revises or one.id == "check") for one in INCOMING.steps)
)
"""What is registered may be made right until the first check is done, as in the flow that is shipped."""


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice(flows={one.id: one for one in (FLOW, CORRECTED)}, reader=build_reader())


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


def test_nobody_keeps_it_for_themselves_while_a_matter_of_it_is_supervised(office: FakeOffice) -> None:
    document = sealed_up(office)
    wish = Supervise(dossier=document, matter="当面答复来信人", people=(person("head"),))
    office.as_("registrar").perform(wish)
    assert refusal(office, "signer", document=document, kept=True) == "supervise.still-open"
    office.as_("signer").perform(arrival.Unseal(dossier=document))
    assert "report-progress" in [one.act for one in office.state(document).tasks]


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


def test_whoever_it_is_given_to_for_an_addressee_who_has_gone_opens_it_on_their_word(office: FakeOffice) -> None:
    document = sealed_up(office, addressee="head")
    office.as_("security").perform(Grant(post=PostId("post head"), roles=(), clearance=Secrecy.WORK))
    office.as_("registrar").perform(Reassign(dossier=document, person=person("sealer")))
    assert "unseal" in kinds(office, "sealer", document)
    assert refusal(office, "sealer", document=document) == "unseal.no-word"
    office.as_("sealer").perform(arrival.Unseal(dossier=document, reason="原亲启人书面委托"))
    assert document not in [row.dossier for row in office.as_("sealer").ask(q.ToDo())]


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


def test_what_nobody_knew_before_it_was_opened_stands_in_every_register_once_it_is_written_down(
    office: FakeOffice,
) -> None:
    registrar, came = office.as_("registrar"), replace(CAME, personal=True, addressee=person("signer"), number="")
    document = registrar.perform(Registration(incoming=came).act(registrar)).dossiers[0]
    registrar.perform(arrival.RegisterIncoming(dossier=document, series="办件"))
    office.as_("signer").perform(arrival.Unseal(dossier=document))
    before = registered(registrar, document)
    assert (before.title, before.incoming.envelope) == ("", "0031")
    said = replace(
        before.incoming, sender="乙局", number="乙局〔2026〕3号", dated="2026-04-12", pages=4, received="1999-01-01"
    )
    changed = replace(before, incoming=said, title="乙局关于修路的函")
    registrar.perform(changed.correction(registrar, document))
    row = next(row for row in registrar.ask(q.IncomingRegister()) if row.dossier == document)
    told = (row.title, row.kind, row.organ, row.came_number, row.number)
    assert told == ("乙局关于修路的函", "函", "乙局", "乙局〔2026〕3号", "收文〔2026〕办件1号")
    came_now = office.state(document).incoming
    assert came_now is not None
    assert (came_now.pages, came_now.received, came_now.addressee) == (4, row.received_on, person("signer"))
    for words in ("乙局〔2026〕3号", "修路"):
        assert document in [one.document.dossier for one in registrar.ask(q.Search(text=words))]
    form = registrar.papers.form(document).decode()
    assert all(words in form for words in ("乙局〔2026〕3号", "乙局关于修路的函", "2026年4月12日"))
    number = q.NumberLedger(register=RegisterName(code="收文", year=2026, series="办件"))
    assert [one.title for one in registrar.ask(number)] == ["乙局关于修路的函"]


def test_a_text_that_is_handed_in_fills_the_register_as_well(office: FakeOffice) -> None:
    document = sealed_up(office)
    registrar = office.as_("registrar")
    read = Manuscript(
        title="丙局关于种树的函", issuing_organs=("丙局",), document_number="丙局〔2026〕4号", date="2026年4月2日"
    )
    kept = registrar.writing.keep_text(read)
    registrar.perform(act.Revise(dossier=document, source=kept.source, particulars=kept.particulars))
    came = office.state(document).incoming
    assert came is not None
    assert (came.sender, came.number, came.dated, came.envelope) == ("丙局", "丙局〔2026〕4号", "2026-04-02", "0031")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"sender": " "}, "incoming.no-sender"),
        ({"dated": "2099-01-01"}, "incoming.not-yet"),
        ({"dated": "x"}, "date.no-day"),
    ],
)
def test_what_may_not_be_signed_for_may_not_be_written_down_later(
    office: FakeOffice, said: dict[str, str], code: str
) -> None:
    document = sealed_up(office)
    registrar = office.as_("registrar")
    before = registered(registrar, document)
    with pytest.raises(Refused) as refused:
        registrar.perform(replace(before, incoming=replace(before.incoming, **said)).correction(registrar, document))
    assert refused.value.code == code
