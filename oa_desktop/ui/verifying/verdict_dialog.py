"""The verdict on a signed file as a page (核验结论): what it comes to, then every signature layer by layer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.domain.trust.verdicts import FileVerdict, Outcome
from oa_desktop.i18n import _
from oa_desktop.office.trust.signed_files import Verified
from oa_desktop.office.trust.verdict_page import conclusion, known_until
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.verifying.verdict_text import ICONS, colour_of, fill

_WIDE = 62
"""Chinese characters that the page has across at the most."""
_ICON_EM = 2


class VerdictDialog(Dialog):
    """The verdict on one file; it can be read, copied and printed.

    Signals:
        print_wanted: The verdict is to be printed.
        other_wanted: Another file is to be verified.
    """

    print_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, verified: Verified, parent: QWidget) -> None:
        super().__init__("verdict", _("签章核验：{name}").format(name=verified.name), parent, topic="窗口.md#签章核验")
        verdict = verified.verdict
        self.mark = QLabel(self)
        self.comes_to = QLabel(conclusion(verdict), self)
        self.about = QLabel(_about(verified), self)
        self.layers = QTextBrowser(self)
        self._prepare(verdict)
        self._lay_out()
        self.fill(parent, _WIDE)
        fill(self.layers, verdict)

    def _prepare(self, verdict: FileVerdict) -> None:
        outcome = verdict.outcome
        size = self.fontMetrics().height() * _ICON_EM
        colour = colour_of(outcome, colours_of(self.palette()))
        self.mark.setPixmap(icon(ICONS[outcome], colour).pixmap(size, size))
        self.mark.setAccessibleName(_(outcome.value))
        self.comes_to.setObjectName("verdict-comes-to")
        self.comes_to.setWordWrap(True)
        self.comes_to.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        give_tone(self.comes_to, "heading")
        self.about.setObjectName("verdict-about")
        self.about.setWordWrap(True)
        give_tone(self.about, "faint")
        self.layers.setObjectName("verdict-layers")
        self.layers.setAccessibleName(_("每个签章逐层的结论"))
        self.layers.setOpenLinks(False)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.addWidget(self.comes_to)
        words.addWidget(self.about)
        head = QHBoxLayout()
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addWidget(self.layers, 1)
        print_it = self.button("print-verdict", _("打印(&P)…"), self.print_wanted.emit)
        other = self.button("other-verdict", _("核验另一个文件(&O)…"), self._other)
        whole.addLayout(self.row_below(print_it, other))
        self.layers.setFocus()

    def _other(self) -> None:
        self.accept()
        self.other_wanted.emit()


def _about(verified: Verified) -> str:
    """Return what was verified, whose trust decided, and up to when revocations are known."""
    verdict = verified.verdict
    file = _("{name}（{format}）").format(name=verified.name, format=verdict.format)
    trusted = _("按本单位的信任列表核验，不连网。") if verdict.outcome is not Outcome.BROKEN else ""
    return "　".join(part for part in (file, known_until(verdict), trusted) if part)
