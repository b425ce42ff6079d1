"""Several documents at once (批量办理): the same act on each, one after the other, and a report of every single one.

There is no act on several documents: each is judged, signed and recorded by itself, and one that is refused hinders no
other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.ids import NOTHING, Digest, DossierId
from oa_desktop.domain.seen import Seen
from oa_desktop.office import queries as q
from oa_desktop.office.seeing import DECIDING
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
class Laid:
    """One of several documents as it lies before whoever acts on them (所见).

    Attributes:
        title: Its title.
        source: Digest of its text; empty where the act decides nothing.
        seen: Its text's number, page and files; None likewise.
        stops: How much of it is to be mended before the act.
    """

    document: DossierId
    title: str
    source: Digest = NOTHING
    seen: Seen | None = None
    stops: int = 0


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


def lay_one(session: Session, document: DossierId, form: q.ActFormRow) -> Laid:
    """Return a document as it lies before whoever is to act on it among others: with all that the act would name.

    Raises:
        Refused: ``dossier.unknown``; its page cannot be laid out.
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    title = session.dossier(document).particulars.title
    asked = session.ask(q.Cautions(dossier=document, kind=form.kind)) if form.cautioned else ()
    laid = Laid(document=document, title=title, stops=sum(len(row.stops) for row in asked))
    if not issubclass(BY_KIND[form.kind], DECIDING):
        return laid
    before = session.papers.lay_before(document)
    return replace(laid, source=before.source, seen=before.seen)


def as_it_lies(session: Session, action: act.DossierAction) -> act.DossierAction:
    """Return an act that names the document as it lies there now, where it names nothing yet; its page is kept with it.

    Raises:
        Refused: As :func:`lay_one`.
        Unavailable: Likewise.
    """
    if not isinstance(action, DECIDING) or action.seen is not None:
        return action
    before = session.papers.lay_before(action.dossier)
    return replace(action, source=before.source, seen=before.seen)


def act_on_each(
    session: Session,
    laid: Sequence[Laid],
    make: Callable[[DossierId], act.DossierAction],
    step: Step = unwatched,
) -> tuple[Outcome, ...]:
    """Do an act with every document as it was laid before the person; one that changed meanwhile is refused.

    Args:
        session: Who acts.
        laid: In this order.
        make: Makes the act on a document.
        step: Is told how far it is.
    """
    known = {one.document: one for one in laid}
    return do_each(session, tuple(known), lambda one: _as_laid(session, known[one], make(one)), step)


def _as_laid(session: Session, one: Laid, action: act.DossierAction) -> act.DossierAction:
    """Return an act that names what lay there; the page is laid out once more, and kept with the act.

    Raises:
        Refused: ``act.page-changed``: it is another page by now. Another text is refused by the act itself.
    """
    if one.seen is None:
        return action
    now = session.papers.lay_before(one.document)
    if now.source == one.source and now.seen.page != one.seen.page:
        raise Refused("act.page-changed", title=one.title)
    return replace(action, source=one.source, seen=one.seen)


def do_each(
    session: Session,
    documents: Sequence[DossierId],
    make: Callable[[DossierId], act.DossierAction],
    step: Step = unwatched,
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
