"""What the HTML of office programs says by tags, classes and styles (粘贴标记), as tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from oa_desktop.ui.writing.text.dropped import Dropped

_HTML_VOID = "area base br col embed hr img input link meta param source track wbr"
_HTML_BREAKING = "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th blockquote pre section br hr"
_HTML_SKIPPED = "head style script title xml object svg math noscript template textarea select"
VOID, BREAKING, SKIPPED = (frozenset(tags.split()) for tags in (_HTML_VOID, _HTML_BREAKING, _HTML_SKIPPED))
"""Tags that nothing ends, that end a line, and whose content is no text."""
STRONG = frozenset(("b", "strong"))
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|400)")
DRESS = re.compile(r"(?:font-family|font-size|color|background|mso-highlight)\s*:", re.IGNORECASE)
OUTLINE = re.compile(r"mso-outline-level:\s*([1-4])")
HEADING_TAG = re.compile(r"h([1-4])")
BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s*[\r\n]\s*(?=[^\x00-\x7f])")
"""A line break of the source between two Chinese characters, which is none of the text."""
BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
AFTER_COLON = re.compile(r":\s+")
FIELD = re.compile(r"mso-element:\s*field-begin")
HAN_LIST = re.compile(r"cjk-ideographic|simp-chinese|trad-chinese|cjk-earthly")
PARTINGS = ("mso-element:footnote-list", "mso-element:endnote-list", "mso-element:comment-list")
"""Styles of what hangs on the text elsewhere; it was counted where it hangs."""
MARKS: Mapping[str, Dropped] = {
    "mso-footnote-id": Dropped.FOOTNOTE,
    "mso-endnote-id": Dropped.FOOTNOTE,
    "msofootnotereference": Dropped.FOOTNOTE,
    "msoendnotereference": Dropped.FOOTNOTE,
    "sdfootnoteanc": Dropped.FOOTNOTE,
    "sdendnoteanc": Dropped.FOOTNOTE,
    "msocommentreference": Dropped.REMARK,
    "msocomanchor": Dropped.REMARK,
    "msodel": Dropped.DELETION,
}
"""What in the class or style of an element says that it is no text of the paper."""
