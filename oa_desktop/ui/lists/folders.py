"""The folders (文件夹) of the desk: what lies in each, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.lists.outlines import Counts, DueBy, Filter
from oa_desktop.office.session import Session
from oa_desktop.ui.lists.columns import CAME, INTERNAL, USUAL
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.look.sizes import UNBOUNDED
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder.

    Attributes:
        id: Name in code.
        label: The user's word.
        icon: Name of its icon.
        query: The list that lies in it.
        filter: What of the list lies in it.
        counted: Whether it says how much lies in it.
        foremost: The column that is the last to go there, empty for the usual one.
        columns: Those that are there where nobody has chosen any.
        empty: What to say where nothing lies in it, and what then to do.
    """

    id: str
    label: str
    icon: str
    query: type[q.DossierList]
    filter: Filter = field(default_factory=Filter)
    counted: bool = False
    foremost: str = ""
    columns: tuple[str, ...] = USUAL
    empty: str


FOLDERS = (
    Folder(
        id="to-do",
        label="待办",
        icon="inbox",
        query=q.ToDo,
        counted=True,
        empty="没有待办的公文。\n轮到您办理的公文会出现在这里；正在别人手里的，请看“在办”。",
    ),
    Folder(
        id="due-today",
        label="今日到期",
        icon="clock-soon",
        query=q.ToDo,
        filter=Filter(due=DueBy.TODAY),
        counted=True,
        foremost="时限",
        empty="没有今天到期的公文，也没有超期的。\n有时限的待办，到期的那一天会出现在这里。",
    ),
    Folder(
        id="to-read",
        label="待阅",
        icon="eye",
        query=q.ToRead,
        counted=True,
        empty="没有待阅的公文。\n您经手的公文核发以后会出现在这里，看过以后请办理“阅”。",
    ),
    Folder(
        id="in-hand",
        label="在办",
        icon="hourglass",
        query=q.InHand,
        counted=True,
        empty="没有在办的公文。\n您经手而还没有办结的公文会出现在这里；要起草公文，请按 Ctrl+N 拟稿。",
    ),
    Folder(
        id="done",
        label="已办",
        icon="check",
        query=q.Done,
        empty="没有已办的公文。\n您经手的公文归档以后会出现在这里。",
    ),
    Folder(
        id="register",
        label="发文登记",
        icon="register",
        query=q.OutgoingRegister,
        foremost="文号",
        empty="没有登记编号的公文。\n公文登记编号以后，您可以看的会出现在这里。",
    ),
    Folder(
        id="incoming",
        label="收文登记",
        icon="register-in",
        query=q.IncomingRegister,
        foremost="文号",
        columns=CAME,
        empty="没有签收的来文。\n签收登记以后，您可以看的来文会出现在这里。",
    ),
    Folder(
        id="circulated",
        label="传阅登记",
        icon="circulate",
        query=q.Circulated,
        empty="没有传阅过的公文。\n办理“传阅”给人看过的公文会出现在这里；打印、另存时一人一行，写着送阅、阅毕、收回的时间。",
    ),
    Folder(
        id="supervised",
        label="督办",
        icon="supervise",
        query=q.Supervised,
        filter=Filter(supervised=q.UNSETTLED),
        foremost="时限",
        empty="没有还没有销号的督办事项。\n对在办的公文“督办立项”以后，您可以看的会出现在这里；销了号的，筛选里选“督办”再选“已销号”。",
    ),
    Folder(
        id="internal",
        label="内部事项",
        icon="seal",
        query=q.InternalMatters,
        columns=INTERNAL,
        empty="没有内部事项。\n签报、审批单、用印、电话记录等，填好以后会出现在这里；要填一件，请按 Ctrl+Shift+N。",
    ),
    Folder(
        id="everything",
        label="全部公文",
        icon="document",
        query=q.Everything,
        empty="没有您可以看的公文。\n您经手的、轮到您办理的公文会出现在这里；要起草公文，请按 Ctrl+N 拟稿。",
    ),
)

