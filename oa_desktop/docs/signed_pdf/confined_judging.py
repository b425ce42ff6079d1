"""Judging a PDF in a confined process: facts come back as canonical JSON, certificates and values beside them."""

from __future__ import annotations

from oa_desktop.domain import canonical, codec
from oa_desktop.office.confined import answer


def judge_confined(data: bytes) -> object:
    """Return, in the child, what is found in a PDF, and what is still to be asked about for each signature."""
    return answer(lambda: _judged(data))


def _judged(data: bytes) -> object:
    from oa_desktop.docs.signed_pdf.judging import judge  # noqa: PLC0415 - only a worker takes files apart

    found, parts = judge(data)
    return {"found": canonical.encode(codec.to_json(found)), "parts": parts}
