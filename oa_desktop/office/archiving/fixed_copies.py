"""版式副本: beside every fixed file of an item the other fixed form, PDF/A-2b and OFD (GB/T 33190), made once and kept.

A PDF that came and does not say that it is PDF/A is drawn again as one, and 历稿 that are kept are set as pages.
The files themselves are never touched. A copy is for reading: it carries no seal and proves nothing. The journal of the
document names it and what it is made of, so that it is checked, carried along and destroyed with the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from oa_desktop.domain.actions.copying import KeepCopies
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.dossier import Dossier, Fixed
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, dossier_journal
from oa_desktop.office.desk import Desk
from oa_desktop.office.filing import COPY, PAGE, PAGE_OFD, SIGNED, recorded_copies, recorded_files
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.pages import FixedForm

_WANTED: Final[Mapping[str, tuple[FixedForm, ...]]] = {
    ".pdf": (FixedForm.OFD,),
    ".ofd": (FixedForm.PDF,),
    ".docx": (FixedForm.PDF, FixedForm.OFD),
}
"""Which forms are wanted beside a file, by the ending of its name."""
_LARGEST: Final = 50_000_000
"""Bytes of a file that is turned."""
_PDF_A: Final = "PDF/A"
_AT_ONCE: Final = 20
"""Copies that one entry names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unturned:
    """A copy that cannot be made.

    Attributes:
        name: Of the file.
        form: The form that is lacking.
        code: Of the problem that says why.
        params: What it is said of.
    """

    name: str
    form: FixedForm
    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """A copy that should lie with an item."""

    name: str
    of: str
    origin: Digest
    form: FixedForm
    is_text: bool = False


def keep_copies(office: OpenOffice, desk: Desk, state: Dossier, parts: Iterable[Part] = ()) -> tuple[Unturned, ...]:
    """Make and record the copies of a document that are not kept yet, and return those that cannot be made.

    Args:
        office: Records them.
        desk: Of who asks.
        state: The document.
        parts: What its item is made of; of them the past drafts (历稿) get pages.

    Raises:
        Unavailable: ``store.read-only``, ``blob.missing``, ``blob.damaged``, ``confine.failed``.
    """
    office.store.refuse_reader()
    kept = recorded_copies(one.entry for one in desk.store.entries(dossier_journal(state.id)))
    made: list[tuple[Attachment, Digest]] = []
    unturned: list[Unturned] = []
    for wish in (*_wishes(recorded_files(state)), *_drafts(parts)):
        if wish.name in kept or _is_archival(office, desk, wish):
            continue
        try:
            data = _turned(desk, state, wish)
        except Refused as refused:
            unturned.append(Unturned(name=wish.of, form=wish.form, code=refused.code, params=refused.params))
            continue
        copy = Attachment(name=wish.name, size=len(data), digest=desk.store.blobs.keep(data))
        made.append((copy, wish.origin))
    _record(office, desk, state, made)
    return tuple(unturned)


def _record(office: OpenOffice, desk: Desk, state: Dossier, made: Sequence[tuple[Attachment, Digest]]) -> None:
    for first in range(0, len(made), _AT_ONCE):
        copies, origins = zip(*made[first : first + _AT_ONCE], strict=True)
        office.record_own(
            desk.unit, KeepCopies(dossier=state.id, source=state.source, attachments=copies, origins=origins)
        )


def _wishes(files: Mapping[str, Digest]) -> Iterator[_Wish]:
    """Yield the copies that should lie beside files, PDF beside PDF last; the 正本 that has both forms needs none."""
    whole = {PAGE, PAGE_OFD} <= files.keys()
    lone = {of: origin for of, origin in files.items() if not (whole and of in (PAGE, PAGE_OFD))}
    pairs = [(of, form) for of in lone for form in _WANTED.get(PurePath(of).suffix.lower(), ())]
    pairs += [(of, FixedForm.PDF) for of in lone if _is_foreign(of)]
    taken: set[str] = set()
    for of, form in pairs:
        name = _unlike(f"{COPY}{PurePath(of).stem}.{form}", f"{COPY}{of}.{form}", taken)
        yield _Wish(name=name, of=of, origin=lone[of], form=form)


def _is_foreign(name: str) -> bool:
    """Whether a file is a PDF that this program may not have made; its own are PDF/A."""
    return name.lower().endswith(f".{FixedForm.PDF}") and name not in (PAGE, SIGNED)


def _is_archival(office: OpenOffice, desk: Desk, wish: _Wish) -> bool:
    """Whether a copy would be a PDF of a PDF that says of itself that it is PDF/A."""
    if wish.form is not FixedForm.PDF or not _is_foreign(wish.of):
        return False
    return _PDF_A in office.ports.formats.identify(desk.store.blobs.read(wish.origin), wish.of).version


def _drafts(parts: Iterable[Part]) -> Iterator[_Wish]:
    """Yield the pages that past drafts should have."""
    for one in parts:
        if one.role is PartRole.PAST_DRAFT:
            name = f"{COPY}{PurePath(one.name).stem}.{FixedForm.PDF}"
            yield _Wish(name=name, of=one.name, origin=one.digest, form=FixedForm.PDF, is_text=True)


def _unlike(name: str, other: str, taken: set[str]) -> str:
    chosen = other if name in taken else name
    taken.add(chosen)
    return chosen


def _turned(desk: Desk, state: Dossier, wish: _Wish) -> bytes:
    """Return the bytes of a copy: of a text its pages, of our own page set from its text, of other files drawn again.

    Raises:
        Refused: ``packing.too-large``, ``source.not-whole``, and what reading the file refuses.
    """
    if wish.is_text:
        return desk.render(desk.manuscript(wish.origin), signed=state.issued or state.approved).data
    own = _set_again(desk, state, {PAGE: state.sealed or state.numbered, SIGNED: state.issued}.get(wish.of))
    if own is not None:
        return own
    data = desk.store.blobs.read(wish.origin)
    if len(data) > _LARGEST:
        raise Refused("packing.too-large", name=wish.of)
    return desk.renderer.fixed_copy(data, wish.of, wish.form, desk.look())


def _set_again(desk: Desk, state: Dossier, page: Fixed | None) -> bytes | None:
    """Return 正本 or 定稿 as OFD, set from the text of its PDF; None where the PDF would not be the same any more."""
    if page is None:
        return None
    text = desk.manuscript(page.source)
    look = desk.look_of(text, page.value if page == state.sealed else "", state.signed)
    if desk.crypto.digest(desk.renderer.render(text, look).data) != page.rendering:
        return None  # other fonts or another release: its pages are read from the PDF itself
    return desk.renderer.render_ofd(text, look).data
