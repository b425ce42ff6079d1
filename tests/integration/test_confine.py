"""Workers that read foreign files: useful to the good, harmless from the hostile."""

import importlib
import io
import os
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from oa_desktop import confine
from oa_desktop.confine import ConfinedFailure, Confinement, Limits, start, wire

MEBIBYTE = 1 << 20
QUICK = Limits(seconds=20)
FUNCTIONS = Path(__file__).parents[1] / "data" / "confined"


@pytest.fixture
def act(monkeypatch):
    monkeypatch.syspath_prepend(str(FUNCTIONS))
    return importlib.import_module("confined_functions")


@pytest.fixture
def room(act):
    with Confinement(QUICK) as confinement:
        yield confinement


def failure_of(room: Confinement, function, *args) -> ConfinedFailure:
    with pytest.raises(ConfinedFailure) as failure:
        room.run(function, *args)
    return failure.value


def test_values_and_bytes_go_there_and_back(room, act):
    values = [None, True, -1, 1.5, "公文", b"\0\xff", [b"", {"附件": b"x"}], {"": []}]
    assert room.run(act.echo, *values, name=b"y") == [values, {"name": b"y"}]


def test_a_function_in_a_class_can_be_named(room, act):
    assert room.run(act.Reader.read, "通知".encode()) == "通知"


def test_fifty_calls_are_served_by_one_worker(room, act):
    assert len({room.run(act.worker_id) for _ in range(50)}) == 1
    assert room.started == 1
    assert room.run(act.worker_id) != os.getpid()


def test_twenty_megabytes_go_both_ways(room, act):
    data = os.urandom(20 * MEBIBYTE)
    assert room.run(act.turned, data) == data[::-1]


def test_an_exception_comes_back_named_and_the_worker_serves_on(room, act):
    failure = failure_of(room, act.fail, "没有目录")
    assert (failure.kind, failure.message, failure.error) == ("error", "LookupError: 没有目录", "LookupError")
    assert room.run(act.echo) == [[], {}]
    assert room.started == 1


@pytest.mark.parametrize("name", ["give_back_a_set", "give_back_itself"])
def test_an_answer_that_cannot_cross_is_an_error(room, act, name):
    assert failure_of(room, getattr(act, name)).kind == "error"
    assert room.run(act.echo) == [[], {}]


def test_an_argument_that_cannot_cross_is_refused_before_it_is_sent(room, act):
    with pytest.raises(TypeError):
        room.run(act.echo, {1, 2})
    with pytest.raises(TypeError):
        room.run(act.echo, {"$bytes": 0})
    assert room.run(act.echo) == [[], {}]
    assert room.started == 1


def test_a_function_without_an_importable_name_is_refused(room):
    for function in (lambda: 1, io.BytesIO().read):
        with pytest.raises(ValueError, match="by name"):
            room.run(function)


@pytest.mark.parametrize(("name", "args"), [("leave", (0,)), ("leave", (7,)), ("die", ()), ("quit_program", ())])
def test_a_worker_that_dies_is_reported_and_replaced(room, act, name, args):
    assert failure_of(room, getattr(act, name), *args).kind == "crashed"
    assert room.run(act.echo) == [[], {}]
    assert room.started == 2


@pytest.mark.parametrize("name", ["loop_for_ever", "sleep_for_ever"])
def test_an_endless_function_is_ended(act, name):
    with Confinement(Limits(seconds=1)) as room:
        assert failure_of(room, getattr(act, name)).kind == "timeout"
        assert room.run(act.echo) == [[], {}]
        assert room.started == 2


def test_processor_time_is_counted_for_each_call_anew(act):
    with Confinement(Limits(seconds=5)) as room:
        for _ in range(9):
            room.run(act.burn_processor_time, 0.7)
        assert room.started == 1


@pytest.mark.parametrize("name", ["grow", "grow_at_once"])
def test_a_memory_bomb_is_defused(act, name):
    with Confinement(Limits(seconds=20, memory_bytes=300 * MEBIBYTE)) as room:
        assert failure_of(room, getattr(act, name)).kind == "memory"
        assert room.run(act.echo) == [[], {}]


