"""``training``: exercises (实训场景) listed, checked, run by role players and scored; always in the TRAINING realm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from oa_desktop.bootstrap.training import digest_of, exercise_of, read_run, run, scores, shipped_exercises, staged
from oa_desktop.bootstrap.training_check import checked_here
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.cli.chinese_help import ChineseCommand, ChineseGroup
from oa_desktop.cli.context import Surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.domain.training.results import CheckResult, Score
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.training.runs import BAD, REFERENCE, solution
from oa_desktop.training.scoring import score

DONE, OTHERWISE = 0, 1


@click.group("training", cls=ChineseGroup, help=_("实训：列出课次和小题，检查、试跑场景，评分。"))
@click.pass_context
def command(context: click.Context) -> None:
    """Stay in the TRAINING realm whatever was named, and list the exercises where nothing else is asked for."""
    told = context.find_object(Surroundings) or Surroundings()
    replace(told, realm=Realm.TRAINING.value).stay_in_realm(context)
    if not context.invoked_subcommand:
        _list()


@command.command("list", cls=ChineseCommand, help=_("列出课次和小题。"))
def listing() -> None:
    """List the exercises."""
    _list()


@command.command("isolation", cls=ChineseCommand, help=_("隔离自检：逐项试一遍实训与正式数据隔不隔得开。"))
def isolation() -> int:
    """Try every layer that keeps real papers away."""
    layers = checked_here()
    for one in layers:
        click.echo(("√ " if one.holds else "× ") + one.name)
    held = sum(one.holds for one in layers)
    click.echo(_("与正式数据隔离 · 自检 {held}/{all}").format(held=held, all=len(layers)))
    return DONE if held == len(layers) else OTHERWISE


def _list() -> None:
    for folder in shipped_exercises().values():
        one = load_exercise(folder)
        name = _("课次{lesson}").format(lesson=one.lesson) if one.lesson else _("小题")
        click.echo(
            _("{name} {id} {title}（{state}）").format(name=name, id=one.id, title=one.title, state=one.readiness.value)
        )


@command.command("check", cls=ChineseCommand, help=_("检查场景文件夹 FILE，并试跑参考答案、反面示范和各项失误。"))
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def check(file: Path) -> int:
    """Tell whether the runs of an exercise come to what is declared."""
    exercise = load_exercise(file)
    found = scores(file, (*_NAMES, *(one.id for one in exercise.lapses)))
    wrong = [*_declared(exercise, found), *_lapses(exercise, found)]
    for line in wrong:
        click.echo(line)
    if not wrong:
        click.echo(
            _("没有发现问题：参考答案 100 分，反面示范 {bad} 分，每项检查都有失误能查出来。").format(
                bad=exercise.bad.score
            )
        )
    return OTHERWISE if wrong else DONE


def _declared(exercise: Exercise, scored: Mapping[str, Score]) -> list[str]:
    said = {REFERENCE: exercise.reference.score, BAD: exercise.bad.score}
    found = {name: scored[name].total for name in said}
    told = _("{run}应该得 {said} 分，试跑得了 {found} 分。")
    return [told.format(run=_NAMES[one], said=said[one], found=found[one]) for one in said if said[one] != found[one]]


def _lapses(exercise: Exercise, scored: Mapping[str, Score]) -> list[str]:
    lines = []
    for one in exercise.lapses:
        failed = scored[one.id].failed
        if failed != one.fails:
            told = _("失误 {id} 应该使 {said} 不通过，试跑时不通过的是：{found}。")
            lines.append(told.format(id=one.id, said="、".join(one.fails), found="、".join(failed) or _("没有")))
    return lines


_NAMES = {REFERENCE: _("参考答案"), BAD: _("反面示范")}


@command.command("run", cls=ChineseCommand, help=_("由模拟角色把场景 FILE（或者课次、小题的代号）跑一遍，并评分。"))
@click.argument("file", metavar="FILE")
@click.option(
    "--solution",
    "named",
    default="reference",
    metavar="RUN",
    help=_("reference 参考答案，bad 反面示范，或者一种失误的代号。"),
)
@click.option("--variant", type=click.IntRange(0), default=0, metavar="N", help=_("用第几种内容。"))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("把成绩文件写到 FILE。"))
def run_command(file: str, named: str, variant: int, out: Path | None) -> int:
    """Run an exercise and write what it scores."""
    folder = shipped_exercises().get(file) or Path(file)
    _write(_scored(folder, named, variant, out))
    return DONE


@command.command("score", cls=ChineseCommand, help=_("给成绩文件 JOURNAL 评分。"))
@click.argument("journal", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--exercise", type=click.Path(exists=True, file_okay=False, path_type=Path), help=_("场景文件夹；不写用自带的。")
)
def score_command(journal: Path, exercise: Path | None) -> int:
    """Score a result file."""
    record, begun = read_run(read_file(journal))
    _write(score(exercise_of(begun, exercise), record))
    return DONE


def _scored(folder: Path, named: str, variant: int, out: Path | None) -> Score:
    with staged(folder, variant) as stage:
        run(stage, digest_of(folder), solution(stage.exercise, named))
        if out is not None:
            write_file(out, stage.result())
        return score(stage.exercise, stage.record())


def _write(found: Score) -> None:
    for one in found.results:
        click.echo(f"{_mark(one)} {one.points}/{one.check.points} {one.check.asks}")
        if one.passed is False:
            clause = _("（{clause}）").format(clause=one.check.clause) if one.check.clause else ""
            click.echo(f"    {one.check.why}{one.check.mend}{clause}")
    if found.hints:
        click.echo(_("提示扣 {points} 分").format(points=found.hints))
    if found.cap is not None:
        click.echo(_("有禁止的行为，总分不超过 {cap} 分").format(cap=found.cap))
    click.echo(f"score {found.total}")


def _mark(one: CheckResult) -> str:
    return {True: "√", False: "×", None: "？"}[one.passed]
