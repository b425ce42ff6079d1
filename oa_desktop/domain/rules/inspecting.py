"""Inspecting a manuscript (内容检查): every rule of the table, as a profile asks for it, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.profile import NATIONAL, Profile
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.rules import (
    addressed,
    attachments,
    characters,
    dates,
    elements,
    imprints,
    levels,
    numbers,
    pictures,
    punctuation,
    quantities,
    quotations,
    recipients,
    registered,
    requests,
    routing,
    secrecy,
    signatures,
    titles,
    wording,
)
from oa_desktop.domain.rules.circumstances import UNKNOWN, Circumstances
from oa_desktop.domain.rules.paper import ANNEX, BODY, Check, paper_of
from oa_desktop.domain.texts.element_names import FIELDS

CHECKS: tuple[Check, ...] = (
    *elements.CHECKS,
    *secrecy.CHECKS,
    *numbers.CHECKS,
    *registered.CHECKS,
    *titles.CHECKS,
    *signatures.CHECKS,
    *recipients.CHECKS,
    *addressed.CHECKS,
    *routing.CHECKS,
    *requests.CHECKS,
    *imprints.CHECKS,
    *attachments.CHECKS,
    *pictures.CHECKS,
    *dates.CHECKS,
    *levels.CHECKS,
    *quotations.CHECKS,
    *wording.CHECKS,
    *punctuation.CHECKS,
    *quantities.CHECKS,
    *characters.CHECKS,
)
"""Every rule on content."""
GENERAL = frozenset({"number.form", "date.form", "classification.form", "urgency.form", "kind.unknown"})
"""Rules that only say that a value cannot be read; one that says why stands for them."""
_ORDER = {name: count for count, name in enumerate(dict.fromkeys(FIELDS))}
_BODY = _ORDER["主送"] + 0.5


def inspect(
    manuscript: Manuscript, profile: Profile = NATIONAL, circumstances: Circumstances = UNKNOWN
) -> tuple[Finding, ...]:
    """Return what the rules that a profile asks for find in a manuscript, from its top to its end."""
    paper = paper_of(manuscript, profile, circumstances)
    found = dict.fromkeys(one for check in CHECKS for one in check(paper))
    return tuple(sorted(_exact(list(profile.asked(found))), key=_position))


def _exact(found: list[Finding]) -> Iterator[Finding]:
    """Yield what was found, without what a more exact rule says of the same element."""
    exact = {_subject(one.rule) for one in found if one.rule not in GENERAL}
    return (one for one in found if one.rule not in GENERAL or _subject(one.rule) not in exact)


def _subject(rule: str) -> str:
    return rule.split(".", maxsplit=1)[0]


def _position(one: Finding) -> tuple[float, str, int, int, str]:
    place = one.place
    return _part(place.name), place.name, place.paragraph, place.start, one.rule


def _part(name: str) -> float:
    if name == BODY:
        return _BODY
    bound = name.removeprefix(ANNEX)
    return len(_ORDER) + int(bound) if bound.isdigit() else _ORDER.get(name, 0)
