"""The manuscript (稿件): every element as typed, empty or wrong, never refused.

Editor, autosave, readers, layout, preview and inspector work on it. What may be issued is
:class:`oa_desktop.domain.documents.document.OfficialDocument`.
"""

from oa_desktop.domain.manuscript.blocks import (
    HEADING_LEVELS,
    Block,
    CellSpan,
    Emphasis,
    Paragraph,
    Picture,
    Span,
    Table,
    notes_among,
    notes_of,
    words_of,
)
from oa_desktop.domain.manuscript.manuscript import (
    Annex,
    Filled,
    Manuscript,
    blocks_of,
    picture_digests,
    plain_text,
    with_blocks,
    with_digests,
)

__all__ = [
    "HEADING_LEVELS",
    "Annex",
    "Block",
    "CellSpan",
    "Emphasis",
    "Filled",
    "Manuscript",
    "Paragraph",
    "Picture",
    "Span",
    "Table",
    "blocks_of",
    "notes_among",
    "notes_of",
    "picture_digests",
    "plain_text",
    "with_blocks",
    "with_digests",
    "words_of",
]
