"""Several documents at once (批量办理): the same act on each, one after the other, and a report of every single one.

There is no act on several documents: each is judged, signed and recorded by itself, and one that is refused hinders no
other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session

MOST = 200
"""Documents that are acted on at once; each takes as long as it would by itself."""
Step = Callable[[int, int], None]
"""Is told how many of how many are done; what it raises leaves the rest undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act that may be done with several documents at once.

    Attributes:
        form: The act, and what it asks for of all of them.
        documents: Those that allow it now.
    """

    form: q.ActFormRow
    documents: tuple[DossierId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What has become of one of several documents.

    Attributes:
        title: Its title.
        problem: Why nothing was done with it; None where the act was done.
        part: Which part of it is meant; empty for the whole.
    """

    document: DossierId
    title: str
    problem: OfficeError | None = None
    part: str = ""

    @property
    def named(self) -> str:
        """What it is called in a report."""
        return "　".join(part for part in (f"《{self.title}》", self.part) if part)


def offers(session: Session, documents: Sequence[DossierId]) -> tuple[Offer, ...]:
    """Return what may be done with several documents, the act that most of them allow first.

    What is asked about once more for each (签发、用印) is done one by one; what asks for different things of different
    documents is offered for each kind of them.
    """
    found: dict[tuple[str, tuple[q.FieldRow, ...]], list[tuple[q.ActFormRow, DossierId]]] = {}
    for document in documents[:MOST]:
        for form in session.ask(q.ActForms(dossier=document)):
            if not form.grave and form.kind not in _ONE_BY_ONE:
                found.setdefault((form.kind, form.fields), []).append((form, document))
    offered = (Offer(form=forms[0][0], documents=tuple(one for _, one in forms)) for forms in found.values())
    return tuple(sorted(offered, key=lambda offer: -len(offer.documents)))


_ONE_BY_ONE = frozenset({"revise", "assign-number", "settle", "record-return", "record-destruction"})
"""Acts that mean something else with every document."""


def unwatched(_done: int, _all: int) -> None:
    """Watch nothing."""


def do_each(
    session: Session, documents: Sequence[DossierId], make: Callable[[DossierId], Action], step: Step = unwatched
) -> tuple[Outcome, ...]:
    """Do an act with every document and return what has become of each; one that is refused hinders no other.

    Args:
        session: Who acts.
        documents: In this order.
        make: Makes the act on a document.
        step: Is told how far it is.
    """
    return each(session, documents, lambda one: session.perform(make(one)), step)


def each(
    session: Session, documents: Sequence[DossierId], do: Callable[[DossierId], object], step: Step = unwatched
) -> tuple[Outcome, ...]:
    """Do something with every document and return what has become of each; one that is refused hinders no other."""
    outcomes = []
    for place, document in enumerate(documents):
        step(place, len(documents))
        outcomes.append(_done(session, document, do))
    return tuple(outcomes)


def _done(session: Session, document: DossierId, do: Callable[[DossierId], object]) -> Outcome:
    title = str(document)
    try:
        title = session.dossier(document).particulars.title
        do(document)
    except OfficeError as problem:
        return Outcome(document=document, title=title, problem=problem)
    return Outcome(document=document, title=title)


def take_back(session: Session, outcomes: Sequence[Outcome], reason: str) -> tuple[Outcome, ...]:
    """Take back what was done with several documents, as far as nobody has acted since; each is an act of its own."""
    done = [one.document for one in outcomes if one.problem is None]
    return do_each(session, done, lambda document: act.Recall(dossier=document, reason=reason))
