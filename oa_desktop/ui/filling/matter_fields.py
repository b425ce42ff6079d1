"""The fields of a blank (栏目), drawn from it: what is typed stays while another blank is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.domain.documents.matters import Matter
from oa_desktop.office.matters.fields import field_rows, values_of
from oa_desktop.ui.acting.field_editors import FieldEditor, editor_of


class MatterFields(QScrollArea):
    """The fields of one blank, and below them whatever belongs to the form."""

    def __init__(self, below: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._editors: dict[str, FieldEditor] = {}
        self._fields = QWidget()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.addWidget(self._fields)
        self._column.addWidget(below)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return values_of({name: editor.value() for name, editor in self._editors.items()})

    def ask(self, matter: Matter, values: Mapping[str, str], people: Iterable[str], *, person: str = "") -> None:
        """Ask for the fields of a blank.

        Args:
            matter: The blank.
            values: What stands in its fields.
            people: Whom a field for people (人员) offers.
            person: Who stands there before anybody has changed it.
        """
        rows = tuple(field_rows(matter, values, people=people, person=person))
        self._editors = {row.name: editor_of(row) for row in rows}
        fields = QWidget()
        form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for row in rows:
            form.addRow(row.label, self._editors[row.name].widget)
        self._column.replaceWidget(self._fields, fields)
        self._fields.deleteLater()
        self._fields = fields
