"""封签: what is pasted on the envelope in which a paper goes to one recipient; office practice, in no standard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeLabel:
    """封签; the title of the paper does not stand on its envelope.

    Attributes:
        recipient: To whom.
        sender: From whom.
        number: 发文字号.
        marks: 密级和保密期限 and 紧急程度, as far as the paper has them.
        count: 份数 and 份号, as far as they are known.
    """

    recipient: str
    sender: str
    number: str
    marks: str = ""
    count: str = ""
