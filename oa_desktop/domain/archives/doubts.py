"""What a person should look at before a document is archived, and what of its handling is still open.

What cannot be mended here any more, such as a macro in a file that came, is told and hinders nothing: it is kept as it
came, and who archives it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.archives.composition import Facts
from oa_desktop.domain.archives.formats import UNKNOWN, FileFormat
from oa_desktop.domain.archives.items import Carrier, LinkKind, PartRole
from oa_desktop.domain.archives.judged import Judged
from oa_desktop.domain.archives.retention import Share, Side
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbers.numbering import as_compared

Key = tuple[str, ...]
_REQUEST, _REPLY = "请示", "批复"


def _open(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    if facts.supervised:
        yield Refused("archiving.supervised", title=facts.title, count=facts.supervised)
    if judged.lent:
        yield Refused("archiving.lent", title=facts.title, count=judged.lent)
    if facts.unsealed:
        yield Refused("archiving.unsealed", title=facts.title)


def _authored(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    if not facts.responsible.strip():
        yield Refused("archiving.no-responsible", title=facts.title)
    if facts.share is Share.ASSISTANT and facts.side is Side.OUTGOING:
        yield Refused("archiving.not-lead", title=facts.title, organ=facts.responsible.split("、")[0])


def _days(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    if facts.signed and facts.date and facts.date != facts.signed:
        yield Refused("archiving.date-differs", title=facts.title, date=facts.date, signed=facts.signed)
    if facts.received and facts.date > facts.received:
        yield Refused("archiving.date-later", title=facts.title, date=facts.date, received=facts.received)
    if facts.received and facts.date and facts.date < _year_before(facts.received):
        yield Refused("archiving.date-early", title=facts.title, date=facts.date, received=facts.received)


def _year_before(day: str) -> str:
    """Return what stands before every later day and not before an earlier one, a year earlier than a day, ISO."""
    return f"{int(day[:4]) - 1:04}{day[4:]}"


def _answered(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    linked = {one.kind for one in facts.links}
    if facts.side is Side.INCOMING and facts.kind == _REQUEST and LinkKind.ANSWERED_BY not in linked:
        yield Refused("archiving.no-reply", title=facts.title)
    if facts.side is Side.OUTGOING and facts.kind == _REPLY and LinkKind.ANSWERS not in linked:
        yield Refused("archiving.no-request", title=facts.title)


def _numbers(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    if facts.side is Side.INCOMING and not facts.number.strip():
        yield Refused("archiving.came-unnumbered", title=facts.title)
    if judged.gap:
        yield Refused("archiving.number-gap", title=facts.title, number=facts.registered, numbers=judged.gap)


def _attached(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    yield from (Refused("archiving.attachment-absent", title=facts.title, name=name) for name in judged.absent)
    came = next((one for one in facts.parts if one.role is PartRole.CAME), None)
    if came is not None and not came.digest and facts.carrier is not Carrier.PAPER:
        yield Refused("archiving.came-without-file", title=facts.title)


def _sealed(judged: Judged) -> Iterator[Refused]:
    title = judged.facts.title
    yield from (Refused("archiving.seal-broken", title=title, name=name) for name in judged.unsound)


def _stamped(judged: Judged) -> Iterator[Refused]:
    yield from (Refused("archiving.stamp-unplaced", title=judged.facts.title, name=one) for one in judged.unstampable)


def _files(judged: Judged) -> Iterator[Refused]:
    for name, kind in judged.formats:
        yield from _unusable(judged.facts.title, name, kind)
        if kind.active:
            yield Refused("archiving.active", title=judged.facts.title, name=name, active="、".join(kind.active))


def _unusable(title: str, name: str, kind: FileFormat) -> Iterator[Refused]:
    """Yield what keeps a file from being opened, the first thing alone."""
    ending = name.rpartition(".")[2].lower()
    if kind.encrypted:
        yield Refused("archiving.encrypted", title=title, name=name)
    elif kind.name == UNKNOWN:
        yield Refused("archiving.format-unknown", title=title, name=name)
    elif ending not in kind.endings:
        yield Refused("archiving.format-differs", title=title, name=name, format=kind.name)
    elif kind.doubt:
        yield Refused("archiving.unreadable", title=title, name=name, format=kind.name)


def _pages(judged: Judged) -> Iterator[Refused]:
    title = judged.facts.title
    for one in judged.miscounts:
        yield Refused("archiving.pages-differ", title=title, name=one.name, told=one.told, counted=one.counted)


def repeated(facts: Facts, counted: Mapping[Key, int]) -> Iterator[Refused]:
    """Yield by what a document is one that is archived beside it; all of them are counted by their keys."""
    if counted.get(number_key(facts.number, facts.responsible), 0) > 1:
        yield Refused("archiving.twice-number", title=facts.title, number=facts.number)
    if counted.get(title_key(facts.title, facts.responsible, facts.date), 0) > 1:
        yield Refused("archiving.twice-title", title=facts.title)


def number_key(number: str, responsible: str) -> Key:
    """Return by what two documents with one number would be one; nothing where there is no number."""
    return (as_compared(number), responsible) if number.strip() else ()


def title_key(title: str, responsible: str, date: str) -> Key:
    """Return by what two documents with one title would be one."""
    return (title, responsible, date)


def keys(title: str, number: str, responsible: str, date: str) -> Iterator[Key]:
    """Yield all by what two documents would be one."""
    yield from filter(None, (number_key(number, responsible), title_key(title, responsible, date)))


DOUBTS: tuple[Callable[[Judged], Iterator[Refused]], ...] = (
    *(_open, _authored, _days, _answered, _numbers),
    *(_attached, _sealed, _files, _pages, _stamped),
)
"""What is asked beside whether a document can be archived at all."""
LOOKED_AT = frozenset(
    f"archiving.{name}"
    for name in (
        *("lent", "not-lead", "date-differs", "date-later", "date-early", "no-reply", "no-request", "came-unnumbered"),
        *("number-gap", "attachment-absent", "seal-broken", "encrypted", "format-unknown", "format-differs"),
        *("unreadable", "active", "pages-differ", "twice-number", "twice-title", "stamp-unplaced"),
    )
)
"""Those that a person should look at and that hinder nothing."""
