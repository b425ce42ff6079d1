"""The verdict on a signed PDF: its order, what was written later, every signature and every seal by their ports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from oa_desktop.docs.signed_pdf.confined_judging import judge_confined
from oa_desktop.docs.signed_pdf.facts import Asked, Found
from oa_desktop.docs.signed_pdf.signing import covered
from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import (
    NONE_FOUND,
    NOT_SIGNED,
    FileVerdict,
    Layer,
    SignatureVerdict,
    Statement,
    broken,
    undecided,
)
from oa_desktop.i18n import _
from oa_desktop.office.confined import ask
from oa_desktop.office.ports.trust import Seals, Signatures, SignedMessage

FORMAT: Final = "PDF"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfJudge:
    """Judges signed PDF.

    Attributes:
        seals: Judges signature values of seals.
        signatures: Judges signatures by certificates.
    """

    seals: Seals
    signatures: Signatures

    def verify(self, data: bytes, trust: Trust) -> FileVerdict:
        """Return the verdict on a PDF.

        Raises:
            Refused: ``verdict.too-hard``: it took too long or too much to read.
            Unavailable: ``confine.failed``.
        """
        return self._verdict(ask(judge_confined, data, too_hard=Refused("verdict.too-hard")), trust)

    def judged(self, data: bytes, trust: Trust) -> FileVerdict:
        """Return the verdict on a PDF that is read in this very process: for whoever is confined already, and rigs."""
        return self._verdict(judge_confined(data), trust)

    def _verdict(self, answered: Any, trust: Trust) -> FileVerdict:
        found = codec.from_json(Found, canonical.decode(answered["found"]))
        if not found.is_signed:
            none = NOT_SIGNED if found.is_read else NONE_FOUND
            return FileVerdict(format=FORMAT, statements=(*found.statements, none))
        parts = answered["parts"]
        judged = tuple(self._signature(one, parts[number], trust) for number, one in enumerate(found.signatures))
        return FileVerdict(format=FORMAT, signatures=judged, statements=found.statements)

    def _signature(self, asked: Asked, parts: Mapping[str, Any], trust: Trust) -> SignatureVerdict:
        own = SignatureVerdict(name=asked.name, holder="", claimed_time=asked.claimed, statements=asked.statements)
        if not parts:
            return own
        more = replace(trust, between=(*trust.between, *parts["others"]))
        signed = self._signed(asked, parts, more)
        sealed = self._sealed(asked, parts, more)
        said = (*asked.statements, *_placed(asked.name, (*signed.statements, *sealed)))
        return replace(
            own,
            holder=signed.holder,
            time_source=asked.source,
            internal=signed.internal,
            statements=tuple(dict.fromkeys(said)),
        )

    def _signed(self, asked: Asked, parts: Mapping[str, Any], trust: Trust) -> SignatureVerdict:
        """Return what the port of signatures says; at a time that is not told nothing is known of a certificate."""
        message = SignedMessage(
            certificate=parts["certificate"],
            method=asked.method,
            message=parts["signed"],
            signature=parts["signature"],
        )
        judged = self.signatures.judge(message, datetime.fromisoformat(asked.claimed or _EPOCH), trust)
        if asked.claimed:
            return judged
        kept = tuple(one for one in judged.statements if one.layer is Layer.SIGNATURE)
        said = undecided(Layer.CHAIN, "verdict.pdf-no-time", holder=judged.holder)
        return replace(judged, statements=(*kept, said))

    def _sealed(self, asked: Asked, parts: Mapping[str, Any], trust: Trust) -> Iterator[Statement]:
        """Yield what the port of seals says of the value that goes along."""
        if not parts["seal"]:
            return
        subject = covered(asked.seal_size)
        judged = self.seals.judge(parts["seal"], parts["seal_digest"], subject, trust)
        words = _("盖章以前的文件（前 {size} 字节）").format(size=asked.seal_size)
        yield from (replace(one, place=words) if one.place == subject else one for one in judged.statements)
        if judged.claimed_time != asked.claimed:
            yield broken(Layer.SIGNATURE, "verdict.pdf-times-differ", one=asked.claimed, other=judged.claimed_time)


_EPOCH: Final = "1970-01-01T00:00:00+00:00"


def _placed(name: str, statements: tuple[Statement, ...]) -> Iterator[Statement]:
    """Yield statements with the name of the signature where they name no place."""
    yield from (one if one.place else replace(one, place=name) for one in statements)
