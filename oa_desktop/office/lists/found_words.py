"""What a search found, in words (检索结果): an opinion is called one, with who said it and with which act."""

from __future__ import annotations

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.i18n import _
from oa_desktop.office.queries import ArchiveFoundRow, FoundRow


def said_by(found: FoundRow | ArchiveFoundRow) -> str:
    """Return whose opinion the words stand in; empty where they stand in the text."""
    if not found.act:
        return ""
    act = DECLARATIONS[BY_KIND[found.act]].term if found.act in BY_KIND else ""
    return _("意见（{said}）：").format(said=" ".join(filter(None, (found.speaker, act))))
