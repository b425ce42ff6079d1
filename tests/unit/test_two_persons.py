"""What two persons do takes effect by the second of them alone, and nobody is ever both."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.domain.actions import DECLARATIONS, Scope
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.seconding import Confirm, Decline, Withdraw
from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.entry import Actor, ActorKind, SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import UnknownAct, read_action
from oa_desktop.domain.ids import DelegationId, EntryId, KeyId, PersonId, PostId, organisation_journal
from oa_desktop.domain.journal_file import read_journal_file
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units import charter
from oa_desktop.domain.units.organisation import Organisation, Post, with_roles
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.seconding import ALONE, SECONDS, fault_of_second
from oa_desktop.office.waiting import Waiting, awaited
from tests.fakes.journals import Forger, rules, stored
from tests.fakes.office import ROLES, FakeOffice
from tests.fakes.world import FakeCrypto, FakeSigner, sm3
from tests.rigs.tampering.second import check

GOLDEN = Path(__file__).parent.parent / "golden" / "journals"
ACCOUNTS = ("system", "security", *ROLES)


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def asked(office: FakeOffice, account: str = "drafter") -> str:
    wish = org.RenewKey(person=office.slots.accounts[account][1], reason="忘记口令")
    return office.as_("system").perform(wish).entries[0]


def refusal(attempt) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


def folded(entries: list[SignedEntry]) -> Organisation:
    return charter.fold([one.entry for one in entries], lambda public: KeyId(sm3(public)))


def of_the_unit(office: FakeOffice) -> Forger:
    """Somebody who holds the unit's own journal."""
    unit = office.stores.made.units()[0]
    return Forger(list(office.stores.made.entries(organisation_journal(unit))))


def actor(office: FakeOffice, account: str) -> Actor:
    person = office.slots.accounts[account][1]
    (post,) = office.as_(account).organisation().posts_of(person)
    return Actor(kind=ActorKind.PERSON, person=person, post=post.id)


def keys_in_force(office: FakeOffice, account: str) -> int:
    person = office.slots.accounts[account][1]
    unit = office.as_("auditor").organisation()
    return sum(key.person == person and key.revoked is None for key in unit.keys)


# --- asking, confirming, declining, withdrawing ---------------------------------------------------------------------


def test_what_was_asked_for_changes_nothing_until_another_person_confirms_it(office):
    before = office.slots.accounts["drafter"]
    entry = asked(office)
    assert office.slots.accounts["drafter"] == before
    assert office.office.sign_in("drafter", before[0]).standing.name
    office.as_("security").administration.confirm_key(entry, "本人的新口令")
    assert refusal(lambda: office.office.sign_in("drafter", before[0])) == "sign-in.wrong-password"
    assert office.office.sign_in("drafter", "本人的新口令").standing.person == before[1]
    assert keys_in_force(office, "drafter") == 1
    assert rules(stored(office.stores.made.kept), whole=True) == set()


@pytest.mark.parametrize("answer", [Decline, Withdraw])
def test_what_was_declined_or_withdrawn_never_takes_effect(office, answer):
    before, entry = office.slots.accounts["drafter"], asked(office)
    who = "system" if answer is Withdraw else "security"
    office.as_(who).perform(answer(asked=entry, reason="本人想起来了"))
    confirm = office.as_("security").administration.confirm_key
    assert refusal(lambda: confirm(entry, "新口令")) == "second.nothing-asked"
    assert office.slots.accounts["drafter"] == before
    assert office.as_("security").ask(Waiting()) == ()


def test_what_nobody_confirmed_in_the_days_that_the_unit_allows_is_never_confirmed(office):
    before, entry = office.slots.accounts["drafter"], asked(office)
    office.clock.move(days=29)
    assert awaited(office.as_("security")._desk)
    office.clock.move(days=1)
    confirm = office.as_("security").administration.confirm_key
    assert refusal(lambda: confirm(entry, "新口令")) == "second.expired"
    assert refusal(lambda: office.as_("security").perform(Confirm(asked=entry, public_key="ab"))) == "second.expired"
    assert office.slots.accounts["drafter"] == before
    (row,) = office.as_("security").ask(Waiting())
    assert (row.expired, row.sentence[:9]) == (True, "过期没有确认，不能")
    assert not awaited(office.as_("security")._desk)
    office.as_("system").perform(org.AdjustSetting(name="second-days", value=31))
    office.as_("security").administration.confirm_key(entry, "本人的新口令")
    late = asked(office, "head")
    office.clock.move(days=31)
    office.as_("security").perform(Decline(asked=late, reason="过期"))
    assert asked(office, "head")


