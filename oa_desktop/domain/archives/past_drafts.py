"""历稿 of an item: kept where the unit's schedule says so of its material, otherwise left out and said why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from oa_desktop.domain.archives.composition import Facts
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.retention import Proposal
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.texts.revisions import revisions_of

_JSON = "json"


def past_drafts(dossier: Dossier, entries: Sequence[Entry]) -> tuple[Digest, ...]:
    """Return the texts that a document had before the one that was signed, the oldest first; none of an unsigned one.

    Args:
        dossier: The document.
        entries: Its journal.
    """
    signed = dossier.issued or dossier.approved
    if signed is None:
        return ()
    texts = [one.source for one in revisions_of(dossier.id, entries)]
    before = texts[: texts.index(signed.source)] if signed.source in texts else ()
    return tuple(dict.fromkeys(before))


def with_drafts(facts: Facts, drafts: Sequence[Digest], proposal: Proposal | None) -> Facts:
    """Return facts whose parts hold the past drafts behind the 定稿 or 正本, or that say why they are left out."""
    if not drafts:
        return facts
    if proposal is None or not proposal.drafts:
        return replace(facts, apart=f"历稿{len(drafts)}稿不归档：保管期限表没有写明这一类留历稿，只留定稿")
    fixed = (PartRole.ORIGINAL, PartRole.FINAL_DRAFT)
    place = 1 + max((at for at, one in enumerate(facts.parts) if one.role in fixed), default=-1)
    return replace(facts, parts=(*facts.parts[:place], *_parts(drafts), *facts.parts[place:]))


def _parts(drafts: Iterable[Digest]) -> Iterable[Part]:
    for number, digest in enumerate(drafts, start=1):
        name = f"{PartRole.PAST_DRAFT.value}{number}.{_JSON}"
        yield Part(role=PartRole.PAST_DRAFT, name=name, digest=digest, format=_JSON)
