"""What is said of packages that are received and of items that were (馆藏), in words for screens and commands."""

from __future__ import annotations

from collections.abc import Mapping

from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.holdings import HeldRow, Received
from oa_desktop.office.archiving.importing import Examined
from oa_desktop.office.filing import JOURNAL_TEXT

_SHOWN = 12
"""Faults that are told at once."""
_SAID: Mapping[Outcome, str] = {
    Outcome.HOLDS: "完好，移交单位可信",
    Outcome.UNDECIDED: "没有发现改动，移交单位是谁此处无法判定",
    Outcome.BROKEN: "被改动或者不成立",
}


def verdict_said(outcome: Outcome) -> str:
    """Return what is said of a verdict."""
    return _(_SAID[outcome])


def received_said(received: Received) -> str:
    """Return what came of receiving a package."""
    act = received.holding.act
    begins = _("这一包已经接收过，什么也没有变。") if received.again else ""
    said = _(
        "接收进馆：{name}移交的 {items} 件、{files} 个文件，全宗 {fonds}。"
        "移交单位：{outcome}。四性检测：{properties}；查毒：{viruses}。"
    )
    return begins + said.format(
        name=act.sender_name.replace("\n", ""),
        items=act.items,
        files=act.files,
        fonds=act.fonds,
        outcome=verdict_said(act.outcome),
        properties=act.properties.value,
        viruses=act.viruses.value,
    )


def faults_said(found: Examined) -> str:
    """Return what is wrong with a package, the first of it fault by fault."""
    whole = say("import.faulty", {"items": found.items, "count": len(found.faults)})
    return "\n".join((*_lines(found), whole.what))


def _lines(found: Examined) -> list[str]:
    return [say(one.rule, dict(one.params)).what for one in found.faults[:_SHOWN]]


def examined_said(found: Examined) -> str:
    """Return what came of looking a package through that is not to be taken in."""
    if not found.faults:
        return _("核对了 {count} 件，没有问题。").format(count=found.items)
    told = _("{items} 件里有 {count} 处不对。") if found.items else _("有 {count} 处不对。")
    whole = told.format(items=found.items, count=len(found.faults))
    return "\n".join((whole, *_lines(found)))


def title_said(row: HeldRow) -> str:
    """Return what an item is called, and where only its line is left, that it was destroyed."""
    return _("{title}（已销毁）").format(title=row.item.title) if row.is_gone else row.item.title


def described(row: HeldRow, outcome: Outcome) -> str:
    """Return what is known of an item, in a line."""
    one, act = row.item, row.holding.act
    state = _("已销毁") if row.is_gone else verdict_said(outcome)
    said = (one.code, one.document_number, one.date, one.mark, one.retention, act.sender_name, state)
    return "　".join(filter(None, said)).replace("\n", "")


def handled_said(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the handling of an item line by line, as its package tells it."""
    text = files.get(JOURNAL_TEXT, b"").decode("utf-8", "replace")
    return tuple(line for line in text.splitlines() if line.strip())
