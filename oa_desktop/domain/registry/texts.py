"""Rules on the text of a document: its levels, words, punctuation and characters (正文)."""

from __future__ import annotations

from oa_desktop.domain.registry.rule import STANDARD, Family, of, should

_PUNCTUATION = of(
    Family.PUNCTUATION,
    should(STANDARD.format("9"), "punctuation.half-width"),
)

OF_TEXTS = {**_PUNCTUATION}
