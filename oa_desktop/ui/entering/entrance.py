"""The entrance (入口): everything before the desk, which is the first run where there is no unit, else signing in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.domain.realms import Realm
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.exam_clock import ExamClock
from oa_desktop.ui.entering.choosing_look import ChoosingLook
from oa_desktop.ui.entering.first_run import FirstRun
from oa_desktop.ui.entering.sign_in import SignIn
from oa_desktop.ui.look.appearance import Appearance
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.training.choosing import Choosing
from oa_desktop.ui.training.founding_class import FoundingClass


class Entrance(QWidget):
    """One page at a time: the first run, or the sign-in of a realm.

    Signals:
        entered: Somebody is here (``Session``).
        course_begun: The one who comes in next works through an exercise (``Course``), of which so much time is spent
            (``ExamClock``; None for none).
        realm_known: The realm that the window works in from now on (``Realm``; None before one is chosen).
        broke: What nobody foresaw.
    """

    entered = Signal(object)
    course_begun = Signal(object, object)
    realm_known = Signal(object)
    broke = Signal(object)

    def __init__(
        self,
        premises: Premises,
        tasks: Tasks,
        preferences: Preferences,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("entrance")
        self._premises = premises
        self._tasks = tasks
        self._preferences = preferences
        self._appearance = appearance
        self._page: FirstRun | SignIn | Choosing | FoundingClass | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def open(self, realm: Realm | None) -> None:
        """Open a realm: sign in where it has a unit, else begin the first run; in TRAINING choose an exercise."""
        if realm is Realm.TRAINING:
            self.realm_known.emit(realm)
            self._show(self._choosing())
        elif realm is not None and self._premises.founded(realm):
            self.realm_known.emit(realm)
            self._show(self._sign_in(realm))
        else:
            self.realm_known.emit(None)
            self._show(self._first_run(realm))

    def welcome_again(self) -> None:
        """Be ready for the next person; nothing of the one before is left."""
        if isinstance(self._page, SignIn):
            self._page.welcome_again()

    def begin_again(self, enrolment: Enrolment) -> None:
        """Lay an exercise out once more; nothing where none is chosen here."""
        if isinstance(self._page, Choosing):
            self._page.begin_with(enrolment)

    def _sign_in(self, realm: Realm) -> SignIn:
        page = SignIn(self._premises, realm, self._tasks, self._preferences, self)
        page.entered.connect(self.entered)
        page.elsewhere.connect(self.open)
        page.broke.connect(self.broke)
        return page

    def _choosing(self) -> Choosing:
        page = Choosing(self._premises, self._tasks, self)
        page.begun.connect(self._begin_course)
        page.teacher_wanted.connect(self._let_teach)
        page.broke.connect(self.broke)
        return page

    def _let_teach(self) -> None:
        """Let a teacher sign in to the class, or found it where there is none."""
        self._show(self._sign_in(Realm.TRAINING) if self._premises.founded(Realm.TRAINING) else self._found_class())

    def _found_class(self) -> FoundingClass:
        page = FoundingClass(self._premises, self._tasks, self)
        page.founded.connect(self._let_teach)
        page.left.connect(lambda: self.open(Realm.TRAINING))
        page.broke.connect(self.broke)
        return page

    def _begin_course(self, course: Course, clock: ExamClock | None) -> None:
        self.course_begun.emit(course, clock)
        self.entered.emit(course.session)

    def _first_run(self, realm: Realm | None) -> FirstRun:
        page = FirstRun(self._premises, self._tasks, ChoosingLook(self._preferences, self._appearance), self)
        page.founded.connect(self.open)
        page.broke.connect(self.broke)
        if realm is Realm.DEMONSTRATION:
            page.found_demonstration()
        else:
            page.choose(realm or Realm.DEMONSTRATION)
        return page

    def _show(self, page: FirstRun | SignIn | Choosing | FoundingClass) -> None:
        before, self._page = self._page, page
        self._column.addWidget(page)
        if before is not None:
            before.hide()
            before.deleteLater()
