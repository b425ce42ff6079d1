"""The tool row above the text (工具行): the level of the paragraph in words, and what can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.worded import WordedRow
from oa_desktop.ui.writing.text.edit import TextEdit
from oa_desktop.ui.writing.text.inserting import picture_here
from oa_desktop.ui.writing.text.level_names import LEVELS
from oa_desktop.ui.writing.text.tables import fill_table_menu


class TextBar(WordedRow):
    """Says and changes the level; numbers anew, finds, makes tables and annexes.

    Signals:
        level_wished: The writer wants the paragraph to have another level (int).
        numbering_wished: All numbers are to be made right.
        finding_wished: Words are to be found or replaced.
        annex_wished: A further annex is wanted.
        note_wished: A note (脚注) is to be written, or the one beside the cursor changed.
        picture_wished: Pictures are to be inserted.
        picture_change_wished: The picture where the cursor stands is to have another name or width.
    """

    level_wished = Signal(int)
    numbering_wished = Signal()
    finding_wished = Signal()
    annex_wished = Signal()
    note_wished = Signal()
    picture_wished = Signal()
    picture_change_wished = Signal()

    def __init__(self, text: Callable[[], TextEdit], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._level = _levels(self)
        self._level.activated.connect(self.level_wished)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._level)
        for button, full, short in self._buttons():
            button.setAccessibleName(full)
            self.word(button, full, short)
            row.addWidget(button)
        row.addStretch(1)

    def _buttons(self) -> Iterator[tuple[QToolButton, str, str]]:
        """Yield the buttons, each with its words where there is room for them and where there is little."""
        numbering = _("按 一、（一）1.（1） 重新编好全文的序数")
        yield _button("renumber", numbering, self.numbering_wished), _("一键编号"), _("编号")
        yield self._menu("table", _("插入表格，增减行和列"), self._fill_table_menu), _("表格"), _("表")
        yield self._menu("picture-menu", _("插入图片，写图的名称和宽度"), self._fill_picture_menu), _("插图"), _("图")
        note = _("在光标处插入脚注，光标在“注”旁边的修改那一条 Ctrl+Alt+F")
        yield _button("footnote", note, self.note_wished), _("脚注"), _("注")
        yield _button("find", _("查找 Ctrl+F，替换 Ctrl+H"), self.finding_wished), _("查找"), ""
        yield _button("annex-add", _("在正文后面添一个附件"), self.annex_wished), _("添附件"), _("附件")

    def _fill_table_menu(self, menu: QMenu) -> None:
        fill_table_menu(menu, self._text)

    def _fill_picture_menu(self, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(_("插入图片…"), self.picture_wished.emit)
        change = menu.addAction(_("图的名称和宽度…"), self.picture_change_wished.emit)
        change.setEnabled(picture_here(self._text().textCursor()) is not None)

    def _menu(self, name: str, tip: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = _button(name, tip)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def say_level(self, level: int) -> None:
        """Say the level of the paragraph where the cursor stands."""
        self._level.setCurrentIndex(level)


def _levels(parent: QWidget) -> QComboBox:
    """Return the box of the levels, each with its key."""
    box = QComboBox(parent)
    box.setObjectName("level")
    box.setAccessibleName(_("层次"))
    for one in LEVELS:
        box.addItem(_(one.text))
        tip = _("{level}（{key}）").format(level=_(one.text), key=one.key) if one.key else _(one.text)
        box.setItemData(one.level, tip, Qt.ItemDataRole.ToolTipRole)
    box.setToolTip(_("这一段的层次：Ctrl+1 至 Ctrl+4 设为标题，Ctrl+0 设为正文段落"))
    return box


def _button(name: str, tip: str, wish: SignalInstance | None = None) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if wish is not None:
        button.clicked.connect(wish)
    return button
