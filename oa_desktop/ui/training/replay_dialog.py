"""The replay of a course (回放) in the window: scene by scene, mistake by mistake, beside the reference run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.training.results import CheckResult
from oa_desktop.i18n import _
from oa_desktop.office.archiving.replay import Shown
from oa_desktop.training.comparing import Pair
from oa_desktop.training.course import Replay
from oa_desktop.training.replaying import Scene
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.replay_view import ReplayView
from oa_desktop.ui.training.words import TOPIC
from oa_desktop.ui.workplace import Workplace

_SPEEDS = (1, 4, 16)
_LOOK_MS = 4000
"""How long a scene is looked at when it plays once as fast."""
_ACROSS = 110
_LOST, _NOTHING_LOST = "× ", "　"


class CourseReplay(Dialog):
    """The replay of one course.

    Attributes:
        view: Its scenes.
        table: The reference run beside it.
    """

    def __init__(self, workplace: Workplace, title: str, replay: Replay, parent: QWidget, *, at: int = 0) -> None:
        """Show a replay.

        Args:
            workplace: How pages are fetched.
            title: What the exercise is called.
            replay: Its scenes.
            parent: What it lies over.
            at: The scene to begin with.
        """
        super().__init__("course-replay", _("回放：{title}").format(title=title), parent, topic=TOPIC)
        self._workplace = workplace
        self._scenes = replay.scenes
        self.view = ReplayView(workplace, self)
        self.table = _Comparison(replay, self)
        self._playing = QTimer(self)
        self._speed = QComboBox(self)
        self._lay_out()
        self._bind()
        self.fill(parent, _ACROSS)
        self.resize(self.size().boundedTo(self.screen().availableSize()))
        self.view.show_steps([_line(number, one) for number, one in enumerate(replay.scenes, 1)])
        self.view.steps.setCurrentRow(at)

    def _lay_out(self) -> None:
        tabs = QTabWidget(self)
        tabs.setObjectName("replay-tabs")
        tabs.addTab(self.view.pane, _("版面"))
        tabs.addTab(self.table, _("步骤对照"))
        self.view.put_beside(tabs)
        self._speed.setObjectName("replay-speed")
        self._speed.setToolTip(_("回放的快慢"))
        self._speed.addItems([f"×{one}" for one in _SPEEDS])
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addLayout(self._ways())

    def _ways(self) -> QHBoxLayout:
        """Return the row of what leads on."""
        self._before = self.button("replay-before", _("上一步"), lambda: self.view.go(-1))
        self._next = self.button("replay-next", _("下一步"), lambda: self.view.go(1))
        self._mistake = self.button("replay-mistake", _("下一处失分"), self.to_next_mistake)
        self._play = self.button("replay-play", _("播放"), self._play_or_pause)
        self._mistake.setEnabled(any(one.lost for one in self._scenes))
        row = self.row_below(self._before, self._next, self._mistake, self._play)
        row.insertWidget(4, self._speed)
        return row

    def _bind(self) -> None:
        self.view.chosen.connect(self._show)
        self.table.wanted.connect(self.view.steps.setCurrentRow)
        self._playing.timeout.connect(self.play_on)
        self._speed.currentIndexChanged.connect(lambda _place: self._playing.setInterval(self._pace))
        self._playing.setInterval(self._pace)

    # --- going on ------------------------------------------------------------------------------------------------

    @property
    def _pace(self) -> int:
        return _LOOK_MS // _SPEEDS[self._speed.currentIndex()]

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._playing.isActive()

    def _play_or_pause(self) -> None:
        if self.is_playing:
            self._stop()
            return
        if self.view.steps.currentRow() == len(self._scenes) - 1:
            self.view.steps.setCurrentRow(0)
        self._playing.start()
        self._play.setText(_("暂停"))

    def _stop(self) -> None:
        self._playing.stop()
        self._play.setText(_("播放"))

    def play_on(self) -> None:
        """Show the next scene; behind the last one it stops."""
        if not self.view.go(1):
            self._stop()

    def to_next_mistake(self) -> None:
        """Go to the next scene by which points were lost; behind the last one begin again."""
        places = [place for place, one in enumerate(self._scenes) if one.lost]
        here = self.view.steps.currentRow()
        self.view.steps.setCurrentRow(next((one for one in places if one > here), places[0]))

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show(self, place: int) -> None:
        scene = self._scenes[place]
        self._before.setEnabled(place > 0)
        self._next.setEnabled(place < len(self._scenes) - 1)
        self.table.mark(place)
        self.view.say("\n".join(_told(scene)))
        if scene.shown is None:
            self.view.pane.clear(_("这一步不在公文上，没有版面。"))
            return
        self._workplace.read(
            lambda session: session.exercise.page(scene.page, scene.text),
            self,
            partial(self._show_page, scene),
            lambda error: self.view.pane.clear(sentence_for(error, self._workplace)),
            instead_of="replay-page",
        )

    def _show_page(self, scene: Scene, pdf: bytes | None) -> None:
        if pdf is None or scene.shown is None:
            self.view.pane.clear(_("这一步没有可以看的版面。"))
            return
        shown = _("这一步的稿子，现在排出的版面") if scene.shown is Shown.UNKNOWN else _(scene.shown.value)
        self.view.pane.show_pdf(pdf, f"{scene.title} · {shown}", renewed=True)


class _Comparison(QTableWidget):
    """步骤对照: the reference run on the left, the course on the right.

    Signals:
        wanted: A scene of the course (``int``).
    """

    wanted = Signal(int)

    def __init__(self, replay: Replay, parent: QWidget) -> None:
        super().__init__(len(replay.pairs), 2, parent)
        self._replay = replay
        self.setObjectName("comparison")
        self.setAccessibleName(_("步骤对照"))
        self.setHorizontalHeaderLabels([_("参考做法"), _("这一次")])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for row, pair in enumerate(replay.pairs):
            self.setItem(row, 0, QTableWidgetItem(pair.reference or _("（参考做法里没有）")))
            self.setItem(row, 1, QTableWidgetItem(_own(pair, replay)))
        self.cellActivated.connect(self._want)
        self.cellClicked.connect(self._want)

    def _want(self, row: int, _column: int) -> None:
        own = self._replay.pairs[row].own
        if own is not None:
            self.wanted.emit(own)

    def mark(self, scene: int) -> None:
        """Select the line of a scene; none where it has none."""
        row = next((row for row, pair in enumerate(self._replay.pairs) if pair.own == scene), None)
        if row is None:
            self.clearSelection()
        else:
            self.selectRow(row)


def _own(pair: Pair, replay: Replay) -> str:
    """Return what was done, in full only where the reference run has nothing like it."""
    if pair.own is None:
        return _("× 没有做")
    scene, place = replay.scenes[pair.own], f"{pair.own + 1}."
    said = ("√", place, scene.at[11:16]) if pair.is_met else ("＋", place, scene.who, scene.act, scene.title)
    return "　".join(filter(None, said))


def _line(number: int, scene: Scene) -> str:
    mark = _LOST if scene.lost else _NOTHING_LOST
    return f"{mark}{number}　{scene.at[11:16]}　{scene.act}　{scene.who}"


def _told(scene: Scene) -> Iterator[str]:
    who = _("{who}（模拟角色）").format(who=scene.who) if scene.simulated else scene.who
    when = scene.at[:16].replace("T", " ")
    yield "　".join(filter(None, (when, who, scene.act, scene.title, " ".join(scene.words.split()))))
    yield from map(_lost, scene.lost)


def _lost(one: CheckResult) -> str:
    check = one.check
    told = _("× 失 {points} 分：{asks}。{why}{mend}").format(
        points=check.points - one.points, asks=check.asks.rstrip("。"), why=check.why, mend=check.mend
    )
    return told + (_("（{clause}）").format(clause=check.clause) if check.clause else "")
