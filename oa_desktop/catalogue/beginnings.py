"""起稿样式 from ``resources/beginnings``: a source for each kind, named after it, and for answers (答复)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from oa_desktop.catalogue.faults import Spot, fault, refuse_faulty
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.texts.beginnings import ANSWER_SLOTS, SLOTS, unknown_slots

SUFFIX = ".md"
ANSWER = "答复-"
"""What the name of a source for answers begins with."""


def load_beginnings(folder: Path) -> Mapping[DocumentKind, str]:
    """Return the source of each kind; an office may take one away.

    Raises:
        Refused: ``resource.faulty``: a slot that nobody fills, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return _load(folder, "", SLOTS)


def load_answers(folder: Path) -> Mapping[DocumentKind, str]:
    """Return the source of answers of each kind that has one.

    Raises:
        Refused: ``resource.faulty``, as :func:`load_beginnings`.
        Unavailable: ``resource.unreadable``.
    """
    return _load(folder, ANSWER, ANSWER_SLOTS)


def _load(folder: Path, prefix: str, slots: frozenset[str]) -> Mapping[DocumentKind, str]:
    places = {kind: folder / f"{prefix}{kind.value}{SUFFIX}" for kind in DocumentKind}
    sources = {kind: _read(path) for kind, path in places.items() if path.is_file()}
    refuse_faulty(found for kind, source in sources.items() for found in _faults(places[kind].name, source, slots))
    return sources


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable("resource.unreadable", file=path.name) from error


def _faults(name: str, source: str, slots: frozenset[str]) -> Iterator[Finding]:
    for slot in unknown_slots(source, slots):
        before = source[: slot.start()]
        spot = Spot(file=name, line=before.count("\n") + 1, column=slot.start() - before.rfind("\n"))
        yield fault("resource.unknown-slot", spot, name=slot[0], known="、".join(sorted(slots)))
