"""The form of an internal matter (内部事项): which one it is, what stands in its fields, and its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.matters import Matter
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.i18n import _
from oa_desktop.office.changes import Changed
from oa_desktop.office.matters.filling import Filling, row_of
from oa_desktop.office.session import Session
from oa_desktop.ui.filling.filling_dialog import FillingDialog
from oa_desktop.ui.filling.matter_fields import MatterFields
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.autosave import EVERY_MS
from oa_desktop.ui.writing.files.file_drop import FileDrop

_ACROSS = 40
"""Characters across."""
_EDGE = 60
"""Pixels of the window that are seen around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """What the dialog needs of the office before the first key."""

    matters: tuple[Matter, ...]
    people: tuple[str, ...]
    filling: Filling | None


class MatterDialog(FillingDialog):
    """Asks which matter, and for its fields; what lacks is only asked for when it is sent on (送审).

    Attributes:
        kinds: Which matter it is.
        fields: What is filled in.

    Signals:
        begun: A matter was begun (``DossierId``).
        told: What was done, in words (``str``).
    """

    begun = Signal(object)
    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget, document: DossierId | None = None) -> None:
        title = _("内部事项") if document is None else _("改填内部事项")
        super().__init__("matter", title, parent, workplace, topic="窗口.md#内部事项", row=row_of(document))
        self._document = document
        self._people: tuple[str, ...] = ()
        self._typed: dict[str, str] = {}
        self._seen: Filling | None = None
        self.kinds = QComboBox(self)
        self.kinds.setObjectName("matter-kind")
        self.fields = MatterFields(self.files, self)
        self._watch = QTimer(self)
        self._watch.setInterval(EVERY_MS)
        self._watch.timeout.connect(self._look)
        self._lay_out()
        self._workplace.read(lambda session: _begun(session, document), self, self._offer)

    @property
    def matter(self) -> Matter:
        """The blank that is filled in."""
        found: Matter = self.kinds.currentData()
        return found

    def filling(self) -> Filling:
        """Return everything that stands there."""
        return Filling(matter=self.matter, values=self.fields.values(), files=self.files.files())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addLayout(self._head())
        column.addWidget(self._said)
        column.addWidget(self.fields, 1)
        column.addLayout(self._buttons())
        self.files.busy_changed.connect(lambda busy: self._keep.setEnabled(not busy))
        FileDrop(self, lambda _part, _paths: False).dropped.connect(self.files.offer)
        room, letter = self._over.window().size(), self.fontMetrics()
        wide = letter.horizontalAdvance("公") * _ACROSS
        self.resize(min(wide, room.width() - _EDGE), min(34 * letter.lineSpacing(), room.height() - _EDGE))

    def _head(self) -> QHBoxLayout:
        label = QLabel(_("事项"), self)
        label.setBuddy(self.kinds)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.kinds, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        self._keep = self.button("agree", _("拟稿") if self._document is None else _("改好"), self._hand_in)
        self._keep.setEnabled(False)
        give_tone(self._keep, "main")
        row = QHBoxLayout()
        row.addWidget(self.button("clear", _("清空") if self._document is None else _("改回原样"), self._clear))
        row.addStretch(1)
        row.addWidget(self._keep)
        row.addWidget(self.button("cancel", _("以后再填"), self.reject))
        return row

    # --- what stands there ---------------------------------------------------------------------------------------

    def _offer(self, begun: _Begun) -> None:
        self._people = begun.people
        for one in begun.matters:
            self.kinds.addItem(one.name, one)
        self.kinds.setEnabled(len(begun.matters) > 1)
        filling = begun.filling or Filling(matter=begun.matters[0])
        self._show(filling)
        self.kinds.currentIndexChanged.connect(lambda _place: self._change())
        if filling.resumed:
            self._said.tell(
                _("这是上次没有存成的，接着填；不要的请按“{clear}”。").format(clear=self._clear_word), "faint"
            )
        self._watch.start()
        self._keep.setEnabled(True)

    @property
    def _clear_word(self) -> str:
        return _("清空") if self._document is None else _("改回原样")

    def _show(self, filling: Filling) -> None:
        self.kinds.setCurrentText(filling.matter.name)
        self._ask(filling.values)
        self.files.show_files(filling.files)
        self._seen = self.filling()

    def _change(self) -> None:
        """Ask for the fields of another blank; what was typed in fields of the same name stays."""
        self._typed |= self.fields.values()
        self._ask(self._typed)

    def _ask(self, values: Mapping[str, str]) -> None:
        person = "" if self._document else self._workplace.standing.name
        self.fields.ask(self.matter, values, self._people, person=person)

    def _draft(self) -> KeptDraft:
        return self.filling().draft()

    def _look(self) -> None:
        """Keep what stands there, if it is not what stood there last."""
        now = self.filling()
        if now != self._seen:
            self._seen = now
            self._autosave.note()

    def _clear(self) -> None:
        """Throw away what was kept, and begin with what the matter says, or with nothing."""
        self._autosave.stop()
        self._typed = {}
        key, document = row_of(self._document), self._document
        self._workplace.write(
            lambda session, _progress: session.drafts.drop(key),
            self,
            lambda _none: self._workplace.read(lambda session: _begun(session, document), self, self._begin_again),
        )

    def _begin_again(self, begun: _Begun) -> None:
        self._said.hide()
        self._show(begun.filling or Filling(matter=self.matter))

    # --- handing in ----------------------------------------------------------------------------------------------

    def _hand_in(self) -> None:
        filling, document = self.filling(), self._document
        self._seen = filling
        self._autosave.stop()
        self._keep.setEnabled(False)
        self._workplace.perform(lambda session: _act(session, filling, document), self, self._end, self._refuse)

    def _end(self, changed: Changed) -> None:
        key = row_of(self._document)
        self._workplace.write(lambda session, _progress: session.drafts.drop(key), self, lambda _none: None)
        self.begun.emit(changed.dossiers[0])
        self.told.emit(_("已存好：{name}。请看清以后送审。").format(name=self.matter.name))
        self.accept()

    def _refuse(self, error: Exception) -> None:
        """Say what hinders it; nothing that was typed is lost."""
        self._hinder(error, lambda: self._keep.setEnabled(True))

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Look once more at what stands there before going."""
        self._watch.stop()
        if self._seen is not None:
            self._look()
        super().done(result)


def _begun(session: Session, document: DossierId | None) -> _Begun:
    known = tuple(session.matters.known.values())
    return _Begun(
        matters=known if document is None else (session.matters.blank(document),),
        people=tuple(dict.fromkeys(one.name for one in session.organisation().people)),
        filling=session.matters.resumed(document),
    )


def _act(session: Session, filling: Filling, document: DossierId | None) -> act.Draft | act.Revise:
    if document is None:
        return session.matters.begun(filling.matter, filling.values, filling.files)
    return session.matters.revised(document, filling.values, filling.files)
