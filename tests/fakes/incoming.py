"""Documents that came to the office of 清源县, and an office that handles them."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.catalogue.flows import load_flows
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import DossierId, PersonId
from oa_desktop.domain.manuscript import Manuscript
from tests.fakes.office import FLOW, FakeOffice
from tests.fakes.together import TOGETHER

FLOWS = load_flows(Path(__file__).parent.parent / "data" / "flows")
"""Of the tests' own, since golden journals hold them; those that are shipped may change."""
INCOMING, TO_READ = (FLOWS[name] for name in ("incoming-general", "incoming-to-read"))


def receiving() -> FakeOffice:
    """An office that sends out and takes in."""
    return FakeOffice(flows={one.id: one for one in (FLOW, TOGETHER, INCOMING, TO_READ)})


def request(title: str = "关于解决抗旱资金的请示", kind: str = "请示") -> Manuscript:
    """What the registrar types of a document that came."""
    return Manuscript(title=title, kind=kind, issuing_organs=("甲镇人民政府",), recipients="清源县人民政府")


CAME = Incoming(sender="甲镇人民政府", number="甲政〔2026〕7号", dated="2026-04-10", envelope="0031", copies=2)


def received(office: FakeOffice, flow: Flow = INCOMING, came: Incoming = CAME, **typed: str) -> DossierId:
    """Sign for a document."""
    registrar = office.as_("registrar")
    kept = registrar.writing.keep_text(request(**typed))
    return registrar.perform(arrival.Receive(flow=flow, incoming=came, source=kept.source)).dossiers[0]


def proposed(office: FakeOffice, *handlers: str, **typed: str) -> DossierId:
    """Bring a document to its proposal, with those who are to handle it chosen, the lead first."""
    document = received(office, **typed)
    registrar = office.as_("registrar")
    registrar.perform(arrival.RegisterIncoming(dossier=document, series="办件"))
    registrar.perform(arrival.FirstCheck(dossier=document))
    people = tuple(PersonId(f"person {one}") for one in handlers)
    chosen = act.ChosenParties(step="handle", people=people, lead=people[0] if people else "")
    words = "拟请财政科主办，农业科协办，请县领导批示。"
    office.as_("reviewer").perform(arrival.Propose(dossier=document, opinion=words, chosen=(chosen,) if people else ()))
    return document


def assigned(office: FakeOffice, *handlers: str, **typed: str) -> DossierId:
    """Bring a document before those who handle it."""
    document = proposed(office, *handlers, **typed)
    office.as_("signer").perform(arrival.Instruct(dossier=document, opinion="同意拟办意见，抓紧办理。"))
    office.as_("registrar").perform(arrival.Assign(dossier=document))
    return document
