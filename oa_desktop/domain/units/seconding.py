"""Two persons (双人): which acts take effect only when another person has confirmed, and who that may be.

One mechanism for all of them. The first person's entry is kept as asked for (待确认); an entry of the second person
that names it gives it its effect, there and from there on. Who counts as another person is judged by the person and
never by post, account, key or device: decisions/0028.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import seconding as act
from oa_desktop.domain.actions.declaration import Action
from oa_desktop.domain.authority import authorised
from oa_desktop.domain.entry import Actor, Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import EntryId, PersonId, dossier_of
from oa_desktop.domain.units.organisation import Organisation, post_among, same_people
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.unit_settings import SECOND_DAYS

SECONDS: Mapping[tuple[str, int], frozenset[Role]] = {
    ("renew-key", 1): frozenset({Role.SECURITY_ADMINISTRATOR}),
    ("renew-key", 2): frozenset({Role.SECURITY_ADMINISTRATOR}),
    ("recover-key", 1): frozenset({Role.SECURITY_ADMINISTRATOR}),
    ("recover-key", 2): frozenset({Role.SECURITY_ADMINISTRATOR}),
    ("found-authority", 1): frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_AUDITOR}),
    ("issue-certificate", 1): frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_AUDITOR}),
    ("destroy-seal", 1): frozenset({Role.SEAL_KEEPER}),
    ("adjust-audit", 1): frozenset({Role.SECURITY_AUDITOR}),
    ("destroy-papers", 1): frozenset({Role.REGISTRAR, Role.ARCHIVIST, Role.OFFICE_REVIEWER}),
    ("supervise-disposal", 1): frozenset({Role.REGISTRAR, Role.ARCHIVIST, Role.OFFICE_REVIEWER}),
    ("record-destruction", 2): frozenset({Role.REGISTRAR, Role.DISPATCHER, Role.ARCHIVIST, Role.OFFICE_REVIEWER}),
}
"""Kind and version of an entry that asks → roles of which the second person's post needs one.

Like the table of authority this is structure: releases add lines and change none. Of a kind that is listed every
version that can be read is listed, so that nobody goes by an older one.
"""

ALONE = frozenset({("renew-key", 1), ("recover-key", 1)})
"""What one person did alone in units that the first version of ``found`` (建立单位) founded, and in no others."""

STAND_IN = Role.SECURITY_AUDITOR
"""Who confirms in the unit's journal where nobody else has the role: who asked, or whom it is about, has it alone, or
nobody. Of a document the auditor knows nothing and confirms nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconding:
    """How an act that two persons do stands.

    Attributes:
        asked: The entry that asks.
        action: What it asks for.
    """

    asked: Entry
    action: Action

    @property
    def term(self) -> str:
        """What the office calls the act."""
        return declaration_of_act(self.action).term


def is_for_two(entry: Entry) -> bool:
    """Whether an entry is of an act of two persons: in a document's journal it asks, whatever the unit."""
    return (entry.kind, entry.version) in SECONDS


def needs_second(organisation: Organisation, entry: Entry) -> bool:
    """Whether an entry asks, and has no effect before another person has confirmed it.

    Args:
        organisation: The unit, at any place after its founding.
        entry: Any entry.
    """
    alone = organisation.founded == 1 and (entry.kind, entry.version) in ALONE
    return is_for_two(entry) and not alone


def asks(action: type[Action]) -> bool:
    """Whether doing an act only asks for it, as this release does it."""
    declared = DECLARATIONS[action]
    return (declared.kind, declared.version) in SECONDS


def pending(waiting: Iterable[Entry], asked: EntryId) -> Seconding | None:
    """Return what an entry asked for, of those that nobody has answered yet; None where nothing waits under that id."""
    entry = next((one for one in waiting if one.id == asked), None)
    return Seconding(asked=entry, action=read_action(entry)) if entry else None


def waits_for_second(organisation: Organisation, public_key: str) -> bool:
    """Whether a key was asked for that nobody has confirmed yet."""
    return any(getattr(read_action(one), "public_key", "") == public_key for one in organisation.asked)


def first_persons(asked: Entry) -> frozenset[PersonId]:
    """Return who cannot be the second person: whoever asked, and whom the act is about."""
    about: PersonId = getattr(read_action(asked), "person", PersonId(""))
    return frozenset({asked.actor.person, about} - {""})


def fault_of_second(organisation: Organisation, asked: Entry, second: Actor) -> str:
    """Return the rule by which somebody cannot be the second person of an act, empty where they can.

    Args:
        organisation: The unit as it stands where the second person acts.
        asked: The entry that asks.
        second: Who would confirm or decline.
    """
    if second.delegation or second.person in same_people(organisation, first_persons(asked)):
        return "second.same-person"
    post = post_among(organisation.posts, second.post)
    held = frozenset(post.roles) if post and post.person == second.person else frozenset()
    return "" if held & seconding_roles(organisation, asked) else "second.role"


def seconding_roles(organisation: Organisation, asked: Entry) -> frozenset[Role]:
    """Return the roles of which the second person needs one, as the unit stands now."""
    needed = SECONDS[asked.kind, asked.version]
    firsts = same_people(organisation, first_persons(asked))
    others = any(needed.intersection(post.roles) for post in organisation.posts if post.person not in firsts)
    return needed if others or dossier_of(asked.journal) else needed | {STAND_IN}


