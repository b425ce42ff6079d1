"""What is fixed about a rule: how much it weighs, its clause, what it is about, and the figures it goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a finding weighs; it follows the modal word of its clause and is never higher than that."""

    FAULT = "错误"
    """The clause demands it, or the document cannot be issued without it."""
    WARNING = "警告"
    """The clause says 一般, 原则上 or 推荐, or only a reader can tell whether it is kept."""
    ADVICE = "建议"
    """Practice of offices, in no standard."""

    @property
    def modal(self) -> str:
        """The word of it that other programs read: must, should or advice."""
        return _MODALS[self]


_MODALS = {Severity.FAULT: "must", Severity.WARNING: "should", Severity.ADVICE: "advice"}
BY_WEIGHT = (Severity.FAULT, Severity.WARNING, Severity.ADVICE)
"""From the heaviest to the lightest."""


class Layer(StrEnum):
    """Who asks for a rule (层级): each may loosen, or switch on, what the one above it asks."""

    NATION = "国家"
    PROVINCE = "省级"
    COUNTY = "县级"


class Family(StrEnum):
    """What rules are about; the headings of the help page, in its order."""

    ELEMENT = "公文要素"
    SECRECY = "份号、密级和紧急程度"
    NUMBER = "发文字号"
    TITLE = "标题和文种"
    ROUTING = "行文规则"
    LEVEL = "结构层次"
    ATTACHMENT = "附件"
    PICTURE = "图"
    SIGNATURE = "署名和成文日期"
    IMPRINT = "版记"
    FORMAT = "信函、命令和纪要"
    WORDING = "用语和引文"
    PUNCTUATION = "标点、数字和计量单位"
    CHARACTER = "字符"
    PAGE = "版面"
    FILE = "配置文件"
    SOURCE = "读稿"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is fixed about a rule.

    Attributes:
        severity: How much it weighs.
        clause: Where it stands ("GB/T 9704-2012 7.2.5"), empty for practice.
        family: What it is about.
        layer: Who asks for it.
        blocks: Whether what it finds is to be mended before an act at which the profile stops.
        figures: The figures that it goes by, which an office may set; named in the profile (检查规则).
    """

    severity: Severity
    clause: str = ""
    family: Family = Family.ELEMENT
    layer: Layer = Layer.NATION
    blocks: bool = False
    figures: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), hash=False)


Rows = dict[str, Rule]
"""Rules by their ids, which never change."""

ARTICLE = "党政机关公文处理工作条例第{}条"
"""A clause of the regulation of 2012."""
STANDARD = "GB/T 9704-2012 {}"
"""A clause of the standard."""


def must(clause: str, *ids: str) -> Rows:
    """Return rules that a clause demands (应当, 不得), which was read in full."""
    return dict.fromkeys(ids, Rule(severity=Severity.FAULT, clause=clause))


def should(clause: str, *ids: str) -> Rows:
    """Return rules whose clause says 一般, 原则上 or 推荐, or whose breach only a reader can be sure of."""
    return dict.fromkeys(ids, Rule(severity=Severity.WARNING, clause=clause))


def advice(clause: str, *ids: str) -> Rows:
    """Return rules that are the practice of offices; the clause names what they serve and may be empty."""
    return dict.fromkeys(ids, Rule(severity=Severity.ADVICE, clause=clause))


def by(rows: Rows, **figures: int) -> Rows:
    """Return rules that go by figures."""
    return {name: replace(rule, figures=MappingProxyType(figures)) for name, rule in rows.items()}


def of(family: Family, *parts: Rows) -> Rows:
    """Return the rules of a family."""
    return {name: replace(rule, family=family) for part in parts for name, rule in part.items()}
