"""Papers that a document issues (随文印发): they are bound in, but are no 附件 and have no 附件说明. P.

A paper is issued when the title names it behind 印发, 转发 and the like, or an order publishes it. Where 附件说明 was
typed the writer has decided otherwise.
"""

from __future__ import annotations

import re

from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.manuscript import Annex, Manuscript

_ISSUES = re.compile("印发|转发|批转|发布|公布|颁布")


def is_released(annex: Annex, manuscript: Manuscript, page_format: PageFormat) -> bool:
    """Tell whether a paper bound in is what the document issues."""
    name = _bare(annex.title, "《》的")
    if not name or any(note.strip() for note in manuscript.attachment_notes):
        return False
    if page_format is PageFormat.ORDER:
        text = "".join(block.text for block in manuscript.body)
        return f"《{name}》" in _bare(text, "的") and _ISSUES.search(text) is not None
    titled = _ISSUES.search(manuscript.title)
    return titled is not None and name in _bare(manuscript.title[titled.end() :], "《》的")


def _bare(text: str, without: str) -> str:
    """Return a text without blanks and some characters; 的 is left out where 《关于…的意见》 is named in a title."""
    return "".join(char for char in text if char not in without and not char.isspace())
