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
from oa_desktop.domain.secrecy.excerpts import Words, core_of
from oa_desktop.domain.secrecy.secrecy_marks import highest_mark, mark_in_name
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists import outlines as o

_PUBLISH = DECLARATIONS[Publish].kind
_EVER = "9999-12-31"
_NAMESAKES = 100
"""Open documents that hold the words of a title and are looked at; more say the same."""


def makes_public(flow: Flow | None) -> bool:
    """Tell whether something is made public on a flow, whatever it is called."""
    return flow is not None and any(step.act == _PUBLISH for step in flow.steps)


def refuse_secret_publication(
    desk: Desk, flow: Flow | None, text: Manuscript, files: Iterable[Attachment], answers: DossierId = act.NEW_DOSSIER
) -> None:
    """Refuse that something secret goes through a flow by which things are made public, whatever it is called there.

    Raises:
        Refused: ``publish.classified``.
    """
    if not makes_public(flow):
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
    yield from _told(desk, known, desk.guard.words_of(text))
    marked = {*(row.dossier for row in known), *desk.store.marks_over(desk.unit, _EVER)} if files else ()
    secret = frozenset(_digests(desk, marked))
    for file in files:
        if file.digest in secret:
            yield f"附件“{file.name}”是有密级的公文的"
        yield from (f"附件“{file.name}”里{why}" for why in _told_by_file(desk, known, file))


def _told_by_file(desk: Desk, known: Iterable[q.DossierRow], file: Attachment) -> Iterator[str]:
    """Yield what the name and the words of a file tell that is secret."""
    words = desk.guard.words_of_file(desk.store.blobs, file)
    if max(mark_in_name(file.name), highest_mark(words)) > Secrecy.OPEN:
        yield "有密级标志"
    yield from _told(desk, known, (file.name, *words))


def _told(desk: Desk, known: Iterable[q.DossierRow], texts: Iterable[str]) -> Iterator[str]:
    """Yield what some texts tell of classified documents: of those alone that the person may know."""
    words = Words.of(texts)
    for row in known:
        if any(map(words.tell_number, (row.number, row.came_number))):
            yield f"写到了有密级的{row.number or row.came_number}"
        elif words.tell_title(row.title) and not _open_namesakes(desk, row.title):
            yield f"写到了有密级的《{row.title}》"
        elif words.tell_sentence(desk.guard.words_of(desk.manuscript(desk.dossier(row.dossier).source))):
            yield f"有一句和有密级的《{row.title}》一字不差"


def _open_namesakes(desk: Desk, title: str) -> bool:
    """Tell whether a numbered document without a mark has the same title: the title alone says nothing then."""
    alike = o.Filter(words=title, secrecy=o.OPEN)
    found = _rows(desk, o.Outline(of=q.OutgoingRegister, filter=alike, limit=_NAMESAKES))
    return any(core_of(row.title) == core_of(title) for row in found)


def _classified(desk: Desk) -> Iterator[q.DossierRow]:
    """Yield the documents with a mark that the person may know."""
    for level in Secrecy:
        if level > Secrecy.OPEN:
            yield from _rows(desk, o.Outline(filter=o.Filter(secrecy=level.label)))


def _rows(desk: Desk, outline: o.Outline) -> Iterator[q.DossierRow]:
    """Yield the lines of an outline within the person's sight."""
    keys = tuple(key for group in desk.store.ask(outline, desk.sight) for key in group.keys)
    yield from (found.document for found in desk.store.ask(o.Lines(keys=keys), desk.sight))


def _digests(desk: Desk, dossiers: Iterable[DossierId]) -> Iterator[Digest]:
    """Yield the files and pages of documents: who brings such a file has it already, whether they know the document."""
    for state in map(desk.dossier, dossiers):
        yield from (one.digest for one in (*state.attachments, *state.pictures))
        fixed = (state.issued, state.numbered, state.sealed)
        yield from (one.rendering for one in fixed if one)
