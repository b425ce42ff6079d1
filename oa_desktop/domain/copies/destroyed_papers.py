"""What two persons destroyed of the registered classified papers (涉密文件销毁)."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import EntryId, PaperId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyedPapers:
    """涉密文件销毁, confirmed by whoever supervised it (监销).

    Attributes:
        entry: The entry that confirmed it.
        papers: Which.
        by: 销毁人.
        supervisor: 监销人, who confirmed it.
        approved_by: 批准人.
        day: ISO.
    """

    entry: EntryId
    papers: tuple[PaperId, ...]
    by: PersonId
    supervisor: PersonId
    method: str
    place: str
    approved_by: PersonId
    day: str
