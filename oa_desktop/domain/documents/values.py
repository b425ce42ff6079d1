"""Elements of a document whose words are few (紧急程度、公开属性), and how each typed value is read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from oa_desktop.domain.dates import read_date
from oa_desktop.domain.errors import Refused


class Urgency(StrEnum):
    """紧急程度 of a document (Art. 9): 特急 or 加急; telegrams have other words."""

    NONE = ""
    URGENT = "加急"
    MOST_URGENT = "特急"


class Publicity(StrEnum):
    """公开属性: decided before review."""

    UNDECIDED = ""
    OPEN = "主动公开"
    ON_REQUEST = "依申请公开"
    CLOSED = "不予公开"


def read_day(text: str) -> date:
    """Return the day that a text in the standard's form names.

    Raises:
        Refused: ``date.form``.
    """
    found = read_date(text)
    if found is None:
        raise Refused("date.form", text=text)
    return found


def read_urgency(text: str) -> Urgency:
    """Return the urgency that a text names.

    Raises:
        Refused: ``urgency.form``.
    """
    try:
        return Urgency(text.strip())
    except ValueError:
        raise Refused("urgency.form", text=text) from None


def read_publicity(text: str) -> Publicity:
    """Return the publicity that a text names.

    Raises:
        Refused: ``publicity.form``.
    """
    try:
        return Publicity(text.strip())
    except ValueError:
        raise Refused("publicity.form", text=text) from None
