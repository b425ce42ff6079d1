"""Screens (屏幕图): pictures of the window as people sit before it, taken where there need be no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QLoggingCategory, QPoint, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from oa_desktop.domain.ids import DossierId, PersonId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.act_bar import ActBar
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.written import Written
from oa_desktop.ui.application import make_application
from oa_desktop.ui.leading.leader_page import LeaderPage
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.sweeping import sweep_here_alone
from oa_desktop.ui.window import Window

WIDTH, HEIGHT = 1366, 768
"""Pixels: the smallest screen that the window is laid out for."""
_WITHOUT_A_SCREEN = ("-platform", "offscreen")
_QUIET = "default.warning=false"
"""Where there is no screen Qt says of every window that it cannot tell a window manager its size."""
_LOOK_MS, _QUIET_LOOKS, _MOST_LOOKS = 10, 4, 3000
_DRAFT = "new/screen"
_SHADE = QColor(0, 0, 0, 90)
"""What lies between a window and the dialog before it."""


class Screens:
    """One window for each person, each before the same office."""

    def __init__(self, premises: Premises, realm: Realm) -> None:
        self._premises = premises
        self._realm = realm
        self._preferences = begin_to_draw(premises, realm)
        self._windows: dict[PersonId, Window] = {}

    def at_the_desk(self, session: Session, folder: str, document: DossierId, tab: int = 0) -> bytes:
        """Return a picture, a PNG, of a person at the desk with a document of a folder before them.

        Args:
            session: Who sits there.
            folder: Id of the folder.
            document: The document.
            tab: Which side of the document is looked at.
        """
        window = self._window(session)
        window.commands.action("lead.leave").trigger()
        if window.desk is not None:
            window.desk.folders.choose(folder)
            settle(window)
            window.desk.documents.choose(document)
            window.desk.show_document(document)
            window.desk.document.tabs.setCurrentIndex(tab)
        return picture(window)

    def leading(self, session: Session, document: DossierId) -> bytes:
        """Return a picture, a PNG, of a person at the leader's desk with a document that waits for the person."""
        window = self._window(session)
        window.commands.action("lead.open").trigger()
        settle(window)
        page = window.findChild(LeaderPage)
        while page is not None and page.pile.top is not None and page.pile.top.dossier != document:
            if not page.pile.step(1):
                break
            settle(window)
        return picture(window)

    def writing(self, session: Session, text: Manuscript) -> bytes:
        """Return a picture, a PNG, of a person who writes a text."""
        window = self._window(session)
        window.commands.action("document.new").trigger()
        if window.editor is None:
            return picture(window)
        session.drafts.keep(_DRAFT, KeptDraft(text=text))
        window.editor.take_up(_DRAFT)
        taken = picture(window)
        window.editor.leave()
        settle(window)
        session.drafts.drop(_DRAFT)
        return taken

    def asked(self, session: Session, document: DossierId, kind: str, words: str, said: Mapping[str, Any]) -> bytes:
        """Return a picture, a PNG, of what an act asks a person at the desk, filled in.

        Args:
            session: Who sits there.
            document: In the folder 待办.
            kind: Of the act.
            words: Opinion or reason.
            said: What is filled in, by fields.
        """
        self.at_the_desk(session, "to-do", document)
        window = self._window(session)
        form = next(one for one in session.ask(q.ActForms(dossier=document)) if one.kind == kind)
        filled = replace(form, fields=tuple(_filled(field, said) for field in form.fields))
        title = session.dossier(document).particulars.title
        dialog = ActDialog(filled, title, Written(words=words), window)
        dialog.open()
        taken = picture(window, dialog)
        dialog.reject()
        settle(window)
        return taken

    def close(self) -> None:
        """Close every window; everybody in them is signed out."""
        for window in self._windows.values():
            window.close()
        self._windows.clear()
        self._preferences.write_out()
        QLoggingCategory.setFilterRules("")

    def _window(self, session: Session) -> Window:
        person = session.standing.person
        if person not in self._windows:
            window = self._windows[person] = Window(self._premises, self._realm, self._preferences)
            window.show()
            window.resize(WIDTH, HEIGHT)
            window.enter(session)
        settle(self._windows[person])
        return self._windows[person]


def begin_to_draw(premises: Premises, realm: Realm) -> Preferences:
    """Let there be an application that draws on no screen; return how its windows look."""
    preferences = Preferences(premises.preferences_file)
    preferences.scheme = Scheme.LIGHT
    preferences.tour_taken = True
    QLoggingCategory.setFilterRules(_QUIET)
    _APPLICATIONS.append(make_application(_WITHOUT_A_SCREEN, preferences, realm))
    sweep_here_alone(_APPLICATIONS[-1])
    return preferences


_APPLICATIONS: list[QApplication] = []
"""Kept for as long as there are windows: Qt's own ends with its last name."""


def _filled(field: q.FieldRow, said: Mapping[str, Any]) -> q.FieldRow:
    """Return a field in which stands what is said."""
    if field.name not in said:
        return field
    value = said[field.name]
    return replace(field, usual="\n".join(value) if isinstance(value, tuple) else str(_FLAGS.get(value, value)))


_FLAGS = {True: "1", False: ""}


def picture(window: Window, dialog: QWidget | None = None) -> bytes:
    """Return a picture of a window, with a dialog that lies before it."""
    settle(window)
    picture = window.grab()
    if dialog is not None:
        _lay_before(picture, window, dialog)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _lay_before(picture: QPixmap, window: Window, dialog: QWidget) -> None:
    """Lay a dialog in the middle, and no higher than it lies: there may be no screen as large as the window."""
    shown, place = dialog.grab(), dialog.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
    middle = picture.rect().center() - shown.rect().center()
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), _SHADE)
    painter.drawPixmap(middle.x(), max(middle.y(), place.y()), shown)
    painter.end()


def settle(window: Window) -> None:
    """Let the window work until nothing has been under way behind it for some looks."""
    loop, timer, looks = QEventLoop(), QTimer(), _Looks()
    timer.timeout.connect(lambda: loop.quit() if looks.enough(quiet=_rests(window)) else None)
    timer.start(_LOOK_MS)
    loop.exec()
    timer.stop()


def _rests(window: Window) -> bool:
    """Return whether nothing is under way behind a window, and nothing in it waits."""
    return window.tasks.idle and not any(bar.pausing for bar in window.findChildren(ActBar))


class _Looks:
    """Counts looks at a window, and how long it has been quiet."""

    def __init__(self) -> None:
        self._quiet = self._all = 0

    def enough(self, *, quiet: bool) -> bool:
        self._all += 1
        self._quiet = self._quiet + 1 if quiet else 0
        return self._quiet >= _QUIET_LOOKS or self._all >= _MOST_LOOKS
