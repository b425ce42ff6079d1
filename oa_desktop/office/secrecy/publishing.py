"""Keeping what is secret out of what is made public (信息公开): by its mark, its words, its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.internal import Publish
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.secrecy.classification import Secrecy, claimed_secrecy
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk

_PUBLISH = DECLARATIONS[Publish].kind
_EVER = "9999-12-31"
_ALL = 10_000
"""Classified documents whose files are compared; more no unit has in its sight."""


def refuse_secret_publication(
    desk: Desk, flow: Flow | None, text: Manuscript, files: Iterable[Attachment], answers: DossierId = act.NEW_DOSSIER
) -> None:
    """Refuse that something secret goes through a flow by which things are made public, whatever it is called there.

    Raises:
        Refused: ``publish.classified``.
    """
    if flow is None or all(step.act != _PUBLISH for step in flow.steps):
        return
    why = next(_secret_in(desk, text, tuple(files), answers), "")
    if why:
        raise Refused("publish.classified", title=text.title.replace("\n", ""), why=why)


def _secret_in(desk: Desk, text: Manuscript, files: tuple[Attachment, ...], answers: DossierId) -> Iterator[str]:
    """Yield what of it is secret, in words."""
    if claimed_secrecy(text.classification) > Secrecy.OPEN:
        yield text.classification
    level = desk.guard.level_of(text)
    if level > Secrecy.OPEN:
        yield f"内容里有“{level.label}”标志"
    if answers and desk.known(answers).particulars.secrecy > Secrecy.OPEN:
        yield "它答复的来文有密级"
    known = tuple(_classified(desk))
    named = "\n".join(desk.guard.words_of(text))
    yield from (f"写到了有密级的{row.number}" for row in known if row.number and row.number in named)
    marked = {*(row.dossier for row in known), *desk.store.marks_over(desk.unit, _EVER)} if files else ()
    secret = frozenset(_digests(desk, marked))
    for file in files:
        if file.digest in secret:
            yield f"附件“{file.name}”是有密级的公文的"
        elif desk.guard.level_of_file(desk.store.blobs, file) > Secrecy.OPEN:
            yield f"附件“{file.name}”里有密级标志"


def _classified(desk: Desk) -> Iterator[q.DossierRow]:
    """Yield the documents with a mark that the person may know."""
    for row in desk.store.ask(q.Everything(limit=_ALL), desk.sight):
        if claimed_secrecy(row.classification.partition("（原")[0]) > Secrecy.OPEN:
            yield row


def _digests(desk: Desk, dossiers: Iterable[DossierId]) -> Iterator[Digest]:
    """Yield the files and pages of documents: who brings such a file has it already, whether they know the document."""
    for state in map(desk.dossier, dossiers):
        yield from (one.digest for one in (*state.attachments, *state.pictures))
        fixed = (state.issued, state.numbered, state.sealed)
        yield from (one.rendering for one in fixed if one)
