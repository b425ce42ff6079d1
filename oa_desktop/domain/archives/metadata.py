"""文书类电子文件元数据: what is said of an item, its files and its handling, in the elements of DA/T 46-2009.

Names and order are as exporters and guides give them (secondary sources); the numbers from M65 on are read off a schema
of packages, those of M86 to M88 are customary. Nothing here claims that the standard asks for an element.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from oa_desktop.domain.ids import Digest

NAMES: Final[Mapping[str, str]] = {
    f"M{number}": name
    for number, name in enumerate(
        (
            *("聚合层次", "来源", "档案馆名称", "档案馆代码", "全宗名称", "立档单位名称", "电子文件号", "档号"),
            *(
                "全宗号",
                "目录号",
                "年度",
                "保管期限",
                "机构或问题",
                "类别号",
                "室编案卷号",
                "馆编案卷号",
                "室编件号",
                "馆编件号",
            ),
            *("文档序号", "页号", "内容描述", "题名", "并列题名", "副题名", "说明题名文字", "主题词", "关键词", "人名"),
            *("摘要", "分类号", "文件编号", "责任者", "日期", "文种", "紧急程度", "主送", "抄送", "密级", "保密期限"),
            *("形式特征", "文件组合类型", "件数", "页数", "语种", "稿本", "电子属性", "格式信息", "计算机文件名"),
            *("计算机文件大小", "文档创建程序", "信息系统描述", "数字化属性", "数字化对象形态", "扫描分辨率"),
            *("扫描色彩模式", "图像压缩方案", "电子签名", "签名规则", "签名时间", "签名人", "签名结果", "证书"),
            *("证书引证", "签名算法标识", "存储位置", "当前位置", "脱机载体编号", "脱机载体存址", "缩微号", "权限管理"),
            *("知识产权说明", "授权", "授权对象", "授权行为", "控制标识", "附注", "机构人员类型", "机构人员名称"),
            *("组织机构代码", "个人职位", "业务状态", "业务行为", "行为时间", "行为依据", "行为描述", "关系类型"),
            *("关系", "关系描述"),
        ),
        start=1,
    )
}
"""Every element by its code."""


def _span(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"M{number}" for number in range(first, last + 1))


GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "M2": _span(3, 6),
    "M8": _span(9, 20),
    "M21": _span(22, 39),
    "M40": _span(41, 45),
    "M46": _span(47, 50),
    "M52": _span(53, 56),
    "M57": _span(58, 64),
    "M65": _span(66, 69),
    "M70": _span(71, 75),
}
"""The elements that hold others, and which."""
OF_RECORD: Final = ("M1", "M2", "M7", "M8", "M21", "M40", "M65", "M70", "M51", "M76")
"""What is said of a 文件实体, in its order in a package."""
OF_DEED: Final = _span(81, 85)
"""What is said of a 业务实体."""
OF_AGENT: Final = _span(77, 80)
"""What is said of a 机构人员实体."""
OF_RELATION: Final = _span(86, 88)

Said = Mapping[str, str]
"""What is said, by code; what is not known is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSaid:
    """文档: one file of an item.

    Attributes:
        name: As it lies in packages.
        main: Whether it is the 主文档; all others are 附属文档.
        said: 电子属性 (M46) and 稿本 (M45).
    """

    name: str
    digest: Digest
    main: bool
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSaid:
    """业务实体: one entry of the journal that took effect.

    Attributes:
        id: Of the entry.
        agent: Who acted.
    """

    id: str
    agent: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSaid:
    """机构人员实体: somebody who acted, in the post in which they did."""

    id: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said of an item.

    Attributes:
        record: Of the 文件实体.
        relations: To other items.
    """

    id: str
    record: Said
    files: tuple[FileSaid, ...] = ()
    deeds: tuple[DeedSaid, ...] = ()
    agents: tuple[AgentSaid, ...] = ()
    relations: tuple[Said, ...] = ()


Branch = tuple[str, "str | tuple[Branch, ...]"]
"""An element: its name, and its words or what it holds."""


def branches(codes: Sequence[str], said: Said) -> Iterator[Branch]:
    """Yield elements in their order, those of a group inside it; what nothing is said of is left out."""
    for code in codes:
        if code in GROUPS:
            held = tuple(branches(GROUPS[code], said))
            if held:
                yield NAMES[code], held
        elif said.get(code):
            yield NAMES[code], said[code]
