"""Which roles an entry needed of the post that it names, by the kind and version of the entry (权限依据).

This is structure and never changes: verification judges yesterday's entries by these lines, never by today's policy. A
new version of a kind brings a line of its own. What is not listed (founding, what the program records, kinds and
versions of later releases) needs no role here.
"""

from __future__ import annotations

from collections.abc import Mapping

from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import organisation_journal
from oa_desktop.domain.units.organisation import Organisation, post_among
from oa_desktop.domain.units.roles import DELEGATING, Role

_HANDLERS = frozenset(
    {
        Role.DRAFTER,
        Role.DEPARTMENT_HEAD,
        Role.OFFICE_REVIEWER,
        Role.SIGNER,
        Role.RECHECKER,
        Role.REGISTRAR,
        Role.SEAL_KEEPER,
        Role.DISPATCHER,
        Role.ARCHIVIST,
    }
)
_ARCHIVIST = frozenset({Role.ARCHIVIST})
_DRAFTER = frozenset({Role.DRAFTER})
_REGISTRAR = frozenset({Role.REGISTRAR})
_CUSTODIANS = frozenset({Role.REGISTRAR, Role.ARCHIVIST})
_OFFICE = frozenset({Role.OFFICE_REVIEWER, Role.REGISTRAR})
_SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})
_SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})
_ANYBODY = _HANDLERS | _SYSTEM | _SECURITY | {Role.SECURITY_AUDITOR}
"""Whoever has a role at all; which one a second person (第二人) needs depends on the act."""

