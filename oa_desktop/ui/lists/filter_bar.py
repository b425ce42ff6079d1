"""The bar above a list (筛选栏): the words that are searched for, what it is narrowed to, and how it is grouped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolBar, QToolButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import Dated, Filter, Grouping, Outline, OutlineGroup
from oa_desktop.ui.lists.days_menu import DaysMenu
from oa_desktop.ui.lists.facets import FACETS, Condition, Facet, conditions, with_field
from oa_desktop.ui.look.beside import Beside
from oa_desktop.ui.look.icons import icon

_LONG, _SHORT = "查找标题、文号、正文、意见", "查找"
_BESIDE, _ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
_DELAY_MS = 120
"""How long somebody who types must rest before the words are searched for."""

Ask = Callable[[Outline, Callable[[tuple[OutlineGroup, ...]], object]], object]


class FilterBar(QWidget):
    """Words, narrowing and grouping of a list.

    Attributes:
        own: What the list itself is narrowed to; nobody need be told of that, and it stays.

    Signals:
        asked: The outline that is wanted now (``Outline``).
        left: The keyboard is wanted in the list again.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, ask: Ask, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = ask
        self._today = today
        self._outline = Outline()
        self.own = Filter()
        self.words = QLineEdit(self)
        self._narrow = bar_button(_("筛选"), "filter", self)
        self._group = bar_button(_("分组"), "group", self)
        self._buttons = [self._narrow, self._group]
        self._row = Beside(self)
        self._chips = QToolBar(self)
        self._rest = QTimer(self)
        self._lay_out()
        self._fill_menus()

    def _lay_out(self) -> None:
        self.words.setObjectName("find")
        self.words.setAccessibleName(_("查找"))
        self.words.setClearButtonEnabled(True)
        self.words.textEdited.connect(lambda _words: self._rest.start())
        self.words.returnPressed.connect(self.left)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DELAY_MS)
        self._rest.timeout.connect(self._take_words)
        tools = QWidget(self)
        self._line = QHBoxLayout(tools)
        self._line.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons:
            self._line.addWidget(button)
        self._row.add(self.words, 1)
        self._row.add(tools)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self._row)
        whole.addWidget(self._chips)
        self._chips.setAccessibleName(_("已有的筛选条件"))
        self._chips.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._dress()

    def _fill_menus(self) -> None:
        menu = QMenu(self._narrow)
        for facet in FACETS:
            part = menu.addMenu(_(facet.label))
            part.setObjectName(facet.field)
            part.aboutToShow.connect(lambda facet=facet, part=part: self._offer(facet, part))
        days = DaysMenu(self._today, self)
        days.chosen.connect(self._take_days)
        menu.addMenu(days)
        self._narrow.setMenu(menu)
        menu = QMenu(self._group)
        choices = QActionGroup(menu)
        for grouping in Grouping:
            action = choices.addAction(menu.addAction(_(grouping.value)))
            action.setCheckable(True)
            action.setChecked(grouping is self._outline.grouping)
            action.triggered.connect(lambda _on=False, grouping=grouping: self.want(grouping=grouping))
        self._group.setMenu(menu)

    # --- what is wanted ----------------------------------------------------------------------------------------

    @property
    def outline(self) -> Outline:
        """The outline that is wanted."""
        return self._outline

    def want(self, **changed: Any) -> None:
        """Want another outline: what is named changes, the rest stays."""
        self._outline = replace(self._outline, **changed)
        self._show_chips()
        self.asked.emit(self._outline)

    def narrow(self, field: str, value: str) -> None:
        """Want an outline of fewer or, with an empty value, of more documents: a field of the filter changes."""
        self.want(filter=with_field(self._outline.filter, field, value))

    def search_for(self, words: str) -> None:
        """Search for words as if they were typed."""
        if self.words.text() != words:
            self.words.setText(words)
        self._rest.start()

    def clear(self) -> None:
        """Drop words and conditions."""
        self.words.clear()
        self._rest.stop()
        self.want(filter=self.own)

    def add(self, button: QToolButton) -> None:
        """Put a further button behind those for narrowing and grouping."""
        self._buttons.append(button)
        self._line.addWidget(button)
        self._dress()

    def take(self, outline: Outline) -> None:
        """Want just this outline, its words too."""
        self.words.setText(outline.filter.words)
        self._rest.stop()
        self.own = Filter()
        self._outline = outline
        self.want()

    def _take_days(self, dated: Dated, since: str, until: str) -> None:
        self.want(filter=replace(self._outline.filter, dated=dated, since=since, until=until))

    def _take_words(self) -> None:
        if self.words.text().strip() != self._outline.filter.words:
            self.narrow("words", self.words.text().strip())

    # --- choosing ----------------------------------------------------------------------------------------------

    def _offer(self, facet: Facet, menu: QMenu) -> None:
        """Ask what there is to choose from, the other conditions as they are."""
        menu.clear()
        for choice in facet.choices:
            menu.addAction(_(choice)).triggered.connect(lambda _on=False, it=choice: self.narrow(facet.field, it))
        if facet.choices:
            return
        menu.addAction("…").setEnabled(False)
        others = with_field(self._outline.filter, facet.field, "")
        query = Outline(of=self._outline.of, filter=others, grouping=facet.grouping)
        self._ask(query, lambda groups: self._fill(facet, menu, groups))

    def _fill(self, facet: Facet, menu: QMenu, groups: tuple[OutlineGroup, ...]) -> None:
        menu.clear()
        for group in groups:
            if group.head:
                action = menu.addAction(_("{head}　{count} 件").format(head=group.head, count=len(group.keys)))
                action.triggered.connect(lambda _on=False, head=group.head: self.narrow(facet.field, head))
        if menu.isEmpty():
            menu.addAction(_("没有可以选的")).setEnabled(False)

    def _show_chips(self) -> None:
        self._chips.clear()
        for condition in conditions(self._outline.filter, self.own):
            self._chips.addAction(self._chip(condition))
        self._chips.setVisible(self._chips.actions() != [])

    def _chip(self, condition: Condition) -> QAction:
        label, chosen, dropped = condition
        chip = QAction(icon("close"), f"{label}：{chosen}", self._chips)
        chip.setToolTip(_("去掉条件“{label}：{chosen}”").format(label=label, chosen=chosen))
        chip.triggered.connect(lambda: self.want(filter=dropped))
        return chip

    # --- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave words out where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the colours and the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._dress()

    def _dress(self) -> None:
        side = self.fontMetrics().height()
        self.setMinimumWidth(side * 6)
        for button in self._buttons:
            button.setIcon(icon(button.objectName()))
            button.setIconSize(QSize(side, side))
        self._chips.setIconSize(QSize(side * 2 // 3, side * 2 // 3))
        self._show_chips()
        self._fit()

    def _fit(self) -> None:
        """Say in full what can be done here, or as much as there is room for; the buttons go below at the last."""
        for hint, style in ((_LONG, _BESIDE), (_SHORT, _BESIDE), (_SHORT, _ALONE)):
            if self._needed(hint, style) <= self.width():
                return

    def _needed(self, hint: str, style: Qt.ToolButtonStyle) -> int:
        """Say that much, and return the width in pixels that it needs in one row."""
        metrics = self.fontMetrics()
        self.words.setPlaceholderText(_(hint))
        self.words.setMinimumWidth(metrics.horizontalAdvance(_(hint)) + 3 * metrics.height())
        for button in self._buttons:
            button.setToolButtonStyle(style)
        parts = [self.words.minimumWidth(), *(button.sizeHint().width() for button in self._buttons)]
        return sum(parts) + self._line.spacing() * (len(parts) - 1)


def bar_button(label: str, name: str, parent: QWidget) -> QToolButton:
    """Return a button of the bar, with the icon of its name and a menu that opens at once."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setText(label)
    button.setAccessibleName(label)
    button.setToolTip(label)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
