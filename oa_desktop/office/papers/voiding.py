"""What of a page is void by now (作废), for views and copies: the page itself stays as it was signed."""

from __future__ import annotations

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.dossier.state import Phase
from oa_desktop.domain.secrecy.classifying import voided
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.printing import Press, Voided


def voided_on(desk: Desk, state: Dossier) -> Voided:
    """Return what is void on the page of a document as it stands."""
    changed = voided(state.markings) and desk.manuscript(state.source).classification
    present = state.particulars.classification
    return Voided(document=state.phase is Phase.VOID, mark=_now(state) if changed and changed != present else "")


def _now(state: Dossier) -> str:
    """Say what holds in place of the mark on the page, and since when."""
    mark, day = state.particulars.classification, state.markings[-1].day
    return f"{mark}（{day}变更）" if mark else f"已解密（{day}）"


def with_what_is_void(desk: Desk, press: Press, state: Dossier, pdf: bytes) -> bytes:
    """Return the page of a document with what is void on it; the very same bytes where nothing is.

    Raises:
        Refused: ``view.damaged``, ``view.too-hard``.
        Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
    """
    if state.incoming or state.matter:
        return pdf
    found = voided_on(desk, state)
    if not found:
        return pdf
    manuscript = desk.manuscript(state.source)
    return press.voided(pdf, manuscript, desk.look_of(manuscript, signed=state.signed), found)