def test_only_who_asked_withdraws(office):
    entry = asked(office)
    for account in ("security", "auditor", "drafter"):
        withdraw = Withdraw(asked=entry)
        assert refusal(lambda account=account, wish=withdraw: office.as_(account).perform(wish)) == "second.not-yours"


def test_the_same_thing_is_asked_for_once(office):
    asked(office)
    assert refusal(lambda: asked(office)) == "second.asked-already"
    assert asked(office, "head")


def test_whoever_may_confirm_sees_what_to_do_and_others_do_not_learn_of_it(office):
    asked(office)
    seen = {account: office.as_(account).ask(Waiting()) for account in ACCOUNTS}
    assert {account for account, rows in seen.items() if rows} == {"system", "security", "auditor"}
    (row,) = seen["security"]
    assert (row.mine, row.own, row.asker, row.present) == (True, False, "甲", "拟稿员")
    assert row.sentence == "请您确认：先向本人核实，拟稿员到场后由他自己设定新口令。"
    assert seen["system"][0].own
    assert not seen["auditor"][0].mine


def test_what_whoever_asked_has_no_right_to_any_more_does_not_take_effect(office):
    entry, before = asked(office), keys_in_force(office, "drafter")
    forger = of_the_unit(office)
    unit = folded(forger.entries)
    dismissed = with_roles(unit, actor(office, "system").post, ())
    confirmed = forger.append(*_confirmation(office, forger, entry, "security"), actor=actor(office, "security")).entry
    after = charter.advance(dismissed, confirmed, lambda public: KeyId(sm3(public)))
    assert after.asked == ()
    assert len(after.keys) == len(unit.keys)
    assert before == 1


def test_whoever_confirms_is_told_that_who_asked_has_no_right_to_it_any_more(office):
    entry = asked(office)
    posts = {name: actor(office, name).post for name in ("system", "registrar")}
    for post, roles in ((posts["registrar"], (Role.SYSTEM_ADMINISTRATOR,)), (posts["system"], ())):
        office.as_("security").perform(org.Grant(post=post, roles=roles, clearance=Secrecy.OPEN))
    new = "新口令Aa1#"
    assert refusal(lambda: office.as_("security").administration.confirm_key(entry, new)) == "second.asker-not-allowed"
    office.as_("security").perform(Decline(asked=entry, reason="申请的人已经调离"))
    assert office.as_("security").ask(Waiting()) == ()


def test_a_confirmation_of_another_entry_than_the_one_seen_is_refused(office):
    entry = asked(office)
    wish = Confirm(asked=entry, digest=sm3(b"something else"), public_key="ab")
    assert refusal(lambda: office.as_("security").perform(wish)) == "second.other-entry"


def test_a_new_key_is_confirmed_with_its_owner_present_or_not_at_all(office):
    entry = asked(office)
    assert refusal(lambda: office.as_("security").perform(Confirm(asked=entry))) == "second.key-missing"


# --- nobody is both --------------------------------------------------------------------------------------------------


