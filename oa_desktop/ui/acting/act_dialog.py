"""Before an act (办理前): what it still asks for, and, where nobody can take it back, whether it is really meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.queries import ActFormRow, CautionRow, FieldSort
from oa_desktop.ui.acting.act_topics import act_topic
from oa_desktop.ui.acting.caution_notice import CautionNotice
from oa_desktop.ui.acting.field_editors import editor_of
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.acting.manner import DESK, Manner
from oa_desktop.ui.acting.people_editor import PeopleEditor
from oa_desktop.ui.acting.words_edit import WordsEdit
from oa_desktop.ui.acting.written import Written
from oa_desktop.ui.look.sizes import UNBOUNDED
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_CHARACTERS = 34
"""Characters across."""
_PART = 4
"""Lists of people together take one of so many parts of the window's height."""
_BESIDE = 40
"""Pixels of the window that are seen beside it."""


class ActDialog(SnugDialog):
    """Asks for the fields and words of one act.

    Attributes:
        form: The act.
        cautions: What is wrong with the paper that somebody stands for by this act.

    Signals:
        agreed: What was written, and fields as the action takes them (``Written``, ``dict``).
        left: The dialog is closed, whatever comes of it; what was written there (``Written``).
    """

    agreed = Signal(object, object)
    left = Signal(object)

    def __init__(
        self,
        form: ActFormRow,
        title: str,
        written: Written,
        parent: QWidget | None = None,
        *,
        said: tuple[str, ...] = (),
        manner: Manner = DESK,
    ) -> None:
        self._called = _(manner.word(form))
        super().__init__(f"ask-{form.kind}", self._called, parent, topic=act_topic(form.term))
        self._by_enter = manner.by_enter and not form.grave
        self.form = form
        self._editors = {field.name: editor_of(field) for field in form.fields}
        self._words = WordsEdit(self, manner if form.words_needed else replace(manner, taps=0))
        self._words.offer(form.words, form.phrases, said, by_hand=form.by_hand, circles=form.circles)
        self._words.write(written)
        self._words.entered.connect(self._agree)
        self.cautions = CautionNotice(self)
        self.cautions.setVisible(form.cautioned)
        self._missing = _missing(form)
        self._refusal = _hindrance("refusal")
        self._under_way = False
        self._secret = next((field.name for field in form.fields if field.sort is FieldSort.HIDDEN), "")
        self._words.changed.connect(self._missing.hide)
        self.finished.connect(lambda _result: self.left.emit(self._words.written()))
        self._lay_out(title)

    def show_above(self, part: QWidget) -> None:
        """Show in the place of the heading what the act is about; nobody agrees before :meth:`let_agree`."""
        self._heading.hide()
        self._column.insertWidget(0, part)
        self._firm.setEnabled(False)

    def let_agree(self, agreeable: bool) -> None:
        """Let the person agree now, or not."""
        self._firm.setEnabled(agreeable)
        self.fit()

    def _lay_out(self, title: str) -> None:
        column = self._column = QVBoxLayout(self)
        self._heading = _heading(title)
        column.addWidget(self._heading)
        column.addWidget(_warning(self.form))
        column.addWidget(self.cautions)
        asked = QFormLayout()
        for field in self.form.fields:
            label = "" if field.sort is FieldSort.FLAG else field.label
            asked.addRow(label, self._editors[field.name].widget)
        if self.form.words:
            asked.addRow(self.form.words, self._words)
            asked.addRow("", self._missing)
        self._words.setVisible(bool(self.form.words))
        asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        column.addLayout(asked)
        column.addWidget(self._refusal)
        column.addWidget(self._buttons())
        self._make_room()
        self.ensurePolished()
        self.setMinimumWidth(min(self.fontMetrics().horizontalAdvance("公") * _CHARACTERS, self._room()))

    def _make_room(self) -> None:
        """Let lists of people share a part of the window's height, and begin with the first of them."""
        behind = self.parentWidget()
        lists = [one for one in self.findChildren(PeopleEditor) if one.names_anybody]
        if behind is not None:
            for one in lists:
                one.take_room(behind.window().height() // _PART // len(lists))
        if lists:
            lists[0].setFocus()

    def _room(self) -> int:
        """Return the pixels across that there are in the window that the dialog is for."""
        behind = self.parentWidget()
        return behind.window().width() - _BESIDE if behind else UNBOUNDED

    def caution(self, row: CautionRow) -> None:
        """Say what is wrong with the paper; nobody agrees to one of which something is to be mended first."""
        self.cautions.tell(row)
        self.let_agree(not row.stops)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        agree = self._firm = FirmButton(self._called, buttons)
        buttons.addButton(agree, QDialogButtonBox.ButtonRole.ActionRole)
        agree.setObjectName("agree")
        give_tone(agree, "main")
        agree.setAutoDefault(self._by_enter)
        agree.clicked.connect(self._agree)
        cancel = buttons.addButton(_("暂不办理"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(not self._by_enter)
        cancel.setDefault(not self._by_enter)
        cancel.clicked.connect(self.reject)
        return buttons

    def _agree(self) -> None:
        if self._under_way or not self._firm.isEnabled():
            return
        written = self._words.written()
        if not written.suffices(self.form):
            self._miss_words()
            return
        said: dict[str, Any] = {name: editor.value() for name, editor in self._editors.items()}
        if self.waits:
            self._wait_for_outcome()
        else:
            self.accept()
        self.agreed.emit(written, said)

    def _miss_words(self) -> None:
        """Say beside the words that they are needed."""
        self._missing.show()
        self.fit()
        self._words.lines.setAccessibleDescription(self._missing.text())
        self._words.lines.setFocus()

    # --- a password that may be wrong ----------------------------------------------------------------------------

    @property
    def waits(self) -> bool:
        """Whether it stays until the act came off: where a password is asked for, which may be typed wrong."""
        return bool(self._secret)

    def _wait_for_outcome(self) -> None:
        self._under_way = True
        self._refusal.hide()

    def let_go(self) -> None:
        """Let the person go on: the act did not come off."""
        self._under_way = False

    def refuse(self, problem: OfficeError) -> None:
        """Say why the act did not come off; what was typed stays, and the password can be typed again."""
        self.let_go()
        self._refusal.setText(str(say(problem.code, problem.params)))
        self._refusal.show()
        self.fit()
        password = self._editors[self._secret].widget
        password.setFocus()
        password.setAccessibleDescription(self._refusal.text())

    # --- Qt's own

    def reject(self) -> None:
        """Stay while the act is under way: nobody would learn what became of it."""
        if not self._under_way:
            super().reject()


def _missing(form: ActFormRow) -> QLabel:
    return _hindrance(
        "missing", _("{act}要写明{words}，请写在上面，也可以选常用语。").format(act=form.term, words=form.words)
    )


def _hindrance(name: str, words: str = "") -> QLabel:
    """Return what says why something was not done, hidden until it was not."""
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setProperty("tone", "danger")
    label.hide()
    return label


def _heading(title: str) -> QLabel:
    label = QLabel(_("《{title}》").format(title=title) if title else _("这份稿子还没有标题。"))
    label.setWordWrap(True)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


_SENT_BACK = "{act}以后不能自行撤回；确有差错的，要由后面的环节退回。请看清页面再办。"
_AFTERWARDS = {
    "void": "作废以后不能恢复；编了号的，文号随文作废，不再给别的公文。",
    "publish": "发布以后不能退回，只能撤下。请看清内容、渠道和公开到哪一天。",
    "record-destruction": "登记销毁以后不能改。请对照销毁清册，一份一份看清再办。",
}
"""What can be done after an act that its author cannot take back, where it is not sent back by a later step."""


def _warning(form: ActFormRow) -> QLabel:
    label = QLabel(_(_AFTERWARDS.get(form.kind, _SENT_BACK)).format(act=form.term))
    label.setWordWrap(True)
    label.setProperty("tone", "warning")
    label.setVisible(form.grave)
    return label
