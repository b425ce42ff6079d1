"""The window (窗口): its frame; the pages in it are signing in, the desk, and the editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.organisation import Role
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText, say
from oa_desktop.office.session import Session
from oa_desktop.ui.commands import Commands, Situation
from oa_desktop.ui.desk_commands import bind_desk
from oa_desktop.ui.desk_page import DeskPage
from oa_desktop.ui.entering.arriving import notices_of
from oa_desktop.ui.entering.entrance import Entrance
from oa_desktop.ui.entering.guard import Guard
from oa_desktop.ui.entering.own_settings import OwnSettings
from oa_desktop.ui.guiding.guide import Guide
from oa_desktop.ui.lists.folders import FOLDERS
from oa_desktop.ui.look.appearance import Appearance
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.standard_commands import COMMANDS
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.telling.facts import FACTS, Facts
from oa_desktop.ui.telling.mark import Mark
from oa_desktop.ui.telling.notice_bar import NoticeBar
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.telling.status_line import StatusLine
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.room import WritingRoom
from oa_desktop.ui.writing.unkept import ask_before_losing

if TYPE_CHECKING:
    from oa_desktop.ui.writing.editor import Editor

_FOLDER = "desk/folder"
"""Which folder was before whoever sat here last."""


@dataclass(slots=True, kw_only=True)
class _Before:
    """What the window has before it now."""

    workplace: Workplace | None = None
    desk: DeskPage | None = None
    writing: WritingRoom | None = None
    situation: Situation = field(default_factory=Situation)


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
        self._before = _Before()
        self._name = _("公文办公桌")
        self._status = StatusLine(self)
        self._notices = NoticeBar(self)
        self._pages = QStackedWidget(self)
        self._guard = Guard(self, self._pages, self.tasks, preferences)
        self._mark = Mark(self.menuBar())
        self._appearance = Appearance(self.commands, preferences, self)
        self._entrance = Entrance(premises, self.tasks, preferences, self._appearance, self)
        self.guide = Guide(self, self.commands, preferences)
        self._build()
        self._bind()
        self._entrance.open(realm)

    @property
    def desk(self) -> DeskPage | None:
        """The desk of who is signed in."""
        return self._before.desk

    @property
    def editor(self) -> Editor | None:
        """The editor of who is signed in."""
        return self._before.writing.editor if self._before.writing else None

    def _build(self) -> None:
        self.setWindowTitle(_("公文办公桌"))
        self.setObjectName("window")
        self.setWindowIcon(icon("window"))
        self.setCentralWidget(_column(self._notices, self._pages))
        self._pages.addWidget(self._entrance)
        self.setStatusBar(self._status)
        self.commands.fill_menu_bar(self.menuBar())
        self.resize(1366, 768)
        self.restoreGeometry(self._preferences.layout("window"))

    def _bind(self) -> None:
        self._entrance.entered.connect(self.enter)
        self._entrance.realm_known.connect(self._know_realm)
        self._entrance.broke.connect(self._tell_accident)
        self._guard.changed.connect(self._show_whether_locked)
        self._guard.told.connect(self._notices.tell)
        self._guard.other.connect(lambda: self._unless_unkept(self._leave))
        self._guard.broke.connect(self._tell_accident)
        self.tasks.begun.connect(self._status.show_task)
        self.tasks.broke.connect(self._tell_accident)
        bindings = {
            "window.quit": self.close,
            "document.new": lambda: self._write(WritingRoom.write_new),
            "document.open": lambda: self._write(WritingRoom.open_file),
            "document.drafts": lambda: self._write(WritingRoom.show_drafts),
            "document.revise": lambda: self._revise(self._before.situation.document),
            "store.back-up": lambda: self.desk.backing_up.choose() if self.desk else None,
            "session.lock": self._guard.lock,
            "session.switch": lambda: self._unless_unkept(self._leave),
        }
        for command, slot in bindings.items():
            self.commands.bind(command, slot)
        settings = OwnSettings(self._guard, self.commands, self.tasks, self._preferences, self)
        settings.told.connect(self._notices.tell)
        settings.broke.connect(self._tell_accident)
        bind_desk(self.commands, lambda: self.desk)
        self._appearance.page_moved.connect(lambda place: self.desk.put_page(place) if self.desk else None)

    # --- who is here -------------------------------------------------------------------------------------------

    def _know_realm(self, realm: Realm | None) -> None:
        self.realm = realm
        self._mark.show_place(realm)

    def enter(self, session: Session) -> None:
        """Put a signed-in person before the desk; leaving the window signs the person out."""
        workplace = Workplace(session, self.tasks, self)
        workplace.problem.connect(self._tell)
        desk = DeskPage(workplace, self.commands, self)
        desk.put_page(self._preferences.page_place)
        desk.arrange(lambda name: self._preferences.layout(self._layout_name(name)))
        desk.go_to(self._preferences.word(_FOLDER, FOLDERS[0].id))
        desk.chosen.connect(self._choose)
        desk.acts_known.connect(self._know_acts)
        desk.acted.connect(self._status.state_kept)
        desk.revise_wanted.connect(self._revise)
        desk.recallable.connect(self._know_recallable)
        writing = self._writing_room(workplace)
        desk.announce(writing.notice)
        self._before = _Before(workplace=workplace, desk=desk, writing=writing)
        for page in (desk, writing):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(desk)
        self._notices.tell(notices_of(session))
        self._mark.show_place(self.realm, session.organisation().grade)
        standing = workplace.standing
        self._name = f"{standing.name}　{standing.title} · {session.organisation().name} · {_('公文办公桌')}"
        self.setWindowTitle(self._name)
        if self.realm is not None:
            self._guard.watch_over(workplace, self._premises.office(self.realm))
        self._status.state("person", f"{standing.name}　{standing.title}")
        Facts(workplace, self._premises, self._status)
        roles = standing.roles
        administers = Role.SYSTEM_ADMINISTRATOR in roles
        self._fit(Situation(signed_in=True, drafts=Role.DRAFTER in roles, administers=administers))
        writing.look_for_drafts()
        self.guide.welcome()

    @property
    def _unkept(self) -> bool:
        writing = self._before.writing
        return writing is not None and writing.present is not None and writing.present.unkept

    def _unless_unkept(self, go: Callable[[], object]) -> None:
        """Go, or ask first where words would be lost by that."""
        ask_before_losing(self, go) if self._unkept else go()

    def _close_all_the_same(self) -> None:
        self._leave()
        self.close()

    def _leave(self) -> None:
        """Sign out; the next person signs in."""
        before, self._before = self._before, _Before()
        self._guard.dismiss()
        for subject in ("person", "kept", *FACTS):
            self._status.state(subject, "")
        self._fit(Situation())
        self._notices.withdraw()
        self._entrance.welcome_again()
        self._pages.setCurrentWidget(self._entrance)
        self.setWindowTitle(_("公文办公桌"))
        self._mark.show_place(self.realm)
        if before.workplace is None or before.desk is None:
            return
        self._keep_arrangement(before.desk)
        before.workplace.leave()
        session = before.workplace.session
        before.desk.deleteLater()
        if before.writing is not None:
            self._leave_editor(before.writing.present)
            before.writing.deleteLater()
        before.workplace.deleteLater()
        self.tasks.run(lambda _: session.sign_out(), self, lambda _: None, self._tell, lane=Lane.WRITE)

    def _leave_editor(self, editor: Editor | None) -> None:
        if editor is not None:
            self._preferences.keep_layout("editor", editor.arrangement())
            editor.leave()

    def _keep_arrangement(self, desk: DeskPage) -> None:
        for name, state in desk.arrangement().items():
            self._preferences.keep_layout(self._layout_name(name), state)
        self._preferences.keep_word(_FOLDER, desk.folders.folder)

    def _layout_name(self, name: str) -> str:
        """Columns and panes are arranged anew for each size of text."""
        return f"{name}-{self._preferences.text_size.name}"

    # --- writing -----------------------------------------------------------------------------------------------

    def _writing_room(self, workplace: Workplace) -> WritingRoom:
        writing = WritingRoom(workplace, self)
        writing.made.connect(self._furnish)
        writing.opened.connect(self._show_writing)
        writing.closed.connect(self._back_to_desk)
        return writing

    def _furnish(self, editor: Editor) -> None:
        editor.arrange(self._preferences.layout("editor"))
        editor.handed_in.connect(self._handed_in)
        editor.kept.connect(self._status.state_kept)

    def _write(self, what: Callable[[WritingRoom], object]) -> None:
        if self._before.writing is not None:
            what(self._before.writing)

    def _revise(self, document: DossierId | None) -> None:
        if document is not None:
            self._write(lambda writing: writing.revise(document))

    def _show_writing(self) -> None:
        if self._before.writing is not None:
            self._guard.put(self._before.writing)
            self._fit(replace(self._before.situation, editing=True))

    def _back_to_desk(self) -> None:
        if self.desk is not None:
            self._guard.put(self.desk)
        self._fit(replace(self._before.situation, editing=False))

    def _handed_in(self, document: DossierId) -> None:
        self._status.state_kept()
        self._back_to_desk()
        if self.desk is not None:
            self.desk.show_document(document)

    # --- what is before the window -----------------------------------------------------------------------------

    def _choose(self, document: DossierId | None) -> None:
        self._fit(replace(self._before.situation, document=document, acts=frozenset()))

    def _know_acts(self, acts: frozenset[str]) -> None:
        self._fit(replace(self._before.situation, acts=acts))

    def _know_recallable(self, recallable: bool) -> None:
        self._fit(replace(self._before.situation, recallable=recallable))

    def _fit(self, situation: Situation) -> None:
        self._before.situation = situation
        self.commands.fit(Situation() if self._guard.locked else situation)

    def _show_whether_locked(self) -> None:
        self.setWindowTitle(_("已锁定 · 公文办公桌") if self._guard.locked else self._name)
        self._fit(self._before.situation)

    # --- telling -----------------------------------------------------------------------------------------------

    def _tell(self, error: Exception) -> None:
        """Tell a refusal or an outage; anything else is a fault of the program."""
        if isinstance(error, OfficeError):
            self._guard.show(ProblemDialog(say(error.code, error.params), self))
        else:
            self._tell_accident(error)

    def _tell_accident(self, error: Exception) -> None:
        log = self._premises.log(error)
        where = (
            _("技术情况记在 {log}（不含公文内容），请交给技术人员。").format(log=log) if log else _("请告诉技术人员。")
        )
        text = ProblemText(what=_("程序出了意料之外的错误，这一步没有做完。"), why="", do=where)
        self._guard.show(ProblemDialog(text, self))

    # --- Qt's own ----------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep the arrangement, sign out, and let what writes come to its end; ask first where words would be lost."""
        if self._unkept:
            event.ignore()
            ask_before_losing(self, self._close_all_the_same)
            return
        self._preferences.keep_layout("window", self.saveGeometry())
        self._leave()
        self.tasks.close()
        super().closeEvent(event)


def _column(*parts: QWidget) -> QWidget:
    """Return parts one below the other, without a gap."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return whole
