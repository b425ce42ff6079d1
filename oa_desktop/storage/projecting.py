"""The projection of a dossier: its line in the lists, its tasks, its parties, its words, what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.dossier import ENDED, Dossier, Fixed, fold
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows import handled
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.flows.handled import Course
from oa_desktop.domain.flows.tasks import Task, of_the_step, open_ones
from oa_desktop.domain.ids import DossierId, dossier_journal, dossier_of
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.secrecy.classifying import mark_in_words
from oa_desktop.storage import fulltext, journals
from oa_desktop.storage.audiences import project_audience
from oa_desktop.storage.before import Before, read_before
from oa_desktop.storage.due_times import Times, most_pressing, times_of
from oa_desktop.storage.encoding import Heads, encode_dossier, encode_flow, encode_heads
from oa_desktop.storage.handled import project_handled
from oa_desktop.storage.held import project_tasks, role_of
from oa_desktop.storage.markings import project_marking
from oa_desktop.storage.memory import Memory, Staged
from oa_desktop.storage.ordering import number_key, title_key
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sayings import project_sayings
from oa_desktop.storage.standings import project_standing
from oa_desktop.storage.supervisions import project_supervisions
from oa_desktop.storage.tables import dossiers, flows, texts
from oa_desktop.storage.taking_part import project_parties

NAMED_PERSON = "指定人员"
"""Stands in a list for whoever holds a task by name and by no role."""

_NEW = insert(dossiers)
_CHANGE = Prepared(
    update(dossiers)
    .where(dossiers.c.row == bindparam("of_row"))
    .values({one.name: bindparam(f"new_{one.name}") for one in dossiers.c if one.name not in ("row", "id")})
)
_FLOW = select(flows.c.key).where(flows.c.key == bindparam("key"))
_NEW_FLOW = insert(flows)
_SAME_FLOW = update(flows).where(flows.c.key == bindparam("of_key")).values(body=bindparam("new_body"))
_NEW_TEXT = insert(texts)
_CHANGE_TEXT = update(texts).where(texts.c.dossier == bindparam("of_row")).values(body=bindparam("new_body"))


def project(
    connection: Connection,
    dossier: Dossier,
    heads: Heads,
    text: str | None,
    staged: Staged,
    *,
    deadlines: Deadlines,
    courses: Sequence[Course] | None = None,
) -> None:
    """Bring every projection of a dossier in line with its state; without courses what was done is told anew.

    Raises:
        LookupError: The dossier has no journal in this store.
    """
    before = read_before(connection, dossier.id)
    row, position = _place(connection, dossier.id, before, staged)
    times = times_of(dossier, deadlines)
    values = _values(dossier, heads, position, most_pressing(times))
    _keep_flow(connection, dossier, before)
    if before is None:
        connection.execute(_NEW, {"row": row, "id": dossier.id, **values})
    else:
        _CHANGE.run(connection, {"of_row": row, **{f"new_{name}": value for name, value in values.items()}})
    project_tasks(connection, dossier, row, position, times)
    project_parties(connection, dossier, row, position, before)
    _project_text(connection, dossier, row, text, before)
    everything = _everything(connection, dossier.id) if courses is None else None
    told = courses or () if everything is None else handled.courses(dossier.id, everything)
    project_handled(connection, row, told, deadlines, afresh=everything is not None)
    project_supervisions(connection, dossier, row, known=before is not None)
    project_standing(connection, dossier, row, known=before is not None)
    project_audience(connection, dossier, row, known=before is not None)
    project_marking(connection, dossier, row, known=before is not None)
    project_sayings(connection, dossier, row, staged, everything)


def _everything(connection: Connection, dossier: DossierId) -> list[Entry]:
    return [one.entry for one in journals.read_entries(connection, dossier_journal(dossier))]


def renew(connection: Connection, deadlines: Deadlines) -> None:
    """Project every document again from its journal, its words too: what an earlier release did not project."""
    staged = Staged(Memory(trusted=lambda: False))
    routes: set[Flow] = set()
    for journal in journals.read_journals(connection):
        wanted = dossier_of(journal)
        if wanted is not None:
            signed = journals.read_entries(connection, journal)
            state = fold(wanted, [one.entry for one in signed])
            project(connection, state, heads_of(signed), None, staged, deadlines=deadlines)
            routes |= {state.flow} if state.flow else set()
    for flow in routes:
        key, body = encode_flow(flow)
        connection.execute(_SAME_FLOW, {"of_key": key, "new_body": body})
    fulltext.index_all(connection)


def _place(connection: Connection, dossier: DossierId, before: Before | None, staged: Staged) -> tuple[int, int]:
    journal = dossier_journal(dossier)
    newest = staged.newest.get(journal)
    if before is not None and newest is not None:
        return before.row, max(newest, before.position)
    return journals.span(connection, journal)


def _values(dossier: Dossier, heads: Heads, position: int, times: Times) -> dict[str, object]:
    said, flow = dossier.particulars, dossier.flow
    return {
        "position": position,
        "unit": dossier.unit,
        "secrecy": int(said.secrecy),
        "department": dossier.department,
        "drafter": dossier.drafter,
        "drafted": dossier.drafted,
        "issued": dossier.is_registered,
        "incoming": dossier.incoming is not None,
        "numbered": dossier.numbered is not None,
        "concluded": dossier.phase in ENDED,
        "phase": dossier.phase.value,
        "step": flow.step(dossier.step).name if flow and flow.has(dossier.step) else "",
        "holder": _holders(dossier.tasks),
        "kind": said.kind,
        "title": said.title,
        "number": dossier.number,
        "organ": said.organ,
        "urgency": said.urgency,
        "classification": mark_in_words(said.classification, dossier.markings),
        "updated": dossier.updated,
        "title_key": title_key(said.title),
        "number_key": number_key(dossier.number),
        **_booked(dossier),
        "parties": len(dossier.parties),
        "unread": len(dossier.unread),
        "circulated_on": dossier.circulated[:10],
        "public_until": dossier.publication.open_until if dossier.publication else "",
        "opened": times[0],
        "due": times[1],
        "asked": len(dossier.asked),
        "flow": encode_flow(flow)[0] if flow else None,
        "state": encode_dossier(dossier),
        "heads": encode_heads(heads),
    }


def _booked(dossier: Dossier) -> dict[str, object]:
    """Return what the books (登记簿) say of a document."""
    issued, numbered, sealed = dossier.signed, dossier.numbered, dossier.sealed
    dispatched, filed = dossier.dispatched, dossier.filed
    return {
        "recipients": dossier.particulars.recipients,
        "sent_to": dispatched.value if dispatched else "",
        "issuer": issued.person if issued else "",
        "issued_on": _day(issued),
        "numbered_on": _day(numbered),
        "dated": numbered.date if numbered else "",
        "dispatched_on": _day(dispatched),
        "filed_on": _day(filed),
        "retention": filed.value if filed else "",
        "copies": sealed.copies if sealed else 0,
        **_came(dossier.incoming),
    }


def _came(incoming: Incoming | None) -> dict[str, object]:
    came = incoming or Incoming(sender="")
    return {"came_number": came.number, "received_on": came.received, "envelope": came.envelope}


def _day(fixed: Fixed | None) -> str:
    return fixed.time[:10] if fixed else ""


def _holders(waiting: Iterable[Task]) -> str:
    """Return the roles that have the document in hand; several, where it lies with several at the same time."""
    return "、".join(dict.fromkeys(role_of(task) or NAMED_PERSON for task in open_ones(of_the_step(waiting))))


def _keep_flow(connection: Connection, dossier: Dossier, before: Before | None) -> None:
    if dossier.flow is None:
        return
    key, body = encode_flow(dossier.flow)
    kept = before is not None and before.flow == key
    if not kept and connection.execute(_FLOW, {"key": key}).one_or_none() is None:
        connection.execute(_NEW_FLOW, {"key": key, "body": body})


def _project_text(connection: Connection, dossier: Dossier, row: int, text: str | None, before: Before | None) -> None:
    if before is not None:
        renamed = before.title != dossier.particulars.title or before.number != dossier.number
        if text is None and not renamed:
            return
    _keep_text(connection, row, text, known=before is not None)
    fulltext.index(connection, row, known=before is not None)


def _keep_text(connection: Connection, row: int, text: str | None, *, known: bool) -> None:
    if not known:
        connection.execute(_NEW_TEXT, {"dossier": row, "body": text or ""})
    elif text is not None:
        connection.execute(_CHANGE_TEXT, {"of_row": row, "new_body": text})
