"""The chains of several machines come to one journal and one state, whatever the order in which they arrive."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import Merge
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import Digest, EntryId
from oa_desktop.domain.journal import frontier, heads_of, in_order
from oa_desktop.domain.units.roles import Role
from tests.fakes.devices import DOSSIER, DRAFT, Machine, altered, everything, machines, revise, settle
from tests.fakes.office import FakeOffice, notice

PLAIN = {
    "revise": lambda number: revise(f"关于第{number}稿的通知"),
    "submit": lambda number: act.SubmitForReview(dossier=DOSSIER, opinion=f"{number}"),
    "review": lambda number: act.Review(dossier=DOSSIER, opinion=f"{number}"),
    "issue": lambda number: act.Issue(dossier=DOSSIER, opinion=f"{number}"),
    "return": lambda number: act.Return(dossier=DOSSIER, reason=f"{number}", to="draft"),
    "recall": lambda number: act.Recall(dossier=DOSSIER),
    "file": lambda number: act.File(dossier=DOSSIER),
    "read": lambda number: act.MarkRead(dossier=DOSSIER),
    "opinion": lambda number: act.LeaveOpinion(dossier=DOSSIER, opinion=f"{number}"),
    "proof": lambda number: act.SignProof(dossier=DOSSIER, round=number % 3 + 1, rendering=Digest("page")),
}
MERGEABLE = {"mark-read", "leave-opinion", "sign-proof"}

moves = st.lists(
    st.one_of(
        st.tuples(st.just("do"), st.integers(0, 2), st.sampled_from([*PLAIN, "settle", "settle", "settle wrongly"])),
        st.tuples(st.just("learn"), st.integers(0, 2), st.integers(0, 2), st.integers(1, 30)),
    ),
    min_size=1,
    max_size=24,
)


def played(script: list[tuple], names=heads_of) -> list[Machine]:
    found = machines("a", "b", "c")
    for one in found:
        one.names = names
    for number, (move, who, *rest) in enumerate(script):
        if move == "learn":
            found[who].learn(found[rest[0]], rest[1])
        elif rest[0] in PLAIN:
            found[who].do(PLAIN[rest[0]](number))
        else:
            contenders = found[who].state.contenders
            wrong = rest[0] == "settle wrongly" or not contenders
            found[who].do(settle(EntryId("a-1") if wrong else contenders[number % len(contenders)]))
    return found


# --- independent reckoning: sets instead of reaches, exhaustive search instead of a heap ----------------------------


def pasts(entries: list[Entry]) -> dict[EntryId, frozenset[EntryId]]:
    """For each entry whose past is whole: the ids of that past."""
    at = {(one.device, one.seq): one for one in entries}
    found: dict[EntryId, frozenset[EntryId]] = {}
    waiting = list(entries)
    while True:
        ready = []
        for one in waiting:
            named = {(head.device, head.seq) for head in one.basis} | (
                {(one.device, one.seq - 1)} if one.seq > 1 else set()
            )
            if all(place in at and at[place].id in found for place in named):
                ready.append((one, named))
        if not ready:
            return found
        for one, named in ready:
            found[one.id] = frozenset().union(*({at[place].id} | found[at[place].id] for place in named))
            waiting.remove(one)


def plain_order(entries: list[Entry]) -> list[EntryId]:
    past, order = pasts(entries), []
    left = {one.id: one for one in entries if one.id in past}
    while left:
        ready = [one for one in left.values() if past[one.id] <= set(order)]
        first = min(ready, key=lambda one: (one.device, one.seq))
        order.append(first.id)
        del left[first.id]
    return order


def plain_contenders(entries: list[Entry]) -> tuple[set[EntryId], set[EntryId]]:
    """Who stands against whom, and who is without effect, by looking at every pair."""
    past, by_id = pasts(entries), {one.id: one for one in entries}
    parent: dict[EntryId, EntryId | None] = {}
    adrift: set[EntryId] = set()
    for one in plain_order(entries):
        if by_id[one].kind in MERGEABLE:
            continue
        seen = [other for other in parent if other in past[one]]
        newest = [other for other in seen if not any(other in past[later] for later in seen)]
        if len(newest) <= 1:
            parent[one] = newest[0] if newest else None
        elif by_id[one].kind == "settle" and by_id[one].payload["upheld"] in newest:
            parent[one] = by_id[one].payload["upheld"]
        else:
            adrift.add(one)
    tips = [one for one in parent if not any(one in past[other] for other in parent)]
    lines: set[EntryId] = set()
    for tip in tips:
        step = tip
        while step is not None:
            lines.add(step)
            step = parent[step]
    return (set(tips) if len(tips) > 1 else set()), adrift | (set(parent) - lines)


# --- any order of arrival -------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(moves, st.randoms(use_true_random=False))
def test_three_machines_come_to_one_state_in_every_order_of_arrival(script, chance):
    entries = everything(played(script))
    expected = dossiers.fold(DOSSIER, entries)
    order = [one.entry.id for one in in_order(entries).placed]
    for _ in range(4):
        chance.shuffle(entries)
        twice = [*entries, *chance.sample(entries, len(entries) // 2)]
        assert dossiers.fold(DOSSIER, twice) == expected
        assert [one.entry.id for one in in_order(twice).placed] == order


@settings(max_examples=200, deadline=None)
@given(moves)
def test_an_entry_need_only_name_what_no_other_head_has_seen(script):
    whole, short = everything(played(script)), everything(played(script, names=frontier))
    assert pasts(short) == pasts(whole)
    one, other = dossiers.fold(DOSSIER, whole), dossiers.fold(DOSSIER, short)
    assert one == other
    assert all(len(after.basis) <= len(before.basis) for before, after in zip(whole, short, strict=True))


@settings(max_examples=100, deadline=None)
@given(moves)
def test_the_frontier_is_every_entry_that_nobody_has_built_on(script):
    for machine in played(script):
        past = pasts(machine.entries)
        tips = {one for one in past if not any(one in seen for seen in past.values())}
        named = {(head.device, head.seq) for head in frontier(machine.known.values())}
        assert named == {(one.device, one.seq) for one in machine.entries if one.id in tips}


def test_what_waits_for_its_past_is_not_yet_seen():
    first, second = machines("a", "b")
    second.do(PLAIN["opinion"](1))
    second.do(PLAIN["opinion"](2))
    lacking = [one for one in second.known.values() if one.entry.id != "b-1"]
    assert frontier(lacking) == heads_of(first.known.values())


def test_a_document_that_eighty_machines_have_read_still_takes_an_act():
    office = FakeOffice()
    session = office.as_("drafter")
    kept = session.writing.keep_text(notice())
    session.perform(replace(DRAFT, source=kept.source))
    store = office.stores.made
    read = [Machine(f"{number:032}") for number in range(80)]
    for one in read:
        one.take(store.kept[-1])
        one.do(act.MarkRead(dossier=DOSSIER))
    last = Machine("z" * 32, names=frontier)
    for one in read:
        last.learn(one)
    last.do(act.MarkRead(dossier=DOSSIER))
    store.kept.extend(one for one in last.known.values() if one not in store.kept)

    session.perform(act.SubmitForReview(dossier=DOSSIER, opinion="请审核"))
    assert store.kept[-1].entry.basis == (last.known[EntryId("z" * 32 + "-1")].head,)
    session.perform(act.Recall(dossier=DOSSIER))
    assert store.kept[-1].entry.basis == (store.kept[-2].head,)
    assert session.dossier(DOSSIER).step == "draft"


@settings(max_examples=200, deadline=None)
@given(moves)
def test_the_order_is_by_basis_and_then_by_device_and_seq(script):
    entries = everything(played(script))
    assert [one.entry.id for one in in_order(entries).placed] == plain_order(entries)


@settings(max_examples=200, deadline=None)
@given(moves)
def test_what_stands_against_each_other_is_what_neither_saw(script):
    entries = everything(played(script))
    contenders, without_effect = plain_contenders(entries)
    state = dossiers.fold(DOSSIER, entries)
    assert set(state.contenders) == contenders
    assert (state.phase is Phase.CONFLICT) == bool(contenders)
    assert dossiers.without_effect(DOSSIER, entries) == without_effect
    assert {one.actor.person for one in entries} == set(state.parties)


@settings(max_examples=100, deadline=None)
@given(moves, st.sets(st.integers(0, 40)))
def test_an_entry_whose_past_is_not_here_waits_and_counts_when_it_comes(script, missing):
    entries = everything(played(script))
    here = [one for place, one in enumerate(entries) if place not in missing]
    whole = pasts(here)
    ordered = in_order(here)
    assert {one.entry.id for one in ordered.placed} == set(whole)
    assert set(ordered.waiting) == {one.id for one in here} - set(whole)
    assert dossiers.fold(DOSSIER, here) == dossiers.fold(DOSSIER, [one for one in here if one.id in whole])
    assert in_order([*here, *entries]).waiting == ()


@settings(max_examples=100, deadline=None)
@given(moves)
def test_a_machine_that_knows_everything_agrees_with_every_other(script):
    found = played(script)
    for one, other in itertools.permutations(found, 2):
        one.learn(other)
    for one, other in itertools.permutations(found, 2):
        one.learn(other)
    assert found[0].state == found[1].state == found[2].state


def test_every_one_of_720_orders_comes_to_one_state():
    first, second, third = machines("a", "b", "c")
    second.do(revise("乙稿"))
    third.do(revise("丙稿"))
    first.do(act.MarkRead(dossier=DOSSIER))
    first.learn(second)
    first.learn(third)
    first.do(settle(EntryId("c-1")))
    second.do(act.LeaveOpinion(dossier=DOSSIER, opinion="同意"))
    entries = everything([first, second])
    assert len(entries) == 6
    states = {dossiers.fold(DOSSIER, order) for order in itertools.permutations(entries)}
    assert {(one.phase, one.particulars.title) for one in states} == {(Phase.IN_HAND, "丙稿")}
    assert len(states) == 1


# --- the order, by hand ------------------------------------------------------------------------------------------


def test_entries_that_did_not_see_each_other_stand_by_device_and_not_by_id():
    first, second = machines("a", "b")
    entries = {
        name: altered(one.known[one.do(act.MarkRead(dossier=DOSSIER))], id=EntryId(new))
        for name, one, new in (("a", first, "z"), ("b", second, "0"))
    }
    ordered = in_order([*[one for one in first.entries if one.seq == 1], entries["b"].entry, entries["a"].entry])
    assert [placed.entry.id for placed in ordered.placed] == ["a-1", "z", "0"]


def test_an_entry_follows_its_own_device_s_last_even_where_its_basis_does_not_say_so():
    first, _ = machines("a", "b")
    second, third = (altered(first.known[first.do(act.MarkRead(dossier=DOSSIER))], basis=()).entry for _ in range(2))
    draft = first.entries[0]
    assert [one.entry.seq for one in in_order([third, second, draft]).placed] == [1, 2, 3]
    assert in_order([third, second]).waiting == (second.id, third.id)
    assert in_order([third, draft]).waiting == (third.id,)


def shortest(entries: list[Entry]) -> list[Entry]:
    """The same entries, each naming only what nothing else that it names has seen."""
    past, at = pasts(entries), {(one.device, one.seq): one.id for one in entries}
    shorter = []
    for one in entries:
        named = [head for head in one.basis if at[head.device, head.seq] in past]
        seen = frozenset().union(*(past[at[head.device, head.seq]] for head in named))
        newest = tuple(head for head in one.basis if at[head.device, head.seq] not in seen)
        shorter.append(replace(one, basis=newest))
    return shorter


@settings(max_examples=100, deadline=None)
@given(moves)
def test_what_is_seen_through_others_is_seen(script):
    entries = everything(played(script))
    shorter = shortest(entries)
    assert dossiers.fold(DOSSIER, shorter) == dossiers.fold(DOSSIER, entries)
    assert dossiers.without_effect(DOSSIER, shorter) == dossiers.without_effect(DOSSIER, entries)
    reaches = [(one.entry.id, one.reach) for one in in_order(entries).placed]
    assert [(one.entry.id, one.reach) for one in in_order(shorter).placed] == reaches


# --- conflicts, by hand ---------------------------------------------------------------------------------------------


@pytest.fixture
def apart() -> tuple[Machine, Machine]:
    """Two machines that revised the same draft without knowing of each other, and then met."""
    first, second = machines("a", "b")
    first.do(revise("甲稿"))
    second.do(revise("乙稿"))
    first.learn(second)
    second.learn(first)
    return first, second


def test_two_acts_on_one_basis_are_both_kept_and_the_state_is_the_one_before(apart):
    state = apart[0].state
    assert state.phase is Phase.CONFLICT
    assert state.contenders == ("a-2", "b-1")
    assert state.particulars.title == "关于归档的通知"
    assert [(task.step, task.holder.role, task.holder.person) for task in state.tasks] == [
        ("draft", Role.OFFICE_REVIEWER, "")
    ]
    assert dossiers.without_effect(DOSSIER, apart[0].entries) == frozenset()


@pytest.mark.parametrize(("upheld", "title", "overruled"), [("a-2", "甲稿", "b-1"), ("b-1", "乙稿", "a-2")])
def test_a_settlement_goes_on_with_the_branch_that_it_upholds(apart, upheld, title, overruled):
    apart[0].do(settle(EntryId(upheld)))
    state = apart[0].state
    assert (state.phase, state.particulars.title, state.contenders) == (Phase.IN_HAND, title, ())
    assert [task.step for task in state.tasks] == ["draft"]
    assert dossiers.without_effect(DOSSIER, apart[0].entries) == {overruled}
    apart[0].do(act.SubmitForReview(dossier=DOSSIER))
    assert apart[0].state.step == "department"


def test_an_act_across_two_branches_that_settles_nothing_is_kept_without_effect(apart):
    made = apart[0].do(act.SubmitForReview(dossier=DOSSIER))
    assert apart[0].state.contenders == ("a-2", "b-1")
    assert dossiers.without_effect(DOSSIER, apart[0].entries) == {made}


@pytest.mark.parametrize("upheld", ["a-1", "nobody's", ""])
def test_a_settlement_that_names_no_contender_settles_nothing(apart, upheld):
    made = apart[0].do(settle(EntryId(upheld)))
    assert apart[0].state.contenders == ("a-2", "b-1")
    assert made in dossiers.without_effect(DOSSIER, apart[0].entries)


def test_opinions_and_reading_marks_never_conflict(apart):
    first, second = machines("a", "b")
    first.do(act.LeaveOpinion(dossier=DOSSIER, opinion="同意"))
    second.do(act.MarkRead(dossier=DOSSIER))
    first.do(revise("甲稿"))
    second.learn(first)
    assert (second.state.phase, second.state.particulars.title) == (Phase.IN_HAND, "甲稿")


def test_an_opinion_left_during_a_conflict_makes_its_author_a_party(apart):
    apart[0].do(act.LeaveOpinion(dossier=DOSSIER, opinion="用甲稿"), person="处长")
    assert apart[0].state.phase is Phase.CONFLICT
    assert "处长" in apart[0].state.parties


def test_two_settlements_that_do_not_know_of_each_other_are_a_conflict_again(apart):
    first, second = apart
    one, other = first.do(settle(EntryId("a-2"))), second.do(settle(EntryId("b-1")))
    first.learn(second)
    assert first.state.contenders == tuple(sorted([one, other]))
    assert first.state.particulars.title == "关于归档的通知"
    first.do(settle(other))
    assert (first.state.phase, first.state.particulars.title) == (Phase.IN_HAND, "乙稿")


def test_two_settlements_that_agree_keep_what_they_agree_on_until_one_is_upheld(apart):
    first, second = apart
    one = first.do(settle(EntryId("a-2")))
    second.do(settle(EntryId("a-2")))
    first.learn(second)
    assert (first.state.phase, first.state.particulars.title) == (Phase.CONFLICT, "甲稿")
    first.do(settle(one))
    assert (first.state.phase, first.state.particulars.title) == (Phase.IN_HAND, "甲稿")


def test_an_act_on_an_overruled_branch_by_one_who_did_not_know_is_not_dropped_unasked(apart):
    first, second = apart
    late = Machine("c")
    late.learn(Machine("b", {one.entry.id: one for one in second.known.values() if one.entry.id in ("a-1", "b-1")}))
    settled = first.do(settle(EntryId("a-2")))
    made = late.do(act.SubmitForReview(dossier=DOSSIER))
    first.learn(late)
    assert set(first.state.contenders) == {settled, made}
    first.do(settle(settled))
    assert first.state.particulars.title == "甲稿"
    assert {"b-1", made} <= dossiers.without_effect(DOSSIER, first.entries)


def test_three_branches_stand_against_each_other_until_one_settlement_closes_two():
    first, second, third = machines("a", "b", "c")
    for one, title in ((first, "甲稿"), (second, "乙稿"), (third, "丙稿")):
        one.do(revise(title))
    for one in (second, third):
        first.learn(one)
    assert first.state.contenders == ("a-2", "b-1", "c-1")
    first.do(settle(EntryId("b-1")))
    assert first.state.particulars.title == "乙稿"
    assert dossiers.without_effect(DOSSIER, first.entries) == {"a-2", "c-1"}


def test_a_branch_that_parts_again_leaves_the_state_before_the_first_parting(apart):
    first, second = machines("a", "b")
    third = Machine("c")
    first.do(revise("甲稿"))
    third.learn(first)
    first.do(revise("甲二稿"))
    third.do(revise("丙稿"))
    first.learn(third)
    assert first.state.particulars.title == "甲稿"
    second.do(revise("乙稿"))
    first.learn(second)
    assert first.state.contenders == ("a-3", "b-1", "c-1")
    assert first.state.particulars.title == "关于归档的通知"


def test_a_settlement_of_two_branches_does_not_settle_a_third_that_comes_later():
    first, second, third = machines("a", "b", "c")
    for one, title in ((first, "甲稿"), (second, "乙稿"), (third, "丙稿")):
        one.do(revise(title))
    first.learn(second)
    settled = first.do(settle(EntryId("a-2")))
    first.learn(third)
    assert set(first.state.contenders) == {settled, "c-1"}


def test_two_entries_at_one_place_of_one_chain_are_a_conflict_in_every_order():
    first, _ = machines("a", "b")
    made = first.do(revise("甲稿"))
    fork = altered(
        first.known[made], id=EntryId("a-2 again"), payload=first.known[made].entry.payload | {"attachments": []}
    )
    other = altered(first.known[made], id=EntryId("0 earlier id"))
    entries = [*first.entries, fork.entry, other.entry]
    states = {dossiers.fold(DOSSIER, order) for order in itertools.permutations(entries)}
    assert len(states) == 1
    assert states.pop().contenders == ("0 earlier id", "a-2", "a-2 again")


def test_two_different_entries_that_share_an_id_come_to_one_state_in_every_order():
    first, second = machines("a", "b")
    made = first.do(revise("甲稿"))
    second.do(revise("乙稿"))
    stolen = [altered(one, id=made).entry for one in second.known.values() if one.entry.device == "b"]
    same_place = altered(first.known[made], act="other").entry
    entries = [*first.entries, *stolen, same_place]
    orders = list(itertools.permutations(entries))
    assert len({dossiers.fold(DOSSIER, order) for order in orders}) == 1


def test_an_entry_that_names_itself_as_its_basis_waits_for_ever_and_harms_nobody():
    first, second = machines("a", "b")
    made = second.do(revise("乙稿"))
    circle = altered(second.known[made], basis=(second.known[made].head,))
    assert in_order([*first.entries, circle.entry]).waiting == (made,)
    assert dossiers.fold(DOSSIER, [*first.entries, circle.entry]) == first.state


# --- a snapshot stands for the entries behind it --------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*PLAIN, "unknown"])), max_size=20))
def test_going_on_from_a_snapshot_is_folding_from_nothing(script):
    found = machines("a", "b", "c")
    state = dossiers.advance(Dossier(id=DOSSIER), found[0].entries[0])
    for number, (who, what) in enumerate(script):
        for other in found:
            found[who].learn(other)
        if what == "unknown":
            made = found[who].do(act.MarkRead(dossier=DOSSIER), kind="stamp-with-wax", version=7)
        else:
            made = found[who].do(PLAIN[what](number))
        state = dossiers.advance(state, found[who].known[made].entry)
        assert state == dossiers.fold(DOSSIER, found[who].entries)


def test_the_table_of_what_merges_is_the_office_s():
    found = machines("a", "b")
    for make in PLAIN.values():
        found[0].do(make(0))
    merging = {one.kind for one in found[0].entries if declaration_of_act(read_action(one)).merge is Merge.MERGEABLE}
    assert merging == MERGEABLE


def test_a_long_history_of_two_machines_is_ordered_without_recursion():
    first, second = machines("a", "b")
    chance = random.Random(4)
    for _ in range(1500):
        chance.choice([first, second]).do(act.MarkRead(dossier=DOSSIER))
    first.learn(second)
    assert len(in_order(first.entries).placed) == 1501
