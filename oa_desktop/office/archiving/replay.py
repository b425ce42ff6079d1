"""办理过程回放: the handling of an archived document step by step, with the page that each person had before them.

The page is the very file that the entry names (decisions/0033), never set anew; where an entry names none, none is
shown, for nobody knows what lay there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.actions.handling import DossierAction, File
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NOTHING, Digest, DossierId, dossier_journal
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.filing import line_of
from oa_desktop.office.incoming.came import refuse_sealed_up
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.reading import timeline
from oa_desktop.office.secrecy.tracing import refuse_output, trace_of
from oa_desktop.office.trail.incidents import OUTPUT, let_out, watched

REPLAY = "办理过程回放"
INDEX = "办理过程.txt"
_PDF = b"%PDF"


class Shown(StrEnum):
    """What is known of the page of a step."""

    SEEN = "当时看到的版面"
    MADE = "这一步定下的版面"
    UNKNOWN = "这一步没有记录看到的版面"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayStep:
    """A step of the replay.

    Attributes:
        row: What was done.
        shown: What is known of its page.
        page: Digest of the page; nothing where none is known.
    """

    row: q.TimelineRow
    shown: Shown = Shown.UNKNOWN
    page: Digest = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayPage:
    """A page as it was, and what the view says across it (水印).

    Attributes:
        redrawn: Whether it was drawn again by fonts of this machine (OFD, DOCX).
    """

    pdf: bytes
    trace: str
    redrawn: bool = False


@watched("归档回放")
class Replays:
    """The replays of documents that the person may know."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def steps(self, document: DossierId) -> tuple[ReplayStep, ...]:
        """Return the steps of a document in the journal's order.

        Raises:
            Refused: ``dossier.unknown``.
        """
        rows = timeline(self._desk, q.Timeline(dossier=document))
        entries = {one.entry.id: one.entry for one in self._desk.store.entries(dossier_journal(document))}
        return tuple(_step(row, entries[row.entry]) for row in rows)

    def page(self, document: DossierId, step: ReplayStep) -> ReplayPage | None:
        """Return the page of a step, None where no page is known, or it is no PDF.

        Raises:
            Refused: ``dossier.unknown``, ``incoming.not-open``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        state = self._desk.known(document)
        refuse_sealed_up(state)
        pdf = self._desk.store.blobs.read(step.page) if step.page else b""
        return ReplayPage(pdf=pdf, trace=trace_of(self._desk, state)) if pdf.startswith(_PDF) else None

    @let_out(OUTPUT)
    def hand_out(self, document: DossierId) -> Mapping[str, bytes]:
        """Return the pages of all steps and what was done, as files by name, to leave the store; it is recorded first.

        Raises:
            Refused: ``dossier.unknown``, ``incoming.not-open``, ``output.not-permitted``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``store.read-only``.
        """
        refuse_output(self._desk, self._desk.known(document), REPLAY, can_be_traced=True)
        files: dict[str, bytes] = {}
        told = []
        for number, step in enumerate(self.steps(document), 1):
            page, name = self.page(document, step), f"{number:03d}-{step.row.act}.pdf"
            files |= {name: self._traced(page)} if page else {}
            told.append(f"{number:03d}  {line_of(step.row)}\n     {step.shown.value}{f'：{name}' if page else ''}\n")
        files[INDEX] = "".join(told).encode()
        digest = self._desk.crypto.digest(b"".join(files.values()))
        self._office.record_output(self._desk.standing, REPLAY, document, digest)
        return files

    def _traced(self, page: ReplayPage) -> bytes:
        return self._office.ports.press.traced(page.pdf, page.trace) if page.trace else page.pdf


def _step(row: q.TimelineRow, entry: Entry) -> ReplayStep:
    shown, page = page_of(entry)
    return ReplayStep(row=row, shown=shown, page=page)


def page_of(entry: Entry) -> tuple[Shown, Digest]:
    """Return what is known of the page that lay before whoever acted, and its digest, nothing where none is known."""
    action = read_action(entry)
    seen = action.seen if isinstance(action, DossierAction) else None
    if seen and seen.page:
        return Shown.SEEN, seen.page
    made = entry.rendering or (action.sheet if isinstance(action, File) else NOTHING)
    return (Shown.MADE, made) if made else (Shown.UNKNOWN, NOTHING)
