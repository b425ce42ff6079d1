"""Work behind the window: results come back in the window's thread, writing keeps its order, and nobody is called back who is gone."""

import threading
from contextlib import suppress

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from oa_desktop.ui.tasks import Cancelled, Lane, Progress, Tasks


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle)


def test_a_result_comes_back_in_the_window_s_own_thread(qtbot, tasks):
    seen = []
    tasks.run(lambda _: threading.get_ident(), tasks, lambda worker: seen.append((worker, threading.get_ident())))
    settle(qtbot, tasks)
    ((worker, here),) = seen
    assert here == threading.get_ident() != worker


def test_what_writes_is_done_in_the_order_in_which_it_was_asked_for(qtbot, tasks):
    written, running = [], []

    def write(number: int):
        def work(_progress):
            running.append(threading.get_ident())
            written.append(number)

        return work

    for number in range(50):
        tasks.run(write(number), tasks, lambda _: None, lane=Lane.WRITE)
    settle(qtbot, tasks)
    assert written == list(range(50))
    assert len(set(running)) == 1


def test_only_the_newest_of_the_same_question_is_answered(qtbot, tasks):
    gate, answers = threading.Event(), []
    for word in ("归", "归档", "归档工"):
        tasks.run(lambda _, word=word: gate.wait(5) and word, tasks, answers.append, instead_of="search")
    gate.set()
    settle(qtbot, tasks)
    assert answers == ["归档工"]


def test_whoever_is_gone_is_not_called_back(qtbot, tasks):
    gate, answers = threading.Event(), []
    owner = QObject()
    tasks.run(lambda _: gate.wait(5), owner, answers.append)
    shiboken6.delete(owner)
    gate.set()
    settle(qtbot, tasks)
    assert answers == []


def test_work_comes_to_its_end_although_its_window_is_freed_meanwhile(qtbot):
    begun, gate, over, answers = threading.Event(), threading.Event(), threading.Event(), []
    tasks = Tasks()

    def work(progress: Progress) -> None:
        begun.set()
        gate.wait(5)
        progress.step(1, 1)
        over.set()

    tasks.run(work, QObject(tasks), answers.append, answers.append, lane=Lane.WRITE)
    assert begun.wait(5)
    shiboken6.delete(tasks)
    gate.set()
    assert over.wait(5)
    assert answers == []


def test_work_that_is_called_off_ends_at_its_next_step(qtbot, tasks):
    begun, told = threading.Event(), []

    def work(progress):
        for number in range(1_000_000):
            progress.step(number, 1_000_000)
            begun.set()

    task = tasks.run(work, tasks, told.append, told.append, title="备份")
    begun.wait(5)
    task.cancel()
    settle(qtbot, tasks)
    assert told == []


def test_what_went_wrong_is_told_to_who_asked(qtbot, tasks):
    told = []
    tasks.run(lambda _: 1 // 0, tasks, lambda _: None, told.append)
    settle(qtbot, tasks)
    assert [type(one) for one in told] == [ZeroDivisionError]


def test_what_nobody_asked_about_is_told_to_the_window(qtbot, tasks):
    with qtbot.waitSignal(tasks.broke) as broke:
        tasks.run(lambda _: 1 // 0, tasks, lambda _: None)
    assert isinstance(broke.args[0], ZeroDivisionError)


def test_closing_waits_for_what_writes(qtbot):
    tasks, written = Tasks(), []
    gate = threading.Event()
    tasks.run(lambda _: gate.wait(5) and written.append(1), tasks, lambda _: None, lane=Lane.WRITE)
    threading.Timer(0.05, gate.set).start()
    tasks.close()
    assert written == [1]


def test_what_is_asked_while_the_window_goes_is_not_begun(qtbot: QtBot):
    tasks, done = Tasks(), []
    tasks.close()
    tasks.run(lambda _: 1, tasks, done.append)
    qtbot.wait(10)
    assert tasks.idle
    assert done == []


def test_long_work_with_files_delays_neither_writing_nor_reading_and_is_called_off_at_the_end(qtbot, tasks):
    begun, told = threading.Event(), []

    def carry(progress):
        while True:
            begun.set()
            progress.step(0, 1)

    for _ in range(3):
        tasks.run(carry, tasks, told.append, told.append, lane=Lane.LONG, title="备份")
    begun.wait(5)
    for lane in (Lane.WRITE, Lane.READ):
        tasks.run(lambda _, lane=lane: lane, tasks, told.append, lane=lane)
    qtbot.waitUntil(lambda: len(told) == 2)
    tasks.close()
    assert set(told) == {Lane.WRITE, Lane.READ}


@pytest.mark.parametrize(("let", "came"), [(Progress.go_on, [0, 1, 2]), (Progress.cancel, [0, 1])])
def test_work_that_is_paused_waits_at_its_next_step_until_it_goes_on_or_is_called_off(let, came):
    told: list[int] = []
    waits = threading.Event()

    def tell(done: int, _total: int) -> None:
        told.append(done)
        if done == 1:
            progress.pause()
            waits.set()

    def work() -> None:
        with suppress(Cancelled):
            for done in range(3):
                progress.step(done, 3)

    progress = Progress(tell)
    worker = threading.Thread(target=work)
    worker.start()
    waits.wait()
    assert progress.paused
    assert told == [0, 1]
    let(progress)
    worker.join()
    assert told == came
