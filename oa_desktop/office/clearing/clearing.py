"""文件清退: what was handed to whom, copy by copy, how it stands, and the papers by which it is asked back; practice.

What went to whom is what the clerk wrote when the paper was sent out (核发); what has come back is recorded by
清退登记, and what was destroyed by 销毁登记. The 2012 regulation only says that papers are given back or destroyed as
the issuer demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId
from oa_desktop.office import queries as q
from oa_desktop.office.books.books import in_portions
from oa_desktop.office.books.ledgers import Ledger
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.clearing.copies import HandedOut, asked, handed_out, sent_of
from oa_desktop.office.clearing.forms import ClearingPaper, fitting, papers
from oa_desktop.office.clearing.ledger import LEDGER, ledger_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.outlines import Filter, Lines, Outline, Sorting
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import watched

MOST = 2000
"""Documents that are cleared at once: each is looked into."""


@watched("文件清退")
class Clearing:
    """What went out of an office, and the papers of its clearing; none leaves without a record."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def copies(self, narrowed: Filter) -> tuple[HandedOut, ...]:
        """Return what went to whom of the papers that were sent out and may be known, by number and 份号.

        Raises:
            Refused: ``clearing.too-many-documents``, ``clearing.none``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        outline = Outline(of=q.OutgoingRegister, filter=narrowed, sorting=Sorting.NUMBER, limit=MOST + 1)
        groups = self._desk.store.ask(outline, self._desk.sight)
        return self._found([key for group in groups for key in group.keys])

    def copies_of(self, keys: Sequence[int]) -> tuple[HandedOut, ...]:
        """Return the same of some documents, as lists know them.

        Raises:
            Refused: ``clearing.too-many-documents``, ``clearing.none``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return self._found(keys)

    def _found(self, keys: Sequence[int]) -> tuple[HandedOut, ...]:
        if len(keys) > MOST:
            raise Refused("clearing.too-many-documents", limit=MOST)
        sight, store = self._desk.sight, self._desk.store
        rows = (line.document for some in in_portions(keys) for line in store.ask(Lines(keys=some), sight))
        found = tuple(copy for row in rows if row.dispatched_on for copy in self._of(row))
        if not found:
            raise Refused("clearing.none")
        return found

    def _of(self, row: q.DossierRow) -> Iterator[HandedOut]:
        state = self._desk.known(row.dossier)
        return handed_out(row, sent_of(self._desk, state), state.cleared)

    def asks(self, kind: str) -> q.ActFormRow:
        """Return what 清退登记 or 销毁登记 asks for of copies that were chosen already."""
        return asked(self._desk, kind)

    def hand_out(self, paper: ClearingPaper, copies: Iterable[HandedOut], by: str = "") -> Mapping[str, bytes]:
        """Return a paper as PDF, a notice for each recipient, by whom it is for; that they leave is recorded first.

        Args:
            paper: Which.
            copies: What is cleared; those that the paper is about are taken.
            by: The day by which it is asked back, as it is to be printed.

        Raises:
            Refused: ``clearing.none``, ``clearing.none-out``, ``clearing.none-back``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        wanted = fitting(paper, copies)
        made = self.made(paper, wanted, by)
        digest = self._desk.crypto.digest(b"".join(made.values()))
        what = f"{paper.value}（{len(wanted)}行，{len(made)}份）"
        self._office.record_output(self._desk.standing, what, "", digest)
        return made

    def made(self, paper: ClearingPaper, copies: Sequence[HandedOut], by: str = "") -> Mapping[str, bytes]:
        """Return a paper of copies that it is about, as :meth:`hand_out`, while it stays here."""
        organ, look = self._desk.organisation().name, self._desk.look()
        forms = papers(paper, copies, by, self._name)
        return {to: self._desk.renderer.form(replace(form, organ=organ), look) for to, form in forms.items()}

    def page(self, paper: ClearingPaper, copies: Iterable[HandedOut], work: Presswork = AS_IT_IS) -> bytes:
        """Return a paper that is one for all recipients, with what becomes of it on its way to the printer.

        Raises:
            Refused: ``clearing.none``, ``clearing.none-back``.
        """
        return self._worked(self.made(paper, fitting(paper, copies))[""], work)

    def hand_out_page(self, paper: ClearingPaper, copies: Iterable[HandedOut], work: Presswork = AS_IT_IS) -> bytes:
        """Return the same to leave the store, as :meth:`hand_out`."""
        return self._worked(self.hand_out(paper, copies)[""], work)

    def _worked(self, data: bytes, work: Presswork) -> bytes:
        return data if work == AS_IT_IS else self._office.ports.press.worked(data, work)

    def ledger(self, copies: Sequence[HandedOut]) -> Ledger[Mapping[str, str]]:
        """Return the 清退台账 of some copies."""
        return ledger_of(copies, self._name)

    def _name(self, person: PersonId) -> str:
        return self._desk.organisation().person(person).name

    def made_ledger(self, copies: Sequence[HandedOut], file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the 清退台账 as a file, while it stays here."""
        return self._shelf.made(self.ledger(copies), file, work)

    def hand_out_ledger(self, copies: Sequence[HandedOut], file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the 清退台账 as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made_ledger(copies, file, work)
        what = f"{LEDGER}（{file.value}，{len(copies)}行）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data
