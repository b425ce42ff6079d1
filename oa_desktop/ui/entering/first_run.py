"""The first run (第一次使用): three pages at most, nothing asked that can wait; the unit is founded meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.founding import Founded
from oa_desktop.ui.entering.card import Card, Centred
from oa_desktop.ui.entering.choosing_look import ChoosingLook
from oa_desktop.ui.entering.choosing_unit import ChoosingUnit
from oa_desktop.ui.entering.founders import Founders
from oa_desktop.ui.entering.introducing import Introducing
from oa_desktop.ui.entering.recovery_code import RecoveryCode
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Lane, Progress, Tasks

_CHARACTERS = 54
Page = ChoosingUnit | Founders | Introducing | ChoosingLook | RecoveryCode
_UNIT, _PEOPLE, _LOOK = range(3)


class FirstRun(QWidget):
    """Which unit, its people, the look; what takes long is done while the look is chosen.

    Signals:
        founded: A unit is there and whoever sat here wants to go on (``Realm``).
        broke: What nobody foresaw.
    """

    founded = Signal(object)
    broke = Signal(object)

    def __init__(self, premises: Premises, tasks: Tasks, look: ChoosingLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._premises = premises
        self._tasks = tasks
        self._unit = ChoosingUnit(self)
        self._founders = Founders(self)
        self._introducing = Introducing(self)
        self._look = look
        self._recovery: RecoveryCode | None = None
        self._under_way = False
        self._made: Realm | None = None
        self._step = _UNIT
        self._card = Card(_(self._unit.heading), _CHARACTERS, self)
        self._pages = (self._unit, self._founders, self._introducing, self._look)
        self._says = QLabel(self)
        self._bar = QProgressBar(self)
        self._back = QPushButton(_("上一步(&B)"), self)
        self._next = QPushButton(_("下一步(&N)"), self)
        self._lay_out()
        self._bind()
        self._show()

    def _lay_out(self) -> None:
        self._says.setObjectName("says")
        self._says.setProperty("tone", "danger")
        self._says.setWordWrap(True)
        self._bar.setAccessibleName(_("建立单位的进度"))
        self._back.setObjectName("back")
        self._next.setObjectName("next")
        self._next.setProperty("tone", "main")
        buttons = QHBoxLayout()
        buttons.addWidget(self._bar, 1)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        for part in (*self._pages, self._says):
            self._card.column.addWidget(part)
        self._card.column.addLayout(buttons)
        self._card.fit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Centred(self._card, self))

    def _bind(self) -> None:
        self._back.clicked.connect(lambda: self._go(self._step - 1))
        self._next.clicked.connect(self._go_on)
        self._founders.changed.connect(self._fit)

    def choose(self, realm: Realm) -> None:
        """Begin with a realm that is wanted."""
        self._unit.choose(realm)

    def found_demonstration(self) -> None:
        """Found the demonstration's unit at once, for whoever asked for it by name; meanwhile the look is chosen."""
        self.choose(Realm.DEMONSTRATION)
        self._go(_LOOK)
        self._found()

    # --- from page to page ---------------------------------------------------------------------------------------

    @property
    def _realm(self) -> Realm:
        return self._unit.realm

    def _page(self) -> Page:
        if self._recovery is not None:
            return self._recovery
        people = self._founders if self._realm is Realm.OFFICIAL else self._introducing
        return (self._unit, people, self._look)[self._step]

    def _go(self, step: int) -> None:
        self._step = step
        self._tell("")
        self._show()

    def _go_on(self) -> None:
        if self._step == _UNIT:
            self._go(_PEOPLE)
            self._introduce()
        elif self._step == _PEOPLE:
            self._go(_LOOK)
            self._found()
        elif self._recovery is not None:
            self._put_recovery_away()
        elif self._made is not None:
            self.founded.emit(self._made)

    def _show(self) -> None:
        page = self._page()
        for one in self._pages:
            one.setVisible(one is page)
        self._card.heading.setText(_(page.heading))
        self._fit()

    def _fit(self) -> None:
        """Say where one is, and offer what can be done now."""
        place = _("第{step}步，共3步").format(step=self._step + 1)
        meanwhile = _("正在建立单位，请稍等；文字和颜色可以先选。") if self._under_way else ""
        self._card.say_below(f"{place}　{meanwhile}".strip())
        self._back.setVisible(self._step > _UNIT and self._made is None and not self._under_way)
        self._bar.setVisible(self._under_way)
        self._next.setText(_("开始使用(&S)") if self._page() is self._look else _("下一步(&N)"))
        self._next.setEnabled(self._ready())

    def _ready(self) -> bool:
        """Whether all is there that the present page asks for."""
        if self._recovery is not None:
            return self._recovery.is_copied_out
        if self._step == _LOOK:
            return self._made is not None
        return self._step == _UNIT or self._realm is Realm.DEMONSTRATION or not self._founders.lacking

    # --- founding ------------------------------------------------------------------------------------------------

    def _introduce(self) -> None:
        if self._realm is Realm.DEMONSTRATION:
            self._tasks.run(lambda _: self._premises.introduced(), self, self._introducing.show_people, self._refuse)

    def _found(self) -> None:
        self._under_way = True
        work = self._official() if self._realm is Realm.OFFICIAL else self._demonstration
        task = self._tasks.run(work, self, self._finish, self._refuse, lane=Lane.WRITE)
        task.progressed.connect(self._advance)
        self._bar.setRange(0, 0)
        self._fit()

    def _demonstration(self, progress: Progress) -> None:
        self._premises.found_demonstration(progress.step)

    def _official(self) -> Callable[[Progress], Founded | None]:
        request = self._founders.request()
        return lambda _: self._premises.found_official(request)

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _finish(self, founded: Founded | None) -> None:
        self._under_way = False
        self._made = self._realm
        if founded is not None:
            self._show_recovery(founded)
        self._show()
        self._next.setFocus()

    def _show_recovery(self, founded: Founded) -> None:
        """Show what founding yields; nobody goes on before it is copied out."""
        self._recovery = RecoveryCode(self._founders.request().name, founded, self)
        self._recovery.changed.connect(self._fit)
        self._card.column.insertWidget(self._card.column.indexOf(self._says), self._recovery)
        self._founders.forget()

    def _put_recovery_away(self) -> None:
        recovery, self._recovery = self._recovery, None
        if recovery is not None:
            recovery.hide()
            recovery.deleteLater()
        self._show()

    def _refuse(self, error: Exception) -> None:
        self._under_way = False
        self._go(_PEOPLE)
        if isinstance(error, OfficeError):
            self._tell(str(say(error.code, error.params)))
        else:
            self.broke.emit(error)

    def _tell(self, words: str) -> None:
        self._says.setText(words)
        self._says.setVisible(bool(words))
