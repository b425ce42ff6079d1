"""How papers look that come in as DOCX: each way that WPS, Word and those who use them have of setting an element.

A :class:`Look` names a way for every element; :data:`LOOKS` has one for each way, all else being usual, and some that
are met whole. :mod:`tests.rigs.word.papers` writes papers so; what is to be read of them is known.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import MappingProxyType

WAYS = MappingProxyType(
    {
        "mark": "paragraph none spaced distributed box vml table framed two-lines black grouped spaced-half small-paper",
        "number": "centred tabs blanks cells below-in-frame square round ordinal spaced",
        "rule": "border drawing vml none star underscores",
        "title": "breaks paragraphs style blanks plain box bold-runs control one-line indented gaps",
        "recipients": "colon half-colon bold indented halves",
        "indent": "characters millimetres wide-blanks blanks tab none gaps hanging",
        "levels": "typed numbers styles numbered-styles outline bold runs half-brackets full-stops commas",
        "note": "lines one-line tabs label-alone numbers hanging semicolons labelled short each-labelled",
        "signature": "right blanks tabs indent box cells framed style one-paragraph spaced picture columns",
        "date": "typed spaced han field control with-organ padded full-width dotted",
        "imprint": "table borders plain box cells one-cell framed rows bold-label wrapped two-tables copies reported",
        "runs": "whole pieces tracked commented bookmarked theme linked spelled vanished ruby half-width-space half-width-marks",
        "annex": "break before section landscape blank-lines one-paragraph bold numbered-han",
        "around": "body cell control strict furniture change-marked smart bare wide-encoding renamed columns page-numbers templated",
    }
)
"""The ways of each element, the usual one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way for every element of a paper; for what each means see the writer of that element."""

    mark: str = "paragraph"
    number: str = "centred"
    rule: str = "border"
    title: str = "breaks"
    recipients: str = "colon"
    indent: str = "characters"
    levels: str = "typed"
    note: str = "lines"
    signature: str = "right"
    date: str = "typed"
    imprint: str = "table"
    runs: str = "whole"
    annex: str = "break"
    around: str = "body"


_SINGLE = {
    f"{field.name} {way}": Look(**{field.name: way}) for field in fields(Look) for way in WAYS[field.name].split()[1:]
}
_WHOLE = {
    "a typist of WPS": Look(
        title="plain", indent="blanks", signature="blanks", note="one-line", imprint="plain", mark="none"
    ),
    "a template of Word": Look(
        mark="box", title="style", levels="numbered-styles", signature="cells", imprint="one-cell", rule="drawing"
    ),
    "an old paper converted": Look(
        mark="vml", number="tabs", rule="vml", title="blanks", indent="tab", signature="tabs", imprint="borders"
    ),
    "a form of an office system": Look(
        title="control", date="control", number="cells", signature="cells", imprint="cells", around="control"
    ),
    "an editor who tracks": Look(runs="tracked", title="paragraphs", around="furniture", annex="section"),
    "typed in a table": Look(around="cell", indent="wide-blanks", signature="right", note="label-alone"),
    "pasted from a web page": Look(
        title="plain", indent="none", levels="bold", signature="right", recipients="half-colon", mark="none"
    ),
    "a letter head in lines": Look(mark="spaced", number="blanks", rule="none", title="one-line", imprint="borders"),
    "everything boxed": Look(mark="box", title="box", signature="box", imprint="box"),
}

LOOKS = MappingProxyType({"usual": Look(), **_SINGLE, **_WHOLE})
