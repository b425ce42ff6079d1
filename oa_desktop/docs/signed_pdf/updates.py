"""What a revision after a signature may bring (签名之后的改动): one more seal, and nothing besides.

The rule of this program: whatever is written after a signature is an alteration, unless it is exactly what putting
another seal on the page brings. ISO 32000-1 would allow more (filling in forms, notes, evidence for later); what such
additions show was never seen by whoever signed before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from oa_desktop.docs.signed_pdf.files import Field, State, dangling, pages
from oa_desktop.docs.signed_pdf.marks import drawn_numbers, is_unseen
from oa_desktop.docs.signed_pdf.revisions import Revision
from oa_desktop.docs.signed_pdf.syntax import Reference

_SIGNATURE: Final = frozenset(
    {"Type", "Filter", "SubFilter", "M", "Name", "Contents", "ByteRange", "Reason", "Location", "ContactInfo"}
) | {"Prop_Build", "XXSealSignature"}
_FIELD: Final = frozenset({"FT", "T", "TU", "Type", "Subtype", "F", "Ff", "Rect", "P", "AP", "V"})
_STAMP: Final = frozenset({"Type", "Subtype", "F", "Rect", "NM", "P", "AP"})
_FLAGS: Final = frozenset({4, 128, 132})
"""Printed, locked or both; nothing hidden, nothing that is drawn otherwise on paper than on the screen."""

Matches = Callable[[Mapping[str, Any]], bool]
"""Whether an annotation shows the picture of the seal and nothing else."""


def alterations(
    before: State,
    after: State,
    revision: Revision,
    field: Field | None,
    matches: Matches,
    *,
    besides: AbstractSet[int] = frozenset(),
) -> Iterator[str]:
    """Yield the places of whatever a revision brings beyond one signature.

    Args:
        before: The file as it was signed before.
        after: The file with the revision.
        revision: The revision.
        field: The signed field that it brings, if any.
        matches: Whether an annotation is drawn by the signature's seal.
        besides: Numbers of objects that it may bring or change besides.
    """
    yield from _trailer(before, after, revision)
    stamps = _new_stamps(before, after)
    wanted = dangling(before)
    yield from (f"{number} 号对象" for number in sorted(revision.objects) if number in wanted)
    allowed = (_brought(after, field, stamps) if field else set[int]()) | revision.structural
    for number in sorted(revision.objects.keys() - besides):
        if number in allowed and number not in before.objects:
            continue
        if not field or not _is_lawful(before, after, number, field, stamps):
            yield f"{number} 号对象"
    for number in revision.index.freed:
        if number in before.objects:
            yield f"{number} 号对象"
    if field:
        yield from _odd_annotations(after, field, stamps, matches)


def _trailer(before: State, after: State, revision: Revision) -> Iterator[str]:
    if after.root_number != before.root_number:
        yield "文件的目录"
    if after.info != before.info:
        yield "文件的说明"
    if set(revision.index.trailer) & {"Encrypt", "XRefStm"}:
        yield "文件尾"


def _new_stamps(before: State, after: State) -> dict[int, Mapping[str, Any]]:
    """Return the annotations that were not there before, by number."""
    known, now = _annotations(before), _annotations(after)
    return {number: value for number, value in now.items() if number not in known}


def _annotations(state: State) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for page in pages(state):
        for one in state.items(state.mapping(state.objects[page].value).get("Annots")):
            if isinstance(one, Reference):
                found[one.number] = state.mapping(one)
    return found


def _brought(after: State, field: Field, stamps: Mapping[int, Mapping[str, Any]]) -> set[int]:
    """Return the numbers that a signature needs."""
    needed = {field.number, field.signature.number, *stamps}
    for one in (field.value, *stamps.values()):
        needed |= set(drawn_numbers(after, one))
    return needed | _form_numbers(after)


def _form_numbers(state: State) -> set[int]:
    """Return the numbers of the form and of its list of fields."""
    form = state.root.get("AcroForm")
    parts = (form, state.mapping(form).get("Fields"))
    return {one.number for one in parts if isinstance(one, Reference)}


def _is_lawful(before: State, after: State, number: int, field: Field, stamps: Mapping[int, Mapping[str, Any]]) -> bool:
    """Tell whether an object that was there before changed only as one more seal changes it."""
    if number not in before.objects:
        return False
    old, new = before.objects[number], after.objects[number]
    if old.stream is not None or new.stream is not None or old.generation != new.generation:
        return False
    if number == before.root_number:
        return same_but(old.value, new.value, {"AcroForm"}) and is_form(before, after, field)
    if number in _form_numbers(before):
        return is_form(before, after, field)
    lists = dict.fromkeys(pages(before), "Annots")
    if number in lists:
        return same_but(old.value, new.value, {"Annots"}) and _annots_grow(before, after, number, field, stamps)
    holder = next((page for page in lists if _annots_number(before, page) == number), None)
    return holder is not None and _annots_grow(before, after, holder, field, stamps)


def _annots_number(state: State, page: int) -> int | None:
    annots = state.mapping(state.objects[page].value).get("Annots")
    return annots.number if isinstance(annots, Reference) else None


def same_but(old: Any, new: Any, names: set[str]) -> bool:
    """Tell whether two dictionaries differ in nothing but some entries."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return False
    return {key: old[key] for key in old if key not in names} == {key: new[key] for key in new if key not in names}


def is_form(before: State, after: State, field: Field) -> bool:
    """Tell whether a form has one more field and is else as it was."""
    old, new = (state.mapping(state.root.get("AcroForm")) for state in (before, after))
    had = before.items(old.get("Fields"))
    return (
        same_but(old, new, {"Fields", "SigFlags"})
        and new.get("SigFlags") in (1, 3)
        and after.items(new.get("Fields")) == (*had, Reference(field.number, 0))
    )


def _annots_grow(before: State, after: State, page: int, field: Field, stamps: Mapping[int, Mapping[str, Any]]) -> bool:
    """Tell whether the annotations of a page are those before and some of the signature's."""
    old, new = (state.items(state.mapping(state.objects[page].value).get("Annots")) for state in (before, after))
    added: Sequence[Any] = new[len(old) :]
    own = {field.number, *stamps}
    return new[: len(old)] == old and all(isinstance(one, Reference) and one.number in own for one in added)


def _odd_annotations(
    after: State, field: Field, stamps: Mapping[int, Mapping[str, Any]], matches: Matches
) -> Iterator[str]:
    if not set(field.signature.value) <= _SIGNATURE:
        yield f"{field.signature.number} 号对象"
    if not set(field.value) <= _FIELD or not (is_unseen(after, field.value) or _is_mark(field.value, matches)):
        yield f"{field.number} 号对象"
    for number, stamp in stamps.items():
        if number != field.number and not (
            set(stamp) <= _STAMP and stamp.get("Subtype") == "Stamp" and _is_mark(stamp, matches)
        ):
            yield f"{number} 号对象"


def _is_mark(annotation: Mapping[str, Any], matches: Matches) -> bool:
    return annotation.get("F") in _FLAGS and matches(annotation)
