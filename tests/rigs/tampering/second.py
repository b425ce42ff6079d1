"""The second verifier (``resources/verifier/verify.py``), asked in the words of the first."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from oa_desktop.domain.entry import Head
from oa_desktop.domain.ids import JournalId
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.i18n.resources import resource_path

Place = tuple[str, str, str, int]
"""Rule, journal, device, place in its chain."""


@cache
def second() -> Any:
    """Return the module, loaded from its one file."""
    path = resource_path("verifier") / "verify.py"
    spec = importlib.util.spec_from_file_location("oa_desktop_second_verifier", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def check(
    stored: Iterable[StoredEntry],
    expected: Mapping[JournalId, tuple[Head, ...]] | None = None,
    **more: Any,
) -> Any:
    """Return what the second verifier says of the same entries."""
    verify = second()
    entries = [verify.Stored(one.journal, one.signed, one.signature, one.digest) for one in stored]
    heads = {
        journal: [((one.device, one.seq), one.digest) for one in found] for journal, found in (expected or {}).items()
    }
    return verify.check(entries, heads, **more)


def outcome_of(said: list[tuple[str, str, str]]) -> Outcome:
    """What the second verifier comes to, in the words of the first."""
    found = {Outcome(outcome) for outcome, _, _ in said}
    return next((one for one in (Outcome.BROKEN, Outcome.UNDECIDED) if one in found), Outcome.HOLDS)


def trust_of(trust: Trust) -> Any:
    """Return whom one trusts, as the second verifier has it."""
    told = (trust.anchors, trust.between, trust.revocations, trust.makers)
    return second().Trust(*map(list, told))