def test_what_a_function_prints_does_not_mix_into_the_frames(room, act):
    assert room.run(act.write_on_standard_output) == "clean"
    assert room.run(act.read_standard_input) == ""
    assert room.started == 1


@pytest.mark.parametrize("name", ["open_socket", "open_socket_wrapped", "start_program"])
def test_the_network_and_other_programs_are_refused(room, act, name):
    assert failure_of(room, getattr(act, name)).kind == "refused"


def test_files_can_be_read_and_not_written(room, act, tmp_path):
    (tmp_path / "kept").write_bytes(b"kept")
    assert room.run(act.read_file, str(tmp_path / "kept")) == b"kept"
    assert failure_of(room, act.write_file, str(tmp_path / "new")).kind == "refused"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_no_core_dump_and_no_bytes_on_disk(room, act):
    assert room.run(act.limits_in_force) == {"RLIMIT_CORE": [0, 0], "RLIMIT_FSIZE": [0, 0]}


def test_native_code_is_held_back_where_the_worker_says_so(room, act, tmp_path):
    assert "seccomp" in room.enforced()["network"]
    (tmp_path / "kept").write_bytes(b"kept")
    assert room.run(act.open_native_socket) == [-1, 1]
    assert room.run(act.start_native_program) != 0
    assert set(room.run(act.change_files_natively, str(tmp_path))) == {-1}
    assert room.run(act.kill_natively, os.getpid()) == -1
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_bytes() == b"kept"
    assert room.started == 1


def test_the_native_tests_can_fail(act):
    assert act.open_native_socket()[0] >= 0
    assert act.kill_natively(os.getpid()) == 0


def test_a_worker_may_use_threads(room, act):
    assert room.run(act.threads_work) == [1]


def test_pdfium_runs_in_a_worker(room, act):
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    assert room.run(act.pdf_pages, out.getvalue()) == 2
    assert failure_of(room, act.pdf_pages, b"%PDF-1.7 rubbish").kind == "error"


def test_a_worker_knows_little_of_its_surroundings(act, monkeypatch):
    monkeypatch.setenv("OA_SECRET", "x")
    with Confinement(QUICK) as room:
        assert "OA_SECRET" not in room.run(act.environment)


def test_a_worker_is_replaced_after_its_share_of_calls(act):
    with Confinement(Limits(seconds=20, calls=3)) as room:
        served = [room.run(act.worker_id) for _ in range(7)]
        assert [served.count(worker) for worker in dict.fromkeys(served)] == [3, 3, 1]


def test_many_threads_share_a_worker(room, act):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: room.run(act.echo, number), range(100)))
    assert answers == [[[number], {}] for number in range(100)]
    assert room.started == 1


def test_a_worker_outlives_the_thread_that_first_needed_it(room, act):
    first = []
    thread = threading.Thread(target=lambda: first.append(room.run(act.worker_id)))
    thread.start()
    thread.join()
    time.sleep(0.2)
    assert room.run(act.worker_id) == first[0]


