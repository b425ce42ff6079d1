"""The window (窗口): its frame; the pages in it are signing in, the desk, and the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.unit_settings import FORGET_RECENT
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText, say
from oa_desktop.office.session import Session
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.desk_commands import bind_desk
from oa_desktop.ui.desk_page import DeskPage
from oa_desktop.ui.entering.arriving import notices_of
from oa_desktop.ui.entering.entrance import Entrance
from oa_desktop.ui.entering.guard import Guard
from oa_desktop.ui.entering.own_settings import OwnSettings
from oa_desktop.ui.entering.remembered import Remembered
from oa_desktop.ui.first_light import USUAL_SIZE
from oa_desktop.ui.guiding.guide import Guide
from oa_desktop.ui.leaving.another_key import Last, ask_for_another_key, signing_out
from oa_desktop.ui.look.appearance import Appearance
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.preferences import Preferences, WorkLayout
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.seat import Seat
from oa_desktop.ui.situation import Situation, leads
from oa_desktop.ui.standard_commands import COMMANDS
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.telling.facts import FACTS, Facts
from oa_desktop.ui.telling.isolation import IsolationShown
from oa_desktop.ui.telling.mark import Mark
from oa_desktop.ui.telling.notice_bar import NoticeBar
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.telling.realm_banner import banner_of, entitled, over_everything
from oa_desktop.ui.telling.status_line import ALARMS, StatusLine
from oa_desktop.ui.telling.tray import Tray
from oa_desktop.ui.training.classroom import Classroom

if TYPE_CHECKING:
    from oa_desktop.training.course import Enrolment
    from oa_desktop.ui.writing.editor import Editor

_ICONS: Mapping[Realm | None, str] = {Realm.TRAINING: "window-training"}
"""Where a realm has a drawing of its own on the task bar."""


class Window(QMainWindow):
    """The one window of the program.

    Attributes:
        realm: The realm (域) that it works in, None until one is chosen; its mark never leaves the window.
        tasks: The work behind it.
        commands: What it can be told.
        guide: The help and the way through it.
    """

    def __init__(self, premises: Premises, realm: Realm | None, preferences: Preferences) -> None:
        super().__init__()
        self.realm: Realm | None = None
        self.tasks = Tasks(self)
        self.commands = Commands(COMMANDS, self)
        self._premises = premises
        self._preferences = preferences
        self._seat: Seat | None = None
        self._status = StatusLine(self)
        self._banner = banner_of(realm, self)
        self._notices = NoticeBar(self)
        self._pages = QStackedWidget(self)
        self._guard = Guard(self, self._pages, self.tasks, preferences)
        self._mark = Mark(self.menuBar())
        self._tray = Tray.where_there_is_one(self)
        self._appearance = Appearance(self.commands, preferences, self)
        self._entrance = Entrance(premises, self.tasks, preferences, self._appearance, self)
        self.guide = Guide(self, self.commands, preferences)
        self._opened_for = realm
        self._classroom = Classroom(self, self._pages, premises, self.tasks)
        self._build()
        self._bind()
        if realm is Realm.TRAINING:
            self._isolation = IsolationShown(premises, self.tasks, self._status)
        self._entrance.open(realm)

    @property
    def desk(self) -> DeskPage | None:
        """The desk of who is signed in."""
        return self._seat.desk if self._seat else None

    @property
    def editor(self) -> Editor | None:
        """The editor of who is signed in."""
        return self._seat.editor if self._seat else None

    def _build(self) -> None:
        self.setWindowTitle(entitled(_("公文办公桌"), self._opened_for))
        self.setObjectName("window")
        self.setWindowIcon(icon(_ICONS.get(self._opened_for, "window")))
        if self._banner is not None:
            self.addToolBar(Qt.ToolBarArea.TopToolBarArea, over_everything(self._banner, self))
        self.setCentralWidget(_column(self._notices, self._pages))
        self._pages.addWidget(self._entrance)
        self.setStatusBar(self._status)
        self.commands.fill_menu_bar(self.menuBar())
        self.resize(USUAL_SIZE)
        self.restoreGeometry(self._preferences.layout("window"))

    def _bind(self) -> None:
        self._entrance.entered.connect(self.enter)
        self._entrance.course_begun.connect(self._classroom.expect)
        self._entrance.realm_known.connect(self._know_realm)
        self._entrance.broke.connect(self._tell_accident)
        self._classroom.part_taken.connect(self._change_seat)
        self._classroom.again_wanted.connect(self._begin_again)
        self._classroom.leave_wanted.connect(self._switch)
        self._guard.changed.connect(self._fit)
        self._guard.told.connect(self._notices.tell)
        self._guard.other.connect(self._switch)
        self._guard.broke.connect(self._tell_accident)
        self.tasks.begun.connect(self._status.show_task)
        self._status.outbox_wanted.connect(self._open_outbox)
        self.tasks.broke.connect(self._tell_accident)
        self._appearance.page_moved.connect(lambda place: self.desk.put_page(place) if self.desk else None)
        self._bind_commands()
        settings = OwnSettings(self._guard, self.commands, self.tasks, self._preferences, self)
        settings.told.connect(self._notices.tell)
        settings.broke.connect(self._tell_accident)
        bind_desk(self.commands, lambda: self.desk)

    def _bind_commands(self) -> None:
        single = self.commands.action("list.single-keys")
        single.setChecked(self._preferences.single_keys)
        single.toggled.connect(lambda wanted: setattr(self._preferences, "single_keys", wanted))
        bindings = {
            "window.quit": self.close,
            "document.new": self._seated(lambda seat: seat.writing.write_new()),
            "document.open": self._seated(lambda seat: seat.writing.open_file()),
            "document.answer": self._seated(Seat.answer),
            "document.receive": self._seated(lambda seat: seat.dialogs.receive()),
            "document.matter": self._seated(lambda seat: seat.dialogs.fill_in()),
            "document.drafts": self._seated(lambda seat: seat.writing.show_drafts()),
            "document.revise": self._seated(Seat.revise),
            "edit.undo": self._seated(Seat.undo),
            "edit.redo": self._seated(Seat.redo),
            "edit.note": self._seated(lambda seat: seat.writing.editor.body.ask_note()),
            "inspect.show": self._seated(Seat.inspect),
            "inspect.next": self._seated(lambda seat: seat.writing.editor.step_to_finding(1)),
            "inspect.previous": self._seated(lambda seat: seat.writing.editor.step_to_finding(-1)),
            "inspect.mend": self._seated(lambda seat: seat.writing.editor.mend_findings(all_of_them=False)),
            "inspect.mend-all": self._seated(lambda seat: seat.writing.editor.mend_findings(all_of_them=True)),
            "numbers.open": self._seated(lambda seat: seat.dialogs.open_numbers()),
            "custody.open": self._seated(lambda seat: seat.dialogs.open_custody()),
            "archive.open": self._seated(lambda seat: seat.dialogs.open_archive()),
            "class.open": self._seated(lambda seat: seat.dialogs.open_class(self._premises.ground)),
            "marks.open": self._seated(lambda seat: seat.dialogs.open_marks()),
            "seals.open": self._seated(lambda seat: seat.dialogs.open_seals()),
            "exchange.open": self._seated(lambda seat: seat.dialogs.open_exchange()),
            "clearing.open": self._seated(lambda seat: seat.dialogs.open_clearing()),
            "statistics.open": self._seated(lambda seat: seat.dialogs.open_statistics()),
            "verify.page": self._seated(Seat.verify),
            "verify.file": self._seated(lambda seat: seat.dialogs.verifying.choose()),
            "trust.open": self._seated(lambda seat: seat.dialogs.open_trust()),
            "waiting.open": self._seated(lambda seat: seat.dialogs.open_waiting()),
            "outbox.open": self._open_outbox,
            "settings.open": self._seated(lambda seat: seat.dialogs.open_settings()),
            "audit.open": self._seated(lambda seat: seat.dialogs.open_audit()),
            "rolls.open": self._seated(lambda seat: seat.dialogs.open_rolls()),
            "delegations.open": self._seated(lambda seat: seat.dialogs.open_delegations()),
            "inspect.file": self._seated(lambda seat: seat.inspecting.choose()),
            "lead.open": self._seated(lambda seat: seat.work_at(WorkLayout.LEADER)),
            "lead.leave": self._seated(lambda seat: seat.work_at(WorkLayout.DESK)),
            "lead.next": self._seated(lambda seat: seat.leading.pile.step(1)),
            "lead.before": self._seated(lambda seat: seat.leading.pile.step(-1)),
            "lead.recall": self._seated(lambda seat: seat.leading.take_back()),
            "store.back-up": self._seated(lambda seat: seat.desk.backing_up.choose()),
            "store.renew-key": self._seated(lambda seat: ask_for_another_key(self, seat, self._leave)),
            "store.drill": self._seated(lambda seat: seat.desk.backing_up.choose_backup()),
            "session.lock": self._guard.lock,
            "session.switch": self._switch,
        }
        for command, slot in bindings.items():
            self.commands.bind(command, slot)

    def _open_outbox(self) -> None:
        if self._seat is not None:
            self._seat.dialogs.open_outbox(self._seat.rounds)

    def _seated(self, what: Callable[[Seat], object]) -> Callable[[], object]:
        """Return a slot that does something where somebody sits, and nothing where nobody does."""
        return lambda: what(self._seat) if self._seat else None

    # --- who is here -------------------------------------------------------------------------------------------

    def _know_realm(self, realm: Realm | None) -> None:
        self.realm = realm
        self._mark.show_place(realm)

    def enter(self, session: Session) -> None:
        """Put a signed-in person before the desk; leaving the window signs the person out."""
        seat = self._seat = Seat(session, self.tasks, self.commands, self._preferences, self._pages)
        seat.workplace.problem.connect(self._tell)
        seat.situated.connect(self._fit)
        seat.wanted.connect(self._guard.put)
        seat.kept.connect(self._status.state_kept)
        seat.held.connect(self._status.state_held)
        seat.unkept.connect(self._status.state_unkept)
        seat.workplace.hindrance.changed.connect(self._tell_hindrance)
        seat.rounds.known.connect(self._status.state_accord)
        for page in (seat.desk, seat.writing):
            self._pages.addWidget(page)
        self._guard.put(seat.home)
        self._notices.tell(notices_of(session))
        self._mark.show_place(self.realm, session.organisation().grade)
        if self.realm is not None:
            self._guard.watch_over(seat.workplace, self._premises.office(self.realm))
        self._status.state("person", seat.person)
        Facts(seat.workplace, self._premises, self._status)
        if self._tray is not None:
            seat.reminding.told.connect(self._tray.say)
        self._fit()
        seat.writing.look_for_drafts()
        if not self._classroom.take_seat(seat):
            self.guide.welcome()

    def _tell_hindrance(self) -> None:
        if self._seat is not None:
            hindrance = self._seat.workplace.hindrance
            self._status.state_hindrance(hindrance.words, hindrance.problem)

    def _switch(self) -> None:
        """Let somebody else sign in, once everything is kept."""
        if self._seat is not None:
            self._seat.part(self._leave)

    def _leave(self, last: Last = signing_out) -> None:
        """Sign out, by what is done last with the session; the next person signs in."""
        clear = self._classroom.dismiss()
        self._rise(last)
        clear()

    def _change_seat(self, session: Session) -> None:
        """Let the trainee go on in another role, once everything is kept; nobody signs out."""
        if self._seat is not None:
            self._seat.part(lambda: self._sit_down(session))

    def _begin_again(self, enrolment: Enrolment) -> None:
        """Let the trainee begin an exercise once more, once everything is kept."""
        if self._seat is not None:
            self._seat.part(lambda: self._lay_out_again(enrolment))

    def _lay_out_again(self, enrolment: Enrolment) -> None:
        self._classroom.dismiss()
        self._rise(_staying)
        self._entrance.begin_again(enrolment)

    def _sit_down(self, session: Session) -> None:
        self._rise(_staying)
        self.enter(session)

    def _rise(self, last: Last) -> None:
        """Clear the seat, and do what is done last with its session."""
        seat, self._seat = self._seat, None
        self._forget_recent()
        self._guard.dismiss()
        for subject in ("person", *ALARMS, *FACTS):
            self._status.state(subject, "")
        self._status.stand_alone()
        self._fit()
        self._notices.withdraw()
        self._entrance.welcome_again()
        self._pages.setCurrentWidget(self._entrance)
        self._mark.show_place(self.realm)
        if seat is not None:
            session = seat.leave()
            self.tasks.run(lambda _: last(session), self, self._say, self._tell, lane=Lane.WRITE)

    def _forget_recent(self) -> None:
        """Remember nobody on the sign-in page where the unit does not want it."""
        watched = self._guard.watched
        if watched is not None and self.realm is not None and watched.setting(FORGET_RECENT):
            Remembered(self._preferences, self.realm).forget()

    def _fit(self) -> None:
        """Fit title and commands to what is before the window."""
        seat, locked = self._seat, self._guard.locked
        name = seat.title if seat else _("公文办公桌")
        self.setWindowTitle(entitled(_("已锁定 · 公文办公桌") if locked else name, self._opened_for))
        situation = seat.situation if seat and not locked else Situation(locked=locked)
        self.commands.fit(situation)
        self._be_bare(bare=leads(situation) and not situation.hindrance)
        self._status.setHidden(locked or self._status.isHidden())
        self._notices.put_away(away=locked)

    def _be_bare(self, *, bare: bool) -> None:
        """Leave nothing around the page but the mark, or bring menus and status line back."""
        for menu in self.menuBar().actions():
            menu.setVisible(not bare)
        self._status.setHidden(bare)

    # --- telling -----------------------------------------------------------------------------------------------

    def _tell(self, error: Exception) -> None:
        """Tell a refusal or an outage; anything else is a fault of the program."""
        if isinstance(error, OfficeError):
            self._guard.show(ProblemDialog(say(error.code, error.params), self._ground))
        else:
            self._tell_accident(error)

    def _say(self, words: ProblemText | None) -> None:
        if words is not None:
            self._guard.show(ProblemDialog(words, self._ground))

    def _tell_accident(self, error: Exception) -> None:
        log = self._premises.log(error)
        where = (
            _("技术情况记在 {log}（不含公文内容），请交给技术人员。").format(log=log) if log else _("请告诉技术人员。")
        )
        text = ProblemText(what=_("程序出了意料之外的错误，这一步没有做完。"), why="", do=where)
        self._guard.show(ProblemDialog(text, self._ground))

    @property
    def _ground(self) -> QWidget:
        """What problems are told on: at the leader's desk they are as large as everything else there."""
        seat = self._seat
        return seat.home if seat is not None and seat.layout is WorkLayout.LEADER else self

    # --- Qt's own ----------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep the arrangement, sign out, and let what writes come to its end; before that everything is to be kept."""
        if self._seat and self._seat.pending:
            event.ignore()
            self._seat.part(self.close)
            return
        self._preferences.keep_layout("window", self.saveGeometry())
        self._leave()
        self.tasks.close()
        super().closeEvent(event)


def _staying(_session: Session) -> None:
    """Nothing is done last: the session goes on."""


def _column(*parts: QWidget) -> QWidget:
    """Return parts one below the other, without a gap."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return whole
