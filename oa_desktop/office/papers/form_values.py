"""What of a document stands on more than one of its forms (表单), by the labels of their cells."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.papers.sign_offs import proofs
from oa_desktop.office.queries import TimelineRow


def common_values(dossier: Dossier, manuscript: Manuscript, timeline: Sequence[TimelineRow]) -> dict[str, str]:
    """Return what 发文稿纸 and 付印单 have in common."""
    return {
        "发文字号": dossier.number,
        "密级": manuscript.classification,
        "紧急程度": manuscript.urgency,
        "标题": manuscript.title.replace("\n", ""),
        "主送": manuscript.recipients,
        "抄送": manuscript.copied_to,
        "附件": "\n".join(manuscript.attachment_notes),
        "校对": proofs(timeline),
    }
