"""Names in certificates (可辨别名) as people read them: RFC 4514, the most particular part first, nothing unseen."""

from __future__ import annotations

import re
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
_SPECIAL = re.compile(r'([\\,+"<>;])')


def written(name: Any) -> str:
    """Return a name as RFC 4514 writes it."""
    return ",".join("+".join(map(_pair, part)) for part in reversed(list(name.chosen)))


def common_name(name: Any) -> str:
    """Return the last common name of a name; the whole name where it has none."""
    found = [_text(pair) for part in name.chosen for pair in part if pair["type"].native == "common_name"]
    return found[-1] if found else written(name)


def same(one: Any, other: Any) -> bool:
    """Return whether two names are one: the same bytes, or the same letters whatever their case and blanks.

    What the rules of comparison (RFC 5280 7.1) cannot prepare, as a rare character (生僻字) of a Unicode newer than
    they are, is compared by its bytes alone.
    """
    if one.dump() == other.dump():
        return True
    try:
        return bool(one == other)
    except ValueError:
        return False


def _pair(pair: Any) -> str:
    kind = pair["type"].native
    value = _SPECIAL.sub(r"\\\1", _text(pair))
    return f"{_SHORT.get(kind, kind)}={value}"


def _text(pair: Any) -> str:
    return without_unseen(str(pair["value"].native))
