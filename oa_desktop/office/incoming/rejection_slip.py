"""退文单: what goes back to the sender with a document that was not taken, and why; its form is office practice.

That what does not pass the 初审 goes back with the reasons is 党政机关公文处理工作条例 (2012) Art. 24.
"""

from __future__ import annotations

from oa_desktop.domain.actions.incoming import Reject
from oa_desktop.domain.dates import read_iso, written_day
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.desk import Desk
from oa_desktop.office.supervising.slips import acts_that_hold, common_cells, described

REJECTION = "退文单"
_RECEIPT = "请核对退回的份数，填写下面各栏，交送件的人带回。"


def rejection_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 退文单 of a document as PDF.

    Raises:
        Refused: ``dossier.unknown``, ``paper.not-rejected``.
    """
    state, unit = desk.known(dossier), desk.organisation()
    done = acts_that_hold(desk, dossier)
    rejected = next(((entry, action) for entry, action in done if isinstance(action, Reject)), None)
    if rejected is None or state.incoming is None:
        raise Refused("paper.not-rejected", title=state.particulars.title)
    entry, action = rejected
    values = {
        "退往机关": state.incoming.sender,
        "收文编号": state.number,
        "退文日期": written_day(entry.claimed_time),
        "退文原因": action.reason,
        "经办人": described(unit, entry.actor.person),
        "回执": _RECEIPT,
    }
    cells = common_cells(state) | _cells(state.incoming) | values
    return desk.renderer.form(desk.forms[REJECTION].filled(unit.name, cells), desk.look())


def _cells(came: Incoming) -> dict[str, str]:
    return {
        "来文字号": came.number,
        "来文日期": written_day(came.dated) if read_iso(came.dated) else "",
        "签收日期": written_day(came.received) if read_iso(came.received) else "",
        "封套号": came.envelope,
        "份号": came.copy_numbers,
    }
