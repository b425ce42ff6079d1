"""``oa-desktop training``: exercises are listed by their lesson, checked, and run by role players to a score."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from oa_desktop.bootstrap.building import office_in
from oa_desktop.bootstrap.establishing import found_alone
from oa_desktop.bootstrap.places import data_home, realm_folder
from oa_desktop.bootstrap.training_check import LAYERS
from oa_desktop.bootstrap.training_play import PASSWORD, ROLL, class_request
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.class_data import Lesson
from oa_desktop.i18n.resources import resource_path
from tests.fakes.command_line import Desk
from tests.founded import QUICK

SESSION = resource_path("training") / "session-5"


def test_exercises_are_listed_with_sessions_first(desk):
    assert desk("training", "list") == 0
    assert "课次5 session-5 会签、审核、签发、复核（发布）" in desk.out
    assert "草稿" not in desk.out


def seen(home: Path) -> dict[str, tuple[bytes, int]]:
    """What lies in the official realm, to the byte and the moment it was written."""
    found = (one for one in (home / "official").rglob("*") if one.is_file())
    return {str(one): (one.read_bytes(), one.stat().st_mtime_ns) for one in found}


def test_the_self_check_tries_every_layer_and_all_of_them_hold(desk):
    before = seen(desk.home)
    assert desk("training", "isolation") == 0
    *layers, sum_of_all = desk.out.splitlines()
    assert sum_of_all == f"与正式数据隔离 · 自检 {len(LAYERS)}/{len(LAYERS)}"
    assert layers == [f"√ {name}" for name in LAYERS]
    assert seen(desk.home) == before


def scored_elsewhere(home: Path, file: Path) -> bytes:
    """What a program says of a result on another machine: of another hash seed, in another time zone and locale."""
    there = {"PYTHONHASHSEED": "4711", "TZ": "America/New_York", "LC_ALL": "C", "LANGUAGE": "C"}
    command = (sys.executable, "-m", "oa_desktop", "--home", str(home), "training", "score", str(file))
    return subprocess.run(command, env={**os.environ, **there}, check=True, stdout=subprocess.PIPE).stdout


def test_a_run_tells_what_was_lost_and_its_file_is_scored_as_it_was_until_a_word_of_it_is_changed(desk, tmp_path: Path):
    before = seen(desk.home)
    assert before
    folder = tmp_path / "交来的"
    file = folder / "1.oaresult"
    folder.mkdir()
    assert desk("training", "run", "session-5", "--solution", "bad", "--variant", "3", "--out", str(file)) == 0
    told = desk.out
    assert "× 0/8 请县农业农村局会签" in told
    assert "？ 待评/10" in told
    assert "党政机关公文处理工作条例" in told
    assert told.endswith("score 42\n")
    assert seen(desk.home) == before, "the official store is left alone"
    assert scored_elsewhere(desk.home, file) == told.encode(), "to the byte, whoever scores it and wherever"
    (folder / "2.oaresult").write_bytes(b"no result")
    assert desk("training", "report", str(folder), "--out", str(tmp_path / "报告")) == 1
    assert desk.out.splitlines() == ["2.oaresult：这不是实训的成绩文件。", "写了1份，没有写的1份。"]
    assert (tmp_path / "报告" / "1.pdf").read_bytes().startswith(b"%PDF")
    file.write_text(file.read_text(encoding="utf-8").replace("农业", "工业", 1), encoding="utf-8")
    assert desk("training", "score", str(file)) == 1
    assert "成绩文件被改动过" in desk.err


def class_in(home: Path) -> None:
    """Found a class in which two are on the roll and one was at a lesson."""
    folder = realm_folder(data_home(str(home), Realm.TRAINING), Realm.TRAINING)
    with contextlib.closing(office_in(folder, Realm.TRAINING, SystemClock(), QUICK)) as office:
        found_alone(office, class_request())
        teacher = office.sign_in("teacher", PASSWORD, any_password=True)
        teacher.teaching.take_in(ROLL, "名册.csv")
        lesson = Lesson(time="2026-07-06 09:00", title="公文格式", present=("2",))
        teacher.perform(teacher.teaching.kept(replace(teacher.teaching.data, lessons=(lesson,))))


def test_a_teacher_writes_certificates_for_whoever_was_there_and_none_for_who_has_not_passed(desk, tmp_path: Path):
    class_in(tmp_path / "class")
    teacher = Desk(tmp_path / "class", desk.capsys)

    def certify(which: str) -> int:
        words = ("training", "certificates", which, "--out", str(tmp_path / "证明"))
        return teacher(*words, account="teacher", password=PASSWORD)

    assert certify("hours") == 0, teacher.err
    assert [one.name for one in (tmp_path / "证明").iterdir()] == ["学时证明-2.pdf"]
    assert certify("graduation") == 1
    assert "结业证明" in teacher.err


def test_a_scenario_whose_points_do_not_add_up_is_refused_with_its_line(desk, tmp_path: Path):
    copy = tmp_path / "ours"
    shutil.copytree(SESSION, copy)
    file = copy / "exercise.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('points: "8"', 'points: "9"', 1), encoding="utf-8")
    assert desk("training", "check", str(copy)) == 1
    assert "各项检查的分值加起来是 101，应该是 100" in desk.err
    assert desk("training", "pack", str(copy), "--out", str(tmp_path / "ours.scn")) == 1
    assert desk("training", "pack", str(SESSION), "--out", str(tmp_path / "ours.scn")) == 0
    assert load_exercise(tmp_path / "ours.scn") == load_exercise(SESSION)
