"""The operation matrix is what an office would write down by hand: every act, every step, every state."""

from __future__ import annotations

import re

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.domain.flows.matrix import NEVER, OPERATED, STEPS, Cell, Situation, matrix
from oa_desktop.domain.flows.operations import Fate
from oa_desktop.office.matrix import rows
from tests.independent import operations as hand

STATE_WORDS = dict(zip(Situation, hand.STATES, strict=True))
FATE_WORDS = {
    Fate.NONE: "—",
    Fate.KEPT: "照旧",
    Fate.DONE: "办完",
    Fate.CANCELLED: "不用办",
    Fate.OPENED: "轮到",
    Fate.HANDED: "转出",
    Fate.BACK: "重办",
    Fate.WAITING: "再等",
    Fate.RESTING: "停下",
}
SORTS = {FlowSort.OUTGOING: "发", FlowSort.INCOMING: "收", FlowSort.INTERNAL: "内"}


def key(cell: Cell) -> hand.Key:
    step = SORTS[cell.step.sort] + DECLARATIONS[BY_KIND[cell.step.act]].term
    return (DECLARATIONS[BY_KIND[cell.operation]].term, step, STATE_WORDS[cell.state])


def fates(cell: Cell) -> hand.Fates:
    said = cell.fates
    others = said.beside if said.rivals is Fate.NONE else said.rivals
    aside = said.supervised if said.readers is Fate.NONE else said.readers
    return tuple(FATE_WORDS[one] for one in (said.own, others, said.behind, aside))


def test_every_cell_is_as_it_was_written_by_hand() -> None:
    """The other table was written from the regulation and knows nothing of the program."""
    written, cells = hand.by_hand(), matrix()
    wrong = []
    for cell in cells:
        expected = written.pop(key(cell), None)
        if expected != (fates(cell) if cell.allowed else None):
            wrong.append((*key(cell), "by hand:", expected, "by the program:", cell.allowed and fates(cell), cell.why))
    assert wrong == []
    assert written == {}, "written by hand and no cell"
    allowed, never = sum(one.allowed for one in cells), sum(one.why == NEVER for one in cells)
    print(f"{len(cells)} cells: {allowed} allowed, {len(cells) - allowed - never} refused, {never} that never arise")
    assert len(cells) == len(OPERATED) * len(STEPS) * len(Situation) == 25480


def test_no_cell_is_without_a_word_on_why_it_is_not_allowed() -> None:
    assert all(bool(one.why) is not one.allowed for one in matrix())


def test_the_matrix_is_told_in_the_words_of_the_office() -> None:
    """A name that was forgotten would stand there as its code."""
    told = " ".join(one for row in rows() for one in row.values() if isinstance(one, str))
    assert re.findall(r"[a-z]{3,}[a-z.-]*", told) == []
