"""The classes of the archive as a tree: 年度, 保管期限, 机构（问题）, each with how many items it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from oa_desktop.domain.ids import ArchiveName
from oa_desktop.i18n import _
from oa_desktop.office.queries import ArchiveClasses, ArchiveClassRow, ArchiveItems
from oa_desktop.office.session import Session

_CHOSEN = Qt.ItemDataRole.UserRole


@dataclass(slots=True)
class _Node:
    """A node that is being made: what it asks for, and how many items lie under it."""

    item: QTreeWidgetItem
    words: str
    items: int = 0


class ClassTree(QTreeWidget):
    """The classes that have items.

    Signals:
        wanted: Another class is before the person (``ArchiveItems``).
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("archive-classes")
        self.setAccessibleName(_("归档类目"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.currentItemChanged.connect(lambda item, _before: self._choose(item))

    @property
    def question(self) -> ArchiveItems | None:
        """What the chosen class asks for, None where none is chosen."""
        item = self.currentItem()
        return item.data(0, _CHOSEN) if item else None

    def show_classes(self, rows: Iterable[ArchiveClassRow], names: Mapping[str, str]) -> None:
        """Show other classes; the one that was chosen stays so.

        Args:
            rows: The classes.
            names: 机构 and 问题 by their codes.
        """
        before = self.question
        self.blockSignals(True)
        self.clear()
        nodes: dict[ArchiveItems, _Node] = {}
        for row in rows:
            self._count(row, names, nodes)
        for node in nodes.values():
            node.item.setText(0, f"{node.words}（{node.items}）")
        self.expandToDepth(1)
        first = next(iter(nodes.values()), None)
        chosen = nodes.get(before, first) if before else first
        self.blockSignals(False)
        if chosen is not None:
            self.setCurrentItem(chosen.item)

    def _count(self, row: ArchiveClassRow, names: Mapping[str, str], nodes: dict[ArchiveItems, _Node]) -> None:
        """Count a class in every node that it lies under."""
        register = ArchiveName(fonds=row.fonds, year=row.year)
        path = (
            (ArchiveItems(register=register), _("{fonds}　{year}年").format(fonds=row.fonds, year=row.year)),
            (ArchiveItems(register=register, retention=row.retention), row.retention),
            (
                ArchiveItems(register=register, retention=row.retention, division=row.division),
                " ".join(part for part in (row.division, names.get(row.division, "")) if part),
            ),
        )
        above: QTreeWidget | QTreeWidgetItem = self
        for question, words in path if row.division else path[:-1]:
            node = nodes.get(question)
            if node is None:
                item = QTreeWidgetItem(above)
                item.setData(0, _CHOSEN, question)
                node = nodes[question] = _Node(item=item, words=words)
            node.items += row.items
            above = node.item

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(item.data(0, _CHOSEN))


def known_classes(session: Session) -> tuple[tuple[ArchiveClassRow, ...], dict[str, str]]:
    """Return the classes, and the names of their divisions by code."""
    schemes = session.organisation().schemes
    names = {one.code: one.name for scheme in schemes for one in scheme.divisions}
    return session.ask(ArchiveClasses()), names
