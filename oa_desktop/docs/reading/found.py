"""What was recognised so far: the front matter first, then what the text adds for the elements it leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from oa_desktop.docs.reading.keys import Value, element_value, same_value
from oa_desktop.docs.reading.names import marked_names
from oa_desktop.docs.reading.remarks import Remarks, line_place
from oa_desktop.docs.reading.standard_forms import standard_form
from oa_desktop.domain.texts.element_names import ELEMENTS


@dataclass(slots=True, kw_only=True)
class Found:
    """The elements found so far.

    Attributes:
        values: Value of each field of the manuscript.
        remarks: Takes a finding where the text contradicts what was found before.
    """

    values: dict[str, Value]
    remarks: Remarks
    _given: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._given = set(self.values)

    def take(self, line: int, typed: Mapping[str, str | tuple[str, ...]]) -> bool:
        """Take the elements that a place of the text shows; return False when it stays body text.

        All of them are taken or none. What repeats an element of the front matter is taken once (it would else be
        printed twice); what contradicts an element found before is not, and a finding says so.
        """
        values = {name: _value(name, text) for name, text in typed.items() if text}
        standard = {name: standard_form(name, value) for name, value in values.items()}
        for name, value in values.items():
            if name in self.values and not (name in self._given and same_value(self.values[name], value)):
                self.remarks.add("source.differs", line_place(line), element=ELEMENTS[name])
                return False
        for name in values.keys() - self.values.keys():
            self._report_changed(line, name, values[name], standard[name])
        self.values = {**standard, **self.values}
        self._given.difference_update(values)
        return True

    def add(self, name: str, text: str) -> bool:
        """Put more names of organs before those of an element; return False where the front matter gives it."""
        if name in self._given:
            return False
        below = self.text(name)
        self.values[name] = f"{text.rstrip('。；;，,')}，{below}" if below else text
        return True

    def _report_changed(self, line: int, name: str, typed: Value, written: Value) -> None:
        """Report a value whose form was changed, unless only blanks went."""
        if isinstance(typed, str) and typed != written and "".join(typed.split()) != written:
            self.remarks.add("source.form", line_place(line), element=ELEMENTS[name], typed=typed, written=written)

    def report_marks(self, line: int, lines: Iterable[str], names: tuple[str, ...]) -> None:
        """Report marks behind names of attachments, which have none. GB/T 9704-2012 7.3.4."""
        for typed, written in marked_names(lines, names):
            element = ELEMENTS["attachment_notes"]
            self.remarks.add("source.form", line_place(line), element=element, typed=typed, written=written)

    def has(self, name: str) -> bool:
        """Tell whether an element was found."""
        return name in self.values

    def text(self, name: str) -> str:
        """Return the text of an element; empty when it was not found."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else "、".join(value)

    def names(self, name: str) -> tuple[str, ...]:
        """Return the names that an element holds; none when it was not found."""
        value = self.values.get(name, ())
        return (value,) if isinstance(value, str) else value


def _value(name: str, typed: str | tuple[str, ...]) -> Value:
    return typed if isinstance(typed, tuple) else element_value(name, (typed,))
