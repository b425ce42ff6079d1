"""What the reader of sources has to say: one table of rules, and the findings made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from oa_desktop.domain.findings import Finding, Severity
from oa_desktop.i18n import _
from oa_desktop.i18n.words import worded

NAMED_LINES = 5
"""How many line numbers a finding names before it only counts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The words of one rule.

    Attributes:
        severity: How much it weighs.
        why: What was found, with the names of its parameters in braces.
        remedy: What to do.
        clause: Where the standard says so; empty for practice.
    """

    severity: Severity
    why: str
    remedy: str
    clause: str = ""


def _advice(why: str, remedy: str, clause: str = "") -> Rule:
    return Rule(severity=Severity.ADVICE, why=why, remedy=remedy, clause=clause)


def _warning(why: str, remedy: str, clause: str = "") -> Rule:
    return Rule(severity=Severity.WARNING, why=why, remedy=remedy, clause=clause)


RULES = MappingProxyType(
    {
        "source.encoding": _advice("文件不是 UTF-8 编码，已按 {encoding} 读取", "请核对有无乱码，并把文件另存为 UTF-8"),
        "source.markdown": _advice(
            "文件中有 Markdown 标记，已按 Markdown 读取", "如果这些标记是正文，请去掉行首的 # 或 <!-- --> 再读"
        ),
        "source.control-characters": _advice(
            "删去了 {count} 个看不见的控制字符", "一般无需处理；如果原文有特殊排版，请核对"
        ),
        "source.private-characters": _warning(
            "有 {count} 行含自造字（私用区字符），多数字体印不出来，会印成“〓”", "请改用标准汉字，或者删去"
        ),
        "source.private-indentation": _advice(
            "删去了 {count} 行行首的自造字，其后有空白，像是代替缩进或项目符号的", "如果它是文字，请改用标准汉字"
        ),
        "source.damaged-characters": _warning("有 {count} 行含已经损坏的字符（显示为 �）", "请对照原件补正"),
        "source.indentation": _advice(
            "删去了 {indented} 行行首的空白和 {blank} 个空行，缩进和行距由版式决定", "无需处理"
        ),
        "source.front-matter-syntax": _warning(
            "文首属性区的写法有误，已改为逐行按“名称: 内容”读取",
            "请检查这一处的冒号、引号和方括号；含方括号的内容请加引号",
        ),
        "source.front-matter-open": _warning(
            "文首的 --- 没有与之配对的 ---，已全部按正文读取", "请在属性区末尾补上一行 ---"
        ),
        "source.front-matter-unknown": _warning(
            "属性区的“{key}”不是公文要素，内容没有排入公文：{value}", "请改用标准的要素名称，或者把内容移到正文"
        ),
        "source.front-matter-repeated": _warning(
            "属性区的“{key}”写了不止一次，只采用第一次；没有采用的内容：{value}", "请删去多余的一处"
        ),
        "source.front-matter-comment": _advice(
            "属性区的注释没有排入公文：{value}", "如果它是内容，请去掉前面的 # 或者给内容加引号"
        ),
        "source.differs": _warning(
            "{element}写了不止一处：采用属性区的或先认出的一处，这一处原样留在正文里",
            "请删去多余的一处",
        ),
        "source.no-title": _warning(
            "没有认出标题", "请把标题单独写在第一行，或者在属性区写明“标题”", "GB/T 9704-2012 7.3.1"
        ),
        "source.title-repeated": _advice("标题重复出现，重复的一处留在正文里", "请删去重复的一处"),
        "source.stray-marks": _advice("这一行只有符号，没有文字，已留在正文里", "如果是多余的符号，请删去"),
        "source.number-missing": _warning(
            "段首只有顿号，像是漏了层次序数", "请补上序数，例如“1.”", "GB/T 9704-2012 7.3.3"
        ),
        "source.broken-line": _advice(
            "段落末尾没有标点，像是一句话被断成两段，或者漏了标点", "请核对并把断开的段落接上"
        ),
        "source.half-width-stops": _advice(
            "汉字之间有 {count} 个半角点“.”，像是句号或顿号的误写", "请改成“。”“，”或“、”"
        ),
        "source.numbering-added": _advice(
            "给 {count} 个没有序数的标题加上了层次序数", "请核对序数", "GB/T 9704-2012 7.3.3"
        ),
        "source.deep-heading": _advice("标题超过四层，第五层起没有规定的写法", "请减少层次", "GB/T 9704-2012 7.3.3"),
        "source.comment": _advice("注释没有排入公文：{value}", "如果它是内容，请去掉注释标记"),
        "source.picture": _warning("图片没有排入公文，只保留了说明和地址", "请在生成的 DOCX 中插入图片"),
        "source.trailing": _warning("成文日期之后还有文字，已移到正文末尾", "如果不是正文，请删去；附注请加圆括号"),
        "source.contact-moved": _advice(
            "附件说明后面有 {count} 行联系方式，已移到附件说明之前",
            "请核对；请示、报告的联系人写在附注里",
            "GB/T 9704-2012 7.3.4",
        ),
        "source.copied-label": _advice(
            "“{label}”不是现行的版记要素，已并入抄送机关", "请核对抄送机关的先后", "GB/T 9704-2012 7.4.2"
        ),
        "source.remnant": _advice(
            "有 {count} 行像是网页、邮件或聊天记录带来的（来源、时间、发件人等），已留在正文里", "如果不是正文，请删去"
        ),
        "source.form": _advice("{element}写成“{typed}”，已改为“{written}”", "请核对"),
        "source.note-misplaced": _advice(
            "“附件：”后面不是署名和日期，没有作为附件说明，已留在正文里",
            "请把附件说明移到正文之后、署名之前",
            "GB/T 9704-2012 7.3.4",
        ),
    }
)


@dataclass(slots=True)
class Remarks:
    """Findings of one reading, in the order in which they were made."""

    _findings: list[Finding] = field(default_factory=list)
    _lines: dict[str, set[int]] = field(default_factory=dict)

    def add(self, rule: str, place: str, **params: object) -> None:
        """Add a finding of a rule at a place, with the parameters of its words."""
        self._findings.append(_finding(rule, _(place), params))

    def add_lines(self, rule: str, lines: Iterable[int]) -> None:
        """Note lines that a rule concerns; all the lines of a rule make one finding."""
        self._lines.setdefault(rule, set()).update(lines)

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings: those of a place first, then one for each rule that concerns lines."""
        of_lines = ((rule, sorted(lines)) for rule, lines in self._lines.items() if lines)
        return (
            *self._findings,
            *(_finding(rule, named_lines(lines), {"count": len(lines)}) for rule, lines in of_lines),
        )


def _finding(rule: str, place: str, params: Mapping[str, object]) -> Finding:
    words = RULES[rule]
    return Finding(
        rule=rule,
        severity=words.severity,
        place=place,
        why=worded(words.why, **params),
        remedy=worded(words.remedy),
        clause=words.clause,
    )


def line_place(line: int, column: int = 0) -> str:
    """Return the place of a finding on a line, with a column if it is known."""
    return worded("第 {line} 行第 {column} 列" if column else "第 {line} 行", line=line, column=column)


def named_lines(numbers: list[int]) -> str:
    """Return the place of a finding that concerns several lines, such as ``第 3、8 行``."""
    named = "、".join(str(number) for number in numbers[:NAMED_LINES])
    template = "第 {named} 行等 {count} 处" if len(numbers) > NAMED_LINES else "第 {named} 行"
    return worded(template, named=named, count=len(numbers))
