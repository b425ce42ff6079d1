"""Leaving what is not kept yet (没有存上就离开): whoever goes is told why it is not, and may stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.ui.look.dialogs import MessageBox

Go = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What somebody would lose by going now.

    Attributes:
        title: What it is called.
        what: What happens.
        advice: Why, and what to do instead.
        go: Words of the button for who goes all the same.
    """

    title: str
    what: str
    advice: str
    go: str


def unkept_words(error: Exception) -> Loss:
    """Return the loss of words that could not be kept."""
    wait = _("请先解决这件事（例如腾出空间、接好磁盘），在这里等着，一存上就自己离开。")
    stay = _("选“留下”可以接着写，程序一直在再试；等不及的，留下以后把字复制到别的程序里。")
    return Loss(
        title=_("有字没有存上"),
        what=_("刚才写的字还没有存上，现在离开就没有了。"),
        advice=f"{_reason(error)}\n\n{wait}{stay}",
        go=_("不要这些字，离开"),
    )


def _reason(error: Exception) -> str:
    if not isinstance(error, OfficeError):
        return _("程序出了意料之外的错误。")
    problem = say(error.code, error.params)
    return problem.what + problem.why


def coming_files() -> Loss:
    """Return the loss of files that are still on their way in."""
    return Loss(
        title=_("附件没有添加完"),
        what=_("附件还在添加，现在离开，没有添加完的就不加了。"),
        advice=_("写的字不受影响。留下等它添加完，添加完以后自己离开。"),
        go=_("不加了，离开"),
    )


def unfinished(title: str) -> Loss:
    """Return the loss of something long that was begun."""
    return Loss(
        title=_("{title}没有做完").format(title=title),
        what=_("“{title}”还没有做完，现在离开就不做了，做了一半的不留下。").format(title=title),
        advice=_("留下等它做完，做完以后自己离开。"),
        go=_("不做了，离开"),
    )


def ask_before(loss: Loss, over: QWidget, spared: SignalInstance, lose: Go, go: Go) -> None:
    """Ask whether somebody really goes.

    Args:
        loss: What would be lost.
        over: Where to ask.
        spared: Says that nothing would be lost any more; then nobody is asked any longer.
        lose: Lets it be lost, for who goes all the same.
        go: Goes, in both cases.
    """
    asked = AskBeforeLosing(loss, over.window())
    asked.agreed.connect(lose)
    asked.agreed.connect(go)
    asked.spared.connect(go)
    spared.connect(asked.spare)
    asked.open()


class AskBeforeLosing(MessageBox):
    """Asks whether somebody really goes; to stay is what the keyboard does first.

    Signals:
        agreed: Yes, all the same.
        spared: Nothing is lost by it any more.
    """

    agreed = Signal()
    spared = Signal()

    def __init__(self, loss: Loss, over: QWidget) -> None:
        super().__init__("ask-unkept", loss.title, over)
        self._answered = False
        self.finished.connect(self._close)
        self.setText(loss.what)
        self.setInformativeText(loss.advice)
        leave = self.addButton(loss.go, QMessageBox.ButtonRole.DestructiveRole)
        leave.setObjectName("agree")
        leave.clicked.connect(lambda _checked=False: self.agreed.emit())
        stay = self.addButton(_("留下"), QMessageBox.ButtonRole.RejectRole)
        stay.setObjectName("stay")
        self.setDefaultButton(stay)

    @Slot()
    def spare(self) -> None:
        """Ask no longer: what would have been lost is kept now."""
        if not self._answered:
            self.reject()
            self.spared.emit()

    @Slot()
    def _close(self) -> None:
        self._answered = True
