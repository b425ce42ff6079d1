"""Rules on characters that no page should carry (字符), in whatever element they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper, Passage
from oa_desktop.domain.rules.slips import Slips, found_in, slip
from oa_desktop.domain.texts.element_names import ELEMENTS

SLIPS: Slips = {
    "character.private": slip("[\ue000-\uf8ff\U000f0000-\U0010fffd]+"),
    "character.damaged": slip("\ufffd+"),
    "character.emoji": slip("[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u27bf\ufe0f]+"),
    "character.invisible": slip(
        "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+", ""
    ),
    "character.radical": slip("[\u2f00-\u2fd5\uf900-\ufaff]", lambda match: unicodedata.normalize("NFKC", match[0])),
    "character.full-width-latin": slip("[Ａ-Ｚａ-ｚ]+", lambda match: unicodedata.normalize("NFKC", match[0])),
}
"""What should not stand anywhere, and what should."""


def everywhere(paper: Paper) -> Iterator[Finding]:
    """Yield such characters in every element, paragraph and table."""
    for passage in _all(paper):
        yield from found_in(passage, SLIPS)


def _all(paper: Paper) -> Iterator[Passage]:
    for field in ELEMENTS:
        is_list = isinstance(getattr(paper.manuscript, field), tuple)
        yield from paper.names(field) if is_list else (paper.element(field),)
    for part in paper.parts:
        yield from part


CHECKS: tuple[Check, ...] = (everywhere,)
