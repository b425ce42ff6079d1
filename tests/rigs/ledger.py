"""What the program has confirmed so far, as its parent heard it: the rig's own memory of the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Line = dict[str, Any]


@dataclass
class Ledger:
    """Confirmations of one home, over all lives of the program.

    Attributes:
        entries: Ids of entries whose act was confirmed.
        kept: Digests of contents whose keeping was confirmed.
        passwords: What each account's password may be: several only where a change was under way at a death.
        failures: Wrong passwords that were refused since an account's last sign-in, by account.
        sign_ins: Sign-ins that were confirmed.
        drafts: By account and key, the versions that may be there; None stands for no draft.
        enrolling: Accounts whose enrolment was under way, with the person's id.
        enrolled: Accounts whose enrolment was confirmed.
        renewing: Accounts whose key was being renewed.
        backups: Folders of backups; with how many entries were confirmed when one was, None while it was being made.
        backing_up: The folder of a backup that was cut off, to be made again.
        papers: Titles of the papers on paper alone, by the number that was confirmed to be theirs.
        number: Grows with everything that needs a name of its own.
        steps, seconds: What the last act of each kind took.
        done: Acts confirmed, by kind.
        flying: The act that is under way.
        signing_in: Who signed in last, or was about to.
    """

    passwords: dict[str, tuple[str, ...]]
    entries: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    failures: Counter[str] = field(default_factory=Counter)
    sign_ins: int = 0
    drafts: dict[tuple[str, str], tuple[int | None, ...]] = field(default_factory=dict)
    enrolling: dict[str, str] = field(default_factory=dict)
    enrolled: list[str] = field(default_factory=list)
    renewing: set[str] = field(default_factory=set)
    backups: dict[str, int | None] = field(default_factory=dict)
    backing_up: str = ""
    papers: dict[str, str] = field(default_factory=dict)
    number: int = 0
    steps: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    flying: str = ""
    signing_in: str = ""

    def hear(self, line: Line) -> None:
        """Take in one line that the program said."""
        kind, facts = line["kind"], line.get("facts", {})
        if line["said"] == "begin":
            self.flying = kind
            _BEGUN.get(kind, _nothing)(self, facts)
            return
        self.flying = ""
        self.done[kind] += 1
        self.steps[kind], self.seconds[kind] = line["steps"], line["seconds"]
        self.entries.update(facts.get("entries", ()))
        self.kept.update(facts.get("kept", ()))
        _DONE.get(kind, _nothing)(self, facts)

    def cut_off(self) -> None:
        """Take note of a death: a sign-in that was under way may have forgiven failures and not been recorded."""
        if self.flying == "sign-in":
            self.failures[self.signing_in] = 0
        self.flying = ""


def _nothing(_: Ledger, __: Line) -> None:
    pass


def _draft_begun(ledger: Ledger, facts: Line) -> None:
    place = (facts["account"], facts["key"])
    ledger.drafts[place] = (*ledger.drafts.get(place, (None,)), facts["version"])


def _draft_done(ledger: Ledger, facts: Line) -> None:
    ledger.drafts[facts["account"], facts["key"]] = (facts["version"],)


def _password_begun(ledger: Ledger, facts: Line) -> None:
    ledger.passwords[facts["account"]] += (facts["password"],)


def _password_done(ledger: Ledger, facts: Line) -> None:
    ledger.passwords[facts["account"]] = (facts["password"],)
    ledger.failures[facts["account"]] = 0


def _signing_in(ledger: Ledger, facts: Line) -> None:
    ledger.signing_in = facts["account"]


def _signed_in(ledger: Ledger, facts: Line) -> None:
    ledger.sign_ins += 1
    ledger.failures[facts["account"]] = 0
    ledger.passwords[facts["account"]] = (facts["password"],)


def _wrong_password(ledger: Ledger, facts: Line) -> None:
    ledger.failures[facts["account"]] += 1


def _enrolling(ledger: Ledger, facts: Line) -> None:
    ledger.number += 1
    ledger.enrolling[facts["account"]] = facts["person"]
    ledger.passwords[facts["account"]] = (facts["password"],)


def _enrolled(ledger: Ledger, facts: Line) -> None:
    ledger.enrolling.pop(facts["account"])
    ledger.enrolled.append(facts["account"])


def _renewing(ledger: Ledger, facts: Line) -> None:
    ledger.renewing.add(facts["account"])
    _password_begun(ledger, facts)


def _renewed(ledger: Ledger, facts: Line) -> None:
    ledger.renewing.discard(facts["account"])
    _password_done(ledger, facts)


def _backing_up(ledger: Ledger, facts: Line) -> None:
    ledger.number += 1
    ledger.backups[facts["target"]] = None
    ledger.backing_up = facts["target"]


def _backed_up(ledger: Ledger, facts: Line) -> None:
    ledger.backups[facts["target"]] = facts["held"]
    ledger.backing_up = ""


def _numbered(ledger: Ledger, _: Line) -> None:
    ledger.number += 1


def _on_paper(ledger: Ledger, facts: Line) -> None:
    ledger.papers[facts["number"]] = facts["title"]


_BEGUN: Mapping[str, Callable[[Ledger, Line], None]] = {
    "keep-draft": _draft_begun,
    "drop-draft": _draft_begun,
    "sign-in": _signing_in,
    "change-password": _password_begun,
    "enrol-person": _enrolling,
    "renew-key": _renewing,
    "backup": _backing_up,
    "draft": _numbered,
    "revise": _numbered,
    "take-number-on-paper": _numbered,
}
_DONE: Mapping[str, Callable[[Ledger, Line], None]] = {
    "keep-draft": _draft_done,
    "drop-draft": _draft_done,
    "change-password": _password_done,
    "sign-in": _signed_in,
    "wrong-password": _wrong_password,
    "enrol-person": _enrolled,
    "renew-key": _renewed,
    "backup": _backed_up,
    "take-number-on-paper": _on_paper,
}
