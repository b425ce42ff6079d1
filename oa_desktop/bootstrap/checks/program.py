"""Which versions run here, and whether the files that an office may edit are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from oa_desktop import __version__
from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.catalogue.addressees import load_addressees
from oa_desktop.catalogue.beginnings import load_answers, load_beginnings
from oa_desktop.catalogue.books import check_book
from oa_desktop.catalogue.calendars import check_calendar, load_deadlines
from oa_desktop.catalogue.faults import Faulty
from oa_desktop.catalogue.flows import check_flows
from oa_desktop.catalogue.forms import check_form
from oa_desktop.catalogue.matters import check_matter
from oa_desktop.catalogue.phrases import load_phrases
from oa_desktop.catalogue.profiles import check_profile
from oa_desktop.catalogue.schema import schema_faults
from oa_desktop.catalogue.templates import check_template
from oa_desktop.catalogue.yaml_source import read_yaml
from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.errors import Unavailable
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say

OLDEST_PYTHON = (3, 11)
QT = "PySide6-Essentials"
PACKAGES = (QT, "SQLAlchemy", "sqlcipher3", "cryptography")
"""Packages whose versions a technician asks for first."""

SHOWN = 5
"""Findings in one line of the report; the rest shows when these are mended."""

TABLES = ("problems", "findings", "verdicts", "names")
"""Tables of words, each with a schema of its name."""


def versions(machine: Machine) -> Condition:
    """Tell the versions, and whether they go together: PySide6 6.12 ends the program on Python 3.11."""
    python = ".".join(map(str, machine.python))
    named = [f"{name} {machine.version(name) or _('版本不明')}" for name in PACKAGES]
    shown = "，".join((f"oa_desktop {__version__}", f"Python {python}", *named))
    if machine.python[:2] < OLDEST_PYTHON:
        return fault(_("{shown}。Python 太旧。").format(shown=shown), _("请安装 Python 3.11 或者更新的版本。"))
    if machine.python[:2] == OLDEST_PYTHON and _release(machine.version(QT)) >= (6, 12):
        return doubt(
            _("{shown}。这个 PySide6 与 Python 3.11 不合，窗口用久了会退出。").format(shown=shown),
            _("请装 6.11 或更旧的 PySide6-Essentials，或者换 Python 3.12。"),
        )
    return sound(_("{shown}。").format(shown=shown))


def _release(version: str) -> tuple[int, ...]:
    """Return the first two numbers of a version; nothing when it is not known."""
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())


def flows(machine: Machine) -> Condition:
    """Check every flow file.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    folder = _found(machine, "flows")
    count = len(list(folder.glob("*.yaml")))
    if count == 0:
        return fault(_("一个流程文件也没有（{folder}）。").format(folder=folder), _restore())
    return of_findings(check_flows(folder), _("{count}个流程文件都对。").format(count=count))


def profiles(machine: Machine) -> Condition:
    """Check every rule profile.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    return _layers(_found(machine, "profiles"), check_profile, _("{count}套检查规则都对。"))


def templates(machine: Machine) -> Condition:
    """Check every page template.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    return _layers(_found(machine, "templates"), check_template, _("{count}套版式模板都对。"))


def forms(machine: Machine) -> Condition:
    """Check every form.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    return _layers(_found(machine, "forms"), check_form, _("{count}张表单都对。"))


def matters(machine: Machine) -> Condition:
    """Check every blank of an internal matter (内部事项).

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    return _layers(_found(machine, "matters"), check_matter, _("{count}张内部事项的表样都对。"))


def calendar(machine: Machine) -> Condition:
    """Check the office calendar, and whether it knows the holidays of this year and of a new year that is near.

    Raises:
        Refused: ``resource.faulty``: there are files of years without the office's own.
        Unavailable: ``resource.unreadable``.
    """
    folder = _found(machine, "calendar")
    judged = _layers(folder, check_calendar, _("工作日历的{count}个文件都对。"))
    wanted = {machine.now.year, (machine.now + _AHEAD).year}
    unknown = sorted(wanted - set(load_deadlines(folder).calendar.years)) if judged == sound(judged.what) else []
    if not unknown:
        return judged
    years = "、".join(map(str, unknown))
    return doubt(
        _("工作日历里没有{years}年的放假和调休，到期时间只按周几上班算。").format(years=years),
        _("请照放假通知在 resources/calendar 里补一个年份文件，样子照已有的。"),
    )


_AHEAD = timedelta(days=31)
"""How long before a new year its holidays should be known."""


def books(machine: Machine) -> Condition:
    """Check every book (登记簿).

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    return _layers(_found(machine, "registers"), check_book, _("{count}本登记簿都对。"))


def beginnings(machine: Machine) -> Condition:
    """Check what papers begin with (起稿样式).

    Raises:
        Refused: ``resource.faulty``: a slot that nobody fills.
        Unavailable: ``resource.unreadable``.
    """
    sources, answers = (load(_found(machine, "beginnings")) for load in (load_beginnings, load_answers))
    return sound(_("{count}个文种、{answers}种答复的起稿样式都对。").format(count=len(sources), answers=len(answers)))


def _layers(folder: Path, check: Callable[[Path], tuple[Finding, ...]], all_right: str) -> Condition:
    paths = sorted(folder.glob("*.yaml"))
    found = tuple(one for path in paths for one in check(path))
    return of_findings(found, all_right.format(count=len(paths)))


def words(machine: Machine) -> Condition:
    """Check the tables of words, the stock phrases and the usual addressees.

    Raises:
        Refused: ``resource.faulty``: the phrases, or the addressees.
        Unavailable: ``resource.unreadable``.
    """
    found = of_findings(
        tuple(one for table in TABLES for one in _table_faults(_found(machine, f"words/{table}.yaml"), table)),
        _("提示、名称、常用语、常用机关都对。"),
    )
    load_phrases(_found(machine, "words/phrases.yaml"))
    load_addressees(_found(machine, "words/addressees.yaml"))
    return found


def _table_faults(path: Path, schema: str) -> Iterator[Finding]:
    try:
        yield from schema_faults(read_yaml(path), schema)
    except Faulty as faulty:
        yield faulty.finding


def of_findings(findings: Sequence[Finding], all_right: str) -> Condition:
    """Judge what was found in edited files: each with its place and how to mend it."""
    if not findings:
        return sound(all_right)
    shown = [(one, say(one.rule, one.params)) for one in findings[:SHOWN]]
    judge = fault if any(one.severity is Severity.FAULT for one in findings) else doubt
    return judge(
        _("{count}处要看：").format(count=len(findings))
        + "".join(f"{in_words(one.place)}：{said.what}" for one, said in shown),
        "".join(dict.fromkeys(said.do for _one, said in shown)) + _("改好再查。"),
    )


def _found(machine: Machine, name: str) -> Path:
    try:
        return machine.resource(name)
    except FileNotFoundError as absence:
        raise Unavailable("resource.unreadable", file=name) from absence


def _restore() -> str:
    return _("请恢复原来的文件，或者重新安装程序。")
