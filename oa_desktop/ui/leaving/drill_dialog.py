"""What a drill has proved (恢复演练的结果): how much came back out of a backup, and what does not hold."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from oa_desktop.domain.verification import Fault
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.safekeeping.drilling import Drilled
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_CHARACTERS = 34


class DrillDialog(SnugDialog):
    """Says it in a sentence, then every fault.

    Attributes:
        faults: What does not hold; hidden where all does.
    """

    def __init__(self, drilled: Drilled, name: str, parent: QWidget) -> None:
        super().__init__("drilled", _("恢复演练"), parent, topic="窗口.md#备份", characters=_CHARACTERS)
        found = drilled.verdict.faults
        self.faults = QListWidget(self)
        self.faults.setObjectName("drill-faults")
        self.faults.setAccessibleName(_("不成立的地方"))
        self.faults.setWordWrap(True)
        self.faults.addItems([_words(one) for one in found])
        self.faults.setVisible(bool(found))
        column = QVBoxLayout(self)
        column.addWidget(_sentence(_outcome(drilled, name), "danger" if found else "good", "drill-outcome"))
        column.addWidget(self.faults, 1)
        column.addWidget(_sentence(_figures(drilled), "faint", "drill-figures"))
        column.addLayout(self.row_below())


def _sentence(words: str, tone: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    give_tone(label, tone)
    return label


def _outcome(drilled: Drilled, name: str) -> str:
    if drilled.verdict.faults:
        words = _("备份“{name}”能恢复，但有 {count} 处不成立。请保留这一份，报告安全审计员，另做一份备份再演练。")
        return words.format(name=name, count=len(drilled.verdict.faults))
    return _("备份“{name}”恢复演练成功：清单、检索和权限与办理记录一致。演练没有留下什么。").format(name=name)


def _figures(drilled: Drilled) -> str:
    verdict = drilled.verdict
    words = _("恢复出 {documents} 件公文，核验了 {journals} 本记录、{entries} 条、{signatures} 个签名。")
    told = words.format(
        documents=drilled.documents, journals=verdict.journals, entries=verdict.entries, signatures=verdict.signatures
    )
    missing = len(drilled.facts.missing)
    return told + (_("备份以前就缺 {count} 份内容。").format(count=missing) if missing else "")


def _words(fault: Fault) -> str:
    return str(say(fault.rule, {"journal": fault.journal, "device": fault.device, "seq": fault.seq}))
