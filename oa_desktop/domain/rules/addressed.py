"""Rules on the organs that a paper goes to, by the address book (通讯录) of the office, where it has one."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import Direction, DocumentKind
from oa_desktop.domain.rules.names import organs_in
from oa_desktop.domain.rules.paper import Check, Paper, Passage
from oa_desktop.domain.units.correspondents import Relationship, succeeded

_ALIKE = 0.7
"""From which likeness on, of 1, two names may be one name with a slip."""
_AGAINST = {
    Direction.UPWARD: (Relationship.SUBORDINATE,),
    Direction.DOWNWARD: (Relationship.SUPERIOR,),
}
"""To whom a paper of a direction does not go."""


def unknown(paper: Paper) -> Iterator[Finding]:
    """Yield an organ that the office does not write to, where it keeps a book or knows one by nearly the same name."""
    known = paper.circumstances
    for element, name in _addressed(paper) if known.known else ():
        if _is_group(name) or known.knows(name):
            continue
        near = get_close_matches(name, known.known, 3, _ALIKE)
        if near:
            yield element.at("recipients.unlike", name, measured=name, required="、".join(near))
        elif known.book:
            yield element.at("recipients.unknown", name, measured=name)


def dissolved(paper: Paper) -> Iterator[Finding]:
    """Yield an organ whose name holds no more, with the name of the one that took its place."""
    known = paper.circumstances
    for element, name in _addressed(paper):
        one = paper.circumstances.correspondent(name)
        if one and not one.in_force(known.today):
            successor = succeeded(known.book, one.name, known.today)
            required = successor if successor != one.name else "现在的机关"
            yield element.at("recipients.dissolved", name, measured=name, required=required)


def direction(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper to a subordinate, a downward one to a superior, and a 请示 to an organ beside the unit."""
    element = paper.element("recipients")
    for name in organs_in(element.text) if paper.circumstances.codes else ():
        one = paper.circumstances.correspondent(name)
        if one and paper.direction and one.relationship in _AGAINST.get(paper.direction, ()):
            yield element.at("routing.direction", name, measured=one.relationship.value, recipient=name)
        elif one and paper.kind is DocumentKind.REQUEST and one.relationship is not Relationship.SUPERIOR:
            yield element.at("request.to-peer", name, measured=name, required="函")


def copied(paper: Paper) -> Iterator[Finding]:
    """Yield subordinates of the unit among 抄送机关 of an upward paper. Art. 15 (一)."""
    element = paper.element("copied_to")
    for name in organs_in(element.text) if paper.goes_up and paper.circumstances.codes else ():
        one = paper.circumstances.correspondent(name)
        if one and one.relationship is Relationship.SUBORDINATE:
            yield element.at("copied.subordinates", name, measured=name)


def _addressed(paper: Paper) -> Iterator[tuple[Passage, str]]:
    """Yield every organ of 主送机关 and 抄送机关, and the element in which it stands."""
    for element in (paper.element("recipients"), paper.element("copied_to")):
        yield from ((element, name) for name in organs_in(element.text))


def _is_group(name: str) -> bool:
    return "各" in name or name.endswith(("单位", "部门"))


CHECKS: tuple[Check, ...] = (unknown, dissolved, direction, copied)
