"""What is seen of a document that came (来文): the first of its files that has pages, and its 收文处理单.

Which cells the form has is data (``resources/forms``) and office practice; the 2012 regulation names none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.incoming import Handle
from oa_desktop.domain.dates import written_day
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.incoming import DEALT_WITH, TO_READ, Incoming
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript, Picture
from oa_desktop.domain.texts.opinions import Opinion
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers.opinions import opinions_in

INCOMING_FORM = "收文处理单"
_CELLS = {"拟办": "拟办意见", "分办": "转办与反馈", "承办": "处理结果", "办结": "处理结果"}
"""In which cells opinion areas stand that are not called so."""
_LARGEST = 50_000_000
"""Bytes of a file that is shown as a page; a larger one is opened outside."""
_HANDLE = DECLARATIONS[Handle].kind
_PDF, _PACKAGE = b"%PDF", b"PK"
"""How files begin that have pages: a PDF, and packages such as OFD and DOCX."""

Plain = Callable[[bytes], bytes]
"""Returns a picture in a form that pages can hold.

Raises:
    Refused: It is none, or cannot be read.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CamePage:
    """The pages that stand for a document that came.

    Attributes:
        pdf: Its pages.
        name: Of the file that they are; empty where no file has pages and they are the 收文处理单.
        redrawn: Whether they were drawn again by fonts of this machine (OFD, DOCX).
    """

    pdf: bytes = field(repr=False)
    name: str = ""
    redrawn: bool = False


def page_of(desk: Desk, state: Dossier, plain: Plain) -> CamePage:
    """Return the first file that has pages, a PDF or a picture exactly as it came, others drawn again; else the form.

    Of what nobody has opened (亲启) it is the form.
    """
    for one in () if state.is_sealed_up else state.attachments:
        pages = _pages(desk, one, plain)
        if pages is not None:
            return pages
    return CamePage(pdf=desk.renderer.form(form_of(desk, state), desk.look()))


def _pages(desk: Desk, file: Attachment, plain: Plain) -> CamePage | None:
    return None if file.size > _LARGEST else pages_of(desk, file.name, desk.store.blobs.read(file.digest), plain)


def pages_of(desk: Desk, name: str, data: bytes, plain: Plain) -> CamePage | None:
    """Return the pages of a file, a PDF or a picture exactly as it is, others drawn again; None where it has none."""
    if data.startswith(_PDF):
        return CamePage(pdf=data, name=name)
    with suppress(Refused):
        if data.startswith(_PACKAGE):
            return CamePage(pdf=desk.renderer.facsimile(data, name), name=name, redrawn=True)
        return CamePage(pdf=_with_picture(desk, name, plain(data)), name=name)
    return None


def _with_picture(desk: Desk, name: str, data: bytes) -> bytes:
    digest = desk.crypto.digest(data)
    text = Manuscript(body=(Picture(digest=digest, name=name),))
    look = replace(desk.look(), pictures={digest: data}, open_slots=False, sealed=False)
    return desk.renderer.render(text, look).data


def findings_in(desk: Desk, state: Dossier) -> tuple[Finding, ...]:
    """Return what is wrong with the first file of a document that can be inspected, as it came (初审).

    Raises:
        Refused: ``incoming.not-inspected``: there is none; ``incoming.not-open``.
    """
    refuse_sealed_up(state)
    for one in state.attachments:
        if one.size <= _LARGEST:
            with suppress(Refused):
                return desk.inspecting().of_file(desk.store.blobs.read(one.digest), one.name).findings
    raise Refused("incoming.not-inspected", title=state.particulars.title)


def refuse_sealed_up(state: Dossier) -> None:
    """Refuse to show what is inside of an envelope that nobody has opened (亲启).

    Raises:
        Refused: ``incoming.not-open``.
    """
    if state.is_sealed_up:
        raise Refused("incoming.not-open", title=state.particulars.title)


def form_of(desk: Desk, state: Dossier) -> Form:
    """Return the 收文处理单 of a document."""
    organisation, said = desk.organisation(), opinions_in(desk, state.id)
    return incoming_form(desk.forms[INCOMING_FORM], state, desk.manuscript(state.source), organisation, said)


def incoming_form(
    blank: Form,
    state: Dossier,
    manuscript: Manuscript,
    organisation: Organisation,
    said: Mapping[str, Sequence[Opinion]],
) -> Form:
    """Return the 收文处理单 of a document as it stands.

    Args:
        blank: The empty form.
        state: The document.
        manuscript: Its elements.
        organisation: Whose form it is.
        said: The opinions of each opinion area.
    """
    came = state.incoming or Incoming(sender="")
    values = {
        "收文编号": came.register,
        "收文日期": written_day(came.received) if came.received else "",
        "办理时限": next((written_day(one.due) for one in state.tasks if one.due), ""),
        "来文单位": came.sender,
        "来文日期": manuscript.date,
        "发文字号": came.number,
        "密级": manuscript.classification,
        "紧急程度": manuscript.urgency,
        "份号": came.copy_numbers,
        "份数": str(came.copies),
        "原件页数": str(came.pages or ""),
        "办或阅": next((one for one in (DEALT_WITH, TO_READ) if one in came.register), ""),
        "标题": manuscript.title.replace("\n", ""),
        "承办单位": "\n".join(handlers_of(state, organisation)),
    }
    return blank.filled(organisation.name, values, _by_cells(said))


def _by_cells(said: Mapping[str, Sequence[Opinion]]) -> Mapping[str, Sequence[Opinion]]:
    cells: dict[str, list[Opinion]] = {}
    for area, opinions in said.items():
        cells.setdefault(_CELLS.get(area, area), []).extend(opinions)
    return cells


def handlers_of(state: Dossier, organisation: Organisation) -> Sequence[str]:
    """Return who handles it, as chosen: the lead (主办) says so."""
    steps = state.flow.steps if state.flow else ()
    chosen = next((state.chosen_for(step) for step in steps if step.act == _HANDLE), None)
    if chosen is None:
        return ()
    known: dict[str, str] = {one.id: one.name for one in organisation.departments}
    known |= {one.id: one.name for one in organisation.people}
    handlers: tuple[str, ...] = (*chosen.departments, *chosen.people)
    leads = chosen.lead if len(handlers) > 1 else ""
    return [known.get(one, one) + ("（主办）" if one == leads else "") for one in handlers]
