"""The seal that goes along with a signature (随签名的印章): its own value, and what of it is looked at here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from asn1crypto import core

from oa_desktop.docs.signed_pdf.envelopes import Envelope
from oa_desktop.docs.signed_pdf.files import Field, State
from oa_desktop.docs.signed_pdf.marks import is_compared, is_unseen, shows_only
from oa_desktop.docs.signed_pdf.pictures import compared
from oa_desktop.docs.signed_pdf.syntax import NotStrict, Text
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.verdicts import Layer, Statement, broken, holds, undecided

SEAL_ENTRY: Final = "XXSealSignature"


_ODD: Final = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
"""What is raised for a value that is none; :class:`NotStrict` is one of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedSeal:
    """The seal of a signature.

    Attributes:
        there: Whether there is one.
        value: Its signature value (SES_Signature, GB/T 38540-2020); empty where that cannot be read.
        certificate: Of who used it, DER.
        picture: As the seal holds it.
        size_mm: Width and height of the picture.
    """

    there: bool = False
    value: bytes = b""
    certificate: bytes = b""
    picture: bytes = b""
    size_mm: tuple[int, int] = (0, 0)

    @classmethod
    def of(cls, one: Field) -> AttachedSeal:
        """Return the seal of a signed field."""
        entry = one.signature.value.get(SEAL_ENTRY)
        if entry is None:
            return cls()
        try:
            value = b"".join(_pieces(entry))
            parts = core.SequenceOf.load(value, spec=core.Any)
            picture = _below(_below(_below(parts[0], 1), 0), 3)
            width, height = (int(core.Integer.load(_below(picture, number).dump()).native) for number in (2, 3))
            return cls(
                there=True,
                value=value,
                certificate=core.OctetString.load(parts[1].dump()).native,
                picture=core.OctetString.load(_below(picture, 1).dump()).native,
                size_mm=(width, height),
            )
        except _ODD:
            return cls(there=True)

    def matches(self, state: State, annotation: Mapping[str, Any]) -> bool:
        """Tell whether an annotation shows this seal and nothing else."""
        try:
            return bool(self.value) and shows_only(state, annotation, compared(self.picture), self.size_mm)
        except (Refused, NotStrict):
            return False

    def statements(self, state: State, one: Field, found: Envelope | None) -> Iterator[Statement]:
        """Yield what is said of the seal beyond its own value."""
        if not self.there:
            return
        if not self.value or (found and self.certificate != found.certificate):
            yield broken(Layer.SEAL, "verdict.pdf-seal-of-another", one.name)
        elif is_unseen(state, one.value) or not self.matches(state, one.value):
            yield broken(Layer.SEAL, "verdict.pdf-seal-picture", one.name)
        elif not is_compared(state, one.value, compared(self.picture)):
            yield undecided(Layer.SEAL, "verdict.pdf-seal-picture-kind", one.name)
        else:
            yield holds(Layer.SEAL, "verdict.pdf-seal-shown", one.name)


def _pieces(entry: Any) -> Iterator[bytes]:
    """Yield the texts in which a value is written; they stand in the signature itself."""
    for one in entry:
        if not isinstance(one, Text):
            raise NotStrict("verdict.pdf-seal-of-another")
        yield bytes(one)


def _below(value: Any, number: int) -> Any:
    return core.SequenceOf.load(value.dump(), spec=core.Any)[number]
