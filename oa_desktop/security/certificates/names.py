"""Names in certificates (可辨别名) as people read them: RFC 4514, the most particular part first, nothing unseen."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from oa_desktop.domain.names import without_unseen

_SHORT = {
    "common_name": "CN",
    "organization_name": "O",
    "organizational_unit_name": "OU",
    "country_name": "C",
    "state_or_province_name": "ST",
    "locality_name": "L",
    "street_address": "STREET",
    "domain_component": "DC",
    "user_id": "UID",
}
_BREAKS = frozenset("\t\n\v\f\r\x85")
_BLANK, _UNSEEN = frozenset({"Zs", "Zl", "Zp"}), frozenset({"Cc", "Cf"})
_UNCOUNTED = frozenset("\u034f\u1806\u180b\u180c\u180d\ufffc").union(map(chr, range(0xFE00, 0xFE10)))
"""What counts for nothing in a name beside what nobody sees: joiners and selectors of shapes (RFC 4518 2.2)."""
_SPECIAL = re.compile(r'([\\,+"<>;])')


def written(name: Any) -> str:
    """Return a name as RFC 4514 writes it."""
    return ",".join("+".join(map(_pair, part)) for part in reversed(list(name.chosen)))


def common_name(name: Any) -> str:
    """Return the last common name of a name; the whole name where it has none."""
    found = [_text(pair) for part in name.chosen for pair in part if pair["type"].native == "common_name"]
    return found[-1] if found else written(name)


def same(one: Any, other: Any) -> bool:
    """Return whether two names are one: the same letters whatever their case, width and blanks (RFC 5280 7.1).

    Letters are prepared as RFC 4518 2 has it, by the Unicode of this machine and not by that of 2002: rare characters
    (生僻字) of people and places are younger. None is forbidden here: a name alone proves nothing.
    """
    return bool(one.dump() == other.dump()) or _prepared(one) == _prepared(other)


def _prepared(name: Any) -> list[list[tuple[str, str]]]:
    """Return the parts of a name as they are compared; the values of one part have no order."""
    return [sorted((pair["type"].dotted, _value(pair)) for pair in part) for part in name.chosen]


def _value(pair: Any) -> str:
    native = pair["value"].native
    return _folded(native) if isinstance(native, str) else repr(native)


def _folded(text: str) -> str:
    shown = unicodedata.normalize("NFKC", "".join(map(_counted, text)).casefold())
    return " ".join(unicodedata.normalize("NFKC", shown.casefold()).split())


def _counted(char: str) -> str:
    """Return a character as it counts: one blank for every kind of blank, nothing for what nobody sees."""
    if char in _BREAKS or unicodedata.category(char) in _BLANK:
        return " "
    return "" if char in _UNCOUNTED or unicodedata.category(char) in _UNSEEN else char


def _pair(pair: Any) -> str:
    kind = pair["type"].native
    value = _SPECIAL.sub(r"\\\1", _text(pair))
    return f"{_SHORT.get(kind, kind)}={value}"


def _text(pair: Any) -> str:
    return without_unseen(str(pair["value"].native))