def test_every_pair_of_who_the_key_is_of_and_who_confirms(office):
    """系统管理员 asks each time; 安全保密管理员 confirms, and where it is their own key, 安全审计员."""
    pairs = 0
    for subject, second in itertools.product(ACCOUNTS, ACCOUNTS):
        entry = asked(office, subject)
        found = next(one for one in office.as_("system").organisation().asked if one.id == entry)
        fault = fault_of_second(office.as_("system").organisation(), found, actor(office, second))
        right = "auditor" if subject == "security" else "security"
        namesakes = {"drafter", "outsider"}
        same = second in {"system", subject} or {second, subject} == namesakes
        assert fault == ("" if second == right else "second.same-person" if same else "second.role"), (subject, second)
        confirm = office.as_(second).administration.confirm_key
        if fault:
            slots = dict(office.slots.accounts)
            assert refusal(lambda entry=entry, confirm=confirm: confirm(entry, "新口令")) == fault
            assert office.slots.accounts == slots, "nobody loses a key by an attempt"
        office.as_("system").perform(Withdraw(asked=entry))
        pairs += 1
    print(f"{pairs} pairs of owner and second person")
    assert pairs == len(ACCOUNTS) ** 2 == 169


def disguised(unit: Organisation, first: PersonId) -> dict[str, tuple[Organisation, Actor]]:
    """Every way in which the one who asked might come back as somebody else, holding the second person's right."""
    right = (Role.SECURITY_ADMINISTRATOR,)
    home, twin = unit.departments[0].id, PersonId("twin")
    name = unit.person(first).name
    own = Post(id=PostId("another post"), person=first, department=home, title="", roles=right)
    other = replace(own, person=twin)
    second_account = replace(unit.people[0], id=twin, account="twin", name=name)
    renamed = replace(unit.person(first), name="王五")
    others = tuple(one for one in unit.people if one.id != first)
    stranger = replace(second_account, name="赵六")
    by_delegation = Actor(
        kind=ActorKind.PERSON, person=twin, post=other.id, delegation=DelegationId(f"{first}.delegation")
    )
    as_twin, as_self = replace(by_delegation, delegation=DelegationId("")), Actor(kind=ActorKind.PERSON, person=first)
    with_twin = replace(unit, posts=(*unit.posts, other))
    return {
        "another post": (replace(unit, posts=(*unit.posts, own)), replace(as_self, post=own.id)),
        "by delegation": (replace(with_twin, people=(*unit.people, stranger)), by_delegation),
        "renamed": (replace(unit, people=(*others, renamed), posts=(*unit.posts, own)), replace(as_self, post=own.id)),
        "a second account": (replace(with_twin, people=(*unit.people, second_account)), as_twin),
    }


WAYS = (
    "another post",
    "by delegation",
    "renamed",
    "a second account",
)


@pytest.mark.parametrize("way", WAYS)
def test_who_asked_is_not_the_second_person_whatever_they_come_as(office, way):
    entry = asked(office)
    unit = office.as_("system").organisation()
    found = next(one for one in unit.asked if one.id == entry)
    cases = disguised(unit, found.actor.person)
    assert sorted(cases) == sorted(WAYS)
    assert fault_of_second(*(cases[way][0], found, cases[way][1])) == "second.same-person"


def test_nobody_is_the_second_person_by_the_post_of_another(office):
    entry = asked(office)
    unit = office.as_("system").organisation()
    (found,) = (one for one in unit.asked if one.id == entry)
    borrowed = replace(actor(office, "signer"), post=actor(office, "security").post)
    assert fault_of_second(unit, found, borrowed) == "second.role"


def test_a_renewed_key_makes_no_other_person(office):
    office.renew_key("system")
    office._sessions.clear()
    confirm = office.as_("system").administration.confirm_key
    entry = asked(office)
    assert refusal(lambda: confirm(entry, "新口令")) == "second.same-person"


# --- other desks, other copies --------------------------------------------------------------------------------------


def _confirmation(office: FakeOffice, forger: Forger, entry: str, account: str):
    """What a desk that does not ask its program would write as a confirmation, with a key of its own making."""
    request = next(one for one in forger.entries if one.entry.id == entry)
    made = Confirm(asked=request.entry.id, digest=request.digest, public_key="ab" * 32)
    return request.entry.journal, made, FakeSigner(office.slots.accounts[account][2])


def test_a_second_desk_confirms_what_the_first_asked_for(office):
    entry = asked(office)
    forger = of_the_unit(office)
    forger.append(
        *_confirmation(office, forger, entry, "security"), device="a second desk", actor=actor(office, "security")
    )
    assert [key.public for key in folded(forger.entries).keys][-1] == "ab" * 32
    assert rules(stored(forger.entries)) == set()


