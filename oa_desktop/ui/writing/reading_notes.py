"""What the reader noticed (读稿发现): shown above the text until it is put away; nothing is refused for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say

_LINES = 4


class ReadingNotes(QFrame):
    """The findings of one file that was read into the editor.

    Signals:
        check_wanted: The file is to be inspected as it stands (``Path``).
    """

    check_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading-notes")
        self.setProperty("tone", "notice")
        self._heading = QLabel(self)
        self._heading.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setAccessibleName(_("读稿发现"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._path = Path()
        self._check = QPushButton(_("检查原文件…"), self)
        self._check.setObjectName("notes-check")
        self._check.clicked.connect(lambda: self.check_wanted.emit(self._path))
        close = QPushButton(_("知道了"), self)
        close.setObjectName("notes-read")
        close.clicked.connect(self.hide)
        above = QHBoxLayout()
        above.addWidget(self._heading, 1)
        above.addWidget(self._check)
        above.addWidget(close)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self._list)
        self.hide()

    def tell(self, path: Path, findings: Iterable[Finding]) -> None:
        """Say what was noticed in a file, or in words that are in none: those have a name and no folder."""
        self._path, name = path, path.name
        lines = [sentence(one) for one in findings]
        self._heading.setText(
            _("读入“{name}”，有 {count} 处请看一看：").format(name=name, count=len(lines))
            if lines
            else _("读入“{name}”，没有发现问题。").format(name=name)
        )
        self._check.setVisible(path.is_absolute())
        self._list.clear()
        self._list.addItems(lines)
        self._list.setFixedHeight((self.fontMetrics().lineSpacing() + 6) * min(_LINES, len(lines)) + 4)
        self._list.setVisible(bool(lines))
        self.show()


def sentence(finding: Finding) -> str:
    """Return a finding in words: how much it weighs, where, what, and how to mend it."""
    text = say(finding.rule, finding.params)
    words = "；".join(part.rstrip("。；") for part in (text.what, text.do) if part)
    return f"{_(finding.severity.value)}　{in_words(finding.place)}：{words}。"
