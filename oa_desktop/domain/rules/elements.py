"""Rules on the elements (公文要素): what is missing and what cannot be read. 党政机关公文处理工作条例 (2012) Art. 9."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.documents.kinds import DocumentKind, read_page_format
from oa_desktop.domain.documents.values import read_day, read_publicity, read_urgency
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbers.numbering import read_number
from oa_desktop.domain.rules.paper import BODY, Check, Paper
from oa_desktop.domain.secrecy.classification import Secrecy, claimed_secrecy, read_classification
from oa_desktop.domain.texts.adoption import begins_with_adoption
from oa_desktop.domain.texts.element_names import ELEMENTS

READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "document_number": read_number,
        "date": read_day,
        "classification": read_classification,
        "urgency": read_urgency,
        "publicity": read_publicity,
        "page_format": read_page_format,
    }
)
"""What reads the value of an element, by its field; each refuses what has another form."""
UNSIGNED = frozenset({DocumentKind.RESOLUTION, DocumentKind.COMMUNIQUE, DocumentKind.MINUTES})
"""Kinds of meetings, which say in the title whose they are."""


def missing(paper: Paper) -> Iterator[Finding]:
    """Yield the elements that no text is without."""
    if not paper.title:
        yield _absent("element.missing", ELEMENTS["title"])
    if not any(one.text.strip() for one in paper.body):
        yield _absent("element.missing", BODY)


def unissuable(paper: Paper) -> Iterator[Finding]:
    """Yield the organs that a document is not issued without: those of the mark, and those that sign."""
    yield from (_absent("element.missing", element) for element in _without_organs(paper))


def lacking(paper: Paper) -> Iterator[Finding]:
    """Yield the organs that a document usually names: Art. 9 says 一般.

    Papers of a meeting name it in the title, and so do those with 题注.
    """
    if paper.kind is None or paper.kind in UNSIGNED or begins_with_adoption(paper.manuscript.body):
        return
    for element in _without_organs(paper):
        if element != ELEMENTS["issuing_organs"] or not paper.organs:
            yield _absent("element.lacking", element)


def _without_organs(paper: Paper) -> tuple[str, ...]:
    """Return the names of the elements that name organs and are empty; 题注 says whose text it is, and signs it. P."""
    wanted = ("issuing_organs",) if begins_with_adoption(paper.manuscript.body) else ("issuing_organs", "signatories")
    typed = {name: getattr(paper.manuscript, name) for name in wanted}
    return tuple(ELEMENTS[field] for field, names in typed.items() if not any(name.strip() for name in names))


def unknown_kind(paper: Paper) -> Iterator[Finding]:
    """Yield that the kind is none of the fifteen. Art. 8."""
    if paper.kind is None:
        yield finding("kind.unknown", Place(name=ELEMENTS["kind"]))


def unreadable(paper: Paper) -> Iterator[Finding]:
    """Yield the elements that are filled in and cannot be read."""
    for field, read in _filled(paper):
        element = paper.element(field)
        try:
            read(element.text)
        except Refused as refused:
            yield finding(refused.code, element.place(), **refused.params)


def readable_values(paper: Paper) -> dict[str, object]:
    """Return the values of the elements that are filled in, by their fields.

    Raises:
        Refused: One cannot be read: :func:`unreadable` finds it.
    """
    return {field: read(paper.element(field).text) for field, read in _filled(paper)}


def _filled(paper: Paper) -> Iterator[tuple[str, Callable[[str], object]]]:
    """Yield the elements to be read; an order's 第8号 and the like are no 发文字号 with 机关代字 and year."""
    for field, read in READERS.items():
        is_series = field == "document_number" and paper.is_numbered_in_series
        if paper.element(field).text.strip() and not is_series:
            yield field, read


def secret_without_copy_number(paper: Paper) -> Iterator[Finding]:
    """Yield that a secret document has no 份号, which 登记 gives it."""
    typed = paper.manuscript
    if claimed_secrecy(typed.classification) >= Secrecy.SECRET and not typed.copy_number:
        yield finding("copy-number.missing", Place(name=ELEMENTS["copy_number"]))


def _absent(rule: str, element: str) -> Finding:
    return finding(rule, Place(name=element), element=element)


COMPLETING: tuple[Check, ...] = (missing, unissuable, unknown_kind, unreadable, secret_without_copy_number)
"""What a document must keep to be issued (签发)."""
CHECKS: tuple[Check, ...] = (missing, lacking, unknown_kind, unreadable, secret_without_copy_number)
