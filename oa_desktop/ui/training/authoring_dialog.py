"""Authoring (编场景): an instructor changes an exercise of their own in a form, tries it, and releases it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.training.results import CheckResult
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.training.authoring import Blank, Draft, Section, TriedRun
from oa_desktop.training.declaring import points_in_words
from oa_desktop.ui.acting.field_editors import FieldEditor, editor_of
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.growing_text import GrowingText
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.premises import Workshop
from oa_desktop.ui.tasks import Lane, Tasks

_TOPIC = "编实训场景.md#在窗口里编"
EXERCISES = "实训场景（*.scn）"
_WIDE, _LIST = 70, 14
_FEWEST, _MOST = 4, 16
_OUTCOME = 5
"""Chinese characters across, of the list; lines of a text, and of what is said below."""
_ADDED = (("roles", "角色(&R)"), ("events", "突发情况(&E)"), ("checks", "检查，照选中的一项(&C)"))
"""What can be put in: groups of the exercise's parts, and their words in the menu."""
_MARKS = {True: "√", False: "×", None: "？"}


class _Whole:
    """A text with all that stands between its lines."""

    def __init__(self, words: str) -> None:
        self.widget = GrowingText(_FEWEST, _MOST)
        self.widget.setPlainText(words)

    def value(self) -> str:
        return self.widget.toPlainText()


