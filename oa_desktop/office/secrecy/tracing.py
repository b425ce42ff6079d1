"""Outputs of what is secret (涉密输出): who may let it out, and the trace (水印) that views and copies carry.

党政机关公文处理工作条例 (2012) Art. 28-37: copying 机密 and 秘密 papers needs the leader's approval. Which posts print,
and how a trace is written, is office practice.
"""

from __future__ import annotations

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.desk import Desk
from oa_desktop.office.secrecy.classifying import is_responsible

PRINTING = frozenset({Role.REGISTRAR, Role.SEAL_KEEPER, Role.DISPATCHER, Role.ARCHIVIST})
"""Who prints, sends out and keeps papers, and so has what was printed and sealed as it is."""
_CODE = 6
"""Signs by which an output is found in the audit trail again."""


def trace_of(desk: Desk, state: Dossier) -> str:
    """Return what a view or a copy of a document says across its pages; empty for one without a mark.

    It names who has it before them, when, and a code that the record of the output says too.
    """
    if state.particulars.secrecy is Secrecy.OPEN:
        return ""
    standing, time = desk.own_standing, desk.clock.now().isoformat(timespec="minutes").replace("T", " ")[:16]
    said = f"{standing.person} {state.id} {desk.clock.now().isoformat()}"
    return f"{standing.name} {time} {desk.crypto.digest(said.encode())[:_CODE].upper()}"


def is_original(desk: Desk, state: Dossier) -> bool:
    """Whether what leaves is the 正本 itself, byte for byte and without a trace, which would break an electronic seal.

    What was sealed on paper leaves so for whoever prints and keeps it.
    """
    if state.sealed is None:
        return False
    return bool(state.sealed.ofd) or not PRINTING.isdisjoint(desk.standing.roles)


def refuse_output(desk: Desk, state: Dossier, what: str, *, can_be_traced: bool) -> None:
    """Refuse that somebody lets out what is secret who may not.

    Whoever drafted it may have prints of it until it is signed, whoever prints and keeps papers and whoever decides on
    secrets always; what carries no trace (files to be edited, attachments) leaves only through these two.

    Raises:
        Refused: ``output.not-permitted``.
    """
    if state.particulars.secrecy < Secrecy.SECRET:
        return
    keeps = not PRINTING.isdisjoint(desk.standing.roles) or is_responsible(desk)
    drafts = state.drafter == desk.standing.person and not state.stands_issued and can_be_traced
    if not (keeps or drafts):
        raise Refused("output.not-permitted", what=what, title=state.particulars.title)