@pytest.mark.parametrize("device", ["", "a second desk"])
@pytest.mark.parametrize("account", ["system", "drafter", "outsider", "auditor", "signer"])
def test_a_confirmation_by_whom_it_is_not_changes_nothing_and_is_named(office, account, device):
    entry = asked(office)
    forger = of_the_unit(office)
    keys = folded(forger.entries).keys
    more = {"device": device} if device else {}
    made = forger.append(*_confirmation(office, forger, entry, account), actor=actor(office, account), **more)
    assert folded(forger.entries).keys == keys
    same = account in ("system", "drafter", "outsider")
    assert rules(stored(forger.entries)) == {"seconded.same-person" if same else "seconded.role"}
    assert made.entry.kind == "confirm"


def test_a_confirmation_of_what_nobody_asked_for_is_named(office):
    asked(office)
    forger = of_the_unit(office)
    other = forger.entries[3]
    strange = Confirm(asked=other.entry.id, digest=other.digest, public_key="ab" * 32)
    security = FakeSigner(office.slots.accounts["security"][2])
    forger.append(other.entry.journal, strange, security, actor=actor(office, "security"))
    assert rules(stored(forger.entries)) == {"seconded.nothing-asked"}


def test_a_confirmation_with_another_digest_counts_for_nothing_and_is_named(office):
    entry = asked(office)
    forger = of_the_unit(office)
    journal, made, signer = _confirmation(office, forger, entry, "security")
    keys = folded(forger.entries).keys
    forger.append(journal, replace(made, digest=sm3(b"x")), signer, actor=actor(office, "security"))
    assert folded(forger.entries).keys == keys
    assert rules(stored(forger.entries)) == {"seconded.other-entry"}


def test_two_desks_that_did_not_see_each_other_come_to_the_same(office):
    """One desk withdraws while the other confirms: whichever stands first in the one order counts, on both."""
    entry = asked(office)
    forger = of_the_unit(office)
    base = list(forger.entries)
    request = next(one for one in base if one.entry.id == entry)
    confirmed = forger.append(
        *_confirmation(office, forger, entry, "security"), device="desk two", actor=actor(office, "security")
    )
    forger.entries = list(base)
    withdrawn = forger.append(
        request.entry.journal,
        Withdraw(asked=request.entry.id, digest=request.digest),
        FakeSigner(office.slots.accounts["system"][2]),
        actor=actor(office, "system"),
        id=EntryId("withdrawn elsewhere"),
    )
    states = {
        tuple(key.public for key in folded([*base, *both]).keys)
        for both in itertools.permutations([confirmed, withdrawn])
    }
    assert len(states) == 1
    assert rules(stored([*base, confirmed, withdrawn])) == set(), "nobody did wrong"


def test_a_restored_backup_waits_for_the_same_second_person(office):
    entry = asked(office)
    backup = of_the_unit(office)
    office.as_("security").administration.confirm_key(entry, "新口令")
    restored = folded(backup.entries)
    (waits,) = restored.asked
    assert waits.id == entry
    assert fault_of_second(restored, waits, actor(office, "system")) == "second.same-person"
    assert fault_of_second(restored, waits, actor(office, "drafter")) == "second.same-person"
    assert fault_of_second(restored, waits, actor(office, "security")) == ""


# --- the recovery code ----------------------------------------------------------------------------------------------


def test_the_recovery_code_alone_lets_nobody_in(office):
    office.as_("system").administration.renew_recovery("建立单位时登记")
    office.office.recover(office.slots.code, "system", "新的口令")
    assert refusal(lambda: office.office.sign_in("system", "新的口令")) == "sign-in.key-unconfirmed"
    (row,) = office.as_("security").ask(Waiting())
    assert (row.term, row.asker, row.present) == ("凭恢复码更换密钥", "恢复码的持有人", "")
    office.confirm()
    assert office.office.sign_in("system", "新的口令").standing.name == "甲"


# --- entries of the version before an act was one of two persons -----------------------------------------------------


