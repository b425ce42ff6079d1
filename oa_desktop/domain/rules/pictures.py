"""Rules on the pictures of a text (图). No clause speaks of them."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.manuscript import Block, Picture
from oa_desktop.domain.rules.paper import ANNEX, BODY, Check, Paper


def pictures(paper: Paper) -> Iterator[Finding]:
    """Yield pictures that are not there, and those that who cannot see them learns nothing of."""
    typed = paper.manuscript
    yield from _in_part(BODY, typed.body)
    for count, annex in enumerate(typed.annexes, start=1):
        yield from _in_part(f"{ANNEX}{count}", annex.body)


def _in_part(name: str, blocks: tuple[Block, ...]) -> Iterator[Finding]:
    for count, block in enumerate(blocks, start=1):
        if isinstance(block, Picture):
            place = Place(name=name, paragraph=count)
            if not block.digest:
                yield finding("picture.missing", place, measured=block.name or block.caption)
            if not (block.name.strip() or block.caption.strip()):
                yield finding("picture.unnamed", place)


CHECKS: tuple[Check, ...] = (pictures,)
