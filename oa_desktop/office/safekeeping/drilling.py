"""The drill (恢复演练): a backup is restored into an empty place, opened, verified, and left again."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.verification import Verdict
from oa_desktop.office.ports.store import BackupFacts, Store
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.recording import Recorder
from oa_desktop.office.states import States
from oa_desktop.office.trail.verifying import verify_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Drilled:
    """What a drill has proved.

    Attributes:
        facts: What the backup says that it holds.
        documents: How many documents came back.
        verdict: What verifying every chain, signature and content found, the remembered heads included.
    """

    facts: BackupFacts
    documents: int
    verdict: Verdict


def drill(ports: Ports, store: Store, facts: BackupFacts) -> Drilled:
    """Prove a store that was restored aside: all is there and signed, and lists, search and rights come out the same.

    Raises:
        Unavailable: ``backup.other-lists``: what lists and search are made of differs from what the journals say.
    """
    states = States(store, ports.crypto)
    verdict = verify_store(store, states, ports.crypto, facts.heads)
    shown = store.projections()
    recorder = Recorder(store, states, clock=ports.clock, ids=ports.ids, crypto=ports.crypto)
    documents = sum(recorder.rebuild().values())
    if store.projections() != shown:
        raise Unavailable("backup.other-lists")
    return Drilled(facts=facts, documents=documents, verdict=verdict)
