"""The guard (看守): locks the window on demand and after idle minutes, and unlocks it for the same person."""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QToolTip, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.units.unit_settings import CLIPBOARD_SECONDS, IDLE_MINUTES
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.office import Office
from oa_desktop.office.password_state import TO_CHANGE
from oa_desktop.office.session import Session
from oa_desktop.ui.entering.arriving import notices_of
from oa_desktop.ui.entering.change_password import ChangePassword
from oa_desktop.ui.entering.clipping import Clipping
from oa_desktop.ui.entering.idle import Idle, minutes_within
from oa_desktop.ui.entering.locked import Locked
from oa_desktop.ui.leaving.uncopied_lists import UncopiedLists
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.workplace import Workplace

_ISOLATION_MS = 60_000
"""How often it is looked whether something leads out of the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Whom the guard watches over.

    Attributes:
        who: Name and title.
        account: The account that was used.
        office: The office that let the person in.
        session: The person's session.
    """

    who: str
    account: str
    office: Office
    session: Session

    def setting(self, name: str) -> int:
        """Return a setting of the person's unit."""
        return self.session.organisation().setting(name)


class Guard(QObject):
    """Watches over one person's pages; while it is locked nothing of them can be seen or told to do anything.

    Attributes:
        watched: Who is watched over, None before anybody has come in.
        locked: Whether the window is locked.

    Signals:
        changed: It has been locked or unlocked.
        told: What whoever unlocked it should know (texts).
        other: Somebody else wants to sign in.
        broke: What nobody foresaw.
    """

    changed = Signal()
    told = Signal(object)
    other = Signal()
    broke = Signal(object)

    def __init__(self, window: QMainWindow, pages: QStackedWidget, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._tasks = tasks
        self._preferences = preferences
        self._watched: Watched | None = None
        self._page: Locked | None = None
        self._behind: QWidget | None = None
        self._aside: list[QWidget] = []
        self._clipping = Clipping(self)
        UncopiedLists(self)
        self._isolation = QTimer(self)
        self._isolation.setInterval(_ISOLATION_MS)
        self._isolation.timeout.connect(self.look_out)
        self._idle = Idle(self)
        self._idle.over.connect(self.lock)

    @property
    def watched(self) -> Watched | None:
        """Who is watched over."""
        return self._watched

    @property
    def locked(self) -> bool:
        """Whether the window is locked."""
        return self._page is not None

    def watch_over(self, workplace: Workplace, office: Office) -> None:
        """Watch over somebody who has come in."""
        standing = workplace.standing
        person = workplace.session.organisation().person(standing.person)
        who = _("{name}（{title}）").format(name=standing.name, title=standing.title)
        self._watched = Watched(who=who, account=person.account, office=office, session=workplace.session)
        self._clipping.keep_for(self._watched.setting(CLIPBOARD_SECONDS))
        self._isolation.start()
        self.count_anew()

    def look_out(self) -> None:
        """Look whether something leads out of the network by now; the window locks where nobody may work then."""
        watched = self._watched
        if watched is not None and not self.locked:
            self._tasks.run(lambda _: watched.session.told_of_isolation(), self, lambda _: None, self._close_off)

    def _close_off(self, error: Exception) -> None:
        self.lock()
        self._refuse(error)

    def dismiss(self) -> None:
        """Watch over nobody: the person has left, and what was put aside goes too."""
        self._watched = None
        self._isolation.stop()
        self._idle.end()
        self._forget()
        aside, self._aside = self._aside, []
        for window in filter(shiboken6.isValid, aside):
            window.deleteLater()
        self._open_up()

    def count_anew(self) -> None:
        """Count the idle minutes that the user has chosen from now on, but no more than the unit allows."""
        if self._watched is not None:
            self._idle.begin(minutes_within(self._preferences.idle_minutes, self.most_minutes))

    @property
    def most_minutes(self) -> int:
        """After how many idle minutes the window locks at the latest; 0 where nobody is watched over."""
        return self._watched.setting(IDLE_MINUTES) if self._watched else 0

    def lock(self) -> None:
        """Lock; whatever is open stays as it is, unseen."""
        if self._watched is None or self.locked:
            return
        self._page = Locked(self._watched.who, self._watched.account)
        self._page.lines.offered.connect(self._try)
        self._page.other.connect(self.other)
        self._idle.end()
        self._forget()
        self._put_aside()
        self._behind = self._pages.currentWidget()
        self._pages.setCurrentIndex(self._pages.addWidget(self._page))
        self._listen(on=True)
        self.changed.emit()

    def put(self, page: QWidget) -> None:
        """Put a page before the person, as soon as nothing is locked."""
        if self.locked:
            self._behind = page
        else:
            _put(self._pages, page)

    def show(self, dialog: QDialog) -> None:
        """Show a dialog, as soon as nothing is locked."""
        if self.locked:
            self._aside.append(dialog)
        else:
            dialog.open()

    def _forget(self) -> None:
        """Leave nothing of the person on the clipboard, in a tip, or among the pictures that Qt keeps."""
        self._clipping.clear()
        QToolTip.hideText()
        QPixmapCache.clear()

    def _put_aside(self) -> None:
        """Let no menu, dialog or other window stand before the locked page."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._aside = [one for one in self._window.findChildren(QWidget) if one.isWindow() and one.isVisible()]
        for window in self._aside:
            window.hide()

    def _listen(self, *, on: bool) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            (application.installEventFilter if on else application.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Put a dialog aside that a page behind the lock opens only now; the window's own tell of no document."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QDialog)
            and watched.parentWidget() is not self._window
            and watched not in self._aside
        ):
            watched.setUpdatesEnabled(False)
            self._aside.append(watched)
            QTimer.singleShot(0, watched, watched.hide)
        return super().eventFilter(watched, event)

    def _try(self, account: str, password: str, pin: str) -> None:
        page, watched = self._page, self._watched
        if page is None or watched is None:
            return
        page.lines.set_busy(True)
        self._tasks.run(
            lambda _: _proved(watched.office, account, password, pin),
            page,
            self._unlock,
            lambda error: self._answer(error, account, password, pin),
            lane=Lane.WRITE,
        )

    def _answer(self, error: Exception, account: str, password: str, pin: str) -> None:
        """Refuse somebody, or ask for another password whose own has ended; by that it unlocks."""
        page, watched = self._page, self._watched
        if page is None or watched is None or not isinstance(error, OfficeError) or error.code not in TO_CHANGE:
            self._refuse(error)
            return
        page.lines.forget()
        office = watched.office
        change = ChangePassword(lambda: office, account, office.sign_in_rules, self._tasks, page, old=password)
        change.broke.connect(self.broke)
        change.changed.connect(lambda new: self._try(account, new, pin))
        page.ask_another(say(error.code, error.params).why, change)

    def _unlock(self, notices: tuple[str, ...]) -> None:
        aside, self._aside = self._aside, []
        self._open_up()
        for window in filter(shiboken6.isValid, aside):
            window.setUpdatesEnabled(True)
            window.open() if isinstance(window, QDialog) else window.show()
        self.count_anew()
        self.told.emit(notices)

    def _open_up(self) -> None:
        page, self._page = self._page, None
        if page is None:
            return
        self._listen(on=False)
        if self._behind is not None:
            _put(self._pages, self._behind)
        self._behind = None
        self._pages.removeWidget(page)
        page.lines.forget()
        page.deleteLater()
        self.changed.emit()

    def _refuse(self, error: Exception) -> None:
        if self._page is None:
            return
        self._page.lines.set_busy(False)
        if isinstance(error, OfficeError):
            self._page.lines.refuse(error)
        else:
            self.broke.emit(error)


def _proved(office: Office, account: str, password: str, pin: str) -> tuple[str, ...]:
    """Prove that somebody is who they were: a sign-in of its own, recorded as such, which ends at once."""
    session = office.sign_in(account, password, pin=pin)
    session.sign_out()
    return notices_of(session)


def _put(pages: QStackedWidget, page: QWidget) -> None:
    """Put a page on top; one that is made only now comes to lie among the others."""
    if pages.indexOf(page) < 0:
        pages.addWidget(page)
    pages.setCurrentWidget(page)
