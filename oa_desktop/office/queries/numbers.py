"""What one may ask about number registers (文号登记)."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import RegisterName
from oa_desktop.office.queries.handling import FieldRow
from oa_desktop.office.queries.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One line of a number register.

    Attributes:
        title: Of the document, or of the paper; empty where one may not know it.
        use: ``纸质`` or ``手工``, empty for the usual way.
        person: Name of who said last how the number stands.
        time: When, ISO; empty for a number of which nobody said anything.
        date: 成文日期 of a paper.
        handler: 经办人 of a paper.
        unsaid: Whether nobody has said why the number is not used.
    """

    number: str
    serial: int
    state: str
    dossier: str
    title: str
    reason: str
    use: str = ""
    person: str = ""
    time: str = ""
    date: str = ""
    handler: str = ""
    unsaid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Query[NumberRow]):
    """文号登记: the numbers of one code (机关代字) and year of which something is said."""

    code: str
    year: int
    series: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLedger(Query[NumberRow]):
    """文号台账: every number of a register from 1 to the highest that was given out, and those kept beyond it."""

    register: RegisterName


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRegisterRow:
    """A number register in sum.

    Attributes:
        organ: Whose code it is; empty for incoming documents.
        next: The next number, in words; empty where none is given out any more.
        used, void, reserved, skipped: How many numbers stand so.
        unsaid: The serials that stand empty and of which nothing is said.
    """

    register: RegisterName
    organ: str
    next: str
    used: int
    void: int
    reserved: int
    skipped: int
    unsaid: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRegisters(Query[NumberRegisterRow]):
    """The registers of one year: those of the organs that number in it, and those that were written in."""

    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberActRow:
    """An act on numbers of a register that the person may do now, with what it asks for.

    Attributes:
        kind: Kind of the action.
        term: The office's word.
        fields: Its fields: first and last number, and what else there is to say.
    """

    kind: str
    term: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberActs(Query[NumberActRow]):
    """What the person may do with some numbers of a register; with the next one where none are named."""

    register: RegisterName
    serials: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRegisterRow:
    """A register that has been written in."""

    register: RegisterName


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRegisters(Query[KnownRegisterRow]):
    """The registers of all years that have been written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGapRow:
    """A number register that does not say everything.

    Attributes:
        serials: The serials that stand empty and of which nothing is said.
    """

    register: RegisterName
    serials: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGaps(Query[NumberGapRow]):
    """空号: the registers of one year that have numbers of which nothing is said; of all codes if none is named."""

    year: int
    code: str = ""
