"""交换清单 as it came (封套清单): which envelopes somebody says they sent, against those that were signed for (签收).

Which columns such a list has is each exchange station's practice; they are found by their titles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.names import without_unseen
from oa_desktop.domain.numbers.numbering import as_compared
from oa_desktop.i18n import _
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.due_dates import ask_store
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.tables import Tables
from oa_desktop.office.queries import DossierRow, IncomingRegister
from oa_desktop.office.rolls.cells import plain
from oa_desktop.office.rolls.given_tables import lines_given
from oa_desktop.office.trail.incidents import watched

MOST_ENVELOPES = 5_000
_TITLES: Mapping[str, tuple[str, ...]] = {
    "envelope": ("封套号", "封套编号", "信封号", "信封编号", "封号"),
    "sender": ("来文机关", "发文机关", "寄件机关", "来文单位", "发文单位"),
    "number": ("来文字号", "发文字号", "文号", "字号"),
}
"""By what a column is known; the first word is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A line of the list: 封套号, and whose document of which number is in it, as far as it says."""

    envelope: str
    sender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What came of comparing.

    Attributes:
        missing: On the list, and not signed for.
        unlisted: Signed for on that day, and not on the list.
        received: How many of the list were signed for.
        repeated: 封套号 of lines that nobody can tell apart: the list says the same more than once.
    """

    missing: tuple[Envelope, ...]
    unlisted: tuple[DossierRow, ...]
    received: int
    repeated: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """Yield what is to be said, a sentence each."""
        yield _("清单上签收了 {received} 件，还有 {missing} 件没有签收。").format(
            received=self.received, missing=len(self.missing)
        )
        for number in self.repeated:
            words = _("清单上重复：封套 {envelope} 写了不止一行，文号也没有分开，请问发件的人。")
            yield words.format(envelope=number)
        for one in self.missing:
            about = " ".join(part for part in (one.sender, one.number) if part)
            yield _("没有签收：封套 {envelope}　{about}").format(envelope=one.envelope, about=about).rstrip("　")
        for row in self.unlisted:
            envelope = _("封套 {envelope}").format(envelope=row.envelope) if row.envelope else _("没有写封套号")
            yield _("清单上没有：{envelope}　{title}").format(envelope=envelope, title=row.title)


def read_envelopes(tables: Tables, data: bytes, name: str) -> tuple[Envelope, ...]:
    """Return the lines of a list, a workbook (.xlsx) or a text table (.csv).

    Raises:
        Refused: ``incoming.no-envelopes``, ``table.too-many-rows``, ``table.damaged``, and as :meth:`Tables.read`.
        Unavailable: ``confine.failed``.
    """
    rows = [[cell.text for cell in line.cells] for line in lines_given(tables, data, name, MOST_ENVELOPES)]
    head = next((place for place, row in enumerate(rows) if _columns(row).get("envelope") is not None), None)
    if head is None:
        raise Refused("incoming.no-envelopes", name=name)
    columns = _columns(rows[head])
    lines = ({field: _cell(row, place) for field, place in columns.items()} for row in rows[head + 1 :])
    return tuple(Envelope(**line) for line in lines if line["envelope"])


def check(envelopes: Iterable[Envelope], rows: Sequence[DossierRow], day: str) -> Check:
    """Compare a list with what was signed for.

    Args:
        envelopes: The list.
        rows: What was signed for, on that day and before.
        day: ISO day of the list.
    """
    said = Counter(map(_told_by, envelopes := tuple(envelopes)))
    listed = tuple({_told_by(one): one for one in reversed(envelopes)}.values())[::-1]
    missing = tuple(one for one in listed if not any(_may_be(one, row) for row in rows))
    today = (row for row in rows if row.received_on == day)
    unlisted = tuple(row for row in today if not any(_may_be(one, row) for one in listed))
    repeated = tuple(one.envelope for one in listed if said[_told_by(one)] > 1)
    return Check(missing=missing, unlisted=unlisted, received=len(listed) - len(missing), repeated=repeated)


def as_enclosed(number: str) -> str:
    """Return what a 封套号 is compared by: a table loses the zeros before it, adds ``.0``, and people add spaces."""
    plain_number = as_compared(without_unseen(number)).casefold()
    digits = _DIGITS.fullmatch(plain_number)
    return digits["number"] if digits else plain_number


_DIGITS = re.compile(r"'?0*(?P<number>[0-9]+?)(\.0*)?")


def _told_by(line: Envelope) -> tuple[str, str]:
    return as_enclosed(line.envelope), as_compared(line.number)


def _may_be(line: Envelope, row: DossierRow) -> bool:
    """Whether a document may be what a line names: several come in one envelope, and last year had the same numbers.

    Where either has no number of the document, the senders tell, as far as one is not part of the other's name.
    """
    if as_enclosed(line.envelope) != as_enclosed(row.envelope):
        return False
    if line.number and row.came_number:
        return as_compared(line.number) == as_compared(row.came_number)
    sender, organ = as_compared(line.sender), as_compared(row.organ)
    return sender in organ or organ in sender


def _columns(row: Sequence[str]) -> Mapping[str, int]:
    """Return where the columns stand, by what they are."""
    titles = ["".join(cell.split()) for cell in row]
    found = (
        (field, next((titles.index(one) for one in words if one in titles), None)) for field, words in _TITLES.items()
    )
    return {field: place for field, place in found if place is not None}


def _cell(row: Sequence[str], place: int) -> str:
    return plain(row[place]) if place < len(row) else ""


@watched("封套清单")
class EnvelopeLists:
    """The lists of one signed-in person, who signs for what they name."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def read(self, data: bytes, name: str) -> tuple[Envelope, ...]:
        """Return the lines of a list, as :func:`read_envelopes`."""
        return read_envelopes(self._office.ports.tables, data, name)

    def check(self, envelopes: Iterable[Envelope]) -> Check:
        """Compare a list of today with what was signed for, as far as the person may know it."""
        rows = ask_store(self._desk, IncomingRegister(limit=MOST_ENVELOPES))
        return check(envelopes, rows, self._desk.clock.now().date().isoformat())
