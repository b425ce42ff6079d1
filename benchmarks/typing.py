"""Typing in a draft of a hundred pages: from the key to the painted text, in the editor with everything around it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.figures import MILLISECONDS, Line, percentile
from benchmarks.unit import open_unit
from benchmarks.words import Words
from oa_desktop.domain.manuscript import Block, Manuscript, Paragraph, Span
from oa_desktop.domain.texts.headings import headed, ranks
from oa_desktop.domain.texts.levels import written_number
from oa_desktop.domain.units.roles import Role
from oa_desktop.ui.application import make_application
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.editor import Editor
from oa_desktop.ui.writing.text.body_editor import BodyEditor

PAGES = 100
GOAL_MS = 16
_LINES, _CHARACTERS = 22, 28
"""A page. GB/T 9704-2012 5.2.3."""
_LINES_OF_PARAGRAPH = 3
_PLACES = 8
_TYPED = "各单位要认真落实。\n二、加强领导\n由办公室负责，"
"""What is typed at each place: running text, a new paragraph, a heading that is recognised."""
_BETWEEN_MS = 60
"""Milliseconds from one key to the next; a quick typist of Chinese needs more."""
_PAUSE_MS = 800
"""A pause at each place, after which the page is drawn anew, what is wrong is looked for and the draft is kept."""


@dataclass(slots=True, kw_only=True)
class Times:
    """Seconds that keys took: of the window's own thread, and on the wall."""

    own: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


def measure() -> Iterator[Line]:
    """Give the lines about typing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        application = make_application((), Preferences(Path(home) / "window.ini"))
        yield _line(f"typing: a key in {PAGES} pages, p95", _alone(application), GOAL_MS)
        beside = _in_the_editor(application, Path(home), checking=False)
        yield _line("  with the page beside it and the draft kept", beside, GOAL_MS)
        checked = _in_the_editor(application, Path(home), checking=True)
        yield _line("  and with what is wrong below it", checked, GOAL_MS)


def _line(name: str, times: Times, goal: float | None) -> Line:
    own, wall = (percentile(part, 0.95) * 1000 for part in (times.own, times.wall))
    middle = percentile(times.own, 0.5) * 1000
    note = f"median {middle:.1f} ms; {wall:.1f} ms on the wall; {len(times.own)} keys"
    return Line(name=name, figure=own, unit=MILLISECONDS, goal=goal, note=note)


def draft_body(pages: int) -> tuple[Block, ...]:
    """Return a body that fills about so many pages."""
    words, count = Words(7), pages * _LINES // _LINES_OF_PARAGRAPH
    texts = [words.text(_CHARACTERS * _LINES_OF_PARAGRAPH - 4) for _ in range(count)]
    texts[::12] = [f"{written_number(1, 1 + number % 20)}加强组织领导" for number in range(len(texts[::12]))]
    pairs = zip(texts, ranks(texts), strict=True)
    return tuple(Paragraph(spans=headed((Span(text=text),), rank.heading), level=rank.level) for text, rank in pairs)


def _alone(application: QApplication) -> Times:
    """Time the text by itself, read after every key as the draft is."""
    body = BodyEditor()
    body.changed.connect(body.body)
    body.resize(700, 700)
    body.show()
    body.show_text(draft_body(PAGES), ())
    _wait(_PAUSE_MS)
    times = _typed(application, body)
    body.deleteLater()
    return times


def _in_the_editor(application: QApplication, home: Path, *, checking: bool) -> Times:
    """Time the whole editor on a real store, while somebody looks at what is wrong or not."""
    unit, tasks = open_unit(home), Tasks()
    editor = Editor(Workplace(unit.session(Role.DRAFTER), tasks))
    editor.resize(1366, 768)
    editor.show()
    editor.new()
    _until_idle(tasks)
    editor.bar.checking.setChecked(checking)
    editor.form.show_manuscript(Manuscript(title="关于加强公文归档工作的通知"))
    editor.body.show_text(draft_body(PAGES), ())
    _until_idle(tasks)
    times = _typed(application, editor.body)
    editor.leave()
    _until_idle(tasks)
    editor.deleteLater()
    tasks.close()
    unit.close()
    return times


def _typed(application: QApplication, body: BodyEditor) -> Times:
    times = Times()
    for place in range(_PLACES):
        _go_to(body, place / _PLACES)
        for character in _TYPED:
            _wait(_BETWEEN_MS)
            _time_key(application, body.text, character, times)
        _wait(_PAUSE_MS)
    return times


def _go_to(body: BodyEditor, part: float) -> None:
    document = body.text.document()
    cursor = QTextCursor(document.findBlockByNumber(round(part * (document.blockCount() - 1))))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    body.text.setTextCursor(cursor)
    body.text.ensureCursorVisible()


def _time_key(application: QApplication, text: QWidget, character: str, times: Times) -> None:
    own, wall = thread_time(), perf_counter()
    event = QInputMethodEvent()
    event.setCommitString(character)
    application.sendEvent(text, event)
    application.processEvents()
    times.own.append(thread_time() - own)
    times.wall.append(perf_counter() - wall)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until_idle(tasks: Tasks) -> None:
    _wait(_PAUSE_MS)
    while not tasks.idle:
        _wait(_BETWEEN_MS)
