"""The drafts (草稿): what was typed and not handed in, with its time and its first lines; go on, or throw it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.manuscript import plain_text
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.i18n import _
from oa_desktop.office.session import Session
from oa_desktop.ui.look.dialogs import MessageBox
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.beginning import overtaken
from oa_desktop.ui.writing.subject import subject_of

_CHARACTERS = 60
"""Characters of the beginning that the list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One draft as it is listed.

    Attributes:
        key: Name of its row.
        draft: The draft.
        revises: Whether it is the next text of a document.
        overtaken: Whether that document has moved on meanwhile.
    """

    key: str
    draft: KeptDraft
    revises: bool = False
    overtaken: bool = False

    @property
    def title(self) -> str:
        """The title, or what stands in its place."""
        return self.draft.text.title.replace("\n", "") or _("（还没有标题）")

    @property
    def when(self) -> str:
        """When it was kept last, as people say it."""
        kept = QDateTime.fromString(self.draft.kept, Qt.DateFormat.ISODate)
        if not kept.isValid():
            return _("时间没有记下")
        today = kept.date() == QDateTime.currentDateTime().date()
        return _("今天 {time}").format(time=kept.toString("HH:mm")) if today else kept.toString("yyyy年M月d日 HH:mm")

    @property
    def about(self) -> str:
        """Time, what it belongs to, and its first words."""
        beginning = "".join(block.text for block in self.draft.text.body)[:_CHARACTERS] or _("正文还没有写")
        return " · ".join((self.when, self.belongs, beginning))

    @property
    def belongs(self) -> str:
        """What it is going to be."""
        if self.overtaken:
            return _("原公文后来有了变动，继续写另成一份新稿")
        return _("修改在办的公文") if self.revises else _("新公文")


def draft_lines(session: Session) -> tuple[DraftLine, ...]:
    """Return a person's drafts, the newest first."""
    lines = [_line(session, key, draft) for key, draft in session.drafts.all().items()]
    return tuple(sorted(lines, key=lambda line: line.draft.kept, reverse=True))


def _line(session: Session, key: str, draft: KeptDraft) -> DraftLine:
    subject = subject_of(key)
    return DraftLine(
        key=key,
        draft=draft,
        revises=subject.document is not None,
        overtaken=overtaken(session, subject, draft),
    )


class DraftsPage(QWidget):
    """All drafts of one person.

    Signals:
        chosen: A draft is to be gone on with: its key (``str``).
        closed: Not now.
        dropped: A draft was thrown away.
    """

    chosen = Signal(str)
    closed = Signal()
    dropped = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drafts-page")
        self._workplace = workplace
        self._lines: tuple[DraftLine, ...] = ()
        self.list = QListWidget(self)
        self.list.setObjectName("drafts")
        self.list.setAccessibleName(_("草稿"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.currentRowChanged.connect(lambda _row: self._look())
        self.list.itemActivated.connect(lambda _item: self._go_on())
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(_("草稿的内容"))
        self._heading = QLabel(self)
        self._heading.setWordWrap(True)
        self._on = self._button("go-on", _("继续写"), self._go_on)
        self._on.setProperty("tone", "main")
        self._later = self._button("later", _("稍后"), self.closed.emit)
        self._away = self._button("discard", _("丢弃…"), self._ask)
        self._lay_out()

    def _button(self, name: str, words: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _lay_out(self) -> None:
        side = QSplitter(Qt.Orientation.Horizontal, self)
        side.setChildrenCollapsible(False)
        for part, share in ((self.list, 2), (self._text, 3)):
            side.addWidget(part)
            side.setStretchFactor(side.count() - 1, share)
        below = QHBoxLayout()
        for button in (self._on, self._later):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self._away)
        column = QVBoxLayout(self)
        column.addWidget(self._heading)
        column.addWidget(side, 1)
        column.addLayout(below)

    def fetch(self) -> None:
        """Show the drafts as they are now."""
        self._workplace.read(draft_lines, self, self._show, instead_of="drafts")

    def _show(self, lines: tuple[DraftLine, ...]) -> None:
        self._lines = lines
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.title}\n{line.about}")
            item.setToolTip(line.title)
            self.list.addItem(item)
        self._heading.setText(
            _("有 {count} 份草稿没有保存到公文。写过的字都在，可以接着写。").format(count=len(lines))
            if lines
            else _("没有草稿。拟稿时写的字会自动存成草稿，保存到公文以后就不再列在这里。")
        )
        self.list.setCurrentRow(0 if lines else -1)
        self.list.setFocus()
        self._look()

    def _current(self) -> DraftLine | None:
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _look(self) -> None:
        line = self._current()
        self._on.setEnabled(line is not None)
        self._away.setEnabled(line is not None)
        self._text.setPlainText(_content(line) if line else "")

    def _go_on(self) -> None:
        line = self._current()
        if line is not None:
            self.chosen.emit(line.key)

    # --- throwing away -------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        line = self._current()
        if line is None:
            return
        asked = MessageBox("ask-discard", _("丢弃草稿"), self)
        asked.setText(_("丢弃草稿“{title}”？").format(title=line.title))
        asked.setInformativeText(_("丢弃以后找不回来。已经保存到公文的内容不受影响。"))
        away = asked.addButton(_("丢弃"), QMessageBox.ButtonRole.DestructiveRole)
        stay = asked.addButton(_("留着"), QMessageBox.ButtonRole.RejectRole)
        away.setObjectName("agree")
        away.clicked.connect(lambda _checked=False: self._drop(line.key))
        asked.setDefaultButton(stay)
        asked.open()

    def _drop(self, key: str) -> None:
        self._workplace.write(lambda session, _: session.drafts.drop(key), self, lambda _none: self._dropped())

    def _dropped(self) -> None:
        self.dropped.emit()
        self.fetch()


def _content(line: DraftLine) -> str:
    """Return what a draft holds, its files at the end."""
    files = [_("附件文件：{name}").format(name=one.name) for one in line.draft.attachments]
    return "\n".join((plain_text(line.draft.text), *files))
