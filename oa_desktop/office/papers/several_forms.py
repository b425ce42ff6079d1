"""The forms of several documents at once (发文稿纸、收文处理单): each is recorded when it leaves, and reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oa_desktop.domain.ids import DossierId
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.printing import Presswork
from oa_desktop.office.session import Session
from oa_desktop.office.several import Outcome, Step, each, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """A form on its way into a file.

    Attributes:
        title: Of its document.
        called: What it is called: 发文稿纸, 收文处理单.
    """

    title: str
    called: str
    data: bytes


def hand_out_forms(
    session: Session, documents: Sequence[DossierId], keep: Callable[[FormFile], object], step: Step = unwatched
) -> tuple[Outcome, ...]:
    """Let the form of every document leave, each recorded first, and return what has become of each."""

    def leave(document: DossierId) -> None:
        title, called = session.dossier(document).particulars.title, session.papers.offered(document)[Paper.FORM]
        keep(FormFile(title=title, called=called, data=session.papers.hand_out(document, Paper.FORM)))

    return each(session, documents, leave, step)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedForms:
    """Forms in one PDF, with what has become of each."""

    pdf: bytes
    outcomes: tuple[Outcome, ...]


def joined_forms(
    session: Session, documents: Sequence[DossierId], work: Presswork, *, leaving: bool = False
) -> JoinedForms:
    """Return the forms of several documents for the printer, each on sheets of its own.

    Args:
        session: Who prints.
        documents: In this order.
        work: What becomes of them on the way.
        leaving: Whether they leave the store, which is recorded first.

    Raises:
        Refused, Unavailable: None of them can be made: why the first cannot.
    """
    take = session.papers.hand_out if leaving else session.papers.made
    made: list[bytes] = []
    outcomes = each(session, documents, lambda one: made.append(take(one, Paper.FORM)))
    if not made and (problem := next((one.problem for one in outcomes), None)):
        raise problem
    return JoinedForms(pdf=session.papers.joined(made, work), outcomes=outcomes)
