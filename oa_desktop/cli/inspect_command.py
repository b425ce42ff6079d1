"""``inspect``: what is wrong with a paper, rule by rule: a file, which needs no account, or a document of the store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from oa_desktop.bootstrap.adapters import build_inspection
from oa_desktop.bootstrap.resources import USUAL_PROFILE, USUAL_TEMPLATE
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import find_document
from oa_desktop.cli.files import asked_by, is_there, read_file, write_findings
from oa_desktop.cli.named_files import PROFILE, TEMPLATE
from oa_desktop.domain.documents.findings import Finding, Place, Severity
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say
from oa_desktop.office.drafting.attaching import beside

CLEAN, FAULTY = 0, 1
SHOWN = 5
"""Findings of one rule that are shown to people; the others are only counted."""


_NOT_FOUND = _("没有“{name}”这个文件；要检查的是一份公文的，请用 --as 写明以谁的账户办理，例如 --as zhouyue")
_OF_FILES = _("--profile 和 --template 只用于文件；公文照本单位的检查规则和版式模板")


@click.command(
    "inspect",
    help=_(
        "检查要素、行文、用语、标点和版面：FILE 是一个文件（稿子、DOCX、PDF 或 OFD），"
        "或者一份公文（编号的开头几位或文号）；公文还与文号登记、办理记录和附上的文件核对。"
    ),
)
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON，一条发现一个对象。"))
@click.option("--profile", type=PROFILE, default=USUAL_PROFILE, help=_("检查规则：自带的名称，或者一个 .yaml 文件。"))
@click.option("--template", type=TEMPLATE, default=USUAL_TEMPLATE, help=_("版式模板：自带的名称，或者 .yaml 文件。"))
@with_surroundings
def command(told: Surroundings, file: str, as_json: bool, profile: str, template: str) -> int:
    """Write what is wrong with a paper; the exit code tells whether a clause is broken that demands."""
    if is_there(Path(file)):
        found = _of_file(Path(file), profile, template)
    elif (profile, template) == (USUAL_PROFILE, USUAL_TEMPLATE):
        found = _of_store(told, file)
    else:
        raise click.UsageError(_OF_FILES)
    if as_json:
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _write(found)
    return FAULTY if any(one.severity is Severity.FAULT for one in found) else CLEAN


def _of_file(file: Path, profile: str, template: str) -> tuple[Finding, ...]:
    inspected = build_inspection(profile, template).of_file(read_file(file), file.name, beside(file))
    write_findings(inspected.noticed)
    return inspected.findings


def _of_store(told: Surroundings, word: str) -> tuple[Finding, ...]:
    """Return what is wrong with a document, with what the office knows of it; somebody signs in for that."""
    if not told.account:
        raise click.UsageError(_NOT_FOUND.format(name=word))
    with told.session() as (_office, session):
        return session.papers.findings(find_document(session, word))


def _write(found: Sequence[Finding]) -> None:
    """Write findings for people, and how many of each weight there are."""
    told = Counter[str]()
    for one in found:
        told[one.rule] += 1
        if told[one.rule] <= SHOWN:
            said = say(one.rule, one.params)
            words = "".join(part for part in (said.what, said.why, said.do) if part)
            click.echo(f"{one.severity.value} {in_words(one.place)}：{words}{asked_by(one)}")
    for rule, count in told.items():
        if count > SHOWN:
            click.echo(_("{rule} 这样的还有{count}处，全部见 --json。").format(rule=rule, count=count - SHOWN))
    counts = "，".join(
        _("{severity}{count}处").format(severity=severity.value, count=count)
        for severity in Severity
        if (count := sum(one.severity is severity for one in found))
    )
    click.echo(_("共{count}处：{counts}。").format(count=len(found), counts=counts) if found else _("没有发现问题。"))


def _record(one: Finding) -> dict[str, object]:
    said = say(one.rule, one.params)
    return {
        "rule": one.rule,
        "clause": one.clause,
        "severity": one.severity.modal,
        "message": said.what + said.why,
        "place": _place(one.place),
        "measured": one.params.get("measured"),
        "required": one.params.get("required"),
        "mend": said.do,
        "layer": one.asked_by.value if one.asked_by else None,
        "blocks": one.blocks,
    }


def _place(place: Place) -> dict[str, object]:
    """Return a place for other programs: what is not known is null, lengths are in millimetres."""
    known = {
        "element": place.name,
        "paragraph": place.paragraph,
        "start": place.start if place.end else None,
        "end": place.end,
        "page": place.page,
        "line": place.row,
        "x_mm": place.x / 100,
        "y_mm": place.y / 100,
    }
    return {name: value or (0 if name == "start" and place.end else None) for name, value in known.items()}