# --- what the unit allows now ---------------------------------------------------------------------------------------


def refuse_asking(waiting: Iterable[Entry], action: Action) -> None:
    """Refuse to ask for what is asked for already.

    Raises:
        Refused: ``second.asked-already``.
    """
    known = [read_action(one) for one in waiting]
    if any(_is_about(one) == _is_about(action) and type(one) is type(action) for one in known):
        raise Refused("second.asked-already", act=declaration_of_act(action).term)


def _is_about(action: Action) -> object:
    return getattr(action, "person", None) or getattr(action, "copies", action)


def refuse_answer(
    organisation: Organisation, waiting: Iterable[Entry], actor: Actor, action: act.AnyAnswer, now: datetime
) -> None:
    """Refuse to confirm, decline or withdraw what nobody asked for, or what is not this person's to answer.

    Args:
        organisation: The unit as it stands now.
        waiting: What was asked for in the journal that the answer goes into.
        actor: Who answers.
        action: What they say.
        now: When.

    Raises:
        Refused: ``second.nothing-asked``, ``second.same-person``, ``second.role``, ``second.not-yours``,
            ``second.expired``, ``second.asker-not-allowed``, ``second.key-missing``.
    """
    found = pending(waiting, action.asked)
    if found is None:
        raise Refused("second.nothing-asked")
    if _withdraws(action):
        if not _is_asker(found.asked, actor):
            raise Refused("second.not-yours", act=found.term)
        return
    refuse_second(organisation, found, actor)
    if _confirms(action):
        refuse_expired(organisation, found, now)
    if isinstance(action, act.Confirm) and not authorised(organisation, found.asked):
        raise Refused("second.asker-not-allowed", act=found.term)
    if isinstance(action, act.Confirm) and bool(action.public_key) is not makes_key(found.action):
        raise Refused("second.key-missing", act=found.term)


def refuse_second(organisation: Organisation, found: Seconding, actor: Actor) -> None:
    """Refuse somebody who cannot be the second person of an act.

    Raises:
        Refused: ``second.same-person``, ``second.role``.
    """
    fault = fault_of_second(organisation, found.asked, actor)
    if fault:
        needed = seconding_roles(organisation, found.asked)
        raise Refused(fault, act=found.term, roles="、".join(role.value for role in Role if role in needed))


def is_expired(organisation: Organisation, asked: Entry, now: datetime) -> bool:
    """Whether what was asked for has waited longer than the unit lets it: it may be declined and taken back alone."""
    return (now - datetime.fromisoformat(asked.claimed_time)).days >= organisation.setting(SECOND_DAYS)


def refuse_expired(organisation: Organisation, found: Seconding, now: datetime) -> None:
    """Refuse to confirm what has waited too long: whoever asked may have left, and nobody thinks of it any more.

    Raises:
        Refused: ``second.expired``.
    """
    if is_expired(organisation, found.asked, now):
        raise Refused("second.expired", act=found.term)


def _is_asker(asked: Entry, actor: Actor) -> bool:
    return actor.person == asked.actor.person and not actor.delegation


def _withdraws(action: act.AnyAnswer) -> bool:
    return isinstance(action, act.Withdraw) or getattr(action, "word", None) is act.Word.WITHDRAWN


def _confirms(action: act.AnyAnswer) -> bool:
    return isinstance(action, act.Confirm) or getattr(action, "word", None) is act.Word.CONFIRMED


def makes_key(action: Action) -> bool:
    """Whether a key is made when an act is confirmed, by whoever is to have it."""
    return isinstance(action, org.RenewKey)


# --- what becomes of it ---------------------------------------------------------------------------------------------


def asking(organisation: Organisation, entry: Entry) -> Organisation:
    """Return the organisation in which something more waits for a second person."""
    return replace(organisation, asked=(*organisation.asked, entry))


def answered(organisation: Organisation, asked: EntryId) -> Organisation:
    """Return the organisation in which an entry waits no more."""
    return replace(organisation, asked=tuple(one for one in organisation.asked if one.id != asked))


def fault_of_answer(
    organisation: Organisation, asked: Entry, action: act.AnyAnswer, actor: Actor, digest_of: Callable[[bytes], str]
) -> str:
    """Return the rule by which an answer to an entry does not count where it stands, empty where it does."""
    if digest_of(asked.encode()) != action.digest:
        return "second.other-entry"
    if _withdraws(action):
        return "" if _is_asker(asked, actor) else "second.not-yours"
    return fault_of_second(organisation, asked, actor)


def counts(asked: Entry, action: act.AnyAnswer, actor: Actor) -> bool:
    """Whether an answer is another person's, or that of whoever takes it back: what a document's fold knows alone.

    Like every act on a document it is not asked there for the right to it; the door asks before, verification after.
    """
    if _withdraws(action):
        return _is_asker(asked, actor)
    return actor.person not in first_persons(asked) and not actor.delegation


def completed(action: Action, confirmed: act.Confirm) -> Action:
    """Return an act as it takes effect: with the key that was made when it was confirmed."""
    return replace(action, public_key=confirmed.public_key) if isinstance(action, org.RenewKey) else action
