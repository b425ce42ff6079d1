"""Asking a confined process (:mod:`oa_desktop.confine`) about a foreign file, and being refused by it as by anybody.

What a process answers is plain: bytes, numbers, texts, lists and mappings. A refusal crosses by code and parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oa_desktop import confine
from oa_desktop.confine import ConfinedFailure, Limits
from oa_desktop.domain.errors import Refused, Unavailable

_REFUSED, _PARAMS = "refused", "params"


def ask(function: Callable[..., object], *given: object, too_hard: Refused, limits: Limits | None = None) -> Any:
    """Return what a function answers in a confined process.

    Args:
        function: One that can be imported, which answers by :func:`answer`.
        given: What it is given.
        too_hard: What is said when it took too long or too much.
        limits: Of the process and of each call.

    Raises:
        Refused: What it refused, or ``too_hard``.
        Unavailable: ``confine.failed``.
    """
    try:
        answered: Any = confine.run(function, *given, limits=limits)
    except ConfinedFailure as failure:
        if failure.is_overload:
            raise too_hard from failure
        raise Unavailable("confine.failed", reason=failure.message) from failure
    if isinstance(answered, dict) and _REFUSED in answered:
        raise Refused(str(answered[_REFUSED]), **answered[_PARAMS])
    return answered


def answer(work: Callable[[], object]) -> object:
    """Return, in the process, what some work comes to, or how it was refused."""
    try:
        return work()
    except Refused as refused:
        return {_REFUSED: refused.code, _PARAMS: {key: _plain(value) for key, value in refused.params.items()}}


def _plain(value: object) -> bool | int | str:
    return value if isinstance(value, bool | int | str) else str(value)
