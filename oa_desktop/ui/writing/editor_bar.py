"""Above the text (拟稿台的上边): what is written, under which flow, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from oa_desktop.domain.flows.flow import Flow
from oa_desktop.i18n import _
from oa_desktop.ui.look.worded import WordedRow
from oa_desktop.ui.writing.undo.journal import Place


class EditorBar(WordedRow):
    """The buttons of the editor.

    Attributes:
        preview: Shows and hides the page.
        checking: Shows and hides what is wrong.

    Signals:
        left: Back to the desk.
        open_wanted: A file is to be read.
        hand_in_wanted: The text is to become part of its document.
        send_wanted: It is to be sent on, too.
        flow_chosen: Another flow was chosen.
    """

    left = Signal()
    open_wanted = Signal()
    hand_in_wanted = Signal()
    send_wanted = Signal()
    flow_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._flow = QComboBox(self)
        self._flow.setObjectName("flow")
        self._flow.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._flow.activated.connect(lambda _place: self._choose(self.flow()))
        self._flow_label = QLabel(_("流程"), self)
        self._by_hand = False
        self._flow_label.setBuddy(self._flow)
        self.preview = self._switch("preview-shown", _("预览"), _("显示版面预览"))
        self.checking = self._switch("checking-shown", _("检查"), _("显示检查发现（F7）"))
        back = self._button("back", (_("返回办公桌"), _("返回")), self.left.emit)
        back.setShortcut(Qt.Key.Key_Escape)
        self._open = self._button("open", (_("打开稿子…"), _("打开…")), self.open_wanted.emit)
        self._hand_in = self._button("hand-in", (_("保存到公文"), _("保存")), self.hand_in_wanted.emit)
        self._send = self._button("send", (_("保存并送审…"), _("送审…")), self.send_wanted.emit)
        self._send.setProperty("tone", "main")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(back)
        row.addWidget(self._heading, 1)
        for part in (self._flow_label, self._flow, self.preview, self.checking, self._open, self._hand_in, self._send):
            row.addWidget(part)

    def _switch(self, name: str, words: str, meaning: str) -> QToolButton:
        """Return what shows and hides a part of the editor."""
        switch = QToolButton(self)
        switch.setObjectName(name)
        switch.setText(words)
        switch.setAccessibleName(meaning)
        switch.setToolTip(meaning)
        switch.setCheckable(True)
        return switch

    def _button(self, name: str, words: tuple[str, str], slot: Callable[[], object]) -> QPushButton:
        """Return a button with its words, and fewer ones for where there is little room."""
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAccessibleName(words[0].removesuffix("…"))
        button.setToolTip(button.accessibleName())
        self.word(button, *words)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def begin(self, heading: str, flows: Sequence[Flow], flow: str, *, sends: bool) -> None:
        """Say what is written, and offer what can be done with it."""
        self._heading.setText(heading)
        self._flow.clear()
        for one in flows:
            self._flow.addItem(_short(one), one.id)
        self._flow.setCurrentIndex(max(0, self._flow.findData(flow)))
        self._by_hand = self._flow.currentIndex() > 0
        self._note_flow(changed=False)
        self._flow.setVisible(self._flow.count() > 1)
        self._send.setVisible(sends)
        self.fit()

    def fit(self) -> None:
        """Use few words where there is little room, and leave the headings out before any button is cut."""
        self._heading.show()
        self._flow_label.setVisible(self._flow.count() > 1)
        super().fit()
        for part in (self._heading, self._flow_label):
            if self.sizeHint().width() > self.width():
                part.hide()

    def flow(self) -> str:
        """Return the id of the flow that is chosen; empty where there is none to choose."""
        return str(self._flow.currentData() or "")

    def place(self) -> Place:
        """Return what can be undone here: which flow is chosen."""
        return Place(widget=self._flow, state=self.flow, take=self._choose, changed=self.flow_chosen)

    def _choose(self, flow: str) -> None:
        self._by_hand = True
        self._note_flow(changed=False)
        self._flow.setCurrentIndex(self._flow.findData(flow))
        self.flow_chosen.emit()

    def suit(self, flow: str) -> None:
        """Offer the flow that suits what is written by now, and say so; what the writer has chosen stays."""
        if self._by_hand or flow == self.flow() or self._flow.findData(flow) < 0:
            return
        self._flow.setCurrentIndex(self._flow.findData(flow))
        self._note_flow(changed=True)
        self.flow_chosen.emit()

    def _note_flow(self, *, changed: bool) -> None:
        """Say beside the flow that it was changed with what is written."""
        self._flow_label.setText(_("流程（随文种换了）") if changed else _("流程"))
        said = _("写的文种、行文方向改了，换成了合适的流程；要用别的，请自己选，选了就不再换。") if changed else ""
        for part in (self._flow_label, self._flow):
            part.setToolTip(said)
        self._flow.setAccessibleDescription(said)
        self.fit()

    def enable(self, *, on: bool) -> None:
        """Let the text be handed in, or not now."""
        for button in (self._open, self._hand_in, self._send):
            button.setEnabled(on)


def _short(flow: Flow) -> str:
    """Return the name of a flow without its sort, which is the same for all that can be chosen."""
    return flow.name.removeprefix(f"{flow.sort.value}（").removesuffix("）") or flow.name
