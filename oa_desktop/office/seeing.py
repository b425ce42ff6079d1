"""What lies before a person (所见), and what of it goes into the act that they sign."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.on_paper import PaperAction
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.seen import Seen
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers.voiding import with_what_is_void
from oa_desktop.office.ports.printing import Press
from oa_desktop.office.secrecy.tracing import trace_of

DECIDING = (act.WrittenAction, act.MarkRead, PaperAction)
"""Acts that say something about a text: they name what lay before whoever says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidBefore:
    """A document as it is laid before somebody, all of one moment.

    Attributes:
        source: Digest of the text.
        seen: The text's number, the page and the files.
        pdf: The page.
        shown: The page as it is shown: with what is void on it by now; the page itself stays as it is.
        trace: What the view says across it (水印), empty for what has no mark; the page itself stays as it is.
    """

    source: Digest
    seen: Seen
    pdf: bytes = field(repr=False)
    shown: bytes = field(repr=False)
    trace: str = ""


def lay_before(desk: Desk, press: Press, state: Dossier, page: Digest, pdf: bytes) -> LaidBefore:
    """Take note that a page is before the person, so that it can be signed."""
    fixed = (one.rendering for one in (state.sealed, state.numbered) if one)
    kept = page in (*fixed, *(one.digest for one in state.attachments))
    desk.shown.keep((state.source, page, desk.adopted(state.signed)), b"" if kept else pdf)
    trace = trace_of(desk, state)
    shown = with_what_is_void(desk, press, state, pdf)
    return LaidBefore(source=state.source, seen=replace(state.seen, page=page), pdf=pdf, shown=shown, trace=trace)


def with_seen(desk: Desk, state: Dossier, action: act.DossierAction) -> act.DossierAction:
    """Return an act with what lay before whoever does it; the page is kept, so that it can be shown in thirty years.

    Raises:
        Refused: ``act.page-changed``: the page that is named is not the one that the person had before them last.
    """
    if not isinstance(action, DECIDING):
        return action
    seen = action.seen or state.seen
    if seen.page and action.source == state.source:  # an act on another text is refused as such
        _keep_page(desk, state, seen.page)
    return replace(action, seen=seen)


def _keep_page(desk: Desk, state: Dossier, page: Digest) -> None:
    pdf = desk.shown.get((state.source, page, desk.adopted(state.signed)))
    if pdf is None:
        raise Refused("act.page-changed", title=state.particulars.title)
    if pdf:
        desk.store.blobs.keep(pdf)
