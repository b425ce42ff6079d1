"""What a screen reader is told (AT-SPI): every visible thing of a program by role, name and place, asked from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_COMPONENT = "org.a11y.atspi.Component"
_TEXT = "org.a11y.atspi.Text"
_STATUS = "org.a11y.Status"
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_STATES = {4: "checked", 8: "enabled", 12: "focused", 23: "selected", 25: "showing"}
_KEY_IN_NAME = re.compile(r"\([A-Z0-9]\)(?=…?$)")
_LABELLED_BY = 2
_ANSWER_SECONDS = 20
_Where: TypeAlias = tuple[str, str]
"""Who has a thing, and its path there."""


class GoneError(Exception):
    """A thing has left the screen between two questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One visible thing.

    Attributes:
        where: Who has it, and its path there.
        role: What it is, in the words of AT-SPI.
        names: Its own name, then those of its labels; a list of choices calls itself by what is chosen.
        told: What else is said of it.
        place: x, y, width and height on the screen, in pixels.
        states: Those of ``_STATES`` that hold.
    """

    where: _Where
    role: str
    names: tuple[str, ...]
    told: str
    place: tuple[int, int, int, int]
    states: frozenset[str]

    @property
    def middle(self) -> tuple[int, int]:
        x, y, width, height = self.place
        return x + width // 2, y + height // 2


class Bus:
    """The accessibility bus of one session."""

    def __init__(self, session: str) -> None:
        self._session = open_dbus_connection(session)
        self._bus = self._open()

    def _open(self) -> DBusConnection:
        desktop = ("org.a11y.Bus", "/org/a11y/bus")
        wanted = (_STATUS, "IsEnabled", ("b", True))
        _ask(self._session, desktop, "org.freedesktop.DBus.Properties", "Set", "ssv", wanted)
        (address,) = _ask(self._session, desktop, "org.a11y.Bus", "GetAddress")
        return open_dbus_connection(address)

    def close(self) -> None:
        """Leave both buses."""
        self._bus.close()
        self._session.close()

    def things(self, role: str = "") -> Iterator[Thing]:
        """Give what is visible and of a role, or everything, window by window, the newest window first."""
        for program in self._children(_ROOT):
            for window in reversed(self._children(program)):
                yield from self._below(window, role)

    def again(self, thing: Thing) -> Thing | None:
        """Return a thing as it is now, if it is still there."""
        try:
            return self._thing(thing.where, thing.role, self._states(thing.where))
        except GoneError:
            return None

    def text(self, thing: Thing) -> str:
        """Return what stands in a field."""
        (said,) = self._ask(thing.where, _TEXT, "GetText", "ii", (0, -1))
        return str(said)

    def _below(self, where: _Where, role: str) -> Iterator[Thing]:
        try:
            states = self._states(where)
            if "showing" not in states:
                return
            (own,) = self._ask(where, _ACCESSIBLE, "GetRoleName")
            thing = self._thing(where, own, states) if role in ("", own) else None
            children = self._children(where)
        except GoneError:
            return
        if thing:
            yield thing
        for child in children:
            yield from self._below(child, role)

    def _states(self, where: _Where) -> frozenset[str]:
        (words,) = self._ask(where, _ACCESSIBLE, "GetState")
        bits = sum(word << 32 * place for place, word in enumerate(words))
        return frozenset(name for bit, name in _STATES.items() if bits >> bit & 1)

    def _thing(self, where: _Where, role: str, states: frozenset[str]) -> Thing:
        (place,) = self._ask(where, _COMPONENT, "GetExtents", "u", (0,))
        names = tuple(self._name(one) for one in (where, *self._labels(where)))
        told = self._property(where, "Description")
        return Thing(where=where, role=role, names=names, told=told, place=place, states=states)

    def _labels(self, where: _Where) -> Iterator[_Where]:
        (relations,) = self._ask(where, _ACCESSIBLE, "GetRelationSet")
        return (label for relation, labels in relations if relation == _LABELLED_BY for label in labels)

    def _name(self, where: _Where) -> str:
        return _KEY_IN_NAME.sub("", self._property(where, "Name"))

    def _children(self, where: _Where) -> list[_Where]:
        (children,) = self._ask(where, _ACCESSIBLE, "GetChildren")
        return list(children)

    def _property(self, where: _Where, name: str) -> str:
        ((_signature, value),) = self._ask(where, "org.freedesktop.DBus.Properties", "Get", "ss", (_ACCESSIBLE, name))
        return str(value)

    def _ask(self, where: _Where, interface: str, what: str, *signature_and_body: Any) -> tuple[Any, ...]:
        return _ask(self._bus, where, interface, what, *signature_and_body)


def _ask(
    bus: DBusConnection, where: _Where, interface: str, what: str, signature: str = "", body: Any = ()
) -> tuple[Any, ...]:
    address = DBusAddress(where[1], bus_name=where[0], interface=interface)
    answer = bus.send_and_get_reply(new_method_call(address, what, signature or None, body), timeout=_ANSWER_SECONDS)
    if answer.header.message_type is MessageType.error:
        raise GoneError(interface, what, answer.body)
    return tuple(answer.body)
