"""The timeline (办理过程): the steps of the flow, who did what when and with which words, and who must act now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.ink import Ink
from oa_desktop.domain.organisation import Person
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.reading import waited_for
from oa_desktop.office.session import Session
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.reading.timeline_line import LINE, Line, LineDelegate
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handling:
    """Everything that the timeline tells of one document."""

    state: Dossier
    rows: tuple[q.TimelineRow, ...]
    waiting: tuple[Person, ...]
    ink: Mapping[Digest, Ink]


class Timeline(QWidget):
    """Every act on one document, in its order.

    Signals:
        selected: Another act is chosen, or none.
    """

    selected = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._state: Dossier | None = None
        self._steps = QLabel(self)
        self._steps.setWordWrap(True)
        self._steps.setObjectName("steps")
        self._acts = QListWidget(self)
        self._acts.setObjectName("acts-done")
        self._acts.setAccessibleName(_("办理过程"))
        self._acts.setItemDelegate(LineDelegate(self._acts))
        self._acts.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._acts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._acts.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._acts.currentItemChanged.connect(lambda _now, _before: self.selected.emit())
        column = QVBoxLayout(self)
        column.addWidget(self._steps)
        column.addWidget(self._acts, 1)

    def show_document(self, document: DossierId | None) -> None:
        """Show a document's handling."""
        self._acts.clear()
        self._steps.clear()
        self._state = None
        if document is not None:
            self._workplace.read(lambda session: _read(session, document), self, self._show, instead_of="timeline")

    @property
    def has_selection(self) -> bool:
        """Whether an act is chosen."""
        return self._acts.currentItem() is not None

    def copy(self) -> None:
        """Copy the act that is chosen, in words."""
        chosen = self._acts.currentItem()
        if chosen is not None:
            QGuiApplication.clipboard().setText(chosen.text())

    def _show(self, handling: _Handling) -> None:
        self._acts.clear()
        for row in handling.rows:
            self._add(_line(row, handling.ink.get(row.ink)))
        if handling.state.tasks:
            self._add(_now(handling))
        self._acts.scrollToBottom()
        self.selected.emit()
        self._state = handling.state
        self._say_steps(handling.state)

    def _add(self, line: Line) -> None:
        item = QListWidgetItem(line.spoken, self._acts)
        item.setData(LINE, line)

    def _say_steps(self, state: Dossier) -> None:
        """Say the steps in one line: behind, now, to come; each by sign and word."""
        colours = colours_of(self.palette())
        told, spoken = [], []
        for name, sign, word, tone in _steps(state):
            colour = {"good": colours.good, "accent": colours.accent}.get(tone, colours.faint)
            weight = "bold" if tone == "accent" else "normal"
            told.append(f'<span style="color:{colour};font-weight:{weight}">{sign}&nbsp;{escape(name)}</span>')
            spoken.append(f"{name}{word}")
        self._steps.setText(" → ".join(told))
        self._steps.setAccessibleName(_("环节：") + "，".join(spoken))

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._state is not None:
            self._say_steps(self._state)


def _read(session: Session, document: DossierId) -> _Handling:
    state = session.dossier(document)
    rows = session.ask(q.Timeline(dossier=document))
    return _Handling(
        state=state,
        rows=rows,
        waiting=waited_for(session.organisation(), state),
        ink=dict(_ink(session, document, rows)),
    )


def _ink(session: Session, document: DossierId, rows: Iterable[q.TimelineRow]) -> Iterator[tuple[Digest, Ink]]:
    """Yield what was written by hand and can be read; the others are said to be damaged."""
    for digest in {row.ink for row in rows if row.ink}:
        with suppress(OfficeError):
            yield digest, session.ink.read(document, digest)


def _line(row: q.TimelineRow, ink: Ink | None) -> Line:
    overruled = "" if row.effective else _("与另一条记录冲突，没有采用")
    unreadable = _("手写的笔迹已经损坏，读不出来") if row.ink and ink is None else ""
    who = f"{row.person}（{row.title}）" if row.title else row.person
    return Line(
        head=f"{row.act}　{who}",
        time=row.time[:16].replace("T", " "),
        words=row.words,
        ink=ink,
        note="\n".join(note for note in (overruled, unreadable) if note),
        onward=row.onward,
        overruled=not row.effective,
    )


def _now(handling: _Handling) -> Line:
    state = handling.state
    step = state.flow.step(state.step).name if state.flow and state.flow.has(state.step) else state.phase.value
    names = "、".join(one.name for one in handling.waiting)
    words = _("等待：{who}").format(who=names or _roles(state))
    return Line(head=_("现在：{step}").format(step=step), words=words, now=True)


def _roles(state: Dossier) -> str:
    roles = (task.holder.role for task in state.tasks if task.is_open)
    return "、".join(dict.fromkeys(role.value for role in roles if role))


def _steps(state: Dossier) -> list[tuple[str, str, str, str]]:
    """Return the steps of a document's flow: name, sign, word and tone of each."""
    if state.flow is None:
        return []
    ids = [step.id for step in state.flow.steps]
    reached = ids.index(state.step) if state.step in ids and state.tasks else len(ids)
    kinds = (("✓", _("已办"), "good"), ("●", _("正在办"), "accent"), ("○", _("未到"), "faint"))
    return [(step.name, *kinds[(place >= reached) + (place > reached)]) for place, step in enumerate(state.flow.steps)]
