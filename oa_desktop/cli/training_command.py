"""``training``: exercises (实训场景) listed, checked, run by role players and scored; always in the TRAINING realm."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from oa_desktop.bootstrap.ground import REPORT, RESULT
from oa_desktop.bootstrap.machine import this_machine
from oa_desktop.bootstrap.places import data_home, realm_folder
from oa_desktop.bootstrap.room_check import checked_seat, draw_sheet, is_fit
from oa_desktop.bootstrap.training import (
    digest_of,
    draw_papers,
    draw_report,
    exercise_of,
    read_run,
    run,
    scores,
    shipped_exercises,
    staged,
)
from oa_desktop.bootstrap.training_check import checked_here
from oa_desktop.bootstrap.training_release import release
from oa_desktop.bootstrap.training_reset import reset_seat
from oa_desktop.catalogue.exercise_packages import files_at, packed
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.cli.chinese_help import ChineseCommand, ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.doctor_command import report_text
from oa_desktop.cli.files import read_file
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.results import CheckResult, Score
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.leaving import make_folder, write_file
from oa_desktop.office.teaching.certificates import Certificate
from oa_desktop.training.certifying import hand_out_certificates
from oa_desktop.training.declaring import (
    lapses_otherwise,
    never_alone,
    points_in_words,
    runs_otherwise,
    state_in_words,
)
from oa_desktop.training.runs import BAD, REFERENCE, solution
from oa_desktop.training.scoring import score

DONE, OTHERWISE = 0, 1
_CERTIFICATES = {"hours": Certificate.HOURS, "graduation": Certificate.GRADUATION}


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


@command.command(
    "room", cls=ChineseCommand, help=_("机房检查：这个座位能不能上课，逐项说明怎么办；都行时以代码 0 结束。")
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("把检查表（PDF）写到 FILE。")
)
@click.option("--seat", default="", metavar="NAME", help=_("座位；不写的留出空来手写。"))
@click.pass_context
def room(context: click.Context, out: Path | None, seat: str) -> int:
    """Tell what this seat can do, line by line."""
    machine = this_machine(_root(context), Realm.TRAINING)
    found = checked_seat(machine)
    click.echo(report_text(machine, found), nl=False)
    if out is not None:
        write_file(out, draw_sheet(machine, found, seat))
    return DONE if is_fit(found) else OTHERWISE


@command.command(
    "reset", cls=ChineseCommand, help=_("重置座位：清掉以前的练习；成绩文件和培训班的名片留着，还要看成绩单。")
)
@click.option("--results", is_flag=True, help=_("成绩文件和实验报告也删，并退出培训班；请先收卷，看过成绩单。"))
@click.option("--unfinished", is_flag=True, help=_("没有考完的考核也删。"))
@click.pass_context
def reset(context: click.Context, results: bool, unfinished: bool) -> int:
    """Clear the seat for the next class."""
    folder = realm_folder(_root(context), Realm.TRAINING)
    count = reset_seat(folder, results=results, unfinished=unfinished)
    click.echo(_("已经重置，清掉{count}次练习。").format(count=count))
    return DONE


def _root(context: click.Context) -> Path:
    told = context.find_object(Surroundings) or Surroundings()
    return data_home(told.home or None, Realm.TRAINING)


def _list() -> None:
    for folder in shipped_exercises().values():
        one = load_exercise(folder)
        name = _("课次{lesson}").format(lesson=one.lesson) if one.lesson else _("小题")
        state = state_in_words(one)
        click.echo(_("{name} {id} {title}（{state}）").format(name=name, id=one.id, title=one.title, state=state))


@command.command(
    "check", cls=ChineseCommand, help=_("检查场景 FILE（文件夹或 .scn），并试跑参考答案、反面示范和各项失误。")
)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def check(file: Path) -> int:
    """Tell whether the runs of an exercise come to what is declared; its unit is founded once for all of them."""
    exercise = load_exercise(file)
    with tempfile.TemporaryDirectory(prefix="oa-desktop-checked-") as worlds:
        found = scores(file, (REFERENCE, BAD, *(one.id for one in exercise.lapses)), worlds=Path(worlds))
    wrong = [*runs_otherwise(exercise, found), *lapses_otherwise(exercise, found), *never_alone(exercise)]
    for line in wrong:
        click.echo(line)
    if not wrong:
        click.echo(
            _("没有发现问题：参考答案 100 分，反面示范 {bad} 分，每项检查都有一种失误只使它不通过。").format(
                bad=exercise.bad.score
            )
        )
    return OTHERWISE if wrong else DONE


@command.command("release", cls=ChineseCommand, help=_("试跑场景文件夹 FOLDER，得分同写下的一样才写成“发布”。"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def release_command(folder: Path) -> int:
    """Release an exercise that scores as it declares."""
    release(folder)
    click.echo(_("已经发布；以后内容有改动，就变回草稿，要重新试跑。"))
    return DONE


@command.command("pack", cls=ChineseCommand, help=_("把场景文件夹 FOLDER 装成一个文件（.scn）。"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", required=True, help=_("写到 FILE。")
)
def pack(folder: Path, out: Path) -> int:
    """Pack an exercise that is right into one file."""
    load_exercise(folder)
    write_file(out, packed(files_at(folder)))
    return DONE


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
@click.option("--exercise", type=click.Path(exists=True, path_type=Path), help=_("场景文件夹或 .scn；不写用自带的。"))
def score_command(journal: Path, exercise: Path | None) -> int:
    """Score a result file."""
    record, begun = read_run(read_file(journal))
    _write(score(exercise_of(begun, exercise), record))
    return DONE


@command.command(
    "report",
    cls=ChineseCommand,
    help=_("把成绩文件 RESULT 的实验报告（PDF）写到 FILE；RESULT 是文件夹的，里面每一份都写，FILE 也是文件夹。"),
)
@click.argument("result", type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help=_("写到哪里。"))
@click.option("--words", default="", metavar="TEXT", help=_("老师的话；不写的留出空来手写。"))
@click.option("--exercise", type=click.Path(exists=True, path_type=Path), help=_("场景文件夹或 .scn；不写用自带的。"))
def report_command(result: Path, out: Path, words: str, exercise: Path | None) -> int:
    """Write the report on a course, or those on all courses of a folder."""
    if result.is_dir():
        return _reports(result, out, words, exercise)
    _report(result, out, words, exercise)
    click.echo(_("已写到 {path}").format(path=out))
    return DONE


@command.command(
    "papers", cls=ChineseCommand, help=_("把 EXERCISE 的讲义写到文件夹 DIR；埋了差错的还有找错卷和答案（PDF）。")
)
@click.argument("exercise", metavar="EXERCISE")
@click.option("--variant", type=click.IntRange(1), default=1, metavar="N", help=_("第几种内容；找错卷和答案上都印着。"))
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=_("写到哪个文件夹。")
)
def papers(exercise: str, variant: int, out: Path) -> int:
    """Write what a class is given on paper."""
    folder = shipped_exercises().get(exercise) or Path(exercise)
    for name, data in draw_papers(folder, variant - 1).items():
        write_file(out / f"{name}.pdf", data)
        click.echo(_("已写到 {path}").format(path=out / f"{name}.pdf"))
    return DONE


@command.command(
    "certificates",
    cls=ChineseCommand,
    help=_("把学时证明（hours）或者结业证明（graduation）写到文件夹 DIR（PDF），只给达到条件的人；--as 写老师。"),
)
@click.argument("which", type=click.Choice(list(_CERTIFICATES)))
@click.option("--number", default="", metavar="NUMBER", help=_("只给这个学号；不写的给达到条件的每一个人。"))
@click.option("--together", is_flag=True, help=_("合成一个文件；不写的一人一个。"))
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=_("写到哪个文件夹。")
)
@with_surroundings
def certificates(told: Surroundings, which: str, number: str, together: bool, out: Path) -> None:
    """Write certificates of the class that is kept in this place."""
    with replace(told, realm=Realm.TRAINING.value).session() as (_office, session):
        made = hand_out_certificates(session, _CERTIFICATES[which], number, together=together)
        for name, data in made:
            write_file(out / name, data)
            click.echo(_("已写到 {path}").format(path=out / name))


def _report(result: Path, out: Path, words: str, exercise: Path | None) -> None:
    record, begun = read_run(read_file(result))
    write_file(out, draw_report(exercise_of(begun, exercise), record, words=words))


def _reports(folder: Path, out: Path, words: str, exercise: Path | None) -> int:
    """Write a report on every result below a folder, and say of each that is refused why."""
    make_folder(out)
    files, refused = sorted(folder.rglob(f"*{RESULT}")), 0
    for one in files:
        try:
            _report(one, out / one.relative_to(folder).with_suffix(REPORT), words, exercise)
        except (OfficeError, click.UsageError) as error:
            refused += 1
            click.echo(_("{name}：{what}").format(name=one.name, what=_what(error)))
    click.echo(_("写了{count}份，没有写的{refused}份。").format(count=len(files) - refused, refused=refused))
    return OTHERWISE if refused or not files else DONE


def _what(error: OfficeError | click.UsageError) -> str:
    """Return what went wrong, without what to do."""
    return say(error.code, error.params).what if isinstance(error, OfficeError) else f"{error.message}。"


def _scored(folder: Path, named: str, variant: int, out: Path | None) -> Score:
    with staged(folder, variant) as stage:
        run(stage, digest_of(folder), solution(stage.exercise, named))
        if out is not None:
            write_file(out, stage.result())
        return score(stage.exercise, stage.record())


def _write(found: Score) -> None:
    for one in found.results:
        click.echo(f"{_mark(one)} {points_in_words(one)} {one.check.asks}")
        if one.passed is False:
            clause = _("（{clause}）").format(clause=one.check.clause) if one.check.clause else ""
            click.echo(f"    {one.check.why}{one.check.mend}{clause}")
    if found.hints:
        click.echo(_("提示扣 {points} 分").format(points=found.hints))
    if found.open_points:
        click.echo(_("还有 {points} 分由老师评").format(points=found.open_points))
    if found.cap is not None:
        click.echo(_("有禁止的行为，总分不超过 {cap} 分").format(cap=found.cap))
    click.echo(f"score {found.total}")


def _mark(one: CheckResult) -> str:
    return {True: "√", False: "×", None: "？"}[one.passed]
