"""The mark (标记): which realm and of which system grade; it never leaves the window; words and colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QMenuBar, QWidget

from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.i18n import _
from oa_desktop.ui.look.tones import give_tone


class Mark(QLabel):
    """Says 正式 · 非涉密; before anybody has come in nobody knows the grade, and the realm alone is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mark")
        self.setProperty("tone", "mark")  # from the beginning: a frame that comes later gets no room

    def show_place(self, realm: Realm | None, grade: SystemGrade | None = None) -> None:
        """Say where the window works; nothing before a realm is chosen."""
        if realm is None:
            self.hide()
            return
        words = [_(realm.label)] + ([_(grade.value)] if grade else [])
        self.setText(" · ".join(words))
        said = _("域：{realm}") if grade is None else _("域：{realm}；系统等级：{grade}")
        self.setAccessibleName(said.format(realm=_(realm.label), grade=_(grade.value) if grade else ""))
        self.setToolTip(self.accessibleName())
        self.window().setAccessibleDescription(self.accessibleName())  # nobody is read the corner of a menu bar
        give_tone(self, _tone(realm, grade))
        self._take_room()
        self.show()

    def _take_room(self) -> None:
        """A menu bar makes room for its corner only when the corner is set."""
        bar = self.parentWidget()
        if isinstance(bar, QMenuBar):
            bar.setCornerWidget(self, Qt.Corner.TopRightCorner)

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_room()


def _tone(realm: Realm, grade: SystemGrade | None) -> str:
    if grade not in (None, SystemGrade.UNCLASSIFIED):
        return "mark-classified"
    return "mark" if realm is Realm.OFFICIAL else "mark-other"
