"""What an office may choose about its pages."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.copies.proofs import ProofMark
from oa_desktop.domain.documents.template import NATIONAL, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutOptions:
    """Choices that the standard leaves open or that depend on what the page is for.

    Attributes:
        sealed: Whether a seal will stand on 发文机关署名; GB/T 9704-2012 7.3.5.1 against 7.3.5.2.
        watermark: Word of the realm (演示, 实训), large and pale across every page and small in its foot.
        number_pages: Whether pages carry 页码.
        open_slots: Whether 发文字号, 成文日期 and 份号 that are still empty keep their room, as in a 定稿: 登记 fills
            them and nothing else on the page moves.
        seal: Name on the placeholder seal, several behind 、 on a joint paper; empty for none.
        annexes_apart: Whether 附件 are not bound with the body; GB/T 9704-2012 7.3.7.
        proof: What a 校样 says of itself around its page; None for the page itself.
        template: What the office chose about its pages (版式模板).
    """

    sealed: bool = True
    watermark: str = ""
    number_pages: bool = True
    open_slots: bool = False
    seal: str = ""
    annexes_apart: bool = False
    proof: ProofMark | None = None
    template: Template = NATIONAL
