"""To whom one delegates, from when to when, and how far (委托别人); whose tasks, where one may do so for others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.actions.delegating import Delegate, DelegateFor
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.units.delegating import handling_roles
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import DELEGATING, Role
from oa_desktop.i18n import _
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.field_editors import FieldEditor, editor_of
from oa_desktop.ui.acting.people_editor import PeopleEditor
from oa_desktop.ui.look.small_dialogs import agree_or_cancel
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.workplace import Workplace

_WEEK = timedelta(days=6)
_CHARACTERS = 30
_PART = 6
"""A list of people takes one of so many parts of the window's height."""
Options = tuple[tuple[str, str], ...]


class DelegateDialog(SnugDialog):
    """Asks to whom one delegates.

    Signals:
        agreed: What is to be done (``Delegate``, ``DelegateFor``).
    """

    agreed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("delegate-to", _("委托别人"), parent, topic="窗口.md#委托", characters=_CHARACTERS)
        self._unit, self._own = workplace.session.organisation(), workplace.session.standing.person
        self._editors: dict[str, FieldEditor] = {}
        asked = QFormLayout()
        asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in _fields(workplace.session):
            self._editors[field.name] = editor_of(field)
            asked.addRow(_(field.label), self._editors[field.name].widget)
        column = QVBoxLayout(self)
        column.addLayout(asked)
        column.addWidget(agree_or_cancel(self))
        if "giver" in self._editors:
            whose: Any = self._editors["giver"].widget
            whose.currentIndexChanged.connect(lambda _place: self._offer_scope())
        self._offer_scope()
        for people in self.findChildren(PeopleEditor):
            people.take_room(parent.window().height() // _PART)

    @property
    def _giver(self) -> PersonId:
        return PersonId(self._editors["giver"].value()) if "giver" in self._editors else self._own

    def _offer_scope(self) -> None:
        """Offer what the person whose tasks they are has to lend."""
        held = handling_roles(self._unit, self._giver)
        for name, options in (("roles", _roles(held)), ("acts", _acts(held))):
            editor: Any = self._editors[name].widget
            editor.offer(options)

    def accept(self) -> None:
        """Hand out what is said; the office judges it."""
        said = {name: editor.value() for name, editor in self._editors.items()}
        giver = self._giver
        said["roles"] = tuple(Role(one) for one in said["roles"])
        said.pop("giver", None)
        super().accept()
        self.agreed.emit(Delegate(**said) if giver == self._own else DelegateFor(giver=giver, **said))


def _fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked for, with what usually stands there: a week from today on, all tasks."""
    unit, own, today = session.organisation(), session.standing.person, session.today
    people = _people(unit)
    others = tuple(one for one in people if one[0] != own)
    kinds = tuple((one.value, one.value) for one in DocumentKind)
    asked = (
        FieldRow(name="delegate", label="委托给", sort=FieldSort.PERSON, options=others),
        FieldRow(name="since", label="从", sort=FieldSort.DATE, usual=today.isoformat()),
        FieldRow(name="until", label="到（含这一天）", sort=FieldSort.DATE, usual=(today + _WEEK).isoformat()),
        FieldRow(name="roles", label="哪些角色", sort=FieldSort.SOME),
        FieldRow(name="kinds", label="哪些文种", sort=FieldSort.SOME, options=kinds),
        FieldRow(name="acts", label="哪些环节", sort=FieldSort.SOME),
        FieldRow(name="reason", label="原因", sort=FieldSort.TEXT),
    )
    if DELEGATING.isdisjoint(session.standing.roles):
        return asked
    return (FieldRow(name="giver", label="谁的待办", sort=FieldSort.CHOICE, options=people, usual=str(own)), *asked)


def _people(unit: Organisation) -> Options:
    """Return who handles documents, by rank."""
    handling = (one for one in unit.people if handling_roles(unit, one.id))
    ranked = sorted(handling, key=lambda one: (one.rank, one.id))
    return tuple((str(one.id), f"{one.name}（{unit.posts_of(one.id)[0].title}）") for one in ranked)


def _roles(held: frozenset[Role]) -> Options:
    return tuple((one.value, one.value) for one in Role if one in held)


def _acts(held: frozenset[Role]) -> Options:
    """Return the acts that complete tasks of some roles."""
    asked = ((kind, DECLARATIONS[action].term, PERMITS.get(action)) for kind, action in BY_KIND.items())
    onward = (one for one in asked if one[2] is not None and DECLARATIONS[BY_KIND[one[0]]].onward)
    return tuple((kind, term) for kind, term, permit in onward if permit and permit.roles & held)
