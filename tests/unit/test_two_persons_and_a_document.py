"""What two persons do of a document (销毁登记) takes effect by the second of them alone, in the document's own journal."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.clearing import RecordDestruction, RecordReturn
from oa_desktop.domain.actions.seconding import AnswerSecond, Word
from oa_desktop.domain.copies.clearing import CopyState, Found
from oa_desktop.domain.copies.copies import run
from oa_desktop.domain.dossier import fold
from oa_desktop.domain.entry import Actor, ActorKind, Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DelegationId, EntryId, PersonId, PostId, dossier_journal, organisation_journal
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.seconding import seconding_roles
from oa_desktop.office.queries import PossibleActs
from oa_desktop.office.waiting import Waiting, answer
from tests.builders import says
from tests.fakes.journals import Forger, rules, stored
from tests.fakes.office import ROLES, FakeOffice, notice
from tests.fakes.world import FakeCrypto
from tests.rigs.tampering.second import check

COPIES = (run("县财政局", 1, 2),)
DESTROYED = RecordDestruction(copies=COPIES, supervisors=("何明", "周立"), place="县销毁站", method="粉碎")
SECONDS = {"registrar", "dispatcher", "reviewer"}
"""Who confirms what the archivist asked for."""


class Destroying:
    """An office in which the archivist has asked for the destruction of two copies that came back."""

    def __init__(self) -> None:
        self.office = FakeOffice()
        self.document = self.office.bring_to("dispatch", notice("关于植树的通知"))
        self.office.as_("dispatcher").perform(
            act.Dispatch(dossier=self.document, recipients=("县财政局 3份 000001—000003",))
        )
        self.office.as_("registrar").perform(RecordReturn(dossier=self.document, copies=COPIES))
        self.asked = self.office.as_("archivist").perform(replace(DESTROYED, dossier=self.document)).entries[0]

    def say(self, account: str, word: Word = Word.CONFIRMED, **said: Any) -> None:
        wish = AnswerSecond(dossier=self.document, word=word, **{"asked": EntryId(self.asked), **said})
        self.office.as_(account).perform(wish)

    @property
    def entries(self) -> list[Entry]:
        return [one.entry for one in self.office.stores.made.entries(dossier_journal(self.document))]

    def destroyed(self) -> list[PersonId]:
        """Who confirmed what was destroyed."""
        return [one.seconded for one in self.office.state(self.document).cleared.destructions]


@pytest.fixture
def desk() -> Destroying:
    return Destroying()


def code_of(attempt: Any) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


def test_nothing_is_destroyed_until_another_person_confirms_it(desk: Destroying) -> None:
    assert desk.destroyed() == []
    assert {line.state for line in desk.office.state(desk.document).cleared.lines} == {CopyState.BACK}
    desk.say("registrar")
    assert desk.destroyed() == ["person registrar"]
    assert {line.state for line in desk.office.state(desk.document).cleared.lines} == {CopyState.DESTROYED}
    assert fold(desk.document, reversed(desk.entries)) == desk.office.state(desk.document)
    assert rules(stored(desk.office.stores.made.kept), whole=True) == set()


def test_every_account_and_what_it_may_say(desk: Destroying) -> None:
    """The asker withdraws, some confirm or decline, whoever does not know the document learns nothing of it."""
    for account, word in itertools.product(("system", "security", "auditor", *ROLES), Word):
        fresh = Destroying() if account in SECONDS | {"archivist"} else desk
        found = code_of(lambda: fresh.say(account, word))  # noqa: B023 - asked at once
        right = account == "archivist" if word is Word.WITHDRAWN else account in SECONDS
        assert (found == "") is right, (account, word, found)
        assert bool(fresh.destroyed()) is (right and word is Word.CONFIRMED)


def test_the_first_answer_counts_and_what_was_declined_is_asked_for_anew(desk: Destroying) -> None:
    with says("second.asked-already"):
        desk.office.as_("registrar").perform(replace(DESTROYED, dossier=desk.document))
    desk.say("registrar", Word.DECLINED, reason="份数不对")
    with says("second.nothing-asked"):
        desk.say("dispatcher")
    assert desk.destroyed() == []
    desk.asked = desk.office.as_("registrar").perform(replace(DESTROYED, dossier=desk.document)).entries[0]
    desk.say("archivist")
    assert desk.destroyed() == ["person archivist"]


def test_what_is_not_there_any_more_is_not_confirmed(desk: Destroying) -> None:
    wrong = RecordReturn(dossier=desk.document, copies=COPIES, found=Found.STILL_OUT, reason="点错了")
    desk.office.as_("registrar").perform(wrong)
    with says("destruction.not-back"):
        desk.say("dispatcher")


def test_whom_it_concerns_is_told_and_nobody_else(desk: Destroying) -> None:
    told = {account for account in ("auditor", *ROLES) if desk.office.as_(account).ask(Waiting())}
    assert told == SECONDS | {"archivist"}
    (row,) = desk.office.as_("registrar").ask(Waiting())
    assert (row.term, row.mine, row.own, row.asker) == ("销毁登记", True, False, "归档员")
    assert row.detail.endswith("《关于植树的通知》，县财政局 000001—000002，粉碎，监销人何明、周立。")
    kinds = {one.kind for one in desk.office.as_("registrar").ask(PossibleActs(dossier=desk.document))}
    assert "answer-second" in kinds
    desk.office.as_("registrar").perform(answer(row, Word.CONFIRMED))
    assert desk.office.as_("registrar").ask(Waiting()) == ()
    kinds = {one.kind for one in desk.office.as_("registrar").ask(PossibleActs(dossier=desk.document))}
    assert "answer-second" not in kinds


@pytest.mark.parametrize(
    ("who", "lent", "said", "rule"),
    [
        ("archivist", "", {}, "seconded.same-person"),
        ("registrar", "someone/1", {}, "actor.without-authority"),
        ("drafter", "", {}, "seconded.role"),
        ("registrar", "", {"word": Word.WITHDRAWN}, "seconded.not-yours"),
        ("registrar", "", {"digest": "00"}, "seconded.other-entry"),
        ("registrar", "", {"asked": EntryId("nothing")}, "seconded.nothing-asked"),
    ],
)
def test_both_verifiers_name_an_answer_that_does_not_count(
    desk: Destroying, who: str, lent: str, said: dict[str, Any], rule: str
) -> None:
    """Somebody holds the journal and the key: what the door would have refused is found by whoever reads it."""
    held = Forger(list(desk.office.stores.made.kept))
    asked = next(one for one in held.entries if one.entry.id == desk.asked)
    actor = Actor(
        kind=ActorKind.PERSON,
        person=PersonId(f"person {who}"),
        post=PostId(f"post {who}"),
        delegation=DelegationId(lent),
    )
    wish = AnswerSecond(**{"dossier": desk.document, "asked": asked.entry.id, "digest": asked.digest, **said})
    held.append(asked.entry.journal, wish, held.key_of(desk.office, who), actor=actor)
    everything = stored(held.entries)
    assert rule in rules(everything, whole=True)
    named = {fault[0] for fault in check(everything, whole=True, holds=FakeCrypto().verify).faults}
    assert rule in {one.replace("second.", "seconded.") for one in named}
    state = fold(desk.document, [one.entry for one in held.entries if one.entry.journal == asked.entry.journal])
    counted = rule in ("seconded.role", "seconded.other-entry")
    assert bool(state.cleared.destructions) is counted, "the fold knows persons; right and digest are verification's"


@pytest.mark.parametrize("merges", [True, False])
def test_a_destruction_in_the_version_of_before_two_persons_has_no_effect_and_waits_for_nobody(
    desk: Destroying, merges: bool
) -> None:
    """By another program, with the archivist's own key."""
    before = desk.office.state(desk.document)
    held = Forger(list(desk.office.stores.made.kept))
    journal, actor = dossier_journal(desk.document), held.last(kind="record-destruction").entry.actor
    wish, key = replace(DESTROYED, dossier=desk.document), held.key_of(desk.office, "archivist")
    old = held.append(journal, wish, key, actor=actor, version=1, merges=merges)
    after = fold(desk.document, [one.entry for one in held.entries if one.entry.journal == journal])
    assert (after.cleared, after.asked) == (before.cleared, before.asked)
    said = AnswerSecond(dossier=desk.document, asked=old.entry.id, digest=old.digest, word=Word.CONFIRMED)
    person = Actor(kind=ActorKind.PERSON, person=PersonId("person registrar"), post=PostId("post registrar"))
    held.append(journal, said, held.key_of(desk.office, "registrar"), actor=person)
    assert rules(stored(held.entries), whole=True) == {"seconded.nothing-asked"}
    second = check(stored(held.entries), whole=True, holds=FakeCrypto().verify)
    assert {fault[0] for fault in second.faults} == {"second.nothing-asked"}


def test_where_nobody_else_has_the_role_the_auditor_stands_in_for_the_unit_s_acts_and_for_no_document(
    desk: Destroying,
) -> None:
    unit = desk.office.as_("auditor").organisation()
    alone = replace(
        unit, posts=tuple(one for one in unit.posts if one.person in ("person archivist", "person auditor"))
    )
    (asked,) = desk.office.state(desk.document).asked
    assert Role.SECURITY_AUDITOR not in seconding_roles(alone, asked)
    of_the_unit = replace(asked, journal=organisation_journal(unit.unit))
    assert Role.SECURITY_AUDITOR in seconding_roles(alone, of_the_unit)
