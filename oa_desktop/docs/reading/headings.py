"""How much of a numbered paragraph is its heading.

The rules, in this order, for a paragraph that begins with a number of a level:

1. At the first and second level, a label of at most 12 characters before a colon that is followed by text
   (一、会议时间：…) is the heading.
2. It has a full stop outside quotation marks and brackets, and more text behind it: its first sentence is a run-in
   heading, unless it is longer than 45 characters or is itself divided by a semicolon.
3. It is one sentence with a full stop at its end: a heading only if it has at most 20 characters and no comma.
4. Otherwise a line of at most 45 characters is a heading, unless a semicolon divides it or it ends with a comma, a
   colon or another mark that leaves the sentence open.

Below the second level a line of rule 4 must also be followed by something of its own (see ``paragraphs``); else a list
of short items would be a row of headings.
"""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 45
"""Characters of the longest heading."""
SHORT_SENTENCE = 20
"""Characters of the longest single sentence that still is a heading."""
LABEL = 12
"""Characters of the longest label before a colon."""
LABELLED = 2
"""The deepest level whose headings differ from running text so much that a label is set apart."""

_OPENING = "“‘《〈（([【「『"
_CLOSING = "”’》〉）)]】」』"
_STOPS = "。！？!?"
_OPEN_ENDS = "，,；;：:、—…"


def heading_length(text: str, number: str, level: int) -> int:
    """Return how many characters at the start of a numbered paragraph are its heading; 0 when none are.

    Args:
        text: The whole paragraph.
        number: The number it begins with.
        level: The level of that number.
    """
    label = _label_length(text, number) if level <= LABELLED else 0
    if label:
        return label
    stop = next(_outside(text, _STOPS), None)
    if stop is None:
        return len(text) if _is_heading_line(text) else 0
    sentence = text[: stop + 1]
    return len(sentence) if _is_run_in(sentence, alone=stop + 1 == len(text)) else 0


def is_whole_line(text: str, length: int) -> bool:
    """Tell whether the heading is the whole paragraph and no sentence."""
    return length == len(text) and text[-1:] not in _STOPS


def _is_heading_line(text: str) -> bool:
    return len(text) <= LONGEST and text[-1] not in _OPEN_ENDS and not set(text) & set("；;")


def _is_run_in(sentence: str, *, alone: bool) -> bool:
    if alone:
        return len(sentence) <= SHORT_SENTENCE and not set(sentence) & set("，,；;：:")
    return len(sentence) <= LONGEST and not set(sentence) & set("；;")


def _label_length(text: str, number: str) -> int:
    colon = next(_outside(text, "：:"), len(text))
    label = text[len(number) : colon]
    is_label = 0 < len(label) <= LABEL and not set(label) & set(_STOPS + _OPEN_ENDS + ",")
    return colon + 1 if is_label and colon + 1 < len(text) else 0


def _outside(text: str, wanted: str) -> Iterator[int]:
    """Yield where a wanted character stands outside quotation marks and brackets."""
    depth = 0
    for place, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in wanted and depth == 0:
            yield place
