"""What is entered of the sheets of satisfaction (满意度): how many ticked what, and in short what they said."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions.teaching import KeepClass
from oa_desktop.domain.training.class_data import Ticked
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.satisfaction import GRADES, SatisfactionLine


def _asked(_session: Session, line: SatisfactionLine) -> tuple[FieldRow, ...]:
    usual = zip(GRADES, line.counts, strict=True)
    return tuple(
        FieldRow(name=f"grade-{place}", label=grade, sort=FieldSort.NUMBER, usual=str(count))
        for place, (grade, count) in enumerate(usual)
    )


def _entered(session: Session, line: SatisfactionLine, said: Said) -> KeepClass:
    data = session.teaching.data
    others = tuple(one for one in data.ticked if one.question != line.question)
    counts = tuple(int(said[f"grade-{place}"]) for place in range(len(GRADES)))
    return session.teaching.kept(replace(data, ticked=(*others, Ticked(question=line.question, counts=counts))))


def _suggested(session: Session, _line: object) -> tuple[FieldRow, ...]:
    said = "\n".join(session.teaching.data.suggestions)
    return (FieldRow(name="suggestions", label="意见摘要", sort=FieldSort.LINES, usual=said),)


def _summed_up(session: Session, _line: object, said: Said) -> KeepClass:
    told = tuple(one.strip() for one in said["suggestions"] if one.strip())
    return session.teaching.kept(replace(session.teaching.data, suggestions=told))


ACTS = (
    LedgerAct(
        name="enter-ticks",
        term="登记份数",
        fields=_asked,
        wish=_entered,
        done="已登记。",
        advice="收回的表里，这一题每一格各有几份。",
    ),
    LedgerAct(
        name="sum-up",
        term="意见摘要",
        fields=_suggested,
        wish=_summed_up,
        done="已登记。",
        needs_line=False,
        advice="写要点，不写是谁说的。",
    ),
)
"""What may be done from the book."""