def test_the_program_has_one_worker_for_each_set_of_limits(act):
    one, other = Limits(seconds=20, open_files=60), Limits(seconds=20, open_files=50)
    workers = [confine.run(act.worker_id, limits=limits) for limits in (one, one, other)]
    assert workers[0] == workers[1] != workers[2]
    assert "audit" in confine.enforced(one)["network"]


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_worker_dies_with_the_program_even_in_the_middle_of_a_call(act):
    program = (
        "import os, sys, threading, time\n"
        f"sys.path.insert(0, {str(FUNCTIONS)!r})\n"
        "import confined_functions as act\n"
        "from oa_desktop.confine import Confinement\n"
        "room = Confinement()\n"
        "worker = room.run(act.worker_id)\n"
        "threading.Thread(target=room.run, args=(act.sleep_for_ever,), daemon=True).start()\n"
        "time.sleep(0.3)\n"
        "print(worker, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    worker = int(told.stdout)
    for _ in range(200):
        if not alive(worker):
            break
        time.sleep(0.05)
    assert not alive(worker)


def test_a_program_that_ends_in_order_leaves_no_worker_and_no_complaint(act):
    program = (
        f"import sys; sys.path.insert(0, {str(FUNCTIONS)!r})\n"
        "import confined_functions as act\n"
        "from oa_desktop import confine\n"
        "print(confine.run(act.worker_id))\n"
    )
    told = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert not alive(int(told.stdout))


def hostile(program: str) -> Confinement:
    """A worker under somebody else's control."""
    greeting = wire.encode({"kind": "value", "value": {}})
    head = f"import sys, struct, time\nsys.stdin.buffer.read(1)\nout = sys.stdout.buffer\nout.write({b''.join(greeting)!r})\n"
    return Confinement(Limits(seconds=3, answer_bytes=MEBIBYTE), (sys.executable, "-c", head + program))


def saying(text: bytes, data: bytes = b"", claimed: tuple[int, int] | None = None) -> str:
    """A program that greets, then answers with this frame whatever it is asked."""
    sizes = claimed or (len(text), len(data))
    frame = struct.pack(">4sIQ", b"OAC1", *sizes) + text + data
    return f"out.write({frame!r}); out.flush(); time.sleep(60)"


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("", id="gone"),
        pytest.param("out.write(b'x' * 1000); out.flush(); time.sleep(60)", id="no frame"),
        pytest.param(saying(b"", claimed=(1 << 31, 0)), id="endless text"),
        pytest.param(saying(b"{}", claimed=(2, 1 << 60)), id="endless bytes"),
        pytest.param(saying(b"{}"), id="empty"),
        pytest.param(saying(b"null"), id="null"),
        pytest.param(saying(b"\xff\xff"), id="not UTF-8"),
        pytest.param(saying(b"[" * 100_000), id="nested"),
        pytest.param(saying(b"1" * 10_000), id="long number"),
        pytest.param(saying(b'{"sizes":[1],"value":{"$bytes":true}}', b"x"), id="reference is true"),
        pytest.param(saying(b'{"sizes":[1],"value":{"$bytes":9}}', b"x"), id="reference too high"),
        pytest.param(saying(b'{"sizes":[1],"value":{"$bytes":-1}}', b"x"), id="reference negative"),
        pytest.param(saying(b'{"sizes":[-1,3],"value":1}', b"xy"), id="size negative"),
        pytest.param(saying(b'{"sizes":[1],"value":1}', b"xy"), id="sizes too small"),
        pytest.param(saying(b'{"sizes":7,"value":1}'), id="sizes no list"),
        pytest.param(saying(b'{"sizes":[],"value":{"kind":[]}}'), id="kind no text"),
        pytest.param(saying(b'{"sizes":[],"value":{"kind":"joy"}}'), id="kind unknown"),
        pytest.param(saying(b'{"sizes":[],"value":3}'), id="answer no object"),
    ],
)
def test_a_hostile_worker_cannot_do_more_than_fail(act, program):
    with hostile(program) as room:
        assert failure_of(room, act.echo).kind == "crashed"


def test_the_frame_of_a_hostile_worker_that_is_well_formed_is_taken(act):
    with hostile(saying(b'{"sizes":[1],"value":{"kind":"value","value":{"$bytes":0}}}', b"x")) as room:
        assert room.run(act.echo) == b"x"


def test_a_hostile_worker_that_says_nothing_runs_out_of_time(act):
    with hostile("out.flush(); time.sleep(60)") as room:
        assert failure_of(room, act.echo).kind == "timeout"


def test_a_hostile_worker_that_does_not_listen_runs_out_of_time(act):
    with hostile("out.flush(); time.sleep(60)") as room:
        assert failure_of(room, act.echo, bytes(5 * MEBIBYTE)).kind == "timeout"


def test_a_worker_that_cannot_start_is_reported(act):
    with Confinement(QUICK, (sys.executable, "-c", "raise SystemExit(1)")) as room:
        assert failure_of(room, act.echo).kind == "crashed"


def test_a_frozen_program_becomes_a_worker_by_its_hidden_argument(act):
    program = "import sys; from oa_desktop.confine import serve_if_asked; serve_if_asked(sys.argv); raise SystemExit(9)"
    with Confinement(QUICK, (sys.executable, "-c", program, confine.HIDDEN_ARGUMENT)) as room:
        assert room.run(act.echo) == [[], {}]


def test_an_ordinary_start_is_no_worker():
    assert start.serve_if_asked(["oa-desktop", "demo"]) is None