class AuthoringDialog(Dialog):
    """The parts of an exercise at the left, the fields of the chosen one at the right, what came of a try below."""

    def __init__(self, workshop: Workshop, tasks: Tasks, draft: Draft, parent: QWidget) -> None:
        super().__init__("authoring", _("编场景：{id}").format(id=draft.id), parent, topic=_TOPIC)
        self._workshop = workshop
        self._tasks = tasks
        self._draft = draft
        self._sections: tuple[Section, ...] = ()
        self._editors: list[tuple[Blank, FieldEditor]] = []
        self._row = 0
        self._parts = QListWidget(self)
        self._form = QScrollArea(self)
        self._told = QTextBrowser(self)
        self._doing = (
            self.with_menu(
                "add-part", _("加一项(&A)"), [(f"add-{one}", _(words), partial(self.add, one)) for one, words in _ADDED]
            ),
            self.button("keep-draft", _("保存(&S)"), self.keep),
            self.button("try-out", _("试跑(&T)"), self.try_out),
            self.button("release", _("发布(&R)"), self.release),
            self.button("export", _("写成文件(&E)…"), self._ask_where),
        )
        self._lay_out()
        self.fill(parent, _WIDE)
        self._parts.currentRowChanged.connect(self._choose)
        self._fill()

    def _lay_out(self) -> None:
        self._parts.setObjectName("draft-parts")
        self._parts.setAccessibleName(_("场景的各部分"))
        self._parts.setFixedWidth(self._wide(_LIST))
        self._parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._form.setWidgetResizable(True)
        self._form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told.setObjectName("draft-told")
        self._told.setAccessibleName(_("结果"))
        self._told.setFixedHeight(self.fontMetrics().lineSpacing() * _OUTCOME)
        both = QHBoxLayout()
        both.addWidget(self._parts)
        both.addWidget(self._form, 1)
        column = QVBoxLayout(self)
        column.addLayout(both, 1)
        column.addWidget(self._told)
        column.addLayout(self.row_below(*self._doing))

    def _fill(self) -> None:
        self._sections = self._workshop.sections(self._draft)
        self._parts.blockSignals(True)
        self._parts.clear()
        self._parts.addItems([one.heading for one in self._sections])
        self._parts.setCurrentRow(self._row)
        self._parts.blockSignals(False)
        self._show(self._sections[self._row])

    # --- the form ------------------------------------------------------------------------------------------------

    def _choose(self, row: int) -> None:
        """Go on to another part; what was typed in the one before is kept in mind."""
        self._take_down()
        self._row = max(0, row)
        self._sections = self._workshop.sections(self._draft)
        self._show(self._sections[self._row])

    def _show(self, section: Section) -> None:
        fields = QWidget()
        form = QFormLayout(fields)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._editors = [(one, _editor(one)) for one in section.blanks]
        for blank, editor in self._editors:
            editor.widget.setObjectName(f"blank-{blank.row.name}")
            editor.widget.setAccessibleName(blank.row.label)
            form.addRow(blank.row.label, editor.widget)
        self._form.setWidget(fields)

    def _take_down(self) -> None:
        for blank, editor in self._editors:
            if (typed := editor.value()) != (self._draft.at(blank.where) or type(typed)()):
                self._draft = self._draft.put(blank.where, typed)

    def add(self, group: str) -> None:
        """Put in one more part of a group, and show it; a check is like the chosen one, or like the first."""
        self._take_down()
        here = self._sections[self._row].where
        like = int(here[1]) if here[:1] == (group,) else 0
        before = {one["id"] for one in self._draft.at((group,)) or ()}
        self._draft = self._draft.with_another(group, like)
        new = next(place for place, one in enumerate(self._draft.at((group,))) if one["id"] not in before)
        wheres = [one.where for one in self._workshop.sections(self._draft)]
        self._row = wheres.index((group, new))
        self._fill()

    # --- what is done --------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed, and say what is wrong with it."""
        self._do(_("保存"), self._workshop.keep, self._tell_faults)

    def _tell_faults(self, wrong: tuple[str, ...]) -> None:
        self._tell(*(wrong or (_("已经保存，没有写错的地方。可以试跑了。"),)))

    def try_out(self) -> None:
        """Play both runs, and show what came of every check."""
        self._tell(_("正在试跑参考答案和反面示范，要几秒到半分钟……"))
        self._do(_("试跑"), self._tried, self._show_runs)

    def _tried(self, draft: Draft) -> tuple[TriedRun, ...]:
        self._workshop.keep(draft)
        return self._workshop.try_out(draft.id)

    def _show_runs(self, runs: tuple[TriedRun, ...]) -> None:
        holds = all(one.holds for one in runs)
        end = _("试跑通过，可以发布了。") if holds else _("得分和写下的不一样，改好再试跑。")
        self._tell(end, *(line for one in runs for line in _lines(one)))

    def release(self) -> None:
        """Release it, once it scores as it declares."""
        self._tell(_("正在试跑，得分和写下的一样就发布……"))
        self._do(_("发布"), self._released, lambda _none: self._tell(_("已经发布，学员可以选了。")))

    def _released(self, draft: Draft) -> None:
        self._workshop.keep(draft)
        self._workshop.release(draft.id)

    def _ask_where(self) -> None:
        dialog = FileDialog(_("场景写到哪里"), self)
        dialog.setObjectName("keep-exercise")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_(EXERCISES))
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("写出"))
        dialog.selectFile(f"{self._draft.id}.scn")
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.open()

    def export(self, file: Path) -> None:
        """Write it into one file, in the state that it has."""
        self._do(
            _("写成文件"),
            lambda draft: self._workshop.export(draft.id, file),
            lambda _none: self._tell(_("已经写成 {name}。").format(name=file.name)),
        )

    def _do(self, title: str, work: Callable[[Draft], object], done: Callable[..., object]) -> None:
        """Do something with the draft as it is typed, behind the window; one thing at a time."""
        self._take_down()
        self._be_busy(busy=True)
        draft = self._draft

        def come(result: object) -> None:
            self._be_busy(busy=False)
            self._fill()
            done(result)

        self._tasks.run(lambda _: work(draft), self, come, self._refuse, lane=Lane.LONG, title=title)

    def _refuse(self, error: Exception) -> None:
        self._be_busy(busy=False)
        if not isinstance(error, OfficeError):
            raise error
        self._tell(str(say(error.code, error.params)))

    def _be_busy(self, *, busy: bool) -> None:
        for one in self._doing:
            one.setDisabled(busy)

    def _tell(self, *lines: str) -> None:
        self._told.setHtml("<br>".join(map(escape, lines)))

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Keep what is typed, right or not, and close."""
        before = self._draft
        self._take_down()
        if self._draft != before:
            self._workshop.keep(self._draft)
        super().reject()


def _editor(blank: Blank) -> FieldEditor:
    return _Whole(blank.row.usual) if blank.whole else editor_of(blank.row)


def _lines(run: TriedRun) -> Iterator[str]:
    told = _("{name}：{found} 分，写下的是 {said} 分。")
    yield told.format(name=_(run.name), found=run.score.total, said=run.said)
    if run.score.open_points:
        yield _("　还有 {points} 分由老师评，试跑参考答案时算满分。").format(points=run.score.open_points)
    yield from (_line(one) for one in run.score.results)


def _line(one: CheckResult) -> str:
    return f"　{_MARKS[one.passed]} {points_in_words(one)}　{one.check.asks}"
