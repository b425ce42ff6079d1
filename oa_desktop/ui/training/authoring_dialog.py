"""Authoring (编场景): an instructor changes an exercise of their own in a form, tries it, and releases it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.training.exercise import Readiness
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.training.authoring import Draft, Section, TriedRun
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.dialogs import Dialog, Entry, MessageBox
from oa_desktop.ui.premises import Workshop
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.training.authoring_form import PartForm
from oa_desktop.ui.training.authoring_outcome import Outcome

_TOPIC = "编实训场景.md#在窗口里编"
EXERCISES = "实训场景（*.scn）"
_WIDE, _LIST = 90, 14
"""Chinese characters across: all of it, and its list."""
_ADDED = {
    "roles": "加角色(&R)",
    "events": "加突发情况(&E)",
    "checks": "加检查，照选中的一项(&C)",
    "discs": "加光盘(&D)",
}
"""What can be put in and taken away: groups of the exercise's parts, and their words in the menu."""
_BEGIN = "在左边选一部分，在右边改；改完按“保存”，再“试跑”“发布”，学员就能选。"
_RELEASED = (
    "已经发布，学员能选。内容改动一个字就变回草稿，照现在的内容考过的卷子就收不进来；"
    "还要收卷的，先关上，用“编场景—复制选中的场景来改”另编一份。"
)
_AGAIN = "再按一次“关闭”，不保存就关上。"


class AuthoringDialog(Dialog):
    """The parts of an exercise at the left, the fields of the chosen one at the right, what came of a try below."""

    def __init__(self, workshop: Workshop, tasks: Tasks, draft: Draft, parent: QWidget) -> None:
        super().__init__("authoring", _("编场景：{id}").format(id=draft.id), parent, topic=_TOPIC)
        self._workshop = workshop
        self._tasks = tasks
        self._draft = self._opened = draft
        self._sections: tuple[Section, ...] = ()
        self._row = 0
        self._parts = QListWidget(self)
        self._form = PartForm(self)
        self._told = Outcome(self)
        self._kept = draft
        self._warned = False
        entries: list[Entry] = [(f"add-{one}", _(words), partial(self.add, one)) for one, words in _ADDED.items()]
        entries.append(("take-away", _("去掉选中的一项(&X)…"), self._ask_to_take_away))
        self._doing = (
            self.with_menu("add-part", _("增减(&A)"), entries),
            self.button("keep-draft", _("保存(&S)"), self.keep),
            self.button("try-out", _("试跑(&T)"), self.try_out),
            self.button("release", _("发布(&R)"), self.release),
            self.button("export", _("写成文件(&E)…"), self._ask_where),
        )
        self._lay_out()
        self.fill(parent, _WIDE)
        self._parts.currentRowChanged.connect(self._choose)
        self._fill()
        released = draft.content.get("state") == Readiness.RELEASED.value
        self._told.tell(_(_RELEASED if released else _BEGIN))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing in it was changed since it was opened."""
        return self._draft is self._opened

    def _lay_out(self) -> None:
        self._parts.setObjectName("draft-parts")
        self._parts.setAccessibleName(_("场景的各部分"))
        self._parts.setFixedWidth(self._wide(_LIST))
        self._parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts.setTextElideMode(Qt.TextElideMode.ElideRight)
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
        self._form.show_part(section, self.width() - self._parts.width(), self._parts)

    def _take_down(self) -> None:
        self._draft = self._form.put_into(self._draft)

    def add(self, group: str) -> None:
        """Put in one more part of a group, and show it; a check is like the chosen one, or like the first."""
        self._take_down()
        here = self._sections[self._row].where
        like = int(here[1]) if here[:1] == (group,) else 0
        before = self._draft.at((group,)) or ()
        self._draft = self._draft.with_another(group, like)
        new = next(place for place, one in enumerate(self._draft.at((group,))) if one not in before)
        wheres = [one.where for one in self._workshop.sections(self._draft)]
        self._row = wheres.index((group, new))
        self._fill()

    def _ask_to_take_away(self) -> None:
        part = self._sections[self._row]
        if part.where[:1] and part.where[0] in _ADDED:
            box = MessageBox("ask-take-away", _("去掉一项"), self)
            box.setText(_("去掉“{part}”吗？写的都不留。").format(part=part.heading))
            agree = box.addButton(_("去掉"), QMessageBox.ButtonRole.AcceptRole)
            agree.setObjectName("agree")
            agree.clicked.connect(self.take_away)
            box.addButton(_("取消"), QMessageBox.ButtonRole.RejectRole)
            box.open()
        else:
            self._told.tell(_("这一部分不能去掉：能去掉的是角色、突发情况、检查和光盘。"))

    def take_away(self) -> None:
        """Take the chosen part away, and show the one before it."""
        group, place = self._sections[self._row].where
        self._draft = self._draft.without(str(group), int(place))
        self._row -= 1
        self._fill()

    # --- what is done --------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed, and say what is wrong with it."""
        self._do(_("保存"), self._keep, self._tell_faults)

    def _keep(self, draft: Draft) -> tuple[str, ...]:
        wrong = self._workshop.keep(draft)
        self._kept = draft
        return wrong

    def _tell_faults(self, wrong: tuple[str, ...]) -> None:
        self._told.tell(*(wrong or (_("已经保存，没有写错的地方。可以试跑了。"),)))

    def try_out(self) -> None:
        """Play both runs, and show what came of every check."""
        self._told.tell(_("正在试跑参考答案和反面示范，要几秒到半分钟……"))
        self._do(_("试跑"), self._tried, self._told.tell_runs)

    def _tried(self, draft: Draft) -> tuple[TriedRun, ...]:
        self._keep(draft)
        return self._workshop.try_out(draft.id)

    def release(self) -> None:
        """Release it, once it scores as it declares."""
        self._told.tell(_("正在试跑，得分和写下的一样就发布……"))
        self._do(_("发布"), self._released, lambda _none: self._told.tell(_("已经发布，学员可以选了。")))

    def _released(self, draft: Draft) -> None:
        self._keep(draft)
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
        """Write it into one file as it is typed; what is as it was released goes as released."""
        self._do(
            _("写成文件"),
            lambda draft: self._exported(draft, file),
            lambda _none: self._told.tell(_("已经写成 {name}。").format(name=file.name)),
        )

    def _exported(self, draft: Draft, file: Path) -> None:
        self._keep(draft)
        self._workshop.export(draft.id, file)

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
        self._told.tell(str(say(error.code, error.params)))

    def _be_busy(self, *, busy: bool) -> None:
        for one in self._doing:
            one.setDisabled(busy)

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Keep what is typed, right or not, and close; where it cannot be kept say why, and close the next time."""
        self._take_down()
        if self._draft is not self._kept and not self._warned:
            try:
                self._keep(self._draft)
            except OfficeError as error:
                self._warned = True
                self._told.tell(str(say(error.code, error.params)), _(_AGAIN))
                return
        super().reject()
