"""Evidence for later (长期验证资料), as other programs add it behind a signature: certificates, lists, a time-stamp.

ETSI EN 319 142-1 5.4 and 5.5. None of it shows. It is told from an alteration by its shape: whatever an addition
brings or changes hangs on the store of evidence (``DSS``) alone, and each piece of it is one element of DER. Files that
this program sealed take no additions at all: of them every byte is implied by their signatures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from oa_desktop.docs.signed_pdf.files import Field, State, links
from oa_desktop.docs.signed_pdf.marks import is_unseen
from oa_desktop.docs.signed_pdf.revisions import Revision
from oa_desktop.docs.signed_pdf.room import der_size
from oa_desktop.docs.signed_pdf.syntax import NotStrict, Reference
from oa_desktop.docs.signed_pdf.updates import alterations, is_form, same_but

STAMP_KIND: Final = "ETSI.RFC3161"
"""``SubFilter`` of a time-stamp over a file. ISO 32000-2 12.8.5."""
_STORE: Final = frozenset({"Type", "Certs", "OCSPs", "CRLs", "VRI"})
_OF_SIGNATURE: Final = frozenset({"Type", "Cert", "CRL", "OCSP", "TU", "TS"})
_LISTS: Final = ("Certs", "OCSPs", "CRLs", "Cert", "CRL", "OCSP")
_PIECE: Final = frozenset({"Length", "Filter"})
_MADE: Final = re.compile(
    rb"(xmp:ModifyDate|xmp:MetadataDate|pdf:Producer|x:xmptk|xmpMM:InstanceID)(=\"[^\"<]*\"|>[^<]*<)"
)
"""When and by what a file was written last, as it says itself (XMP); nobody sees it on a page."""
_MADE_NAMES: Final = frozenset({"ModDate", "Producer"})


def is_stamp(one: Field) -> bool:
    """Tell whether a signature is a time-stamp over the file."""
    return bool(one.signature.value.get("SubFilter") == STAMP_KIND)


def is_evidence(before: State, after: State, revision: Revision, stamp: Field | None) -> bool:
    """Tell whether a revision brings evidence and at most one time-stamp that shows nothing.

    Args:
        before: The file as it was before.
        after: The file with the revision.
        revision: The revision.
        stamp: The time-stamp that it brings.
    """
    try:
        return _is_evidence(before, after, revision, stamp)
    except NotStrict:
        return False


def _is_evidence(before: State, after: State, revision: Revision, stamp: Field | None) -> bool:
    had, held = _numbers(before), _numbers(after)
    if had is None or held is None or (stamp and not is_unseen(after, stamp.value)) or _is_shared(before, had):
        return False
    own = held - set(before.objects) | had | _catalogue(before, after, stamp) | set(_says_of_itself(before, after))
    return not any(alterations(before, after, revision, stamp, lambda _drawn: False, besides=own))


def _numbers(state: State) -> set[int] | None:
    """Return the numbers of all evidence of a file; None where something else lies among it."""
    store = state.root.get("DSS")
    held = state.mapping(store)
    listed = state.mapping(held.get("VRI"))
    each = [state.mapping(one) for one in listed.values()]
    lists = [one.get(name) for one in (held, *each) for name in _LISTS]
    pieces = [piece for one in lists for piece in state.items(one)] + [one["TS"] for one in each if "TS" in one]
    if not set(held) <= _STORE or not all(set(one) <= _OF_SIGNATURE for one in each):
        return None
    if not all(_is_piece(state, one) for one in pieces):
        return None
    parts = (store, held.get("VRI"), *listed.values(), *lists, *pieces)
    return {one.number for one in parts if isinstance(one, Reference)}


def _is_piece(state: State, link: Any) -> bool:
    """Tell whether something is a stream that holds one element of DER and nothing besides."""
    written = state.written(link)
    if written is None or written.stream is None or not set(written.value) <= _PIECE:
        return False
    content = state.stream(link) or b""
    return der_size(content) == len(content)


def _is_shared(state: State, evidence: set[int]) -> bool:
    """Tell whether anything but the catalogue leads to evidence; changing it would change that, too."""
    others = (one for number, one in state.objects.items() if number not in evidence and number != state.root_number)
    return any(link.number in evidence for one in others for link in links(one.value))


def _catalogue(before: State, after: State, stamp: Field | None) -> set[int]:
    """Return the number of the catalogue where it changed as evidence changes it."""
    names = {"DSS", "Extensions"} | ({"AcroForm"} if stamp and is_form(before, after, stamp) else set[str]())
    told = not any(True for _ in links(after.root.get("Extensions")))
    return {before.root_number} if told and same_but(before.root, after.root, names) else set()


def _says_of_itself(before: State, after: State) -> Iterator[int]:
    """Yield the numbers of what a file says of itself, where only when and by what it was written differs."""
    info = before.info
    if isinstance(info, Reference) and same_but(before.get(info), after.get(info), set(_MADE_NAMES)):
        yield info.number
    told = before.root.get("Metadata")
    old, new = (one.stream(told) for one in (before, after))
    if isinstance(told, Reference) and old is not None and new is not None:
        alike = same_but(before.get(told), after.get(told), {"Length", "Filter"})
        yield from (told.number,) if alike and _MADE.sub(b"", old) == _MADE.sub(b"", new) else ()
