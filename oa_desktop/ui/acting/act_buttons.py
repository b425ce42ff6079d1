"""The buttons of acts (办理按钮): the act that moves on first, what is rarely done under 更多."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.queries import ActFormRow
from oa_desktop.ui.acting.act_groups import ActGroup, group_of, place_of
from oa_desktop.ui.acting.act_topics import act_topic
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.acting.manner import DESK, Manner
from oa_desktop.ui.look.tiles import Tiles


class ActButtons(QWidget):
    """One way to each act that is possible now.

    Signals:
        chosen: Kind of the act that is to be done (``str``).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, manner: Manner = DESK) -> None:
        super().__init__(parent)
        self._manner = manner
        self._ways: dict[str, QPushButton | QAction] = {}
        self._place = Tiles(self) if manner.tiled else _Row(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._place)

    def offer(self, forms: Sequence[ActFormRow]) -> None:
        """Offer these acts and no others."""
        self._ways.clear()
        manner = self._manner
        answers = {form.kind for form in forms if form.onward} or manner.answers
        ordered = _ordered(forms, answers, manner)
        near = [form for form in ordered if group_of(form.kind) is not ActGroup.APART]
        shown = near if len(near) + (near != ordered) <= manner.buttons else near[: manner.beside_more]
        buttons: list[QWidget] = [self._button(form, main=form.kind in answers) for form in shown]
        rest = [form for form in ordered if form not in shown]
        self._place.put([*buttons, self._more(rest)] if rest else buttons)

    def enable(self, possible: Callable[[str], bool], why_not: str = "") -> None:
        """Let only those be chosen that are possible, and say why none is, where there is a reason."""
        self._place.setToolTip(why_not)
        self._place.setAccessibleDescription(why_not)
        for kind, way in self._ways.items():
            way.setEnabled(possible(kind))

    def _button(self, form: ActFormRow, *, main: bool) -> QPushButton:
        button = FirmButton(self._words(form), self)
        button.setObjectName(f"act-{form.kind}")
        button.setProperty("kind", form.kind)
        button.setProperty("topic", act_topic(form.term))
        button.setProperty("tone", "main" if main else "")
        button.clicked.connect(lambda _checked=False: self.chosen.emit(form.kind))
        self._ways[form.kind] = button
        return button

    def _more(self, forms: Sequence[ActFormRow]) -> QPushButton:
        button = QPushButton(_("更多"), self)
        button.setObjectName("more-acts")
        button.setProperty("menu", True)
        button.setAccessibleName(_("更多办理：{acts}").format(acts="、".join(map(self._manner.word, forms))))
        menu = QMenu(button)
        for _group, alike in groupby(forms, key=lambda form: group_of(form.kind)):
            menu.addSeparator()
            for form in alike:
                self._ways[form.kind] = self._line(menu, form)
        button.setMenu(menu)
        return button

    def _line(self, menu: QMenu, form: ActFormRow) -> QAction:
        line = menu.addAction(self._words(form))
        line.triggered.connect(lambda _checked=False: self.chosen.emit(form.kind))
        return line

    def _words(self, form: ActFormRow) -> str:
        return _(self._manner.word(form)) + ("…" if self._manner.says_more and (form.grave or form.fields) else "")


class _Row(QWidget):
    """Buttons in a row, each as wide as its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def put(self, buttons: Sequence[QWidget]) -> None:
        """Show these buttons and no others; those that were here are deleted."""
        while (item := self._line.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for button in buttons:
            self._line.addWidget(button)


def _ordered(forms: Sequence[ActFormRow], answers: Set[str], manner: Manner) -> list[ActFormRow]:
    """Return what answers first, then what stands foremost in this manner, then what is alike together."""
    last = len(manner.foremost)
    places = {kind: place for place, kind in enumerate(manner.foremost)}
    onward = {form.kind for form in forms if form.onward}
    return sorted(
        forms,
        key=lambda form: (form.kind not in answers, places.get(form.kind, last), place_of(form.kind, onward)),
    )
