"""Incoming documents (收文) as they came: from whom, in which envelope, how many, on which day."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.ids import PersonId

DEALT_WITH, TO_READ = "办件", "阅件"
"""号类 of the registers of incoming documents: what is to be dealt with (批办性), and what is to be read (阅知性)."""


class Medium(StrEnum):
    """How a document came."""

    PAPER = "纸质"
    DISC = "光盘"
    NETWORK = "网络"
    TELEPHONE = "电话"
    LETTER = "来信"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """来文: what is written down when a document is signed for (签收) and registered (登记).

    党政机关公文处理工作条例 (2012) Art. 24.

    Attributes:
        sender: 来文机关.
        number: 来文字号, as it stands on the paper.
        dated: Its 成文日期, ISO; empty where it has none.
        received: Day of 签收, ISO.
        envelope: 封套号.
        personal: 亲启: registered unopened.
        copies: How many copies came.
        copy_numbers: 份号 of numbered copies, as they stand on them.
        medium: How it came.
        register: 收文编号; empty before 登记.
        pages: 原件页数 of one copy; 0 where nobody counted.
        addressee: Who is to open it (亲启人), where somebody of the unit is named on the envelope.
    """

    sender: str
    number: str = ""
    dated: str = ""
    received: str = ""
    envelope: str = ""
    personal: bool = False
    copies: int = 1
    copy_numbers: str = ""
    medium: Medium = Medium.PAPER
    register: str = ""
    pages: int = field(default=0, metadata={codec.LATER: True})
    addressee: PersonId = field(default=PersonId(""), metadata={codec.LATER: True})
