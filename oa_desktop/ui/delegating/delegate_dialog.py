"""To whom one delegates, from when to when, and how far (委托别人)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from oa_desktop.domain.actions.delegating import Delegate
from oa_desktop.domain.delegating import handling_roles
from oa_desktop.domain.kinds import DocumentKind
from oa_desktop.domain.organisation import Role
from oa_desktop.i18n import _
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.field_editors import FieldEditor, editor_of
from oa_desktop.ui.look.small_dialogs import agree_or_cancel
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.workplace import Workplace

_ALL = ("", "全部")
_WEEK = timedelta(days=6)
_CHARACTERS = 30


class DelegateDialog(SnugDialog):
    """Asks to whom one delegates.

    Signals:
        agreed: What is to be done (``Delegate``).
    """

    agreed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("delegate-to", _("委托别人"), parent, topic="窗口.md#办理", characters=_CHARACTERS)
        self._editors: dict[str, FieldEditor] = {}
        asked = QFormLayout()
        asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in _fields(workplace.session):
            self._editors[field.name] = editor_of(field)
            asked.addRow(_(field.label), self._editors[field.name].widget)
        column = QVBoxLayout(self)
        column.addLayout(asked)
        column.addWidget(agree_or_cancel(self))

    def accept(self) -> None:
        """Hand out what is said; the office judges it."""
        said = {name: editor.value() for name, editor in self._editors.items()}
        role, kind = said.pop("role"), said.pop("kind")
        super().accept()
        self.agreed.emit(Delegate(**said, roles=(Role(role),) if role else (), kinds=(kind,) if kind else ()))


def _fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked for, with what usually stands there: a week from today on, all tasks."""
    unit, own, today = session.organisation(), session.standing.person, session.today
    others = [one for one in unit.people if one.id != own and handling_roles(unit, one.id)]
    ranked = sorted(others, key=lambda one: (one.rank, one.id))
    people = tuple((str(one.id), f"{one.name}（{unit.posts_of(one.id)[0].title}）") for one in ranked)
    held = handling_roles(unit, own)
    roles = (_ALL, *((one.value, one.value) for one in Role if one in held))
    kinds = (_ALL, *((one.value, one.value) for one in DocumentKind))
    return (
        FieldRow(name="delegate", label="委托给", sort=FieldSort.PERSON, options=people),
        FieldRow(name="since", label="从", sort=FieldSort.DATE, usual=today.isoformat()),
        FieldRow(name="until", label="到（含这一天）", sort=FieldSort.DATE, usual=(today + _WEEK).isoformat()),
        FieldRow(name="role", label="哪些角色的待办", sort=FieldSort.CHOICE, options=roles),
        FieldRow(name="kind", label="哪些文种", sort=FieldSort.CHOICE, options=kinds),
        FieldRow(name="reason", label="原因", sort=FieldSort.TEXT),
    )
