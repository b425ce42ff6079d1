"""Words left with an act (意见、原因), with stock phrases (常用语) to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.acting.by_hand import ByHand
from oa_desktop.ui.acting.firm_button import ENTER
from oa_desktop.ui.acting.manner import DESK, Manner
from oa_desktop.ui.acting.taps import Taps
from oa_desktop.ui.acting.written import Written
from oa_desktop.ui.completing import NamesInText
from oa_desktop.ui.growing_text import GrowingText

_FEWEST, _MOST = 2, 6
"""Lines that are shown, however much is written."""
_MOST_SHOWN = 12
"""Phrases in the menu; the others are found by typing."""
_BETWEEN = re.compile(r"[。！？；;\s]+")
"""Stands between one phrase and the next."""
_LONGEST = 24
"""Characters of a phrase that its line in the menu shows."""


class WordsEdit(QWidget):
    """A few lines, and the phrases beside them.

    Attributes:
        taps: Phrases at one touch.

    Signals:
        entered: Ctrl+Enter was pressed, where that does an act.
        changed: What is written has changed.
        arranging: One's own phrases are to be arranged, where somebody listens to that.
    """

    entered = Signal()
    changed = Signal()
    arranging = Signal()

    def __init__(self, parent: QWidget | None = None, manner: Manner = DESK, *, arranges: bool = False) -> None:
        super().__init__(parent)
        self._hint = _("{name}（Ctrl+Enter 办理）") if manner.by_enter else "{name}"
        self.lines = _Lines(_FEWEST, _MOST, self)
        self.lines.setObjectName("words")
        if manner.by_enter:
            self.lines.entered.connect(self.entered)
        self.taps = Taps(manner.taps, self)
        self.taps.chosen.connect(self._tap)
        self._arranges = arranges
        self._completing: NamesInText | None = None
        self._completed: tuple[str, ...] = ()
        self._stock: tuple[str, ...] = ()
        self._phrases = QToolButton(self)
        self._phrases.setObjectName("phrases")
        self._phrases.setText(_("常用语"))
        self._phrases.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._phrases.setMenu(QMenu(self._phrases))
        self._by_hand = ByHand(self)
        self._by_hand.changed.connect(self.changed)
        self._circle = QToolButton(self)
        self._circle.setObjectName("circle")
        self._circle.setText(_("圈阅"))
        self._circle.setCheckable(True)
        self._circle.setToolTip(_("在自己的姓名上画圈，不写意见：待签的公文上是同意，待阅的公文上是看过"))
        self._circle.toggled.connect(self.changed)
        self.lines.textChanged.connect(self.changed)
        row = QHBoxLayout()
        row.addWidget(self.lines, 1, Qt.AlignmentFlag.AlignTop)
        for beside in (self._phrases, self._circle, self._by_hand):
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.taps)
        self.offer(_("意见"), ())

    def offer(
        self,
        name: str,
        phrases: Iterable[str],
        said: Iterable[str] = (),
        *,
        by_hand: bool = False,
        circles: bool = False,
    ) -> None:
        """Say what is asked for.

        Args:
            name: What the words are called.
            phrases: Stock phrases.
            said: What this person has said lately.
            by_hand: Whether they may be written by hand.
            circles: Whether a circle around one's name may stand for them (圈阅).
        """
        self._circle.setVisible(circles)
        self._by_hand.offer(name, possible=by_hand)
        self.lines.setAccessibleName(name)
        self.lines.setPlaceholderText(self._hint.format(name=name))
        menu = self._phrases.menu()
        menu.clear()
        self._stock = stock = tuple(phrases)
        self.taps.offer(stock)
        self._add(menu, stock)
        own = [one for one in said if one not in stock]
        if own:
            menu.addSection(_("这次写过的"))
        self._add(menu, own)
        if self._arranges:
            menu.addSeparator()
            menu.addAction(_("我的常用语…")).triggered.connect(lambda _checked=False: self.arranging.emit())
        self._phrases.setEnabled(not menu.isEmpty())
        self._complete((*stock, *own))

    def _complete(self, phrases: tuple[str, ...]) -> None:
        """Offer phrases while somebody types, by characters, pinyin or its first letters."""
        if phrases and phrases != self._completed:
            self._completed = phrases
            if self._completing is not None:
                self._completing.leave()
            self._completing = NamesInText(phrases, self.lines, between=_BETWEEN, first_chosen=False)

    def _add(self, menu: QMenu, phrases: Iterable[str]) -> None:
        for phrase in islice(phrases, _MOST_SHOWN):
            shown = " ".join(phrase.split())
            line = menu.addAction(shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…")
            line.triggered.connect(lambda _checked=False, words=phrase: self.put_in(words))

    def _tap(self, phrase: str) -> None:
        """Put a phrase in; one that was tapped before and left as it was makes room for it."""
        if self.words() in self._stock:
            self.lines.clear()
        self.put_in(phrase)

    def put_in(self, phrase: str) -> None:
        """Put a phrase where the cursor is; it is a beginning, and may be changed."""
        self.lines.insertPlainText(phrase)
        self.lines.setFocus()

    def words(self) -> str:
        """Return what was typed."""
        return self.lines.toPlainText().strip()

    def written(self) -> Written:
        """Return what was written, typed and by hand."""
        return Written(words=self.words(), ink=self._by_hand.ink, circled=self._circle.isChecked())

    def write(self, written: Written) -> None:
        """Write something in the place of what stands there."""
        self.lines.setPlainText(written.words)
        self._by_hand.put(written.ink)
        self._circle.setChecked(written.circled)


class _Lines(GrowingText):
    """Lines that take Ctrl+Enter before the window does."""

    entered = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that end the writing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ends(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """End the writing, or write."""
        if _ends(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _ends(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in ENTER and modifiers == Qt.KeyboardModifier.ControlModifier
