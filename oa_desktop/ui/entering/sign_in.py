"""Signing in (登录): who, and the 口令; the demonstration introduces its people with their published ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.password_state import TO_CHANGE
from oa_desktop.ui.completing import Completer
from oa_desktop.ui.entering.arriving import Arrival, arrive
from oa_desktop.ui.entering.card import Card, Centred
from oa_desktop.ui.entering.change_password import ChangePassword
from oa_desktop.ui.entering.credentials import Credentials
from oa_desktop.ui.entering.people_list import PeopleList
from oa_desktop.ui.entering.remembered import Remembered
from oa_desktop.ui.look.beside import Beside, Direction
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.premises import Facade, Introduced, Premises
from oa_desktop.ui.tasks import Lane, Tasks

_NARROW, _WIDE = 24, 54
"""Characters of the card alone, and with the people of the demonstration beside it."""
_OTHER = {
    Realm.OFFICIAL: Realm.DEMONSTRATION,
    Realm.DEMONSTRATION: Realm.OFFICIAL,
    Realm.TRAINING: Realm.TRAINING,
}
_WAYS = {Realm.OFFICIAL: "到演示单位试一试", Realm.DEMONSTRATION: "进入或者建立正式单位", Realm.TRAINING: "回到选课"}


class SignIn(QWidget):
    """The pages before the desk: who, and then a password of one's own where somebody else chose it.

    Signals:
        entered: Somebody is here (``Session``).
        elsewhere: Another realm is wanted (``Realm``).
        broke: What nobody foresaw.
    """

    entered = Signal(object)
    elsewhere = Signal(object)
    broke = Signal(object)

    def __init__(
        self, premises: Premises, realm: Realm, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._premises = premises
        self._realm = realm
        self._tasks = tasks
        self._remembered = Remembered(preferences, realm)
        self._asked = False
        self._asking: QWidget | None = None
        self._card = Card(self._remembered.unit or _("登录"), _NARROW, self)
        self._lines = Credentials(_("登录"), self)
        self._people = PeopleList(self)
        self._people.hide()
        self._trouble = QLabel(self)
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        self._trouble.setProperty("tone", "danger")
        self._trouble.setObjectName("trouble")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._card.say_below(_("{realm}域").format(realm=self._realm.label))
        side = QWidget(self)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._lines)
        lines.addStretch(1)
        lines.addWidget(self._way())
        row = Beside(self, narrow=Direction.BottomToTop)
        row.set_gap(24)
        row.add(self._people, 3)
        row.add(side, 2)
        self._card.column.addWidget(self._trouble)
        self._card.column.addWidget(row)
        self._card.fit()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(Centred(self._card, self))

    def _way(self) -> QPushButton:
        way = QPushButton(_(_WAYS.get(self._realm, "")), self)
        way.setObjectName("elsewhere")
        way.setProperty("tone", "link")
        way.setCursor(Qt.CursorShape.PointingHandCursor)
        way.setVisible(self._realm in _OTHER)
        way.clicked.connect(lambda: self.elsewhere.emit(_OTHER[self._realm]))
        return way

    def _bind(self) -> None:
        self._lines.offered.connect(self._try)
        self._people.chosen.connect(self._introduce)
        self._people.taken.connect(lambda one: self._try(one.account, one.password))
        self._lines.account.setCompleter(Completer(self._remembered.accounts, self._lines.account))

    def welcome_again(self) -> None:
        """Be ready for the next person; nothing of the one before is left."""
        self._lines.account.setCompleter(Completer(self._remembered.accounts, self._lines.account))
        self._card.heading.setText(self._remembered.unit or _("登录"))
        self._lines.take("", "")
        self._lines.forget()
        self._people.choose_nobody()
        self._leave_page()

    # --- what may be told before ---------------------------------------------------------------------------------

    def _ask_facade(self) -> None:
        self._tasks.run(lambda _: self._premises.facade(self._realm), self, self._show_facade, self._say_trouble)

    def _show_facade(self, facade: Facade) -> None:
        told = [_("{realm}域").format(realm=self._realm.label), _("系统等级：{grade}").format(grade=facade.grade)]
        hint = _("选一个人，口令就替您填好。") if facade.people else ""
        self._card.say_below("　".join([*told, hint]).strip())
        if facade.unit:
            self._card.heading.setText(facade.unit)
        if facade.people:
            self._card.set_characters(_WIDE)
            self._people.show_people(facade.people)
            self._people.show()

    def _say_trouble(self, error: Exception) -> None:
        if isinstance(error, OfficeError):
            self._trouble.setText(str(say(error.code, error.params)))
            self._trouble.show()
        else:
            self.broke.emit(error)

    def _introduce(self, one: Introduced) -> None:
        self._lines.take(one.account, one.password)

    # --- being let in --------------------------------------------------------------------------------------------

    def _try(self, account: str, password: str, pin: str = "") -> None:
        self._lines.set_busy(True)
        self._tasks.run(
            lambda _: arrive(self._premises.office(self._realm), account, password, pin),
            self,
            self._let_in,
            lambda error: self._refuse(error, account, password, pin),
            lane=Lane.WRITE,
        )

    def _ask_password(self, error: OfficeError, account: str, old: str, pin: str) -> None:
        """Ask whoever may not come in by the password that they have for another one, and let them in by that."""
        self._leave_page()
        card = Card(_("请先换一个口令"), _NARROW, self)
        card.say_below(say(error.code, error.params).why)
        office = self._premises.office(self._realm)
        change = ChangePassword(lambda: office, account, office.sign_in_rules, self._tasks, card, old=old)
        change.broke.connect(self.broke)
        change.changed.connect(lambda new: self._try(account, new, pin))
        self._show_page(card, change)

    def _show_page(self, card: Card, asking: QWidget) -> None:
        card.column.addWidget(asking)
        card.fit()
        self._asking = Centred(card, self)
        self._pages.addWidget(self._asking)
        self._pages.setCurrentWidget(self._asking)

    def _leave_page(self) -> None:
        page = self._asking
        self._asking = None
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    def _let_in(self, arrival: Arrival) -> None:
        self._lines.set_busy(False)
        self._remembered.remember(arrival.account, arrival.unit)
        self.welcome_again()
        self.entered.emit(arrival.session)

    def _refuse(self, error: Exception, account: str, password: str, pin: str) -> None:
        self._lines.set_busy(False)
        if not isinstance(error, OfficeError):
            self.broke.emit(error)
        elif error.code in TO_CHANGE:
            self._lines.forget()
            self._ask_password(error, account, password, pin)
        else:
            self._leave_page()
            self._lines.refuse(error)

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the keyboard into the first line; import what an office needs once the page has been painted."""
        super().showEvent(event)
        self._lines.focus()
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self._ask_facade)