def older(office: FakeOffice, kind: str) -> tuple[Forger, EntryId]:
    """What an insider writes with the own key and another program: an act of two, as one person did it before."""
    forger, key = of_the_unit(office), "ab" * 32
    unit = forger.entries[0].entry.journal
    if kind == "renew-key":
        act, signer = org.RenewKey(person=PersonId("person drafter"), reason="遗失", public_key=key), "system"
        made = forger.append(unit, act, forger.key_of(office, signer), actor=actor(office, signer), version=1)
    else:
        (kept,) = (one.public for one in folded(forger.entries).keys if one.owner is KeyOwner.RECOVERY)
        recovers = org.RecoverKey(person=office.slots.accounts["system"][1], public_key=key)
        program = Actor(kind=ActorKind.PROGRAM)
        made = forger.append(unit, recovers, FakeSigner(bytes.fromhex(kept)), actor=program, version=1)
    return forger, made.entry.id


@pytest.mark.parametrize("kind", ["renew-key", "recover-key"])
def test_an_entry_of_before_two_persons_only_asks_and_both_verifiers_say_so(office, kind):
    office.as_("system").administration.renew_recovery("建立单位时登记")
    keys = folded(of_the_unit(office).entries).keys
    forger, entry = older(office, kind)
    unit = folded(forger.entries)
    assert unit.keys == keys
    assert [one.id for one in unit.asked] == [entry]
    assert rules(stored(forger.entries)) == set()
    drafter = FakeSigner(b"\xab" * 32)
    forger.append(forger.entries[0].entry.journal, Withdraw(asked=entry), drafter, actor=actor(office, "drafter"))
    assert rules(stored(forger.entries)) == {"key.unknown"}
    second = check(stored(forger.entries), holds=FakeCrypto().verify)
    assert {fault[0] for fault in second.faults} == {"key.unknown"}


def test_a_second_person_confirms_an_older_entry_with_a_key_of_the_owner_s_and_not_the_asker_s(office):
    forger, entry = older(office, "renew-key")
    request = next(one for one in forger.entries if one.entry.id == entry)
    made = Confirm(asked=entry, digest=request.digest, public_key="cd" * 32)
    security = forger.key_of(office, "security")
    forger.append(request.entry.journal, made, security, actor=actor(office, "security"))
    assert {"ab" * 32, "cd" * 32} & {key.public for key in folded(forger.entries).keys} == {"cd" * 32}
    assert rules(stored(forger.entries)) == set()
    assert check(stored(forger.entries), holds=FakeCrypto().verify).faults == []


def test_what_one_person_renewed_before_stays_so_in_a_unit_of_that_time_alone():
    held = read_journal_file((GOLDEN / "v0-dossier.jsonl").read_bytes())
    entries = [decode_entry(one.signed) for one in held.entries]
    unit = next(one.journal for one in entries if one.kind == "renew-key")
    own = [one for one in entries if one.journal == unit]
    younger = [replace(one, version=2) if one.kind == "found" else one for one in own]
    was, now = (charter.fold(one, lambda public: KeyId(sm3(public))) for one in (own, younger))
    assert was.asked == ()
    assert {one.kind for one in now.asked} == {"renew-key", "recover-key"}
    assert len(now.keys) == len(was.keys) - 2


def test_of_an_act_of_two_every_version_that_can_be_read_needs_the_second_person():
    """Who declares an act of two with a new version lists the old one too, or lets its reader go."""
    held = read_journal_file((GOLDEN / "v1-dossier.jsonl").read_bytes())
    kinds = {kind for kind, _ in SECONDS}
    known = [one for one in map(decode_entry, (each.signed for each in held.entries)) if one.kind in kinds]
    tried = [replace(one, version=version) for one in known for version in range(one.version + 2)]
    read = {(one.kind, one.version) for one in tried if not isinstance(read_action(one), UnknownAct)}
    assert read == SECONDS.keys()
    assert {kind for kind, _ in ALONE} <= {one.kind for one in DECLARATIONS.values() if one.scope is Scope.ORGANISATION}
