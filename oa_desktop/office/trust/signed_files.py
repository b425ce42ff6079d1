"""Signed files at somebody's desk (核验签章文件): the verdict by what the unit trusts, and the page that says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.trust.verdicts import FileVerdict
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.papers.papers import Papers
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import watched
from oa_desktop.office.trust.trust_of import trust_of
from oa_desktop.office.trust.verdict_page import TITLE, verdict_form

_ENDINGS = (".ofd", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A file that was verified.

    Attributes:
        name: Of the file.
        verdict: What was said of it.
        dossier: The document whose page it is; empty for a file that somebody brought.
    """

    name: str
    verdict: FileVerdict
    dossier: DossierId = DossierId("")


def _signable(state: Dossier) -> Iterator[tuple[str, Digest]]:
    """Yield what of a document may be sealed electronically: its sealed pages, or the files that came."""
    sealed = state.sealed
    if sealed and sealed.ofd:
        yield f"{state.particulars.title}.ofd", sealed.ofd
        yield f"{state.particulars.title}.pdf", sealed.rendering
    if state.incoming:
        yield from ((one.name, one.digest) for one in state.attachments if one.name.lower().endswith(_ENDINGS))


@watched("核验签章文件")
class SignedFileDesk:
    """Verifies signed files for somebody; whoever is signed in may, for the file is the person's own to show."""

    def __init__(self, office: OpenOffice, desk: Desk, papers: Papers) -> None:
        self._office = office
        self._desk = desk
        self._papers = papers

    def verify(self, data: bytes, name: str) -> Verified:
        """Return the verdict on a file by what the unit trusts.

        Raises:
            Refused: ``verdict.not-signable``, ``verdict.too-hard``.
            Unavailable: ``confine.failed``.
        """
        trust = trust_of(self._desk.organisation(), self._desk.store.blobs)
        return Verified(name=name, verdict=self._office.ports.signed_files.verify(data, trust))

    def verify_page(self, dossier: DossierId) -> Verified:
        """Return the verdict on the page of a document: as it was sealed, or the file that came.

        Raises:
            Refused: ``verdict.no-sealed-page``: there is none that may be signed; ``dossier.unknown``,
                ``incoming.not-open``, and as :meth:`verify`.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        state = self._desk.known(dossier)
        for name, digest in _signable(state):
            data = self._papers.content(dossier, digest)
            if self._office.ports.signed_files.kind(data):
                return replace(self.verify(data, name), dossier=dossier)
        raise Refused("verdict.no-sealed-page", title=state.particulars.title)

    def made(self, verified: Verified, work: Presswork = AS_IT_IS) -> bytes:
        """Return a verdict as a page, PDF."""
        day = self._desk.clock.now().date().isoformat()
        form = verdict_form(verified.verdict, verified.name, self._desk.organisation().name, day)
        data = self._desk.renderer.form(form, self._desk.look())
        return data if work == AS_IT_IS else self._office.ports.press.worked(data, work)

    def hand_out(self, verified: Verified, work: Presswork = AS_IT_IS) -> bytes:
        """Return the page, as :meth:`made`, to leave the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made(verified, work)
        self._office.record_output(self._desk.standing, TITLE, verified.dossier, self._desk.crypto.digest(data))
        return data
