"""分送: to whom how many copies of a paper go, and with which 份号; office practice, in no standard.

What the clerk typed when the paper was sent out (核发) stands: ``县财政局 2份 000003—000004``. Before that, and where
no number was typed, an organ gets one copy, and a group (各乡镇人民政府) one for each of its members if they are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from oa_desktop.domain.copies.copy_numbers import read_copy_number, written_run
from oa_desktop.domain.rules.names import organs_in

_TYPED = re.compile(
    r"(?P<name>\S.*?)(?:[\s，,]+(?P<copies>[0-9]{1,4})\s*份?)?(?:[\s，,]+(?P<numbers>[0-9]{6}(?:\s*[-－—～至]+\s*[0-9]{6})?))?"
)
_GROUP = re.compile("各|有关|所属|直属|下属|全体")
_SEGMENTS = re.compile("[，,；;\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """What goes to one recipient.

    Attributes:
        recipient: An organ, or a group whose members are not known.
        copies: 份数; 0 where it is not known.
        copy_numbers: 份号 of the copies, a single one or the first and the last; empty where they are not known.
    """

    recipient: str
    copies: int = 0
    copy_numbers: str = ""


Members = Mapping[str, tuple[str, ...]]
"""The organs of a group, by its name as it is printed."""


def addressed(texts: Iterable[str], members: Members) -> tuple[Consignment, ...]:
    """Return what goes to the organs of some lists (主送机关, 抄送机关), each organ once."""
    segments = (segment for text in texts for segment in _SEGMENTS.split(text))
    found = (one for segment in segments for one in _of_segment(segment, members))
    return tuple({one.recipient: one for one in found}.values())


def _of_segment(segment: str, members: Members) -> Iterator[Consignment]:
    """Yield what goes to the organs between two commas; what stands behind a group there is a group too."""
    is_group = False
    for name in organs_in(segment):
        is_group = is_group or _GROUP.search(name) is not None
        yield from _expanded(name, members, 0 if is_group else 1)


def _expanded(name: str, members: Members, copies: int) -> Iterator[Consignment]:
    if name not in members:
        yield Consignment(recipient=name, copies=copies)
        return
    yield from (Consignment(recipient=member, copies=1) for member in members[name])


def typed(lines: Iterable[str], members: Members) -> tuple[Consignment, ...]:
    """Return what goes where, as the clerk typed it: an organ a line, with 份数 and 份号 behind it."""
    return tuple(one for line in lines for one in _of_line(line.strip(), members))


def _of_line(line: str, members: Members) -> Iterator[Consignment]:
    found = _TYPED.fullmatch(line)
    if found is None or found["copies"] is found["numbers"]:
        yield from addressed([line], members)
        return
    numbers = re.findall(r"[0-9]{6}", found["numbers"] or "")
    copies = int(found["copies"]) if found["copies"] else int(numbers[-1]) - int(numbers[0]) + 1
    yield Consignment(recipient=found["name"], copies=copies, copy_numbers="—".join(numbers))


def numbered(consignments: Iterable[Consignment], first: str) -> tuple[Consignment, ...]:
    """Return the consignments with 份号 given out in their order, as far as all copies before are known.

    Args:
        consignments: Those with a 份号 keep it.
        first: 份号 of the first copy; nothing is given out where it is not a number.
    """
    return tuple(_numbered(consignments, read_copy_number(first)))


def _numbered(consignments: Iterable[Consignment], following: int) -> Iterator[Consignment]:
    for one in consignments:
        if one.copy_numbers or not following:
            yield one
            continue
        yield replace(one, copy_numbers=written_run(following, one.copies))
        following = following + one.copies if one.copies else 0
