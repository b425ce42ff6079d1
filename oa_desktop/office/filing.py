"""What a filed document consists of (归档件): its pages, its form, its journal, in the order of an archival item.

正本 before 发文稿纸 and 定稿: DA/T 22-2015 as office guides give it (secondary source).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from types import MappingProxyType

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.copying import KeepCopies
from oa_desktop.domain.archives.bag_description import SEALED, described
from oa_desktop.domain.archives.composition import facts_of, original_of
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry, JournalHeads, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.file_names import fit_for_disks, told_apart
from oa_desktop.domain.forms import Form
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, DossierId, JournalId, dossier_journal, organisation_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.journal_file import Beside, Preamble, Seal, write_journal_file
from oa_desktop.i18n.problems import name_of
from oa_desktop.office import queries as q
from oa_desktop.office import reading
from oa_desktop.office.desk import Desk
from oa_desktop.office.incoming import came
from oa_desktop.office.matters.form import matter_form
from oa_desktop.office.papers.coded_forms import with_code
from oa_desktop.office.papers.handling_form import HANDLING_FORM, handling_form
from oa_desktop.office.papers.opinions import opinions_in
from oa_desktop.office.papers.sign_offs import clocks_of
from oa_desktop.office.ports.keys import Signer

PAGE = "01-正本.pdf"
PAGE_OFD = "01-正本.ofd"
"""Of what was sealed electronically."""
CAME_FORM = "01-收文处理单.pdf"
"""Of what came; it lies before the document (practice)."""
FORM = "02-发文稿纸.pdf"
SIGNED = "03-定稿.pdf"
JOURNAL = "04-办理记录.jsonl"
JOURNAL_TEXT = "05-办理记录.txt"
VERIFIER = "06-核验程序.py"
ORDER = (PAGE, PAGE_OFD, CAME_FORM, FORM, SIGNED, JOURNAL, JOURNAL_TEXT, VERIFIER)
"""The files of an archival item; what came and attachments follow them."""
COPY = "版式副本-"
"""How the names of copies in another fixed form begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledFile:
    """One file of an archival item."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledItem:
    """件: the files of one document, in order, and what describes them.

    Attributes:
        number: 发文字号.
        title: 题名.
        files: In the order of the item.
        description: 题名, 文件编号, 责任者, 日期, 保管期限, 密级 (GB/T 18894-2016, secondary source); day and program
            of the filing as RFC 8493 calls them.
    """

    number: str
    title: str
    files: tuple[FiledFile, ...]
    description: tuple[tuple[str, str], ...]


def filed_item(desk: Desk, wanted: DossierId, machine: Signer, verifier: bytes = b"") -> FiledItem:
    """Return the archival item of a document that has been filed.

    The machine seals the digests of all its files with the journal, also of those that no entry records, and that of
    what describes it.

    Args:
        desk: Of who asks.
        wanted: The document.
        machine: Seals the journal.
        verifier: The second verifier, to lie in the item.

    Raises:
        Refused: ``dossier.unknown``, ``file.not-filed``.
    """
    files = filed_files(desk, wanted, verifier)
    beside = {name: desk.crypto.digest(data) for name, data in sorted(files.items(), key=place_of)}
    state = desk.known(wanted)
    description = _description(desk, state)
    files[JOURNAL] = journal_file(desk, wanted, machine, beside | {SEALED: desk.crypto.digest(described(description))})
    return FiledItem(
        number=state.number,
        title=state.particulars.title,
        files=tuple(FiledFile(name=name, data=data) for name, data in sorted(files.items(), key=place_of)),
        description=description,
    )


def filed_files(desk: Desk, wanted: DossierId, verifier: bytes = b"", *, in_ofd: bool = False) -> dict[str, bytes]:
    """Return the files of the archival item of a document, without its journal, which seals them.

    Args:
        desk: Of who asks.
        wanted: The document.
        verifier: The second verifier, to lie in the item.
        in_ofd: Whether its form is wanted as OFD, too.

    Raises:
        Refused: ``dossier.unknown``, ``file.not-filed``.
    """
    state = desk.known(wanted)
    whole = state.incoming or (original_of(state) and (state.issued or state.matter))
    if not (state.filed and whole):
        raise Refused("file.not-filed", title=state.particulars.title)
    made = {
        **_forms(desk, state, in_ofd=in_ofd),
        JOURNAL_TEXT: journal_text(desk, wanted).encode("utf-8"),
        VERIFIER: verifier,
    }
    entries = [one.entry for one in desk.store.entries(dossier_journal(wanted))]
    recorded = recorded_files(state) | recorded_ink(entries) | recorded_copies(entries)
    return made | {name: desk.store.blobs.read(digest) for name, digest in recorded.items()}


def place_of(file: tuple[str, bytes]) -> int:
    """Return where a file stands in an item; a form as OFD beside its PDF, what has no place comes last."""
    places = (ORDER.index(name) for name in (file[0], str(PurePath(file[0]).with_suffix(".pdf"))) if name in ORDER)
    return next(places, len(ORDER))


def as_ofd(name: str) -> str:
    """Return what the same pages are called as OFD."""
    return str(PurePath(name).with_suffix(".ofd"))


def recorded_files(state: Dossier) -> dict[str, Digest]:
    """Return the files of an archival item whose bytes its journal records: 正本, 定稿, attachments and pictures.

    Of what came they are the files that came (来文); the 正本 of an internal matter is its form as it was filed. Two
    files of one name are told apart, and what no disk takes is written otherwise.
    """
    pages = {PAGE: original_of(state), SIGNED: state.issued}
    fixed = {name: page.rendering for name, page in pages.items() if page}
    if state.sealed and state.sealed.ofd:
        fixed[PAGE_OFD] = state.sealed.ofd
    sort = "来文" if state.incoming else "附件"
    others = dict.fromkeys((*_said(sort, state.attachments), *_said("图", state.pictures)))
    names = told_apart([name for name, _ in others])
    return fixed | {name: digest for name, (_, digest) in zip(names, others, strict=True)}


def _said(sort: str, files: Iterable[Attachment]) -> Iterator[tuple[str, Digest]]:
    return ((f"{sort}-{fit_for_disks(one.name)}", one.digest) for one in files)


def recorded_ink(entries: Iterable[Entry]) -> dict[str, Digest]:
    """Return the files of an archival item that hold what was written by hand, in the order of the journal."""
    actions = (read_action(one.entry) for one in in_order(entries).placed)
    written = dict.fromkeys(one.ink for one in actions if isinstance(one, act.WrittenAction) and one.ink)
    return {f"手写-{count:02d}.json": digest for count, digest in enumerate(written, start=1)}


def recorded_copies(entries: Iterable[Entry]) -> dict[str, Digest]:
    """Return the files of an archival item that are copies in another fixed form (版式副本)."""
    actions = (read_action(one.entry) for one in in_order(entries).placed)
    return {one.name: one.digest for kept in actions if isinstance(kept, KeepCopies) for one in kept.attachments}


def _description(desk: Desk, state: Dossier) -> tuple[tuple[str, str], ...]:
    manuscript, facts = desk.manuscript(state.source), facts_of(state, desk.organisation())
    return (
        ("题名", state.particulars.title),
        ("文件编号", state.number),
        ("责任者", state.particulars.organ or facts.responsible),
        ("日期", manuscript.date or facts.date),
        ("文种", state.particulars.kind),
        ("密级", state.particulars.classification),
        ("保管期限", state.filed.value if state.filed else ""),
        ("立档单位", desk.organisation().name),
        ("Bagging-Date", desk.clock.now().date().isoformat()),
        ("Bag-Software-Agent", "oa-desktop"),
    )


def form_page(desk: Desk, wanted: DossierId) -> bytes:
    """Return the 发文稿纸 of a document as PDF; the 收文处理单 of one that came."""
    return desk.renderer.form(_filled(desk, wanted), desk.look())


def _forms(desk: Desk, state: Dossier, *, in_ofd: bool) -> dict[str, bytes]:
    """Return the form of a document, filled once, by what it is called in an item; that of a matter is its 正本."""
    if state.matter:
        return {}
    name, filled, look = CAME_FORM if state.incoming else FORM, _filled(desk, state.id), desk.look()
    made = {name: desk.renderer.form(filled, look)}
    return made | {as_ofd(name): desk.renderer.form_ofd(filled, look)} if in_ofd else made


def _filled(desk: Desk, wanted: DossierId) -> Form:
    timeline = reading.timeline(desk, q.Timeline(dossier=wanted))
    form = _form(desk, desk.known(wanted), timeline)
    return replace(form, footer=form.footer + clocks_of(timeline))


def _form(desk: Desk, state: Dossier, timeline: Sequence[q.TimelineRow]) -> Form:
    if state.incoming:
        return came.form_of(desk, state)
    if state.matter:
        return matter_form(desk, state, state.matter)
    manuscript, unit = desk.manuscript(state.source), desk.organisation()
    department = next((one.name for one in unit.departments if one.id == state.department), "")
    said = opinions_in(desk, state.id)
    blank = desk.forms[HANDLING_FORM]
    filled = handling_form(blank, state, manuscript, timeline, department=department, said=said)
    return with_code(filled, state, manuscript, unit.name)


def journal_file(
    desk: Desk, wanted: DossierId, machine: Signer, beside: Mapping[str, Digest] = MappingProxyType({})
) -> bytes:
    """Return a document's journal and the organisation journal it stands on, sealed by the machine.

    Args:
        desk: Of who asks.
        wanted: The document.
        machine: Seals it.
        beside: Digests of the files that are written with it, by name.
    """
    desk.known(wanted)
    return sealed_journals(desk, (organisation_journal(desk.unit), dossier_journal(wanted)), machine, beside)


def sealed_journals(
    desk: Desk,
    journals: tuple[JournalId, ...],
    machine: Signer,
    beside: Mapping[str, Digest] = MappingProxyType({}),
    entries_of: Callable[[JournalId], Iterable[SignedEntry]] | None = None,
) -> bytes:
    """Return journals as a file that can be verified anywhere, sealed by the machine; the unit's own is among them.

    Args:
        desk: Of who asks.
        journals: Which.
        machine: Seals it.
        beside: Digests of the files that are written with it, by name.
        entries_of: Returns the entries of a journal, where some of them are read already.
    """
    read = entries_of or desk.store.entries
    entries = [one for journal in journals for one in read(journal)]
    preamble = Preamble(
        realm=desk.store.realm,
        unit=desk.unit,
        heads=_heads(desk, journals),
        beside=tuple(Beside(name=name, digest=digest) for name, digest in beside.items()),
    )

    def sealing(lines: bytes) -> Seal:
        return Seal(key=machine.key_id, signature=machine.sign(lines).hex())

    return write_journal_file(preamble, entries, sealing)


def _heads(desk: Desk, journals: tuple[JournalId, ...]) -> tuple[JournalHeads, ...]:
    return tuple(JournalHeads(journal=journal, heads=desk.store.heads(journal)) for journal in journals)


def journal_text(desk: Desk, wanted: DossierId) -> str:
    """Return a document's journal in words, one entry a line."""
    rows = reading.timeline(desk, q.Timeline(dossier=wanted))
    return "".join(line_of(row) + "\n" for row in rows)


def line_of(row: q.TimelineRow) -> str:
    """Return one act in words, on one line."""
    who = f"{row.title} {row.name}".strip()
    marks = "（手写）" * bool(row.ink) + "（圈阅）" * row.circled
    words = f"：{' '.join(row.words.split())}" if row.words else ""
    overruled = "" if row.effective else "（未采用）"
    done = f"{row.act} → {row.directed}" if row.directed else row.act
    clock = f"［{name_of('time_source', row.clock)}］" if row.clock else ""
    return f"{row.time[:16].replace('T', ' ')}  {row.step}  {who}  {done}{overruled}{marks}{row.source}{words}{clock}"
