"""Keeping papers as files (另存为): which there are, how each is called outside, and the dialog that asks where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.papers.papers import Paper
from oa_desktop.ui.file_dialog import FileDialog

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What one system or the other takes in no file's name."""
_LONGEST = 60
"""Characters of a title: 180 bytes, of the 255 that a file's name may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A paper as a file.

    Attributes:
        paper: What it is.
        words: What people call it.
        ending: How its name ends, with the point.
        mark: What stands behind the title in its name.
    """

    paper: Paper
    words: str
    ending: str
    mark: str = ""

    @property
    def line(self) -> str:
        """The line of the dialog in which it is chosen."""
        return f"{_(self.words)} (*{self.ending})"

    def called(self, name: str) -> Sort:
        """Return it under the name that it has of one document: 收文处理单 instead of 发文稿纸."""
        usual = self.paper.value
        return replace(self, words=self.words.replace(usual, name), mark=self.mark.replace(usual, name))

    def name(self, title: str) -> str:
        """Return what a document's paper is usually called."""
        stem = _FORBIDDEN.sub(" ", title).strip(" .")[:_LONGEST] or _("公文")
        return f"{stem}{self.mark}{self.ending}"


SORTS = (
    Sort(paper=Paper.PAGE, words="页面，与印出来的一样", ending=".pdf"),
    Sort(paper=Paper.OFD, words="版式文件，页面相同，用 OFD 阅读器打开", ending=".ofd"),
    Sort(paper=Paper.EDITABLE, words="可编辑的一份，用 WPS 或 Word 打开", ending=".docx"),
    Sort(
        paper=Paper.TRACKED,
        words="可编辑的一份，带每一稿的修改痕迹",
        ending=".docx",
        mark="（修改痕迹）",
    ),
    Sort(paper=Paper.APART, words="页面，附件不与正文装订在一起", ending=".pdf", mark="（附件单独）"),
    Sort(paper=Paper.FORM, words="发文稿纸", ending=".pdf", mark="（发文稿纸）"),
    Sort(paper=Paper.PROOF, words="校样，每行有行号，登记编号以后才有", ending=".pdf", mark="（校样）"),
    Sort(paper=Paper.PRINT_ORDER, words="付印单，登记编号以后才有", ending=".pdf", mark="（付印单）"),
    Sort(paper=Paper.LABELS, words="封签，每个收文机关一张", ending=".pdf", mark="（封签）"),
    Sort(paper=Paper.EXCHANGE, words="交换清单，每个收文机关一行", ending=".pdf", mark="（交换清单）"),
    Sort(paper=Paper.CIRCULATION, words="传阅单，传阅过的才有", ending=".pdf", mark="（传阅单）"),
    Sort(paper=Paper.HAND_OVER, words="转办单，带回执，转办过的才有", ending=".pdf", mark="（转办单）"),
    Sort(paper=Paper.ASSIGNMENT, words="交办单，带回执，分办过的来文才有", ending=".pdf", mark="（交办单）"),
    Sort(paper=Paper.URGING, words="催办单，带回执，催办过的才有", ending=".pdf", mark="（催办单）"),
    Sort(paper=Paper.STAMPED, words="归档章副本，整理归档过的才有", ending=".pdf", mark="（归档章副本）"),
    Sort(
        paper=Paper.STAMPED_OFD,
        words="归档章副本，存成版式文件（OFD）",
        ending=".ofd",
        mark="（归档章副本）",
    ),
    Sort(paper=Paper.REJECTION, words="退文单，带回执，退回的来文才有", ending=".pdf", mark="（退文单）"),
    Sort(paper=Paper.JOURNAL, words="办理记录，可以在别处核验", ending=".jsonl", mark="（办理记录）"),
    Sort(
        paper=Paper.EVIDENCE,
        words="核验包：办理记录和它提到的每一稿、每一页、每个附件",
        ending=".zip",
        mark="（核验包）",
    ),
)


SAVE_LABELS = (
    (QFileDialog.DialogLabel.LookIn, "存在"),
    (QFileDialog.DialogLabel.FileName, "文件名"),
    (QFileDialog.DialogLabel.FileType, "存成"),
    (QFileDialog.DialogLabel.Accept, "保存"),
    (QFileDialog.DialogLabel.Reject, "取消"),
)
"""What is said otherwise than where a file is opened."""


class SaveDialog(FileDialog):
    """Asks which of the papers that are offered, by the names that they have here, is to be kept, and where.

    Signals:
        agreed: The paper and its file (``Paper``, ``Path``).
    """

    agreed = Signal(object, object)

    def __init__(self, title: str, paper: Paper, offered: Mapping[Paper, str], folder: Path, parent: QWidget) -> None:
        super().__init__(_("另存为"), parent)
        self.setDirectory(str(folder))
        self._title = title
        self._sorts = [one.called(offered[one.paper]) for one in SORTS if one.paper in offered]
        self._sort = next(one for one in self._sorts if one.paper is paper)
        self.setObjectName("save-as")
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setViewMode(QFileDialog.ViewMode.List)
        for label, words in SAVE_LABELS:
            self.setLabelText(label, _(words))
        self.setNameFilters([one.line for one in self._sorts])
        self.selectNameFilter(self._sort.line)
        self._suggest("")
        self.filterSelected.connect(self._turn, Qt.ConnectionType.QueuedConnection)
        self.fileSelected.connect(lambda path: self.agreed.emit(self._sort.paper, ended(Path(path), self._sort.ending)))

    def _turn(self, line: str) -> None:
        """Take another paper, once Qt has changed the ending; a name that the person has typed stays."""
        before, self._sort = self._sort, next(one for one in self._sorts if one.line == line)
        stem = _stem(next((Path(path).name for path in self.selectedFiles()), ""))
        self._suggest("" if stem == _stem(before.name(self._title)) else stem)

    def _suggest(self, stem: str) -> None:
        self.setDefaultSuffix(self._sort.ending)
        self.selectFile(stem + self._sort.ending if stem else self._sort.name(self._title))


def _stem(name: str) -> str:
    """Return a name without the endings of papers."""
    ending = next((one.ending for one in SORTS if name.endswith(one.ending)), "")
    return _stem(name.removesuffix(ending)) if ending else name


def ended(path: Path, ending: str) -> Path:
    """Return a path with an ending; one that only comes about by that overwrites nothing."""
    if path.suffix.lower() == ending:
        return path
    return free(path.with_name(path.name + ending))


def free(path: Path) -> Path:
    """Return a path at which nothing lies yet: the same, or one with a number behind its name."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}（{number}）{path.suffix}")
    return found
