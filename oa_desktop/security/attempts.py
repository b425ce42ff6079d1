"""Counting failed sign-ins (登录失败处理, GB/T 22239-2019 身份鉴别): delay, lock-out, and clocks that go back.

Pure: the time is passed in as the claimed time of this machine. An attempt is counted *before* it is tried, so
that killing the program does not save it from being counted.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from oa_desktop.domain import codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.units.sign_in_rules import SignInRules

DELAYS = (1, 2, 4, 8)
"""Seconds to wait after the first, second, … failure; the last one repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """The failed attempts of one account name since its last success.

    Attributes:
        failures: how many, the one under way included.
        locked_until: claimed time until which the name is locked, or None.
        seen: the claimed time of the newest attempt.
        told: how many of the failures stand in the unit's audit journal.
    """

    failures: int = 0
    locked_until: datetime | None = None
    seen: datetime | None = None
    told: int = field(default=0, metadata={codec.LATER: True})


def begin(before: Attempts, now: datetime, rules: SignInRules) -> Attempts:
    """Count an attempt that is about to be made.

    Returns:
        The state to store before the password is tried; it locks already if this attempt fails as the last.
    """
    failures = before.failures + 1
    locks = failures % rules.failures == 0
    until = utc(now) + timedelta(seconds=rules.lock_seconds) if locks else None
    return replace(before, failures=failures, locked_until=until, seen=utc(now))


def against_clock(before: Attempts, now: datetime, rules: SignInRules) -> Attempts:
    """Return the state as it must be read now: a clock that went back starts the full lock anew.

    So a lock never ends earlier than its full length because of the clock, and never lasts a year either.
    """
    if before.locked_until is None or before.seen is None or utc(now) >= before.seen:
        return before
    until = utc(now) + timedelta(seconds=rules.lock_seconds)
    return replace(before, locked_until=until, seen=utc(now))


def refuse_if_locked(state: Attempts, now: datetime) -> None:
    """Refuse an attempt on a locked name.

    Raises:
        Refused: `sign-in.locked` with the whole seconds to wait.
    """
    if state.locked_until is not None and utc(now) < state.locked_until:
        raise Refused("sign-in.locked", wait_seconds=_seconds(state.locked_until - utc(now)))


def failure(state: Attempts, rules: SignInRules) -> Refused:
    """Return the refusal for the attempt that `begin` counted and that failed."""
    left = -state.failures % rules.failures
    if left == 0:
        return Refused("sign-in.locked", wait_seconds=rules.lock_seconds)
    return Refused("sign-in.wrong-password", left=left, wait_seconds=DELAYS[min(state.failures, len(DELAYS)) - 1])


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a claimed time needs its time zone")
    return moment.astimezone(UTC)


def _seconds(span: timedelta) -> int:
    return -int(-span.total_seconds() // 1)
