"""Signed files at somebody's desk (核验签章文件): the verdict by what the unit trusts, and the page that says it."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.verdicts import FileVerdict
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trust_of import trust_of
from oa_desktop.office.verdict_page import TITLE, verdict_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A file that was verified.

    Attributes:
        name: Of the file.
        verdict: What was said of it.
    """

    name: str
    verdict: FileVerdict


class SignedFileDesk:
    """Verifies signed files for somebody; whoever is signed in may, for the file is the person's own to show."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def verify(self, data: bytes, name: str) -> Verified:
        """Return the verdict on a file by what the unit trusts.

        Raises:
            Refused: ``verdict.not-signable``, ``verdict.too-hard``.
            Unavailable: ``confine.failed``.
        """
        trust = trust_of(self._desk.organisation(), self._desk.store.blobs)
        return Verified(name=name, verdict=self._office.ports.signed_files.verify(data, trust))

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
        self._office.record_output(self._desk.standing, TITLE, "", self._desk.crypto.digest(data))
        return data
