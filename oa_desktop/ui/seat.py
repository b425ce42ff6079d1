"""A seat (席位): what one signed-in person has in the window, from signing in to leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.actions.incoming import Receive
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import ActId, DossierId
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.standing import Standing
from oa_desktop.i18n import _
from oa_desktop.office.changes import Changed
from oa_desktop.office.session import Session
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.desk_dialogs import DeskDialogs
from oa_desktop.ui.desk_page import DeskPage
from oa_desktop.ui.inspecting.file_inspecting import FileInspecting
from oa_desktop.ui.leading.leader_page import LeaderPage
from oa_desktop.ui.lists.folders import FOLDERS
from oa_desktop.ui.lists.single_keys import SingleKeys
from oa_desktop.ui.preferences import Preferences, WorkLayout
from oa_desktop.ui.situation import Situation
from oa_desktop.ui.syncing.rounds import SyncRounds
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.telling.reminding import Reminding
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.losing import Go, ask_before, unfinished
from oa_desktop.ui.writing.room import WritingRoom

if TYPE_CHECKING:
    from oa_desktop.ui.writing.editor import Editor
    from oa_desktop.ui.writing.undo.journal import Journal

_FOLDER = "desk/folder"
"""Which folder was before whoever sat here last."""


class Seat(QObject):
    """The desk and the writing room of one person, and what is before the person now.

    Attributes:
        workplace: How its screens reach the office.
        desk: Where documents lie.
        dialogs: What lies over the desk.
        layout: How the window is laid out for the person.
        writing: Where texts are written.
        inspecting: Looks at files that somebody brings.
        reminding: Tells what is due.
        rounds: Goes rounds with the central service, where there is one.
        situation: What is before the person; commands fit it.

    Signals:
        situated: ``situation`` is another one.
        wanted: A page wants to be before the person (``QWidget``).
        kept: Something was written into the store.
        held: The person waits until it is (``bool``).
        unkept: Words could not be kept (``Exception``); None where nobody wants them any more.
    """

    situated = Signal()
    wanted = Signal(QWidget)
    kept = Signal()
    held = Signal(bool)
    unkept = Signal(object)

    def __init__(
        self, session: Session, tasks: Tasks, commands: Commands, preferences: Preferences, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._on = parent
        self._preferences = preferences
        self._commands = commands
        self.workplace = Workplace(session, tasks, self)
        self.rounds = SyncRounds(self.workplace)
        self.situation = _at_first(self.workplace.standing, session.realm, syncs=self.rounds.configured)
        self.desk = DeskPage(self.workplace, commands, parent, preferences)
        self.dialogs = DeskDialogs(self.workplace, self.desk, preferences, self)
        self.writing = WritingRoom(self.workplace, parent)
        self.inspecting = FileInspecting(self.workplace, parent)
        self._arrange_desk()
        self.layout = preferences.work_layout(self.account, _usual_layout(self.workplace.standing))
        self._take_up_habits()
        self._bind()
        self._come_home()

    @property
    def editor(self) -> Editor | None:
        """The editor, if it has been made."""
        return self.writing.present

    @property
    def pending(self) -> bool:
        """Whether something is not kept yet, so that :meth:`part` takes a moment."""
        return bool(self.workplace.tasks.carried) or (self.editor is not None and self.editor.keeping.pending)

    @property
    def person(self) -> str:
        """Who sits here, in words."""
        standing = self.workplace.standing
        return f"{standing.name}　{standing.title}"

    @property
    def account(self) -> str:
        """The account of who sits here."""
        return self.workplace.session.organisation().person(self.workplace.standing.person).account

    @property
    def title(self) -> str:
        """What the window is called while this person sits before it."""
        return f"{self.person} · {self.workplace.session.organisation().name} · {_('公文办公桌')}"

    def _bind(self) -> None:
        desk, writing = self.desk, self.writing
        desk.chosen.connect(lambda document: self._be(replace(self.situation, document=document, acts=frozenset())))
        desk.acts_known.connect(lambda acts: self._be(replace(self.situation, acts=acts)))
        desk.recallable.connect(lambda recallable: self._be(replace(self.situation, recallable=recallable)))
        desk.copyable.connect(lambda copyable: self._be(replace(self.situation, copyable=copyable)))
        desk.document.related.known.connect(lambda came: self._be(replace(self.situation, came=came)))
        desk.document.related.wanted.connect(self._read)
        desk.acted.connect(self.kept)
        self.dialogs.kept.connect(self.kept)
        self.dialogs.begun.connect(self._received)
        self.dialogs.read_wanted.connect(self._read)
        self.workplace.hindrance.changed.connect(self._know_hindrance)
        self.workplace.hindrance.look()
        self.inspecting.open_wanted.connect(writing.open_path)
        desk.revise_wanted.connect(self._revise)
        desk.announce(writing.notice)
        writing.made.connect(self._furnish)
        writing.opened.connect(lambda: self._go(writing, editing=True))
        writing.closed.connect(lambda: self._go(self.home, editing=False))

    def _be(self, situation: Situation) -> None:
        self.situation = situation
        self.situated.emit()

    def _know_hindrance(self) -> None:
        self._be(replace(self.situation, hindrance=self.workplace.hindrance.words))
        if not self.workplace.hindrance.stands:
            self.workplace.changed.emit(self._what_others_did())

    def _what_others_did(self) -> Changed:
        """Return that anything may have changed: whoever hindered this program has written itself."""
        document, unit = self.situation.document, self.workplace.standing.unit
        return Changed(act=ActId(""), unit=unit, entries=(), dossiers=(document,) if document else ())

    def _go(self, page: QWidget, *, editing: bool) -> None:
        self.wanted.emit(page)
        self._be(replace(self.situation, editing=editing))

    # --- where the person works ----------------------------------------------------------------------------------

    @cached_property
    def leading(self) -> LeaderPage:
        """The leader's desk; made when somebody first works there."""
        page = LeaderPage(self.workplace, self._commands, self._on)
        page.acted.connect(self.kept)
        page.recallable.connect(lambda recallable: self._be(replace(self.situation, recallable=recallable)))
        page.revise_wanted.connect(self._revise)
        return page

    @property
    def home(self) -> QWidget:
        """The page that the person works at while nothing is written."""
        return self.leading if self.layout is WorkLayout.LEADER else self.desk

    def work_at(self, layout: WorkLayout) -> None:
        """Work in another layout, now and whenever the person comes in."""
        self.layout = layout
        self._preferences.keep_work_layout(self.account, layout)
        self._come_home()

    def _come_home(self) -> None:
        leads = self.layout is WorkLayout.LEADER
        self._be(replace(self.situation, leading=leads))
        self._go(self.home, editing=False)
        if leads:
            self.leading.take()

    # --- writing -----------------------------------------------------------------------------------------------

    def revise(self) -> None:
        """Write the next text of the document that is before the person, if there is one."""
        if self.situation.document is not None:
            self._revise(self.situation.document)

    def _revise(self, document: DossierId) -> None:
        """Write the next text of a document, of a matter its form, or what is registered of one that came."""
        self.workplace.read(
            lambda session: session.dossier(document), self.desk, lambda state: self._writer_of(state)(document)
        )

    def _writer_of(self, state: Dossier) -> Callable[[DossierId], None]:
        if state.matter:
            return self.dialogs.fill_in
        return self.dialogs.correct if state.incoming else self.writing.revise

    def answer(self) -> None:
        """Write the answer to the document that is before the person (拟稿答复), if it is one that came."""
        if self.situation.document is not None and self.situation.came:
            self.writing.answer(self.situation.document)

    def _furnish(self, editor: Editor) -> None:
        editor.arrange(self._preferences.layout("editor"))
        editor.handed_in.connect(self._handed_in)
        editor.notes.check_wanted.connect(self.inspecting.inspect)
        editor.kept.connect(self.kept)
        editor.keeping.held.connect(self.held)
        editor.keeping.unkept.connect(self.unkept)
        editor.journal.changed.connect(lambda: self._know_steps(editor.journal))

    def _know_steps(self, journal: Journal) -> None:
        known = replace(self.situation, undoable=journal.can_undo, redoable=journal.can_redo)
        if known != self.situation:
            self._be(known)

    def _handed_in(self, document: DossierId) -> None:
        self.kept.emit()
        self._go(self.home, editing=False)
        self.desk.show_document(document)
        self.desk.documents.choose(document)

    def undo(self) -> None:
        """Take back what was written last."""
        if self.editor is not None:
            self.editor.journal.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.editor is not None:
            self.editor.journal.redo()

    def _received(self, document: DossierId) -> None:
        self.kept.emit()
        self._read(document)

    def _read(self, document: DossierId) -> None:
        """Put a document before the person."""
        self.desk.show_document(document)
        self.desk.documents.choose(document)

    def verify(self) -> None:
        """Verify the seals of the document that is before the person, if there is one."""
        if self.situation.document is not None:
            self.dialogs.verifying.verify_page(self.situation.document)

    def inspect(self) -> None:
        """Show what is wrong with what is before the person, or put that away."""
        if self.editor is not None and self.situation.editing:
            self.editor.bar.checking.toggle()
        else:
            self.desk.document.turn_to_findings()

    # --- how it is arranged, and leaving -----------------------------------------------------------------------

    def _arrange_desk(self) -> None:
        self.desk.put_page(self._preferences.page_place)
        self.desk.arrange(lambda name: self._preferences.layout(self._layout_name(name)))
        self.desk.go_to(self._preferences.word(_FOLDER, FOLDERS[0].id))

    def _take_up_habits(self) -> None:
        """Let the desk work as the person has chosen."""
        and_next = self.desk.acts.and_next
        and_next.setChecked(self._preferences.and_next)
        and_next.toggled.connect(lambda wanted: setattr(self._preferences, "and_next", wanted))
        SingleKeys(self.desk.documents.lines, self._commands, self._preferences)
        self._take_up_reminders()

    def _take_up_reminders(self) -> None:
        account = self.account
        self.reminding = Reminding(self.workplace, lambda: self._preferences.reminds(account))
        self.reminding.told.connect(self.desk.remind)
        self.reminding.passed.connect(self.desk.look_again)
        wish = self._commands.action("remind.due")
        wish.setChecked(self._preferences.reminds(account))
        wish.triggered.connect(self._keep_reminders)

    def _keep_reminders(self, wanted: bool) -> None:
        self._preferences.keep_reminds(self.account, wanted=wanted)

    def _keep_arrangement(self) -> None:
        for name, state in self.desk.arrangement().items():
            self._preferences.keep_layout(self._layout_name(name), state)
        self._preferences.keep_word(_FOLDER, self.desk.folders.folder)
        if self.editor is not None:
            self._preferences.keep_layout("editor", self.editor.arrangement())

    def _layout_name(self, name: str) -> str:
        """Columns and panes are arranged anew for each size of text."""
        return f"{name}-{self._preferences.text_size.name}"

    def part(self, go: Go) -> None:
        """Go once everything is kept and nothing long is under way, or the person has been asked and goes all the same.

        Args:
            go: What comes then; called at once where there is nothing to wait for.
        """
        self.writing.part(lambda: self._part_from_what_takes_long(go))

    def _part_from_what_takes_long(self, go: Go) -> None:
        task = next(iter(self.workplace.tasks.carried), None)
        if task is None:
            go()
        else:
            ask_before(unfinished(task.title), self.desk, task.ended, task.cancel, lambda: self.part(go))

    def leave(self) -> Session:
        """Remember how everything was arranged and clear the seat; return the session, to be signed out."""
        self._keep_arrangement()
        self.workplace.leave()
        if self.editor is not None:
            self.editor.put_away()
        led = (self.leading,) if "leading" in vars(self) else ()
        for part in (*led, self.desk, self.writing, self.inspecting, self):
            part.deleteLater()
        return self.workplace.session


def _usual_layout(standing: Standing) -> WorkLayout:
    """Return the leader's desk for whoever handles documents by signing them alone, the desk for everybody else."""
    handling = set(standing.roles) - ADMINISTRATORS
    return WorkLayout.LEADER if handling == {Role.SIGNER} else WorkLayout.DESK


def _at_first(standing: Standing, realm: Realm, *, syncs: bool) -> Situation:
    return Situation(
        signed_in=True,
        drafts=Role.DRAFTER in standing.roles,
        receives=not PERMITS[Receive].roles.isdisjoint(standing.roles),
        administers=Role.SYSTEM_ADMINISTRATOR in standing.roles,
        audits=Role.SECURITY_AUDITOR in standing.roles,
        teaches=realm is Realm.TRAINING and Role.SYSTEM_ADMINISTRATOR in standing.roles,
        syncs=syncs,
    )
