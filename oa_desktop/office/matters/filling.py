"""What somebody fills into the form of an internal matter (内部事项) before it is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.documents.matters import Matter, filled_in, values_in
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office.drafting.phrases import OWN_ROWS

_ROW = OWN_ROWS + "matter/"
"""Begins the keys of the rows that keep it; they are no drafts of papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A form as it stands.

    Attributes:
        matter: Its blank.
        values: What stands in its fields, by their ids.
        files: The files that belong to it.
        resumed: Whether it was typed before and not handed in.
    """

    matter: Matter
    values: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Attachment, ...] = ()
    resumed: bool = False

    def draft(self) -> KeptDraft:
        """Return it as it is kept while somebody fills it in."""
        return KeptDraft(text=filled_in(self.matter, self.values), attachments=self.files)


def row_of(document: DossierId | None) -> str:
    """Return the key under which the form of a matter is kept; None for one that is not begun."""
    return _ROW + (document or "")


def resumed(draft: KeptDraft, matter: Matter) -> Filling:
    """Return a form as it was left."""
    return Filling(matter=matter, values=values_in(draft.text), files=draft.attachments, resumed=True)
