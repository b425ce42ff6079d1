"""Papers that an official signs with a signature stamp (签名章): the post and the name. GB/T 9704-2012 7.3.5.3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNED = re.compile(
    r"(?P<post>.*(?:长|主任|书记|主席|总理|代表|局长|院长|司令员|政委|会长|理事|经理)|[部厅局省市县区州镇乡]\s长)"
    r"[\s：:]+(?P<name>[\u3400-\u9fff·]{1,2}(?:\s*[\u3400-\u9fff·]){1,4})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """签发人 as 落款: ``县长`` and the name in the place of the stamp, as typed."""

    post: str
    name: str


def officers_of(signatories: Sequence[str]) -> tuple[Officer, ...]:
    """Return the officials that sign a paper; none where an organ signs it."""
    found = [_SIGNED.fullmatch(name.strip()) for name in signatories]
    officers = tuple(Officer(post=one["post"].strip(), name=one["name"]) for one in found if one)
    return officers if len(officers) == len(signatories) else ()
