"""Preparing a signature in a confined process: the file, the picture of the seal and certificates are read there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oa_desktop.docs.signed_pdf.algorithms import METHODS
from oa_desktop.docs.signed_pdf.plans import Papers, Plan
from oa_desktop.domain import codec
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.errors import Refused
from oa_desktop.office.confined import answer, ask


def waiting(data: bytes, plan: Plan, papers: Papers) -> tuple[bytes, int, bytes]:
    """Return a file with room for its envelope, where that room begins in bytes, and what the key signs.

    Raises:
        Refused: ``seal.no-place``, ``seal.picture-*``, ``view.damaged``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """
    found = _ask(prepare_confined, data, codec.to_json(plan), papers.certificate, papers.picture, papers.seal_value)
    return found["data"], found["start"], found["signed"]


def enveloped(certificate: bytes, signed: bytes, signature: bytes, algorithm: str) -> bytes:
    """Return a signature in its envelope, DER.

    Raises:
        Refused: ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """
    made: bytes = _ask(envelope_confined, certificate, signed, signature, algorithm)
    return made


def refuse_picture(picture: bytes) -> None:
    """Refuse the picture of a seal that cannot be drawn.

    Raises:
        Refused: ``seal.picture-kind``, ``seal.picture-large``, ``seal.picture-unreadable``.
        Unavailable: ``confine.failed``.
    """
    ask(picture_confined, picture, too_hard=Refused("seal.picture-large"))


def _ask(function: Callable[..., object], *given: object) -> Any:
    return ask(function, *given, too_hard=Refused("view.too-hard"))


# --- in the worker -----------------------------------------------------------------------------------------------


def picture_confined(picture: bytes) -> object:
    """Draw the picture of a seal, in the child; nothing of it is wanted."""
    return answer(lambda: _draw(picture))


def _draw(picture: bytes) -> object:
    from oa_desktop.docs.signed_pdf.pictures import shown  # noqa: PLC0415 - only a worker draws pictures of seals

    return bool(shown(picture))


def prepare_confined(data: bytes, plan: Json, certificate: bytes, picture: bytes, seal_value: bytes) -> object:
    """Make room for a signature, in the child."""
    papers = Papers(certificate=certificate, picture=picture, seal_value=seal_value)
    return answer(lambda: _prepare(data, codec.from_json(Plan, plan), papers))


def _prepare(data: bytes, plan: Plan, papers: Papers) -> object:
    from oa_desktop.docs.signed_pdf.cms import attributes  # noqa: PLC0415 - only a worker builds envelopes
    from oa_desktop.docs.signed_pdf.preparing import prepared  # noqa: PLC0415 - only a worker loads pyHanko

    made = prepared(data, plan, papers)
    signed = attributes(papers.certificate, made.digest, METHODS[plan.algorithm])
    return {"data": made.data, "start": made.start, "signed": signed}


def envelope_confined(certificate: bytes, signed: bytes, signature: bytes, algorithm: str) -> object:
    """Put a signature in its envelope, in the child."""
    from oa_desktop.docs.signed_pdf.cms import envelope  # noqa: PLC0415 - only a worker builds envelopes

    return answer(lambda: envelope(certificate, signed, signature, METHODS[algorithm]))
