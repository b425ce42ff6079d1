"""What is written about verified journals and archival items: every fault with its place, then what was looked at."""

from __future__ import annotations

import click

from oa_desktop.archive.renamed import told
from oa_desktop.archive.verifying import ItemVerdict
from oa_desktop.cli.streams import in_one_line
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId, unit_of
from oa_desktop.domain.verification import Fault, Verdict
from oa_desktop.i18n import _
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.i18n.problems import say


def report_item(found: ItemVerdict) -> None:
    """Write what verifying an archival item found.

    Raises:
        Refused: ``verify.faults``: something does not hold.
    """
    faults = tuple(told(found.faults))
    for fault in faults:
        click.echo(in_one_line(str(say(fault.rule, fault.params))), err=True)
    if found.files:
        looked = _("核对了{sort}的 {files} 个文件，{faults} 处问题。")
        click.echo(looked.format(sort=found.sort, files=found.files, faults=len(faults)))
    if found.undescribed:
        said = _("bag-info.txt 没有封签（以前的版本写的），只与清单核对过；有出入的，以 data 里封了签的办理记录为准。")
        click.echo(said)
    report(found.journal, len(faults))


def report(verdict: Verdict, others: int = 0) -> None:
    """Write what verification found, beside other faults that were told already.

    Raises:
        Refused: ``verify.faults``: something does not hold.
    """
    units = {one.unit: one.name for one in verdict.foundings if len(verdict.foundings) > 1}
    for fault in verdict.faults:
        words = say(fault.rule, {"journal": fault.journal, "device": fault.device, "seq": fault.seq})
        unit = units.get(unit_of(fault.journal) or UnitId(""))
        said = _("{unit}：{words}").format(unit=unit, words=words) if unit else str(words)
        click.echo(in_one_line(said), err=True)
    click.echo(
        _("核验了 {journals} 本记录、{entries} 条、{signatures} 个签名，{faults} 处问题。").format(
            journals=verdict.journals,
            entries=verdict.entries,
            signatures=verdict.signatures,
            faults=len(verdict.faults),
        )
    )
    for founding in verdict.foundings:
        said = _("{name}建立单位的指纹：{digest}（请与建立时抄存的核对）。")
        click.echo(in_one_line(said.format(name=founding.name, digest=spaced(founding.fingerprint))))
    if verdict.unnamed:
        left = _("另有 {count} 份内容没有哪条记录提到，多半是没有办成的事留下的；不影响使用，程序不会自动删去。")
        click.echo(left.format(count=verdict.unnamed))
    if others or not verdict.sound:
        raise Refused("verify.faults", count=others + len(verdict.faults))


def record(verdict: Verdict) -> dict[str, object]:
    """Return what verification found as plain data, for other programs."""
    return {
        "format": "办理记录",
        "outcome": "holds" if verdict.sound else "broken",
        "journals": verdict.journals,
        "entries": verdict.entries,
        "signatures": verdict.signatures,
        "faults": [_fault_record(one) for one in verdict.faults],
        "foundings": [
            {"unit": one.unit, "name": one.name, "fingerprint": one.fingerprint} for one in verdict.foundings
        ],
    }


def item_record(found: ItemVerdict) -> dict[str, object]:
    """Return what verifying a journal with what lies beside it found, likewise."""
    journal = record(found.journal)
    if not found.files:
        return journal
    files = [
        {"rule": one.rule, "file": one.file, "what": say(one.rule, {"file": one.file}).what} for one in found.faults
    ]
    outcome = "broken" if found.faults else journal["outcome"]
    return {"format": found.sort, "outcome": outcome, "files": found.files, "faults": files, "journal": journal}


def _fault_record(one: Fault) -> dict[str, object]:
    said = say(one.rule, {"journal": one.journal, "device": one.device, "seq": one.seq})
    return {"rule": one.rule, "journal": one.journal, "device": one.device, "seq": one.seq, "what": said.what}
