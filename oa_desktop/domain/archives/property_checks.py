"""Which check answers which item of the four properties; none passes what it did not look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from oa_desktop.domain.archives.checks import authenticity, completeness, usability
from oa_desktop.domain.archives.properties import UNCHECKED, Answer, Checked, Criterion, Method, Stage
from oa_desktop.domain.archives.specimen import Specimen

Check = Callable[[Specimen], Checked]


def answers_of(criteria: Iterable[Criterion], stage: Stage, item: Specimen) -> tuple[Answer, ...]:
    """Return an answer to everything that a stage asks of an item."""
    asked = (one for one in criteria if stage in one.stages)
    return tuple(Answer(criterion=one, checked=_checked(one, item)) for one in asked)


def _checked(criterion: Criterion, item: Specimen) -> Checked:
    return UNCHECKED if criterion.method is Method.BY_PERSON else CHECKS[criterion.check](item)


CHECKS: Mapping[str, Check] = {
    "fixity": authenticity.fixity,
    "lengths": authenticity.lengths,
    "kinds": authenticity.kinds,
    "values": authenticity.values,
    "sense": authenticity.sense,
    "characters": authenticity.characters,
    "code": authenticity.code,
    "twins": authenticity.twins,
    "attributes": authenticity.attributes,
    "linked": authenticity.linked,
    "described": authenticity.described,
    "structured": authenticity.structured,
    "unchanged": authenticity.unchanged,
    "total-items": completeness.total_items,
    "total-bytes": completeness.total_bytes,
    "fields": completeness.fields,
    "required": completeness.required,
    "process": completeness.process,
    "gapless": completeness.gapless,
    "contents": completeness.contents,
    "attachments": completeness.attachments,
    "told": completeness.told,
    "packed": completeness.packed,
    "readable": usability.readable,
    "accessible": usability.accessible,
    "formats": usability.formats,
    "opens": usability.opens,
    "plain": usability.plain,
    "scanner": usability.scanner,
    "viruses": usability.viruses,
    "unlisted": usability.unlisted,
    "still": usability.still,
}
"""By the name under which the data file calls them."""
