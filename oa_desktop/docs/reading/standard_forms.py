"""Elements recognised in a text, in the form of the standard: dates and 发文字号, whose meaning is beyond doubt.

GB/T 9704-2012 7.2.5 (〔2026〕, no 第, no leading zeros) and 7.3.5.4. What the front matter states stays as typed, and
so does what cannot be told.
"""

from __future__ import annotations

import re

from oa_desktop.docs.reading.dates import standard_date
from oa_desktop.docs.reading.keys import Value

_DATES = frozenset({"date", "printed_on"})
_ASCII_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,14})[〔\[［(（【「﹝]?(?P<year>[0-9]{4})[〕\]］)）】」﹞]?第?0*(?P<serial>[1-9][0-9]{0,4})号"
)


def standard_form(name: str, value: Value) -> Value:
    """Return the value of an element in the standard's form."""
    if not isinstance(value, str):
        return value
    if name in _DATES:
        return standard_date(value)
    return _standard_number(value) if name == "document_number" else value


def _standard_number(text: str) -> str:
    bare = "".join(text.split()).translate(_ASCII_DIGITS)
    found = _NUMBER.fullmatch(bare)
    return f"{found['code']}〔{found['year']}〕{found['serial']}号" if found else text
