"""问题: what keeps a document from the archive, or should be looked at before it goes there, found by a dry run.

Every check is a function of the facts and yields refusals, each with the words of its code. What hinders and what only
warns is a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.archives.doubts import DOUBTS, LOOKED_AT
from oa_desktop.domain.archives.items import PartRole
from oa_desktop.domain.archives.judged import Judged
from oa_desktop.domain.archives.page_counts import uncounted
from oa_desktop.domain.archives.retention import Side
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.names import has_unseen, with_codes

LONGEST_TITLE = 200
"""Characters of a 题名."""
MILD = frozenset({"archiving.retention-differs", "archiving.no-pages", "archiving.pages-uncounted", *LOOKED_AT})
"""Faults that a person should look at and that hinder nothing."""

CONFIRMABLE = MILD | {
    f"archiving.{name}" for name in ("retention-short", "no-number", "no-date", "no-responsible", "not-lead")
}
"""Faults that somebody may look at and let be (看过确认); all others make an item wrong, or are mended elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """问题: one fault of a document.

    Attributes:
        code: What is wrong; worded like a refusal.
        params: What its sentence mentions.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def hinders(self) -> bool:
        """Whether the document cannot be arranged with it."""
        return self.code not in MILD


def faults_of(judged: Judged) -> tuple[Fault, ...]:
    """Return every fault of a document."""
    return tuple(fault_of(one) for check in CHECKS for one in check(judged))


def fault_of(refused: OfficeError) -> Fault:
    """Return a refusal as a fault."""
    return Fault(code=refused.code, params=refused.params)


def _filing(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    if facts.contested:
        yield Refused("archiving.conflict", title=facts.title)
    if facts.waiting:
        yield Refused("archiving.waiting", title=facts.title)
    if not facts.filed:
        yield Refused("archiving.not-filed", title=facts.title)
    elif facts.retention is None:
        yield Refused("archiving.no-retention", title=facts.title)


def _original(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    roles = {one.role for one in facts.parts}
    wanted = facts.side is Side.OUTGOING or (facts.side is Side.INTERNAL and facts.filed)
    if wanted and PartRole.ORIGINAL not in roles:
        yield Refused("archiving.no-original", title=facts.title)
    yield from (Refused("archiving.part-lost", title=facts.title, name=name) for name in judged.lost)


def _numbered(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    if facts.side is Side.OUTGOING and not facts.number.strip():
        yield Refused("archiving.no-number", title=facts.title)


def _titled(judged: Judged) -> Iterator[Refused]:
    title = judged.facts.title
    if not title.strip():
        yield Refused("archiving.no-title", number=judged.facts.number)
    if len(title) > LONGEST_TITLE:
        yield Refused("archiving.title-long", title=title[:20], most=LONGEST_TITLE)
    if has_unseen(title):
        yield Refused("archiving.title-unseen", title=with_codes(title))


def _dated(judged: Judged) -> Iterator[Refused]:
    facts = judged.facts
    if not facts.year:
        yield Refused("archiving.no-year", title=facts.title)
    if facts.date and read_iso(facts.date) is None:
        yield Refused("date.form", text=facts.date)
    if not facts.date:
        yield Refused("archiving.no-date", title=facts.title)


def _kept(judged: Judged) -> Iterator[Refused]:
    facts, proposal, said = judged.facts, judged.proposal, judged.facts.retention
    proposed = proposal.retention if proposal else None
    if said is None or proposed is None:
        return
    if said.is_shorter_than(proposed):
        yield Refused("archiving.retention-short", title=facts.title, said=said.value, proposed=proposed.value)
    elif said is not proposed:
        yield Refused("archiving.retention-differs", title=facts.title, said=said.value, proposed=proposed.value)


def _counted(judged: Judged) -> Iterator[Refused]:
    title = judged.facts.title
    if not judged.facts.pages:
        yield Refused("archiving.no-pages", title=title)
    names = (one for one in uncounted(judged.facts.parts) if one not in judged.lost)
    yield from (Refused("archiving.pages-uncounted", title=title, name=one) for one in names)


CHECKS: tuple[Callable[[Judged], Iterator[Refused]], ...] = (
    *(_filing, _original, _numbered, _titled, _dated),
    *(_kept, _counted),
    *DOUBTS,
)
"""What is asked of every document, in the order in which faults are told."""
