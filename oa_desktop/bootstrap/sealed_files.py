"""What scenarios with electronic seals leave (签章演示): sealed files, whom to trust, altered copies and verdicts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PIL import Image

from oa_desktop.bootstrap.adapters import build_sealer, build_signed_files, build_viewer
from oa_desktop.bootstrap.refused_seals import RefusedSeals
from oa_desktop.bootstrap.tampering import altered_ofd, altered_pdf
from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.signed_pdf.files import pages, signed_fields, state_after
from oa_desktop.docs.signed_pdf.revisions import read_revisions
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.trust import Impression
from oa_desktop.office.session import Session
from oa_desktop.office.trust.signed_files import Verified
from oa_desktop.security.certificates.trust_folder import write_trust

TRUST, TAMPERED = "trust", "tampered"
SEALED_OFD, SEALED_PDF, EXPIRED, REVOKED = "sealed.ofd", "sealed.pdf", "expired.ofd", "revoked.ofd"
_PIXELS_PER_MM = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A picture of a verdict: which file, by whose trust."""

    file: str
    data: bytes = field(repr=False)
    trust: Trust = field(repr=False)


class SealedFiles:
    """A document with electronic seals on it, in both its forms, and whom its readers are to trust.

    Args:
        session: Of somebody who may know the document.
        dossier: The document.
    """

    def __init__(self, session: Session, dossier: DossierId) -> None:
        applied = session.dossier(dossier).seals[-1]
        self.ofd = session.papers.content(dossier, applied.ofd)
        self.pdf = session.papers.content(dossier, applied.rendering)
        self.trust = session.trust.known()

    def leave(self, out: Path) -> None:
        """Leave them in a folder."""
        write_file(out / SEALED_OFD, self.ofd)
        write_file(out / SEALED_PDF, self.pdf)
        write_trust(out / TRUST, self.trust)


class JudgedFiles:
    """What a sealed document comes to when it is altered, or its seal was no good: copies, and pictures of verdicts.

    Args:
        session: Of somebody who may know the document.
        dossier: The document, with an electronic seal on it.
    """

    def __init__(self, session: Session, dossier: DossierId) -> None:
        self._session = session
        self._sealed = sealed = SealedFiles(session, dossier)
        state = session.dossier(dossier)
        applied, numbered = state.seals[-1], state.numbered
        bare = session.papers.content(dossier, numbered.ofd) if numbered else b""
        seals, place = RefusedSeals(applied.organ, datetime.fromisoformat(applied.time)), [_place(sealed.pdf)]
        self._expired = build_sealer().seal_ofd(bare, seals.expired, place, last=True)
        self._revoked = build_sealer().seal_ofd(bare, seals.revoked, place, last=True)
        self._trust = sealed.trust = seals.trusted(sealed.trust)

    def leave(self, out: Path) -> None:
        """Leave everything in a folder, the sealed document too."""
        self._sealed.leave(out)
        for name, data in ({EXPIRED: self._expired, REVOKED: self._revoked} | self._altered()).items():
            write_file(out / name, data)
        for name, judged in self._verdicts().items():
            write_file(out / f"verdict-{name}.png", _picture(self._page(judged)))

    def _page(self, judged: _Judged) -> bytes:
        """Return the page of a verdict, PDF."""
        verdict = build_signed_files().verify(judged.data, judged.trust)
        return self._session.signed_files.made(Verified(name=judged.file, verdict=verdict))

    def _altered(self) -> dict[str, bytes]:
        ofd = {f"{TAMPERED}/{name}.ofd": data for name, data in altered_ofd(self._sealed.ofd)}
        return ofd | {f"{TAMPERED}/{name}.pdf": data for name, data in altered_pdf(self._sealed.pdf)}

    def _verdicts(self) -> Mapping[str, _Judged]:
        """Return of which files the verdicts are shown, by what is to be seen."""
        altered = f"{TAMPERED}/text-changed.ofd"
        return {
            "intact": _Judged(file=SEALED_OFD, data=self._sealed.ofd, trust=self._trust),
            "intact-pdf": _Judged(file=SEALED_PDF, data=self._sealed.pdf, trust=self._trust),
            "tampered": _Judged(file=altered, data=self._altered()[altered], trust=self._trust),
            "expired": _Judged(file=EXPIRED, data=self._expired, trust=self._trust),
            "revoked": _Judged(file=REVOKED, data=self._revoked, trust=self._trust),
            "unknown": _Judged(file=SEALED_OFD, data=self._sealed.ofd, trust=Trust()),
        }


def _place(pdf: bytes) -> Impression:
    """Return where the first seal stands on a sealed PDF."""
    state = state_after(read_revisions(pdf))
    field_of = signed_fields(state)[0].value
    left, bottom, right, top = (float(edge) * MM_PER_PT for edge in field_of["Rect"])
    page = pages(state).index(field_of["P"].number)
    height_mm = float(state.objects[field_of["P"].number].value["MediaBox"][3]) * MM_PER_PT
    return Impression(
        page=page + 1, x_mm=left, y_mm=height_mm - top, width_mm=round(right - left), height_mm=round(top - bottom)
    )


def _picture(pdf: bytes) -> bytes:
    """Return a page, or pages one below the other, as a PNG."""
    viewer = build_viewer()
    sheets = [viewer.raster(pdf, number, _PIXELS_PER_MM) for number in range(len(viewer.leaves(pdf)))]
    whole = Image.new("RGB", (max(one.width for one in sheets), sum(one.height for one in sheets)), "white")
    top = 0
    for one in sheets:
        whole.paste(Image.frombuffer("RGB", (one.width, one.height), one.data, "raw", "BGRX", 0, 1), (0, top))
        top += one.height
    target = io.BytesIO()
    whole.save(target, "PNG", optimize=True)
    return target.getvalue()
