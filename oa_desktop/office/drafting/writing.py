"""Writing (拟稿): what a text is begun with, what is found in it, and what is kept of it before an act names it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BufferedReader, BytesIO
from typing import BinaryIO

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.documents.particulars import Attachment, Particulars, particulars_of
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.units.unit_settings import LARGEST_ATTACHMENT_MB
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.attaching import Counted, fit_name
from oa_desktop.office.drafting.beginnings import begin, begin_answer
from oa_desktop.office.drafting.inspecting import Inspection
from oa_desktop.office.flows.cautions import findings_in
from oa_desktop.office.ports.pages import Beside, Reader, Reading, Rendering, nothing_beside
from oa_desktop.office.ports.store import Keep
from oa_desktop.office.secrecy.guarding import Came


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A text that is kept and may now be named by an action."""

    source: Digest
    particulars: Particulars


def keep_text(desk: Desk, manuscript: Manuscript, keep: Keep | None = None) -> Digest:
    """Keep a text, durably; by what keeps contents for one act, where one is given.

    Raises:
        Refused: ``classification.above-grade``: its mark is above what this installation may hold.
    """
    desk.guard.refuse_text(manuscript)
    return keep(manuscript.encode()) if keep else desk.keep(manuscript)


class Writing:
    """What one person writes, up to the act that names it.

    Attributes:
        reader: What reads the files that people bring into a manuscript.
    """

    def __init__(self, desk: Desk, reader: Reader, keep: Keep | None = None) -> None:
        self._desk = desk
        self._keep = keep
        self.reader = reader

    def for_act(self, keep: Keep) -> Writing:
        """Return what keeps texts and files for one act, which are gone again where the act fails."""
        return Writing(self._desk, self.reader, keep)

    # --- how it begins -------------------------------------------------------------------------------------------

    def source(self, kind: DocumentKind) -> str:
        """Return the source of a new paper of a kind, filled in as far as the unit can say it (起稿样式).

        Raises:
            Refused: ``beginning.none``: the office has none for the kind.
        """
        return begin(self._desk, kind)

    def begun(self, kind: DocumentKind) -> Manuscript:
        """Return the text that the source of a new paper reads as.

        Raises:
            Refused: As :meth:`source`.
        """
        return self._read(self.source(kind), kind)

    def begun_answer(self, answers: DossierId, kind: DocumentKind | None = None) -> Manuscript:
        """Return the text with which an answer to an incoming document begins (拟稿答复).

        Raises:
            Refused: ``dossier.unknown``, ``answer.not-incoming``, ``beginning.none``.
        """
        chosen, source = begin_answer(self._desk, answers, kind)
        return self._read(source, chosen)

    def read(self, data: bytes, name: str, beside: Beside = nothing_beside) -> Reading:
        """Return the text of a file that somebody brings.

        Raises:
            Refused: ``classification.above-grade``: its name or its words bear such a mark; as the reader does.
            Unavailable: ``confine.failed``.
        """
        self._desk.guard.refuse_file(name, BytesIO(data), len(data), Came.SOURCE)
        reading = self.reader.read(data, name, beside)
        self._desk.guard.refuse_text(reading.manuscript, Came.SOURCE)
        return reading

    def _read(self, source: str, kind: DocumentKind) -> Manuscript:
        return self.reader.read(source.encode(), f"{kind.value}.md").manuscript

    # --- how it looks, and what is wrong with it -----------------------------------------------------------------

    def preview(self, manuscript: Manuscript) -> Rendering:
        """Lay out a text without keeping anything."""
        return self._desk.render(manuscript)

    @property
    def inspection(self) -> Inspection:
        """What inspects texts and files by the rules of the office; pages look as those of its drafts."""
        return self._desk.inspecting()

    def findings_in(self, draft: KeptDraft, document: DossierId | None = None) -> tuple[Finding, ...]:
        """Return what is wrong with what is being written, with what the office knows of it.

        Raises:
            Refused: ``dossier.unknown``, ``resource.faulty``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``resource.unreadable``.
        """
        return findings_in(self._desk, draft, document)

    # --- what goes into an action --------------------------------------------------------------------------------

    def keep_text(self, manuscript: Manuscript) -> Kept:
        """Keep a text, durably, so that Draft or Revise may name it.

        Raises:
            Refused: ``classification.above-grade``: its mark is above what this installation may hold.
        """
        return Kept(source=keep_text(self._desk, manuscript, self._keep), particulars=particulars_of(manuscript))

    def keep_package(self, name: str, data: bytes) -> Attachment:
        """Keep an exchange package, durably, however large.

        Raises:
            Unavailable: ``disk.full``.
        """
        return Attachment(name=name, size=len(data), digest=self._kept(data))

    def keep_file(self, name: str, stream: BinaryIO, size: int) -> Attachment:
        """Keep an attached file that is said to have ``size`` bytes, durably; what is read is what is recorded.

        Raises:
            Refused: ``attachment.name``, ``attachment.too-large``, also when it grows past the limit while it is read;
                ``classification.above-grade``: its name or its words bear such a mark.
            Unavailable: ``disk.full``.
        """
        given = fit_name(name)
        limit = self._desk.organisation().setting(LARGEST_ATTACHMENT_MB) * 1_000_000
        counted = Counted(stream, given, limit)
        counted.refuse_above_limit(size)
        looked_at = self._desk.guard.refuse_file(given, BufferedReader(counted), size)
        digest = self._kept(looked_at)
        return Attachment(name=given, size=counted.size, digest=digest)

    def _kept(self, data: bytes | BinaryIO) -> Digest:
        return (self._keep or self._desk.store.blobs.keep)(data)