MOST = 999
"""The highest count that is said exactly."""


class Folders(QListWidget):
    """The folders, with how much lies in them; where there is little room, by their icons alone.

    Signals:
        chosen: A folder (``Folder``).
    """

    chosen = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._counts: Mapping[str, int] = {}
        self._narrow = False
        self.setObjectName("folders")
        self.setAccessibleName(_("文件夹"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for _folder in FOLDERS:
            self.addItem(QListWidgetItem())
        self._dress()
        self.currentRowChanged.connect(lambda row: self.chosen.emit(FOLDERS[row]) if row >= 0 else None)
        workplace.changed.connect(self._heed)
        self.count_again()

    @property
    def folder(self) -> str:
        """Id of the chosen folder, empty for none."""
        return FOLDERS[self.currentRow()].id if self.currentRow() >= 0 else ""

    def choose(self, folder: str) -> None:
        """Choose a folder by its id.

        Raises:
            StopIteration: There is no such folder.
        """
        self.setCurrentRow(next(place for place, one in enumerate(FOLDERS) if one.id == folder))

    def count_again(self) -> None:
        """Ask how much lies in the folders."""
        self._workplace.read(_counted, self, self._show, instead_of="counts")

    def _heed(self, _changed: object) -> None:
        """Count what changed; a slot of its own ends with the list."""
        self.count_again()

    def _show(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._dress()

    def _dress(self) -> None:
        """Word, draw and measure the lines."""
        side = self.fontMetrics().height()
        for place, folder in enumerate(FOLDERS):
            item = self.item(place)
            count = self._counts.get(folder.id)
            label = _(folder.label)
            item.setText(_line("" if self._narrow else label, count))
            item.setToolTip(label if self._narrow else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, label if count is None else _in_words(label, count))
            item.setIcon(icon(folder.icon))
            item.setSizeHint(QSize(0, 2 * side))
        self.setIconSize(QSize(side, side))
        needed = self._widest(_line("", MOST + 1)) if self._narrow else self.wanted
        self.setMinimumWidth(needed)
        self.setMaximumWidth(needed if self._narrow else UNBOUNDED)

    @property
    def wanted(self) -> int:
        """Pixels that the words of the folders need."""
        return self._widest(*(_line(_(one.label), MOST + 1 if one.counted else None) for one in FOLDERS))

    def _widest(self, *lines: str) -> int:
        """Return the width in pixels that lines need beside their icons."""
        metrics = self.fontMetrics()
        return max(map(metrics.horizontalAdvance, lines)) + 2 * metrics.height()

    def be_narrow(self, *, narrow: bool) -> None:
        """Show the icons alone, or the words too."""
        if narrow is not self._narrow:
            self._narrow = narrow
            self._dress()

    # --- Qt's own

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Be as wide as what is shown needs."""
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Begin with the first folder."""
        super().showEvent(event)
        if self.currentRow() < 0:
            self.setCurrentRow(0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size and the colours of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.count() == len(FOLDERS):
            self._dress()


def _counted(session: Session) -> Mapping[str, int]:
    """Return how much lies in the folders that say so, by their ids."""
    whole = [one for one in FOLDERS if one.counted and one.filter == Filter()]
    rows = session.ask(Counts(of=tuple(one.query for one in whole), limit=MOST + 1))
    found = {folder.id: row.documents for folder, row in zip(whole, rows, strict=True)}
    due = next(iter(session.ask(q.Reminders())))
    return {**found, "due-today": due.late + due.today}


def shown(count: int) -> str:
    """Return a count as lists show it: exact up to 999."""
    return f"{MOST}+" if count > MOST else str(count)


def _line(label: str, count: int | None) -> str:
    """Return what stands in a line: a word, how much lies there, or both."""
    return "　".join(part for part in (label, "" if count is None else shown(count)) if part)


def _in_words(label: str, count: int) -> str:
    return _("{label}，{count} 件").format(label=label, count=shown(count))
