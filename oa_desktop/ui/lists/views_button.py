"""The views (视图) that a person keeps of lists: taken up, kept under a name, renewed, dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from oa_desktop.i18n import _
from oa_desktop.office.lists.views import View
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.lists.columns_menu import ColumnsMenu
from oa_desktop.ui.lists.filter_bar import FilterBar, bar_button
from oa_desktop.ui.lists.lines_view import LinesView
from oa_desktop.ui.workplace import Workplace

_TOPIC = "窗口.md#公文清单"
_ALTERED = "*"
"""Stands behind the name of a view that was altered since it was taken up."""


class ViewsButton(QObject):
    """The last button of a filter bar: it says which view is shown, and whether it was altered since.

    Attributes:
        button: In the bar.
        menu: The views, and what can be done with them.
    """

    def __init__(self, workplace: Workplace, bar: FilterBar, lines: LinesView) -> None:
        super().__init__(bar)
        self._workplace = workplace
        self._bar = bar
        self._lines = lines
        self._shown: View | None = None
        self.button = bar_button(_("视图"), "view", bar)
        self.menu = QMenu(self.button)
        self._columns = ColumnsMenu(lines, self.menu)
        self.menu.aboutToShow.connect(self._look)
        self.button.setMenu(self.menu)
        bar.add(self.button)
        bar.asked.connect(lambda _outline: self._mark())
        lines.rearranged.connect(self._mark)

    def _look(self) -> None:
        self.menu.clear()
        self.menu.addAction("…").setEnabled(False)
        self._workplace.read(lambda session: session.views.all(), self, self._fill, instead_of="views")

    def _fill(self, views: tuple[View, ...]) -> None:
        self.menu.clear()
        for view in views:
            self.menu.addAction(view.name).triggered.connect(lambda _on=False, view=view: self.take_up(view))
        self.menu.addSeparator()
        self.menu.addAction(_("存成视图…")).triggered.connect(self._ask_name)
        if self._shown is not None and self._altered:
            shown = self._view(self._shown.name)
            label = _("把改动存进“{name}”").format(name=shown.name)
            self.menu.addAction(label).triggered.connect(lambda: self._keep(shown))
        if views:
            self._fill_drops(views)
        self.menu.addSeparator()
        self.menu.addMenu(self._columns)

    def _fill_drops(self, views: tuple[View, ...]) -> None:
        drops = self.menu.addMenu(_("删除视图"))
        for view in views:
            drops.addAction(view.name).triggered.connect(lambda _on=False, name=view.name: self._drop(name))

    # --- what is done with them ----------------------------------------------------------------------------------

    def take_up(self, view: View) -> None:
        """Show a list as it was kept."""
        self._shown = view
        self._lines.choose_columns(view.columns)
        self._bar.take(view.outline)

    def _ask_name(self) -> None:
        name = FieldRow(name="name", label=_("视图的名称"), sort=FieldSort.TEXT)
        dialog = FieldsDialog("view-name", _("存成视图"), (name,), self._bar, topic=_TOPIC, leave=_("取消"))
        dialog.say(_("20 字以内；只有您自己看得到。"))
        dialog.agreed.connect(lambda said: self._keep(self._view(said["name"]), dialog.accept))
        dialog.open()

    def _keep(self, view: View, kept: Callable[[], object] = bool) -> None:
        def keep(session: Session, _progress: object) -> None:
            session.views.keep(view)

        def done(_none: object) -> None:
            kept()
            self._kept(view)

        self._workplace.write(keep, self, done)

    def _kept(self, view: View) -> None:
        self._shown = view
        self._mark()

    def _drop(self, name: str) -> None:
        def drop(session: Session, _progress: object) -> None:
            session.views.drop(name)

        self._workplace.write(drop, self, lambda _none: self._dropped(name))

    def _dropped(self, name: str) -> None:
        if self._shown is not None and self._shown.name == name:
            self._shown = None
            self._mark()

    # --- what it says --------------------------------------------------------------------------------------------

    def _view(self, name: str) -> View:
        """Return the list as it is shown now, under a name."""
        return View(name=name, outline=self._bar.outline, columns=self._lines.chosen)

    @property
    def _altered(self) -> bool:
        return self._shown is not None and self._view(self._shown.name) != self._shown

    def _mark(self) -> None:
        """Say which view is shown; another list is another matter."""
        if self._shown is not None and self._bar.outline.of is not self._shown.outline.of:
            self._shown = None
        name = self._shown.name if self._shown else _("视图")
        self.button.setText(name + (_ALTERED if self._altered else ""))
        told = _("{name}，改过，还没有存").format(name=name) if self._altered else name
        self.button.setToolTip(told)
        self.button.setAccessibleName(told)
