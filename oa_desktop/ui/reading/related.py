"""Whence a document came and what belongs to it (来文、复文、转为收文): a line with links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from oa_desktop.domain.dates import written_day
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.session import Session
from oa_desktop.ui.workplace import Workplace

_BETWEEN = " · "
_LINK = re.compile("</?a[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of one document."""

    document: DossierId
    came: bool
    lines: tuple[str, ...]


_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class Related(QLabel):
    """The line of one document; hidden where there is nothing to say.

    Signals:
        wanted: Another document is to be opened (``DossierId``).
        known: Whether the document is one that came (``bool``).
    """

    wanted = Signal(object)
    known = Signal(bool)

    def __init__(self, workplace: Workplace, parent: QWidget, *, plain: bool = False) -> None:
        """Make one that says nothing yet.

        Args:
            workplace: How it reaches the office.
            parent: What it stands in.
            plain: Whether it names the others and does not open them, as where one thing is looked at at a time.
        """
        super().__init__(parent)
        self._workplace = workplace
        self._plain = plain
        self._document: DossierId | None = None
        self.setObjectName("related")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        if not plain:
            self.setTextInteractionFlags(_LINKS)  # titles stand there, which nobody copies
        self.setContentsMargins(8, 4, 8, 4)
        self.linkActivated.connect(lambda document: self.wanted.emit(DossierId(document)))
        self.hide()

    def show_document(self, document: DossierId | None) -> None:
        """Say what belongs to a document."""
        if document != self._document:
            self.hide()
            self.known.emit(False)
        self._document = document
        if document is not None:
            self._workplace.read(
                lambda session: _known(session, document), self, self._show, lambda _error: None, instead_of="related"
            )

    def _show(self, found: _Known) -> None:
        if found.document == self._document:
            said = "<br>".join(found.lines)
            self.setText(_LINK.sub("", said) if self._plain else said)
            self.setVisible(bool(found.lines))
            self.known.emit(found.came)


def _known(session: Session, document: DossierId) -> _Known:
    state = session.dossier(document)
    return _Known(document=document, came=state.incoming is not None, lines=tuple(_lines(session, state)))


def _lines(session: Session, state: Dossier) -> Iterator[str]:
    if state.incoming:
        said = (*_facts(state.incoming), _envelope(session, state))
        yield _BETWEEN.join(f"<nobr>{escape(part)}</nobr>" for part in said if part)
    for label, documents in _others(state):
        for one in filter(None, documents):
            with suppress(Refused):  # it exists and may not be known
                yield f"{label}：{_link(session.dossier(one))}"


def _others(state: Dossier) -> Iterator[tuple[str, tuple[DossierId, ...]]]:
    """Yield the documents that belong to one, by what they are to it."""
    yield _("答复的来文"), (state.answers,)
    yield _("复文"), state.replies
    yield _("由来的内部事项"), (state.origin,)
    yield _("转成的收文"), (state.became,)


def _link(state: Dossier) -> str:
    title = escape(f"{state.number} {state.particulars.title}".strip())
    return f'<a href="{state.id}">{title}</a>（{escape(state.phase.value)}）'


def _facts(came: Incoming) -> Iterator[str]:
    yield _("来文机关：{sender}").format(sender=came.sender)
    yield came.number
    yield _("{day}签收").format(day=written_day(came.received)) if came.received else ""
    yield _("封套 {envelope}").format(envelope=came.envelope) if came.envelope else ""
    yield _("{count}份").format(count=came.copies)
    yield _("份号 {numbers}").format(numbers=came.copy_numbers) if came.copy_numbers else ""


def _envelope(session: Session, state: Dossier) -> str:
    """Return in words what became of an envelope for one person alone (亲启)."""
    if state.is_sealed_up:
        named = state.incoming.addressee if state.incoming else None
        return _("{name}亲启，还没有启封").format(name=session.organisation().person(named).name if named else "")
    return _("亲启，{day}启封").format(day=written_day(state.opened.time[:10])) if state.opened else ""