AUTHORITY: Mapping[tuple[str, int], frozenset[Role]] = {
    ("draft", 1): _DRAFTER,
    ("revise", 1): _HANDLERS,
    ("submit", 1): _DRAFTER,
    ("review", 1): frozenset({Role.DEPARTMENT_HEAD, Role.OFFICE_REVIEWER}),
    ("issue", 1): frozenset({Role.SIGNER}),
    ("recheck", 1): frozenset({Role.RECHECKER}),
    ("assign-number", 1): _REGISTRAR,
    ("apply-seal", 1): frozenset({Role.SEAL_KEEPER}),
    ("sign-proof", 1): frozenset({Role.DRAFTER, Role.REGISTRAR, Role.SEAL_KEEPER}),
    ("dispatch", 1): frozenset({Role.DISPATCHER}),
    ("file", 1): _ARCHIVIST,
    ("return", 1): _HANDLERS,
    ("recall", 1): _HANDLERS,
    ("mark-read", 1): _HANDLERS,
    ("leave-opinion", 1): _HANDLERS,
    ("settle", 1): frozenset({Role.OFFICE_REVIEWER}),
    ("receive", 1): _REGISTRAR,
    ("register-incoming", 1): _REGISTRAR,
    ("unseal", 1): _HANDLERS,
    ("first-check", 1): frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}),
    ("reject", 1): frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}),
    ("propose", 1): frozenset({Role.OFFICE_REVIEWER}),
    ("instruct", 1): frozenset({Role.SIGNER}),
    ("assign", 1): frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}),
    ("handle", 1): _HANDLERS,
    ("link-reply", 1): _DRAFTER,
    ("conclude", 1): _HANDLERS,
    ("record-instruction", 1): frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}),
    ("record-issue", 1): frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}),
    ("countersign", 1): _HANDLERS,
    ("cosign", 1): frozenset({Role.SIGNER}),
    ("add-signers", 1): _HANDLERS,
    ("withdraw-signers", 1): _HANDLERS,
    ("hand-over", 1): _HANDLERS,
    ("reassign", 1): frozenset({Role.DRAFTER, Role.DEPARTMENT_HEAD, Role.OFFICE_REVIEWER, Role.REGISTRAR}),
    ("set-validity", 1): frozenset({Role.OFFICE_REVIEWER, Role.REGISTRAR}),
    ("propose-classification", 1): _HANDLERS,
    ("classify", 1): _HANDLERS,
    ("reclassify", 1): _HANDLERS,
    ("declassify", 1): _HANDLERS,
    ("adjust-audience", 1): _HANDLERS,
    ("record-return", 1): frozenset({Role.REGISTRAR, Role.DISPATCHER, Role.ARCHIVIST}),
    ("record-destruction", 2): frozenset({Role.REGISTRAR, Role.ARCHIVIST}),
    ("answer-second", 1): _HANDLERS,
    ("circulate", 1): _HANDLERS,
    ("pass-on", 1): _HANDLERS,
    ("recall-circulation", 1): _HANDLERS,
    ("urge", 1): _HANDLERS,
    ("suspend", 1): frozenset({Role.OFFICE_REVIEWER}),
    ("resume", 1): frozenset({Role.OFFICE_REVIEWER}),
    ("void", 1): frozenset({Role.DRAFTER, Role.OFFICE_REVIEWER}),
    ("supervise", 1): _OFFICE,
    ("report-progress", 1): _HANDLERS,
    ("ask-extension", 1): _HANDLERS,
    ("extend-supervision", 1): _OFFICE,
    ("return-report", 1): _OFFICE,
    ("close-supervision", 1): _OFFICE,
    ("arrange-item", 1): _ARCHIVIST,
    ("withdraw-item", 1): _ARCHIVIST,
    ("correct-item", 1): _ARCHIVIST,
    ("place-items", 1): _ARCHIVIST,
    ("record-properties", 1): _ARCHIVIST,
    ("record-fixity", 1): _ARCHIVIST,
    ("repair-item", 1): _ARCHIVIST,
    ("list-disposal", 1): _ARCHIVIST,
    ("approve-disposal", 1): frozenset({Role.SIGNER}),
    ("supervise-disposal", 1): frozenset({Role.REGISTRAR, Role.ARCHIVIST, Role.OFFICE_REVIEWER}),
    ("dispose-item", 1): _ARCHIVIST,
    ("receive-holdings", 1): _ARCHIVIST,
    ("keep-holdings", 1): _ARCHIVIST,
    ("request-reading", 1): _HANDLERS,
    ("grant-reading", 1): _ARCHIVIST,
    ("approve-reading", 1): frozenset({Role.SIGNER}),
    ("end-reading", 1): _HANDLERS,
    ("adopt-scheme", 1): _ARCHIVIST,
    ("adopt-schedule", 1): _ARCHIVIST,
    ("approve", 1): frozenset({Role.DEPARTMENT_HEAD, Role.SIGNER}),
    ("record-sealing", 1): frozenset({Role.SEAL_KEEPER}),
    ("publish", 1): frozenset({Role.DISPATCHER}),
    ("take-down", 1): frozenset({Role.OFFICE_REVIEWER, Role.DISPATCHER}),
    ("take-in", 1): _REGISTRAR,
    ("take-number", 1): _REGISTRAR,
    ("take-number-by-hand", 1): frozenset({Role.NUMBERS_BY_HAND}),
    ("take-number-on-paper", 1): _REGISTRAR,
    ("reserve-number", 1): _REGISTRAR,
    ("release-number", 1): _REGISTRAR,
    ("skip-number", 1): _REGISTRAR,
    ("void-number", 1): _REGISTRAR,
    ("void-number-with-document", 1): _HANDLERS,
    ("confirm-founding", 1): _SECURITY,
    ("admit-unit", 1): _SYSTEM,
    ("register-organ", 1): _SYSTEM,
    ("register-correspondents", 1): _SYSTEM | _REGISTRAR,
    ("adjust-setting", 1): _SYSTEM,
    ("adopt-template", 1): _SYSTEM,
    ("establish-department", 1): _SYSTEM,
    ("enrol-person", 1): _SYSTEM,
    ("amend-person", 1): _SYSTEM,
    ("grant", 1): _SECURITY,
    ("record-power", 1): _SECURITY,
    ("found-authority", 1): _SECURITY,
    ("issue-certificate", 1): _SECURITY,
    ("enrol-certificate", 1): _SECURITY,
    ("revoke-certificate", 1): _SECURITY,
    ("trust-authority", 1): _SECURITY,
    ("distrust-authority", 1): _SECURITY,
    ("record-revocations", 1): _SECURITY,
    ("enrol-seal", 1): _SECURITY,
    ("entrust-seal", 1): _SECURITY,
    ("suspend-seal", 1): _SECURITY,
    ("resume-seal", 1): _SECURITY,
    ("destroy-seal", 1): _SECURITY,
    ("delegate", 1): _HANDLERS,
    ("delegate-for", 1): DELEGATING,
    ("end-delegation", 1): _HANDLERS | DELEGATING,
    ("enrol-desk", 1): _SYSTEM,
    ("name-token-library", 1): _SYSTEM,
    ("register-partner", 1): _SECURITY,
    ("drop-partner", 1): _SECURITY,
    ("send-package", 1): frozenset({Role.DISPATCHER, Role.REGISTRAR}),
    ("take-in-package", 1): _REGISTRAR,
    ("register-paper", 1): _CUSTODIANS,
    ("lend-copy", 1): _CUSTODIANS,
    ("take-back-copy", 1): _CUSTODIANS,
    ("hand-back-paper", 1): _CUSTODIANS,
    ("destroy-papers", 1): _CUSTODIANS,
    ("renew-key", 1): _SYSTEM,
    ("enrol-recovery", 1): _SYSTEM,
    ("renew-key", 2): _SYSTEM,
    ("adjust-audit", 1): _SECURITY,
    ("confirm", 1): _ANYBODY,
    ("decline", 1): _ANYBODY,
    ("withdraw", 1): _ANYBODY,
    ("begin-exercise", 1): _ANYBODY,
    ("keep-class", 1): _SYSTEM,
    ("collect-result", 1): _SYSTEM,
    ("mark-result", 1): _SYSTEM,
    ("release-results", 1): _SYSTEM,
    ("delete-names", 1): _SYSTEM,
    ("work-on", 1): _ANYBODY,
    ("answer-question", 1): _ANYBODY,
    ("take-hint", 1): _ANYBODY,
    ("take-over-part", 1): _ANYBODY,
    ("hand-back-part", 1): _ANYBODY,
    ("hand-in-exercise", 1): _ANYBODY,
}
"""Kind and version of an entry → roles of which the post needed one. Releases add lines and change none."""


def authorised(organisation: Organisation, entry: Entry) -> bool:
    """Whether the writer of an entry had the right to it: by their post, or lent by a delegation (委托) that they name.

    Args:
        organisation: The unit as it stood where the entry was allowed.
        entry: The entry.
    """
    needed = AUTHORITY.get((entry.kind, entry.version))
    if needed is None:
        return True
    post = post_among(organisation.posts, entry.actor.post)
    if post is None or post.person != entry.actor.person:
        return False
    held = _lent(organisation, entry) if entry.actor.delegation else frozenset(post.roles)
    return not needed.isdisjoint(held)


def _lent(organisation: Organisation, entry: Entry) -> frozenset[Role]:
    """Return the roles that the delegation an entry names lends its writer; none where it stands for something else."""
    known = organisation.delegation(entry.actor.delegation)
    if known is None or known.delegate != entry.actor.person or entry.journal == organisation_journal(entry.unit):
        return frozenset()
    return known.lends(role for post in organisation.posts_of(known.giver) for role in post.roles)
